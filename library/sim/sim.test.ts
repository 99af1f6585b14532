// The simulated world keeps its promises: the seed decides, mishaps happen as often as they should and are counted,
// time moves only when it is moved.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Source } from '../contracts/source.ts'
import { SimulatedClock } from './clock.ts'
import { FlightQueue } from './flight-queue.ts'
import { SimulatedLink, type LinkConditions, type LinkOptions } from './link.ts'
import { testNetDevice } from './net-device.test-support.ts'
import { SimulatedRng } from './rng.ts'
import { Simulation } from './simulation.ts'

testNetDevice('simulated link', () => {
  const clock = new SimulatedClock()
  const link = new SimulatedLink(clock, new SimulatedRng(1), { conditions: { latencyNs: 1000 } })
  const settle = (): void => clock.advanceTo(clock.monotonicNowNs() + 1000)
  return { near: link.left, far: link.right, settle, bound: { frames: 256 } }
})

testNetDevice('simulated link with a bandwidth', () => {
  const clock = new SimulatedClock()
  const conditions = { latencyNs: 1000, bitsPerSecond: 1e9, transmitQueueFrames: 32 }
  const link = new SimulatedLink(clock, new SimulatedRng(1), { conditions, maximumPayloadBytes: 9000 })
  const settle = (): void => clock.advanceTo(clock.monotonicNowNs() + 1e9)
  return { near: link.left, far: link.right, settle, bound: { frames: 32 } }
})

test('rng: a seed gives one stream, evenly', () => {
  const stream = (seed: number): number[] => {
    const rng = new SimulatedRng(seed)
    return Array.from({ length: 8 }, () => rng.nextU32())
  }
  assert.deepEqual(stream(5), stream(5))
  assert.equal(new Set([0, 1, 2, 3, 2 ** 31, 2 ** 32 - 1].flatMap(stream)).size, 48)
  const rng = new SimulatedRng(3)
  const counts = new Uint32Array(256)
  const bytes = new Uint8Array(65536)
  rng.fill(bytes)
  for (const byte of bytes) counts[byte]++
  // 256 a value on the average, with a deviation of 16
  assert.ok(Math.min(...counts) > 176 && Math.max(...counts) < 336)
  let hits = 0
  for (let i = 0; i < 10000; i++) if (rng.chance(0.05)) hits++
  assert.ok(hits > 400 && hits < 600, `${hits}`)
  assert.equal(rng.chance(0), false)
  assert.equal(rng.chance(1), true)
})

test('flights arrive by time, those of one time in order', () => {
  const rng = new SimulatedRng(9)
  const queue = new FlightQueue()
  const model: { time: number; id: number }[] = []
  for (let id = 0; id < 200; id++) {
    const time = rng.nextU32() % 50
    queue.push(Uint8Array.of(id), time)
    model.push({ time, id })
  }
  model.sort((a, b) => a.time - b.time || a.id - b.id)
  assert.equal(queue.nextNs(), model[0].time)
  assert.equal(queue.keepArrived(20, 1000), 0)
  const taken: number[] = []
  for (let frame = queue.take(); frame !== null; frame = queue.take()) taken.push(frame[0])
  assert.deepEqual(taken, model.filter(({ time }) => time <= 20).map(({ id }) => id))
  assert.equal(queue.keepArrived(50, 10), model.length - taken.length - 10)
})

/** What right receives of numbered frames that left sends one a microsecond, and what the link counted. */
function send(seed: number, count: number, conditions: Partial<LinkConditions>, options: LinkOptions = {}) {
  const clock = new SimulatedClock()
  const link = new SimulatedLink(clock, new SimulatedRng(seed), { ...options, conditions })
  const received: { number: number; timeNs: number; isWhole: boolean }[] = []
  const poll = (): void => {
    link.right.poll((frame) => {
      const number = frame[20] * 256 + frame[21]
      const isWhole = frame.every((byte, i) => i === 20 || i === 21 || byte === 0)
      received.push({ number, timeNs: clock.monotonicNowNs(), isWhole })
    }, 1000)
  }
  const frame = new Uint8Array(114)
  for (let number = 0; number < count; number++) {
    frame[20] = number >>> 8
    frame[21] = number
    link.left.transmit(frame)
    clock.advanceTo((number + 1) * 1000)
    poll()
  }
  while (link.nextArrivalNs() !== Infinity) {
    clock.advanceTo(link.nextArrivalNs())
    poll()
  }
  return { received, counts: link.counts('left'), dropped: link.right.dropped }
}

