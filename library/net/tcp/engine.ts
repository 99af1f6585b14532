// TCP (RFC 9293) as a pure engine: segments, time and calls of programs in, segments out. One engine serves one
// address; interface.ts gives it what comes in and sends what it makes.
//
// Order of calls: tick at each turn, then receive for each segment, then flush; flush again before a wait until
// deadlineNs. listen and connect at any time. The handlers of connections are called from tick and receive.
import { ByteBudget } from '../../base/byte-budget.ts'
import type { Rng } from '../../contracts/rng.ts'
import { EPHEMERAL_PORTS, FIRST_EPHEMERAL_PORT, isPort } from '../endpoint.ts'
import { VALID } from '../ipv4.ts'
import { arrive, arriveExpected, UNEXPECTED } from './arrival.ts'
import {
  Connection, STATE, TELL_CLOSED_BIT, TELL_OPEN_BIT, TELL_READABLE_BIT, TELL_WRITABLE_BIT, type CloseReason,
  type ConnectionHandler, type ConnectionOwner,
} from './connection.ts'
import { runTimers } from './expiry.ts'
import { arriveInSynReceived, arriveInSynSent, takeSyn } from './handshake.ts'
import { ACK_BIT, checkTcp, RST_BIT, SYN_BIT, tcpDestinationPort, tcpSourcePort } from './header.ts'
import { InitialSequence } from './initial-sequence.ts'
import { DEFAULT_LIMITS, type TcpLimits } from './limits.ts'
import { Listener } from './listener.ts'
import { output } from './output.ts'
import { Receiver } from './receiver.ts'
import { Segment } from './segment.ts'
import { Sender } from './sender.ts'
import { distance } from './sequence.ts'
import { TCP_EVENT, TCP_RECEIVED, TcpCounters, type TcpReceivedOutcome, type TcpStatistics } from './statistics.ts'
import { ConnectionTable } from './table.ts'
import { TimeWait } from './time-wait.ts'
import { Timers } from './timers.ts'
import { SegmentWriter, type TcpOutput } from './writer.ts'

/** How soon to try again what the layer below had no room for: some frames' time on a slow link. */
const FULL_RETRY_NS = 100e3

export class Tcp implements ConnectionOwner {
  readonly counters = new TcpCounters()
  readonly writer: SegmentWriter
  nowNs: number
  readonly #address: number
  readonly #rng: Rng
  readonly #limits: TcpLimits
  readonly #budget: ByteBudget
  readonly #initialSequence: InitialSequence
  readonly #table: ConnectionTable
  readonly #timers = new Timers()
  readonly #timeWait: TimeWait
  readonly #listeners = new Map<number, Listener>()
  readonly #segment = new Segment()
  /** Those that may have something to send, in the order in which they were touched. */
  #touched: Connection[] = []
  #spare: Connection[] = []
  #isFull = false

  /** `address`: ours. */
  constructor(below: TcpOutput, address: number, rng: Rng, nowNs: number, limits: TcpLimits = DEFAULT_LIMITS) {
    this.writer = new SegmentWriter(below, address, this.counters)
    this.nowNs = nowNs
    this.#address = address
    this.#rng = rng
    this.#limits = limits
    this.#budget = new ByteBudget(limits.totalBufferBytes)
    this.#initialSequence = new InitialSequence(rng)
    this.#table = new ConnectionTable(rng.nextU32())
    this.#timeWait = new TimeWait(limits.timeWait)
  }

