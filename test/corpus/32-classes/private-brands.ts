// Each evaluation of a class expression has private names of its own: an object of another one lacks them.
interface Vault {
  open(other: Vault): unknown
  put(other: Vault, value: number): void
  shout(other: Vault): string
  knows(other: unknown): boolean
  level: number
  raise(other: Vault): number
}

function vaults(label: string) {
  return class Vault {
    #secret: unknown = `${label}'s secret`
    #level = 1
    #shout() { return `${label} ${String(this.#secret)}!` }
    get #doubled() { return this.#level * 2 }
    set #doubled(value: number) { this.#level = value / 2 }
    static #made = 0
    static #count() { return this.#made }
    constructor() { Vault.#made++ }
    open(other: Vault) { return other.#secret }
    put(other: Vault, value: number) { other.#secret = value }
    shout(other: Vault) { return other.#shout() }
    knows(other: unknown) { return #secret in (other as Vault) }
    knowsMethod(other: unknown) { return #shout in (other as Vault) }
    knowsAccessor(other: unknown) { return #doubled in (other as Vault) }
    get level() { return this.#doubled }
    raise(other: Vault) { return other.#doubled += 10 }
    static made(of: any) { return of.#count() }
    static raw(of: any) { return of.#made }
    static reset(of: any) { of.#made = 0 }
    static isOwn(of: any) { return [#made in of, #count in of] }
    static later(other: any) { return () => other.#secret }
  }
}

function attempt(what: () => unknown): void {
  try {
    console.log(what())
  } catch (error) {
    console.log((error as Error).name, (error as Error).message)
  }
}

const [Red, Blue] = [vaults('red'), vaults('blue')]
const [red, blue] = [new Red(), new Blue()] as const
const others: unknown[] = [red, blue, new Red(), {}, [], () => 1, Red, null, undefined, 3, 'text', Object.create(red)]
for (const own of [red, blue]) {
  for (const other of others as any[]) {
    attempt(() => own.open(other))
    attempt(() => own.shout(other))
    attempt(() => own.knows(other))
    attempt(() => own.knowsMethod(other))
    attempt(() => own.knowsAccessor(other))
    attempt(() => own.raise(other))
    attempt(() => own.put(other, 5))
    attempt(() => Object.getOwnPropertyDescriptor(Object.getPrototypeOf(own), 'level')!.get!.call(other))
  }
}
for (const C of [Red, Blue]) {
  for (const of of [Red, Blue, class extends Red {}, {}, null, undefined, 7] as any[]) {
    attempt(() => C.made(of))
    attempt(() => C.raw(of))
    attempt(() => C.isOwn(of))
    attempt(() => C.reset(of))
    attempt(() => C.later(new of())())
  }
}

// Before the members are there.
class Early {
  constructor() { attempt(() => (this as any).probe()) }
}
function probing(Base: typeof Early) {
  return class extends Base {
    #p = 1
    #m() { return 2 }
    probe() { return [#p in this, #m in this] }
    late() { return [#p in this, #m in this, this.#p, this.#m()] }
  }
}
const First = probing(Early)
console.log(new First().late())
console.log(new (probing(Early))().late(), new First().probe())

// The class's own, of a class that extends another evaluation of itself.
function counting(Base: new () => object) {
  return class extends Base {
    static #n = 0
    static next() { return ++this.#n }
    static nextOf(C: any) { return ++C.#n }
  }
}
const One = counting(Object), Two = counting(One)
attempt(() => [One.next(), One.next(), Two.next(), Two.nextOf(Two)])
attempt(() => Two.nextOf(One))
attempt(() => One.nextOf.call(null, Two))
attempt(() => One.nextOf(One))

// Inner classes, arrows, computed keys and static blocks.
function nested(tag: string) {
  return class Outer {
    #t = tag
    static created = new this();
    [tag + 1]() { return this.#t }
    static { console.log(this.created.#t) }
    inner() {
      const of = (o: Outer) => o.#t
      return class { #t = 'inner'; both(o: Outer) { return [this.#t, of(o)] } }
    }
  }
}
const A = nested('a'), B = nested('b')
const InnerA = new A().inner()
attempt(() => new InnerA().both(new A()))
attempt(() => new InnerA().both(new B() as never))
attempt(() => new (new B().inner())().both(new B()))
attempt(() => [Object.getOwnPropertyNames(B.prototype), (new B() as any).b1()])
console.log(red, new First())
