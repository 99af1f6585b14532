// Properties of open objects and arrays of every kind, by random operations, against the host's objects.
import '../core.test-support.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'

const raw = await import('../raw.test-support.ts')
const heap = await import('../heap.ts')
const { allocateSlow, startAllocation } = await import('../allocate.ts')
const { setSmallestBudget } = await import('../collect.ts')
const { getElement, hasProperty } = await import('./get.ts')
const { setElement } = await import('./set.ts')
const { defineData, deleteProperty, preventExtensions, setPrototypeOf } = await import('./define.ts')
const { ownAttributes, ownKeysInto } = await import('./keys.ts')
const { forInKeysInto } = await import('./forin.ts')
const { newList } = await import('../array/grow.ts')
const access = await import('../array/access.ts')
const { loadElement } = await import('../array/elements.ts')

raw.setAllocateSlow(allocateSlow)
heap.initialiseHeap(raw.simulatedHeapStart, raw.simulatedHeapEnd, true)
setSmallestBudget(64 << 20)
startAllocation(64 << 20, 0)

/** An open object without a prototype. */
function createObject(): unknown {
  const object = raw.asValue(raw.allocate(raw.builtinShape('object.open'), 16, 0))
  setPrototypeOf(object, null)
  return object
}

let seed = 3
function random(limit: number): number {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
  return (seed >>> 8) % limit
}
const text = (value: unknown): unknown => value instanceof raw.Handle ? raw.stringContent(value.address) : value
function listOf(list: unknown): unknown[] {
  const array = raw.addressOf(list)
  return [...Array(raw.loadU32(array, 12)).keys()].map((i) => text(loadElement(array, 6, i)))
}
function keysOf(object: unknown): unknown[] {
  const list = newList(0)
  ownKeysInto(object, list)
  return listOf(list)
}
/** The same outcome: a value, or an error of the same name. */
function same(actual: () => unknown, expected: () => unknown, what: string): void {
  const run = (f: () => unknown): unknown => {
    try {
      return text(f())
    } catch (error) {
      if (error instanceof TypeError || error instanceof RangeError) return error.name
      throw error
    }
  }
  assert.deepEqual(run(actual), run(expected), what)
}
function attributesOf(object: object, key: string | number): number {
  const own = Object.getOwnPropertyDescriptor(object, key)
  if (own === undefined) return -1
  return (own.writable === true ? 1 : 0) | (own.enumerable === true ? 2 : 0) | (own.configurable === true ? 4 : 0)
}
function define(object: object, key: string | number, value: unknown, bits: number): boolean {
  return Reflect.defineProperty(object, key, { value, writable: (bits & 1) !== 0, enumerable: (bits & 2) !== 0, configurable: (bits & 4) !== 0 })
}

function step(object: unknown, model: Record<string | number, unknown>, key: string | number, value: unknown, odd: boolean): void {
  switch (random(odd ? 14 : 8)) {
    case 0: case 1: case 2:
      return same(() => setElement(object, key, value), () => { model[key] = value }, `set ${key}`)
    case 3: case 4:
      return same(() => getElement(object, key), () => model[key], `get ${key}`)
    case 5:
      return same(() => hasProperty(object, key), () => key in model, `has ${key}`)
    case 6:
      return same(() => deleteProperty(object, key), () => delete model[key], `delete ${key}`)
    case 7:
      return same(() => ownAttributes(object, key), () => attributesOf(model, key), `attributes ${key}`)
    case 13:
      if (random(40) > 0) return
      preventExtensions(object)
      Object.preventExtensions(model)
      return
    default: {
      const bits = random(3) > 0 ? 7 : random(8)
      same(() => defineData(object, key, value, bits), () => define(model, key, value, bits), `define ${key} ${bits}`)
    }
  }
}

test('open objects', () => {
  for (let round = 0; round < 60; round++) {
    const parent = createObject()
    const object = createObject()
    setPrototypeOf(object, parent)
    const parentModel = Object.create(null) as Record<string, unknown>
    const model = Object.create(parentModel) as Record<string, unknown>
    for (let i = 0; i < 200; i++) {
      const n = random(24)
      const key = n % 3 === 0 ? n : n % 3 === 1 ? `k${n}` : String(n * 7)
      if (random(5) === 0) step(parent, parentModel, key, i, round % 2 === 0)
      else step(object, model, key, i, round % 2 === 0)
      if (i % 20 === 0) assert.deepEqual(keysOf(object), Reflect.ownKeys(model))
    }
    assert.deepEqual(keysOf(object), Reflect.ownKeys(model))
    const list = newList(0)
    forInKeysInto(object, list)
    const visited: string[] = []
    for (const key in model) visited.push(key)
    assert.deepEqual(listOf(list), visited)
  }
})

const KINDS = ['array.i32', 'array.f64', 'array.opt', 'array.ref', 'array.box', 'array.box.holey']
for (const kind of KINDS) {
  test(`arrays: ${kind}`, () => {
    for (let round = 0; round < 60; round++) {
      const address = raw.allocate(raw.builtinShape(kind), 32, 0)
      const object = raw.asValue(address) as object
      const model: unknown[] = Object.setPrototypeOf([], null) as unknown[]
      for (let i = 0; i < 150; i++) {
        const value = kind === 'array.ref' ? object : kind === 'array.i32' ? random(1000) : kind === 'array.f64' ? random(1000) / 4 : i
        const own = kind === 'array.ref' ? model : value
        const n = random(20)
        const length = model.length
        const key = n < 10 ? random(length + 1) : n < 14 ? length : n < 16 ? length + random(5) : n === 16 && round % 4 === 3 ? length + 100000 : n === 17 ? 'name' : random(10)
        const what = random(10)
        if (what === 0) {
          const wanted = random(4) === 0 ? -1 : round % 3 === 0 ? random(length + 8) : random(length + 1)
          same(() => setElement(object, 'length', wanted), () => { model.length = wanted }, `length = ${wanted}`)
        } else if (what === 1 && Object.isExtensible(model)) {
          same(() => access.arrayPushSlow(object, value), () => { Array.prototype.push.call(model, own) }, 'push')
        } else {
          const stored = key === 'name' && kind !== 'array.ref' ? i : value
          const before = seed
          if (kind === 'array.ref') {
            // The model holds itself where the array does: compare by presence.
            seed = before
            if (typeof key === 'number' && random(2) === 0) same(() => setElement(object, key, value), () => { model[key] = own }, `set ${key}`)
            else same(() => hasProperty(object, key), () => key in model, `has ${key}`)
          } else {
            step(object, model as unknown as Record<string | number, unknown>, key, stored, round % 3 === 1)
          }
        }
        assert.equal(getElement(object, 'length'), model.length)
        if (i % 10 === 0 && model.length < 1000) assert.deepEqual(keysOf(object), Reflect.ownKeys(model))
        if (model.length > 100000) break
      }
    }
  })
}

test('numbers as keys', () => {
  const object = createObject()
  const model = Object.create(null) as Record<string | number, unknown>
  for (const key of [0, -0, 1.5, -1, 4294967294, 4294967295, 1e21, NaN, '01', '1', '4294967296', '']) {
    setElement(object, key, String(key))
    model[key] = String(key)
  }
  assert.deepEqual(keysOf(object), Reflect.ownKeys(model))
})
