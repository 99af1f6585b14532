// [[OwnPropertyKeys]] (ECMA-262 §10.1.11, §10.4): array indices ascending, then strings, then symbols, each in order of
// creation; copying of properties; what for-in asks.

import type { Address, Any } from '../../intrinsics/raw.ts'
import {
  addressOf, allocate, asNumber, asValue, builtinShape, isNumber, isPointer, keepAlive, loadBox, loadF64, loadI53,
  loadU16, loadU32, plus, shiftLeft, storeF64,
} from '../../intrinsics/raw.ts'
import { numberToString } from '../../number/format.ts'
import { append, newList } from '../array/grow.ts'
import { elementAttributes, loadElement } from '../array/elements.ts'
import {
  ARRAY_FAST_LENGTH, ARRAY_LENGTH, ATTRIBUTE_ENUMERABLE, KIND_ARRAY_BOX, KIND_CLOSURE, KIND_PRIMITIVE, KIND_SYMBOL,
  PRIMITIVE_VALUE, PROPERTY_KEY, SHAPE_FUNCTION, SHAPE_PROPERTY_COUNT, STORE_DATA, VIEW_LENGTH,
} from '../layout.ts'
import { mapIntegers, mapRow, mapUsed, rowAttributes, rowKey } from '../propertymap.ts'
import { sameKey } from '../value/equality.ts'
import { auxAt, isArrayKind, isStringKind, isStringValue, isTypedKind, kindAt, shapeAt } from '../words.ts'
import { defineData } from './define.ts'
import { ATTRIBUTES_PLAIN, findOwn, mapOf } from './find.ts'
import { foundRow, propertyRow } from './fixed.ts'
import { hasKeyed, valueOfFound } from './get.ts'
import { toKey } from './key.ts'

// SAFETY: kinds are tested before the lengths that go with them are read, and indices stay below these. The store of
// integer keys has room for all of the map's and is kept alive until the last is read; rows are found anew by number
// after every append, which may collect. `excluded` are `count` boxes of the caller's.

/** What to list. */
export const LIST_STRINGS = 1
export const LIST_SYMBOLS = 2
export const LIST_ENUMERABLE_ONLY = 4

/** Appends all own keys to an empty array. */
export function ownKeysInto(object: Any, into: Any): void {
  listKeys(addressOf(object), into, LIST_STRINGS | LIST_SYMBOLS)
}

/** Appends the enumerable string keys to an empty array. */
export function enumerableKeysInto(object: Any, into: Any): void {
  listKeys(addressOf(object), into, LIST_STRINGS | LIST_ENUMERABLE_ONLY)
}

export function listKeys(object: Address, into: Any, what: number): void {
  if ((what & LIST_STRINGS) !== 0) {
    listIndices(object, into, what)
    listNames(object, into, what, false)
  }
  if ((what & LIST_SYMBOLS) !== 0) listNames(object, into, what, true)
}

function add(into: Any, key: Any): void {
  append(addressOf(into), isNumber(key) ? numberToString(asNumber(key)) : key)
}

function wanted(attributes: number, what: number): boolean {
  return (what & LIST_ENUMERABLE_ONLY) === 0 || (attributes & ATTRIBUTE_ENUMERABLE) !== 0
}

function listIndices(object: Address, into: Any, what: number): void {
  const kind = kindAt(object)
  if (isArrayKind(kind)) {
    const length = loadU32(object, ARRAY_FAST_LENGTH)
    for (let i = 0; i < length; i++) if (elementAttributes(object, kind, i) >= 0) add(into, i)
  } else if (isTypedKind(kind)) {
    const length = loadI53(object, VIEW_LENGTH)
    for (let i = 0; i < length; i++) add(into, i)
  } else if (isStringKind(kind)) {
    for (let i = 0; i < auxAt(object); i++) add(into, i)
  } else if (kind === KIND_PRIMITIVE && isStringValue(loadBox(object, PRIMITIVE_VALUE))) {
    listIndices(addressOf(loadBox(object, PRIMITIVE_VALUE)), into, what)
  }
  const map = mapOf(object)
  if (map !== 0 && mapIntegers(map) !== 0) listMapped(map, into, what)
}

/** The integer keys of a map, ascending: most maps have them in order already. */
function listMapped(map: Address, into: Any, what: number): void {
  const count = mapIntegers(map)
  const store = allocate(builtinShape('store.raw'), plus(shiftLeft(count, 3), STORE_DATA), count)
  const keys = plus(store, STORE_DATA)
  let found = 0
  let sorted = true
  let last = -1
  for (let i = 0; i < mapUsed(map); i++) {
    const row = mapRow(map, i)
    const key = rowKey(row)
    if (!isNumber(key) || !wanted(rowAttributes(row), what)) continue
    const index = asNumber(key)
    if (index < last) sorted = false
    last = index
    storeF64(plus(keys, shiftLeft(found, 3)), 0, index)
    found = found + 1
  }
  if (!sorted) sortNumbers(keys, found)
  for (let i = 0; i < found; i++) add(into, loadF64(plus(keys, shiftLeft(i, 3)), 0))
  keepAlive(asValue(store))
}

