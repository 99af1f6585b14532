// The heap's range of addresses: as much as the machine may ever use, reserved at once; a page costs memory only when
// it is first touched.

import type { Address } from '../../runtime/intrinsics/raw.ts'
import { syscall } from '../../runtime/intrinsics/raw.ts'
import { CALL_MMAP, MAP_RESERVED, PROT_READ_WRITE } from './calls.ts'

const LARGEST_HEAP_BYTES = 34359738368 // 32 GiB
const SMALLEST_HEAP_BYTES = 4194304

/** Bytes that reserveHeap got. */
export let heapRangeBytes = 0

/**
 * Reserves the range and gives its start; half as much while the machine's limits do not allow it. 0: not even 4 MiB.
 */
export function reserveHeap(): Address {
  let bytes = LARGEST_HEAP_BYTES
  while (bytes >= SMALLEST_HEAP_BYTES) {
    // SAFETY: a new anonymous mapping at a place of the kernel's choice overlaps nothing.
    const address = syscall(CALL_MMAP, 0, bytes, PROT_READ_WRITE, MAP_RESERVED, -1, 0)
    if (address > 0) {
      heapRangeBytes = bytes
      return address
    }
    bytes = bytes / 2
  }
  return 0
}
