// The sending half of a connection: bytes that are not acknowledged, the peer's window, and how much of both may leave.
// It does not send: output.ts asks it.
//
// Order of calls: start with our SYN; open once the peer has acknowledged it; then acknowledge for each acknowledgment
// that is new, duplicate for each that is not, tellWindow for the windows they bring.
import type { ByteBudget } from '../../base/byte-budget.ts'
import { ByteRing } from '../../base/byte-ring.ts'
import { Congestion } from './congestion.ts'
import { RetransmissionTimeout } from './retransmission-timeout.ts'
import { distance } from './sequence.ts'

/** RFC 9293 §3.7.1, MUST-15: what a peer takes that does not say. */
export const DEFAULT_SEGMENT_BYTES = 536
/** Whoever asks for less would have us send headers without end; Linux's bound (tcp_min_snd_mss) less its options. */
const LEAST_SEGMENT_BYTES = 48
/** RFC 9293 §3.8.6.1 wants probes ever further apart; as far as retransmissions are at most. */
const LONGEST_PROBE_NS = 60e9

export class Sender {
  /** Its first byte has the number #firstSequence. */
  readonly buffer: ByteRing
  readonly congestion = new Congestion()
  readonly timeout = new RetransmissionTimeout()
  /** ISS */
  initialSequence = 0
  /** SND.UNA */
  unacknowledged = 0
  /** SND.NXT; it goes back to SND.UNA when the retransmission timer runs out. */
  next = 0
  /** One past the highest number that was ever sent. */
  highest = 0
  #firstSequence = 0
  /** SND.WND, the largest it ever was, and its scale. */
  window = 0
  maximumWindow = 0
  #scale = 0
  /** SND.WL1 and SND.WL2: the segment that told the window; and its window field. */
  #windowSequence = 0
  #windowAcknowledgment = 0
  #windowField = 0
  /** What a segment carries at most. */
  segmentBytes = DEFAULT_SEGMENT_BYTES
  /** After the bytes in the buffer comes a FIN. */
  isEnding = false
  /** Small segments leave at once (RFC 9293 §3.7.4, MUST-17). */
  isNoDelay = false
  /** When the retransmission timer, or the window probe's, runs out. */
  timerNs = Infinity
  isProbing = false
  /** How often it ran out since anything was acknowledged. */
  timeouts = 0
  /** A segment is to be sent again before all others. */
  mustRetransmit = false
  /** The segment whose round trip is measured; #timedNs < 0: none is. */
  #timedSequence = 0
  #timedNs = -1
  sentNs = 0
  /** When the peer began to leave us without an answer: the first timeout, or the first probe. */
  troubledNs = 0
  /** The time between probes. */
  #probeNs = 0
  /** The first partial acknowledgment of a recovery has come. */
  #sawPartial = false

  constructor(bufferBytes: number, budget: ByteBudget) {
    this.buffer = new ByteRing(bufferBytes, budget)
  }

  start(initialSequence: number): void {
    this.initialSequence = initialSequence
    this.unacknowledged = initialSequence
    this.next = initialSequence
    this.highest = initialSequence
    this.#firstSequence = (initialSequence + 1) | 0
  }

  /** The peer's SYN told what it takes; `ownSegmentBytes` is what our link does (RFC 6691). */
  limitSegments(peerSegmentBytes: number, ownSegmentBytes: number): void {
    const peer = peerSegmentBytes === 0 ? DEFAULT_SEGMENT_BYTES : Math.max(peerSegmentBytes, LEAST_SEGMENT_BYTES)
    this.segmentBytes = Math.min(peer, ownSegmentBytes) | 0
  }

  useScale(scale: number): void {
    this.#scale = scale
  }

  /** Our SYN is acknowledged: bytes may flow. */
  open(nowNs: number): void {
    const wasSynLost = this.timeouts > 0
    this.#sampleRoundTrip((this.initialSequence + 1) | 0, nowNs)
    this.unacknowledged = (this.initialSequence + 1) | 0
    this.next = this.unacknowledged
    this.timerNs = Infinity
    this.timeouts = 0
    this.congestion.start(this.segmentBytes, this.initialSequence, wasSynLost)
    if (wasSynLost) this.timeout.startAfterLostSyn()
  }

