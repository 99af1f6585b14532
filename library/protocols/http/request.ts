// A request as it was received: the bytes of its head, checked, with the places of its parts, and its content. The
// bytes belong to the request for good; nobody writes to them again.
import { COLON, CR, skipSpace, trimSpace } from './characters.ts'
import type { HeadParser } from './head-parser.ts'
import type { Method } from './method.ts'

const LINE_END_BYTES = 2
const LOGGED_BYTES = 200

export class HttpRequest {
  readonly bytes: Uint8Array
  /** METHOD.other: a method that only the bytes tell. */
  readonly method: Method
  readonly methodStart: number
  readonly methodEnd: number
  /** From the path on; `*` for a request about the server itself; empty where an absolute target has no path. */
  readonly pathStart: number
  /** Where the query begins with its `?`, or `targetEnd`. */
  readonly pathEnd: number
  readonly targetEnd: number
  /**
   * Name or address with port; -1 when the client sent none, which only HTTP/1.0 may, and equal ends when it sent an
   * empty one.
   */
  readonly hostStart: number
  readonly hostEnd: number
  /** The target is a whole URL with the scheme https: a proxy in front of us took the connection's encryption off. */
  readonly isSecure: boolean
  readonly fieldsStart: number
  readonly fieldsEnd: number
  /** null: there is no content, which is not the same as content of no bytes. Set once, before the handler sees it. */
  body: Uint8Array | null = null

  /** @internal Made by the connection from the head that `parser` completed at `origin`. */
  constructor(bytes: Uint8Array, origin: number, parser: HeadParser) {
    this.bytes = bytes
    this.method = parser.method
    this.methodStart = origin + parser.methodStart
    this.methodEnd = origin + parser.methodEnd
    this.pathStart = origin + parser.pathStart
    this.pathEnd = origin + parser.pathEnd
    this.targetEnd = origin + parser.targetEnd
    this.hostStart = parser.hostStart < 0 ? -1 : origin + parser.hostStart
    this.hostEnd = origin + parser.hostEnd
    this.isSecure = parser.isSecure
    this.fieldsStart = origin + parser.fieldsStart
    this.fieldsEnd = origin + parser.fieldsEnd
  }

  /** Method and target for a log, shortened. */
  line(): string {
    let text = ''
    const end = Math.min(this.targetEnd, this.methodStart + LOGGED_BYTES)
    for (let at = this.methodStart; at < end; at++) text += String.fromCharCode(this.bytes[at])
    return text
  }

  /** Calls `visit` for each field line in order, with the places of its name and of its value in `bytes`. */
  forEachField(visit: (nameStart: number, nameEnd: number, valueStart: number, valueEnd: number) => void): void {
    const { bytes, fieldsEnd } = this
    let at = this.fieldsStart
    while (at < fieldsEnd) {
      let nameEnd = at
      while (bytes[nameEnd] !== COLON) nameEnd++
      let end = nameEnd + 1
      while (bytes[end] !== CR) end++
      const valueStart = skipSpace(bytes, nameEnd + 1, end)
      visit(at, nameEnd, valueStart, trimSpace(bytes, valueStart, end))
      at = end + LINE_END_BYTES
    }
  }
}
