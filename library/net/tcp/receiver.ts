// The receiving half of a connection: what came in and waits to be read, the window, and when to acknowledge.
//
// Order of calls: start when the peer's SYN came; receive for each acceptable segment; read; advertise whenever a
// segment with ACK leaves, acknowledged once it has.
import type { ByteBudget } from '../../base/byte-budget.ts'
import { ByteRing } from '../../base/byte-ring.ts'
import { FIN_BIT } from './header.ts'
import { LARGEST_WINDOW_SCALE } from './options.ts'
import { Reassembly } from './reassembly.ts'
import type { Segment } from './segment.ts'
import { DEFAULT_SEGMENT_BYTES } from './sender.ts'
import { distance } from './sequence.ts'
import { TCP_RECEIVED, type TcpReceivedOutcome } from './statistics.ts'

/** RFC 9293 §3.8.6.3 allows 500 ms; a peer that waits for it before it sends its rest (Nagle) waits less with less. */
const DELAYED_ACKNOWLEDGMENT_NS = 40e6
/** What the window field holds. */
const LARGEST_FIELD = 65535

export class Receiver {
  readonly buffer: ByteRing
  /** The shift that we offer for our window (RFC 7323 §2.2), and the one that is used. */
  readonly offeredScale: number
  #scale = 0
  /** RCV.NXT */
  next = 0
  /** RCV.NXT + RCV.WND as told to the peer; it never moves back (RFC 9293 §3.8.6, SHLD-14). */
  #edge = 0
  readonly #early = new Reassembly()
  #hasEnd = false
  /** The sequence number of the peer's FIN, once that came. */
  #endSequence = 0
  /** All that the peer sends has come, its FIN too. */
  isEnded = false
  /** An acknowledgment is to be sent at once. */
  mustAcknowledge = false
  /** When one is to be sent, if nothing else takes it along. */
  acknowledgeNs = Infinity
  #unacknowledgedBytes = 0
  /** How long the peer's full segments are: the longest that came. */
  #segmentBytes: number

  constructor(bufferBytes: number, segmentBytes: number, budget: ByteBudget) {
    this.buffer = new ByteRing(bufferBytes, budget)
    this.#segmentBytes = Math.min(DEFAULT_SEGMENT_BYTES, segmentBytes) | 0
    let scale = 0
    while (scale < LARGEST_WINDOW_SCALE && (bufferBytes - (1 << scale)) >> scale > LARGEST_FIELD) scale++
    this.offeredScale = scale
  }

  start(initialSequence: number): void {
    this.next = (initialSequence + 1) | 0
    this.#edge = this.next
  }

  useScale(): void {
    this.#scale = this.offeredScale
  }

  /** RCV.WND */
  get window(): number {
    return distance(this.next, this.#edge)
  }

  get hasGaps(): boolean {
    return !this.#early.isEmpty
  }

  /** Whether so many bytes that come next can simply be appended. */
  isNextSimple(count: number): boolean {
    return count <= this.window && this.#early.isEmpty && !this.#hasEnd && this.buffer.ensure(count)
  }

  /** What there is room for; a unit of the scale less than the buffer, because an edge is rounded up to one. */
  #room(): number {
    const room = this.buffer.roomBytes - (1 << this.offeredScale)
    return room > 0 ? room : 0
  }

