// Argument reduction of the trigonometric functions: fdlibm's rem_pio2 (see NOTICE.md), because the oracle's is.
// Call reduceByHalfPi first; remainderHigh and remainderLow then hold its result until the next call.
import { numberAbs, numberFloor, numberFromWords, numberHighWord, numberLowWord } from '../intrinsics/mod.ts'
import { powerOfTwo } from './words.ts'

/** x - n * pi/2 is remainderHigh + remainderLow, at most about pi/4. */
export let remainderHigh = 0
export let remainderLow = 0

const INVERSE_HALF_PI = 6.36619772367581382433e-01
// pi/2 in pieces of 33 bits, and what is left after each.
const PIECE_1 = 1.57079632673412561417e+00
const REST_1 = 6.07710050650619224932e-11
const PIECE_2 = 6.07710050630396597660e-11
const REST_2 = 2.02226624879595063154e-21
const PIECE_3 = 2.02226624871116645580e-21
const REST_3 = 8.47842766036889956997e-32
const HALF_PI = 1.57079632679489655800e+00
const HALF_PI_HIGH_WORD = 0x3ff921fb
const TWO_24 = 16777216
const TWO_MINUS_24 = 5.96046447753906250000e-08

/** Reduces a finite x; gives n modulo 8 (of any sign). */
export function reduceByHalfPi(x: number): number {
  const high = numberHighWord(x)
  const absoluteHigh = high & 0x7fffffff
  if (absoluteHigh <= 0x3fe921fb) {
    remainderHigh = x
    remainderLow = 0
    return 0
  }
  const absolute = numberAbs(x)
  let n: number
  if (absoluteHigh < 0x4002d97c) n = reduceOnce(absolute, absoluteHigh)
  else if (absoluteHigh <= 0x413921fb) n = reduceMedium(absolute, absoluteHigh)
  else n = reduceLarge(absolute, absoluteHigh)
  if (high >= 0) return n
  remainderHigh = -remainderHigh
  remainderLow = -remainderLow
  return -n
}

/** n is 1. */
function reduceOnce(x: number, high: number): number {
  let z = x - PIECE_1
  let rest = REST_1
  if (high === HALF_PI_HIGH_WORD) {
    z -= PIECE_2
    rest = REST_2
  }
  remainderHigh = z - rest
  remainderLow = (z - remainderHigh) - rest
  return 1
}

/** |x| up to 2^19 * pi/2: as many pieces of pi/2 as the cancellation asks for. */
function reduceMedium(x: number, high: number): number {
  const n = (x * INVERSE_HALF_PI + 0.5) | 0
  let r = x - n * PIECE_1
  let w = n * REST_1
  let y = r - w
  const exponent = high >> 20
  const mayCancel = n >= 32 || high === numberHighWord(n * HALF_PI)
  if (mayCancel && exponent - ((numberHighWord(y) >> 20) & 0x7ff) > 16) {
    let t = r
    w = n * PIECE_2
    r = t - w
    w = n * REST_2 - ((t - r) - w)
    y = r - w
    if (exponent - ((numberHighWord(y) >> 20) & 0x7ff) > 49) {
      t = r
      w = n * PIECE_3
      r = t - w
      w = n * REST_3 - ((t - r) - w)
      y = r - w
    }
  }
  remainderHigh = y
  remainderLow = (r - y) - w
  return n
}

/** 2/pi, 24 bits an element. */
const TWO_OVER_PI = [
  0xa2f983, 0x6e4e44, 0x1529fc, 0x2757d1, 0xf534dd, 0xc0db62, 0x95993c, 0x439041, 0xfe5163, 0xabdebb, 0xc561b7,
  0x246e3a, 0x424dd2, 0xe00649, 0x2eea09, 0xd1921c, 0xfe1deb, 0x1cb129, 0xa73ee8, 0x8235f5, 0x2ebb44, 0x84e99c,
  0x7026b4, 0x5f7e41, 0x3991d6, 0x398353, 0x39f49c, 0x845f8b, 0xbdf928, 0x3b1ff8, 0x97ffde, 0x05980f, 0xef2f11,
  0x8b5a0a, 0x6d1f6d, 0x367ecf, 0x27cb09, 0xb74f46, 0x3f669e, 0x5fea2d, 0x7527ba, 0xc7ebe5, 0xf17b3d, 0x0739f7,
  0x8a5292, 0xea6bfb, 0x5fb11f, 0x8d5d08, 0x560330, 0x46fc7b, 0x6babf0, 0xcfbc20, 0x9af436, 0x1da9e3, 0x91615e,
  0xe61b08, 0x659985, 0x5f14a0, 0x68408d, 0xffd880, 0x4d7327, 0x310606, 0x1556ca, 0x73a8c9, 0x60e27b, 0xc08c6b,
]
/** pi/2, 24 bits an element. */
const HALF_PI_PIECES = [
  1.57079625129699707031e+00, 7.54978941586159635335e-08, 5.39030252995776476554e-15, 3.28200341580791294123e-22,
  1.27065575308067607349e-29,
]
const TERMS = 4 // of 2/pi at first; enough but where x is very near to a multiple of pi/2

