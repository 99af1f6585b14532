// Functions called with fewer, more and other arguments than they declare.
type Visitor = { visit(x: number | string, index?: number): unknown }

function each(values: (number | string)[], visitor: Visitor): unknown[] {
  const out: unknown[] = []
  for (let i = 0; i < values.length; i++) out.push(i % 2 === 0 ? visitor.visit(values[i], i) : visitor.visit(values[i]))
  return out
}

const numeric: Visitor = {
  visit(x: number, index: number): number {
    return x * 2 + index
  },
}
const textual: Visitor = {
  visit(x: string): string {
    return x + x.length
  },
}
console.log(each([1, 2, 'three', 'four'], numeric))
console.log(each([1, 2, 'three', 'four'], textual))

class Emitter {
  private listeners: ((...values: any[]) => unknown)[] = []

  on(listener: (...values: any[]) => unknown): this {
    this.listeners.push(listener)
    return this
  }

  emit(...values: unknown[]): unknown[] {
    return this.listeners.map((listener) => listener(...values))
  }
}

const emitter = new Emitter()
  .on(() => 'none')
  .on((a: number) => a + 1)
  .on((a: number, b: string) => `${a}/${b}`)
  .on((a, b, c = 'default', ...rest) => [a, b, c, rest])
  .on(function (this: unknown, a: number) {
    return [typeof this, a]
  })
console.log(emitter.emit())
console.log(emitter.emit(1))
console.log(emitter.emit('1', 2, 3, 4, 5))

console.log(['1', '2', '3', '10'].map(Number), ['1', '2', '3'].map((s) => parseInt(s)))
console.log(['10', '10', '10', '10'].map(parseInt as (s: string) => number))
console.log([1, 2, 3].map(String), [0, 1, '', 'a', null].filter(Boolean))

function optional(a: number, b?: number, c: number = a + (b ?? 100)): string {
  return `${a} ${b} ${c} ${optional.length}`
}
const calls: ((...n: number[]) => string)[] = [optional as (...n: number[]) => string]
for (const call of calls) console.log(call(), call(1), call(1, 2), call(1, 2, 3), call(1, 2, 3, 4))
console.log(optional(1, undefined, undefined))
