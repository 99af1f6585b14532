// The Internet checksum (RFC 1071): the ones' complement of the ones' complement sum of 16-bit words.
//
// Order of calls: start from 0, add parts with sumBytes and sumU32 in any order, then checksumOf. Parts lie on even
// places of the message, so only the last may have an odd length (RFC 1071 §2(A)). A sum is a plain integer whose
// carries are not yet folded (§2(D)); it holds up to 128 KiB of parts, twice the longest IPv4 datagram, before it
// leaves 32 bits. A message that holds its own right checksum sums to 0xffff, so that checksumOf gives 0.

/**
 * `sum` with the words of bytes[start … end) added. An odd last byte counts as if a zero followed it (§4.1).
 *
 * Four words a round: one takes two to three times as long, because bounds and end are then looked at for each. `| 0` and
 * `>>> 0` say that all is 32 bits wide, whatever the callers' numbers may be.
 */
export function sumBytes(sum: number, bytes: Uint8Array, start: number, end: number): number {
  const last = end | 0
  let i = start | 0
  let words = 0
  for (; i + 7 < last; i += 8) {
    words = (words + ((bytes[i] << 8) | bytes[i + 1]) + ((bytes[i + 2] << 8) | bytes[i + 3]) +
      ((bytes[i + 4] << 8) | bytes[i + 5]) + ((bytes[i + 6] << 8) | bytes[i + 7])) | 0
  }
  for (; i + 1 < last; i += 2) words = (words + ((bytes[i] << 8) | bytes[i + 1])) | 0
  if (i < last) words = (words + (bytes[i] << 8)) | 0
  return (sum + words) >>> 0
}

/** `sum` with the two words of a 32-bit number added, as an address in a pseudo-header. */
export function sumU32(sum: number, value: number): number {
  return (sum + (value >>> 16) + (value & 0xffff)) >>> 0
}

/** The checksum of what was summed, 0 … 0xffff. */
export function checksumOf(sum: number): number {
  let folded = (sum & 0xffff) + (sum >>> 16)
  folded = (folded & 0xffff) + (folded >>> 16)
  return ~folded & 0xffff
}
