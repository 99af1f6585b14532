// The computed key __proto__: values that are no objects change nothing; accessors of that name in classes are ordinary.
const viaProto: Record<string, unknown> = {}
for (const key of ['a', '__proto__']) viaProto[key] = 5
console.log(Object.keys(viaProto))
const n: any = { __proto__: 5 as unknown }
console.log(n, 'toString' in n, Object.getPrototypeOf(n) === Object.prototype)
const m: any = { __proto__: null as unknown, a: 1 }
console.log(m.toString, m.a)
class Odd { seen: unknown[] = []; set __proto__(v: unknown) { this.seen.push(v) } }
const odd: any = new Odd()
for (const key of ['x', '__proto__']) odd[key] = 7
console.log(odd.seen, odd.x)
function put(o: any, key: string, v: unknown): unknown { return Reflect.set(o, key, v) }
console.log(put({}, '__proto__', 1), put({}, 'q', 1))
const other: Record<string, unknown> = {}
other['__proto__'] = 5
console.log(Object.keys(other), other['__proto__'] === Object.prototype)
other['__proto__'] = { inherited: 'yes' }
console.log(Object.keys(other), other['inherited'], 'inherited' in other)
