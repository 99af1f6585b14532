// The head of an answer into bytes (RFC 9112 §4, §5). Names and values are the program's: what could end a line
// early, or is no byte, is refused, so that no header can be smuggled into an answer.
//
// Framing is the engine's: fields of the program that would change it (RFC 9110 §7.6.1) are left out, but for what
// `Connection: close` wants.
import { CHARACTER, COLON, CR, FIELD_BIT, LF, SPACE, TOKEN_BIT } from './characters.ts'
import { DATE_BYTES } from './date.ts'
import { reasonPhrase } from './status.ts'

/** Beyond what the program's own texts take: status line, Date, Content-Length, Connection, the empty line. */
const OWN_BYTES = 192
/** The longest head of an answer. */
export const ANSWER_HEAD_BYTES = 65536

const STATUS_LINE = bytesOf('HTTP/1.1 ')
const STATUS_200 = bytesOf('HTTP/1.1 200 OK\r\n')
const DATE = bytesOf('Date: ')
const CONTENT_LENGTH = bytesOf('Content-Length: ')
const CLOSE = bytesOf('Connection: close\r\n\r\n')
const KEEP_ALIVE = bytesOf('Connection: keep-alive\r\n\r\n')
const EMPTY_LINE = bytesOf('\r\n')

/** What a program answers with. */
export interface AnswerHead {
  /** 200 … 599. */
  readonly status: number
  /** Empty: the usual phrase. */
  readonly statusText: string
  /** Names and values in turn. */
  readonly fields: readonly string[]
}

/** How much room a head needs at most. */
export function answerHeadRoom(head: AnswerHead): number {
  let room = OWN_BYTES + head.statusText.length
  for (const text of head.fields) room += text.length + 2
  return room
}

/** Writes one head at a time into bytes with enough room. */
export class AnswerHeadWriter {
  /** What became of the connection, after `write`: the answer may have ended it. */
  isKeptAlive = false
  #into: Uint8Array = new Uint8Array(0)
  #at = 0
  #hasDate = false
  #givenLength = ''

  /**
   * Where the head ends; -1 when the program's texts cannot be sent. `contentLength` of -1 is not said;
   * `takesLength`: of an answer to HEAD the program may say the length of what it leaves out.
   */
  write(
    into: Uint8Array, at: number, head: AnswerHead, date: Uint8Array, contentLength: number, takesLength: boolean,
    keepsAlive: boolean, minorVersion: number,
  ): number {
    this.#into = into
    this.#at = at
    this.#hasDate = false
    this.#givenLength = ''
    this.isKeptAlive = keepsAlive
    if (!this.#statusLine(head) || !this.#fields(head.fields, takesLength)) return -1
    if (!this.#hasDate) this.#date(date)
    if (this.#givenLength !== '' && contentLength <= 0) this.#contentLength(Number(this.#givenLength))
    else if (contentLength >= 0) this.#contentLength(contentLength)
    // RFC 9112 §9.3: 1.1 keeps alive by itself, 1.0 when both say so.
    if (!this.isKeptAlive) this.#own(CLOSE, CLOSE.length)
    else if (minorVersion === 0) this.#own(KEEP_ALIVE, KEEP_ALIVE.length)
    else this.#own(EMPTY_LINE, EMPTY_LINE.length)
    return this.#at
  }

  #statusLine(head: AnswerHead): boolean {
    const { status, statusText } = head
    if (status === 200 && statusText === '') {
      this.#own(STATUS_200, STATUS_200.length)
      return true
    }
    this.#own(STATUS_LINE, STATUS_LINE.length)
    this.#number(status)
    this.#into[this.#at++] = SPACE
    if (!this.#value(statusText === '' ? reasonPhrase(status) : statusText)) return false
    this.#lineEnd()
    return true
  }

  #fields(fields: readonly string[], takesLength: boolean): boolean {
    for (let i = 0; i + 1 < fields.length; i += 2) {
      const name = fields[i], value = fields[i + 1]
      if (this.#isOfFraming(name, value, takesLength)) continue
      if (!this.#name(name)) return false
      this.#into[this.#at++] = COLON
      this.#into[this.#at++] = SPACE
      if (!this.#value(value)) return false
      this.#lineEnd()
    }
    return true
  }

  /** Fields that the engine writes itself, or leaves out. */
  #isOfFraming(name: string, value: string, takesLength: boolean): boolean {
    switch (name.length) {
      case 4:
        if (isName(name, 'date')) this.#hasDate = true
        return false
      case 7: return isName(name, 'upgrade') || isName(name, 'trailer')
      case 10:
        if (isName(name, 'keep-alive')) return true
        if (!isName(name, 'connection')) return false
        if (value.toLowerCase().trim() === 'close') this.isKeptAlive = false
        return true
      case 14:
        if (!isName(name, 'content-length')) return false
        if (takesLength && isLength(value)) this.#givenLength = value
        return true
      case 17: return isName(name, 'transfer-encoding')
      default: return false
    }
  }

  #date(date: Uint8Array): void {
    this.#own(DATE, DATE.length)
    this.#own(date, DATE_BYTES)
    this.#lineEnd()
  }

  #contentLength(length: number): void {
    this.#own(CONTENT_LENGTH, CONTENT_LENGTH.length)
    this.#number(length)
    this.#lineEnd()
  }

  /** Bytes of ours. */
  #own(bytes: Uint8Array, count: number): void {
    const into = this.#into, at = this.#at
    for (let i = 0; i < count; i++) into[at + i] = bytes[i]
    this.#at = at + count
  }

  #name(text: string): boolean {
    const into = this.#into, at = this.#at, characters = CHARACTER
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code > 0x7f || (characters[code] & TOKEN_BIT) === 0) return false
      into[at + i] = code
    }
    this.#at += text.length
    return text.length > 0
  }

  #value(text: string): boolean {
    const into = this.#into, at = this.#at, characters = CHARACTER
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code > 0xff || (characters[code] & FIELD_BIT) === 0) return false
      into[at + i] = code
    }
    this.#at += text.length
    return true
  }

  #number(value: number): void {
    let divisor = 1
    while (divisor * 10 <= value) divisor *= 10
    for (let rest = value; divisor >= 1; divisor = Math.trunc(divisor / 10)) {
      const digit = Math.trunc(rest / divisor)
      this.#into[this.#at++] = 48 + digit
      rest -= digit * divisor
    }
  }

  #lineEnd(): void {
    this.#into[this.#at++] = CR
    this.#into[this.#at++] = LF
  }
}

/** Whether a name is `lowerCase` in any case; they are of one length. */
function isName(name: string, lowerCase: string): boolean {
  for (let i = 0; i < lowerCase.length; i++) {
    const code = name.charCodeAt(i)
    if ((code >= 65 && code <= 90 ? code + 32 : code) !== lowerCase.charCodeAt(i)) return false
  }
  return true
}

/** ASCII. */
function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  return bytes
}

function isLength(text: string): boolean {
  if (text === '' || text.length > 15) return false
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 48 || text.charCodeAt(i) > 57) return false
  return true
}
