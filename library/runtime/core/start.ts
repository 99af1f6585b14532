// The runtime's own start: heap and pacing. The platform calls it with a range of memory before anything is allocated.

import type { Address } from '../intrinsics/raw.ts'
import { floor } from '../intrinsics/raw.ts'
import { startAllocation } from './allocate.ts'
import { setSmallestBudget } from './collect.ts'
import { initialiseHeap } from './heap.ts'

// SAFETY: only a number is rounded down here. That start … end is mapped, page-aligned and nobody else's is
// the platform's promise, which initialiseHeap relies on.

/** A collection comes after at least this many bytes, whatever little lives: about what a core's own cache holds. */
const SMALLEST_BUDGET_BYTES = 2097152
/** In a small machine: no more than this part of its memory. */
const BUDGET_SHARE = 8

/** `isZeroed`: the whole range is. `stressPeriod`: 0, or collect at every so many allocations. */
export function startHeap(start: Address, end: Address, isZeroed: boolean, stressPeriod: number): void {
  initialiseHeap(start, end, isZeroed)
  const share = (end - start) / BUDGET_SHARE
  const budget = share < SMALLEST_BUDGET_BYTES ? floor(share) : SMALLEST_BUDGET_BYTES
  setSmallestBudget(budget)
  startAllocation(budget, stressPeriod)
}
