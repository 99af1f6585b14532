// Rng: randomness for code whose simulation must be replayed from a seed. Types only.
export interface Rng {
  /**
   * Fills all of `into`. On a real machine the bytes MUST be fit for keys, and it aborts where they cannot be had; a
   * simulation gives the same bytes for the same seed.
   */
  fill(into: Uint8Array): void
  /** A uniform integer from 0 to 2^32 − 1, from the same stream. */
  nextU32(): number
}
