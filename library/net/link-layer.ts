// The link layer of one interface: Ethernet frames out, with the destination that ARP finds (RFC 826, RFC 894).
//
// Order of calls: write a payload into `frame` from ETHERNET_HEADER_BYTES on, then `send` it; it is gone when that
// returns. `receiveArp` for ARP frames that came in, `tick` at `deadlineNs()` or later.
import type { Clock } from '../contracts/clock.ts'
import type { NetDevice } from '../contracts/net-device.ts'
import {
  ARP_FRAME_BYTES, ARP_REPLY, ARP_REQUEST, arpOperation, arpSender, arpTarget, isArpOverEthernet, SENDER_MAC, writeArp,
} from './arp.ts'
import {
  copyMac, DESTINATION, ETHER_TYPE_IPV4, ETHERNET_HEADER_BYTES, fillBroadcastMac, isGroupMacAt, isMacAt,
  writeEthernetHeader,
} from './ethernet.ts'
import { MAXIMUM_HELD_FRAMES, Neighbours, type Neighbour } from './neighbours.ts'
import type { Route } from './route.ts'
import { RECEIVED, TRANSMITTED, type Counters, type ReceivedOutcome, type TransmittedOutcome } from './statistics.ts'

export class LinkLayer {
  /** The frame that is being made: one for all senders, who fill it and send it without a pause. */
  readonly frame: Uint8Array
  readonly #device: NetDevice
  readonly #clock: Clock
  readonly #route: Route
  readonly #counters: Counters
  readonly #neighbours = new Neighbours()
  /** ARP packets are made while `frame` waits for the neighbour that they ask for. */
  readonly #arpFrame = new Uint8Array(ARP_FRAME_BYTES)
  #nowNs: number

  constructor(device: NetDevice, clock: Clock, route: Route, counters: Counters) {
    this.frame = new Uint8Array(ETHERNET_HEADER_BYTES + device.maximumPayloadBytes)
    this.#device = device
    this.#clock = clock
    this.#route = route
    this.#counters = counters
    this.#nowNs = clock.monotonicNowNs()
  }

  /** Sends `frame` with an IPv4 datagram of this length to a host of the link; counts what becomes of it. */
  send(nextHop: number, payloadBytes: number): TransmittedOutcome {
    const outcome = this.#dispatch(nextHop, ETHERNET_HEADER_BYTES + payloadBytes)
    this.#counters.countTransmitted(outcome)
    return outcome
  }

  #dispatch(nextHop: number, lengthBytes: number): TransmittedOutcome {
    const { frame } = this
    writeEthernetHeader(frame, this.#device.macAddress, ETHER_TYPE_IPV4)
    if (this.#route.isBroadcast(nextHop)) {
      fillBroadcastMac(frame, DESTINATION)
      return this.#transmit(frame.subarray(0, lengthBytes))
    }
    const neighbour = this.#neighbours.use(nextHop, this.#nowNs)
    if (neighbour === null) return this.#hold(nextHop, lengthBytes)
    copyMac(neighbour.mac, 0, frame, DESTINATION)
    const outcome = this.#transmit(frame.subarray(0, lengthBytes))
    if (this.#neighbours.needsRefresh(neighbour, this.#nowNs)) this.#request(neighbour, true)
    return outcome
  }

  #transmit(frame: Uint8Array): TransmittedOutcome {
    const result = this.#device.transmit(frame)
    if (result === 'sent') return TRANSMITTED.sent
    if (result === 'full') return TRANSMITTED.deviceFull
    return result === 'down' ? TRANSMITTED.deviceDown : TRANSMITTED.tooLong
  }

