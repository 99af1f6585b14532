// Every row of the compiler's table of entries is exported by library/runtime/entries.ts, or by the platform.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { ENTRIES } from '../../../compiler/analyse/entries.ts'

test('all entries are there', () => {
  const source = readFileSync(new URL('../entries.ts', import.meta.url), 'utf8')
  const exported = new Set([...source.matchAll(/export \{([^}]*)\}/g)].flatMap((m) => m[1].split(',').map((name) => name.trim().split(' as ').at(-1))))
  assert.deepEqual(Object.keys(ENTRIES).filter((name) => !exported.has(name)), [])
})
