// After marking: which blocks are free again, and how many free lines the others have. Lines themselves are found when
// they are claimed (allocate.ts).
//
// Nothing here allocates.

import { multiplyInt32 } from '../intrinsics/mod.ts'
import { loadU32, loadU8, plus, shiftLeft, storeU32, storeU8 } from '../intrinsics/raw.ts'
import {
  blockAddress, BLOCK_FREE, BLOCK_LARGE, BLOCK_LINED, LINES_PER_BLOCK, lineTable, markBits, ROW_EXTENT, ROW_FLAGS,
  ROW_STATE, rowAt, testBit, usedBlocks,
} from './heap.ts'

// SAFETY: rows and line states are those of blocks below usedBlocks(); a large object's extent is what allocateLarge
// wrote, and ends there too. Only tables are written, after marking is complete.

/** Blocks taken by something, after the last sweep. */
export let takenBlocks = 0

export function sweep(): void {
  const blocks = usedBlocks()
  takenBlocks = 0
  let block = 0
  while (block < blocks) {
    const row = rowAt(block)
    const state = loadU8(row, ROW_STATE)
    if (state === BLOCK_LARGE) {
      const extent = loadU32(row, ROW_EXTENT)
      if (testBit(markBits, blockAddress(block))) takenBlocks = plus(takenBlocks, extent)
      else freeRun(block, extent)
      block = plus(block, extent)
      continue
    }
    if (state === BLOCK_LINED) sweepLined(block)
    block = plus(block, 1)
  }
}

function freeRun(block: number, extent: number): void {
  for (let i = 0; i < extent; i++) {
    const row = rowAt(plus(block, i))
    storeU8(row, ROW_STATE, BLOCK_FREE)
    storeU8(row, ROW_FLAGS, 0)
    storeU32(row, ROW_EXTENT, 0)
  }
}

function sweepLined(block: number): void {
  const row = rowAt(block)
  const lines = plus(lineTable, shiftLeft(block, 8))
  let live = 0
  // Live lines are 1 and free ones 0: four at a time, summed by the multiplication.
  for (let i = 0; i < LINES_PER_BLOCK; i += 4) live += multiplyInt32(loadU32(lines, i), 0x01010101) >>> 24
  storeU8(row, ROW_FLAGS, 0)
  storeU32(row, ROW_EXTENT, live === 0 ? 0 : LINES_PER_BLOCK - live)
  if (live === 0) storeU8(row, ROW_STATE, BLOCK_FREE)
  else takenBlocks = plus(takenBlocks, 1)
}