  statistics(): TcpStatistics {
    return this.counters.snapshot(this.#table.count - this.#timeWait.count, this.#timeWait.count)
  }

  /** Listeners, or connections in any state but TIME-WAIT. */
  get isReferenced(): boolean {
    return this.#listeners.size > 0 || this.#table.count > this.#timeWait.count
  }

  // --- what programs call

  /** Throws if the port is taken or none; 0 is any that is free. */
  listen(port: number, backlog: number, onConnection: (connection: Connection) => void): Listener {
    if (!isPort(port)) {
      throw new RangeError(`a TCP port is a whole number from 0 (any free one) to 65535, not ${port}`)
    }
    if (!Number.isInteger(backlog) || backlog < 1) {
      throw new RangeError(`a backlog is a whole number from 1 on, not ${backlog}`)
    }
    if (this.#listeners.has(port)) {
      throw new Error(
        `TCP port ${port} is in use by another listener of this program; close that first, or listen on another port`,
      )
    }
    const listener = new Listener(port === 0 ? this.#freePort(0, 0) : port, backlog, onConnection)
    this.#listeners.set(listener.port, listener)
    return listener
  }

  /** No more connections come; those that are half open are broken off once they are open, others stay. */
  unlisten(listener: Listener): void {
    listener.isClosed = true
    if (this.#listeners.get(listener.port) === listener) this.#listeners.delete(listener.port)
  }

  /** Asks for a connection; the handler learns what came of it. Throws if there are too many, or no port is free. */
  connect(remoteAddress: number, remotePort: number, handler: ConnectionHandler): Connection {
    if (this.#isCrowded()) {
      throw new Error(`all ${this.#limits.connections} TCP connections of this machine are in use; close some first`)
    }
    const localPort = this.#freePort(remoteAddress, remotePort)
    const connection = this.#make(null, remoteAddress, remotePort, localPort)
    connection.handler = handler
    connection.state = STATE.synSent
    connection.sender.start(this.#chooseSequence(remoteAddress, remotePort, localPort))
    connection.sender.mustRetransmit = true
    this.counters.countEvent(TCP_EVENT.connects)
    this.touch(connection)
    return connection
  }

  #isCrowded(): boolean {
    return this.#table.count - this.#timeWait.count >= this.#limits.connections
  }

  /** RFC 6056 §3.3.1, algorithm 1, as for UDP: neither listened on, nor in use towards that end. */
  #freePort(remoteAddress: number, remotePort: number): number {
    const offset = this.#rng.nextU32() % EPHEMERAL_PORTS
    for (let i = 0; i < EPHEMERAL_PORTS; i++) {
      const port = FIRST_EPHEMERAL_PORT + ((offset + i) % EPHEMERAL_PORTS)
      if (!this.#listeners.has(port) && this.#table.find(remoteAddress, remotePort, port) === null) return port
    }
    throw new Error(`all TCP ports from ${FIRST_EPHEMERAL_PORT} on are in use; close what is no longer needed`)
  }

  #chooseSequence(remoteAddress: number, remotePort: number, localPort: number): number {
    return this.#initialSequence.choose(this.#address, localPort, remoteAddress, remotePort, this.nowNs)
  }

  #make(listener: Listener | null, remoteAddress: number, remotePort: number, localPort: number): Connection {
    const sender = new Sender(this.#limits.sendBufferBytes, this.#budget)
    const receiver = new Receiver(this.#limits.receiveBufferBytes, this.writer.segmentBytes, this.#budget)
    const connection = new Connection(this, listener, remoteAddress, remotePort, localPort, sender, receiver)
    connection.heardNs = this.nowNs
    this.#table.add(connection)
    return connection
  }

  // --- what the interface calls

  /** Time has passed: does what it brings. True if that was anything. */
  tick(nowNs: number): boolean {
    this.nowNs = nowNs
    let didWork = false
    for (;;) {
      const connection = this.#timers.takeDue(nowNs)
      if (connection === null) return didWork
      didWork = true
      runTimers(connection, this, FULL_RETRY_NS)
      this.#settle(connection)
    }
  }

  /** A segment in bytes[start … end) came in from a host; `isToMany`: for a broadcast address. It is counted here. */
  receive(bytes: Uint8Array, start: number, end: number, source: number, destination: number, isToMany: boolean): void {
    this.counters.countReceived(this.#receive(bytes, start, end, source, destination, isToMany))
  }

  #receive(
    bytes: Uint8Array, start: number, end: number, source: number, destination: number, isToMany: boolean,
  ): TcpReceivedOutcome {
    // RFC 9293 §3.9.2.3, MUST-57: silently.
    if (isToMany) return TCP_RECEIVED.toBroadcast
    const verdict = checkTcp(bytes, start, end, source, destination)
    if (verdict !== VALID) return verdict
    const segment = this.#segment
    segment.load(bytes, start, end, source)
    const connection = this.#table.find(source, tcpSourcePort(bytes, start), tcpDestinationPort(bytes, start))
    if (connection === null) return this.#receiveUnknown(segment)
    let outcome: TcpReceivedOutcome | typeof UNEXPECTED = arriveExpected(connection, segment, this)
    if (outcome === UNEXPECTED) {
      if (!segment.readOptions()) return TCP_RECEIVED.badOptions
      outcome = this.#arrive(connection, segment)
    }
    this.#settle(connection)
    return outcome
  }

  #arrive(connection: Connection, segment: Segment): TcpReceivedOutcome {
    if (connection.state === STATE.synSent) return arriveInSynSent(connection, segment, this)
    if (connection.state === STATE.synReceived) return arriveInSynReceived(connection, segment, this)
    if (connection.state === STATE.timeWait && this.#beginsAnew(connection, segment)) {
      return this.#receiveUnknown(segment)
    }
    return arrive(connection, segment, this)
  }

  /**
   * RFC 9293 §3.10.7.4 and RFC 1122 §4.2.2.13: a SYN beyond all that the connection in TIME-WAIT used, for a port
   * that is listened on, ends the wait. Our new numbers are beyond the old ones, too: the clock of RFC 6528 sees to
   * that unless more than 250 kB/s were sent.
   */
  #beginsAnew(connection: Connection, segment: Segment): boolean {
    const isNewSyn = (segment.flags & (SYN_BIT | ACK_BIT | RST_BIT)) === SYN_BIT &&
      distance(connection.receiver.next, segment.sequence) > 0 && this.#listeners.has(connection.localPort)
    if (!isNewSyn) return false
    const sequence = this.#chooseSequence(connection.remoteAddress, connection.remotePort, connection.localPort)
    if (distance(connection.sender.highest, sequence) <= 0) return false
    this.counters.countEvent(TCP_EVENT.timeWaitReused)
    this.end(connection, 'finished')
    return true
  }

  /** RFC 9293 §3.10.7.1 and §3.10.7.2: CLOSED and LISTEN. */
  #receiveUnknown(segment: Segment): TcpReceivedOutcome {
    const { flags } = segment
    if ((flags & RST_BIT) !== 0) return TCP_RECEIVED.strayReset
    const listener = this.#listeners.get(segment.localPort)
    if (listener === undefined || (flags & ACK_BIT) !== 0) {
      this.refuse(segment)
      return TCP_RECEIVED.noConnection
    }
    if ((flags & SYN_BIT) === 0) return TCP_RECEIVED.noSyn
    if (!segment.readOptions()) return TCP_RECEIVED.badOptions
    if (listener.halfOpen >= listener.backlog) return TCP_RECEIVED.backlogFull
    if (this.#isCrowded()) return TCP_RECEIVED.tooManyConnections
    this.#open(listener, segment)
    return TCP_RECEIVED.handshake
  }

  #open(listener: Listener, segment: Segment): void {
    const { remoteAddress, remotePort, localPort } = segment
    const connection = this.#make(listener, remoteAddress, remotePort, localPort)
    connection.state = STATE.synReceived
    listener.halfOpen++
    connection.sender.start(this.#chooseSequence(remoteAddress, remotePort, localPort))
    connection.sender.mustRetransmit = true
    takeSyn(connection, segment, this)
    this.touch(connection)
  }

  /** Lets out what calls and segments have brought. Calls no handler. */
  flush(nowNs: number): void {
    this.nowNs = nowNs
    this.#isFull = false
    const connections = this.#touched
    if (connections.length === 0) return
    this.#touched = this.#spare
    this.#spare = connections
    for (let i = 0; i < connections.length; i++) {
      const connection = connections[i]
      connection.isTouched = false
      this.#output(connection)
    }
    connections.length = 0
  }

  /** When tick or flush next has something to do. */
  deadlineNs(): number {
    if (this.#touched.length > 0) return this.#isFull ? this.nowNs + FULL_RETRY_NS : this.nowNs
    return this.#timers.deadlineNs()
  }

  // --- connections in general

  /** Handlers are told, and what must leave at once does: what remains leaves with the next flush. */
  #settle(connection: Connection): void {
    if (connection.toTell !== 0) this.#tell(connection)
    const { sender, receiver } = connection
    if (receiver.mustAcknowledge || sender.mustRetransmit) this.#output(connection)
    else if (sender.hasUnsent) this.touch(connection)
    else this.#schedule(connection)
  }

  #output(connection: Connection): void {
    // Once one finds no room the others wait their turn, so that none is always the last.
    if (this.#isFull || !output(connection, this)) {
      this.#isFull = true
      this.touch(connection)
      return
    }
    this.#schedule(connection)
  }

