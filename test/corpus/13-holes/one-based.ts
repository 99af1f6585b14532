// Arrays without an element 0, tables of objects with gaps, and arrays of numbers that only look as if they had gaps.
class City { constructor(readonly name: string, readonly id: number) {} }
class Graph {
  private readonly cities: City[] = []
  private readonly distance: number[][] = []
  add(city: City): void { this.cities[city.id] = city; this.distance[city.id] = [] }
  road(a: number, b: number, km: number): void { this.distance[a][b] = km; this.distance[b][a] = km }
  km(a: number, b: number): number | undefined { return this.distance[a]?.[b] }
  names(): string[] { return this.cities.map((city) => city.name) }
  show(): unknown[] { return [this.cities.length, Object.keys(this.cities), this.distance] }
}
const graph = new Graph()
for (const [i, name] of ['Ulm', 'Bonn', 'Kiel', 'Graz'].entries()) graph.add(new City(name, 3 * i + 1))
graph.road(1, 4, 300.5)
graph.road(10, 7, 12)
console.log(graph.names(), graph.km(1, 4), graph.km(4, 1), graph.km(7, 1), graph.km(2, 2), graph.show())

function prefixSums(values: number[]): number[] {
  const sums: number[] = []
  for (let i = 1; i <= values.length; i++) sums[i] = (sums[i - 1] ?? 0) + values[i - 1]
  return sums
}
const sums = prefixSums([1.5, 2, 3])
console.log(sums, sums.length, sums[0], 0 in sums, sums.indexOf(3.5), sums.includes(undefined as never), JSON.stringify(sums))
sums[0] = -1
console.log(sums, 0 in sums, sums.reduce((a, b) => a + b), sums.map((x) => x * 2), [...sums], sums.at(-1))

const primes: number[] = []
let count = 0
for (let n = 2; count < 12; n++) {
  let isPrime = true
  for (let k = 1; k <= count && isPrime; k++) isPrime = n % primes[k] !== 0
  if (isPrime) primes[++count] = n
}
console.log(primes.join(), primes.length, primes.findIndex((p) => p === undefined), primes.slice(1, 4), primes.slice().sort((a, b) => b - a))
for (const p of primes) if (p === undefined) console.log('a hole is undefined to for-of')
primes.forEach((p, i) => { if (i < 2) console.log(i, p) })
let keys = ''
for (const key in primes) keys += `${key} `
console.log(keys)

// Powers of two, far apart; then a negative index and a fraction, which are names.
const powers: number[] = []
for (let i = 1; i <= 4096; i *= 2) powers[i] = i
console.log(powers.length, Object.keys(powers).length, powers[3], powers[64], powers.filter(() => true).length)
const odd: number[] = []
for (const key of [1, -1, 1.5, 2]) odd[key] = key
console.log(odd, odd.length, odd[-1] + odd[1.5])
const flags: boolean[] = []
for (let i = 2; i < 12; i++) flags[i] = i % 3 === 0
console.log(flags, flags.findLastIndex(Boolean), flags.some((flag) => flag === undefined), flags.concat([true]).length)
const copy = { ...primes }
console.log(copy, Array.from(primes)[0], structured(primes))
function structured(list: readonly (number | undefined)[]): string { return list.map((x) => (x === undefined ? '-' : String(x))).join('|') }
primes.length = 3
primes.push(9)
primes.unshift(0)
console.log(primes, primes.pop(), primes.shift(), primes.reverse(), primes.fill(1, 1, 2))
