import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { outcome, underOracle } from '../../../test/tools/oracle-test.ts'
import { arrayIteration, asyncIteration, delegation, generatorIteration, makeGenerator, protocolIteration, stringIteration } from './mod.ts'
import type { CoroutineRecord } from './mod.ts'

interface Iteration { step(): boolean; value: unknown; close(): void; abandon(): void }

/** What a compiled for-of does. */
function forOf(iteration: Iteration, body: (value: unknown) => 'break' | 'throw' | void): unknown[] {
  const seen: unknown[] = []
  while (iteration.step()) {
    const value = iteration.value
    seen.push(value)
    const next = body(value)
    if (next === 'throw') {
      iteration.abandon()
      throw new RangeError('from the body')
    }
    if (next === 'break') {
      iteration.close()
      break
    }
  }
  return seen
}
function hostForOf(iterable: Iterable<unknown>, body: (value: unknown) => 'break' | 'throw' | void): unknown[] {
  const seen: unknown[] = []
  for (const value of iterable) {
    seen.push(value)
    const next = body(value)
    if (next === 'throw') throw new RangeError('from the body')
    if (next === 'break') break
  }
  return seen
}

const results = [1, undefined, null, 's', {}]
function iterables(): [string, (log: string[]) => Iterable<unknown>][] {
  const list: [string, (log: string[]) => Iterable<unknown>][] = [
    ['iterable', () => new Set([1, 2, 3])], ['iterable', () => 'a\u{1f600}\ud800'], ['iterable', () => null as never], ['iterable', () => 5 as never],
    ['iterable', () => ({}) as never], ['iterable', () => ({ [Symbol.iterator]: 1 }) as never], ['iterable', () => ({ [Symbol.iterator]: () => 1 }) as never],
    ['iterable', () => ({ [Symbol.iterator]: () => ({}) }) as never], ['iterable', () => ({ [Symbol.iterator]: () => ({ next: () => 1 }) }) as never],
  ]
  for (const result of results) {
    list.push(['iterable', (log) => ({ [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }), return: () => { log.push('return'); return result as never } }) })])
  }
  list.push(['iterable', (log) => ({ [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }), get return(): never { log.push('get'); throw new Error('get return') } }) })])
  list.push(['iterable', (log) => ({ [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }), return() { log.push('call'); throw new Error('return') } }) })])
  list.push(['iterable', () => ({ [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }), return: 's' as never }) })])
  return list
}

/** A coroutine as the compiler makes it: yields 1, then what it was sent, in a try with a finally. */
function body(log: unknown[]) {
  return (mode: number, value: unknown, record: CoroutineRecord<unknown>): unknown => {
    const finish = (result: unknown): unknown => { record.state = -1; log.push('finally'); return result }
    log.push([mode, record.state === 0 ? undefined : value])
    if (record.state === 0) { record.state = 1; return 1 }
    if (mode === 1) { finish(undefined); throw value }
    if (mode === 2) return finish(value)
    if (record.state === 1) { record.state = 2; return value }
    return finish('end')
  }
}
function* hostBody(log: unknown[]): Generator<unknown, unknown, unknown> {
  log.push([0, undefined])
  let mode = 2
  let sent: unknown
  try {
    sent = yield 1; log.push([0, sent]); sent = yield sent; log.push([0, sent]); mode = 0; return 'end'
  } catch (error) { mode = 1; sent = error; log.push([1, error]); throw error } finally { if (mode === 2) log.push([2, 'r']); log.push('finally') }
}

