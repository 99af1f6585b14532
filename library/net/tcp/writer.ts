// Makes segments and hands them to the layer below.
import { ACK_BIT, PSH_BIT, RST_BIT, SYN_BIT, TCP_HEADER_BYTES, writeTcpChecksum, writeTcpHeader } from './header.ts'
import type { Connection } from './connection.ts'
import { NO_WINDOW_SCALE, TcpOptions, writeOptions } from './options.ts'
import type { Segment } from './segment.ts'
import { TCP_EVENT, type TcpCounters } from './statistics.ts'

/** What the layer below did with a segment. */
export const SEND = {
  /** It left, or was lost as anything can be on the way. */
  done: 0,
  /** No room now: again after the next poll. */
  full: 1,
  /** No way leads to the destination. */
  unreachable: 2,
} as const
export type SendOutcome = (typeof SEND)[keyof typeof SEND]

/** The layer below. */
export interface TcpOutput {
  /** Where segments are made, from `start` on; one serves all. */
  readonly bytes: Uint8Array
  readonly start: number
  /** The longest segment, its header included. */
  readonly maximumBytes: number
  /** Sends the segment that stands there. */
  send(lengthBytes: number, destination: number): SendOutcome
}

export class SegmentWriter {
  readonly #output: TcpOutput
  readonly #address: number
  readonly #counters: TcpCounters
  readonly #options = new TcpOptions()
  /** What one segment carries at most (RFC 6691 §2: headers without options are what counts). */
  readonly segmentBytes: number

  constructor(output: TcpOutput, address: number, counters: TcpCounters) {
    this.#output = output
    this.#address = address
    this.#counters = counters
    this.segmentBytes = output.maximumBytes - TCP_HEADER_BYTES
  }

  /** A segment of an open connection, with `count` bytes of its buffer from `offset` on. */
  segment(connection: Connection, sequence: number, flags: number, offset: number, count: number): SendOutcome {
    const { bytes, start } = this.#output
    connection.sender.buffer.copyTo(offset, bytes, start + TCP_HEADER_BYTES, count)
    return this.#send(connection, sequence, flags | ACK_BIT, TCP_HEADER_BYTES, count)
  }

  /** SYN, or SYN with ACK, with what we offer (RFC 6691; RFC 7323 §2.2: a scale only answers a scale). */
  syn(connection: Connection, flags: number): SendOutcome {
    const options = this.#options
    options.maximumSegmentBytes = this.segmentBytes
    options.windowScale = connection.offersScale ? connection.receiver.offeredScale : NO_WINDOW_SCALE
    const { bytes, start } = this.#output
    const optionsBytes = writeOptions(bytes, start + TCP_HEADER_BYTES, options)
    const { initialSequence } = connection.sender
    return this.#send(connection, initialSequence, SYN_BIT | flags, TCP_HEADER_BYTES + optionsBytes, 0)
  }

  #send(
    connection: Connection, sequence: number, flags: number, headerBytes: number, dataBytes: number,
  ): SendOutcome {
    const { bytes, start } = this.#output
    const { receiver } = connection
    const hasAck = (flags & ACK_BIT) !== 0
    const window = receiver.advertise((flags & SYN_BIT) === 0)
    writeTcpHeader(
      bytes, start, headerBytes, connection.localPort, connection.remotePort, sequence, hasAck ? receiver.next : 0,
      flags, window,
    )
    const lengthBytes = headerBytes + dataBytes
    writeTcpChecksum(bytes, start, start + lengthBytes, this.#address, connection.remoteAddress)
    const outcome = this.#output.send(lengthBytes, connection.remoteAddress)
    if (hasAck && outcome !== SEND.full) receiver.acknowledged()
    return outcome
  }

  /** Our side of a connection ends at once. */
  resetConnection(connection: Connection): void {
    const { sender, receiver } = connection
    this.#reset(
      connection.remoteAddress, connection.localPort, connection.remotePort, sender.highest, receiver.next, ACK_BIT,
    )
  }

  /** The answer to what belongs to no connection (RFC 9293 §3.5.2, group 1; §3.10.7.1). */
  resetSegment(segment: Segment): void {
    const hasAck = (segment.flags & ACK_BIT) !== 0
    const sequence = hasAck ? segment.acknowledgment : 0
    const acknowledgment = hasAck ? 0 : (segment.sequence + segment.length) | 0
    this.#reset(
      segment.remoteAddress, segment.localPort, segment.remotePort, sequence, acknowledgment, hasAck ? 0 : ACK_BIT,
    )
  }

  /** Not sent again where there is no room: whoever it is for will ask again. */
  #reset(
    remoteAddress: number, localPort: number, remotePort: number, sequence: number, acknowledgment: number,
    flags: number,
  ): void {
    const { bytes, start } = this.#output
    writeTcpHeader(
      bytes, start, TCP_HEADER_BYTES, localPort, remotePort, sequence, acknowledgment, RST_BIT | flags, 0,
    )
    writeTcpChecksum(bytes, start, start + TCP_HEADER_BYTES, this.#address, remoteAddress)
    this.#counters.countEvent(TCP_EVENT.resetsSent)
    this.#output.send(TCP_HEADER_BYTES, remoteAddress)
  }
}

/** PSH where a segment carries the last of what waits (RFC 9293 §3.9.1.2). */
export function pushBit(isLast: boolean): number {
  return isLast ? PSH_BIT : 0
}
