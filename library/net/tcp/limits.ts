// What TCP's engine holds at most. Kernel may give an interface others, by the memory that there is.

/** Sizes of buffers are powers of two. */
export interface TcpLimits {
  /** Connections in any state but TIME-WAIT. */
  readonly connections: number
  /** Connections in TIME-WAIT; the oldest gives way. */
  readonly timeWait: number
  /** For each connection; taken only as bytes wait. */
  readonly sendBufferBytes: number
  readonly receiveBufferBytes: number
  /** For all of them together, beyond 2 KiB that each may have. */
  readonly totalBufferBytes: number
}

/**
 * One buffer carries 2 Gbit/s at a round trip of a millisecond; 64 of them may be full at once. A connection in TIME-WAIT
 * takes half a KiB or so.
 */
export const DEFAULT_LIMITS: TcpLimits = {
  connections: 16384, timeWait: 4096, sendBufferBytes: 256 * 1024, receiveBufferBytes: 256 * 1024,
  totalBufferBytes: 16 * 1024 * 1024,
}
