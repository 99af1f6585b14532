// Which bytes beyond a gap have arrived (RFC 9293 §3.10.7.4: segments out of order are held). The bytes themselves
// lie in the receive buffer, at the place that they will have; so they are bounded by it.

/**
 * Runs of bytes with a gap before each. A full window of 256 KiB with every other segment lost has 90; whoever makes
 * more is after our time.
 */
export const MAXIMUM_RUNS = 96
const FIRST_CAPACITY = 8
const NOTHING = new Int32Array(0)

export class Reassembly {
  /** Ascending and apart; sequence numbers, `#ends` one past the last byte. */
  #starts = NOTHING
  #ends = NOTHING
  #count = 0

  get isEmpty(): boolean {
    return this.#count === 0
  }

  /** Bytes from `start` to `end` have arrived; false if that would make too many runs. */
  insert(start: number, end: number): boolean {
    const starts = this.#starts
    const ends = this.#ends
    const count = this.#count
    let first = count
    while (first > 0 && ((ends[first - 1] - start) | 0) >= 0) first--
    let after = first
    while (after < count && ((starts[after] - end) | 0) <= 0) after++
    if (first === after) return this.#insertAt(first, start, end)
    // It touches the runs first … after - 1: they become one.
    if (((start - starts[first]) | 0) < 0) starts[first] = start
    ends[first] = ((end - ends[after - 1]) | 0) > 0 ? end : ends[after - 1]
    this.#remove(first + 1, after)
    return true
  }

  #insertAt(position: number, start: number, end: number): boolean {
    if (this.#count === MAXIMUM_RUNS) return false
    if (this.#count === this.#starts.length) this.#grow()
    const starts = this.#starts
    const ends = this.#ends
    for (let i = this.#count; i > position; i--) {
      starts[i] = starts[i - 1]
      ends[i] = ends[i - 1]
    }
    starts[position] = start
    ends[position] = end
    this.#count++
    return true
  }

  /** All before `next` has arrived: how many bytes that follow it have, too. Their runs are taken out. */
  advance(next: number): number {
    let end = next
    let passed = 0
    while (passed < this.#count && ((this.#starts[passed] - end) | 0) <= 0) {
      if (((this.#ends[passed] - end) | 0) > 0) end = this.#ends[passed]
      passed++
    }
    if (passed > 0) this.#remove(0, passed)
    return (end - next) | 0
  }

  #remove(from: number, to: number): void {
    const removed = to - from
    for (let i = to; i < this.#count; i++) {
      this.#starts[i - removed] = this.#starts[i]
      this.#ends[i - removed] = this.#ends[i]
    }
    this.#count -= removed
  }

  #grow(): void {
    const capacity = this.#starts.length === 0 ? FIRST_CAPACITY : this.#starts.length * 2
    const starts = new Int32Array(capacity)
    const ends = new Int32Array(capacity)
    starts.set(this.#starts)
    ends.set(this.#ends)
    this.#starts = starts
    this.#ends = ends
  }
}
