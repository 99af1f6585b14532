// The interval arithmetic against the language itself: whatever an operator gives for members of two types is a member
// of the type that the analysis computed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BinaryOperator } from '../hir/hir.ts'
import { compareRefinement, negateRange, numberBinary, roundRange } from './ranges.ts'
import { includes, intType, join, makeType, numberLiteral, widenJoin } from './types.ts'
import { T_FRACTION, T_INT, T_NAN, T_NEGZERO } from './result.ts'
import type { Type } from './result.ts'

const OPERATORS: Record<string, (a: number, b: number) => number> = {
  add: (a, b) => a + b, sub: (a, b) => a - b, mul: (a, b) => a * b, div: (a, b) => a / b, mod: (a, b) => a % b,
  bitand: (a, b) => a & b, bitor: (a, b) => a | b, bitxor: (a, b) => a ^ b, shl: (a, b) => a << b, shr: (a, b) => a >> b, ushr: (a, b) => a >>> b,
}
const INTERESTING = [0, 1, 2, 3, 7, 31, 32, 33, 255, 256, 65535, 2 ** 29, 2 ** 31 - 2, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 48, 2 ** 53 - 1]

function random(seed: { value: number }): number {
  seed.value = (Math.imul(seed.value, 1664525) + 1013904223) | 0
  return (seed.value >>> 0) / 2 ** 32
}

function randomInt(seed: { value: number }): number {
  const base = INTERESTING[Math.floor(random(seed) * INTERESTING.length)]
  return random(seed) < 0.5 ? -base : base
}

/** A random number type and some of its members. */
function randomType(seed: { value: number }): { type: Type; members: number[] } {
  const [a, b] = [randomInt(seed) + 0, randomInt(seed) + 0].sort((x, y) => x - y)
  let type = intType(a + 0, b + 0)
  const middle = Math.trunc(a + (b - a) * random(seed))
  const members = [a + 0, b + 0, middle + 0].map((n) => (n === 0 ? 0 : n))
  if (random(seed) < 0.2) { type = join(type, makeType(T_NEGZERO)); members.push(-0) }
  if (random(seed) < 0.1) { type = join(type, makeType(T_NAN)); members.push(NaN) }
  if (random(seed) < 0.1) { type = join(type, makeType(T_FRACTION, undefined, -1.5, 0.5)); members.push(0.5, -1.5) }
  return { type, members }
}

/** Membership; integers beyond 2^53 belong where the bounds are open. */
function contains(type: Type, value: number): boolean {
  if (Number.isInteger(value) && !Object.is(value, -0) && Math.abs(value) > 2 ** 53 - 1) {
    return (type.primitives & (T_INT | T_FRACTION)) !== 0 && (value > 0 ? type.high === Infinity : type.low === -Infinity)
  }
  if (value === Infinity || value === -Infinity) {
    return (type.primitives & (T_INT | T_FRACTION)) !== 0 && (value > 0 ? type.high === Infinity : type.low === -Infinity)
  }
  return includes(type, numberLiteral(value))
}

for (const [name, operate] of Object.entries(OPERATORS)) {
  test(`${name}: results lie in the computed type`, () => {
    const seed = { value: 12345 }
    for (let round = 0; round < 4000; round++) {
      const a = randomType(seed)
      const b = randomType(seed)
      const type = numberBinary(name as BinaryOperator, a.type, b.type)
      for (const x of a.members) for (const y of b.members) {
        assert.ok(contains(type, operate(x, y)), `${name}(${x}, ${y}) = ${operate(x, y)} in ${JSON.stringify(type)} from ${JSON.stringify([a.type, b.type])}`)
      }
    }
  })
}

test('negation', () => {
  const seed = { value: 99 }
  for (let round = 0; round < 4000; round++) {
    const a = randomType(seed)
    for (const x of a.members) assert.ok(contains(negateRange(a.type), -x), `-${x}`)
  }
})

test('rounding', () => {
  const seed = { value: 5 }
  for (let round = 0; round < 4000; round++) {
    const a = randomType(seed)
    const scaled = numberBinary('div', a.type, intType(1, 1000))
    for (const x of a.members) for (const y of [1, 3, 1000]) for (const name of ['floor', 'ceil', 'trunc'] as const) {
      assert.ok(contains(roundRange(scaled, name), Math[name](x / y)), `${name}(${x} / ${y})`)
    }
  }
})

test('comparison refinements keep every value that passes', () => {
  const seed = { value: 7 }
  const tests = { lt: (x: number, y: number) => x < y, le: (x: number, y: number) => x <= y, gt: (x: number, y: number) => x > y, ge: (x: number, y: number) => x >= y }
  for (let round = 0; round < 4000; round++) {
    const a = randomType(seed)
    const b = randomType(seed)
    for (const [name, passes] of Object.entries(tests)) for (const negated of [false, true]) {
      const refined = compareRefinement(a.type, b.type, name as 'lt', negated)
      for (const x of a.members) for (const y of b.members) {
        if (passes(x, y) !== negated) assert.ok(contains(refined, x), `${x} ${negated ? 'not ' : ''}${name} ${y}: ${JSON.stringify(refined)}`)
      }
    }
  }
})

test('widening ends', () => {
  let type = intType(0, 0)
  let steps = 0
  for (let n = 1; n < 2 ** 60; n *= 1.7) {
    const wider = widenJoin(type, intType(0, Math.floor(n)))
    if (wider !== type) steps++
    type = wider
  }
  assert.ok(steps <= 12, `${steps} steps`)
})
