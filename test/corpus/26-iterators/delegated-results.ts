// `yield*` hands on the very result objects of the inner iterator, and reads `value` only of the last one.
const log: string[] = []

function result(value: number, done: boolean): IteratorResult<number, number> {
  return {
    get done() {
      log.push(`done ${value}`)
      return done
    },
    get value() {
      log.push(`value ${value}`)
      return value
    },
  } as IteratorResult<number, number>
}

const given: IteratorResult<number, number>[] = []

const inner: Iterable<number, number> = {
  [Symbol.iterator]() {
    let n = 0
    return {
      next() {
        n++
        const made = result(n, n === 3)
        given.push(made)
        return made
      },
    }
  },
}

function* outer(): Generator<number, string, unknown> {
  const last = yield* inner
  yield last * 100
  return 'end'
}

const steps = outer()
const first = steps.next()
console.log(first === given[0], log.splice(0))
console.log(first.value, first.done, log.splice(0))
console.log(steps.next() === given[1], log.splice(0))
console.log(steps.next(), log.splice(0))
console.log(steps.next(), steps.next(), log.splice(0))

for (const value of outer()) console.log('for-of', value, log.splice(0))
console.log([...outer()], log.splice(0))

class Range {
  constructor(readonly from: number, readonly to: number) {}

  [Symbol.iterator](): Iterator<number> {
    let at = this.from
    const to = this.to
    return {
      next: () => (at < to ? { done: false, value: at++ } : { done: true, value: undefined }),
      return: (value?: unknown) => ({ done: true, extra: 'closed', value }) as IteratorResult<number>,
    }
  }
}

function* twice(): Generator<number | string, void, unknown> {
  yield* new Range(0, 2)
  yield 'between'
  yield* new Range(5, 9)
}
const both = twice()
console.log(both.next(), both.next(), both.next(), both.next())
console.log(both.return(undefined), both.next())

let sum = 0
function* numbers(depth: number): Generator<number> {
  yield depth
  if (depth > 0) yield* numbers(depth - 1)
}
for (const n of numbers(5)) sum += n
console.log(sum)

const changing = { n: 0, get done() { return this.n++ > 0 }, value: 1 }
function* stops(): Generator<number> {
  yield* { [Symbol.iterator]: () => ({ next: () => changing as unknown as IteratorResult<number>, return: (): IteratorResult<number> => { throw new Error('not closed') } }) }
}
for (const value of stops()) console.log('never', value)
console.log(changing.n)