/** Heap sort of `count` doubles in place. */
function sortNumbers(keys: Address, count: number): void {
  for (let i = (count >>> 1) - 1; i >= 0; i--) siftDown(keys, i, count)
  for (let end = count - 1; end > 0; end--) {
    const largest = loadF64(keys, 0)
    storeF64(keys, 0, loadF64(plus(keys, shiftLeft(end, 3)), 0))
    storeF64(plus(keys, shiftLeft(end, 3)), 0, largest)
    siftDown(keys, 0, end)
  }
}

function siftDown(keys: Address, from: number, count: number): void {
  let parent = from
  const value = loadF64(plus(keys, shiftLeft(parent, 3)), 0)
  while (true) {
    let child = parent * 2 + 1
    if (child >= count) break
    let larger = loadF64(plus(keys, shiftLeft(child, 3)), 0)
    if (child + 1 < count) {
      const right = loadF64(plus(keys, shiftLeft(child + 1, 3)), 0)
      if (right > larger) {
        larger = right
        child = child + 1
      }
    }
    if (larger <= value) break
    storeF64(plus(keys, shiftLeft(parent, 3)), 0, larger)
    parent = child
  }
  storeF64(plus(keys, shiftLeft(parent, 3)), 0, value)
}

/** Keys that are no indices: strings, or symbols. Virtual properties come first, as they were there at birth. */
function listNames(object: Address, into: Any, what: number, symbols: boolean): void {
  const map = mapOf(object)
  if (!symbols && (what & LIST_ENUMERABLE_ONLY) === 0) listVirtual(object, map, into)
  const shape = shapeAt(object)
  const count = loadU16(shape, SHAPE_PROPERTY_COUNT)
  for (let i = 0; i < count; i++) {
    const row = propertyRow(shape, i)
    const name = loadU32(row, PROPERTY_KEY)
    if ((kindAt(name) === KIND_SYMBOL) !== symbols || isVirtualName(object, map, name)) continue
    const attributes = foundRow(object, row)
    if (attributes >= 0 && wanted(attributes, what)) add(into, asValue(name))
  }
  if (map === 0) return
  for (let i = 0; i < mapUsed(map); i++) {
    const row = mapRow(map, i)
    const key = rowKey(row)
    if (!isPointer(key) || (kindAt(addressOf(key)) === KIND_SYMBOL) !== symbols) continue
    if (wanted(rowAttributes(row), what)) add(into, key)
  }
}

function listVirtual(object: Address, map: Address, into: Any): void {
  const kind = kindAt(object)
  if (kind === KIND_CLOSURE) {
    if (map !== 0 || loadU32(shapeAt(object), SHAPE_FUNCTION) === 0) return
    add(into, 'length')
    add(into, 'name')
  } else if (isArrayKind(kind) || isStringKind(kind)) {
    add(into, 'length')
  } else if (kind === KIND_PRIMITIVE && isStringValue(loadBox(object, PRIMITIVE_VALUE))) {
    add(into, 'length')
  }
}

/** A static property that takes the place of a function's own name or length is listed where those are. */
function isVirtualName(object: Address, map: Address, name: Address): boolean {
  return map === 0 && kindAt(object) === KIND_CLOSURE && (name === addressOf('name') || name === addressOf('length'))
}

/** Spread and rest: copies own enumerable properties, but for `count` keys in boxes at an address (§7.3.26). */
export function copyDataProperties(target: Any, source: Any, count: number, excluded: Address): void {
  if (!isPointer(source) || kindAt(addressOf(source)) === KIND_SYMBOL) return
  const from = addressOf(source)
  const keys = newList(0)
  listKeys(from, keys, LIST_STRINGS | LIST_SYMBOLS)
  const list = addressOf(keys)
  const total = loadU32(list, ARRAY_LENGTH)
  for (let i = 0; i < total; i++) {
    const key = loadElement(list, KIND_ARRAY_BOX, i)
    const canonical = toKey(key)
    if (isExcluded(canonical, count, excluded)) continue
    const attributes = findOwn(from, canonical)
    if (attributes < 0 || (attributes & ATTRIBUTE_ENUMERABLE) === 0) continue
    defineData(target, key, valueOfFound(attributes, source), ATTRIBUTES_PLAIN)
  }
}

function isExcluded(key: Any, count: number, excluded: Address): boolean {
  for (let i = 0; i < count; i++) if (sameKey(toKey(loadBox(plus(excluded, shiftLeft(i, 3)), 0)), key)) return true
  return false
}

/** Whether for-in, having listed the key, still visits it. */
export function forInPresent(object: Any, key: Any): boolean {
  return isPointer(object) && hasKeyed(addressOf(object), toKey(key))
}

/** Attributes of an own property, -1 when there is none. */
export function ownAttributes(object: Any, key: Any): number {
  return isPointer(object) ? findOwn(addressOf(object), toKey(key)) : -1
}
