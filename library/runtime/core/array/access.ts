// What emitted code asks of arrays where no typed path exists: reads and writes past the bounds, of exotic arrays and
// with odd indices, appending with growth, copying.

import type { Address, Any } from '../../intrinsics/raw.ts'
import {
  addressOf, asValue, builtinShape, copyBytes, isHole, loadBox, loadU32, plus, shiftLeft, stop,
} from '../../intrinsics/raw.ts'
import { wellKnownSymbol } from '../../intrinsics/mod.ts'
import { ARRAY_FAST_LENGTH, ARRAY_LENGTH, KIND_CLOSURE, KIND_OBJECT } from '../layout.ts'
import { defineData, deleteKeyed } from '../property/define.ts'
import { DONE, REFUSED_READ_ONLY, throwInvalidLength, throwRefusedWrite } from '../property/errors.ts'
import { ATTRIBUTES_HIDDEN, ATTRIBUTES_PLAIN, findOwn, mapOf, prototypeAddress, shapePrototype } from '../property/find.ts'
import { getKeyed } from '../property/get.ts'
import { LARGEST_INDEX, toKey } from '../property/key.ts'
import { setKeyed } from '../property/set.ts'
import { mapIntegers } from '../propertymap.ts'
import { isArrayKind, kindAt } from '../words.ts'
import { elementAddress, elementShift, isExotic, isHoley, loadElement, setFastLength } from './elements.ts'
import { append, lengthen, reserve } from './grow.ts'
import { refusedIndex, setLength, toLength } from './length.ts'

// SAFETY: addresses come from addressOf of what the entries take: arrays. Elements are read below fastLength;
// arrayCopy makes room first, and its source range lies within the source by the callers' promise. `values` are
// `count` boxes of the caller's. Nothing moves, so that addresses stay good across a collection.

/** The element at an index below 2^32-1, through prototypes and getters. */
export function arrayGet(array: Address, index: number): Any {
  if (index < loadU32(array, ARRAY_FAST_LENGTH)) {
    const value = loadElement(array, kindAt(array), index)
    if (!isHole(value)) return value
  }
  return getKeyed(array, index, asValue(array))
}

/** `array[index]` with any number. */
export function arrayGetSlow(array: object, index: number): Any {
  const address = addressOf(array)
  return isIndex(index) ? arrayGet(address, index + 0) : getKeyed(address, toKey(index), array)
}

function isIndex(value: number): boolean {
  return value >= 0 && value <= LARGEST_INDEX && value === Math.floor(value)
}

/** `array[index] = value` with any number. */
export function arraySetSlow(array: object, index: number, value: Any): void {
  const address = addressOf(array)
  const key = toKey(index)
  const outcome = setKeyed(address, key, value, array)
  if (outcome !== DONE) throwRefusedWrite(outcome, array, key)
}

/** Appends as push of one value does (§23.1.3.23). */
export function arrayPushSlow(array: object, value: Any): void {
  const address = addressOf(array)
  const length = loadU32(address, ARRAY_LENGTH)
  if (isExotic(address) || prototypesHave(address, length)) return pushByProperty(array, address, length, value)
  if (length > LARGEST_INDEX) return pushByProperty(array, address, length, value)
  append(address, value)
}

/** Whether a prototype has the element. */
function prototypesHave(array: Address, index: number): boolean {
  let object = prototypeAddress(array)
  while (object !== 0) {
    if (canHaveIndices(object) && findOwn(object, index) >= 0) return true
    object = prototypeAddress(object)
  }
  return false
}

/** Ordinary objects have indices only in their PropertyMap; what others have is not told here. */
function canHaveIndices(object: Address): boolean {
  const kind = kindAt(object)
  if (kind !== KIND_OBJECT && kind !== KIND_CLOSURE) return true
  const map = mapOf(object)
  return map !== 0 && mapIntegers(map) !== 0
}

function pushByProperty(array: object, address: Address, length: number, value: Any): void {
  const key = toKey(length)
  const outcome = setKeyed(address, key, value, array)
  if (outcome !== DONE) throwRefusedWrite(outcome, array, key)
  if (length > LARGEST_INDEX) throwInvalidLength()
}

/** Room for that many elements; an exotic array needs none. */
export function arrayReserve(array: object, capacity: number): void {
  const address = addressOf(array)
  if (!isExotic(address)) reserve(address, capacity)
}

