// Generators: next(value), return, throw, finally, yield* with results, infinite ones in collections.
function* conversation(name: string): Generator<string, number, string | undefined> {
  let count = 0
  try {
    const first = yield 'hello ' + name
    count++
    const second = yield 'you said ' + first
    count++
    yield `${first} and ${second}`
  } catch (e) {
    yield 'caught ' + (e as Error).message
  } finally {
    console.log('finally', name, count)
  }
  return count
}

const a = conversation('a')
console.log(a.next('ignored'), a.next('x'), a.next('y'), a.next(), a.next())
const b = conversation('b')
console.log(b.next(), b.throw(new Error('oops')), b.next(), b.next())
const c = conversation('c')
console.log(c.next(), c.return(42), c.next())
const d = conversation('d')
console.log(d.return(7), d.next())
const e = conversation('e')
try {
  e.throw(new Error('before start'))
} catch (error) {
  console.log((error as Error).message, e.next())
}

function* inner(): Generator<number, string, number> {
  const x = yield 1
  const y = yield x * 2
  return 'inner ' + y
}
function* outer(): Generator<number, void, number> {
  const result = yield* inner()
  console.log(result)
  yield* [10, 20]
  yield* 'ab' as unknown as number[]
}
const o = outer()
console.log(o.next(), o.next(5), o.next(6), o.next(), o.next(), o.next(), o.next())

class Tree<T> {
  constructor(readonly value: T, readonly left?: Tree<T>, readonly right?: Tree<T>) {}

  *[Symbol.iterator](): Generator<T> {
    if (this.left) yield* this.left
    yield this.value
    if (this.right) yield* this.right
  }

  *paths(prefix = ''): Generator<string> {
    yield prefix + this.value
    yield* this.left?.paths(prefix + 'l') ?? []
    yield* this.right?.paths(prefix + 'r') ?? []
  }
}
const tree = new Tree(4, new Tree(2, new Tree(1), new Tree(3)), new Tree(6, new Tree(5)))
console.log([...tree], [...tree.paths()], Math.max(...tree))
const [first, ...rest] = tree
console.log(first, rest)

function* cleanup(): Generator<number> {
  try {
    yield 1
    yield 2
  } finally {
    yield 99
    console.log('cleaned')
  }
}
for (const x of cleanup()) {
  console.log(x)
  break
}
const g = cleanup()
console.log(g.next(), g.return(5), g.next(), g.next())
const generators = new Map<string, Iterator<number>>([['cleanup', cleanup()], ['tree', tree[Symbol.iterator]()]])
for (let i = 0; i < 3; i++) for (const [name, it] of generators) console.log(name, it.next().value)
function* recursive(): Generator<unknown> {
  try {
    self.next()
  } catch (error) {
    yield (error as Error).message
  }
}
const self: Generator<unknown> = recursive()
console.log(self.next(), typeof self[Symbol.iterator], self[Symbol.iterator]() === self, String(self))
