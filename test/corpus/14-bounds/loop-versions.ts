// Loops whose condition does or does not bound an index: ends past the length, empty ranges, negative starts, stores into
// what is read, lengths that change on the way, values that leave the loop, sums that leave 32 bits.
class Window {
  constructor(readonly bytes: Uint8Array, public from: number, public to: number) {}

  sum(): number {
    let sum = 0
    for (let i = this.from; i < this.to; i++) sum += this.bytes[i]
    return sum
  }

  checksum(): number {
    let sum = 0
    let i = this.from
    for (; i + 1 < this.to; i += 2) sum += (this.bytes[i] << 8) | this.bytes[i + 1]
    if (i < this.to) sum += this.bytes[i] << 8
    return sum * 1000 + i
  }

  fill(value: number): this {
    for (let i = this.from; i < this.to; i++) this.bytes[i] = value + i
    return this
  }

  smear(): number {
    let last = -1
    for (let i = this.from; i < this.to; i++) {
      this.bytes[i + 1] = this.bytes[i] + 1
      last = i
    }
    return last
  }
}

const results = new Map<string, (number | string | undefined)[]>()
for (const [from, to] of [[0, 8], [0, 9], [3, 8], [7, 8], [8, 8], [8, 3], [0, 20], [-2, 4], [-2, 20], [0, 7], [0.5, 4], [NaN, 4], [0, Infinity < 1 ? 1 : 8]]) {
  const bytes = Uint8Array.from([1, 2, 250, 4, 255, 6, 7, 8])
  const window = new Window(bytes, from, to)
  results.set(`${from}..${to}`, [window.sum(), window.checksum(), window.smear(), bytes.join(), window.fill(3).bytes.join()])
}
for (const [name, values] of results) console.log(name, values)

function total(values: number[], n: number): number {
  let sum = 0
  for (let i = 0; i < n; i++) sum += values[i]
  return sum
}
console.log(total([1, 2, 3], 3), total([1, 2, 3], 4), total([1, 2, 3], 0), total([], 1), total([1.5, , 2] as number[], 3))

function growing(values: number[], n: number): number[] {
  for (let i = 0; i < n; i++) {
    const x = values[i]
    if (x !== undefined && values.length < 12) values.push(x * 2)
  }
  return values
}
function shrinking(values: number[], n: number): string {
  let seen = ''
  for (let i = 0; i < n; i++) {
    seen += values[i] + ' '
    values.length--
  }
  return seen + values.length
}
console.log(growing([1, 2, 3], 30), shrinking([1, 2, 3, 4, 5], 5))

function find(view: Int16Array, wanted: number, n: number): number {
  let i = 0
  for (; i < n; i++) {
    if (view[i] === wanted) break
  }
  return i
}
const shorts = new Int16Array([5, -5, 300, 70000, -40000])
console.log(find(shorts, 300, 5), find(shorts, 4464, 5), find(shorts, 9, 5), find(shorts, 9, 50), shorts)

function mixed(floats: Float64Array, ints: Int32Array, n: number): (number | undefined)[] {
  let [a, b, c] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    a += floats[i]
    b = (b + ints[i]) | 0
    c = ints[i] > c ? ints[i] : c
    floats[i] = a
  }
  return [a, b, c, floats[n - 1], floats[n]]
}
const floats = Float64Array.from({ length: 6 }, (_, i) => i / 3)
const ints = Int32Array.of(2 ** 31 - 1, 2 ** 31 - 1, -7, 0, 12, 3)
console.log(mixed(floats.slice(), ints, 6), mixed(floats.slice(), ints, 4), mixed(floats.slice(), ints, 7), mixed(floats.slice(), ints, 0))

// More rounds than a sum in 32 bits could take.
const large = new Uint8Array(18_000_000)
const whole = new Window(large, 0, large.length)
large.fill(255)
console.log(whole.sum(), new Window(large, 5, 8_421_500).sum(), new Window(large, 1, 8_421_600).sum())
const matrix = Array.from({ length: 4 }, (_, i) => Uint16Array.of(i, i * 1000, 65535))
let trace = 0
for (let i = 0; i < 4; i++) for (let j = 0; j < 4; j++) trace += matrix[i][j] ?? 0.25
console.log(trace, growing([0], 3).length)
