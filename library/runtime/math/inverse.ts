// asin, acos, atan, atan2 (ECMA-262 §21.3.2): fdlibm's (see NOTICE.md), because the oracle's results are.
import { numberAbs, numberHighWord, numberSqrt } from '../intrinsics/mod.ts'
import { withoutLowWord } from './words.ts'

const PI = 3.14159265358979311600e+00
const HALF_PI = 1.57079632679489655800e+00
const HALF_PI_LOW = 6.12323399573676603587e-17
const QUARTER_PI = 7.85398163397448278999e-01
const P0 = 1.66666666666666657415e-01
const P1 = -3.25565818622400915405e-01
const P2 = 2.01212532134862925881e-01
const P3 = -4.00555345006794114027e-02
const P4 = 7.91534994289814532176e-04
const P5 = 3.47933107596021167570e-05
const Q1 = -2.40339491173441421878e+00
const Q2 = 2.02094576023350569471e+00
const Q3 = -6.88283971605453293030e-01
const Q4 = 7.70381505559019352791e-02

/** (asin(x) - x) / x of x = sqrt(z), for z <= 1/4. */
function arcsineRatio(z: number): number {
  const p = z * (P0 + z * (P1 + z * (P2 + z * (P3 + z * (P4 + z * P5)))))
  const q = 1 + z * (Q1 + z * (Q2 + z * (Q3 + z * Q4)))
  return p / q
}

export function asin(x: number): number {
  const absolute = numberAbs(x)
  if (!(absolute < 1)) return absolute === 1 ? x * HALF_PI + x * HALF_PI_LOW : NaN
  if (absolute < 0.5) return absolute < 7.450580596923828e-9 ? x : x + x * arcsineRatio(x * x)
  const z = (1 - absolute) * 0.5
  const s = numberSqrt(z)
  const ratio = arcsineRatio(z)
  let result: number
  if (numberHighWord(absolute) >= 0x3fef3333) { // 0.975
    result = HALF_PI - (2 * (s + s * ratio) - HALF_PI_LOW)
  } else {
    const w = withoutLowWord(s)
    const c = (z - w * w) / (s + w)
    const p = 2 * s * ratio - (HALF_PI_LOW - 2 * c)
    result = QUARTER_PI - (p - (QUARTER_PI - 2 * w))
  }
  return x > 0 ? result : -result
}

export function acos(x: number): number {
  const absolute = numberAbs(x)
  if (!(absolute < 1)) return x === 1 ? 0 : x === -1 ? PI + 2 * HALF_PI_LOW : NaN
  if (absolute < 0.5) {
    if (numberHighWord(absolute) <= 0x3c600000) return HALF_PI + HALF_PI_LOW
    return HALF_PI - (x - (HALF_PI_LOW - x * arcsineRatio(x * x)))
  }
  if (x < 0) {
    const z = (1 + x) * 0.5
    const s = numberSqrt(z)
    return PI - 2 * (s + (arcsineRatio(z) * s - HALF_PI_LOW))
  }
  const z = (1 - x) * 0.5
  const s = numberSqrt(z)
  const head = withoutLowWord(s)
  const c = (z - head * head) / (s + head)
  return 2 * (head + (arcsineRatio(z) * s + c))
}

const QUARTER_PI_LOW = 3.06161699786838301793e-17
const ATAN_HALF = 4.63647609000806093515e-01
const ATAN_HALF_LOW = 2.26987774529616870924e-17
const ATAN_3_2 = 9.82793723247329054082e-01
const ATAN_3_2_LOW = 1.39033110312309984516e-17
const A0 = 3.33333333333329318027e-01
const A1 = -1.99999999998764832476e-01
const A2 = 1.42857142725034663711e-01
const A3 = -1.11111104054623557880e-01
const A4 = 9.09088713343650656196e-02
const A5 = -7.69187620504482999495e-02
const A6 = 6.66107313738753120669e-02
const A7 = -5.83357013379057348645e-02
const A8 = 4.97687799461593236017e-02
const A9 = -3.65315727442169155270e-02
const A10 = 1.62858201153657823623e-02

/** (x - atan(x)) / x for |x| < 7/16 or so. */
function arctangentRatio(x: number): number {
  const z = x * x
  const w = z * z
  const even = z * (A0 + w * (A2 + w * (A4 + w * (A6 + w * (A8 + w * A10)))))
  const odd = w * (A1 + w * (A3 + w * (A5 + w * (A7 + w * A9))))
  return even + odd
}

export function atan(x: number): number {
  const high = numberHighWord(x) & 0x7fffffff
  if (high >= 0x44100000) { // |x| >= 2^66
    if (x !== x) return x
    return x > 0 ? HALF_PI + HALF_PI_LOW : -HALF_PI - HALF_PI_LOW
  }
  if (high < 0x3fdc0000) return high < 0x3e400000 ? x : x - x * arctangentRatio(x)
  const absolute = numberAbs(x)
  let result: number
  if (high < 0x3fe60000) { // below 11/16: around 1/2
    result = shiftedArctangent((2 * absolute - 1) / (2 + absolute), ATAN_HALF, ATAN_HALF_LOW)
  } else if (high < 0x3ff30000) { // below 19/16: around 1
    result = shiftedArctangent((absolute - 1) / (absolute + 1), QUARTER_PI, QUARTER_PI_LOW)
  } else if (high < 0x40038000) { // below 39/16: around 3/2
    result = shiftedArctangent((absolute - 1.5) / (1 + 1.5 * absolute), ATAN_3_2, ATAN_3_2_LOW)
  } else {
    result = shiftedArctangent(-1 / absolute, HALF_PI, HALF_PI_LOW)
  }
  return x < 0 ? -result : result
}

function shiftedArctangent(x: number, centerHigh: number, centerLow: number): number {
  return centerHigh - ((x * arctangentRatio(x) - centerLow) - x)
}

const PI_LOW = 1.2246467991473531772e-16

export function atan2(y: number, x: number): number {
  if (x !== x || y !== y) return NaN
  if (x === 1) return atan(y)
  const highX = numberHighWord(x)
  const highY = numberHighWord(y)
  if (y === 0) return highX >= 0 ? y : highY < 0 ? -PI : PI
  if (x === 0) return highY < 0 ? -HALF_PI : HALF_PI
  const absoluteX = highX & 0x7fffffff
  const absoluteY = highY & 0x7fffffff
  let angle: number
  if (absoluteX === 0x7ff00000) {
    if (absoluteY === 0x7ff00000) angle = highX < 0 ? 3 * QUARTER_PI : QUARTER_PI
    else angle = highX < 0 ? PI : 0
    return highY < 0 ? -angle : angle
  }
  if (absoluteY === 0x7ff00000) return highY < 0 ? -HALF_PI : HALF_PI
  const exponentDifference = (absoluteY - absoluteX) >> 20
  if (exponentDifference > 60) {
    angle = HALF_PI + 0.5 * PI_LOW
    return highY < 0 ? -angle : angle
  }
  angle = highX < 0 && exponentDifference < -60 ? 0 : atan(numberAbs(y / x))
  if (highX >= 0) return highY < 0 ? -angle : angle
  return highY < 0 ? (angle - PI_LOW) - PI : PI - (angle - PI_LOW)
}
