// UTF-8 (WHATWG Encoding §8): strings to bytes, lone surrogates as U+FFFD, and back, malformed bytes as U+FFFD.
import { stringAsciiLength, stringCodeAt, stringCopyAscii, stringFromCodes, stringFromLatin1 } from '../../runtime/intrinsics/mod.ts'

const REPLACEMENT = 0xfffd

/** The code point at an index: a surrogate without partner is U+FFFD. */
function scalarAt(text: string, index: number): number {
  const code = stringCodeAt(text, index)
  if (code < 0xd800 || code > 0xdfff) return code
  if (code > 0xdbff || index + 1 >= text.length) return REPLACEMENT
  const next = stringCodeAt(text, index + 1)
  if (next < 0xdc00 || next > 0xdfff) return REPLACEMENT
  return 0x10000 + ((code - 0xd800) << 10) + (next - 0xdc00)
}

function scalarBytes(scalar: number): number {
  return scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4
}

/** How many bytes a text takes. */
export function utf8Length(text: string): number {
  let length = stringAsciiLength(text)
  for (let i = length; i < text.length; i++) {
    const code = stringCodeAt(text, i)
    if (code < 0x80) {
      length++
      continue
    }
    const scalar = scalarAt(text, i)
    length += scalarBytes(scalar)
    if (scalar >= 0x10000) i++
  }
  return length
}

export interface Utf8Progress { read: number; written: number }

/** Writes as many whole characters as fit from `offset` on; how many code units were read and bytes written. */
export function utf8Write(text: string, bytes: Uint8Array, offset: number): Utf8Progress {
  let i = Math.min(stringAsciiLength(text), bytes.length - offset)
  if (i > 0) stringCopyAscii(text, bytes, offset, i)
  else i = 0
  let at = offset + i
  while (i < text.length) {
    const scalar = scalarAt(text, i)
    if (scalar < 0x80) {
      if (at >= bytes.length) break
      bytes[at++] = scalar
      i++
      continue
    }
    const count = scalarBytes(scalar)
    if (at + count > bytes.length) break
    if (count === 2) bytes[at] = 0xc0 | (scalar >> 6)
    else if (count === 3) {
      bytes[at] = 0xe0 | (scalar >> 12)
      bytes[at + 1] = 0x80 | ((scalar >> 6) & 0x3f)
    } else {
      bytes[at] = 0xf0 | (scalar >> 18)
      bytes[at + 1] = 0x80 | ((scalar >> 12) & 0x3f)
      bytes[at + 2] = 0x80 | ((scalar >> 6) & 0x3f)
    }
    bytes[at + count - 1] = 0x80 | (scalar & 0x3f)
    at += count
    i += count === 4 ? 2 : 1
  }
  return { read: i, written: at - offset }
}

export function utf8Bytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(utf8Length(text))
  utf8Write(text, bytes, 0)
  return bytes
}

/** The decoder of WHATWG Encoding §8.1.1, which keeps a started character from one piece to the next. */
export class Utf8Decoder {
  #scalar = 0
  #needed = 0
  #seen = 0
  #lower = 0x80
  #upper = 0xbf
  readonly #units: Uint16Array

  /** Room for the code units of one piece of this many bytes. */
  #count = 0

  constructor(lengthBytes: number) {
    this.#units = new Uint16Array(lengthBytes + 2)
  }

  /** Takes over what the decoder before it had started. */
  continue(before: Utf8Decoder): void {
    this.#scalar = before.#scalar
    this.#needed = before.#needed
    this.#seen = before.#seen
    this.#lower = before.#lower
    this.#upper = before.#upper
  }

  #emit(scalar: number): void {
    if (scalar < 0x10000) this.#units[this.#count++] = scalar
    else {
      this.#units[this.#count++] = 0xd800 + ((scalar - 0x10000) >> 10)
      this.#units[this.#count++] = 0xdc00 + ((scalar - 0x10000) & 0x3ff)
    }
  }

  #reset(): void {
    this.#scalar = 0
    this.#needed = 0
    this.#seen = 0
    this.#lower = 0x80
    this.#upper = 0xbf
  }

  /** First byte of a character; false if no character starts so. */
  #lead(byte: number): boolean {
    if (byte >= 0xc2 && byte <= 0xdf) {
      this.#needed = 1
      this.#scalar = byte & 0x1f
    } else if (byte >= 0xe0 && byte <= 0xef) {
      if (byte === 0xe0) this.#lower = 0xa0
      if (byte === 0xed) this.#upper = 0x9f
      this.#needed = 2
      this.#scalar = byte & 0xf
    } else if (byte >= 0xf0 && byte <= 0xf4) {
      if (byte === 0xf0) this.#lower = 0x90
      if (byte === 0xf4) this.#upper = 0x8f
      this.#needed = 3
      this.#scalar = byte & 7
    } else return false
    return true
  }

  /** False at the first malformed byte if `isFatal`. */
  write(bytes: Uint8Array, isFatal: boolean): boolean {
    let i = 0
    while (i < bytes.length) {
      const byte = bytes[i]
      if (this.#needed === 0) {
        i++
        if (byte < 0x80) this.#units[this.#count++] = byte
        else if (!this.#lead(byte)) {
          if (isFatal) return false
          this.#emit(REPLACEMENT)
        }
      } else if (byte < this.#lower || byte > this.#upper) {
        this.#reset() // the byte is looked at again, as a first one
        if (isFatal) return false
        this.#emit(REPLACEMENT)
      } else {
        i++
        this.#lower = 0x80
        this.#upper = 0xbf
        this.#scalar = (this.#scalar << 6) | (byte & 0x3f)
        if (++this.#seen === this.#needed) {
          this.#emit(this.#scalar)
          this.#reset()
        }
      }
    }
    return true
  }

  /** Nothing follows; false if a character was left unfinished and `isFatal`. */
  end(isFatal: boolean): boolean {
    if (this.#needed === 0) return true
    this.#reset()
    if (isFatal) return false
    this.#emit(REPLACEMENT)
    return true
  }

  /** What was decoded, without a byte order mark at its start if `skipMark`. */
  text(skipMark: boolean): string {
    const units = this.#units
    if (skipMark && this.#count > 0 && units[0] === 0xfeff) return stringFromCodes(units.subarray(1), this.#count - 1)
    return stringFromCodes(units, this.#count)
  }

  get isEmpty(): boolean {
    return this.#count === 0
  }
}

/** "UTF-8 decode" (WHATWG Encoding §6), with or without a byte order mark at the start; malformed bytes are U+FFFD. */
export function utf8Text(bytes: Uint8Array, skipMark: boolean): string {
  let at = 0
  while (at < bytes.length && bytes[at] < 0x80) at++
  if (at === bytes.length) return stringFromLatin1(bytes, 0, at)
  const decoder = new Utf8Decoder(bytes.length)
  decoder.write(bytes, false)
  decoder.end(false)
  return decoder.text(skipMark)
}
