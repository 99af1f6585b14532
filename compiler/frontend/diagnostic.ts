// What the compiler tells a person: code, place, code frame, why, and what to write instead.

import { refusals, type RefusalCode } from './refusals.ts'

export interface Diagnostic {
  readonly code: string
  /** Path as shown to people; empty when there is no place. */
  readonly file: string
  /** From 1; 0 when there is no place. */
  readonly line: number
  readonly column: number
  readonly message: string
  readonly why: string
  readonly instead: string
  /** The source line, for the code frame; null when there is none. */
  readonly sourceLine: string | null
  /** How many columns of that line to underline. */
  readonly width: number
}

/** Where a diagnostic points. */
export interface DiagnosticPlace {
  file: string
  line: number
  column: number
  sourceLine: string | null
  width: number
}

export const NO_PLACE: DiagnosticPlace = { file: '', line: 0, column: 0, sourceLine: null, width: 0 }

/** A diagnostic from the table; `detail` replaces `%` in its message. */
export function refusalDiagnostic(code: RefusalCode, detail: string, place: DiagnosticPlace): Diagnostic {
  const { message, why, instead } = refusals[code]
  return { code, ...place, message: message.replace('%', () => detail), why, instead }
}

/** Several lines: `file:line:column: SK1234: message`, the code frame, why, instead. */
export function renderDiagnostic(diagnostic: Diagnostic): string {
  const { code, file, line, column, message, why, instead, sourceLine, width } = diagnostic
  const lines = [`${file === '' ? '' : `${file}:${line}:${column}: `}${code}: ${message}`]
  if (sourceLine !== null) {
    const number = String(line)
    const shown = sourceLine.replaceAll('\t', ' ')
    lines.push('', `  ${number} | ${shown}`)
    const underline = '^'.repeat(Math.max(1, Math.min(width, shown.length - column + 1)))
    lines.push(`  ${' '.repeat(number.length)} | ${' '.repeat(column - 1)}${underline}`, '')
  }
  lines.push(`  why: ${why}`, `  instead: ${instead}`)
  return lines.join('\n')
}
