// Generic classes and functions with differing element types; constraint by interface; method chaining.
class LinkedList<T> implements Iterable<T> {
  #head: { value: T; next: LinkedList<T>['node'] } | null = null
  declare node: { value: T; next: LinkedList<T>['node'] } | null
  #size = 0

  static of<U>(...values: U[]): LinkedList<U> {
    const list = new LinkedList<U>()
    for (const v of values.reverse()) list.prepend(v)
    return list
  }

  get size(): number {
    return this.#size
  }

  prepend(value: T): this {
    this.#head = { value, next: this.#head }
    this.#size++
    return this
  }

  map<U>(f: (x: T, i: number) => U): LinkedList<U> {
    return LinkedList.of(...[...this].map(f))
  }

  filter(test: (x: T) => boolean): LinkedList<T> {
    return LinkedList.of(...[...this].filter(test))
  }

  reduce<A>(f: (acc: A, x: T) => A, initial: A): A {
    let acc = initial
    for (const x of this) acc = f(acc, x)
    return acc
  }

  *[Symbol.iterator](): Generator<T> {
    for (let n = this.#head; n !== null; n = n.next) yield n.value
  }
}

class Maybe<T> {
  private constructor(private readonly value: T | undefined) {}
  static some<T>(value: T): Maybe<T> {
    return new Maybe(value)
  }
  static none<T>(): Maybe<T> {
    return new Maybe<T>(undefined)
  }
  map<U>(f: (x: T) => U): Maybe<U> {
    return this.value === undefined ? Maybe.none() : Maybe.some(f(this.value))
  }
  flatMap<U>(f: (x: T) => Maybe<U>): Maybe<U> {
    return this.value === undefined ? Maybe.none() : f(this.value)
  }
  or(other: T): T {
    return this.value ?? other
  }
}

const numbers = LinkedList.of(1, 2, 3, 4.5)
const words = LinkedList.of('a', 'bb', 'ccc')
console.log([...numbers], [...words.map((w) => w.length)], numbers.reduce((a, b) => a + b, 0), words.reduce((a, b) => a + b, ''))
console.log([...numbers.filter((n) => n > 2).map((n, i) => `${i}:${n}`)], numbers.size, LinkedList.of<boolean>().size)
console.log(LinkedList.of<unknown>(1, 'x', null, { a: 1 }), [...LinkedList.of(words, words).map((l) => l.size)])
const half = (n: number): Maybe<number> => (n % 2 === 0 ? Maybe.some(n / 2) : Maybe.none())
console.log(Maybe.some(12).flatMap(half).flatMap(half).or(-1), Maybe.some(6).flatMap(half).flatMap(half).or(-1), Maybe.some('x').map((s) => s + '!'))
function maxBy<T, K extends number | string>(items: Iterable<T>, key: (x: T) => K): T | undefined {
  let best: T | undefined
  let bestKey: K | undefined
  for (const x of items) {
    const k = key(x)
    if (bestKey === undefined || k > bestKey) [best, bestKey] = [x, k]
  }
  return best
}
console.log(maxBy(words, (w) => w.length), maxBy(numbers, (n) => -n), maxBy(['b', 'c', 'a'], (s) => s), maxBy([], () => 0))
function memoize<A extends string | number, R>(f: (a: A) => R): (a: A) => R {
  const cache = new Map<A, R>()
  return (a) => {
    if (!cache.has(a)) cache.set(a, f(a))
    return cache.get(a)!
  }
}
let calls = 0
const square = memoize((n: number) => (calls++, n * n))
const shout = memoize((s: string) => (calls++, s.toUpperCase()))
console.log(square(4), square(4), shout('hi'), shout('hi'), calls)
function pipe<T>(x: T, ...fs: ((x: T) => T)[]): T {
  return fs.reduce((acc, f) => f(acc), x)
}
const compose = <A, B, C>(f: (b: B) => C, g: (a: A) => B) => (a: A): C => f(g(a))
console.log(pipe(3, (x) => x + 1, (x) => x * 10), pipe('a', (s) => s + 'b'), compose((n: number) => n.toFixed(1), (s: string) => s.length)('four'))
type Tree<T> = { value: T; children?: Tree<T>[] }
function fold<T, R>(tree: Tree<T>, f: (value: T, children: R[]) => R): R {
  return f(tree.value, (tree.children ?? []).map((c) => fold(c, f)))
}
const tree: Tree<number> = { value: 1, children: [{ value: 2 }, { value: 3, children: [{ value: 4 }] }] }
console.log(fold<number, number>(tree, (v, cs) => v + cs.reduce((a, b) => a + b, 0)), fold<number, string>(tree, (v, cs) => `${v}(${cs.join()})`))
