// Bytes: Internet checksums (RFC 1071) and IPv4 header parsing over packets in a Uint8Array.
// argv: number of rounds over all packets.
const PACKET_COUNT = 400
const MAX_PAYLOAD = 1200
const HEADER_BYTES = 20

interface Header {
  headerBytes: number
  totalBytes: number
  identification: number
  timeToLive: number
  protocol: number
  source: number
  destination: number
}

class Random {
  private state: number

  constructor(seed: number) {
    this.state = seed
  }

  next(limit: number): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0
    return Math.floor(this.state / 65536) % limit
  }
}

function internetChecksum(bytes: Uint8Array, start: number, end: number): number {
  let sum = 0
  let i = start
  for (; i + 1 < end; i += 2) sum += (bytes[i] << 8) | bytes[i + 1]
  if (i < end) sum += bytes[i] << 8
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16)
  return ~sum & 0xffff
}

function readUint16(bytes: Uint8Array, offset: number): number {
  return (bytes[offset] << 8) | bytes[offset + 1]
}

function readUint32(bytes: Uint8Array, offset: number): number {
  return ((bytes[offset] << 24) | (bytes[offset + 1] << 16) | (bytes[offset + 2] << 8) | bytes[offset + 3]) >>> 0
}

function writeUint16(bytes: Uint8Array, offset: number, value: number): void {
  bytes[offset] = value >>> 8
  bytes[offset + 1] = value & 0xff
}

/** Writes packets one after the other; some have a wrong checksum. Yields where each begins. */
function writePackets(bytes: Uint8Array, random: Random): number[] {
  const offsets: number[] = []
  let offset = 0
  for (let n = 0; n < PACKET_COUNT; n++) {
    const payload = 8 + random.next(MAX_PAYLOAD)
    offsets.push(offset)
    bytes[offset] = 0x45
    bytes[offset + 1] = 0
    writeUint16(bytes, offset + 2, HEADER_BYTES + payload)
    writeUint16(bytes, offset + 4, n)
    writeUint16(bytes, offset + 6, 0)
    bytes[offset + 8] = 32 + random.next(64)
    bytes[offset + 9] = random.next(2) === 0 ? 6 : 17
    writeUint16(bytes, offset + 10, 0)
    for (let i = 12; i < HEADER_BYTES; i++) bytes[offset + i] = random.next(256)
    const checksum = internetChecksum(bytes, offset, offset + HEADER_BYTES)
    writeUint16(bytes, offset + 10, random.next(10) === 0 ? checksum ^ 1 : checksum)
    for (let i = 0; i < payload; i++) bytes[offset + HEADER_BYTES + i] = random.next(256)
    offset += HEADER_BYTES + payload
  }
  return offsets
}

function parseHeader(bytes: Uint8Array, offset: number): Header | null {
  if (offset + HEADER_BYTES > bytes.length) return null
  const version = bytes[offset] >>> 4
  const headerBytes = (bytes[offset] & 15) * 4
  if (version !== 4 || headerBytes < HEADER_BYTES) return null
  const totalBytes = readUint16(bytes, offset + 2)
  if (totalBytes < headerBytes || offset + totalBytes > bytes.length) return null
  if (internetChecksum(bytes, offset, offset + headerBytes) !== 0) return null
  return {
    headerBytes,
    totalBytes,
    identification: readUint16(bytes, offset + 4),
    timeToLive: bytes[offset + 8],
    protocol: bytes[offset + 9],
    source: readUint32(bytes, offset + 12),
    destination: readUint32(bytes, offset + 16),
  }
}

const rounds = Number(process.argv[2] ?? '1')
const bytes = new Uint8Array(PACKET_COUNT * (HEADER_BYTES + 8 + MAX_PAYLOAD))
const offsets = writePackets(bytes, new Random(42))
let accepted = 0
let rejected = 0
let segments = 0
let digest = 0
for (let round = 0; round < rounds; round++) {
  for (const offset of offsets) {
    const header = parseHeader(bytes, offset)
    if (header === null) {
      rejected++
      continue
    }
    accepted++
    if (header.protocol === 6) segments++
    const body = internetChecksum(bytes, offset + header.headerBytes, offset + header.totalBytes)
    digest = (Math.imul(digest, 31) + (body ^ header.source ^ header.destination) + header.timeToLive + header.identification) >>> 0
  }
  bytes[offsets[round % PACKET_COUNT] + HEADER_BYTES] = round & 0xff
}
console.log(accepted, rejected, segments, digest)
