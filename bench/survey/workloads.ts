// Small workloads of the kinds that programs are made of. argv: the name of one. Prints its result and its milliseconds.

class Random {
  constructor(private state = 1) {}

  next(): number {
    this.state = (Math.imul(this.state, 1103515245) + 12345) >>> 0
    return this.state / 4294967296
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }
}

interface User {
  id: number
  name: string
  tags: string[]
  score: number
  nested: { a: number; b: string | null }
}

function users(count: number): User[] {
  const random = new Random()
  return Array.from({ length: count }, (_, i) => ({
    id: i, name: `user${i % 97}`, tags: [`t${i % 5}`, `u${i % 3}`], score: random.next() * 100,
    nested: { a: i, b: i % 2 === 0 ? null : `b${i}` },
  }))
}

function json(): number {
  const list = users(2000)
  let sum = 0
  for (let round = 0; round < 40; round++) {
    const text = JSON.stringify(list)
    sum += text.length + (JSON.parse(text) as User[]).length
  }
  return sum
}

function chains(): number {
  const list = users(20000)
  let sum = 0
  for (let round = 0; round < 60; round++) {
    sum += list.filter((user) => user.score > 50).map((user) => ({ ...user, score: user.score * 2 })).reduce((all, user) => all + user.score, 0)
  }
  return Math.round(sum)
}

function spread(): number {
  let sum = 0
  let point: { a: number; b: number; c: number } = { a: 1, b: 2, c: 3 }
  for (let i = 0; i < 600000; i++) {
    point = { ...point, a: i, c: point.b }
    sum += [...[1, 2, 3], i].length
  }
  return sum + point.a
}

function numberMap(): number {
  const counts = new Map<number, number>()
  const random = new Random()
  for (let i = 0; i < 1500000; i++) {
    const key = random.below(50000)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  let sum = 0
  for (const [key, count] of counts) sum = (sum + key * count) % 1000003
  return sum
}

function dictionary(): number {
  const counts: Record<string, number> = {}
  const random = new Random()
  for (let i = 0; i < 1000000; i++) {
    const key = `k${random.below(5000)}`
    counts[key] = (counts[key] ?? 0) + 1
  }
  return Object.keys(counts).length + Object.values(counts).reduce((a, b) => a + b, 0)
}

function stringSet(): number {
  const seen = new Set<string>()
  const random = new Random()
  let hits = 0
  for (let i = 0; i < 500000; i++) {
    const key = `${random.below(300)}:${random.below(300)}`
    if (seen.has(key)) hits++
    else seen.add(key)
  }
  return hits + seen.size
}

function sortNumbers(): number {
  const random = new Random()
  let sum = 0
  for (let round = 0; round < 3; round++) {
    const list = Array.from({ length: 200000 }, () => random.next())
    list.sort((a, b) => a - b)
    sum += list[1000]
  }
  return sum
}

function sortStrings(): string {
  const random = new Random()
  const list = Array.from({ length: 100000 }, () => `key${random.below(1000000)}`)
  return [...list].sort()[5] + list.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))[7]
}

function closures(): number {
  const make = (factor: number): { add: (n: number) => number; get: () => number } => {
    let count = 0
    return { add: (n) => (count += n * factor), get: () => count }
  }
  const counters = Array.from({ length: 100 }, (_, i) => make(i))
  for (let i = 0; i < 20000000; i++) counters[i % 100].add(i & 3)
  return counters.reduce((sum, counter) => sum + counter.get(), 0)
}

abstract class Shape {
  abstract area(): number
}
class Circle extends Shape {
  constructor(private readonly radius: number) {
    super()
  }

  area(): number {
    return 3 * this.radius * this.radius
  }
}
class Box extends Shape {
  constructor(private readonly width: number, private readonly height: number) {
    super()
  }

  area(): number {
    return this.width * this.height
  }
}

function classes(): number {
  const shapes = Array.from({ length: 3000 }, (_, i): Shape => (i % 3 === 0 ? new Circle(i) : new Box(i, 2)))
  let sum = 0
  for (let round = 0; round < 10000; round++) for (const shape of shapes) sum += shape.area()
  return sum
}

/** A class that each call evaluates anew. */
function localClasses(): number {
  class Counter {
    constructor(private count: number) {}

    step(n: number): number {
      this.count += n
      return this.count
    }
  }
  const counters = Array.from({ length: 100 }, (_, i) => new Counter(i))
  let sum = 0
  for (let i = 0; i < 3000000; i++) sum = (sum + counters[i % 100].step(i & 3)) % 1000003
  return sum
}

function matrix(): number {
  const n = 250
  const a = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i * j) % 7))
  let trace = 0
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0
      for (let k = 0; k < n; k++) sum += a[i][k] * a[k][j]
      if (i === j) trace += sum
    }
  }
  return trace
}

