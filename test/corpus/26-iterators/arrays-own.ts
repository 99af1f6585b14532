// Arrays that were given an iterator of their own, or whose class has one: spread, patterns and loops ask it.
const a = [1, 2]
;(a as unknown as Record<symbol, unknown>)[Symbol.iterator] = function* () { yield 9 }
console.log([...a])
const [x, y] = a
console.log(x, y)
class Countdown extends Array<number> {
  *[Symbol.iterator](): ArrayIterator<number> { for (let i = this.length - 1; i >= 0; i--) yield this[i] }
}
const c = new Countdown()
c.push(1, 2, 3)
console.log([...c], Math.max(...c))
const [first, second] = c
console.log(first, second)
for (const n of c) console.log(n)
const plain = new Map([[1, 'a']])
for (const [k, v] of plain) console.log(k, v)
