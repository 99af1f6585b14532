// A split virtqueue with EVENT_IDX (Virtual I/O Device 1.2, §2.7). Ring 3 writes the available ring and reads the used
// ring; descriptors are written by the machine, which checks them.
//
// A descriptor is *outstanding* from publish until the device gives it back in take. Indices and lengths of the used ring
// are read once and checked: a device that gives back what is not outstanding stops the machine.

import type { DeviceAddress, DevicePlatform } from '../../contracts/device-platform.ts'
import {
  keepAlive, loadDeviceU16, loadDeviceU32, memoryFence, plus, stop, storeDeviceU16, storeI53, storeU16, storeU32, viewAddress,
} from '../../runtime/intrinsics/raw.ts'

// SAFETY: the rings lie in pages of the machine, of the sizes that `size` says; slots are masked by it. `#staged` has room
// for every descriptor of the queue, and stays alive in its field.

/** Flags of a descriptor (§2.7.5). */
export const DESCRIPTOR_WRITE = 2

const RING_START = 4
const RING_INDEX = 2
const USED_ENTRY_BYTES = 8
const DESCRIPTOR_BYTES = 16
const STAGED_BYTES = 24

export class SplitQueue {
  readonly size: number
  readonly descriptors: DeviceAddress
  readonly available: DeviceAddress
  readonly used: DeviceAddress
  /** Length in bytes that the device wrote into the descriptor that take gave last. */
  takenLength = 0
  readonly #platform: DevicePlatform
  readonly #number: number
  readonly #mask: number
  /** 1: outstanding. */
  readonly #outstanding: Uint8Array
  /** Descriptors that wait for submit. */
  readonly #staged: Uint8Array
  #stagedCount = 0
  /** Both count modulo 2^16, as the rings do. */
  #availableIndex = 0
  #usedIndex = 0
  /** The available index at the last look whether to kick. */
  #kickedIndex = 0

  constructor(platform: DevicePlatform, size: number, notifyAddress: DeviceAddress, notifyValue: number, isNotifyWide: boolean) {
    this.size = size
    this.#mask = size - 1
    this.#platform = platform
    this.descriptors = platform.takeQueuePages(size * DESCRIPTOR_BYTES)
    this.available = platform.takeQueuePages(RING_START + size * 2 + 2)
    this.used = platform.takeQueuePages(RING_START + size * USED_ENTRY_BYTES + 2)
    if (this.descriptors === 0 || this.available === 0 || this.used === 0) stop(75, 'more virtio queues than the machine has pages for')
    this.#outstanding = new Uint8Array(size)
    this.#staged = new Uint8Array(size * STAGED_BYTES)
    this.#number = platform.addQueue({
      descriptors: this.descriptors, size, available: this.available, used: this.used, notifyAddress, notifyValue, isNotifyWide,
    })
  }

  /** Descriptor `index` is to be [address, address + length); it holds from the next flush on. */
  describe(index: number, address: DeviceAddress, length: number, flags: number): void {
    const at = plus(viewAddress(this.#staged), this.#stagedCount * STAGED_BYTES)
    storeI53(at, 0, address)
    storeU32(at, 8, length)
    storeU16(at, 12, flags)
    storeU16(at, 14, 0)
    storeI53(at, 16, index)
    this.#stagedCount++
  }

  /** Puts a descriptor into the available ring; the device sees it from the next flush on. */
  publish(index: number): void {
    this.#outstanding[index] = 1
    storeDeviceU16(plus(this.available, RING_START + (this.#availableIndex & this.#mask) * 2), index)
    this.#availableIndex = (this.#availableIndex + 1) & 0xffff
  }

  /** Shows the device what was described and published, and tells it if it asked to be told. */
  flush(): void {
    if (this.#stagedCount > 0) {
      this.#platform.submit(this.#number, viewAddress(this.#staged), this.#stagedCount)
      keepAlive(this.#staged)
      this.#stagedCount = 0
    }
    if (this.#availableIndex === this.#kickedIndex) return
    storeDeviceU16(plus(this.available, RING_INDEX), this.#availableIndex)
    memoryFence()
    const event = loadDeviceU16(plus(this.used, RING_START + this.size * USED_ENTRY_BYTES))
    const isAsked = ((this.#availableIndex - event - 1) & 0xffff) < ((this.#availableIndex - this.#kickedIndex) & 0xffff)
    this.#kickedIndex = this.#availableIndex
    if (isAsked) this.#platform.kick(this.#number)
  }

  /** The next descriptor that the device gives back, or -1; its length is then in takenLength. */
  take(): number {
    if (loadDeviceU16(plus(this.used, RING_INDEX)) === this.#usedIndex) return -1
    const entry = plus(this.used, RING_START + (this.#usedIndex & this.#mask) * USED_ENTRY_BYTES)
    const index = loadDeviceU32(entry)
    this.takenLength = loadDeviceU32(plus(entry, 4))
    if (index >= this.size || this.#outstanding[index] === 0) stop(75, 'a virtio device gives back a buffer that it does not have')
    this.#outstanding[index] = 0
    this.#usedIndex = (this.#usedIndex + 1) & 0xffff
    return index
  }

  /** The next buffer that the device gives back interrupts; true if there is one already. */
  arm(): boolean {
    storeDeviceU16(this.#usedEvent(), this.#usedIndex)
    memoryFence()
    return loadDeviceU16(plus(this.used, RING_INDEX)) !== this.#usedIndex
  }

  /** Buffers that the device gives back do not interrupt; holds for the next half of 2^16 of them. */
  disarm(): void {
    storeDeviceU16(this.#usedEvent(), (this.#usedIndex - 1) & 0xffff)
  }

  #usedEvent(): DeviceAddress {
    return plus(this.available, RING_START + this.size * 2)
  }
}
