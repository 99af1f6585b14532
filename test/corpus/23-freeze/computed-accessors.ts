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
