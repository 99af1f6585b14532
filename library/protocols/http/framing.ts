// What the fields of a head say of the message and the connection: Host, Content-Length, Transfer-Encoding, Connection,
// Expect. One of these for each connection; `reset` before each head.
import {
  COMMA, DIGIT_0, DIGIT_9, equalsIgnoringCase, skipSpace, trimSpace,
} from './characters.ts'
import { isHost } from './host.ts'
import { REJECTED, type Rejection } from './rejections.ts'

/** No rejection. */
export const ACCEPTED = -1
/** 2^53 has 16 digits. */
const LENGTH_DIGITS = 15

export class Framing {
  /** Where Host's value lies, counted from the head's origin; -1 when there is none. */
  hostStart = -1
  hostEnd = -1
  /** -1 when there is none. */
  contentLength = -1
  isChunked = false
  hasExpectation = false
  saysClose = false
  saysKeepAlive = false
  #hasEncoding = false

  reset(): void {
    this.hostStart = -1
    this.contentLength = -1
    this.isChunked = false
    this.hasExpectation = false
    this.saysClose = false
    this.saysKeepAlive = false
    this.#hasEncoding = false
  }

  /** Takes one field line; most are none of the engine's business, which their lengths tell. */
  field(
    bytes: Uint8Array, origin: number, nameStart: number, nameEnd: number, valueStart: number, end: number,
  ): Rejection | typeof ACCEPTED {
    switch (nameEnd - nameStart) {
      case 4:
        if (equalsIgnoringCase(bytes, nameStart, nameEnd, 'host')) {
          return this.#host(bytes, origin, valueStart, trimSpace(bytes, valueStart, end))
        }
        break
      case 6:
        if (equalsIgnoringCase(bytes, nameStart, nameEnd, 'expect')) {
          return this.#expect(bytes, valueStart, trimSpace(bytes, valueStart, end))
        }
        break
      case 10:
        if (equalsIgnoringCase(bytes, nameStart, nameEnd, 'connection')) this.#connection(bytes, valueStart, end)
        break
      case 14:
        if (equalsIgnoringCase(bytes, nameStart, nameEnd, 'content-length')) {
          return this.#length(bytes, valueStart, trimSpace(bytes, valueStart, end))
        }
        break
      case 17:
        if (equalsIgnoringCase(bytes, nameStart, nameEnd, 'transfer-encoding')) {
          return this.#encoding(bytes, valueStart, end)
        }
    }
    return ACCEPTED
  }

  /** After the last field: what they say together. */
  finish(minorVersion: number): Rejection | typeof ACCEPTED {
    // RFC 9112 §3.2: a request of HTTP/1.1 without Host, or with two, is answered with 400.
    if (this.hostStart < 0 && minorVersion > 0) return REJECTED.missingHost
    if (!this.#hasEncoding) return ACCEPTED
    // RFC 9112 §6.1: such framing of HTTP/1.0 is faulty, and so are both together.
    if (minorVersion === 0) return REJECTED.encodingBefore11
    if (this.contentLength >= 0) return REJECTED.lengthAndEncoding
    // RFC 9112 §6.3 rule 4: without chunked at the end a request has no end.
    return this.isChunked ? ACCEPTED : REJECTED.badTransferEncoding
  }

  #host(bytes: Uint8Array, origin: number, start: number, end: number): Rejection | typeof ACCEPTED {
    if (this.hostStart >= 0) return REJECTED.repeatedHost
    if (!isHost(bytes, start, end)) return REJECTED.badHost
    this.hostStart = start - origin
    this.hostEnd = end - origin
    return ACCEPTED
  }

  /** RFC 9110 §8.6: 1*DIGIT. Lists of equal lengths may be refused, and are. */
  #length(bytes: Uint8Array, start: number, end: number): Rejection | typeof ACCEPTED {
    if (this.contentLength >= 0) return REJECTED.repeatedContentLength
    if (start === end || end - start > LENGTH_DIGITS) return REJECTED.badContentLength
    let length = 0
    for (let at = start; at < end; at++) {
      const byte = bytes[at]
      if (byte < DIGIT_0 || byte > DIGIT_9) return REJECTED.badContentLength
      length = length * 10 + (byte - DIGIT_0)
    }
    this.contentLength = length
    return ACCEPTED
  }

  /** RFC 9112 §6.1: `chunked` once and last. Other codings are not decoded here: 501. */
  #encoding(bytes: Uint8Array, start: number, end: number): Rejection | typeof ACCEPTED {
    this.#hasEncoding = true
    let at = start
    while (at <= end) {
      const next = elementEnd(bytes, at, end)
      const first = skipSpace(bytes, at, next)
      const last = trimSpace(bytes, first, next)
      if (last > first) {
        if (this.isChunked) return REJECTED.badTransferEncoding
        if (!equalsIgnoringCase(bytes, first, last, 'chunked')) return REJECTED.unsupportedTransferEncoding
        this.isChunked = true
      }
      at = next + 1
    }
    return ACCEPTED
  }

  #connection(bytes: Uint8Array, start: number, end: number): void {
    let at = start
    while (at <= end) {
      const next = elementEnd(bytes, at, end)
      const first = skipSpace(bytes, at, next)
      const last = trimSpace(bytes, first, next)
      if (equalsIgnoringCase(bytes, first, last, 'close')) this.saysClose = true
      else if (equalsIgnoringCase(bytes, first, last, 'keep-alive')) this.saysKeepAlive = true
      at = next + 1
    }
  }

  /** RFC 9110 §10.1.1: any other expectation may be answered with 417. */
  #expect(bytes: Uint8Array, start: number, end: number): Rejection | typeof ACCEPTED {
    if (!equalsIgnoringCase(bytes, start, end, '100-continue')) return REJECTED.unsupportedExpectation
    this.hasExpectation = true
    return ACCEPTED
  }
}

function elementEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end && bytes[at] !== COMMA) at++
  return at
}
