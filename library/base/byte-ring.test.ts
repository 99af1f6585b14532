// The ring of bytes as an array, while it grows and wraps; bytes placed beyond its end stay where they are.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteBudget } from './byte-budget.ts'
import { ByteRing } from './byte-ring.ts'

/** Numbers without a pattern. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state >>> 8
  }
}

test('append, copyTo and drop as an array does', () => {
  const next = numbers(1)
  for (let round = 0; round < 20; round++) {
    const ring = new ByteRing(16384, new ByteBudget(65536))
    let model: number[] = []
    for (let step = 0; step < 200; step++) {
      const count = next() % 700
      if (next() % 100 < 55) {
        const bytes = Uint8Array.from({ length: Math.min(count, ring.freeBytes) + 9 }, next)
        assert.ok(ring.ensure(bytes.length - 9))
        ring.append(bytes, 4, bytes.length - 5)
        model.push(...bytes.subarray(4, bytes.length - 5))
      } else {
        const dropped = Math.min(count, ring.length)
        ring.drop(dropped)
        model = model.slice(dropped)
      }
      assert.equal(ring.length, model.length)
      assert.equal(ring.freeBytes, 16384 - model.length)
      const from = model.length === 0 ? 0 : next() % model.length
      const into = new Uint8Array(model.length - from + 2)
      ring.copyTo(from, into, 1, model.length - from)
      assert.deepEqual([...into], [0, ...model.slice(from), 0])
    }
    ring.release()
    assert.equal(ring.length, 0)
  }
})

test('what is placed beyond the end is there once what precedes it has come, through growth and drops', () => {
  const ring = new ByteRing(8192, new ByteBudget(65536))
  const bytes = Uint8Array.from({ length: 8000 }, (_, i) => i * 5 + (i >> 8))
  assert.ok(ring.ensure(100))
  ring.append(bytes, 0, 100)
  assert.ok(ring.ensure(1800))
  ring.place(900, bytes, 1000, 1900)
  ring.drop(60)
  assert.ok(ring.ensure(7900))
  ring.place(3900, bytes, 4000, 8000)
  ring.append(bytes, 100, 500)
  ring.drop(300)
  ring.append(bytes, 500, 1000)
  ring.extend(900)
  ring.append(bytes, 1900, 4000)
  ring.extend(4000)
  const into = new Uint8Array(ring.length)
  ring.copyTo(0, into, 0, ring.length)
  assert.deepEqual(into, bytes.subarray(360))
})

test('memory that rings share: none grows beyond it, each has its first bytes, it comes back', () => {
  const budget = new ByteBudget(8192)
  const rings = [1, 2, 3].map(() => new ByteRing(16384, budget))
  assert.ok(rings[0].ensure(8000))
  assert.equal(budget.freeBytes, 8192 - 6144)
  assert.equal(rings[1].ensure(5000), false)
  assert.equal(rings[1].roomBytes, 16384)
  assert.ok(rings[1].ensure(4000))
  assert.deepEqual([budget.freeBytes, rings[2].roomBytes], [0, 2048])
  assert.ok(rings[2].ensure(2048))
  assert.equal(rings[2].ensure(2049), false)
  assert.ok(budget.isTight)
  rings[0].relax()
  assert.equal(budget.freeBytes, 6144)
  assert.ok(rings[2].ensure(2049))
  for (const ring of rings) ring.release()
  assert.equal(budget.freeBytes, 8192)
})

test('a ring that has left the budget keeps its bytes', () => {
  const budget = new ByteBudget(8192)
  const ring = new ByteRing(16384, budget)
  assert.ok(ring.ensure(8000))
  ring.append(new Uint8Array(8000).fill(3), 0, 8000)
  ring.leaveBudget()
  ring.leaveBudget()
  assert.equal(budget.freeBytes, 8192)
  const into = new Uint8Array(1)
  ring.copyTo(7999, into, 0, 1)
  assert.deepEqual([ring.length, into[0]], [8000, 3])
  ring.release()
  assert.equal(budget.freeBytes, 8192)
})
