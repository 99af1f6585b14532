// virtio over PCI (Virtual I/O Device 1.2, §4.1): structures in the device's memory, which capabilities of its configuration
// space point to; interrupts by MSI-X alone (PCI Local Bus 3.0, §6.8.2). Only before the seal.

import type { DeviceAddress, DevicePlatform } from '../../contracts/device-platform.ts'
import {
  loadDeviceU16, loadDeviceU32, loadDeviceU8, plus, stop, storeDeviceU16, storeDeviceU32, storeDeviceU8,
} from '../../runtime/intrinsics/raw.ts'
import { type DeviceRegisters, VirtioDevice } from './device.ts'

// SAFETY: configuration space is mapped by the machine, memory by Function; offsets are the specifications'.

// --- configuration space
// SAFETY: as above.

const VENDOR = 0x00
const DEVICE = 0x02
const COMMAND = 0x04
const COMMAND_MEMORY = 2
const COMMAND_BUS_MASTER = 4
const BARS = 0x10
const BAR_COUNT = 6
const BAR_IS_PORT = 1
const BAR_TYPE = 6
const BAR_64_BIT = 4
const FIRST_CAPABILITY = 0x34

const CAPABILITY_VENDOR = 0x09
const CAPABILITY_MSIX = 0x11
const MSIX_CONTROL = 2
const MSIX_TABLE = 4
const MSIX_ENABLE = 0x8000
const MSIX_ENTRY_BYTES = 16

const VIRTIO_VENDOR = 0x1af4
/** Modern devices are numbered so from their kind; transitional ones, which have the same structures, in a way of their own. */
const VIRTIO_MODERN = 0x1040
const TRANSITIONAL_NETWORK = 0x1000
const KIND_NETWORK = 1

/** struct virtio_pci_cap. */
const CAP_TYPE = 3
const CAP_BAR = 4
const CAP_OFFSET = 8
const CAP_NOTIFY_MULTIPLIER = 16
const TYPE_COMMON = 1
const TYPE_NOTIFY = 2
const TYPE_DEVICE = 4

/** Capabilities are a list in 192 bytes, 48 at most; it is walked a few times. */
const MOST_STEPS = 1000
/** One page reaches beyond every structure that is used. */
const STRUCTURE_BYTES = 4096

/** A PCI function's configuration space and memory. */
class Function {
  readonly #platform: DevicePlatform
  readonly #space: DeviceAddress
  #steps = 0

  constructor(platform: DevicePlatform, space: DeviceAddress) {
    this.#platform = platform
    this.#space = space
  }

