// What a value is: typeof, kindOf and the tests of the safe intrinsics.

import type { Any } from '../../intrinsics/raw.ts'
import { addressOf, isNumber, isPointer, loadU32 } from '../../intrinsics/raw.ts'
import {
  FUNCTION_FLAG_CLASS, FUNCTION_FLAG_CONSTRUCTOR, FUNCTION_FLAG_NATIVE, FUNCTION_FLAGS, KIND_BUFFER, KIND_CLOSURE,
  KIND_PRIMITIVE, KIND_SYMBOL, KIND_VIEW_DATA, SHAPE_FUNCTION,
} from '../layout.ts'
import { isArrayKind, isStringKind, isTypedKind, kindAt, shapeAt } from '../words.ts'

// SAFETY: an address is taken after isPointer. Function information is read for closures only, after a test for 0, and
// the word after the header's shape is a string's length once the kind is a string's.

export function typeofValue(value: Any): string {
  if (isNumber(value)) return 'number'
  if (!isPointer(value)) return value === undefined ? 'undefined' : value === null ? 'object' : 'boolean'
  const kind = kindAt(addressOf(value))
  if (isStringKind(kind)) return 'string'
  if (kind === KIND_CLOSURE) return 'function'
  return kind === KIND_SYMBOL ? 'symbol' : 'object'
}

/** kindOf of intrinsics/mod.ts. */
export function kindOfValue(value: Any): string {
  if (isNumber(value)) return 'number'
  if (!isPointer(value)) return value === undefined ? 'undefined' : value === null ? 'null' : 'boolean'
  const kind = kindAt(addressOf(value))
  if (isStringKind(kind)) return 'string'
  if (isArrayKind(kind)) return 'array'
  if (isTypedKind(kind)) return 'view'
  switch (kind) {
    case KIND_SYMBOL: return 'symbol'
    case KIND_CLOSURE: return 'function'
    case KIND_BUFFER: return 'buffer'
    case KIND_VIEW_DATA: return 'dataview'
    case KIND_PRIMITIVE: return 'primitive'
  }
  return 'object'
}

export function isCallable(value: Any): boolean {
  return isPointer(value) && kindAt(addressOf(value)) === KIND_CLOSURE
}

function functionFlags(value: Any): number {
  if (!isCallable(value)) return 0
  const information = loadU32(shapeAt(addressOf(value)), SHAPE_FUNCTION)
  return information === 0 ? 0 : loadU32(information, FUNCTION_FLAGS)
}

export function isConstructor(value: Any): boolean {
  return (functionFlags(value) & FUNCTION_FLAG_CONSTRUCTOR) !== 0
}

/** Made by class syntax of a program. */
export function isClass(value: Any): boolean {
  return (functionFlags(value) & (FUNCTION_FLAG_CLASS | FUNCTION_FLAG_NATIVE)) === FUNCTION_FLAG_CLASS
}

/** Made by the program, and no class: what the compiler does not construct. */
export function isPlainFunction(value: Any): boolean {
  return (functionFlags(value) & (FUNCTION_FLAG_CLASS | FUNCTION_FLAG_NATIVE)) === 0
}

export function toBoolean(value: Any): boolean {
  if (isNumber(value)) return value !== 0 && value === value
  if (!isPointer(value)) return value === true
  const address = addressOf(value)
  return !isStringKind(kindAt(address)) || loadU32(address, 4) !== 0
}
