// How many bytes live after every so many requests: what a soak test looks at.
import type { Clock } from '../contracts/clock.ts'
import { CONSOLE_OUT } from '../contracts/host.ts'
import type { Source } from '../contracts/source.ts'
import { writeText } from '../globals/console/output.ts'
import { collect, liveBytes } from '../runtime/core/collect.ts'
import type { Request } from '../web/request.ts'
import type { Response } from '../web/response.ts'
import type { FetchHandler } from '../web/serve.ts'

/**
 * So long must no request have come. What is being answered, and what a client has not acknowledged (RFC 9293, section 3.8.6.3:
 * up to half a second late; Linux waits 40 ms and seldom 200), lives too, and would be counted differently each time.
 */
const QUIET_NS = 500_000_000

/**
 * Counts requests on their way to a handler. At each that is a multiple of `every` it waits for a quiet moment, collects, and
 * prints `live bytes after COUNT requests: BYTES`; COUNT is larger than the multiple if others came first.
 */
export class LiveBytesReport implements FetchHandler, Source {
  readonly #handler: FetchHandler
  readonly #every: number
  readonly #clock: Clock
  #count = 0
  /** Whether a multiple was reached since the last report. */
  #isDue = false
  /** Of the last request, monotonic. */
  #lastNs = 0

  constructor(handler: FetchHandler, every: number, clock: Clock) {
    this.#handler = handler
    this.#every = every
    this.#clock = clock
  }

  fetch(request: Request): Response | Promise<Response> {
    this.#count++
    if (this.#count % this.#every === 0) this.#isDue = true
    if (this.#isDue) this.#lastNs = this.#clock.monotonicNowNs()
    return this.#handler.fetch(request)
  }

  poll(): boolean {
    if (this.#clock.monotonicNowNs() < this.deadlineNs()) return false
    this.#isDue = false
    collect()
    writeText(CONSOLE_OUT, `live bytes after ${this.#count} requests: ${liveBytes()}\n`)
    return true
  }

  isReferenced(): boolean {
    return false
  }

  deadlineNs(): number {
    return this.#isDue ? this.#lastNs + QUIET_NS : Infinity
  }

  prepareToWait(): boolean {
    return false
  }
}
