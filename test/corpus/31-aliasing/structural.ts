// Structural typing never copies: the same object through many views; copies are made only where asked.
interface HasX {
  x: number
}
interface HasXY extends HasX {
  y: number
}

class Point implements HasXY {
  constructor(public x: number, public y: number) {}

  plus(other: HasXY): Point {
    return new Point(this.x + other.x, this.y + other.y)
  }
}

function bump(p: HasX): HasX {
  p.x += 1
  return p
}

const views = new Set<HasX>()
const point = new Point(1, 2)
const wide: HasX = point
views.add(point).add(wide).add(bump(point))
console.log(views.size, point.x, wide.x, wide === point, bump(wide) === point, point)

const literal = { x: 10, y: 20, extra: 'kept' }
const narrow: HasXY = literal
const back = narrow as typeof literal
back.extra += '!'
bump(narrow)
console.log(literal, back === literal)

class Holder<T extends HasX> {
  readonly items: T[] = []

  keep(item: T): T {
    this.items.push(item)
    return item
  }

  copies(): T[] {
    return this.items.map((i) => ({ ...i }))
  }
}
const holder = new Holder<HasX>()
holder.keep(point)
holder.keep(literal)
holder.keep({ x: 5 })
const copies = holder.copies()
for (const item of holder.items) bump(item)
console.log(holder.items, copies)
console.log(copies[0] instanceof Point, holder.items[0] instanceof Point)
console.log(holder.items[0] === point, copies[1] === literal, point.x, literal.x)

const shared: number[] = [1, 2, 3]
const a = { list: shared, name: 'a' }
const b = { ...a, name: 'b' }
const c = structuredCopy(a)
b.list.push(4)
a.list = [0]
console.log(a, b, c, shared === b.list)
function structuredCopy(o: { list: number[]; name: string }): { list: number[]; name: string } {
  return { list: o.list.slice(), name: o.name }
}
const matrix = new Array(3).fill([0, 0])
matrix[0][1] = 7
const proper = Array.from({ length: 3 }, () => [0, 0])
proper[0][1] = 7
console.log(matrix, proper)
let left = { v: 1 }
let right = left
left.v = 2
left = { v: 3 }
console.log(left, right)
;[left, right] = [right, left]
console.log(left, right)
function swapInside(o: { a: HasX; b: HasX }): void {
  [o.a, o.b] = [o.b, o.a]
}
const pair = { a: point as HasX, b: literal as HasX }
swapInside(pair)
console.log(pair.a === literal, pair.b === point)
