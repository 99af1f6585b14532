// Random numbers that a seed decides: xoshiro128** (Blackman and Vigna, "Scrambled Linear Pseudorandom Number
// Generators", 2021), its state filled by the finaliser of MurmurHash3 over a Weyl sequence.
import type { Rng } from '../contracts/rng.ts'

const WEYL_STEP = 0x9e3779b9
const TWO_TO_32 = 4294967296

export class SimulatedRng implements Rng {
  #a: number
  #b: number
  #c: number
  #d: number

  /** Any 32-bit seed; streams of different seeds are unlike each other. */
  constructor(seed: number) {
    this.#a = scramble(seed + WEYL_STEP)
    this.#b = scramble(seed + 2 * WEYL_STEP)
    this.#c = scramble(seed + 3 * WEYL_STEP)
    this.#d = scramble(seed + 4 * WEYL_STEP) | 1
  }

  nextU32(): number {
    const b = this.#b
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9)
    this.#c ^= this.#a
    this.#d ^= b
    this.#b = b ^ this.#c
    this.#a ^= this.#d
    this.#c ^= b << 9
    this.#d = rotateLeft(this.#d, 11)
    return result >>> 0
  }

  fill(into: Uint8Array): void {
    for (let i = 0; i < into.length; i++) into[i] = this.nextU32() >>> 24
  }

  /** A number from 0 to 1, 1 excluded. */
  nextFraction(): number {
    return this.nextU32() / TWO_TO_32
  }

  /** True with this probability. Takes a number from the stream only where the outcome is not certain. */
  chance(probability: number): boolean {
    if (probability <= 0) return false
    return probability >= 1 || this.nextFraction() < probability
  }
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits))
}

function scramble(value: number): number {
  let x = value | 0
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return x ^ (x >>> 16)
}
