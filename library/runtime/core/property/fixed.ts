// Properties of fixed shapes: a search of the shape's table, with a cache over all shapes for the longer ones.

import type { Address, Any } from '../../intrinsics/raw.ts'
import {
  addressOf, allocate, asValue, builtinShape, isHole, isPointer, loadBox, loadU16, loadU32, loadU8, plus, shiftLeft,
  storeU32,
} from '../../intrinsics/raw.ts'
import {
  ATTRIBUTE_OPTIONAL, KIND_SYMBOL, PROPERTY_ATTRIBUTES, PROPERTY_BYTES, PROPERTY_KEY, PROPERTY_OFFSET, PROPERTY_REP,
  REP_BOX, REP_OPT, REP_REF, SHAPE_PROPERTIES, SHAPE_PROPERTY_COUNT, STORE_DATA,
} from '../layout.ts'
import { kindAt } from '../words.ts'
import { findAtom } from './atoms.ts'
import { loadSlot, setSlot } from './slots.ts'

// SAFETY: rows are read below the shape's property count from its static table, and their offsets lie inside every
// object of the shape. The cache is reachable from `cache`, its entries are masked to their number, and it holds
// static addresses only: those below 4 GiB, where no heap is.

/** Longer tables are searched through the cache. */
const MOST_SEARCHED = 6
const CACHE_ENTRIES = 512
/** Of 16 bytes each: u32 shape, u32 key, u32 row (0: the shape has no such property). */
const CACHE_ENTRY_SHIFT = 4

/** A store of bytes; shapes and the keys of tables are static, so that nothing in it needs tracing. */
let cache: Any = undefined

/** Attributes of the property of this key in an object's shape, with its slot set; -1 when it has none. */
export function findFixed(object: Address, shape: Address, key: Any): number {
  const count = loadU16(shape, SHAPE_PROPERTY_COUNT)
  if (count === 0 || !isPointer(key)) return -1
  let name = addressOf(key)
  if (kindAt(name) !== KIND_SYMBOL) {
    name = findAtom(name)
    if (name === 0) return -1
  }
  const row = count <= MOST_SEARCHED ? searchTable(shape, count, name) : searchCached(shape, count, name)
  return row === 0 ? -1 : foundRow(object, row)
}

/** Row n of a shape's property table. */
export function propertyRow(shape: Address, n: number): Address {
  return plus(loadU32(shape, SHAPE_PROPERTIES), n * PROPERTY_BYTES)
}

/** The attributes of a row whose property the object has, with the slot set; -1 when it is absent from this one. */
export function foundRow(object: Address, row: Address): number {
  const attributes = loadU8(row, PROPERTY_ATTRIBUTES)
  const slot = plus(object, loadU32(row, PROPERTY_OFFSET))
  const rep = loadU8(row, PROPERTY_REP)
  if ((attributes & ATTRIBUTE_OPTIONAL) !== 0 && isAbsent(slot, rep)) return -1
  setSlot(slot, rep)
  return attributes & ~ATTRIBUTE_OPTIONAL
}

function isAbsent(slot: Address, rep: number): boolean {
  if (rep === REP_BOX || rep === REP_REF) return isHole(loadBox(slot, 0))
  return rep === REP_OPT && isHole(loadSlot(slot, REP_OPT))
}

/** The slot of an absent optional property of the shape, for storing it; false when the shape has no such property. */
export function findAbsentFixed(object: Address, shape: Address, key: Any): boolean {
  const count = loadU16(shape, SHAPE_PROPERTY_COUNT)
  if (count === 0 || !isPointer(key)) return false
  let name = addressOf(key)
  if (kindAt(name) !== KIND_SYMBOL) name = findAtom(name)
  if (name === 0) return false
  const row = searchTable(shape, count, name)
  if (row === 0) return false
  setSlot(plus(object, loadU32(row, PROPERTY_OFFSET)), loadU8(row, PROPERTY_REP))
  return true
}

function searchTable(shape: Address, count: number, name: Address): Address {
  let row = loadU32(shape, SHAPE_PROPERTIES)
  for (let i = 0; i < count; i++) {
    if (loadU32(row, PROPERTY_KEY) === name) return row
    row = row + PROPERTY_BYTES
  }
  return 0
}

function searchCached(shape: Address, count: number, name: Address): Address {
  if (!isPointer(cache)) {
    const bytes = CACHE_ENTRIES * 16
    cache = asValue(allocate(builtinShape('store.bytes'), bytes + STORE_DATA, bytes))
  }
  // A symbol made at run time is in no table, and its address may be another's later.
  if (name > 0xffffffff) return 0
  const hash = ((shape >>> 3) ^ (name >>> 3)) & (CACHE_ENTRIES - 1)
  const entry = plus(plus(addressOf(cache), STORE_DATA), shiftLeft(hash, CACHE_ENTRY_SHIFT))
  if (loadU32(entry, 0) === shape && loadU32(entry, 4) === name) return loadU32(entry, 8)
  const row = searchTable(shape, count, name)
  storeU32(entry, 0, shape)
  storeU32(entry, 4, name)
  storeU32(entry, 8, row)
  return row
}
