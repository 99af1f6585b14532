// skerry/net as programs use it: sockets over a link that is not perfect, order, closing, errors.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SimulatedClock } from '../sim/clock.ts'
import { SimulatedLink, type LinkConditions } from '../sim/link.ts'
import { SimulatedRng } from '../sim/rng.ts'
import { Simulation } from '../sim/simulation.ts'
import { installInterface } from './installed.ts'
import { Interface } from './interface.ts'
import { bind, localAddress, SocketClosedError, statistics } from './mod.ts'
import { UdpSocket } from './udp-socket.ts'

test('without a network', () => {
  for (const call of [bind, localAddress, statistics]) {
    assert.throws(call, { name: 'Error', message: /^this machine has no network; / })
  }
})

/** Two machines on one link; the program runs on the left one. */
class Pair {
  readonly clock = new SimulatedClock()
  readonly link: SimulatedLink
  readonly simulation = new Simulation(this.clock)
  readonly left: Interface
  readonly right: Interface

  constructor(seed: number, conditions: Partial<LinkConditions> = {}) {
    const rng = new SimulatedRng(seed)
    this.link = new SimulatedLink(this.clock, rng, { conditions })
    this.left = new Interface(this.link.left, this.clock, rng, { address: '10.0.0.1', prefixLength: 24, gateway: null })
    this.right = new Interface(this.link.right, this.clock, rng, { address: '10.0.0.2', prefixLength: 24, gateway: null })
    this.simulation.addSource(this.left)
    this.simulation.addSource(this.right)
    this.simulation.addLink(this.link)
    installInterface(this.left)
  }

  /** A socket on the right machine. */
  bindRight(port = 0): UdpSocket {
    return new UdpSocket(this.right, this.right.bindUdp(port))
  }

