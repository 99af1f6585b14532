// A simulated cable between two Ethernet devices, with what can go wrong on the way: latency, a bandwidth, loss,
// duplicates, frames that overtake others, damage, queues that run over. All of it is decided by the seed of its random
// numbers, and each mishap has a counter.
//
// Order of calls: transmit and poll at the two devices, in any order; the clock says when a frame has arrived.
// `nextArrivalNs` tells whoever drives the clock when there is something new.
import type { Clock } from '../contracts/clock.ts'
import type { NetDevice, TransmitResult } from '../contracts/net-device.ts'
import { FlightQueue } from './flight-queue.ts'
import type { SimulatedRng } from './rng.ts'

const ETHERNET_HEADER_BYTES = 14
const NS_PER_SECOND = 1e9
const BITS_PER_BYTE = 8

/** What a direction of the link is like. */
export interface LinkConditions {
  /** From the end of sending to arrival. */
  readonly latencyNs: number
  /** Up to so much is added to each frame's latency, evenly; frames can overtake each other by it. */
  readonly jitterNs: number
  /** How fast frames leave; Infinity: at once. */
  readonly bitsPerSecond: number
  readonly lossProbability: number
  /** Of a second copy, which has a jitter of its own. */
  readonly duplicateProbability: number
  /** Of a frame being held back by reorderDelayNs, so that later ones overtake it. */
  readonly reorderProbability: number
  readonly reorderDelayNs: number
  /** Of one bit being flipped. */
  readonly damageProbability: number
  /** Frames that wait to leave; beyond it transmit says `full`. Matters with a bandwidth. */
  readonly transmitQueueFrames: number
  /** Frames that have arrived and were not polled; beyond it they are dropped. */
  readonly receiveQueueFrames: number
}

export function perfectConditions(): LinkConditions {
  return {
    latencyNs: 0, jitterNs: 0, bitsPerSecond: Infinity, lossProbability: 0, duplicateProbability: 0,
    reorderProbability: 0, reorderDelayNs: 0, damageProbability: 0, transmitQueueFrames: 256, receiveQueueFrames: 256,
  }
}

/** What happened to the frames that one device transmitted. */
export interface LinkCounts {
  /** Taken by transmit. */
  readonly sent: number
  readonly full: number
  readonly lost: number
  readonly duplicated: number
  readonly reordered: number
  readonly damaged: number
  /** Given to the receiver by poll, duplicates included. */
  readonly received: number
  /** Dropped for want of room at the receiver. */
  readonly overrun: number
}

/** One way: what one device transmits and the other receives. */
class Direction {
  readonly #clock: Clock
  readonly #rng: SimulatedRng
  conditions: LinkConditions
  readonly #flights = new FlightQueue()
  /**
   * When each frame that waits to leave has left, from #firstDeparture on; times of frames gone are cut off in blocks.
   */
  #departuresNs: number[] = []
  #firstDeparture = 0
  #sent = 0
  #full = 0
  #lost = 0
  #duplicated = 0
  #reordered = 0
  #damaged = 0
  #received = 0
  #overrun = 0

  constructor(clock: Clock, rng: SimulatedRng, conditions: LinkConditions) {
    this.#clock = clock
    this.#rng = rng
    this.conditions = conditions
  }

  get overrun(): number {
    return this.#overrun
  }

  counts(): LinkCounts {
    return {
      sent: this.#sent, full: this.#full, lost: this.#lost, duplicated: this.#duplicated, reordered: this.#reordered,
      damaged: this.#damaged, received: this.#received, overrun: this.#overrun,
    }
  }

  nextArrivalNs(): number {
    return this.#flights.nextNs()
  }

  transmit(frame: Uint8Array): TransmitResult {
    const { conditions } = this
    const nowNs = this.#clock.monotonicNowNs()
    this.#forgetDepartures(nowNs)
    if (this.#departuresNs.length - this.#firstDeparture >= conditions.transmitQueueFrames) {
      this.#full++
      return 'full'
    }
    this.#sent++
    const departedNs = this.#depart(nowNs, frame.length)
    if (this.#rng.chance(conditions.lossProbability)) {
      this.#lost++
      return 'sent'
    }
    this.#fly(frame.slice(), departedNs)
    if (this.#rng.chance(conditions.duplicateProbability)) {
      this.#duplicated++
      this.#fly(frame.slice(), departedNs)
    }
    return 'sent'
  }

