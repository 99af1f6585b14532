// Number to string (ECMA-262 §6.1.6.1.20, §21.1.3): exactly V8's digits.
// Text is written into `output` and copied into a string once.
import {
  multiplyHighU32, newBuffer, newView, numberAbs, numberFloor, numberHighWord, numberLowWord, stringFromCode,
  stringFromLatin1,
} from '../intrinsics/mod.ts'
import { productError } from '../math/fused.ts'
import { digitAt, expandExactly, pointPosition, roundToDigits } from './exact.ts'
import { radixToString } from './radix.ts'
import { findShortest, shortestExponent, shortestHigh, shortestLow } from './shortest.ts'

/** The longest text is that of toFixed(100): a sign, 21 digits, a point and 100 digits. */
const OUTPUT_BYTES = 128
const output = newView('Uint8Array', newBuffer(OUTPUT_BYTES), 0, OUTPUT_BYTES) as Uint8Array
/** Numbers are written from right to left, ending here. */
const END = 40

const ZERO = 48
const MINUS = 45
const PLUS = 43
const POINT = 46
const LETTER_E = 101

/** ToString of a number; in another radix than 10 as Number.prototype.toString. The radix is an integer, 2 … 36. */
export function numberToString(value: number, radix: number = 10): string {
  if (radix !== 10) return radixToString(value, radix)
  const integer = value | 0
  if (integer === value) return integerToString(integer)
  if (value !== value) return 'NaN'
  const absolute = numberAbs(value)
  if (absolute === Infinity) return value > 0 ? 'Infinity' : '-Infinity'
  const isNegative = value < 0
  if (absolute < 1e9) {
    // Up to 6 decimals and 15 digits: no other decimal of 15 digits reads back as the same double, so none is shorter.
    const millionths = numberFloor(absolute * 1000000 + 0.5)
    if (millionths / 1000000 === absolute) return fixedToString(millionths, 6, isNegative)
  } else if (absolute <= 9007199254740991 && numberFloor(absolute) === absolute) {
    return finish(writeSafeInteger(absolute, END), isNegative)
  }
  return shortestToString(absolute, isNegative)
}

/** `value` is an i32. */
function integerToString(value: number): string {
  if (value >= 0 && value <= 9) return stringFromCode(ZERO + value)
  return value < 0 ? finish(writeInteger(-value, END), true) : finish(writeInteger(value, END), false)
}

/** Puts the sign before what stands from `start` to END. */
function finish(start: number, isNegative: boolean): string {
  if (isNegative) output[--start] = MINUS
  return stringFromLatin1(output, start, END)
}

/** Writes a u32 so that it ends before `at`; gives its start. */
function writeInteger(value: number, at: number): number {
  let rest = value >>> 0
  do {
    const quotient = multiplyHighU32(rest, 0xcccccccd) >>> 3
    output[--at] = ZERO + rest - quotient * 10
    rest = quotient
  } while (rest !== 0)
  return at
}

/** As writeInteger, with zeros before it up to 8 digits. */
function writeEightDigits(value: number, at: number): number {
  const start = at - 8
  at = writeInteger(value, at)
  while (at > start) output[--at] = ZERO
  return start
}

/** As writeInteger, for an integer up to 2^53. */
function writeSafeInteger(value: number, at: number): number {
  if (value < 4294967296) return writeInteger(value, at)
  const high = numberFloor(value / 100000000)
  return writeInteger(high, writeEightDigits(value - high * 100000000, at))
}

/** value / 10^decimals, without zeros at the end; not an integer. */
function fixedToString(value: number, decimals: number, isNegative: boolean): string {
  let start = writeSafeInteger(value, END)
  while (END - start <= decimals) output[--start] = ZERO
  let end = END
  while (output[end - 1] === ZERO) end--
  const point = END - decimals
  for (let i = start; i < point; i++) output[i - 1] = output[i]
  output[point - 1] = POINT
  start--
  if (isNegative) output[--start] = MINUS
  return stringFromLatin1(output, start, end)
}

/** ECMA-262 §6.1.6.1.20 steps 5–10. */
function shortestToString(absolute: number, isNegative: boolean): string {
  findShortest(absolute)
  let start = writeShortest()
  let end = END
  while (output[end - 1] === ZERO) end--
  const count = end - start
  const point = END - start + shortestExponent // the value is 0.ddd * 10^point
  if (point > 21 || point <= -6) {
    // d.ddde±x: the first digit moves to make room for the point.
    if (count > 1) {
      output[start - 1] = output[start]
      output[start] = POINT
      start--
    }
    end = writeExponent(point - 1, end)
  } else if (point <= 0) {
    for (let i = point; i < 0; i++) output[--start] = ZERO
    output[--start] = POINT
    output[--start] = ZERO
  } else if (point >= count) {
    while (end < start + point) output[end++] = ZERO
  } else {
    for (let i = start; i < start + point; i++) output[i - 1] = output[i]
    output[start + point - 1] = POINT
    start--
  }
  if (isNegative) output[--start] = MINUS
  return stringFromLatin1(output, start, end)
}

/** Writes what findShortest found (below 10^18) so that it ends at END. */
function writeShortest(): number {
  if (shortestHigh === 0) return writeInteger(shortestLow, END)
  // Divided by 10^8 in steps of 16 bits, because 64 bits are too many for a double.
  const upper = shortestHigh * 65536 + (shortestLow >>> 16)
  const quotientHigh = numberFloor(upper / 100000000)
  const lower = (upper - quotientHigh * 100000000) * 65536 + (shortestLow & 0xffff)
  const quotientLow = numberFloor(lower / 100000000)
  const rest = lower - quotientLow * 100000000
  return writeSafeInteger(quotientHigh * 65536 + quotientLow, writeEightDigits(rest, END))
}

