// expect: SK1001
import { nothing } from './does-not-exist.ts' // refused here
console.log(nothing)
