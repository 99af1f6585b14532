// Function.prototype, and argument lists.
export { argumentList } from './arguments.ts'
export { Function, functionFromStrings } from './function.ts'
