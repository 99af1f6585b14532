// Identity as keys of Map and Set, cyclic structures, graphs of objects of differing classes under one view.
interface Vertex {
  id: string
  edges: Vertex[]
}

class City implements Vertex {
  edges: Vertex[] = []
  visits = 0

  constructor(readonly id: string) {}
}

class Airport extends City {
  override edges: Vertex[] = []
  code = this.id.slice(0, 3).toUpperCase()
}

function link(a: Vertex, b: Vertex): void {
  a.edges.push(b)
  b.edges.push(a)
}

function reach(start: Vertex): Map<Vertex, number> {
  const distance = new Map<Vertex, number>([[start, 0]])
  const queue = [start]
  for (let v = queue.shift(); v; v = queue.shift()) {
    for (const w of v.edges) {
      if (distance.has(w)) continue
      distance.set(w, distance.get(v)! + 1)
      queue.push(w)
    }
  }
  return distance
}

const vertices: Vertex[] = [new City('oslo'), new Airport('gardermoen'), { id: 'plain', edges: [] }, new City('bergen')]
for (let i = 1; i < vertices.length; i++) link(vertices[i - 1], vertices[i])
link(vertices[0], vertices[0])
for (const [v, d] of reach(vertices[0])) console.log(v.id, d, v.edges.length)
console.log(vertices[0].edges[0] === vertices[1], vertices[1].edges[0] === vertices[0])

const counts = new Map<object, number>()
function touch(o: object): number {
  const n = (counts.get(o) ?? 0) + 1
  counts.set(o, n)
  return n
}
console.log(touch(vertices[0]), touch(vertices[0].edges[1]), touch({ ...vertices[0] }), touch(vertices[0]), counts.size)

interface Loop {
  name: string
  self?: Loop
  list: unknown[]
}
const loop: Loop = { name: 'loop', list: [] }
loop.self = loop
loop.list.push(loop, [loop.list], 1)
console.log(loop, loop.self.self?.self === loop)
const two: any = { a: {} }
two.a.b = { two }
two.c = two.a
console.log(two, two.a === two.c)

const functions = new Set<() => number>()
for (let i = 0; i < 3; i++) {
  const f = (): number => i
  functions.add(f).add(f)
}
console.log(functions.size, [...functions].map((f) => f()))
const method = vertices[0].edges.push
console.log(method === [].push, vertices[1].edges.push === method, City.prototype.constructor === City)
const symbol = Symbol('tag')
const tagged = { [symbol]: 1, other: symbol }
console.log(tagged[symbol], tagged.other === symbol, Symbol('tag') === symbol, Symbol.for('x') === Symbol.for('x'), tagged)
