// Math functions at ordinary and special arguments.
const xs = [0, -0, 0.5, -0.5, 1, -1, 1.5, -1.5, 2.5, -2.5, 10, 1e-10, 1e10, NaN, Infinity, -Infinity]
const functions: [string, (x: number) => number][] = [
  ['abs', Math.abs], ['floor', Math.floor], ['ceil', Math.ceil], ['round', Math.round], ['trunc', Math.trunc], ['sign', Math.sign],
  ['sqrt', Math.sqrt], ['cbrt', Math.cbrt], ['exp', Math.exp], ['expm1', Math.expm1], ['log', Math.log], ['log2', Math.log2], ['log10', Math.log10],
  ['log1p', Math.log1p], ['sin', Math.sin], ['cos', Math.cos], ['tan', Math.tan], ['asin', Math.asin], ['acos', Math.acos], ['atan', Math.atan],
  ['sinh', Math.sinh], ['cosh', Math.cosh], ['tanh', Math.tanh], ['asinh', Math.asinh], ['acosh', Math.acosh], ['atanh', Math.atanh],
  ['fround', Math.fround], ['clz32', Math.clz32],
]
for (const [name, f] of functions) console.log(name, xs.map((x) => f(x)).join(' '))
for (const [a, b] of [[2, 10], [2, 0.5], [-8, 1 / 3], [0, 0], [NaN, 0], [1, Infinity], [-2, 3], [-0, -3], [0.9, Infinity], [10, -5], [2, -1074], [7, 13.5]]) {
  console.log(a, b, a ** b, Math.pow(a, b), Math.atan2(a, b), Math.hypot(a, b), Math.min(a, b), Math.max(a, b))
}
console.log(Math.max(), Math.min(), Math.max(1, NaN, 3), Math.hypot(), Math.hypot(3, 4), Math.hypot(1, 2, 3), Math.max('5' as any, 3), Math.min(0, -0))
console.log(Math.PI, Math.E, Math.LN2, Math.LN10, Math.LOG2E, Math.LOG10E, Math.SQRT2, Math.SQRT1_2)
console.log(Math.round(0.49999999999999994), Math.round(-0.5), Math.round(2 ** 52 + 0.5), Math.round(1e300), Math.floor(-1e-20), Math.ceil(-0.2))
class Vector {
  constructor(readonly x: number, readonly y: number) {}
  get length(): number {
    return Math.hypot(this.x, this.y)
  }
  rotate(angle: number): Vector {
    const c = Math.cos(angle)
    const s = Math.sin(angle)
    return new Vector(this.x * c - this.y * s, this.x * s + this.y * c)
  }
}
let v = new Vector(1, 0)
for (let i = 0; i < 8; i++) v = v.rotate(Math.PI / 4)
console.log(v, v.length, new Vector(3, 4).length, new Vector(1, 1).rotate(1))
let pi = 0
for (let k = 0; k < 1000; k++) pi += (k % 2 === 0 ? 4 : -4) / (2 * k + 1)
console.log(pi, Math.abs(pi - Math.PI) < 0.01, Object.prototype.toString.call(Math), typeof Math.random(), Math.random() < 1)
let newton = 2
for (let i = 0; i < 6; i++) newton = newton - (newton * newton - 2) / (2 * newton)
console.log(newton, newton === Math.SQRT2, 7 % 2.5, -7 % 2.5, 5.5 % -2, 1e17 % 3, 2 ** 0.5, (-2) ** 2, 2 ** 3 ** 2)
