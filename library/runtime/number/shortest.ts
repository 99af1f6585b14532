// The shortest decimal that reads back as a given double, and of those the nearest to it: Schubfach (Raffaello
// Giulietti, The Schubfach way to render doubles, 2020), in words of 32 bits.
// Call findShortest first; shortestHigh, shortestLow and shortestExponent then hold its result until the next call.
import { multiplyHighU32, multiplyInt32, numberFloor, numberHighWord, numberLowWord } from '../intrinsics/mod.ts'
import { binaryExponentOfTen, loadPowerOfTen, power1, power2, power3, power4 } from './powers.ts'

/** The decimal is (shortestHigh * 2^32 + shortestLow) * 10^shortestExponent; it may end in zeros. */
export let shortestHigh = 0
export let shortestLow = 0
export let shortestExponent = 0

// The product of the power of ten (4 words) and the scaled significand (2 words); word5 is the most significant.
let word5 = 0
let word4 = 0
let word3 = 0
let word2 = 0
let word1 = 0
let word0 = 0

/** `value` is positive and finite. */
export function findShortest(value: number): void {
  const high = numberHighWord(value)
  const biased = high >>> 20
  const significandLow = numberLowWord(value)
  const significandHigh = biased === 0 ? high : (high & 0xfffff) | 0x100000
  const q = (biased === 0 ? 1 : biased) - 1075
  // Below a power of two the neighbour is half as far.
  const isIrregular = (high & 0xfffff) === 0 && significandLow === 0 && biased > 1
  const isOdd = significandLow & 1
  const k = isIrregular ? (q * 1262611 - 524031) >> 22 : (q * 315653) >> 20
  const h = q + binaryExponentOfTen(-k) + 2
  loadPowerOfTen(-k)
  // g: 10^-k in 126 bits, rounded up.
  let g0 = ((power2 << 30) | (power1 >>> 2)) >>> 0
  let g1 = ((power3 << 30) | (power2 >>> 2)) >>> 0
  let g2 = ((power4 << 30) | (power3 >>> 2)) >>> 0
  let g3 = power4 >>> 2
  g0 = (g0 + 1) >>> 0
  if (g0 === 0) {
    g1 = (g1 + 1) >>> 0
    if (g1 === 0) {
      g2 = (g2 + 1) >>> 0
      if (g2 === 0) g3++
    }
  }
  // Four times the value, and from there half a gap up and down, all scaled by 10^-k and rounded to odd.
  const left = h + 2
  const scaledHigh = ((significandHigh << left) | (significandLow >>> (32 - left))) >>> 0
  multiply(g3, g2, g1, g0, scaledHigh, (significandLow << left) >>> 0)
  const middle = rounded()
  const middleHigh = ((word5 << 1) | (word4 >>> 31)) >>> 0
  const upper = neighbour(g3, g2, g1, g0, h + 1, 1)
  const lower = neighbour(g3, g2, g1, g0, isIrregular ? h : h + 1, -1)
  choose(middle, middleHigh, lower + isOdd, upper - isOdd, k)
}

/**
 * The candidates are floor and ceiling of middle/4, in tens if one of those lies between the bounds. Only low words are
 * compared: everything lies within a few units of each other.
 */
function choose(middle: number, middleHigh: number, lower: number, upper: number, k: number): void {
  const low = ((middleHigh << 30) | (middle >>> 2)) >>> 0
  const high = middleHigh >>> 2
  if (high > 0 || low >= 10) {
    const highTens = multiplyHighU32(high, 0xcccccccd) >>> 3
    const dividend = (high - highTens * 10) * 4294967296 + low
    const lowTens = numberFloor(dividend / 10)
    const below = lowTens * 10 // modulo 2^32 what the candidate is
    const isBelowIn = ((lower - (below << 2)) | 0) <= 0
    const isAboveIn = (((below + 10) << 2) - upper | 0) <= 0
    if (isBelowIn !== isAboveIn) {
      shortestHigh = highTens
      shortestLow = isBelowIn ? lowTens : lowTens + 1
      if (shortestLow > 0xffffffff) {
        shortestHigh++
        shortestLow = 0
      }
      shortestExponent = k + 1
      return
    }
  }
  const isBelowIn = ((lower - (low << 2)) | 0) <= 0
  const isAboveIn = (((low + 1) << 2) - upper | 0) <= 0
  // Both or neither: the nearer, of equally near ones the even.
  const isUp = isBelowIn !== isAboveIn ? isAboveIn : (middle & 3) > 2 || ((middle & 3) === 2 && (low & 1) === 1)
  shortestHigh = high
  shortestLow = isUp ? low + 1 : low
  if (shortestLow > 0xffffffff) {
    shortestHigh++
    shortestLow = 0
  }
  shortestExponent = k
}

