// What a server takes from one peer, and for how long it waits. Every number is a maximum.

export interface HttpLimits {
  /** Of the first line with its end. RFC 9112 §3 wants 8000 at least. */
  readonly requestLineBytes: number
  /** Of all field lines of a request together; and of all trailer lines. */
  readonly fieldBytes: number
  readonly fieldCount: number
  /** Of a request's content, which is held in memory as a whole. */
  readonly bodyBytes: number
  /** A connection that waits for its next request, or its first. */
  readonly idleMs: number
  /** From the first byte of a request to the end of its fields. */
  readonly headMs: number
  /** From there to the end of its content. */
  readonly bodyMs: number
  /** For the peer to take any of what waits to be sent. */
  readonly sendMs: number
  /**
   * For the peer to end its side once we have ended ours, so that it can still read our last answer (RFC 9112 §9.6).
   */
  readonly lingerMs: number
}

export const defaultLimits: HttpLimits = {
  requestLineBytes: 8192,
  fieldBytes: 16384,
  fieldCount: 100,
  bodyBytes: 1048576,
  idleMs: 75000,
  headMs: 20000,
  bodyMs: 60000,
  sendMs: 30000,
  lingerMs: 2000,
}

/** The longest method that is read: longer than any of the registry of methods. */
export const METHOD_BYTES = 24
/** Empty lines before a request that are skipped (RFC 9112 §2.2 asks for at least one). */
export const EMPTY_LINES = 2
/** Of one chunk's size with its extensions: room for a signature of a streaming upload. */
export const CHUNK_LINE_BYTES = 256
