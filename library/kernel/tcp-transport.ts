// A TCP connection as what an HTTP connection stands on: calls both ways, no promise for each segment.
import type { CloseReason, Connection, ConnectionHandler } from '../net/tcp/connection.ts'
import type { Receiver, Transport } from '../protocols/http/mod.ts'

/** What is read of any connection at a time; used by one at a time, between two calls. */
const scratch = new Uint8Array(16384)

/** Where connections wait whose receiver has room again. */
export interface ResumeQueue {
  push(transport: TcpTransport): void
}

export class TcpTransport implements Transport, ConnectionHandler {
  readonly #connection: Connection
  readonly #resumed: ResumeQueue
  #receiver: Receiver | null = null
  /** What the receiver did not take; nothing more is read until it does, so that the window closes. */
  #refused: Uint8Array | null = null
  #hasEnded = false
  #isOver = false

  constructor(connection: Connection, resumed: ResumeQueue) {
    this.#connection = connection
    this.#resumed = resumed
    connection.isNoDelay = true
    connection.handler = this
  }

  /** Whom the bytes are for; then bytes flow. */
  start(receiver: Receiver): void {
    this.#receiver = receiver
    this.onReadable()
  }

  // --- what HTTP calls

  send(bytes: Uint8Array, start: number, end: number): number {
    return this.#connection.write(bytes, start, end)
  }

  end(): void {
    this.#connection.closeWrite()
  }

  abort(): void {
    this.#isOver = true
    this.#connection.abort()
  }

  resume(): void {
    this.#resumed.push(this)
  }

  // --- what the queue and TCP call

  /** Offers what was refused, then what has come since. */
  offer(): void {
    const refused = this.#refused
    const receiver = this.#receiver
    if (this.#isOver || receiver === null) return
    if (refused !== null) {
      const taken = receiver.receive(refused, 0, refused.length)
      this.#refused = taken < refused.length ? refused.subarray(taken) : null
      if (this.#refused !== null) return
    }
    this.onReadable()
  }

  onOpen(): void {}

  onReadable(): void {
    const receiver = this.#receiver
    if (receiver === null) return
    while (this.#refused === null && !this.#isOver) {
      const count = this.#connection.read(scratch, 0, scratch.length)
      if (count === 0) break
      const taken = receiver.receive(scratch, 0, count)
      if (taken < count) this.#refused = scratch.slice(taken, count)
    }
    if (this.#refused !== null || this.#hasEnded || this.#isOver || !this.#connection.isAtEnd) return
    this.#hasEnded = true
    receiver.receiveEnd()
  }

  onWritable(): void {
    if (!this.#isOver) this.#receiver?.writable()
  }

  onClose(reason: CloseReason): void {
    if (this.#isOver) return
    this.#isOver = true
    if (reason !== 'finished') this.#receiver?.reset()
  }
}