/** The product's bits from 127 up, modulo 2^32, the last bit set if any bit from 64 to 126 is. */
function rounded(): number {
  const sticky = ((word3 & 0x7fffffff) | word2) !== 0 ? 1 : 0
  return ((word4 << 1) | (word3 >>> 31) | sticky) >>> 0
}

/** As rounded(), of the product plus or minus g * 2^shift, 0 < shift < 32. */
function neighbour(g3: number, g2: number, g1: number, g0: number, shift: number, sign: number): number {
  const right = 32 - shift
  const a0 = (g0 << shift) >>> 0
  const a1 = ((g1 << shift) | (g0 >>> right)) >>> 0
  const a2 = ((g2 << shift) | (g1 >>> right)) >>> 0
  const a3 = ((g3 << shift) | (g2 >>> right)) >>> 0
  const a4 = g3 >>> right
  let sum = word0 + sign * a0
  sum = word1 + sign * a1 + carryOf(sum)
  const s2 = word2 + sign * a2 + carryOf(sum)
  const s3 = word3 + sign * a3 + carryOf(s2)
  const s4 = word4 + sign * a4 + carryOf(s3)
  const sticky = ((s3 & 0x7fffffff) | (s2 | 0)) !== 0 ? 1 : 0
  return ((s4 << 1) | ((s3 >>> 0) >>> 31) | sticky) >>> 0
}

/** What a sum or difference of words gives to the next word. */
function carryOf(sum: number): number {
  return sum > 0xffffffff ? 1 : sum < 0 ? -1 : 0
}

/** word5 … word0 = (g3 g2 g1 g0) * (high low). */
function multiply(g3: number, g2: number, g1: number, g0: number, high: number, low: number): void {
  word0 = multiplyInt32(g0, low) >>> 0
  let sum = (multiplyInt32(g1, low) >>> 0) + multiplyHighU32(g0, low)
  const row1 = sum >>> 0
  let carry = sum > 0xffffffff ? 1 : 0
  sum = (multiplyInt32(g2, low) >>> 0) + multiplyHighU32(g1, low) + carry
  const row2 = sum >>> 0
  carry = sum > 0xffffffff ? 1 : 0
  sum = (multiplyInt32(g3, low) >>> 0) + multiplyHighU32(g2, low) + carry
  const row3 = sum >>> 0
  const row4 = multiplyHighU32(g3, low) + (sum > 0xffffffff ? 1 : 0)
  sum = row1 + (multiplyInt32(g0, high) >>> 0)
  word1 = sum >>> 0
  let next = multiplyHighU32(g0, high) + (sum > 0xffffffff ? 1 : 0)
  sum = row2 + (multiplyInt32(g1, high) >>> 0) + next
  word2 = sum >>> 0
  next = multiplyHighU32(g1, high) + carries(sum)
  sum = row3 + (multiplyInt32(g2, high) >>> 0) + next
  word3 = sum >>> 0
  next = multiplyHighU32(g2, high) + carries(sum)
  sum = row4 + (multiplyInt32(g3, high) >>> 0) + next
  word4 = sum >>> 0
  word5 = (multiplyHighU32(g3, high) + carries(sum)) >>> 0
}

/** What a sum of three words gives to the next. */
function carries(sum: number): number {
  return sum >= 8589934592 ? 2 : sum > 0xffffffff ? 1 : 0
}
