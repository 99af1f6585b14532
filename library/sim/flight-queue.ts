// Frames on their way, by time of arrival; those of one time in the order in which they were sent. A binary heap in
// three arrays side by side.

export class FlightQueue {
  readonly #frames: Uint8Array[] = []
  readonly #timesNs: number[] = []
  readonly #orders: number[] = []
  #lastOrder = 0
  /** Frames among the first to arrive that were found to have arrived, and kept. */
  #kept: Uint8Array[] = []
  #firstKept = 0

  push(frame: Uint8Array, timeNs: number): void {
    let position = this.#frames.length
    const order = ++this.#lastOrder
    this.#set(position, frame, timeNs, order)
    while (position > 0) {
      const above = (position - 1) >> 1
      if (!this.#isBefore(timeNs, order, above)) break
      this.#copy(above, position)
      position = above
    }
    this.#set(position, frame, timeNs, order)
  }

  /** When the first arrives, or has arrived; Infinity without any. */
  nextNs(): number {
    if (this.#firstKept < this.#kept.length) return 0
    return this.#frames.length === 0 ? Infinity : this.#timesNs[0]
  }

  /**
   * Lets frames arrive that are due; of those beyond `most` that nobody has taken, the latest are dropped: how many.
   */
  keepArrived(nowNs: number, most: number): number {
    if (this.#firstKept > 0) {
      this.#kept = this.#kept.slice(this.#firstKept)
      this.#firstKept = 0
    }
    let dropped = 0
    while (this.#frames.length > 0 && this.#timesNs[0] <= nowNs) {
      const frame = this.#removeFirst()
      if (this.#kept.length < most) this.#kept.push(frame)
      else dropped++
    }
    return dropped
  }

  /** The first of those that keepArrived kept. */
  take(): Uint8Array | null {
    return this.#firstKept < this.#kept.length ? this.#kept[this.#firstKept++] : null
  }

  #removeFirst(): Uint8Array {
    const first = this.#frames[0]
    const last = this.#frames.length - 1
    const frame = this.#frames[last]
    const timeNs = this.#timesNs[last]
    const order = this.#orders[last]
    this.#frames.length = last
    this.#timesNs.length = last
    this.#orders.length = last
    if (last > 0) this.#sink(frame, timeNs, order)
    return first
  }

  /** Puts an entry in at the top, the place of which is free. */
  #sink(frame: Uint8Array, timeNs: number, order: number): void {
    const { length } = this.#frames
    let position = 0
    for (;;) {
      let below = position * 2 + 1
      if (below >= length) break
      if (below + 1 < length && this.#isBefore(this.#timesNs[below + 1], this.#orders[below + 1], below)) below++
      if (this.#isBefore(timeNs, order, below)) break
      this.#copy(below, position)
      position = below
    }
    this.#set(position, frame, timeNs, order)
  }

  #isBefore(timeNs: number, order: number, position: number): boolean {
    const other = this.#timesNs[position]
    return timeNs < other || (timeNs === other && order < this.#orders[position])
  }

  #copy(from: number, to: number): void {
    this.#set(to, this.#frames[from], this.#timesNs[from], this.#orders[from])
  }

  #set(position: number, frame: Uint8Array, timeNs: number, order: number): void {
    this.#frames[position] = frame
    this.#timesNs[position] = timeNs
    this.#orders[position] = order
  }
}
