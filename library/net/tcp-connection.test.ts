// TCP as programs use it: listen, connect, streams with backpressure, ends, errors; contracts/byte-stream.ts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SimulatedClock } from '../sim/clock.ts'
import { SimulatedLink, type LinkConditions } from '../sim/link.ts'
import { SimulatedRng } from '../sim/rng.ts'
import { Simulation } from '../sim/simulation.ts'
import { installInterface } from './installed.ts'
import { Interface } from './interface.ts'
import { connect, ConnectError, listen, type TcpConnection } from './mod.ts'
import { connectOn, listenOn } from './tcp-connection.ts'
import { tcpOf } from './tcp-of.ts'

test('without a network', () => {
  const error = { name: 'Error', message: /^this machine has no network; / }
  assert.throws(() => listen({ port: 80 }, () => {}), error)
  assert.throws(() => connect({ address: '10.0.0.2', port: 80 }), error)
})

/** Two machines; the program runs on the left one. */
class Pair {
  readonly clock = new SimulatedClock()
  readonly link: SimulatedLink
  readonly simulation = new Simulation(this.clock)
  readonly left: Interface
  readonly right: Interface

  constructor(conditions: Partial<LinkConditions> = {}) {
    const rng = new SimulatedRng(5)
    this.link = new SimulatedLink(this.clock, rng, { conditions: { latencyNs: 1e6, ...conditions } })
    this.left = new Interface(this.link.left, this.clock, rng, { address: '10.0.0.1', prefixLength: 24, gateway: null })
    this.right = new Interface(this.link.right, this.clock, rng, {
      address: '10.0.0.2', prefixLength: 24, gateway: null,
    })
    this.simulation.addSource(this.left)
    this.simulation.addSource(this.right)
    this.simulation.addLink(this.link)
    installInterface(this.left)
  }

  run(seconds: number): Promise<boolean> {
    return this.simulation.run(() => false, this.clock.monotonicNowNs() + seconds * 1e9)
  }

  /** Runs until the promise is settled. */
  async settled<T>(promise: Promise<T>): Promise<T> {
    let isSettled = false
    void promise.then(() => (isSettled = true), () => (isSettled = true))
    await this.simulation.run(() => isSettled, this.clock.monotonicNowNs() + 1000e9)
    assert.ok(isSettled, 'settled in time')
    return promise
  }

