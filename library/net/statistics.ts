// What became of every frame. A received frame ends in exactly one counter of `received`, a frame that was to be sent
// in exactly one of `transmitted` (one that waits for its neighbour's address is counted when the wait is over). What
// became of TCP segments is told in `tcp` (tcp/statistics.ts).
//
// Outcomes are small integers on the way, so that counting is one addition; the tables below give them their names.
import type { TcpStatistics } from './tcp/statistics.ts'

/** What became of a received frame. */
export const RECEIVED = {
  /** A datagram that a socket got. */
  delivered: 0,
  /** An echo request, answered (as far as the device took the answer: that is counted under `transmitted`). */
  echoed: 1,
  /** An ARP request, answered. */
  arpAnswered: 2,
  /** An ARP packet that brought or confirmed a neighbour's address. */
  arpLearned: 3,
  /** Fewer bytes than the headers need. */
  short: 4,
  /** For another link or IPv4 address. */
  notForUs: 5,
  /** Neither IPv4 nor ARP. */
  unknownEtherType: 6,
  /** An ARP packet that is not for IPv4 over Ethernet, or whose sender cannot be a host of this network. */
  badArp: 7,
  /** An ARP packet whose sender claims our address. */
  addressConflict: 8,
  badVersion: 9,
  /** A header or total length that contradicts the other lengths. */
  badLength: 10,
  badChecksum: 11,
  /** A source that is no single host: multicast, broadcast, loopback, or our own address. */
  badSource: 12,
  /** A piece of a datagram: reassembly is not there yet. */
  fragment: 13,
  /** Neither ICMP nor UDP, nor TCP where the program uses that. */
  unknownProtocol: 14,
  /** An ICMP message that asks for nothing, or an echo request to a broadcast address. */
  unhandledIcmp: 15,
  /** Nobody has bound the port. */
  noSocket: 16,
  /** The socket's queue is full: the program does not keep up. */
  queueFull: 17,
  /** A TCP segment: the counters of TCP say what became of it. */
  tcp: 18,
} as const
export type ReceivedOutcome = (typeof RECEIVED)[keyof typeof RECEIVED]

/** By outcome. */
const RECEIVED_NAMES: readonly (keyof typeof RECEIVED)[] = [
  'delivered', 'echoed', 'arpAnswered', 'arpLearned', 'short', 'notForUs', 'unknownEtherType', 'badArp',
  'addressConflict', 'badVersion', 'badLength', 'badChecksum', 'badSource', 'fragment', 'unknownProtocol',
  'unhandledIcmp', 'noSocket', 'queueFull', 'tcp',
]

/** What became of a frame that was to be sent. */
export const TRANSMITTED = {
  /** Taken by the device. */
  sent: 0,
  deviceFull: 1,
  deviceDown: 2,
  tooLong: 3,
  /** The destination is not on the link and there is no gateway; or it is multicast, or no host at all. */
  noRoute: 4,
  /** To our own address: there is no loopback yet. */
  toSelf: 5,
  /** In answer to a datagram whose source port is 0, which takes no answers (RFC 768). */
  noPort: 6,
  /** Nobody answered for the neighbour's address. */
  arpUnresolved: 7,
  /** Too many frames or addresses wait for neighbours to answer. */
  arpQueueFull: 8,
  /** An ICMP error beyond the limit. */
  rateLimited: 9,
  /** Not yet an outcome: it waits for its neighbour's address. Never counted. */
  held: 10,
} as const
export type TransmittedOutcome = (typeof TRANSMITTED)[keyof typeof TRANSMITTED]

/** By outcome. */
const TRANSMITTED_NAMES: readonly Exclude<keyof typeof TRANSMITTED, 'held'>[] = [
  'sent', 'deviceFull', 'deviceDown', 'tooLong', 'noRoute', 'toSelf', 'noPort', 'arpUnresolved', 'arpQueueFull',
  'rateLimited',
]

export type ReceivedCounts = Record<(typeof RECEIVED_NAMES)[number], number>
export type TransmittedCounts = Record<(typeof TRANSMITTED_NAMES)[number], number>

export interface Statistics {
  readonly received: Readonly<ReceivedCounts>
  readonly transmitted: Readonly<TransmittedCounts>
  /** Null: the program has not used TCP. */
  readonly tcp: TcpStatistics | null
  /** Received frames that the device threw away for want of room before they were looked at. */
  readonly droppedByDevice: number
}

export class Counters {
  readonly #received = new Float64Array(RECEIVED_NAMES.length)
  readonly #transmitted = new Float64Array(TRANSMITTED_NAMES.length)

  countReceived(outcome: ReceivedOutcome): void {
    this.#received[outcome]++
  }

  countTransmitted(outcome: TransmittedOutcome): void {
    if (outcome !== TRANSMITTED.held) this.#transmitted[outcome]++
  }

  snapshot(tcp: TcpStatistics | null, droppedByDevice: number): Statistics {
    const received = {} as ReceivedCounts
    for (let i = 0; i < RECEIVED_NAMES.length; i++) received[RECEIVED_NAMES[i]] = this.#received[i]
    const transmitted = {} as TransmittedCounts
    for (let i = 0; i < TRANSMITTED_NAMES.length; i++) transmitted[TRANSMITTED_NAMES[i]] = this.#transmitted[i]
    return { received, transmitted, tcp, droppedByDevice }
  }
}
