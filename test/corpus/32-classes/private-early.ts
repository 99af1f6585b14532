// Private members before they are defined, given to objects that a constructor did not make, and given twice.
function attempt(what: () => unknown): void {
  try {
    console.log(what())
  } catch (error) {
    console.log((error as Error).name, (error as Error).message)
  }
}

// A parent's constructor calls a method of the child.
class Base {
  constructor() { this.init() }
  init(): void {}
}
class Child extends Base {
  #n = 5
  #text = 'text'
  #m() { return 1 }
  get #g() { return 2 }
  set #g(value: number) { this.#n = value }
  plain = 6
  init() {
    attempt(() => this.#n)
    attempt(() => { this.#n = 7; return 'set' })
    attempt(() => this.#text.length)
    attempt(() => this.#m())
    attempt(() => this.#g)
    attempt(() => { this.#g = 8; return 'set' })
    attempt(() => [#n in this, #text in this, #m in this, #g in this, 'plain' in this, this.plain])
  }
  get n() { return this.#n }
}
const child = new Child()
console.log(child.n, child)
child.init()
console.log(child.n)

// An initialiser looks at a later field, by a method, by an accessor and by itself.
class Looking {
  a = this.look()
  b = this.#accessor
  #z: number = 2
  c = this.look()
  d = this.#accessor
  look() { try { return this.#z } catch (error) { return (error as Error).message } }
  get #accessor() { return this.look() }
}
console.log(new Looking())
class Itself {
  a: unknown
  constructor(first: boolean) { this.a = first }
  static make(first: boolean) { return new Later(first) }
}
class Later extends Itself {
  b = attempt(() => this.#later)
  #later = 3
  c = attempt(() => this.#later)
}
Itself.make(true)

// Static fields.
class Static {
  static probe() { try { return Static.#late } catch (error) { return (error as Error).message } }
  static a = Static.probe()
  static b = [#late in Static, #early in Static]
  static #early = 1
  static #late = 3
  static c = [Static.probe(), #late in Static]
}
console.log(Static.a, Static.b, Static.c)

// Given to what a parent's constructor returns.
class Returning { constructor(o: object) { return o } }
class Stamp extends Returning {
  #x = 1
  #m() { return 'm' }
  static get(o: any) { return o.#x }
  static has(o: any) { return [#x in o, #m in o] }
  static call(o: any) { return o.#m() }
}
class Point { x = 1; probe() { return [(this as any).y, 'y' in this, Object.keys(this)] } }
for (const o of [{ a: 1 }, new Point(), Object.create(null), new Error('e'), new Map(), Static.prototype]) {
  attempt(() => Stamp.has(o))
  attempt(() => Stamp.get(o))
  new Stamp(o)
  attempt(() => [Stamp.has(o), Stamp.get(o), Stamp.call(o), Reflect.ownKeys(o).length])
  attempt(() => new Stamp(o))
}
class Field extends Returning { #y = 1; static has(o: any) { return #y in o } }
const given = { given: true }
new Field(given)
attempt(() => new Field(given))
console.log(Field.has(given), Field.has([]))
attempt(() => new (class extends Returning { get #g() { return 1 } set #g(v: number) {}; read() { return this.#g } })(given))
const Anonymous = (() => class extends Returning { #p() {} static has(o: any) { return #p in o } })()
const anonymous = {}
new Anonymous(anonymous)
attempt(() => new Anonymous(anonymous))

// A public field, too.
class Public extends Returning { y = 2 }
const [p, q] = [new Point(), new Point()]
console.log(p.probe())
new Public(p)
console.log(p.probe(), q.probe(), p, q)

// A constructor that gives what it made before.
const made = new Map<string, Cached>()
class Cached {
  constructor(readonly key: string) {
    const found = made.get(key)
    if (found !== undefined) return found
    made.set(key, this)
  }
}
class Counted extends Cached {
  #count = 0
  next() { return ++this.#count }
}
const one = new Counted('one')
console.log(one.next(), one.next())
attempt(() => new Counted('one').next())
console.log(new Counted('two').next(), one.next())