  /** A connection: the program's end, and the other machine's. */
  async open(): Promise<{ near: TcpConnection, far: TcpConnection }> {
    let far: TcpConnection | null = null
    const listener = listenOn(this.right, { port: 0 }, (connection) => {
      far = connection
    })
    const near = await this.settled(connect({ address: '10.0.0.2', port: listener.port }))
    await this.run(1)
    listener.close()
    return { near, far: far! }
  }
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

async function readAll(connection: TcpConnection): Promise<{ text: string, kind: string }> {
  const parts: Uint8Array[] = []
  for (;;) {
    const result = await connection.read()
    if (result.kind !== 'bytes') return { text: Buffer.concat(parts).toString(), kind: result.kind }
    parts.push(result.bytes)
  }
}

test('listen, connect, talk, end', async () => {
  const pair = new Pair()
  const seen: string[] = []
  const listener = listen({ port: 80 }, (connection) => {
    void (async () => {
      const { text } = await readAll(connection)
      seen.push(`${connection.local} ${connection.remote.address} ${text}`)
      await connection.write(bytesOf(text.toUpperCase()))
      connection.closeWrite()
    })()
  })
  assert.equal(listener.port, 80)
  const client = await pair.settled(connectOn(pair.right, { address: '10.0.0.1', port: 80 }))
  assert.deepEqual([`${client.remote}`, client.local.address], ['10.0.0.1:80', '10.0.0.2'])
  assert.equal(await client.write(bytesOf('hello')), 'written')
  client.closeWrite()
  client.closeWrite()
  assert.equal(await client.write(bytesOf('more')), 'closed')
  assert.deepEqual(await pair.settled(readAll(client)), { text: 'HELLO', kind: 'end' })
  assert.deepEqual(seen, ['10.0.0.1:80 10.0.0.2 hello'])
  assert.deepEqual(await client.read(), { kind: 'end' })
})

test('bytes that are read are the program\'s own; an end comes after the last of them', async () => {
  const pair = new Pair()
  const { near, far } = await pair.open()
  await far.write(bytesOf('abc'))
  far.closeWrite()
  await pair.run(1)
  const result = await near.read()
  assert.ok(result.kind === 'bytes' && result.bytes.buffer.byteLength === 3)
  assert.deepEqual(await near.read(), { kind: 'end' })
})

test('a write waits while nobody reads, and what waits is delivered though the writer has closed', async () => {
  const pair = new Pair()
  const { near, far } = await pair.open()
  const big = new Uint8Array(2_000_000).fill(7)
  let isWritten = false
  const writing = near.write(big).then((result) => {
    isWritten = true
    return result
  })
  assert.throws(() => near.write(big), /another write to the connection to 10\.0\.0\.2:\d+ is under way/)
  near.closeWrite()
  await pair.run(100)
  assert.equal(isWritten, false)
  const { text, kind } = await pair.settled(readAll(far))
  assert.deepEqual([text.length, kind, await writing], [big.length, 'end', 'written'])
})

test('one read at a time', async () => {
  const pair = new Pair()
  const { near, far } = await pair.open()
  const reading = near.read()
  assert.throws(() => near.read(), /another read of the connection to 10\.0\.0\.2:\d+ is under way/)
  await far.write(bytesOf('x'))
  assert.equal((await pair.settled(reading)).kind, 'bytes')
})

test('abort: both ends see a reset, in calls under way too', async () => {
  const pair = new Pair()
  const { near, far } = await pair.open()
  const reading = far.read()
  const writing = far.write(new Uint8Array(2_000_000))
  const own = near.read()
  near.abort()
  near.abort()
  assert.deepEqual([await own, await near.write(bytesOf('x'))], [{ kind: 'reset' }, 'reset'])
  assert.deepEqual(await pair.settled(Promise.all([reading, writing])), [{ kind: 'reset' }, 'reset'])
  assert.deepEqual(await far.read(), { kind: 'reset' })
  assert.equal(pair.left.isReferenced(), false)
})

test('refused, unreachable, no answer', async () => {
  const pair = new Pair()
  tcpOf(pair.right)
  const reject = (address: string, port: number, reason: string, message: string): Promise<void> =>
    assert.rejects(pair.settled(connect({ address, port })), (error) => error instanceof ConnectError &&
      error.reason === reason && error.message === message)
  await reject('10.0.0.2', 81, 'refused', 'connect: 10.0.0.2:81 refused the connection: nobody listens on that port')
  await reject('10.0.1.2', 81, 'unreachable', 'connect: 10.0.1.2:81 is unreachable: no way leads there')
  await reject('10.0.0.1', 81, 'unreachable', 'connect: 10.0.0.1:81 is unreachable: no way leads there')
  await reject('10.0.0.3', 81, 'timeout', 'connect: 10.0.0.3:81 did not answer')
  assert.equal(pair.left.isReferenced(), false)
})

test('what is no port, no address, in use', () => {
  const pair = new Pair()
  const none = (): void => {}
  const listener = listen({ port: 80 }, none)
  assert.throws(() => listen({ port: 80 }, none), {
    message: 'TCP port 80 is in use by another listener of this program; close that first, or listen on another port',
  })
  assert.equal(pair.left.isReferenced(), true)
  listener.close()
  listener.close()
  assert.equal(pair.left.isReferenced(), false)
  listen({ port: 80 }, none).close()
  for (const port of [-1, 65536, 1.5]) {
    assert.throws(() => listen({ port }, none), { name: 'RangeError', message: /^a TCP port is a whole/ })
  }
  assert.throws(() => listen({ port: 1, backlog: 0 }, none), { name: 'RangeError', message: /^a backlog is/ })
  assert.throws(() => connect({ address: 'a.org', port: 80 }), { name: 'RangeError', message: /no.* an IPv4 addr/ })
  assert.throws(() => connect({ address: '10.0.0.2', port: 0 }), { name: 'RangeError', message: /from 1 to 65535/ })
})

test('a device without room for long, or without a link for a while, loses nothing', async () => {
  const pair = new Pair({ bitsPerSecond: 10e6, transmitQueueFrames: 2 })
  const { near, far } = await pair.open()
  const text = 'abcdefghij'.repeat(30000)
  void near.write(bytesOf(text)).then(() => near.closeWrite())
  await pair.run(0.05)
  pair.link.left.isUp = false
  await pair.run(5)
  pair.link.left.isUp = true
  const { text: received } = await pair.settled(readAll(far))
  assert.ok(received === text)
  assert.ok(pair.left.statistics().transmitted.deviceFull > 0)
  assert.ok(pair.left.statistics().transmitted.deviceDown > 0)
})

test('two hundred connections at once, on a bad link', async () => {
  const pair = new Pair({ lossProbability: 0.02, reorderProbability: 0.02, reorderDelayNs: 2e6 })
  const listener = listen({ port: 80, backlog: 300 }, (connection) => {
    void (async () => {
      const { text } = await readAll(connection)
      await connection.write(bytesOf(text))
      connection.closeWrite()
    })()
  })
  const talk = async (i: number): Promise<void> => {
    const client = await connectOn(pair.right, { address: '10.0.0.1', port: 80 })
    const text = `${i} `.repeat(1000 + i)
    await client.write(bytesOf(text))
    client.closeWrite()
    const result = await readAll(client)
    assert.ok(result.text === text && result.kind === 'end')
  }
  await pair.settled(Promise.all(Array.from({ length: 200 }, (_, i) => talk(i))))
  listener.close()
  await pair.run(200)
  for (const machine of [pair.left, pair.right]) {
    const { connections, timeWait } = machine.statistics().tcp!
    assert.deepEqual([connections, timeWait, machine.isReferenced()], [0, 0, false])
  }
})
