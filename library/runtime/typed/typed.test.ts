import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { outcome, underOracle } from '../../../test/tools/oracle-test.ts'
import * as ours from './mod.ts'

type Realm = Record<string, (new (...args: unknown[]) => Record<string, unknown>) & Record<string, (...args: unknown[]) => unknown>>
const mine = ours as unknown as Realm
const host = { ArrayBuffer, DataView, Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array,
  TypedArray: Object.getPrototypeOf(Uint8Array) } as unknown as Realm
const KINDS = ['Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'Float32Array', 'Float64Array']

function same(label: string, scenario: (realm: Realm) => unknown): void {
  const show = (realm: Realm) => inspect(outcome(() => scenario(realm)), { depth: 5 })
  assert.equal(show(mine), show(host), label)
}
const hostKind = (kind: string): typeof Float64Array => host[kind] as unknown as typeof Float64Array
type Method = (...args: unknown[]) => unknown
const methodOf = (realm: Realm, name: string): Method => (realm.TypedArray.prototype as unknown as Record<string, Method>)[name]

const buffer = () => new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8, 200, 255, 128, 64, 32, 16, 8, 240]).buffer
const numbers = [undefined, 0, 1, -1, 2, 100, -100, NaN, Infinity, -Infinity, 1.5, '1', null]

