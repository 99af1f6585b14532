// The event loop: jobs → sources → timers → immediates → wait, for ever, until nothing is left that could go on. Its
// platform and its sources are parameters, so that it runs under Node against a simulated machine.
//
// Order of calls: addSource before or during the run; runUntilSettled for a module with top-level await; run at the end,
// which never returns.
import type { Host } from '../contracts/host.ts'
import { CONSOLE_ERROR } from '../contracts/host.ts'
import type { Source } from '../contracts/source.ts'
import { inspect } from '../globals/console/inspect.ts'
import { writeText } from '../globals/console/output.ts'
import { exitNow, exitWith } from '../globals/process.ts'
import {
  hasReferencedImmediates, hasReferencedTimers, nextExpiryMs, runImmediates, runTimers, timerNowMs,
} from '../globals/timers/mod.ts'
import { drainJobs, hasJobs, promiseState, promiseValue, takeUnhandledRejection } from '../runtime/promise/mod.ts'
import type { Promise } from '../runtime/promise/mod.ts'

/** Exit statuses, as Node's. */
const STATUS_UNCAUGHT = 1
const STATUS_NEVER_SETTLED = 13

const NS_PER_MS = 1e6

/** Prints an error that nobody caught, and ends the program. */
function die(error: unknown): never {
  writeText(CONSOLE_ERROR, `Uncaught ${inspect(error)}\n`)
  return exitNow(STATUS_UNCAUGHT)
}

function rejectionText(reason: unknown): string {
  return '[UnhandledPromiseRejection: This error originated either by throwing inside of an async function without a catch '
    + 'block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason '
    + `"${inspect(reason)}".] {\n  code: 'ERR_UNHANDLED_REJECTION'\n}`
}

/** Drains the jobs; then a rejection that nobody handles ends the program. */
function drain(): void {
  drainJobs()
  const rejected = takeUnhandledRejection()
  if (rejected === null) return
  const reason = promiseValue(rejected)
  if (reason instanceof Error) die(reason)
  writeText(CONSOLE_ERROR, `${rejectionText(reason)}\n`)
  exitNow(STATUS_UNCAUGHT)
}

export class EventLoop {
  readonly #host: Host
  readonly #sources: Source[] = []

  constructor(host: Host) {
    this.#host = host
  }

  /** Polled once a turn from now on. */
  addSource(source: Source): void {
    this.#sources[this.#sources.length] = source
  }

  /** Turns until the promise is settled. If it never can be, the program ends with status 13; if it is rejected, with 1. */
  runUntilSettled(promise: Promise<unknown>): void {
    try {
      drain()
      while (promiseState(promise) === 'pending') {
        if (!this.#isAlive()) exitWith(STATUS_NEVER_SETTLED)
        this.#turn()
      }
    } catch (error) {
      die(error)
    }
  }

  /** Turns until nothing is left, then ends the program with its status. */
  run(): never {
    try {
      drain()
      while (this.#isAlive()) this.#turn()
    } catch (error) {
      die(error)
    }
    return exitWith(0)
  }

  /** An error that left a module's top level: jobs that wait still run, as in Node, before it is told. */
  failed(error: unknown): never {
    try {
      drainJobs()
    } catch (later) {
      die(later)
    }
    return die(error)
  }

  /** Something can still make code run. */
  #isAlive(): boolean {
    if (hasReferencedTimers() || hasReferencedImmediates()) return true
    const sources = this.#sources
    for (let i = 0; i < sources.length; i++) if (sources[i].isReferenced()) return true
    return false
  }

  #turn(): void {
    const hasMore = this.#poll()
    runTimers(timerNowMs(), timerNowMs, drain)
    runImmediates(drain)
    if (hasMore || hasReferencedImmediates() || !this.#isAlive()) return
    const expiryMs = nextExpiryMs()
    if (!(expiryMs > timerNowMs()) || this.#mustTurn()) return
    this.#host.wait(Math.min(expiryMs * NS_PER_MS, this.#deadlineNs()))
  }

  /** Some source has work that came in since it was polled, or asking made jobs; all of them end the wait from now on. */
  #mustTurn(): boolean {
    const sources = this.#sources
    let hasWork = false
    for (let i = 0; i < sources.length; i++) if (sources[i].prepareToWait()) hasWork = true
    return hasWork || hasJobs()
  }

  #deadlineNs(): number {
    const sources = this.#sources
    let deadline = Infinity
    for (let i = 0; i < sources.length; i++) deadline = Math.min(deadline, sources[i].deadlineNs())
    return deadline
  }

  #poll(): boolean {
    const sources = this.#sources
    let hasMore = false
    for (let i = 0; i < sources.length; i++) {
      if (sources[i].poll()) hasMore = true
      drain()
    }
    return hasMore
  }
}
