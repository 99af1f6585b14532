// Integer ranges at 2^31, 2^32 and 2^53: sums, products, increments, conversions, loops and array indices around them.
class Counter {
  constructor(public value: number) {}

  inc(): number {
    return ++this.value
  }

  wrap(): number {
    return (this.value = (this.value + 1) | 0)
  }
}

function next(n: number): number {
  return n + 1
}

const edges = [2 ** 31 - 2, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1, 2 ** 53, -(2 ** 31), -(2 ** 31) - 1, -(2 ** 53)]
for (const e of edges) {
  const c = new Counter(e)
  console.log(e, next(e), c.inc(), e - 1, -e, e * 2, e | 0, e >>> 0, c.wrap(), ~e, e << 1, e >> 1, e >>> 1, e % 10)
}
let n = 2147483640
for (let i = 0; i < 12; i++) n++
console.log(n, n === 2147483652)
let m = -2147483640
for (let i = 0; i < 12; i++) m -= 1
console.log(m)
let product = 1
for (let i = 1; i <= 22; i++) product *= i
console.log(product, 65536 * 65536, 46341 * 46341, 94906267 * 94906267, -65536 * 32768)
let sum = 0
for (let i = 0; i < 100; i++) sum += 90071992547409
console.log(sum, sum + 1, sum + 2)
let fib = [1, 1]
for (let i = 0; i < 90; i++) fib = [fib[1], fib[0] + fib[1]]
console.log(fib)
console.log(Math.imul(0xffffffff, 5), Math.imul(2 ** 31, 2), 0xffffffff * 0xffffffff, (0xffffffff * 0xffffffff) | 0, (2 ** 31 * 2 ** 31) >>> 0)
console.log((2 ** 53 + 1) | 0, 1e21 | 0, -1e21 >>> 0, 4294967297 | 0, 1.9 | 0, -1.9 | 0, NaN | 0, Infinity | 0, '7' as any | 0, null as any | 0, 2 ** 32 + 5.9 | 0)
let hash = 0
for (const ch of 'overflowing hash of a string') hash = hash * 31 + ch.charCodeAt(0)
let hash32 = 0
for (const ch of 'overflowing hash of a string') hash32 = (hash32 * 31 + ch.charCodeAt(0)) | 0
console.log(hash, hash32)
const half = (low: number, high: number): number => (low + high) >> 1
console.log(half(2 ** 30, 2 ** 30 + 2), half(2 ** 31 - 1, 2 ** 31 - 1), (2 ** 31 - 1 + 2 ** 31 - 1) >>> 1, Math.floor((2 ** 31 + 2 ** 31) / 2))
let count = 0
for (let i = 2 ** 31 - 3; i < 2 ** 31 + 3; i++) count += i % 7
for (let i = -(2 ** 31) + 2; i > -(2 ** 31) - 3; i--) count += i & 3
for (let i = 4294967293; i <= 4294967297; i++) count += i >>> 30
console.log(count)
const byIndex: Record<number, string> = {}
for (const e of edges) byIndex[e] = 'e' + e
console.log(Object.keys(byIndex))
const values: number[] = [1, 2, 3]
values[0] = 2 ** 31
values[1] += 2 ** 31 - 1
values[2] = values[0] * values[1]
console.log(values, values.map((v) => v | 0), values.map((v) => v + 0.5))
const ints = new Int32Array([2 ** 31, 2 ** 32 + 1, -1.5, NaN])
ints[0]--
ints[1] += 2 ** 31
console.log(ints, new Uint32Array([-1, 2 ** 32, 1e10]), new Uint8ClampedArray([300, -5, 1.5, 2.5, NaN]), ints[0] + ints[1])
