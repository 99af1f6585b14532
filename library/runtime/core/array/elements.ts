// Elements of arrays by kind, and arrays that have turned exotic: those whose elements live in the PropertyMap, because
// they have attributes or accessors, holes where the site was not built for holes, or an index far past the length. To
// the bounds checks of emitted code an exotic array has length 0, so that every access comes to core. Some come back (dense.ts).

import type { Address, Any } from '../../intrinsics/raw.ts'
import {
  hole, isHole, loadI53, loadU32, loadU8, plus, shiftLeft, stop, storeBox, storeI53, storeU32,
} from '../../intrinsics/raw.ts'
import {
  ARRAY_ELEMENTS, ARRAY_FAST_LENGTH, ARRAY_LENGTH, ARRAY_OVERFLOW, KIND_ARRAY_BOX, KIND_ARRAY_F64, KIND_ARRAY_I32,
  KIND_ARRAY_OPT, REP_BOX, REP_F64, REP_I32, REP_OPT, REP_REF, SHAPE_FLAG_HOLEY, SHAPE_FLAGS, STORE_DATA,
} from '../layout.ts'
import { addRow, MAP_FLAG_EXOTIC, mapHasFlag, mapSetFlag } from '../propertymap.ts'
import { ATTRIBUTES_PLAIN, ensureMap } from '../property/find.ts'
import { loadSlot, setSlot, storeSlot } from '../property/slots.ts'
import { kindAt, shapeAt } from '../words.ts'

// SAFETY: the callers have tested that the address is an array's and of the kind given, and that indices are below the
// capacity of its store (below fastLength for reading); element sizes and offsets are that kind's in layout.ts.

/** Slot representation of an array kind's elements. */
export function elementRep(kind: number): number {
  if (kind === KIND_ARRAY_I32) return REP_I32
  if (kind === KIND_ARRAY_F64) return REP_F64
  if (kind === KIND_ARRAY_OPT) return REP_OPT
  return kind === KIND_ARRAY_BOX ? REP_BOX : REP_REF
}

/** log2 of an element's size in bytes. */
export function elementShift(kind: number): number {
  return kind === KIND_ARRAY_I32 ? 2 : 3
}

export function elementAddress(array: Address, kind: number, index: number): Address {
  const data = plus(loadI53(array, ARRAY_ELEMENTS), STORE_DATA)
  return kind === KIND_ARRAY_I32 ? plus(data, shiftLeft(index, 2)) : plus(data, shiftLeft(index, 3))
}

/** The element below fastLength at an index, the hole where there is none. */
export function loadElement(array: Address, kind: number, index: number): Any {
  return loadSlot(elementAddress(array, kind, index), elementRep(kind))
}

export function storeElement(array: Address, kind: number, index: number, value: Any): void {
  storeSlot(elementAddress(array, kind, index), elementRep(kind), value)
}

/**
 * Attributes of an element that the array holds itself, with its slot set; -1 for holes and indices past the length.
 */
export function elementAttributes(array: Address, kind: number, index: number): number {
  if (index >= loadU32(array, ARRAY_FAST_LENGTH)) return -1
  const slot = elementAddress(array, kind, index)
  const rep = elementRep(kind)
  if (rep !== REP_I32 && rep !== REP_F64 && isHole(loadSlot(slot, rep))) return -1
  setSlot(slot, rep)
  return ATTRIBUTES_PLAIN
}

/** Built for holes: below fastLength there may be some. */
export function isHoley(array: Address): boolean {
  return (loadU8(shapeAt(array), SHAPE_FLAGS) & SHAPE_FLAG_HOLEY) !== 0
}

export function isExotic(array: Address): boolean {
  const map = loadI53(array, ARRAY_OVERFLOW)
  return map !== 0 && mapHasFlag(map, MAP_FLAG_EXOTIC)
}

/** Moves the elements into the PropertyMap. */
export function makeExotic(array: Address): void {
  if (isExotic(array)) return
  const map = ensureMap(array)
  const kind = kindAt(array)
  const length = loadU32(array, ARRAY_FAST_LENGTH)
  for (let i = 0; i < length; i++) {
    const value = loadElement(array, kind, i)
    if (!isHole(value)) addRow(map, i, value, ATTRIBUTES_PLAIN)
  }
  mapSetFlag(map, MAP_FLAG_EXOTIC)
  storeU32(array, ARRAY_FAST_LENGTH, 0)
  storeI53(array, ARRAY_ELEMENTS, 0)
}

/** Holes from one index up to another, all below the capacity; only in arrays built for holes. */
export function fillHoles(array: Address, from: number, to: number): void {
  const kind = kindAt(array)
  if (kind === KIND_ARRAY_I32 || kind === KIND_ARRAY_F64) stop(70, 'a packed array of numbers got a hole')
  const isOpt = kind === KIND_ARRAY_OPT
  for (let i = from; i < to; i++) {
    const slot = elementAddress(array, kind, i)
    if (isOpt) storeSlot(slot, REP_OPT, hole())
    else storeBox(slot, 0, hole())
  }
}

/** Length of an array that is not exotic. */
export function setFastLength(array: Address, length: number): void {
  storeU32(array, ARRAY_FAST_LENGTH, length)
  storeU32(array, ARRAY_LENGTH, length)
}

export function arrayLength(array: Address): number {
  return loadU32(array, ARRAY_LENGTH)
}

