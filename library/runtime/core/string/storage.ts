// How the characters of a string lie in memory, whatever its kind: flattening of ropes, the address of the first unit
// and whether units take one byte or two. A *flat* address below is that of a latin1, utf16 or slice object.

import type { Address } from '../../intrinsics/raw.ts'
import {
  addressOf, allocate, asValue, builtinShape, copyBytes, keepAlive, loadI53, loadU16, loadU32, loadU8, maskBits,
  minus, plus, shiftLeft, stackBoxes, storeI53, storeU16, storeU32, storeU8,
} from '../../intrinsics/raw.ts'
import {
  FORWARD_TARGET, HEADER_AUX, KIND_STRING_FORWARD, KIND_STRING_LATIN1, KIND_STRING_ROPE, KIND_STRING_SLICE,
  KIND_STRING_UTF16, ROPE_LEFT, ROPE_RIGHT, SLICE_PARENT, SLICE_START, STRING_DATA, STRING_FLAG_WIDE, STRING_FLAGS,
  STRING_HASH,
} from '../layout.ts'
import { auxAt, kindAt } from '../words.ts'

// SAFETY: addresses are those of strings, and a field of one kind is read after its kind was tested. A flat string has
// room for the rope's length, which is the sum of its halves'; the 64 boxes hold 32 pending pairs, of which 29 can be
// needed. After the flat string nothing is allocated until the rope, no smaller than a forward, has become one.

/** As V8: more code units than this are a RangeError. */
export const MAXIMUM_LENGTH = 536870888

/** The flat object with the content of a string. Ropes are flattened in place, without recursion. */
export function flatten(s: Address): Address {
  return kindAt(s) === KIND_STRING_LATIN1 ? s : flattenOther(s)
}

/** Apart, so that the usual case goes into the callers. */
function flattenOther(s: Address): Address {
  const kind = kindAt(s)
  if (kind === KIND_STRING_UTF16 || kind === KIND_STRING_SLICE) return s
  return kind === KIND_STRING_FORWARD ? loadI53(s, FORWARD_TARGET) : flattenRope(s)
}

export function flatOf(s: string): Address {
  return flatten(addressOf(s))
}

/** Units of two bytes. */
export function isWide(flat: Address): boolean {
  const kind = kindAt(flat)
  return kind === KIND_STRING_SLICE ? kindAt(loadI53(flat, SLICE_PARENT)) === KIND_STRING_UTF16 : kind === KIND_STRING_UTF16
}

/** Whether a string of any kind has units of two bytes, without flattening it. */
export function isWideAny(s: Address): boolean {
  const kind = kindAt(s)
  if (kind === KIND_STRING_ROPE) return (loadU32(s, STRING_FLAGS) & STRING_FLAG_WIDE) !== 0
  return isWide(kind === KIND_STRING_FORWARD ? loadI53(s, FORWARD_TARGET) : s)
}

/** Address of the first unit. */
export function unitsOf(flat: Address): Address {
  if (kindAt(flat) !== KIND_STRING_SLICE) return plus(flat, STRING_DATA)
  const parent = loadI53(flat, SLICE_PARENT)
  const start = loadU32(flat, SLICE_START)
  const data = plus(parent, STRING_DATA)
  return kindAt(parent) === KIND_STRING_UTF16 ? plus(data, shiftLeft(start, 1)) : plus(data, start)
}

export function unitAt(units: Address, wide: boolean, index: number): number {
  return wide ? loadU16(plus(units, shiftLeft(index, 1)), 0) : loadU8(plus(units, index), 0)
}

/** A latin1 object of this length, its units still zero; the bytes behind them, up to the object's end, stay zero. */
export function allocateLatin1(length: number): Address {
  return allocate(builtinShape('string.latin1'), maskBits(plus(length, STRING_DATA + 7), -8), length)
}

/** A utf16 object of this length, its units still zero. */
export function allocateUtf16(length: number): Address {
  return allocate(builtinShape('string.utf16'), maskBits(plus(shiftLeft(length, 1), STRING_DATA + 7), -8), length)
}

export function allocateFlat(length: number, wide: boolean): Address {
  return wide ? allocateUtf16(length) : allocateLatin1(length)
}

/** Copies `count` units between storages of either width; narrowing keeps the low byte. */
export function copyUnits(to: Address, toWide: boolean, from: Address, fromWide: boolean, count: number): void {
  if (toWide === fromWide) {
    copyBytes(to, from, toWide ? shiftLeft(count, 1) : count)
  } else if (toWide) {
    for (let i = 0; i < count; i++) storeU16(plus(to, shiftLeft(i, 1)), 0, loadU8(plus(from, i), 0))
  } else {
    for (let i = 0; i < count; i++) storeU8(plus(to, i), 0, loadU16(plus(from, shiftLeft(i, 1)), 0))
  }
}

/** Copies a whole string that is no rope to the units from `index` on. */
function copyLeaf(leaf: Address, to: Address, wide: boolean, index: number): void {
  const kind = kindAt(leaf)
  if (kind === KIND_STRING_LATIN1 && !wide) {
    copyBytes(plus(to, index), plus(leaf, STRING_DATA), auxAt(leaf))
    return
  }
  const flat = kind === KIND_STRING_FORWARD ? loadI53(leaf, FORWARD_TARGET) : leaf
  copyUnits(wide ? plus(to, shiftLeft(index, 1)) : plus(to, index), wide, unitsOf(flat), isWide(flat), auxAt(flat))
}

/**
 * Pending halves lie in boxes of the frame, two for each. The shorter half is always walked first, so that each pending
 * one is at least as long as all that is walked before it: 29 levels at the most, for lengths below 2^29.
 */
function flattenRope(rope: Address): Address {
  const wide = (loadU32(rope, STRING_FLAGS) & STRING_FLAG_WIDE) !== 0
  const length = auxAt(rope)
  const flat = allocateFlat(length, wide)
  const units = plus(flat, STRING_DATA)
  const pending = stackBoxes(64)
  let top = pending
  let node = rope
  let start = 0
  while (node !== 0) {
    if (kindAt(node) !== KIND_STRING_ROPE) {
      copyLeaf(node, units, wide, start)
      node = 0
      if (top !== pending) {
        top = minus(top, 16)
        node = loadI53(top, 0)
        start = loadI53(top, 8)
      }
      continue
    }
    const left = loadI53(node, ROPE_LEFT)
    const right = loadI53(node, ROPE_RIGHT)
    const middle = plus(start, auxAt(left))
    if (kindAt(right) !== KIND_STRING_ROPE) {
      copyLeaf(right, units, wide, middle)
      node = left
    } else if (kindAt(left) !== KIND_STRING_ROPE) {
      copyLeaf(left, units, wide, start)
      node = right
      start = middle
    } else {
      const leftIsLonger = auxAt(left) >= auxAt(right)
      storeI53(top, 0, leftIsLonger ? left : right)
      storeI53(top, 8, leftIsLonger ? start : middle)
      top = plus(top, 16)
      node = leftIsLonger ? right : left
      start = leftIsLonger ? middle : start
    }
  }
  storeU32(rope, 0, builtinShape('string.forward'))
  storeI53(rope, FORWARD_TARGET, flat)
  storeI53(rope, ROPE_RIGHT, 0)
  storeU32(flat, STRING_HASH, loadU32(rope, STRING_HASH))
  keepAlive(asValue(flat))
  return flat
}

/** Length in code units. */
export function lengthOf(s: string): number {
  return loadU32(addressOf(s), HEADER_AUX)
}
