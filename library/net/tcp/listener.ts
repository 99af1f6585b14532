// A port that takes connections (the LISTEN state of RFC 9293 §3.3.2).
import type { Connection } from './connection.ts'

export class Listener {
  readonly port: number
  /** How many connections may be half open at a time. */
  readonly backlog: number
  /** Gets each connection when its handshake is done; it sets the connection's handler. */
  readonly onConnection: (connection: Connection) => void
  /** Connections in SYN-RECEIVED. */
  halfOpen = 0
  isClosed = false

  constructor(port: number, backlog: number, onConnection: (connection: Connection) => void) {
    this.port = port
    this.backlog = backlog
    this.onConnection = onConnection
  }
}
