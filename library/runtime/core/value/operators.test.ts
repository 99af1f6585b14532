// Numbers by bits against the host's operators.
import '../core.test-support.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'

const { modNumber } = await import('./operators.ts')
const { numberToInt32 } = await import('./convert.ts')
const { clampToByte } = await import('../typed.ts')

const words = new Uint32Array(2)
const double = new Float64Array(words.buffer)
function anyDouble(): number {
  words[0] = Math.random() * 2 ** 32
  words[1] = Math.random() * 2 ** 32
  return double[0]
}
function someDouble(): number {
  switch (Math.floor(Math.random() * 5)) {
    case 0: return anyDouble()
    case 1: return Math.floor((Math.random() - 0.5) * 2 ** (1 + Math.random() * 80))
    case 2: return (Math.random() - 0.5) * 2 ** (Math.random() * 100 - 20)
    case 3: return [0, -0, NaN, Infinity, -Infinity, 5e-324, -5e-324, 2 ** 53, 2 ** 31, -(2 ** 31), 1.5][Math.floor(Math.random() * 11)]
    default: return Math.random() * 2 ** -1060
  }
}

test('remainder', () => {
  for (let i = 0; i < 30000; i++) {
    const x = someDouble()
    const y = someDouble()
    assert.ok(Object.is(modNumber(x, y), x % y), `${x} % ${y}: ${modNumber(x, y)}`)
  }
})
test('ToInt32', () => {
  for (let i = 0; i < 100000; i++) {
    const x = someDouble()
    assert.ok(Object.is(numberToInt32(x), x | 0), `${x} | 0`)
  }
})
test('ToUint8Clamp', () => {
  const bytes = new Uint8ClampedArray(1)
  for (const x of [-1, -0, 0.5, 1.5, 2.5, 254.5, 254.50001, 255, 300, NaN, Infinity, -Infinity, 0.49999999999999994]) {
    bytes[0] = x
    assert.equal(clampToByte(x), bytes[0])
  }
})
