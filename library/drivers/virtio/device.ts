// The start of a virtio device (Virtual I/O Device 1.2, §3.1), over whichever registers it has. Only before the seal.

import { stop } from '../../runtime/intrinsics/raw.ts'
import type { DeviceAddress, DevicePlatform } from '../../contracts/device-platform.ts'
import { SplitQueue } from './split-queue.ts'

// SAFETY: only the machine is stopped here; registers are their own files' matter.

/** The registers of a device: virtio-mmio's window (mmio.ts) or virtio-pci's structures (pci.ts). */
export interface DeviceRegisters {
  /** Feature bits 32 · word … 32 · word + 31 that the device offers. */
  offered(word: number): number
  accept(word: number, features: number): void
  status(): number
  setStatus(status: number): void
  /** Entries that queue `index` can have; 0: there is none. It is selected for setQueue. */
  selectQueue(index: number): number
  setQueue(size: number, descriptors: DeviceAddress, available: DeviceAddress, used: DeviceAddress): void
  /** Where queue `index`, which is selected, is notified. */
  notifyAddress(index: number): DeviceAddress
  /** Notifications are written as 32 bits. */
  readonly isNotifyWide: boolean
  /** Queues and changes of the configuration end waits. False: no interrupt controller takes the interrupt. */
  routeInterrupt(): boolean
  configurationGeneration(): number
  configurationByte(offset: number): number
}

const STATUS_ACKNOWLEDGE = 1
const STATUS_DRIVER = 2
const STATUS_DRIVER_OK = 4
const STATUS_FEATURES_OK = 8

/** Bits of the first and second word of feature bits (§6). */
const EVENT_INDEX = 1 << 29
const VERSION_1 = 1
const LARGEST_QUEUE = 128

export class VirtioDevice {
  readonly #platform: DevicePlatform
  readonly #registers: DeviceRegisters

  constructor(platform: DevicePlatform, registers: DeviceRegisters) {
    this.#platform = platform
    this.#registers = registers
  }

  /**
   * Resets the device and agrees on features: those of `wanted` (of the first word) that it has, which are the result, and in
   * any case EVENT_IDX and VERSION_1. A device that refuses stops the machine.
   */
  start(wanted: number): number {
    const registers = this.#registers
    registers.setStatus(0)
    while (registers.status() !== 0) {}
    registers.setStatus(STATUS_ACKNOWLEDGE)
    registers.setStatus(STATUS_ACKNOWLEDGE | STATUS_DRIVER)
    if ((registers.offered(1) & VERSION_1) === 0) stop(75, 'a virtio device does not speak version 1')
    const offered = registers.offered(0)
    if ((offered & EVENT_INDEX) === 0) stop(75, 'a virtio device lacks VIRTIO_F_EVENT_IDX')
    const features = offered & wanted
    registers.accept(0, (features | EVENT_INDEX) >>> 0)
    registers.accept(1, VERSION_1)
    registers.setStatus(STATUS_ACKNOWLEDGE | STATUS_DRIVER | STATUS_FEATURES_OK)
    if ((registers.status() & STATUS_FEATURES_OK) === 0) stop(75, 'a virtio device refuses the features of its driver')
    if (!registers.routeInterrupt()) stop(75, 'no interrupt controller takes the interrupt of a virtio device')
    return features
  }

  /** Sets queue `index` up, as large as the device takes, at most 128 entries. */
  queue(index: number): SplitQueue {
    const registers = this.#registers
    const size = Math.min(registers.selectQueue(index), LARGEST_QUEUE)
    if (size === 0 || (size & (size - 1)) !== 0) {
      stop(75, 'a virtio device has no such queue, or one of a size that is no power of two')
    }
    const queue = new SplitQueue(this.#platform, size, registers.notifyAddress(index), index, registers.isNotifyWide)
    registers.setQueue(size, queue.descriptors, queue.available, queue.used)
    return queue
  }

  /** The device runs. */
  finish(): void {
    this.#registers.setStatus(STATUS_ACKNOWLEDGE | STATUS_DRIVER | STATUS_FEATURES_OK | STATUS_DRIVER_OK)
  }

  /** Bytes of the device's configuration, all of one generation (§2.5.1). */
  configuration(offset: number, count: number): Uint8Array {
    const registers = this.#registers
    const bytes = new Uint8Array(count)
    let generation = 0
    do {
      generation = registers.configurationGeneration()
      for (let i = 0; i < count; i++) bytes[i] = registers.configurationByte(offset + i)
    } while (registers.configurationGeneration() !== generation)
    return bytes
  }
}
