// Networking for programs, `skerry/net`: TCP connections and UDP sockets on the machine's one interface.
import { formatAddress } from './address.ts'
import { currentInterface } from './installed.ts'
import type { Statistics } from './statistics.ts'
import {
  connectOn, listenOn, type ConnectOptions, type ListenOptions, type TcpConnection, type TcpListener,
} from './tcp-connection.ts'
import { UdpSocket } from './udp-socket.ts'

export type { ReceivedCounts, Statistics, TransmittedCounts } from './statistics.ts'
export type { Endpoint } from './endpoint.ts'
export type { ConnectOptions, ListenOptions, TcpConnection, TcpListener } from './tcp-connection.ts'
export { ConnectError } from './tcp-connection.ts'
export type { TcpEventCounts, TcpReceivedCounts, TcpStatistics } from './tcp/statistics.ts'
export type { Datagram } from './udp-ports.ts'
export { SocketClosedError } from './udp-socket.ts'
export type { Destination, SendResult, UdpSocket } from './udp-socket.ts'

export interface BindOptions {
  /** 1 … 65535; 0, or left out: a free port chosen at random. */
  readonly port?: number
}

/**
 * A UDP socket bound to a port of this machine's address. It keeps the program running until it is closed. Throws a
 * RangeError if `port` is no port, an Error if it is in use or if the machine has no network.
 */
export function bind(options: BindOptions = {}): UdpSocket {
  const owner = currentInterface()
  return new UdpSocket(owner, owner.bindUdp(options.port ?? 0))
}

/**
 * Takes TCP connections on a port of this machine's address: `onConnection` is called with each once it is open. It keeps
 * the program running until it is closed. Throws a RangeError if `port` is no port, an Error if it is in use or if the
 * machine has no network.
 */
export function listen(options: ListenOptions, onConnection: (connection: TcpConnection) => void): TcpListener {
  return listenOn(currentInterface(), options, onConnection)
}

/**
 * Opens a TCP connection. Rejects with a ConnectError whose `reason` says why it could not be; throws a RangeError for
 * what is no address with a port, an Error if the machine has no network.
 */
export function connect(options: ConnectOptions): Promise<TcpConnection> {
  return connectOn(currentInterface(), options)
}

/** This machine's IPv4 address, as `10.0.2.15`. Throws an Error if it has no network. */
export function localAddress(): string {
  return formatAddress(currentInterface().address)
}

/** What became of every frame received and sent since the start. Throws an Error if the machine has no network. */
export function statistics(): Statistics {
  return currentInterface().statistics()
}
