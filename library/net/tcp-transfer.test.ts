// TCP on a bad link: a hundred seeds, each of which moves 1 MiB both ways at once while frames are lost, doubled and
// overtaken, and while the reader pauses so long that the window closes. Replay one with SEED=n.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SimulatedClock } from '../sim/clock.ts'
import { SimulatedLink, type LinkConditions, type LinkCounts } from '../sim/link.ts'
import { SimulatedRng } from '../sim/rng.ts'
import { Simulation } from '../sim/simulation.ts'
import { Interface } from './interface.ts'
import { tcpOf } from './tcp-of.ts'
import type { CloseReason, Connection, ConnectionHandler } from './tcp/connection.ts'
import type { TcpStatistics } from './tcp/statistics.ts'

const SEEDS = 100
const TRANSFER_BYTES = 1024 * 1024
/** Longer than the window takes to close, and longer than the first window probes. */
const PAUSE_NS = 60e9
const PAUSE_AT_BYTES = 300000
const LIMIT_NS = 3600e9

const CONDITIONS: Partial<LinkConditions> = {
  latencyNs: 2e6, jitterNs: 0.2e6, bitsPerSecond: 1e9, lossProbability: 0.05, duplicateProbability: 0.02,
  reorderProbability: 0.02, reorderDelayNs: 1e6, transmitQueueFrames: 6, receiveQueueFrames: 4096,
}

/** The byte at each place of the stream that begins with `seed`. */
function pattern(seed: number): Uint8Array {
  const bytes = new Uint8Array(TRANSFER_BYTES)
  const rng = new SimulatedRng(seed)
  for (let i = 0; i < bytes.length; i += 4) {
    const word = rng.nextU32()
    bytes[i] = word
    bytes[i + 1] = word >>> 8
    bytes[i + 2] = word >>> 16
    bytes[i + 3] = word >>> 24
  }
  return bytes
}

/** One end: writes its stream as room comes, reads the other's, pausing once, and closes. */
class End implements ConnectionHandler {
  readonly #clock: SimulatedClock
  readonly #toSend: Uint8Array
  readonly #expected: Uint8Array
  readonly #chunk = new Uint8Array(16384)
  connection: Connection | null = null
  #sentBytes = 0
  receivedBytes = 0
  #mayPause: boolean
  resumeNs = Infinity
  isEnded = false
  closeReason: CloseReason | null = null

  constructor(clock: SimulatedClock, toSend: Uint8Array, expected: Uint8Array, mayPause: boolean) {
    this.#clock = clock
    this.#toSend = toSend
    this.#expected = expected
    this.#mayPause = mayPause
  }

  onOpen(): void {
    this.onWritable()
  }

