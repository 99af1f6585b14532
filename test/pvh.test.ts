// Programs of the corpus as PVH guests: what they print and how they end is what the oracle says. Then what a person gets to
// see of a machine that is not as it should be.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { bootLine, findQemu, qemuArguments } from '../cli/guest/qemu.ts'
import { defaultGuest, runImage } from './tools/guest.ts'
import { BuildPool } from './tools/build-pool.ts'
import { projectRoot, runOracle } from './tools/oracle.ts'

// Optimised images boot in udp-echo.test.ts; here it is about meaning, and builds take a third of the time.
process.env.SKERRY_OPTIMISE = 'none'

const folder = join(projectRoot, 'build/pvh')
const PROGRAMS = [
  '27-async/timers', '27-async/order', '28-outcomes/exit-code', '28-outcomes/uncaught-error', '28-outcomes/never-settles',
  '42-strings/unicode', '43-numbers/format', '50-console/errors', '60-programs/dijkstra', '60-programs/lru-cache',
]
const LARGEST_MONITOR = 600

describe('programs as guests', { concurrency: 2 }, () => {
  const pool = new BuildPool(2)
  before(() => mkdirSync(folder, { recursive: true }))
  after(() => {
    pool.close()
    rmSync(folder, { recursive: true, force: true })
  })

  for (const name of PROGRAMS) {
    test(name, async () => {
      const entry = join(projectRoot, 'test/corpus', `${name}.ts`)
      const output = join(folder, name.replace('/', '-'))
      const built = await pool.build({ entry, output, target: 'pvh' })
      assert.equal(built.kind, 'built', 'text' in built ? built.text : '')
      const [result, expected] = await Promise.all([runImage(output, []), runOracle(entry)])
      // One console has both streams, and errors of the machine begin with words of their own.
      const printed = expected.stderr.length === 0 ? result.console : result.console.slice(0, expected.stdout.length)
      assert.equal(printed, expected.stdout.toString())
      assert.equal(result.status, expected.status, result.console.slice(-500))
    })
  }
})

describe('a machine that is not as it should be', () => {
  const entry = join(folder, 'bound.ts')
  const image = join(folder, 'bound')
  before(() => {
    mkdirSync(folder, { recursive: true })
    writeFileSync(entry, "import { bind } from 'skerry/net'\nconsole.log(bind().port > 0)\nprocess.exit(3)\n")
    const built = spawnSync(process.execPath, ['bin/skerry', 'build', entry, '--target', 'pvh', '-o', image], { cwd: projectRoot, encoding: 'utf8' })
    assert.equal(built.status, 0, built.stderr)
  })

  test('as it should be', async () => {
    assert.deepEqual(await runImage(image, []), { console: 'true\n', status: 3, qemuErrors: '' })
  })

  test('an address that is no host', async () => {
    const { console, status } = await runImage(image, [], { ...defaultGuest, address: '10.0.2.255/24' })
    assert.equal(console, 'boot settings: network: 10.0.2.255/24 is the address of the network itself, not of a host\n')
    assert.equal(status, 70)
  })

  test('too little memory', async () => {
    const { console, status } = await runImage(image, [], { ...defaultGuest, memoryMiB: 2 })
    assert.match(console, /^this machine has too little memory for the image/)
    assert.equal(status, 87)
  })

  /** QEMU's arguments with some replaced. */
  function boot(change: (text: string) => string | null): string {
    const line = bootLine('0123456789abcdef', defaultGuest, [])
    const list = qemuArguments(image, line, defaultGuest, 'tcg').map(change).filter((text) => text !== null)
    return spawnSync(findQemu(), list, { encoding: 'utf8', timeout: 30_000 }).stdout
  }

  test('a legacy virtio device', () => {
    assert.match(boot((text) => text.replace('force-legacy=false', 'force-legacy=true')), /a virtio device is a legacy one; QEMU wants -global virtio-mmio.force-legacy=false\n0123456789abcdef 0x0*4b\n$/)
  })

  test('no network device', () => {
    assert.match(boot((text) => text === 'virtio-net-device,netdev=net' ? 'virtio-rng-device' : text), /^the program uses skerry\/net, and this machine has no network device\n/)
  })

  test('no interval timer', () => {
    assert.match(boot((text) => text === 'microvm' ? 'microvm,pit=off' : text), /^this machine has no interval timer \(8254\)/)
  })

  test('no real-time clock', () => {
    assert.match(boot((text) => text === 'microvm' ? 'microvm,rtc=off' : text), /^this machine has no real-time clock/)
  })

  test('a processor that is too old', () => {
    assert.match(boot((text) => text === 'max' ? 'qemu64' : text), /^this processor lacks x86-64-v2 \(SSE4.2, POPCNT\)/)
  })
})

test(`the monitor has fewer than ${LARGEST_MONITOR} instructions`, () => {
  const monitor = fileURLToPath(new URL('../library/machine/monitor/', import.meta.url))
  mkdirSync(folder, { recursive: true })
  const object = join(folder, 'monitor.o')
  const assembled = spawnSync('clang-19', ['-x', 'assembler', '-c', '-I', monitor, '-o', object, join(monitor, 'monitor.S')], { encoding: 'utf8' })
  assert.equal(assembled.status, 0, assembled.stderr)
  const listed = spawnSync('objdump', ['-d', '--no-show-raw-insn', '-j', '.monitor.text', '-j', '.monitor.stubs', object], { encoding: 'utf8', maxBuffer: 1 << 24 })
  const count = listed.stdout.split('\n').filter((line) => /^\s+[0-9a-f]+:\t/.test(line) && !/\tnop/.test(line)).length
  assert.ok(count > 300 && count < LARGEST_MONITOR, `${count} instructions`)
  rmSync(object)
})
