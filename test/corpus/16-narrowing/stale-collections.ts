// Narrowing on elements and properties of collections that a callback changes meanwhile.
interface Node {
  next?: Node
  label: string | undefined
}

class Chain {
  head: Node | undefined

  add(label: string): this {
    this.head = { next: this.head, label }
    return this
  }

  visit(f: (n: Node) => void): void {
    for (let n = this.head; n; n = n.next) f(n)
  }
}

const chain = new Chain().add('a').add('b').add('c')
chain.visit((n) => {
  if (n.label !== undefined && n.next !== undefined) {
    const cut = (m: Node): void => {
      m.next = undefined
      m.label = undefined
    }
    if (n.label === 'b') cut(n)
    console.log(n.label?.length, n.next?.label, n.label === undefined)
  }
})

const table: Record<string, number | string> = { x: 1, y: 'why' }
function swap(): void {
  const t = table.x
  table.x = table.y
  table.y = t
}
if (typeof table.x === 'number') {
  swap()
  console.log(table.x + 1, typeof table.x)
}

const list: (number | null)[] = [1, 2, 3]
for (let i = 0; i < list.length; i++) {
  if (list[i] !== null) {
    list.fill(null, 1)
    const v = list[i] as number
    console.log(v, v + 1, typeof v)
  }
}

class Shape {
  kind: 'circle' | 'square' = 'circle'
  size: number | { w: number; h: number } = 3

  become(): void {
    this.kind = 'square'
    this.size = { w: 2, h: 5 }
  }
}
const shapes = new Map<string, Shape>([['one', new Shape()]])
const s = shapes.get('one')!
if (s.kind === 'circle' && typeof s.size === 'number') {
  s.become()
  console.log(s.kind, s.size, s.size + 1, (s.size as unknown as { w: number }).w)
}
let captured: string | number = 'text'
const later: (() => void)[] = [() => (captured = 9), () => (captured = 'nine')]
for (const f of later) {
  if (typeof captured === 'string') {
    f()
    console.log(typeof captured, captured.length)
  }
}
