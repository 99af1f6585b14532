// ECMA-262's conversions to integers (§7.1.5, §7.1.20), and positions counted from the end. What is to be an index comes
// out of exactIndex: there the flow analysis sees that it is an integer from 0 on, without which `a[i]` could be any property.
import { numberTrunc } from '../intrinsics/mod.ts'

export const MAX_LENGTH = 9007199254740991 // 2^53 − 1
export const MAX_ARRAY_LENGTH = 4294967295
const TWO_TO_32 = 4294967296

/** An integer 0 … 2^53−1, itself; in a form that proves it to be one. */
export function exactIndex(integer: number): number {
  const small = integer | 0
  if (small >= 0 && small === integer) return small
  return ((integer / TWO_TO_32) & 0x1fffff) * TWO_TO_32 + (integer >>> 0)
}

/** ToIntegerOrInfinity: NaN and −0 become 0. */
export function toIntegerOrInfinity<V>(value: V): number {
  const number = +(value as number)
  return number !== number ? 0 : numberTrunc(number) + 0
}

/** ToLength: 0 … 2^53−1. */
export function toLength<V>(value: V): number {
  const integer = toIntegerOrInfinity(value)
  if (integer <= 0) return 0
  return integer < MAX_LENGTH ? exactIndex(integer) : MAX_LENGTH
}

/** A start or end argument as an index 0 … length: negative counts from the end. */
export function relativeIndex<V>(value: V, length: number): number {
  const integer = toIntegerOrInfinity(value)
  if (integer < 0) {
    const index = length + integer
    return index > 0 ? exactIndex(index) : 0
  }
  return integer < length ? exactIndex(integer) : length
}

/** As relativeIndex, for an end argument: undefined means the length. */
export function relativeEnd<V>(value: V, length: number): number {
  return value === undefined ? length : relativeIndex(value, length)
}

/** The index that `at` and `with` mean, −1 where there is none. */
export function elementIndex<V>(value: V, length: number): number {
  const integer = toIntegerOrInfinity(value)
  const index = integer < 0 ? length + integer : integer
  return index >= 0 && index < length ? exactIndex(index) : -1
}
