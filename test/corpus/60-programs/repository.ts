// Repositories of entities: generics with a bound, an event emitter, change tracking through accessors, queries, pages.
type Listener<A extends unknown[]> = (...args: A) => void

class Signal<A extends unknown[]> {
  private listeners: { listener: Listener<A>; once: boolean }[] = []

  on(listener: Listener<A>, once = false): () => void {
    const entry = { listener, once }
    this.listeners.push(entry)
    return () => {
      this.listeners = this.listeners.filter((other) => other !== entry)
    }
  }

  emit(...args: A): number {
    const called = this.listeners
    this.listeners = called.filter((entry) => !entry.once)
    for (const { listener } of called) listener(...args)
    return called.length
  }
}

interface Entity {
  readonly id: number
  version: number
}

abstract class Tracked implements Entity {
  version = 0
  constructor(readonly id: number) {}

  protected touch<V>(value: V): V {
    this.version++
    return value
  }
}

class Product extends Tracked {
  #price: number
  tags: string[]
  constructor(id: number, readonly name: string, price: number, ...tags: string[]) {
    super(id)
    this.#price = price
    this.tags = tags
  }

  get price(): number {
    return this.#price
  }

  set price(value: number) {
    if (value < 0) throw new RangeError(`${this.name} cannot cost ${value}`)
    this.#price = this.touch(value)
  }
}

class Discounted extends Product {
  percent = 10

  override get price(): number {
    return super.price * (100 - this.percent) / 100
  }

  override set price(value: number) {
    super.price = value
  }
}

class Account extends Tracked {
  private orders: number[] = []
  constructor(id: number, public owner: string) {
    super(id)
  }

  order(...products: Product[]): number {
    this.orders.push(...products.map((p) => p.id))
    return this.touch(products.reduce((sum, p) => sum + p.price, 0))
  }

  get history(): readonly number[] {
    return this.orders
  }
}

class NotFound extends Error {
  override name = 'NotFound'
  constructor(readonly what: string, readonly id: number) {
    super(`no ${what} ${id}`)
  }
}

class Repository<T extends Entity> implements Iterable<T> {
  private readonly items = new Map<number, T>()
  readonly added = new Signal<[T]>()
  readonly removed = new Signal<[number, T | undefined]>()
  constructor(readonly what: string) {}

  add(...items: T[]): this {
    for (const item of items) {
      this.items.set(item.id, item)
      this.added.emit(item)
    }
    return this
  }

  get(id: number): T {
    const item = this.items.get(id)
    if (item === undefined) throw new NotFound(this.what, id)
    return item
  }

  remove(id: number): boolean {
    const item = this.items.get(id)
    this.removed.emit(id, item)
    return this.items.delete(id)
  }

  where(...tests: ((item: T) => boolean)[]): T[] {
    return [...this].filter((item) => tests.every((test) => test(item)))
  }

  *pages(size: number): Generator<T[], void, number | undefined> {
    let page: T[] = []
    for (const item of this) {
      page.push(item)
      if (page.length < size) continue
      size = (yield page) ?? size
      page = []
    }
    if (page.length > 0) yield page
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.items.values()
  }
}

const products = new Repository<Product>('product')
const accounts = new Repository<Account>('account')
const log: string[] = []
const off = products.added.on((p) => log.push(`+${p.name}`))
products.added.on((p) => log.push(`first ${p.id}`), true)
products.removed.on((id, p) => log.push(`-${id} ${p?.name}`))
accounts.added.on(({ owner }) => log.push(owner))
products.add(new Product(1, 'nail', 0.05, 'iron'), new Discounted(2, 'hammer', 20, 'iron', 'wood'), new Product(3, 'plank', 7.5, 'wood'))
off()
products.add(new Product(4, 'glue', 3))
accounts.add(new Account(10, 'ann'), new Account(11, 'bob'))
console.log(accounts.get(10).order(products.get(1), products.get(2)), accounts.get(11).order(), accounts.get(10).history)
products.get(2).price = 30
for (const p of products) p.price += 1
console.log([...products].map((p) => `${p.name} ${p.price} v${p.version}`))
for (const change of [() => products.get(9).price, () => (products.get(1).price = -1), () => products.remove(3) && products.get(3)]) {
  try {
    console.log(change())
  } catch (e) {
    console.log(e instanceof NotFound ? `${e.name}/${e.what}/${e.id}` : String(e))
  }
}
console.log(log, products.remove(99), log.length)
console.log(products.where((p) => p.tags.includes('iron')).map((p) => p.id), products.where().length, accounts.where((a) => a.history.length > 0, (a) => a.version > 0))
const pages = products.pages(2)
console.log(pages.next().value?.length, pages.next(1).value?.map((p) => p.name), pages.next())
