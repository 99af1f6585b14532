// IPv4 headers (RFC 791 §3.1; hosts: RFC 1122 §3.2.1). Offsets are from the start of the header:
//
//   0 version and header length    2 total length          4 identification    6 flags and fragment offset
//   8 time to live    9 protocol   10 header checksum      12 source           16 destination    20 options
import { readU16, readU32, writeU16, writeU32 } from '../base/big-endian.ts'
import { checksumOf, sumBytes } from '../base/checksum.ts'
import { RECEIVED, type ReceivedOutcome } from './statistics.ts'

const TOTAL_LENGTH = 2
const IDENTIFICATION = 4
const FRAGMENT = 6
const TIME_TO_LIVE = 8
const PROTOCOL = 9
const CHECKSUM = 10
const SOURCE_ADDRESS = 12
const DESTINATION_ADDRESS = 16
/** Of a header without options: the only kind that is sent. */
export const IPV4_HEADER_BYTES = 20

const DO_NOT_FRAGMENT_BIT = 0x4000
/** More-fragments flag and fragment offset: all zero in a datagram that is whole. */
const FRAGMENT_MASK = 0x3fff

export const PROTOCOL_ICMP = 1
export const PROTOCOL_TCP = 6
export const PROTOCOL_UDP = 17

/** RFC 1122 §3.2.1.7: the default; RFC 1700 recommends 64. */
const DEFAULT_TIME_TO_LIVE = 64

/** What a check gives where it found nothing wrong. */
export const VALID = -1

/**
 * Checks the header of a datagram in bytes[start … end): after VALID all accessors are safe. Options are part of the
 * header and otherwise ignored, a source route among them: a host need not forward (RFC 1122 §3.2.1.8). So is any time
 * to live (§3.2.1.7: a host must not discard a datagram because it is small).
 */
export function checkIpv4(bytes: Uint8Array, start: number, end: number): ReceivedOutcome | typeof VALID {
  if (end - start < IPV4_HEADER_BYTES) return RECEIVED.short
  // RFC 1122 §3.2.1.1: silently discard another version.
  if (bytes[start] >>> 4 !== 4) return RECEIVED.badVersion
  const headerBytes = ipv4HeaderBytes(bytes, start)
  const totalBytes = readU16(bytes, start + TOTAL_LENGTH)
  // The frame may be longer than the datagram (Ethernet pads to 46 bytes), never shorter.
  if (headerBytes < IPV4_HEADER_BYTES || totalBytes < headerBytes || totalBytes > end - start) return RECEIVED.badLength
  // RFC 1122 §3.2.1.2: verify the checksum on every datagram.
  if (checksumOf(sumBytes(0, bytes, start, start + headerBytes)) !== 0) return RECEIVED.badChecksum
  return VALID
}

export function ipv4HeaderBytes(bytes: Uint8Array, start: number): number {
  return (bytes[start] & 15) * 4
}

export function ipv4TotalBytes(bytes: Uint8Array, start: number): number {
  return readU16(bytes, start + TOTAL_LENGTH)
}

/** Where reassembly will come in (RFC 791 §3.2, RFC 815). */
export function isFragment(bytes: Uint8Array, start: number): boolean {
  return (readU16(bytes, start + FRAGMENT) & FRAGMENT_MASK) !== 0
}

export function ipv4Protocol(bytes: Uint8Array, start: number): number {
  return bytes[start + PROTOCOL]
}

export function ipv4Source(bytes: Uint8Array, start: number): number {
  return readU32(bytes, start + SOURCE_ADDRESS)
}

export function ipv4Destination(bytes: Uint8Array, start: number): number {
  return readU32(bytes, start + DESTINATION_ADDRESS)
}

/**
 * Writes a header without options. The datagram may not be fragmented on its way, so its identification may be anything
 * (RFC 6864 §4.1); zero tells an observer nothing.
 */
export function writeIpv4Header(
  bytes: Uint8Array, start: number, totalBytes: number, protocol: number, source: number, destination: number,
): void {
  writeU16(bytes, start, 0x4500)
  writeU16(bytes, start + TOTAL_LENGTH, totalBytes)
  writeU16(bytes, start + IDENTIFICATION, 0)
  writeU16(bytes, start + FRAGMENT, DO_NOT_FRAGMENT_BIT)
  bytes[start + TIME_TO_LIVE] = DEFAULT_TIME_TO_LIVE
  bytes[start + PROTOCOL] = protocol
  writeU16(bytes, start + CHECKSUM, 0)
  writeU32(bytes, start + SOURCE_ADDRESS, source)
  writeU32(bytes, start + DESTINATION_ADDRESS, destination)
  writeU16(bytes, start + CHECKSUM, checksumOf(sumBytes(0, bytes, start, start + IPV4_HEADER_BYTES)))
}
