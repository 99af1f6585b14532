// A test bench for the engine alone: no link, no device; the test is the peer. Segments come in as literals, what the
// engine sends is taken apart again.
import assert from 'node:assert/strict'
import { SimulatedRng } from '../../sim/rng.ts'
import { parseAddress } from '../address.ts'
import { VALID } from '../ipv4.ts'
import { STATE, type CloseReason, type Connection, type ConnectionHandler, type State } from './connection.ts'
import { Tcp } from './engine.ts'
import {
  ACK_BIT, checkTcp, FIN_BIT, PSH_BIT, RST_BIT, SYN_BIT, tcpAcknowledgment, tcpDestinationPort, tcpFlags,
  tcpHeaderBytes, tcpSequence, tcpSourcePort, tcpWindow, writeTcpChecksum, writeTcpHeader,
} from './header.ts'
import { DEFAULT_LIMITS, type TcpLimits } from './limits.ts'
import { parseOptions, TcpOptions, writeOptions } from './options.ts'
import type { TcpReceivedCounts } from './statistics.ts'
import { SEND, type SendOutcome } from './writer.ts'

export const OURS = parseAddress('10.0.0.1')!
export const PEER = parseAddress('10.0.0.2')!
export const OUR_PORT = 80
export const PEER_PORT = 5000
/** Where the peer's numbers begin; they pass the end of 32 bits soon. */
export const PEER_START = 0xffffff00 | 0

const FLAG_BITS: Readonly<Record<string, number>> = { S: SYN_BIT, A: ACK_BIT, F: FIN_BIT, R: RST_BIT, P: PSH_BIT }

/** A segment as tests write it. Flags are letters: S, A, F, R, P. */
export interface Crafted {
  readonly flags: string
  readonly sequence?: number
  readonly acknowledgment?: number
  readonly window?: number
  readonly data?: Uint8Array
  readonly options?: Partial<TcpOptions>
  readonly port?: number
  readonly from?: number
  readonly fromPort?: number
}

/** A segment that the engine sent. */
export interface Sent {
  readonly flags: string
  readonly sequence: number
  readonly acknowledgment: number
  readonly window: number
  readonly data: Uint8Array
  readonly options: TcpOptions
  readonly localPort: number
  readonly remotePort: number
}

export function encode(crafted: Crafted): Uint8Array {
  const { flags, sequence = 0, acknowledgment = 0, window = 65535, data = new Uint8Array(0), from = PEER } = crafted
  const bytes = new Uint8Array(60 + data.length)
  const options = Object.assign(new TcpOptions(), crafted.options)
  const headerBytes = 20 + writeOptions(bytes, 20, options)
  bytes.set(data, headerBytes)
  let bits = 0
  for (const letter of flags) bits |= FLAG_BITS[letter]
  const fromPort = crafted.fromPort ?? PEER_PORT
  writeTcpHeader(bytes, 0, headerBytes, fromPort, crafted.port ?? OUR_PORT, sequence, acknowledgment, bits, window)
  writeTcpChecksum(bytes, 0, headerBytes + data.length, from, OURS)
  return bytes.subarray(0, headerBytes + data.length)
}

export function decode(bytes: Uint8Array): Sent {
  const options = new TcpOptions()
  const headerBytes = tcpHeaderBytes(bytes, 0)
  assert.ok(parseOptions(bytes, 20, headerBytes, options))
  const bits = tcpFlags(bytes, 0)
  return {
    flags: Object.keys(FLAG_BITS).filter((letter) => (bits & FLAG_BITS[letter]) !== 0).join(''),
    sequence: tcpSequence(bytes, 0),
    acknowledgment: tcpAcknowledgment(bytes, 0),
    window: tcpWindow(bytes, 0),
    data: bytes.slice(headerBytes),
    options,
    localPort: tcpSourcePort(bytes, 0),
    remotePort: tcpDestinationPort(bytes, 0),
  }
}

/** Who uses a connection in tests: keeps what it is told. */
export class Witness implements ConnectionHandler {
  readonly told: string[] = []
  closeReason: CloseReason | null = null

  onOpen(): void {
    this.told.push('open')
  }

  onReadable(): void {
    this.told.push('readable')
  }

  onWritable(): void {
    this.told.push('writable')
  }

  onClose(reason: CloseReason): void {
    this.told.push(`close ${reason}`)
    this.closeReason = reason
  }
}

export class Bench {
  nowNs = 1e9
  readonly tcp: Tcp
  readonly witness = new Witness()
  readonly #frame = new Uint8Array(1480)
  #sent: Sent[] = []
  #isListening = false
  /** What the layer below says to each segment. */
  below: SendOutcome = SEND.done
  /** The last connection that a listener got, or that was asked for. */
  connection: Connection | null = null
  readonly accepted: Connection[] = []

