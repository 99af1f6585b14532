// Connections that are over and whose ports stay taken until no segment of theirs can be on its way any more (RFC 9293
// §3.6.1), in the order in which they entered. The longest to wait gives way where there are too many.
import { STATE, type Connection } from './connection.ts'

/** Twice the maximum segment lifetime. RFC 9293 §3.4.2 takes two minutes for it; half a minute is what others do. */
const TIME_WAIT_NS = 60e9

export class TimeWait {
  readonly #maximum: number
  #first: Connection | null = null
  #last: Connection | null = null
  #count = 0

  constructor(maximum: number) {
    this.#maximum = maximum
  }

  get count(): number {
    return this.#count
  }

  /** Takes a connection that is in TIME-WAIT now; gives the one that must leave for it, if any. */
  enter(connection: Connection): Connection | null {
    const isCrowded = this.#count >= this.#maximum
    if (this.#last === null) this.#first = connection
    else this.#last.nextInTimeWait = connection
    this.#last = connection
    this.#count++
    return isCrowded ? this.#first : null
  }

  /** The wait begins, or begins again because the peer has not heard that it is over. */
  restart(connection: Connection, nowNs: number): void {
    connection.timeWaitNs = nowNs + TIME_WAIT_NS
  }

  /** A connection has left TIME-WAIT. Those that leave before their elders stay linked until these have left. */
  left(): void {
    this.#count--
    while (this.#first !== null && this.#first.state !== STATE.timeWait) {
      const next: Connection | null = this.#first.nextInTimeWait
      this.#first.nextInTimeWait = null
      this.#first = next
    }
    if (this.#first === null) this.#last = null
  }
}
