// Numbers and text against the host, over random values of every size. More of them:
//   SKERRY_NUMBER_COUNT=1000000 node --import ./tools/emit/register.mjs --test library/runtime/number/number.test.ts
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Boolean as OurBoolean, booleanCall } from './boolean.ts'
import { numberToString, toExponential, toFixed, toPrecision, toShortestExponential } from './format.ts'
import { isFinite as ourIsFinite, isNaN as ourIsNaN, Number as OurNumber, numberCall } from './number.ts'
import { parseFloat as ourParseFloat, stringToNumber } from './parse.ts'
import { parseInt as ourParseInt } from './parse-int.ts'
import { binaryExponentOfTen, loadPowerOfTen, power1, power2, power3, power4 } from './powers.ts'

const count = Number(process.env.SKERRY_NUMBER_COUNT ?? 60000)
const isOracle = process.version.startsWith('v26.')
const double = new Float64Array(1)
const words = new Uint32Array(double.buffer)

let state = 0x2545f491
function next(): number {
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x297a2d39 | 0
  return (state ^ (state >>> 12)) >>> 0
}
const unit = (): number => next() / 2 ** 32

function bits(high: number, low: number): number {
  words[1] = high
  words[0] = low
  return double[0]
}

function randomNumber(i: number): number {
  switch (i % 10) {
    case 0: case 1: return bits(next(), next())
    case 2: return bits(next(), 0)
    case 3: return bits(next() & 0x800fffff, next())
    case 4: return unit()
    case 5: return Math.round(unit() * 1e6) / 10 ** (next() % 10)
    case 6: return Math.floor(unit() * 2 ** (next() % 80))
    case 7: return unit() * 10 ** (next() % 40 - 20)
    case 8: return bits((next() % 2047) << 20 | (next() & 1 ? 0xfffff : 0), next() & 1 ? 0 : 0xffffffff)
    default: return (next() % 2000000) - 1000000
  }
}

const special = [
  0, -0, NaN, Infinity, -Infinity, 5e-324, 1e21, 1e-6, 1e-7, 123456789012345680000, 5.684341886080802e-14, 2 ** -44,
  0.5, 1.5, 2.5,
  1.005, 1.45, 9.5, 0.05, 0.000001, 1e300, 1.7976931348623157e308, -1.5, 2 ** 31, -(2 ** 31), 2 ** 32, 2 ** 53,
  9007199254740993,
  999999999999999.9, 1e9, 4294967295, 0.1, 0.30000000000000004, 2.2250738585072014e-308, 9.5e-7, 99999999.5,
]

function check(what: string, value: unknown, ours: unknown, theirs: unknown): void {
  if (Object.is(ours, theirs)) return
  assert.fail(`${what} of ${String(value)} is ${String(ours)}, should be ${String(theirs)}`)
}

test(`ToString in radix 10 of ${count} numbers`, () => {
  for (const x of special) check('ToString', x, numberToString(x), String(x))
  for (let i = 0; i < count; i++) {
    const x = randomNumber(i)
    check('ToString', x, numberToString(x), String(x))
  }
})

test('ToString in other radices', { skip: !isOracle && 'V8 changed the digits of large numbers' }, () => {
  for (const x of special) {
    for (let radix = 2; radix <= 36; radix++) check(`radix ${radix}`, x, numberToString(x, radix), x.toString(radix))
  }
  for (let i = 0; i < count / 4; i++) {
    const x = randomNumber(i)
    const radix = 2 + next() % 35
    check(`radix ${radix}`, x, numberToString(x, radix), x.toString(radix))
  }
})

test('toFixed, toPrecision, toExponential', () => {
  const values = special.concat(Array.from({ length: count / 5 }, (_, i) => randomNumber(i))).filter(Number.isFinite)
  for (const x of values) {
    for (const digits of [next() % 5, next() % 25, next() % 101]) {
      if (Math.abs(x) < 1e21) check(`toFixed(${digits})`, x, toFixed(x, digits), x.toFixed(digits))
      check(`toExponential(${digits})`, x, toExponential(x, digits), x.toExponential(digits))
      if (digits > 0) check(`toPrecision(${digits})`, x, toPrecision(x, digits), x.toPrecision(digits))
    }
    check('toExponential', x, toShortestExponential(x), x.toExponential())
  }
})

