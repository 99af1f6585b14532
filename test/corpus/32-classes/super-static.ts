// super in methods, accessors, statics and object literals; new.target; toString and valueOf; class expressions.
class Shape {
  static kinds: string[] = []
  static register(name: string): number {
    return this.kinds.push(name)
  }

  constructor(protected label = new.target.name) {}

  get size(): number {
    return 1
  }

  set size(v: number) {
    this.label += v
  }

  toString(): string {
    return `Shape(${this.label})`
  }

  valueOf(): number {
    return this.label.length
  }
}

class Round extends Shape {
  static override register(name: string): number {
    return super.register('round ' + name) * 10
  }

  override get size(): number {
    return super.size + 10
  }

  override set size(v: number) {
    super.size = v * 2
  }

  override toString(): string {
    const up = (): string => super.toString()
    return `Round<${up()}>`
  }
}

class Sphere extends Round {
  [Symbol.toPrimitive](hint: string): string | number {
    return hint === 'number' ? 42 : 'sphere as ' + hint
  }

  get [Symbol.toStringTag](): string {
    return 'SphereTag'
  }
}

console.log(Shape.register('a'), Round.register('b'), Sphere.register('c'), Shape.kinds, Sphere.kinds === Shape.kinds)
const shapes: Shape[] = [new Shape(), new Round(), new Sphere(), new Shape('given')]
for (const s of shapes) {
  s.size = 3
  console.log(String(s), +s, s.size, `${s}`, s + '', (s as unknown as number) * 2, s > shapes[0])
}
console.log(Object.prototype.toString.call(shapes[2]), Object.prototype.toString.call(shapes[1]), shapes)
const parent = {
  greet(): string {
    return 'parent of ' + (this as unknown as { name: string }).name
  },
}
const child = {
  __proto__: parent,
  name: 'child',
  greet(): string {
    return 'child, ' + super.greet!()
  },
} as unknown as typeof parent & { name: string }
console.log(child.greet(), Object.getPrototypeOf(child) === parent, Object.keys(child))
const Anonymous = class {
  static n = 1
}
const Named = class Inner {
  static self = (): boolean => Inner === Named
}
console.log(Anonymous.name, Named.name, Named.self(), new Anonymous(), [Anonymous, Named, Shape, Sphere])
function Factory<T>(this: unknown, C: new () => T): T {
  return new C()
}
const classes: (new () => Shape)[] = [Shape, Round, Sphere]
console.log(classes.map((C) => Factory(C).toString()), classes.map((C) => C.name + C.length))
try {
  (Shape as unknown as () => void)()
} catch (e) {
  console.log((e as Error).message)
}
class Both {
  static x = 1
  static get y(): number {
    return this.x + 1
  }
  static async z(): Promise<number> {
    return this.y
  }
  static *w(): Generator<number> {
    yield this.x
  }
}
console.log(Both.y, [...Both.w()], await Both.z(), Object.getOwnPropertyNames(Both))
