// Objects of which the types say nothing: defined, frozen, inherited, copied and shown. What can be any object can be
// very many here, so that the analysis tells them apart no more.

interface Tagged { [Symbol.toStringTag]: string }

// --- attributes
const bag: any = { b: 1, 2: 'two', a: 2, 1: 'one', [Symbol('s')]: 3 }
Object.defineProperty(bag, 'hidden', { value: 42, enumerable: false, configurable: true })
Object.defineProperty(bag, 'acc', { get() { return this.b * 100 }, set(v) { this.b = v }, enumerable: true, configurable: true })
console.log(Object.keys(bag), Object.values(bag), Object.entries(bag), Object.getOwnPropertyNames(bag), Reflect.ownKeys(bag), bag.acc)
bag.acc = 7
console.log(bag.b, bag, JSON.stringify(bag), 'hidden' in bag, bag.hidden, bag.propertyIsEnumerable('hidden'))
try {
  bag.hidden = 1
} catch (e) {
  console.log((e as Error).message)
}
console.log(Object.getOwnPropertyDescriptor(bag, 'hidden'), Object.getOwnPropertyDescriptor(bag, 'acc'))
console.log(Object.getOwnPropertyDescriptors({ get x() { return 1 }, y: 2 }), delete bag.hidden, bag.hidden, Object.getOwnPropertyDescriptor(bag, 'none'))

// --- freezing
const frozen = Object.freeze({ a: 1, nested: { b: 2 } })
try {
  (frozen as any).a = 2
} catch (e) {
  console.log((e as Error).message)
}
frozen.nested.b = 3
console.log(frozen, Object.isFrozen(frozen), Object.isFrozen(frozen.nested), Object.isSealed(frozen), Object.isExtensible(frozen))
const sealed = Object.seal({ x: 1 } as any)
sealed.x = 2
for (const attempt of [() => { sealed.y = 1 }, () => { delete sealed.x }]) {
  try {
    attempt()
  } catch (e) {
    console.log((e as Error).message)
  }
}
const accessors: any = Object.freeze({ n: 1, get twice() { return this.n * 2 }, set twice(v: number) { console.log('set', v) } })
accessors.twice = 9
console.log(accessors.twice, Object.getOwnPropertyDescriptor(accessors, 'twice'))
function deepFreeze<T extends object>(value: T): Readonly<T> {
  for (const key of Object.keys(value) as (keyof T)[]) {
    const inner = value[key]
    if (typeof inner === 'object' && inner !== null) deepFreeze(inner)
  }
  return Object.freeze(value)
}
const deep = deepFreeze({ a: { b: [1, 2, { c: 3 }] } }) as any
for (const attempt of [
  () => { deep.a.b[2].c = 1 }, () => { deep.a.b.push(1) }, () => { deep.z = 1 }, () => { delete deep.a }, () => { deep.a.b[0] = 5 },
]) {
  try {
    attempt()
    console.log('no throw')
  } catch (e) {
    console.log((e as Error).message)
  }
}

// --- prototypes
const proto = { greet() { return 'hi ' + this.name }, get upper() { return this.name.toUpperCase() }, name: 'proto' }
const child = Object.create(proto, { own: { value: 1, enumerable: true } })
console.log(child.greet(), child.upper, child, Object.keys(child), child.name)
child.name = 'kid'
console.log(child.greet(), child.upper, Object.hasOwn(child, 'name'), proto.name, Object.getPrototypeOf(child) === proto, proto.isPrototypeOf(child))
const heir = { __proto__: proto, greet() { return super.greet() + '!' } } as any
console.log(heir.greet(), heir.upper, heir)
const bare = Object.setPrototypeOf({ z: 1 }, null)
console.log(bare, 'toString' in bare, Object.getPrototypeOf(bare))
for (const key in child) console.log('in', key)

// --- copies
const assigned = Object.assign({ a: 1 }, null, { b: 2, get c() { return 3 } }, 'xy', [9], undefined, { a: 5 })
console.log(assigned, Object.getOwnPropertyDescriptor(assigned, 'c'))
console.log(Object.fromEntries([['a', 1], ['b', [2]]]), Object.fromEntries(new Map([['m', { n: 1 }]])))

// --- symbols and conversions
class Meters {
  constructor(private n: number) {}
  [Symbol.toPrimitive](hint: string) {
    return hint === 'string' ? this.n + 'm' : hint === 'number' ? this.n : 'default'
  }
  get [Symbol.toStringTag]() {
    return 'Meters'
  }
}
const app = Symbol.for('app')
console.log({ [app]: { [Symbol()]: 1 } }, Symbol.keyFor(app), Symbol('d').description)
const m = new Meters(5) as any
console.log(`${m}`, +m, m + '', m * 2, m == 'default', String(m), Object.prototype.toString.call(m), m, [m] + '')
const tagged: (Tagged | symbol)[] = [m, app]
for (const one of tagged) console.log(one[Symbol.toStringTag], Object.prototype.toString.call(one))

// --- names that the prototypes have too
const dict: Record<string, number> = Object.create(null)
dict['toString'] = 1
dict['__proto__'] = 2
console.log(dict, Object.keys(dict))
const plain: Record<string, number> = {}
console.log('constructor' in plain, plain['constructor'] !== undefined, (plain as any)['hasOwnProperty'] === Object.prototype.hasOwnProperty)
for (const key of ['x y', '1e3', '01', '-1', '4294967295', '4294967294', '7']) plain[key] = key.length
console.log(plain, Object.keys(plain))
function equal(a: any, b: any): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((k) => equal(a[k], b[k]))
}
console.log(equal({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }), equal([1], [1, 2]), equal(deep, { a: { b: [1, 2, { c: 3 }] } }))
