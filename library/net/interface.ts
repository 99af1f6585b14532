// One network interface: a device with an address, and the protocols above it. Kernel makes it, installs it
// (installed.ts) and polls it; it is a Source of the event loop.
//
// Order of calls: bind and send at any time; poll once a turn; prepareToWait before a wait until deadlineNs.
//
// The way of a frame: #receive counts what #frame says became of it; that hands ARP to the link layer and datagrams to
// #datagram, which hands their payloads to #icmp and #udp, and to TCP's engine.
import type { Clock } from '../contracts/clock.ts'
import type { NetDevice } from '../contracts/net-device.ts'
import type { Rng } from '../contracts/rng.ts'
import type { Source } from '../contracts/source.ts'
import {
  DESTINATION, ETHER_TYPE_ARP, ETHER_TYPE_IPV4, ETHERNET_HEADER_BYTES, etherTypeOf, isBroadcastMacAt, isMacAt,
} from './ethernet.ts'
import { checkIcmp, ICMP_HEADER_BYTES, isEchoRequest, writeEchoReply, writePortUnreachable } from './icmp.ts'
import {
  checkIpv4, IPV4_HEADER_BYTES, ipv4Destination, ipv4HeaderBytes, ipv4Protocol, ipv4Source, ipv4TotalBytes, isFragment,
  PROTOCOL_ICMP, PROTOCOL_TCP, PROTOCOL_UDP, VALID, writeIpv4Header,
} from './ipv4.ts'
import { LinkLayer } from './link-layer.ts'
import { NO_ROUTE, Route, type StaticAddress } from './route.ts'
import {
  Counters, RECEIVED, TRANSMITTED, type ReceivedOutcome, type Statistics, type TransmittedOutcome,
} from './statistics.ts'
import type { Tcp } from './tcp/engine.ts'
import { DEFAULT_LIMITS } from './tcp/limits.ts'
import { SEND, type SendOutcome, type TcpOutput } from './tcp/writer.ts'
import { TokenBucket } from './token-bucket.ts'
import { checkUdp, UDP_HEADER_BYTES, udpDestinationPort, udpLengthBytes, udpSourcePort, writeUdpHeader } from './udp.ts'
import { UdpPorts, type UdpPort } from './udp-ports.ts'

/** So that timers and other sources get their turn while frames keep coming: about 50 µs of work. */
const FRAMES_PER_POLL = 64
/** ICMP errors, which a forger of source addresses could make us send to a victim (RFC 1812 §4.3.2.8). */
const ICMP_ERRORS_PER_SECOND = 100
const ICMP_ERRORS_AT_ONCE = 20
/** RFC 1812 §4.3.2.3: as much of the datagram as fits into 576 bytes, which every host can take. */
const LONGEST_QUOTE_BYTES = 576 - IPV4_HEADER_BYTES - ICMP_HEADER_BYTES

const IPV4_START = ETHERNET_HEADER_BYTES
const PAYLOAD_START = IPV4_START + IPV4_HEADER_BYTES
const UDP_DATA_START = PAYLOAD_START + UDP_HEADER_BYTES

export class Interface implements Source {
  readonly #device: NetDevice
  readonly #route: Route
  readonly #counters = new Counters()
  readonly #link: LinkLayer
  readonly #udpPorts = new UdpPorts()
  readonly #icmpErrors: TokenBucket
  /** Made once: it is handed to the device at each poll. */
  readonly #receive: (frame: Uint8Array) => void
  /** TCP's engine, once a program has asked for it (tcp-of.ts). */
  tcp: Tcp | null = null
  /** What it holds at most; to be set before. */
  tcpLimits = DEFAULT_LIMITS
  /** Where its numbers come from, those of its protocols too. */
  readonly rng: Rng
  /** The longest message of one UDP datagram. */
  readonly maximumUdpBytes: number

  /** Throws a RangeError for an address that cannot be ours. */
  constructor(device: NetDevice, clock: Clock, rng: Rng, config: StaticAddress) {
    this.#device = device
    this.rng = rng
    this.#route = new Route(config)
    this.#link = new LinkLayer(device, clock, this.#route, this.#counters)
    this.#icmpErrors = new TokenBucket(ICMP_ERRORS_AT_ONCE, ICMP_ERRORS_PER_SECOND, this.#link.nowNs)
    this.#receive = (frame) => this.#counters.countReceived(this.#frame(frame))
    this.maximumUdpBytes = device.maximumPayloadBytes - IPV4_HEADER_BYTES - UDP_HEADER_BYTES
  }

