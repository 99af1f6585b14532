// Joining and cutting strings: a copy where the result is short; else a rope, or a longer slice of a buffer where texts
// grow piece by piece (append.ts). A part is a slice only where it is a good part of its parent, so that a short one never
// keeps a long string alive.

import type { Address, Any } from '../../intrinsics/raw.ts'
import {
  addressOf, allocate, asValue, builtinShape, copyBytes, isPointer, loadI53, loadU16, loadU32, plus, shiftLeft, storeBox,
  storeI53, storeU32, storeU8,
} from '../../intrinsics/raw.ts'
import {
  KIND_STRING_LATIN1, KIND_STRING_SLICE, ROPE_BYTES, ROPE_LEFT, ROPE_RIGHT, SLICE_BYTES, SLICE_PARENT, SLICE_START, STORE_DATA,
  STRING_DATA, STRING_FLAGS,
} from '../layout.ts'
import { auxAt, kindAt, stringAt } from '../words.ts'
import { appendPiece, ropeFlags } from './append.ts'
import {
  allocateFlat, allocateLatin1, allocateUtf16, copyUnits, flatten, isWide, isWideAny, MAXIMUM_LENGTH, unitAt, unitsOf,
} from './storage.ts'

// SAFETY: new strings have the size and fields that layout.ts gives their kind, and are filled before the next
// allocation; a one-unit wide string is padded to 8 bytes, so that a u32 fits. Copies stay within both strings: start
// and end are, by the entry's promise. `units` is a store of 256 words, and code is at most 255 there.

/** Up to this length a copy is cheaper than a rope, which takes 32 bytes itself. */
const LONGEST_COPIED = 24
/** A slice has at least this length and a quarter of its parent's. */
const SHORTEST_SLICE = 64
const SLICE_RATIO = 4

/** One-unit strings of the Latin-1 range, made when first asked for: a store of 256 words. */
let units: Any = undefined

/** The string of one code unit. */
export function unitString(code: number): string {
  if (code > 255) {
    const wide = allocateUtf16(1)
    storeU32(wide, STRING_DATA, code)
    return stringAt(wide)
  }
  if (!isPointer(units)) units = asValue(allocate(builtinShape('store.word'), STORE_DATA + 256 * 8, 256))
  const slot = plus(plus(addressOf(units), STORE_DATA), shiftLeft(code, 3))
  const known = loadI53(slot, 0)
  if (known !== 0) return stringAt(known)
  const narrow = allocateLatin1(1)
  storeU8(narrow, STRING_DATA, code)
  storeI53(slot, 0, narrow)
  return stringAt(narrow)
}

export function stringFromCode(code: number): string {
  return unitString(code & 0xffff)
}

/** RangeError when the result would be too long. */
export function concatStrings(a: string, b: string): string {
  const left = addressOf(a)
  const right = addressOf(b)
  const leftLength = auxAt(left)
  const rightLength = auxAt(right)
  if (leftLength === 0) return b
  if (rightLength === 0) return a
  const length = leftLength + rightLength
  const plain = kindAt(left) === KIND_STRING_LATIN1 && kindAt(right) === KIND_STRING_LATIN1
  if (plain && length <= LONGEST_COPIED) return joinPlain(left, right, leftLength, length)
  if (length <= LONGEST_COPIED) return joinShort(left, right, leftLength, length)
  if (length > MAXIMUM_LENGTH) throw new RangeError('Invalid string length')
  const appended = appendPiece(left, right, length)
  if (appended !== 0) return stringAt(appended)
  const wide = !plain && (isWideAny(left) || isWideAny(right))
  const rope = allocate(builtinShape('string.rope'), ROPE_BYTES, length)
  storeU32(rope, STRING_FLAGS, ropeFlags(left, wide))
  storeBox(rope, ROPE_LEFT, a)
  storeBox(rope, ROPE_RIGHT, b)
  return stringAt(rope)
}

/** Of two latin1 objects: the usual case. */
function joinPlain(left: Address, right: Address, middle: number, length: number): string {
  const flat = allocateLatin1(length)
  const to = plus(flat, STRING_DATA)
  copyBytes(to, plus(left, STRING_DATA), middle)
  copyBytes(plus(to, middle), plus(right, STRING_DATA), length - middle)
  return stringAt(flat)
}

function joinShort(a: Address, b: Address, middle: number, length: number): string {
  const wide = isWideAny(a) || isWideAny(b)
  const left = flatten(a)
  const right = flatten(b)
  const flat = allocateFlat(length, wide)
  const to = plus(flat, STRING_DATA)
  copyUnits(to, wide, unitsOf(left), isWide(left), middle)
  copyUnits(plus(to, wide ? shiftLeft(middle, 1) : middle), wide, unitsOf(right), isWide(right), auxAt(right))
  return stringAt(flat)
}

/** Units from `start` up to `end`, both within the string. */
export function stringSlice(s: string, start: number, end: number): string {
  if (end <= start) return ''
  const address = addressOf(s)
  const length = auxAt(address)
  const count = end - start
  if (count === length) return s
  const flat = flatten(address)
  const wide = isWide(flat)
  if (count === 1) return unitString(unitAt(unitsOf(flat), wide, start))
  return count >= SHORTEST_SLICE && count * SLICE_RATIO >= length ? shareUnits(flat, start, count) : copySlice(flat, wide, start, count)
}

function shareUnits(flat: Address, start: number, count: number): string {
  const slice = allocate(builtinShape('string.slice'), SLICE_BYTES, count)
  const isSlice = kindAt(flat) === KIND_STRING_SLICE
  storeI53(slice, SLICE_PARENT, isSlice ? loadI53(flat, SLICE_PARENT) : flat)
  storeU32(slice, SLICE_START, isSlice ? loadU32(flat, SLICE_START) + start : start)
  return stringAt(slice)
}

function copySlice(flat: Address, wide: boolean, start: number, count: number): string {
  const narrow = !wide || unitsAreNarrow(plus(unitsOf(flat), shiftLeft(start, 1)), count)
  const copy = allocateFlat(count, !narrow)
  const from = plus(unitsOf(flat), wide ? shiftLeft(start, 1) : start)
  copyUnits(plus(copy, STRING_DATA), !narrow, from, wide, count)
  return stringAt(copy)
}

/** Whether two-byte units are all below 256. */
export function unitsAreNarrow(from: Address, count: number): boolean {
  for (let i = 0; i < count; i++) if (loadU16(plus(from, shiftLeft(i, 1)), 0) > 255) return false
  return true
}
