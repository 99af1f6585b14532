// Map and Set changed while they are iterated: deleted entries are skipped, added ones are visited.
class Cache<K, V> {
  private readonly map = new Map<K, V>()

  constructor(private readonly limit: number) {}

  set(key: K, value: V): void {
    this.map.delete(key)
    this.map.set(key, value)
    for (const oldest of this.map.keys()) {
      if (this.map.size <= this.limit) break
      this.map.delete(oldest)
    }
  }

  entries(): [K, V][] {
    return [...this.map]
  }

  dropWhere(test: (v: V) => boolean): number {
    let dropped = 0
    for (const [key, value] of this.map) if (test(value)) dropped += Number(this.map.delete(key))
    return dropped
  }
}

const cache = new Cache<string, number>(3)
for (const [i, key] of ['a', 'b', 'c', 'a', 'd', 'e'].entries()) cache.set(key, i)
console.log(cache.entries(), cache.dropWhere((v) => v % 2 === 1), cache.entries())

const visited: number[] = []
const set = new Set([1, 2, 3])
for (const x of set) {
  visited.push(x)
  if (x === 1) set.delete(2)
  if (x === 3) set.add(4).add(1)
  if (x === 4) set.delete(1)
  if (x === 4) set.add(1)
  if (visited.length > 10) break
}
console.log(visited, set)

const map = new Map<number, string>([[1, 'a'], [2, 'b'], [3, 'c']])
const seen: string[] = []
map.forEach((value, key, m) => {
  seen.push(key + value)
  if (key === 1 && value === 'a') {
    m.delete(1)
    m.set(1, 'again')
  }
  if (key === 2) m.set(3, 'changed')
})
console.log(seen, map)
const keys = map.keys()
console.log(keys.next().value)
map.clear()
map.set(9, 'nine')
console.log(keys.next(), keys.next(), map.size)
map.set(10, 'ten')
console.log(keys.next(), [...map.values()])

const iterator = new Set(['x', 'y', 'z']).values()
iterator.next()
console.log([...iterator], iterator.next(), new Set([NaN, NaN, 0, -0, '0']).size)
const big = new Map<number, number>()
for (let i = 0; i < 1000; i++) big.set(i, i * i)
let steps = 0
for (const k of big.keys()) {
  steps++
  if (k % 2 === 0) big.delete(k + 1)
  if (k === 500) for (let i = 0; i < 400; i++) big.delete(i)
}
console.log(steps, big.size, big.has(501), big.get(998), [...big.keys()].slice(0, 3))
