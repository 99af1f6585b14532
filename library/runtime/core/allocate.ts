// Where memory comes from. Emitted code bumps a cursor through zeroed lines by itself; this file gives it lines, and
// everything that does not fit the current ones.
//
// Interface: startAllocation once, after initialiseHeap; then allocateSlow from emitted code; afterCollection when
// every unmarked line is free again. Nothing here allocates but in that sense.

import type { Address } from '../intrinsics/raw.ts'
import {
  bumpCursor, bumpLimit, fillBytes, loadU32, loadU8, minus, plus, setBump, shiftLeft, shiftRight, stop, storeU32,
  storeU8,
} from '../intrinsics/raw.ts'
import { collect } from './collect.ts'
import {
  blockAddress, BLOCK_BYTES, BLOCK_CONTINUED, BLOCK_FLAG_FRESH, BLOCK_FREE, BLOCK_LARGE, BLOCK_LINED, BLOCK_SHIFT,
  extendHeap, isFreshZeroed, LARGEST_LINED_BYTES, LINE_BYTES, LINE_CLAIMED, LINE_FREE, lineTable, LINES_PER_BLOCK, ROW_EXTENT,
  ROW_FLAGS, ROW_STATE, rowAt, usedBlocks,
} from './heap.ts'
import { HEADER_AUX } from './layout.ts'

// SAFETY: lines and blocks are handed out only where the tables say that they are free, and cleared before use; rows
// and line states are read for blocks below usedBlocks() or just added by extendHeap. What is written beside the
// tables is the new object alone, which has sizeBytes of room.

/**
 * At most this many lines are claimed at a time: 8 KiB are zeroed just before they are used, so they are in the cache.
 */
const CLAIM_LINES = 64
/** Larger objects never take a place in the bump region that smaller ones would fill. */
const LARGEST_BUMPED_BYTES = 2048
/** What a bump region may lose, unused, to make place for an object that needs more lines than it has left. */
const MOST_LOST_BYTES = 512

/** Collection comes after this many bytes have been claimed. */
let budgetBytes = 0
let claimedBytes = 0
/** The block whose lines are being claimed, and the next line of it; no block when the line is LINES_PER_BLOCK. */
let claimBlock = 0
let claimLine = LINES_PER_BLOCK
/** Next block to look at for free lines, and for being free as a whole; both go up once in a cycle. */
let nextPartial = 0
let nextFree = 0
/** Where the search for a run of free blocks continues. */
let nextRun = 0
/** The region for objects of several lines. */
let wideCursor: Address = 0
let wideLimit: Address = 0
/** 0, or: collect at every so many allocations. Then emitted code never finds a bump region. */
let stressPeriod = 0
let stressCount = 0
let stressCursor: Address = 0
let stressLimit: Address = 0

/** `firstBudget` in bytes; `stress` 0, or the number of allocations between two collections. */
export function startAllocation(firstBudget: number, stress: number): void {
  budgetBytes = firstBudget
  stressPeriod = stress
  stressCount = 0
  afterCollection(firstBudget)
}

/** Every line without a mark may be claimed again; the next collection comes after `budget` bytes. */
export function afterCollection(budget: number): void {
  budgetBytes = budget
  claimedBytes = 0
  claimBlock = 0
  claimLine = LINES_PER_BLOCK
  nextPartial = 0
  nextFree = 0
  nextRun = 0
  wideCursor = 0
  wideLimit = 0
  stressCursor = 0
  stressLimit = 0
  setBump(0, 0)
}

/** A zeroed object of `sizeBytes` (a multiple of 8) with its header written, which the bump region has no room for. */
export function allocateSlow(shape: Address, sizeBytes: number, aux: number): Address {
  if (stressPeriod !== 0) countStress()
  let object: Address
  if (sizeBytes > LARGEST_LINED_BYTES) object = allocateLarge(sizeBytes)
  else if (stressPeriod !== 0) object = allocateStressed(sizeBytes)
  else if (sizeBytes <= LINE_BYTES) object = allocateSmall(sizeBytes)
  else object = allocateWide(sizeBytes)
  storeU32(object, 0, shape)
  storeU32(object, HEADER_AUX, aux)
  return object
}

