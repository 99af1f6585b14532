// A discrete event simulation of a small shop: a binary heap, a hierarchy of events with accessors, seeded numbers.
type Compare<T> = (a: T, b: T) => number

class Heap<T> {
  readonly #items: T[] = []
  readonly #compare: Compare<T>

  constructor(compare: Compare<T>) {
    this.#compare = compare
  }

  get size(): number {
    return this.#items.length
  }

  push(item: T): this {
    const items = this.#items
    let at = items.push(item) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (this.#compare(items[parent], items[at]) <= 0) break
      ;[items[parent], items[at]] = [items[at], items[parent]]
      at = parent
    }
    return this
  }

  pop(): T | undefined {
    const items = this.#items
    const top = items[0]
    const last = items.pop()
    if (items.length === 0 || last === undefined) return top
    items[0] = last
    for (let at = 0; ;) {
      let child = at * 2 + 1
      if (child >= items.length) return top
      if (child + 1 < items.length && this.#compare(items[child + 1], items[child]) < 0) child++
      if (this.#compare(items[at], items[child]) <= 0) return top
      ;[items[at], items[child]] = [items[child], items[at]]
      at = child
    }
  }

  *drain(): Generator<T, number> {
    let count = 0
    for (let item = this.pop(); item !== undefined; item = this.pop()) {
      count++
      yield item
    }
    return count
  }
}

abstract class ShopEvent {
  static #count = 0
  readonly serial = ++ShopEvent.#count
  constructor(readonly at: number) {}

  abstract get kind(): string
  abstract run(shop: Shop): void

  toString(): string {
    return `${this.at.toFixed(1).padStart(5)} #${this.serial} ${this.kind}`
  }
}

class Arrival extends ShopEvent {
  constructor(at: number, readonly customer: Customer) {
    super(at)
  }

  get kind(): string {
    return 'arrival of ' + this.customer.name
  }

  run(shop: Shop): void {
    shop.queue.push(this.customer)
    this.customer.since = this.at
    shop.serve(this.at)
  }
}

class Departure extends ShopEvent {
  #customer: Customer
  constructor(at: number, customer: Customer, readonly till: number) {
    super(at)
    this.#customer = customer
  }

  get kind(): string {
    return `departure of ${this.#customer.name} from ${this.till}`
  }

  run(shop: Shop): void {
    shop.free.push(this.till)
    shop.waits.set(this.#customer, this.at - this.#customer.since)
    shop.serve(this.at)
  }
}

class Customer {
  since = NaN
  constructor(readonly name: string, readonly basket: number) {}
}

class Shop {
  readonly events = new Heap<ShopEvent>((a, b) => a.at - b.at || a.serial - b.serial)
  readonly queue: Customer[] = []
  readonly free: number[]
  readonly waits = new Map<Customer, number>()

  constructor(tills: number) {
    this.free = Array.from({ length: tills }, (_, i) => i + 1)
  }

  serve(now: number): void {
    while (this.free.length > 0 && this.queue.length > 0) {
      const customer = this.queue.shift()!
      this.events.push(new Departure(now + customer.basket * 0.5, customer, this.free.shift()!))
    }
  }
}

function* random(seed: number): Generator<number, never> {
  for (let state = seed >>> 0; ;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    yield state / 2 ** 32
  }
}

const numbers = random(7)
const next = (limit: number): number => Math.floor(numbers.next().value * limit)
const shop = new Shop(2)
for (let i = 0; i < 8; i++) shop.events.push(new Arrival(next(10), new Customer('customer' + i, 1 + next(12))))
for (const event of shop.events.drain()) {
  console.log(String(event))
  event.run(shop)
}
let longest: [Customer, number] | null = null
for (const entry of shop.waits) if (longest === null || entry[1] > longest[1]) longest = entry
console.log(longest?.[0].name, longest?.[1], shop.waits.size, shop.free.sort(), shop.events.size)
const words = new Heap<string>((a, b) => (a < b ? -1 : a > b ? 1 : 0))
for (const w of 'the quick brown fox jumps over the lazy dog'.split(' ')) words.push(w)
const drain = words.drain()
console.log(drain.next(), [...drain].join(' '), drain.next(), words.pop())
