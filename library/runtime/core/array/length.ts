// The `length` of arrays (ECMA-262 §10.4.2.4 ArraySetLength).

import type { Address, Any } from '../../intrinsics/raw.ts'
import { asNumber, isNumber, loadU32, storeU32 } from '../../intrinsics/raw.ts'
import { ARRAY_LENGTH, ATTRIBUTE_CONFIGURABLE } from '../layout.ts'
import {
  MAP_FLAG_LENGTH_READ_ONLY, mapHasFlag, mapIntegers, mapRow, mapUsed, removeRow, rowAttributes, rowIsDeleted, rowKey,
} from '../propertymap.ts'
import { DONE, REFUSED_NOT_CONFIGURABLE, REFUSED_READ_ONLY, throwInvalidLength } from '../property/errors.ts'
import { mapOf } from '../property/find.ts'
import { toNumber } from '../value/convert.ts'
import { isExotic } from './elements.ts'
import { lengthen, shorten } from './grow.ts'

// SAFETY: the address is an array's, by the callers' tests, so that ARRAY_LENGTH is a field of it; rows of its
// PropertyMap are found by number below mapUsed and not held while rows are removed.

/** The element that a refused shortening stopped at. */
export let refusedIndex = 0

/** ToUint32 of a length, RangeError when the number is none. */
export function toLength(value: Any): number {
  const number = isNumber(value) ? asNumber(value) : toNumber(value)
  const length = number >>> 0
  if (length !== number) throwInvalidLength()
  return length
}

/** Sets the length; an outcome of property/errors.ts. */
export function setLength(array: Address, length: number): number {
  const old = loadU32(array, ARRAY_LENGTH)
  const map = mapOf(array)
  if (map !== 0 && mapHasFlag(map, MAP_FLAG_LENGTH_READ_ONLY)) return length === old ? DONE : REFUSED_READ_ONLY
  if (isExotic(array)) return setExoticLength(array, map, old, length)
  if (length < old) shorten(array, length)
  else lengthen(array, length)
  return DONE
}

/** Elements go from the last one down, until one that is not configurable. */
function setExoticLength(array: Address, map: Address, old: number, length: number): number {
  let reached = length
  if (length < old && mapIntegers(map) !== 0) {
    const used = mapUsed(map)
    for (let i = 0; i < used; i++) {
      const row = mapRow(map, i)
      const key = rowKey(row)
      if (!isNumber(key) || (rowAttributes(row) & ATTRIBUTE_CONFIGURABLE) !== 0) continue
      if (asNumber(key) >= reached) reached = asNumber(key) + 1
    }
    for (let i = used - 1; i >= 0 && i < mapUsed(map); i--) {
      const row = mapRow(map, i)
      if (rowIsDeleted(row)) continue
      const key = rowKey(row)
      if (isNumber(key) && asNumber(key) >= reached) removeRow(map, row)
    }
  }
  storeU32(array, ARRAY_LENGTH, reached)
  if (reached === length) return DONE
  refusedIndex = reached - 1
  return REFUSED_NOT_CONFIGURABLE
}

/** Whether an element may be added at an index as far as `length` is concerned. */
export function lengthAllows(array: Address, index: number): boolean {
  if (index < loadU32(array, ARRAY_LENGTH)) return true
  const map = mapOf(array)
  return map === 0 || !mapHasFlag(map, MAP_FLAG_LENGTH_READ_ONLY)
}
