// Time in a Linux process: the kernel's clocks.

import type { Address } from '../../runtime/intrinsics/raw.ts'
import { loadI53, stackBoxes, syscall } from '../../runtime/intrinsics/raw.ts'
import { CALL_CLOCK_GETTIME, CLOCK_MONOTONIC, CLOCK_REALTIME } from './calls.ts'

export const NANOSECONDS = 1000000000

export class ProcessClock {
  /** Seconds that the monotonic clock showed first: nanoseconds count from there, so that they stay exact. */
  readonly #startSeconds: number = seconds(CLOCK_MONOTONIC)

  monotonicNowNs(): number {
    const time = stackBoxes(2)
    readClock(CLOCK_MONOTONIC, time)
    // SAFETY: `time` is a struct timespec in this frame, here and below.
    return (loadI53(time, 0) - this.#startSeconds) * NANOSECONDS + loadI53(time, 8)
  }

  wallNowMs(): number {
    const time = stackBoxes(2)
    readClock(CLOCK_REALTIME, time)
    return loadI53(time, 0) * 1000 + loadI53(time, 8) / 1000000
  }
}

/** Seconds of a clock, without the rest. */
function seconds(which: number): number {
  const time = stackBoxes(2)
  readClock(which, time)
  return loadI53(time, 0)
}

function readClock(which: number, time: Address): void {
  // SAFETY: `time` is a struct timespec, two words, in the caller's frame.
  syscall(CALL_CLOCK_GETTIME, which, time, 0, 0, 0, 0)
}