  /** When the frame has left: after those before it, each taking its time. */
  #depart(nowNs: number, lengthBytes: number): number {
    const { bitsPerSecond } = this.conditions
    if (bitsPerSecond === Infinity) return nowNs
    const last = this.#departuresNs.length - 1
    const startNs = last < this.#firstDeparture ? nowNs : this.#departuresNs[last]
    const departedNs = startNs + (lengthBytes * BITS_PER_BYTE * NS_PER_SECOND) / bitsPerSecond
    this.#departuresNs.push(departedNs)
    return departedNs
  }

  #forgetDepartures(nowNs: number): void {
    const departures = this.#departuresNs
    while (this.#firstDeparture < departures.length && departures[this.#firstDeparture] <= nowNs) this.#firstDeparture++
    if (this.#firstDeparture * 2 < departures.length) return
    this.#departuresNs = departures.slice(this.#firstDeparture)
    this.#firstDeparture = 0
  }

  #fly(frame: Uint8Array, departedNs: number): void {
    const { conditions } = this
    let arrivalNs = departedNs + conditions.latencyNs
    if (conditions.jitterNs > 0) arrivalNs += Math.floor(this.#rng.nextFraction() * conditions.jitterNs)
    if (this.#rng.chance(conditions.reorderProbability)) {
      this.#reordered++
      arrivalNs += conditions.reorderDelayNs
    }
    if (this.#rng.chance(conditions.damageProbability)) {
      this.#damaged++
      const bit = Math.floor(this.#rng.nextFraction() * frame.length * BITS_PER_BYTE)
      frame[bit >>> 3] ^= 1 << (bit & 7)
    }
    this.#flights.push(frame, arrivalNs)
  }

  poll(receive: (frame: Uint8Array) => void, most: number): number {
    const nowNs = this.#clock.monotonicNowNs()
    this.#overrun += this.#flights.keepArrived(nowNs, this.conditions.receiveQueueFrames)
    let count = 0
    while (count < most) {
      const frame = this.#flights.take()
      if (frame === null) break
      count++
      this.#received++
      receive(frame)
    }
    return count
  }
}

/** One end of a link. */
export class SimulatedDevice implements NetDevice {
  readonly macAddress: Uint8Array
  readonly maximumPayloadBytes: number
  readonly #outgoing: Direction
  readonly #incoming: Direction
  readonly #clock: Clock
  #isPolling = false
  /** False: transmit says `down`, as with the cable pulled. */
  isUp = true

  constructor(
    clock: Clock, macAddress: Uint8Array, maximumPayloadBytes: number, outgoing: Direction, incoming: Direction,
  ) {
    this.macAddress = macAddress
    this.maximumPayloadBytes = maximumPayloadBytes
    this.#outgoing = outgoing
    this.#incoming = incoming
    this.#clock = clock
  }

  get dropped(): number {
    return this.#incoming.overrun
  }

  poll(receive: (frame: Uint8Array) => void, most: number): number {
    if (this.#isPolling) throw new Error('poll was called from inside receive')
    this.#isPolling = true
    const count = this.#incoming.poll(receive, most)
    this.#isPolling = false
    return count
  }

  transmit(frame: Uint8Array): TransmitResult {
    if (!this.isUp) return 'down'
    if (frame.length > ETHERNET_HEADER_BYTES + this.maximumPayloadBytes) return 'too-long'
    return this.#outgoing.transmit(frame)
  }

  prepareToWait(): boolean {
    return this.#incoming.nextArrivalNs() <= this.#clock.monotonicNowNs()
  }
}

export interface LinkOptions {
  /** Of both directions; what is left out is as on a perfect link. */
  readonly conditions?: Partial<LinkConditions>
  /** Default 1500. */
  readonly maximumPayloadBytes?: number
}

export class SimulatedLink {
  readonly left: SimulatedDevice
  readonly right: SimulatedDevice
  readonly #rightward: Direction
  readonly #leftward: Direction

  constructor(clock: Clock, rng: SimulatedRng, options: LinkOptions = {}) {
    const conditions = { ...perfectConditions(), ...options.conditions }
    const payloadBytes = options.maximumPayloadBytes ?? 1500
    this.#rightward = new Direction(clock, rng, conditions)
    this.#leftward = new Direction(clock, rng, conditions)
    this.left = new SimulatedDevice(clock, simulatedMac(1), payloadBytes, this.#rightward, this.#leftward)
    this.right = new SimulatedDevice(clock, simulatedMac(2), payloadBytes, this.#leftward, this.#rightward)
  }

  /** From now on, for frames transmitted by `left` or by `right`; what is left out stays as it is. */
  setConditions(from: 'left' | 'right', conditions: Partial<LinkConditions>): void {
    const direction = from === 'left' ? this.#rightward : this.#leftward
    direction.conditions = { ...direction.conditions, ...conditions }
  }

  /** Of what `left` or `right` transmitted. */
  counts(from: 'left' | 'right'): LinkCounts {
    return from === 'left' ? this.#rightward.counts() : this.#leftward.counts()
  }

  /** When a frame next arrives at either end, which may be past; Infinity if none is on its way. */
  nextArrivalNs(): number {
    return Math.min(this.#rightward.nextArrivalNs(), this.#leftward.nextArrivalNs())
  }
}

/** A locally administered address that ends in `number`. */
function simulatedMac(number: number): Uint8Array {
  return Uint8Array.of(0x02, 0, 0, 0, 0, number)
}
