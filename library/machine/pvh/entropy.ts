// Randomness of the processor itself: RDRAND (Intel SDM vol. 1, §7.3.17).

import { randomU32 } from '../../runtime/intrinsics/raw.ts'

// SAFETY: the instruction touches no memory, and is not used where the processor lacks it.

/** RDRAND may fail for a moment; so often in a row it is broken. */
const MOST_TRIES = 10

/** Fills all of `into`; false if the processor has no such instruction or does not deliver. */
export function fillFromProcessor(into: Uint8Array): boolean {
  for (let at = 0; at < into.length; at += 4) {
    const word = random()
    if (word < 0) return false
    for (let i = 0; i < 4 && at + i < into.length; i++) into[at + i] = word / 2 ** (8 * i) & 0xff
  }
  return true
}

/** Thirty-two bits, or -1. */
function random(): number {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const word = randomU32()
    if (word >= 0) return word
  }
  return -1
}
