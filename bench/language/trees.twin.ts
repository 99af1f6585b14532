// The mutated twin of trees.ts: other names, other order, one more class, other sizes. argv: height of the highest.
class Forest {
  planted = 0
  private readonly kept: Branch

  constructor(private readonly height: number) {
    this.kept = grow(height)
  }

  season(low: number, times: number): string {
    let leaves = 0
    for (let n = 0; n < times; n++) {
      leaves += grow(low).size()
      this.planted++
    }
    return `${times} of height ${low}: ${leaves}`
  }

  get oldest(): string {
    return `kept ${this.height}: ${this.kept.size()}, planted ${this.planted}`
  }
}

function grow(height: number): Branch {
  if (height === 0) return new Branch(null, null)
  return new Branch(grow(height - 1), grow(height - 1))
}

class Branch {
  constructor(readonly a: Branch | null, readonly b: Branch | null) {}

  size(): number {
    if (this.a === null || this.b === null) return 1
    return 1 + this.a.size() + this.b.size()
  }
}

const LOWEST = 5
const highest = Number(process.argv[2] ?? '10')
console.log(`highest ${highest + 1}: ${grow(highest + 1).size()}`)
const forest = new Forest(highest)
for (let low = LOWEST; low <= highest; low += 3) console.log(forest.season(low, 1 << (highest - low + LOWEST)))
console.log(forest.oldest)
