// What a connection has received and not yet read. Bytes are only ever added behind others and never written again,
// so that a request can keep its head where it arrived; a full piece is followed by a new one.
import type { HeadParser } from './head-parser.ts'
import type { HttpLimits } from './limits.ts'
import { HttpRequest } from './request.ts'

/** A few requests of a browser. */
const PIECE_BYTES = 2048
const NOTHING = new Uint8Array(0)

export class Input {
  bytes: Uint8Array = NOTHING
  /** What is not read lies in bytes[start … end). */
  start = 0
  end = 0
  readonly #maximumBytes: number

  constructor(limits: HttpLimits) {
    this.#maximumBytes = limits.requestLineBytes + limits.fieldBytes
  }

  get isEmpty(): boolean {
    return this.start === this.end
  }

  /** Whether taking more is worth a call. */
  get hasRoom(): boolean {
    return this.end - this.start <= this.#maximumBytes / 2
  }

  /** Takes from the front of bytes[from … end) what there is room for; how much. */
  add(bytes: Uint8Array, from: number, end: number): number {
    const unread = this.end - this.start
    let count = end - from
    // One byte more than a head may have, so that the parser can tell that it is too long.
    if (unread + count > this.#maximumBytes + 1) count = this.#maximumBytes + 1 - unread
    if (count <= 0) return 0
    if (this.end + count > this.bytes.length) this.#startPiece(unread + count)
    this.bytes.set(bytes.subarray(from, from + count), this.end)
    this.end += count
    return count
  }

  /** The request whose head `parser` has completed at `start`; it stays where it is. */
  takeRequest(parser: HeadParser): HttpRequest {
    const request = new HttpRequest(this.bytes, this.start, parser)
    this.start += parser.lengthBytes
    return request
  }

  drop(): void {
    this.bytes = NOTHING
    this.start = 0
    this.end = 0
  }

  #startPiece(lengthBytes: number): void {
    // Twice what is needed, so that a head in many small segments is not copied for each.
    const piece = new Uint8Array(lengthBytes * 2 > PIECE_BYTES ? lengthBytes * 2 : PIECE_BYTES)
    piece.set(this.bytes.subarray(this.start, this.end))
    this.bytes = piece
    this.end -= this.start
    this.start = 0
  }
}
