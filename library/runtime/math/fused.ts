// Fused multiply-add in plain doubles: pow needs the results of a processor that has it (see power.ts), and the
// baseline x86-64-v2 has not.
import { numberHighWord, numberLowWord, numberFromWords } from '../intrinsics/mod.ts'

const SPLITTER = 134217729 // 2^27 + 1 (Veltkamp)

/**
 * What rounding a * b lost, exactly (Dekker). `product` is a * b; no operand may be above 2^996 or the loss
 * subnormal.
 */
export function productError(a: number, b: number, product: number): number {
  const scaledA = a * SPLITTER
  const headA = scaledA - (scaledA - a)
  const tailA = a - headA
  const scaledB = b * SPLITTER
  const headB = scaledB - (scaledB - b)
  const tailB = b - headB
  return ((headA * headB - product) + headA * tailB + tailA * headB) + tailA * tailB
}

/** a * b + c, rounded once. The limits of productError hold. */
export function fusedMultiplyAdd(a: number, b: number, c: number): number {
  const product = a * b
  const error = productError(a, b, product)
  const sum = product + c
  const shadow = sum - product
  const lost = (product - (sum - shadow)) + (c - shadow)
  const rest = lost + error
  // Rounding `rest` can only turn the sum where it comes to lie just between two doubles, and then it has one or two
  // significant bits.
  if (numberLowWord(rest) !== 0 || (numberHighWord(rest) & 0x7ffff) !== 0) return sum + rest
  return sum + addToOdd(lost, error, rest)
}

/** `sum`, the rounded a + b, moved to the neighbour with an odd last bit if it is not exact (Boldo and Melquiond). */
function addToOdd(a: number, b: number, sum: number): number {
  const shadow = sum - a
  const lost = (a - (sum - shadow)) + (b - shadow)
  if (lost === 0 || (numberLowWord(sum) & 1) !== 0) return sum
  const high = numberHighWord(sum)
  const low = numberLowWord(sum)
  if ((lost > 0) === (sum > 0)) return numberFromWords(high, low + 1)
  return low === 0 ? numberFromWords(high - 1, 0xffffffff) : numberFromWords(high, low - 1)
}
