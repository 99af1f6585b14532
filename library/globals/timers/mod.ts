// setTimeout, setInterval, setImmediate and their objects, as Node has them.
import { isObject } from '../../runtime/intrinsics/mod.ts'
import { requireCallback } from '../arguments.ts'
import { currentHost } from '../host.ts'
import type { Callback } from './lists.ts'
import { setReferenced, startTimer, stopTimer, TimerEntry } from './lists.ts'
import { addImmediate, ImmediateEntry, removeImmediate, setImmediateReferenced } from './immediates.ts'

export { hasReferencedImmediates, runImmediates } from './immediates.ts'
export { hasReferencedTimers, nextExpiryMs, runTimers } from './lists.ts'

/** Longest delay; a longer one is taken for the shortest. */
const LONGEST_DELAY_MS = 2 ** 31 - 1

/** Whole milliseconds on the monotonic clock: what timers count in. */
export function timerNowMs(): number {
  return Math.floor(currentHost().monotonicNowNs() / 1e6)
}

/** Timers whose number the program has asked for: clearTimeout takes numbers too. */
const numbered: Map<number, Timeout> = new Map()
let lastNumber = 0

/** Set when the classes are evaluated: before, there are no such objects. */
let entryOf: ((timeout: object) => TimerEntry | undefined) | undefined
let immediateEntryOf: ((immediate: object) => ImmediateEntry | undefined) | undefined

export class Timeout {
  readonly #entry: TimerEntry
  #number = 0

  static {
    entryOf = (object) => #entry in object ? object.#entry : undefined
  }

  constructor(callback: Callback, args: unknown[], durationMs: number, isRepeating: boolean) {
    this.#entry = new TimerEntry(callback, args, durationMs, isRepeating, this)
    startTimer(this.#entry, timerNowMs())
  }

  ref(): this {
    setReferenced(this.#entry, true)
    return this
  }

  unref(): this {
    setReferenced(this.#entry, false)
    return this
  }

  hasRef(): boolean {
    return this.#entry.isReferenced
  }

  /** Counts from now on, as if just set; also fires again once it has fired. */
  refresh(): this {
    if (this.#entry.callback !== null) startTimer(this.#entry, timerNowMs())
    return this
  }

  close(): this {
    clearTimeout(this)
    return this
  }

  [Symbol.toPrimitive](): number {
    if (this.#number === 0) {
      this.#number = ++lastNumber
      numbered.set(this.#number, this)
    }
    return this.#number
  }
}

export class Immediate {
  readonly #entry: ImmediateEntry

  static {
    immediateEntryOf = (object) => #entry in object ? object.#entry : undefined
  }

  constructor(callback: Callback, args: unknown[]) {
    this.#entry = new ImmediateEntry(callback, args, this)
    addImmediate(this.#entry)
  }

  ref(): this {
    setImmediateReferenced(this.#entry, true)
    return this
  }

  unref(): this {
    setImmediateReferenced(this.#entry, false)
    return this
  }

  hasRef(): boolean {
    return this.#entry.isReferenced && this.#entry.callback !== null
  }
}

/** Under 1, over the longest, or no number: 1 ms. */
function durationOf(delay: unknown): number {
  const ms = Number(delay)
  return ms >= 1 && ms <= LONGEST_DELAY_MS ? Math.trunc(ms) : 1
}

export function setTimeout(callback: Callback, delay?: number, ...args: unknown[]): Timeout {
  requireCallback(callback)
  return new Timeout(callback, args, durationOf(delay), false)
}

export function setInterval(callback: Callback, delay?: number, ...args: unknown[]): Timeout {
  requireCallback(callback)
  return new Timeout(callback, args, durationOf(delay), true)
}

export function setImmediate(callback: Callback, ...args: unknown[]): Immediate {
  requireCallback(callback)
  return new Immediate(callback, args)
}

/** Takes a Timeout, its number or that as a string; anything else is ignored. */
export function clearTimeout(timer?: unknown): void {
  if (isObject(timer)) {
    const entry = entryOf === undefined ? undefined : entryOf(timer)
    if (entry !== undefined) stopTimer(entry)
    return
  }
  if (typeof timer !== 'number' && typeof timer !== 'string') return
  const timeout = numbered.get(Number(timer))
  if (timeout === undefined) return
  numbered.delete(Number(timer))
  clearTimeout(timeout)
}

export function clearInterval(timer?: unknown): void {
  clearTimeout(timer)
}

export function clearImmediate(immediate?: unknown): void {
  const entry = immediateEntryOf !== undefined && isObject(immediate) ? immediateEntryOf(immediate) : undefined
  if (entry !== undefined) removeImmediate(entry)
}
