// Exotic arrays that have an element at every index again: tables filled in any order, holes that were filled.

import type { Address } from '../../intrinsics/raw.ts'
import { asNumber, isNumber, loadBox, loadU32 } from '../../intrinsics/raw.ts'
import { ARRAY_LENGTH } from '../layout.ts'
import {
  clearMap, countAttempt, MAP_FLAG_EXOTIC, mapClearFlag, mapFlags, mapLive, mapAttempts, mapRow, mapUsed, removeRow, ROW_VALUE,
  rowAttributes, rowKey,
} from '../propertymap.ts'
import { ATTRIBUTES_PLAIN } from '../property/find.ts'
import { kindAt } from '../words.ts'
import { setFastLength, storeElement } from './elements.ts'
import { reserve } from './grow.ts'

// SAFETY: `array` is an exotic array and `map` its PropertyMap. All its elements' indices are below its length, for which
// reserve makes room; values are of the array's kind, because all that is ever written to it is.

/** So often is it tried for an array: one that loses and gets an element in turn must not be moved, or looked at, each time. */
const MOST_ATTEMPTS = 8

/**
 * Moves the elements out of the PropertyMap, which has one for each index, if each has all attributes and nothing else keeps the
 * array exotic.
 */
export function makeDense(array: Address, map: Address): void {
  const length = loadU32(array, ARRAY_LENGTH)
  if (mapFlags(map) !== MAP_FLAG_EXOTIC || mapAttempts(map) === MOST_ATTEMPTS) return
  countAttempt(map)
  const used = mapUsed(map)
  for (let i = 0; i < used; i++) {
    const row = mapRow(map, i)
    if (isNumber(rowKey(row)) && rowAttributes(row) !== ATTRIBUTES_PLAIN) return
  }
  reserve(array, length)
  const kind = kindAt(array)
  for (let i = 0; i < used; i++) {
    const row = mapRow(map, i)
    const key = rowKey(row)
    if (isNumber(key)) storeElement(array, kind, asNumber(key), loadBox(row, ROW_VALUE))
  }
  if (mapLive(map) === length) clearMap(map)
  else for (let i = 0; i < used; i++) if (isNumber(rowKey(mapRow(map, i)))) removeRow(map, mapRow(map, i))
  mapClearFlag(map, MAP_FLAG_EXOTIC)
  setFastLength(array, length)
}
