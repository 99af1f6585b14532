// Programs that must be refused: the first line of each names the code, `// expect: SK1300`, and, where a line ends with
// `// refused here`, the diagnostic must point at that line. Those in refused-late are refused as they run: they print
// some of what they should, but not all, and end with status 78.
import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { refusals } from '../compiler/frontend/refusals.ts'
import { BuildPool } from './tools/build-pool.ts'
import { projectRoot, runOracle, runProcess } from './tools/oracle.ts'

const folder = fileURLToPath(new URL('refused', import.meta.url))
const filters = process.argv.slice(2)
const pool = new BuildPool(2)
const chosen = (file: string): boolean => file.endsWith('.ts') && (filters.length === 0 || filters.some((filter) => file.includes(filter)))
const lateFolder = `${folder}-late`
const outputFolder = join(projectRoot, 'build/refused')

describe('refused', { concurrency: 2 }, () => {
  before(() => void mkdirSync(outputFolder, { recursive: true }))
  after(() => pool.close())
  for (const file of readdirSync(folder).filter(chosen)) test(file, () => check(join(folder, file)))
  for (const file of readdirSync(lateFolder).filter(chosen)) test(`late: ${file}`, () => checkLate(join(lateFolder, file), file))
})

async function check(entry: string): Promise<void> {
  const lines = readFileSync(entry, 'utf8').split('\n')
  const code = /^\/\/ expect: (SK\d{4})$/.exec(lines[0])?.[1]
  assert.ok(code !== undefined, 'the first line must be // expect: SK….')
  assert.ok(code in refusals, `${code} is in the table of refusals`)
  const answer = await pool.build({ entry, output: join(outputFolder, 'none') })
  assert.equal(answer.kind, 'refused', answer.kind === 'crashed' ? answer.text : 'the program was compiled')
  if (answer.kind !== 'refused') return
  const found = answer.diagnostics.filter((diagnostic) => diagnostic.code === code)
  assert.ok(found.length > 0, `expected ${code}, got\n${answer.text}`)
  const marked = lines.findIndex((line) => line.endsWith('// refused here')) + 1
  if (marked > 0) assert.ok(found.some((d) => d.line === marked), `expected line ${marked}, got\n${answer.text}`)
}

async function checkLate(entry: string, name: string): Promise<void> {
  const [expected, answer] = await Promise.all([runOracle(entry), pool.build({ entry, output: join(outputFolder, name) })])
  assert.equal(answer.kind, 'built', answer.kind === 'built' ? '' : answer.text)
  if (answer.kind !== 'built') return
  const { status, stdout, stderr } = await runProcess(answer.imagePath, [])
  const printed = stdout.toString()
  assert.equal(status, 78, stderr.toString())
  assert.match(stderr.toString(), /late refusal SK1900: /)
  assert.ok(printed.length > 0 && printed.length < expected.stdout.length, printed)
  assert.ok(expected.stdout.toString().startsWith(printed), printed)
}
