// Who we are on the link, and where a datagram goes next (RFC 1122 §3.3.1): to a host of our prefix directly, to all
// others through the one gateway.
import {
  isLoopback, isMulticast, isReserved, isThisNetwork, LIMITED_BROADCAST, parseAddress, prefixMask,
} from './address.ts'

/** An address that is known when the machine starts. */
export interface StaticAddress {
  /** Ours, as `10.0.2.15`. */
  readonly address: string
  /** How many of its bits the hosts of the link share: 1 … 32. */
  readonly prefixLength: number
  /** Who forwards to other networks; null: nobody does. */
  readonly gateway: string | null
}

/** No way to the destination. */
export const NO_ROUTE = -1

/** The longest prefix that has a broadcast address: RFC 3021 §2.1. */
const LONGEST_BROADCAST_PREFIX = 30

export class Route {
  readonly address: number
  readonly #mask: number
  readonly #gateway: number
  /**
   * The directed broadcast address and its old form with zeros (RFC 1122 §3.3.6); our own address where there is none.
   */
  readonly #broadcast: number
  readonly #oldBroadcast: number

  /** Throws a RangeError that says what is wrong with the configuration. */
  constructor(config: StaticAddress) {
    const { prefixLength } = config
    const address = hostAddress('address', config.address)
    if (!Number.isInteger(prefixLength) || prefixLength < 1 || prefixLength > 32) {
      throw new RangeError(`network: prefixLength must be a whole number from 1 to 32, not ${prefixLength}`)
    }
    const mask = prefixMask(prefixLength)
    const hasBroadcast = prefixLength <= LONGEST_BROADCAST_PREFIX
    const broadcast = hasBroadcast ? (address | ~mask) >>> 0 : address
    const oldBroadcast = hasBroadcast ? (address & mask) >>> 0 : address
    if (hasBroadcast && (address === broadcast || address === oldBroadcast)) {
      const what = `${config.address}/${prefixLength}`
      throw new RangeError(`network: ${what} is the address of the network itself, not of a host`)
    }
    this.address = address
    this.#mask = mask
    this.#broadcast = broadcast
    this.#oldBroadcast = oldBroadcast
    this.#gateway = config.gateway === null ? NO_ROUTE : hostAddress('gateway', config.gateway)
    if (config.gateway !== null && !this.#canBeGateway(prefixLength)) {
      const network = `${config.address}/${prefixLength}`
      throw new RangeError(`network: the gateway ${config.gateway} is not a host of ${network}`)
    }
  }

  /** A /32 has no neighbours but its gateway. */
  #canBeGateway(prefixLength: number): boolean {
    const gateway = this.#gateway
    return gateway !== this.address && !this.isBroadcast(gateway) && (prefixLength === 32 || this.#isOnLink(gateway))
  }

  #isOnLink(address: number): boolean {
    return ((address ^ this.address) & this.#mask) === 0
  }

  /** To all hosts of the link: 255.255.255.255 or the prefix with ones, or with zeros, after it. */
  isBroadcast(address: number): boolean {
    return address === LIMITED_BROADCAST ||
      ((address === this.#broadcast || address === this.#oldBroadcast) && address !== this.address)
  }

  /** Whether the address can be that of another host of our link. */
  isNeighbour(address: number): boolean {
    if (address === this.#gateway) return true
    return this.#isOnLink(address) && address !== this.address && !this.isBroadcast(address)
  }

  /** Whether a datagram may have come from there: RFC 1122 §3.2.1.3 allows but single hosts, none of which are we. */
  isHost(address: number): boolean {
    return isHostAddress(address) && address !== this.address && !this.isBroadcast(address)
  }

  /** The host of the link to which a datagram goes next, or a broadcast address; NO_ROUTE if there is none. */
  nextHop(destination: number): number {
    if (this.isBroadcast(destination)) return destination
    if (!isHostAddress(destination)) return NO_ROUTE
    return this.#isOnLink(destination) ? destination : this.#gateway
  }
}

function isHostAddress(address: number): boolean {
  return !isMulticast(address) && !isReserved(address) && !isLoopback(address) && !isThisNetwork(address)
}

function hostAddress(what: string, text: string): number {
  const address = parseAddress(text)
  if (address === null || !isHostAddress(address)) {
    throw new RangeError(`network: ${what} must be the IPv4 address of a host, such as 10.0.2.15, not '${text}'`)
  }
  return address
}
