// Number to string in all forms: shortest round trip, exponents, radix, toFixed, toPrecision, toExponential.
const values = [
  0, 1, -1, 0.1, 0.5, 1 / 3, 2 / 3, 100, 1e5, 123456789, 1e15, 1e16, 1e17, 1e20, 1e21, 1e22, 1.5e300, 1e-5, 1e-6, 1e-7, 1.5e-7,
  5e-324, 1.7976931348623157e308, 2.2250738585072014e-308, 4.35, 0.000001234, 123.456, 9007199254740991, 9007199254740993,
  4294967295, 4294967296, -2147483648, 0.1 + 0.2, 1e23, 2 ** 53, 2 ** -1074, 2 ** 70, 1.1, 1.005, 8.345, 1e100, 123e-20, 299792458,
]
console.log(values.map(String).join(' '))
console.log(values.map((v) => v.toFixed(2)).join(' '))
console.log(values.map((v) => v.toExponential(3)).join(' '))
console.log(values.map((v) => v.toPrecision(4)).join(' '))
console.log(values.map((v) => v.toExponential()).join(' '))
console.log([0, 1, 255, -255, 0.5, 1 / 3, 1e21, 2 ** 31, 123.456, 1e-7, NaN].map((v) => [v.toString(2), v.toString(16), v.toString(36)].join('/')).join(' '))
console.log([1.45, 1.55, 2.5, 0.05, 1.005, 10.235, -1.5, 0, -0, 1e-10, 1e21, 123.456].map((v) => [v.toFixed(0), v.toFixed(1), v.toFixed(10)].join('/')).join(' '))
console.log((25).toString(36), (0.1).toString(3), (-7.25).toString(2), (1e300).toString(7).length, (35).toString(36).toUpperCase())
console.log((0.000001).toFixed(7), (123.456).toPrecision(30), (1.25).toPrecision(2), (1e-7).toPrecision(3), (99.99).toPrecision(3), (0).toPrecision(5))

class Money {
  constructor(private readonly cents: number) {}

  toString(): string {
    const sign = this.cents < 0 ? '-' : ''
    const whole = Math.floor(Math.abs(this.cents) / 100)
    const groups: string[] = []
    for (let rest = String(whole); rest !== ''; rest = rest.slice(0, -3)) groups.unshift(rest.slice(-3))
    return `${sign}${groups.join(',')}.${String(Math.abs(this.cents) % 100).padStart(2, '0')}`
  }
}
console.log([0, 5, 99, 100, 123456, -123456789, 1e11].map((c) => new Money(c).toString()))
for (const f of [() => (1).toFixed(101), () => (1).toString(1), () => (1).toPrecision(0), () => (1).toExponential(-1)]) {
  try {
    console.log(f())
  } catch (e) {
    console.log((e as Error).name, (e as Error).message)
  }
}
let x = 1
const powers: string[] = []
for (let i = 0; i < 30; i++) {
  powers.push(String(x))
  x *= i % 2 === 0 ? 7.3 : 11.1
}
console.log(powers.join(' '))
let y = 1
const small: number[] = []
for (let i = 0; i < 24; i++) small.push((y /= 6.7))
console.log(small)
