// JSON.stringify: toJSON, replacer, indentation, what is left out, escapes; and reviver.
class Money {
  constructor(private readonly cents: number, readonly currency = 'EUR') {}

  toJSON(key: string): unknown {
    return { amount: this.cents / 100, key }
  }
}

class Plain {
  a = 1
  b = undefined
  c = null
  #hidden = 5
  d = () => this.#hidden
  get computed(): number {
    return 7
  }
}

const samples: unknown[] = [
  1, -0, NaN, Infinity, 1e21, 0.1, 'quote " backslash \\ newline \n tab \t bell \u0007 del \u007f e \u00e9 \ud83d',
  true, null, undefined, () => 1, Symbol('x'), [undefined, () => 1, Symbol('y'), 2], {}, [], [[]], { a: [] },
  new Plain(), new Money(250), { price: new Money(99), list: [new Money(1)] }, new Map([[1, 2]]), new Set([1]),
  Object('str'), Object(5), Object(false), [, 1], { u: undefined, n: null }, new Error('e'), new Uint8Array([1, 2]),
]
for (const sample of samples) console.log(JSON.stringify(sample))
console.log(JSON.stringify(samples.slice(16, 20), null, 2))
console.log(JSON.stringify({ a: 1, b: { a: 2, c: 3 }, d: [{ a: 4 }] }, ['a', 'd']))
console.log(JSON.stringify({ a: 1, b: 'x', c: [1, 'y'] }, (key, value) => (typeof value === 'number' ? value * 10 : value)))
console.log(JSON.stringify([1, { a: 2 }], null, '--'))
console.log(JSON.stringify({ a: [] , b: {}, c: [[]] }, null, 1))
console.log(JSON.stringify('\u2028\u2029</script>'), JSON.stringify({ '': 1, 'a b': 2, '\n': 3 }))
console.log(JSON.stringify({ z: 1, 1: 2, y: 3, 0: 4 }))

const cycle: { self?: unknown; name: string } = { name: 'loop' }
cycle.self = cycle
try {
  JSON.stringify(cycle)
} catch (e) {
  console.log((e as Error).name, (e as Error).message.split('\n')[0])
}
const revived = JSON.parse('{"a":1,"b":[1,2,{"c":3}],"d":"x"}', function (this: unknown, key, value) {
  if (typeof value === 'number') return value + 100
  if (key === 'd') return undefined
  return value
})
console.log(revived)
function clone<T>(x: T): T {
  return JSON.parse(JSON.stringify(x)) as T
}
const original = { deep: { list: [1, { x: 2 }] }, when: null as null | string }
const copy = clone(original)
copy.deep.list.push(3)
copy.when = 'now'
console.log(original, copy, clone([new Plain()]))
console.log(JSON.parse(' \t\n[ 1 , { "a" : "\\u0041\\n\\ud83d\\ude00" } ] '), JSON.parse('-0'), JSON.parse('1E3'))
