// Drives simulated machines: polls their sources, and when none has anything to do moves the clock to the next moment
// at which one will. Time costs nothing, so that an hour of retransmissions takes as long as its frames.
//
// Order of calls: add sources and links, then step (for engines that take no promises) or run.
import type { Source } from '../contracts/source.ts'
import type { SimulatedClock } from './clock.ts'
import type { SimulatedLink } from './link.ts'

/** Turns at one moment of the clock: more mean that two sources keep each other busy for ever. */
const MAXIMUM_TURNS_AT_ONE_TIME = 100000

/** Resolves once every job that was waiting has run. */
export type Settle = () => Promise<void>

const settleByImmediate: Settle = () => new Promise((resolve) => void setImmediate(resolve))

export class Simulation {
  readonly clock: SimulatedClock
  readonly #sources: Source[] = []
  readonly #links: SimulatedLink[] = []
  #turns = 0

  constructor(clock: SimulatedClock) {
    this.clock = clock
  }

  addSource(source: Source): void {
    this.#sources.push(source)
  }

  addLink(link: SimulatedLink): void {
    this.#links.push(link)
  }

  /** Polls all sources once; whether one of them had something to do. */
  poll(): boolean {
    let hasMore = false
    for (let i = 0; i < this.#sources.length; i++) if (this.#sources[i].poll()) hasMore = true
    if (hasMore && ++this.#turns > MAXIMUM_TURNS_AT_ONE_TIME) {
      throw new Error(`simulation: no end of work at ${this.clock.monotonicNowNs()} ns`)
    }
    return hasMore
  }

  /** When something next happens by itself; Infinity: never. */
  nextEventNs(): number {
    let nextNs = Infinity
    for (let i = 0; i < this.#sources.length; i++) nextNs = Math.min(nextNs, this.#sources[i].deadlineNs())
    for (let i = 0; i < this.#links.length; i++) nextNs = Math.min(nextNs, this.#links[i].nextArrivalNs())
    return nextNs
  }

  /**
   * One turn: polls, or moves the clock to the next event, at most to `limitNs`. False when nothing is left until then.
   */
  step(limitNs = Infinity): boolean {
    if (this.poll()) return true
    const nextNs = this.nextEventNs()
    if (nextNs > limitNs || nextNs === Infinity) {
      if (limitNs !== Infinity) this.#moveTo(limitNs)
      return false
    }
    this.#moveTo(nextNs)
    return true
  }

  #moveTo(timeNs: number): void {
    if (timeNs > this.clock.monotonicNowNs()) this.#turns = 0
    this.clock.advanceTo(timeNs)
  }

  /** Runs to a time, and all that is to be done at it; jobs are left to themselves. */
  runTo(timeNs: number): void {
    do {
      while (this.step(timeNs));
    } while (this.poll())
  }

  /**
   * Runs until `isDone()`, draining jobs after each turn; whether that came before `limitNs` and before nothing more
   * could happen.
   */
  async run(isDone: () => boolean, limitNs: number, settle: Settle = settleByImmediate): Promise<boolean> {
    await settle()
    while (!isDone()) {
      if (this.poll()) {
        await settle()
        continue
      }
      const nextNs = this.nextEventNs()
      if (nextNs > limitNs || nextNs === Infinity) return false
      this.#moveTo(nextNs)
    }
    return true
  }
}
