// An LRU cache with a doubly linked list and a map; statistics; eviction callbacks; compared with a naive one.
interface Entry<K, V> {
  key: K
  value: V
  newer: Entry<K, V> | null
  older: Entry<K, V> | null
}

class LruCache<K, V> {
  private readonly index = new Map<K, Entry<K, V>>()
  private newest: Entry<K, V> | null = null
  private oldest: Entry<K, V> | null = null
  hits = 0
  misses = 0

  constructor(private readonly capacity: number, private readonly onEvict?: (key: K, value: V) => void) {}

  get(key: K): V | undefined {
    const entry = this.index.get(key)
    if (entry === undefined) {
      this.misses++
      return undefined
    }
    this.hits++
    this.unlink(entry)
    this.pushNewest(entry)
    return entry.value
  }

  set(key: K, value: V): void {
    const existing = this.index.get(key)
    if (existing !== undefined) {
      existing.value = value
      this.unlink(existing)
      this.pushNewest(existing)
      return
    }
    const entry: Entry<K, V> = { key, value, newer: null, older: null }
    this.index.set(key, entry)
    this.pushNewest(entry)
    if (this.index.size > this.capacity) this.evict()
  }

  keys(): K[] {
    const result: K[] = []
    for (let e = this.newest; e !== null; e = e.older) result.push(e.key)
    return result
  }

  private evict(): void {
    const entry = this.oldest!
    this.unlink(entry)
    this.index.delete(entry.key)
    this.onEvict?.(entry.key, entry.value)
  }

  private unlink(entry: Entry<K, V>): void {
    if (entry.newer !== null) entry.newer.older = entry.older
    else this.newest = entry.older
    if (entry.older !== null) entry.older.newer = entry.newer
    else this.oldest = entry.newer
    entry.newer = entry.older = null
  }

  private pushNewest(entry: Entry<K, V>): void {
    entry.older = this.newest
    if (this.newest !== null) this.newest.newer = entry
    this.newest = entry
    this.oldest ??= entry
  }
}

class NaiveLru<K, V> {
  private items: [K, V][] = []
  constructor(private readonly capacity: number) {}
  get(key: K): V | undefined {
    const i = this.items.findIndex(([k]) => k === key)
    if (i < 0) return undefined
    const [item] = this.items.splice(i, 1)
    this.items.unshift(item)
    return item[1]
  }
  set(key: K, value: V): void {
    this.items = [[key, value], ...this.items.filter(([k]) => k !== key)].slice(0, this.capacity) as [K, V][]
  }
  keys(): K[] {
    return this.items.map(([k]) => k)
  }
}

const evicted: string[] = []
const cache = new LruCache<string, number>(3, (k, v) => evicted.push(`${k}=${v}`))
for (const [i, key] of ['a', 'b', 'c', 'a', 'd', 'e', 'a'].entries()) {
  if (cache.get(key) === undefined) cache.set(key, i)
}
console.log(cache.keys(), evicted, cache.hits, cache.misses)
const fast = new LruCache<number, string>(16)
const slow = new NaiveLru<number, string>(16)
let seed = 99
let same = true
for (let i = 0; i < 5000; i++) {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  const key = (seed >>> 8) % 40
  if (seed & 0x40) {
    fast.set(key, 'v' + i)
    slow.set(key, 'v' + i)
  } else if (fast.get(key) !== slow.get(key)) same = false
}
console.log(same, fast.keys().join() === slow.keys().join(), fast.keys(), fast.hits, fast.misses)
console.log(new LruCache<string, object>(2), cache)
