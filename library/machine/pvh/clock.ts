// Time in a guest: the time-stamp counter, with a scale that is found at start by the interval timer, and what the
// real-time clock shows then. Only before the seal.

import { readTimestamp, stop } from '../../runtime/intrinsics/raw.ts'
import { endTimerCount, startTimerCount, timerTicks } from '../pc/apic.ts'
import { PIT_FREQUENCY_HZ, pitTicks, startPit } from '../pc/pit.ts'
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

const NS_PER_PIT_TICK = 1e9 / PIT_FREQUENCY_HZ
/**
 * How far off the scale may be: so much, and so much more with every attempt that did not do, up to 1 %. An attempt that
 * nothing comes in between of takes 6 ms under emulation, where a reading takes a microsecond.
 */
const TOLERANCE = 1 / 4000
const MOST_ATTEMPTS = 40

/** All counters as they stood at one time: not before `stamp`, and at most `widthStamps` after it. */
class Reading {
  stamp = 0
  timerTicks = 0
  pitTicks = 0
  widthStamps = 0

  /** False once the interval timer's count has ended. */
  take(): boolean {
    this.stamp = readTimestamp()
    this.timerTicks = timerTicks()
    this.pitTicks = pitTicks()
    this.widthStamps = readTimestamp() - this.stamp
    return this.pitTicks >= 0
  }
}

/**
 * A host may let us wait between any two instructions, for longer than all of this takes. So what is taken are the two
 * readings between which most time passed for the time that it took to read them.
 */
export function startClock(): MachineClock {
  const first = new Reading()
  const last = new Reading()
  let uncertainty = Infinity
  let nsPerStamp = 0
  let timerTicksPerNs = 0
  let attempts = 0
  startTimerCount()
  while (uncertainty > TOLERANCE * attempts) {
    if (attempts === MOST_ATTEMPTS) stop(74, 'the host interrupts this machine too often to measure its clock')
    attempts++
    startPit()
    if (!first.take()) continue
    while (uncertainty > TOLERANCE * attempts && last.take()) {
      const stamps = last.stamp - first.stamp
      const off = (first.widthStamps + last.widthStamps) / stamps
      if (off >= uncertainty) continue
      uncertainty = off
      const ns = (last.pitTicks - first.pitTicks) * NS_PER_PIT_TICK
      nsPerStamp = ns / stamps
      timerTicksPerNs = (last.timerTicks - first.timerTicks) / ns
    }
  }
  endTimerCount()
  if (!(nsPerStamp > 0 && timerTicksPerNs > 0)) stop(74, 'the interval timer (8254) or the processor\'s timer of this machine does not count')
  return { startStamp: readTimestamp(), nsPerStamp, timerTicksPerNs, wallAtStartMs: rtcNowMs() }
}
