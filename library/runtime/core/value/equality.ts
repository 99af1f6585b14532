// Strict and loose equality, SameValue and SameValueZero (ECMA-262 §7.2.10–§7.2.15).

import type { Any } from '../../intrinsics/raw.ts'
import { addressOf, asNumber, asString, isNumber, isPointer, sameWord } from '../../intrinsics/raw.ts'
import { stringToNumber } from '../../number/parse.ts'
import { sameContent } from '../string/compare.ts'
import { isObjectValue, isStringKind, isStringValue, kindAt } from '../words.ts'
import { toPrimitive } from './primitive.ts'

// SAFETY: a value is taken for a number after isNumber, its address after isPointer, and for a string after its kind
// was tested; words are compared, not followed.

export function strictEquals(a: Any, b: Any): boolean {
  if (isNumber(a)) return isNumber(b) && asNumber(a) === asNumber(b)
  return sameWord(a, b) || sameStrings(a, b)
}

function sameStrings(a: Any, b: Any): boolean {
  if (!isPointer(a) || !isPointer(b)) return false
  const left = addressOf(a)
  const right = addressOf(b)
  return isStringKind(kindAt(left)) && isStringKind(kindAt(right)) && sameContent(left, right)
}

/** Object.is: words of numbers differ for 0 and −0 and are the same for every NaN. */
export function sameValue(a: Any, b: Any): boolean {
  return sameWord(a, b) || (!isNumber(a) && sameStrings(a, b))
}

/** As Map compares keys: 0 and −0 are the same. */
export function sameValueZero(a: Any, b: Any): boolean {
  return sameValue(a, b) || (isNumber(a) && isNumber(b) && asNumber(a) === asNumber(b))
}

/** Two property keys in core's form. */
export function sameKey(a: Any, b: Any): boolean {
  return sameValue(a, b)
}

export function looseEquals(a: Any, b: Any): boolean {
  if (isNumber(a) && isNumber(b)) return asNumber(a) === asNumber(b)
  if (sameWord(a, b)) return true
  if (a === undefined || a === null) return b === undefined || b === null
  if (b === undefined || b === null) return false
  const aIsObject = isObjectValue(a)
  if (aIsObject !== isObjectValue(b)) {
    return aIsObject ? looseEquals(toPrimitive(a, 'default'), b) : looseEquals(a, toPrimitive(b, 'default'))
  }
  if (aIsObject) return false
  if (sameStrings(a, b)) return true
  const left = numericOf(a)
  const right = numericOf(b)
  // Two strings, or a symbol: what is the same was found above.
  return !(isStringValue(a) && isStringValue(b)) && left === right
}

/** A primitive as the number that == compares; NaN for symbols, which equal only themselves. */
function numericOf(value: Any): number {
  if (isNumber(value)) return asNumber(value)
  if (isPointer(value)) return isStringValue(value) ? stringToNumber(asString(value)) : NaN
  return value === true ? 1 : 0
}
