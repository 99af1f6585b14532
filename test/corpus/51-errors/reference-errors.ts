// Reference errors, const assignment through closures, errors in constructors, getters, callbacks and accessors.
function messageOf(f: () => unknown): string {
  try {
    return 'fine: ' + String(f())
  } catch (e) {
    return `${(e as Error).name}: ${(e as Error).message}`
  }
}

class Lazy {
  static instance = messageOf(() => Lazy.early)
  static early = 1
  value: number
  constructor(n: number) {
    if (n < 0) throw new RangeError(`negative: ${n}`)
    this.value = n
  }
  get inverse(): number {
    if (this.value === 0) throw new Error('no inverse of zero')
    return 1 / this.value
  }
  set inverse(x: number) {
    if (x === 0) throw new TypeError('cannot be zero')
    this.value = 1 / x
  }
  static all(ns: number[]): (Lazy | string)[] {
    return ns.map((n) => {
      try {
        return new Lazy(n)
      } catch (e) {
        return (e as Error).message
      }
    })
  }
}
console.log(Lazy.instance, Lazy.all([1, -1, 0]))
console.log(messageOf(() => new Lazy(0).inverse), messageOf(() => (new Lazy(1).inverse = 0)), messageOf(() => new Lazy(-5)))
console.log(messageOf(() => tdz), messageOf(() => new Tdz()), messageOf(() => [1, 2].map((x) => x + tdz)))
let tdz = 5
class Tdz {}
console.log(messageOf(() => tdz), messageOf(() => new Tdz()))
const order: string[] = []
function run(name: string, f: () => void): void {
  try {
    order.push(name + ' start')
    f()
    order.push(name + ' end')
  } catch (e) {
    order.push(name + ' caught ' + (e as Error).message)
    throw new Error(name + ' < ' + (e as Error).message)
  } finally {
    order.push(name + ' finally')
  }
}
console.log(messageOf(() => run('a', () => run('b', () => run('c', () => { throw new Error('base') })))))
console.log(order)
function recurse(n: number): number {
  return n === 0 ? 0 : 1 + recurse(n - 1)
}
console.log(recurse(5000))
let depth = 0
function forever(): number {
  depth++
  return forever() + 1
}
try {
  forever()
} catch (e) {
  console.log((e as Error).name, (e as Error).message, e instanceof RangeError, depth > 1000)
}
const results = ['1', 'x', '3'].map((t) => {
  const n = Number(t)
  if (Number.isNaN(n)) return new TypeError('bad ' + t)
  return n
})
console.log(results.map((r) => (typeof r === 'number' ? r : r.message)))
class Base {
  constructor() {
    this.hook()
  }
  hook(): void {}
}
class Broken extends Base {
  items: number[] = []
  override hook(): void {
    this.items.push(1)
  }
}
console.log(messageOf(() => new Broken()))
class NoSuper extends Base {
  constructor() {
    if (order.length === 0) super()
  }
}
console.log(messageOf(() => new NoSuper()))
