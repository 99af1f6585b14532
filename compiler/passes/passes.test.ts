// Pass tests: every cases/*.mir holds a program, a line `;;; after PASS, PASS …`, and the functions expected then. With
// SKERRY_UPDATE_CASES=1 the expectations are rewritten: read the difference before believing it.

import assert from 'node:assert/strict'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import { parseProgram } from '../mir/parse.ts'
import { printFunction } from '../mir/print.ts'
import { verifyProgram } from '../mir/verify.ts'
import { PASSES, runPasses } from './pipeline.ts'

const CASES = fileURLToPath(new URL('./cases/', import.meta.url))
const SEPARATOR = /^;;; after (.+)$/m

function runCase(text: string): { input: string; names: string; output: string; expected: string } {
  const match = SEPARATOR.exec(text)
  assert.ok(match !== null, 'a line “;;; after PASS”')
  const input = text.slice(0, match.index)
  const program = parseProgram(input)
  assert.deepEqual(verifyProgram(program), [], 'the input is right')
  for (const name of match[1].split(',').map((one) => one.trim())) {
    const pass = PASSES.find((one) => one.name === name)
    assert.ok(pass !== undefined, `no pass ${name}`)
    pass.run(program)
    assert.deepEqual(verifyProgram(program), [], `right after ${name}`)
  }
  const output = [...program.functions.values()].map(printFunction).join('\n')
  return { input, names: match[1], output, expected: text.slice(match.index + match[0].length).trim() }
}

for (const file of readdirSync(CASES).filter((name) => name.endsWith('.mir')).sort()) {
  test(`case ${file}`, () => {
    const text = readFileSync(CASES + file, 'utf8')
    const { input, names, output, expected } = runCase(text)
    if (process.env.SKERRY_UPDATE_CASES === '1') writeFileSync(CASES + file, `${input};;; after ${names}\n${output}`)
    else assert.equal(output.trim(), expected)
    // The whole pipeline takes it too.
    runPasses(parseProgram(input), { verify: true })
  })
}

test('every pass has a name of its own', () => {
  assert.equal(new Set(PASSES.map((pass) => pass.name)).size, PASSES.length)
})

test('the verifier after a pass names it', () => {
  const program = parseProgram('start main\nfunc main() -> none {\nb0:\n  throw\n}')
  assert.throws(() => runPasses(program, { verify: true }), /as the lowering made it/)
})

test('the text after a pass can be had', () => {
  const program = parseProgram('start main\nfunc main() -> none {\nb0:\n  jump b1\nb1:\n  return\n}')
  const texts: string[] = []
  runPasses(program, { dumpAfter: 'cfg', dump: (text) => texts.push(text) })
  assert.deepEqual(texts, ['start main\n\nfunc main() -> none {\nb0:\n  return\n}\n'])
})
