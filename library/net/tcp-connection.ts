// A TCP connection and a listener as programs see them.
import type { ByteStream, ReadResult, WriteResult } from '../contracts/byte-stream.ts'
import { formatAddress, parseAddress } from './address.ts'
import { Endpoint, isPort } from './endpoint.ts'
import type { Interface } from './interface.ts'
import { tcpOf } from './tcp-of.ts'
import type { CloseReason, Connection, ConnectionHandler } from './tcp/connection.ts'
import type { Listener } from './tcp/listener.ts'

/** Connections that may be half open at a listener; Linux's limit (net.core.somaxconn) was as high for long. */
const DEFAULT_BACKLOG = 128

export interface ListenOptions {
  /** 1 … 65535; 0: a free port chosen at random. */
  readonly port: number
  /** How many handshakes may be under way at a time; 128 if left out. Beyond it peers have to ask again. */
  readonly backlog?: number
}

export interface ConnectOptions {
  /** An IPv4 address such as `10.0.2.2`; names are not looked up. */
  readonly address: string
  readonly port: number
}

/** What a connect that failed is rejected with. */
export class ConnectError extends Error {
  readonly reason: CloseReason

  constructor(message: string, reason: CloseReason) {
    super(message)
    this.reason = reason
  }
}

const END: ReadResult = { kind: 'end' }
const RESET: ReadResult = { kind: 'reset' }

/** A connection that is open, or was. What it is in contracts/byte-stream.ts, with the names of its two ends. */
export class TcpConnection implements ByteStream, ConnectionHandler {
  /** This machine's end and the peer's. */
  readonly local: Endpoint
  readonly remote: Endpoint
  readonly #connection: Connection
  #isBroken = false
  /** closeWrite was called. */
  #isClosing = false
  #readWaits: ((result: ReadResult) => void) | null = null
  #writeWaits: ((result: WriteResult) => void) | null = null
  /** What a write under way has not been able to hand over yet. */
  #unwritten: Uint8Array | null = null
  #unwrittenFrom = 0

  /** @internal Made by `listen` and `connect`. */
  constructor(owner: Interface, connection: Connection) {
    this.#connection = connection
    this.local = new Endpoint(owner.address, connection.localPort)
    this.remote = new Endpoint(connection.remoteAddress, connection.remotePort)
    connection.handler = this
  }

  /** Small writes leave at once instead of waiting for the acknowledgment of earlier ones; false at first. */
  get noDelay(): boolean {
    return this.#connection.isNoDelay
  }

  set noDelay(noDelay: boolean) {
    this.#connection.isNoDelay = noDelay
  }