test('powers of ten are truncated exactly', () => {
  for (let e = -351; e <= 350; e++) {
    loadPowerOfTen(e)
    const head = [power4, power3, power2, power1].reduce((sum, word) => (sum << 32n) + BigInt(word), 0n)
    const exponent = binaryExponentOfTen(e) - 127 // 10^e = head * 2^exponent and something
    const numerator = e >= 0 ? 10n ** BigInt(e) : 1n
    const denominator = e >= 0 ? 1n : 10n ** BigInt(-e)
    const exact = exponent >= 0
      ? numerator / (denominator << BigInt(exponent))
      : (numerator << BigInt(-exponent)) / denominator
    assert.equal(head, exact, `10^${e}`)
  }
})

function digits(length: number): string {
  let text = ''
  while (text.length < length) text += String(next())
  return text.slice(0, length)
}

/** The decimal just between a double and the next, or beside that. */
function middle(): string {
  const x = bits((next() % 0x7fe) << 20 | next() & 0xfffff, next())
  words[0]++
  const [a, exponentA] = fraction(x)
  const [b, exponentB] = fraction(double[0])
  const most = Math.max(exponentA, exponentB)
  const sum = ((a << BigInt(most - exponentA)) + (b << BigInt(most - exponentB))) * 5n ** BigInt(most + 1)
  const text = (sum + BigInt(next() % 3 - 1)).toString()
  return `0.${text}${'0'.repeat(next() % 40)}${next() & 1 ? '' : '1'}e${text.length - most - 1}`
}

function fraction(x: number): [bigint, number] {
  let exponent = 0
  while (x !== Math.floor(x)) {
    x *= 2
    exponent++
  }
  return [BigInt(x), exponent]
}

const alphabet = '0123456789abcdefxXoObBeE+-. \t\n_InfinityzZ\u00a0\ufeff'

function randomText(i: number): string {
  switch (i % 12) {
    case 0: return String(bits(next(), next()))
    case 1: return bits(next(), next()).toExponential(next() % 30)
    case 2: return digits(next() % 25) + (next() & 1 ? '.' : '') + digits(next() % 25)
    case 3: return `${digits(1 + next() % 20)}e${next() % 700 - 350}`
    case 4: return Array.from({ length: next() % 8 }, () => alphabet[next() % alphabet.length]).join('')
    case 5: return `0x${next().toString(16)}${next().toString(16)}${next() & 1 ? '' : next().toString(16)}`
    case 6: return (next() & 1 ? '0b1' : '0o') + next().toString(2) + next().toString(2)
    case 7: return i % 120 === 7 ? middle() : '12.5'
    case 8: return String(bits(next() & 0xfffff, next()))
    case 9: return String((next() % 1e6) / 1000)
    case 10: return digits(1 + next() % 400)
    default: return `0.${'0'.repeat(next() % 330)}${digits(next() % 400)}`
  }
}

const texts = [
  '', ' ', '.', '+', '-', '-0', '0', '1.', '.5', '1e', '1e+', '1e400000000000000', '1e-40000000000000000', '0x',
  '0b', '0o', '0x1g',
  'Infinity', '-Infinity', '+Infinity', 'Infinityx', 'infinity', '5e-324', '2.4703282292062327e-324',
  '2.4703282292062328e-324',
  '1.7976931348623159e308', '1.7976931348623158e308', '9007199254740993', '0x20000000000001', '0x20000000000003',
  '0x40000000000001',
  '1_000', '\u180e1', '\u20281\u2029', '1 2', '0X1F', '-0x1F', `${'0'.repeat(1000)}1`, `1${'0'.repeat(308)}`,
  `1${'0'.repeat(309)}`,
  `0.${'0'.repeat(400)}1e401`,
  `${'9'.repeat(400)}e-400`, `1${'0'.repeat(30)}.5`, '0b102', '0o8', '00012', '0e5', '-.e1',
]

