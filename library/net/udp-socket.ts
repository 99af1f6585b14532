// A bound UDP port as programs see it.
import { formatAddress, parseAddress } from './address.ts'
import { Endpoint, isPort } from './endpoint.ts'
import type { Interface } from './interface.ts'
import { TRANSMITTED } from './statistics.ts'
import type { Datagram, UdpPort } from './udp-ports.ts'

/** Where a message goes: an IPv4 address as text with a port, or the `from` of a datagram, which is cheaper. */
export interface Destination {
  readonly address: string
  readonly port: number
}

/**
 * What became of a message, as far as this machine knows; UDP promises no more.
 * - `sent`: it left, or leaves once the neighbour that it goes through has told its link address.
 * - `full`: the device has no room now; it was dropped. Sending again after an await may succeed.
 * - `unreachable`: no way leads there.
 * - `down`: the device has no link.
 */
export type SendResult = 'sent' | 'full' | 'unreachable' | 'down'

/** What a receive that can no longer succeed is rejected with. */
export class SocketClosedError extends Error {}

export class UdpSocket {
  readonly #interface: Interface
  readonly #port: UdpPort

  /** @internal Made by `bind`. */
  constructor(owner: Interface, port: UdpPort) {
    this.#interface = owner
    this.#port = port
  }

  /** The port that is bound, 1 … 65535. */
  get port(): number {
    return this.#port.number
  }

  /** The longest message in bytes that `send` takes. */
  get maximumBytes(): number {
    return this.#interface.maximumUdpBytes
  }

  /**
   * The next datagram, in the order in which they came. Several receives may be under way: they are served in the order
   * of the calls. After `close` datagrams that came before it are still given; then it rejects with a
   * SocketClosedError.
   */
  receive(): Promise<Datagram> {
    return new Promise((resolve, reject) => {
      this.#port.receive((datagram) => {
        if (datagram === null) reject(this.#closedError('receive'))
        else resolve(datagram)
      })
    })
  }

  /**
   * `for await (const { bytes, from } of socket)`: ends when the socket is closed. Leaving the loop does not close it.
   */
  [Symbol.asyncIterator](): AsyncIterator<Datagram, undefined> {
    const port = this.#port
    return {
      next: () => new Promise((resolve) => {
        port.receive((datagram) => {
          if (datagram === null) resolve({ done: true, value: undefined })
          else resolve({ done: false, value: datagram })
        })
      }),
    }
  }

  /**
   * Sends one message; `bytes` may be changed when it returns. Throws a RangeError if it is longer than `maximumBytes`,
   * or if `to` is no address with a port; and a SocketClosedError after `close`.
   */
  send(bytes: Uint8Array, to: Endpoint | Destination): SendResult {
    if (this.#port.isClosed) throw this.#closedError('send')
    const address = to instanceof Endpoint ? to.ipv4 : destinationAddress(to)
    const outcome = this.#interface.sendUdp(this.#port.number, bytes, address, to.port)
    switch (outcome) {
      case TRANSMITTED.sent:
      case TRANSMITTED.held: return 'sent'
      case TRANSMITTED.deviceFull:
      case TRANSMITTED.arpQueueFull: return 'full'
      case TRANSMITTED.deviceDown: return 'down'
      case TRANSMITTED.tooLong: throw this.#tooLongError(bytes.length, address, to.port)
      default: return 'unreachable'
    }
  }

  /** Frees the port. Receives under way are rejected. Closing again does nothing. */
  close(): void {
    this.#interface.unbindUdp(this.#port)
  }

  #closedError(what: string): SocketClosedError {
    return new SocketClosedError(`${what}: the UDP socket on port ${this.#port.number} is closed`)
  }

  #tooLongError(lengthBytes: number, address: number, port: number): RangeError {
    return new RangeError(
      `send: a message of ${lengthBytes} bytes to ${formatAddress(address)}:${port} does not fit into one datagram; ` +
        `split it into parts of at most ${this.maximumBytes} bytes (the socket's maximumBytes)`,
    )
  }
}

function destinationAddress(to: Destination): number {
  const address = parseAddress(to.address)
  if (address === null) {
    throw new RangeError(
      `send: '${to.address}' is not an IPv4 address; give four numbers such as '10.0.2.2' (names are not looked up)`,
    )
  }
  if (!isPort(to.port) || to.port === 0) {
    throw new RangeError(`send: a destination port is a whole number from 1 to 65535, not ${to.port}`)
  }
  return address
}
