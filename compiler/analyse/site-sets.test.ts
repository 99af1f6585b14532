// Sets of sites, and wide sets.

import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { EachSiteOnce, MAX_SITES, beginWideSets, endWideSets, internSites, seeSites, unionSites } from './site-sets.ts'

const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + i)
/** A wide set of so many members from `from` on. */
const wideFrom = (from: number): readonly number[] => unionSites(internSites(range(from, MAX_SITES)), internSites([from + MAX_SITES]))

afterEach(endWideSets)

test('equal sets are one array', () => {
  assert.equal(internSites([1, 2, 3]), unionSites(internSites([1, 3]), internSites([2])))
  assert.equal(unionSites(internSites([1, 2]), internSites([2])), internSites([1, 2]))
})

test('a union past the limit is a wide set, and what is joined to it becomes a member later', () => {
  const sets = beginWideSets()
  const wide = wideFrom(0)
  assert.deepEqual(wide, range(0, MAX_SITES + 1))
  assert.equal(wideFrom(0), wide, 'equal unions are one')
  assert.equal(unionSites(wide, internSites([7, 2000])), wide)
  assert.equal(unionSites(internSites([500]), wide), wide)
  assert.equal(wide.length, MAX_SITES + 1, 'members change between runs only')
  assert.equal(sets.grow(), true)
  assert.deepEqual(wide, [...range(0, MAX_SITES + 1), 500, 2000])
  assert.equal(sets.grow(), false)
})

test('wide sets stay apart until they are joined, and have the same members from then on', () => {
  const sets = beginWideSets()
  const [low, high] = [wideFrom(0), wideFrom(1000)]
  unionSites(high, internSites([9]))
  sets.grow()
  assert.equal(low.includes(1000), false)
  assert.equal(unionSites(low, high), low)
  assert.equal(unionSites(high, low), high, 'no value changes')
  unionSites(high, internSites([77_777]))
  sets.grow()
  assert.deepEqual(low, high)
  assert.deepEqual(low, [...range(0, MAX_SITES + 1), ...range(1000, MAX_SITES + 1), 77_777])
})

test('a set that holds the other is no union, however large', () => {
  beginWideSets()
  const large = internSites(range(0, MAX_SITES + 5))
  assert.equal(unionSites(internSites(range(3, 9)), large), large)
  assert.equal(unionSites(large, internSites([4])), large)
})

test('a union that was made before an analysis becomes wide in it', () => {
  const plain = wideFrom(0)
  beginWideSets()
  assert.notEqual(wideFrom(0), plain)
  assert.deepEqual(wideFrom(0), plain)
})

test('whoever has taken a wide set is shown its later members, each once, also those of a set that it is joined with', () => {
  const sets = beginWideSets()
  const seen: number[] = []
  const each = new EachSiteOnce<null>((id) => seen.push(id))
  each.visit(internSites([3, 4]), null)
  each.visit(wideFrom(0), null)
  unionSites(wideFrom(0), internSites([4, 900]))
  sets.grow()
  unionSites(wideFrom(5000), wideFrom(0))
  sets.grow()
  unionSites(wideFrom(0), internSites([60_000]))
  sets.grow()
  each.visit(internSites([900, 901]), null)
  assert.equal(new Set(seen).size, seen.length)
  assert.deepEqual(seen.sort((a, b) => a - b), [...range(0, MAX_SITES + 1), 900, 901, ...range(5000, MAX_SITES + 1), 60_000])
})

test('whoever has seen a wide set runs again when it has grown, and not for others', () => {
  const sets = beginWideSets()
  const [one, other] = [{ name: 'one' }, { name: 'other' }]
  const [low, high] = [wideFrom(0), wideFrom(1000)]
  sets.takeSeers()
  sets.running = one
  seeSites(low)
  sets.running = other
  seeSites(high)
  unionSites(high, internSites([5]))
  sets.grow()
  assert.deepEqual(sets.takeSeers(), [other])
  assert.deepEqual(sets.takeSeers(), [])
  unionSites(low, high)
  sets.grow()
  assert.deepEqual(new Set(sets.takeSeers()), new Set([one, other]))
})

test('after an analysis a wide set is a set like the others', () => {
  const sets = beginWideSets()
  const wide = unionSites(wideFrom(0), internSites([6666]))
  sets.grow()
  endWideSets()
  assert.equal(internSites([...wide]), wide)
  const more = unionSites(wide, internSites([8888]))
  assert.notEqual(more, wide)
  assert.equal(more.length, wide.length + 1)
})
