// The collector against a model: a random graph of objects of many sizes, roots that come and go and point anywhere
// into objects; after each collection everything reachable must be intact.
import './core.test-support.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KIND_OBJECT } from './layout.ts'

const raw = await import('./raw.test-support.ts')
const heap = await import('./heap.ts')
const { allocateSlow, startAllocation, claimedSinceCollection } = await import('./allocate.ts')
const { collect, collections, liveBytes, setSmallestBudget } = await import('./collect.ts')
const { limitMarkStack } = await import('./mark.ts')

let seed = 1
function random(limit: number): number {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
  return (seed >>> 8) % limit
}

raw.setAllocateSlow(allocateSlow)
const HEAP_BYTES = 24 << 20
const objectShapes = [8, 16, 24, 48, 128, 256].map((size) => {
  const pointers: number[] = []
  for (let offset = 8; offset < size; offset += 16) pointers.push(offset)
  return { size, pointers, shape: raw.makeShape(KIND_OBJECT, size, pointers, 0, 0) }
})

interface Model { address: number; size: number; stamp: number; edges: (Model | null)[]; slots: number[] }

function allocateModel(): Model {
  const kind = random(10)
  const stamp = random(1 << 30)
  let model: Model
  if (kind < 7) {
    const row = objectShapes[random(objectShapes.length)]
    model = { address: raw.allocate(row.shape, row.size, stamp), size: row.size, stamp, slots: row.pointers, edges: row.pointers.map(() => null) }
  } else {
    const words = random(20) === 0 ? random(6000) : random(2) === 0 ? random(60) : random(500)
    const word = kind === 7
    const size = 8 + 8 * words
    const slots = word ? [...Array(words).keys()].map((i) => 8 + 8 * i) : []
    const address = raw.allocate(raw.builtinShape(word ? 'store.word' : 'store.raw'), size, words)
    model = { address, size, stamp: words, slots, edges: slots.map(() => null) }
  }
  for (let offset = 8; offset < model.size; offset += 8) assert.equal(raw.loadI53(model.address, offset), 0, 'memory is zeroed')
  if (kind === 8) for (let offset = 8; offset < model.size; offset += 8) raw.storeU32(model.address, offset, 0xdeadbeef)
  return model
}

function run(steps: number, rootCount: number): void {
  const roots: (Model | null)[] = Array(rootCount).fill(null)
  const verify = (): void => {
    const seen = new Set<Model>()
    const work = roots.filter((root) => root !== null)
    const ranges: Model[] = []
    while (work.length > 0) {
      const model = work.pop() as Model
      if (seen.has(model)) continue
      seen.add(model)
      ranges.push(model)
      assert.equal(raw.loadU32(model.address, 4), model.stamp, 'the object is intact')
      model.edges.forEach((edge, i) => {
        assert.equal(raw.loadI53(model.address, model.slots[i]), edge === null ? 0 : edge.address)
        if (edge !== null) work.push(edge)
      })
    }
    ranges.sort((a, b) => a.address - b.address)
    for (let i = 1; i < ranges.length; i++) assert.ok(ranges[i - 1].address + ranges[i - 1].size <= ranges[i].address)
  }
  let last = collections()
  for (let step = 0; step < steps; step++) {
    const slot = random(rootCount)
    const model = allocateModel()
    const target = roots[random(rootCount)]
    const other = roots[slot]
    if (target !== null && target.edges.length > 0 && random(3) > 0) {
      const i = random(target.edges.length)
      target.edges[i] = model
      raw.storeI53(target.address, target.slots[i], model.address)
    } else {
      roots[slot] = model
      // An ambiguous pointer: the start, anywhere inside, or one past the end.
      const inside = random(3) === 0 ? model.size : random(model.size)
      raw.storeI53(raw.globalsBase, 8 * slot, random(2) === 0 ? model.address : model.address + inside)
      if (other !== null && model.edges.length > 0 && random(2) === 0) {
        model.edges[0] = other
        raw.storeI53(model.address, model.slots[0], other.address)
      }
    }
    if (random(50) === 0) {
      const dropped = random(rootCount)
      roots[dropped] = null
      raw.storeI53(raw.globalsBase, 8 * dropped, 0)
    }
    if (random(400) === 0) collect()
    if (collections() !== last) {
      last = collections()
      verify()
    }
  }
  verify()
  raw.fillBytes(raw.globalsBase, 0, 8 * raw.globalsCount)
}

function fresh(stress: number): void {
  raw.fillBytes(raw.simulatedHeapStart, 0, HEAP_BYTES)
  heap.initialiseHeap(raw.simulatedHeapStart, raw.simulatedHeapStart + HEAP_BYTES, true)
  setSmallestBudget(512 << 10)
  startAllocation(512 << 10, stress)
}

test('what is reachable survives, intact, apart and in zeroed memory', () => {
  fresh(0)
  run(30000, 60)
  assert.ok(collections() >= 10)
})

test('nothing is kept when nothing refers to it', () => {
  fresh(0)
  for (let i = 0; i < 2000; i++) allocateModel()
  collect()
  assert.equal(liveBytes(), 0)
  assert.equal(claimedSinceCollection(), 0)
})

test('collecting at every third allocation', () => {
  fresh(3)
  run(1500, 12)
})

test('a mark stack that overflows loses nothing', () => {
  fresh(0)
  limitMarkStack(5)
  run(6000, 60)
  limitMarkStack(4096)
})

test('memory runs out with a report, not before it must', () => {
  fresh(0)
  const keep = raw.allocate(raw.builtinShape('store.word'), 8 + 8 * 1000, 1000)
  raw.storeI53(raw.globalsBase, 0, keep)
  const fill = (): void => {
    for (let i = 0; i < 1000; i++) {
      raw.storeI53(keep, 8 + 8 * i, raw.allocate(raw.builtinShape('store.raw'), 30008, 3750))
    }
  }
  assert.throws(fill, /stop 71: out of memory/)
  raw.fillBytes(keep, 0, 0)
  for (let i = 0; i < 1000; i++) raw.storeI53(keep, 8 + 8 * i, 0)
  for (let i = 0; i < 5000; i++) raw.allocate(raw.builtinShape('store.raw'), 30008, 3750)
})
