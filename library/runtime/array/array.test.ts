import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { outcome, underOracle } from '../../../test/tools/oracle-test.ts'
import { Array as Ours } from './mod.ts'
import { TimSort } from './tim-sort.ts'

type Method = (this: unknown, ...args: unknown[]) => unknown
type Call = (method: string, receiver: unknown, ...args: unknown[]) => unknown

const prototypeOf = (constructor: unknown): Record<string, Method> =>
  (constructor as { prototype: Record<string, Method> }).prototype
const callOn = (constructor: unknown): Call => (method, receiver, ...args) =>
  prototypeOf(constructor)[method].apply(receiver, args)

/** Runs a scenario with our methods and with the host's; result and receiver must come out alike. */
function same(label: string, scenario: (call: Call) => unknown): void {
  const show = (constructor: unknown) => inspect(outcome(() => scenario(callOn(constructor))), { depth: 6, showHidden: true })
  assert.equal(show(Ours), show(Array), label)
}

const receivers: [string, () => unknown][] = [
  ['packed', () => [3, 1, 2]],
  ['empty', () => []],
  ['strings', () => ['b', 'a', '', 'c', 'a']],
  ['holes', () => [1, , 3, , undefined, 5]],
  ['mixed', () => [undefined, null, NaN, -0, 'x', [1, [2, [3]]], { a: 1 }, 10, 9, true]],
  ['array-like', () => ({ length: 3, 0: 'p', 2: 'q' })],
  ['string-like', () => 'hey'],
  ['frozen', () => Object.freeze([1, 2])],
  ['sealed', () => Object.seal([1, 2])],
  ['fixed', () => Object.preventExtensions([2, 1])],
  ['negative length', () => ({ length: -1 })],
  ['null', () => null],
  ['undefined', () => undefined],
  ['number', () => 5],
  ['subclass', () => { class Sub extends Array<number> {} const s = new Sub(); s.push(4, 5, 6); return s }],
  ['species', () => { class Sub extends Array<number> { static override get [Symbol.species]() { return Array } } return Sub.from([7, 8]) }],
]

const callbacks: [string, unknown][] = [
  ['truthy', (v: unknown) => v], ['odd', (_: unknown, i: number) => i % 2 === 1], ['wrap', (v: unknown) => [v, [v]]],
  ['none', undefined], ['null', null], ['object', {}], ['string', 's'], ['symbol', Symbol('q')],
]

function argumentsFor(method: string): unknown[][] {
  const numbers: unknown[] = [undefined, 0, 1, -1, 2, 10, -10, NaN, Infinity, -Infinity, 1.7, '1', null]
  switch (method) {
    case 'map': case 'filter': case 'forEach': case 'some': case 'every': case 'find': case 'findIndex': case 'findLast':
    case 'findLastIndex': case 'flatMap': return [[], ...callbacks.map(([, f]) => [f])]
    case 'reduce': case 'reduceRight': {
      const add = (a: unknown, b: unknown, i: number) => `${String(a)}|${String(b)}${i}`
      return [[add], [add, 'init'], [add, undefined], [], [3]]
    }
    case 'at': case 'flat': return [[], ...numbers.map((n) => [n])]
    case 'with': return numbers.map((n) => [n, 'new'])
    case 'slice': case 'copyWithin': return [[], ...numbers.flatMap((a) => [[a], [a, -1], [a, 2], [a, undefined], [a, 1, 3], [a, 0, -1]])]
    case 'fill': return [[], ['z'], ...numbers.flatMap((a) => [['z', a], ['z', a, 2], ['z', 1, a]])]
    case 'splice': case 'toSpliced':
      return [[], ...numbers.flatMap((a) => [[a], [a, undefined], [a, 1], [a, 1, 'x'], [a, 0, 'x', 'y'], [a, 9], [a, -1]])]
    case 'includes': case 'indexOf': case 'lastIndexOf':
      return [[], [undefined], [NaN], [0], [-0], ['a'], [3], [null], ...numbers.flatMap((n) => [['a', n], [1, n]])]
    case 'join': return [[], [','], [''], ['--'], [undefined], [null], [0]]
    case 'sort': case 'toSorted':
      return [[], [undefined], [null], [{}], [3], [(a: number, b: number) => a - b], [(a: unknown, b: unknown) => String(a) < String(b) ? 1 : -1]]
    case 'push': case 'unshift': return [[], [1], [1, 2], [undefined]]
    case 'concat': return [[], [1], [[1, 2]], [[, 1], 'x'], [{ length: 1, 0: 'q', [Symbol.isConcatSpreadable]: true }],
      [Object.assign([1], { [Symbol.isConcatSpreadable]: false })], [[1, , 2, ,]]]
    default: return [[]]
  }
}

