// Overloads, this-typed functions, callbacks stored in objects, bind/call/apply, currying, function properties.
function format(x: number): string
function format(x: string, width: number): string
function format(x: string[], width?: number): string[]
function format(x: number | string | string[], width = 5): string | string[] {
  if (typeof x === 'number') return x.toFixed(width - 3)
  if (typeof x === 'string') return x.padStart(width, '.')
  return x.map((s) => s.padEnd(width, '_'))
}
console.log(format(3.14159), format('ab', 4), format(['x', 'yz']), format(['q'], 2), format.length, format.name)

class Formatter {
  prefix = '>'
  static shared = new Formatter()
  format(text: string): string {
    return this.prefix + text
  }
  bound = this.format.bind(this)
  arrow = (text: string): string => this.format(text) + '<'
  chain(p: string): this {
    this.prefix = p
    return this
  }
}
const f = new Formatter()
const { bound, arrow, format: loose } = f
console.log(bound('a'), arrow('b'), loose.call({ prefix: '#' } as Formatter, 'c'), loose.apply(f, ['d']))
try {
  loose('e')
} catch (e) {
  console.log((e as Error).message)
}
console.log(f.chain('*').chain('+').format('x'), bound('y'), ['p', 'q'].map(f.format, f), ['p'].map(f.bound))
function curry(this: unknown, a: number): (b: number) => (c: number) => number[] {
  const self = this as { base: number } | undefined
  return (b) => (c) => [self?.base ?? 0, a, b, c]
}
console.log(curry(1)(2)(3), curry.call({ base: 9 }, 1)(2)(3))
const add = (a: number, b: number, c = 10): number => a + b + c
const add5 = add.bind(null, 5)
console.log(add5(1), add5.length, add5.name, add.call(null, 1, 2), add.apply(undefined, [1, 2, 3]), (add as any)(1), add.length)
const counter = Object.assign((step = 1) => (counter.total += step), { total: 0, reset() { this.total = 0 } })
counter()
counter(5)
console.log(counter.total, counter.name, typeof counter)
counter.reset()
console.log(counter.total, Object.keys(counter))
const handlers: Record<string, (this: { log: string[] }, ...args: number[]) => number> = {
  sum(...args) {
    this.log.push('sum')
    return args.reduce((a, b) => a + b, 0)
  },
  max(...args) {
    this.log.push('max')
    return Math.max(...args)
  },
}
const context = { log: [] as string[] }
for (const name of Object.keys(handlers)) console.log(name, handlers[name].call(context, 1, 5, 3))
console.log(context, (function (this: any) { return typeof this })(), typeof f.format)
const fact = function self(n: number): number {
  return n < 2 ? 1 : n * self(n - 1)
}
console.log(fact(6), fact.name, (() => {}).name, (class { static m() {} }).m.name, ({ get x() { return 1 } }))
