// ToNumber, ToString, ToPropertyKey and ToInt32 of any value (ECMA-262 §7.1).

import type { Any } from '../../intrinsics/raw.ts'
import { addressOf, asNumber, asString, f64High, f64Low, isNumber, isPointer } from '../../intrinsics/raw.ts'
import { numberToString as formatNumber } from '../../number/format.ts'
import { stringToNumber } from '../../number/parse.ts'
import { KIND_SYMBOL } from '../layout.ts'
import { isStringKind, kindAt } from '../words.ts'
import { toPrimitive } from './primitive.ts'

// SAFETY: a value is taken for a number after isNumber, its address after isPointer, and for a string after its kind
// was tested. The rest is bits of numbers.

export function toNumber(value: Any): number {
  if (isNumber(value)) return asNumber(value)
  if (!isPointer(value)) return value === undefined ? NaN : value === true ? 1 : 0
  const kind = kindAt(addressOf(value))
  if (isStringKind(kind)) return stringToNumber(asString(value))
  if (kind === KIND_SYMBOL) throw new TypeError('Cannot convert a Symbol value to a number')
  return toNumber(toPrimitive(value, 'number'))
}

export function toStringValue(value: Any): string {
  if (isNumber(value)) return numberToString(asNumber(value))
  if (!isPointer(value)) {
    if (value === undefined) return 'undefined'
    return value === null ? 'null' : value === true ? 'true' : 'false'
  }
  const kind = kindAt(addressOf(value))
  if (isStringKind(kind)) return asString(value)
  if (kind === KIND_SYMBOL) throw new TypeError('Cannot convert a Symbol value to a string')
  return toStringValue(toPrimitive(value, 'string'))
}

/** A string or symbol. */
export function toPropertyKey(value: Any): Any {
  if (isPointer(value)) {
    const kind = kindAt(addressOf(value))
    if (isStringKind(kind) || kind === KIND_SYMBOL) return value
    return toPropertyKey(toPrimitive(value, 'string'))
  }
  return toStringValue(value)
}

export function numberToString(value: number): string {
  return formatNumber(value)
}

export function intToString(value: number): string {
  return formatNumber(value)
}

/** ToInt32 of any number, by its bits: what is left of the integral part modulo 2^32. */
export function numberToInt32(value: number): number {
  const high = f64High(value)
  const low = f64Low(value)
  const exponent = ((high >>> 20) & 0x7ff) - 1023
  // Infinities and NaN have exponent 1024; from 84 up, no bit of the mantissa reaches the low 32.
  if (exponent < 0 || exponent >= 84) return 0
  const top = (high & 0xfffff) | 0x100000
  let bits = low
  if (exponent <= 20) bits = top >>> (20 - exponent)
  else if (exponent < 52) bits = (low >>> (52 - exponent)) | (top << (exponent - 20))
  else if (exponent > 52) bits = low << (exponent - 52)
  return high < 0 ? -(bits | 0) | 0 : bits | 0
}
