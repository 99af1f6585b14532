import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { checkEntry, checkOutput, checkToolchain } from './checks.ts'

const folder = mkdtempSync(join(tmpdir(), 'skerry-checks-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

test('entry: missing, folder, other suffix, fine', () => {
  assert.throws(() => checkEntry(join(folder, 'none.ts')), /no such file/)
  assert.throws(() => checkEntry(folder), /is a folder/)
  writeFileSync(join(folder, 'a.js'), '')
  assert.throws(() => checkEntry(join(folder, 'a.js')), /not a TypeScript file/)
  writeFileSync(join(folder, 'a.ts'), '')
  checkEntry(join(folder, 'a.ts'))
})

test('output: folder, missing parent, fine', () => {
  assert.throws(() => checkOutput(folder), /it is a folder/)
  assert.throws(() => checkOutput(join(folder, 'no/such/out')), /no such file or folder/)
  checkOutput(join(folder, 'out'))
})

test('toolchain: the message holds the command that installs what is missing', () => {
  assert.throws(() => checkToolchain(folder), /clang-19 and ld\.lld-19 not found.*\n.*apt-get install -y clang-19 lld-19/)
  writeFileSync(join(folder, 'clang-19'), '')
  chmodSync(join(folder, 'clang-19'), 0o755)
  assert.throws(() => checkToolchain(folder), /^Error: ld\.lld-19 not found.*\n.*apt-get install -y lld-19$/)
  writeFileSync(join(folder, 'ld.lld-19'), '')
  chmodSync(join(folder, 'ld.lld-19'), 0o755)
  checkToolchain(folder)
})
