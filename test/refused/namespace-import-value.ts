// expect: SK1105
import * as self from './helper/values.ts' // refused here
const all: object = self
console.log(Object.keys(all))
