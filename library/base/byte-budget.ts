// Memory that many buffers share: each takes from it as it grows and gives back what it no longer needs.

export class ByteBudget {
  readonly maximumBytes: number
  #freeBytes: number

  constructor(maximumBytes: number) {
    this.maximumBytes = maximumBytes
    this.#freeBytes = maximumBytes
  }

  get freeBytes(): number {
    return this.#freeBytes
  }

  /** Less than half is left: buffers that are empty should give theirs back. */
  get isTight(): boolean {
    return this.#freeBytes * 2 < this.maximumBytes
  }

  /** False if there is not so much. */
  take(count: number): boolean {
    if (count > this.#freeBytes) return false
    this.#freeBytes -= count
    return true
  }

  give(count: number): void {
    this.#freeBytes += count
  }
}