  /** The number after the last byte of the buffer: that of the FIN, if one comes. */
  get endSequence(): number {
    return (this.#firstSequence + this.buffer.length) | 0
  }

  /** Where the byte with this number is in the buffer. */
  offsetOf(sequence: number): number {
    return distance(this.#firstSequence, sequence)
  }

  get flightBytes(): number {
    return distance(this.unacknowledged, this.highest)
  }

  get isFinAcknowledged(): boolean {
    return this.isEnding && distance(this.endSequence, this.unacknowledged) > 0
  }

  /** The number of a segment without data: the highest, which is in the peer's window (RFC 9293 §3.10.7.4, SND.NXT). */
  get idleSequence(): number {
    // What probes a closed window is beyond it.
    return this.isProbing ? this.next : this.highest
  }

  // --- acknowledgments

  /** SND.UNA < acknowledgment <= highest. */
  acknowledge(acknowledgment: number, nowNs: number): void {
    const acknowledgedBytes = distance(this.unacknowledged, acknowledgment)
    this.unacknowledged = acknowledgment
    if (distance(this.next, acknowledgment) > 0) this.next = acknowledgment
    const dataBytes = Math.min(distance(this.#firstSequence, acknowledgment), this.buffer.length) | 0
    this.buffer.drop(dataBytes)
    if (this.buffer.length === 0) this.buffer.relax()
    this.#firstSequence = (this.#firstSequence + dataBytes) | 0
    // The right edge stays where it was told: a segment that is sent again acknowledges, but its window is no news.
    this.window = this.window > acknowledgedBytes ? (this.window - acknowledgedBytes) | 0 : 0
    this.timeouts = 0
    this.#sampleRoundTrip(acknowledgment, nowNs)
    const isPartial = this.congestion.acknowledge(acknowledgment, acknowledgedBytes, this.flightBytes)
    if (isPartial) this.mustRetransmit = true
    // RFC 6298 (5.2), (5.3). RFC 6582 §3.2: in recovery only the first partial acknowledgment starts the timer anew.
    if (this.flightBytes === 0) this.stopTimer()
    else if (!isPartial || !this.#sawPartial) this.startTimer(nowNs)
    if (isPartial) this.#sawPartial = true
  }

  /** True where it told a loss: fast retransmit. */
  duplicate(acknowledgment: number): boolean {
    if (!this.congestion.duplicate(acknowledgment, this.flightBytes, this.highest)) return false
    this.#sawPartial = false
    this.mustRetransmit = true
    return true
  }

  #sampleRoundTrip(acknowledgment: number, nowNs: number): void {
    if (this.#timedNs < 0 || distance(this.#timedSequence, acknowledgment) <= 0) return
    this.timeout.sample(nowNs - this.#timedNs)
    this.#timedNs = -1
  }

  /** Karn's algorithm (RFC 6298 §3): once something is sent again, the segment that was timed says nothing. */
  forgetTiming(): void {
    this.#timedNs = -1
  }

  /**
   * Takes a segment's window if it is newer than what we know (RFC 9293 §3.10.7.4, fifth); whether the peer tells
   * another one than before.
   */
  tellWindow(sequence: number, acknowledgment: number, field: number): boolean {
    const newer = distance(this.#windowSequence, sequence)
    if (newer < 0 || (newer === 0 && distance(this.#windowAcknowledgment, acknowledgment) < 0)) return false
    this.#windowSequence = sequence
    this.#windowAcknowledgment = acknowledgment
    const window = field << this.#scale
    if (window > this.maximumWindow) this.maximumWindow = window
    const isChanged = field !== this.#windowField
    this.#windowField = field
    this.window = window
    return isChanged
  }

  /** The window of the handshake; that of a SYN is never scaled (RFC 7323 §2.2). */
  firstWindow(sequence: number, acknowledgment: number, field: number, isSyn: boolean): void {
    this.#windowSequence = sequence
    this.#windowAcknowledgment = acknowledgment
    this.#windowField = field
    this.window = isSyn ? field : field << this.#scale
    if (this.window > this.maximumWindow) this.maximumWindow = this.window
  }

  // --- what may leave

  /**
   * How many bytes of the buffer the next segment carries; 0: none now. Nagle's algorithm and the sender's side of the
   * silly window syndrome (RFC 9293 §3.7.4, §3.8.6.2.1).
   */
  sendableBytes(): number {
    const unsent = distance(this.next, this.endSequence)
    if (unsent <= 0) return 0
    const inFlight = distance(this.unacknowledged, this.next)
    const congestionWindow = this.congestion.sendableBytes
    const window = congestionWindow < this.window ? congestionWindow : this.window
    const usable = (window - inFlight) | 0
    if (usable <= 0) return 0
    const { segmentBytes } = this
    // (1) a full segment
    if (unsent >= segmentBytes && usable >= segmentBytes) return segmentBytes
    if (unsent <= usable) {
      // (2) all there is, if nothing is out, or nobody minds small segments, or none follows
      return inFlight === 0 || this.isNoDelay || this.isEnding ? unsent : 0
    }
    // (3) half of the largest window that the peer ever had
    return inFlight === 0 && usable * 2 >= this.maximumWindow ? usable : 0
  }

  /** A FIN is the next to be sent: after all bytes, and not sent since SND.NXT last went back. */
  get isFinNext(): boolean {
    return this.isEnding && this.next === this.endSequence
  }

  /** Bytes or a FIN wait that are not in flight. */
  get hasUnsent(): boolean {
    return distance(this.next, this.endSequence) > 0 || this.isFinNext
  }

  /** `count` numbers from `next` on have left. */
  sent(count: number, nowNs: number): void {
    const sequence = this.next
    this.next = (sequence + count) | 0
    this.sentNs = nowNs
    if (distance(this.highest, this.next) > 0) {
      // Only what was never sent before is timed.
      if (this.#timedNs < 0 && distance(this.highest, sequence) >= 0) {
        this.#timedNs = nowNs
        this.#timedSequence = sequence
      }
      this.highest = this.next
    }
    if (this.timerNs === Infinity || this.isProbing) this.startTimer(nowNs)
  }

  // --- the timer

  /** RFC 6298 (5.1), (5.3) */
  startTimer(nowNs: number): void {
    this.isProbing = false
    this.timerNs = nowNs + this.timeout.timeoutNs
  }

  stopTimer(): void {
    this.isProbing = false
    this.timerNs = Infinity
  }

  /** RFC 9293 §3.8.6.1: the peer's window is closed; ask after a retransmission timeout, then ever less often. */
  startProbing(nowNs: number): void {
    this.isProbing = true
    this.troubledNs = nowNs
    this.#probeNs = this.timeout.timeoutNs
    this.timerNs = nowNs + this.#probeNs
  }

  /** A byte was sent beyond the window, without being counted as sent. */
  probed(nowNs: number): void {
    const after = (this.next + 1) | 0
    if (distance(this.highest, after) > 0) this.highest = after
    this.forgetTiming()
    this.#probeNs = Math.min(this.#probeNs * 2, LONGEST_PROBE_NS)
    this.timerNs = nowNs + this.#probeNs
  }

  /**
   * The retransmission timer ran out (RFC 6298 (5.4) … (5.6)): all is sent again from SND.UNA on, one segment first.
   */
  timeOut(nowNs: number): void {
    this.congestion.timeOut(this.flightBytes, this.highest, this.timeouts === 0)
    if (this.timeouts === 0) this.troubledNs = nowNs
    this.timeouts++
    this.forgetTiming()
    this.timeout.backOff()
    this.next = this.unacknowledged
    this.mustRetransmit = true
    this.startTimer(nowNs)
  }
}
