// Order of field initialisers, computed names, static blocks, super calls and virtual calls from constructors.
const log: string[] = []
function note<T>(label: string, value: T): T {
  log.push(label)
  return value
}

const computedName = 'b1'

class Base {
  [computedName] = note('base computed', 0)
  first = note('base field 1', 1)
  static s1 = note('base static 1', 's')
  static s3: string
  second = note('base field 2', 2);
  [note('base method', 'm')](): string {
    return 'method'
  }

  static {
    note('base static block', 0)
    this.s3 = this.s1 + '3'
  }

  static s2 = this.s3 + '2'

  constructor(label: string) {
    note('base constructor ' + label, 0)
    this.init()
  }

  init(): void {
    note('base init', 0)
  }
}

class Derived extends Base {
  own = note('derived field', 'own value')
  late?: string
  static override s1 = note('derived static', super.s1 + '!')
  arrow = () => this.own;
  ['comp1'] = note('derived computed value', 'c')

  constructor() {
    note('before super', 0)
    super(note('super argument', 'arg'))
    note('after super', 0)
  }

  override init(): void {
    note('derived init sees ' + this.own, 0)
    super.init()
    this.late = 'set in init'
  }
}

console.log(log.splice(0).join('\n'))
const d = new Derived()
console.log(log.splice(0).join('\n'))
console.log(d, d.arrow(), d.late)
console.log(Base.s1, Base.s2, Derived.s1, Derived.s2, Object.keys(Derived), Object.keys(Base))
const list: Base[] = [new Base('x'), d]
console.log(list.map((b) => Object.keys(b).join()), (list[0] as any).m(), log.length)

class Parameter {
  sum = 0

  constructor(readonly a: number, protected b: number, private c = a * b) {
    this.sum += this.a + this.b + this.c
  }
}
console.log(new Parameter(2, 3), new Parameter(2, 3, 0).sum)

class Lazy {
  static #instances = 0
  static instance?: Lazy
  readonly id = ++Lazy.#instances

  static get(): Lazy {
    return (this.instance ??= new this())
  }
}
class LazyChild extends Lazy {}
console.log(Lazy.get() === Lazy.get(), LazyChild.get() === Lazy.get(), Lazy.get().id, new LazyChild().id)
try {
  new (class extends Base {
    constructor() {
      if (log.length < 0) super('')
    }
  })()
} catch (e) {
  console.log((e as Error).message)
}
