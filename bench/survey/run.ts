// `npm run bench:survey`: many small workloads against Node 26, worst first. It has no bars: it is a map of where the compiler
// or the runtime is weak. Options: --rounds N (5), --only A,B. Status 1 when results differ or a run fails.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { BuildPool } from '../../test/tools/build-pool.ts'
import { emitProgram, oracleCommand, projectRoot, runProcess } from '../../test/tools/oracle.ts'
import { median } from '../language/measure.ts'

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '5' }, only: { type: 'string' } } })
const rounds = Number(options.rounds)
if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds takes a positive integer, not ${options.rounds}`)
const RUN_TIMEOUT_MS = 120_000
const folder = join(projectRoot, 'build/bench')

interface Command { readonly program: string; readonly argv: readonly string[] }

async function commands(): Promise<{ ours: Command; node: Command }> {
  const entry = join(projectRoot, 'bench/survey/workloads.ts')
  mkdirSync(folder, { recursive: true })
  const emitted = join(folder, 'survey.js')
  rmSync(emitted, { recursive: true, force: true })
  const [program, argv] = oracleCommand(emitProgram(entry, emitted), [])
  const pool = new BuildPool(1)
  const built = await pool.build({ entry, output: join(folder, 'survey') })
  pool.close()
  if (built.kind !== 'built') throw new Error(`${built.kind}: ${built.text}`)
  return { ours: { program: built.imagePath, argv: [] }, node: { program, argv } }
}

/** What a workload prints: its result, and the milliseconds that it took. */
async function run({ program, argv }: Command, name: string): Promise<{ result: string; milliseconds: number }> {
  const { stdout, stderr, status } = await runProcess(program, [...argv, name], RUN_TIMEOUT_MS)
  const [, result, time] = /^(.*) (\S+)\n$/.exec(stdout.toString('utf8')) ?? []
  if (status !== 0 || time === undefined) throw new Error(`${name} ended with status ${status}\n${stderr.toString('utf8')}`)
  return { result, milliseconds: Number(time) }
}

async function main(): Promise<void> {
  const { ours, node } = await commands()
  const list = await runProcess(node.program, [...node.argv, 'list'])
  const known = list.stdout.toString('utf8').trim().split(' ')
  const names = options.only?.split(',') ?? known
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length > 0) throw new Error(`no such workload: ${unknown.join(', ')}`)
  const rows: { name: string; ratio: number; text: string }[] = []
  for (const name of names) {
    process.stderr.write(`${name} …\n`)
    const times: { ours: number; node: number }[] = []
    for (let round = 0; round < rounds; round++) {
      const [a, b] = [await run(ours, name), await run(node, name)]
      if (a.result !== b.result) throw new Error(`${name}: ${a.result}, but Node gives ${b.result}`)
      times.push({ ours: a.milliseconds, node: b.milliseconds })
    }
    const ratio = median(times.map((one) => one.node / one.ours))
    const [mine, theirs] = [median(times.map((one) => one.ours)), median(times.map((one) => one.node))]
    rows.push({ name, ratio, text: `${name.padEnd(18)}${theirs.toFixed(0).padStart(8)}${mine.toFixed(0).padStart(8)}${ratio.toFixed(2).padStart(8)}x` })
  }
  console.log(`${'workload'.padEnd(18)}${'node ms'.padStart(8)}${'ours ms'.padStart(8)}    ratio`)
  for (const { text } of rows.sort((a, b) => a.ratio - b.ratio)) console.log(text)
  const mean = Math.exp(rows.reduce((sum, { ratio }) => sum + Math.log(ratio), 0) / rows.length)
  console.log(`geometric mean ${mean.toFixed(2)}x Node`)
}

await main()