test(`ToNumber, parseFloat and parseInt of ${count} strings`, () => {
  const all = (text: string): void => {
    check('ToNumber', text, stringToNumber(text), Number(text))
    check('parseFloat', text, ourParseFloat(text), parseFloat(text))
    check('parseInt', text, ourParseInt(text, undefined), parseInt(text))
    const radix = next() % 40
    check(`parseInt in ${radix}`, text, ourParseInt(text, radix), parseInt(text, radix))
  }
  texts.forEach(all)
  for (let i = 0; i < count; i++) {
    const text = randomText(i)
    all(text)
    if (next() % 8 === 0) all(`-${text}`)
  }
})

test('parseFloat and parseInt of other values', () => {
  for (const x of [...special, -1e-7, 5e-7, null, undefined, true, '12px', [7], -9.99]) {
    for (const radix of [undefined, 10, 16, '8', NaN, 1, 37]) {
      check(`parseInt in ${String(radix)}`, x, ourParseInt(x, radix), parseInt(x as string, radix as number))
    }
    check('parseFloat', x, ourParseFloat(x), parseFloat(x as string))
  }
  assert.throws(() => ourParseInt(Symbol(), 10), TypeError)
})

/** What a call gives or throws. */
function outcome(run: () => unknown): string {
  try {
    const result = run()
    return `${typeof result} ${Object.is(result, -0) ? '-0' : String(result)}`
  } catch (error) {
    return String(error)
  }
}

function same(ours: () => unknown, theirs: () => unknown, message?: string): void {
  assert.equal(outcome(ours), outcome(theirs), message)
}

test('Number.prototype and Boolean.prototype as the host has them', () => {
  const ours = OurNumber.prototype as unknown as Record<string, (...args: unknown[]) => unknown>
  const theirs = Number.prototype as unknown as Record<string, (...args: unknown[]) => unknown>
  for (const name of ['toString', 'toFixed', 'toExponential', 'toPrecision', 'valueOf']) {
    assert.equal(ours[name].length, theirs[name].length, name)
    for (const receiver of [1.25, -0, NaN, 1e21, Object(7), '1', undefined, {}, Number.prototype]) {
      for (const args of [[], [undefined], [2], ['3'], [0], [-1], [101], [NaN], [Infinity], [{}], [37]]) {
        same(() => ours[name].call(receiver, ...args), () => theirs[name].call(receiver, ...args))
      }
    }
  }
  for (const receiver of [true, false, Object(true), 1, undefined]) {
    const boolean = receiver as boolean
    same(() => OurBoolean.prototype.toString.call(boolean), () => Boolean.prototype.toString.call(boolean))
    same(() => OurBoolean.prototype.valueOf.call(boolean), () => Boolean.prototype.valueOf.call(boolean))
  }
})

test('constructors, statics and globals as the host has them', () => {
  const values: unknown[] = [
    0, -0, 1.5, NaN, Infinity, 2 ** 53, 2 ** 53 - 1, '1', '', ' 12 ', 'x', null, undefined, true, [], [5], {},
    Object(3),
  ]
  for (const value of values) {
    same(() => numberCall(value), () => Number(value))
    same(() => new OurNumber(value).valueOf(), () => new Number(value).valueOf())
    assert.equal(booleanCall(value), Boolean(value))
    assert.equal(ourIsNaN(value), isNaN(value as number))
    assert.equal(ourIsFinite(value), isFinite(value as number))
    for (const name of ['isFinite', 'isInteger', 'isNaN', 'isSafeInteger'] as const) {
      assert.equal(OurNumber[name](value), Number[name](value))
    }
  }
  assert.equal(numberCall(), 0)
  for (const name of ['EPSILON', 'MAX_SAFE_INTEGER', 'MAX_VALUE', 'MIN_SAFE_INTEGER', 'MIN_VALUE', 'NaN'] as const) {
    assert.ok(Object.is(OurNumber[name], Number[name]), name)
  }
  class Sub extends OurNumber {}
  assert.ok(new Sub(3) instanceof Sub)
})
