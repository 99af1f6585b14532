// expect: SK1002
import { nothing } from './does-not-exist.ts' // refused here
console.log(nothing)
