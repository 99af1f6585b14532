// Equality, order, hashing and searching of strings, by code units, whatever their storage.

import type { Address } from '../../intrinsics/raw.ts'
import { multiplyInt32 } from '../../intrinsics/mod.ts'
import {
  addressOf, compareBytes, countTrailingZeros, loadI32, loadU16, loadU32, loadU8, minus, plus, shiftLeft, storeU32,
} from '../../intrinsics/raw.ts'
import {
  KIND_STRING_LATIN1, STRING_DATA, STRING_FLAG_ATOM, STRING_FLAGS, STRING_HASH, STRING_HASH_BASIS, STRING_HASH_PRIME,
} from '../layout.ts'
import { auxAt, kindAt } from '../words.ts'
import { flatOf, flatten, isWide, unitAt, unitsOf } from './storage.ts'

// SAFETY: addresses are those of strings, which all have flags, hash and a length in the aux word; units are read from
// flat strings and up to that length, or to the end of the four that the last is one of. A flat string stays where it is while the other one is flattened.

export function stringEquals(a: string, b: string): boolean {
  return sameContent(addressOf(a), addressOf(b))
}

/** Whether the strings at two addresses have the same units. */
export function sameContent(a: Address, b: Address): boolean {
  if (a === b) return true
  const length = auxAt(a)
  if (length !== auxAt(b)) return false
  if ((loadU32(a, STRING_FLAGS) & loadU32(b, STRING_FLAGS) & STRING_FLAG_ATOM) !== 0) return false
  const hashA = loadU32(a, STRING_HASH)
  const hashB = loadU32(b, STRING_HASH)
  if (hashA !== hashB && hashA !== 0 && hashB !== 0) return false
  if (arePlain(a, b)) return firstDifference(plus(a, STRING_DATA), plus(b, STRING_DATA), length) >= length
  const left = flatten(a)
  const right = flatten(b)
  return sameUnits(unitsOf(left), isWide(left), unitsOf(right), isWide(right), length)
}

/**
 * The offset of the four units in which two latin1 objects differ first; not below `count` when they do not. Objects end
 * at a word's end and their last bytes are zero, so that units can be compared by fours.
 */
function firstDifference(a: Address, b: Address, count: number): number {
  let at = 0
  while (at < count && loadI32(plus(a, at), 0) === loadI32(plus(b, at), 0)) at = at + 4
  return at
}

/** Two latin1 objects: the usual case. */
function arePlain(a: Address, b: Address): boolean {
  return kindAt(a) === KIND_STRING_LATIN1 && kindAt(b) === KIND_STRING_LATIN1
}

function sameUnits(a: Address, aWide: boolean, b: Address, bWide: boolean, count: number): boolean {
  if (aWide === bWide) return compareBytes(a, b, aWide ? shiftLeft(count, 1) : count) === 0
  for (let i = 0; i < count; i++) if (unitAt(a, aWide, i) !== unitAt(b, bWide, i)) return false
  return true
}

/** Negative, 0 or positive, by code units. */
export function compareStrings(a: string, b: string): number {
  const left = flatOf(a)
  const right = flatOf(b)
  if (left === right) return 0
  const leftLength = auxAt(left)
  const rightLength = auxAt(right)
  const order = compareStarts(left, right, leftLength < rightLength ? leftLength : rightLength)
  return order !== 0 ? order : leftLength === rightLength ? 0 : leftLength < rightLength ? -1 : 1
}

/** The order of the first `count` units of two flat strings: -1, 0 or 1. */
function compareStarts(left: Address, right: Address, count: number): number {
  if (arePlain(left, right)) return comparePlain(plus(left, STRING_DATA), plus(right, STRING_DATA), count)
  const leftWide = isWide(left)
  const rightWide = isWide(right)
  const leftUnits = unitsOf(left)
  const rightUnits = unitsOf(right)
  if (!leftWide && !rightWide) return signOf(compareBytes(leftUnits, rightUnits, count))
  for (let i = 0; i < count; i++) {
    const x = unitAt(leftUnits, leftWide, i)
    const y = unitAt(rightUnits, rightWide, i)
    if (x !== y) return x < y ? -1 : 1
  }
  return 0
}

