import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { outcome, underOracle } from '../../../test/tools/oracle-test.ts'
import { isMap, isSet, Map as OurMap, mapIteratorPreview, mapPairs, Set as OurSet, setIteratorPreview, setValues } from './mod.ts'

type Maps = { Map: typeof Map; Set: typeof Set }
const ours = { Map: OurMap, Set: OurSet } as unknown as Maps
const host: Maps = { Map, Set }

function same(label: string, scenario: (realm: Maps) => unknown): void {
  const show = (realm: Maps) => inspect(outcome(() => scenario(realm)), { depth: 6, maxArrayLength: null })
  assert.equal(show(ours), show(host), label)
}

function generator(seed: number): () => number {
  let state = seed
  return () => (state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 8
}

if (underOracle(import.meta.url)) {
  test('random operations, with walkers under way', () => {
    const objects = Array.from({ length: 20 }, (_, i) => ({ i }))
    const symbols = Array.from({ length: 5 }, (_, i) => Symbol(String(i)))
    for (let round = 0; round < 200; round++) {
      same(`round ${round}`, ({ Map, Set }) => {
        const random = generator(round + 1)
        const keyOf = (n: number): unknown => {
          switch (n % 8) {
            case 0: return n % 50
            case 1: return `k${n % 40}`
            case 2: return objects[n % 20]
            case 3: return symbols[n % 5]
            case 4: return (n % 30) / 7 - 2
            case 5: return [undefined, null, true, false, NaN, 0, -0, Infinity, '', 2 ** 40][n % 10]
            default: return n % 30
          }
        }
        const map = new Map<unknown, unknown>()
        const set = new Set<unknown>()
        const walkers: Iterator<unknown>[] = []
        const log: unknown[] = []
        for (let step = 0; step < 400; step++) {
          const key = keyOf(random())
          const kind = random() % (round % 3 === 0 ? 12 : 24)
          if (kind < 4) { map.set(key, step); set.add(key) }
          else if (kind < 6) log.push(map.delete(key), set.delete(key))
          else if (kind === 6) log.push(map.get(key), map.has(key), set.has(key))
          else if (kind === 7) walkers.push([map.entries(), map.keys(), map.values(), set.values(), set.entries()][random() % 5] as Iterator<unknown>)
          else if (kind === 8 && walkers.length > 0) log.push(walkers[random() % walkers.length].next())
          else if (kind === 9 && random() % 20 === 0) { map.clear(); set.clear() }
          else if (kind === 10) log.push(map.size, set.size)
          else if (kind > 11) { map.set(random() % 300, step); if (random() % 2) map.delete(random() % 300) }
        }
        for (const walker of walkers) for (let r = walker.next(); !r.done; r = walker.next()) log.push(r.value)
        return [log, [...map], [...set]]
      })
    }
  })

  test('forEach while the collection changes', () => {
    same('map', ({ Map }) => {
      const map = new Map([[1, 'a'], [2, 'b'], [3, 'c']])
      const seen: unknown[] = []
      map.forEach(function (this: unknown, v, k, m) {
        seen.push(k, v, m === map, this)
        if (k === 1) { map.delete(2); map.set(9, 'z') }
        if (k === 9) { map.clear(); map.set(10, 'y') }
      }, 'me')
      return [seen, map.size]
    })
    same('set', ({ Set }) => {
      const set = new Set([1])
      const seen: number[] = []
      set.forEach((v) => { seen.push(v); if (v < 40) { set.delete(v); set.add(v + 1) } })
      return seen
    })
  })

  test('construction', () => {
    for (const source of [undefined, null, [], [[1, 2], [1, 3]], [1], [[]], 5, {}, 'ab', [['a'], { 0: 'x', 1: 'y' }], [undefined]]) {
      same(`Map of ${inspect(source)}`, ({ Map }) => [...new Map(source as [])])
      same(`Set of ${inspect(source)}`, ({ Set }) => [...new Set(source as [])])
    }
    same('set is not callable', ({ Map }) => { class M extends Map<number, number> {} Object.defineProperty(M.prototype, 'set', { get: () => 5 }); return new M([[1, 2]]) })
    same('add is overridden', ({ Set }) => { class S extends Set<number> { override add(v: number): this { return super.add(v * 2) } } return [...new S([1, 2])] })
    same('closes the iterator', ({ Map }) => {
      const log: string[] = []
      const source = { [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }), return: () => { log.push('closed'); return {} } }) }
      try { new Map(source as never) } catch (error) { log.push((error as Error).message) }
      return log
    })
  })

  test('receivers and tags', () => {
    for (const method of ['get', 'set', 'has', 'delete', 'clear', 'forEach', 'keys', 'values', 'entries', Symbol.iterator]) {
      for (const receiver of [1, 's', null, undefined, {}, [], () => 1, Object.create(null), { a: { toString: 1 } }]) {
        same(`Map ${String(method)}`, ({ Map }) => (Map.prototype as never as Record<string | symbol, () => void>)[method].call(receiver))
      }
    }
    for (const method of ['has', 'add', 'delete', 'clear', 'forEach', 'keys', 'values', 'entries', Symbol.iterator]) {
      same(`Set ${String(method)}`, ({ Set }) => (Set.prototype as never as Record<string | symbol, () => void>)[method].call({}))
    }
    same('size', ({ Map }) => Object.getOwnPropertyDescriptor(Map.prototype, 'size')!.get!.call([]))
    same('tags', ({ Map, Set }) => [new Map(), new Set(), new Map().keys(), new Set().keys()].map((x) => Object.prototype.toString.call(x)))
    same('callback', ({ Map }) => new Map().forEach(3 as never))
  })

  test('keys', () => {
    same('zero', ({ Map, Set }) => [[...new Map([[-0, 1]])], [...new Set([-0])], Object.is([...new Set([-0])][0], 0), new Map([[0, 1]]).get(-0)])
    same('NaN', ({ Map }) => new Map([[NaN, 1], [0 / 0, 2]]).get(NaN))
    same('many', ({ Map }) => {
      const map = new Map<number, number>()
      for (let i = 0; i < 5000; i++) map.set(i * 1024, i)
      let sum = 0
      for (let i = 0; i < 5000; i++) sum += map.get(i * 1024)!
      return [sum, map.size]
    })
  })

  test('groupBy', () => {
    for (const args of [[[1, 2, 3], (x: number) => x % 2], [[0, -0], (x: number) => x], [null, () => 1], [[1], 5], [1, () => 1], [[1], {}], ['ab', (x: string, i: number) => x + i]]) {
      same(`Map.groupBy ${inspect(args)}`, ({ Map }) => [...(Map as never as { groupBy(...a: unknown[]): Map<unknown, unknown> }).groupBy(...args)])
    }
  })

  test('previews', () => {
    const map = new OurMap<string, number>([['a', 1], ['b', 2]])
    const set = new OurSet([1, 2])
    assert.deepEqual([isMap(map), isMap({}), isSet(set), isSet(map), mapPairs(map), setValues(set)], [true, false, true, false, ['a', 1, 'b', 2], [1, 2]])
    const entries = map.entries()
    entries.next()
    assert.deepEqual(mapIteratorPreview(entries), { isEntries: true, remaining: ['b', 2] })
    assert.deepEqual(mapIteratorPreview(map.keys()), { isEntries: false, remaining: ['a', 'b'] })
    assert.deepEqual(setIteratorPreview(set.entries()), { isEntries: true, remaining: [1, 1, 2, 2] })
    assert.equal(mapIteratorPreview(set.values()), undefined)
    assert.deepEqual(entries.next(), { value: ['b', 2], done: false })
  })
}
