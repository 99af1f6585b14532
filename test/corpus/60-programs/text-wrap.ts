// Text wrapping and justification, columns, a table printer, word statistics.
const text = `The skerry is a small rocky island, or islet, usually too small for human habitation. It may simply be a rocky
reef. A skerry can also be called a low sea stack. Skerries are most commonly found in the north, where the sea
and the ice have worn the coast; many are washed over by waves, and some carry a lighthouse or a beacon.`

function words(s: string): string[] {
  const out: string[] = []
  let current = ''
  for (const c of s) {
    if (c === ' ' || c === '\n') {
      if (current !== '') out.push(current)
      current = ''
    } else current += c
  }
  return current === '' ? out : [...out, current]
}

function wrap(s: string, width: number): string[][] {
  const lines: string[][] = []
  let line: string[] = []
  let length = 0
  for (const word of words(s)) {
    if (length + word.length + line.length > width && line.length > 0) {
      lines.push(line)
      line = []
      length = 0
    }
    line.push(word)
    length += word.length
  }
  if (line.length > 0) lines.push(line)
  return lines
}

function justify(lines: string[][], width: number): string[] {
  return lines.map((line, i) => {
    if (i === lines.length - 1 || line.length === 1) return line.join(' ')
    const spaces = width - line.reduce((n, w) => n + w.length, 0)
    const gaps = line.length - 1
    return line.map((w, k) => (k === gaps ? w : w + ' '.repeat(Math.floor(spaces / gaps) + (k < spaces % gaps ? 1 : 0)))).join('')
  })
}

for (const width of [30, 45]) {
  for (const line of justify(wrap(text, width), width)) console.log(`|${line.padEnd(width)}|`)
}

type Alignment = 'left' | 'right' | 'centre'
interface Column<T> {
  title: string
  align?: Alignment
  value(row: T): string | number
}

class Table<T> {
  constructor(private readonly columns: Column<T>[]) {}

  render(rows: T[]): string {
    const cells = rows.map((row) => this.columns.map((c) => String(c.value(row))))
    const widths = this.columns.map((c, i) => Math.max(c.title.length, ...cells.map((r) => r[i].length)))
    const pad = (s: string, i: number): string => {
      const w = widths[i]
      switch (this.columns[i].align ?? 'left') {
        case 'left':
          return s.padEnd(w)
        case 'right':
          return s.padStart(w)
        case 'centre':
          return s.padStart(Math.floor((w + s.length) / 2)).padEnd(w)
      }
    }
    const rule = widths.map((w) => '-'.repeat(w)).join('-+-')
    return [this.columns.map((c, i) => pad(c.title, i)).join(' | '), rule, ...cells.map((r) => r.map(pad).join(' | '))].join('\n')
  }
}

const counts: { [word: string]: number } = {}
for (const w of words(text.toLowerCase())) {
  const clean = w.endsWith('.') || w.endsWith(',') || w.endsWith(';') ? w.slice(0, -1) : w
  counts[clean] = (counts[clean] ?? 0) + 1
}
const ranking = Object.entries(counts).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, 8)
const table = new Table<[string, number]>([
  { title: 'word', value: ([w]) => w },
  { title: 'count', align: 'right', value: ([, n]) => n },
  { title: 'share', align: 'right', value: ([, n]) => ((n / words(text).length) * 100).toFixed(1) + ' %' },
  { title: 'bar', align: 'centre', value: ([, n]) => '*'.repeat(n) },
])
console.log(table.render(ranking))
console.log(table.render([]), words(''), wrap('', 10), wrap('averyveryverylongword x', 5))
