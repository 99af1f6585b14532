// A received segment, taken apart. One object serves all: it holds the segment that is being handled.
import {
  FIN_BIT, SYN_BIT, TCP_HEADER_BYTES, tcpAcknowledgment, tcpDestinationPort, tcpFlags, tcpHeaderBytes, tcpSequence,
  tcpSourcePort, tcpWindow,
} from './header.ts'
import { parseOptions, TcpOptions } from './options.ts'

const NOTHING = new Uint8Array(0)

export class Segment {
  remoteAddress = 0
  remotePort = 0
  localPort = 0
  /** SEG.SEQ, SEG.ACK and SEG.WND of RFC 9293 §3.3.1; the window without its scale. */
  sequence = 0
  acknowledgment = 0
  window = 0
  flags = 0
  headerBytes = 0
  /** The data, in bytes[dataStart … dataEnd). */
  bytes: Uint8Array = NOTHING
  dataStart = 0
  dataEnd = 0
  readonly options = new TcpOptions()

  /** Takes bytes[start … end), checked, as the segment. Its options are left for `readOptions`. */
  load(bytes: Uint8Array, start: number, end: number, remoteAddress: number): void {
    this.remoteAddress = remoteAddress
    this.remotePort = tcpSourcePort(bytes, start)
    this.localPort = tcpDestinationPort(bytes, start)
    this.sequence = tcpSequence(bytes, start)
    this.acknowledgment = tcpAcknowledgment(bytes, start)
    this.window = tcpWindow(bytes, start)
    this.flags = tcpFlags(bytes, start)
    this.headerBytes = tcpHeaderBytes(bytes, start)
    this.bytes = bytes
    this.dataStart = start + this.headerBytes
    this.dataEnd = end
  }

  /** False if one has an illegal length. */
  readOptions(): boolean {
    const start = this.dataStart - this.headerBytes + TCP_HEADER_BYTES
    return parseOptions(this.bytes, start, this.dataStart, this.options)
  }

  get dataBytes(): number {
    return this.dataEnd - this.dataStart
  }

  /** SEG.LEN: what it takes of the sequence space, SYN and FIN counted. */
  get length(): number {
    const { flags } = this
    return this.dataEnd - this.dataStart + ((flags & SYN_BIT) !== 0 ? 1 : 0) + ((flags & FIN_BIT) !== 0 ? 1 : 0)
  }
}
