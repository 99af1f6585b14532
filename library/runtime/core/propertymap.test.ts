// Property maps against a model: an array of pairs in order of creation.
import './core.test-support.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'

const raw = await import('./raw.test-support.ts')
const heap = await import('./heap.ts')
const { allocateSlow, startAllocation } = await import('./allocate.ts')
const { setSmallestBudget, collections } = await import('./collect.ts')
const map = await import('./propertymap.ts')

raw.setAllocateSlow(allocateSlow)
heap.initialiseHeap(raw.simulatedHeapStart, raw.simulatedHeapEnd, true)
setSmallestBudget(32 << 20)
startAllocation(32 << 20, 0)

let seed = 11
function random(limit: number): number {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
  return (seed >>> 8) % limit
}

/** A string with this content that is no atom, at an address of its own. */
function dynamic(text: string): unknown {
  const address = raw.allocate(raw.builtinShape('string.latin1'), (16 + text.length + 7) & ~7, text.length)
  for (let i = 0; i < text.length; i++) raw.storeU8(address, 16 + i, text.charCodeAt(i))
  return raw.asValue(address)
}

function keyOf(name: string | number): unknown {
  return typeof name === 'number' ? name : random(2) === 0 ? name : dynamic(name)
}

function run(steps: number, names: number, deletions: number): void {
  const object = map.newMap(null)
  let model: { name: string | number; value: number; attributes: number }[] = []
  for (let step = 0; step < steps; step++) {
    const n = random(names)
    const name = n % 3 === 0 ? n : `key${n}`
    const entry = model.find((other) => other.name === name)
    const row = map.findRow(object, keyOf(name))
    assert.equal(row !== 0, entry !== undefined)
    if (entry === undefined) {
      const added = { name, value: random(1000), attributes: random(16) }
      map.addRow(object, keyOf(name), added.value, added.attributes)
      model.push(added)
    } else {
      assert.equal(raw.loadBox(row, map.ROW_VALUE), entry.value)
      assert.equal(map.rowAttributes(row), entry.attributes)
      if (random(10) < deletions) {
        map.removeRow(object, row)
        model = model.filter((other) => other !== entry)
      } else {
        entry.value = random(1000)
        raw.storeBox(row, map.ROW_VALUE, entry.value)
      }
    }
    assert.equal(map.mapLive(object), model.length)
    assert.equal(map.mapIntegers(object), model.filter((other) => typeof other.name === 'number').length)
    if (step % 97 === 0) {
      const order: string[] = []
      for (let i = 0; i < map.mapUsed(object); i++) {
        const each = map.mapRow(object, i)
        if (!map.rowIsDeleted(each)) order.push(String(map.rowKey(each)))
      }
      assert.deepEqual(order, model.map((other) => String(other.name)))
    }
  }
}

test('random keys', () => {
  for (const names of [3, 8, 20, 300]) for (const deletions of [0, 3, 8]) run(3000, names, deletions)
})
test('symbols are keys by identity', () => {
  const object = map.newMap(null)
  const a = raw.wellKnownSymbol('iterator')
  const b = raw.wellKnownSymbol('toPrimitive')
  map.addRow(object, a, 1, 7)
  assert.equal(map.findRow(object, b), 0)
  assert.equal(raw.loadBox(map.findRow(object, a), map.ROW_VALUE), 1)
  assert.ok(collections() >= 0)
})
