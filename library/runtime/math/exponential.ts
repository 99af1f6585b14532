// exp, expm1 (ECMA-262 §21.3.2.14–15): fdlibm's (see NOTICE.md), because the oracle's results are.
//
// x = k*ln2 + r with |r| <= ln2/2, kept as hi - lo; exp(r) is a rational function of r, scaled by 2^k at the end.
import { numberFromWords, numberHighWord } from '../intrinsics/mod.ts'
import { powerOfTwo } from './words.ts'

const OVERFLOW = 7.09782712893383973096e+02
const UNDERFLOW = -7.45133219101941108420e+02
const LN2_HIGH = 6.93147180369123816490e-01
const LN2_LOW = 1.90821492927058770002e-10
const INVERSE_LN2 = 1.44269504088896338700e+00
const P1 = 1.66666666666666019037e-01
const P2 = -2.77777777770155933842e-03
const P3 = 6.61375632143793436117e-05
const P4 = -1.65339022054652515390e-06
const P5 = 4.13813679705723846039e-08
const TWO_1023 = 8.98846567431158e307
const TWO_MINUS_1000 = 9.33263618503218878990e-302
const HALF_LN2_HIGH_WORD = 0x3fd62e42
const THREE_HALVES_LN2_HIGH_WORD = 0x3ff0a2b2

export function exp(x: number): number {
  const high = numberHighWord(x) & 0x7fffffff
  if (high >= 0x40862e42) {
    if (x !== x) return x
    if (x > OVERFLOW) return Infinity
    if (x < UNDERFLOW) return 0
  }
  if (high <= HALF_LN2_HIGH_WORD) {
    if (high < 0x3e300000) return 1 + x
    const c = approximation(x)
    return 1 - ((x * c) / (c - 2) - x)
  }
  let k: number
  let hi: number
  let lo: number
  if (high < THREE_HALVES_LN2_HIGH_WORD) {
    if (x === 1) return 2.718281828459045 // where the approximation errs in the last bit
    k = x < 0 ? -1 : 1
    hi = x - k * LN2_HIGH
    lo = k * LN2_LOW
  } else {
    k = (INVERSE_LN2 * x + (x < 0 ? -0.5 : 0.5)) | 0
    hi = x - k * LN2_HIGH
    lo = k * LN2_LOW
  }
  const r = hi - lo
  const c = approximation(r)
  const y = 1 - ((lo - (r * c) / (2 - c)) - hi)
  if (k < -1021) return y * powerOfTwo(k + 1000) * TWO_MINUS_1000
  return k === 1024 ? y * 2 * TWO_1023 : y * powerOfTwo(k)
}

function approximation(r: number): number {
  const t = r * r
  return r - t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5))))
}

const Q1 = -3.33333333333331316428e-02
const Q2 = 1.58730158725481460165e-03
const Q3 = -7.93650757867487942473e-05
const Q4 = 4.00821782732936239552e-06
const Q5 = -2.01099218183624371326e-07

export function expm1(x: number): number {
  const high = numberHighWord(x) & 0x7fffffff
  if (high >= 0x4043687a) { // |x| >= 56 ln2
    if (x !== x) return x
    if (x > OVERFLOW) return Infinity
    if (x < 0) return -1
  }
  let k = 0
  let correction = 0 // what rounding r lost
  if (high > HALF_LN2_HIGH_WORD) {
    if (high < THREE_HALVES_LN2_HIGH_WORD) k = x < 0 ? -1 : 1
    else k = (INVERSE_LN2 * x + (x < 0 ? -0.5 : 0.5)) | 0
    const hi = x - k * LN2_HIGH
    const lo = k * LN2_LOW
    x = hi - lo
    correction = (hi - x) - lo
  } else if (high < 0x3c900000) {
    return x
  }
  const half = 0.5 * x
  const halfSquare = x * half
  const r1 = 1 + halfSquare * (Q1 + halfSquare * (Q2 + halfSquare * (Q3 + halfSquare * (Q4 + halfSquare * Q5))))
  const t = 3 - r1 * half
  const e = halfSquare * ((r1 - t) / (6 - x * t))
  if (k === 0) return x - (x * e - halfSquare)
  return scaleExpm1(x, (x * (e - correction) - correction) - halfSquare, k)
}

/** 2^k * (1 + x - e) - 1. */
function scaleExpm1(x: number, e: number, k: number): number {
  if (k === -1) return 0.5 * (x - e) - 0.5
  if (k === 1) return x < -0.25 ? -2 * (e - (x + 0.5)) : 1 + 2 * (x - e)
  if (k <= -2 || k > 56) {
    const y = 1 - (e - x)
    return (k === 1024 ? y * 2 * TWO_1023 : y * powerOfTwo(k)) - 1
  }
  if (k < 20) return (numberFromWords(0x3ff00000 - (0x200000 >> k), 0) - (e - x)) * powerOfTwo(k)
  return ((x - (e + powerOfTwo(-k))) + 1) * powerOfTwo(k)
}
