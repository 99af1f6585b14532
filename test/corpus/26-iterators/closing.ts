// return() is called when a loop or a destructuring leaves early, and what happens when it throws.
const log: string[] = []

class Source implements Iterable<number> {
  constructor(readonly name: string, readonly limit: number, readonly failOnReturn = false) {}

  [Symbol.iterator](): Iterator<number> {
    let i = 0
    log.push(this.name + ' start')
    return {
      next: () => {
        log.push(this.name + ' next ' + i)
        return i < this.limit ? { value: i++, done: false } : { value: undefined, done: true }
      },
      return: () => {
        log.push(this.name + ' return')
        if (this.failOnReturn) throw new Error('return failed')
        return { value: undefined, done: true }
      },
    }
  }
}

function flush(label: string): void {
  console.log(label, log.join(', '))
  log.length = 0
}

function attempt(label: string, f: () => unknown): void {
  try {
    console.log(f())
  } catch (e) {
    console.log((e as Error).message)
  }
  flush(label)
}

attempt('complete', () => [...new Source('a', 2)])
attempt('break', () => {
  for (const x of new Source('b', 5)) if (x === 1) break
})
attempt('return', () => {
  for (const x of new Source('c', 5)) if (x === 1) return 'early'
  return 'late'
})
attempt('throw', () => {
  for (const _ of new Source('d', 5)) throw new Error('body')
})
attempt('throw with failing return', () => {
  for (const _ of new Source('e', 5, true)) throw new Error('body wins')
})
attempt('break with failing return', () => {
  for (const _ of new Source('f', 5, true)) break
})
attempt('outer continue', () => {
  outer: for (const x of new Source('g', 2)) {
    for (const y of new Source('h', 3)) if (y > x) continue outer
  }
})
attempt('destructuring', () => {
  const [p, q] = new Source('i', 5)
  return [p, q]
})
attempt('destructuring to the end', () => {
  const [p, q, r] = new Source('j', 2)
  return [p, q, r]
})
attempt('rest', () => {
  const [p, ...others] = new Source('k', 3)
  return [p, others]
})
attempt('elisions', () => {
  const [, , third] = new Source('l', 4)
  return third
})
attempt('empty pattern', () => {
  const [] = new Source('m', 4)
})
attempt('default throws', () => {
  const [x = (() => { throw new Error('default') })()] = [undefined] as (number | undefined)[]
  return x
})
attempt('Map from', () => new Map([...new Source('n', 2)].map((x) => [x, x * x])))
attempt('Array.from stops', () => Array.from(new Source('o', 3), (x) => {
  if (x === 1) throw new Error('mapper')
  return x
}))
attempt('Set', () => new Set(new Source('p', 2)))
attempt('call spread', () => Math.max(...new Source('q', 3)))
attempt('not iterable', () => {
  for (const x of 5 as unknown as number[]) console.log(x)
})
attempt('not iterable spread', () => [...({} as unknown as number[])])
attempt('not iterable destructuring', () => {
  const [x] = undefined as unknown as number[]
  return x
})