  enable(): void {
    const command = plus(this.#space, COMMAND)
    storeDeviceU16(command, loadDeviceU16(command) | COMMAND_MEMORY | COMMAND_BUS_MASTER)
  }

  /** Address of a virtio structure, mapped; 0 if the function has none. The first of a type counts (§4.1.4.1). */
  structure(type: number): DeviceAddress {
    const capability = this.virtioCapability(type)
    if (capability === 0) return 0
    return this.#memory(loadDeviceU8(plus(capability, CAP_BAR)), loadDeviceU32(plus(capability, CAP_OFFSET)))
  }

  virtioCapability(type: number): DeviceAddress {
    let at = this.#first()
    while (at !== 0 && !(this.#id(at) === CAPABILITY_VENDOR && loadDeviceU8(plus(at, CAP_TYPE)) === type)) at = this.#next(at)
    return at
  }

  /** Lets entry 0 of the MSI-X table send this message, and turns MSI-X on. False: there is no MSI-X. */
  setMessage(address: DeviceAddress, data: number): boolean {
    let at = this.#first()
    while (at !== 0 && this.#id(at) !== CAPABILITY_MSIX) at = this.#next(at)
    if (at === 0) return false
    const place = loadDeviceU32(plus(at, MSIX_TABLE))
    const table = this.#memory(place & 7, place - (place & 7))
    if (table === 0) return false
    storeDeviceU32(table, address)
    storeDeviceU32(plus(table, 4), 0)
    storeDeviceU32(plus(table, 8), data)
    storeDeviceU32(plus(table, MSIX_ENTRY_BYTES - 4), 0)
    storeDeviceU16(plus(at, MSIX_CONTROL), loadDeviceU16(plus(at, MSIX_CONTROL)) | MSIX_ENABLE)
    return true
  }

  /** A place in the memory that a base address register points to, mapped; 0 if that cannot be reached. */
  #memory(bar: number, offset: number): DeviceAddress {
    if (bar >= BAR_COUNT) return 0
    const register = plus(this.#space, BARS + bar * 4)
    const low = loadDeviceU32(register)
    if ((low & BAR_IS_PORT) !== 0) return 0
    const high = (low & BAR_TYPE) === BAR_64_BIT ? loadDeviceU32(plus(register, 4)) : 0
    const address = high * 4294967296 + low - (low & 15) + offset
    return this.#platform.mapDevice(address, STRUCTURE_BYTES) ? address : 0
  }

  #first(): DeviceAddress {
    const offset = loadDeviceU8(plus(this.#space, FIRST_CAPABILITY)) & 0xfc
    return offset === 0 ? 0 : plus(this.#space, offset)
  }

  #id(capability: DeviceAddress): number {
    return loadDeviceU8(capability)
  }

  /** 0 after the last. A list that comes to no end stops the machine. */
  #next(capability: DeviceAddress): DeviceAddress {
    this.#steps++
    if (this.#steps > MOST_STEPS) stop(75, "a PCI device's list of capabilities has no end")
    const offset = loadDeviceU8(plus(capability, 1)) & 0xfc
    return offset === 0 ? 0 : plus(this.#space, offset)
  }
}

// --- the common structure, §4.1.4.3
// SAFETY: as above.

const DEVICE_FEATURE_SELECT = 0
const DEVICE_FEATURE = 4
const DRIVER_FEATURE_SELECT = 8
const DRIVER_FEATURE = 12
const CONFIGURATION_VECTOR = 16
const STATUS = 20
const GENERATION = 21
const QUEUE_SELECT = 22
const QUEUE_SIZE = 24
const QUEUE_VECTOR = 26
const QUEUE_ENABLE = 28
const QUEUE_NOTIFY_OFFSET = 30
const QUEUE_DESCRIPTORS = 32
const QUEUE_AVAILABLE = 40
const QUEUE_USED = 48
const NO_VECTOR = 0xffff

class PciRegisters implements DeviceRegisters {
  readonly isNotifyWide = false
  readonly #platform: DevicePlatform
  readonly #function: Function
  readonly #common: DeviceAddress
  readonly #notify: DeviceAddress
  readonly #notifyMultiplier: number
  readonly #device: DeviceAddress

  constructor(platform: DevicePlatform, space: DeviceAddress) {
    this.#platform = platform
    this.#function = new Function(platform, space)
    this.#function.enable()
    this.#common = this.#function.structure(TYPE_COMMON)
    this.#notify = this.#function.structure(TYPE_NOTIFY)
    this.#device = this.#function.structure(TYPE_DEVICE)
    if (this.#common === 0 || this.#notify === 0 || this.#device === 0) {
      stop(75, 'a virtio device on PCI is a legacy one, or its registers lie above 4 GiB')
    }
    this.#notifyMultiplier = loadDeviceU32(plus(this.#function.virtioCapability(TYPE_NOTIFY), CAP_NOTIFY_MULTIPLIER))
  }

  offered(word: number): number {
    storeDeviceU32(plus(this.#common, DEVICE_FEATURE_SELECT), word)
    return loadDeviceU32(plus(this.#common, DEVICE_FEATURE))
  }

  accept(word: number, features: number): void {
    storeDeviceU32(plus(this.#common, DRIVER_FEATURE_SELECT), word)
    storeDeviceU32(plus(this.#common, DRIVER_FEATURE), features)
  }

  status(): number {
    return loadDeviceU8(plus(this.#common, STATUS))
  }

  setStatus(status: number): void {
    storeDeviceU8(plus(this.#common, STATUS), status)
  }

  selectQueue(index: number): number {
    storeDeviceU16(plus(this.#common, QUEUE_SELECT), index)
    return loadDeviceU16(plus(this.#common, QUEUE_SIZE))
  }

  setQueue(size: number, descriptors: DeviceAddress, available: DeviceAddress, used: DeviceAddress): void {
    storeDeviceU16(plus(this.#common, QUEUE_SIZE), size)
    this.#setVector(QUEUE_VECTOR)
    this.#writeAddress(QUEUE_DESCRIPTORS, descriptors)
    this.#writeAddress(QUEUE_AVAILABLE, available)
    this.#writeAddress(QUEUE_USED, used)
    storeDeviceU16(plus(this.#common, QUEUE_ENABLE), 1)
  }

  notifyAddress(_index: number): DeviceAddress {
    const offset = loadDeviceU16(plus(this.#common, QUEUE_NOTIFY_OFFSET)) * this.#notifyMultiplier
    // The monitor will write there: it must be of the structure that was mapped as the device's.
    if (offset > STRUCTURE_BYTES - 2) stop(75, 'a virtio device is notified outside its registers')
    return plus(this.#notify, offset)
  }

  routeInterrupt(): boolean {
    const message = this.#platform.addMessageSource()
    if (message === null || !this.#function.setMessage(message.address, message.data)) return false
    this.#setVector(CONFIGURATION_VECTOR)
    return true
  }

  configurationGeneration(): number {
    return loadDeviceU8(plus(this.#common, GENERATION))
  }

  configurationByte(offset: number): number {
    return loadDeviceU8(plus(this.#device, offset))
  }

  /** Entry 0 of the MSI-X table is what an event sends; a device that cannot says so when it is read back. */
  #setVector(register: number): void {
    storeDeviceU16(plus(this.#common, register), 0)
    if (loadDeviceU16(plus(this.#common, register)) === NO_VECTOR) stop(75, 'a virtio device has no MSI-X vector left')
  }

  #writeAddress(register: number, address: DeviceAddress): void {
    storeDeviceU32(plus(this.#common, register), address % 4294967296)
    storeDeviceU32(plus(this.#common, register + 4), Math.floor(address / 4294967296))
  }
}

/** Adds the devices of one kind (§5), in the order of their places on the bus. */
export function findPciDevices(platform: DevicePlatform, deviceId: number, into: VirtioDevice[]): void {
  for (const { space } of platform.pciFunctions) {
    if (loadDeviceU16(plus(space, VENDOR)) !== VIRTIO_VENDOR) continue
    if (isOfKind(loadDeviceU16(plus(space, DEVICE)), deviceId)) into.push(new VirtioDevice(platform, new PciRegisters(platform, space)))
  }
}

function isOfKind(device: number, deviceId: number): boolean {
  return device === VIRTIO_MODERN + deviceId || (device === TRANSITIONAL_NETWORK && deviceId === KIND_NETWORK)
}
