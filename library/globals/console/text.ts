// Small string operations of the formatter, through intrinsics, so that nothing a program does to String.prototype shows.
import { stringCodeAt, stringIndexOf, stringSlice } from '../../runtime/intrinsics/mod.ts'

export function contains(text: string, part: string): boolean {
  return stringIndexOf(text, part, 0) !== -1
}

export function startsWith(text: string, part: string): boolean {
  return text.length >= part.length && stringSlice(text, 0, part.length) === part
}

export function endsWith(text: string, part: string): boolean {
  return text.length >= part.length && stringSlice(text, text.length - part.length, text.length) === part
}

/** From `start` to the end. */
export function tail(text: string, start: number): string {
  return stringSlice(text, start, text.length)
}

/** Without its last code unit. */
export function withoutLast(text: string): string {
  return stringSlice(text, 0, text.length - 1)
}

export function spaces(count: number): string {
  let result = ''
  for (let i = 0; i < count; i++) result += ' '
  return result
}

export function repeated(part: string, count: number): string {
  let result = ''
  for (let i = 0; i < count; i++) result += part
  return result
}

export function joined(parts: string[], separator: string): string {
  let result = ''
  for (let i = 0; i < parts.length; i++) {
    if (i > 0) result += separator
    result += parts[i]
  }
  return result
}

/** Every occurrence of `part` replaced. */
export function replacedAll(text: string, part: string, replacement: string): string {
  let result = ''
  let from = 0
  for (;;) {
    const at = stringIndexOf(text, part, from)
    if (at === -1) return from === 0 ? text : result + tail(text, from)
    result += stringSlice(text, from, at) + replacement
    from = at + part.length
  }
}

/** `text` with `count` spaces after each line break. */
export function indented(text: string, count: number): string {
  return count === 0 ? text : replacedAll(text, '\n', '\n' + spaces(count))
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

/** ASCII letters, digits and `_`, not starting with a digit: keys that print without quotes. */
export function isPlainIdentifier(text: string): boolean {
  if (text.length === 0 || !isLetter(stringCodeAt(text, 0))) return false
  for (let i = 1; i < text.length; i++) {
    const code = stringCodeAt(text, i)
    if (!isLetter(code) && !isDigit(code)) return false
  }
  return true
}

/** The value of a canonical array index (`0` … `4294967294`), or -1. */
export function arrayIndexOf(key: string): number {
  const length = key.length
  if (length === 0 || length > 10) return -1
  if (length > 1 && stringCodeAt(key, 0) === 0x30) return -1
  let value = 0
  for (let i = 0; i < length; i++) {
    const code = stringCodeAt(key, i)
    if (!isDigit(code)) return -1
    value = value * 10 + (code - 0x30)
  }
  return value < 4294967295 ? value : -1
}
