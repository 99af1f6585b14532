import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { outcome, underOracle } from '../../../test/tools/oracle-test.ts'
import { createSymbol, Symbol as OurSymbol } from '../symbol/mod.ts'
import { Function as OurFunction } from '../function/mod.ts'
import { callObject, Object as OurObject, Reflect as OurReflect } from './mod.ts'

type Statics = Record<string, (...args: unknown[]) => unknown>
type Method = (this: unknown, ...args: unknown[]) => unknown
interface Realm { O: Statics; R: Statics; P: Record<string, (this: unknown, ...args: unknown[]) => unknown>; F: Record<string | symbol, (this: unknown, ...args: unknown[]) => unknown> }
const ours = { O: OurObject, R: OurReflect, P: OurObject.prototype, F: OurFunction.prototype } as unknown as Realm
const host = { O: Object, R: Reflect, P: Object.prototype, F: Function.prototype } as unknown as Realm

function same(label: string, scenario: (realm: Realm) => unknown): void {
  const show = (realm: Realm) => inspect(outcome(() => scenario(realm)), { depth: 6, showHidden: true, getters: false })
  assert.equal(show(ours), show(host), label)
}

const symbol = Symbol('sym')
class Point { x = 1; #hidden = 2; get double() { return this.x * 2 } static s = 3 }
const makers: (() => unknown)[] = [
  () => ({ a: 1, b: { c: 2 }, [symbol]: 3, 2: 'two', 1: 'one' }), () => [1, , 3], () => 'str', () => 5, () => null, () => undefined,
  () => true, () => symbol, () => new Point(), () => Object.create(null, { hidden: { value: 1 }, shown: { value: 2, enumerable: true } }),
  () => Object.freeze({ a: 1 }), () => Object.seal({ a: 1, get g() { return 1 } }), () => Object.preventExtensions({ a: 1 }),
  () => ({ get a() { return 1 }, set a(v) {} , get b() { return 2 } }), () => function f(a: unknown, b: unknown) { return [a, b] },
  () => Object.assign(() => 1, { extra: 1 }), () => new Uint8Array(2), () => Object('wrapped'), () => new Map([[1, 2]]),
]
const descriptors: (() => unknown)[] = [
  () => ({}), () => ({ value: 5 }), () => ({ value: 5, enumerable: true }), () => ({ writable: false }), () => ({ configurable: false }),
  () => ({ get: () => 7 }), () => ({ set: undefined }), () => ({ get: 1 }), () => ({ set: 's' }), () => ({ get() { return 1 }, value: 1 }),
  () => 1, () => undefined, () => ({ value: 6, writable: true, enumerable: true, configurable: true }), () => ({ get: undefined, enumerable: true }),
  () => Object.create({ value: 'inherited', enumerable: 1 }),
]
const keys: unknown[] = ['a', 'zz', 0, 1, '1', symbol, { toString: () => 'a' }, 'length', undefined, { [Symbol.toPrimitive]: () => symbol }]

if (underOracle(import.meta.url)) {
  test('statics of one value', () => {
    for (const method of ['keys', 'values', 'entries', 'freeze', 'seal', 'preventExtensions', 'isFrozen', 'isSealed', 'isExtensible', 'getPrototypeOf',
      'getOwnPropertyNames', 'getOwnPropertySymbols', 'getOwnPropertyDescriptors', 'create']) {
      for (const make of makers) {
        same(`${method} of ${inspect(make())}`, ({ O }) => {
          const value = make()
          const result = O[method](value)
          return [result, result === value, value, Object.isExtensible(value), Object.getOwnPropertyDescriptors(value ?? {})]
        })
      }
    }
  })

  test('keys and descriptors', () => {
    for (const make of makers) {
      for (const key of keys) {
        same('hasOwn', ({ O, R, P }) => [outcome(() => O.hasOwn(make(), key)), outcome(() => (P.hasOwnProperty as Method).call(make(), key)),
          outcome(() => (P.propertyIsEnumerable as Method).call(make(), key)), outcome(() => O.getOwnPropertyDescriptor(make(), key)),
          outcome(() => R.has(make(), key)), outcome(() => R.get(make(), key)), outcome(() => R.deleteProperty(make(), key)),
          outcome(() => R.getOwnPropertyDescriptor(make(), key))])
      }
    }
  })

  test('defineProperty', () => {
    for (const make of makers) {
      for (const key of ['a', 'new', 0, symbol, 'g']) {
        for (const first of descriptors) {
          for (const second of [undefined, ...descriptors]) {
            same(`${inspect(make())} ${String(key)} ${inspect(first())} ${inspect(second?.())}`, ({ O, R }) => {
              const value = make()
              const log = [outcome(() => O.defineProperty(value, key, first()) === value)]
              if (second !== undefined) log.push(outcome(() => R.defineProperty(value, key, second())), outcome(() => O.defineProperty(value, key, second()) === value))
              return [log, outcome(() => Object.getOwnPropertyDescriptors(value))]
            })
          }
        }
      }
    }
    same('length', ({ O }) => { const a = [1, 2, 3]; O.defineProperty(a, 'length', { value: 1, writable: false }); return [a, outcome(() => a.push(1)), outcome(() => O.defineProperty(a, 'length', { value: -1 }))] })
  })

  test('create, defineProperties, assign, fromEntries, groupBy', () => {
    for (const prototype of [null, {}, 1, undefined, 's', () => 1]) {
      for (const properties of [undefined, null, {}, { a: { value: 1 } }, { a: 1 }, { a: { get: 1 } }, 'x', { b: { value: 1 }, get a() { return { value: 2 } } }]) {
        same('create', ({ O }) => O.create(prototype, properties))
        same('defineProperties', ({ O }) => O.defineProperties(prototype, properties))
      }
    }
    for (const target of makers) for (const source of makers) {
      same('assign', ({ O }) => { const t = target(); const r = O.assign(t, source(), { q: 1 }); return [r === t, r] })
    }
    for (const source of [null, undefined, 5, {}, [1], [['a', 1], [symbol, 2], ['__proto__', 3]], 'ab', new Map([['k', 'v']])]) {
      same('fromEntries', ({ O }) => O.fromEntries(source))
    }
    for (const items of [[1, 2, 3], 'abc', null, 5, {}]) {
      for (const callback of [(x: unknown) => `k${String(x)}`, (_: unknown, i: number) => i % 2, () => symbol, 5, undefined]) same('groupBy', ({ O }) => O.groupBy(items, callback))
    }
  })

  test('prototypes', () => {
    for (const make of makers) {
      for (const prototype of [null, {}, 1, undefined, []]) {
        same('setPrototypeOf', ({ O, R }) => { const v = make(); return [outcome(() => O.setPrototypeOf(v, prototype) === v), outcome(() => R.setPrototypeOf(v, prototype))] })
      }
      same('methods', ({ P, O }) => [outcome(() => P.isPrototypeOf.call(Object.prototype, make() as object)), outcome(() => (P.isPrototypeOf as Method).call(make(), {})),
        outcome(() => P.toString.call(make())), outcome(() => P.valueOf.call(make())), outcome(() => O.is(make(), make()))])
    }
    same('cycle', ({ O }) => { const a = {}; return O.setPrototypeOf(a, Object.create(a)) })
    const proto = (realm: Realm) => Object.getOwnPropertyDescriptor(realm.P, '__proto__')!
    for (const make of [() => null, () => undefined, () => ({}), () => 5, () => Object.freeze({})]) {
      same(`__proto__ of ${inspect(make())}`, (realm) => { const value = make(); return [outcome(() => proto(realm).get!.call(value) === Object.prototype), outcome(() => proto(realm).set!.call(value, {})), outcome(() => proto(realm).set!.call(value, 1))] })
    }
    same('tag', ({ P }) => P.toString.call({ [Symbol.toStringTag]: 'Mine' }))
  })

  test('accessors by method', () => {
    for (const make of makers) {
      same('define', ({ P }) => {
        const value = make()
        return [outcome(() => P.__defineGetter__.call(value, 'a', () => 9)), outcome(() => P.__defineSetter__.call(value, 'a', (_: unknown) => {})),
          outcome(() => P.__lookupGetter__.call(value, 'a')), outcome(() => P.__lookupSetter__.call(value, 'g')), outcome(() => P.__defineGetter__.call(value, 'q', 1)),
          outcome(() => Object.getOwnPropertyDescriptors(value))]
      })
    }
  })

  test('Reflect', () => {
    class Base { name: string; constructor() { this.name = new.target.name } }
    class Other {}
    for (const args of [[1], [() => 1, 1], [() => 1, 1, 5], [(...a: unknown[]) => a, 1, [1, 2]], [(...a: unknown[]) => a, 1, { length: 2, 0: 'x' }], [Base, 1, []]]) same('apply', ({ R }) => R.apply(...args))
    for (const args of [[1], [() => 1, []], [Base], [Base, [], 1], [Base, 5], [Base, []], [Base, [], Other], [Date, { length: 0 }, undefined]]) {
      same('construct', ({ R }) => { const r = R.construct(...args) as object; return [r.constructor.name, (r as Base).name] })
    }
    for (const method of Reflect.ownKeys(Reflect)) {
      if (typeof method === 'string') same(method, ({ R }) => R[method](1, 'a', {}))
    }
    same('receivers', ({ R }) => { const o = { get a() { return this }, set b(v: unknown) { (this as unknown as { got: unknown }).got = v } }; const r = {}; return [R.get(o, 'a', 5), R.set(o, 'b', 6, r), r, R.set(o, 'c', 1), o, R.set(Object.freeze({ z: 1 }), 'z', 2)] })
  })

  test('functions', () => {
    const f = function named(this: unknown, a: unknown, b: unknown) { return [this, a, b] }
    for (const receiver of [f, 1, {}, undefined, null, 's', symbol]) {
      same('call', ({ F }) => [outcome(() => F.call.call(receiver, 'me', 1, 2)), outcome(() => F.apply.call(receiver, 'me', [1, 2])), outcome(() => F.apply.call(receiver, 'me')),
        outcome(() => F.apply.call(receiver, 'me', 1)), outcome(() => F.toString.call(receiver)), outcome(() => F[Symbol.hasInstance].call(receiver, {}))])
    }
    same('bind', ({ F }) => { const b = F.bind.call(f, 'me', 1) as typeof f; return [b(2, 3), b.name, b.length, outcome(() => F.bind.call(1))] })
    same('bind names', ({ F }) => [0, 1, 5].map((n) => { const b = F.bind.call(Object.defineProperty((x: unknown, y: unknown) => [x, y], 'name', { value: n ? `n${n}` : 7 }), ...Array(n + 1).fill(0) as []) as typeof f; return [b.name, b.length] }))
    same('instance', ({ F }) => [F[Symbol.hasInstance].call(Point, new Point()), F[Symbol.hasInstance].call(Object, 5), F[Symbol.hasInstance].call(Point, {}), outcome(() => F[Symbol.hasInstance].call(() => 1, {}))])
  })

  test('Symbol', () => {
    const both = (run: (S: typeof Symbol, make: (d?: unknown) => symbol) => unknown) =>
      assert.equal(inspect(outcome(() => run(OurSymbol as unknown as typeof Symbol, createSymbol))), inspect(outcome(() => run(Symbol, Symbol as never))))
    for (const receiver of [Symbol('d'), Object(Symbol('w')), Symbol(), 1, {}, null, Symbol.iterator]) {
      for (const method of ['toString', 'valueOf', Symbol.toPrimitive]) both((S) => (S.prototype as never as Record<string | symbol, () => void>)[method].call(receiver))
      both((S) => Object.getOwnPropertyDescriptor(S.prototype, 'description')!.get!.call(receiver))
    }
    both((_, make) => [make('x').description, make(undefined).description, make(5).toString(), outcome(() => make(Symbol()))])
    both((S) => [S.keyFor(S.for('k')), S.for('k') === S.for('k'), S.keyFor(S.iterator), outcome(() => S.keyFor(1 as never))])
    both((S) => new (S as never as new () => void)())
    for (const name of ['iterator', 'asyncIterator', 'species', 'toPrimitive', 'toStringTag'] as const) both((S) => S[name])
  })

  test('Object called', () => {
    for (const make of makers) assert.equal(inspect(callObject(make())), inspect(Object(make())))
    assert.equal(inspect(new OurObject({ a: 1 })), inspect(new Object({ a: 1 })))
  })
}
