// One TCP connection: its state (RFC 9293 §3.3.2) and what a program may do with it. What arrives is handled in
// arrival.ts and handshake.ts, what leaves in output.ts; engine.ts owns all connections.
//
// Calls do no I/O: they change the connection and tell its owner, which lets segments out when the turn is over.
import { Receiver } from './receiver.ts'
import { Sender } from './sender.ts'
import type { Listener } from './listener.ts'
import { unreachableState } from './never.ts'
import type { SegmentWriter } from './writer.ts'
import type { Segment } from './segment.ts'
import type { TcpCounters } from './statistics.ts'

/** RFC 9293 §3.3.2. LISTEN is a Listener's. */
export const STATE = {
  closed: 0, synSent: 1, synReceived: 2, established: 3, finWait1: 4, finWait2: 5, closeWait: 6, closing: 7, lastAck: 8,
  timeWait: 9,
} as const
export type State = (typeof STATE)[keyof typeof STATE]

/**
 * Why a connection is over.
 * - `finished`: both ends sent all they had, and it arrived.
 * - `reset`: the peer broke it off. `refused`: it did so at once.
 * - `timeout`: nobody answered. `unreachable`: no way leads there.
 * - `aborted`: this end broke it off.
 */
export type CloseReason = 'finished' | 'reset' | 'refused' | 'timeout' | 'unreachable' | 'aborted'

/**
 * Who uses a connection. It is called after a segment or timer was handled, never from inside a call to the
 * connection, and may itself call anything.
 */
export interface ConnectionHandler {
  /** The connection that was asked for is open. */
  onOpen(): void
  /** More can be read, or the end of the stream has come. */
  onReadable(): void
  /** There is room again, after a write that could not take all; at least half of the buffer. */
  onWritable(): void
  /** It is over. After any reason but `finished` nothing can be read any more. */
  onClose(reason: CloseReason): void
}

const NOBODY: ConnectionHandler = {
  onOpen() {},
  onReadable() {},
  onWritable() {},
  onClose() {},
}

/** What the owner of connections does for them. */
export interface ConnectionOwner {
  readonly nowNs: number
  readonly writer: SegmentWriter
  readonly counters: TcpCounters
  /** Something may have to be sent, or its timers have changed. */
  touch(connection: Connection): void
  /** The connection is over and forgotten. */
  end(connection: Connection, reason: CloseReason): void
  /** The handshake is done. */
  established(connection: Connection): void
  /** All is sent and received; its ports stay taken for a while. */
  enterTimeWait(connection: Connection): void
  /** Answers a segment with a reset. */
  refuse(segment: Segment): void
}

/** What the handler is to be told when the segment is done with. */
export const TELL_OPEN_BIT = 1
export const TELL_READABLE_BIT = 2
export const TELL_WRITABLE_BIT = 4
export const TELL_CLOSED_BIT = 8

export class Connection {
  readonly remoteAddress: number
  readonly remotePort: number
  readonly localPort: number
  readonly sender: Sender
  readonly receiver: Receiver
  readonly #owner: ConnectionOwner
  /** Who waits for it, for a connection that a peer asked for. */
  readonly listener: Listener | null
  handler: ConnectionHandler = NOBODY
  state: State = STATE.closed
  closeReason: CloseReason = 'finished'
  /** Both ends have offered a window scale, or we may. */
  offersScale = true
  /** No way leads to the peer. */
  isUnreachable = false
  /** When an acceptable segment last came. */
  heardNs = 0
  /** When TIME-WAIT ends. */
  timeWaitNs = Infinity
  /** When a challenge was last sent (RFC 5961 §7). */
  challengedNs = -Infinity
  /** TELL_… bits. */
  toTell = 0
  #wantsRoom = false
  // The owner's: its place in the table, in the heap of timers, among those that are to send.
  nextInBucket: Connection | null = null
  nextInTimeWait: Connection | null = null
  heapIndex = -1
  isTouched = false

  constructor(
    owner: ConnectionOwner, listener: Listener | null, remoteAddress: number, remotePort: number, localPort: number,
    sender: Sender, receiver: Receiver,
  ) {
    this.#owner = owner
    this.listener = listener
    this.remoteAddress = remoteAddress
    this.remotePort = remotePort
    this.localPort = localPort
    this.sender = sender
    this.receiver = receiver
  }

