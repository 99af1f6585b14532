// Every program of test/corpus, compiled by us and run, prints and ends byte for byte as on the oracle. A refusal, a
// crash of the compiler and a hang are failures. `npm run corpus -- NAME…` runs those whose name contains a NAME.
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { BuildPool } from './tools/build-pool.ts'
import { describeDifference } from './tools/compare.ts'
import { corpusPrograms, type CorpusProgram } from './tools/corpus-files.ts'
import { projectRoot, runOracle, runProcess } from './tools/oracle.ts'

const WORKERS = 2
const filters = process.argv.slice(2)
const programs = corpusPrograms(filters)
const outputFolder = join(projectRoot, 'build/corpus')
const pool = new BuildPool(WORKERS)

test('the filter names at least one program', () => assert.notEqual(programs.length, 0, `no program matches ${filters.join(' ')}`))

// One more than the workers: while two build, a third one runs.
describe('corpus', { concurrency: WORKERS + 1 }, () => {
  before(() => void mkdirSync(outputFolder, { recursive: true }))
  after(() => pool.close())
  for (const program of programs) {
    const skip = filters.length === 0 && program.pending !== null ? `pending: ${program.pending}` : false
    test(program.name, { skip }, () => check(program))
  }
})

async function check({ name, entry, programArguments }: CorpusProgram): Promise<void> {
  const replay = `replay: bin/skerry run ${relative(projectRoot, entry)} ${['', ...programArguments].join(' ').trim()}`.trimEnd()
  const [expected, answer] = await Promise.all([
    runOracle(entry, { programArguments }),
    pool.build({ entry, output: join(outputFolder, name.replaceAll('/', '.')) }),
  ])
  if (answer.kind !== 'built') fail(`${answer.kind}\n${answer.text}\n${replay}`)
  const actual = await runProcess(answer.imagePath, programArguments)
  const difference = describeDifference(expected, actual)
  if (difference !== null) fail(`${difference}\n${replay}`)
}

/** An error without stack: the place in this file says nothing about the program. */
function fail(message: string): never {
  const error = new Error(message)
  error.stack = message
  throw error
}