test('each mishap happens, as often as it should, and is counted', () => {
  const { received, counts } = send(4, 5000, {
    latencyNs: 5000, lossProbability: 0.05, duplicateProbability: 0.02, reorderProbability: 0.03, reorderDelayNs: 3500,
    damageProbability: 0.01,
  })
  assert.equal(counts.sent, 5000)
  const near = (count: number, expected: number): void => {
    assert.ok(Math.abs(count - expected) < expected / 2, `${count}, not ${expected}`)
  }
  near(counts.lost, 250)
  near(counts.duplicated, 95)
  near(counts.reordered, 145)
  near(counts.damaged, 48)
  assert.equal(received.length, counts.sent - counts.lost + counts.duplicated)
  assert.equal(counts.received, received.length)
  let overtaken = 0
  for (let i = 1; i < received.length; i++) if (received[i].number < received[i - 1].number) overtaken++
  assert.ok(overtaken > 50)
  assert.ok(received.filter(({ isWhole }) => !isWhole).length > 0)
})

test('the same seed, the same frames at the same times', () => {
  const conditions = {
    latencyNs: 700, jitterNs: 9000, lossProbability: 0.2, duplicateProbability: 0.2, damageProbability: 0.1,
  }
  assert.deepEqual(send(8, 300, conditions), send(8, 300, conditions))
  assert.notDeepEqual(send(8, 300, conditions).received, send(9, 300, conditions).received)
})

test('latency and bandwidth', () => {
  const { received } = send(1, 2, { latencyNs: 10000 })
  assert.deepEqual(received.map(({ timeNs }) => timeNs), [10000, 11000])
  // 114 bytes take 9120 ns at 100 Mbit/s, one after the other
  const slow = send(1, 3, { latencyNs: 10, bitsPerSecond: 1e8 })
  assert.deepEqual(slow.received.map(({ timeNs }) => timeNs), [9130, 18250, 27370])
})

test('both queues are bounded', () => {
  const slow = send(1, 20, { bitsPerSecond: 1e6, transmitQueueFrames: 4 })
  assert.deepEqual([slow.counts.sent, slow.counts.full, slow.received.length], [4, 16, 4])
  // all 20 arrive at one time, before a poll
  const clock = new SimulatedClock()
  const link = new SimulatedLink(clock, new SimulatedRng(1), { conditions: { receiveQueueFrames: 6 } })
  for (let i = 0; i < 20; i++) link.left.transmit(new Uint8Array(60))
  assert.equal(link.right.poll(() => undefined, 100), 6)
  assert.equal(link.right.dropped, 14)
  assert.equal(link.counts('left').overrun, 14)
})

test('a device that is down, conditions that change, a poll inside a poll', () => {
  const clock = new SimulatedClock()
  const link = new SimulatedLink(clock, new SimulatedRng(1))
  link.left.isUp = false
  assert.equal(link.left.transmit(new Uint8Array(60)), 'down')
  link.setConditions('right', { lossProbability: 1 })
  assert.equal(link.right.transmit(new Uint8Array(60)), 'sent')
  assert.equal(link.left.poll(() => undefined, 1), 0)
  assert.equal(link.counts('right').lost, 1)
  link.left.isUp = true
  link.left.transmit(new Uint8Array(60))
  assert.throws(() => link.right.poll(() => void link.right.poll(() => undefined, 1), 1), /from inside receive/)
})

class Ticker implements Source {
  readonly ticksNs: number[] = []
  readonly #clock: SimulatedClock
  constructor(clock: SimulatedClock) { this.#clock = clock }
  poll(): boolean {
    const nowNs = this.#clock.monotonicNowNs()
    if (nowNs < this.deadlineNs()) return false
    this.ticksNs.push(nowNs)
    return true
  }
  isReferenced(): boolean { return false }
  deadlineNs(): number { return this.ticksNs.length < 5 ? (this.ticksNs.length + 1) * 100 : Infinity }
  prepareToWait(): boolean { return false }
}

test('simulation: jumps from deadline to deadline, and stops where it is told', async () => {
  const clock = new SimulatedClock(1000)
  const simulation = new Simulation(clock)
  const ticker = new Ticker(clock)
  simulation.addSource(ticker)
  simulation.runTo(250)
  assert.deepEqual(ticker.ticksNs, [100, 200])
  assert.equal(clock.monotonicNowNs(), 250)
  assert.equal(await simulation.run(() => ticker.ticksNs.length === 4, 1000), true)
  assert.equal(clock.monotonicNowNs(), 400)
  assert.equal(await simulation.run(() => false, 1000), false)
  assert.deepEqual(ticker.ticksNs, [100, 200, 300, 400, 500])
  clock.advanceTo(3e6)
  clock.advanceTo(1)
  assert.equal(clock.wallNowMs(), 1003)
})
