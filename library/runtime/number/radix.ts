// Number to string in a radix other than ten: V8's digits, which ECMA-262 §21.1.3.6 leaves to the implementation.
import {
  newBuffer, newView, numberAbs, numberFloor, numberFromWords, numberHighWord, numberLowWord, stringFromLatin1,
} from '../intrinsics/mod.ts'

/** 1024 digits before the point in radix 2 and 1074 after it, with sign and point. */
const BUFFER_BYTES = 2200
const MIDDLE = BUFFER_BYTES / 2

/** `radix` is an integer, 2 … 36. */
export function radixToString(value: number, radix: number): string {
  if (value !== value) return 'NaN'
  if (value === Infinity) return 'Infinity'
  if (value === -Infinity) return '-Infinity'
  const integer = numberFloor(numberAbs(value))
  if (integer === numberAbs(value) && integer <= 0xffffffff) return u32ToString(integer, radix, value < 0)
  return fractionToString(value, radix)
}

function u32ToString(value: number, radix: number, isNegative: boolean): string {
  const buffer = newView('Uint8Array', newBuffer(40), 0, 40) as Uint8Array
  let at = 40
  let rest = value
  do {
    const quotient = numberFloor(rest / radix)
    buffer[--at] = digitCode(rest - quotient * radix)
    rest = quotient
  } while (rest !== 0)
  if (isNegative) buffer[--at] = 45
  return stringFromLatin1(buffer, at, 40)
}

function digitCode(digit: number): number {
  return digit < 10 ? 48 + digit : 87 + digit
}

function digitOfCode(code: number): number {
  return code > 57 ? code - 87 : code - 48
}

/** The fraction gets digits until they tell the number from its neighbours. */
function fractionToString(value: number, radix: number): string {
  const buffer = newView('Uint8Array', newBuffer(BUFFER_BYTES), 0, BUFFER_BYTES) as Uint8Array
  const absolute = numberAbs(value)
  let integer = numberFloor(absolute)
  let fraction = absolute - integer
  let delta = 0.5 * (nextUp(absolute) - absolute)
  if (delta < 5e-324) delta = 5e-324
  let end = MIDDLE
  if (fraction >= delta) {
    buffer[end++] = 46
    do {
      fraction *= radix
      delta *= radix
      const digit = numberFloor(fraction)
      buffer[end++] = digitCode(digit)
      fraction -= digit
      if ((fraction > 0.5 || (fraction === 0.5 && (digit & 1) !== 0)) && fraction + delta > 1) {
        // Rounded up, with carries, perhaps into the integer part.
        for (;;) {
          end--
          if (end === MIDDLE) {
            integer += 1
            break
          }
          const last = digitOfCode(buffer[end])
          if (last + 1 < radix) {
            buffer[end++] = digitCode(last + 1)
            break
          }
        }
        break
      }
    } while (fraction >= delta)
  }
  let start = MIDDLE
  // Digits below the last bit of the significand are unknown, and given as zeros. What is left may have a fraction.
  for (let quotient = integer / radix; ((numberHighWord(quotient) >>> 20) & 0x7ff) > 1075; quotient /= radix) {
    integer = quotient
    buffer[--start] = 48
  }
  do {
    const rest = integer % radix
    buffer[--start] = digitCode(numberFloor(rest))
    integer = (integer - rest) / radix
  } while (integer > 0)
  if (value < 0) buffer[--start] = 45
  return stringFromLatin1(buffer, start, end)
}

/** The next larger double of a positive finite one. */
function nextUp(value: number): number {
  const low = numberLowWord(value)
  const high = numberHighWord(value)
  return low === 0xffffffff ? numberFromWords(high + 1, 0) : numberFromWords(high, low + 1)
}
