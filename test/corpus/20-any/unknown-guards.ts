// unknown with narrowing by typeof, instanceof, in, Array.isArray and user predicates.
class Token {
  constructor(readonly kind: string, readonly value: unknown) {}
}

function describe(x: unknown): string {
  if (x === null) return 'null'
  if (x === undefined) return 'undefined'
  if (typeof x === 'number') return 'number ' + x.toFixed(1)
  if (typeof x === 'string') return 'string of ' + x.length
  if (typeof x === 'boolean') return x ? 'yes' : 'no'
  if (typeof x === 'function') return 'function ' + x.name + '/' + x.length
  if (typeof x === 'symbol') return x.toString()
  if (Array.isArray(x)) return '[' + x.map(describe).join('; ') + ']'
  if (x instanceof Token) return 'token ' + x.kind + '=' + describe(x.value)
  if (x instanceof Map) return 'map ' + describe([...x])
  if (x instanceof Error) return 'error ' + x.message
  if (typeof x === 'object' && 'name' in x) return 'named ' + describe(x.name)
  return 'object with ' + Object.keys(x).join()
}

const things: unknown[] = [
  1, 'abc', true, null, undefined, describe, (a: number, b: number) => a + b, Symbol('s'), [1, [2, 'x']],
  new Token('num', 5), new Token('nested', new Token('inner', null)), new Map([['k', 1]]), new TypeError('bad'),
  { name: 'object' }, { other: 1, more: 2 }, new Set([1]),
]
for (const thing of things) console.log(describe(thing))

function isStringArray(x: unknown): x is string[] {
  return Array.isArray(x) && x.every((e) => typeof e === 'string')
}
function assertNumber(x: unknown): asserts x is number {
  if (typeof x !== 'number') throw new TypeError('expected number, got ' + typeof x)
}
for (const x of [['a', 'b'], ['a', 1], 'a', []] as unknown[]) console.log(isStringArray(x) ? x.join('+') : 'no')
for (const x of [1, '1'] as unknown[]) {
  try {
    assertNumber(x)
    console.log(x + 1)
  } catch (e) {
    console.log(e instanceof TypeError && e.message)
  }
}
class Registry {
  private readonly store = new Map<string, unknown>()

  put(key: string, value: unknown): this {
    this.store.set(key, value)
    return this
  }

  get<T>(key: string, guard: (x: unknown) => x is T, fallback: T): T {
    const value = this.store.get(key)
    return guard(value) ? value : fallback
  }
}
const isNumber = (x: unknown): x is number => typeof x === 'number'
const registry = new Registry().put('a', 1).put('b', 'text').put('c', undefined)
console.log(registry.get('a', isNumber, -1), registry.get('b', isNumber, -1), registry.get('z', isNumber, -1))
