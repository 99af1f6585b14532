// Finds what lives: from the roots given to it, through the precise map of each object, with an explicit stack. An
// object is marked when it is pushed, and its lines when it is scanned, so that the states of lines from before the
// collection can still be read while roots are found.
//
// Nothing here allocates.

import type { Address } from '../intrinsics/raw.ts'
import {
  countTrailingZeros, loadI53, loadU32, loadU8, minus, plus, prefetch, shiftLeft, storeI53, storeU8,
} from '../intrinsics/raw.ts'
import {
  blockAddress, BLOCK_BYTES, BLOCK_CONTINUED, BLOCK_FREE, BLOCK_LARGE, heapStart, heapTop, LARGEST_LINED_BYTES,
  LINE_LIVE, lineOf, MARK_QUEUE_BYTES, markBits, markQueue, markStackEnd, markStackStart, ROW_STATE, rowAt, setBit,
  sizeOfObject, testBit, usedBlocks,
} from './heap.ts'
import { KIND_STORE_WORD, SHAPE_FLAG_ALL_WORDS, SHAPE_FLAGS, SHAPE_KIND, SHAPE_POINTER_MAP } from './layout.ts'

// SAFETY: a word is followed only if it lies between heapStart and heapTop and stands where a pointer map or a store
// of words says that values are: it is then the start of an object, whose extent its shape and aux word give. A push
// is checked against the mark stack's limit; the queue's slot is masked to its size.

let stackTop: Address = 0
/** An object was marked and not pushed: its content has still to be looked at. */
let overflowed = false
let liveBytes = 0
/** Where the mark stack ends: lower than the memory it has only in tests of the overflow. */
let stackLimit: Address = 0

/** Bytes of the objects scanned since startMarking (an upper bound when the mark stack overflowed). */
export function markedBytes(): number {
  return liveBytes
}

export function startMarking(): void {
  stackTop = markStackStart
  if (stackLimit === 0) stackLimit = markStackEnd
  overflowed = false
  liveBytes = 0
}

/** Fewer entries than there is room for, so that overflow can be provoked. */
export function limitMarkStack(entries: number): void {
  stackLimit = plus(markStackStart, shiftLeft(entries, 3))
}

/** Marks the object that starts at an address in the heap. */
export function markObject(object: Address): void {
  if (!setBit(markBits, object)) return
  if (stackTop >= stackLimit) {
    overflowed = true
    return
  }
  storeI53(stackTop, 0, object)
  stackTop = plus(stackTop, 8)
}

/** Marks everything that what was marked so far leads to. */
export function finishMarking(): void {
  drain()
  while (overflowed) {
    overflowed = false
    rescanMarked()
  }
}

/**
 * Scans objects until none is pending. What is popped first waits in a short queue while its memory is fetched: most
 * objects are in no cache, and waiting for each one's header would be nearly all of the time that marking takes.
 */
function drain(): void {
  let slot = 0
  let empty = 0
  while (empty < MARK_QUEUE_BYTES) {
    let next: Address = 0
    if (stackTop > markStackStart) {
      stackTop = minus(stackTop, 8)
      next = loadI53(stackTop, 0)
      prefetch(next)
    }
    const object = loadI53(plus(markQueue, slot), 0)
    storeI53(plus(markQueue, slot), 0, next)
    slot = (slot + 8) & (MARK_QUEUE_BYTES - 1)
    if (object !== 0) scanObject(object)
    empty = next === 0 && object === 0 ? empty + 8 : 0
  }
}

function scanObject(object: Address): void {
  const size = sizeOfObject(object)
  liveBytes = plus(liveBytes, size)
  if (size <= LARGEST_LINED_BYTES) markLines(object, size)
  const shape = loadU32(object, 0)
  if (loadU8(shape, SHAPE_KIND) === KIND_STORE_WORD || (loadU8(shape, SHAPE_FLAGS) & SHAPE_FLAG_ALL_WORDS) !== 0) {
    scanWords(plus(object, 8), plus(object, size))
    return
  }
  scanMapped(object, loadU32(shape, SHAPE_POINTER_MAP))
  const high = loadU32(shape, SHAPE_POINTER_MAP + 4)
  if (high !== 0) scanMapped(plus(object, 256), high)
}

function scanMapped(base: Address, map: number): void {
  let rest = map
  while (rest !== 0) {
    const word = loadI53(plus(base, shiftLeft(countTrailingZeros(rest), 3)), 0)
    if (word >= heapStart && word < heapTop) markObject(word)
    rest = (rest & (rest - 1)) >>> 0
  }
}

function scanWords(from: Address, to: Address): void {
  for (let at = from; at < to; at = plus(at, 8)) {
    const word = loadI53(at, 0)
    if (word >= heapStart && word < heapTop) markObject(word)
  }
}

function markLines(object: Address, size: number): void {
  const last = lineOf(minus(plus(object, size), 1))
  for (let line = lineOf(object); line <= last; line = plus(line, 1)) storeU8(line, 0, LINE_LIVE)
}

/** After an overflow: every marked object once more, which finds the children that were not pushed. */
function rescanMarked(): void {
  const blocks = usedBlocks()
  for (let block = 0; block < blocks; block++) {
    const state = loadU8(rowAt(block), ROW_STATE)
    if (state === BLOCK_FREE || state === BLOCK_CONTINUED) continue
    const start = blockAddress(block)
    const end = state === BLOCK_LARGE ? plus(start, 8) : plus(start, BLOCK_BYTES)
    for (let at = start; at < end; at = plus(at, 8)) {
      if (!testBit(markBits, at)) continue
      scanObject(at)
      drain()
    }
  }
}
