// All HTTP connections of one server: what they share, and the time that they have.
import type { Clock } from '../../contracts/clock.ts'
import { AnswerHeadWriter } from './answer-head.ts'
import { HttpConnection } from './connection.ts'
import { DateField } from './date.ts'
import { defaultLimits, type HttpLimits } from './limits.ts'
import { HttpCounters, type HttpStatistics } from './rejections.ts'
import type { HttpRequest } from './request.ts'
import type { Transport } from './transport.ts'

/**
 * Called for each request, in order; the next of the same connection only after the answer. It MUST call `respond` or
 * `fail` of the connection once, now or later. An error that it throws is a failure.
 */
export type RequestHandler = (request: HttpRequest, connection: HttpConnection) => void

export interface HttpServerOptions {
  readonly clock: Clock
  readonly handler: RequestHandler
  /** Takes a line about what went wrong with a program's answer. */
  readonly log: (line: string) => void
  readonly limits?: Partial<HttpLimits>
}

/** How often connections are looked at whether their time has passed. */
const SWEEP_NS = 500e6
/** Answers are gathered up to this before they are sent. */
const OUTPUT_BYTES = 16384

export class HttpServer {
  /** @internal What connections share. */
  readonly clock: Clock
  /** @internal */
  readonly handler: RequestHandler
  /** @internal */
  readonly limits: HttpLimits
  /** @internal */
  readonly counters = new HttpCounters()
  /** @internal */
  readonly date: DateField
  /** @internal */
  readonly headWriter = new AnswerHeadWriter()
  readonly log: (line: string) => void
  readonly #connections = new Set<HttpConnection>()
  /** What one connection at a time gathers its output in; null while it does. */
  #output: Uint8Array | null = null
  #nextSweepNs = Infinity

  constructor(options: HttpServerOptions) {
    this.clock = options.clock
    this.handler = options.handler
    this.log = options.log
    this.limits = { ...defaultLimits, ...options.limits }
    this.date = new DateField(options.clock)
  }

  /** A connection has come in; the transport calls what this gives. */
  accept(transport: Transport): HttpConnection {
    const connection = new HttpConnection(this, transport)
    if (this.#connections.size === 0) this.#nextSweepNs = this.clock.monotonicNowNs() + SWEEP_NS
    this.#connections.add(connection)
    this.counters.connections++
    return connection
  }

  /** How many connections are open. */
  get connectionCount(): number {
    return this.#connections.size
  }

  statistics(): HttpStatistics {
    return this.counters.snapshot()
  }

  /** When `expire` wants to be called, on the monotonic clock; Infinity while there are no connections. */
  deadlineNs(): number {
    return this.#connections.size === 0 ? Infinity : this.#nextSweepNs
  }

  /** Ends what waited for too long. MAY be called at any time. */
  expire(): void {
    const nowNs = this.clock.monotonicNowNs()
    if (nowNs < this.#nextSweepNs) return
    this.#nextSweepNs = nowNs + SWEEP_NS
    for (const connection of this.#connections) connection.expire(nowNs)
  }

  /** @internal */
  forget(connection: HttpConnection): void {
    this.#connections.delete(connection)
  }

  /** @internal Something to gather output in, to be given back. */
  takeOutput(): Uint8Array {
    const output = this.#output
    this.#output = null
    return output ?? new Uint8Array(OUTPUT_BYTES)
  }

  /** @internal */
  giveOutput(output: Uint8Array): void {
    if (output.length === OUTPUT_BYTES) this.#output = output
  }
}
