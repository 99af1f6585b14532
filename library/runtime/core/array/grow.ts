// Room for elements: growing stores, appending, and adding an element at any index.

import type { Address, Any } from '../../intrinsics/raw.ts'
import {
  addressOf, allocate, asValue, builtinShape, copyBytes, fillBytes, loadI53, loadU32, maskBits, minus, plus,
  shiftLeft, shiftRight, storeI53, storeU32,
} from '../../intrinsics/raw.ts'
import {
  ARRAY_ELEMENTS, ARRAY_FAST_LENGTH, ARRAY_LENGTH, KIND_ARRAY_F64, KIND_ARRAY_I32, KIND_ARRAY_OPT, STORE_DATA,
} from '../layout.ts'
import { addRow, mapHasFlag, mapIntegers, MAP_FLAG_NOT_EXTENSIBLE } from '../propertymap.ts'
import { ATTRIBUTES_PLAIN, mapOf } from '../property/find.ts'
import { auxAt, kindAt } from '../words.ts'
import { makeDense } from './dense.ts'
import {
  elementAddress, elementShift, fillHoles, isExotic, isHoley, makeExotic, setFastLength, storeElement,
} from './elements.ts'

// SAFETY: the callers have tested that the address is an array's. A new store is as large as the capacity in its aux
// word and no shorter than what is copied into it, and becomes the array's only when it is filled; elements are stored
// after grow or reserve made room. Arrays and old stores do not move when the new store's allocation collects.

/** Stores above this are rounded up to whole blocks of the heap, and grow by half instead of doubling. */
const LARGE_BYTES = 16384
const BLOCK_BYTES = 32768
/** An index may be this far past the length of a holey array, or double it, before the array turns exotic. */
const WIDEST_GAP = 1024
/** `new Array(n)` of a holey site has its elements at once up to this length, as V8's. */
export const LONGEST_HOLEY = 33554432

export function capacityOf(array: Address): number {
  const elements = loadI53(array, ARRAY_ELEMENTS)
  return elements === 0 ? 0 : auxAt(elements)
}

/** Room for at least `wanted` elements, exactly that many if the store is small. The array is not exotic. */
export function reserve(array: Address, wanted: number): void {
  if (wanted <= capacityOf(array)) return
  const kind = kindAt(array)
  const shift = elementShift(kind)
  let bytes = plus(shift === 2 ? shiftLeft(wanted, 2) : shiftLeft(wanted, 3), STORE_DATA)
  bytes = bytes > LARGE_BYTES ? maskBits(plus(bytes, BLOCK_BYTES - 1), -BLOCK_BYTES) : maskBits(plus(bytes, 7), -8)
  const capacity = shift === 2 ? shiftRight(minus(bytes, STORE_DATA), 2) : shiftRight(minus(bytes, STORE_DATA), 3)
  const store = allocateStore(kind, bytes, capacity)
  const used = loadU32(array, ARRAY_FAST_LENGTH)
  if (used !== 0) {
    const from = elementAddress(array, kind, 0)
    copyBytes(plus(store, STORE_DATA), from, shift === 2 ? shiftLeft(used, 2) : shiftLeft(used, 3))
  }
  storeI53(array, ARRAY_ELEMENTS, store)
}

function allocateStore(kind: number, bytes: number, capacity: number): Address {
  if (kind === KIND_ARRAY_I32) return allocate(builtinShape('store.i32'), bytes, capacity)
  if (kind === KIND_ARRAY_F64 || kind === KIND_ARRAY_OPT) return allocate(builtinShape('store.raw'), bytes, capacity)
  return allocate(builtinShape('store.word'), bytes, capacity)
}

/** Room for one more than `capacity`, growing in proportion. */
function grow(array: Address, needed: number): void {
  const capacity = capacityOf(array)
  if (needed <= capacity) return
  const proportional = capacity < 2048 ? capacity * 2 : capacity + (capacity >>> 1)
  const least = needed < 4 ? 4 : needed
  reserve(array, proportional > least ? proportional : least)
}

/** Whether nothing may be added. */
export function isSealedOff(object: Address): boolean {
  const map = mapOf(object)
  return map !== 0 && mapHasFlag(map, MAP_FLAG_NOT_EXTENSIBLE)
}

/** Adds an own element where the array has none; it is extensible, and `length` writable where the index is past it. */
export function addElement(array: Address, index: number, value: Any): void {
  const length = loadU32(array, ARRAY_LENGTH)
  const kind = kindAt(array)
  if (!isExotic(array)) {
    if (index < length) {
      storeElement(array, kind, index, value)
      return
    }
    if (index === length || (isHoley(array) && (index - length <= WIDEST_GAP || index < length * 2))) {
      grow(array, index + 1)
      if (index > length) fillHoles(array, length, index)
      storeElement(array, kind, index, value)
      setFastLength(array, index + 1)
      return
    }
    makeExotic(array)
  }
  const map = mapOf(array)
  addRow(map, index, value, ATTRIBUTES_PLAIN)
  if (index >= length) storeU32(array, ARRAY_LENGTH, index + 1)
  else if (mapIntegers(map) === length) makeDense(array, map)
}

/** Appends to an array that is neither exotic nor sealed off. */
export function append(array: Address, value: Any): void {
  const length = loadU32(array, ARRAY_FAST_LENGTH)
  grow(array, length + 1)
  storeElement(array, kindAt(array), length, value)
  setFastLength(array, length + 1)
}

/** Lengthens an array that is not exotic by holes; turns it exotic where it was not built for them. */
export function lengthen(array: Address, length: number): void {
  const old = loadU32(array, ARRAY_LENGTH)
  if (length === old) return
  if (!isHoley(array) || length > LONGEST_HOLEY) {
    makeExotic(array)
    storeU32(array, ARRAY_LENGTH, length)
    return
  }
  reserve(array, length)
  fillHoles(array, old, length)
  setFastLength(array, length)
}

/** Shortens an array that is not exotic; what it loses is no longer referred to. */
export function shorten(array: Address, length: number): void {
  const old = loadU32(array, ARRAY_FAST_LENGTH)
  const kind = kindAt(array)
  if (kind !== KIND_ARRAY_I32 && kind !== KIND_ARRAY_F64) {
    const from = elementAddress(array, kind, length)
    fillBytes(from, 0, minus(elementAddress(array, kind, old), from))
  }
  setFastLength(array, length)
}

/** A new empty array of any values, with Array.prototype, for core's own lists. */
export function newList(capacity: number): Any {
  const array = allocate(builtinShape('array.box'), 32, 0)
  if (capacity > 0) reserve(array, capacity)
  return asValue(array)
}

export function listAppend(list: Any, value: Any): void {
  append(addressOf(list), value)
}

