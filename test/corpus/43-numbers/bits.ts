// Bit operations with all shift counts, masks, packing, population counts, and signs.
function popcount(n: number): number {
  n = n - ((n >>> 1) & 0x55555555)
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333)
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

class BitSet {
  private readonly words: number[]

  constructor(readonly size: number) {
    this.words = new Array((size + 31) >>> 5).fill(0)
  }

  add(i: number): this {
    this.words[i >>> 5] |= 1 << (i & 31)
    return this
  }

  delete(i: number): this {
    this.words[i >>> 5] &= ~(1 << (i & 31))
    return this
  }

  has(i: number): boolean {
    return (this.words[i >>> 5] & (1 << (i & 31))) !== 0
  }

  toggle(i: number): this {
    this.words[i >> 5] ^= 1 << i
    return this
  }

  count(): number {
    return this.words.reduce((sum, w) => sum + popcount(w), 0)
  }

  raw(): number[] {
    return this.words
  }
}

const bits = new BitSet(70).add(0).add(31).add(32).add(69).toggle(31).toggle(63)
console.log(bits.raw(), bits.count(), [0, 31, 32, 63, 69, 70, 500].map((i) => bits.has(i)), bits.delete(0).count())
for (const n of [1, -1, 5, -5, 0x7fffffff, -0x80000000, 0xdeadbeef, 3.7, -3.7]) {
  console.log(n, [0, 1, 31, 32, 33, -1].map((s) => [n << s, n >> s, n >>> s].join('/')).join(' '), popcount(n), Math.clz32(n))
}
function pack(r: number, g: number, b: number, a: number): number {
  return ((a << 24) | (r << 16) | (g << 8) | b) >>> 0
}
function unpack(c: number): number[] {
  return [(c >> 16) & 255, (c >> 8) & 255, c & 255, c >>> 24]
}
console.log(pack(1, 2, 3, 255), unpack(pack(250, 128, 7, 200)), pack(255, 255, 255, 255), (pack(0, 0, 0, 128) | 0).toString(16))
function crc32(text: string): number {
  let crc = -1
  for (let i = 0; i < text.length; i++) {
    crc ^= text.charCodeAt(i)
    for (let k = 0; k < 8; k++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1))
  }
  return (crc ^ -1) >>> 0
}
console.log(crc32('123456789').toString(16), crc32(''), crc32('The quick brown fox').toString(16))
let x = 123456789
const randoms: number[] = []
for (let i = 0; i < 6; i++) {
  x ^= x << 13
  x ^= x >>> 17
  x ^= x << 5
  randoms.push(x >>> 0)
}
console.log(randoms, 5 & -2, 5 | -8, 5 ^ -1, ~~7.9, ~'12' as any, (!0 as any) | 0, (true as any) << 3)
let gray = ''
for (let i = 0; i < 8; i++) gray += (i ^ (i >> 1)).toString(2).padStart(3, '0') + ' '
console.log(gray, 0b1111_0000 >> 4, 1_000_000 | 0, -1 >>> 0, -1 >>> 32, 1 << -1, 2 ** 32 >> 0, (2 ** 32 - 1) >> 0)
