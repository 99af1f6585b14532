// What an HTTP connection stands on, by calls in both directions: a TCP connection without a promise for each segment.
// Types only. All calls come from one thread. The transport MAY call back from inside `send`, but not into the same
// connection.

/** The way out, given by whoever has the TCP connection. */
export interface Transport {
  /**
   * Takes bytes[start … end) as far as there is room, copying them; how many it took. After fewer than all it MUST call
   * `writable` once there is room again. 0 after the peer's reset.
   */
  send(bytes: Uint8Array, start: number, end: number): number

  /** No more will be sent; what was taken is still delivered. Receiving goes on. Called once at most. */
  end(): void

  /** Ends both ways at once. No calls are made in either direction afterwards. */
  abort(): void

  /**
   * The connection has room for bytes that `receive` did not take: they MUST be offered again, soon but not from in
   * here.
   */
  resume(): void
}

/** The way in: what the transport calls. */
export interface Receiver {
  /**
   * Takes bytes[start … end) from the front as far as it wants, copying what it keeps; how many it took. What is left
   * MUST be kept by the transport (so that its window closes) and offered again, with what follows, after `resume`.
   */
  receive(bytes: Uint8Array, start: number, end: number): number

  /** The peer will send no more; after all bytes were taken. */
  receiveEnd(): void

  /** There is room to send after `send` took fewer than all. */
  writable(): void

  /** The transport broke: nothing can be sent or received any more. */
  reset(): void
}
