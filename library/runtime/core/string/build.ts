// Single units of strings, and strings made from arrays of units or from bytes.

import type { Address, Any } from '../../intrinsics/raw.ts'
import {
  addressOf, asNumber, copyBytes, loadBox, loadF64, loadI32, loadI53, loadU16, loadU32, loadU8, plus, shiftLeft, storeU16,
  storeU8,
} from '../../intrinsics/raw.ts'
import {
  ARRAY_ELEMENTS, KIND_ARRAY_F64, KIND_ARRAY_I32, KIND_ARRAY_OPT, KIND_VIEW_U16, STORE_DATA, STRING_DATA,
  VIEW_ADDRESS,
} from '../layout.ts'
import { kindAt, stringAt } from '../words.ts'
import { unitString, unitsAreNarrow } from './concat.ts'
import { allocateFlat, allocateLatin1, flatOf, isWide, lengthOf, unitAt, unitsOf } from './storage.ts'

// SAFETY: indices are within the string, start … end within the view, and `count` within the array or view, by the
// entries' promise; which of them the source is, its kind tells. A new string has room for `count` units, and the
// source's data are looked up after it was allocated.

/** The unit at an index within bounds. */
export function stringCodeAt(s: string, index: number): number {
  const flat = flatOf(s)
  return unitAt(unitsOf(flat), isWide(flat), index)
}

/** The one-unit string at an index within bounds. */
export function stringCharAt(s: string, index: number): string {
  return unitString(stringCodeAt(s, index))
}

export function stringIsLatin1(s: string): boolean {
  const flat = flatOf(s)
  return !isWide(flat) || unitsAreNarrow(unitsOf(flat), lengthOf(s))
}

/** How many units at the front are below 128. */
export function stringAsciiLength(s: string): number {
  const flat = flatOf(s)
  const count = lengthOf(s)
  const units = unitsOf(flat)
  let i = 0
  if (isWide(flat)) {
    while (i < count && loadU16(plus(units, shiftLeft(i, 1)), 0) < 128) i++
    return i
  }
  while (i + 4 <= count && (loadU32(plus(units, i), 0) & 0x80808080) === 0) i += 4
  while (i < count && loadU8(plus(units, i), 0) < 128) i++
  return i
}

/** Writes the first `count` units, which are below 128, to bytes `offset` on of a Uint8Array, which has room for them. */
export function stringCopyAscii(s: string, view: Any, offset: number, count: number): void {
  const flat = flatOf(s)
  const units = unitsOf(flat)
  const to = plus(loadI53(addressOf(view), VIEW_ADDRESS), offset)
  if (isWide(flat)) for (let i = 0; i < count; i++) storeU8(plus(to, i), 0, loadU16(plus(units, shiftLeft(i, 1)), 0))
  else copyBytes(to, units, count)
}

/** A string of bytes start … end of a Uint8Array, one unit each. */
export function stringFromLatin1(view: Any, start: number, end: number): string {
  const count = end - start
  if (count <= 0) return ''
  const copy = allocateLatin1(count)
  copyBytes(plus(copy, STRING_DATA), plus(loadI53(addressOf(view), VIEW_ADDRESS), start), count)
  return stringAt(copy)
}

/** The first `count` units held by an array of integers 0 … 65535 or a Uint16Array. */
export function stringFromCodes(codes: Any, count: number): string {
  if (count === 0) return ''
  const source = addressOf(codes)
  if (count === 1) return unitString(codeAt(source, 0))
  let all = 0
  for (let i = 0; i < count; i++) all = all | codeAt(source, i)
  const wide = all > 255
  const result = allocateFlat(count, wide)
  const units = plus(result, STRING_DATA)
  if (wide) for (let i = 0; i < count; i++) storeU16(plus(units, shiftLeft(i, 1)), 0, codeAt(source, i))
  else for (let i = 0; i < count; i++) storeU8(plus(units, i), 0, codeAt(source, i))
  return stringAt(result)
}

function codeAt(source: Address, index: number): number {
  const kind = kindAt(source)
  if (kind === KIND_VIEW_U16) return loadU16(plus(loadI53(source, VIEW_ADDRESS), shiftLeft(index, 1)), 0)
  const elements = plus(loadI53(source, ARRAY_ELEMENTS), STORE_DATA)
  if (kind === KIND_ARRAY_I32) return loadI32(plus(elements, shiftLeft(index, 2)), 0) & 0xffff
  if (kind === KIND_ARRAY_F64 || kind === KIND_ARRAY_OPT) return loadF64(plus(elements, shiftLeft(index, 3)), 0) & 0xffff
  return asNumber(loadBox(plus(elements, shiftLeft(index, 3)), 0)) & 0xffff
}