  constructor(limits: Partial<TcpLimits> = {}, seed = 1) {
    const output = {
      bytes: this.#frame,
      start: 0,
      maximumBytes: this.#frame.length,
      send: (lengthBytes: number, destination: number): SendOutcome => {
        if (this.below !== SEND.done) return this.below
        assert.equal(checkTcp(this.#frame, 0, lengthBytes, OURS, destination), VALID)
        this.#sent.push(decode(this.#frame.slice(0, lengthBytes)))
        return SEND.done
      },
    }
    this.tcp = new Tcp(output, OURS, new SimulatedRng(seed), this.nowNs, { ...DEFAULT_LIMITS, ...limits })
  }

  listen(port = OUR_PORT, backlog = 16): void {
    this.#isListening = true
    this.tcp.listen(port, backlog, (connection) => {
      this.connection = connection
      this.accepted.push(connection)
      connection.handler = this.witness
    })
  }

  /** Lets time pass: all timers run that are due until then, each at its time. */
  run(seconds = 0): Sent[] {
    const endNs = this.nowNs + seconds * 1e9
    this.tcp.tick(this.nowNs)
    this.tcp.flush(this.nowNs)
    while (this.tcp.deadlineNs() <= endNs) {
      this.nowNs = Math.max(this.nowNs, this.tcp.deadlineNs())
      this.tcp.tick(this.nowNs)
      this.tcp.flush(this.nowNs)
      if (this.below !== SEND.done) break
    }
    this.nowNs = endNs
    this.tcp.tick(this.nowNs)
    this.tcp.flush(this.nowNs)
    return this.take()
  }

  take(): Sent[] {
    const sent = this.#sent
    this.#sent = []
    return sent
  }

  receiveBytes(bytes: Uint8Array, isToMany = false, from = PEER): keyof TcpReceivedCounts {
    const before = this.tcp.statistics().received
    this.tcp.tick(this.nowNs)
    this.tcp.receive(bytes, 0, bytes.length, from, OURS, isToMany)
    const after = this.tcp.statistics().received
    const names = Object.keys(after) as (keyof TcpReceivedCounts)[]
    const changed = names.filter((name) => after[name] !== before[name])
    assert.equal(changed.length, 1, `counted once: ${changed.join()}`)
    return changed[0]
  }

  /** What became of a segment, and the answer once the turn is over. */
  receive(crafted: Crafted): { outcome: keyof TcpReceivedCounts, sent: Sent[] } {
    const outcome = this.receiveBytes(encode(crafted), false, crafted.from ?? PEER)
    this.tcp.flush(this.nowNs)
    return { outcome, sent: this.take() }
  }

  get state(): string {
    const { state } = this.connection!
    return stateName(state)
  }

  /** One past what our side has sent, and what it expects next. */
  get ourNext(): number {
    return this.connection!.sender.highest
  }

  get peerNext(): number {
    return this.connection!.receiver.next
  }

  /** A connection that the peer opened. `options` are those of its SYN. */
  accept(options: Partial<TcpOptions> = { maximumSegmentBytes: 1000 }, window = 65535): Connection {
    if (!this.#isListening) this.listen()
    const { sent } = this.receive({ flags: 'S', sequence: PEER_START, options, window })
    assert.equal(sent.length, 1)
    assert.equal(sent[0].flags, 'SA')
    assert.equal(sent[0].acknowledgment, PEER_START + 1)
    const acknowledgment = (sent[0].sequence + 1) | 0
    const ack = this.receive({ flags: 'A', sequence: PEER_START + 1, acknowledgment, window })
    assert.deepEqual([ack.outcome, ack.sent.length, this.state], ['handshake', 0, 'established'])
    return this.connection!
  }

  /** A connection in SYN-SENT, its SYN. */
  connect(): Sent {
    this.connection = this.tcp.connect(PEER, PEER_PORT, this.witness)
    const [syn] = this.run()
    assert.equal(syn.flags, 'S')
    return syn
  }

  /** From the peer, where both stand; what is given overrides. */
  next(crafted: Crafted): { outcome: keyof TcpReceivedCounts, sent: Sent[] } {
    const port = this.connection!.localPort
    return this.receive({ sequence: this.peerNext, acknowledgment: this.ourNext, port, ...crafted })
  }
}

export function stateName(state: State): string {
  return Object.entries(STATE).find(([, value]) => value === state)![0]
}

export function message(length: number, seed = 0): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i * 7 + (i >> 8) + seed) & 255)
}
