// pow, and `**` (ECMA-262 §6.1.6.1.3). V8 calls the C library's, so this is the algorithm of that (x^y = exp(y*log x)
// with the logarithm in twice the precision, from a table of 128 intervals, and exp from a table of 128 powers), in the
// order of operations that it has on a processor with fused multiply-add. Where the processor lacks it, the oracle's
// own results differ in some last bits.
import {
  newBuffer, newView, numberAbs, numberFloor, numberFromWords, numberHighWord, numberLowWord, numberSqrt, stringCodeAt,
} from '../intrinsics/mod.ts'
import { fusedMultiplyAdd, productError } from './fused.ts'
import { CENTER_LOGARITHMS, POWERS_OF_TWO } from './power-tables.ts'

/** Five doubles for each i of 128: 1/c, log(c) in two, 2^(i/128) in two. Unpacked by the first call. */
let tables: Float64Array | undefined
const ROW = 5

export function pow(x: number, y: number): number {
  if (y !== y) return NaN
  if (y === 2) return x * x
  if (y === 0.5) return x === -Infinity ? Infinity : numberSqrt(x + 0)
  const highX = numberHighWord(x)
  const exponentY = (numberHighWord(y) >>> 20) & 0x7ff
  if (highX < 0x00100000 || highX >= 0x7ff00000 || exponentY < 0x3be || exponentY >= 0x43e) {
    return powSpecial(x, y, exponentY)
  }
  return powPositive(x, y, 0)
}

const SUBNORMAL_SCALE = 4503599627370496 // 2^52

/** x is not positive, normal and finite, or y is extreme. */
function powSpecial(x: number, y: number, exponentY: number): number {
  if (y === 0) return 1
  if (x !== x) return NaN
  const absolute = numberAbs(x)
  if (y === Infinity || y === -Infinity) {
    if (absolute === 1) return NaN // ECMA-262 differs from IEEE 754 here
    return (absolute < 1) === (y > 0) ? 0 : Infinity
  }
  let sign = 0 // what makes the exponent of the result negative
  if (numberHighWord(x) < 0) {
    if (isOdd(y)) sign = SIGN_BIAS
    else if (x !== 0 && x !== -Infinity && numberFloor(y) !== y) return NaN
  }
  if (absolute === 0 || absolute === Infinity) {
    const result = (absolute === 0) === (y > 0) ? 0 : Infinity
    return sign !== 0 ? -result : result
  }
  if (exponentY < 0x3be) return 1 // |y| < 2^-65
  if (exponentY >= 0x43e) { // |y| >= 2^63, so an even integer
    if (absolute === 1) return 1
    return (absolute > 1) === (y > 0) ? Infinity : 0
  }
  if (numberHighWord(absolute) >= 0x00100000) return powPositive(absolute, y, sign)
  const scaled = absolute * SUBNORMAL_SCALE
  return powWords(numberHighWord(scaled) - (52 << 20), numberLowWord(scaled), y, sign)
}

function isOdd(y: number): boolean {
  const half = y * 0.5
  return numberFloor(y) === y && numberFloor(half) !== half
}

function powPositive(x: number, y: number, sign: number): number {
  return powWords(numberHighWord(x), numberLowWord(x), y, sign)
}

const LN2_HIGH = 0.6931471805598903
const LN2_LOW = 5.497923018708371e-14
const A0 = -0.5
const A1 = -0.6666666666666679
const A2 = 0.5000000000000007
const A3 = 0.7999999995323976
const A4 = -0.6666666663487739
const A5 = -1.142909628459501
const A6 = 1.0000415263675542
/** High word where the 128 intervals of a significand begin: about 0.7057. */
const FIRST_INTERVAL = 0x3fe69555

/** exp(y * log(x)) of the number with these words (whose exponent may be below that of any normal number). */
function powWords(highX: number, lowX: number, y: number, sign: number): number {
  const table = tables ?? unpackTables()
  const offset = (highX - FIRST_INTERVAL) | 0
  const row = ((offset >> 13) & 127) * ROW
  const k = offset >> 20
  const z = numberFromWords(highX - (offset & 0xfff00000), lowX)
  // log(x) = k ln2 + log(c) + log(1 + r), r = z/c - 1.
  const inverse = table[row]
  const product = z * inverse
  const r = (product - 1) + productError(z, inverse, product)
  const t1 = k * LN2_HIGH + table[row + 1]
  const t2 = t1 + r
  const low1 = fusedMultiplyAdd(k, LN2_LOW, table[row + 2])
  const low2 = t1 - t2 + r
  const ar = A0 * r
  const ar2 = r * ar
  const ar3 = r * ar2
  const head = t2 + ar2
  const low3 = productError(ar, r, ar2)
  const low4 = t2 - head + ar2
  const p3 = fusedMultiplyAdd(r, A6, A5)
  const p2 = fusedMultiplyAdd(p3, ar2, fusedMultiplyAdd(r, A4, A3))
  const p1 = fusedMultiplyAdd(ar2, p2, fusedMultiplyAdd(r, A2, A1))
  const low = fusedMultiplyAdd(ar3, p1, low1 + low2 + low3 + low4)
  const logarithm = head + low
  const tail = head - logarithm + low
  const exponent = y * logarithm
  return expOfSum(exponent, fusedMultiplyAdd(y, tail, productError(y, logarithm, exponent)), sign)
}

