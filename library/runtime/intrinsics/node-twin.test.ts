// The twin stands in for mod.ts under Node: it must have the same names, and mean what mod.ts says.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import * as intrinsics from './mod.ts'
import * as twin from './node-twin.ts'

const exportedFunctions = (file: string): string[] =>
  [...readFileSync(new URL(file, import.meta.url), 'utf8').matchAll(/^export function (\w+)/gm)].map((m) => m[1]).sort()

test('the twin has every safe intrinsic and nothing else, with the same types', () => {
  const complete: typeof intrinsics = twin
  assert.ok(complete)
  assert.deepEqual(exportedFunctions('./node-twin.ts'), exportedFunctions('./mod.ts'))
})

test('under Node, mod.ts is the twin', () => {
  assert.equal(intrinsics.kindOf([]), 'array')
})

test('kinds', () => {
  const kinds = [undefined, null, true, 1, 's', Symbol(), {}, [], () => 1, new ArrayBuffer(1), new Uint8Array(1),
    new DataView(new ArrayBuffer(1)), Object(1)].map(twin.kindOf)
  assert.deepEqual(kinds, ['undefined', 'null', 'boolean', 'number', 'string', 'symbol', 'object', 'array', 'function',
    'buffer', 'view', 'dataview', 'primitive'])
})

test('arithmetic of words', () => {
  assert.equal(twin.multiplyHighU32(0xffffffff, 0xffffffff), 0xfffffffe)
  for (let i = 0; i < 1000; i++) {
    const a = Math.random() * 2 ** 32 >>> 0, b = Math.random() * 2 ** 32 >>> 0
    assert.equal(twin.multiplyHighU32(a, b), Number((BigInt(a) * BigInt(b)) >> 32n))
  }
  assert.equal(twin.numberHighWord(-0), -0x80000000)
  assert.equal(twin.numberLowWord(1.1), 0x9999999a)
  assert.equal(twin.numberFromWords(0x3ff00000, 0), 1)
})

test('arrayCopy keeps holes and overlaps as memmove', () => {
  const a = [1, , 3, 4, 5] as number[]
  twin.arrayCopy(a, 1, a, 0, 4)
  assert.deepEqual(Object.entries(a), [['0', 1], ['1', 1], ['3', 3], ['4', 4]])
})

test('attributes', () => {
  assert.equal(twin.ownAttributes({ a: 1 }, 'a'), 7)
  assert.equal(twin.ownAttributes({ get a() { return 1 } }, 'a'), 14)
  assert.equal(twin.ownAttributes({}, 'a'), -1)
})
