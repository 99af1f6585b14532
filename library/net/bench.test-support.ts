// A test bench: one Interface, and at the other end of its cable a bare device that sends any frame and keeps all that
// come.
import { writeU16 } from '../base/big-endian.ts'
import { checksumOf, sumBytes } from '../base/checksum.ts'
import { SimulatedClock } from '../sim/clock.ts'
import { SimulatedLink, type LinkConditions, type SimulatedDevice } from '../sim/link.ts'
import { SimulatedRng } from '../sim/rng.ts'
import { Simulation } from '../sim/simulation.ts'
import { parseAddress } from './address.ts'
import { ARP_FRAME_BYTES, ARP_REQUEST, writeArp } from './arp.ts'
import { copyMac, DESTINATION, ETHER_TYPE_IPV4, fillBroadcastMac, writeEthernetHeader } from './ethernet.ts'
import { Interface } from './interface.ts'
import { IPV4_HEADER_BYTES, PROTOCOL_ICMP, PROTOCOL_UDP, writeIpv4Header } from './ipv4.ts'
import type { StaticAddress } from './route.ts'
import type { ReceivedCounts, TransmittedCounts } from './statistics.ts'
import { writeUdpHeader } from './udp.ts'

export const OURS = address('10.0.0.1')
export const PEER = address('10.0.0.2')
export const GATEWAY = address('10.0.0.254')
export const FAR_AWAY = address('192.0.2.7')
export const OUR_CONFIG: StaticAddress = { address: '10.0.0.1', prefixLength: 24, gateway: '10.0.0.254' }

export function address(text: string): number {
  return parseAddress(text)!
}

export class Bench {
  readonly clock = new SimulatedClock()
  readonly rng: SimulatedRng
  readonly link: SimulatedLink
  readonly peer: SimulatedDevice
  readonly interface: Interface
  readonly simulation: Simulation
  /** All that came to the peer, since `takeFrames`. */
  #frames: Uint8Array[] = []

  constructor(seed = 1, conditions: Partial<LinkConditions> = {}, config = OUR_CONFIG) {
    this.rng = new SimulatedRng(seed)
    this.link = new SimulatedLink(this.clock, this.rng, { conditions: { receiveQueueFrames: 4096, ...conditions } })
    this.peer = this.link.right
    this.interface = new Interface(this.link.left, this.clock, this.rng, config)
    this.simulation = new Simulation(this.clock)
    this.simulation.addSource(this.interface)
    this.simulation.addLink(this.link)
    this.simulation.addSource({
      poll: () => this.peer.poll((frame) => void this.#frames.push(frame.slice()), 64) > 0,
      isReferenced: () => false,
      deadlineNs: () => Infinity,
      prepareToWait: () => false,
    })
  }

  /** Lets time pass. */
  run(seconds = 0): void {
    this.simulation.runTo(this.clock.monotonicNowNs() + seconds * 1e9)
  }

  /** What the peer got since the last call. */
  takeFrames(): Uint8Array[] {
    const frames = this.#frames
    this.#frames = []
    return frames
  }

  /** Sends a frame from the peer, lets it be handled, and gives what came back. */
  exchange(frame: Uint8Array): Uint8Array[] {
    this.takeFrames()
    this.peer.transmit(frame)
    this.run()
    return this.takeFrames()
  }

  /** The peer asks for our address, by which we learn its. */
  introduce(sender = PEER): void {
    this.exchange(arpFrame(this, ARP_REQUEST, sender, OURS))
  }

  /** The counters that are not zero. */
  received(): Partial<ReceivedCounts> {
    return withoutZeros(this.interface.statistics().received)
  }

  transmitted(): Partial<TransmittedCounts> {
    return withoutZeros(this.interface.statistics().transmitted)
  }
}

function withoutZeros<T extends object>(counts: T): Partial<T> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0)) as Partial<T>
}

/** From the peer: requests to all, replies to us. */
export function arpFrame(bench: Bench, operation: number, sender: number, target: number): Uint8Array {
  const frame = new Uint8Array(60)
  const ourMac = bench.link.left.macAddress
  writeArp(frame, operation, bench.peer.macAddress, sender, operation === ARP_REQUEST ? null : ourMac, 0, target)
  if (operation === ARP_REQUEST) fillBroadcastMac(frame, DESTINATION)
  else copyMac(ourMac, 0, frame, DESTINATION)
  return frame.subarray(0, Math.max(ARP_FRAME_BYTES, 60))
}

export interface Ends {
  readonly source?: number
  readonly destination?: number
  /** IPv4 options, a multiple of four bytes. */
  readonly options?: Uint8Array
}

/** A datagram from the peer to us. */
export function ipv4Frame(bench: Bench, protocol: number, payload: Uint8Array, ends: Ends = {}): Uint8Array {
  const { source = PEER, destination = OURS, options = new Uint8Array(0) } = ends
  const headerBytes = IPV4_HEADER_BYTES + options.length
  const frame = new Uint8Array(Math.max(60, 14 + headerBytes + payload.length))
  copyMac(bench.link.left.macAddress, 0, frame, DESTINATION)
  writeEthernetHeader(frame, bench.peer.macAddress, ETHER_TYPE_IPV4)
  writeIpv4Header(frame, 14, headerBytes + payload.length, protocol, source, destination)
  frame.set(options, 34)
  frame.set(payload, 14 + headerBytes)
  frame[14] = 0x40 | (headerBytes / 4)
  return repairHeader(frame)
}

export function udpFrame(
  bench: Bench, sourcePort: number, destinationPort: number, data: Uint8Array, ends: Ends = {},
): Uint8Array {
  const { source = PEER, destination = OURS } = ends
  const datagram = new Uint8Array(8 + data.length)
  datagram.set(data, 8)
  writeUdpHeader(datagram, 0, datagram.length, source, sourcePort, destination, destinationPort)
  return ipv4Frame(bench, PROTOCOL_UDP, datagram, ends)
}

export function echoFrame(bench: Bench, data: Uint8Array, ends: Ends = {}): Uint8Array {
  const message = new Uint8Array(8 + data.length)
  message.set([8, 0, 0, 0, 0x12, 0x34, 0, 1])
  message.set(data, 8)
  writeU16(message, 2, checksumOf(sumBytes(0, message, 0, message.length)))
  return ipv4Frame(bench, PROTOCOL_ICMP, message, ends)
}

/** Makes the IPv4 checksum right after a change to the header. */
export function repairHeader(frame: Uint8Array): Uint8Array {
  const end = 14 + (frame[14] & 15) * 4
  writeU16(frame, 24, 0)
  writeU16(frame, 24, checksumOf(sumBytes(0, frame, 14, end)))
  return frame
}

/** A copy with some bytes changed. */
export function changed(frame: Uint8Array, changes: Readonly<Record<number, number>>): Uint8Array {
  const copy = frame.slice()
  for (const [offset, value] of Object.entries(changes)) copy[Number(offset)] = value
  return copy
}

/** Bytes that differ from place to place. */
export function message(length: number, seed = 0): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let i = 0; i < length; i++) bytes[i] = i * 7 + seed
  return bytes
}
