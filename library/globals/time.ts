// performance.now and Date.now. The rest of Date is refused.
import { currentHost } from './host.ts'
import { sinceStartMs } from './process.ts'

export const performance = {
  /** Milliseconds since the program started, with fractions; never goes back. */
  now(): number {
    return sinceStartMs()
  },
  /** Milliseconds since 1970 at which `now` was 0. */
  get timeOrigin(): number {
    return currentHost().wallNowMs() - sinceStartMs()
  },
}

export const Date = {
  /** Whole milliseconds since 1970-01-01 UTC. */
  now(): number {
    return Math.floor(currentHost().wallNowMs())
  },
}
