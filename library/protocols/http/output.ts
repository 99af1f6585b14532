// What a connection sends: gathered, so that small answers leave in one piece, and held as far as the transport has
// no room.
//
// Order of calls: `room`, write, `commit`, and `body`, in any number; then `flush`. While `isBlocked` the owner makes
// no new answers, which is what bounds the pieces that are held: one gathered and one body.
import type { HttpServer } from './server.ts'
import type { Transport } from './transport.ts'

/** A body up to this is copied behind its head; a longer one is sent from where it is. */
const COPIED_BYTES = 4096

export class Output {
  readonly #server: HttpServer
  readonly #transport: Transport
  /** The server's, while something is gathered; it comes after what is held. */
  #bytes: Uint8Array | null = null
  #end = 0
  /** What the transport has no room for yet. */
  #held: Uint8Array[] = []
  /** Of the first of it, how much is sent. */
  #sentBytes = 0

  constructor(server: HttpServer, transport: Transport) {
    this.#server = server
    this.#transport = transport
  }

  get isBlocked(): boolean {
    return this.#held.length > 0
  }

  /** Bytes with room for `count` more from `end` on. */
  room(count: number): Uint8Array {
    if (this.#bytes !== null && this.#bytes.length - this.#end < count) this.#send()
    if (this.#bytes === null) this.#bytes = this.#server.takeOutput()
    if (this.#bytes.length < count) this.#bytes = new Uint8Array(count)
    return this.#bytes
  }

  get end(): number {
    return this.#end
  }

  /** What was written into the bytes of `room` up to `end` is to be sent. */
  commit(end: number): void {
    this.#end = end
  }

  /** Content, which nobody changes any more; after its head. */
  body(body: Uint8Array): void {
    const bytes = this.#bytes
    if (body.length <= COPIED_BYTES && bytes !== null && bytes.length - this.#end >= body.length) {
      bytes.set(body, this.#end)
      this.#end += body.length
      return
    }
    this.#send()
    this.#sendOrHold(body, body.length, false)
  }

  /** Sends what it can. */
  flush(): void {
    while (this.#held.length > 0) {
      const first = this.#held[0]
      this.#sentBytes += this.#transport.send(first, this.#sentBytes, first.length)
      if (this.#sentBytes < first.length) return
      this.#held.shift()
      this.#sentBytes = 0
    }
    this.#send()
  }

  /** Nothing of it will be sent. */
  drop(): void {
    if (this.#bytes !== null) this.#server.giveOutput(this.#bytes)
    this.#bytes = null
    this.#end = 0
    this.#held = []
  }

  /** What is gathered goes out, or is held. */
  #send(): void {
    const bytes = this.#bytes, end = this.#end
    if (bytes === null) return
    this.#bytes = null
    this.#end = 0
    if (end > 0) this.#sendOrHold(bytes, end, true)
    this.#server.giveOutput(bytes)
  }

  #sendOrHold(bytes: Uint8Array, end: number, isShared: boolean): void {
    const sent = this.#held.length > 0 ? 0 : this.#transport.send(bytes, 0, end)
    if (sent === end) return
    if (isShared) this.#held.push(bytes.slice(sent, end))
    else {
      if (this.#held.length === 0) this.#sentBytes = sent
      this.#held.push(bytes)
    }
  }
}
