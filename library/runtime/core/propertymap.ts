// PropertyMap: the properties of an open object in order of creation, its prototype, and whether it is extensible.
//
//   map      aux: MAP_FLAG_* bits, and how often an exotic array was tried to be made dense; prototype (an object, null, or a hole: the shape's), rows, index, u32 rows used,
//            u32 live, u32 integer keys
//   rows     a store of words, three for each row: key, value, and u32 hash with u32 attributes (their top bit is always
//            set, so that the collector can never take the word for a pointer)
//   index    a store of u32: 1 + row number by hash, linear probing, at most half full; only for more than eight rows
//
// A key is a flat string that is no array index, a symbol, or a number that is an array index (0 … 2^32-2). Strings are
// compared by hash and content, so that keys need not be interned. The value of an accessor is an accessor object. A
// deleted row has the hole for its key, and its place in the index stays taken until the rows are packed.

import type { Address, Any } from '../intrinsics/raw.ts'
import { multiplyInt32 } from '../intrinsics/mod.ts'
import {
  addressOf, allocate, asNumber, builtinShape, copyBytes, fillBytes, hole, isHole, isNumber, isPointer, loadBox,
  loadI53, loadU32, minus, plus, sameWord, shiftLeft, storeBox, storeI53, storeU32,
} from '../intrinsics/raw.ts'
import {
  HEADER_AUX, KIND_SYMBOL, MAP_BYTES, MAP_ENTRIES, MAP_INDEX, MAP_INTEGERS, MAP_LIVE, MAP_PROTOTYPE, MAP_USED,
  STORE_DATA,
} from './layout.ts'
import { hashAt, sameContent } from './string/compare.ts'
import { auxAt, isStringKind, kindAt } from './words.ts'

// SAFETY: `map` is the address of a PropertyMap (newMap, or mapOf of find.ts), and row numbers are below its rows
// used, for which reserveRow made room. Index slots are masked to its length, a power of two, and one is always free,
// so that probing ends. A row's address is not used past addRow or removeRow, which may move or clear the rows.

/** In the map's aux word. */
export const MAP_FLAG_NOT_EXTENSIBLE = 1
/** Of an array: elements are in the map, fastLength is 0. */
export const MAP_FLAG_EXOTIC = 2
/** Of an array: `length` is not writable. */
export const MAP_FLAG_LENGTH_READ_ONLY = 4
const FLAGS_MASK = 0xff
/** In the aux word, above the flags. */
const ONE_ATTEMPT = 0x100

const ROW_BYTES = 24
const ROW_WORDS = 3
export const ROW_KEY = 0
export const ROW_VALUE = 8
const ROW_HASH = 16
const ROW_ATTRIBUTES = 20
const ROW_PRESENT_BIT = 0x80000000
const ATTRIBUTES_MASK = 0xff

const FIRST_ROWS = 4
/** Up to so many rows are searched one after the other. */
const MOST_UNINDEXED = 8

/** `prototype`: an object, null, or a hole for the one that the object's shape names. */
export function newMap(prototype: Any): Address {
  const map = allocate(builtinShape('propertymap'), MAP_BYTES, 0)
  storeBox(map, MAP_PROTOTYPE, prototype)
  return map
}

export function mapHasFlag(map: Address, flag: number): boolean {
  return (loadU32(map, HEADER_AUX) & flag) !== 0
}

export function mapSetFlag(map: Address, flag: number): void {
  storeU32(map, HEADER_AUX, loadU32(map, HEADER_AUX) | flag)
}

export function mapClearFlag(map: Address, flag: number): void {
  storeU32(map, HEADER_AUX, (loadU32(map, HEADER_AUX) & ~flag) >>> 0)
}

/** All MAP_FLAG_* bits that are set. */
export function mapFlags(map: Address): number {
  return loadU32(map, HEADER_AUX) & FLAGS_MASK
}

/** How often it was tried to make the array whose map it is dense again (array/dense.ts). */
export function mapAttempts(map: Address): number {
  return loadU32(map, HEADER_AUX) >>> 8
}

export function countAttempt(map: Address): void {
  storeU32(map, HEADER_AUX, loadU32(map, HEADER_AUX) + ONE_ATTEMPT)
}

