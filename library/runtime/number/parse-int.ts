// Integers from text: parseInt (ECMA-262 §19.2.5) and digits in a radix that is a power of two.
import { numberAbs, numberFromWords, numberTrunc, stringCodeAt, stringSlice } from '../intrinsics/mod.ts'
import { scanUnsigned, skipWhiteSpace } from './parse.ts'

const DIGIT_0 = 48
const PLUS = 43
const MINUS = 45
const LETTER_X = 120
const LOWER_CASE = 32
/** So many decimal digits stay below 2^53. */
const EXACT_DIGITS = 15

/** Where scanPowerOfTwoRadix stopped. */
export let powerOfTwoEnd = 0

/** Digits in radix 2, 4, 8, 16 or 32, correctly rounded; NaN when there is none. */
export function scanPowerOfTwoRadix(s: string, start: number, end: number, radix: number): number {
  let value = 0 // up to 53 bits; then `half` is the next bit and `rest` tells whether one of those after it is set
  let half = 0
  let rest = 0
  let extraBits = 0
  let at = start
  for (; at < end; at++) {
    const digit = digitValue(stringCodeAt(s, at))
    if (digit >= radix) break
    if (value < 140737488355328) { // 2^47: one digit more stays below 2^52
      value = value * radix + digit
      continue
    }
    for (let bit = radix >> 1; bit !== 0; bit >>= 1) {
      const one = (digit & bit) !== 0 ? 1 : 0
      if (value < 4503599627370496) {
        value = value * 2 + one
      } else {
        extraBits++
        if (extraBits === 1) half = one
        else rest |= one
      }
    }
  }
  powerOfTwoEnd = at
  if (at === start) return NaN
  if (extraBits === 0) return value
  if (half === 1 && (rest === 1 || value % 2 === 1)) value++
  return extraBits > 1023 ? Infinity : value * numberFromWords((extraBits + 1023) << 20, 0)
}

/** The value of a digit or letter, 36 for anything else. */
function digitValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48
  const lower = code | LOWER_CASE
  return lower >= 97 && lower <= 122 ? lower - 87 : 36
}

/** The global function. `radix` is converted after `string`; 0 and undefined mean 10, or 16 after 0x. */
export function parseInt(string: unknown, radix: unknown): number {
  if (typeof string === 'number' && (radix === undefined || radix === 10)) {
    const absolute = numberAbs(string)
    // The text has no exponent in this range, so its integer part is the number's.
    if (absolute < 1e21 && absolute >= 1e-6) return numberTrunc(string)
    if (string === 0) return 0
  }
  const s = `${string}`
  let base = (radix as number) | 0
  const end = s.length
  let start = skipWhiteSpace(s)
  let isNegative = false
  if (start < end) {
    const sign = stringCodeAt(s, start)
    isNegative = sign === MINUS
    if (isNegative || sign === PLUS) start++
  }
  if (base === 0 || base === 16) {
    const isHexadecimal = end - start >= 2 && stringCodeAt(s, start) === DIGIT_0 &&
      (stringCodeAt(s, start + 1) | LOWER_CASE) === LETTER_X
    if (isHexadecimal) start += 2
    base = base === 16 || isHexadecimal ? 16 : 10
  }
  if (base < 2 || base > 36) return NaN
  let value: number
  if (base === 10) value = parseDigits(s, start)
  else if ((base & (base - 1)) === 0) value = scanPowerOfTwoRadix(s, start, end, base)
  else value = parseInRadix(s, start, base)
  return isNegative ? -value : value
}

function parseDigits(s: string, start: number): number {
  const end = s.length
  let value = 0
  let at = start
  for (; at < end; at++) {
    const digit = stringCodeAt(s, at) - DIGIT_0
    if (digit < 0 || digit > 9) break
    if (at - start < EXACT_DIGITS) value = value * 10 + digit
  }
  if (at === start) return NaN
  return at - start <= EXACT_DIGITS ? value : scanUnsigned(stringSlice(s, start, at), 0, at - start)
}

/** The largest multiplier such that a part of the digits stays below 2^32. */
const MOST_MULTIPLIER = 119304647

/** Other radices: rounded once for each part of the digits, which ECMA-262 allows and V8 does. */
function parseInRadix(s: string, start: number, radix: number): number {
  const end = s.length
  let value = 0
  let at = start
  while (at < end && stringCodeAt(s, at) === DIGIT_0) at++ // so that the parts begin at the first digit that counts
  let isDone = false
  while (!isDone) {
    let part = 0
    let multiplier = 1
    for (;;) {
      const digit = at < end ? digitValue(stringCodeAt(s, at)) : radix
      if (digit >= radix) {
        isDone = true
        break
      }
      const next = multiplier * radix
      if (next > MOST_MULTIPLIER) break
      part = part * radix + digit
      multiplier = next
      at++
    }
    value = value * multiplier + part
  }
  return at === start ? NaN : value
}
