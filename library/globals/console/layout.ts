// How the printed entries of one object become lines: on one line where they fit, in columns where an array has many
// short entries, else one a line. The figures are Node's.
import { numberFloor, numberSqrt } from '../../runtime/intrinsics/mod.ts'
import type { InspectContext } from './context.ts'
import { COMPACT_ALWAYS, COMPACT_NEVER } from './context.ts'
import { contains, joined, spaces } from './text.ts'
import { textWidth } from './width.ts'

/** Entries of an array (which may be set in columns) or of anything else. */
export type EntryStyle = 'array' | 'object'

/** Arrays with more entries than this are set in columns. */
const MOST_UNGROUPED = 6
/** How much taller than wide a character is: what makes the block of columns look square. */
const CHARACTER_ASPECT = 2.5
const MOST_COLUMNS = 15
const SEPARATOR_WIDTH = 2

function least(a: number, b: number): number {
  return a < b ? a : b
}

/** How many columns suit entries of these widths; up to 1 means that columns do not help. */
function columnCount(context: InspectContext, count: number, widest: number, total: number, entryCount: number): number {
  const cell = widest + SEPARATOR_WIDTH
  if (cell * 3 + context.indentation >= context.breakLength) return 0
  if (total / cell <= 5 && widest > 6) return 0
  const bias = numberSqrt(cell - total / entryCount)
  const biased = cell - 3 - bias
  const biasedCell = biased > 1 ? biased : 1
  return least(
    least(
      numberFloor(numberSqrt(CHARACTER_ASPECT * biasedCell * count) / biasedCell + 0.5),
      numberFloor((context.breakLength - context.indentation) / cell),
    ),
    least(context.compact * 4, MOST_COLUMNS),
  )
}

function padded(text: string, padding: number, atStart: boolean): string {
  return atStart ? spaces(padding) + text : text + spaces(padding)
}

/**
 * Entries joined into rows of equal columns, or the same list where that does not help. Of a list longer than what is
 * shown of an array, the last entry (`... more items`) stays alone; `rightAligned` is for numbers.
 */
export function inColumns(context: InspectContext, entries: string[], rightAligned: boolean): string[] {
  const hasMore = entries.length > context.maxArrayLength
  const count = hasMore ? entries.length - 1 : entries.length
  const widths: number[] = []
  let total = 0
  let widest = 0
  for (let i = 0; i < count; i++) {
    const width = textWidth(entries[i])
    widths[i] = width
    total += width + SEPARATOR_WIDTH
    if (width > widest) widest = width
  }
  const columns = columnCount(context, count, widest, total, entries.length)
  if (columns <= 1) return entries
  const columnWidths: number[] = []
  for (let column = 0; column < columns; column++) {
    let width = 0
    for (let i = column; i < count; i += columns) if (widths[i] > width) width = widths[i]
    columnWidths[column] = width + SEPARATOR_WIDTH
  }
  const rows: string[] = []
  for (let first = 0; first < count; first += columns) {
    const last = least(first + columns, count) - 1
    let row = ''
    for (let i = first; i < last; i++) {
      row += padded(entries[i] + ', ', columnWidths[i - first] - widths[i] - SEPARATOR_WIDTH, rightAligned)
    }
    const rest = columnWidths[last - first] - widths[last] - SEPARATOR_WIDTH
    row += rightAligned ? padded(entries[last], rest, true) : entries[last]
    rows[rows.length] = row
  }
  if (hasMore) rows[rows.length] = entries[count]
  return rows
}

function fitsOneLine(context: InspectContext, entries: string[], start: number, base: string): boolean {
  let length = entries.length + start
  if (length + entries.length > context.breakLength) return false
  for (let i = 0; i < entries.length; i++) {
    length += entries[i].length
    if (length > context.breakLength) return false
  }
  return base === '' || !contains(base, '\n')
}

export interface Frame {
  /** What stands before the opening brace (a function, an error), or ''. */
  base: string
  /** With the prefix: `Map(1) {`. */
  open: string
  close: string
  style: EntryStyle
  /** All entries are numbers: columns align right. */
  numeric: boolean
}

/** One text of an object's entries. `depth` counts the objects around the entries, itself included. */
export function laidOut(context: InspectContext, entries: string[], frame: Frame, depth: number): string {
  const { open, close } = frame
  const prefix = frame.base === '' ? '' : frame.base + ' '
  if (context.compact === COMPACT_ALWAYS) {
    if (fitsOneLine(context, entries, 0, frame.base)) {
      return `${open}${frame.base === '' ? '' : ' ' + frame.base} ${joined(entries, ', ')} ${close}`
    }
    const line = '\n' + spaces(context.indentation)
    const lead = frame.base === '' && open.length === 1 ? ' ' : `${frame.base === '' ? '' : ' ' + frame.base}${line}  `
    return `${open}${lead}${joined(entries, `,${line}  `)} ${close}`
  }
  let rows = entries
  if (context.compact !== COMPACT_NEVER && context.compact >= 1) {
    if (frame.style === 'array' && entries.length > MOST_UNGROUPED) {
      rows = inColumns(context, entries, frame.numeric)
    }
    if (context.currentDepth - depth < context.compact && rows === entries) {
      const start = entries.length + context.indentation + open.length + frame.base.length + 10
      if (fitsOneLine(context, entries, start, frame.base)) {
        const line = joined(entries, ', ')
        if (!contains(line, '\n')) return `${prefix}${open} ${line} ${close}`
      }
    }
  }
  const line = '\n' + spaces(context.indentation)
  return `${prefix}${open}${line}  ${joined(rows, `,${line}  `)}${line}${close}`
}