/** Rows ever used, deleted ones among them; mapRow gives each. */
export function mapUsed(map: Address): number {
  return loadU32(map, MAP_USED)
}

/** Properties. */
export function mapLive(map: Address): number {
  return loadU32(map, MAP_LIVE)
}

/** Properties whose key is an array index. */
export function mapIntegers(map: Address): number {
  return loadU32(map, MAP_INTEGERS)
}

export function mapRow(map: Address, number: number): Address {
  return rowIn(loadI53(map, MAP_ENTRIES), number)
}

function rowIn(entries: Address, number: number): Address {
  return plus(plus(entries, STORE_DATA), plus(shiftLeft(number, 4), shiftLeft(number, 3)))
}

/** The key of a row; the hole when it was deleted. */
export function rowKey(row: Address): Any {
  return loadBox(row, ROW_KEY)
}

export function rowIsDeleted(row: Address): boolean {
  return isHole(loadBox(row, ROW_KEY))
}

export function rowAttributes(row: Address): number {
  return loadU32(row, ROW_ATTRIBUTES) & ATTRIBUTES_MASK
}

export function setRowAttributes(row: Address, attributes: number): void {
  storeU32(row, ROW_ATTRIBUTES, attributes | ROW_PRESENT_BIT)
}

function indexHash(index: number): number {
  return multiplyInt32(index | 0, 0x9e3779b1 | 0) >>> 0
}

function keyHash(key: Any): number {
  if (isNumber(key)) return indexHash(asNumber(key))
  const address = addressOf(key)
  return kindAt(address) === KIND_SYMBOL ? auxAt(address) : hashAt(address)
}

/** The row of a key, or 0. */
export function findRow(map: Address, key: Any): Address {
  const entries = loadI53(map, MAP_ENTRIES)
  if (entries === 0) return 0
  const hash = keyHash(key)
  const index = loadI53(map, MAP_INDEX)
  return index === 0 ? findUnindexed(entries, loadU32(map, MAP_USED), key, hash) : findIndexed(entries, index, key, hash)
}

function findUnindexed(entries: Address, used: number, key: Any, hash: number): Address {
  let row = plus(entries, STORE_DATA)
  for (let i = 0; i < used; i++) {
    if (loadU32(row, ROW_HASH) === hash && keyMatches(row, key)) return row
    row = plus(row, ROW_BYTES)
  }
  return 0
}

function findIndexed(entries: Address, index: Address, key: Any, hash: number): Address {
  const mask = auxAt(index) - 1
  const slots = plus(index, STORE_DATA)
  let slot = (hash & mask) >>> 0
  let number = loadU32(plus(slots, shiftLeft(slot, 2)), 0)
  while (number !== 0) {
    const row = rowIn(entries, number - 1)
    if (loadU32(row, ROW_HASH) === hash && keyMatches(row, key)) return row
    slot = ((slot + 1) & mask) >>> 0
    number = loadU32(plus(slots, shiftLeft(slot, 2)), 0)
  }
  return 0
}

/** For keys of the same hash. */
function keyMatches(row: Address, key: Any): boolean {
  const known = loadBox(row, ROW_KEY)
  if (sameWord(known, key)) return true
  if (!isPointer(known) || !isPointer(key)) return false
  const a = addressOf(known)
  const b = addressOf(key)
  return isStringKind(kindAt(a)) && isStringKind(kindAt(b)) && sameContent(a, b)
}

/** Adds a property whose key the map does not have. */
export function addRow(map: Address, key: Any, value: Any, attributes: number): void {
  const hash = keyHash(key)
  const number = reserveRow(map)
  const row = mapRow(map, number)
  storeBox(row, ROW_KEY, key)
  storeBox(row, ROW_VALUE, value)
  storeU32(row, ROW_HASH, hash)
  setRowAttributes(row, attributes)
  storeU32(map, MAP_LIVE, loadU32(map, MAP_LIVE) + 1)
  if (isNumber(key)) storeU32(map, MAP_INTEGERS, loadU32(map, MAP_INTEGERS) + 1)
  const index = loadI53(map, MAP_INDEX)
  if (index !== 0) enter(index, hash, number)
}

