// Messages of common errors: calls of what is no function, reads of undefined, constructors, iteration, instanceof, in.
interface Thing {
  name: string
  inner?: { value: number; method(): string }
  list?: number[]
}

class Account {
  balance = 0
  #secret = 1
  static open(): Account {
    return new Account()
  }
  get readOnly(): number {
    return this.#secret
  }
  peek(other: Account): number {
    return other.#secret
  }
}

function messageOf(f: () => unknown): string {
  try {
    return 'fine: ' + String(f())
  } catch (e) {
    return e instanceof Error ? `${e.name}: ${e.message}` : 'thrown ' + String(e)
  }
}

const undef: any = undefined
const nul: any = null
const obj: any = { a: { b: 1 }, 'odd key': 2 }
const thing: Thing = { name: 't' }
const things: Thing[] = [thing]
const account: any = Account.open()
const index = 3
const key = 'dynamic'
const cases: (() => unknown)[] = [
  () => undef.x, () => nul.x, () => undef[0], () => undef[key], () => nul['a b'], () => (undef.x = 1), () => (nul[key] = 1),
  () => undef(), () => nul(), () => obj(), () => obj.missing(), () => obj.a.b(), () => obj.a.b.c.d, () => obj['odd key'](), () => obj[key](),
  () => obj.x.y(), () => things[index].name, () => things[0].inner!.value, () => things[0].inner!.method(), () => thing.list!.length,
  () => thing.list!.map((x) => x), () => account.nothing(), () => account.balance(), () => new undef(), () => new obj(), () => new obj.a.b(),
  () => new ((() => 1) as any)(), () => Account.call(account), () => (Account as any)(), () => (account.readOnly = 1),
  () => account.peek({}), () => 1 in ('str' as any), () => 'x' in (5 as any), () => obj instanceof (5 as any), () => obj instanceof ({} as any),
  () => [...undef], () => [...obj], () => { const [x] = obj; return x }, () => { const { x } = undef; return x }, () => { for (const x of 5 as any) return x },
  () => new Map([[1, 2], 3] as any), () => Math.max(...nul), () => undef?.x.y.z, () => nul?.[0](), () => (undef as any)?.(), () => obj.a?.b?.(),
  () => (Symbol() as any) + '', () => +(Symbol() as any), () => `${Symbol('t') as any}`, () => Object.setPrototypeOf(obj.a, 1 as any), () => Object.create(1 as any),
  () => [].reduce((x) => x), () => new Array(-1), () => 'abc'.repeat(Infinity), () => (1.5).toFixed(200), () => String.fromCodePoint(-1),
  () => Reflect.ownKeys(1 as any), () => Object.fromEntries([1] as any), () => Object.entries(nul), () => Object.keys(undef), () => JSON.parse('{bad'),
  () => (function f(this: any) { return this.x })(), () => ({ toString: () => ({}), valueOf: () => ({}) }) + '', () => decodeURIComponent('%'),
  () => new Set(5 as any), () => Array.from(nul), () => new Promise(undef), () => Promise.resolve.call(undef, 1), () => [].at.call(nul, 0),
  () => { 'use strict'; Object.freeze(obj.a).b = 2 }, () => { throw obj.a.b }, () => { throw nul }, () => structured(undef),
]
function structured(o: { deep: { er: number } }): number {
  return o.deep.er
}
for (const [i, f] of cases.entries()) console.log(i, messageOf(f))
for (const f of [() => nul[Symbol.iterator], () => undef[Symbol.iterator](), () => things[9 as number]?.name[Symbol.iterator], () => undef[Symbol.asyncIterator]]) console.log(messageOf(f))
