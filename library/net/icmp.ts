// ICMP messages (RFC 792; hosts: RFC 1122 §3.2.2). Offsets are from the start of the message:
//
//   0 type    1 code    2 checksum over the whole message    4 four bytes by type    8 data
import { writeU16, writeU32 } from '../base/big-endian.ts'
import { checksumOf, sumBytes } from '../base/checksum.ts'
import { RECEIVED, type ReceivedOutcome } from './statistics.ts'
import { VALID } from './ipv4.ts'

const TYPE = 0
const CODE = 1
const CHECKSUM = 2
const REST = 4
export const ICMP_HEADER_BYTES = 8

export const ICMP_ECHO_REPLY = 0
const ICMP_UNREACHABLE = 3
export const ICMP_ECHO = 8
const CODE_PORT_UNREACHABLE = 3

/** Checks the message in bytes[start … end). */
export function checkIcmp(bytes: Uint8Array, start: number, end: number): ReceivedOutcome | typeof VALID {
  if (end - start < ICMP_HEADER_BYTES) return RECEIVED.short
  return checksumOf(sumBytes(0, bytes, start, end)) === 0 ? VALID : RECEIVED.badChecksum
}

export function isEchoRequest(bytes: Uint8Array, start: number): boolean {
  return bytes[start + TYPE] === ICMP_ECHO && bytes[start + CODE] === 0
}

/**
 * The answer to a checked echo request is the request with another type (RFC 792, "Echo or Echo Reply"). Its checksum
 * is made anew: updating that of the request (RFC 1624) gives 0 instead of 0xffff for a message of zeros.
 */
export function writeEchoReply(
  request: Uint8Array, start: number, end: number, to: Uint8Array, toOffset: number,
): void {
  const lengthBytes = end - start
  for (let i = 0; i < lengthBytes; i++) to[toOffset + i] = request[start + i]
  to[toOffset + TYPE] = ICMP_ECHO_REPLY
  writeU16(to, toOffset + CHECKSUM, 0)
  writeU16(to, toOffset + CHECKSUM, checksumOf(sumBytes(0, to, toOffset, toOffset + lengthBytes)))
}

/** "Destination unreachable, port unreachable", with the start of the datagram that it is about as its data. */
export function writePortUnreachable(
  to: Uint8Array, toOffset: number, datagram: Uint8Array, datagramStart: number, quotedBytes: number,
): void {
  to[toOffset + TYPE] = ICMP_UNREACHABLE
  to[toOffset + CODE] = CODE_PORT_UNREACHABLE
  writeU16(to, toOffset + CHECKSUM, 0)
  writeU32(to, toOffset + REST, 0)
  const data = toOffset + ICMP_HEADER_BYTES
  for (let i = 0; i < quotedBytes; i++) to[data + i] = datagram[datagramStart + i]
  writeU16(to, toOffset + CHECKSUM, checksumOf(sumBytes(0, to, toOffset, data + quotedBytes)))
}
