// The seal of a guest: what the monitor is told once, after which it maps nothing any more, and writes descriptors and
// notifies devices only within what it was told. Offsets are those of machine/monitor/layout.S.

import type { DeviceQueue } from '../../contracts/device-platform.ts'
import { addressOf, keepAlive, loadI53, plus, stop, storeI53, syscall } from '../../runtime/intrinsics/raw.ts'
import { VIEW_ADDRESS } from '../../runtime/core/layout.ts'
import type { InterruptSource } from '../pc/apic.ts'
import type { PowerOff } from '../pc/acpi.ts'
import { CALL_SEAL } from './calls.ts'
import { heapRangeEnd, heapRangeStart } from './memory.ts'

const DMA_START = 0
const DMA_END = 8
const DEBUG_EXIT = 16
const POWER_KIND = 24
const POWER_ADDRESS = 32
const POWER_VALUE = 40
const SOURCES = 48
const SOURCE_BYTES = 16
const MOST_SOURCES = 8
const QUEUES = SOURCES + MOST_SOURCES * SOURCE_BYTES
const QUEUE_BYTES = 48
const MOST_QUEUES = 8
const RECORD_BYTES = QUEUES + MOST_QUEUES * QUEUE_BYTES

const POWER_BY_PORT = 1
const POWER_BY_MEMORY = 2

export interface SealArguments {
  readonly queues: readonly DeviceQueue[]
  readonly sources: readonly InterruptSource[]
  readonly powerOff: PowerOff | null
  /** Port of QEMU's isa-debug-exit, 0 without one. */
  readonly debugExitPort: number
}

/** Ends start-up. Devices may read and write the heap only. */
export function seal({ queues, sources, powerOff, debugExitPort }: SealArguments): void {
  if (queues.length > MOST_QUEUES || sources.length >= MOST_SOURCES - 1) stop(70, 'more queues or sources than the monitor takes')
  const bytes = new Uint8Array(RECORD_BYTES)
  // SAFETY: the array has room for the record, zeroed; the monitor copies it and keeps no pointer.
  const record = loadI53(addressOf(bytes), VIEW_ADDRESS)
  storeI53(record, DMA_START, heapRangeStart())
  storeI53(record, DMA_END, heapRangeEnd())
  storeI53(record, DEBUG_EXIT, debugExitPort)
  if (powerOff !== null) {
    storeI53(record, POWER_KIND, powerOff.isPort ? POWER_BY_PORT : POWER_BY_MEMORY)
    storeI53(record, POWER_ADDRESS, powerOff.address)
    storeI53(record, POWER_VALUE, powerOff.value)
  }
  for (const source of sources) {
    const at = plus(record, SOURCES + source.number * SOURCE_BYTES)
    storeI53(at, 0, source.statusRegister)
    storeI53(at, 8, source.acknowledgeRegister)
  }
  queues.forEach((queue, i) => {
    const at = plus(record, QUEUES + i * QUEUE_BYTES)
    storeI53(at, 0, queue.descriptors)
    storeI53(at, 8, queue.size)
    storeI53(at, 16, queue.used)
    storeI53(at, 24, queue.notifyAddress)
    storeI53(at, 32, queue.notifyValue)
    storeI53(at, 40, queue.isNotifyWide ? 1 : 0)
  })
  syscall(CALL_SEAL, record, 0, 0, 0, 0, 0)
  keepAlive(bytes)
}
