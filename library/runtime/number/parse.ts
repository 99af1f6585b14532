// String to number: ToNumber of strings (ECMA-262 §7.1.4.1) and parseFloat (§19.2.4), correctly rounded.
// Short decimals are one multiplication or division; longer ones use a power of ten of 128 bits, and where that cannot
// tell the two nearest doubles apart, all digits of the number between them (exact.ts).
import {
  countLeadingZeros32, multiplyHighU32, multiplyInt32, numberFloor, numberFromWords, stringCodeAt,
} from '../intrinsics/mod.ts'
import { digitAt, digitCount, expandExactly, pointPosition } from './exact.ts'
import { powerOfTwoEnd, scanPowerOfTwoRadix } from './parse-int.ts'
import { binaryExponentOfTen, loadPowerOfTen, power1, power2, power3, power4 } from './powers.ts'

const DIGIT_0 = 48
const PLUS = 43
const MINUS = 45
const POINT = 46
const LOWER_CASE = 32

/** WhiteSpace and LineTerminator (ECMA-262 §12.2–3): what trim removes. */
export function isWhiteSpace(code: number): boolean {
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13)
  if (code < 0xa0) return false
  return code === 0xa0 || code === 0x1680 || (code >= 0x2000 && code <= 0x200a) || code === 0x2028 || code === 0x2029 ||
    code === 0x202f || code === 0x205f || code === 0x3000 || code === 0xfeff
}

export function skipWhiteSpace(s: string): number {
  const length = s.length
  let at = 0
  while (at < length && isWhiteSpace(stringCodeAt(s, at))) at++
  return at
}

/** ToNumber of a string; NaN where it is not a StringNumericLiteral. */
export function stringToNumber(s: string): number {
  const start = skipWhiteSpace(s)
  let end = s.length
  if (start === end) return 0
  while (isWhiteSpace(stringCodeAt(s, end - 1))) end--
  const first = stringCodeAt(s, start)
  if (first === DIGIT_0 && end - start > 2) {
    const letter = stringCodeAt(s, start + 1) | LOWER_CASE
    const bits = letter === 120 ? 4 : letter === 111 ? 3 : letter === 98 ? 1 : 0
    if (bits !== 0) {
      const value = scanPowerOfTwoRadix(s, start + 2, end, 1 << bits)
      return powerOfTwoEnd === end ? value : NaN
    }
  }
  const value = scanDecimal(s, start, end)
  return scanEnd === end ? value : NaN
}

/** The global function; what follows the longest number is ignored. */
export function parseFloat(string: unknown): number {
  if (typeof string === 'number') return string === 0 ? 0 : string
  const s = `${string}`
  return scanDecimal(s, skipWhiteSpace(s), s.length)
}

/** Where the last scan of a decimal stopped; its start when there was no number. */
let scanEnd = 0

/** A signed decimal or Infinity from `start`, or NaN. */
function scanDecimal(s: string, start: number, end: number): number {
  scanEnd = start
  if (start >= end) return NaN
  const sign = stringCodeAt(s, start)
  if (sign === MINUS) return -scanUnsigned(s, start + 1, end)
  return scanUnsigned(s, sign === PLUS ? start + 1 : start, end)
}

const INFINITY_TEXT = 'Infinity'
/** The digits that are kept in numbers: 15 in `head`, up to 4 more in `tail`. */
const HEAD_DIGITS = 15
const KEPT_DIGITS = 19

/** A decimal without a sign, or Infinity, from `start`; NaN where there is none. */
export function scanUnsigned(s: string, start: number, end: number): number {
  let head = 0
  let tail = 0
  let kept = 0 // significant digits in head and tail
  let exponent = 0
  let isCut = false // a digit that is not 0 was not kept
  let at = start
  let digits = 0
  let firstDigit = -1 // position of the first significant digit
  let point = -1
  for (; at < end; at++) {
    const code = stringCodeAt(s, at)
    const digit = code - DIGIT_0
    if (digit < 0 || digit > 9) {
      if (code !== POINT || point >= 0) break
      point = at
      continue
    }
    digits++
    if (point >= 0) exponent--
    if (kept === 0) {
      if (digit === 0) continue
      firstDigit = at
    }
    if (kept < HEAD_DIGITS) {
      head = head * 10 + digit
      kept++
    } else if (kept < KEPT_DIGITS) {
      tail = tail * 10 + digit
      kept++
    } else {
      exponent++
      if (digit !== 0) isCut = true
    }
  }
  if (digits === 0) return scanInfinity(s, start, end)
  scanEnd = at
  if (at < end && (stringCodeAt(s, at) | LOWER_CASE) === 101) exponent += scanExponent(s, at + 1, end)
  if (kept <= HEAD_DIGITS) {
    if (exponent === 0 || head === 0) return head
    // Both numbers are exact, so the one operation rounds once.
    if (exponent > 0 && exponent <= 22) return head * exactPowerOfTen(exponent)
    if (exponent < 0 && exponent >= -22) return head / exactPowerOfTen(-exponent)
  }
  return roundDecimal(s, firstDigit, head, tail, kept, exponent, isCut)
}

