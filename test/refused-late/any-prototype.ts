// What is given a prototype, and the prototype, can each be any of very many objects.
class A { a = 1 }
class B { a = 2 }
class C { a = 3 }
class D { a = 4 }
const all: any[] = [
  A, B, C, D, new A(), new B(), new C(), new D(), {}, [], () => 1, new Map(), new Set(), { b: 1 }, { c: 1 }, { d: 1 }, { e: 1 }, { f: 1 },
  { g: 1 }, { h: 1 }, { i: 1 }, { j: 1 }, { k: 1 }, { l: 1 }, { m: 1 }, { n: 1 }, { o: 1 }, { p: 1 }, { q: 1 }, { r: 1 }, { s: 1 }, { t: 1 },
  { u: 1 }, { v: 1 }, { w: 1 }, { x: 1 }, { y: 1 }, { z: 1 },
]
const one = all[process.argv.length + 20]
const other = all[process.argv.length + 21]
console.log(Object.keys(one), Object.getPrototypeOf(one) === Object.prototype, Object.setPrototypeOf(one, null) === one)
console.log(Object.setPrototypeOf(one, other) === one) // stops here
