// The globals of the language, each under its name: what a program reaches by name is taken from here, and what is missing
// here is refused. One line per module.
import { callArray } from './array/mod.ts'
import {
  callAggregateError, callError, callEvalError, callRangeError, callReferenceError, callSyntaxError, callTypeError,
  callURIError,
} from './errors/mod.ts'
import { MapIterator, SetIterator } from './collections/mod.ts'
import { functionFromStrings } from './function/mod.ts'
import {
  ArrayIterator, AsyncIteratorPrototype, Generator, IteratorPrototype, StringIterator,
} from './iteration/mod.ts'
import { booleanCall, numberCall } from './number/mod.ts'
import { callObject } from './objects/mod.ts'
import { callPromise } from './promise/mod.ts'
import { createSymbol } from './symbol/mod.ts'
import { stringCall } from './text/mod.ts'

export { Array } from './array/mod.ts'
export { Map, Set } from './collections/mod.ts'
export { AggregateError, Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError } from './errors/mod.ts'
export { Function } from './function/mod.ts'
export { JSON } from './json/mod.ts'
export { Math } from './math/mod.ts'
export { Boolean, isFinite, isNaN, Number, parseFloat, parseInt } from './number/mod.ts'
export { Object, Reflect } from './objects/mod.ts'
export { Promise } from './promise/mod.ts'
export { Symbol } from './symbol/mod.ts'
export { decodeURI, decodeURIComponent, encodeURI, encodeURIComponent, String } from './text/mod.ts'
export {
  ArrayBuffer, DataView, Float32Array, Float64Array, Int16Array, Int32Array, Int8Array, Uint16Array, Uint32Array, Uint8Array,
  Uint8ClampedArray,
} from './typed/mod.ts'

/** What a call without `new` does, for the classes that may be called. */
export const callBehaviours = {
  AggregateError: callAggregateError,
  Array: callArray,
  Boolean: booleanCall,
  Error: callError,
  EvalError: callEvalError,
  Function: functionFromStrings,
  Number: numberCall,
  Object: callObject,
  Promise: callPromise,
  RangeError: callRangeError,
  ReferenceError: callReferenceError,
  String: stringCall,
  Symbol: createSymbol,
  SyntaxError: callSyntaxError,
  TypeError: callTypeError,
  URIError: callURIError,
}

/** Prototypes of the language that belong to no constructor: they have no `constructor` of their own. */
export const withoutConstructor = [
  ArrayIterator, AsyncIteratorPrototype, Generator, IteratorPrototype, MapIterator, SetIterator, StringIterator,
]