  #schedule(connection: Connection): void {
    if (connection.state !== STATE.closed) this.#timers.schedule(connection, connection.deadlineNs())
  }

  /** Each call may abort the connection: then nothing more is told. */
  #tell(connection: Connection): void {
    if ((connection.toTell & TELL_OPEN_BIT) !== 0) {
      connection.toTell &= ~TELL_OPEN_BIT
      if (connection.listener === null) connection.handler.onOpen()
      else if (connection.listener.isClosed) connection.abort()
      else connection.listener.onConnection(connection)
    }
    if ((connection.toTell & TELL_READABLE_BIT) !== 0) {
      connection.toTell &= ~TELL_READABLE_BIT
      connection.handler.onReadable()
    }
    if ((connection.toTell & TELL_WRITABLE_BIT) !== 0) {
      connection.toTell &= ~TELL_WRITABLE_BIT
      connection.handler.onWritable()
    }
    if ((connection.toTell & TELL_CLOSED_BIT) !== 0) {
      connection.toTell &= ~TELL_CLOSED_BIT
      connection.handler.onClose(connection.closeReason)
    }
  }

  // --- what connections call (ConnectionOwner)

  touch(connection: Connection): void {
    if (connection.isTouched || connection.state === STATE.closed) return
    connection.isTouched = true
    this.#touched[this.#touched.length] = connection
  }

  end(connection: Connection, reason: CloseReason): void {
    if (connection.state === STATE.closed) return
    const wasTimeWait = connection.state === STATE.timeWait
    this.#leaveHalfOpen(connection)
    connection.state = STATE.closed
    if (wasTimeWait) this.#timeWait.left()
    this.#table.remove(connection)
    this.#timers.remove(connection)
    connection.sender.buffer.release()
    connection.sender.mustRetransmit = false
    connection.receiver.acknowledged()
    if (reason === 'finished') connection.receiver.buffer.leaveBudget()
    else connection.receiver.buffer.release()
    if (connection.receiver.buffer.length === 0) connection.receiver.buffer.release()
    if (wasTimeWait) return
    connection.closeReason = reason
    // A handler is told nothing by its own abort.
    if (reason === 'aborted') connection.toTell = 0
    else connection.toTell |= TELL_CLOSED_BIT
  }

  /** It is no longer in SYN-RECEIVED. */
  #leaveHalfOpen(connection: Connection): void {
    if (connection.state === STATE.synReceived && connection.listener !== null) connection.listener.halfOpen--
  }

  established(connection: Connection): void {
    if (connection.listener !== null) {
      connection.listener.halfOpen--
      this.counters.countEvent(TCP_EVENT.accepted)
    }
    connection.toTell |= TELL_OPEN_BIT
  }

  enterTimeWait(connection: Connection): void {
    if (connection.state !== STATE.timeWait) {
      connection.state = STATE.timeWait
      connection.sender.stopTimer()
      connection.sender.buffer.release()
      connection.receiver.buffer.leaveBudget()
      connection.closeReason = 'finished'
      connection.toTell |= TELL_CLOSED_BIT
      const evicted = this.#timeWait.enter(connection)
      if (evicted !== null) {
        this.counters.countEvent(TCP_EVENT.timeWaitEvicted)
        this.end(evicted, 'finished')
      }
    }
    this.#timeWait.restart(connection, this.nowNs)
  }

  refuse(segment: Segment): void {
    this.writer.resetSegment(segment)
  }
}
