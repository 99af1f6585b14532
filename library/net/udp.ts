// UDP headers (RFC 768; hosts: RFC 1122 §4.1.3). Offsets are from the start of the header:
//
//   0 source port    2 destination port    4 length of header and data    6 checksum    8 data
import { readU16, writeU16 } from '../base/big-endian.ts'
import { checksumOf, sumBytes, sumU32 } from '../base/checksum.ts'
import { PROTOCOL_UDP, VALID } from './ipv4.ts'
import { RECEIVED, type ReceivedOutcome } from './statistics.ts'

const SOURCE_PORT = 0
const DESTINATION_PORT = 2
const LENGTH = 4
const CHECKSUM = 6
export const UDP_HEADER_BYTES = 8

/**
 * Checks the datagram in bytes[start … end), which is all of the payload of an IPv4 datagram between the two addresses;
 * what follows the UDP length is ignored.
 */
export function checkUdp(
  bytes: Uint8Array, start: number, end: number, source: number, destination: number,
): ReceivedOutcome | typeof VALID {
  if (end - start < UDP_HEADER_BYTES) return RECEIVED.short
  const lengthBytes = readU16(bytes, start + LENGTH)
  if (lengthBytes < UDP_HEADER_BYTES || lengthBytes > end - start) return RECEIVED.badLength
  // RFC 768: an all zero checksum means that the sender made none. RFC 1122 §4.1.3.4: else it must be verified.
  if (readU16(bytes, start + CHECKSUM) === 0) return VALID
  const sum = sumBytes(sumPseudoHeader(lengthBytes, source, destination), bytes, start, start + lengthBytes)
  return checksumOf(sum) === 0 ? VALID : RECEIVED.badChecksum
}

export function udpSourcePort(bytes: Uint8Array, start: number): number {
  return readU16(bytes, start + SOURCE_PORT)
}

export function udpDestinationPort(bytes: Uint8Array, start: number): number {
  return readU16(bytes, start + DESTINATION_PORT)
}

/** Of header and data. */
export function udpLengthBytes(bytes: Uint8Array, start: number): number {
  return readU16(bytes, start + LENGTH)
}

/** Writes the header before data that is in its place already: bytes[start + 8 … start + lengthBytes). */
export function writeUdpHeader(
  bytes: Uint8Array, start: number, lengthBytes: number, source: number, sourcePort: number, destination: number,
  destinationPort: number,
): void {
  writeU16(bytes, start + SOURCE_PORT, sourcePort)
  writeU16(bytes, start + DESTINATION_PORT, destinationPort)
  writeU16(bytes, start + LENGTH, lengthBytes)
  writeU16(bytes, start + CHECKSUM, 0)
  const sum = sumBytes(sumPseudoHeader(lengthBytes, source, destination), bytes, start, start + lengthBytes)
  const checksum = checksumOf(sum)
  // RFC 768: a checksum of zero is sent as all ones.
  writeU16(bytes, start + CHECKSUM, checksum === 0 ? 0xffff : checksum)
}

function sumPseudoHeader(lengthBytes: number, source: number, destination: number): number {
  return sumU32(sumU32(PROTOCOL_UDP + lengthBytes, source), destination)
}
