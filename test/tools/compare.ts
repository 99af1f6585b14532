// Says how two runs of a program differ, in a form that a person reads at a glance.
import { withoutStackLines, type RunResult } from './oracle.ts'

/** Lines of context before the first difference, and lines shown from it on. */
const LINES_BEFORE = 3
const LINES_SHOWN = 12

/** Null when stdout (stack lines aside) and status are equal. */
export function describeDifference(expected: RunResult, actual: RunResult): string | null {
  const parts: string[] = []
  if (actual.timedOut) parts.push('did not finish in time')
  const wanted = ending(expected)
  const got = ending(actual)
  if (wanted !== got) parts.push(`ended with ${got}, expected ${wanted}`)
  const output = outputDifference(expected.stdout, actual.stdout)
  if (output !== null) parts.push(output)
  if (parts.length === 0) return null
  const errors = actual.stderr.toString('utf8').trim()
  if (errors !== '') parts.push(`its stderr:\n${indent(errors.split('\n').slice(0, LINES_SHOWN))}`)
  return parts.join('\n')
}

function ending(run: RunResult): string {
  return run.signal === null ? `status ${run.status}` : `signal ${run.signal}`
}

function outputDifference(expected: Buffer, actual: Buffer): string | null {
  if (expected.equals(actual)) return null
  // latin1 keeps bytes apart that are not valid UTF-8
  const wanted = withoutStackLines(expected.toString('latin1'))
  const got = withoutStackLines(actual.toString('latin1'))
  if (wanted === got) return null
  const wantedLines = readable(wanted)
  const gotLines = readable(got)
  let line = 0
  while (line < wantedLines.length && wantedLines[line] === gotLines[line]) line++
  const from = Math.max(0, line - LINES_BEFORE)
  return [
    `output differs from line ${line + 1} on`,
    'expected:', indent(wantedLines.slice(from, line + LINES_SHOWN)),
    'actual:', indent(gotLines.slice(from, line + LINES_SHOWN)),
  ].join('\n')
}

function readable(latin1: string): string[] {
  return Buffer.from(latin1, 'latin1').toString('utf8').split('\n')
}

function indent(lines: readonly string[]): string {
  return lines.map((line) => `  | ${line}`).join('\n')
}
