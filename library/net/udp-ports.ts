// Which UDP ports are bound, and the datagrams that wait for the program at each.
import { Queue } from '../base/queue.ts'
import type { Rng } from '../contracts/rng.ts'
import { Endpoint, EPHEMERAL_PORTS, FIRST_EPHEMERAL_PORT, isPort } from './endpoint.ts'

/**
 * What waits at one port until the program takes it. More than one poll brings, so that a program that keeps up loses
 * nothing; in bytes what Linux grants a socket (net.core.rmem_default is 208 KiB).
 */
const MAXIMUM_WAITING_DATAGRAMS = 256
const MAXIMUM_WAITING_BYTES = 256 * 1024

/** A message that came in. The bytes are the receiver's own. */
export class Datagram {
  readonly bytes: Uint8Array
  readonly from: Endpoint

  constructor(bytes: Uint8Array, from: Endpoint) {
    this.bytes = bytes
    this.from = from
  }
}

/** Somebody waits for a datagram; null says that there will be none. */
export type Receiver = (datagram: Datagram | null) => void

export class UdpPort {
  readonly number: number
  readonly #datagrams = new Queue<Datagram>()
  readonly #receivers = new Queue<Receiver>()
  #waitingBytes = 0
  #isClosed = false

  constructor(number: number) {
    this.number = number
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  /** Copies the message in bytes[start … end) for the program; false if too much waits already. */
  deliver(bytes: Uint8Array, start: number, end: number, source: number, sourcePort: number): boolean {
    const isFull = this.#datagrams.length >= MAXIMUM_WAITING_DATAGRAMS ||
      this.#waitingBytes + end - start > MAXIMUM_WAITING_BYTES
    if (isFull) return false
    const datagram = new Datagram(bytes.slice(start, end), new Endpoint(source, sourcePort))
    const receiver = this.#receivers.shift()
    if (receiver !== null) {
      receiver(datagram)
    } else {
      this.#datagrams.push(datagram)
      this.#waitingBytes += end - start
    }
    return true
  }

  /** Calls `receiver` with the next datagram, now or when it comes; in the order of the calls. */
  receive(receiver: Receiver): void {
    const datagram = this.#datagrams.shift()
    if (datagram !== null) {
      this.#waitingBytes -= datagram.bytes.length
      receiver(datagram)
    } else if (this.#isClosed) {
      receiver(null)
    } else {
      this.#receivers.push(receiver)
    }
  }

  /** What waits can still be taken; then, and for those who wait now, there will be none. */
  close(): void {
    this.#isClosed = true
    for (;;) {
      const receiver = this.#receivers.shift()
      if (receiver === null) return
      receiver(null)
    }
  }
}

export class UdpPorts {
  readonly #bound = new Map<number, UdpPort>()

  find(number: number): UdpPort | undefined {
    return this.#bound.get(number)
  }

  get count(): number {
    return this.#bound.size
  }

  /** Binds a port, 0 being any that is free; throws if there is none, or it is no port. */
  bind(number: number, rng: Rng): UdpPort {
    if (!isPort(number)) {
      throw new RangeError(`a UDP port is a whole number from 0 (any free one) to 65535, not ${number}`)
    }
    if (number !== 0 && this.#bound.has(number)) {
      throw new Error(
        `UDP port ${number} is in use by another socket of this program; close that first, or bind another port`,
      )
    }
    const port = new UdpPort(number === 0 ? this.#ephemeral(rng) : number)
    this.#bound.set(port.number, port)
    return port
  }

  unbind(port: UdpPort): void {
    if (this.#bound.get(port.number) === port) this.#bound.delete(port.number)
  }

  /** RFC 6056 §3.3.1, algorithm 1: a random port, then the next ones until one is free. */
  #ephemeral(rng: Rng): number {
    const offset = rng.nextU32() % EPHEMERAL_PORTS
    for (let i = 0; i < EPHEMERAL_PORTS; i++) {
      const number = FIRST_EPHEMERAL_PORT + ((offset + i) % EPHEMERAL_PORTS)
      if (!this.#bound.has(number)) return number
    }
    throw new Error(`all UDP ports from ${FIRST_EPHEMERAL_PORT} on are in use; close sockets that are no longer needed`)
  }
}
