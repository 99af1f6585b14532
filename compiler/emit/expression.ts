// C expressions and literals of single MIR instructions.

import type { MirInstruction, Rep, Width } from '../mir/mir.ts'

/** C type of each representation; `none` is void. */
export const C_TYPE: Record<Rep, string> = {
  i32: 'i32', u32: 'u32', i53: 'i53', f64: 'f64', opt: 'opt', bool: 'bool', ref: 'ref', box: 'box', none: 'void',
}

/** C type of a memory access. */
export const C_WIDTH: Record<Width, string> = {
  u8: 'u8', i8: 'i8', u16: 'u16', i16: 'i16', i32: 'i32', u32: 'u32', f32: 'f32', f64: 'f64', i53: 'i53',
  ref: 'ref', box: 'box', opt: 'opt', bool: 'bool',
}

function doubleLiteral(value: number): string {
  if (Number.isNaN(value)) return 'skDouble(CANONICAL_NAN)'
  if (value === Infinity) return '__builtin_inf()'
  if (value === -Infinity) return '(-__builtin_inf())'
  const text = Object.is(value, -0) ? '-0' : String(value)
  const withPoint = /[.e]/.test(text) ? text : `${text}.0`
  return text.startsWith('-') ? `(${withPoint})` : withPoint
}

/** Literal of a `const`. */
export function literal(value: number, rep: Rep): string {
  switch (rep) {
    case 'f64': return doubleLiteral(value)
    case 'bool': return String(value)
    case 'u32': return `${value}u`
    case 'i32': return value === -2147483648 ? '(-2147483647 - 1)' : value < 0 ? `(${value})` : String(value)
    case 'i53': return value < 0 ? `(${value}ll)` : `${value}ll`
    default: throw new Error(`a constant cannot be ${rep}`)
  }
}

/** A reserved word as box, ref or opt. */
export function wordLiteral(word: string, rep: Rep): string {
  if (rep === 'opt') return `skDouble(OPT_${word.toUpperCase()})`
  return `WORD_${word.toUpperCase()}`
}

/** Address of a load or store; operands are C texts. Computed as a pointer, from which clang sees what accesses share. */
function address(base: string, index: string | undefined, scale: number, offset: number): string {
  let text = `(char *)${base}`
  // The index is extended by its own signedness, then used in 64 bits.
  if (index !== undefined) text += ` + (i64)${index}${scale === 1 ? '' : ` * ${scale}`}`
  if (offset !== 0) text += offset < 0 ? ` - ${-offset}` : ` + ${offset}`
  return text
}

export function memory(i: MirInstruction & ({ op: 'load' } | { op: 'store' }), base: string, index: string | undefined): string {
  const type = `${i.volatile === true ? 'volatile ' : ''}${C_WIDTH[i.width]}`
  return `*(${type} *)(${address(base, index, i.scale, i.offset)})`
}

/** Fills a row's template; the number of times each operand occurs is at most what `occurrences` says. */
export function fill(template: string, operands: readonly string[]): string {
  return template.replace(/\$(\d)/g, (_, digit: string) => operands[Number(digit)])
}

/** How often operand `index` occurs in a template. */
export function occurrences(template: string, index: number): number {
  return template.split(`$${index}`).length - 1
}

/** A C string literal of the UTF-8 bytes of a text. */
export function cString(text: string): { literal: string; lengthBytes: number } {
  const bytes = Buffer.from(text, 'utf8')
  let literal = '"'
  for (const byte of bytes) {
    const char = String.fromCharCode(byte)
    literal += /[A-Za-z0-9 .,:;()<>_/+*=!#&|^~$%@'[\]{}-]/.test(char) ? char : `\\${byte.toString(8).padStart(3, '0')}`
  }
  return { literal: `${literal}"`, lengthBytes: bytes.length }
}