function countStress(): void {
  stressCount = plus(stressCount, 1)
  if (stressCount < stressPeriod) return
  stressCount = 0
  collect()
}

/** Stress keeps its region to itself, so that every allocation comes here. */
function allocateStressed(sizeBytes: number): Address {
  setBump(stressCursor, stressLimit)
  const object = sizeBytes <= LINE_BYTES ? allocateSmall(sizeBytes) : allocateWide(sizeBytes)
  stressCursor = bumpCursor()
  stressLimit = bumpLimit()
  setBump(0, 0)
  return object
}

function takeBump(sizeBytes: number): Address {
  const cursor = bumpCursor()
  const end = plus(cursor, sizeBytes)
  if (cursor === 0 || end > bumpLimit()) return 0
  setBump(end, bumpLimit())
  return cursor
}

function allocateSmall(sizeBytes: number): Address {
  let object = takeBump(sizeBytes)
  while (object === 0) {
    refill()
    object = takeBump(sizeBytes)
  }
  return object
}

function allocateWide(sizeBytes: number): Address {
  const bumped = takeBump(sizeBytes)
  if (bumped !== 0) return bumped
  if (sizeBytes <= LARGEST_BUMPED_BYTES && minus(bumpLimit(), bumpCursor()) <= MOST_LOST_BYTES) {
    refillWide(shiftRight(sizeBytes + LINE_BYTES - 1, 7))
    const refilled = takeBump(sizeBytes)
    if (refilled !== 0) return refilled
  }
  if (wideCursor === 0 || plus(wideCursor, sizeBytes) > wideLimit) takeWideBlock()
  const object = wideCursor
  wideCursor = plus(object, sizeBytes)
  return object
}

function takeWideBlock(): void {
  collectIfDue()
  let block = takeBlock()
  if (block < 0) {
    collect()
    block = takeBlock()
    if (block < 0) stop(71, 'out of memory')
  }
  wideCursor = blockAddress(block)
  wideLimit = plus(wideCursor, BLOCK_BYTES)
  if (!isFresh(block)) fillBytes(wideCursor, 0, BLOCK_BYTES)
  fillBytes(plus(lineTable, shiftLeft(block, 8)), LINE_CLAIMED, LINES_PER_BLOCK)
  claimedBytes = plus(claimedBytes, BLOCK_BYTES)
}

/** Points the bump region at the next free lines. */
function refill(): void {
  collectIfDue()
  let collected = false
  while (!claimNext(1)) {
    if (takePartialBlock()) continue
    const block = takeBlock()
    if (block >= 0) {
      claimBlock = block
      claimLine = 0
    } else if (collected) {
      stop(71, 'out of memory')
    } else {
      collected = true
      collect()
    }
  }
}

/** The same for so many lines, but only where no shorter gap is passed over. */
function refillWide(lines: number): void {
  collectIfDue()
  if (claimNext(lines)) return
  if (claimLine === LINES_PER_BLOCK && nextPartial >= usedBlocks()) refill()
}

function collectIfDue(): void {
  if (claimedBytes >= budgetBytes) collect()
}

/** Claims the current block's next gap if it is long enough; false when it is not, or there is none. */
function claimNext(lines: number): boolean {
  const states = plus(lineTable, shiftLeft(claimBlock, 8))
  while (claimLine < LINES_PER_BLOCK && loadU8(states, claimLine) !== LINE_FREE) claimLine = plus(claimLine, 1)
  if (claimLine === LINES_PER_BLOCK) return false
  const first = claimLine
  let end = plus(first, 1)
  while (end < LINES_PER_BLOCK && minus(end, first) < CLAIM_LINES && loadU8(states, end) === LINE_FREE) end = plus(end, 1)
  if (minus(end, first) < lines) return false
  claimLine = end
  claim(first, minus(end, first))
  return true
}

function claim(first: number, count: number): void {
  const start = plus(blockAddress(claimBlock), shiftLeft(first, 7))
  const bytes = shiftLeft(count, 7)
  if (!isFresh(claimBlock)) fillBytes(start, 0, bytes)
  fillBytes(plus(plus(lineTable, shiftLeft(claimBlock, 8)), first), LINE_CLAIMED, count)
  claimedBytes = plus(claimedBytes, bytes)
  setBump(start, plus(start, bytes))
}

