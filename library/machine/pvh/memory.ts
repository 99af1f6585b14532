// The guest's memory as the monitor leaves it: what of it is the heap's, and the first pages, which queues take.

import type { Address } from '../../runtime/intrinsics/raw.ts'
import { fillBytes, loadI53, minus, plus, processArguments } from '../../runtime/intrinsics/raw.ts'
import { BOOT_HEAP_END, BOOT_HEAP_START } from './process.ts'

// SAFETY: the boot page is mapped for ever; ranges are computed inside what it says is the program's own.

/** Pages for the rings of devices: three for a queue of 256 entries. The monitor maps them one by one. */
const QUEUE_AREA_BYTES = 65536
const PAGE_BYTES = 4096

let queuePages = 0

export function heapRangeStart(): Address {
  return plus(loadI53(processArguments(), BOOT_HEAP_START), QUEUE_AREA_BYTES)
}

export function heapRangeEnd(): Address {
  return loadI53(processArguments(), BOOT_HEAP_END)
}

/** How long the heap can become. */
export function heapRangeBytes(): number {
  return minus(heapRangeEnd(), heapRangeStart())
}

/** Whole zeroed pages of their own for a part of a queue. 0: there are none left. */
export function takeQueuePages(bytes: number): Address {
  const start = plus(loadI53(processArguments(), BOOT_HEAP_START), queuePages * PAGE_BYTES)
  const count = Math.ceil(bytes / PAGE_BYTES)
  if (minus(heapRangeStart(), start) < count * PAGE_BYTES) return 0
  queuePages = queuePages + count
  fillBytes(start, 0, count * PAGE_BYTES)
  return start
}
