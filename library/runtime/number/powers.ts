// Powers of ten in 160 bits, for the conversions between binary and decimal.
// Call loadPowerOfTen first; power4 (most significant) … power0 then hold its result until the next call.
import { countLeadingZeros32, multiplyHighU32, multiplyInt32, stringCodeAt } from '../intrinsics/mod.ts'
import { POWERS_OF_TEN } from './power-tables.ts'

export let power4 = 0
export let power3 = 0
export let power2 = 0
export let power1 = 0
export let power0 = 0

const FIRST = -351
const STEP = 27
/** The largest power of five in 31 bits. */
const MOST_FIVES = 13

let loaded = -1000

/**
 * The first 160 bits of 10^e, for -351 <= e <= 350: at most 4 units of the last bit too small, never too large. So its
 * first 128 bits are exactly truncated for each e (a test looks).
 */
export function loadPowerOfTen(e: number): void {
  if (e === loaded) return
  loaded = e
  const row = multiplyHighU32(e - FIRST, 159072863) // of STEP: 2^32 / 27, rounded up
  const at = row * 20
  power0 = wordAt(at)
  power1 = wordAt(at + 4)
  power2 = wordAt(at + 8)
  power3 = wordAt(at + 12)
  power4 = wordAt(at + 16)
  const fives = e - FIRST - row * STEP
  if (fives > MOST_FIVES) {
    multiplyByFives(MOST_FIVES)
    multiplyByFives(fives - MOST_FIVES)
  } else if (fives > 0) {
    multiplyByFives(fives)
  }
}

/** floor(log2(10^e)), for |e| <= 1233. */
export function binaryExponentOfTen(e: number): number {
  return (e * 1741647) >> 19
}

function wordAt(at: number): number {
  return (stringCodeAt(POWERS_OF_TEN, at) | stringCodeAt(POWERS_OF_TEN, at + 1) << 8 |
    stringCodeAt(POWERS_OF_TEN, at + 2) << 16 | stringCodeAt(POWERS_OF_TEN, at + 3) << 24) >>> 0
}

/** Times 5^count, and shifted so that the first bit is set again (the factors of two are known from e). */
function multiplyByFives(count: number): void {
  let factor = 5
  for (let i = 1; i < count; i++) factor *= 5
  const low0 = multiplyInt32(power0, factor) >>> 0
  let carry = multiplyHighU32(power0, factor)
  const low1 = (multiplyInt32(power1, factor) >>> 0) + carry
  carry = multiplyHighU32(power1, factor) + (low1 > 0xffffffff ? 1 : 0)
  const low2 = (multiplyInt32(power2, factor) >>> 0) + carry
  carry = multiplyHighU32(power2, factor) + (low2 > 0xffffffff ? 1 : 0)
  const low3 = (multiplyInt32(power3, factor) >>> 0) + carry
  carry = multiplyHighU32(power3, factor) + (low3 > 0xffffffff ? 1 : 0)
  const low4 = (multiplyInt32(power4, factor) >>> 0) + carry
  const top = multiplyHighU32(power4, factor) + (low4 > 0xffffffff ? 1 : 0)
  // power4 has its first bit set and the factor is at least 5, so top is not 0 and the shift is 1 … 31.
  const left = countLeadingZeros32(top)
  const right = 32 - left
  power4 = ((top << left) | (low4 >>> right)) >>> 0
  power3 = ((low4 << left) | (low3 >>> right)) >>> 0
  power2 = ((low3 << left) | (low2 >>> right)) >>> 0
  power1 = ((low2 << left) | (low1 >>> right)) >>> 0
  power0 = ((low1 << left) | (low0 >>> right)) >>> 0
}
