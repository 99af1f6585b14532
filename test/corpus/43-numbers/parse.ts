// Text to numbers: Number, parseInt, parseFloat, unary plus, and Number.* predicates.
const texts = [
  '', ' ', '0', '42', ' 42 ', '-7', '+7', '3.14', '.5', '5.', '1e3', '1E-3', '1e', 'e1', '0x1F', '0b101', '0o17', '-0x10', 'Infinity', '-Infinity',
  'infinity', 'NaN', '12px', 'px12', '1 2', '1_000', '1,5', '\t\n9\u00a0', '9007199254740993', '1e400', '1e-400', '-0', '00012', '0.1e-6',
  '123456789012345678901234567890', '2.2250738585072011e-308', '179769313486231580793e289', '4.9e-324', '0x', '1e1000', '--1', '.', '-', '6.02214076e23',
]
for (const t of texts) console.log(JSON.stringify(t), Number(t), parseInt(t), parseFloat(t))
console.log(parseInt('ff', 16), parseInt('0xff', 16), parseInt('zz', 36), parseInt('12', 2), parseInt('9', 8), parseInt('11', 1), parseInt('11', 37), parseInt('11', 0))
console.log(parseInt('123abc', 10), parseInt(null as any, 36), parseInt('900719925474099267'), parseInt('1e3'), parseInt(0.0000005 as any), parseInt('-0b1'))
for (const v of [null, undefined, true, false, [], [5], [1, 2], {}, '0x', () => 1]) console.log(Number(v as any), typeof v)
for (const n of [0, -0, 5, 5.5, NaN, Infinity, 2 ** 53, 2 ** 53 - 1, '5', null]) {
  console.log(Number.isInteger(n), Number.isSafeInteger(n), Number.isFinite(n), Number.isNaN(n), isFinite(n as any), isNaN(n as any))
}
console.log(Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, Number.EPSILON, Number.MAX_VALUE, Number.MIN_VALUE, Number.POSITIVE_INFINITY)
class Reader {
  private rest: string[]
  constructor(text: string) {
    this.rest = text.split(' ')
  }
  next(): number | undefined {
    const t = this.rest.shift()
    return t === undefined ? undefined : +t
  }
}
function sumAll(text: string): number {
  const reader = new Reader(text)
  let sum = 0
  for (let n = reader.next(); n !== undefined; n = reader.next()) sum += n
  return sum
}
console.log(sumAll('1 2 3.5'), sumAll('0x10 1e2'), sumAll('1 x 3'), sumAll(''))
const boxed: any = new Number(5)
console.log(boxed, boxed + 1, typeof boxed, boxed == 5, [new Number(-0), new Boolean(false)])
