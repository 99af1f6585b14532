// Random values through our formatter and through Node's own: `node --import ./tools/emit/register.mjs
// library/globals/console/inspect.fuzz.ts SEED COUNT`, run by the oracle. Prints each difference and what replays it;
// exit status 1 if there was one.
import util from 'node:util'
import { inspect } from './inspect.ts'
import { formatWithOptions } from './format.ts'
import { notePreview, notePromise } from '../../runtime/inspection/node-twin.ts'

let state = 1
function seed(n: number): void {
  state = (Math.imul(n, 0x9e3779b1) ^ 0x5bd1e995) >>> 0 || 1
}
function random(below: number): number {
  state ^= state << 13
  state >>>= 0
  state ^= state >>> 17
  state ^= state << 5
  state >>>= 0
  return state % below
}
function pick<T>(list: readonly T[]): T {
  return list[random(list.length)]
}

class Plain { x = 1 }
class Derived extends Plain { y = [1] }
class Tagged { get [Symbol.toStringTag](): string { return 'Tag' } }
class Odd extends Map<unknown, unknown> { extra = 1 }
class List extends Array<unknown> {}
class Bytes extends Uint8Array {}
class CustomError extends Error {}
class Weird extends Error { constructor(m: string) { super(m); this.name = 'Weird' } }
class Coded extends TypeError { code = 'E_CODE' }
class Custom { [Symbol.for('nodejs.util.inspect.custom')](depth: number, options: object): unknown { return random(2) ? `C<${depth}>\nline` : { depth } } }
class Stringy { toString(): string { return 'stringy' } }
class Statics { static a = 1; static b = { c: 2 } }

const texts = ['', 'a', 'abc', "it's", 'say "x"', `b'"`, 'b`\'"${', 'line\nbreak', '\u0000\u001b', '\ud800x', 'é', 'tab\t', 'word word word', 'x'.repeat(17), 'x'.repeat(70), 'long line one\nlong line two\n'.repeat(3), '\\', '中文', '😀 smile', '\u007f\u0085', 'e\u0301', '%s', '-0', '__proto__', 'constructor', '12', 'a-b', '$', '_x', 'A1']
const numbers = [0, -0, 1, 2, 3, 10, 100, 12345, -1, -77, 0.5, 1e21, 1e-7, NaN, Infinity, -Infinity, 123456789.125]

function primitive(): unknown {
  switch (random(9)) {
    case 0: return undefined
    case 1: return null
    case 2: return random(2) === 1
    case 3: case 4: return pick(numbers)
    case 5: return pick([Symbol('s'), Symbol(), Symbol.iterator, Symbol("a\n'"), Symbol.for('f')])
    default: return pick(texts)
  }
}

function key(): string {
  return random(3) ? pick(['a', 'b', 'c', 'name', 'value', 'longerKey', 'id', 'x', 'y', 'stack', 'message', 'cause']) : pick(texts)
}

const made: object[] = []

function addKeys(object: object, depth: number, most: number): void {
  const target = object as Record<string | symbol, unknown>
  for (let i = random(most + 1); i > 0; i--) {
    const k = random(12) === 0 ? pick([Symbol('k'), Symbol('a b'), Symbol.toStringTag, Symbol("q'")]) : key()
    if (k === '__proto__' || (k === 'stack' && object instanceof Error)) continue
    const kind = random(20)
    try {
      if (kind === 0) Object.defineProperty(target, k, { get: () => 1, enumerable: true, configurable: true })
      else if (kind === 1) Object.defineProperty(target, k, { set() {}, enumerable: true, configurable: true })
      else if (kind === 2) Object.defineProperty(target, k, { get: () => 1, set() {}, enumerable: true, configurable: true })
      else if (kind === 3) Object.defineProperty(target, k, { value: 1, enumerable: false, configurable: true })
      else target[k] = value(depth - 1)
    } catch { continue }
  }
}

function manyNumbers(): unknown[] {
  const n = random(130), scale = pick([10, 100, 1000, 1e6]), fraction = random(3) === 0
  return Array.from({ length: n }, () => fraction ? random(scale) / 8 : random(scale) - (random(4) === 0 ? scale : 0))
}
function manyStrings(): unknown[] {
  const n = random(40), longest = pick([3, 7, 20, 40])
  return Array.from({ length: n }, () => 'x'.repeat(random(longest)))
}