  /** The next bytes, or the end of the peer's stream. Throws an Error while an earlier read is under way. */
  read(): Promise<ReadResult> {
    if (this.#readWaits !== null) throw new Error(`read: another read of the connection to ${this.remote} is under way`)
    const result = this.#readNow()
    if (result !== null) return Promise.resolve(result)
    return new Promise((resolve) => {
      this.#readWaits = resolve
    })
  }

  #readNow(): ReadResult | null {
    if (this.#isBroken) return RESET
    if (this.#connection.readableBytes > 0) return { kind: 'bytes', bytes: this.#connection.take() }
    return this.#connection.isAtEnd ? END : null
  }

  /**
   * Sends all of `bytes`, which must not be touched until the promise resolves: that is when there is room for more.
   * Throws an Error while an earlier write is under way.
   */
  write(bytes: Uint8Array): Promise<WriteResult> {
    if (this.#writeWaits !== null) {
      throw new Error(`write: another write to the connection to ${this.remote} is under way`)
    }
    if (this.#isBroken) return Promise.resolve('reset')
    if (!this.#connection.canWrite) return Promise.resolve('closed')
    const count = this.#connection.write(bytes, 0, bytes.length)
    if (count === bytes.length) return Promise.resolve('written')
    this.#unwritten = bytes
    this.#unwrittenFrom = count
    return new Promise((resolve) => {
      this.#writeWaits = resolve
    })
  }

  /** No more will be written; what was written is delivered, that of a write under way too. Reading goes on. */
  closeWrite(): void {
    this.#isClosing = true
    if (this.#unwritten === null) this.#connection.closeWrite()
  }

  /** Ends both ways at once; the peer sees a reset. What is not yet delivered may be lost. */
  abort(): void {
    this.#connection.abort()
    this.#break()
  }

  // --- what the connection calls

  onOpen(): void {}

  onReadable(): void {
    const resolve = this.#readWaits
    if (resolve === null) return
    const result = this.#readNow()
    if (result === null) return
    this.#readWaits = null
    resolve(result)
  }

  onWritable(): void {
    const bytes = this.#unwritten
    if (bytes === null) return
    this.#unwrittenFrom += this.#connection.write(bytes, this.#unwrittenFrom, bytes.length)
    if (this.#unwrittenFrom < bytes.length) return
    this.#endWrite('written')
    if (this.#isClosing) this.#connection.closeWrite()
  }

  onClose(reason: CloseReason): void {
    if (reason !== 'finished') this.#break()
  }

  #break(): void {
    this.#isBroken = true
    this.#endWrite('reset')
    const resolve = this.#readWaits
    this.#readWaits = null
    if (resolve !== null) resolve(RESET)
  }

  #endWrite(result: WriteResult): void {
    const resolve = this.#writeWaits
    this.#unwritten = null
    this.#writeWaits = null
    if (resolve !== null) resolve(result)
  }
}

export class TcpListener {
  readonly #interface: Interface
  readonly #listener: Listener

  /** @internal Made by `listen`. */
  constructor(owner: Interface, listener: Listener) {
    this.#interface = owner
    this.#listener = listener
  }

  /** The port that is listened on, 1 … 65535. */
  get port(): number {
    return this.#listener.port
  }

  /** Frees the port: no more connections come. Those that are open stay. Closing again does nothing. */
  close(): void {
    tcpOf(this.#interface).unlisten(this.#listener)
  }
}

/** `listen` of mod.ts on any interface. */
export function listenOn(
  owner: Interface, options: ListenOptions, onConnection: (connection: TcpConnection) => void,
): TcpListener {
  const listener = tcpOf(owner).listen(options.port, options.backlog ?? DEFAULT_BACKLOG, (connection) => {
    onConnection(new TcpConnection(owner, connection))
  })
  return new TcpListener(owner, listener)
}

/** `connect` of mod.ts on any interface. */
export function connectOn(owner: Interface, options: ConnectOptions): Promise<TcpConnection> {
  const { port } = options
  const address = parseAddress(options.address)
  if (address === null) {
    throw new RangeError(
      `connect: '${options.address}' is not an IPv4 address; give four numbers such as '10.0.2.2' (names are not ` +
        'looked up)',
    )
  }
  if (!isPort(port) || port === 0) {
    throw new RangeError(`connect: a destination port is a whole number from 1 to 65535, not ${port}`)
  }
  return new Promise((resolve, reject) => {
    const connection = tcpOf(owner).connect(address, port, {
      onOpen: () => resolve(new TcpConnection(owner, connection)),
      onReadable() {},
      onWritable() {},
      onClose: (reason) => reject(connectError(address, port, reason)),
    })
  })
}

function connectError(address: number, port: number, reason: CloseReason): ConnectError {
  const end = `${formatAddress(address)}:${port}`
  return new ConnectError(`connect: ${end} ${explain(reason)}`, reason)
}

function explain(reason: CloseReason): string {
  switch (reason) {
    case 'refused': return 'refused the connection: nobody listens on that port'
    case 'timeout': return 'did not answer'
    case 'unreachable': return 'is unreachable: no way leads there'
    case 'reset': return 'broke the connection off'
    case 'finished':
    case 'aborted': return 'is connected to no longer'
  }
}
