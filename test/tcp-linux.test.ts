// Our TCP in a guest against Linux's, over TAP devices and a link that loses, doubles and reorders: a connection that each
// side opens, 1 MiB both ways on each at once, while each reader stops until its window has closed; the first FIN of each end
// is lost. `SEED=n` gives the link another seed; the order of the frames is that of the moment.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { CONNECTION_NAMES, STREAM_BYTES } from './guests/tcp-peer/protocol.ts'
import { runInNamespace, tapWithAddress } from './tools/network-namespace.ts'
import { projectRoot } from './tools/oracle.ts'
import type { TcpLoadResult } from './tools/tcp-linux-load.ts'

const folder = join(projectRoot, 'build/tcp-linux')
const image = join(folder, 'tcp-peer')
const SEED = process.env.SEED ?? '1'

/** guest ── bridge ── guest-side ══ relay ══ linux: a TAP device has two ends, and QEMU holds one of the guest's. */
const SET_UP = [
  'ip link add name bridge type bridge', 'ip link set bridge up',
  ...['guest', 'guest-side'].flatMap((name) => [
    `ip tuntap add dev ${name} mode tap`, `ip link set ${name} master bridge`, `ip link set ${name} up`,
  ]),
  ...tapWithAddress('linux'),
  // Linux's window grows with what is read, beyond all that is sent here: then it would not close.
  'echo "4096 65536 65536" > /proc/sys/net/ipv4/tcp_rmem',
]

/**
 * Bounds, not measurements. Runs take 10 to 50 s, nearly all of it timers that double (RFC 6298 §5.5, RFC 9293 §3.8.6.1): one
 * that is longer than the bound needs six losses in a row.
 */
const TRANSFER_SECONDS = 240
const CLOSE_SECONDS = 60
const MOST_SECONDS = 320
/** Of each end; Linux has needed 1.4 times its stream. */
const MOST_SENT_BYTES = 2 * STREAM_BYTES

before(() => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const argv = ['bin/skerry', 'build', 'test/guests/tcp-peer/main.ts', '--target', 'pvh', '-o', image]
  const built = spawnSync(process.execPath, argv, { cwd: projectRoot, encoding: 'utf8' })
  assert.equal(built.status, 0, built.stderr)
})
after(() => rmSync(folder, { recursive: true, force: true }))

test('1 MiB both ways with Linux, over a link that loses, doubles and reorders', (context) => {
  const result = runInNamespace<TcpLoadResult>(SET_UP, 'tcp-linux-load.ts', [image, SEED], MOST_SECONDS)
  for (const name of CONNECTION_NAMES) {
    const { guest, peer, byGuest, byPeer } = result.connections[name]
    assert.deepEqual(guest, { name, receivedBytes: STREAM_BYTES, wrongBytes: 0, end: 'end' })
    assert.deepEqual(peer, { name, receivedBytes: STREAM_BYTES, wrongBytes: 0, end: 'end' })
    for (const sent of [byGuest, byPeer]) {
      assert.deepEqual([sent.resets, sent.hasLostFin], [0, true], name)
      assert.ok(sent.closedWindows > 0, `${name}: a window closed`)
      assert.ok(sent.dataBytes <= MOST_SENT_BYTES, `${name}: ${sent.dataBytes} bytes for ${STREAM_BYTES}`)
    }
  }
  for (const [from, counts] of Object.entries({ guest: result.fromGuest, Linux: result.fromPeer })) {
    const { lost, duplicated, reordered, overrun, full } = counts
    const report = `from ${from}: ${lost} segments lost, ${duplicated} doubled, ${reordered} held back`
    context.diagnostic(report)
    assert.ok(lost > 0 && duplicated > 0 && reordered > 0, report)
    assert.deepEqual([overrun, full], [0, 0], 'what is lost is counted')
  }
  context.diagnostic(`${result.transferSeconds.toFixed(1)} s, and ${result.closeSeconds.toFixed(3)} s until all was acknowledged`)
  assert.ok(result.transferSeconds < TRANSFER_SECONDS, `${result.transferSeconds} s`)
  assert.ok(result.closeSeconds < CLOSE_SECONDS, `${result.closeSeconds} s`)
  assert.deepEqual(result.linuxStates, [], 'Linux has closed')
  assert.equal(result.status, 0)
  const tcp = result.statistics.tcp!
  assert.equal(tcp.connections, 0, 'the guest has closed')
  const { accepted, connects, retransmitted, timedOut } = tcp.events
  assert.deepEqual([accepted, connects, timedOut], [1, 1, 0])
  assert.ok(retransmitted > 0, JSON.stringify(tcp.events))
  const { early, duplicate, badChecksum } = tcp.received
  assert.ok(early > 0 && duplicate > 0 && badChecksum === 0, JSON.stringify(tcp.received))
})