  // --- for programs

  /** Bytes that `read` and `take` can give now. */
  get readableBytes(): number {
    return this.receiver.buffer.length
  }

  /** The peer has sent all it will, and all of it was read. */
  get isAtEnd(): boolean {
    return this.receiver.isEnded && this.receiver.buffer.length === 0
  }

  /** Bytes that `write` would take now. */
  get writableBytes(): number {
    return this.canWrite ? this.sender.buffer.roomBytes : 0
  }

  /** Whether more may be written: the connection is there and closeWrite was not called. */
  get canWrite(): boolean {
    if (this.sender.isEnding) return false
    const { state } = this
    return state === STATE.established || state === STATE.closeWait || state === STATE.synSent ||
      state === STATE.synReceived
  }

  /** It is over, or in TIME-WAIT. */
  get isOver(): boolean {
    return this.state === STATE.closed || this.state === STATE.timeWait
  }

  /** Small writes leave at once instead of waiting for acknowledgments of earlier ones (RFC 9293 §3.7.4). */
  get isNoDelay(): boolean {
    return this.sender.isNoDelay
  }

  set isNoDelay(isNoDelay: boolean) {
    this.sender.isNoDelay = isNoDelay
    this.#owner.touch(this)
  }

  /** Moves up to `most` bytes of what came into `into`, from `offset` on; how many. */
  read(into: Uint8Array, offset: number, most: number): number {
    const { buffer } = this.receiver
    const count = buffer.length < most ? buffer.length : most
    if (count === 0) return 0
    buffer.copyTo(0, into, offset, count)
    buffer.drop(count)
    this.#didRead()
    return count
  }

  /** All that can be read, in an array of its own. */
  take(): Uint8Array {
    const bytes = new Uint8Array(this.receiver.buffer.length)
    this.read(bytes, 0, bytes.length)
    return bytes
  }

  #didRead(): void {
    if (this.isOver) return
    this.receiver.didRead()
    if (this.receiver.mustAcknowledge) this.#owner.touch(this)
  }

  /** Takes as much of bytes[start … end) as there is room for; how much. `onWritable` comes if that was not all. */
  write(bytes: Uint8Array, start: number, end: number): number {
    const { buffer } = this.sender
    const room = this.writableBytes
    const count = buffer.ensureSome(end - start < room ? end - start : room)
    if (count < end - start) this.#wantsRoom = true
    if (count === 0) return 0
    buffer.append(bytes, start, start + count)
    this.#owner.touch(this)
    return count
  }

  /** RFC 9293 §3.10.4, CLOSE: what was written is still sent, and then a FIN. */
  closeWrite(): void {
    if (!this.canWrite) return
    if (this.state === STATE.synSent) {
      this.#owner.end(this, 'aborted')
      return
    }
    this.sender.isEnding = true
    if (this.state === STATE.established) this.state = STATE.finWait1
    else if (this.state === STATE.closeWait) this.state = STATE.lastAck
    this.#owner.touch(this)
  }

  /** RFC 9293 §3.10.5, ABORT: the peer gets a reset, where it knows of the connection. */
  abort(): void {
    switch (this.state) {
      case STATE.closed:
      case STATE.timeWait:
        return
      case STATE.synSent:
        break
      case STATE.synReceived:
      case STATE.established:
      case STATE.finWait1:
      case STATE.finWait2:
      case STATE.closeWait:
      case STATE.closing:
      case STATE.lastAck:
        this.#owner.writer.resetConnection(this)
        break
      default:
        unreachableState(this.state)
    }
    this.#owner.end(this, 'aborted')
  }

  // --- for the owner

  /** Room came back; who waits is told once it is worth it. */
  didFree(): void {
    if (!this.#wantsRoom || this.sender.buffer.freeBytes * 2 < this.sender.buffer.maximumBytes) return
    this.#wantsRoom = false
    this.toTell |= TELL_WRITABLE_BIT
  }

  /** When it next has something to do by itself. */
  deadlineNs(): number {
    if (this.state === STATE.timeWait) return this.timeWaitNs
    const { timerNs } = this.sender
    const { acknowledgeNs } = this.receiver
    return timerNs < acknowledgeNs ? timerNs : acknowledgeNs
  }
}