function scanInfinity(s: string, start: number, end: number): number {
  if (end - start < 8 || stringCodeAt(s, start) !== 73) return NaN
  for (let i = 1; i < 8; i++) if (stringCodeAt(s, start + i) !== stringCodeAt(INFINITY_TEXT, i)) return NaN
  scanEnd = start + 8
  return Infinity
}

/** The exponent after an e, and moves scanEnd past it; 0, without moving, where there are no digits. */
function scanExponent(s: string, start: number, end: number): number {
  let at = start
  const sign = at < end ? stringCodeAt(s, at) : 0
  if (sign === PLUS || sign === MINUS) at++
  const firstDigit = at
  let exponent = 0
  for (; at < end; at++) {
    const digit = stringCodeAt(s, at) - DIGIT_0
    if (digit < 0 || digit > 9) break
    if (exponent < 1e12) exponent = exponent * 10 + digit // larger than any string is long
  }
  if (at === firstDigit) return 0
  scanEnd = at
  return sign === MINUS ? -exponent : exponent
}

/** 10^e for 0 <= e <= 22, which doubles hold exactly. */
function exactPowerOfTen(e: number): number {
  let power = 1
  let square = 10
  for (let rest = e; rest !== 0; rest >>= 1) {
    if ((rest & 1) !== 0) power *= square
    square *= square
  }
  return power
}

/** 1 times 10 to more than the first is above every double; 10^19 times 10 to less than the second is below. */
const MOST_EXPONENT = 310
const LEAST_EXPONENT = -345

/** The double nearest to the decimal whose first `kept` digits are in head and tail, times 10^exponent. */
function roundDecimal(
  s: string, firstDigit: number, head: number, tail: number, kept: number, exponent: number, isCut: boolean,
): number {
  if (exponent > MOST_EXPONENT) return Infinity
  if (exponent < LEAST_EXPONENT) return 0
  // The digits as one number of 64 bits, shifted so that its first bit is set.
  let shift = 1
  for (let i = HEAD_DIGITS; i < kept; i++) shift *= 10
  const headHigh = numberFloor(head / 4294967296)
  const lowSum = (head - headHigh * 4294967296) * shift + tail
  let low = lowSum >>> 0
  let high = headHigh * shift + numberFloor(lowSum / 4294967296)
  const zeros = high === 0 ? 32 + countLeadingZeros32(low) : countLeadingZeros32(high)
  if (zeros >= 32) {
    high = (low << (zeros - 32)) >>> 0
    low = 0
  } else if (zeros > 0) {
    high = ((high << zeros) | (low >>> (32 - zeros))) >>> 0
    low = (low << zeros) >>> 0
  }
  loadPowerOfTen(exponent)
  multiply(high, low)
  let binary = 64 + binaryExponentOfTen(exponent) - zeros // exponent of the product's bit 191, if that is set
  if (productHigh < 0x80000000) {
    binary--
    productHigh = ((productHigh << 1) | (productMiddle >>> 31)) >>> 0
    productMiddle = ((productMiddle << 1) | (productLow >>> 31)) >>> 0
    productLow = ((productLow << 1) | (productRest >>> 31)) >>> 0
    productRest = (productRest << 1) >>> 0
  }
  if (binary < -1022) return roundExactly(s, firstDigit, kept, exponent, binary)
  if (binary > 1023) return Infinity
  // Of the first 64 bits, 53 stay; the rest against one half. The product is truncated: the true one is larger by less
  // than 2 in the last bit of productRest, or, where digits were cut, by less than 2^(zeros + 1) in productMiddle.
  const rest = productMiddle & 0x7ff
  let isUp = false
  if (rest >= 0x400) {
    if (rest === 0x400 && productLow === 0 && productRest < 2 && !isCut) {
      return roundExactly(s, firstDigit, kept, exponent, binary)
    }
    isUp = true
  } else {
    const slack = isCut ? (2 << zeros) + 1 : productLow === 0xffffffff && productRest >= 0xfffffffc ? 1 : 0
    if (rest + slack >= 0x400) return roundExactly(s, firstDigit, kept, exponent, binary)
  }
  return assemble(productHigh >>> 11, ((productHigh << 21) | (productMiddle >>> 11)) >>> 0, binary, isUp)
}

