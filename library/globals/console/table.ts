// console.table: rows and columns in box-drawing characters.
import { enumerableKeys, isArray, isObject, ownAttributes } from '../../runtime/intrinsics/mod.ts'
import { isMap, isSet, iteratorPreview, mapPairs, setValues } from '../../runtime/inspection/mod.ts'
import { inspect } from './inspect.ts'
import { repeated, spaces } from './text.ts'
import { textWidth } from './width.ts'

type Keyed = Record<string, unknown>

/** How a cell is printed: one level deep, on one line. */
function cellText(value: unknown): string {
  const isLarge = isObject(value) && !isArray(value) && enumerableKeys(value).length > 2
  return inspect(value, { maxArrayLength: 3, breakLength: Infinity, depth: isLarge ? -1 : 0 })
}

class Column {
  readonly title: string
  readonly cells: string[] = []

  constructor(title: string) {
    this.title = title
  }

  /** Cells that are missing print as nothing. */
  cell(row: number): string {
    return row < this.cells.length && this.cells[row] !== undefined ? this.cells[row] : ''
  }

  put(row: number, text: string): void {
    while (this.cells.length < row) this.cells[this.cells.length] = ''
    this.cells[row] = text
  }
}

function widthOf(column: Column, rowCount: number): number {
  let width = textWidth(column.title)
  for (let row = 0; row < rowCount; row++) {
    const cell = textWidth(column.cell(row))
    if (cell > width) width = cell
  }
  return width + 2
}

function rule(widths: number[], left: string, middle: string, right: string): string {
  let text = left
  for (let i = 0; i < widths.length; i++) text += (i > 0 ? middle : '') + repeated('─', widths[i])
  return text + right
}

function drawn(columns: Column[], rowCount: number): string {
  const widths: number[] = []
  for (let i = 0; i < columns.length; i++) widths[i] = widthOf(columns[i], rowCount)
  const line = (cell: (column: Column) => string): string => {
    let text = '│'
    for (let i = 0; i < columns.length; i++) {
      const content = cell(columns[i])
      text += ` ${content}${spaces(widths[i] - 1 - textWidth(content))}│`
    }
    return text
  }
  let text = rule(widths, '┌', '┬', '┐') + '\n' + line((column) => column.title) + '\n' + rule(widths, '├', '┼', '┤') + '\n'
  for (let row = 0; row < rowCount; row++) text += line((column) => column.cell(row)) + '\n'
  return text + rule(widths, '└', '┴', '┘')
}

function columnNamed(columns: Column[], title: string): Column {
  for (let i = 0; i < columns.length; i++) if (columns[i].title === title) return columns[i]
  const column = new Column(title)
  columns[columns.length] = column
  return column
}

/** Maps, sets and their iterators: a numbered row for each entry. */
function iterated(values: unknown[], isPairs: boolean): string {
  const index = new Column('(iteration index)')
  const keys = new Column('Key')
  const contents = new Column('Values')
  const step = isPairs ? 2 : 1
  const rowCount = values.length / step
  for (let row = 0; row < rowCount; row++) {
    index.put(row, `${row}`)
    if (isPairs) keys.put(row, cellText(values[row * 2]))
    contents.put(row, cellText(values[row * step + step - 1]))
  }
  return drawn(isPairs ? [index, keys, contents] : [index, contents], rowCount)
}

/** The table of an object's entries; `properties` chooses the columns. */
export function tableText(data: object, properties: string[] | undefined): string {
  if (isMap(data)) return iterated(mapPairs(data), true)
  if (isSet(data)) return iterated(setValues(data), false)
  const preview = iteratorPreview(data)
  if (preview !== undefined) return iterated(preview.remaining, preview.isEntries)
  const index = new Column('(index)')
  const columns: Column[] = []
  const values = new Column('Values')
  let hasValues = false
  for (let i = 0; properties !== undefined && i < properties.length; i++) columnNamed(columns, properties[i])
  const rows = enumerableKeys(data)
  for (let row = 0; row < rows.length; row++) {
    const item = (data as Keyed)[rows[row]]
    index.put(row, rows[row])
    if (!isObject(item)) {
      values.put(row, cellText(item))
      hasValues = true
      continue
    }
    const keys = properties ?? enumerableKeys(item)
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]
      const column = columnNamed(columns, key)
      if (ownAttributes(item, key) !== -1) column.put(row, cellText((item as Keyed)[key]))
    }
  }
  const all: Column[] = [index, ...columns]
  if (hasValues) all[all.length] = values
  return drawn(all, rows.length)
}
