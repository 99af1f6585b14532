// The globals of the language, each under its name: what a program reaches by name is taken from here, and what is missing
// here is refused. One line per module.
import { booleanCall, numberCall } from './number/mod.ts'
import { stringCall } from './text/mod.ts'

export { Math } from './math/mod.ts'
export { Boolean, isFinite, isNaN, Number, parseFloat, parseInt } from './number/mod.ts'
export { Promise } from './promise/mod.ts'
export { String } from './text/mod.ts'

/** What a call without `new` does, for the classes that may be called. */
export const callBehaviours = {
  Boolean: booleanCall,
  Number: numberCall,
  String: stringCall,
}
