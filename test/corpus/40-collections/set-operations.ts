// Set and Map methods, set algebra of ES2025 done by hand, grouping, keys of all kinds, subclassing Map.
class MultiMap<K, V> extends Map<K, V[]> {
  add(key: K, value: V): this {
    const list = this.get(key)
    if (list) list.push(value)
    else this.set(key, [value])
    return this
  }

  get total(): number {
    let n = 0
    for (const list of this.values()) n += list.length
    return n
  }
}

const multi = new MultiMap<string, number>([['a', [1]]])
multi.add('a', 2).add('b', 3).add('a', 4)
console.log(multi.get('a'), multi.total, multi.size, multi instanceof Map, multi)

function union<T>(a: Set<T>, b: Set<T>): Set<T> {
  return new Set([...a, ...b])
}
function intersection<T>(a: Set<T>, b: Set<T>): Set<T> {
  return new Set([...a].filter((x) => b.has(x)))
}
function difference<T>(a: Set<T>, b: Set<T>): Set<T> {
  const result = new Set(a)
  for (const x of b) result.delete(x)
  return result
}
const evens = new Set([0, 2, 4, 6, 8])
const threes = new Set([0, 3, 6, 9])
console.log(union(evens, threes), intersection(evens, threes), difference(evens, threes))

const key = { id: 1 }
const mixed = new Map<unknown, string>([
  [1, 'number'], ['1', 'string'], [true, 'boolean'], [null, 'null'], [undefined, 'undefined'], [NaN, 'nan'], [key, 'object'],
  [Symbol.for('s'), 'symbol'], [Math.max, 'function'], [-0, 'zero'], [1.5, 'fraction'], [2 ** 40, 'large'], ['', 'empty'],
])
for (const probe of [1, '1', true, null, undefined, NaN, key, { id: 1 }, Symbol.for('s'), Math.max, 0, 1.5, 2 ** 40, '', 'no']) {
  console.log(typeof probe, mixed.get(probe), mixed.has(probe))
}
console.log(mixed.size, mixed.delete(null), mixed.delete(null), mixed.size)
console.log(Map.groupBy([1, 2, 3, 4, 5], (x) => (x % 2 === 0 ? 'even' : 'odd')))
console.log(new Map(Object.entries({ a: 1, b: 2 })), Object.fromEntries(new Map([['x', 1]])), new Set('hello'))
const nested = new Map([['outer', new Map([['inner', new Set([1, 2])]])]])
console.log(nested, nested.get('outer')?.get('inner')?.has(2))
class Tagged extends Set<string> {
  override add(value: string): this {
    return super.add('#' + value)
  }
}
console.log(new Tagged(['a', 'b']), new Tagged().add('c'), [...new Tagged(['z'])])
for (const bad of [() => new Map([1] as any), () => new Set(5 as any), () => (Map as any)(), () => Map.prototype.get.call({} as any, 1)]) {
  try {
    bad()
  } catch (e) {
    console.log((e as Error).message)
  }
}
let entries = ''
for (const [k, v] of new Set([1, 2]).entries()) entries += k + '' + v + ' '
console.log(entries, new Map().set('a', 1).set('b', 2).entries().next().value, new Set().add(1).keys().next())
