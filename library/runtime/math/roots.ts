// cbrt (FreeBSD's, as fdlibm's successor; see NOTICE.md) and hypot (ECMA-262 §21.3.2.9, 18), as the oracle computes
// them.
import {
  numberAbs, numberFloor, numberFromWords, numberHighWord, numberLowWord, numberSqrt,
} from '../intrinsics/mod.ts'

/** (1023 - 1023/3 - 0.03306235651) * 2^20: what makes a third of the high word nearly the cube root's. */
const BIAS = 715094163
/** The same for subnormal numbers, scaled by 2^54. */
const BIAS_SUBNORMAL = 696219795
const TWO_54 = 18014398509481984
const P0 = 1.87595182427177009643
const P1 = -1.88497979543377169875
const P2 = 1.621429720105354466140
const P3 = -0.758397934778766047437
const P4 = 0.145996192886612446982

export function cbrt(x: number): number {
  const signedHigh = numberHighWord(x)
  const sign = signedHigh & 0x80000000
  const high = signedHigh & 0x7fffffff
  if (high >= 0x7ff00000) return x + x
  let t: number
  if (high < 0x00100000) {
    if (x === 0) return x
    const scaled = numberHighWord(x * TWO_54) & 0x7fffffff
    t = numberFromWords(sign | (numberFloor(scaled / 3) + BIAS_SUBNORMAL), 0)
  } else {
    t = numberFromWords(sign | (numberFloor(high / 3) + BIAS), 0)
  }
  // 5 bits are right; the polynomial in t^3/x makes it 23.
  let r = (t * t) * (t / x)
  t = t * ((P0 + r * (P1 + r * P2)) + ((r * r) * r) * (P3 + r * P4))
  // Rounded away from zero to 23 bits, so that t*t is exact; then one step of Newton's.
  const low = numberLowWord(t) + 0x80000000
  t = numberFromWords(numberHighWord(t) + (low >= 0x100000000 ? 1 : 0), low & 0xc0000000)
  r = x / (t * t)
  return t + t * ((r - t) / ((t + t) + r))
}

/** The square root of the sum of squares; the elements are numbers already. */
export function hypotOf(values: number[]): number {
  const count = values.length
  let maximum = 0
  let isNaNSeen = false
  for (let i = 0; i < count; i++) {
    const value = numberAbs(values[i])
    if (value !== value) isNaNSeen = true
    else if (value > maximum) maximum = value
  }
  if (maximum === Infinity) return Infinity
  if (isNaNSeen) return NaN
  if (maximum === 0) return 0
  // Kahan's summation of squares relative to the largest.
  let sum = 0
  let compensation = 0
  for (let i = 0; i < count; i++) {
    const ratio = numberAbs(values[i]) / maximum
    const summand = ratio * ratio - compensation
    const next = sum + summand
    compensation = (next - sum) - summand
    sum = next
  }
  return numberSqrt(sum) * maximum
}