  /** As an unsigned 32-bit number. */
  get address(): number {
    return this.#route.address
  }

  /** As of the last turn. */
  get nowNs(): number {
    return this.#link.nowNs
  }

  statistics(): Statistics {
    return this.#counters.snapshot(this.tcp === null ? null : this.tcp.statistics(), this.#device.dropped)
  }

  // --- a source of the event loop

  poll(): boolean {
    this.#link.tick()
    const { tcp } = this
    const didTick = tcp !== null && tcp.tick(this.#link.nowNs)
    const frames = this.#device.poll(this.#receive, FRAMES_PER_POLL)
    this.#flush()
    return frames > 0 || didTick
  }

  isReferenced(): boolean {
    return this.#udpPorts.count > 0 || (this.tcp !== null && this.tcp.isReferenced)
  }

  deadlineNs(): number {
    const linkNs = this.#link.deadlineNs()
    const tcpNs = this.tcp === null ? Infinity : this.tcp.deadlineNs()
    return linkNs < tcpNs ? linkNs : tcpNs
  }

  prepareToWait(): boolean {
    // What the program wrote since the last poll leaves before the wait.
    this.#link.tick()
    this.#flush()
    return this.#device.prepareToWait()
  }

  #flush(): void {
    if (this.tcp !== null) this.tcp.flush(this.#link.nowNs)
  }

  // --- what sockets call

  /** Binds a UDP port, 0 being any that is free; throws if it is taken or no port. */
  bindUdp(port: number): UdpPort {
    return this.#udpPorts.bind(port, this.rng)
  }

  /** Ends a port: nothing more comes in. */
  unbindUdp(port: UdpPort): void {
    this.#udpPorts.unbind(port)
    port.close()
  }

  /** Sends one datagram; `tooLong` if `bytes` are more than maximumUdpBytes. What becomes of it is counted. */
  sendUdp(sourcePort: number, bytes: Uint8Array, destination: number, destinationPort: number): TransmittedOutcome {
    if (destinationPort === 0) return this.#refuse(TRANSMITTED.noPort)
    if (bytes.length > this.maximumUdpBytes) return this.#refuse(TRANSMITTED.tooLong)
    const { frame } = this.#link
    frame.set(bytes, UDP_DATA_START)
    const lengthBytes = UDP_HEADER_BYTES + bytes.length
    writeUdpHeader(frame, PAYLOAD_START, lengthBytes, this.address, sourcePort, destination, destinationPort)
    return this.#sendIpv4(PROTOCOL_UDP, lengthBytes, destination)
  }

  /** What TCP's engine sends with. */
  tcpOutput(): TcpOutput {
    return {
      bytes: this.#link.frame,
      start: PAYLOAD_START,
      maximumBytes: this.#device.maximumPayloadBytes - IPV4_HEADER_BYTES,
      send: (lengthBytes: number, destination: number) => this.#sendTcp(lengthBytes, destination),
    }
  }

  // --- out

  #refuse(outcome: TransmittedOutcome): TransmittedOutcome {
    this.#counters.countTransmitted(outcome)
    return outcome
  }

  /** Sends the payload that stands in the link layer's frame from PAYLOAD_START on. */
  #sendIpv4(protocol: number, payloadBytes: number, destination: number): TransmittedOutcome {
    if (destination === this.address) return this.#refuse(TRANSMITTED.toSelf)
    const nextHop = this.#route.nextHop(destination)
    if (nextHop === NO_ROUTE) return this.#refuse(TRANSMITTED.noRoute)
    const totalBytes = IPV4_HEADER_BYTES + payloadBytes
    writeIpv4Header(this.#link.frame, IPV4_START, totalBytes, protocol, this.address, destination)
    return this.#link.send(nextHop, totalBytes)
  }