if (underOracle(import.meta.url)) {
  test('the protocol, closed and abandoned', () => {
    for (const [text, make] of iterables()) {
      for (const action of ['break', 'throw', undefined] as const) {
        if (action === undefined && text !== 'iterable') continue
        let count = 0
        const visit = (): 'break' | 'throw' | void => (action === undefined ? (++count % 50 === 0 ? 'break' : undefined) : action)
        const run = (go: (iterable: Iterable<unknown>) => unknown) => { count = 0; const log: string[] = []; const iterable = make(log); return inspect([outcome(() => go(iterable)), log]) }
        assert.equal(run((iterable) => forOf(protocolIteration(iterable, text), visit)), run((iterable) => hostForOf(iterable, visit)), String(make))
      }
    }
  })

  test('arrays and strings', () => {
    const grow = (a: number[]) => (v: unknown): void => { if (v === 1) a.push(4) }
    const a = [1, 2, 3], b = [1, 2, 3]
    assert.deepEqual(forOf(arrayIteration(a), grow(a)), hostForOf(b, grow(b)))
    assert.deepEqual(forOf(stringIteration('a\u{1f600}\ud800b'), () => {}), [...'a\u{1f600}\ud800b'])
  })

  test('messages', () => {
    assert.throws(() => protocolIteration(1 as never, 'u.x(...)'), { message: 'u.x is not a function or its return value is not iterable' })
    assert.throws(() => protocolIteration(undefined as never, ''), { message: 'undefined is not iterable (cannot read property Symbol(Symbol.iterator))' })
  })

  test('generator objects', () => {
    const scripts: [string, unknown?][][] = [
      [['next', 5], ['next', 6], ['next', 7], ['next', 8]], [['return', 'r'], ['next']], [['throw', 'e'], ['next']], [['next'], ['return', 'r'], ['next'], ['return', 'q'], ['throw', 'x']],
      [['next'], ['throw', 'e'], ['next']],
    ]
    for (const script of scripts) {
      const run = (make: (log: unknown[]) => Record<string, (v: unknown) => unknown>) => {
        const log: unknown[] = []
        const generator = make(log)
        return inspect([script.map(([method, value]) => outcome(() => generator[method](value))), log], { depth: 5 })
      }
      assert.equal(run((log) => makeGenerator(body(log)) as never), run((log) => hostBody(log) as never))
    }
    const g: Generator<unknown> = makeGenerator<unknown>((): unknown => g.next()) as never
    assert.throws(() => g.next(undefined), { message: 'Generator is already running' })
    assert.throws(() => g.next.call({} as never, 1 as never), { message: 'Method [Generator].prototype.next called on incompatible receiver #<Object>' })
    assert.equal(Object.prototype.toString.call(g), '[object Generator]')
    assert.equal(g[Symbol.iterator](), g)
  })

  test('for-of over a generator object', () => {
    const log: unknown[] = []
    assert.deepEqual(forOf(generatorIteration(makeGenerator(body(log))), () => {}), [1, undefined])
    assert.deepEqual(forOf(generatorIteration(makeGenerator(body(log))), () => 'break'), [1])
    assert.deepEqual(log.slice(-2), [[2, undefined], 'finally'])
  })

  test('yield*', () => {
    const log: unknown[] = []
    const inner = { next: (v: unknown) => { log.push(['next', v]); return { value: v, done: v === 'stop' } }, return: (v: unknown) => ({ value: v, done: true }) }
    const it = delegation({ [Symbol.iterator]: () => inner } as never)
    assert.deepEqual([it.step(0, 'a'), it.result.value, it.step(0, 'stop'), it.value, it.step(2, 'r'), it.value], [0, 'a', 1, 'stop', 2, 'r'])
    assert.throws(() => it.step(1, 'e'), { message: "The iterator does not provide a 'throw' method." })
    assert.throws(() => delegation(1 as never), { message: 'number 1 is not iterable (cannot read property Symbol(Symbol.iterator))' })
  })

  test('for-await', async () => {
    const run = async (iterable: AsyncIterable<unknown> | Iterable<unknown>): Promise<unknown[]> => {
      const seen: unknown[] = []
      const it = asyncIteration(iterable, 'iterable')
      while (it.accept(await it.next())) {
        seen.push(it.value)
        if (seen.length === 2) { if (it.startClose()) it.finishClose(await it.pending); break }
      }
      return seen
    }
    const hostRun = async (iterable: AsyncIterable<unknown> | Iterable<unknown>): Promise<unknown[]> => {
      const seen: unknown[] = []
      for await (const value of iterable) { seen.push(value); if (seen.length === 2) break }
      return seen
    }
    const settle = async (promise: Promise<unknown>): Promise<unknown> => promise.then((v) => inspect(v), (e: Error) => `${e.name}: ${e.message}`)
    const cases: (() => unknown)[] = [() => [1, 2, 3], () => [Promise.resolve(1)], () => [Promise.reject(new Error('r'))], async function* () { yield 1; yield 2; yield 3 }, () => 1, () => ({}),
      () => ({ [Symbol.asyncIterator]: 1 }), () => ({ [Symbol.asyncIterator]: () => 1 }), () => ({ [Symbol.asyncIterator]: () => ({}) }), () => ({ [Symbol.asyncIterator]: () => ({ next: () => 1 }) }),
      () => ({ [Symbol.asyncIterator]: () => ({ next: () => ({}), return: () => 1 }) }), () => ({ [Symbol.asyncIterator]: () => ({ next: () => ({}), return: 1 }) }),
      () => ({ [Symbol.iterator]: () => ({ next: () => ({}), return: () => 1 }) }), () => ({ [Symbol.iterator]: () => 1 })]
    for (const make of cases) {
      const text = (await settle(hostRun(make() as never))) as string
      assert.equal(await settle(run(make() as never)), text.replace('undefined is not async', 'iterable is not async'), String(make))
    }
    // The order of jobs: how many turns a step over a sync iterable takes.
    const order = async (go: (i: Iterable<unknown>) => Promise<unknown>): Promise<unknown> => {
      const log: unknown[] = []
      const ticks = (async () => { for (let i = 0; i < 12; i++) { log.push(i); await undefined } })()
      await Promise.all([ticks, go([1, 2]).then(() => log.push('end'))])
      return log
    }
    assert.deepEqual(await order(run), await order(hostRun))
  })
}