export function removeRow(map: Address, row: Address): void {
  if (isNumber(loadBox(row, ROW_KEY))) storeU32(map, MAP_INTEGERS, loadU32(map, MAP_INTEGERS) - 1)
  storeBox(row, ROW_KEY, hole())
  storeBox(row, ROW_VALUE, undefined)
  const live = loadU32(map, MAP_LIVE) - 1
  storeU32(map, MAP_LIVE, live)
  if (live === 0) clearRows(map)
}

/** Without properties, the map begins anew in the room that it has. */
function clearRows(map: Address): void {
  fillBytes(mapRow(map, 0), 0, loadU32(map, MAP_USED) * ROW_BYTES)
  storeU32(map, MAP_USED, 0)
  const index = loadI53(map, MAP_INDEX)
  if (index !== 0) fillBytes(plus(index, STORE_DATA), 0, shiftLeft(auxAt(index), 2))
}

/** Takes all properties away, and the room for them. */
export function clearMap(map: Address): void {
  storeI53(map, MAP_ENTRIES, 0)
  storeI53(map, MAP_INDEX, 0)
  storeU32(map, MAP_USED, 0)
  storeU32(map, MAP_LIVE, 0)
  storeU32(map, MAP_INTEGERS, 0)
}

/** Takes the next row, after making room for it. */
function reserveRow(map: Address): number {
  const entries = loadI53(map, MAP_ENTRIES)
  const used = loadU32(map, MAP_USED)
  const capacity = entries === 0 ? 0 : auxAt(entries) / ROW_WORDS | 0
  if (used === capacity) makeRoom(map, entries, capacity)
  const number = loadU32(map, MAP_USED)
  storeU32(map, MAP_USED, number + 1)
  return number
}

/** Packs the rows, into a store of twice the size unless enough of them were deleted. */
function makeRoom(map: Address, entries: Address, capacity: number): void {
  const live = loadU32(map, MAP_LIVE)
  const roomy = live * 4 <= capacity * 3
  const wanted = capacity === 0 ? FIRST_ROWS : roomy ? capacity : capacity * 2
  let target = entries
  if (wanted !== capacity) {
    const words = wanted * ROW_WORDS
    target = allocate(builtinShape('store.word'), plus(shiftLeft(words, 3), STORE_DATA), words)
  }
  if (entries !== 0) packRows(entries, target, loadU32(map, MAP_USED))
  storeI53(map, MAP_ENTRIES, target)
  storeU32(map, MAP_USED, live)
  if (wanted > MOST_UNINDEXED) rebuildIndex(map, target, live, wanted)
}

function packRows(from: Address, to: Address, used: number): void {
  let source = plus(from, STORE_DATA)
  let target = plus(to, STORE_DATA)
  for (let i = 0; i < used; i++) {
    if (!rowIsDeleted(source)) {
      if (source !== target) copyBytes(target, source, ROW_BYTES)
      target = plus(target, ROW_BYTES)
    }
    source = plus(source, ROW_BYTES)
  }
  if (from === to) fillBytes(target, 0, minus(source, target))
}

function rebuildIndex(map: Address, entries: Address, live: number, capacity: number): void {
  let index = loadI53(map, MAP_INDEX)
  const slots = capacity * 2
  if (index === 0 || auxAt(index) !== slots) {
    index = allocate(builtinShape('store.i32'), plus(shiftLeft(slots, 2), STORE_DATA), slots)
    storeI53(map, MAP_INDEX, index)
  } else {
    fillBytes(plus(index, STORE_DATA), 0, shiftLeft(slots, 2))
  }
  for (let i = 0; i < live; i++) enter(index, loadU32(rowIn(entries, i), ROW_HASH), i)
}

function enter(index: Address, hash: number, number: number): void {
  const mask = auxAt(index) - 1
  const slots = plus(index, STORE_DATA)
  let slot = (hash & mask) >>> 0
  while (loadU32(plus(slots, shiftLeft(slot, 2)), 0) !== 0) slot = ((slot + 1) & mask) >>> 0
  storeU32(plus(slots, shiftLeft(slot, 2)), 0, number + 1)
}
