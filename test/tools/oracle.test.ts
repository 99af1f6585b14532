// The oracle and the comparison see what they must see; each guard with a violation that it must find.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { describeDifference } from './compare.ts'
import { corpusPrograms } from './corpus-files.ts'
import { runOracle, runProcess, withoutStackLines } from './oracle.ts'

const folder = mkdtempSync(join(tmpdir(), 'skerry-oracle-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

function program(name: string, text: string): string {
  const entry = join(folder, name)
  writeFileSync(entry, text)
  return entry
}

test('the oracle is Node 26, not the Node that runs the tool', async () => {
  const entry = program('version.ts', 'declare const process: any\nconsole.log(process.versions.node.split(".")[0], process.env.TZ)')
  assert.equal((await runOracle(entry)).stdout.toString(), '26 UTC\n')
})

test('modules, arguments, status and cache', async () => {
  program('part.ts', 'export enum Colour { red = 3 }\n')
  const entry = program('main.ts', [
    "import { Colour } from './part.ts'",
    'declare const process: any',
    'console.log(Colour.red, process.argv.slice(2))',
    'process.exit(5)',
  ].join('\n'))
  const first = await runOracle(entry, { programArguments: ['a', 'b'] })
  assert.equal(first.stdout.toString(), "3 [ 'a', 'b' ]\n")
  assert.equal(first.status, 5)
  assert.deepEqual(await runOracle(entry, { programArguments: ['a', 'b'] }), first)
})

test('a difference in output, in status and by a signal is found', async () => {
  const sh = (script: string) => runProcess('/bin/sh', ['-c', script])
  const expected = await sh('echo one; echo two')
  assert.equal(describeDifference(expected, await sh('echo one; echo two')), null)
  assert.match(describeDifference(expected, await sh('echo one; echo three'))!, /differs from line 2/)
  assert.match(describeDifference(expected, await sh('echo one; printf two'))!, /differs/)
  assert.match(describeDifference(expected, await sh('echo one; echo two; exit 3'))!, /ended with status 3, expected status 0/)
  assert.match(describeDifference(expected, await sh('echo one; echo two; kill -SEGV $$'))!, /signal SIGSEGV/)
})

test('a program that does not end is stopped', async () => {
  const run = await runProcess('/bin/sh', ['-c', 'echo begun; exec sleep 20'], 200)
  assert.equal(run.timedOut, true)
  assert.equal(run.stdout.toString(), 'begun\n')
})

test('stack lines are free, what follows them is not', () => {
  assert.equal(withoutStackLines('Error: x\n    at f (a.js:1:2)\n    at a.js:3:4\nnext\n'), 'Error: x\nnext\n')
  assert.equal(withoutStackLines('Error: x\n    at f (a.js:1:2) {\n  code: 1\n}\n'), 'Error: x {\n  code: 1\n}\n')
  assert.equal(withoutStackLines('[\n  Error: x\n      at f (a.js:1:2),\n  2\n]\n'), '[\n  Error: x,\n  2\n]\n')
  assert.equal(withoutStackLines('look at this\n'), 'look at this\n')
})

test('the corpus is found, and its names are filters', () => {
  const names = corpusPrograms().map(({ name }) => name)
  assert.ok(names.includes('00-basics/01-hello'))
  assert.equal(new Set(names).size, names.length)
  assert.deepEqual(corpusPrograms(['01-hello']).map(({ name }) => name), ['00-basics/01-hello'])
})