function error(depth: number): Error {
  const E = pick([Error, TypeError, RangeError, CustomError, Weird, Coded])
  const e = random(4) === 0 ? new E(pick(texts), { cause: value(depth - 1) } as never) : new E(pick(texts))
  switch (random(12)) {
    case 0: e.name = pick(['Foo', 'FooError', 'TypeError', '', 'CustomError']); break
    case 1: e.message = pick(texts); break
    case 2: e.stack = pick(['', 'gone', 'Error: x\n    at y', 'TypeError\n    at z\n    at w']); break
    case 3: delete e.stack; break
    case 4: addKeys(e, depth, 3); break
    case 5: Object.defineProperty(e, 'name', { value: pick(['Hidden', 'HiddenError', 5]), configurable: true }); break
    case 6: return new AggregateError([error(0), primitive()], pick(texts))
    case 7: if (E === Error) Object.setPrototypeOf(e, null); break // V8 knows the class of others even so
  }
  return e
}

function iterator(): object {
  const m = new Map<unknown, unknown>(), s = new Set<unknown>()
  for (let i = random(6); i > 0; i--) { m.set(primitive(), value(0)); s.add(primitive()) }
  const kind = pick(['keys', 'values', 'entries'] as const), of = pick(['Map', 'Set'] as const)
  const source = of === 'Map' ? m : s
  const it = source[kind](), rest = [...source[kind]()]
  if (random(3) === 0) { it.next(); rest.shift() }
  notePreview(it, { of, isEntries: kind === 'entries', remaining: kind === 'entries' ? rest.flat(1) as unknown[] : rest })
  if (kind === 'entries') notePreview(it, { of, isEntries: true, remaining: (rest as [unknown, unknown][]).flatMap(([a, b]) => [a, b]) })
  return it
}

function promise(depth: number): object {
  const v = value(depth - 1)
  const kind = random(3)
  if (kind === 1 && ((typeof v !== 'object' && typeof v !== 'function') || v === null || !('then' in v))) {
    const p = Promise.resolve(v)
    if (p !== v) notePromise(p, 'fulfilled', v)
    return p
  }
  if (kind === 2) {
    const p = Promise.reject(v)
    p.catch(() => 0)
    notePromise(p, 'rejected', v)
    return p
  }
  return new Promise(() => 0)
}

function buildFunction(): object {
  return pick([
    () => () => 1, () => function named() {}, () => class {}, () => class Foo {}, () => class Bar extends Plain {}, () => async () => 1,
    () => async function run() {}, () => function* gen() {}, () => Statics, () => Map, () => parseInt, () => Object.assign(() => 1, { k: 1 }),
    () => Object.assign(function f() {}, { deep: { a: { b: { c: 1 } } } }), () => Object.setPrototypeOf(function np() {}, null),
    () => Object.setPrototypeOf(class NP {}, null), () => Object.defineProperty(() => 1, 'name', { value: 'renamed' }), () => Symbol, () => Math.max,
    () => Object.defineProperty(function () {}, Symbol.toStringTag, { value: 'FT' }),
    () => class WithName { static override name = 'other' },
  ])() as object
}

