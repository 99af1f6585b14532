// What the measurement says: a table for people, and the bars that it is held against.
import type { BenchProgram } from './programs.ts'
import { geometricMean, type Ratio } from './measure.ts'

/** Ratios above 1 mean that we are faster. `null` where a program was not built or has no twin in C. */
export interface Row {
  readonly name: string
  readonly group: BenchProgram['group']
  readonly twin: boolean
  readonly size: number
  /** Median milliseconds. */
  readonly nodeMs: number
  readonly oursMs: number | null
  readonly cMs: number | null
  /** Node's time over ours, whole runs; and with start-up (the empty run) taken off both. */
  readonly versusNode: Ratio | null
  readonly versusNodeNet: Ratio | null
  /** Our time over C's, whole runs; and with start-up taken off both. */
  readonly versusC: Ratio | null
  readonly versusCNet: Ratio | null
  /** A twin's ratio to Node over the original's, net of start-up, round by round; `null` for originals. */
  readonly versusOriginal: Ratio | null
  /** Why there are no figures. */
  readonly problem: string | null
}

export const bars = { versusNodeLeast: 0.97, geometricMean: 1.5, versusCMost: 1.5, twinDeviationMost: 0.1 }

const columns: readonly [string, number][] = [
  ['program', 17], ['size', 10], ['node ms', 9], ['ours ms', 9], ['node/ours', 18], ['net of start', 18], ['c ms', 9], ['ours/c net', 18],
]

export function renderTable(rows: readonly Row[]): string {
  const lines = [columns.map(([title, width], i) => (i === 0 ? title.padEnd(width) : title.padStart(width))).join(' ')]
  for (const row of rows) {
    const cells = [
      row.twin ? `${row.name} twin` : row.name, String(row.size), fixed(row.nodeMs, 0), fixed(row.oursMs, 0),
      ratioText(row.versusNode), ratioText(row.versusNodeNet), fixed(row.cMs, 0), ratioText(row.versusCNet),
    ]
    lines.push(cells.map((cell, i) => (i === 0 ? cell.padEnd(columns[i][1]) : cell.padStart(columns[i][1]))).join(' '))
    if (row.problem !== null) lines.push(`  ${row.problem.split('\n').join('\n  ')}`)
  }
  return lines.join('\n')
}

/** A bar holds for whole runs and net of start-up alike. */
export interface Bar {
  readonly text: string
  readonly met: boolean
}

export interface Summary {
  readonly geometricMean: number | null
  readonly geometricMeanNet: number | null
  readonly bars: readonly Bar[]
}

export function summarise(rows: readonly Row[]): Summary {
  const originals = rows.filter((row) => !row.twin)
  const complete = originals.every((row) => row.versusNode !== null && row.versusNodeNet !== null)
  const mean = complete ? geometricMean(originals.map((row) => row.versusNode!.median)) : null
  const meanNet = complete ? geometricMean(originals.map((row) => row.versusNodeNet!.median)) : null
  const list: Bar[] = []
  for (const row of rows) {
    if (row.versusNode === null || row.versusNodeNet === null) {
      list.push({ text: `${label(row)}: measured`, met: false })
      continue
    }
    if (!row.twin) {
      const least = Math.min(row.versusNode.median, row.versusNodeNet.median)
      list.push({ text: `${label(row)}: ${least.toFixed(2)}x Node, at least ${bars.versusNodeLeast}`, met: least >= bars.versusNodeLeast })
    }
    if (row.versusC !== null && row.versusCNet !== null) {
      const ratio = Math.max(row.versusC.median, row.versusCNet.median)
      list.push({ text: `${label(row)}: ${ratio.toFixed(2)}x C's time, at most ${bars.versusCMost}`, met: ratio <= bars.versusCMost })
    }
    if (row.twin) list.push(twinBar(row))
  }
  if (mean !== null && meanNet !== null) {
    const least = Math.min(mean, meanNet)
    list.push({ text: `geometric mean: ${least.toFixed(2)}x Node, at least ${bars.geometricMean}`, met: least >= bars.geometricMean })
  }
  return { geometricMean: mean, geometricMeanNet: meanNet, bars: list }
}

function twinBar(row: Row): Bar {
  if (row.versusOriginal === null) return { text: `${label(row)}: measured beside the original`, met: false }
  const percent = (ratio: number): string => ((ratio - 1) * 100).toFixed(0)
  const { median, least, greatest } = row.versusOriginal
  const text = `${label(row)}: ${percent(median)} % (${percent(least)} to ${percent(greatest)}) from the original, at most ${bars.twinDeviationMost * 100}`
  return { text, met: Math.abs(median - 1) <= bars.twinDeviationMost }
}

function label(row: Row): string {
  return row.twin ? `${row.name} twin` : row.name
}

function fixed(value: number | null, digits: number): string {
  return value === null ? '-' : value.toFixed(digits)
}

function ratioText(ratio: Ratio | null): string {
  return ratio === null ? '-' : `${ratio.median.toFixed(2)} (${ratio.least.toFixed(2)}–${ratio.greatest.toFixed(2)})`
}
