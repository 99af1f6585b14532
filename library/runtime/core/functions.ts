// Function information, and calls of values of which nothing is known.

import type { Address, Any } from '../intrinsics/raw.ts'
import {
  addressOf, allocate, asValue, builtinShape, keepAlive, loadI53, loadU32, plus, shiftLeft, stop, storeBox,
} from '../intrinsics/raw.ts'
import { call, construct } from './calls.ts'
import { callSite, describe } from '../errors/describe.ts'
import { arrayGet } from './array/access.ts'
import { isExotic, isHoley } from './array/elements.ts'
import {
  ARRAY_ELEMENTS, ARRAY_LENGTH, FUNCTION_FLAG_ASYNC, FUNCTION_FLAG_CLASS, FUNCTION_FLAG_GENERATOR,
  FUNCTION_FLAG_NATIVE, FUNCTION_FLAGS, FUNCTION_NAME, FUNCTION_SOURCE, KIND_ARRAY_BOX, SHAPE_FUNCTION, STORE_DATA,
} from './layout.ts'
import { isCallable, isConstructor } from './value/kinds.ts'
import { kindAt, shapeAt, stringAt } from './words.ts'

// SAFETY: the entries give closures and arrays. Function information is static and tested for 0; a store has as many
// boxes as the array's length says, and keepAlive holds it while the callee runs.

function informationOf(f: Any): Address {
  const information = loadU32(shapeAt(addressOf(f)), SHAPE_FUNCTION)
  if (information === 0) stop(70, 'a function has no information')
  return information
}

/** What Function.prototype.toString gives. */
export function functionSource(f: Any): string {
  const information = informationOf(f)
  if ((loadU32(information, FUNCTION_FLAGS) & FUNCTION_FLAG_NATIVE) === 0) return stringAt(loadU32(information, FUNCTION_SOURCE))
  return 'function ' + stringAt(loadU32(information, FUNCTION_NAME)) + '() { [native code] }'
}

/** functionKind of intrinsics/mod.ts. */
export function functionKind(f: Any): string {
  const flags = loadU32(informationOf(f), FUNCTION_FLAGS)
  if ((flags & FUNCTION_FLAG_CLASS) !== 0) return 'class'
  if ((flags & FUNCTION_FLAG_ASYNC) !== 0) return (flags & FUNCTION_FLAG_GENERATOR) !== 0 ? 'asyncgenerator' : 'async'
  return (flags & FUNCTION_FLAG_GENERATOR) !== 0 ? 'generator' : 'function'
}

/** [[Call]] with `count` boxes at an address; TypeError unless callable. */
export function callValue(callee: Any, thisValue: Any, count: number, values: Address): Any {
  if (!isCallable(callee)) throw new TypeError(`${callSite(callee)} is not a function`)
  return call(callee, thisValue, count, values)
}

/** [[Construct]] with `count` boxes at an address. */
export function constructValue(callee: Any, newTarget: Any, count: number, values: Address): Any {
  if (!isConstructor(callee)) throw new TypeError(`${describe(callee)} is not a constructor`)
  return construct(callee, newTarget, count, values)
}

/** [[Call]] with the elements of an array. */
export function applyArray(callee: Any, thisValue: Any, values: Any): Any {
  const store = argumentsOf(values)
  const result = callValue(callee, thisValue, loadU32(addressOf(values), ARRAY_LENGTH), plus(store, STORE_DATA))
  keepAlive(asValue(store))
  return result
}

/** [[Construct]] with the elements of an array. */
export function constructArray(callee: Any, values: Any, newTarget: Any): Any {
  const store = argumentsOf(values)
  const result = constructValue(callee, newTarget, loadU32(addressOf(values), ARRAY_LENGTH), plus(store, STORE_DATA))
  keepAlive(asValue(store))
  return result
}

/** A store of boxes with the elements of an array: its own where it has boxes and no holes, else a copy. */
function argumentsOf(values: Any): Address {
  const array = addressOf(values)
  const count = loadU32(array, ARRAY_LENGTH)
  if (kindAt(array) === KIND_ARRAY_BOX && !isHoley(array) && !isExotic(array) && count > 0) return loadI53(array, ARRAY_ELEMENTS)
  const store = allocate(builtinShape('store.word'), plus(shiftLeft(count, 3), STORE_DATA), count)
  for (let i = 0; i < count; i++) storeBox(plus(plus(store, STORE_DATA), shiftLeft(i, 3)), 0, arrayGet(array, i))
  return store
}
