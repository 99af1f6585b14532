// The end of a conversation: an address with a port.
import { formatAddress } from './address.ts'

const HIGHEST_PORT = 65535
/**
 * Ports chosen for the program: RFC 6056 §3.2 wants as many as possible; the lower half is left to services, so that
 * none finds its port taken by chance. A power of two makes each as likely.
 */
export const FIRST_EPHEMERAL_PORT = 32768
export const EPHEMERAL_PORTS = 32768

/** Where something came from, and thus where an answer goes. The address is text only when somebody asks. */
export class Endpoint {
  /** The address as an unsigned 32-bit number. */
  readonly ipv4: number
  readonly port: number

  constructor(ipv4: number, port: number) {
    this.ipv4 = ipv4
    this.port = port
  }

  get address(): string {
    return formatAddress(this.ipv4)
  }

  toString(): string {
    return `${formatAddress(this.ipv4)}:${this.port}`
  }
}

export function isPort(number: number): boolean {
  return Number.isInteger(number) && number >= 0 && number <= HIGHEST_PORT
}