  #sendTcp(lengthBytes: number, destination: number): SendOutcome {
    const outcome = this.#sendIpv4(PROTOCOL_TCP, lengthBytes, destination)
    if (outcome === TRANSMITTED.deviceFull) return SEND.full
    return outcome === TRANSMITTED.noRoute || outcome === TRANSMITTED.toSelf ? SEND.unreachable : SEND.done
  }

  // --- in

  #frame(frame: Uint8Array): ReceivedOutcome {
    if (frame.length < ETHERNET_HEADER_BYTES) return RECEIVED.short
    const isLinkBroadcast = isBroadcastMacAt(frame, DESTINATION)
    if (!isLinkBroadcast && !isMacAt(frame, DESTINATION, this.#device.macAddress)) return RECEIVED.notForUs
    switch (etherTypeOf(frame)) {
      case ETHER_TYPE_IPV4: return this.#datagram(frame, isLinkBroadcast)
      case ETHER_TYPE_ARP: return this.#link.receiveArp(frame)
      default: return RECEIVED.unknownEtherType
    }
  }

  #datagram(frame: Uint8Array, isLinkBroadcast: boolean): ReceivedOutcome {
    const verdict = checkIpv4(frame, IPV4_START, frame.length)
    if (verdict !== VALID) return verdict
    const source = ipv4Source(frame, IPV4_START)
    const destination = ipv4Destination(frame, IPV4_START)
    if (!this.#route.isHost(source)) return RECEIVED.badSource
    const isBroadcast = this.#route.isBroadcast(destination)
    if (destination !== this.address && !isBroadcast) return RECEIVED.notForUs
    // RFC 1122 §3.3.6: what came by link broadcast must be for a broadcast address.
    if (isLinkBroadcast && !isBroadcast) return RECEIVED.notForUs
    if (isFragment(frame, IPV4_START)) return RECEIVED.fragment
    const start = IPV4_START + ipv4HeaderBytes(frame, IPV4_START)
    const end = IPV4_START + ipv4TotalBytes(frame, IPV4_START)
    switch (ipv4Protocol(frame, IPV4_START)) {
      case PROTOCOL_TCP:
        if (this.tcp === null) return RECEIVED.unknownProtocol
        this.tcp.receive(frame, start, end, source, destination, isBroadcast)
        return RECEIVED.tcp
      case PROTOCOL_UDP: return this.#udp(frame, start, end, source, destination, isBroadcast)
      case PROTOCOL_ICMP: return this.#icmp(frame, start, end, source, isBroadcast)
      default: return RECEIVED.unknownProtocol
    }
  }

  #icmp(frame: Uint8Array, start: number, end: number, source: number, isBroadcast: boolean): ReceivedOutcome {
    const verdict = checkIcmp(frame, start, end)
    if (verdict !== VALID) return verdict
    // RFC 1122 §3.2.2.6: an echo request to a broadcast address may be discarded; answering all would drown the sender.
    // No error is ever answered (§3.2.2).
    if (isBroadcast || !isEchoRequest(frame, start)) return RECEIVED.unhandledIcmp
    // With options in the request, the answer is shorter than it; it always fits.
    writeEchoReply(frame, start, end, this.#link.frame, PAYLOAD_START)
    this.#sendIpv4(PROTOCOL_ICMP, end - start, source)
    return RECEIVED.echoed
  }

  #udp(
    frame: Uint8Array, start: number, end: number, source: number, destination: number, isBroadcast: boolean,
  ): ReceivedOutcome {
    const verdict = checkUdp(frame, start, end, source, destination)
    if (verdict !== VALID) return verdict
    const port = this.#udpPorts.find(udpDestinationPort(frame, start))
    if (port === undefined) {
      // RFC 1122 §4.1.3.1 wants the error; §3.2.2 forbids it for what was sent to many.
      if (!isBroadcast) this.#sendPortUnreachable(frame, end, source)
      return RECEIVED.noSocket
    }
    const dataStart = start + UDP_HEADER_BYTES
    const dataEnd = start + udpLengthBytes(frame, start)
    return port.deliver(frame, dataStart, dataEnd, source, udpSourcePort(frame, start))
      ? RECEIVED.delivered
      : RECEIVED.queueFull
  }

  #sendPortUnreachable(frame: Uint8Array, end: number, source: number): void {
    if (!this.#icmpErrors.take(this.#link.nowNs)) {
      this.#refuse(TRANSMITTED.rateLimited)
      return
    }
    const datagramBytes = end - IPV4_START
    const quotedBytes = datagramBytes < LONGEST_QUOTE_BYTES ? datagramBytes : LONGEST_QUOTE_BYTES
    writePortUnreachable(this.#link.frame, PAYLOAD_START, frame, IPV4_START, quotedBytes)
    this.#sendIpv4(PROTOCOL_ICMP, ICMP_HEADER_BYTES + quotedBytes, source)
  }
}