  run(seconds: number): Promise<boolean> {
    return this.simulation.run(() => false, this.clock.monotonicNowNs() + seconds * 1e9)
  }
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

test('bind, send, receive, answer', async () => {
  const pair = new Pair(1)
  const server = bind({ port: 7 })
  const client = pair.bindRight(5000)
  assert.equal(server.port, 7)
  assert.equal(localAddress(), '10.0.0.1')
  assert.equal(client.send(bytesOf('hello'), { address: '10.0.0.1', port: 7 }), 'sent')
  await pair.run(1)
  const question = await server.receive()
  assert.equal(textOf(question.bytes), 'hello')
  assert.equal(question.from.address, '10.0.0.2')
  assert.equal(question.from.port, 5000)
  assert.equal(`${question.from}`, '10.0.0.2:5000')
  assert.equal(server.send(bytesOf('and to you'), question.from), 'sent')
  await pair.run(1)
  const answer = await client.receive()
  assert.equal(`${textOf(answer.bytes)} ${answer.from}`, 'and to you 10.0.0.1:7')
  assert.deepEqual([statistics().received.delivered, statistics().transmitted.sent], [1, 2])
})

test('received bytes are the program\'s own, sent bytes are copied', async () => {
  const pair = new Pair(1)
  const server = bind({ port: 7 })
  const bytes = bytesOf('abc')
  pair.bindRight().send(bytes, { address: '10.0.0.1', port: 7 })
  bytes.fill(0)
  await pair.run(1)
  const { bytes: received } = await server.receive()
  assert.equal(received.buffer.byteLength, 3)
  assert.equal(textOf(received), 'abc')
})

test('receives under way are served in order', async () => {
  const pair = new Pair(1)
  const server = bind({ port: 7 })
  const client = pair.bindRight()
  const got: string[] = []
  const receives = [0, 1, 2].map(async (i) => got.push(`${i}:${textOf((await server.receive()).bytes)}`))
  for (const text of ['a', 'b', 'c', 'd']) client.send(bytesOf(text), { address: '10.0.0.1', port: 7 })
  await pair.run(1)
  await Promise.all(receives)
  assert.deepEqual(got, ['0:a', '1:b', '2:c'])
  assert.equal(textOf((await server.receive()).bytes), 'd')
})

test('close: what came is still given, then receives are rejected, the port is free', async () => {
  const pair = new Pair(1)
  const server = bind({ port: 7 })
  const client = pair.bindRight()
  for (const text of ['a', 'b']) client.send(bytesOf(text), { address: '10.0.0.1', port: 7 })
  await pair.run(1)
  server.close()
  server.close()
  assert.equal(textOf((await server.receive()).bytes), 'a')
  assert.equal(textOf((await server.receive()).bytes), 'b')
  await assert.rejects(server.receive(), (error) =>
    error instanceof SocketClosedError && error.message === 'receive: the UDP socket on port 7 is closed')
  assert.throws(() => server.send(bytesOf('x'), { address: '10.0.0.2', port: 1 }), SocketClosedError)
  const again = bind({ port: 7 })
  server.close()
  assert.throws(() => bind({ port: 7 }), /in use/)
  const pending = again.receive()
  again.close()
  await assert.rejects(pending, SocketClosedError)
})

test('for await ends when the socket is closed', async () => {
  const pair = new Pair(1)
  const server = bind({ port: 7 })
  const client = pair.bindRight()
  const got: string[] = []
  const loop = (async () => {
    for await (const { bytes } of server) {
      got.push(textOf(bytes))
      if (got.length === 3) server.close()
    }
    return 'ended'
  })()
  for (const text of ['a', 'b', 'c']) client.send(bytesOf(text), { address: '10.0.0.1', port: 7 })
  await pair.run(1)
  assert.equal(await loop, 'ended')
  assert.deepEqual(got, ['a', 'b', 'c'])
})

test('ports: in use, not a port, any free one', () => {
  new Pair(1)
  bind({ port: 53 })
  assert.throws(() => bind({ port: 53 }), {
    name: 'Error', message: 'UDP port 53 is in use by another socket of this program; close that first, or bind another port',
  })
  for (const port of [-1, 65536, 1.5, NaN]) {
    const message = `a UDP port is a whole number from 0 (any free one) to 65535, not ${port}`
    assert.throws(() => bind({ port }), { name: 'RangeError', message })
  }
  const ports = Array.from({ length: 1000 }, () => bind().port)
  assert.equal(new Set(ports).size, 1000)
  assert.ok(ports.every((port) => port >= 32768 && port <= 65535))
  // spread over the range, not one after the other
  assert.ok(ports.slice(0, 100).filter((port, i) => Math.abs(port - ports[i + 1]) > 100).length > 90)
})

test('no free port is left', () => {
  new Pair(1)
  for (let i = 0; i < 32768; i++) bind({ port: 0 })
  assert.throws(() => bind(), /all UDP ports from 32768 on are in use/)
})

test('send: wrong destinations, too long, no way, no room', async () => {
  const pair = new Pair(1)
  const socket = bind({ port: 7 })
  const to = (address: string, port: number, length = 1) => () => socket.send(new Uint8Array(length), { address, port })
  assert.throws(to('example.org', 1), {
    name: 'RangeError',
    message: "send: 'example.org' is not an IPv4 address; give four numbers such as '10.0.2.2' (names are not looked up)",
  })
  for (const port of [0, -1, 65536, 0.5]) {
    const message = `send: a destination port is a whole number from 1 to 65535, not ${port}`
    assert.throws(to('10.0.0.2', port), { name: 'RangeError', message })
  }
  assert.throws(to('10.0.0.2', 9, 1473), {
    name: 'RangeError',
    message: 'send: a message of 1473 bytes to 10.0.0.2:9 does not fit into one datagram; ' +
      "split it into parts of at most 1472 bytes (the socket's maximumBytes)",
  })
  assert.equal(socket.maximumBytes, 1472)
  assert.equal(to('10.0.1.2', 9)(), 'unreachable')
  assert.equal(to('10.0.0.1', 9)(), 'unreachable')
  assert.equal(to('10.0.0.2', 9, 1472)(), 'sent')
  await pair.run(1)
  pair.link.setConditions('left', { bitsPerSecond: 1e6, transmitQueueFrames: 2 })
  assert.deepEqual([1, 2, 3].map(() => to('10.0.0.2', 9)()), ['sent', 'sent', 'full'])
  pair.link.left.isUp = false
  assert.equal(to('10.0.0.2', 9)(), 'down')
})

test('an answer to a datagram from port 0 goes nowhere, and does not throw', async () => {
  const pair = new Pair(1)
  const server = bind({ port: 7 })
  pair.right.sendUdp(0, bytesOf('trick'), pair.left.address, 7)
  await pair.run(1)
  const { from } = await server.receive()
  assert.equal(server.send(bytesOf('x'), from), 'unreachable')
  assert.equal(statistics().transmitted.noPort, 1)
})

test('echo over a bad link: each answer is a message that was sent, and nothing is uncounted', async () => {
  let damaged = 0
  for (let seed = 1; seed <= 20; seed++) {
    const pair = new Pair(seed, {
      latencyNs: 2e6, jitterNs: 1e6, lossProbability: 0.05, duplicateProbability: 0.03, reorderProbability: 0.05,
      reorderDelayNs: 5e6,
    })
    const server = bind({ port: 7 })
    const loop = (async () => {
      for await (const { bytes, from } of server) server.send(bytes, from)
    })()
    const client = pair.bindRight()
    // Damage comes after the neighbours are known: ARP has no checksum but Ethernet's, which the simulated link lacks.
    client.send(bytesOf('first'), { address: '10.0.0.1', port: 7 })
    await pair.run(4)
    for (const from of ['left', 'right'] as const) pair.link.setConditions(from, { damageProbability: 0.03 })
    const answers = new Set<string>()
    const reading = (async () => {
      for await (const { bytes, from } of client) {
        assert.equal(`${from}`, '10.0.0.1:7')
        answers.add(textOf(bytes))
      }
    })()
    // each is sent again until it is answered, or ten times
    for (let n = 0; n < 50; n++) {
      for (let attempt = 0; attempt < 10 && !answers.has(`message ${n}`); attempt++) {
        client.send(bytesOf(`message ${n}`), { address: '10.0.0.1', port: 7 })
        await pair.simulation.run(() => answers.has(`message ${n}`), pair.clock.monotonicNowNs() + 50e6)
        pair.clock.advanceTo(pair.clock.monotonicNowNs() + 1e6)
      }
    }
    await pair.run(10)
    answers.delete('first')
    const expected = Array.from({ length: 50 }, (_, n) => `message ${n}`)
    assert.deepEqual([...answers].sort(), expected.sort(), `seed ${seed}`)
    server.close()
    client.close()
    await Promise.all([loop, reading])
    const total = (counts: object): number => Object.values(counts).reduce((sum: number, count: number) => sum + count, 0)
    for (const [machine, from] of [[pair.left, 'right'], [pair.right, 'left']] as const) {
      assert.equal(total(machine.statistics().received), pair.link.counts(from).received)
    }
    assert.equal(pair.left.statistics().transmitted.sent, pair.link.counts('left').sent)
    damaged += pair.left.statistics().received.badChecksum + pair.right.statistics().received.badChecksum
  }
  assert.ok(damaged > 20, `${damaged}`)
})