function sieve(): number {
  const n = 2000000
  let primes = 0
  for (let round = 0; round < 8; round++) {
    const composite = new Uint8Array(n + 1)
    for (let i = 2; i * i <= n; i++) if (composite[i] === 0) for (let j = i * i; j <= n; j += i) composite[j] = 1
    for (let i = 2; i <= n; i++) if (composite[i] === 0) primes++
  }
  return primes
}

function sieveOfBooleans(): number {
  const n = 1000000
  let primes = 0
  for (let round = 0; round < 6; round++) {
    const isPrime: boolean[] = new Array<boolean>(n + 1).fill(true)
    for (let i = 2; i * i <= n; i++) if (isPrime[i]) for (let j = i * i; j <= n; j += i) isPrime[j] = false
    for (let i = 2; i <= n; i++) if (isPrime[i]) primes++
  }
  return primes
}

function characters(): number {
  let count = 0
  for (let round = 0; round < 300; round++) {
    let text = ''
    for (let i = 0; i < 5000; i++) text += String.fromCharCode(97 + (i % 26))
    for (let i = 0; i < text.length; i++) if (text[i] === 'e' || text.charCodeAt(i) === 102) count++
  }
  return count
}

function splitting(): number {
  const line = Array.from({ length: 2000 }, (_, i) => `f${i}=v${i * 7}`).join('&')
  let sum = 0
  for (let round = 0; round < 150; round++) {
    for (const pair of line.split('&')) {
      const [key, value] = pair.split('=')
      sum += (key.length === value.length ? 1 : 0) + (parseInt(value.slice(1)) & 1)
    }
  }
  return sum
}

function editDistance(): number {
  const distance = (a: string, b: string): number => {
    let previous = Array.from({ length: b.length + 1 }, (_, i) => i)
    for (let i = 1; i <= a.length; i++) {
      const current = [i]
      for (let j = 1; j <= b.length; j++) {
        current[j] = Math.min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1))
      }
      previous = current
    }
    return previous[b.length]
  }
  let sum = 0
  for (let round = 0; round < 60; round++) sum += distance('kitten'.repeat(30) + round, 'sitting'.repeat(30))
  return sum
}

function generators(): number {
  function* upTo(limit: number): Generator<number> {
    for (let i = 0; i < limit; i++) yield i
  }
  let sum = 0
  for (let round = 0; round < 30; round++) for (const i of upTo(100000)) sum += i & 7
  return sum
}

function destructuring(): number {
  const swap = (a: number, b: number): readonly [number, number] => [b, a]
  const points = Array.from({ length: 1000 }, (_, i) => ({ x: i, y: -i, z: i / 2 }))
  let sum = 0
  for (let round = 0; round < 5000; round++) for (const { x, y, z } of points) sum += x + y + z
  for (let i = 0; i < 5000000; i++) {
    const [p, q] = swap(i, i + 1)
    sum += p - q
  }
  return sum
}

function anyValues(): number {
  const add = (a: any, b: any): any => a + b
  let sum: any = 0
  for (let i = 0; i < 20000000; i++) sum = add(sum, (i & 1) === 0 ? 0.5 : i)
  return sum
}

function exceptions(): number {
  let sum = 0
  for (let i = 0; i < 100000; i++) {
    try {
      if (i % 3 === 0) throw new Error(`x${i}`)
      sum++
    } catch (error) {
      sum += (error as Error).message.length
    }
  }
  return sum
}

function queue(): number {
  const pending: number[] = []
  let sum = 0
  for (let i = 0; i < 3000000; i++) {
    pending.push(i)
    if (pending.length > 50) sum += pending.shift()!
  }
  return sum
}

function memoised(): number {
  const known: number[] = []
  const fibonacci = (n: number): number => (n < 2 ? n : (known[n] ??= (fibonacci(n - 1) + fibonacci(n - 2)) % 1000007))
  let sum = 0
  for (let round = 0; round < 3000; round++) {
    known.length = 0
    sum += fibonacci(1000)
  }
  return sum
}

const workloads: Record<string, () => number | string> = {
  json, chains, spread, numberMap, dictionary, stringSet, sortNumbers, sortStrings, closures, classes, localClasses, matrix, sieve,
  sieveOfBooleans, characters, splitting, editDistance, generators, destructuring, anyValues, exceptions, queue, memoised,
}

const name = process.argv[2] ?? ''
if (name === 'list') {
  console.log(Object.keys(workloads).join(' '))
} else {
  const started = performance.now()
  const result = workloads[name]()
  console.log(String(result), Math.round((performance.now() - started) * 10) / 10)
}