/** (high * 2^32 + low) * 2^(binary - 52), a significand of 53 bits, or its next above. */
function assemble(high: number, low: number, binary: number, isUp: boolean): number {
  let highWord = ((binary + 1023) << 20) + (high - 0x100000)
  let lowWord = low
  if (isUp) {
    lowWord = (low + 1) >>> 0
    if (lowWord === 0) highWord++ // perhaps into the exponent, and so to Infinity
  }
  return numberFromWords(highWord, lowWord)
}

let productHigh = 0
let productMiddle = 0
let productLow = 0
let productRest = 0

/** The first 128 of the 192 bits of (high * 2^32 + low) * the loaded power's first 128 bits. */
function multiply(high: number, low: number): void {
  let carry = multiplyHighU32(power1, low)
  let sum = (multiplyInt32(power2, low) >>> 0) + carry
  const row1 = sum >>> 0
  carry = multiplyHighU32(power2, low) + (sum > 0xffffffff ? 1 : 0)
  sum = (multiplyInt32(power3, low) >>> 0) + carry
  const row2 = sum >>> 0
  carry = multiplyHighU32(power3, low) + (sum > 0xffffffff ? 1 : 0)
  sum = (multiplyInt32(power4, low) >>> 0) + carry
  const row3 = sum >>> 0
  const row4 = multiplyHighU32(power4, low) + (sum > 0xffffffff ? 1 : 0)
  sum = row1 + (multiplyInt32(power1, high) >>> 0)
  carry = multiplyHighU32(power1, high) + (sum > 0xffffffff ? 1 : 0)
  sum = row2 + (multiplyInt32(power2, high) >>> 0) + carry
  productRest = sum >>> 0
  carry = multiplyHighU32(power2, high) + carryOf(sum)
  sum = row3 + (multiplyInt32(power3, high) >>> 0) + carry
  productLow = sum >>> 0
  carry = multiplyHighU32(power3, high) + carryOf(sum)
  sum = row4 + (multiplyInt32(power4, high) >>> 0) + carry
  productMiddle = sum >>> 0
  productHigh = (multiplyHighU32(power4, high) + carryOf(sum)) >>> 0
}

function carryOf(sum: number): number {
  return sum >= 8589934592 ? 2 : sum > 0xffffffff ? 1 : 0
}

/**
 * Decides by all digits. The product's first bits give the double below (or a unit less, which then compares as well);
 * the decimal is compared with the middle between it and the next.
 */
function roundExactly(s: string, firstDigit: number, kept: number, exponent: number, binary: number): number {
  // Bits of the significand: 53, fewer of a subnormal number, perhaps none.
  const bits = binary >= -1022 ? 53 : 53 + (binary + 1022)
  if (bits < 0) return 0
  let high = 0
  let low = 0
  if (bits > 32) {
    high = productHigh >>> (64 - bits)
    low = ((productHigh << (bits - 32)) | (productMiddle >>> (64 - bits))) >>> 0
  } else if (bits > 0) {
    low = productHigh >>> (32 - bits)
  }
  const unit = binary >= -1022 ? binary - 52 : -1074
  // The middle is (2 * significand + 1) half units.
  expandExactly(((high << 1) | (low >>> 31)) >>> 0, ((low << 1) | 1) >>> 0, unit - 1)
  const order = compareDigits(s, firstDigit, exponent + kept)
  const isUp = order > 0 || (order === 0 && (low & 1) === 1)
  if (binary >= -1022) return assemble(high, low, binary, isUp)
  if (!isUp) return numberFromWords(high, low)
  return low === 0xffffffff ? numberFromWords(high + 1, 0) : numberFromWords(high, low + 1)
}

/** The decimal 0.ddd * 10^point, digits from `firstDigit` of `s`, against what expandExactly left: <0, 0, >0. */
function compareDigits(s: string, firstDigit: number, point: number): number {
  if (point !== pointPosition) return point - pointPosition
  const length = s.length
  let index = 0
  for (let at = firstDigit; at < length; at++) {
    const code = stringCodeAt(s, at)
    if (code === POINT) continue
    const digit = code - DIGIT_0
    if (digit < 0 || digit > 9) break
    const difference = digit - digitAt(index++)
    if (difference !== 0) return difference
  }
  return index < digitCount ? -1 : 0
}
