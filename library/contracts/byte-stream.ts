// ByteStream: an ordered, reliable stream of bytes each way, with backpressure: a TCP connection, a pipe of a test.
// Types only.

/** `end`: the peer has sent all it will. `reset`: the stream broke; nothing more can be read or written. */
export type ReadResult =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' }
  | { readonly kind: 'reset' }
export type WriteResult = 'written' | 'closed' | 'reset'

export interface ByteStream {
  /** The next bytes, at least one; the caller owns them. MUST NOT be called while an earlier read is under way. */
  read(): Promise<ReadResult>

  /**
   * Takes all of `bytes`; `written` once there is room for more, which is the backpressure. The caller MUST NOT touch
   * `bytes` until then, nor write again.
   */
  write(bytes: Uint8Array): Promise<WriteResult>

  /** No more will be written; what was written is still delivered. Reading goes on. MAY be called twice. */
  closeWrite(): void

  /** Ends both ways at once; what is not yet delivered may be lost. Reads and writes under way give `reset`. */
  abort(): void
}
