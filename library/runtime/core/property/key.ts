// Property keys as core passes them: a number where the key is an array index (0 … 2^32-2), a flat string that is none,
// or a symbol. ECMA-262 §7.1.19 ToPropertyKey, §6.1.7 array index.

import type { Address, Any } from '../../intrinsics/raw.ts'
import { addressOf, asNumber, asString, asValue, isNumber, isPointer, loadU32 } from '../../intrinsics/raw.ts'
import { numberToString } from '../../number/format.ts'
import { stringToNumber } from '../../number/parse.ts'
import { KIND_SYMBOL, STRING_FLAG_ATOM, STRING_FLAGS } from '../layout.ts'
import { sameContent, stringEquals } from '../string/compare.ts'
import { flatten, isWide, unitAt, unitsOf } from '../string/storage.ts'
import { toPrimitive } from '../value/primitive.ts'
import { auxAt, isStringKind, kindAt } from '../words.ts'
import { toStringValue } from '../value/convert.ts'

// SAFETY: an address is taken after isPointer, or of a string that was just made, and is a string's after its kind was
// tested. Units are read below the length of a flat string whose units were tested to be single bytes.

export const LARGEST_INDEX = 4294967294
const MOST_DIGITS = 10

/** ToPropertyKey of any value, in core's form. May call the program. */
export function toKey(value: Any): Any {
  if (isNumber(value)) return keyOfNumber(asNumber(value))
  if (isPointer(value)) {
    const address = addressOf(value)
    const kind = kindAt(address)
    if (isStringKind(kind)) return keyOfString(address)
    if (kind === KIND_SYMBOL) return value
    return toKey(toPrimitive(value, 'string'))
  }
  return keyOfString(addressOf(toStringValue(value)))
}

function keyOfNumber(value: number): Any {
  if (value >= 0 && value <= LARGEST_INDEX && value === Math.floor(value)) return value + 0
  return asValue(flatten(addressOf(numberToString(value))))
}

function keyOfString(address: Address): Any {
  const flat = flatten(address)
  const index = parseIndex(flat)
  return index >= 0 ? index : asValue(flat)
}

/** The array index that a flat string spells, or -1. */
export function parseIndex(flat: Address): number {
  const length = auxAt(flat)
  if (length === 0 || length > MOST_DIGITS || isWide(flat)) return -1
  const units = unitsOf(flat)
  const first = unitAt(units, false, 0) - 48
  if (first < 0 || first > 9) return -1
  if (first === 0) return length === 1 ? 0 : -1
  let value = first
  for (let i = 1; i < length; i++) {
    const digit = unitAt(units, false, i) - 48
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value <= LARGEST_INDEX ? value : -1
}

/** Whether a key in core's form is this name; `name` is a literal. */
export function keyIs(key: Any, name: string): boolean {
  if (!isPointer(key)) return false
  const address = addressOf(key)
  const wanted = addressOf(name)
  if (address === wanted) return true
  if (!isStringKind(kindAt(address)) || (loadU32(address, STRING_FLAGS) & STRING_FLAG_ATOM) !== 0) return false
  return sameContent(address, wanted)
}

export function isStringKey(key: Any): boolean {
  return isPointer(key) && isStringKind(kindAt(addressOf(key)))
}

/** A key in core's form as a program sees it: a string or a symbol. */
export function keyValue(key: Any): Any {
  return isNumber(key) ? numberToString(asNumber(key)) : key
}

/** ECMA-262 §7.1.21 CanonicalNumericIndexString, of a key that is no array index: is it a number's spelling? */
export function isCanonicalNumeric(key: Any): boolean {
  if (!isStringKey(key)) return false
  const flat = addressOf(key)
  if (auxAt(flat) === 0 || isWide(flat)) return false
  const first = unitAt(unitsOf(flat), false, 0)
  if (!((first >= 48 && first <= 57) || first === 45 || first === 73 || first === 78)) return false
  const text = asString(key)
  if (stringEquals(text, '-0')) return true
  return stringEquals(numberToString(stringToNumber(text)), text)
}
