// console.log of objects: nesting, depth, classes, null prototype, accessors, symbols, cycles, line breaking.
class Point {
  constructor(public x: number, public y: number) {}
}
class Empty {}
class Node {
  children: Node[] = []
  parent?: Node
  constructor(readonly name: string) {}
  add(child: Node): this {
    child.parent = this
    this.children.push(child)
    return this
  }
}
console.log(new Point(1, 2), [new Point(3, 4)], { p: new Point(5, 6) }, new Empty(), [new Empty()])
console.log({ a: { b: { c: { d: 1 } } } }, { a: { b: { c: {} } } }, [[[[1]]]], [[[[]]]], { a: [[{ x: 1 }]] })
console.log({ l1: { l2: { l3: new Point(1, 2), e: new Empty(), a: [1], m: new Map(), f: () => 1 } } })
console.log(new Node('root').add(new Node('a').add(new Node('a1'))).add(new Node('b')))
console.log({ get a() { return 1 }, set a(v) {}, get b() { return 2 }, set c(v: number) {} })
console.log(Object.create(null), Object.create({ inherited: 1 }), Object.create(Point.prototype), Object.create(new Point(1, 2)))
console.log({ [Symbol('key')]: 1, [Symbol.iterator]: 2, normal: 3, [Symbol('')]: 4 })
console.log({ f() {}, g: () => 1, h: function named() {}, i: class {}, j: class K {}, async k() {}, *l() {}, m: Math.max })
const wide = { alpha: 'first value', beta: 'second value', gamma: 'third value', delta: 4 }
console.log(wide)
console.log({ ...wide, epsilon: 5 })
console.log([wide, { one: 1 }])
console.log({ list: [wide, wide], n: { m: wide } })
console.log({ a: 1, b: 'x'.repeat(60), c: 3 })
console.log({ a: 1, b: 'x'.repeat(50), c: 3 }, { text: 'multi\nline', other: 1 })
const cyclic: any = { name: 'cycle', list: [] }
cyclic.self = cyclic
cyclic.list.push(cyclic, { back: cyclic.list })
console.log(cyclic, [cyclic])
const shared = { s: 1 }
console.log([shared, shared], { a: shared, b: { c: shared } })
const many: Record<string, number> = {}
for (let i = 0; i < 30; i++) many['key' + i] = i * i
console.log(many)
console.log(Object.assign([1, 2], { extra: 'x', [Symbol('q')]: 1 }), Object.assign(() => 1, { prop: 2 }), Object.assign(function f() {}, { a: 1 }))
console.log(Object.defineProperty({ shown: 1 }, 'hidden', { value: 2, enumerable: false }), Object.freeze({ frozen: [1] }))
class WithTag {
  get [Symbol.toStringTag](): string {
    return 'Custom'
  }
  field = 1
}
class Extended extends Array<number> {}
class Sub extends Point {
  z = 3
}
console.log(new WithTag(), new Sub(1, 2), Extended.from([1, 2]), new (class extends Map {})(), new (class {})(), new (class extends Point {})(7, 8))
console.log(Point, Sub, Empty, class extends Point {}, Object, Symbol, [Point, Array])
console.log(JSON.stringify(wide), [1.0, 2.5, -3], [true, false], ['a', 'b'], [null, undefined])
console.log(Object('boxed'), [function () {}, () => {}, async () => {}, function* gen() {}])
