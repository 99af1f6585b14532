// Congestion control: slow start, congestion avoidance, fast retransmit (RFC 5681 §3), NewReno's fast recovery
// (RFC 6582 §3.2). It decides; sender.ts sends. Sizes are in bytes.
import { distance } from './sequence.ts'

/** RFC 5681 §3.2: so many say that a segment was lost rather than overtaken. */
const DUPLICATE_THRESHOLD = 3
/** RFC 6928 §2: ten segments, or what was ten of Ethernet's. */
const INITIAL_SEGMENTS = 10
const INITIAL_BYTES = 14600
/** More than any peer's window lets out (RFC 7323 §2.3); keeps sums far from the end of 32 bits. */
const MAXIMUM_WINDOW_BYTES = 1 << 28

export class Congestion {
  #segmentBytes = 0
  /** cwnd */
  #window = 0
  /** ssthresh; RFC 5681 §3.1: at first arbitrarily high. */
  #threshold = MAXIMUM_WINDOW_BYTES
  /** Acknowledged since the window last grew (RFC 5681 §3.1, counting bytes as RFC 3465 does). */
  #countedBytes = 0
  #duplicates = 0
  #isRecovering = false
  /** One past the highest number that was sent when recovery, or the last timeout, began. */
  #recover = 0

  /** The handshake is done. RFC 5681 §3.1: one segment is all that may be sent at first if the SYN was lost. */
  start(segmentBytes: number, initialSequence: number, wasSynLost: boolean): void {
    this.#segmentBytes = segmentBytes | 0
    this.#window = wasSynLost ? this.#segmentBytes : this.#initialWindow()
    this.#recover = initialSequence
  }

  get threshold(): number {
    return this.#threshold
  }

  get isRecovering(): boolean {
    return this.#isRecovering
  }

  /** cwnd as it stands. */
  get window(): number {
    return this.#window
  }

  /**
   * What may be in flight. RFC 3042: the first two duplicates let a new segment out each, which keeps others coming.
   */
  get sendableBytes(): number {
    const isLimitedTransmit = !this.#isRecovering && this.#duplicates > 0 && this.#duplicates < DUPLICATE_THRESHOLD
    return isLimitedTransmit ? (this.#window + this.#duplicates * this.#segmentBytes) | 0 : this.#window
  }

  /**
   * `acknowledgment` is new and covers `acknowledgedBytes`; `flightBytes` are still out. True for a partial
   * acknowledgment: the first segment that is not acknowledged is to be sent again.
   */
  acknowledge(acknowledgment: number, acknowledgedBytes: number, flightBytes: number): boolean {
    this.#duplicates = 0
    if (!this.#isRecovering) {
      this.#grow(acknowledgedBytes)
      return false
    }
    const segmentBytes = this.#segmentBytes
    if (distance(this.#recover, acknowledgment) >= 0) {
      // RFC 6582 §3.2 step 3, "Full acknowledgments", way (1)
      this.#isRecovering = false
      this.#countedBytes = 0
      this.#setWindow(Math.min(this.#threshold, Math.max(flightBytes, segmentBytes) + segmentBytes))
      return false
    }
    // "Partial acknowledgments": deflate by what left, add back a segment for the one that is sent now
    const deflated = this.#window - acknowledgedBytes + (acknowledgedBytes >= segmentBytes ? segmentBytes : 0)
    this.#setWindow(Math.max(deflated, segmentBytes))
    return true
  }

  /** A duplicate acknowledgment (RFC 5681 §2). True: send the first segment that is not acknowledged again. */
  duplicate(acknowledgment: number, flightBytes: number, highestSequence: number): boolean {
    this.#duplicates = (this.#duplicates + 1) | 0
    if (this.#isRecovering) {
      // RFC 5681 §3.2 step 4: a segment has left the network
      this.#setWindow(this.#window + this.#segmentBytes)
      return false
    }
    if (this.#duplicates !== DUPLICATE_THRESHOLD) return false
    // RFC 6582 §3.2 step 2: duplicates of what was sent before the last recovery or timeout are its echo.
    if (distance(this.#recover, acknowledgment) <= 0) return false
    this.#halve(flightBytes)
    this.#isRecovering = true
    this.#recover = highestSequence
    this.#setWindow(this.#threshold + DUPLICATE_THRESHOLD * this.#segmentBytes)
    return true
  }

  /** The retransmission timer ran out; `isFirst`: for the first time on this segment (RFC 5681 §3.1). */
  timeOut(flightBytes: number, highestSequence: number, isFirst: boolean): void {
    if (isFirst) this.#halve(flightBytes)
    this.#window = this.#segmentBytes
    this.#countedBytes = 0
    this.#duplicates = 0
    // RFC 6582 §3.2 step 4
    this.#isRecovering = false
    this.#recover = highestSequence
  }

  /** Nothing was sent for longer than a retransmission timeout (RFC 5681 §4.1). */
  restartAfterIdle(): void {
    const initial = this.#initialWindow()
    if (this.#window > initial) this.#window = initial
  }

  #initialWindow(): number {
    const segmentBytes = this.#segmentBytes
    return Math.min(INITIAL_SEGMENTS * segmentBytes, Math.max(2 * segmentBytes, INITIAL_BYTES)) | 0
  }

  /** RFC 5681 §3.1, equation (4). */
  #halve(flightBytes: number): void {
    this.#threshold = Math.max(flightBytes >> 1, 2 * this.#segmentBytes) | 0
  }

  #grow(acknowledgedBytes: number): void {
    if (this.#window < this.#threshold) {
      // equation (2)
      this.#setWindow(this.#window + Math.min(acknowledgedBytes, this.#segmentBytes))
      return
    }
    // Congestion avoidance: a segment for each window that was acknowledged
    this.#countedBytes = (this.#countedBytes + acknowledgedBytes) | 0
    if (this.#countedBytes < this.#window) return
    this.#countedBytes = (this.#countedBytes - this.#window) | 0
    this.#setWindow(this.#window + this.#segmentBytes)
  }

  #setWindow(bytes: number): void {
    this.#window = bytes < MAXIMUM_WINDOW_BYTES ? bytes | 0 : MAXIMUM_WINDOW_BYTES
  }
}
