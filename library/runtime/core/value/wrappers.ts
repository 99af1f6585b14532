// Symbols, wrapper objects of primitives, and identity.

import type { Address, Any } from '../../intrinsics/raw.ts'
import {
  addressOf, allocate, asValue, builtinShape, isNumber, loadBox, low32, shiftRight, storeBox,
} from '../../intrinsics/raw.ts'
import { multiplyInt32 } from '../../intrinsics/mod.ts'
import { PRIMITIVE_BYTES, PRIMITIVE_VALUE, SYMBOL_BYTES, SYMBOL_DESCRIPTION, SYMBOL_KEY } from '../layout.ts'
import { isStringValue, isSymbolValue } from '../words.ts'

// SAFETY: the entries give symbols to the functions on symbols and wrappers to primitiveOf, so that the offsets are
// theirs. New objects have layout.ts's size for their shape and are filled before anything else is allocated. An
// identity is made of an address and never turned back into one.

let symbolCount = 0

/** `registryKey` is a string for the symbols of Symbol.for, else undefined. */
export function newSymbol(description: Any, registryKey: Any): Any {
  symbolCount = (symbolCount + 1) >>> 0
  const symbol = allocate(builtinShape('symbol'), SYMBOL_BYTES, multiplyInt32(symbolCount | 0, 0x9e3779b1 | 0) >>> 0)
  storeBox(symbol, SYMBOL_DESCRIPTION, description)
  storeBox(symbol, SYMBOL_KEY, registryKey)
  return asValue(symbol)
}

export function symbolDescription(symbol: Any): Any {
  return loadBox(addressOf(symbol), SYMBOL_DESCRIPTION)
}

export function symbolKey(symbol: Any): Any {
  return loadBox(addressOf(symbol), SYMBOL_KEY)
}

/** The wrapper object of a primitive that is neither undefined nor null. */
export function wrapPrimitive(value: Any): Any {
  const wrapper = allocate(wrapperShape(value), PRIMITIVE_BYTES, 0)
  storeBox(wrapper, PRIMITIVE_VALUE, value)
  return asValue(wrapper)
}

function wrapperShape(value: Any): Address {
  if (isNumber(value)) return builtinShape('primitive.number')
  if (isStringValue(value)) return builtinShape('primitive.string')
  return isSymbolValue(value) ? builtinShape('primitive.symbol') : builtinShape('primitive.boolean')
}

export function primitiveOf(wrapper: Any): Any {
  return loadBox(addressOf(wrapper), PRIMITIVE_VALUE)
}

/** A number for an object or symbol that stays the same for its life: nothing moves, so that its address tells. */
export function identityHash(value: Any): number {
  const granule = low32(shiftRight(addressOf(value), 3))
  const mixed = multiplyInt32(granule | 0, 0x9e3779b1 | 0)
  return (mixed ^ (mixed >>> 15)) >>> 0
}
