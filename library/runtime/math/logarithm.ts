// log, log1p, log2, log10 (ECMA-262 §21.3.2.20–23): fdlibm's (see NOTICE.md), because the oracle's results are.
//
// x is 2^k * (1 + f) with sqrt(2)/2 < 1 + f < sqrt(2), and with s = f / (2 + f)
//   log(1 + f) = log(1 + s) - log(1 - s) = 2s + s*R(s^2), where 2s = f - s*f.
import { numberHighWord, numberLowWord } from '../intrinsics/mod.ts'
import { withHighWord, withoutLowWord } from './words.ts'

const LN2_HIGH = 6.93147180369123816490e-01
const LN2_LOW = 1.90821492927058770002e-10
const TWO_54 = 18014398509481984
const L1 = 6.666666666666735130e-01
const L2 = 3.999999999940941908e-01
const L3 = 2.857142874366239149e-01
const L4 = 2.222219843214978396e-01
const L5 = 1.818357216161805012e-01
const L6 = 1.531383769920937332e-01
const L7 = 1.479819860511658591e-01

const SIGNIFICAND_MASK = 0xfffff
const INFINITY_HIGH = 0x7ff00000
/** 0x100000 - 0x95f64 is the top of the significand of sqrt(2): adding it carries into the exponent above sqrt(2). */
const SQRT2_CARRY = 0x95f64

/** R(s^2) of log, from its even and odd halves. */
function remainderOfLog(z: number): number {
  const w = z * z
  const even = w * (L2 + w * (L4 + w * L6))
  const odd = z * (L1 + w * (L3 + w * (L5 + w * L7)))
  return odd + even
}

/** log of a value outside the positive finite numbers; `high` is its high word. */
function logOfSpecial(x: number): number {
  return x === 0 ? -Infinity : x < 0 ? NaN : x + x
}

export function log(x: number): number {
  let high = numberHighWord(x)
  let k = 0
  if (high < 0x00100000) {
    if (x <= 0) return logOfSpecial(x)
    if (high < 0) return NaN
    k = -54
    x *= TWO_54
    high = numberHighWord(x)
  }
  if (high >= INFINITY_HIGH) return x + x
  k += (high >> 20) - 1023
  high &= SIGNIFICAND_MASK
  const carry = (high + SQRT2_CARRY) & 0x100000
  const f = withHighWord(x, high | (carry ^ 0x3ff00000)) - 1
  k += carry >> 20
  if ((SIGNIFICAND_MASK & (2 + high)) < 3) return logNearOne(f, k)
  const s = f / (2 + f)
  const remainder = remainderOfLog(s * s)
  if (((high - 0x6147a) | (0x6b851 - high)) > 0) {
    const halfSquare = 0.5 * f * f
    if (k === 0) return f - (halfSquare - s * (halfSquare + remainder))
    return k * LN2_HIGH - ((halfSquare - (s * (halfSquare + remainder) + k * LN2_LOW)) - f)
  }
  if (k === 0) return f - s * (f - remainder)
  return k * LN2_HIGH - ((s * (f - remainder) - k * LN2_LOW) - f)
}

/** k*ln2 + log(1 + f) for |f| < 2^-20. */
function logNearOne(f: number, k: number): number {
  if (f === 0) return k === 0 ? 0 : k * LN2_HIGH + k * LN2_LOW
  const remainder = f * f * (0.5 - 0.33333333333333333 * f)
  if (k === 0) return f - remainder
  return k * LN2_HIGH - ((remainder - k * LN2_LOW) - f)
}