  /**
   * The window field of a segment that leaves. Against the silly window syndrome (RFC 9293 §3.8.6.2.2) the edge moves
   * by a full segment, or half of the buffer, or not at all.
   */
  advertise(isScaled: boolean): number {
    const scale = isScaled ? this.#scale : 0
    const offered = this.window
    const room = this.#room()
    let field = (offered + (1 << scale) - 1) >> scale
    if (room - offered >= this.#usefulStep() && room >> scale > field) field = room >> scale
    if (field > LARGEST_FIELD) field = LARGEST_FIELD
    const edge = (this.next + (field << scale)) | 0
    if (distance(this.#edge, edge) > 0) this.#edge = edge
    return field
  }

  #usefulStep(): number {
    const half = this.buffer.maximumBytes >> 1
    return half < this.#segmentBytes ? half : this.#segmentBytes
  }

  /** An acknowledgment left. */
  acknowledged(): void {
    this.mustAcknowledge = false
    this.acknowledgeNs = Infinity
    this.#unacknowledgedBytes = 0
  }

  /** The program has read: the peer is told where that at least doubles its window. */
  didRead(): void {
    if (this.buffer.length === 0 && !this.hasGaps) this.buffer.relax()
    const offered = this.window
    const room = this.#room()
    if (!this.isEnded && room >= 2 * offered && room - offered >= this.#usefulStep()) this.mustAcknowledge = true
  }

  /** Bytes that are the next of the stream and fit into window and memory. */
  append(bytes: Uint8Array, start: number, end: number, nowNs: number): void {
    const count = end - start
    this.buffer.append(bytes, start, end)
    this.next = (this.next + count) | 0
    this.#countUnacknowledged(count, nowNs)
  }

  /** RFC 9293 §3.8.6.3: at least every second full segment is acknowledged, and any within the delay. */
  #countUnacknowledged(count: number, nowNs: number): void {
    if (count > this.#segmentBytes) this.#segmentBytes = count | 0
    this.#unacknowledgedBytes = (this.#unacknowledgedBytes + count) | 0
    if (this.#unacknowledgedBytes >= 2 * this.#segmentBytes) this.mustAcknowledge = true
    else if (this.acknowledgeNs === Infinity) this.acknowledgeNs = nowNs + DELAYED_ACKNOWLEDGMENT_NS
  }

  /** Takes what is new and within the window of a segment with data or FIN (RFC 9293 §3.10.7.4, seventh and eighth). */
  receive(segment: Segment, nowNs: number): TcpReceivedOutcome {
    const next = this.next
    const hasFin = (segment.flags & FIN_BIT) !== 0
    const ahead = distance(next, segment.sequence)
    const start = segment.dataStart + (ahead < 0 ? -ahead : 0)
    const gap = ahead < 0 ? 0 : ahead
    const limit = this.#hasEnd ? distance(next, this.#endSequence) : this.window
    const room = limit - gap
    const isCut = segment.dataEnd - start > room
    const end = isCut ? start + room : segment.dataEnd
    if (hasFin && !isCut && !this.#hasEnd) this.#setEnd((segment.sequence + segment.dataBytes) | 0)
    let outcome: TcpReceivedOutcome = TCP_RECEIVED.duplicate
    if (end > start) outcome = this.#take(segment.bytes, start, end, gap, nowNs)
    else if (isCut && segment.dataBytes > 0) outcome = this.#hasEnd ? TCP_RECEIVED.afterEnd : TCP_RECEIVED.windowClosed
    // RFC 5681 §4.2: what is not simply the next, or fills a gap, is acknowledged at once.
    if (outcome !== TCP_RECEIVED.data || gap > 0 || hasFin || this.hasGaps) this.mustAcknowledge = true
    if (this.#hasEnd && !this.isEnded && this.next === this.#endSequence) {
      this.isEnded = true
      this.next = (this.next + 1) | 0
      this.mustAcknowledge = true
      return TCP_RECEIVED.finished
    }
    // A FIN ahead of a gap is kept, as bytes would be.
    return hasFin && gap > 0 && outcome === TCP_RECEIVED.duplicate ? TCP_RECEIVED.early : outcome
  }

  /** A FIN before bytes that came already contradicts them, and counts as none. */
  #setEnd(sequence: number): void {
    if (distance(this.next, sequence) < 0) return
    this.#hasEnd = true
    this.#endSequence = sequence
  }

  /** Bytes that begin `gap` bytes after the next. */
  #take(bytes: Uint8Array, start: number, end: number, gap: number, nowNs: number): TcpReceivedOutcome {
    const count = end - start
    if (!this.buffer.ensure(gap + count)) return TCP_RECEIVED.noMemory
    if (gap > 0) {
      const first = (this.next + gap) | 0
      if (!this.#early.insert(first, (first + count) | 0)) return TCP_RECEIVED.tooManyGaps
      this.buffer.place(gap, bytes, start, end)
      return TCP_RECEIVED.early
    }
    const hadGaps = this.hasGaps
    this.append(bytes, start, end, nowNs)
    if (hadGaps) {
      this.mustAcknowledge = true
      const joined = this.#early.advance(this.next)
      this.buffer.extend(joined)
      this.next = (this.next + joined) | 0
    }
    return TCP_RECEIVED.data
  }
}
