// sinh, cosh, tanh and their inverses (ECMA-262 §21.3.2): fdlibm's (see NOTICE.md), because the oracle's results are.
import { numberAbs, numberHighWord, numberSqrt } from '../intrinsics/mod.ts'
import { exp, expm1 } from './exponential.ts'
import { log, log1p } from './logarithm.ts'

const LN2 = 6.93147180559945286227e-01
/** Above it sinh and cosh overflow. */
const HYPERBOLIC_OVERFLOW = 710.4758600739439
/** Above it exp overflows (its low word is 0). */
const LOG_OF_MAXIMUM = 709.7822265625
const TWO_MINUS_28 = 3.725290298461914e-9

export function sinh(x: number): number {
  const half = x < 0 ? -0.5 : 0.5
  const absolute = numberAbs(x)
  if (absolute < 22) {
    if (absolute < TWO_MINUS_28) return x
    const t = expm1(absolute)
    return absolute < 1 ? half * (2 * t - t * t / (t + 1)) : half * (t + t / (t + 1))
  }
  if (absolute < LOG_OF_MAXIMUM) return half * exp(absolute)
  if (absolute <= HYPERBOLIC_OVERFLOW) {
    const w = exp(0.5 * absolute)
    return half * w * w
  }
  return x * 1e307
}

export function cosh(x: number): number {
  const absolute = numberAbs(x)
  const high = numberHighWord(absolute)
  if (high < 0x3fd62e43) { // |x| < ln2 / 2
    const t = expm1(absolute)
    const w = 1 + t
    return high < 0x3c800000 ? w : 1 + (t * t) / (w + w)
  }
  if (high < 0x40360000) {
    const t = exp(absolute)
    return 0.5 * t + 0.5 / t
  }
  if (high < 0x40862e42) return 0.5 * exp(absolute)
  if (absolute <= HYPERBOLIC_OVERFLOW) {
    const w = exp(0.5 * absolute)
    return 0.5 * w * w
  }
  return x !== x ? x : Infinity
}

export function tanh(x: number): number {
  if (x !== x) return x
  const absolute = numberAbs(x)
  if (absolute < TWO_MINUS_28) return x
  let result = 1
  if (absolute < 22) {
    if (absolute >= 1) {
      result = 1 - 2 / (expm1(2 * absolute) + 2)
    } else {
      const t = expm1(-2 * absolute)
      result = -t / (t + 2)
    }
  }
  return x < 0 ? -result : result
}

export function asinh(x: number): number {
  const high = numberHighWord(x) & 0x7fffffff
  if (high >= 0x7ff00000 || high < 0x3e300000) return x
  const absolute = numberAbs(x)
  const square = x * x
  let result: number
  if (high > 0x41b00000) result = log(absolute) + LN2
  else if (high > 0x40000000) result = log(2 * absolute + 1 / (numberSqrt(square + 1) + absolute))
  else result = log1p(absolute + square / (1 + numberSqrt(1 + square)))
  return x > 0 ? result : -result
}

export function acosh(x: number): number {
  const high = numberHighWord(x)
  if (high < 0x3ff00000) return NaN
  if (high >= 0x41b00000) return high >= 0x7ff00000 ? x + x : log(x) + LN2
  if (x === 1) return 0
  if (high > 0x40000000) return log(2 * x - 1 / (x + numberSqrt(x * x - 1)))
  const t = x - 1
  return log1p(t + numberSqrt(2 * t + t * t))
}

export function atanh(x: number): number {
  const absolute = numberAbs(x)
  if (!(absolute <= 1)) return NaN
  if (absolute === 1) return x * Infinity
  if (absolute < TWO_MINUS_28) return x
  let result: number
  if (absolute < 0.5) {
    const t = absolute + absolute
    result = 0.5 * log1p(t + t * absolute / (1 - absolute))
  } else {
    result = 0.5 * log1p((absolute + absolute) / (1 - absolute))
  }
  return x < 0 ? -result : result
}
