// What the compiler itself calls: the functions of compiler/analyse/entries.ts, one export for each row but those of
// the run, which the platform's entry file has (library/kernel/linux.ts).

// --- properties of any value
export { forInKeysInto } from './core/property/forin.ts'
export { getElement, getProperty, getWithReceiver, hasProperty, superGet } from './core/property/get.ts'
export { setElement, setProperty, setWithReceiver, superSet } from './core/property/set.ts'
export {
  defineAccessor, defineData, deleteProperty, isExtensible, parentPrototype, preventExtensions, restrictAttributes,
  prototypeOf, setPrototypeLiteral, setPrototypeOf,
} from './core/property/define.ts'
export { checkPrivateParents, refusePrivateNames, refuseSecondBrand } from './core/property/private-names.ts'
export {
  copyDataProperties, enumerableKeysInto, forInPresent, ownAttributes, ownKeysInto,
} from './core/property/keys.ts'
export { ownGetter, ownSetter } from './core/property/accessors.ts'

// --- conversions and operators
export {
  intToString, numberToInt32, numberToString, toNumber, toPropertyKey, toStringValue,
} from './core/value/convert.ts'
export { isCallable, isClass, isConstructor, kindOfValue, toBoolean, typeofValue } from './core/value/kinds.ts'
export { toPrimitive } from './core/value/primitive.ts'
export { addValues, compareValues, instanceOf, modNumber } from './core/value/operators.ts'
export { looseEquals, sameValue, strictEquals } from './core/value/equality.ts'
export { pow as powNumber } from './math/power.ts'

// --- strings
export { concatStrings, stringFromCode, stringSlice } from './core/string/concat.ts'
export { compareStrings, stringEquals, stringHash, stringIndexOf } from './core/string/compare.ts'
export {
  stringAsciiLength, stringCharAt, stringCodeAt, stringCopyAscii, stringFromCodes, stringFromLatin1, stringIsLatin1,
} from './core/string/build.ts'

// --- arrays
export {
  appendElements, arrayCopy, arrayGetSlow, arrayHas, arrayIsPacked, arrayMakeHoles, arrayPushSlow, arrayReserve,
  arraySetLength, arraySetSlow, makeArguments,
} from './core/array/access.ts'

// --- functions, symbols, wrappers, bytes
export {
  applyArray, callValue, constructArray, constructValue, functionKind, functionSource,
} from './core/functions.ts'
export {
  identityHash, newSymbol, primitiveOf, symbolDescription, symbolKey, wrapPrimitive,
} from './core/value/wrappers.ts'
export { bufferInit, viewKind } from './core/views.ts'

// --- throwing
export {
  throwBuiltinCall, throwClassCall, throwNotCoercible, throwNotConstructor, throwNotFunction, throwNotSuperConstructor, throwRangeError,
  throwReferenceError, throwStackOverflow, throwSyntaxError, throwTypeError, throwUninitialised,
} from './core/throwing.ts'
export { throwReadOfNullish, throwSetOfNullish } from './core/property/errors.ts'

// --- iteration and coroutines
export {
  arrayIteration, asyncIteration, delegation, generatorIteration, makeGenerator, protocolIteration, stringIteration,
} from './iteration/mod.ts'
export { evaluateModules, runAsync } from './promise/mod.ts'

// --- memory
export { allocateSlow } from './core/allocate.ts'
