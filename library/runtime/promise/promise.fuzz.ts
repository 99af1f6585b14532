// Our Promise and job queue against the host's: random programs of promises, thenables, subclasses, combinators and async
// functions log what happens in which order; both logs must be equal. Run by the oracle (promise.test.ts):
// `node --import ./tools/emit/register.mjs library/runtime/promise/promise.fuzz.ts SEED COUNT`.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drainJobs, Promise as OurPromise, runAsync, takeUnhandledRejection } from './mod.ts'
import { promiseValue } from './promise.ts'

type AnyPromise = typeof Promise
type Body = () => Generator<unknown, unknown, unknown>

interface World {
  P: AnyPromise
  /** Runs a generator as an async function: yield is await. */
  async(body: Body): Promise<unknown>
}

const theirs: World = {
  P: Promise,
  async: async (body) => {
    const generator = body()
    let step = generator.next()
    for (;;) {
      if (step.done) return step.value
      let value: unknown, isError = false
      try {
        value = await step.value
      } catch (error) {
        isError = true
        value = error
      }
      step = isError ? generator.throw(value) : generator.next(value)
    }
  },
}

const ours: World = {
  P: OurPromise as unknown as AnyPromise,
  async: (body) => {
    const generator = body()
    return runAsync((mode, value, record) => {
      record.state = -2
      try {
        const step = mode === 0 ? generator.next(value) : generator.throw(value)
        record.state = step.done ? -1 : 1
        return step.value
      } catch (error) {
        record.state = -1
        throw error
      }
    }) as unknown as Promise<unknown>
  },
}

function generatorOf(seed: number): (below: number) => number {
  let state = (Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995) >>> 0 || 1
  return (below) => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state % below
  }
}

/** Runs a random program in a world; gives its log and what it leaves for later turns. */
function program(world: World, seed: number): { log: string[]; turns: (() => void)[] } {
  const random = generatorOf(seed)
  const { P } = world
  const log: string[] = []
  const turns: (() => void)[] = []
  const known: unknown[] = []
  class Sub extends (P as PromiseConstructor)<unknown> {
    override then(...args: [never, never]): never {
      log.push('Sub.then')
      return super.then(...args) as never
    }
  }
  class Quiet extends (P as PromiseConstructor)<unknown> {}
  class Foreign extends (P as PromiseConstructor)<unknown> {
    static override get [Symbol.species](): PromiseConstructor {
      log.push('species')
      return P as PromiseConstructor
    }
  }
  const show = (v: unknown): string => v instanceof Error ? `${v}` : Array.isArray(v) ? `[${v.map(show)}]`
    : v instanceof (P as PromiseConstructor) ? 'promise' : typeof v === 'object' && v !== null ? JSON.stringify(v) : String(v)
  let names = 0
  const C = (): PromiseConstructor => [P, P, P, Sub, Quiet, Foreign][random(6)] as PromiseConstructor

  function thenable(depth: number): object {
    const kind = random(5), inner = random(3) === 0 ? value(depth - 1) : random(100), name = `T${names++}`
    return {
      toJSON: () => name,
      then(resolve: (v: unknown) => void, reject: (v: unknown) => void) {
        log.push(`${name}.then`)
        if (kind === 0) resolve(inner)
        if (kind === 1) reject(inner)
        if (kind === 2) throw new Error(name)
        if (kind === 3) { resolve(inner); reject(1); throw new Error('late') }
        if (kind === 4) turns.push(() => resolve(inner))
      },
    }
  }

  function value(depth: number): unknown {
    switch (depth < 0 ? 0 : random(6)) {
      case 0: case 1: return random(100)
      case 2: return thenable(depth - 1)
      case 3: return known.length > 0 ? known[random(known.length)] : random(10)
      default: return promise(depth - 1)
    }
  }

  function promise(depth: number): Promise<unknown> {
    const K = C(), name = names++
    const kind = depth < 0 ? random(3) : random(15)
    let p: Promise<unknown>
    switch (kind) {
      case 0: p = K.resolve(random(100)); break
      case 1: p = K.reject(new Error(`r${name}`)); break
      case 2: p = new K((resolve) => { turns.push(() => resolve(name)) }); break
      case 3: { const v = value(depth); p = K.resolve(v) as Promise<unknown>; break }
      case 4: { const v = value(depth); p = new K((resolve) => resolve(v)); break }
      case 5: p = new K((resolve, reject) => { if (random(2)) reject(random(9)); else resolve(random(9)); throw new Error('ignored') }); break
      case 6: p = new K(() => { throw new Error(`x${name}`) }); break
      case 7: p = promise(depth - 1).then(handler(depth), random(2) ? handler(depth) : undefined); break
      case 8: p = promise(depth - 1).catch(handler(depth)); break
      case 9: p = promise(depth - 1).finally(handler(depth)); break
      case 10: { const list = Array.from({ length: random(4) }, () => value(depth - 1)); p = K[(['all', 'race', 'any', 'allSettled'] as const)[random(4)]](list); break }
      case 11: { const w = K.withResolvers<unknown>(); turns.push(() => { if (random(2)) w.resolve(1); else w.reject(new Error('w')) }); p = w.promise; break }
      case 12: case 13: p = world.async(asyncBody(depth - 1, name)); break
      default: p = K.reject(value(depth - 1))
    }
    known.push(p)
    p.then((v) => { log.push(`${name}:ok ${show(v)}`) }, (e: unknown) => { log.push(`${name}:no ${show(e)}`) })
    return p
  }

  function handler(depth: number): (v?: unknown) => unknown {
    const name = `h${names++}`, kind = random(5), result = kind === 0 ? value(depth - 1) : undefined
    return (v) => {
      log.push(`${name} ${show(v)}`)
      if (kind === 0) return result
      if (kind === 1) throw new Error(name)
      if (kind === 2) return promise(depth - 1)
      if (kind === 3) return thenable(depth - 1)
      return name
    }
  }

  function asyncBody(depth: number, name: number): Body {
    const awaits = random(4), values = Array.from({ length: awaits }, () => value(depth)), last = random(4) === 0 ? value(depth) : name
    const catches = random(2) === 0
    return function* () {
      for (const v of values) {
        try {
          log.push(`a${name} got ${show(yield v)}`)
        } catch (error) {
          log.push(`a${name} caught ${show(error)}`)
          if (!catches) throw error
        }
      }
      return last
    }
  }

  for (let i = 1 + random(6); i > 0; i--) promise(5)
  log.push('sync end')
  return { log, turns }
}

