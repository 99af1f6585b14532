// A clock that stands still until it is told how late it is.
import type { Clock } from '../contracts/clock.ts'

export class SimulatedClock implements Clock {
  #nowNs = 0
  readonly #wallAtStartMs: number

  /** `wallAtStartMs`: what the wall clock shows at monotonic time 0. */
  constructor(wallAtStartMs = 0) {
    this.#wallAtStartMs = wallAtStartMs
  }

  monotonicNowNs(): number {
    return this.#nowNs
  }

  wallNowMs(): number {
    return this.#wallAtStartMs + this.#nowNs / 1e6
  }

  /** Jumps to a later time; an earlier one changes nothing. */
  advanceTo(timeNs: number): void {
    if (timeNs > this.#nowNs) this.#nowNs = timeNs
  }
}
