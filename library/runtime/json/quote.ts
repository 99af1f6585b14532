// QuoteJSONString (ECMA-262 §25.5.2.3).
import { stringCodeAt, stringFromCode, stringSlice } from '../intrinsics/mod.ts'

const QUOTE = 0x22
const BACKSLASH = 0x5c

export function quoteJson(text: string): string {
  const length = text.length
  for (let i = 0; i < length; i++) {
    const code = stringCodeAt(text, i)
    if (code < 0x20 || code === QUOTE || code === BACKSLASH || (code & 0xf800) === 0xd800) return quoteSlowly(text, i)
  }
  return `"${text}"`
}

/** Characters before `start` are plain. */
function quoteSlowly(text: string, start: number): string {
  const length = text.length
  let result = '"'
  let from = 0
  for (let i = start; i < length; i++) {
    const code = stringCodeAt(text, i)
    if (code >= 0x20 && code !== QUOTE && code !== BACKSLASH && (code & 0xf800) !== 0xd800) continue
    if ((code & 0xfc00) === 0xd800 && i + 1 < length && (stringCodeAt(text, i + 1) & 0xfc00) === 0xdc00) {
      i++
      continue
    }
    result += stringSlice(text, from, i) + escapeOf(code)
    from = i + 1
  }
  return `${result}${stringSlice(text, from, length)}"`
}

function escapeOf(code: number): string {
  switch (code) {
    case 8: return '\\b'
    case 9: return '\\t'
    case 10: return '\\n'
    case 12: return '\\f'
    case 13: return '\\r'
    case QUOTE: return '\\"'
    case BACKSLASH: return '\\\\'
    default: return `\\u${hex(code >> 12)}${hex(code >> 8)}${hex(code >> 4)}${hex(code)}`
  }
}

function hex(digit: number): string {
  const value = digit & 15
  return stringFromCode(value < 10 ? 0x30 + value : 0x57 + value)
}
