// A guest's clock runs as fast as its host's, whatever the host did to it while it measured: a busy host lets a guest wait at
// any instruction.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { bootGuest } from '../cli/guest/boot.ts'
import { machines, parseGuestOptions, type MachineName } from '../cli/guest/options.ts'
import { projectRoot } from './tools/oracle.ts'

const folder = join(projectRoot, 'build/guest-clock')
const entry = join(folder, 'clock.ts')
const image = join(folder, 'clock')
/** It is stalled until it has said that it started; then come the lines that are compared. */
const SETTLES_MS = 100
const WAITED_MS = 2000
const PROGRAM = `
const tell = () => console.log(performance.now())
console.log('started')
setTimeout(tell, ${SETTLES_MS})
setTimeout(tell, ${SETTLES_MS + WAITED_MS})
`
/** Of the host that runs this, between a guest's line and our knowing of it: a tenth of what is waited. */
const TOLERANCE_MS = 200
/** While it starts, the guest runs for so long, stands still for so long, and so on. */
const RUNS_MS = 3
const STALLS_MS = 15

/** What the guest took between its two times by its own clock, and by ours; milliseconds. */
async function measure(machine: MachineName): Promise<{ guestMs: number; hostMs: number }> {
  const cameMs: number[] = []
  let text = ''
  const guest = bootGuest({
    image, options: parseGuestOptions({ machine, memory: '16M', publish: [] }), programArguments: [], accelerator: 'tcg',
    onConsole: (bytes) => {
      text += bytes.toString()
      while (cameMs.length < text.split('\n').length - 1) cameMs.push(performance.now())
    },
  })
  const processId = guest.processId!
  let isStalled = false
  const stall = (): void => {
    if (!isStalled && cameMs.length > 0) return
    isStalled = !isStalled
    process.kill(processId, isStalled ? 'SIGSTOP' : 'SIGCONT')
    setTimeout(stall, isStalled ? STALLS_MS : RUNS_MS)
  }
  stall()
  const { status, qemuErrors } = await guest.ended
  assert.equal(status, 0, text + qemuErrors)
  const [, first, second] = text.split('\n').map(Number)
  return { guestMs: second - first, hostMs: cameMs[2] - cameMs[1] }
}

describe('the clock of a guest that is stalled while it starts', () => {
  before(() => {
    mkdirSync(folder, { recursive: true })
    writeFileSync(entry, PROGRAM)
    const argv = ['bin/skerry', 'build', entry, '--target', 'pvh', '-o', image]
    const built = spawnSync(process.execPath, argv, { cwd: projectRoot, encoding: 'utf8' })
    assert.equal(built.status, 0, built.stderr)
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  for (const machine of machines) {
    test(`on ${machine}`, async (context) => {
      const { guestMs, hostMs } = await measure(machine)
      context.diagnostic(`${guestMs.toFixed(0)} ms by its clock, ${hostMs.toFixed(0)} ms by ours`)
      assert.ok(Math.abs(guestMs - hostMs) <= TOLERANCE_MS, `${guestMs} ms by its clock, ${hostMs} ms by ours`)
    })
  }
})
