// Programs that must be refused: the first line of each names the code, `// expect: SK1300`, and, where a line ends with
// `// refused here`, the diagnostic must point at that line.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { refusals } from '../compiler/frontend/refusals.ts'
import { BuildPool } from './tools/build-pool.ts'
import { projectRoot } from './tools/oracle.ts'

const folder = fileURLToPath(new URL('refused', import.meta.url))
const filters = process.argv.slice(2)
const pool = new BuildPool(2)
const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))

describe('refused', { concurrency: 2 }, () => {
  after(() => pool.close())
  for (const file of files.filter((f) => filters.length === 0 || filters.some((filter) => f.includes(filter)))) {
    test(file, () => check(join(folder, file)))
  }
})

async function check(entry: string): Promise<void> {
  const lines = readFileSync(entry, 'utf8').split('\n')
  const code = /^\/\/ expect: (SK\d{4})$/.exec(lines[0])?.[1]
  assert.ok(code !== undefined, 'the first line must be // expect: SK….')
  assert.ok(code in refusals, `${code} is in the table of refusals`)
  const answer = await pool.build({ entry, output: join(projectRoot, 'build/refused-image') })
  assert.equal(answer.kind, 'refused', answer.kind === 'crashed' ? answer.text : 'the program was compiled')
  if (answer.kind !== 'refused') return
  const found = answer.diagnostics.filter((diagnostic) => diagnostic.code === code)
  assert.ok(found.length > 0, `expected ${code}, got\n${answer.text}`)
  const marked = lines.findIndex((line) => line.endsWith('// refused here')) + 1
  if (marked > 0) assert.ok(found.some((d) => d.line === marked), `expected line ${marked}, got\n${answer.text}`)
}