/** `array.length = value` */
export function arraySetLength(array: object, value: Any): void {
  const outcome = setLength(addressOf(array), toLength(value))
  if (outcome !== DONE) throwRefusedWrite(outcome, array, outcome === REFUSED_READ_ONLY ? 'length' : refusedIndex)
}

/** Makes an empty array that many holes; the length is a u32. */
export function arrayMakeHoles(array: object, length: number): void {
  lengthen(addressOf(array), length)
}

/**
 * HasProperty of an index, for methods that pass over holes. Elements that an array inherits are refused: what they are
 * is not in the types of the array's elements.
 */
export function arrayHas(array: object, index: number): boolean {
  const address = addressOf(array)
  if (isIndex(index) && index < loadU32(address, ARRAY_FAST_LENGTH)) {
    if (!isHoley(address) || !isHole(loadElement(address, kindAt(address), index + 0))) return true
  }
  if (findOwn(address, toKey(index)) >= 0) return true
  if (prototypesHave(address, index)) stop(78, 'late refusal SK1900: an array method comes to an element that the array inherits')
  return false
}

/** No holes, no accessors, plain data at 0 … length-1 in the elements. */
export function arrayIsPacked(array: object): boolean {
  const address = addressOf(array)
  if (isExotic(address)) return false
  if (!isHoley(address)) return true
  const kind = kindAt(address)
  const length = loadU32(address, ARRAY_FAST_LENGTH)
  for (let i = 0; i < length; i++) if (isHole(loadElement(address, kind, i))) return false
  return true
}

/** memmove of elements, holes among them; the target grows where it ends before the last one. */
export function arrayCopy(to: object, toIndex: number, from: object, fromIndex: number, count: number): void {
  if (count === 0) return
  const target = addressOf(to)
  const source = addressOf(from)
  const kind = kindAt(target)
  const simple = !isExotic(target) && !isExotic(source) && kind === kindAt(source) && (isHoley(target) || !isHoley(source))
  if (!simple || toIndex > loadU32(target, ARRAY_FAST_LENGTH)) return copyByProperty(to, toIndex, from, fromIndex, count)
  const end = toIndex + count
  if (end > loadU32(target, ARRAY_FAST_LENGTH)) {
    reserve(target, end)
    setFastLength(target, end)
  }
  const bytes = elementShift(kind) === 2 ? shiftLeft(count, 2) : shiftLeft(count, 3)
  copyBytes(elementAddress(target, kind, toIndex), elementAddress(source, kind, fromIndex), bytes)
}

function copyByProperty(to: object, toIndex: number, from: object, fromIndex: number, count: number): void {
  const target = addressOf(to)
  const source = addressOf(from)
  const backwards = target === source && fromIndex < toIndex
  for (let n = 0; n < count; n++) {
    const i = backwards ? count - 1 - n : n
    if (findOwn(source, fromIndex + i) >= 0) arraySetSlow(to, toIndex + i, arrayGet(source, fromIndex + i))
    else deleteKeyed(target, toIndex + i)
  }
}

/** Appends the elements of another array from an index on; holes come as what reading them gives. */
export function appendElements(array: object, source: Any, from: number): void {
  const target = addressOf(array)
  const other = addressOf(source)
  const count = loadU32(other, ARRAY_LENGTH)
  if (from >= count) return
  if (!isExotic(target)) reserve(target, loadU32(target, ARRAY_LENGTH) + count - from)
  for (let i = from; i < count; i++) arrayPushSlow(array, arrayGet(other, i))
}

/** Fills an empty arguments object or rest array with `count` boxes at an address. */
export function makeArguments(object: object, count: number, values: Address): void {
  const target = addressOf(object)
  if (isArrayKind(kindAt(target))) {
    if (count > 0) reserve(target, count)
    for (let i = 0; i < count; i++) append(target, loadBox(plus(values, shiftLeft(i, 3)), 0))
    return
  }
  for (let i = 0; i < count; i++) defineData(object, i, loadBox(plus(values, shiftLeft(i, 3)), 0), ATTRIBUTES_PLAIN)
  defineData(object, 'length', count, ATTRIBUTES_HIDDEN)
  const arrays = shapePrototype(builtinShape('array.box'))
  if (arrays !== 0) defineData(object, wellKnownSymbol('iterator'), getKeyed(arrays, 'values', asValue(arrays)), ATTRIBUTES_HIDDEN)
}
