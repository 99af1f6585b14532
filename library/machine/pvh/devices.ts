// A guest between boot and seal: what the firmware's tables tell of it, and the way from there to the seal. Trusted code:
// no module of the program has run.

import type { Address } from '../../runtime/intrinsics/raw.ts'
import { loadI53, processArguments, stop, syscall } from '../../runtime/intrinsics/raw.ts'
import type {
  DeviceAddress, DevicePlatform, DeviceQueue, InterruptMessage, PciFunction, RegisterWindow,
} from '../../contracts/device-platform.ts'
import type { AcpiTables } from '../pc/acpi.ts'
import { readAcpi } from '../pc/acpi.ts'
import { findPciFunctions } from '../pc/pci.ts'
import type { InterruptSource } from '../pc/apic.ts'
import { APIC_ADDRESS, APIC_BYTES, IO_APIC_BYTES, messageFor, routeInterrupt, startApic } from '../pc/apic.ts'
import { CALL_MAP_DEVICE, CALL_SUBMIT } from './calls.ts'
import type { MachineClock } from './clock.ts'
import { startClock } from './clock.ts'
import { takeQueuePages } from './memory.ts'
import { BOOT_TABLES, bootSetting, bootStackLow } from './process.ts'
import { seal } from './seal.ts'

/** The monitor has eight; the first is the timer's, the last is what the APIC calls spurious. */
const MOST_SOURCES = 6

// SAFETY: the boot page is mapped for ever.

export class Machine implements DevicePlatform {
  readonly clock: MachineClock
  readonly pciFunctions: readonly PciFunction[]
  readonly #tables: AcpiTables
  readonly #sources: InterruptSource[] = []
  readonly queues: DeviceQueue[] = []

  constructor(clock: MachineClock, tables: AcpiTables) {
    this.clock = clock
    this.#tables = tables
    this.pciFunctions = tables.pciSpace === 0 ? [] : findPciFunctions(tables.pciSpace, mapDevice)
  }

  get windows(): readonly RegisterWindow[] {
    return this.#tables.mmioDevices
  }

  mapDevice(address: DeviceAddress, bytes: number): boolean {
    return mapDevice(address, bytes)
  }

  takeQueuePages(bytes: number): DeviceAddress {
    return takeQueuePages(bytes)
  }

  addQueue(queue: DeviceQueue): number {
    this.queues.push(queue)
    return this.queues.length - 1
  }

  addSource(interrupt: number, statusRegister: DeviceAddress, acknowledgeRegister: DeviceAddress): boolean {
    if (this.#sources.length === MOST_SOURCES) return false
    const number = this.#sources.length + 1
    if (!routeInterrupt(this.#tables.ioApics, interrupt, number)) return false
    this.#sources.push({ number, statusRegister, acknowledgeRegister })
    return true
  }

  addMessageSource(): InterruptMessage | null {
    if (this.#sources.length === MOST_SOURCES) return null
    const number = this.#sources.length + 1
    this.#sources.push({ number, statusRegister: 0, acknowledgeRegister: 0 })
    return messageFor(number)
  }

  submit(queue: number, descriptors: DeviceAddress, count: number): void {
    // SAFETY: the monitor checks the list's place and what it says.
    syscall(CALL_SUBMIT, queue, descriptors, count, 0, 0, 0)
  }

  kick(queue: number): void {
    syscall(CALL_SUBMIT, queue, bootStackLow(), 0, 1, 0, 0)
  }

  /** Ends start-up. */
  seal(): void {
    seal({ queues: this.queues, sources: this.#sources, powerOff: this.#tables.powerOff, debugExitPort: Number(bootSetting('debug-exit') ?? 0) })
  }
}

/** Makes pages of a device reachable until the seal; false for memory that is no device's. */
export function mapDevice(address: Address, bytes: number): boolean {
  return syscall(CALL_MAP_DEVICE, address, bytes, 0, 0, 0, 0) === 0
}

/** Interrupt controllers and clock run; everything else waits to be asked for. */
export function startMachine(): Machine {
  if (!mapDevice(APIC_ADDRESS, APIC_BYTES)) stop(73, 'the interrupt controller cannot be reached')
  startApic()
  const tables = readAcpi(loadI53(processArguments(), BOOT_TABLES), mapDevice)
  for (const controller of tables?.ioApics ?? []) mapDevice(controller.address, IO_APIC_BYTES)
  const powerOff = tables?.powerOff ?? null
  if (powerOff !== null && !powerOff.isPort) mapDevice(powerOff.address, 1)
  return new Machine(startClock(), tables ?? { ioApics: [], powerOff: null, mmioDevices: [], pciSpace: 0 })
}
