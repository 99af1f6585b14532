// The table of neighbours: which link address belongs to which IPv4 address (RFC 826; RFC 1122 §2.3.2). It does no I/O:
// link-layer.ts sends what it says. Times are monotonic nanoseconds.
//
// An entry is either resolved, or being asked for with frames that wait. `use` gives a resolved one; if there is none,
// `ask` makes one that is asked for; `learn` resolves; `expire` ends what nobody answered.
import { copyMac, MAC_BYTES } from './ethernet.ts'

/** Hosts of one link that a machine talks to; a /24 has no more. What is not used for the longest time gives way. */
const MAXIMUM_NEIGHBOURS = 256
/**
 * Addresses asked for at one time: a program that sends to every address of a prefix must not fill memory with frames.
 */
const MAXIMUM_ASKED = 32
/** RFC 1122 §2.3.2.2 wants at least one, the latest. Four are a question and its first repetitions. */
export const MAXIMUM_HELD_FRAMES = 4

/** RFC 1122 §2.3.2.1: a timeout of the order of a minute. */
const LIFETIME_NS = 60e9
/** From here on a neighbour that is used is asked whether it is still there, by unicast (§2.3.2.1, "Unicast Poll"). */
const REFRESH_AFTER_NS = 45e9
/** RFC 1122 §2.3.2.1: at most one request a second for one address. */
const ASK_INTERVAL_NS = 1e9
/** Then whoever waits is told that nobody answers; three seconds are what ping and browsers bear. */
const MAXIMUM_ASKS = 3

export class Neighbour {
  readonly address: number
  readonly mac = new Uint8Array(MAC_BYTES)
  isResolved = false
  /** When it last told its address. */
  confirmedNs = 0
  /** When a frame was last sent to it; those never sent to give way first. */
  usedNs = -1
  askedNs = -Infinity
  askCount = 0
  /** Nobody answered; it is no longer in the table. */
  isLost = false
  /** Complete but for the destination; at most MAXIMUM_HELD_FRAMES. */
  held: Uint8Array[] = []

  constructor(address: number) {
    this.address = address
  }
}

export class Neighbours {
  readonly #byAddress = new Map<number, Neighbour>()
  /** Those that are not resolved. */
  readonly #asked: Neighbour[] = []

  /** The neighbour, if it is resolved and young enough to send to. */
  use(address: number, nowNs: number): Neighbour | null {
    const neighbour = this.#byAddress.get(address)
    if (neighbour === undefined || !neighbour.isResolved || nowNs - neighbour.confirmedNs > LIFETIME_NS) return null
    neighbour.usedNs = nowNs
    return neighbour
  }

  /** Whether a neighbour that is used should be asked again now; it is then taken to have been asked. */
  needsRefresh(neighbour: Neighbour, nowNs: number): boolean {
    if (nowNs - neighbour.confirmedNs < REFRESH_AFTER_NS || nowNs - neighbour.askedNs < ASK_INTERVAL_NS) return false
    neighbour.askedNs = nowNs
    return true
  }

  /**
   * The entry of an address that must be asked for; null when too many are. New ones are due at once: see `takeDue`.
   */
  ask(address: number, nowNs: number): Neighbour | null {
    let neighbour = this.#byAddress.get(address)
    if (neighbour !== undefined && !neighbour.isResolved) return neighbour
    if (this.#asked.length >= MAXIMUM_ASKED) return null
    if (neighbour === undefined) neighbour = this.#add(address)
    neighbour.isResolved = false
    neighbour.usedNs = nowNs
    neighbour.askCount = 0
    this.#asked.push(neighbour)
    return neighbour
  }

  /**
   * The next neighbour for which something is due: it is to be asked for now or, where it is lost, given up. Null when
   * nothing is due.
   */
  takeDue(nowNs: number): Neighbour | null {
    const asked = this.#asked
    for (let i = 0; i < asked.length; i++) {
      const neighbour = asked[i]
      if (nowNs - neighbour.askedNs < ASK_INTERVAL_NS) continue
      if (neighbour.askCount === MAXIMUM_ASKS) {
        this.#endAsking(neighbour)
        this.#byAddress.delete(neighbour.address)
        neighbour.isLost = true
      } else {
        neighbour.askCount++
        neighbour.askedNs = nowNs
      }
      return neighbour
    }
    return null
  }

  /** When takeDue next has something. */
  deadlineNs(): number {
    const asked = this.#asked
    let deadlineNs = Infinity
    for (let i = 0; i < asked.length; i++) {
      const dueNs = asked[i].askedNs + ASK_INTERVAL_NS
      if (dueNs < deadlineNs) deadlineNs = dueNs
    }
    return deadlineNs
  }

  /**
   * An ARP packet says that `address` is at the link address in bytes[offset …). Null if it is not known and `mayAdd`
   * is false; else the neighbour, whose held frames are now to be sent.
   */
  learn(address: number, bytes: Uint8Array, offset: number, mayAdd: boolean, nowNs: number): Neighbour | null {
    let neighbour = this.#byAddress.get(address)
    if (neighbour === undefined) {
      if (!mayAdd) return null
      neighbour = this.#add(address)
    } else if (!neighbour.isResolved) {
      this.#endAsking(neighbour)
    }
    copyMac(bytes, offset, neighbour.mac, 0)
    neighbour.isResolved = true
    neighbour.confirmedNs = nowNs
    return neighbour
  }

  #add(address: number): Neighbour {
    if (this.#byAddress.size >= MAXIMUM_NEIGHBOURS) this.#evict()
    const neighbour = new Neighbour(address)
    this.#byAddress.set(address, neighbour)
    return neighbour
  }

  /**
   * Removes the resolved neighbour to which nothing was sent for the longest time; there are more of them than asked.
   */
  #evict(): void {
    let oldest: Neighbour | null = null
    for (const neighbour of this.#byAddress.values()) {
      if (neighbour.isResolved && (oldest === null || neighbour.usedNs < oldest.usedNs)) oldest = neighbour
    }
    if (oldest !== null) this.#byAddress.delete(oldest.address)
  }

  #endAsking(neighbour: Neighbour): void {
    const asked = this.#asked
    const last = asked.pop()!
    if (last !== neighbour) asked[asked.indexOf(neighbour)] = last
  }
}
