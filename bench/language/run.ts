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
import { interleave, median, ratioOf, type Contender } from './measure.ts'
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
}

async function main(): Promise<void> {
  const only = options.only?.split(',')
  const unknown = only?.filter((name) => !programs.some((program) => program.name === name)) ?? []
  if (unknown.length > 0) throw new Error(`no such program: ${unknown.join(', ')}`)
  mkdirSync(outputFolder, { recursive: true })
  const rows: Row[] = []
  for (const subject of subjects(programs.filter(({ name }) => only === undefined || only.includes(name)))) {
    process.stderr.write(`${subject.program.name}${subject.twin ? ' twin' : ''} …\n`)
    rows.push(await measure(subject))
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

function subjects(chosen: readonly BenchProgram[]): Subject[] {
  return chosen.flatMap((program): Subject[] => {
    const original = { program, twin: false, size: options.quick ? program.quickSize : program.fullSize }
    const twin = { program, twin: true, size: options.quick ? program.twinQuickSize : program.twinFullSize }
    return options['no-twins'] ? [original] : [original, twin]
  })
}

async function measure({ program, twin, size }: Subject): Promise<Row> {
  const source = join(sourceFolder, `${program.name}${twin ? '.twin' : ''}.ts`)
  const label = `${program.name}${twin ? '.twin' : ''}`
  const contenders: Contender[] = [nodeContender(source, label)]
  let problem: string | null = null
  const built = await pool.build({ entry: source, output: join(outputFolder, label) })
  if (built.kind === 'built') contenders.push({ name: 'skerry', program: built.imagePath, argv: [] })
  else problem = `${built.kind}: ${built.text}`
  if (program.hasC && !twin) contenders.push(cContender(program.name))
  try {
    return { ...(await compare(contenders, program, size)), name: program.name, group: program.group, twin, size, problem }
  } catch (error) {
    problem = (error as Error).message
  }
  const none = { oursMs: null, cMs: null, versusNode: null, versusNodeNet: null, versusC: null, versusCNet: null }
  return { name: program.name, group: program.group, twin, size, nodeMs: NaN, ...none, problem }
}

type Figures = Pick<Row, 'nodeMs' | 'oursMs' | 'cMs' | 'versusNode' | 'versusNodeNet' | 'versusC' | 'versusCNet'>

async function compare(contenders: readonly Contender[], program: BenchProgram, size: number): Promise<Figures> {
  const empty = await interleave(contenders, program.emptySize, pairs)
  const full = await interleave(contenders, size, pairs)
  const startUp = (name: Contender['name']): number => median(empty.get(name)!)
  const node = full.get('node')!
  const ours = full.get('skerry')
  const c = full.get('c')
  return {
    nodeMs: median(node),
    oursMs: ours === undefined ? null : median(ours),
    cMs: c === undefined ? null : median(c),
    versusNode: ours === undefined ? null : ratioOf(node, ours),
    versusNodeNet: ours === undefined ? null : ratioOf(node, ours, startUp('node'), startUp('skerry')),
    versusC: ours === undefined || c === undefined ? null : ratioOf(ours, c),
    versusCNet: ours === undefined || c === undefined ? null : ratioOf(ours, c, startUp('skerry'), startUp('c')),
  }
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
