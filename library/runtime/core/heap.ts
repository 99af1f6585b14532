// The heap's geometry: one reserved range of addresses, cut into blocks of 32 KiB and lines of 128 bytes, with side
// tables before it. What is in a block, and which of its lines hold what, is kept here; allocate.ts hands lines out,
// mark.ts finds what lives, sweep.ts takes the rest back. Mark-region after Blackburn and McKinley, "Immix" (PLDI
// 2008).
//
// Nothing here allocates: all state is numbers in module variables, all tables are raw memory.

import type { Address } from '../intrinsics/raw.ts'
import {
  fillBytes, floor, loadU32, loadU8, low32, maskBits, minus, plus, shiftLeft, shiftRight, storeU8,
} from '../intrinsics/raw.ts'
import {
  HEADER_AUX, KIND_STORE_RAW, KIND_STORE_WORD, SHAPE_FLAGS, SHAPE_KIND, SHAPE_SIZE, SHAPE_UNIT_SHIFT, STORE_DATA,
  STRING_DATA,
} from './layout.ts'

// SAFETY: initialiseHeap is given a mapped range and cuts it into tables and blocks that do not overlap, with
// table room for every block up to heapEnd. Addresses and block numbers given here are of the heap, so that their row,
// line state and bit are inside the tables. sizeOfObject is asked only for starts of objects, whose header is a static
// shape.

export const BLOCK_BYTES = 32768
export const BLOCK_SHIFT = 15
export const LINE_BYTES = 128
export const LINE_SHIFT = 7
export const LINES_PER_BLOCK = 256
/** Larger objects have whole blocks of their own. */
export const LARGEST_LINED_BYTES = 16384

/** Row of the block table, 8 bytes: u8 state @0, u8 flags @1, u32 extent @4. */
export const ROW_STATE = 0
export const ROW_FLAGS = 1
/**
 * Lined blocks: free lines at the last sweep. Large objects: blocks they take; in the others, distance to the first.
 */
export const ROW_EXTENT = 4
export const ROW_SHIFT = 3

export const BLOCK_FREE = 0
export const BLOCK_LINED = 1
export const BLOCK_LARGE = 2
export const BLOCK_CONTINUED = 3

/** The starts of objects allocated since the last collection have been entered in the bitmap of starts. */
export const BLOCK_FLAG_WALKED = 1
/** Never used before: still zero. */
export const BLOCK_FLAG_FRESH = 2

/** Line states. Live lines hold what survived the last collection; claimed ones, what was allocated since. */
export const LINE_FREE = 0
export const LINE_LIVE = 1
export const LINE_CLAIMED = 2

/** For each block: 512 bytes in each of two bitmaps, 256 line states, its row, 512 bytes of mark stack. */
const TABLE_BYTES_PER_BLOCK = 512 + 512 + LINES_PER_BLOCK + 8 + 512
export const MARK_QUEUE_BYTES = 128
const BITMAP_SHIFT = 6 // one bit for eight bytes, eight bits in a byte

/** First block; one past the last block ever used; one past the last there can be. */
export let heapStart: Address = 0
export let heapTop: Address = 0
export let heapEnd: Address = 0
export let blockTable: Address = 0
export let lineTable: Address = 0
/** Bit n: an object starts at heapStart + 8n. Marks are this collection's; starts, what the last one marked. */
export let markBits: Address = 0
export let startBits: Address = 0
export let markStackStart: Address = 0
export let markStackEnd: Address = 0
/** Sixteen words: objects popped from the mark stack whose memory is on its way (mark.ts). */
export let markQueue: Address = 0

/** Blocks that were never used are zero, and so are their parts of the tables. Otherwise extendHeap clears the tables'. */
export let isFreshZeroed = false

/** Takes a range of memory, at least a megabyte, page-aligned. */
export function initialiseHeap(start: Address, end: Address, isZeroed: boolean): void {
  isFreshZeroed = isZeroed
  const blockCount = low32(floor((minus(end, start) - BLOCK_BYTES - MARK_QUEUE_BYTES) / (BLOCK_BYTES + TABLE_BYTES_PER_BLOCK)))
  blockTable = start
  lineTable = plus(blockTable, shiftLeft(blockCount, ROW_SHIFT))
  markBits = plus(lineTable, shiftLeft(blockCount, 8))
  startBits = plus(markBits, shiftLeft(blockCount, 9))
  markStackStart = plus(startBits, shiftLeft(blockCount, 9))
  markStackEnd = plus(markStackStart, shiftLeft(blockCount, 9))
  markQueue = markStackEnd
  heapStart = maskBits(plus(markQueue, BLOCK_BYTES + MARK_QUEUE_BYTES - 1), -BLOCK_BYTES)
  heapTop = heapStart
  heapEnd = plus(heapStart, shiftLeft(blockCount, BLOCK_SHIFT))
  fillBytes(markQueue, 0, MARK_QUEUE_BYTES)
}

