// expect: SK1105
import * as self from './helper/values.ts'
const all: object = self // refused here
console.log(Object.keys(all))
