// sin, cos, tan (ECMA-262 §21.3.2): fdlibm's kernels on [-pi/4, pi/4] (see NOTICE.md), because the oracle's results
// are. x + y is the reduced argument, y its tail.
import { numberAbs, numberFromWords, numberHighWord } from '../intrinsics/mod.ts'
import { reduceByHalfPi, remainderHigh, remainderLow } from './reduce.ts'
import { withoutLowWord } from './words.ts'

const QUARTER_PI_HIGH_WORD = 0x3fe921fb
const INFINITY_HIGH_WORD = 0x7ff00000

export function sin(x: number): number {
  const high = numberHighWord(x) & 0x7fffffff
  if (high <= QUARTER_PI_HIGH_WORD) {
    if (high < 0x3e400000) return x
    const z = x * x
    return x + z * x * (S1 + z * sineTail(z))
  }
  if (high >= INFINITY_HIGH_WORD) return NaN
  const n = reduceByHalfPi(x)
  const value = (n & 1) === 0 ? sineKernel(remainderHigh, remainderLow) : cosineKernel(remainderHigh, remainderLow)
  return (n & 2) === 0 ? value : -value
}

export function cos(x: number): number {
  const high = numberHighWord(x) & 0x7fffffff
  if (high <= QUARTER_PI_HIGH_WORD) return cosineKernel(x, 0)
  if (high >= INFINITY_HIGH_WORD) return NaN
  const n = reduceByHalfPi(x)
  const value = (n & 1) === 0 ? cosineKernel(remainderHigh, remainderLow) : sineKernel(remainderHigh, remainderLow)
  return ((n + 1) & 2) === 0 ? value : -value
}

export function tan(x: number): number {
  const high = numberHighWord(x) & 0x7fffffff
  if (high <= QUARTER_PI_HIGH_WORD) return tangentKernel(x, 0, 1)
  if (high >= INFINITY_HIGH_WORD) return NaN
  const n = reduceByHalfPi(x)
  return tangentKernel(remainderHigh, remainderLow, 1 - ((n & 1) << 1))
}

const S1 = -1.66666666666666324348e-01
const S2 = 8.33333333332248946124e-03
const S3 = -1.98412698298579493134e-04
const S4 = 2.75573137070700676789e-06
const S5 = -2.50507602534068634195e-08
const S6 = 1.58969099521155010221e-10

function sineTail(z: number): number {
  return S2 + z * (S3 + z * (S4 + z * (S5 + z * S6)))
}

function sineKernel(x: number, y: number): number {
  if ((numberHighWord(x) & 0x7fffffff) < 0x3e400000) return x
  const z = x * x
  const v = z * x
  return x - ((z * (0.5 * y - v * sineTail(z)) - y) - v * S1)
}

const C1 = 4.16666666666666019037e-02
const C2 = -1.38888888888741095749e-03
const C3 = 2.48015872894767294178e-05
const C4 = -2.75573143513906633035e-07
const C5 = 2.08757232129817482790e-09
const C6 = -1.13596475577881948265e-11

function cosineKernel(x: number, y: number): number {
  const high = numberHighWord(x) & 0x7fffffff
  if (high < 0x3e400000) return 1
  const z = x * x
  const r = z * (C1 + z * (C2 + z * (C3 + z * (C4 + z * (C5 + z * C6)))))
  if (high < 0x3fd33333) return 1 - (0.5 * z - (z * r - x * y)) // |x| < 0.3
  // About x/4 is taken out of x^2/2, exactly, so that the subtraction from 1 loses less.
  const quarter = high > 0x3fe90000 ? 0.28125 : numberFromWords(high - 0x00200000, 0)
  return (1 - quarter) - ((0.5 * z - quarter) - (z * r - x * y))
}

const T0 = 3.33333333333334091986e-01
const T1 = 1.33333333333201242699e-01
const T2 = 5.39682539762260521377e-02
const T3 = 2.18694882948595424599e-02
const T4 = 8.86323982359930005737e-03
const T5 = 3.59207910759131235356e-03
const T6 = 1.45620945432529025516e-03
const T7 = 5.88041240820264096874e-04
const T8 = 2.46463134818469906812e-04
const T9 = 7.81794442939557092300e-05
const T10 = 7.14072491382608190305e-05
const T11 = -1.85586374855275456654e-05
const T12 = 2.59073051863633712884e-05
const QUARTER_PI = 7.85398163397448278999e-01
const QUARTER_PI_LOW = 3.06161699786838301793e-17

/** tan(x + y), or -1 / tan(x + y) where `sign` is -1. */
function tangentKernel(x: number, y: number, sign: number): number {
  const signedHigh = numberHighWord(x)
  const high = signedHigh & 0x7fffffff
  if (high < 0x3e300000) { // |x| < 2^-28
    if (sign === 1) return x
    return x === 0 ? 1 / numberAbs(x) : negativeReciprocal(x + y, x, y)
  }
  const isLarge = high >= 0x3fe59428 // |x| >= 0.6744: tan(pi/4 - y) is used
  if (isLarge) {
    if (signedHigh < 0) {
      x = -x
      y = -y
    }
    x = (QUARTER_PI - x) + (QUARTER_PI_LOW - y)
    y = 0
  }
  const z = x * x
  const w = z * z
  const odd = T1 + w * (T3 + w * (T5 + w * (T7 + w * (T9 + w * T11))))
  const even = z * (T2 + w * (T4 + w * (T6 + w * (T8 + w * (T10 + w * T12)))))
  const s = z * x
  const r = (y + z * (s * (odd + even) + y)) + T0 * s
  const t = x + r
  if (isLarge) {
    const value = sign - 2 * (x - (t * t / (t + sign) - r))
    return signedHigh < 0 ? -value : value
  }
  return sign === 1 ? t : negativeReciprocal(t, x, r)
}

/** -1 / (x + r), more exactly than -1 / t of the rounded sum t. */
function negativeReciprocal(t: number, x: number, r: number): number {
  const head = withoutLowWord(t)
  const tail = r - (head - x)
  const a = -1 / t
  const aHead = withoutLowWord(a)
  return aHead + a * ((1 + aHead * head) + aHead * tail)
}