/** Blocks ever used. */
export function usedBlocks(): number {
  return low32(shiftRight(minus(heapTop, heapStart), BLOCK_SHIFT))
}

/** Takes `count` never used blocks at the top, if the range has them; gives the first, or 0. */
export function extendHeap(count: number): Address {
  const first = heapTop
  const top = plus(first, shiftLeft(count, BLOCK_SHIFT))
  if (top > heapEnd) return 0
  heapTop = top
  if (!isFreshZeroed) clearTables(low32(shiftRight(minus(first, heapStart), BLOCK_SHIFT)), count)
  return first
}

function clearTables(block: number, count: number): void {
  fillBytes(rowAt(block), 0, shiftLeft(count, ROW_SHIFT))
  fillBytes(plus(lineTable, shiftLeft(block, 8)), 0, shiftLeft(count, 8))
  fillBytes(plus(markBits, shiftLeft(block, 9)), 0, shiftLeft(count, 9))
  fillBytes(plus(startBits, shiftLeft(block, 9)), 0, shiftLeft(count, 9))
}

export function rowOf(address: Address): Address {
  return plus(blockTable, shiftLeft(shiftRight(minus(address, heapStart), BLOCK_SHIFT), ROW_SHIFT))
}

export function rowAt(block: number): Address {
  return plus(blockTable, shiftLeft(block, ROW_SHIFT))
}

export function blockAddress(block: number): Address {
  return plus(heapStart, shiftLeft(block, BLOCK_SHIFT))
}

/** Address of the state of the line that an address lies in. */
export function lineOf(address: Address): Address {
  return plus(lineTable, shiftRight(minus(address, heapStart), LINE_SHIFT))
}

/** Sets an object's bit in a bitmap; true if it was not set. */
export function setBit(bitmap: Address, address: Address): boolean {
  const offset = minus(address, heapStart)
  const byte = plus(bitmap, shiftRight(offset, BITMAP_SHIFT))
  const bit = 1 << (shiftRight(offset, 3) & 7)
  const bits = loadU8(byte, 0)
  if ((bits & bit) !== 0) return false
  storeU8(byte, 0, bits | bit)
  return true
}

export function testBit(bitmap: Address, address: Address): boolean {
  const offset = minus(address, heapStart)
  return (loadU8(plus(bitmap, shiftRight(offset, BITMAP_SHIFT)), 0) & (1 << (shiftRight(offset, 3) & 7))) !== 0
}

/** What was marked becomes what starts are; the other bitmap is for the next collection to clear. */
export function exchangeBitmaps(): void {
  const marks = markBits
  markBits = startBits
  startBits = marks
}

export function clearMarks(): void {
  fillBytes(markBits, 0, shiftLeft(usedBlocks(), 9))
}

export function clearLines(): void {
  fillBytes(lineTable, 0, shiftLeft(usedBlocks(), 8))
}

/** Size in bytes of the object at an address, a multiple of 8. */
export function sizeOfObject(object: Address): number {
  const shape = loadU32(object, 0)
  const size = loadU32(shape, SHAPE_SIZE)
  if (size !== 0) return size
  const kind = loadU8(shape, SHAPE_KIND)
  const data = kind === KIND_STORE_RAW || kind === KIND_STORE_WORD ? STORE_DATA : STRING_DATA
  const unit = loadU8(shape, SHAPE_FLAGS) >> SHAPE_UNIT_SHIFT
  return maskBits(plus(multiplyByPower(loadU32(object, HEADER_AUX), unit), data + 7), -8)
}

function multiplyByPower(count: number, power: number): number {
  if (power === 0) return count
  if (power === 1) return shiftLeft(count, 1)
  return power === 2 ? shiftLeft(count, 2) : shiftLeft(count, 3)
}
