// The mutated twin of checksum.ts: other names, other order, one more class, other sizes. argv: number of passes.
class Generator {
  private seed = 7

  below(bound: number): number {
    this.seed = (Math.imul(this.seed, 1664525) + 1013904223) >>> 0
    return Math.floor(this.seed / 65536) % bound
  }
}

class Tally {
  good = 0
  bad = 0
  tcp = 0
  mix = 0

  add(datagram: Datagram, sum: number): void {
    this.good++
    if (datagram.kind === 6) this.tcp++
    this.mix = (Math.imul(this.mix, 31) + (sum ^ datagram.from ^ datagram.to) + datagram.hops + datagram.id) >>> 0
  }
}

interface Datagram {
  hops: number
  kind: number
  id: number
  from: number
  to: number
  length: number
  prefix: number
}

const HEAD = 20
const BIGGEST = 700
const HOW_MANY = 600

function decode(data: Uint8Array, at: number): Datagram | null {
  if (at + HEAD > data.length) return null
  const prefix = (data[at] & 15) * 4
  if (data[at] >>> 4 !== 4 || prefix < HEAD) return null
  const length = get16(data, at + 2)
  if (length < prefix || at + length > data.length) return null
  if (fold(data, at, at + prefix) !== 0) return null
  const from = get32(data, at + 12)
  const to = get32(data, at + 16)
  return { hops: data[at + 8], kind: data[at + 9], id: get16(data, at + 4), from, to, length, prefix }
}

function fill(data: Uint8Array, generator: Generator): number[] {
  const starts: number[] = []
  let at = 0
  for (let n = 0; n < HOW_MANY; n++) {
    const size = 8 + generator.below(BIGGEST)
    starts.push(at)
    data[at] = 0x45
    put16(data, at + 2, HEAD + size)
    put16(data, at + 4, n)
    data[at + 8] = 32 + generator.below(64)
    data[at + 9] = generator.below(2) === 0 ? 6 : 17
    for (let i = 12; i < HEAD; i++) data[at + i] = generator.below(256)
    const sum = fold(data, at, at + HEAD)
    put16(data, at + 10, generator.below(10) === 0 ? sum ^ 1 : sum)
    for (let i = 0; i < size; i++) data[at + HEAD + i] = generator.below(256)
    at += HEAD + size
  }
  return starts
}

function put16(data: Uint8Array, at: number, value: number): void {
  data[at] = value >>> 8
  data[at + 1] = value & 0xff
}

function get32(data: Uint8Array, at: number): number {
  return ((data[at] << 24) | (data[at + 1] << 16) | (data[at + 2] << 8) | data[at + 3]) >>> 0
}

function get16(data: Uint8Array, at: number): number {
  return (data[at] << 8) | data[at + 1]
}

function fold(data: Uint8Array, from: number, to: number): number {
  let total = 0
  let at = from
  for (; at + 1 < to; at += 2) total += (data[at] << 8) | data[at + 1]
  if (at < to) total += data[at] << 8
  while (total > 0xffff) total = (total & 0xffff) + (total >>> 16)
  return ~total & 0xffff
}

const passes = Number(process.argv[2] ?? '1')
const data = new Uint8Array(HOW_MANY * (HEAD + 8 + BIGGEST))
const starts = fill(data, new Generator())
const tally = new Tally()
for (let pass = 0; pass < passes; pass++) {
  for (const at of starts) {
    const datagram = decode(data, at)
    if (datagram === null) tally.bad++
    else tally.add(datagram, fold(data, at + datagram.prefix, at + datagram.length))
  }
  data[starts[pass % HOW_MANY] + HEAD] = pass & 0xff
}
console.log(tally.good, tally.bad, tally.tcp, tally.mix)
