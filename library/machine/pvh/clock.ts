// Time in a guest: the time-stamp counter, with a scale that is found at start by the interval timer, and what the
// real-time clock shows then. Only before the seal.

import { readTimestamp } from '../../runtime/intrinsics/raw.ts'
import { endTimerCount, startTimerCount } from '../pc/apic.ts'
import { duringMs } from '../pc/pit.ts'
import { rtcNowMs } from '../pc/rtc.ts'

// SAFETY: only the time-stamp counter is read.

export interface MachineClock {
  /** The counter where monotonic time starts. */
  readonly startStamp: number
  readonly nsPerStamp: number
  /** Ticks of the APIC's timer. */
  readonly timerTicksPerNs: number
  readonly wallAtStartMs: number
}

/** A hundredth of a second tells the scale to one in ten thousand. */
const MEASURED_MS = 10

export function startClock(): MachineClock {
  let start = 0
  let stamps = 0
  let ticks = 0
  duringMs(MEASURED_MS, () => {
    startTimerCount()
    start = readTimestamp()
  }, () => {
    stamps = readTimestamp() - start
    ticks = endTimerCount()
  })
  const ns = MEASURED_MS * 1000000
  return { startStamp: readTimestamp(), nsPerStamp: ns / stamps, timerTicksPerNs: ticks / ns, wallAtStartMs: rtcNowMs() }
}
