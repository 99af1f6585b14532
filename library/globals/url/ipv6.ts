// IPv6 addresses as texts (WHATWG URL §3.5 "IPv6 parser", §3.6 "IPv6 serializer"; RFC 5952).
import { stringCodeAt } from '../../runtime/intrinsics/mod.ts'
import { hexValue } from './percent.ts'

const PIECES = 8
const COLON = 58
const DOT = 46

/** The shortest way of writing the address; null: it is none. */
export function parseIpv6(text: string): string | null {
  const reader = new Ipv6Reader(text)
  return reader.read() ? serializeIpv6(reader.pieces) : null
}

class Ipv6Reader {
  readonly pieces = new Uint16Array(PIECES)
  readonly #text: string
  #at = 0
  #count = 0
  /** Which piece comes after the `::`; -1 while there is none. */
  #compressed = -1

  constructor(text: string) {
    this.#text = text
  }

  #code(index: number): number {
    return index < this.#text.length ? stringCodeAt(this.#text, index) : -1
  }

  read(): boolean {
    if (this.#code(0) === COLON) {
      if (this.#code(1) !== COLON) return false
      this.#at = 2
      this.#compress()
    }
    while (this.#at < this.#text.length) {
      if (this.#count === PIECES) return false
      if (this.#code(this.#at) === COLON) {
        if (this.#compressed >= 0) return false
        this.#at++
        this.#compress()
      } else if (!this.#piece()) return false
    }
    return this.#expand()
  }

  /** `::` stands for one piece of zero at least. */
  #compress(): void {
    this.#compressed = ++this.#count
  }

  #piece(): boolean {
    const start = this.#at
    let value = 0
    while (this.#at - start < 4 && hexValue(this.#code(this.#at)) >= 0) {
      value = value * 16 + hexValue(this.#code(this.#at++))
    }
    const next = this.#code(this.#at)
    if (next === DOT) {
      this.#at = start
      return this.#ipv4()
    }
    if (next === COLON) {
      this.#at++
      if (this.#at === this.#text.length) return false
    } else if (next >= 0) return false
    this.pieces[this.#count++] = value
    return true
  }

  /** The last 32 bits as four decimal numbers. */
  #ipv4(): boolean {
    if (this.#count > PIECES - 2) return false
    for (let part = 0; part < 4; part++) {
      if (part > 0) {
        if (this.#code(this.#at) !== DOT) return false
        this.#at++
      }
      const value = this.#octet()
      if (value < 0) return false
      const piece = this.#count + (part >> 1)
      this.pieces[piece] = this.pieces[piece] * 256 + value
    }
    this.#count += 2
    return this.#at === this.#text.length
  }

  /** -1: not a number up to 255 without leading zeros. */
  #octet(): number {
    let value = -1
    for (;;) {
      const digit = this.#code(this.#at) - 48
      if (digit < 0 || digit > 9) return value
      if (value === 0) return -1
      value = value < 0 ? digit : value * 10 + digit
      if (value > 255) return -1
      this.#at++
    }
  }

  #expand(): boolean {
    if (this.#compressed < 0) return this.#count === PIECES
    const moved = this.#count - this.#compressed
    for (let i = 0; i < moved; i++) {
      const from = this.#count - 1 - i, to = PIECES - 1 - i
      if (from === to) break
      this.pieces[to] = this.pieces[from]
      this.pieces[from] = 0
    }
    return true
  }
}

function serializeIpv6(pieces: Uint16Array): string {
  // The first longest run of at least two zeros becomes `::`.
  let best = -1
  let bestLength = 1
  for (let i = 0; i < PIECES; i++) {
    let end = i
    while (end < PIECES && pieces[end] === 0) end++
    if (end - i > bestLength) {
      best = i
      bestLength = end - i
    }
    if (end > i) i = end - 1
  }
  let text = ''
  for (let i = 0; i < PIECES; i++) {
    if (i === best) {
      text += i === 0 ? '::' : ':'
      i += bestLength - 1
      continue
    }
    text += pieces[i].toString(16)
    if (i < PIECES - 1) text += ':'
  }
  return text
}
