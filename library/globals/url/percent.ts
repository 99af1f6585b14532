// Percent-encoding (WHATWG URL §1.3): which characters, and how.
import { stringCodeAt, stringSlice } from '../../runtime/intrinsics/mod.ts'
import { utf8Bytes, utf8Text } from '../encoding/utf8.ts'

/** A percent-encode set; controls and what is not ASCII are in each. */
export type EncodeSet = number
export const C0_CONTROL: EncodeSet = 1
export const FRAGMENT: EncodeSet = 2
export const QUERY: EncodeSet = 4
export const SPECIAL_QUERY: EncodeSet = 8
export const PATH: EncodeSet = 16
export const USERINFO: EncodeSet = 32
/** application/x-www-form-urlencoded: as §5.2, but for the space, which the caller turns into `+`. */
export const FORM: EncodeSet = 64

const HEX = '0123456789ABCDEF'

function add(table: Uint8Array, characters: string, sets: number): void {
  for (let i = 0; i < characters.length; i++) table[stringCodeAt(characters, i)] |= sets
}

function makeTable(): Uint8Array {
  const table = new Uint8Array(128)
  const all = C0_CONTROL | FRAGMENT | QUERY | SPECIAL_QUERY | PATH | USERINFO | FORM
  for (let code = 0; code < 32; code++) table[code] = all
  table[127] = all
  add(table, ' "<>', FRAGMENT | QUERY | SPECIAL_QUERY | PATH | USERINFO | FORM)
  add(table, '`', FRAGMENT | PATH | USERINFO | FORM)
  add(table, '#', QUERY | SPECIAL_QUERY | PATH | USERINFO | FORM)
  add(table, "'", SPECIAL_QUERY | FORM)
  add(table, '?^{}', PATH | USERINFO | FORM)
  add(table, '/:;=@[\\]|', USERINFO | FORM)
  add(table, '$%&+,!()~', FORM)
  return table
}

/** By ASCII character: the sets that it is in. */
const SETS: Uint8Array = makeTable()

function isEncoded(code: number, set: EncodeSet): boolean {
  return code >= 128 || (SETS[code] & set) !== 0
}

/** The text with the characters of a set as the percent-encoded bytes of their UTF-8. */
export function percentEncode(text: string, set: EncodeSet): string {
  let result = ''
  let kept = 0
  let i = 0
  while (i < text.length) {
    if (!isEncoded(stringCodeAt(text, i), set)) {
      i++
      continue
    }
    let end = i + 1
    while (end < text.length && isEncoded(stringCodeAt(text, end), set)) end++
    result += stringSlice(text, kept, i) + encodedBytes(utf8Bytes(stringSlice(text, i, end)))
    kept = end
    i = end
  }
  return kept === 0 ? text : result + stringSlice(text, kept, text.length)
}

function encodedBytes(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i++) {
    const high = bytes[i] >> 4, low = bytes[i] & 15
    text += '%' + stringSlice(HEX, high, high + 1) + stringSlice(HEX, low, low + 1)
  }
  return text
}

/** The value of a hexadecimal digit, -1 for another character. */
export function hexValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48
  const lower = code | 32
  return lower >= 97 && lower <= 102 ? lower - 87 : -1
}

const PERCENT = 37
const PLUS = 43

/** "Percent-decode" of a text, then "UTF-8 decode without BOM". `isForm`: a plus is a space. */
export function percentDecode(text: string, isForm: boolean): string {
  let i = 0
  while (i < text.length && stringCodeAt(text, i) !== PERCENT && !(isForm && stringCodeAt(text, i) === PLUS)) i++
  if (i === text.length) return text
  const bytes = utf8Bytes(text)
  let count = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === PERCENT && at + 2 < bytes.length && hexValue(bytes[at + 1]) >= 0 && hexValue(bytes[at + 2]) >= 0) {
      bytes[count++] = hexValue(bytes[at + 1]) * 16 + hexValue(bytes[at + 2])
      at += 2
    } else bytes[count++] = isForm && byte === PLUS ? 32 : byte
  }
  return utf8Text(bytes.subarray(0, count), false)
}
