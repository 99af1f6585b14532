// An accessor that an heir overrides by half hides the other half of the one above it.

class Counter {
  #value = 0
  get value(): number { return this.#value }
  set value(value: number) { this.#value = value }
  add(by: number): number {
    this.value += by
    return this.value
  }
}
class ReadOnly extends Counter {
  override get value(): number { return super.value + 100 }
}
class WriteOnly extends Counter {
  override set value(value: number) { super.value = value * 2 }
}
class Both extends ReadOnly {
  override get value(): number { return super.value + 1 }
  override set value(value: number) { (super.value as unknown) = value }
}
class Below extends WriteOnly {
  override get value(): number { return 7 }
  override set value(value: number) { super.value = value + 1 }
}

for (const counter of [new Counter(), new ReadOnly(), new WriteOnly(), new Both(), new Below()]) {
  try {
    console.log(counter.constructor.name, counter.add(1), counter.add(2))
  } catch (error) {
    console.log(counter.constructor.name, String(error))
  }
}

const literal = { __proto__: new Counter(), get value() { return 3 } } as unknown as Counter
try {
  literal.value = 4
} catch (error) {
  console.log(String(error))
}

class Named {
  toString(): string { return 'custom' }
  get age(): number { return 1 }
}
class Tagged extends Named {
  get [Symbol.toStringTag](): string { return 'from a getter' }
}
class Labelled extends Named {}
Object.defineProperty(Labelled.prototype, Symbol.toStringTag, { value: 'label' })
for (const object of [new Named(), new Tagged(), new Labelled()] as any[]) {
  try {
    object.age = 2
  } catch (error) {
    console.log((error as Error).message)
  }
}
