// The head of a request as it arrives (RFC 9112 §2.1, §3): request line, field lines, empty line.
//
// Order of calls: `parse` with the same origin and ever more bytes until it gives HEAD_COMPLETE or HEAD_REJECTED;
// each byte is looked at once. After HEAD_COMPLETE the numbers are valid, places counted from the origin. `reset`
// before the next.
import {
  ASTERISK, CHARACTER, COLON, CR, DIGIT_0, DIGIT_9, equalsIgnoringCase, equalsText, LF, QUESTION_MARK, SLASH, SPACE,
  TARGET_BIT, TOKEN_BIT,
} from './characters.ts'
import { BAD, END, FIELD, FieldSection } from './field-section.ts'
import { ACCEPTED, Framing } from './framing.ts'
import { isHost } from './host.ts'
import { EMPTY_LINES, METHOD_BYTES, type HttpLimits } from './limits.ts'
import { METHOD, methodAt, type Method } from './method.ts'
import { REJECTED, type Rejection } from './rejections.ts'

export const HEAD_MORE = 0
export const HEAD_COMPLETE = 1
export const HEAD_REJECTED = 2
export type HeadOutcome = typeof HEAD_MORE | typeof HEAD_COMPLETE | typeof HEAD_REJECTED

const START = 0
const EMPTY_LINE_LF = 1
const IN_METHOD = 2
const IN_TARGET = 3
const IN_VERSION = 4
const REQUEST_LINE_LF = 5
const IN_FIELDS = 6

const VERSION_BYTES = 8

export class HeadParser {
  method: Method = METHOD.other
  methodStart = 0
  methodEnd = 0
  targetStart = 0
  targetEnd = 0
  /** Path and query of the target, without the authority of an absolute form; empty if that has none. */
  pathStart = 0
  /** Where the `?` is, or the target's end. */
  pathEnd = 0
  minorVersion = 0
  fieldsStart = 0
  /** Where the empty line begins. */
  fieldsEnd = 0
  /** Host's value, or the authority of an absolute target; -1 when there is none. */
  hostStart = -1
  hostEnd = -1
  isSecure = false
  /** Of the whole head with its last line. */
  lengthBytes = 0
  rejection: Rejection = REJECTED.badMethod
  readonly framing = new Framing()
  readonly #fields: FieldSection
  readonly #requestLineBytes: number
  #state = START
  #offset = 0
  #emptyLines = 0

  constructor(limits: HttpLimits) {
    this.#fields = new FieldSection(limits.fieldBytes, limits.fieldCount)
    this.#requestLineBytes = limits.requestLineBytes
  }

  reset(): void {
    this.#state = START
    this.#offset = 0
    this.#emptyLines = 0
  }

  parse(bytes: Uint8Array, origin: number, end: number): HeadOutcome {
    if (this.#state !== IN_FIELDS) {
      const isLimited = end - origin > this.#requestLineBytes
      const outcome = this.#requestLine(bytes, origin, isLimited ? origin + this.#requestLineBytes : end)
      if (outcome !== HEAD_COMPLETE) {
        return outcome === HEAD_MORE && isLimited ? this.#reject(REJECTED.requestLineTooLong) : outcome
      }
    }
    return this.#fieldLines(bytes, origin, end)
  }

