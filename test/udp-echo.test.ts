// The UDP echo appliance on a TAP device, in 8 MiB: nothing is lost, doubled or changed; a flood is answered or counted; an
// idle guest costs nothing.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { runInNamespace, tapWithAddress } from './tools/network-namespace.ts'
import { projectRoot } from './tools/oracle.ts'
import type { LoadResult } from './tools/udp-load.ts'

const folder = join(projectRoot, 'build/udp-echo')

/** Sum of all counters but some. */
function sum(counts: Readonly<Record<string, number>>, ...except: string[]): number {
  return Object.entries(counts).reduce((total, [name, count]) => except.includes(name) ? total : total + count, 0)
}

test('a UDP echo appliance in 8 MiB', () => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const image = join(folder, 'udp-echo')
  const built = spawnSync(process.execPath, ['bin/skerry', 'build', 'appliances/udp-echo/main.ts', '--target', 'pvh', '-o', image], { cwd: projectRoot, encoding: 'utf8' })
  assert.equal(built.status, 0, built.stderr)
  const result = runInNamespace<LoadResult>(tapWithAddress('tap0'), 'udp-load.ts', [image])
  assert.equal(result.console, 'echo on 10.9.0.2, UDP port 7; counters on port 8\n')
  assert.deepEqual([result.answered, result.wrong, result.unexpected], [100_000, 0, 0])
  assert.match(result.pingReport, /1000 packets transmitted, 1000 received, 0% packet loss/)
  assert.doesNotMatch(result.pingReport, /duplicates|errors|wrong/)
  const { beforeFlood, afterFlood, flood } = result
  assert.equal(beforeFlood.received.echoed, 1000)
  // The flood: what the device put into the ring was delivered, or counted with a reason; what was delivered was sent
  // back, or counted with a reason (the last request for counters is delivered and not yet answered).
  const delivered = afterFlood.received.delivered - beforeFlood.received.delivered
  assert.ok(flood.sent > 2 * flood.answered, `the flood was one: ${flood.sent} sent, ${flood.answered} answered`)
  assert.ok(delivered >= flood.answered && flood.answered > 0)
  assert.equal(result.echoAfterFlood, 'still there?')
  const received = sum(afterFlood.received) - sum(beforeFlood.received)
  const transmitted = sum(afterFlood.transmitted) - sum(beforeFlood.transmitted)
  const due = received - sum(afterFlood.received, 'delivered', 'arpAnswered') + sum(beforeFlood.received, 'delivered', 'arpAnswered')
  assert.equal(transmitted, due, 'an answer, or a count, for each frame')
  assert.ok(result.idleShare <= 0.02, `idle, QEMU used ${result.idleShare} of a processor`)
  process.stderr.write(`udp-echo: ${result.perSecond} datagrams/s under emulation; flood ${flood.sent} sent, ${flood.answered} answered\n`)
})
