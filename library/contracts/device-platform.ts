// DevicePlatform: what a machine gives to the drivers of its devices. Types only. Everything but submit and kick is for
// start-up, before the seal; everything a device may reach is fixed there.

/** A physical address, as devices see memory. */
export type DeviceAddress = number

/** A virtqueue of the split sort, whose descriptor table only the machine may write. */
export interface DeviceQueue {
  readonly descriptors: DeviceAddress
  /** Entries, a power of two, at most 256. */
  readonly size: number
  readonly available: DeviceAddress
  readonly used: DeviceAddress
  /** Where the device is told of new descriptors, with which value, and whether it is written as 32 bits or as 16. */
  readonly notifyAddress: DeviceAddress
  readonly notifyValue: number
  readonly isNotifyWide: boolean
}

/** A device behind virtio's register window. */
export interface RegisterWindow {
  readonly address: DeviceAddress
  readonly bytes: number
  /** Its interrupt, level-triggered. */
  readonly interrupt: number
}

/** A function on the PCI bus: its configuration space, 4,096 bytes, which is mapped. */
export interface PciFunction {
  readonly space: DeviceAddress
}

/** What a device writes where to interrupt. */
export interface InterruptMessage {
  readonly address: DeviceAddress
  readonly data: number
}

export interface DevicePlatform {
  readonly windows: readonly RegisterWindow[]
  readonly pciFunctions: readonly PciFunction[]

  /** Makes a device's pages reachable until the seal. False: that is no device's memory. */
  mapDevice(address: DeviceAddress, bytes: number): boolean

  /** Zeroed pages for a part of a queue, 0 if there are none left. */
  takeQueuePages(bytes: number): DeviceAddress

  /** The queue's number for submit and kick. */
  addQueue(queue: DeviceQueue): number

  /**
   * From the seal on the interrupt ends waits; the machine then reads the status register and writes what it read to the
   * acknowledge register. False: no controller takes the interrupt.
   */
  addSource(interrupt: number, statusRegister: DeviceAddress, acknowledgeRegister: DeviceAddress): boolean

  /** A message that, from the seal on, ends waits; null if there are no more. */
  addMessageSource(): InterruptMessage | null

  /**
   * Writes `count` descriptors, which lie at `descriptors`: u64 address, u32 length, u16 flags, u16 next, u64 index in the
   * table. The machine MUST abort on one whose range is not of the program's data, which is indirect, or whose indices are
   * not of the table.
   */
  submit(queue: number, descriptors: DeviceAddress, count: number): void

  /** Tells the device that the available ring has grown. */
  kick(queue: number): void
}