  onWritable(): void {
    const connection = this.connection!
    this.#sentBytes += connection.write(this.#toSend, this.#sentBytes, TRANSFER_BYTES)
    if (this.#sentBytes === TRANSFER_BYTES) connection.closeWrite()
  }

  onReadable(): void {
    const connection = this.connection!
    if (this.#mayPause && this.receivedBytes >= PAUSE_AT_BYTES) {
      this.#mayPause = false
      this.resumeNs = this.#clock.monotonicNowNs() + PAUSE_NS
    }
    if (this.resumeNs !== Infinity) return
    for (;;) {
      const count = connection.read(this.#chunk, 0, this.#chunk.length)
      if (count === 0) break
      for (let i = 0; i < count; i++) {
        if (this.#chunk[i] !== this.#expected[this.receivedBytes + i]) {
          assert.fail(`byte ${this.receivedBytes + i} differs`)
        }
      }
      this.receivedBytes += count
    }
    if (connection.isAtEnd) this.isEnded = true
  }

  resume(): void {
    this.resumeNs = Infinity
    this.onReadable()
  }

  onClose(reason: CloseReason): void {
    this.closeReason = reason
  }
}

interface Outcome {
  readonly seconds: number
  readonly link: readonly LinkCounts[]
  readonly tcp: readonly TcpStatistics[]
}

function transfer(seed: number): Outcome {
  const clock = new SimulatedClock()
  const rng = new SimulatedRng(seed)
  const link = new SimulatedLink(clock, rng, { conditions: CONDITIONS })
  const left = new Interface(link.left, clock, rng, { address: '10.0.0.1', prefixLength: 24, gateway: null })
  const right = new Interface(link.right, clock, rng, { address: '10.0.0.2', prefixLength: 24, gateway: null })
  const simulation = new Simulation(clock)
  simulation.addSource(left)
  simulation.addSource(right)
  simulation.addLink(link)
  const there = pattern(2 * seed)
  const back = pattern(2 * seed + 1)
  const client = new End(clock, there, back, seed % 2 === 0)
  const server = new End(clock, back, there, true)
  simulation.addSource({
    poll: () => {
      let didResume = false
      for (const end of [client, server]) {
        if (clock.monotonicNowNs() < end.resumeNs) continue
        end.resume()
        didResume = true
      }
      return didResume
    },
    isReferenced: () => false,
    deadlineNs: () => Math.min(client.resumeNs, server.resumeNs),
    prepareToWait: () => false,
  })
  tcpOf(right).listen(80, 8, (connection) => {
    server.connection = connection
    connection.handler = server
    server.onOpen()
  })
  client.connection = tcpOf(left).connect(right.address, 80, client)
  while (client.closeReason === null || server.closeReason === null) {
    const isOver = !simulation.step(LIMIT_NS)
    if (isOver) assert.fail(`not over within the limit: ${client.receivedBytes} and ${server.receivedBytes}`)
  }
  for (const end of [client, server]) {
    assert.deepEqual([end.receivedBytes, end.isEnded, end.closeReason], [TRANSFER_BYTES, true, 'finished'])
  }
  const seconds = clock.monotonicNowNs() / 1e9
  simulation.runTo(clock.monotonicNowNs() + 300e9)
  for (const machine of [left, right]) {
    const { received } = machine.statistics()
    const tcp = tcpOf(machine).statistics()
    assert.deepEqual([tcp.connections, tcp.timeWait], [0, 0])
    const total = Object.values(tcp.received).reduce((sum, count) => sum + count, 0)
    assert.equal(total, received.tcp, 'each segment is counted once')
  }
  const tcp = [tcpOf(left).statistics(), tcpOf(right).statistics()]
  return { seconds, link: [link.counts('left'), link.counts('right')], tcp }
}

test('a hundred seeds: 1 MiB both ways, equal bytes, closed in bounded time', (context) => {
  const only = Number(process.env.SEED ?? 0)
  const total: Record<string, number> = {}
  const add = (counts: object): void => {
    for (const [name, count] of Object.entries(counts)) total[name] = (total[name] ?? 0) + count
  }
  let longest = 0
  for (let seed = only === 0 ? 1 : only; seed <= (only === 0 ? SEEDS : only); seed++) {
    const { seconds, link, tcp } = outcomeOf(seed)
    longest = Math.max(longest, seconds)
    for (const counts of link) {
      const { lost, duplicated, reordered } = counts
      assert.ok(lost > 0 && duplicated > 0 && reordered > 0, `seed ${seed}: ${JSON.stringify(counts)}`)
      add(counts)
    }
    const probes = tcp[0].events.windowProbes + tcp[1].events.windowProbes
    assert.ok(probes > 0, `seed ${seed}: the window closed`)
    for (const { events, received } of tcp) {
      add(events)
      add(received)
    }
  }
  context.diagnostic(`longest: ${longest.toFixed(1)} s simulated`)
  context.diagnostic(JSON.stringify(total))
  for (const what of ['full', 'early', 'duplicate', 'fastRetransmits', 'timeouts', 'retransmitted', 'windowClosed']) {
    assert.ok(total[what] > 0, what)
  }
})

function outcomeOf(seed: number): Outcome {
  try {
    return transfer(seed)
  } catch (error) {
    const command = `SEED=${seed} node --import ./tools/emit/register.mjs --test library/net/tcp-transfer.test.ts`
    throw new Error(`${(error as Error).message}\nreplay: ${command}`, { cause: error })
  }
}