test('random programs log the same as the host', async () => {
  let total = 0
  const first = Number(process.argv[2] ?? 1), count = Number(process.argv[3] ?? 500)
  for (let seed = first; seed < first + count; seed++) {
    const expected = program(theirs, seed)
    for (let i = 0; i <= expected.turns.length; i++) {
      await new Promise((resolve) => setImmediate(resolve))
      expected.log.push('turn')
      if (i < expected.turns.length) expected.turns[i]()
    }
    await new Promise((resolve) => setImmediate(resolve))
    const actual = program(ours, seed)
    for (let i = 0; i <= actual.turns.length; i++) {
      drainJobs()
      actual.log.push('turn')
      if (i < actual.turns.length) actual.turns[i]()
    }
    drainJobs()
    assert.deepEqual(actual.log, expected.log, `seed ${seed}`)
    total += actual.log.length
  }
  assert.ok(total > count * 4, `only ${total} lines were logged`)
})

test('errors of wrong uses', () => {
  const uses: ((P: AnyPromise) => unknown)[] = [
    (P) => new P(undefined as never), (P) => new P(5 as never), (P) => new P({} as never), (P) => P.prototype.then.call({} as never),
    (P) => P.prototype.then.call(undefined as never), (P) => P.prototype.finally.call(3 as never),
    (P) => P.resolve.call(undefined as never, 1), (P) => P.reject.call(undefined as never, 1), (P) => P.all.call(undefined as never, []),
    (P) => P.withResolvers.call(undefined as never), (P) => P.all.call(function () {} as never, []), (P) => P.resolve.call({} as never, 1),
    (P) => P.race.call({} as never, []), (P) => P.allSettled.call(undefined as never, []), (P) => P.any.call(undefined as never, []),
    (P) => { const p = P.resolve(1); (p as { constructor: unknown }).constructor = 5; return p.then() },
    (P) => { const p = P.resolve(1); (p as { constructor: unknown }).constructor = { [Symbol.species]: 5 }; return p.then() },
    (P) => P.resolve.call(function (this: unknown, e: (a: unknown, b: unknown) => void) { e(1, 2) } as never, 1),
    (P) => P.resolve.call(function (this: unknown, e: (a: unknown, b: unknown) => void) { e(1, 2); e(1, 2) } as never, 1),
  ]
  const differences: string[] = []
  for (const use of uses) {
    const messages = [Promise, OurPromise as unknown as AnyPromise].map((P) => {
      try {
        return typeof use(P)
      } catch (error) {
        return `${error}`
      }
    })
    if (messages[0] !== messages[1]) differences.push(`${use}: ${messages.join(' / ')}`)
  }
  assert.deepEqual(differences, [])
})

test('unhandled rejections: those without handler when the jobs have run dry', () => {
  const P = OurPromise as unknown as AnyPromise
  takeUnhandledRejection()
  const late = P.reject(1)
  P.resolve().then(() => late.catch(() => 0)).catch(() => 0)
  drainJobs()
  assert.equal(takeUnhandledRejection(), null)
  P.reject(7)
  drainJobs()
  const unhandled = takeUnhandledRejection()
  assert.equal(unhandled !== null && promiseValue(unhandled), 7)
  assert.equal(takeUnhandledRejection(), null)
})