if (underOracle(import.meta.url)) {
  test('constructors', () => {
    const sources: (() => unknown)[] = [() => undefined, () => null, () => 0, () => 3, () => -1, () => 1.7, () => NaN, () => '2', () => 'x', () => true, () => Symbol('s'), () => 2 ** 53,
      () => [1, -1, 300, 70000, 1.5, NaN, Infinity, '7', undefined, null, 2 ** 40], () => [1, , 3], () => new Set([1, 2]), () => ({ length: 2, 0: 5, 1: '6' }), () => ({ length: -1 }),
      () => ({ [Symbol.iterator]: 1 }), () => new Uint16Array([1, 65535]), () => new Float64Array([1.5, -2.5, NaN, 1e10]), () => ({}), () => () => 1, () => 'ab'.split('')]
    for (const kind of KINDS) {
      for (const make of sources) same(`${kind} of ${String(make)}`, (realm) => new realm[kind](make()))
      for (const offset of numbers.concat([8, 15, 16, 17, 4])) {
        for (const length of [undefined, 0, 1, 2, 4, 17, -1, NaN, '1']) same(`${kind} on a buffer, ${String(offset)}, ${String(length)}`, (realm) => new realm[kind](buffer(), offset, length))
      }
      same('statics', (realm) => [realm[kind].BYTES_PER_ELEMENT, (realm[kind].prototype as unknown as { BYTES_PER_ELEMENT: number }).BYTES_PER_ELEMENT, realm[kind].name])
    }
    same('abstract', (realm) => new realm.TypedArray())
  })

  test('heirs', () => {
    same('prototype', (realm) => { class Mine extends (realm.Uint8Array as unknown as typeof Uint8Array) { get two() { return 2 } } const m = new Mine([1, 2]); return [m instanceof Mine, m.two, m[1]] })
    for (const [name, args] of [['map', [(x: number) => x * 2]], ['filter', [(x: number) => x > 1]], ['slice', [1]], ['subarray', [1]], ['toSorted', []]] as const) {
      same(name, (realm) => { class Mine extends Uint8Array {} const r = methodOf(realm, name).apply(new Mine([3, 1, 2]), [...args]) as object; return [r.constructor.name, r] })
    }
  })

  test('methods', () => {
    const cases: Record<string, unknown[][]> = {
      at: numbers.map((n) => [n]), fill: [[7], [Symbol()], ...numbers.flatMap((n) => [[9, n], [9, 1, n], [n]])], copyWithin: numbers.flatMap((n) => [[n, 1], [0, n], [1, 0, n]]),
      includes: [[3], [NaN], [undefined], ...numbers.map((n) => [3, n])], indexOf: [[3], [NaN], ...numbers.map((n) => [3, n])], lastIndexOf: [[3], [undefined], ...numbers.map((n) => [3, n])],
      join: [[], ['-'], [undefined], [null]], slice: numbers.flatMap((n) => [[n], [1, n]]), subarray: numbers.flatMap((n) => [[n], [1, n]]), sort: [[], [1], [(a: number, b: number) => b - a]],
      toSorted: [[], [null], [(a: number, b: number) => b - a]], reverse: [[]], toReversed: [[]], toString: [[]], with: numbers.flatMap((n) => [[n, 5], [0, n]]),
      set: [[[1, 2]], [[1], 3], [[1], -1], [5], [null], ['12'], [[1], NaN], [[1], Infinity], [new Float64Array([1.7, 300]), 1], [new Uint8Array(9)], [{ length: 1, 0: '4' }]],
      map: [[(x: number) => x * 100.7], [1], [null]], filter: [[(x: number) => x > 2], [{}]], find: [[(x: number) => x > 2], ['s']], findIndex: [[(x: number) => x > 2], [1]],
      findLast: [[(x: number) => x < 4], [{}]], findLastIndex: [[(x: number) => x < 4], []], every: [[(x: number) => x > 0], [1]], some: [[(x: number) => x > 3], [1]], forEach: [[() => 1], [null]],
      reduce: [[(a: number, b: number) => a + b], [(a: string, b: number) => a + b, 'i'], [1]], reduceRight: [[(a: number, b: number) => a - b], [(a: string, b: number) => a + b, 'i'], [undefined]],
      entries: [[]], keys: [[]], values: [[]],
    }
    for (const kind of KINDS) {
      for (const [method, lists] of Object.entries(cases)) {
        for (const args of lists) {
          for (const make of [() => new (hostKind(kind))([3, 1, 4, 1, 5, 120]), () => new (hostKind(kind))(0), () => new (hostKind(kind))(buffer()).subarray(1)]) {
            same(`${kind} ${method} ${inspect(args)}`, (realm) => {
              const view = make()
              const result = outcome(() => { const r = methodOf(realm, method).apply(view, args); return /entries|keys|values/.test(method) ? [...r as Iterable<unknown>] : r })
              return [result, view]
            })
          }
        }
      }
    }
    for (const method of [...Object.keys(cases), Symbol.iterator]) {
      for (const receiver of [[1], {}, 5, null, new DataView(new ArrayBuffer(1))]) if (method !== 'toString') same(`${String(method)} elsewhere`, (realm) => methodOf(realm, method as string).call(receiver))
    }
    for (const getter of ['buffer', 'byteLength', 'byteOffset', 'length', Symbol.toStringTag]) {
      for (const receiver of [{}, new Float32Array(buffer(), 4, 2)]) same(String(getter), (realm) => Object.getOwnPropertyDescriptor(realm.TypedArray.prototype, getter)!.get!.call(receiver))
    }
    same('sort of floats', (realm) => methodOf(realm, 'sort').call(new Float64Array([3, -0, 0, NaN, -1, 0, -0, Infinity, NaN, -Infinity])))
  })

  test('set within one buffer', () => {
    for (const [from, to] of [['Uint8Array', 'Uint8Array'], ['Uint8Array', 'Uint16Array'], ['Uint16Array', 'Uint8Array'], ['Int8Array', 'Uint8ClampedArray'], ['Float32Array', 'Int32Array']]) {
      for (const offset of [0, 1, 2]) {
        same(`${from} ${to} ${offset}`, (realm) => {
          const bytes = buffer()
          const target = new (hostKind(to))(bytes)
          return [outcome(() => methodOf(realm, 'set').call(target, new (hostKind(from))(bytes, 0, 3), offset)), target]
        })
      }
    }
  })

  test('from and of', () => {
    for (const kind of ['Uint8Array', 'Float32Array']) {
      for (const args of [[null], [undefined], [[1, 2]], [[1], 1], [{ length: 2 }, (_: unknown, i: number) => i], [new Set([5]), (x: number) => x + 0.5], ['12'], [5]]) same(`from ${inspect(args)}`, (realm) => realm[kind].from(...args))
      same('of', (realm) => realm[kind].of(1, '2', 300))
    }
    same('not a constructor', (realm) => (realm.Uint8Array.from as Method).call({}, []))
  })

  test('ArrayBuffer', () => {
    for (const length of [undefined, 0, 5, -1, 1.9, '3', NaN, 2 ** 53, Symbol()]) same(String(length), (realm) => new realm.ArrayBuffer(length))
    for (const start of numbers) for (const end of [undefined, 3, -1]) same('slice', (realm) => (realm.ArrayBuffer.prototype.slice as Method).call(buffer(), start, end))
    same('receivers', (realm) => [outcome(() => (realm.ArrayBuffer.prototype.slice as Method).call({})), outcome(() => Object.getOwnPropertyDescriptor(realm.ArrayBuffer.prototype, 'byteLength')!.get!.call(1))])
    same('isView', (realm) => [new Uint8Array(1), new DataView(new ArrayBuffer(1)), [], null, new ArrayBuffer(1)].map((v) => realm.ArrayBuffer.isView(v)))
  })

  test('DataView', () => {
    for (const args of [[1], [{}], [buffer()], [buffer(), 17], [buffer(), -1], [buffer(), 1, 16], [buffer(), 1, -1], [buffer(), 2, 3], [buffer(), '2'], [buffer(), 16]]) same(`DataView ${inspect(args)}`, (realm) => new realm.DataView(...args))
    const view = () => new DataView(buffer(), 1, 14)
    for (const type of ['Int8', 'Uint8', 'Int16', 'Uint16', 'Int32', 'Uint32', 'Float32', 'Float64']) {
      for (const offset of [0, 1, 5, 6, 7, 10, 13, 14, -1, NaN, undefined, '3', Infinity, 1.9]) {
        for (const little of [false, true, undefined]) {
          same(`get${type} ${String(offset)}`, (realm) => (realm.DataView.prototype as unknown as Record<string, Method>)[`get${type}`].call(view(), offset, little))
          for (const value of [0, -1, 258, 3.75, -1e10, NaN, Infinity, 1e300, undefined, '77', Symbol(), 2 ** 32 + 5, -0, 1e-45]) {
            same(`set${type} ${String(offset)} ${String(value)}`, (realm) => { const v = view(); return [outcome(() => (realm.DataView.prototype as unknown as Record<string, Method>)[`set${type}`].call(v, offset, value, little)), v] })
          }
        }
      }
      same('receiver', (realm) => (realm.DataView.prototype as unknown as Record<string, Method>)[`get${type}`].call({}, 0))
    }
    for (const getter of ['buffer', 'byteLength', 'byteOffset']) for (const receiver of [1, view()]) same(getter, (realm) => Object.getOwnPropertyDescriptor(realm.DataView.prototype, getter)!.get!.call(receiver))
  })
}
