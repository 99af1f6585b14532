// What JSON.parse says about text that is not JSON, as V8 words it.
import { stringCodeAt, stringFromCode, stringSlice } from '../intrinsics/mod.ts'

const LINE_FEED = 10
const CARRIAGE_RETURN = 13
/** Longer texts are shown only around the place. */
const MAX_SHOWN = 20
const CONTEXT = 10

/** `message at position 3 (line 1 column 4)` */
export function failAt(text: string, position: number, message: string): SyntaxError {
  let line = 1
  let lineStart = 0
  for (let i = 0; i < position; i++) {
    const code = stringCodeAt(text, i)
    if (code === CARRIAGE_RETURN && i + 1 < position && stringCodeAt(text, i + 1) === LINE_FEED) i++
    if (code === LINE_FEED || code === CARRIAGE_RETURN) {
      line++
      lineStart = i + 1
    }
  }
  const column = position - lineStart + 1
  return new SyntaxError(`${message} at position ${position} (line ${line} column ${column})`)
}

/** A token that nothing can begin with there, or the end of the text. */
export function unexpected(text: string, position: number): SyntaxError {
  const length = text.length
  if (position >= length) return new SyntaxError('Unexpected end of JSON input')
  const code = stringCodeAt(text, position)
  if (code === 0x2d || (code >= 0x30 && code <= 0x39)) return failAt(text, position, 'Unexpected number in JSON')
  if (code === 0x22) return failAt(text, position, 'Unexpected string in JSON')
  if (text === 'undefined' || text === 'NaN' || text === 'Infinity' || text === '[object Object]') {
    return new SyntaxError(`"${text}" is not valid JSON`)
  }
  const token = `Unexpected token '${stringFromCode(code)}', `
  if (length <= MAX_SHOWN) return new SyntaxError(`${token}"${text}" is not valid JSON`)
  const start = position < CONTEXT ? 0 : position - CONTEXT
  const end = position >= length - CONTEXT ? length : position + CONTEXT
  const before = position < CONTEXT ? '' : '...'
  const after = position >= length - CONTEXT ? '' : '...'
  return new SyntaxError(`${token}${before}"${stringSlice(text, start, end)}"${after} is not valid JSON`)
}
