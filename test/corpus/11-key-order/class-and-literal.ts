// Order in which fields, constructor assignments and later additions list.
class Base {
  first = 1
  second: number

  constructor(flag: boolean) {
    if (flag) (this as any).early = true
    this.second = 2
  }
}

class Derived extends Base {
  third = 3
  override first = 10

  constructor(flag: boolean) {
    super(flag)
    const self = this as unknown as Record<string, number>
    self['late'] = 4
    self[7] = 7
    self[3] = 3
  }
}

function list(o: object): string[] {
  const result: string[] = []
  for (const key in o) result.push(key)
  return result
}

const objects: Base[] = [new Base(false), new Base(true), new Derived(false), new Derived(true)]
for (const o of objects) {
  console.log(list(o).join())
  console.log(o)
  console.log(JSON.stringify(o))
}

const parent = { a: 1, shared: 'parent', 5: 'five' }
const child: Record<string, unknown> = Object.create(parent)
child.b = 2
child.shared = 'child'
child[1] = 'one'
console.log(list(child), Object.keys(child))

function build(order: string[]): Record<string, number> {
  const result: Record<string, number> = {}
  order.forEach((key, i) => (result[key] = i))
  return result
}
const built = [build(['x', 'y', 'z']), build(['z', 'y', 'x']), build(['y', '1', 'x', '0'])]
console.log(built)
console.log(built.map((b) => Object.values(b)))
for (const b of built) {
  b.x = 100
  delete b.y
  b.y = 200
}
console.log(built.map((b) => JSON.stringify(b)))
