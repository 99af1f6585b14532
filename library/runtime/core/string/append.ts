// Texts that grow at their end, `text += piece`: once enough short pieces have been joined, their characters lie in a
// *buffer*, a flat string with room to spare that no program sees, and each text is a slice from its start:
//
//   buffer  | latin1, aux: capacity | used, SPARE | a b c d e f g h . . . . . . . . |
//   slices  | length 6, start 0     | ------------^           |        `text` before `text += 'gh'`
//           | length 8, start 0     | ------------------------^        `text` after it
//
// A piece is copied behind the text that ends where the buffer's used part ends; to any other text a rope is made, and so
// where the piece is longer than the text. Each copy of a whole text is paid for: by so many short pieces that their ropes
// took as much room, or by the pieces that filled a buffer; and a buffer that was left for a larger one takes no more. So a
// program that appends to one text again and again, or to all the texts that it has kept, copies no more than in proportion.

import type { Address } from '../../intrinsics/raw.ts'
import { allocate, builtinShape, copyBytes, loadI53, loadU32, plus, shiftLeft, storeI53, storeU32 } from '../../intrinsics/raw.ts'
import {
  KIND_STRING_LATIN1, KIND_STRING_ROPE, KIND_STRING_SLICE, SLICE_BYTES, SLICE_PARENT, SLICE_START, STRING_DATA, STRING_FLAG_SPARE,
  STRING_FLAG_WIDE, STRING_FLAGS, STRING_HASH, STRING_PIECES_SHIFT,
} from '../layout.ts'
import { auxAt, kindAt } from '../words.ts'
import { allocateFlat, copyUnits, flatten, isWide, isWideAny, MAXIMUM_LENGTH, unitsOf } from './storage.ts'

// SAFETY: addresses are those of strings. A buffer has room for as many units as its aux word says, and what is copied
// there ends within it; a slice is allocated before the piece is copied, so that a collection finds the buffer as it was.

/** No rope shorter than this gets a buffer. */
const SHORTEST_BUFFERED = 256
/** Buffers for texts from this length on have room for half as much again, smaller ones for as much. */
const LONGEST_DOUBLED = 65536
/** Pieces that are on average no longer than this get a buffer: their ropes take as much room as a copy. */
const AVERAGE_PIECE = 32
/** Counted up to here. */
const MOST_PIECES = 0xffffff
/** In place of the used length: the buffer was left for a larger one. */
const CLOSED = 0xffffffff

/** How many pieces were joined one by one to make a rope. */
function piecesOf(s: Address): number {
  return kindAt(s) === KIND_STRING_ROPE ? loadU32(s, STRING_FLAGS) >>> STRING_PIECES_SHIFT : 0
}

/** The flags of a rope that joins a piece to `left`. */
export function ropeFlags(left: Address, wide: boolean): number {
  const pieces = piecesOf(left)
  return ((pieces < MOST_PIECES ? pieces + 1 : pieces) << STRING_PIECES_SHIFT) | (wide ? STRING_FLAG_WIDE : 0)
}

/** `left` with the units of `right` in one buffer, as a slice; 0 where a rope is to be made. `length`: of both, at most the longest. */
export function appendPiece(left: Address, right: Address, length: number): Address {
  const kind = kindAt(left)
  if (kind === KIND_STRING_ROPE) {
    const isPaid = length >= SHORTEST_BUFFERED && piecesOf(left) * AVERAGE_PIECE >= length
    return isPaid && kindAt(right) !== KIND_STRING_ROPE ? intoBuffer(left, right, length) : 0
  }
  if (kind !== KIND_STRING_SLICE || kindAt(right) === KIND_STRING_ROPE) return 0
  const buffer = loadI53(left, SLICE_PARENT)
  const start = loadU32(left, SLICE_START)
  const end = start + auxAt(left)
  if (loadU32(buffer, STRING_HASH) !== end || (loadU32(buffer, STRING_FLAGS) & STRING_FLAG_SPARE) === 0) return 0
  if (kindAt(buffer) === KIND_STRING_LATIN1 && isWideAny(right)) return 0
  if (start + length > auxAt(buffer)) {
    if (auxAt(right) > auxAt(left)) return 0
    storeU32(buffer, STRING_HASH, CLOSED)
    return intoBuffer(left, right, length)
  }
  const joined = sliceOf(buffer, start, length)
  addUnits(buffer, end, right)
  return joined
}

function sliceOf(buffer: Address, start: number, length: number): Address {
  const slice = allocate(builtinShape('string.slice'), SLICE_BYTES, length)
  storeI53(slice, SLICE_PARENT, buffer)
  storeU32(slice, SLICE_START, start)
  return slice
}

/** Copies a string, whose units are no wider, to where the buffer's used part ends. */
function addUnits(buffer: Address, used: number, s: Address): void {
  const count = auxAt(s)
  const wide = kindAt(buffer) !== KIND_STRING_LATIN1
  const to = plus(plus(buffer, STRING_DATA), wide ? shiftLeft(used, 1) : used)
  if (!wide && kindAt(s) === KIND_STRING_LATIN1) copyBytes(to, plus(s, STRING_DATA), count)
  else {
    const flat = flatten(s)
    copyUnits(to, wide, unitsOf(flat), isWide(flat), count)
  }
  storeU32(buffer, STRING_HASH, used + count)
}

/** Both in a new buffer with room to spare. */
function intoBuffer(left: Address, right: Address, length: number): Address {
  const wide = isWideAny(left) || isWideAny(right)
  const flat = flatten(left)
  const roomy = length <= LONGEST_DOUBLED ? length * 2 : length + (length >>> 1)
  const capacity = roomy <= MAXIMUM_LENGTH ? roomy : MAXIMUM_LENGTH
  const buffer = allocateFlat(capacity, wide)
  storeU32(buffer, STRING_FLAGS, STRING_FLAG_SPARE)
  const joined = sliceOf(buffer, 0, length)
  addUnits(buffer, 0, flat)
  addUnits(buffer, auxAt(flat), right)
  return joined
}
