// Math.random (ECMA-262 §21.3.2.27): xorshift128+, as in V8. Not for secrets.
// The kernel calls installSeed once, with entropy of the machine, before the program starts; without it the sequence is
// always the same.
import { multiplyInt32 } from '../intrinsics/mod.ts'

// Two states of 64 bits, each as two u32 words; never all zero.
let high0 = 0x9e3779b9
let low0 = 0x7f4a7c15
let high1 = 0xbf58476d
let low1 = 0x1ce4e5b9

/** Starts a new sequence from 64 bits of entropy, given as two u32 words. */
export function installSeed(high: number, low: number): void {
  high0 = scramble(high ^ 0x9e3779b9)
  low0 = scramble(low ^ 0x7f4a7c15)
  high1 = scramble(high0 + low)
  low1 = scramble(low0 ^ high) | 1
}

/** A bijection of u32 in which every bit of the input reaches every bit of the output (MurmurHash3's finaliser). */
function scramble(word: number): number {
  word ^= word >>> 16
  word = multiplyInt32(word, 0x85ebca6b)
  word ^= word >>> 13
  word = multiplyInt32(word, 0xc2b2ae35)
  return word ^ (word >>> 16)
}

/** A number from 0 up to, but not including, 1, with 53 random bits. */
export function random(): number {
  let high = high0
  let low = low0
  const otherHigh = high1
  const otherLow = low1
  high0 = otherHigh
  low0 = otherLow
  const shiftedHigh = (high << 23) | (low >>> 9)
  low ^= low << 23
  high ^= shiftedHigh
  const oldHigh = high
  const oldLow = low
  low ^= (oldLow >>> 17) | (oldHigh << 15)
  high ^= oldHigh >>> 17
  low ^= otherLow ^ ((otherLow >>> 26) | (otherHigh << 6))
  high ^= otherHigh ^ (otherHigh >>> 26)
  high1 = high
  low1 = low
  const sumLow = (low >>> 0) + (otherLow >>> 0)
  const sumHigh = (high + otherHigh + (sumLow >= 4294967296 ? 1 : 0)) >>> 0
  return (sumHigh * 2097152 + ((sumLow >>> 0) >>> 11)) / 9007199254740992
}
