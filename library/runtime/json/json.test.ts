import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { outcome, underOracle } from '../../../test/tools/oracle-test.ts'
import { JSON as Ours } from './mod.ts'

function same(label: string, scenario: (json: typeof JSON) => unknown): void {
  const show = (json: typeof JSON) => inspect(outcome(() => scenario(json)), { depth: 12, maxArrayLength: null, maxStringLength: null })
  assert.equal(show(Ours as typeof JSON), show(JSON), label)
}

const texts = ['', ' ', '{', '{a', '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '[', '[1', '[1,', '[1,]', ']', 'tru', 'true1', 'nul', 'x', '"', '"a', '"\\',
  '"\\x"', '"\\u12', '"\\u12g4"', '"\n"', '01', '-', '-a', '1.', '1.a', '1e', '1e+', '.5', '+1', '1 2', '{"a":1}}', '[1]]', '{,}', '[,]', '{"a" 1}',
  '{"a":1 "b":2}', '[1 2]', 'undefined', 'NaN', 'Infinity', '[object Object]', '{\'a\':1}', '\u00a0', '{"a":\n1,\n}', '{"a":\r\n1,\r}', '"abc\u0001"', 'a'.repeat(50),
  '["' + 'a'.repeat(60) + '" x]', '\ufeff1', '1\u0000', '\ud83d\ude00', '-Infinity', '1.5.5', '[tru1]', '[tru"]', '{"__proto__":1,"a":2,"a":3}', '{"1":1,"b":2,"0":3}',
  '[1e400,-1e400,-0,0.1,123456789012345678901,1E-7,0e5,-1.5e+3]', '"\\ud83d\\ude00\\n\\t\\/\\b\\f\\r\\"\\\\"', '[[[[]]],{},{"a":{}}]', ' [ 1 , true ,\tfalse,\nnull ] ',
  '[-]', '[1.]', '"a\tb\\n"', '"\\n\u0002"', '{"a\\u0062":1}']

if (underOracle(import.meta.url)) {
  test('parse', () => {
    for (const text of texts) same(text, (json) => json.parse(text))
    for (const value of [undefined, null, 1, {}, [], Symbol('x'), true]) same(String(value), (json) => json.parse(value as string))
  })

  test('mutated texts', () => {
    let state = 7
    const random = (n: number) => ((state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 8) % n
    const base = '{"name": "Ann\\u0041 \\"x\\"", "list": [1, -2.5e3, true, false, null, {"deep": [[], {}]}],\n "n": 0.125}'
    const alphabet = '{}[]",:0123456789-+.eE\\untrfals \n\r\u0001xé\ud800'
    for (let i = 0; i < 20000; i++) {
      let text = base.slice(random(3) === 0 ? random(base.length) : 0, random(3) === 0 ? random(base.length) : undefined)
      for (let k = random(4); k >= 0; k--) {
        const at = random(text.length + 1)
        text = text.slice(0, at) + (random(4) === 0 ? '' : alphabet[random(alphabet.length)]) + text.slice(at + random(2))
      }
      same(text, (json) => json.parse(text))
    }
  })

  test('depth', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000)
    assert.ok(Array.isArray(Ours.parse(deep)))
    assert.throws(() => Ours.parse('['.repeat(200_000)), { message: 'Unexpected end of JSON input' })
  })

  test('reviver', () => {
    const source = '{"a":[1,2,{"b":null}],"c":"x","1":1}'
    same('order', (json) => { const log: unknown[] = []; const r = json.parse(source, function (k, v) { log.push(k, v, this); return v }); return [log, r] })
    same('replace', (json) => json.parse(source, (k, v) => typeof v === 'number' ? v * 2 : v))
    same('delete', (json) => json.parse(source, (k, v) => k === 'b' || k === '0' ? undefined : v))
    same('change', (json) => json.parse('[1,2,3]', function (this: unknown[], k, v) { if (k === '0') this.length = 1; return v }))
    same('not callable', (json) => json.parse('[1]', 5 as never))
  })

  const circle = (build: (a: Record<string, unknown>) => unknown) => { const a = {}; build(a); return a }
  class Foo { x: unknown = 1; get y() { return 2 } }
  const values: (() => unknown)[] = [
    () => undefined, () => null, () => 1, () => -0, () => NaN, () => 1e21, () => 'a"b\\c\n\u0001\u007f\u2028\ud800\udc00\ud800x\udc00', () => true, () => Symbol('s'), () => () => 1,
    () => [], () => ({}), () => [1, [2, [3, {}]], { a: [] }], () => ({ a: 1, b: undefined, c: () => 1, d: Symbol(), e: null, 2: 'x', 1: 'y', [Symbol('k')]: 1 }), () => [undefined, () => 1, Symbol(), , 5],
    () => new Foo(), () => new Map([[1, 2]]), () => new Set([1]), () => Object('s'), () => Object(5), () => Object(false), () => Object(Symbol()), () => ({ toJSON: (k: string) => `json ${k}` }),
    () => ({ a: { toJSON() { return undefined } }, b: { toJSON() { return { toJSON: () => 1 } } } }), () => ({ toJSON: 1 }), () => new Uint8Array([1, 2]), () => Object.create({ inherited: 1 }), () => ({ 'quo"te': 1, '': 2 }),
    () => Object.create(null, { hidden: { value: 1 }, shown: { value: 2, enumerable: true } }), () => Object.assign(Object(7), { valueOf: () => 8 }), () => Object.assign(Object('p'), { toString: () => 'q' }),
    () => circle((a) => { a.b = a }), () => circle((a) => { a.b = { c: a } }), () => circle((a) => { a.b = [1, { 'c d': { 0: a } }] }), () => circle((a) => { a.b = { c: { d: { e: { f: { g: a } } } } } }),
    () => circle((a) => { a.f = new Foo(); (a.f as Foo).x = { m: Object.assign(Object.create(null), { q: a }) } }), () => ({ outer: circle((a) => { a.b = { c: { d: { e: a } } } }) }), () => { const a: unknown[] = []; a.push(a); return a },
  ]
  test('stringify', () => {
    for (const make of values) {
      for (const replacer of [undefined, null, ['a', 1, 'b', Object('x'), 'a', {}], (k: string, v: unknown) => (k === 'a' ? 'changed' : v), function (this: unknown, k: string, v: unknown) { return k === '' ? v : [k, typeof this].join() }]) {
        for (const space of [undefined, 2, 20, -1, '--', '123456789012', Object(3), Object('\t'), true, 1.9]) {
          same(`${inspect(make())} ${String(replacer)} ${String(space)}`, (json) => json.stringify(make(), replacer as never, space as never))
        }
      }
    }
  })

  test('round trips', () => {
    for (const text of texts) same(text, (json) => json.stringify(json.parse(text), null, 1))
    same('tag', (json) => Object.prototype.toString.call(json))
  })
}
