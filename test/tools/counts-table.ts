// Named counts as lines of text, for the diagnostics of tests.

/** With the longest names of ours, a line of three is just narrower than 120 characters. */
const COLUMNS = 3

/** Lines of three counts each, in columns, in the order of the counts. */
export function countsTable(counts: Readonly<Record<string, number>>): string[] {
  const entries = Object.entries(counts)
  const nameWidth = Math.max(...entries.map(([name]) => name.length))
  const countWidth = Math.max(...entries.map(([, count]) => String(count).length))
  const cells = entries.map(([name, count]) => `${name.padEnd(nameWidth)} ${String(count).padStart(countWidth)}`)
  const lines: string[] = []
  for (let i = 0; i < cells.length; i += COLUMNS) lines.push(cells.slice(i, i + COLUMNS).join('   '))
  return lines
}
