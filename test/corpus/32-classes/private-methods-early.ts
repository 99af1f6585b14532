// Private methods and accessors are there before the fields: what they read then is undefined or missing.
class Early {
  a: unknown = this.#see()
  b = 1
  readonly c: number
  #d: number

  constructor(seen: unknown[]) {
    seen.push(this.#see())
    this.c = 3
    seen.push(this.#see())
    this.#d = 4
    seen.push(this.#see(), this.#sum)
  }

  #see(): string {
    return `${'b' in this} ${this.b} ${this.c}`
  }

  get #sum(): number {
    return this.b + this.c + this.#d
  }
}

class Heir extends Early {
  e: unknown = this.#own()
  f = 6

  #own(): string {
    return `${this.b} ${this.c} ${this.f}`
  }

  again(): string {
    return this.#own()
  }
}

/** Its constructor hands itself out between its private methods and its fields. */
class Leaking {
  static last: Leaking | null = null
  x: number
  y: number

  constructor(show: (me: Leaking) => void) {
    show(this)
    this.x = 1
    show(this)
    this.y = this.#twice(2)
    show(this)
  }

  #twice(n: number): number {
    return n * 2
  }
}

const seen: unknown[] = []
console.log(new Early(seen), seen)
const heir = new Heir(seen)
console.log(heir, heir.again())
new Leaking((me) => console.log(me.x, me.y, Object.keys(me)))
