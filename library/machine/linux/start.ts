// What runs first in a Linux process, before any module: the heap's addresses, the seal, the heap. Nothing here allocates.

import { plus, stop } from '../../runtime/intrinsics/raw.ts'
import { startHeap } from '../../runtime/core/start.ts'
import { heapRangeBytes, reserveHeap } from './memory.ts'
import { stressPeriod } from './process.ts'
import { seal } from './seal.ts'

// SAFETY: only the end of a range is computed: of the mapping that reserveHeap has just made, all of which goes to the
// heap, and whose first page is zeroed and used by nobody before.

/** Module variables of core, memory.ts and process.ts are initialised before this is called: they are constants. */
export function runtimeStart(): void {
  const start = reserveHeap()
  if (start === 0) stop(71, 'no memory for the heap')
  if (!seal(start)) stop(72, 'the kernel refuses the filter of system calls that seals the process (seccomp)')
  startHeap(start, plus(start, heapRangeBytes), true, stressPeriod())
}
