// A first-in, first-out queue in a circular array that grows by doubling. The owner bounds its length.

const FIRST_CAPACITY = 8

export class Queue<T extends object> {
  /** Its length is a power of two, or zero while nothing was ever added. */
  #items: (T | null)[] = []
  #first = 0
  #length = 0

  get length(): number {
    return this.#length
  }

  push(item: T): void {
    if (this.#length === this.#items.length) this.#grow()
    this.#items[(this.#first + this.#length) & (this.#items.length - 1)] = item
    this.#length++
  }

  /** The oldest, taken out; null if there is none. */
  shift(): T | null {
    if (this.#length === 0) return null
    const item = this.#items[this.#first]
    this.#items[this.#first] = null
    this.#first = (this.#first + 1) & (this.#items.length - 1)
    this.#length--
    return item
  }

  #grow(): void {
    const old = this.#items
    const capacity = old.length === 0 ? FIRST_CAPACITY : old.length * 2
    const items: (T | null)[] = []
    for (let i = 0; i < this.#length; i++) items[i] = old[(this.#first + i) & (old.length - 1)]
    for (let i = this.#length; i < capacity; i++) items[i] = null
    this.#items = items
    this.#first = 0
  }
}
