// Primitives as Node prints them inside other values: quoting, escapes, −0, symbols.
import { stringCodeAt, stringSlice, symbolDescription } from '../../runtime/intrinsics/mod.ts'
import { COMPACT_ALWAYS } from './context.ts'
import { contains, spaces } from './text.ts'

const UPPER_DIGITS = '0123456789ABCDEF'
const LOWER_DIGITS = '0123456789abcdef'

/** The lowest `digits` hexadecimal digits of a number. */
export function hexadecimal(code: number, digits: number, upper: boolean): string {
  const alphabet = upper ? UPPER_DIGITS : LOWER_DIGITS
  let result = ''
  for (let shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
    const nibble = (code >> shift) & 15
    result += stringSlice(alphabet, nibble, nibble + 1)
  }
  return result
}

/** A surrogate without its partner. */
function isLoneSurrogate(text: string, index: number): boolean {
  const code = stringCodeAt(text, index)
  if (code < 0xd800 || code > 0xdfff) return false
  if (code < 0xdc00) {
    if (index + 1 >= text.length) return true
    const next = stringCodeAt(text, index + 1)
    return next < 0xdc00 || next > 0xdfff
  }
  if (index === 0) return true
  const previous = stringCodeAt(text, index - 1)
  return previous < 0xd800 || previous > 0xdbff
}

/** What stands for a code unit inside quotes, or '' where it stands for itself. */
function escapeOf(text: string, index: number, quote: number): string {
  const code = stringCodeAt(text, index)
  switch (code) {
    case 8: return '\\b'
    case 9: return '\\t'
    case 10: return '\\n'
    case 12: return '\\f'
    case 13: return '\\r'
    case 92: return '\\\\'
  }
  if (code === quote && quote === 39) return "\\'"
  if (code < 32 || (code >= 127 && code < 160)) return '\\x' + hexadecimal(code, 2, true)
  return isLoneSurrogate(text, index) ? '\\u' + hexadecimal(code, 4, false) : ''
}

function escaped(text: string, quote: number): string {
  let result = ''
  let from = 0
  for (let i = 0; i < text.length; i++) {
    const escape = escapeOf(text, i, quote)
    if (escape === '') continue
    result += stringSlice(text, from, i) + escape
    from = i + 1
  }
  return from === 0 ? text : result + stringSlice(text, from, text.length)
}

/** Escapes as inside quotes, without quotes: what symbols and hidden keys need. */
export function escapedText(text: string): string {
  return escaped(text, 39)
}

/** In quotes: single; double where that saves an escape; backticks where that does. */
export function quoted(text: string): string {
  if (!contains(text, "'")) return `'${escaped(text, 39)}'`
  if (!contains(text, '"')) return `"${escaped(text, 34)}"`
  if (!contains(text, '`') && !contains(text, '${')) return '`' + escaped(text, 96) + '`'
  return `'${escaped(text, 39)}'`
}

export function numberText(value: number): string {
  return value === 0 && 1 / value < 0 ? '-0' : `${value}`
}

/** `Symbol(description)`, as is. */
export function symbolText(value: symbol): string {
  return `Symbol(${symbolDescription(value) ?? ''})`
}

/** Pieces of a text, each ending after a line break. */
function lines(text: string): string[] {
  const result: string[] = []
  let from = 0
  for (let i = 0; i < text.length; i++) {
    if (stringCodeAt(text, i) !== 10) continue
    result[result.length] = stringSlice(text, from, i + 1)
    from = i + 1
  }
  if (from < text.length || result.length === 0) result[result.length] = stringSlice(text, from, text.length)
  return result
}

/** Strings of at most this many code units are never broken at their line breaks. */
const SHORT_STRING = 16

/** What of the formatter's state a string needs. */
export interface StringContext {
  readonly compact: number
  readonly breakLength: number
  readonly maxStringLength: number
  readonly indentation: number
}

/** A string inside a value: quoted, cut at the greatest length, broken at line breaks where it would not fit. */
export function stringText(context: StringContext, value: string): string {
  let text = value
  let trailer = ''
  if (text.length > context.maxStringLength) {
    const remaining = text.length - context.maxStringLength
    text = stringSlice(text, 0, context.maxStringLength)
    trailer = `... ${remaining} more character${remaining > 1 ? 's' : ''}`
  }
  const breaks = context.compact !== COMPACT_ALWAYS && text.length > SHORT_STRING
    && text.length > context.breakLength - context.indentation - 4
  if (!breaks) return quoted(text) + trailer
  const parts = lines(text)
  let result = ''
  for (let i = 0; i < parts.length; i++) {
    if (i > 0) result += ' +\n' + spaces(context.indentation + 2)
    result += quoted(parts[i])
  }
  return result + trailer
}

export function primitiveText(context: StringContext, value: unknown): string {
  if (typeof value === 'string') return stringText(context, value)
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'symbol') return symbolText(value)
  return `${value as boolean | null | undefined}`
}
