// Sees the TCP segments of connections go by in both directions, and says what they have said: windows that closed, ends of
// streams, acknowledgments of those.
import { checkIpv4, ipv4HeaderBytes, ipv4Protocol, ipv4TotalBytes, PROTOCOL_TCP, VALID } from '../../library/net/ipv4.ts'
import { ETHER_TYPE_IPV4, ETHERNET_HEADER_BYTES, etherTypeOf } from '../../library/net/ethernet.ts'
import {
  ACK_BIT, FIN_BIT, RST_BIT, SYN_BIT, TCP_HEADER_BYTES, tcpAcknowledgment, tcpDestinationPort, tcpFlags, tcpHeaderBytes,
  tcpSequence, tcpSourcePort, tcpWindow,
} from '../../library/net/tcp/header.ts'
import { distance } from '../../library/net/tcp/sequence.ts'
import type { End } from './impairing-relay.ts'

/** Where the TCP segment of an Ethernet frame begins; -1 if there is none in it. */
function segmentStart(frame: Uint8Array): number {
  if (frame.length < ETHERNET_HEADER_BYTES || etherTypeOf(frame) !== ETHER_TYPE_IPV4) return -1
  if (checkIpv4(frame, ETHERNET_HEADER_BYTES, frame.length) !== VALID) return -1
  if (ipv4Protocol(frame, ETHERNET_HEADER_BYTES) !== PROTOCOL_TCP) return -1
  const start = ETHERNET_HEADER_BYTES + ipv4HeaderBytes(frame, ETHERNET_HEADER_BYTES)
  return start + TCP_HEADER_BYTES <= frame.length ? start : -1
}

export function hasSegment(frame: Uint8Array): boolean {
  return segmentStart(frame) >= 0
}

/** Whether a frame with a segment ends its sender's stream. */
export function hasFin(frame: Uint8Array): boolean {
  return (tcpFlags(frame, segmentStart(frame)) & FIN_BIT) !== 0
}

/** What one end of a connection has sent, as far as it arrived. */
export class Sent {
  segments = 0
  dataBytes = 0
  /** Segments that told a window of 0. */
  closedWindows = 0
  resets = 0
  /** Its first FIN was lost on purpose. */
  hasLostFin = false
  /** One past the number of its FIN; null before that arrived. */
  finEnd: number | null = null
  /** The highest number that it acknowledged; null before the first. */
  acknowledged: number | null = null

  note(frame: Uint8Array): void {
    const start = segmentStart(frame)
    const flags = tcpFlags(frame, start)
    const end = ETHERNET_HEADER_BYTES + ipv4TotalBytes(frame, ETHERNET_HEADER_BYTES)
    const dataBytes = end - start - tcpHeaderBytes(frame, start)
    this.segments++
    this.dataBytes += dataBytes
    if ((flags & RST_BIT) !== 0) {
      this.resets++
      return
    }
    if ((flags & SYN_BIT) === 0 && tcpWindow(frame, start) === 0) this.closedWindows++
    if ((flags & FIN_BIT) !== 0) this.finEnd = (tcpSequence(frame, start) + dataBytes + 1) | 0
    if ((flags & ACK_BIT) === 0) return
    const acknowledgment = tcpAcknowledgment(frame, start)
    if (this.acknowledged === null || distance(this.acknowledged, acknowledgment) > 0) this.acknowledged = acknowledgment
  }
}

/** One connection between the left end and the right. */
export class WatchedConnection {
  readonly left = new Sent()
  readonly right = new Sent()

  /** The FIN of each end has arrived, and its acknowledgment, too. */
  get isClosed(): boolean {
    return hasClosed(this.left, this.right) && hasClosed(this.right, this.left)
  }
}

function hasClosed(end: Sent, other: Sent): boolean {
  return end.finEnd !== null && other.acknowledged !== null && distance(end.finEnd, other.acknowledged) >= 0
}

export class TcpWatch {
  readonly #connectionOf: (leftPort: number, rightPort: number) => WatchedConnection
  #waiting: { readonly condition: () => boolean; readonly resolve: () => void }[] = []

  constructor(connectionOf: (leftPort: number, rightPort: number) => WatchedConnection) {
    this.#connectionOf = connectionOf
  }

  /** The connection of a frame with a segment that comes from an end. */
  connectionOf(frame: Uint8Array, from: End): WatchedConnection {
    const start = segmentStart(frame)
    const source = tcpSourcePort(frame, start)
    const destination = tcpDestinationPort(frame, start)
    return from === 'left' ? this.#connectionOf(source, destination) : this.#connectionOf(destination, source)
  }

  /** A frame with a segment from an end has arrived. What comes after its connection is closed is left out. */
  note(frame: Uint8Array, from: End): void {
    const connection = this.connectionOf(frame, from)
    if (connection.isClosed) return
    connection[from].note(frame)
    const isOver = this.#waiting.filter(({ condition }) => condition())
    this.#waiting = this.#waiting.filter((waiting) => !isOver.includes(waiting))
    for (const { resolve } of isOver) resolve()
  }

  /** Resolves once what has been seen makes `condition` true. */
  until(condition: () => boolean): Promise<void> {
    if (condition()) return Promise.resolve()
    return new Promise((resolve) => this.#waiting.push({ condition, resolve }))
  }
}
