// Object.create, setPrototypeOf, accessors found on the chain, writes that meet setters and read-only properties.
const base = {
  _value: 1,
  get value(): number {
    return this._value
  },
  set value(v: number) {
    this._value = v * 10
  },
  hello(): string {
    return 'hello ' + this._value
  },
}

interface Like {
  _value: number
  value: number
  hello(): string
}

const derived: Like = Object.create(base)
console.log(derived.value, Object.keys(derived))
derived.value = 5
console.log(derived.value, base.value, Object.keys(derived), derived.hello())
const third: Like = Object.create(derived, { own: { value: 'x', enumerable: true } })
third._value = 7
console.log(third.hello(), derived.hello(), base.hello(), third)

class Registry {
  private list: Like[] = []

  register(x: Like): number {
    return this.list.push(x)
  }

  values(): number[] {
    return this.list.map((x) => x.value)
  }

  bump(): void {
    for (const x of this.list) x.value++
  }
}
const registry = new Registry()
for (const x of [base, derived, third]) registry.register(x)
console.log(registry.values())
registry.bump()
console.log(registry.values())

const locked = Object.create(Object.freeze({ id: 1 })) as { id: number }
try {
  locked.id = 2
} catch (e) {
  console.log((e as Error).message)
}
const noSetter = Object.create({
  get only() {
    return 1
  },
}) as { only: number }
try {
  noSetter.only = 2
} catch (e) {
  console.log((e as Error).message)
}
console.log(noSetter.only, locked.id)

class A {
  who(): string {
    return 'A'
  }
}
class B {
  who(): string {
    return 'B'
  }
}
const x = new A()
console.log(x.who(), x instanceof A)
Object.setPrototypeOf(x, B.prototype)
console.log(x.who(), x instanceof A, x instanceof (B as any), Object.getPrototypeOf(x) === B.prototype)
console.log(Object.getPrototypeOf(Object.getPrototypeOf(base)), A.prototype.isPrototypeOf(x))
;(A.prototype as any).extra = 'later'
console.log((new A() as any).extra, (x as any).extra, A.prototype.constructor === A)
