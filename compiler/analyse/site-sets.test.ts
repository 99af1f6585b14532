// Sets of sites, and the wide set.

import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { EachSiteOnce, MAX_SITES, beginWideSet, endWideSet, internSites, unionSites } from './site-sets.ts'

const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + i)

afterEach(endWideSet)

test('equal sets are one array', () => {
  assert.equal(internSites([1, 2, 3]), unionSites(internSites([1, 3]), internSites([2])))
  assert.equal(unionSites(internSites([1, 2]), internSites([2])), internSites([1, 2]))
})

test('a union past the limit is the wide set, and what is joined to it becomes a member later', () => {
  const wide = beginWideSet()
  const big = unionSites(internSites(range(0, MAX_SITES)), internSites([1000]))
  assert.equal(big, wide.sites)
  assert.equal(big.length, MAX_SITES + 1)
  assert.equal(unionSites(big, internSites([7, 2000])), big)
  assert.equal(unionSites(internSites([500]), big), big)
  assert.equal(big.length, MAX_SITES + 1, 'members change between runs only')
  assert.equal(wide.grow(), true)
  assert.deepEqual(big, [...range(0, MAX_SITES), 500, 1000, 2000])
  assert.equal(wide.grow(), false)
})

test('a set that holds the other is no union, however large', () => {
  beginWideSet()
  const large = internSites(range(0, MAX_SITES + 5))
  assert.equal(unionSites(internSites(range(3, 9)), large), large)
  assert.equal(unionSites(large, internSites([4])), large)
})

test('a union that was made before an analysis becomes wide in it', () => {
  const a = internSites(range(0, MAX_SITES))
  const b = internSites([5000])
  const plain = unionSites(a, b)
  const wide = beginWideSet()
  assert.equal(unionSites(a, b), wide.sites)
  assert.deepEqual(wide.sites, plain)
})

test('whoever has taken the wide set is shown its later members, each once', () => {
  const wide = beginWideSet()
  const seen: number[] = []
  const each = new EachSiteOnce((id) => seen.push(id))
  each.visit(internSites([3, 4]))
  each.visit(unionSites(internSites(range(0, MAX_SITES)), internSites([300])))
  unionSites(wide.sites, internSites([4, 900]))
  wide.grow()
  each.visit(internSites([900, 901]))
  assert.equal(new Set(seen).size, seen.length)
  assert.deepEqual(seen.sort((a, b) => a - b), [...range(0, MAX_SITES), 300, 900, 901])
})

test('after an analysis the wide set is a set like the others', () => {
  const wide = beginWideSet()
  const big = unionSites(internSites(range(0, MAX_SITES)), internSites([7777]))
  unionSites(big, internSites([6666]))
  wide.grow()
  endWideSet()
  assert.equal(internSites([...big]), wide.sites)
  const more = unionSites(big, internSites([8888]))
  assert.notEqual(more, big)
  assert.equal(more.length, big.length + 1)
})
