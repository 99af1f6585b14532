// What a guest may never do once it is sealed, for test/violations.test.ts: a patched copy of kernel/pvh.ts calls violate
// after the seal. In no image that a user builds.

import {
  asValue, callEntry, loadDeviceU32, loadU8, plus, portOutU8, processArguments, storeDeviceU8, storeI53, storeU32, storeU8,
  syscall, viewAddress,
} from '../../runtime/intrinsics/raw.ts'
import { SHAPE_ENTRY } from '../../runtime/core/layout.ts'
import type { DeviceQueue } from '../../contracts/device-platform.ts'
import { CALL_MAP_DEVICE, CALL_SUBMIT } from './calls.ts'

// SAFETY: none of this is safe.

const APIC_ID = 0xfee00020
/** Of the monitor, machine/monitor/layout.S. */
const TABLES = 0x20000
const PAGE_BYTES = 4096
const RETURN = 0xc3
const PIC_MASK = 0x21

/** Does what `name` says with a sealed machine whose first queue is `queue`. Comes back only where a guard is missing. */
export function violate(name: string, queue: DeviceQueue): void {
  switch (name) {
    case 'descriptor-at-page-tables':
      return submitOne(TABLES)
    case 'descriptor-at-descriptors':
      return submitOne(queue.descriptors)
    case 'write-descriptors':
      return storeU32(queue.descriptors, 0, 1)
    case 'write-used-ring':
      return storeU32(queue.used, 0, 1)
    case 'map':
      syscall(CALL_MAP_DEVICE, APIC_ID, 4, 0, 0, 0, 0)
      return
    case 'write-code':
      return storeDeviceU8(codeStart(), loadU8(codeStart(), 0))
    case 'run-data':
      return runData()
    case 'device-register':
      loadDeviceU32(APIC_ID)
      return
    case 'privileged':
      return portOutU8(PIC_MASK, 0xff)
    case 'null':
      storeU32(plus(queue.size - queue.size, 0), 0, 1)
      return
    case 'stack':
      deeper(queue.size)
      return
  }
}

function submitOne(address: number): void {
  const list = new Uint8Array(24)
  const at = viewAddress(list)
  storeI53(at, 0, address)
  storeU32(at, 8, 64)
  storeU32(at, 12, 0)
  storeI53(at, 16, 0)
  syscall(CALL_SUBMIT, 0, at, 1, 0, 0, 0)
  list[0] = 0
}

/** The program's code begins behind the boot page (machine/pvh/image.ld). */
function codeStart(): number {
  return plus(processArguments(), PAGE_BYTES)
}

/** Calls a closure whose entry is a byte of the heap. */
function runData(): void {
  const bytes = new Uint8Array(256)
  const at = viewAddress(bytes)
  storeU8(at, 0, RETURN)
  storeU32(at, 16, plus(at, 64))
  storeU32(at, 64 + SHAPE_ENTRY, at)
  callEntry(asValue(plus(at, 16)), undefined, 0, at)
  bytes[0] = 0
}

function deeper(n: number): number {
  return n === 0 ? 0 : deeper(n + 1) + 1
}
