// Classes of bytes, one table look-up for each byte of a request.

/** tchar: names of fields and methods (RFC 9110 §5.6.2). */
export const TOKEN_BIT = 1
/** Inside a field value: visible ASCII, obs-text, space and tab (RFC 9110 §5.5). */
export const FIELD_BIT = 2
/**
 * Inside a request target. Wider than RFC 3986 by the characters that browsers send as they are (WHATWG URL, query
 * and path percent-encode sets), never a control, a space, `#`, or a byte that is not ASCII.
 */
export const TARGET_BIT = 4
/** Inside a host name or IPv4 address; registered names with sub-delims or percent signs are refused. */
export const HOST_BIT = 8
export const HEX_BIT = 16
/** Inside the brackets of an IPv6 address (RFC 3986 §3.2.2; no zone, no future forms). */
export const IPV6_BIT = 32

export const CR = 13
export const LF = 10
export const TAB = 9
export const SPACE = 32
export const COLON = 58
export const SLASH = 47
export const QUESTION_MARK = 63
export const ASTERISK = 42
export const COMMA = 44
export const SEMICOLON = 59
export const DIGIT_0 = 48
export const DIGIT_9 = 57

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const DIGITS = '0123456789'

function mark(table: Uint8Array, characters: string, bit: number): void {
  for (let i = 0; i < characters.length; i++) table[characters.charCodeAt(i)] |= bit
}

function makeTable(): Uint8Array {
  const table = new Uint8Array(256)
  mark(table, LETTERS + DIGITS + "!#$%&'*+-.^_`|~", TOKEN_BIT)
  mark(table, '\t', FIELD_BIT)
  for (let code = 0x20; code < 0x100; code++) if (code !== 0x7f) table[code] |= FIELD_BIT
  for (let code = 0x21; code < 0x7f; code++) table[code] |= TARGET_BIT
  for (const code of [0x22, 0x23, 0x3c, 0x3e]) table[code] &= ~TARGET_BIT // " # < >
  mark(table, LETTERS + DIGITS + '-._~', HOST_BIT)
  mark(table, DIGITS + 'abcdefABCDEF', HEX_BIT | IPV6_BIT)
  mark(table, ':.', IPV6_BIT)
  return table
}

/** By byte: the bits of the classes that it is in. */
export const CHARACTER: Uint8Array = makeTable()

/** Whether bytes[start … end) is `lowerCase`, which is ASCII without capitals, in any case. */
export function equalsIgnoringCase(bytes: Uint8Array, start: number, end: number, lowerCase: string): boolean {
  if (end - start !== lowerCase.length) return false
  for (let i = 0; i < lowerCase.length; i++) {
    const byte = bytes[start + i]
    const lower = byte >= 65 && byte <= 90 ? byte + 32 : byte
    if (lower !== lowerCase.charCodeAt(i)) return false
  }
  return true
}

/** Whether bytes[start … end) is `text`, which is ASCII. */
export function equalsText(bytes: Uint8Array, start: number, end: number, text: string): boolean {
  if (end - start !== text.length) return false
  for (let i = 0; i < text.length; i++) if (bytes[start + i] !== text.charCodeAt(i)) return false
  return true
}

/** Where optional white space (RFC 9110 §5.6.3) from `start` on ends. */
export function skipSpace(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end && (bytes[at] === SPACE || bytes[at] === TAB)) at++
  return at
}

/** Where the optional white space before `end` begins. */
export function trimSpace(bytes: Uint8Array, start: number, end: number): number {
  let last = end
  while (last > start && (bytes[last - 1] === SPACE || bytes[last - 1] === TAB)) last--
  return last
}