  /**
   * Keeps a copy until the neighbour has told its address; where too many wait, the oldest gives way (RFC 1122
   * §2.3.2.2).
   */
  #hold(nextHop: number, lengthBytes: number): TransmittedOutcome {
    this.#nowNs = this.#clock.monotonicNowNs()
    const neighbour = this.#neighbours.ask(nextHop, this.#nowNs)
    if (neighbour === null) return TRANSMITTED.arpQueueFull
    const { held } = neighbour
    if (held.length === MAXIMUM_HELD_FRAMES) {
      held.shift()
      this.#counters.countTransmitted(TRANSMITTED.arpQueueFull)
    }
    held.push(this.frame.slice(0, lengthBytes))
    this.#askForNeighbours()
    return TRANSMITTED.held
  }

  /** To be called at each poll: time has passed. */
  tick(): void {
    this.#nowNs = this.#clock.monotonicNowNs()
    this.#askForNeighbours()
  }

  /** When tick has something to do. */
  deadlineNs(): number {
    return this.#neighbours.deadlineNs()
  }

  /** As of the last tick. */
  get nowNs(): number {
    return this.#nowNs
  }

  #askForNeighbours(): void {
    for (;;) {
      const neighbour = this.#neighbours.takeDue(this.#nowNs)
      if (neighbour === null) return
      if (!neighbour.isLost) this.#request(neighbour, false)
      else for (let i = 0; i < neighbour.held.length; i++) this.#counters.countTransmitted(TRANSMITTED.arpUnresolved)
    }
  }

  #request(neighbour: Neighbour, isUnicast: boolean): void {
    const frame = this.#arpFrame
    writeArp(frame, ARP_REQUEST, this.#device.macAddress, this.#route.address, null, 0, neighbour.address)
    if (isUnicast) copyMac(neighbour.mac, 0, frame, DESTINATION)
    else fillBroadcastMac(frame, DESTINATION)
    this.#counters.countTransmitted(this.#transmit(frame))
  }

  /** RFC 826, "Packet Reception", with the cautions of RFC 1122 §2.3.2 and RFC 5227. */
  receiveArp(frame: Uint8Array): ReceivedOutcome {
    if (frame.length < ARP_FRAME_BYTES) return RECEIVED.short
    if (!isArpOverEthernet(frame) || isGroupMacAt(frame, SENDER_MAC)) return RECEIVED.badArp
    const sender = arpSender(frame)
    const isRequest = arpOperation(frame) === ARP_REQUEST
    const isForUs = arpTarget(frame) === this.#route.address
    if (sender === this.#route.address) {
      // RFC 5227 §2.4: another host has our address. An announcement of our own that came back is no conflict.
      return isMacAt(frame, SENDER_MAC, this.#device.macAddress) ? RECEIVED.notForUs : RECEIVED.addressConflict
    }
    // RFC 5227 §2.1.1: a probe has no sender address; it is answered but teaches nothing.
    const isProbe = sender === 0
    if (!isProbe && !this.#route.isNeighbour(sender)) return RECEIVED.badArp
    // Only a request to us makes a new entry: whoever asks is about to talk to us. A reply makes none, for nobody
    // asked.
    const isLearned = !isProbe && this.#learn(sender, frame, isRequest && isForUs)
    if (isRequest && isForUs) {
      this.#reply(frame, sender)
      return RECEIVED.arpAnswered
    }
    return isLearned ? RECEIVED.arpLearned : RECEIVED.notForUs
  }

  #learn(sender: number, frame: Uint8Array, mayAdd: boolean): boolean {
    const neighbour = this.#neighbours.learn(sender, frame, SENDER_MAC, mayAdd, this.#nowNs)
    if (neighbour === null) return false
    const { held } = neighbour
    if (held.length === 0) return true
    neighbour.held = []
    for (let i = 0; i < held.length; i++) {
      copyMac(neighbour.mac, 0, held[i], DESTINATION)
      this.#counters.countTransmitted(this.#transmit(held[i]))
    }
    return true
  }

  #reply(request: Uint8Array, asker: number): void {
    const frame = this.#arpFrame
    writeArp(frame, ARP_REPLY, this.#device.macAddress, this.#route.address, request, SENDER_MAC, asker)
    copyMac(request, SENDER_MAC, frame, DESTINATION)
    this.#counters.countTransmitted(this.#transmit(frame))
  }
}