const METHODS = ['at', 'concat', 'copyWithin', 'every', 'fill', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex',
  'flat', 'flatMap', 'forEach', 'includes', 'indexOf', 'join', 'lastIndexOf', 'map', 'pop', 'push', 'reduce', 'reduceRight',
  'reverse', 'shift', 'slice', 'some', 'sort', 'splice', 'toReversed', 'toSorted', 'toSpliced', 'toString', 'unshift', 'with']

if (underOracle(import.meta.url)) {
  for (const method of METHODS) {
    test(`${method} on every kind of receiver`, () => {
      for (const [name, make] of receivers) {
        for (const args of argumentsFor(method)) {
          same(`${method} on ${name} with ${inspect(args)}`, (call) => {
            const receiver = make()
            const result = outcome(() => call(method, receiver, ...args))
            return [result, receiver]
          })
        }
      }
    })
  }

  test('callbacks that change the array', () => {
    for (const method of ['map', 'filter', 'forEach', 'some', 'every', 'find', 'findIndex', 'findLast', 'findLastIndex', 'flatMap', 'reduce', 'reduceRight']) {
      for (const change of [
        (a: unknown[]) => { a.length = 1 }, (a: unknown[]) => { a.push(9) }, (a: unknown[]) => { delete a[2] },
        (a: unknown[]) => { a[2] = 'changed' },
      ]) {
        same(`${method} with ${String(change)}`, (call) => {
          const seen: unknown[] = []
          const receiver: unknown[] = [1, 2, 3, 4]
          const result = call(method, receiver, (...args: unknown[]) => {
            seen.push(args.slice(0, 3).map((x) => Array.isArray(x) ? 'array' : x))
            if (seen.length === 1) change(receiver)
            return false
          })
          return [seen, receiver, result]
        })
      }
    }
  })

  test('this of callbacks', () => {
    same('thisArg', (call) => {
      const seen: unknown[] = []
      for (const m of ['map', 'filter', 'forEach', 'some', 'find', 'flatMap']) call(m, [1], function (this: unknown) { seen.push(this) }, 'me')
      return seen
    })
  })

  test('the comparison is called in V8\'s order, whatever it answers', () => {
    let seed = 1
    const random = () => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) / 2 ** 32
    const orders: ((a: number, b: number) => number)[] = [
      (a, b) => a - b, (a, b) => b - a, (a, b) => +(a > b), () => 0, (a, b) => (a >> 3) - (b >> 3), (a, b) => ((a * 7) ^ (b * 13)) % 3 - 1,
      () => NaN, () => -1,
    ]
    for (let round = 0; round < 300; round++) {
      const length = Math.floor(random() * (round % 10 === 0 ? 2000 : 150))
      const runs = round % 3
      const base = Array.from({ length }, (_, i) => runs === 0 ? Math.floor(random() * 100) : runs === 1 ? i % 37 + (random() < 0.1 ? 5 : 0) : i ^ (random() < 0.05 ? 64 : 0))
      const order = orders[round % orders.length]
      const trace = (sort: (a: number[], c: (a: number, b: number) => number) => number[]) => {
        const calls: number[] = []
        const result = sort([...base], (a, b) => { calls.push(a, b); return order(a, b) })
        return { result, calls }
      }
      assert.deepEqual(
        trace((a, c) => callOn(Ours)('sort', a, c) as number[]), trace((a, c) => a.sort(c)), `round ${round}, ${String(order)}`)
    }
  })

  test('comparisons that change the array', () => {
    same('shrink', (call) => { const a = [3, 2, 1]; call('sort', a, (x: number, y: number) => { a.length = 0; return x - y }); return a })
    same('grow', (call) => { const a = [3, 2, 1]; call('sort', a, (x: number, y: number) => { a.push(7); return x - y }); return a })
    same('throw', (call) => { const a = [3, 2, 1]; try { call('sort', a, () => { throw new Error('no') }) } catch {} return a })
    same('boxed', (call) => call('sort', [3, 2, 1], () => ({ valueOf: () => -1 })))
  })

  test('stable', () => {
    const items = Array.from({ length: 1000 }, (_, i) => ({ key: i * 7919 % 10, i }))
    const sorter = new TimSort(items, (a, b) => a.key - b.key)
    sorter.sort()
    for (let i = 1; i < items.length; i++) {
      assert.ok(items[i - 1].key < items[i].key || (items[i - 1].key === items[i].key && items[i - 1].i < items[i].i))
    }
  })

  test('join and cycles', () => {
    const host = { join: Array.prototype.join, toString: Array.prototype.toString }
    const cycle: unknown[] = [1]
    cycle.push(cycle, [2, cycle])
    const expected = cycle.join()
    Object.assign(Array.prototype, { join: prototypeOf(Ours).join, toString: prototypeOf(Ours).toString })
    const actual = cycle.join()
    Object.assign(Array.prototype, host)
    assert.equal(actual, expected)
    same('objects', (call) => call('join', [{}, [1, [2]], null, undefined, true, Symbol.iterator.description], ';'))
    same('symbol', (call) => call('join', [Symbol('x')]))
  })

  test('huge lengths', () => {
    same('push', (call) => call('push', { length: 2 ** 53 - 1 }, 1))
    same('unshift', (call) => call('unshift', { length: 2 ** 53 - 1 }, 1))
    same('slice', (call) => call('slice', { length: 2 ** 53, [2 ** 53 - 2]: 'x' }, -2))
    same('splice', (call) => call('splice', { length: 2 ** 53 - 1 }, 0, 0, 1))
    same('map', (call) => call('map', { length: 2 ** 32 }, (x: unknown) => x))
    same('lastIndexOf', (call) => call('lastIndexOf', { length: 2 ** 53 - 1, [2 ** 53 - 2]: 'x' }, 'x'))
    same('toSorted', (call) => call('toSorted', { length: 2 ** 32 }))
    same('with', (call) => call('with', { length: 2 ** 32 }, 0, 0))
  })

  test('constructor and statics', () => {
    const make = Ours as unknown as typeof Array
    const pairs: [unknown, unknown][] = [
      [outcome(() => new make(3)), outcome(() => new Array(3))],
      [outcome(() => new make(-1)), outcome(() => new Array(-1))],
      [outcome(() => new make(1.5)), outcome(() => new Array(1.5))],
      [outcome(() => new make('3' as unknown as number)), outcome(() => new Array('3'))],
      [outcome(() => new make(1, 2)), outcome(() => new Array(1, 2))],
      [outcome(() => new make()), outcome(() => new Array())],
      [outcome(() => new make(undefined as unknown as number)), outcome(() => new Array(undefined))],
      [outcome(() => make.of(7, undefined)), outcome(() => Array.of(7, undefined))],
    ]
    const class1 = class { length = 0; constructor(...args: unknown[]) { Object.assign(this, { args }) } }
    const sources: unknown[] = [[1, , 3], 'a\u{1F600}b', { length: 2, 0: 'x' }, new Set([1, 2]), null, undefined, 5, {}, { [Symbol.iterator]: 1 },
      { [Symbol.iterator]() { return 1 } }, { [Symbol.iterator]() { return {} } }, { length: -1 }]
    for (const source of sources) {
      for (const mapper of [undefined, (x: unknown, i: number) => [x, i], 1, null]) {
        for (const target of [undefined, class1, () => 1]) {
          const args = [source, mapper] as [Iterable<unknown>, () => unknown]
          const from = (array: typeof Array) => outcome(() => array.from.apply((target === undefined ? array : target) as typeof Array, args))
          // The twin's results are the host's arrays, so that Array itself is the host's in our code, too.
          pairs.push([outcome(() => make.from.apply((target ?? Array) as typeof Array, args)), from(Array)])
        }
      }
    }
    for (const [ours, theirs] of pairs) assert.equal(inspect(ours), inspect(theirs))
  })

  test('iterators', () => {
    const a = ['x', 'y']
    const list = (method: string) => [...callOn(Ours)(method, a) as Iterable<unknown>]
    assert.deepEqual([list('keys'), list('values'), list('entries')], [[...a.keys()], [...a.values()], [...a.entries()]])
    const iterator = callOn(Ours)('values', a) as Iterator<unknown>
    iterator.next()
    a.push('z')
    iterator.next()
    assert.deepEqual(iterator.next(), { value: 'z', done: false })
    assert.deepEqual(iterator.next(), { value: undefined, done: true })
    a.push('w')
    assert.deepEqual(iterator.next(), { value: undefined, done: true })
    assert.equal(Object.prototype.toString.call(iterator), '[object Array Iterator]')
  })
}
