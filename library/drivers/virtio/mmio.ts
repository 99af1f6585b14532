// virtio over a window of registers (Virtual I/O Device 1.2, §4.2). Only before the seal.

import type { DeviceAddress, DevicePlatform, RegisterWindow } from '../../contracts/device-platform.ts'
import { loadDeviceU32, loadDeviceU8, plus, stop, storeDeviceU32 } from '../../runtime/intrinsics/raw.ts'
import { type DeviceRegisters, VirtioDevice } from './device.ts'

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

class MmioRegisters implements DeviceRegisters {
  readonly isNotifyWide = true
  readonly #platform: DevicePlatform
  readonly #window: RegisterWindow

  constructor(platform: DevicePlatform, window: RegisterWindow) {
    this.#platform = platform
    this.#window = window
  }

  offered(word: number): number {
    this.#write(DEVICE_FEATURES_SELECT, word)
    return this.#read(DEVICE_FEATURES)
  }

  accept(word: number, features: number): void {
    this.#write(DRIVER_FEATURES_SELECT, word)
    this.#write(DRIVER_FEATURES, features)
  }

  status(): number {
    return this.#read(STATUS)
  }

  setStatus(status: number): void {
    this.#write(STATUS, status)
  }

  selectQueue(index: number): number {
    this.#write(QUEUE_SELECT, index)
    return this.#read(QUEUE_SIZE_MAX)
  }

  setQueue(size: number, descriptors: DeviceAddress, available: DeviceAddress, used: DeviceAddress): void {
    this.#write(QUEUE_SIZE, size)
    this.#writeAddress(QUEUE_DESCRIPTORS, descriptors)
    this.#writeAddress(QUEUE_AVAILABLE, available)
    this.#writeAddress(QUEUE_USED, used)
    this.#write(QUEUE_READY, 1)
  }

  notifyAddress(_index: number): DeviceAddress {
    return plus(this.#window.address, QUEUE_NOTIFY)
  }

  routeInterrupt(): boolean {
    const { address, interrupt } = this.#window
    return this.#platform.addSource(interrupt, plus(address, INTERRUPT_STATUS), plus(address, INTERRUPT_ACKNOWLEDGE))
  }

  configurationGeneration(): number {
    return this.#read(CONFIGURATION_GENERATION)
  }

  configurationByte(offset: number): number {
    return loadDeviceU8(plus(this.#window.address, CONFIGURATION + offset))
  }

  #read(register: number): number {
    return loadDeviceU32(plus(this.#window.address, register))
  }

  #write(register: number, value: number): void {
    storeDeviceU32(plus(this.#window.address, register), value)
  }

  #writeAddress(register: number, address: DeviceAddress): void {
    this.#write(register, address % 4294967296)
    this.#write(register + 4, Math.floor(address / 4294967296))
  }
}

/** Adds the devices of one kind (§5: 1 network, 2 block, 4 entropy), in the order in which the machine found them. */
export function findMmioDevices(platform: DevicePlatform, deviceId: number, into: VirtioDevice[]): void {
  for (const window of platform.windows) {
    if (!platform.mapDevice(window.address, window.bytes)) continue
    if (loadDeviceU32(plus(window.address, MAGIC)) !== VIRT) continue
    if (loadDeviceU32(plus(window.address, DEVICE_ID)) !== deviceId) continue
    if (loadDeviceU32(plus(window.address, VERSION)) !== MODERN) {
      stop(75, 'a virtio device is a legacy one; QEMU wants -global virtio-mmio.force-legacy=false')
    }
    into.push(new VirtioDevice(platform, new MmioRegisters(platform, window)))
  }
}
