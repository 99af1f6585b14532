// What the guest of test/tcp-linux.test.ts and Linux agree on: ports, streams, and what the guest tells.

/** Where the guest listens for its peer, and the peer for the guest. */
export const GUEST_PORT = 7000
export const PEER_PORT = 7001
/**
 * UDP: `resume NAME` makes the guest read on, `report` makes it print its counters; it sends both back when they are done.
 * `finish` ends it.
 */
export const CONTROL_PORT = 9

/** Of each direction of each connection. */
export const STREAM_BYTES = 1024 * 1024
/** After so many bytes each reader stops until its window has closed: more than a window, less than the stream. */
export const PAUSE_AT_BYTES = 300_000
/** Written at a time. */
export const CHUNK_BYTES = 16_384

/** The connection that the guest accepts, and the one that it opens. */
export const CONNECTION_NAMES = ['accepted', 'opened'] as const
export type ConnectionName = (typeof CONNECTION_NAMES)[number]
export type Receiver = 'guest' | 'peer'

/** What became of one end of a connection. */
export interface EndReport {
  readonly name: ConnectionName
  readonly receivedBytes: number
  /** How many of them were not those of the stream. */
  readonly wrongBytes: number
  /** How the peer's stream ended. */
  readonly end: 'end' | 'reset'
}

/** The bytes that go to one end of a connection, in their order (Marsaglia, "Xorshift RNGs", 2003). */
export class StreamBytes {
  #state: number

  constructor(name: ConnectionName, to: Receiver) {
    this.#state = 1 + CONNECTION_NAMES.indexOf(name) * 2 + (to === 'guest' ? 0 : 1)
  }

  next(): number {
    let state = this.#state
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    this.#state = state
    return (state >>> 8) & 0xff
  }

  /** The next `count` bytes. */
  take(count: number): Uint8Array {
    const bytes = new Uint8Array(count)
    for (let i = 0; i < count; i++) bytes[i] = this.next()
    return bytes
  }

  /** Takes as many bytes as are given; how many differ. */
  compare(bytes: Uint8Array): number {
    let wrong = 0
    for (let i = 0; i < bytes.length; i++) if (bytes[i] !== this.next()) wrong++
    return wrong
  }
}
