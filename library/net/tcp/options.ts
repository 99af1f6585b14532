// TCP options (RFC 9293 §3.2; window scale and timestamps RFC 7323 §2.2, §3.2; selective acknowledgment RFC 2018 §2,
// §3):
//
//   0 end of list    1 no operation    2 maximum segment size: 4, u16    3 window scale: 3, shift
//   4 SACK permitted: 2    5 SACK: 2 + 8 n, n pairs of edges    8 timestamps: 10, value u32, echo u32
import { readU16, readU32, writeU16, writeU32 } from '../../base/big-endian.ts'

const END = 0
const NO_OPERATION = 1
const MAXIMUM_SEGMENT_SIZE = 2
const WINDOW_SCALE = 3
const SACK_PERMITTED = 4
const SACK = 5
const TIMESTAMPS = 8

/** Options fill what the four bits of the header length leave. */
export const LONGEST_OPTIONS_BYTES = 40
/** So many pairs of edges fit (RFC 2018 §3). */
export const MAXIMUM_SACK_BLOCKS = 4
/** RFC 7323 §2.3: a larger shift is taken as this. */
export const LARGEST_WINDOW_SCALE = 14
export const NO_WINDOW_SCALE = -1

/** What the options of one segment say. One object serves all segments: `parseOptions` and `clear` begin anew. */
export class TcpOptions {
  /** 0: not given. */
  maximumSegmentBytes = 0
  /** A shift of 0 … 14. */
  windowScale = NO_WINDOW_SCALE
  isSackPermitted = false
  hasTimestamps = false
  timestampValue = 0
  timestampEcho = 0
  /** Pairs in sackEdges: start, and one past the end, of bytes that arrived out of order. */
  sackBlocks = 0
  readonly sackEdges = new Int32Array(2 * MAXIMUM_SACK_BLOCKS)

  clear(): void {
    this.maximumSegmentBytes = 0
    this.windowScale = NO_WINDOW_SCALE
    this.isSackPermitted = false
    this.hasTimestamps = false
    this.timestampValue = 0
    this.timestampEcho = 0
    this.sackBlocks = 0
  }
}

/** Reads bytes[start … end). False where a length is illegal (RFC 9293 §3.2, MUST-7); unknown options are skipped. */
export function parseOptions(bytes: Uint8Array, start: number, end: number, options: TcpOptions): boolean {
  options.clear()
  let i = start
  while (i < end) {
    const kind = bytes[i]
    if (kind === END) return true
    if (kind === NO_OPERATION) {
      i++
      continue
    }
    if (i + 1 >= end) return false
    const lengthBytes = bytes[i + 1]
    if (lengthBytes < 2 || i + lengthBytes > end || !parseOption(bytes, i, kind, lengthBytes, options)) return false
    i += lengthBytes
  }
  return true
}

function parseOption(bytes: Uint8Array, at: number, kind: number, lengthBytes: number, options: TcpOptions): boolean {
  switch (kind) {
    case MAXIMUM_SEGMENT_SIZE:
      if (lengthBytes !== 4) return false
      options.maximumSegmentBytes = readU16(bytes, at + 2)
      return true
    case WINDOW_SCALE:
      if (lengthBytes !== 3) return false
      options.windowScale = Math.min(bytes[at + 2], LARGEST_WINDOW_SCALE)
      return true
    case SACK_PERMITTED:
      options.isSackPermitted = true
      return lengthBytes === 2
    case SACK:
      return parseSack(bytes, at, lengthBytes, options)
    case TIMESTAMPS:
      if (lengthBytes !== 10) return false
      options.hasTimestamps = true
      options.timestampValue = readU32(bytes, at + 2) | 0
      options.timestampEcho = readU32(bytes, at + 6) | 0
      return true
    default:
      return true
  }
}

function parseSack(bytes: Uint8Array, at: number, lengthBytes: number, options: TcpOptions): boolean {
  const blocks = (lengthBytes - 2) >> 3
  if (lengthBytes !== 2 + blocks * 8 || blocks < 1 || blocks > MAXIMUM_SACK_BLOCKS) return false
  options.sackBlocks = blocks
  for (let i = 0; i < 2 * blocks; i++) options.sackEdges[i] = readU32(bytes, at + 2 + 4 * i) | 0
  return true
}

/** Writes those that are given, each padded to whole words; how many bytes. They fit unless all are given at once. */
export function writeOptions(bytes: Uint8Array, start: number, options: TcpOptions): number {
  let i = start
  if (options.maximumSegmentBytes > 0) {
    bytes[i] = MAXIMUM_SEGMENT_SIZE
    bytes[i + 1] = 4
    writeU16(bytes, i + 2, options.maximumSegmentBytes)
    i += 4
  }
  if (options.windowScale !== NO_WINDOW_SCALE) {
    bytes[i] = NO_OPERATION
    bytes[i + 1] = WINDOW_SCALE
    bytes[i + 2] = 3
    bytes[i + 3] = options.windowScale
    i += 4
  }
  if (options.isSackPermitted) {
    writeU16(bytes, i, (NO_OPERATION << 8) | NO_OPERATION)
    writeU16(bytes, i + 2, (SACK_PERMITTED << 8) | 2)
    i += 4
  }
  if (options.hasTimestamps) {
    writeU16(bytes, i, (NO_OPERATION << 8) | NO_OPERATION)
    writeU16(bytes, i + 2, (TIMESTAMPS << 8) | 10)
    writeU32(bytes, i + 4, options.timestampValue)
    writeU32(bytes, i + 8, options.timestampEcho)
    i += 12
  }
  if (options.sackBlocks > 0) {
    writeU16(bytes, i, (NO_OPERATION << 8) | NO_OPERATION)
    writeU16(bytes, i + 2, (SACK << 8) | (2 + 8 * options.sackBlocks))
    for (let edge = 0; edge < 2 * options.sackBlocks; edge++) writeU32(bytes, i + 4 + 4 * edge, options.sackEdges[edge])
    i += 4 + 8 * options.sackBlocks
  }
  return i - start
}
