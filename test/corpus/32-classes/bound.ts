// Bound classes are constructors of what they were made of.
class Point {
  constructor(public x: number, public y = 0) {}

  get length(): number {
    return Math.hypot(this.x, this.y)
  }
}
const AtThree: any = Point.bind(null, 3)
console.log(AtThree.name, AtThree.length, AtThree.prototype, AtThree, Object.getOwnPropertyNames(AtThree))
console.log(new AtThree(), new AtThree(4), new AtThree(4).length)
const Fixed: any = AtThree.bind(undefined, 5)
console.log(new Fixed(7), Fixed.name, Fixed.length, Reflect.construct(AtThree, [9]))
try {
  AtThree()
} catch (e) {
  console.log((e as Error).name, (e as Error).message)
}

type Maker<T> = new (...values: number[]) => T
class Registry<T> {
  private readonly makers = new Map<string, Maker<T>>()

  add(name: string, maker: Maker<T>): this {
    this.makers.set(name, maker)
    return this
  }

  *make(...values: number[]): Generator<[string, T]> {
    for (const [name, maker] of this.makers) yield [name, new maker(...values)]
  }
}
const registry = new Registry<Point>().add('plain', Point).add('three', AtThree).add('fixed', Fixed)
for (const [name, point] of registry.make(1, 2)) console.log(name, point, point instanceof Point, point.constructor === Point)
class Named {
  readonly label: string
  constructor(...parts: unknown[]) {
    this.label = parts.join('/')
  }
}
const half = Named.bind(null, 'a', 'b') as unknown as new (...parts: unknown[]) => Named
console.log([1, 'c', null].map((part) => new half(part, part).label))
const add = function (this: { base: number }, ...values: number[]): number {
  return values.reduce((a, b) => a + b, this.base)
}
const bound = add.bind({ base: 100 }, 1, 2)
console.log(bound(), bound(3, 4), bound.bind({ base: 5 } as never, 10)(20), bound.name, bound.length)
