// Every row of the compiler's table of entries is exported by library/runtime/entries.ts or, for the run, by the
// platform.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { ENTRIES } from '../../../compiler/analyse/entries.ts'

test('all entries are there', () => {
  const source = ['../entries.ts', '../../kernel/linux.ts']
    .map((path) => readFileSync(new URL(path, import.meta.url), 'utf8')).join('\n')
  const lists = [...source.matchAll(/export \{([^}]*)\}/g)].flatMap((m) => m[1].split(','))
  const functions = [...source.matchAll(/export function (\w+)/g)].map((m) => m[1])
  const exported = new Set([...lists.map((name) => name.trim().split(' as ').at(-1)), ...functions])
  assert.deepEqual(Object.keys(ENTRIES).filter((name) => !exported.has(name)), [])
})
