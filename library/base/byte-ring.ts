// A queue of bytes in a circular array that grows by doubling up to its maximum; and, beyond its end, room for bytes
// that came before those that precede them.
//
// Order of calls: append, copyTo and drop as they come. `place` writes at a distance from the end, `extend` makes what
// was placed there part of the queue. The caller keeps length and distances within `maximumBytes`.
import type { ByteBudget } from './byte-budget.ts'
import { copyBytes } from './copy.ts'

/** So much each ring has without asking: none ever waits for the others. */
const FIRST_CAPACITY = 2048
const NOTHING = new Uint8Array(0)

export class ByteRing {
  /** A power of two. */
  readonly maximumBytes: number
  /** Where all but the first bytes come from. */
  readonly #budget: ByteBudget
  /** What it has of the budget. */
  #takenBytes = 0
  /** Its length is a power of two, or zero. */
  #bytes: Uint8Array = NOTHING
  #start = 0
  #length = 0

  constructor(maximumBytes: number, budget: ByteBudget) {
    this.maximumBytes = maximumBytes
    this.#budget = budget
  }

  get length(): number {
    return this.#length
  }

  /** Up to its maximum. */
  get freeBytes(): number {
    return this.maximumBytes - this.#length
  }

  /** What can be expected to fit: less than freeBytes where memory is short. */
  get roomBytes(): number {
    const capacity = this.#bytes.length === 0 ? FIRST_CAPACITY : this.#bytes.length
    // It grows by as much as it has.
    const reachable = this.#budget.freeBytes < capacity ? capacity : this.maximumBytes
    return reachable - this.#length
  }

  /** Makes sure of memory for so many bytes beyond the end; false if there is none. */
  ensure(count: number): boolean {
    return this.#length + count <= this.#bytes.length || this.#grow(this.#length + count)
  }

  /** Makes sure of as much as there is, for up to `count` bytes beyond the end: for how many. */
  ensureSome(count: number): number {
    if (this.ensure(count)) return count
    let capacity = this.#bytes.length === 0 ? FIRST_CAPACITY : this.#bytes.length
    while (this.#budget.freeBytes >= capacity) {
      this.#grow(capacity * 2)
      capacity *= 2
    }
    this.ensure(capacity - this.#length)
    return capacity - this.#length
  }

  /** The caller has made sure of memory. */
  append(from: Uint8Array, start: number, end: number): void {
    this.place(0, from, start, end)
    this.#length = (this.#length + end - start) | 0
  }

  /** Writes from[start … end) at `distance` bytes from the end, where the caller has made sure of memory. */
  place(distance: number, from: Uint8Array, start: number, end: number): void {
    const count = end - start
    const offset = this.#length + distance
    const bytes = this.#bytes
    const at = (this.#start + offset) & (bytes.length - 1)
    const untilWrap = bytes.length - at
    if (count <= untilWrap) {
      copyBytes(from, start, bytes, at, count)
    } else {
      copyBytes(from, start, bytes, at, untilWrap)
      copyBytes(from, start + untilWrap, bytes, 0, count - untilWrap)
    }
  }

  /** Bytes that were placed next to the end belong to the queue now. */
  extend(count: number): void {
    this.#length = (this.#length + count) | 0
  }

  /** Copies `count` bytes from `offset` on, which are in the queue. */
  copyTo(offset: number, to: Uint8Array, toOffset: number, count: number): void {
    if (count === 0) return
    const bytes = this.#bytes
    const at = (this.#start + offset) & (bytes.length - 1)
    const untilWrap = bytes.length - at
    if (count <= untilWrap) {
      copyBytes(bytes, at, to, toOffset, count)
    } else {
      copyBytes(bytes, at, to, toOffset, untilWrap)
      copyBytes(bytes, 0, to, toOffset + untilWrap, count - untilWrap)
    }
  }

  /** Takes the first `count` bytes out. */
  drop(count: number): void {
    if (count === 0) return
    this.#start = (this.#start + count) & (this.#bytes.length - 1)
    this.#length = (this.#length - count) | 0
  }

  /** Empties the queue and gives its memory back. */
  release(): void {
    this.leaveBudget()
    this.#bytes = NOTHING
    this.#start = 0
    this.#length = 0
  }

  /**
   * Nothing more will be added: the budget need not wait until somebody reads what is there, or nobody does and the ring
   * is garbage.
   */
  leaveBudget(): void {
    this.#budget.give(this.#takenBytes)
    this.#takenBytes = 0
  }

  /** The queue is empty, and nothing is placed beyond its end: gives memory back that others may need. */
  relax(): void {
    if (this.#bytes.length > FIRST_CAPACITY && this.#budget.isTight) this.release()
  }

  /** Keeps every byte of the old array: what was placed beyond the end is among them. */
  #grow(neededBytes: number): boolean {
    const old = this.#bytes
    let capacity = old.length === 0 ? FIRST_CAPACITY : old.length
    while (capacity < neededBytes) capacity *= 2
    const takenBytes = capacity - (old.length === 0 ? FIRST_CAPACITY : old.length)
    if (!this.#budget.take(takenBytes)) return false
    this.#takenBytes += takenBytes
    const bytes = new Uint8Array(capacity)
    const untilWrap = old.length - this.#start
    copyBytes(old, this.#start, bytes, 0, untilWrap)
    copyBytes(old, 0, bytes, untilWrap, this.#start)
    this.#bytes = bytes
    this.#start = 0
    return true
  }
}
