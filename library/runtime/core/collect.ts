// One collection, from roots to free lines, and when the next one comes: after half as much again as survived has been
// allocated, but never less than a small minimum, so that the heap stays within three times what lives.
//
// Nothing here allocates.

import type { Address } from '../intrinsics/raw.ts'
import { globalsEnd, globalsStart, plus, shiftRight, stackBase, withRegistersSpilled } from '../intrinsics/raw.ts'
import { afterCollection } from './allocate.ts'
import { clearLines, clearMarks, exchangeBitmaps } from './heap.ts'
import { finishMarking, markedBytes, startMarking } from './mark.ts'
import { scanConservatively } from './roots.ts'
import { sweep } from './sweep.ts'

// SAFETY: the ranges scanned are the live stack, from the spilled registers to its base, and the words of the module
// variables: both are mapped, and only read. Free lines are taken back after all that lives is marked.

let collectionTotal = 0
let surviving = 0
let smallestBudget = 0

/** Collections so far. */
export function collections(): number {
  return collectionTotal
}

/** Bytes of the objects that survived the last collection. */
export function liveBytes(): number {
  return surviving
}

/** The least number of bytes claimed between two collections. */
export function setSmallestBudget(bytes: number): void {
  smallestBudget = bytes
}

export function collect(): void {
  withRegistersSpilled(collectFrom)
}

function collectFrom(stackTop: Address): void {
  collectionTotal = plus(collectionTotal, 1)
  clearMarks()
  startMarking()
  scanConservatively(stackTop, stackBase())
  scanConservatively(globalsStart(), globalsEnd())
  clearLines()
  finishMarking()
  surviving = markedBytes()
  sweep()
  exchangeBitmaps()
  const budget = plus(surviving, shiftRight(surviving, 1))
  afterCollection(budget > smallestBudget ? budget : smallestBudget)
}
