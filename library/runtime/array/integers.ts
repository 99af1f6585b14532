// ECMA-262's conversions to integers (§7.1.5, §7.1.20), and positions counted from the end.
import { numberTrunc } from '../intrinsics/mod.ts'

export const MAX_LENGTH = 2 ** 53 - 1
export const MAX_ARRAY_LENGTH = 2 ** 32 - 1

/** ToIntegerOrInfinity: NaN and −0 become 0. */
export function toIntegerOrInfinity<V>(value: V): number {
  const number = +(value as number)
  return number !== number ? 0 : numberTrunc(number) + 0
}

/** ToLength: 0 … 2^53−1. */
export function toLength<V>(value: V): number {
  const integer = toIntegerOrInfinity(value)
  if (integer <= 0) return 0
  return integer < MAX_LENGTH ? integer : MAX_LENGTH
}

/** A start or end argument as an index 0 … length: negative counts from the end. */
export function relativeIndex<V>(value: V, length: number): number {
  const integer = toIntegerOrInfinity(value)
  if (integer < 0) {
    const index = length + integer
    return index > 0 ? index : 0
  }
  return integer < length ? integer : length
}

/** As relativeIndex, for an end argument: undefined means the length. */
export function relativeEnd<V>(value: V, length: number): number {
  return value === undefined ? length : relativeIndex(value, length)
}
