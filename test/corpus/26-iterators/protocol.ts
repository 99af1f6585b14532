// Hand-written iterators, iterator helpers of collections, entries, keys, iterators passed around and shared.
class Countdown implements IterableIterator<number> {
  constructor(private n: number) {}

  next(): IteratorResult<number> {
    return this.n > 0 ? { value: this.n--, done: false } : { value: undefined, done: true }
  }

  [Symbol.iterator](): this {
    return this
  }
}

function* take<T>(source: Iterable<T>, n: number): Generator<T> {
  if (n <= 0) return
  let i = 0
  for (const x of source) {
    yield x
    if (++i >= n) return
  }
}

function* map<T, U>(source: Iterable<T>, f: (x: T, i: number) => U): Generator<U> {
  let i = 0
  for (const x of source) yield f(x, i++)
}

function* zip<A, B>(a: Iterable<A>, b: Iterable<B>): Generator<[A, B]> {
  const second = b[Symbol.iterator]()
  for (const x of a) {
    const y = second.next()
    if (y.done) return
    yield [x, y.value]
  }
}

console.log([...new Countdown(4)], Array.from(new Countdown(3), (x) => x * x))
console.log([...zip(new Countdown(5), 'abc')], [...map(take(new Countdown(9), 3), (x, i) => x * 10 + i)])
const shared = new Countdown(6)
console.log([...take(shared, 2)], [...take(shared, 1)], [...shared], [...shared])

const sources: Iterable<unknown>[] = [
  [1, 2], 'h\u{1f600}i', new Set(['s']), new Map([['k', 'v']]), new Countdown(2), new Uint8Array([7, 8]),
  [5, 6].entries(), new Map([['a', 1]]).keys(), new Set([3]).entries(), 'xy'[Symbol.iterator](),
]
for (const source of sources) console.log([...source])
for (const source of sources) console.log([...source].length)

const it = [10, 20, 30][Symbol.iterator]()
console.log(it.next(), [...it], it.next())
const array = [1, 2, 3]
const live: number[] = []
for (const x of array) {
  live.push(x)
  if (array.length < 6) array.push(x * 10)
}
console.log(live, array)
const keys = [...array.keys()]
console.log(keys, Object.prototype.toString.call(it), Object.prototype.toString.call(new Map().entries()))
function consume(iterator: Iterator<number, unknown>): number {
  let sum = 0
  for (let r = iterator.next(); !r.done; r = iterator.next()) sum += r.value
  return sum
}
console.log(consume(array.values()), consume(new Countdown(10)), consume(new Set([1, 2]).values()))
const [x, y = 'default', [z] = ['nested']] = map(new Countdown(1), (n) => n) as Iterable<any>
console.log(x, y, z)
console.log(Object.fromEntries(zip('abc', new Countdown(9))), new Map(zip([1, 2], 'pq')))
