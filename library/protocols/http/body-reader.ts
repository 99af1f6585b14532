// The content of a request as it arrives: of a known length (RFC 9112 §6.2) or in chunks (§7.1), gathered in memory.
//
// Order of calls: `startFixed` or `startChunked`; `read` until it gives BODY_COMPLETE or BODY_REJECTED, each time
// with the bytes that follow `at` of the call before; then `take` once.
import { CHARACTER, CR, DIGIT_9, FIELD_BIT, HEX_BIT, LF, SEMICOLON, SPACE, TAB } from './characters.ts'
import { BAD, END, FIELD, FieldSection } from './field-section.ts'
import { CHUNK_LINE_BYTES, type HttpLimits } from './limits.ts'
import { REJECTED, type Rejection } from './rejections.ts'

export const BODY_MORE = 0
export const BODY_COMPLETE = 1
export const BODY_REJECTED = 2
export type BodyOutcome = typeof BODY_MORE | typeof BODY_COMPLETE | typeof BODY_REJECTED

const FIXED = 0
const SIZE = 1
const EXTENSION = 2
const SIZE_LF = 3
const DATA = 4
const DATA_CR = 5
const DATA_LF = 6
const TRAILERS = 7

/** What an announced length is believed at first: the peer may never send it. */
const FIRST_BYTES = 4096
/** Hexadecimal digits of a size, so that it stays below 2^32. */
const SIZE_DIGITS = 8
const EMPTY = new Uint8Array(0)

export class BodyReader {
  /** Where in the caller's bytes the last call stopped. */
  at = 0
  rejection: Rejection = REJECTED.badChunkSize
  readonly #limits: HttpLimits
  #trailers: FieldSection | null = null
  #content: Uint8Array = EMPTY
  #lengthBytes = 0
  #state = FIXED
  /** Of the content, or of the chunk, still to come. */
  #remaining = 0
  #digits = 0
  #lineBytes = 0

  constructor(limits: HttpLimits) {
    this.#limits = limits
  }

  /** False when that is more than the limit. */
  startFixed(lengthBytes: number): boolean {
    if (lengthBytes > this.#limits.bodyBytes) return false
    this.#state = FIXED
    this.#remaining = lengthBytes
    this.#lengthBytes = 0
    this.#content = new Uint8Array(lengthBytes < FIRST_BYTES ? lengthBytes : FIRST_BYTES)
    return true
  }

  startChunked(): void {
    this.#lengthBytes = 0
    this.#startSize()
  }

  read(bytes: Uint8Array, from: number, end: number): BodyOutcome {
    this.at = from
    if (this.#state === FIXED) {
      this.#copy(bytes, end)
      return this.#remaining === 0 ? BODY_COMPLETE : BODY_MORE
    }
    while (this.at < end) {
      if (this.#state === DATA) {
        this.#copy(bytes, end)
        if (this.#remaining === 0) this.#state = DATA_CR
      } else if (this.#state === TRAILERS) return this.#discardTrailers(bytes, end)
      else if (!this.#step(bytes[this.at])) return BODY_REJECTED
      else this.at++
    }
    return BODY_MORE
  }

  /** All of the content. */
  take(): Uint8Array {
    const content = this.#content
    this.#content = EMPTY
    return content.length === this.#lengthBytes ? content : content.slice(0, this.#lengthBytes)
  }

  #startSize(): void {
    this.#state = SIZE
    this.#remaining = 0
    this.#digits = 0
    this.#lineBytes = 0
  }

  /** One byte of the lines around the data. */
  #step(byte: number): boolean {
    switch (this.#state) {
      case SIZE: return this.#sizeByte(byte)
      case EXTENSION:
        // RFC 9112 §7.1.1: extensions that are not known are ignored.
        if (byte === CR) this.#state = SIZE_LF
        else if ((CHARACTER[byte] & FIELD_BIT) === 0) return this.#reject(REJECTED.badChunkSize)
        else if (++this.#lineBytes > CHUNK_LINE_BYTES) return this.#reject(REJECTED.chunkExtensionTooLong)
        return true
      case SIZE_LF:
        if (byte !== LF) return this.#reject(REJECTED.badLineEnd)
        return this.#startData()
      case DATA_CR:
        if (byte !== CR) return this.#reject(REJECTED.badChunkEnd)
        this.#state = DATA_LF
        return true
      default: // DATA_LF
        if (byte !== LF) return this.#reject(REJECTED.badChunkEnd)
        this.#startSize()
        return true
    }
  }

  #sizeByte(byte: number): boolean {
    if ((CHARACTER[byte] & HEX_BIT) !== 0) {
      if (++this.#digits > SIZE_DIGITS) return this.#reject(REJECTED.badChunkSize)
      this.#remaining = this.#remaining * 16 + (byte <= DIGIT_9 ? byte - 48 : (byte | 32) - 87)
      return true
    }
    if (this.#digits === 0) return this.#reject(REJECTED.badChunkSize)
    if (byte === CR) this.#state = SIZE_LF
    else if (byte === SEMICOLON || byte === SPACE || byte === TAB) this.#state = EXTENSION
    else return this.#reject(byte === LF ? REJECTED.badLineEnd : REJECTED.badChunkSize)
    return true
  }

  #startData(): boolean {
    if (this.#remaining === 0) {
      this.#trailers ??= new FieldSection(this.#limits.fieldBytes, this.#limits.fieldCount)
      this.#trailers.reset()
      this.#state = TRAILERS
      return true
    }
    if (this.#lengthBytes + this.#remaining > this.#limits.bodyBytes) return this.#reject(REJECTED.bodyTooLarge)
    this.#state = DATA
    return true
  }

  /** RFC 9112 §7.1.2: trailers may be discarded; they are still read strictly. */
  #discardTrailers(bytes: Uint8Array, end: number): BodyOutcome {
    const trailers = this.#trailers!
    let outcome = trailers.next(bytes, this.at, end)
    while (outcome === FIELD) outcome = trailers.next(bytes, trailers.at, end)
    if (outcome === BAD) {
      this.#reject(trailers.rejection)
      return BODY_REJECTED
    }
    this.at = trailers.at
    return outcome === END ? BODY_COMPLETE : BODY_MORE
  }

  /** Takes as much of the data as there is. */
  #copy(bytes: Uint8Array, end: number): void {
    const count = end - this.at < this.#remaining ? end - this.at : this.#remaining
    if (count === 0) return
    const length = this.#lengthBytes + count
    if (length > this.#content.length) this.#grow(length)
    this.#content.set(bytes.subarray(this.at, this.at + count), this.#lengthBytes)
    this.#lengthBytes = length
    this.#remaining -= count
    this.at += count
  }

  /** By doubling, up to what is announced. */
  #grow(lengthBytes: number): void {
    let capacity = this.#content.length * 2
    const announced = this.#lengthBytes + this.#remaining
    if (this.#state === FIXED && capacity > announced) capacity = announced
    if (capacity < lengthBytes) capacity = lengthBytes
    const content = new Uint8Array(capacity)
    content.set(this.#content.subarray(0, this.#lengthBytes))
    this.#content = content
  }

  #reject(rejection: Rejection): boolean {
    this.rejection = rejection
    return false
  }
}