/** The order of the first `count` units of two latin1 objects; what is behind them may differ. */
function comparePlain(a: Address, b: Address, count: number): number {
  for (let at = firstDifference(a, b, count); at < count; at = at + 1) {
    const x = loadU8(plus(a, at), 0)
    const y = loadU8(plus(b, at), 0)
    if (x !== y) return x < y ? -1 : 1
  }
  return 0
}

const signOf = (order: number): number => (order === 0 ? 0 : order < 0 ? -1 : 1)

export function stringHash(s: string): number {
  return hashAt(addressOf(s))
}

/** The hash of the string at an address, computed once. */
export function hashAt(s: Address): number {
  const known = loadU32(s, STRING_HASH)
  if (known !== 0) return known
  const flat = flatten(s)
  const units = unitsOf(flat)
  const end = plus(units, auxAt(flat))
  let hash = STRING_HASH_BASIS | 0
  if (isWide(flat)) {
    const wideEnd = plus(end, auxAt(flat))
    for (let at = units; at < wideEnd; at = plus(at, 2)) hash = multiplyInt32(hash ^ loadU16(at, 0), STRING_HASH_PRIME)
  } else {
    for (let at = units; at < end; at = plus(at, 1)) hash = multiplyInt32(hash ^ loadU8(at, 0), STRING_HASH_PRIME)
  }
  const result = hash === 0 ? 1 : hash >>> 0
  storeU32(s, STRING_HASH, result)
  if (flat !== s) storeU32(flat, STRING_HASH, result)
  return result
}

/** First place of `search` at or after `from`, or -1. */
export function stringIndexOf(s: string, search: string, from: number): number {
  const flat = flatOf(s)
  const wanted = flatOf(search)
  const count = auxAt(wanted)
  const last = auxAt(flat) - count
  if (from > last) return -1
  if (count === 0) return from
  const wide = isWide(flat)
  const wantedWide = isWide(wanted)
  const units = unitsOf(flat)
  const wantedUnits = unitsOf(wanted)
  const first = unitAt(wantedUnits, wantedWide, 0)
  let index = from
  while (index <= last) {
    index = wide ? findWide(units, index, last, first) : findNarrow(units, index, last, first)
    if (index < 0 || count === 1) return index
    const rest = plus(units, wide ? shiftLeft(index, 1) : index)
    if (sameUnits(rest, wide, wantedUnits, wantedWide, count)) return index
    index = index + 1
  }
  return -1
}

const ONES = 0x01010101
const HIGH_BITS = 0x80808080

/**
 * Index of a one-byte unit in from … last, or -1; four at a time (Warren, Hacker's Delight, §6-1: the lowest high bit
 * that is set in (x − ONES) & ~x belongs to the lowest zero byte of x).
 */
function findNarrow(units: Address, from: number, last: number, unit: number): number {
  if (unit > 255) return -1
  const end = plus(units, last)
  const pattern = multiplyInt32(unit, ONES)
  let at = plus(units, from)
  for (; plus(at, 3) <= end; at = plus(at, 4)) {
    const differences = loadI32(at, 0) ^ pattern
    const zeros = ((differences - ONES) & ~differences & HIGH_BITS) >>> 0
    if (zeros !== 0) return minus(plus(at, countTrailingZeros(zeros) >>> 3), units)
  }
  for (; at <= end; at = plus(at, 1)) if (loadU8(at, 0) === unit) return minus(at, units)
  return -1
}

function findWide(units: Address, from: number, last: number, unit: number): number {
  for (let i = from; i <= last; i++) if (loadU16(plus(units, shiftLeft(i, 1)), 0) === unit) return i
  return -1
}
