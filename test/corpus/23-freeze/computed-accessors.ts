// Accessors under keys that only the running program knows, on objects and on prototypes; refused writes name the class.
class Base { kind = 'b' }
function watch(o: any, key: string, log: unknown[]): void {
  Object.defineProperty(o, key, { get() { return [this.kind, key] }, set(v) { log.push(v) }, configurable: true })
}
const log: unknown[] = []
watch(Base.prototype, 'x' + 'y', log)
class Heir extends Base { constructor() { super(); this.kind = 'heir' } }
const h = new Heir() as any
h.xy = 'text'
h['x' + 'y'] = 5
console.log(h.xy, log, new (Base as any)().xy, Object.getOwnPropertyDescriptor(Base.prototype, 'xy'))
const o = { a: 1, b: 's' } as any
watch(o, Object.keys(o)[1], log)
o.b = { z: 1 }
console.log(o.b, log)
class Odd { seen: unknown[] = []; set q(v: unknown) { this.seen.push(v) } get r(): number { return 1 } }
const odd: any = new Odd()
for (const key of ['x', 'q', 'r']) try { odd[key] = 7 } catch (e) { console.log((e as Error).message) }
console.log(odd.seen, odd.x)

// The same written as members of literals and classes.
const tag = Symbol('tag')
const [computed, other] = ['com' + 'puted', 'oth' + 'er']
const literal = {
  count: 0,
  get [tag]() { return `tag ${this.count}` },
  set [tag](v: string) { this.count += v.length },
  get [computed]() { return ['computed', this.count] },
  set [other](v: unknown) { log.push(['other', v]) },
} as any
literal[tag] = 'four'
literal[other] = 5
console.log(literal[tag], literal[computed], literal.computed, literal[other], literal, log.at(-1))
try { literal[computed] = 1 } catch (e) { console.log((e as Error).message) }
class Tagged {
  #n = 1
  static made = 0
  static get [tag]() { return `static ${this.made}` }
  static set [computed](v: number) { this.made = v }
  get [tag]() { return this.#n }
  set [tag](v: number) { this.#n = v * 2 }
  get [Symbol.toStringTag]() { return 'Tagged!' }
}
class Below extends Tagged {
  override get [tag]() { return super[tag] + 100 }
  override set [tag](v: number) { super[tag] = v + 1 }
}
const below = new Below()
below[tag] = 4
console.log(below[tag], new Tagged()[tag], Tagged[tag], Below[tag], String(below))
;(Below as any).computed = 9
console.log(Tagged.made, Below.made, Object.getOwnPropertySymbols(Tagged.prototype).length, Object.keys(literal))
