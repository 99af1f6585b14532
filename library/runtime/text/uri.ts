// URI handling functions (ECMA-262 §19.2.6): percent-encoded UTF-8. Encoding takes a pass over the text, and decoding
// makes code units in one array.
import { arrayPush, stringCodeAt, stringFromCodes } from '../intrinsics/mod.ts'

const UNRESERVED = 1
const RESERVED = 2

/** What a character under 128 is: of uriUnreserved (§19.2.6: letters, digits, `-_.!~*'()`), of uriReserved or `#`, or 0. */
function sortOf(code: number): number {
  if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57)) return UNRESERVED
  switch (code) {
    case 33: case 39: case 40: case 41: case 42: case 45: case 46: case 95: case 126: return UNRESERVED
    case 35: case 36: case 38: case 43: case 44: case 47: case 58: case 59: case 61: case 63: case 64: return RESERVED
  }
  return 0
}

function malformed(): URIError {
  return new URIError('URI malformed')
}

export function encodeURI(value: unknown): string {
  return encode(`${value as string}`, UNRESERVED | RESERVED)
}

export function encodeURIComponent(value: unknown): string {
  return encode(`${value as string}`, UNRESERVED)
}

/** §19.2.6.5 Encode: characters of the sorts in `kept` stay as they are. */
function encode(text: string, kept: number): string {
  const codes: number[] = []
  const { length } = text
  for (let i = 0; i < length; i++) {
    const unit = stringCodeAt(text, i)
    if (unit < 128) {
      if ((sortOf(unit) & kept) !== 0) arrayPush(codes, unit)
      else pushEscape(codes, unit)
      continue
    }
    let point = unit
    if ((unit & 0xf800) === 0xd800) {
      const next = i + 1 < length ? stringCodeAt(text, i + 1) : 0
      if (unit >= 0xdc00 || (next & 0xfc00) !== 0xdc00) throw malformed()
      point = 0x10000 + ((unit & 0x3ff) << 10) + (next & 0x3ff)
      i++
    }
    pushUtf8(codes, point)
  }
  return stringFromCodes(codes, codes.length)
}

/** A code point from 128 on, as escapes of its UTF-8 bytes. */
function pushUtf8(codes: number[], point: number): void {
  if (point < 0x800) pushEscape(codes, 0xc0 | (point >> 6))
  else {
    if (point < 0x10000) pushEscape(codes, 0xe0 | (point >> 12))
    else {
      pushEscape(codes, 0xf0 | (point >> 18))
      pushEscape(codes, 0x80 | ((point >> 12) & 0x3f))
    }
    pushEscape(codes, 0x80 | ((point >> 6) & 0x3f))
  }
  pushEscape(codes, 0x80 | (point & 0x3f))
}

function pushEscape(codes: number[], byte: number): void {
  arrayPush(codes, 37)
  arrayPush(codes, hexDigit(byte >> 4))
  arrayPush(codes, hexDigit(byte & 15))
}

function hexDigit(value: number): number {
  return value < 10 ? 48 + value : 55 + value
}

export function decodeURI(value: unknown): string {
  return decode(`${value as string}`, RESERVED)
}

export function decodeURIComponent(value: unknown): string {
  return decode(`${value as string}`, 0)
}

/** §19.2.6.6 Decode: escapes of characters of the sorts in `escaped` stay as they are. */
function decode(text: string, escaped: number): string {
  const codes: number[] = []
  const { length } = text
  let i = 0
  while (i < length) {
    const unit = stringCodeAt(text, i)
    if (unit !== 37) {
      arrayPush(codes, unit)
      i++
      continue
    }
    const first = byteAt(text, i)
    const count = sequenceLength(first)
    const point = count === 1 ? first : decodeSequence(text, i, first, count)
    if (count === 1 && (sortOf(first) & escaped) !== 0) {
      for (let n = 0; n < 3; n++) arrayPush(codes, stringCodeAt(text, i + n))
    } else pushPoint(codes, point)
    i += 3 * count
  }
  return stringFromCodes(codes, codes.length)
}

function pushPoint(codes: number[], point: number): void {
  if (point < 0x10000) arrayPush(codes, point)
  else {
    arrayPush(codes, 0xd800 + ((point - 0x10000) >> 10))
    arrayPush(codes, 0xdc00 + ((point - 0x10000) & 0x3ff))
  }
}

/** The byte that the escape at `at` stands for. */
function byteAt(text: string, at: number): number {
  if (at + 2 >= text.length || stringCodeAt(text, at) !== 37) throw malformed()
  return (hexValue(stringCodeAt(text, at + 1)) << 4) | hexValue(stringCodeAt(text, at + 2))
}

function hexValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48
  const letter = code | 32
  if (letter >= 97 && letter <= 102) return letter - 87
  throw malformed()
}

/** Bytes of the UTF-8 sequence that begins with this one. */
function sequenceLength(first: number): number {
  if (first < 0x80) return 1
  if (first >= 0xc2 && first < 0xe0) return 2
  if (first >= 0xe0 && first < 0xf0) return 3
  if (first >= 0xf0 && first < 0xf5) return 4
  throw malformed()
}

/** The code point of a sequence of two to four escapes; overlong ones, surrogates and what is past U+10FFFF are malformed. */
function decodeSequence(text: string, start: number, first: number, count: number): number {
  let point = first & (0x7f >> count)
  for (let n = 1; n < count; n++) {
    const byte = byteAt(text, start + 3 * n)
    if ((byte & 0xc0) !== 0x80) throw malformed()
    point = (point << 6) | (byte & 0x3f)
  }
  const least = count === 2 ? 0x80 : count === 3 ? 0x800 : 0x10000
  if (point < least || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) throw malformed()
  return point
}
