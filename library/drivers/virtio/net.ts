// virtio's network device (Virtual I/O Device 1.2, §5.1) as a NetDevice: a queue to receive, a queue to send, a fixed
// buffer for each descriptor of either.

import type { DevicePlatform } from '../../contracts/device-platform.ts'
import type { NetDevice, TransmitResult } from '../../contracts/net-device.ts'
import { plus, viewAddress } from '../../runtime/intrinsics/raw.ts'
import type { VirtioDevice } from './device.ts'
import { findMmioDevices } from './mmio.ts'
import { findPciDevices } from './pci.ts'
import { DESCRIPTOR_WRITE, type SplitQueue } from './split-queue.ts'

// SAFETY: addresses are computed inside `#received` and `#sent`, which have `BUFFER_BYTES` for each descriptor and live as
// long as the device.

const DEVICE_NETWORK = 1
const FEATURE_MAC = 1 << 5
const RECEIVE_QUEUE = 0
const TRANSMIT_QUEUE = 1
/** struct virtio_net_hdr with num_buffers: ours are zero but for that, and say that nothing is left to do. */
const HEADER_BYTES = 12
const FRAME_BYTES = 1514
const BUFFER_BYTES = 2048
const MAC_BYTES = 6
/** So many frames to send wait for each other at most before the device is told. */
const BATCH = 32

export class VirtioNet implements NetDevice {
  readonly macAddress: Uint8Array
  readonly maximumPayloadBytes = 1500
  #dropped = 0
  readonly #receiveQueue: SplitQueue
  readonly #transmitQueue: SplitQueue
  readonly #received: Uint8Array
  readonly #sent: Uint8Array
  /** Descriptors of the transmit queue that are free. */
  readonly #free: number[] = []
  #batched = 0
  /** A frame found no room: the next buffer that comes back ends a wait. */
  #wasFull = false
  #isReceiving = false

  constructor(device: VirtioDevice) {
    device.start(FEATURE_MAC)
    this.macAddress = device.configuration(0, MAC_BYTES)
    this.#receiveQueue = device.queue(RECEIVE_QUEUE)
    this.#transmitQueue = device.queue(TRANSMIT_QUEUE)
    this.#received = new Uint8Array(this.#receiveQueue.size * BUFFER_BYTES)
    this.#sent = new Uint8Array(this.#transmitQueue.size * BUFFER_BYTES)
    for (let i = 0; i < this.#transmitQueue.size; i++) this.#free.push(i)
    this.#transmitQueue.disarm()
    device.finish()
  }

  get dropped(): number {
    return this.#dropped
  }

  poll(receive: (frame: Uint8Array) => void, most: number): number {
    if (!this.#isReceiving) this.#startReceiving()
    const queue = this.#receiveQueue
    let count = 0
    while (count < most) {
      const index = queue.take()
      if (index < 0) break
      const length = queue.takenLength
      count++
      if (length <= HEADER_BYTES || length > HEADER_BYTES + FRAME_BYTES) this.#dropped++
      else receive(this.#received.subarray(index * BUFFER_BYTES + HEADER_BYTES, index * BUFFER_BYTES + length))
      queue.publish(index)
    }
    if (count > 0) queue.flush()
    this.#flushTransmit()
    return count
  }

  transmit(frame: Uint8Array): TransmitResult {
    const length = frame.length
    if (length > FRAME_BYTES) return 'too-long'
    if (this.#free.length === 0) this.#reclaim()
    const index = this.#free.pop()
    if (index === undefined) {
      this.#wasFull = true
      return 'full'
    }
    const start = index * BUFFER_BYTES
    this.#sent.set(frame, start + HEADER_BYTES)
    this.#transmitQueue.describe(index, plus(viewAddress(this.#sent), start), HEADER_BYTES + length, 0)
    this.#transmitQueue.publish(index)
    this.#batched++
    if (this.#batched === BATCH) this.#flushTransmit()
    return 'sent'
  }

  prepareToWait(): boolean {
    if (!this.#isReceiving) this.#startReceiving()
    this.#flushTransmit()
    this.#reclaim()
    if (this.#wasFull) {
      this.#wasFull = false
      if (this.#transmitQueue.arm()) return true
    } else {
      this.#transmitQueue.disarm()
    }
    return this.#receiveQueue.arm()
  }

  /** Not before the seal: a device that writes memory could undo what start-up does. */
  #startReceiving(): void {
    this.#isReceiving = true
    const queue = this.#receiveQueue
    const start = viewAddress(this.#received)
    for (let i = 0; i < queue.size; i++) {
      queue.describe(i, plus(start, i * BUFFER_BYTES), BUFFER_BYTES, DESCRIPTOR_WRITE)
      queue.publish(i)
    }
    queue.flush()
  }

  #flushTransmit(): void {
    if (this.#batched === 0) return
    this.#batched = 0
    this.#transmitQueue.flush()
  }

  #reclaim(): void {
    for (let index = this.#transmitQueue.take(); index >= 0; index = this.#transmitQueue.take()) this.#free.push(index)
  }
}

/** The machine's first network device, started but not yet receiving; null without one. Before the seal. */
export function openVirtioNet(platform: DevicePlatform): VirtioNet | null {
  const found: VirtioDevice[] = []
  findMmioDevices(platform, DEVICE_NETWORK, found)
  findPciDevices(platform, DEVICE_NETWORK, found)
  return found.length === 0 ? null : new VirtioNet(found[0])
}