/** Writes e±x after `end`; gives the new end. */
function writeExponent(exponent: number, end: number): number {
  output[end++] = LETTER_E
  output[end++] = exponent < 0 ? MINUS : PLUS
  const absolute = numberAbs(exponent)
  if (absolute >= 100) output[end++] = ZERO + numberFloor(absolute / 100)
  if (absolute >= 10) output[end++] = ZERO + numberFloor(absolute / 10) % 10
  output[end++] = ZERO + absolute % 10
  return end
}

/** Digits of all of a positive finite number (exact.ts). */
function expand(absolute: number): void {
  const high = numberHighWord(absolute)
  const biased = high >>> 20
  if (biased === 0) expandExactly(high, numberLowWord(absolute), -1074)
  else expandExactly((high & 0xfffff) | 0x100000, numberLowWord(absolute), biased - 1075)
}

/** Number.prototype.toFixed of a finite number below 10^21; `decimals` 0 … 100. Halves are rounded up. */
export function toFixed(value: number, decimals: number): string {
  const isNegative = value < 0
  const absolute = numberAbs(value)
  if (decimals <= 15) {
    let scale = 1
    for (let i = 0; i < decimals; i++) scale *= 10
    const product = absolute * scale
    if (product < 2251799813685248) { // 2^51: the fraction is known to 1/4 at least, and its error exactly
      const floor = numberFloor(product)
      const fraction = product - floor
      const isUp = fraction > 0.5 || (fraction === 0.5 && productError(absolute, scale, product) >= 0)
      return fixedDigits(isUp ? floor + 1 : floor, decimals, isNegative)
    }
  }
  let start = 0
  if (isNegative) output[start++] = MINUS
  return exactFixed(absolute, decimals, start)
}

/** value / 10^decimals with all its decimals, at most 15. */
function fixedDigits(value: number, decimals: number, isNegative: boolean): string {
  let start = writeSafeInteger(value, END)
  if (decimals === 0) return finish(start, isNegative)
  while (END - start <= decimals) output[--start] = ZERO
  const point = END - decimals
  for (let i = start; i < point; i++) output[i - 1] = output[i]
  output[point - 1] = POINT
  return finish(start - 1, isNegative)
}

function exactFixed(absolute: number, decimals: number, at: number): string {
  let point = 0
  if (absolute !== 0) {
    expand(absolute)
    roundToDigits(pointPosition + decimals)
    point = pointPosition
  } else {
    expandExactly(0, 1, 0)
    roundToDigits(-1)
  }
  if (point <= 0) output[at++] = ZERO
  for (let i = 0; i < point; i++) output[at++] = ZERO + digitAt(i)
  if (decimals > 0) output[at++] = POINT
  for (let i = point; i < point + decimals; i++) output[at++] = ZERO + (i < 0 ? 0 : digitAt(i))
  return stringFromLatin1(output, 0, at)
}

/** Number.prototype.toExponential of a finite number with `decimals` 0 … 100 digits after the point. Halves go up. */
export function toExponential(value: number, decimals: number): string {
  let at = 0
  if (value < 0) output[at++] = MINUS
  return writeExponential(numberAbs(value), decimals, at)
}

function writeExponential(absolute: number, decimals: number, at: number): string {
  let exponent = 0
  if (absolute !== 0) {
    expand(absolute)
    roundToDigits(decimals + 1)
    exponent = pointPosition - 1
    output[at++] = ZERO + digitAt(0)
  } else {
    output[at++] = ZERO
  }
  if (decimals > 0) output[at++] = POINT
  for (let i = 1; i <= decimals; i++) output[at++] = ZERO + (absolute === 0 ? 0 : digitAt(i))
  return stringFromLatin1(output, 0, writeExponent(exponent, at))
}

/** Number.prototype.toExponential without an argument: as many digits as needed. */
export function toShortestExponential(value: number): string {
  let start: number
  let end = END
  let exponent = 0
  if (value !== 0) {
    findShortest(numberAbs(value))
    start = writeShortest()
    exponent = END - start + shortestExponent - 1
    while (output[end - 1] === ZERO) end--
  } else {
    start = writeInteger(0, END)
  }
  if (end - start > 1) {
    output[start - 1] = output[start]
    output[start] = POINT
    start--
  }
  end = writeExponent(exponent, end)
  if (value < 0) output[--start] = MINUS
  return stringFromLatin1(output, start, end)
}

/** Number.prototype.toPrecision of a finite number with `precision` 1 … 100 digits. Halves go up. */
export function toPrecision(value: number, precision: number): string {
  const absolute = numberAbs(value)
  let at = 0
  if (value < 0) output[at++] = MINUS
  if (absolute === 0) return exactFixed(0, precision - 1, at)
  expand(absolute)
  roundToDigits(precision)
  const point = pointPosition
  if (point < -5 || point > precision) return writeExponential(absolute, precision - 1, at)
  if (point <= 0) output[at++] = ZERO
  for (let i = 0; i < point; i++) output[at++] = ZERO + digitAt(i)
  if (point < precision) output[at++] = POINT
  for (let i = point; i < precision; i++) output[at++] = ZERO + (i < 0 ? 0 : digitAt(i))
  return stringFromLatin1(output, 0, at)
}