  /** HEAD_COMPLETE when the line is. */
  #requestLine(bytes: Uint8Array, origin: number, stop: number): HeadOutcome {
    const end = stop | 0
    const characters = CHARACTER
    let at = (origin + this.#offset) | 0
    while (at < end) {
      switch (this.#state) {
        case START:
          // RFC 9112 §2.2: empty lines before a request are skipped.
          if (bytes[at] === CR) {
            if (++this.#emptyLines > EMPTY_LINES) return this.#reject(REJECTED.badMethod)
            at++
            this.#state = EMPTY_LINE_LF
            break
          }
          this.methodStart = at - origin
          this.#state = IN_METHOD
          break
        case EMPTY_LINE_LF:
          if (bytes[at] !== LF) return this.#reject(REJECTED.badLineEnd)
          at++
          this.#state = START
          break
        case IN_METHOD:
          while (at < end && (characters[bytes[at]] & TOKEN_BIT) !== 0) at++
          if (at - origin - this.methodStart > METHOD_BYTES) return this.#reject(REJECTED.methodTooLong)
          if (at === end) break
          if (bytes[at] !== SPACE || !this.#takeMethod(bytes, origin, at)) return this.#rejectMethod(bytes[at])
          at++
          this.targetStart = at - origin
          this.#state = IN_TARGET
          break
        case IN_TARGET:
          while (at < end && (characters[bytes[at]] & TARGET_BIT) !== 0) at++
          if (at === end) break
          if (bytes[at] !== SPACE) return this.#reject(isLineEnd(bytes[at]) ? REJECTED.badVersion : REJECTED.badTarget)
          this.targetEnd = at - origin
          if (!this.#takeTarget(bytes, origin)) return HEAD_REJECTED
          at++
          this.#state = IN_VERSION
          break
        case IN_VERSION: {
          const versionStart = origin + this.targetEnd + 1
          while (at < end && at < versionStart + VERSION_BYTES && !isLineEnd(bytes[at])) at++
          if (at === end) break
          if (bytes[at] !== CR) return this.#reject(bytes[at] === LF ? REJECTED.badLineEnd : REJECTED.badVersion)
          if (!this.#takeVersion(bytes, versionStart, at)) return HEAD_REJECTED
          at++
          this.#state = REQUEST_LINE_LF
          break
        }
        default: // REQUEST_LINE_LF
          if (bytes[at] !== LF) return this.#reject(REJECTED.badLineEnd)
          this.fieldsStart = at + 1 - origin
          this.#fields.reset()
          this.framing.reset()
          this.#state = IN_FIELDS
          this.#offset = this.fieldsStart
          return HEAD_COMPLETE
      }
    }
    this.#offset = at - origin
    return HEAD_MORE
  }

  #fieldLines(bytes: Uint8Array, origin: number, end: number): HeadOutcome {
    const fields = this.#fields, framing = this.framing
    const start = origin + this.fieldsStart
    let at = origin + this.#offset
    for (;;) {
      const outcome = fields.next(bytes, at, end)
      if (outcome === BAD) return this.#reject(fields.rejection)
      at = fields.at
      if (outcome === FIELD) {
        const rejection = framing.field(
          bytes, origin, start + fields.nameStart, start + fields.nameEnd, start + fields.valueStart,
          start + fields.valueEnd,
        )
        if (rejection !== ACCEPTED) return this.#reject(rejection)
      } else {
        this.#offset = at - origin
        return outcome === END ? this.#finish() : HEAD_MORE
      }
    }
  }

  #finish(): HeadOutcome {
    this.lengthBytes = this.#offset
    this.fieldsEnd = this.#offset - 2
    // RFC 9112 §3.2.2: the authority of an absolute target counts, not Host.
    if (this.hostStart < 0) {
      this.hostStart = this.framing.hostStart
      this.hostEnd = this.framing.hostEnd
    }
    const rejection = this.framing.finish(this.minorVersion)
    return rejection === ACCEPTED ? HEAD_COMPLETE : this.#reject(rejection)
  }

  /** False for a method that is refused. */
  #takeMethod(bytes: Uint8Array, origin: number, end: number): boolean {
    this.methodEnd = end - origin
    if (this.methodEnd === this.methodStart) return false
    this.method = methodAt(bytes, origin + this.methodStart, end)
    return this.method !== METHOD.connect && this.method !== METHOD.trace
  }

  #rejectMethod(byte: number): HeadOutcome {
    if (byte === SPACE && this.methodEnd > this.methodStart) return this.#reject(REJECTED.unsupportedMethod)
    return this.#reject(isLineEnd(byte) ? REJECTED.badLineEnd : REJECTED.badMethod)
  }

  /** RFC 9112 §3.2: origin form, absolute form, asterisk form. */
  #takeTarget(bytes: Uint8Array, origin: number): boolean {
    const start = origin + this.targetStart, end = origin + this.targetEnd
    this.hostStart = -1
    this.isSecure = false
    let path = start
    if (bytes[start] !== SLASH) {
      if (end - start === 1 && bytes[start] === ASTERISK && this.method === METHOD.options) path = start
      else path = this.#takeAuthority(bytes, origin, start, end)
    }
    if (path < 0 || start === end) {
      this.#reject(REJECTED.badTarget)
      return false
    }
    let query = path
    while (query < end && bytes[query] !== QUESTION_MARK) query++
    this.pathStart = path - origin
    this.pathEnd = query - origin
    return true
  }

  /** Where the path of an absolute target begins, -1 for a bad one. User information is refused (RFC 9110 §4.2.4). */
  #takeAuthority(bytes: Uint8Array, origin: number, start: number, end: number): number {
    let at = start
    while (at < end && bytes[at] !== COLON) at++
    const isHttp = equalsIgnoringCase(bytes, start, at, 'http')
    this.isSecure = !isHttp && equalsIgnoringCase(bytes, start, at, 'https')
    if (!isHttp && !this.isSecure) return -1
    if (at + 2 >= end || bytes[at + 1] !== SLASH || bytes[at + 2] !== SLASH) return -1
    const authority = at + 3
    at = authority
    while (at < end && bytes[at] !== SLASH && bytes[at] !== QUESTION_MARK) at++
    if (at === authority || !isHost(bytes, authority, at)) return -1
    this.hostStart = authority - origin
    this.hostEnd = at - origin
    return at
  }

  /** RFC 9112 §2.3: HTTP/1.0 and HTTP/1.1; what is newer within 1 is read as 1.1 (RFC 9110 §6.2). */
  #takeVersion(bytes: Uint8Array, start: number, end: number): boolean {
    const isVersion = end - start === VERSION_BYTES && equalsText(bytes, start, start + 5, 'HTTP/') &&
      isDigit(bytes[start + 5]) && bytes[start + 6] === 46 && isDigit(bytes[start + 7])
    if (!isVersion || bytes[start + 5] !== DIGIT_0 + 1) {
      this.#reject(isVersion ? REJECTED.unsupportedVersion : REJECTED.badVersion)
      return false
    }
    this.minorVersion = bytes[start + 7] - DIGIT_0
    return true
  }

  #reject(rejection: Rejection): HeadOutcome {
    this.rejection = rejection
    return HEAD_REJECTED
  }
}

function isDigit(byte: number): boolean {
  return byte >= DIGIT_0 && byte <= DIGIT_9
}

function isLineEnd(byte: number): boolean {
  return byte === CR || byte === LF
}
