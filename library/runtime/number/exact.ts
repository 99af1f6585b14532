// All decimal digits of a binary fraction: what toFixed, toPrecision and toExponential round, and what decides between
// two doubles when a long decimal is read. In limbs of 10^8.
// Call expandExactly first; digitCount, pointPosition and digitAt then describe its result until the next call.
import { newBuffer, newView, numberFloor } from '../intrinsics/mod.ts'

const BASE = 100000000
const LIMB_DIGITS = 8
/** A significand of 54 bits over 2^1075 has 767 digits and at most 7 zeros before them. */
const MOST_LIMBS = 100
const MOST_DIGITS = MOST_LIMBS * LIMB_DIGITS

/** The least significant first. */
const limbs = newView('Int32Array', newBuffer(MOST_LIMBS * 4), 0, MOST_LIMBS) as Int32Array
const digits = newView('Uint8Array', newBuffer(MOST_DIGITS), 0, MOST_DIGITS) as Uint8Array
let limbCount = 0

/** The value is 0.d₀d₁d₂… * 10^pointPosition, d₀ not 0, with digitCount digits, the last not 0. */
export let digitCount = 0
export let pointPosition = 0

/** 0 … 9; 0 from digitCount on. */
export function digitAt(index: number): number {
  return index < digitCount ? digits[index] : 0
}

/** Digits of (high * 2^32 + low) * 2^exponent, which is not 0 and has at most 54 significant bits. */
export function expandExactly(high: number, low: number, exponent: number): void {
  limbCount = 1
  limbs[0] = high
  multiplyAdd(65536, low >>> 16)
  multiplyAdd(65536, low & 0xffff)
  let rest = exponent
  for (; rest >= 24; rest -= 24) multiplyAdd(16777216, 0)
  if (rest > 0) multiplyAdd(1 << rest, 0)
  // Divided by 2^n is times 5^n and divided by 10^n.
  for (; rest <= -10; rest += 10) multiplyAdd(9765625, 0)
  for (; rest < 0; rest++) multiplyAdd(5, 0)
  writeDigits(exponent < 0 ? exponent : 0)
}

function multiplyAdd(factor: number, addend: number): void {
  let carry = addend
  for (let i = 0; i < limbCount; i++) {
    const product = limbs[i] * factor + carry // below 2^51
    carry = numberFloor(product / BASE)
    limbs[i] = product - carry * BASE
  }
  if (carry > 0) limbs[limbCount++] = carry
}

function writeDigits(decimalExponent: number): void {
  let count = 0
  for (let i = limbCount - 1; i >= 0; i--) {
    let divisor = BASE / 10
    let limb = limbs[i]
    for (let j = 0; j < LIMB_DIGITS; j++) {
      const digit = numberFloor(limb / divisor)
      limb -= digit * divisor
      divisor = numberFloor(divisor / 10)
      if (count > 0 || digit !== 0) digits[count++] = digit
    }
  }
  pointPosition = count + decimalExponent
  while (digits[count - 1] === 0) count--
  digitCount = count
}

/** Keeps `count` digits (which may be 0 or less: then nothing, or one digit 1), rounding halves up. */
export function roundToDigits(count: number): void {
  if (count >= digitCount) return
  const isUp = count >= 0 && digits[count] >= 5
  digitCount = count > 0 ? count : 0
  if (isUp) {
    let i = digitCount - 1
    while (i >= 0 && digits[i] === 9) i--
    if (i < 0) {
      digits[0] = 1
      digitCount = 1
      pointPosition++
      return
    }
    digits[i]++
    digitCount = i + 1
  }
  while (digitCount > 0 && digits[digitCount - 1] === 0) digitCount--
}