function buildObject(depth: number): object {
  const nested = (): unknown => value(depth - 1)
  switch (random(24)) {
    case 0: case 1: case 2: { const o = {}; addKeys(o, depth, pick([2, 4, 8, 30])); return o }
    case 3: case 4: return Array.from({ length: random(pick([4, 9, 30])) }, nested)
    case 5: return manyNumbers()
    case 6: return manyStrings()
    case 7: { const a = new Array(random(12)); for (let i = random(6); i > 0; i--) a[random(14)] = nested(); if (random(2)) addKeys(a, depth, 2); return a }
    case 8: { const m = random(4) ? new Map() : new Odd(); for (let i = random(pick([3, 120])); i > 0; i--) m.set(random(2) ? primitive() : nested(), nested()); if (random(4) === 0) addKeys(m, depth, 2); return m }
    case 9: { const s = new Set(); for (let i = random(pick([3, 120])); i > 0; i--) s.add(nested()); if (random(4) === 0) addKeys(s, depth, 2); return s }
    case 10: return error(depth)
    case 11: return buildFunction()
    case 12: return pick([new Plain(), new Derived(), new Tagged(), new Custom(), new Stringy()])
    case 13: { const o = Object.create(null); addKeys(o, depth, 3); return o }
    case 14: return pick([() => new Uint8Array(random(120)), () => new Float64Array([1.5, -0, NaN, random(100)]), () => new Bytes(3), () => Object.assign(new Int16Array([1, -2]), { extra: 1 }), () => new Float32Array(random(9)).map(() => random(1000) / 3)])()
    case 15: return pick([() => new ArrayBuffer(random(130)), () => new DataView(new ArrayBuffer(random(9))), () => Object.assign(new ArrayBuffer(2), { z: nested() })])()
    case 16: return pick([() => Object('str'), () => Object(pick(texts)), () => Object(pick(numbers)), () => Object(Symbol('w')), () => Object(false), () => Object.assign(Object('ab'), { k: nested() })])()
    case 17: return iterator()
    case 18: return promise(depth)
    case 19: return pick([() => [1][Symbol.iterator](), () => (function* () { yield 1 })(), () => 'x'[Symbol.iterator]()])()
    case 20: return pick([() => List.from([1, 2, nested()]), () => new List(), () => Object.setPrototypeOf([1, 2], null), () => Object.setPrototypeOf(new Map([[1, 2]]), null), () => Object.create(Plain.prototype), () => Object.create({ inherited: 1 }), () => Object.create(Object.create(null)), () => Plain.prototype, () => Derived.prototype, () => Object.prototype, () => Array.prototype, () => Map.prototype, () => Math, () => JSON])() as object
    case 21: { const o = { a: { b: {} as object } }; o.a.b = pick([o, o.a, [o], new Map([[o, o.a]])]); return o }
    case 22: { const o = new (pick([Plain, Derived, Tagged]))(); addKeys(o, depth, 4); return o }
    default: return made.length > 0 && random(2) ? pick(made) : { v: nested() }
  }
}

function value(depth: number): unknown {
  if (depth < 0 || random(3) === 0) return primitive()
  const object = buildObject(depth)
  if (random(8) === 0) made.push(object)
  return object
}

function options(): util.InspectOptions | undefined {
  switch (random(8)) {
    case 0: return { depth: random(5) }
    case 1: return { showHidden: true, depth: 3 }
    case 2: return { breakLength: pick([40, 60, 120, Infinity]) }
    case 3: return { compact: pick([1, 2, 5]), depth: null }
    case 4: return random(3) ? { maxArrayLength: pick([1, 3, 10, null]), maxStringLength: pick([3, 10, null]) } : { compact: pick([false, true]) }
    default: return undefined
  }
}

const formats = ['%s', '%d', '%i', '%f', '%j', '%o', '%O', '%c', '%%', '%x', 'text ', ' ', '%', ':', '']

function compare(label: string, ours: () => string, theirs: () => string, replay: number): boolean {
  const attempt = (f: () => string): string => { try { return f() } catch (e) { return `threw ${e}` } }
  const before = state
  const expected = attempt(theirs)
  state = before
  const actual = attempt(ours)
  if (expected === actual) return true
  const left = expected.split('\n'), right = actual.split('\n')
  let at = 0
  while (at < left.length && left[at] === right[at]) at++
  const part = (lines: string[]): string => lines.slice(Math.max(0, at - 4), at + 4).join('\n')
  console.log(`--- ${label}, seed ${replay}, line ${at + 1}\nexpected:\n${part(left)}\nactual:\n${part(right)}`)
  return false
}

const first = Number(process.argv[2] ?? 1), count = Number(process.argv[3] ?? 1000)
let failures = 0
Error.stackTraceLimit = 2
for (let s = first; s < first + count && failures < 10; s++) {
  seed(s)
  made.length = 0
  if (random(4) === 0) {
    const format = Array.from({ length: random(5) }, () => pick(formats)).join('')
    const args = Array.from({ length: random(4) }, () => value(3))
    if (random(3)) args.unshift(format)
    if (!compare('format', () => formatWithOptions(args), () => util.format(...args), s)) failures++
  } else {
    const v = value(4), o = options()
    const shown = JSON.stringify(o, (_, x: unknown) => x === Infinity ? 'Infinity' : x) ?? ''
    if (!compare(`inspect ${shown}`, () => inspect(v, o as never), () => util.inspect(v, o), s)) failures++
  }
}
console.log(failures === 0 ? `${count} values, no difference` : `${failures} differences`)
process.exitCode = failures === 0 ? 0 : 1
