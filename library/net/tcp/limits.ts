// What TCP's engine holds at most, by the memory that there is.

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

/** One buffer carries 2 Gbit/s at a round trip of a millisecond; 64 of them may be full at once. */
export const DEFAULT_LIMITS: TcpLimits = {
  connections: 16384, timeWait: 4096, sendBufferBytes: 256 * 1024, receiveBufferBytes: 256 * 1024,
  totalBufferBytes: 16 * 1024 * 1024,
}

/** Buffers take no more of the heap: what they outgrow is garbage for a while, and the program needs the rest. */
const HEAP_PER_BUFFER_BYTE = 8
/** A connection without a byte that waits takes some 2 KiB, and two rings of 2 KiB once it has talked. */
const HEAP_PER_CONNECTION = 12 * 1024
const LEAST_CONNECTIONS = 64
/** So that one connection cannot have it all; yet a buffer holds some segments. */
const BUFFERS_AT_ONCE = 8
const LEAST_BUFFER_BYTES = 16 * 1024

/** For a heap of this size; more than the default never. */
export function limitsForHeap(heapBytes: number): TcpLimits {
  const totalBufferBytes = Math.min(Math.floor(heapBytes / HEAP_PER_BUFFER_BYTE), DEFAULT_LIMITS.totalBufferBytes)
  let bufferBytes = DEFAULT_LIMITS.sendBufferBytes
  while (bufferBytes > LEAST_BUFFER_BYTES && bufferBytes * BUFFERS_AT_ONCE > totalBufferBytes) bufferBytes >>= 1
  const connections = Math.max(Math.floor(heapBytes / HEAP_PER_CONNECTION), LEAST_CONNECTIONS)
  return {
    connections: Math.min(connections, DEFAULT_LIMITS.connections),
    timeWait: Math.min(connections, DEFAULT_LIMITS.timeWait),
    sendBufferBytes: bufferBytes,
    receiveBufferBytes: bufferBytes,
    totalBufferBytes,
  }
}
