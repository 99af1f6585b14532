// One interface over several classes: field in one, getter in another, inherited accessor in a third, literal in a fourth.
interface Shape {
  readonly area: number
  name: string
}

class Stored implements Shape {
  name = 'stored'

  constructor(readonly area: number) {}
}

class Computed implements Shape {
  calls = 0

  constructor(private readonly w: number, private readonly h: number) {}

  get area(): number {
    this.calls++
    return this.w * this.h
  }

  get name(): string {
    return 'computed' + this.calls
  }

  set name(value: string) {
    this.calls += value.length * 10
  }
}

class Inherited extends Computed {}

class Overriding extends Computed {
  override get area(): number {
    return super.area + 0.5
  }
}

const literal: Shape = {
  get area() {
    return this.name.length
  },
  name: 'literal',
}

function totalArea(shapes: Shape[]): number {
  let total = 0
  for (const shape of shapes) total += shape.area
  return total
}

function renameAll(shapes: Shape[], suffix: string): string[] {
  return shapes.map((shape) => {
    shape.name += suffix
    return shape.name
  })
}

const shapes: Shape[] = [new Stored(10), new Computed(2, 3), new Inherited(4, 5), new Overriding(1, 1), literal]
console.log(totalArea(shapes))
console.log(totalArea(shapes))
console.log(renameAll(shapes, '!'))
console.log(renameAll(shapes, '??'))
console.log(totalArea(shapes))
console.log(shapes)
console.log(shapes.map((s) => Object.keys(s).join()))
console.log(shapes.map((s) => 'area' in s), shapes.map((s) => Object.hasOwn(s, 'area')))
const byName = new Map(shapes.map((s) => [s.name, s]))
console.log([...byName.keys()])
try {
  (shapes[1] as { area: number }).area = 5
} catch (e) {
  console.log((e as Error).message)
}
