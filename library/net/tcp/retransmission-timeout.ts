// How long to wait for an acknowledgment (RFC 6298 §2, §5).

/** RFC 6298 (2.1). */
const INITIAL_NS = 1e9
/** RFC 6298 (2.4): shorter ones bring retransmissions of what was only acknowledged late. */
const MINIMUM_NS = 1e9
/** RFC 6298 (2.5) allows no less. */
const MAXIMUM_NS = 60e9
/** G of RFC 6298 (2.3): poll times are finer than this. */
const GRANULARITY_NS = 1e6
/** RFC 6298 (5.7): where the first segment was lost, a path may be slower than the initial guess. */
const AFTER_LOST_SYN_NS = 3e9

export class RetransmissionTimeout {
  /** SRTT, meaningless before the first sample. */
  #smoothedNs = 0
  /** RTTVAR */
  #variationNs = 0
  #hasSample = false
  #timeoutNs = INITIAL_NS

  /** RTO */
  get timeoutNs(): number {
    return this.#timeoutNs
  }

  /** SRTT, 0 before the first sample. */
  get smoothedNs(): number {
    return this.#smoothedNs
  }

  /** A round trip was measured; by Karn's algorithm (§3) never of a segment that was sent twice. */
  sample(roundTripNs: number): void {
    if (this.#hasSample) {
      // (2.3) alpha = 1/8, beta = 1/4
      const errorNs = roundTripNs - this.#smoothedNs
      this.#variationNs += ((errorNs < 0 ? -errorNs : errorNs) - this.#variationNs) / 4
      this.#smoothedNs += errorNs / 8
    } else {
      // (2.2)
      this.#hasSample = true
      this.#smoothedNs = roundTripNs
      this.#variationNs = roundTripNs / 2
    }
    const marginNs = 4 * this.#variationNs
    this.#set(this.#smoothedNs + (marginNs > GRANULARITY_NS ? marginNs : GRANULARITY_NS))
  }

  /** (5.5): it ran out; the next is twice as long, until a sample says better. */
  backOff(): void {
    this.#set(this.#timeoutNs * 2)
  }

  /** (5.7): data begins to flow after a SYN that was sent more than once, without a sample. */
  startAfterLostSyn(): void {
    this.#set(AFTER_LOST_SYN_NS)
  }

  #set(timeoutNs: number): void {
    this.#timeoutNs = timeoutNs < MINIMUM_NS ? MINIMUM_NS : timeoutNs > MAXIMUM_NS ? MAXIMUM_NS : timeoutNs
  }
}
