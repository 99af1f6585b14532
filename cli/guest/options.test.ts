import assert from 'node:assert/strict'
import { createSocket } from 'node:dgram'
import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { test } from 'node:test'
import { CliError } from '../status.ts'
import { parseCommandLine } from '../options.ts'
import { parseGuestOptions } from './options.ts'
import { checkPorts } from './ports.ts'
import { bootLine, qemuArguments } from './qemu.ts'

const plain = { memory: '16M', publish: [] }

test('defaults are those of user-mode networking', () => {
  assert.deepEqual(parseGuestOptions(plain), {
    machine: 'microvm', memoryMiB: 16, published: [], settings: [], tap: null, address: '10.0.2.15/24', gateway: '10.0.2.2',
  })
})

test('published ports, memory, TAP', () => {
  const options = parseGuestOptions({ memory: '1G', publish: ['8080:80', '5353:53/udp'], address: '10.0.2.9/24' })
  assert.deepEqual([options.memoryMiB, options.published, options.gateway], [
    1024, [{ protocol: 'tcp', host: 8080, guest: 80 }, { protocol: 'udp', host: 5353, guest: 53 }], null,
  ])
  const line = qemuArguments('image', 'line', options, 'tcg').join(' ')
  assert.match(line, /user,id=net,hostfwd=tcp:127\.0\.0\.1:8080-10\.0\.2\.9:80,hostfwd=udp:127\.0\.0\.1:5353-10\.0\.2\.9:53 /)
  const tap = parseGuestOptions({ ...plain, tap: 'tap0', address: '10.9.0.2/24', gateway: '10.9.0.1' })
  assert.match(qemuArguments('image', 'line', tap, 'tcg').join(' '), /-netdev tap,id=net,ifname=tap0,/)
  assert.equal(bootLine('t', tap, ['a', 'b']), 'token=t debug-exit=244 address=10.9.0.2/24 gateway=10.9.0.1 -- a b')
})

for (const [values, message] of [
  [{ memory: '1M' }, /--memory takes 4M to 3G/],
  [{ memory: '16' }, /--memory/],
  [{ machine: 'pc' }, /--machine takes microvm or q35/],
  [{ publish: ['80'] }, /--publish takes HOST:GUEST/],
  [{ publish: ['0:80'] }, /--publish/],
  [{ publish: ['8080:80/sctp'] }, /--publish/],
  [{ address: '10.0.0.1' }, /--address takes an IPv4 address with its prefix/],
  [{ address: '10.0.0.256/24' }, /--address/],
  [{ gateway: '10.0.0.1/8' }, /--gateway takes an IPv4 address/],
  [{ set: ['port'] }, /--set takes NAME=value/],
  [{ set: ['token=x'] }, /--set/],
  [{ tap: 'tap0' }, /--tap NAME needs --address/],
  [{ tap: 'a,b', address: '10.0.0.1/8' }, /name of a TAP device/],
  [{ tap: 'tap0', address: '10.0.0.1/8', publish: ['1:1'] }, /--publish is for user-mode networking/],
] as [Partial<Parameters<typeof parseGuestOptions>[0]>, RegExp][]) {
  test(`refused: ${JSON.stringify(values)}`, () => {
    assert.throws(() => parseGuestOptions({ ...plain, ...values }), (error) => error instanceof CliError && message.test(error.message))
  })
}

test('options of guests are refused elsewhere', () => {
  assert.throws(() => parseCommandLine(['run', 'a.ts', '--memory', '8M']), /--memory is for `skerry run` with a guest as target/)
  assert.throws(() => parseCommandLine(['build', 'a.ts', '--target', 'pvh', '--tap=x']), /--tap is for/)
  assert.equal(parseCommandLine(['run', 'a.ts', '--', '--memory', '8M']).command, 'run')
})

test('arguments that a boot line cannot carry', () => {
  assert.throws(() => bootLine('t', parseGuestOptions(plain), ['a b']), /it cannot carry "a b"/)
})

test('a port that is in use', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await assert.rejects(checkPorts([{ protocol: 'tcp', host: port, guest: 80 }]), (error) => error instanceof CliError &&
    error.message.startsWith(`tcp port ${port} of this machine is in use; publish another, such as --publish `))
  server.close()
  const socket = createSocket('udp4').bind(0, '127.0.0.1')
  await once(socket, 'listening')
  await assert.rejects(checkPorts([{ protocol: 'udp', host: socket.address().port, guest: 53 }]), /in use/)
  socket.close()
})
