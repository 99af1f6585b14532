// virtio over a window of registers (Virtual I/O Device 1.2, §4.2), and the start of a device (§3.1). Only before the seal.

import { loadDeviceU32, loadDeviceU8, plus, storeDeviceU32, stop } from '../../runtime/intrinsics/raw.ts'
import type { DevicePlatform, RegisterWindow } from '../../contracts/device-platform.ts'
import { SplitQueue } from './split-queue.ts'

// SAFETY: registers are of the window that the machine found and mapped; offsets are the specification's.

const MAGIC = 0x000
const VERSION = 0x004
const DEVICE_ID = 0x008
const DEVICE_FEATURES = 0x010
const DEVICE_FEATURES_SELECT = 0x014
const DRIVER_FEATURES = 0x020
const DRIVER_FEATURES_SELECT = 0x024
const QUEUE_SELECT = 0x030
const QUEUE_SIZE_MAX = 0x034
const QUEUE_SIZE = 0x038
const QUEUE_READY = 0x044
const QUEUE_NOTIFY = 0x050
const INTERRUPT_STATUS = 0x060
const INTERRUPT_ACKNOWLEDGE = 0x064
const STATUS = 0x070
const QUEUE_DESCRIPTORS = 0x080
const QUEUE_AVAILABLE = 0x090
const QUEUE_USED = 0x0a0
const CONFIGURATION_GENERATION = 0x0fc
const CONFIGURATION = 0x100

const VIRT = 0x74726976
const MODERN = 2
const STATUS_ACKNOWLEDGE = 1
const STATUS_DRIVER = 2
const STATUS_DRIVER_OK = 4
const STATUS_FEATURES_OK = 8

/** Bits of the first and second 32 feature bits (§6). */
const EVENT_INDEX = 1 << 29
const VERSION_1 = 1
const LARGEST_QUEUE = 128

/** A device that has been found and not yet started. */
export class MmioTransport {
  readonly #platform: DevicePlatform
  readonly #window: RegisterWindow

  constructor(platform: DevicePlatform, window: RegisterWindow) {
    this.#platform = platform
    this.#window = window
  }

  /**
   * Resets the device and agrees on features: `wanted` of the first 32 if it has them, EVENT_IDX and VERSION_1 in any
   * case. Gives those of `wanted` that it has. A device that refuses stops the machine.
   */
  start(wanted: number): number {
    this.#write(STATUS, 0)
    this.#write(STATUS, STATUS_ACKNOWLEDGE)
    this.#write(STATUS, STATUS_ACKNOWLEDGE | STATUS_DRIVER)
    this.#write(DEVICE_FEATURES_SELECT, 1)
    if ((this.#read(DEVICE_FEATURES) & VERSION_1) === 0) stop(75, 'a virtio device does not speak version 1')
    this.#write(DEVICE_FEATURES_SELECT, 0)
    const offered = this.#read(DEVICE_FEATURES)
    if ((offered & EVENT_INDEX) === 0) stop(75, 'a virtio device lacks VIRTIO_F_EVENT_IDX')
    const features = offered & wanted
    this.#write(DRIVER_FEATURES_SELECT, 0)
    this.#write(DRIVER_FEATURES, (features | EVENT_INDEX) >>> 0)
    this.#write(DRIVER_FEATURES_SELECT, 1)
    this.#write(DRIVER_FEATURES, VERSION_1)
    this.#write(STATUS, STATUS_ACKNOWLEDGE | STATUS_DRIVER | STATUS_FEATURES_OK)
    if ((this.#read(STATUS) & STATUS_FEATURES_OK) === 0) stop(75, 'a virtio device refuses the features of its driver')
    return features
  }

  /** Sets queue `index` up, as large as the device takes, at most 128 entries. */
  queue(index: number): SplitQueue {
    this.#write(QUEUE_SELECT, index)
    const size = Math.min(this.#read(QUEUE_SIZE_MAX), LARGEST_QUEUE)
    if (size === 0 || (size & (size - 1)) !== 0) stop(75, 'a virtio device has no such queue, or one of a size that is no power of two')
    const queue = new SplitQueue(this.#platform, size, plus(this.#window.address, QUEUE_NOTIFY), index, true)
    this.#write(QUEUE_SIZE, size)
    this.#writeAddress(QUEUE_DESCRIPTORS, queue.descriptors)
    this.#writeAddress(QUEUE_AVAILABLE, queue.available)
    this.#writeAddress(QUEUE_USED, queue.used)
    this.#write(QUEUE_READY, 1)
    return queue
  }

  /** The device runs; its interrupt ends waits. */
  finish(): void {
    const base = this.#window.address
    const isRouted =
      this.#platform.addSource(this.#window.interrupt, plus(base, INTERRUPT_STATUS), plus(base, INTERRUPT_ACKNOWLEDGE))
    if (!isRouted) stop(75, 'no interrupt controller takes the interrupt of a virtio device')
    this.#write(STATUS, STATUS_ACKNOWLEDGE | STATUS_DRIVER | STATUS_FEATURES_OK | STATUS_DRIVER_OK)
  }

  /** Bytes of the device's configuration, all of one generation (§2.5.1). */
  configuration(offset: number, count: number): Uint8Array {
    const bytes = new Uint8Array(count)
    let generation = 0
    do {
      generation = this.#read(CONFIGURATION_GENERATION)
      for (let i = 0; i < count; i++) bytes[i] = loadDeviceU8(plus(this.#window.address, CONFIGURATION + offset + i))
    } while (this.#read(CONFIGURATION_GENERATION) !== generation)
    return bytes
  }

  #read(register: number): number {
    return loadDeviceU32(plus(this.#window.address, register))
  }

  #write(register: number, value: number): void {
    storeDeviceU32(plus(this.#window.address, register), value)
  }

  #writeAddress(register: number, address: number): void {
    this.#write(register, address % 4294967296)
    this.#write(register + 4, Math.floor(address / 4294967296))
  }
}

/** Devices of one kind (§5: 1 network, 2 block, 4 entropy), in the order in which the machine found them. */
export function findMmioDevices(platform: DevicePlatform, deviceId: number): MmioTransport[] {
  const found: MmioTransport[] = []
  for (const window of platform.windows) {
    if (!platform.mapDevice(window.address, window.bytes)) continue
    if (loadDeviceU32(plus(window.address, MAGIC)) !== VIRT) continue
    if (loadDeviceU32(plus(window.address, DEVICE_ID)) !== deviceId) continue
    if (loadDeviceU32(plus(window.address, VERSION)) !== MODERN) {
      stop(75, 'a virtio device is a legacy one; QEMU wants -global virtio-mmio.force-legacy=false')
    }
    found.push(new MmioTransport(platform, window))
  }
  return found
}
