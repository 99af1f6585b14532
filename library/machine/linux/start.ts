// What runs first in a Linux process, before any module: the heap. Nothing here allocates.
//
// The seccomp filter belongs at the end of runtimeStart: after it, only the calls of calls.ts but mmap are needed.

import { plus, stop } from '../../runtime/intrinsics/raw.ts'
import { startHeap } from '../../runtime/core/start.ts'
import { heapRangeBytes, reserveHeap } from './memory.ts'
import { stressPeriod } from './process.ts'

// SAFETY: only the end of a range is computed: of the mapping that reserveHeap has just made, all of which goes to the
// heap.

/** Module variables of core, memory.ts and process.ts are initialised before this is called: they are constants. */
export function runtimeStart(): void {
  const start = reserveHeap()
  if (start === 0) stop(71, 'no memory for the heap')
  startHeap(start, plus(start, heapRangeBytes), stressPeriod())
}