function isFresh(block: number): boolean {
  return (loadU8(rowAt(block), ROW_FLAGS) & BLOCK_FLAG_FRESH) !== 0
}

/** Makes the next lined block with free lines the current one. */
function takePartialBlock(): boolean {
  const blocks = usedBlocks()
  while (nextPartial < blocks) {
    const block = nextPartial
    nextPartial = plus(block, 1)
    const row = rowAt(block)
    if (loadU8(row, ROW_STATE) === BLOCK_LINED && loadU32(row, ROW_EXTENT) !== 0) {
      claimBlock = block
      claimLine = 0
      return true
    }
  }
  return false
}

/** A whole block for lines: a free one, or a new one at the top; -1 when there is none. */
function takeBlock(): number {
  const blocks = usedBlocks()
  while (nextFree < blocks) {
    const block = nextFree
    nextFree = plus(block, 1)
    if (loadU8(rowAt(block), ROW_STATE) === BLOCK_FREE) {
      storeU8(rowAt(block), ROW_STATE, BLOCK_LINED)
      return block
    }
  }
  if (extendHeap(1) === 0) return -1
  nextFree = plus(blocks, 1)
  storeU8(rowAt(blocks), ROW_STATE, BLOCK_LINED)
  storeU8(rowAt(blocks), ROW_FLAGS, isFreshZeroed ? BLOCK_FLAG_FRESH : 0)
  return blocks
}

function allocateLarge(sizeBytes: number): Address {
  const count = shiftRight(plus(sizeBytes, BLOCK_BYTES - 1), BLOCK_SHIFT)
  claimedBytes = plus(claimedBytes, shiftLeft(count, BLOCK_SHIFT))
  collectIfDue()
  let block = findRun(count)
  if (block < 0) block = extendByRun(count)
  if (block < 0) {
    collect()
    block = findRun(count)
    if (block < 0) stop(71, 'out of memory')
  }
  for (let i = 1; i < count; i++) {
    const row = rowAt(plus(block, i))
    storeU8(row, ROW_STATE, BLOCK_CONTINUED)
    storeU32(row, ROW_EXTENT, i)
  }
  const row = rowAt(block)
  storeU8(row, ROW_STATE, BLOCK_LARGE)
  storeU32(row, ROW_EXTENT, count)
  return blockAddress(block)
}

/** First of `count` free blocks in a row, zeroed, or -1: from where the last search ended, then once from the start. */
function findRun(count: number): number {
  let block = findRunBetween(nextRun, usedBlocks(), count)
  if (block < 0 && nextRun !== 0) block = findRunBetween(0, usedBlocks(), count)
  if (block < 0) {
    nextRun = usedBlocks()
    return -1
  }
  nextRun = plus(block, count)
  fillBytes(blockAddress(block), 0, shiftLeft(count, BLOCK_SHIFT))
  return block
}

function findRunBetween(from: number, to: number, count: number): number {
  let first = from
  let at = from
  while (at < to) {
    if (loadU8(rowAt(at), ROW_STATE) !== BLOCK_FREE) first = plus(at, 1)
    at = plus(at, 1)
    if (minus(at, first) === count) return first
  }
  return -1
}

/** A run at the top, beginning with what is free below it. */
function extendByRun(count: number): number {
  const top = usedBlocks()
  let first = top
  while (first > 0 && loadU8(rowAt(minus(first, 1)), ROW_STATE) === BLOCK_FREE) first = minus(first, 1)
  const free = minus(top, first)
  if (extendHeap(minus(count, free)) === 0) return -1
  fillBytes(blockAddress(first), 0, shiftLeft(isFreshZeroed ? free : count, BLOCK_SHIFT))
  return first
}

/** Bytes claimed since the last collection. */
export function claimedSinceCollection(): number {
  return claimedBytes
}

/** What the heap has taken from the machine, side tables apart. */
export function heapBytes(): number {
  return shiftLeft(usedBlocks(), BLOCK_SHIFT)
}
