// Averages, minima, accumulators and comparisons where NaN sneaks in through data.
class Stats {
  count = 0
  sum = 0
  min = Infinity
  max = -Infinity

  push(x: number): this {
    this.count++
    this.sum += x
    this.min = Math.min(this.min, x)
    this.max = x > this.max ? x : this.max
    return this
  }

  get mean(): number {
    return this.sum / this.count
  }

  get rounded(): number {
    return Math.round(this.mean)
  }
}

function parse(text: string): number[] {
  return text.split(',').map((s) => Number(s))
}

function collect(list: number[]): Stats {
  const stats = new Stats()
  for (const x of list) stats.push(x)
  return stats
}

const inputs = ['1,2,3', '4,,6', '-0.4,0', 'x,1', '1,x', ' 7 ,0x10,1e3', '-1,-2', '']
const all: Stats[] = inputs.map((text) => collect(parse(text)))
for (const s of all) console.log(s.mean, s.rounded, s.min, s.max, s)
console.log(new Stats().mean, new Stats().rounded)
all.sort((a, b) => a.mean - b.mean || a.sum - b.sum)
console.log(all.length)

function clamp(x: number, low: number, high: number): number {
  return x < low ? low : x > high ? high : x
}
for (const x of [NaN, -0, 0, -1, 300, 255.5, -Infinity]) {
  const c = clamp(x, 0, 255)
  console.log(c, 1 / c, c | 0, Object.is(c, -0))
}
const buckets: number[] = [0, 0, 0]
for (const x of [0, 1, 2, 2, NaN, -1, 3]) buckets[x]++
console.log(buckets)
const bytes = new Uint8Array([NaN, -0, -1, 256, 1.9, Infinity])
const floats = new Float64Array([NaN, -0, 1.5])
console.log(bytes, floats, Object.is(floats[1], -0), Object.is(bytes[1], 0))
floats[1] += -0
floats[2] *= NaN
console.log(floats, floats.indexOf(NaN), floats.includes(NaN))
let running = 0
const history = [1, 2, NaN, 3].map((x) => (running += x))
console.log(history, history.findIndex(Number.isNaN), history.every((x) => x === x))
const optional: (number | undefined)[] = [0 / 0, undefined, -0]
console.log(optional, optional.map((x) => x === undefined), optional.map((x) => typeof x), (optional[0] ?? 5) + 1)
