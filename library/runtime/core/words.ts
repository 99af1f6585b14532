// Small conversions between values, strings and the addresses of their storage, and the accessors of shapes: what every
// file of core starts from.

import type { Address, Any } from '../intrinsics/raw.ts'
import { addressOf, asString, asValue, isPointer, loadU32, loadU8 } from '../intrinsics/raw.ts'
import {
  HEADER_AUX, KIND_ARRAY_BOX, KIND_ARRAY_I32, KIND_STRING_LATIN1, KIND_STRING_SLICE, KIND_SYMBOL, KIND_VIEW_F64,
  KIND_VIEW_I8, SHAPE_KIND,
} from './layout.ts'

// SAFETY: addresses come from addressOf of live values, after isPointer where the value may be none; every object
// begins with a header of shape and aux word. The collector does not move objects, and finds them from the stack
// wherever in them an address points.

/** `shape.kind` of the object at an address. */
export function kindAt(object: Address): number {
  return loadU8(loadU32(object, 0), SHAPE_KIND)
}

export function shapeAt(object: Address): Address {
  return loadU32(object, 0)
}

export function auxAt(object: Address): number {
  return loadU32(object, HEADER_AUX)
}

export function stringAt(address: Address): string {
  return asString(asValue(address))
}

export function isStringKind(kind: number): boolean {
  return kind >= KIND_STRING_LATIN1 && kind <= KIND_STRING_SLICE
}

export function isArrayKind(kind: number): boolean {
  return kind >= KIND_ARRAY_I32 && kind <= KIND_ARRAY_BOX
}

/** Typed arrays, DataView not among them. */
export function isTypedKind(kind: number): boolean {
  return kind >= KIND_VIEW_I8 && kind <= KIND_VIEW_F64
}

export function isStringValue(value: Any): boolean {
  return isPointer(value) && isStringKind(kindAt(addressOf(value)))
}

export function isSymbolValue(value: Any): boolean {
  return isPointer(value) && kindAt(addressOf(value)) === KIND_SYMBOL
}

/** An object in the language's sense: neither string nor symbol. */
export function isObjectValue(value: Any): boolean {
  if (!isPointer(value)) return false
  const kind = kindAt(addressOf(value))
  return kind !== KIND_SYMBOL && !isStringKind(kind)
}
