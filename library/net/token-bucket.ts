// A rate limit: so many at once, so many a second in the long run.

export class TokenBucket {
  readonly #capacity: number
  readonly #tokensPerNs: number
  #tokens: number
  #filledNs: number

  constructor(capacity: number, tokensPerSecond: number, nowNs: number) {
    this.#capacity = capacity
    this.#tokensPerNs = tokensPerSecond / 1e9
    this.#tokens = capacity
    this.#filledNs = nowNs
  }

  /** Takes one; false if there is none. */
  take(nowNs: number): boolean {
    const tokens = this.#tokens + (nowNs - this.#filledNs) * this.#tokensPerNs
    this.#tokens = tokens > this.#capacity ? this.#capacity : tokens
    this.#filledNs = nowNs
    if (this.#tokens < 1) return false
    this.#tokens--
    return true
  }
}
