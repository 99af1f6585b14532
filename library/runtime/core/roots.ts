// Roots: every word of the stack, of the spilled registers and of the module variables that may be a pointer into the
// heap, wherever in an object it points, one past its end included. Where objects start: what the last collection
// marked, and what was allocated since, found by walking the claimed lines (zeroed when claimed; a header is never 0).
//
// Nothing here allocates.

import type { Address } from '../intrinsics/raw.ts'
import {
  countLeadingZeros, loadI53, loadU32, loadU8, maskBits, minus, plus, shiftLeft, shiftRight, storeU8,
} from '../intrinsics/raw.ts'
import {
  BLOCK_BYTES, BLOCK_CONTINUED, BLOCK_FLAG_WALKED, BLOCK_FREE, BLOCK_LARGE, BLOCK_SHIFT, heapStart, heapTop,
  LINE_BYTES, LINE_CLAIMED, LINE_FREE, lineOf, ROW_EXTENT, ROW_FLAGS, ROW_STATE, rowOf, setBit, sizeOfObject,
  startBits,
} from './heap.ts'
import { markObject } from './mark.ts'

// SAFETY: the callers' ranges are mapped, and only whole words inside them are read. A word is followed only between
// heapStart and heapTop, and only to where the tables say that an object starts. Claimed lines were zeroed before use,
// so that a word that is not 0 at the end of the object before it is a header.

/** Marks what the words of a range may point to. */
export function scanConservatively(from: Address, to: Address): void {
  for (let at = maskBits(plus(from, 7), -8); plus(at, 8) <= to; at = plus(at, 8)) {
    const word = loadI53(at, 0)
    if (word >= heapStart && word <= heapTop) markAmbiguous(word)
  }
}

function markAmbiguous(word: Address): void {
  const object = word < heapTop ? objectContaining(word) : 0
  if (object !== 0) markObject(object)
  // One past the end of an object: the word is then the start of the next one, or in no object.
  if ((object === 0 || object === word) && word > heapStart) {
    const before = objectContaining(minus(word, 1))
    if (before !== 0) markObject(before)
  }
}

/** The object whose bytes include an address of the heap, or 0. */
export function objectContaining(address: Address): Address {
  const row = rowOf(address)
  const state = loadU8(row, ROW_STATE)
  if (state === BLOCK_FREE) return 0
  let start = blockStart(address)
  if (state === BLOCK_CONTINUED) start = minus(start, shiftLeft(loadU32(row, ROW_EXTENT), BLOCK_SHIFT))
  else if (state !== BLOCK_LARGE) {
    const line = loadU8(lineOf(address), 0)
    if (line === LINE_FREE) return 0
    if (line === LINE_CLAIMED && (loadU8(row, ROW_FLAGS) & BLOCK_FLAG_WALKED) === 0) walkClaimed(start, row)
    start = lastStartUpTo(address, start)
    if (start === 0) return 0
  }
  return address < plus(start, sizeOfObject(start)) ? start : 0
}

function blockStart(address: Address): Address {
  return plus(heapStart, maskBits(minus(address, heapStart), -BLOCK_BYTES))
}

/** The last object of a lined block that starts at or before an address, or 0. */
function lastStartUpTo(address: Address, block: Address): Address {
  const granule = shiftRight(minus(address, heapStart), 3)
  let byte = plus(startBits, shiftRight(granule, 3))
  const first = plus(startBits, shiftRight(minus(block, heapStart), 6))
  let bits = loadU8(byte, 0) & ((2 << (granule & 7)) - 1)
  while (bits === 0) {
    if (byte === first) return 0
    byte = minus(byte, 1)
    bits = loadU8(byte, 0)
  }
  const index = plus(shiftLeft(minus(byte, startBits), 3), 31 - countLeadingZeros(bits))
  return plus(heapStart, shiftLeft(index, 3))
}

/** Enters the starts of all objects in a block's claimed lines. */
function walkClaimed(block: Address, row: Address): void {
  storeU8(row, ROW_FLAGS, loadU8(row, ROW_FLAGS) | BLOCK_FLAG_WALKED)
  const end = plus(block, BLOCK_BYTES)
  let at = block
  while (at < end) {
    if (loadU8(lineOf(at), 0) !== LINE_CLAIMED) {
      at = maskBits(plus(at, LINE_BYTES), -LINE_BYTES)
    } else if (loadU32(at, 0) === 0) {
      at = plus(at, 8)
    } else {
      setBit(startBits, at)
      at = plus(at, sizeOfObject(at))
    }
  }
}
