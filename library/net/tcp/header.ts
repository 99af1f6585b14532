// TCP headers (RFC 9293 §3.1). Offsets are from the start of the header:
//
//   0 source port    2 destination port    4 sequence number    8 acknowledgment number
//   12 header length in words (upper half)    13 flags    14 window    16 checksum    18 urgent pointer    20 options
import { readU16, readU32, writeU16, writeU32 } from '../../base/big-endian.ts'
import { checksumOf, sumBytes, sumU32 } from '../../base/checksum.ts'
import { PROTOCOL_TCP, VALID } from '../ipv4.ts'
import { TCP_RECEIVED, type TcpReceivedOutcome } from './statistics.ts'

const SOURCE_PORT = 0
const DESTINATION_PORT = 2
const SEQUENCE = 4
const ACKNOWLEDGMENT = 8
const DATA_OFFSET = 12
const FLAGS = 13
const WINDOW = 14
const CHECKSUM = 16
const URGENT_POINTER = 18
/** Of a header without options. */
export const TCP_HEADER_BYTES = 20

export const FIN_BIT = 1
export const SYN_BIT = 2
export const RST_BIT = 4
export const PSH_BIT = 8
export const ACK_BIT = 16
/** Those that decide what is to be done with a segment. The urgent pointer is advice, and nobody here takes it. */
export const CONTROL_MASK = FIN_BIT | SYN_BIT | RST_BIT | ACK_BIT

/** Checks the segment in bytes[start … end): after VALID all accessors are safe. */
export function checkTcp(
  bytes: Uint8Array, start: number, end: number, source: number, destination: number,
): TcpReceivedOutcome | typeof VALID {
  const lengthBytes = end - start
  if (lengthBytes < TCP_HEADER_BYTES) return TCP_RECEIVED.short
  const headerBytes = tcpHeaderBytes(bytes, start)
  if (headerBytes < TCP_HEADER_BYTES || headerBytes > lengthBytes) return TCP_RECEIVED.badLength
  // RFC 9293 §3.1, MUST-3: the receiver checks it.
  const sum = sumBytes(sumPseudoHeader(lengthBytes, source, destination), bytes, start, end)
  if (checksumOf(sum) !== 0) return TCP_RECEIVED.badChecksum
  return tcpSourcePort(bytes, start) === 0 || tcpDestinationPort(bytes, start) === 0 ? TCP_RECEIVED.badPort : VALID
}

export function tcpSourcePort(bytes: Uint8Array, start: number): number {
  return readU16(bytes, start + SOURCE_PORT)
}

export function tcpDestinationPort(bytes: Uint8Array, start: number): number {
  return readU16(bytes, start + DESTINATION_PORT)
}

export function tcpSequence(bytes: Uint8Array, start: number): number {
  return readU32(bytes, start + SEQUENCE) | 0
}

export function tcpAcknowledgment(bytes: Uint8Array, start: number): number {
  return readU32(bytes, start + ACKNOWLEDGMENT) | 0
}

export function tcpHeaderBytes(bytes: Uint8Array, start: number): number {
  return (bytes[start + DATA_OFFSET] >>> 4) * 4
}

export function tcpFlags(bytes: Uint8Array, start: number): number {
  return bytes[start + FLAGS] | 0
}

/** As it stands there, without its scale. */
export function tcpWindow(bytes: Uint8Array, start: number): number {
  return readU16(bytes, start + WINDOW)
}

/** Writes the header before options and data that are in their places already: all but the checksum. */
export function writeTcpHeader(
  bytes: Uint8Array, start: number, headerBytes: number, sourcePort: number, destinationPort: number, sequence: number,
  acknowledgment: number, flags: number, window: number,
): void {
  writeU16(bytes, start + SOURCE_PORT, sourcePort)
  writeU16(bytes, start + DESTINATION_PORT, destinationPort)
  writeU32(bytes, start + SEQUENCE, sequence)
  writeU32(bytes, start + ACKNOWLEDGMENT, acknowledgment)
  bytes[start + DATA_OFFSET] = headerBytes << 2
  bytes[start + FLAGS] = flags
  writeU16(bytes, start + WINDOW, window)
  writeU16(bytes, start + URGENT_POINTER, 0)
}

/** Makes the checksum of a segment that is complete but for it (RFC 9293 §3.1, MUST-2). */
export function writeTcpChecksum(
  bytes: Uint8Array, start: number, end: number, source: number, destination: number,
): void {
  writeU16(bytes, start + CHECKSUM, 0)
  const sum = sumBytes(sumPseudoHeader(end - start, source, destination), bytes, start, end)
  writeU16(bytes, start + CHECKSUM, checksumOf(sum))
}

function sumPseudoHeader(lengthBytes: number, source: number, destination: number): number {
  return sumU32(sumU32(PROTOCOL_TCP + lengthBytes, source), destination)
}