export function log1p(x: number): number {
  const high = numberHighWord(x)
  const absoluteHigh = high & 0x7fffffff
  if (high < 0x3fda827a) { // 1 + x < sqrt(2)
    if (absoluteHigh >= 0x3ff00000) return x === -1 ? -Infinity : NaN
    if (absoluteHigh < 0x3e200000) return absoluteHigh < 0x3c900000 ? x : x - x * x * 0.5
    if (high > 0 || high <= (0xbfd2bec4 | 0)) return finishLog1p(x, 0, 0, 1)
  }
  if (high >= INFINITY_HIGH) return x + x
  let u = x
  let correction = 0 // of u, for what rounding 1 + x lost
  let k: number
  if (high < 0x43400000) {
    u = 1 + x
    k = (numberHighWord(u) >> 20) - 1023
    correction = (k > 0 ? 1 - (u - x) : x - (u - 1)) / u
  } else {
    k = (numberHighWord(u) >> 20) - 1023
  }
  let significand = numberHighWord(u) & SIGNIFICAND_MASK
  if (significand < 0x6a09e) {
    u = withHighWord(u, significand | 0x3ff00000)
  } else {
    k += 1
    u = withHighWord(u, significand | 0x3fe00000)
    significand = (0x00100000 - significand) >> 2
  }
  return finishLog1p(u - 1, k, correction, significand)
}

/** k*ln2 + log(1 + f) + correction; `significand` is 0 where |f| < 2^-20. */
function finishLog1p(f: number, k: number, correction: number, significand: number): number {
  const halfSquare = 0.5 * f * f
  if (significand === 0) {
    if (f === 0) return k === 0 ? 0 : k * LN2_HIGH + (correction + k * LN2_LOW)
    const remainder = halfSquare * (1 - 0.66666666666666666 * f)
    if (k === 0) return f - remainder
    return k * LN2_HIGH - ((remainder - (k * LN2_LOW + correction)) - f)
  }
  const s = f / (2 + f)
  const z = s * s
  const remainder = z * (L1 + z * (L2 + z * (L3 + z * (L4 + z * (L5 + z * (L6 + z * L7))))))
  if (k === 0) return f - (halfSquare - s * (halfSquare + remainder))
  return k * LN2_HIGH - ((halfSquare - (s * (halfSquare + remainder) + (k * LN2_LOW + correction))) - f)
}

const INVERSE_LN2_HIGH = 1.44269504072144627571e+00
const INVERSE_LN2_LOW = 1.67517131648865118353e-10

export function log2(x: number): number {
  let high = numberHighWord(x)
  let k = 0
  if (high < 0x00100000) {
    if (x <= 0) return logOfSpecial(x)
    if (high < 0) return NaN
    k = -54
    x *= TWO_54
    high = numberHighWord(x)
  }
  if (high >= INFINITY_HIGH) return x + x
  if (x === 1) return 0
  k += (high >> 20) - 1023
  high &= SIGNIFICAND_MASK
  const carry = (high + SQRT2_CARRY) & 0x100000
  k += carry >> 20
  const f = withHighWord(x, high | (carry ^ 0x3ff00000)) - 1
  const halfSquare = 0.5 * f * f
  const s = f / (2 + f)
  const tail = s * (halfSquare + remainderOfLog(s * s))
  // (f - halfSquare + tail) / ln2 + k, in twice the precision where it cancels.
  const head = withoutLowWord(f - halfSquare)
  const low = (f - head) - halfSquare + tail
  const scaledHead = head * INVERSE_LN2_HIGH
  const scaledLow = (low + head) * INVERSE_LN2_LOW + low * INVERSE_LN2_HIGH
  const sum = k + scaledHead
  return (scaledLow + ((k - sum) + scaledHead)) + sum
}

const INVERSE_LN10 = 4.34294481903251816668e-01
const LOG10_2_HIGH = 3.01029995663611771306e-01
const LOG10_2_LOW = 3.69423907715893078616e-13

export function log10(x: number): number {
  let high = numberHighWord(x)
  let k = 0
  if (high < 0x00100000) {
    if (x <= 0) return logOfSpecial(x)
    if (high < 0) return NaN
    k = -54
    x *= TWO_54
    high = numberHighWord(x)
  }
  if (high >= INFINITY_HIGH) return x + x
  if (high === 0x3ff00000 && numberLowWord(x) === 0) return 0
  k += (high >> 20) - 1023
  const negative = k < 0 ? 1 : 0 // the scaled x is then below 1, the exponent nearer to 0
  const exponent = k + negative
  const scaled = withHighWord(x, (high & SIGNIFICAND_MASK) | ((1023 - negative) << 20))
  return (exponent * LOG10_2_LOW + INVERSE_LN10 * log(scaled)) + exponent * LOG10_2_HIGH
}
