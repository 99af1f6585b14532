// When connections next have something to do: a binary heap with one entry for each that has.
//
// An entry may be earlier than its connection's deadline, never later: a timer that is put off, as the retransmission
// timer is by each acknowledgment, costs nothing. Whoever takes a due connection puts it in again with its deadline.
import type { Connection } from './connection.ts'

export class Timers {
  readonly #connections: Connection[] = []
  readonly #timesNs: number[] = []

  /** The first entry; Infinity without any. */
  deadlineNs(): number {
    return this.#connections.length === 0 ? Infinity : this.#timesNs[0]
  }

  /** The connection is due at `timeNs`, or before. */
  schedule(connection: Connection, timeNs: number): void {
    const index = connection.heapIndex
    if (index >= 0) {
      if (timeNs < this.#timesNs[index]) this.#rise(index, connection, timeNs)
      return
    }
    if (timeNs === Infinity) return
    this.#rise(this.#connections.length, connection, timeNs)
  }

  /** A connection whose entry is due, taken out; null if there is none. */
  takeDue(nowNs: number): Connection | null {
    if (this.#connections.length === 0 || this.#timesNs[0] > nowNs) return null
    const connection = this.#connections[0]
    this.remove(connection)
    return connection
  }

  remove(connection: Connection): void {
    const index = connection.heapIndex
    if (index < 0) return
    connection.heapIndex = -1
    const lastIndex = this.#connections.length - 1
    const last = this.#connections[lastIndex]
    const lastNs = this.#timesNs[lastIndex]
    this.#connections.length = lastIndex
    this.#timesNs.length = lastIndex
    if (last === connection) return
    const above = (index - 1) >> 1
    if (index > 0 && lastNs < this.#timesNs[above]) this.#rise(index, last, lastNs)
    else this.#sink(index, last, lastNs)
  }

  /** Puts an entry at a position that is free, the one after the last included, or above it. */
  #rise(from: number, connection: Connection, timeNs: number): void {
    let position = from
    while (position > 0) {
      const above = (position - 1) >> 1
      if (this.#timesNs[above] <= timeNs) break
      this.#set(position, this.#connections[above], this.#timesNs[above])
      position = above
    }
    this.#set(position, connection, timeNs)
  }

  /** Puts an entry at a position that is free, or below it. */
  #sink(from: number, connection: Connection, timeNs: number): void {
    const { length } = this.#connections
    let position = from
    for (;;) {
      let below = position * 2 + 1
      if (below >= length) break
      if (below + 1 < length && this.#timesNs[below + 1] < this.#timesNs[below]) below++
      if (timeNs <= this.#timesNs[below]) break
      this.#set(position, this.#connections[below], this.#timesNs[below])
      position = below
    }
    this.#set(position, connection, timeNs)
  }

  #set(position: number, connection: Connection, timeNs: number): void {
    this.#connections[position] = connection
    this.#timesNs[position] = timeNs
    connection.heapIndex = position
  }
}
