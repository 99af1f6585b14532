import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { outcome, underOracle } from '../../../test/tools/oracle-test.ts'
import * as ours from './mod.ts'

const host = { Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError, AggregateError }
type Realm = typeof host
const mine = ours as unknown as Realm

function same(label: string, scenario: (realm: Realm) => unknown): void {
  const show = (realm: Realm) => inspect(outcome(() => scenario(realm)), { depth: 4 })
  assert.equal(show(mine), show(host), label)
}
const header = (error: { stack?: string }): unknown => error.stack?.split('\n')[0]
const NAMES = ['Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'EvalError', 'URIError'] as const

if (underOracle(import.meta.url)) {
  test('properties', () => {
    for (const name of NAMES) {
      for (const args of [[], ['m'], [undefined], [''], [5], ['m', { cause: 1 }], ['m', { cause: undefined }], ['m', 5], ['m', {}], [Symbol('s')], [{ toString: () => 'obj' }]]) {
        same(`${name} ${inspect(args)}`, (realm) => {
          const error = new realm[name](...args as [string])
          return [Object.getOwnPropertyNames(error), error.message, error.name, String(error), header(error), error.cause, Object.getOwnPropertyDescriptor(error, 'message'), error.propertyIsEnumerable('stack')]
        })
      }
      same('prototype', (realm) => [Object.getOwnPropertyNames(realm[name].prototype).sort(), Object.getOwnPropertyDescriptor(realm[name].prototype, 'name'), realm[name].length, realm[name].name])
    }
    for (const args of [[[1, 2]], [new Set([1]), 'm'], [[], 'm', { cause: 3 }], [1], [undefined]]) {
      same('AggregateError', (realm) => { const error = new realm.AggregateError(...args as [[]]); return [Object.getOwnPropertyNames(error), error.errors, String(error), error.cause] })
    }
  })

  test('stack', () => {
    same('heirs', ({ Error }) => {
      class A extends Error {}
      class B extends Error { constructor(m: string) { super(m); this.name = 'Q' } }
      class C extends Error { override get name() { return 'ZZ' } }
      return [A, B, C].map((c) => header(new c('m')))
    })
    same('changes', ({ Error }) => { const e = new Error('a'); e.message = 'b'; const first = header(e); e.message = 'c'; e.name = 'N'; return [first, header(e)] })
    same('set', ({ Error }) => { const e = new Error('a'); e.stack = 'mine'; return [e.stack, Object.getOwnPropertyNames(e)] })
    same('captured', ({ Error }) => { const o: { name?: string; message?: string; stack?: string } = {}; Error.captureStackTrace(o); o.name = 'T'; o.message = 'u'; return [header(o), Object.keys(o)] })
    same('captured badly', ({ Error }) => [outcome(() => Error.captureStackTrace(1 as never)), outcome(() => Error.captureStackTrace(Object.freeze({})))])
    same('limit', ({ Error }) => {
      const limit = Error.stackTraceLimit
      Error.stackTraceLimit = 0
      const none = new Error('x').stack
      Error.stackTraceLimit = 'x' as never
      const missing = new Error('x').stack
      Error.stackTraceLimit = limit
      return [none, missing]
    })
  })

  test('toString', () => {
    for (const receiver of [1, null, {}, { name: 'N' }, { message: 'm' }, { name: '', message: 'x' }, { name: 'N', message: '' }, { name: Symbol() }, { name: undefined, message: undefined }, []]) {
      same('toString', (realm) => realm.Error.prototype.toString.call(receiver))
    }
  })

  test('descriptions of values', () => {
    const values = [undefined, null, 1, -0, 'ab', true, Symbol('q'), Symbol(), {}, [], [1, [2]], new Map(), new (class Foo {})(), Object.create(null), () => 1, class Foo {}, new Error('m'), new TypeError(''),
      { toString() { return 'hi' } }, { [Symbol.toStringTag]: 'Tag' }, new Uint8Array(1), Object(1), Object('s'), Promise.resolve(), JSON, Object.create({ constructor: 5 }), { constructor: class Own {} }]
    for (const value of values) {
      const message = (outcome(() => Map.prototype.get.call(value as never, 1)) as { message: string }).message
      if (!(value instanceof Map)) assert.equal(`Method Map.prototype.get called on incompatible receiver ${ours.describe(value)}`, message)
      if (typeof value !== 'function') assert.equal(`${ours.callSite(value)} is not a function`, (outcome(() => [1].forEach(value as never)) as { message: string }).message)
    }
  })

  test('brand', () => {
    assert.deepEqual([new ours.TypeError('x'), Object.create(ours.Error.prototype), {}, null].map(ours.isErrorObject), [true, false, false, false])
  })
}
