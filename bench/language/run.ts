// `npm run bench:language`: the kernels against Node 26 and, where there is a twin in C, against clang -O2. Options:
//   --quick        small sizes, for a look         --pairs N     rounds of interleaved runs (5, with --quick 3)
//   --only A,B     these programs                  --no-twins    without the mutated twins
// Prints a table and the bars; writes build/bench/language.json. Status 1 when outputs differ or a bar is missed in a
// full run.
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { BuildPool } from '../../test/tools/build-pool.ts'
import { emitProgram, oracleCommand, projectRoot } from '../../test/tools/oracle.ts'
import { interleave, median, ratioOf, ratiosOf, spreadOf, type Contender, type Ratio, type Timings } from './measure.ts'
import { programs, type BenchProgram } from './programs.ts'
import { renderTable, summarise, type Row } from './report.ts'

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    pairs: { type: 'string' },
    only: { type: 'string' },
    'no-twins': { type: 'boolean', default: false },
  },
})
const pairs = Number(options.pairs ?? (options.quick ? 3 : 5))
if (!Number.isInteger(pairs) || pairs < 1) throw new Error(`--pairs takes a positive integer, not ${options.pairs}`)
const outputFolder = join(projectRoot, 'build/bench')
const sourceFolder = join(projectRoot, 'bench/language')
const clangFlags = ['-O2', '-march=x86-64-v2']
const pool = new BuildPool(1)

interface Subject {
  readonly program: BenchProgram
  readonly twin: boolean
  readonly size: number
  readonly contenders: readonly Contender[]
  /** Why it cannot be measured. */
  readonly problem: string | null
}

async function main(): Promise<void> {
  const only = options.only?.split(',')
  const unknown = only?.filter((name) => !programs.some((program) => program.name === name)) ?? []
  if (unknown.length > 0) throw new Error(`no such program: ${unknown.join(', ')}`)
  mkdirSync(outputFolder, { recursive: true })
  const rows: Row[] = []
  for (const program of programs.filter(({ name }) => only === undefined || only.includes(name))) {
    process.stderr.write(`${program.name} …\n`)
    rows.push(...await measure(program))
  }
  pool.close()
  const summary = summarise(rows)
  const when = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, quick: options.quick, pairs, clangFlags }
  writeFileSync(join(outputFolder, 'language.json'), `${JSON.stringify({ when, rows, summary }, null, 2)}\n`)
  console.log(`${when.cpu}, ${when.cores} cores; ${pairs} interleaved rounds; ratios as median (least–greatest)`)
  console.log(renderTable(rows))
  if (summary.geometricMean !== null) {
    console.log(`geometric mean ${summary.geometricMean.toFixed(2)}x Node, net of start-up ${summary.geometricMeanNet!.toFixed(2)}x`)
  }
  for (const { text, met } of summary.bars) console.log(`${met ? 'ok  ' : 'MISS'} ${text}`)
  const failed = rows.some((row) => row.problem !== null) || (!options.quick && summary.bars.some(({ met }) => !met))
  process.exitCode = failed ? 1 : 0
}

/** The program and its mutated twin, in the same rounds. */
async function measure(program: BenchProgram): Promise<Row[]> {
  const subjects = [await prepare(program, false)]
  if (!options['no-twins']) subjects.push(await prepare(program, true))
  const empty = await run(subjects.map((subject) => ({ ...subject, size: program.emptySize })))
  const full = await run(subjects)
  const original = figures(empty[0], full[0])
  const rows = [rowOf(subjects[0], original, null)]
  if (subjects.length > 1) {
    const twin = figures(empty[1], full[1])
    const ratios = twin.netRatios.map((ratio, round) => ratio / original.netRatios[round])
    rows.push(rowOf(subjects[1], twin, ratios.length === 0 || original.netRatios.length === 0 ? null : spreadOf(ratios)))
  }
  return rows
}

async function prepare(program: BenchProgram, twin: boolean): Promise<Subject> {
  const label = `${program.name}${twin ? '.twin' : ''}`
  const source = join(sourceFolder, `${label}.ts`)
  const contenders: Contender[] = [nodeContender(source, label)]
  const built = await pool.build({ entry: source, output: join(outputFolder, label) })
  if (built.kind === 'built') contenders.push({ name: 'skerry', program: built.imagePath, argv: [] })
  if (program.hasC && !twin) contenders.push(cContender(program.name))
  const size = twin ? (options.quick ? program.twinQuickSize : program.twinFullSize) : options.quick ? program.quickSize : program.fullSize
  return { program, twin, size, contenders, problem: built.kind === 'built' ? null : `${built.kind}: ${built.text}` }
}

/** The timings of each subject, or why a run failed. */
async function run(subjects: readonly Subject[]): Promise<(Timings | string)[]> {
  try {
    return await interleave(subjects, pairs)
  } catch (error) {
    return subjects.map(() => (error as Error).message)
  }
}

interface Figures extends Pick<Row, 'nodeMs' | 'oursMs' | 'cMs' | 'versusNode' | 'versusNodeNet' | 'versusC' | 'versusCNet'> {
  /** Node's time over ours net of start-up, of each round. */
  readonly netRatios: readonly number[]
  readonly problem: string | null
}

function figures(empty: Timings | string, full: Timings | string): Figures {
  if (typeof empty === 'string' || typeof full === 'string') {
    const none = { oursMs: null, cMs: null, versusNode: null, versusNodeNet: null, versusC: null, versusCNet: null }
    return { nodeMs: NaN, ...none, netRatios: [], problem: typeof empty === 'string' ? empty : full as string }
  }
  const startUp = (name: Contender['name']): number => median(empty.get(name)!)
  const node = full.get('node')!
  const ours = full.get('skerry')
  const c = full.get('c')
  const netRatios = ours === undefined ? [] : ratiosOf(node, ours, startUp('node'), startUp('skerry'))
  return {
    nodeMs: median(node),
    oursMs: ours === undefined ? null : median(ours),
    cMs: c === undefined ? null : median(c),
    versusNode: ours === undefined ? null : ratioOf(node, ours),
    versusNodeNet: ours === undefined ? null : spreadOf(netRatios),
    versusC: ours === undefined || c === undefined ? null : ratioOf(ours, c),
    versusCNet: ours === undefined || c === undefined ? null : ratioOf(ours, c, startUp('skerry'), startUp('c')),
    netRatios, problem: null,
  }
}

function rowOf({ program, twin, size, problem }: Subject, measured: Figures, versusOriginal: Ratio | null): Row {
  const { netRatios: _, ...rest } = measured
  return { ...rest, name: program.name, group: program.group, twin, size, versusOriginal, problem: problem ?? measured.problem }
}

function nodeContender(source: string, label: string): Contender {
  const folder = join(outputFolder, `${label}.js`)
  rmSync(folder, { recursive: true, force: true })
  const [program, argv] = oracleCommand(emitProgram(source, folder), [])
  return { name: 'node', program, argv }
}

function cContender(name: string): Contender {
  const program = join(outputFolder, `${name}.c.out`)
  execFileSync('clang-19', [...clangFlags, join(sourceFolder, 'c', `${name}.c`), '-o', program, '-lm'])
  return { name: 'c', program, argv: [] }
}

await main()
