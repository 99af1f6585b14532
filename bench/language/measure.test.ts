// The arithmetic of the measurement, and that differing outputs stop it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { geometricMean, interleave, median, ratioOf, type Contender, type Heat } from './measure.ts'
import { summarise, type Row } from './report.ts'

test('median, ratio by pairs, geometric mean', () => {
  assert.equal(median([3, 1, 2]), 2)
  assert.equal(median([4, 1, 2, 3]), 2.5)
  assert.deepEqual(ratioOf([10, 20, 30], [5, 5, 5]), { median: 4, least: 2, greatest: 6 })
  assert.deepEqual(ratioOf([11, 21], [6, 6], 1, 1), { median: 3, least: 2, greatest: 4 })
  assert.ok(Math.abs(geometricMean([1, 4]) - 2) < 1e-12)
})

test('runs are interleaved, and their output is compared', async () => {
  const sh = (name: 'node' | 'c', script: string) => ({ name, program: '/bin/sh', argv: ['-c', script, 'x'] })
  const heat = (size: number, ...contenders: Contender[]): Heat => ({ contenders, size })
  const [seven, eight] = await interleave([heat(7, sh('node', 'echo $1'), sh('c', 'echo 7')), heat(8, sh('node', 'echo 8'))], 2)
  assert.deepEqual([seven.get('node')!.length, seven.get('c')!.length, eight.get('node')!.length], [2, 2, 2])
  await assert.rejects(interleave([heat(7, sh('node', 'echo $1'), sh('c', 'echo 8'))], 1), /c and node differ/)
  await assert.rejects(interleave([heat(7, sh('node', 'exit 3'))], 1), /node ended with status 3/)
})

/** `versusOther`: an original's ratio to C, a twin's to the original. */
function row(name: string, twin: boolean, versus: number, versusOther: number | null): Row {
  const ratio = (value: number) => ({ median: value, least: value, greatest: value })
  return {
    name, group: 'numeric', twin, size: 1, nodeMs: 1, oursMs: 1, cMs: null, problem: null,
    versusNode: ratio(versus), versusNodeNet: ratio(versus), versusC: null, versusCNet: null, versusOriginal: null,
    ...(versusOther === null ? {} : twin ? { versusOriginal: ratio(versusOther) } : { versusC: ratio(versusOther), versusCNet: ratio(versusOther) }),
  }
}

test('bars that are met and missed', () => {
  const missed = (rows: Row[]): string[] => summarise(rows).bars.filter(({ met }) => !met).map(({ text }) => text)
  assert.deepEqual(missed([row('a', false, 2, 1.4), row('a', true, 1.9, 0.95), row('b', false, 1.2, null)]), [])
  assert.match(missed([row('a', false, 0.9, null)]).join(), /a: 0\.90x Node.*geometric mean: 0\.90x/)
  assert.match(missed([row('a', false, 2, 1.6)]).join(), /1\.60x C's time/)
  assert.match(missed([row('a', false, 2, null), row('a', true, 1.7, 0.85)]).join(), /a twin: -15 %/)
  assert.match(missed([{ ...row('a', false, 2, null), versusNode: null }]).join(), /a: measured/)
  assert.match(missed([row('a', false, 2, null), row('a', true, 2, null)]).join(), /a twin: measured beside the original/)
})
