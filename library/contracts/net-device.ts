// NetDevice: an Ethernet interface, real (drivers) or simulated (sim). Types only. Frames go from the destination
// address on, without preamble and check sequence. Buffers belong to the device; the caller borrows them for the length
// of one call and copies what it keeps.

/** Why a frame was not sent. `full` is the usual one: try again after a poll. */
export type TransmitResult = 'sent' | 'full' | 'too-long' | 'down'

export interface NetDevice {
  /** Six bytes; MUST NOT change. */
  readonly macAddress: Uint8Array
  /** Longest payload of a frame in bytes, without the 14-byte header; 1500 as a rule. */
  readonly maximumPayloadBytes: number

  /**
   * Calls `receive` for each frame that has come in, in the order in which they came, at most `most` times; how many it
   * were. `frame` is valid until `receive` returns. A frame that the device could not keep is counted in `dropped`.
   * MUST NOT be called from inside `receive`.
   */
  poll(receive: (frame: Uint8Array) => void, most: number): number

  /**
   * Sends one frame, copying it before it returns. MAY be called from inside `receive`. Frames that were `sent` leave
   * in order or are lost by the link, never by the device.
   */
  transmit(frame: Uint8Array): TransmitResult

  /**
   * The machine is about to wait: everything `sent` has left for the link, and from now on, until the next poll, a frame that
   * comes in MUST end the platform's wait. True if frames are there already: the caller polls instead.
   */
  prepareToWait(): boolean

  /** Frames received and then thrown away for want of room, since the start. */
  readonly dropped: number
}
