// A typed event emitter with once, off during emit, wildcard and async listeners; a small store built on it.
type Listener<T> = (payload: T) => void | Promise<void>

class Emitter<Events extends Record<string, unknown>> {
  private readonly listeners = new Map<keyof Events | '*', Set<Listener<any>>>()

  on<K extends keyof Events>(event: K, listener: Listener<Events[K]>): () => void {
    let set = this.listeners.get(event)
    if (!set) this.listeners.set(event, (set = new Set()))
    set.add(listener)
    return () => set.delete(listener)
  }

  onAny(listener: Listener<[keyof Events, unknown]>): void {
    const set = this.listeners.get('*') ?? new Set()
    this.listeners.set('*', set.add(listener))
  }

  once<K extends keyof Events>(event: K, listener: Listener<Events[K]>): void {
    const off = this.on(event, (payload) => {
      off()
      return listener(payload)
    })
  }

  emit<K extends keyof Events>(event: K, payload: Events[K]): number {
    let called = 0
    for (const listener of this.listeners.get(event) ?? []) {
      called++
      try {
        listener(payload)
      } catch (e) {
        console.log('listener failed:', (e as Error).message)
      }
    }
    for (const listener of this.listeners.get('*') ?? []) listener([event, payload])
    return called
  }

  count(): Record<string, number> {
    return Object.fromEntries([...this.listeners].map(([k, v]) => [String(k), v.size]))
  }
}

interface StoreEvents extends Record<string, unknown> {
  set: { key: string; value: unknown; old: unknown }
  delete: string
  clear: undefined
}

class Store extends Emitter<StoreEvents> {
  #data: Record<string, unknown> = {}

  set(key: string, value: unknown): this {
    const old = this.#data[key]
    this.#data[key] = value
    this.emit('set', { key, value, old })
    return this
  }

  delete(key: string): boolean {
    if (!(key in this.#data)) return false
    delete this.#data[key]
    return this.emit('delete', key) > 0
  }

  snapshot(): Record<string, unknown> {
    return { ...this.#data }
  }
}

const store = new Store()
const log: unknown[] = []
const off = store.on('set', ({ key, value, old }) => void log.push(`${key}: ${String(old)} -> ${String(value)}`))
store.once('set', (p) => void log.push(['once', p.key]))
store.on('set', ({ value }) => {
  if (value === 'bad') throw new Error('bad value')
})
store.onAny(([event, payload]) => void log.push([event, payload]))
store.on('delete', async (key) => {
  await null
  console.log('deleted later', key)
})
console.log(store.set('a', 1).set('a', 2).set('b', 'bad').snapshot())
console.log(store.delete('a'), store.delete('zzz'), store.count())
off()
store.set('c', [1, 2])
console.log(log)
const self = new Emitter<{ tick: number }>()
const seen: number[] = []
const stop = self.on('tick', (n) => {
  seen.push(n)
  if (n === 1) {
    stop()
    self.on('tick', (m) => void seen.push(m * 100))
    self.emit('tick', 2)
  }
})
self.emit('tick', 1)
self.emit('tick', 3)
console.log(seen, self.count(), new Emitter<{}>().emit('x' as never, undefined as never))
