// Huffman coding: frequency count, tree, codes, encoding to bytes and back, canonical order.
abstract class Tree {
  constructor(readonly weight: number, readonly order: number) {}
  abstract codes(prefix: string, into: Map<string, string>): void
}

class Leaf extends Tree {
  constructor(readonly symbol: string, weight: number, order: number) {
    super(weight, order)
  }
  codes(prefix: string, into: Map<string, string>): void {
    into.set(this.symbol, prefix === '' ? '0' : prefix)
  }
}

class Branch extends Tree {
  constructor(readonly zero: Tree, readonly one: Tree, order: number) {
    super(zero.weight + one.weight, order)
  }
  codes(prefix: string, into: Map<string, string>): void {
    this.zero.codes(prefix + '0', into)
    this.one.codes(prefix + '1', into)
  }
}

function buildTree(text: string): Tree {
  const frequency: Record<string, number> = {}
  for (const c of text) frequency[c] = (frequency[c] || 0) + 1
  let order = 0
  const queue: Tree[] = Object.entries(frequency)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([c, n]) => new Leaf(c, n, order++))
  while (queue.length > 1) {
    queue.sort((a, b) => a.weight - b.weight || a.order - b.order)
    const [zero, one] = queue.splice(0, 2)
    queue.push(new Branch(zero, one, order++))
  }
  return queue[0]
}

class BitWriter {
  private readonly bytes: number[] = []
  private count = 0
  write(bits: string): void {
    for (const b of bits) {
      if (this.count % 8 === 0) this.bytes.push(0)
      if (b === '1') this.bytes[this.bytes.length - 1] |= 0x80 >> this.count % 8
      this.count++
    }
  }
  finish(): { bytes: Uint8Array; bits: number } {
    return { bytes: Uint8Array.from(this.bytes), bits: this.count }
  }
}

function decode(tree: Tree, bytes: Uint8Array, bits: number): string {
  let out = ''
  let node = tree
  for (let i = 0; i < bits; i++) {
    const bit = (bytes[i >> 3] >> (7 - (i & 7))) & 1
    if (node instanceof Branch) node = bit ? node.one : node.zero
    if (node instanceof Leaf) {
      out += node.symbol
      node = tree
    }
  }
  return out
}

for (const text of ['abracadabra', 'aaaa', 'the quick brown fox jumps over the lazy dog', 'mississippi \u{1f600}\u{1f600} é']) {
  const tree = buildTree(text)
  const codes = new Map<string, string>()
  tree.codes('', codes)
  const writer = new BitWriter()
  for (const c of text) writer.write(codes.get(c)!)
  const { bytes, bits } = writer.finish()
  console.log(JSON.stringify(text), bits, bytes.length, decode(tree, bytes, bits) === text)
  console.log([...codes].sort(([a, x], [b, y]) => x.length - y.length || (a < b ? -1 : 1)).slice(0, 8), bytes)
}
