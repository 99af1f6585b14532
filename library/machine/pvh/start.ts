// What runs first in ring 3, before any module: the heap. Nothing here allocates.

import { startHeap } from '../../runtime/core/start.ts'
import { heapRangeEnd, heapRangeStart } from './memory.ts'

/** Module variables of core, memory.ts and process.ts are initialised before this is called: they are constants. */
export function runtimeStart(): void {
  startHeap(heapRangeStart(), heapRangeEnd(), false, 0)
}