const INVERSE_LN2_N = 184.6649652337873 // 128 / ln2
const NEGATIVE_LN2_HIGH_N = -0.005415212348111709
const NEGATIVE_LN2_LOW_N = -1.2864023111638346e-14
const SHIFT = 6755399441055744 // 1.5 * 2^52: adding it rounds to an integer, left in the low word
const C2 = 0.49999999999996786
const C3 = 0.16666666666665886
const C4 = 0.0416666808410674
const C5 = 0.008333335853059549
/** In the exponent's units of 1/128, what reaches the sign bit. */
const SIGN_BIAS = 0x800 << 7

/** exp(x + tail), negated where `sign` is SIGN_BIAS. */
function expOfSum(x: number, tail: number, sign: number): number {
  const magnitude = (numberHighWord(x) >>> 20) & 0x7ff
  if (magnitude < 0x3c9) return sign !== 0 ? -(1 + x) : 1 + x // |x| < 2^-54
  if (magnitude >= 0x409) { // |x| >= 1024
    const result = x < 0 ? 0 : Infinity
    return sign !== 0 ? -result : result
  }
  const table = tables!
  const shifted = fusedMultiplyAdd(x, INVERSE_LN2_N, SHIFT)
  const k = numberLowWord(shifted) | 0 // x is about k/128 * ln2
  const kd = shifted - SHIFT
  const r = fusedMultiplyAdd(kd, NEGATIVE_LN2_LOW_N, fusedMultiplyAdd(kd, NEGATIVE_LN2_HIGH_N, x)) + tail
  const index = k & 127
  const power = table[index * ROW + 3]
  const r2 = r * r
  const low = fusedMultiplyAdd(fusedMultiplyAdd(r, C3, C2), r2, table[index * ROW + 4] + r)
  const t = fusedMultiplyAdd(fusedMultiplyAdd(r, C5, C4), r2 * r2, low)
  const scaleHigh = (numberHighWord(power) + ((k - index + sign) << 13)) | 0
  const scaleLow = numberLowWord(power)
  if (magnitude >= 0x408) return expNearLimits(t, scaleHigh, scaleLow, k) // |x| >= 512
  const scale = numberFromWords(scaleHigh, scaleLow)
  return fusedMultiplyAdd(scale, t, scale)
}

const TWO_1009 = 5.486124068793689e+303
const TWO_MINUS_1022 = 2.2250738585072014e-308

/** scale * (1 + t) where the exponent of scale may not fit and the result may be infinite or subnormal. */
function expNearLimits(t: number, scaleHigh: number, scaleLow: number, k: number): number {
  if (k >= 0) {
    const scale = numberFromWords((scaleHigh - (1009 << 20)) | 0, scaleLow)
    return TWO_1009 * fusedMultiplyAdd(scale, t, scale)
  }
  const raisedHigh = (scaleHigh + (1022 << 20)) | 0
  const scale = numberFromWords(raisedHigh, scaleLow)
  const product = scale * t
  let y = scale + product
  if (numberAbs(y) < 1) {
    // The result is subnormal: round it once, here, at its own last bit.
    const one = y < 0 ? -1 : 1
    let rest = scale - y + product
    const head = one + y
    rest = one - head + y + rest
    y = (head + rest) - one
    if (y === 0) y = numberFromWords(raisedHigh & 0x80000000, 0)
  }
  return TWO_MINUS_1022 * y
}

function unpackTables(): Float64Array {
  const unpacked = newView('Float64Array', newBuffer(128 * ROW * 8), 0, 128 * ROW) as Float64Array
  for (let i = 0; i < 128; i++) {
    const row = i * ROW
    unpacked[row] = intervalInverse(i)
    unpacked[row + 1] = doubleAt(CENTER_LOGARITHMS, i * 16)
    unpacked[row + 2] = doubleAt(CENTER_LOGARITHMS, i * 16 + 8)
    unpacked[row + 3] = doubleAt(POWERS_OF_TWO, i * 16)
    unpacked[row + 4] = doubleAt(POWERS_OF_TWO, i * 16 + 8)
  }
  tables = unpacked
  return unpacked
}

/** 1/c of interval i: few bits, near the reciprocal of the interval's middle. */
function intervalInverse(i: number): number {
  const scale = i < 83 ? 128 : 256
  const middle = numberFromWords(FIRST_INTERVAL + (i << 13) + (1 << 12), 0)
  return numberFloor(scale / middle + 0.5) / scale
}

function doubleAt(bytes: string, at: number): number {
  return numberFromWords(wordAt(bytes, at + 4), wordAt(bytes, at))
}

function wordAt(bytes: string, at: number): number {
  return stringCodeAt(bytes, at) | stringCodeAt(bytes, at + 1) << 8 | stringCodeAt(bytes, at + 2) << 16 |
    stringCodeAt(bytes, at + 3) << 24
}
