// NaN and -0 through code that looks like integer arithmetic.
class Range {
  low = 0
  high = 0

  add(n: number): void {
    if (n < this.low) this.low = n
    if (n > this.high) this.high = n
  }

  middle(): number {
    return (this.low + this.high) / 2
  }
}

function sign(n: number): string {
  return Object.is(n, -0) ? '-0' : Object.is(n, 0) ? '+0' : String(n)
}

const zero = 0
const values = [0, -0, 1, -1, 5, -5, NaN, zero * -1, -zero, 0 / -3, -4 % 2, 4 % -2, 0 % 5, -0 % 5, Math.round(-0.4), -1 >> 31, Math.trunc(-0.9)]
console.log(values.map(sign).join(' '))
console.log(values)
const range = new Range()
for (const v of values) range.add(v)
console.log(range, range.middle())

function mod(a: number, b: number): number {
  return a % b
}
console.log([[5, 3], [-5, 3], [5, -3], [-5, -3], [-3, 3], [3, 0], [0, 3], [-0, 3], [Infinity, 2], [2, Infinity]].map(([a, b]) => sign(mod(a, b))))

function product(list: number[]): number {
  let p = 1
  for (let i = 0; i < list.length; i++) p *= list[i]
  return p
}
console.log(sign(product([0, -1])), sign(product([0, -1, -1])), sign(product([1, -0])), sign(product([0, NaN])))

let count = 0
for (let i = -3; i < 3; i++) {
  const n = i * 0
  if (1 / n < 0) count++
}
console.log(count)
const divisions: string[] = []
for (let a = -1; a <= 1; a++) for (let b = -1; b <= 1; b++) divisions.push(sign(a / b))
console.log(divisions.join())
console.log(sign(Math.min(0, -0)), sign(Math.max(-0, 0)), sign(Math.abs(-0)), sign(-0 + 0), sign(-0 - 0), sign(-0 + -0))
console.log(sign(+''), sign(+'-0'), sign(Number('abc')), sign(parseInt('-0')), sign(parseFloat('-0.0')), sign(-0 | 0), sign(~~-0.5))
console.log(0 === -0, values[6] === values[6], Object.is(NaN, 0 / 0), [NaN].indexOf(NaN), [NaN].includes(NaN), [-0].includes(0))
const map = new Map<number, string>([[0, 'zero'], [NaN, 'nan']])
map.set(-0, 'minus zero')
console.log(map, map.get(NaN), map.get(0), [...map.keys()].map(sign))
const index = [10, 20, 30]
console.log(index[-0], index[NaN], `${-0}`, (-0).toString(), -0 + '', JSON.stringify(-0), [-0].join(), sign([-0].map((x) => x)[0]))
let n = NaN
n++
console.log(n, n | 0, n >>> 0, n ** 0, isNaN(n), NaN > 1, !(NaN <= 1), n != n)
let i = 0
i *= -1
console.log(sign(i), sign(i + 1), sign(i--), sign(i))