/**
 * Any larger x: the product with 2/pi, of which only the terms that reach below 8 are computed. `q` holds it in pieces
 * of 24 bits, the exponent of q[i] is scale - 24 i; `digits` are those pieces after carrying, least significant first.
 */
function reduceLarge(x: number, high: number): number {
  const exponent = (high >> 20) - 1046
  const pieces = splitBy24(numberFromWords(high - (exponent << 20), numberLowWord(x)))
  const lastPiece = pieces.length - 1
  let first = ((exponent - 3) / 24) | 0
  if (first < 0) first = 0
  const scale = exponent - 24 * (first + 1)
  const q: number[] = []
  for (let i = 0; i <= TERMS; i++) q.push(productTerm(pieces, lastPiece, first + i))
  let last = TERMS
  for (;;) {
    const digits: number[] = []
    let z = q[last]
    for (let j = last; j > 0; j--) {
      const carry = (TWO_MINUS_24 * z) | 0
      digits.push((z - TWO_24 * carry) | 0)
      z = q[j - 1] + carry
    }
    z = z * powerOfTwo(scale)
    z -= 8 * numberFloor(z * 0.125)
    let n = z | 0
    z -= n
    let half = 0 // not 0 where the fraction is at least 1/2, so that n is rounded up
    if (scale > 0) {
      const top = digits[last - 1] >> (24 - scale)
      n += top
      digits[last - 1] -= top << (24 - scale)
      half = digits[last - 1] >> (23 - scale)
    } else if (scale === 0) {
      half = digits[last - 1] >> 23
    } else if (z >= 0.5) {
      half = 2
    }
    if (half > 0) {
      n += 1
      const borrowed = negate(digits, last, scale)
      if (half === 2) {
        z = 1 - z
        if (borrowed) z -= powerOfTwo(scale)
      }
    }
    if (z === 0) {
      const missing = missingTerms(digits, last)
      if (missing > 0) {
        for (let i = last + 1; i <= last + missing; i++) q.push(productTerm(pieces, lastPiece, first + i))
        last += missing
        continue
      }
    }
    assemble(digits, last, z, scale, half !== 0)
    return n & 7
  }
}

/** Up to three pieces of 24 bits, trailing zeros dropped; z is below 2^24. */
function splitBy24(z: number): number[] {
  const first = z | 0
  z = (z - first) * TWO_24
  const second = z | 0
  const third = (z - second) * TWO_24
  if (third !== 0) return [first, second, third]
  return second !== 0 ? [first, second] : [first]
}

function productTerm(pieces: number[], lastPiece: number, position: number): number {
  let sum = 0
  for (let j = 0; j <= lastPiece; j++) {
    const index = position - j
    sum += pieces[j] * (index < 0 ? 0 : TWO_OVER_PI[index])
  }
  return sum
}

/** 1 minus the fraction in digits; true where anything was not zero. */
function negate(digits: number[], last: number, scale: number): boolean {
  let borrowed = false
  for (let i = 0; i < last; i++) {
    const digit = digits[i]
    if (borrowed) {
      digits[i] = 0xffffff - digit
    } else if (digit !== 0) {
      borrowed = true
      digits[i] = 0x1000000 - digit
    }
  }
  if (scale === 1) digits[last - 1] &= 0x7fffff
  else if (scale === 2) digits[last - 1] &= 0x3fffff
  return borrowed
}

/** How many terms more are needed because those at hand cancelled; 0 when none. */
function missingTerms(digits: number[], last: number): number {
  for (let i = last - 1; i >= TERMS; i--) if (digits[i] !== 0) return 0
  let missing = 1
  while (TERMS >= missing && digits[TERMS - missing] === 0) missing++
  return missing
}

/** Turns the fraction in digits and z into remainderHigh + remainderLow, times pi/2. */
function assemble(digits: number[], last: number, z: number, scale: number, isNegative: boolean): void {
  let end = last
  if (z === 0) {
    do {
      end--
      scale -= 24
    } while (digits[end] === 0)
  } else {
    z = z * powerOfTwo(-scale)
    if (z >= TWO_24) {
      const carry = (TWO_MINUS_24 * z) | 0
      digits[end] = (z - TWO_24 * carry) | 0
      end++
      scale += 24
      digits[end] = carry
    } else {
      digits[end] = z | 0
    }
  }
  let unit = powerOfTwo(scale)
  const fractions: number[] = [] // digits scaled, most significant first
  for (let i = end; i >= 0; i--) {
    fractions.push(unit * digits[i])
    unit *= TWO_MINUS_24
  }
  const sums: number[] = []
  for (let i = 0; i <= end; i++) {
    let sum = 0
    for (let k = 0; k <= TERMS && k <= i; k++) sum += HALF_PI_PIECES[k] * fractions[i - k]
    sums.push(sum)
  }
  let total = 0
  for (let i = end; i >= 0; i--) total += sums[i]
  let rest = sums[0] - total
  for (let i = 1; i <= end; i++) rest += sums[i]
  remainderHigh = isNegative ? -total : total
  remainderLow = isNegative ? -rest : rest
}
