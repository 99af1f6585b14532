// The two halves of a double, as the approximations of this folder need them.
import { numberFromWords, numberHighWord, numberLowWord } from '../intrinsics/mod.ts'

/** The number with the low 32 bits of its significand cleared: its first 21 significant bits. */
export function withoutLowWord(x: number): number {
  return numberFromWords(numberHighWord(x), 0)
}

/** The number with its sign, exponent and top of the significand replaced. */
export function withHighWord(x: number, high: number): number {
  return numberFromWords(high, numberLowWord(x))
}

/** 2^k for -1022 <= k <= 1023. */
export function powerOfTwo(k: number): number {
  return numberFromWords((k + 1023) << 20, 0)
}
