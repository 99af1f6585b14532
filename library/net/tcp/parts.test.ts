// The parts of the engine on their own: the retransmission timeout, initial numbers, reassembly against a model, the
// heap of timers against a model, the table.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteBudget } from '../../base/byte-budget.ts'
import { SimulatedRng } from '../../sim/rng.ts'
import { Connection, type ConnectionOwner } from './connection.ts'
import { InitialSequence } from './initial-sequence.ts'
import { DEFAULT_LIMITS, limitsForHeap } from './limits.ts'
import { MAXIMUM_RUNS, Reassembly } from './reassembly.ts'
import { Receiver } from './receiver.ts'
import { RetransmissionTimeout } from './retransmission-timeout.ts'
import { Sender } from './sender.ts'
import { distance, isAfter, isBefore } from './sequence.ts'
import { ConnectionTable } from './table.ts'
import { Timers } from './timers.ts'

test('sequence numbers go round', () => {
  const last = 0xffffffff | 0
  assert.equal(distance(last, 3), 4)
  assert.equal(distance(3, last), -4)
  assert.ok(isBefore(0x7fffffff, 0x80000000 | 0))
  assert.ok(isAfter(0x80000000 | 0, 0x7fffffff))
})

test('the retransmission timeout (RFC 6298)', () => {
  const timeout = new RetransmissionTimeout()
  assert.equal(timeout.timeoutNs, 1e9)
  // (2.2): SRTT = R, RTTVAR = R / 2, RTO = SRTT + 4 RTTVAR
  timeout.sample(2e9)
  assert.equal(timeout.timeoutNs, 6e9)
  // (2.3): RTTVAR = 3/4 1 + 1/4 |2 - 4|, SRTT = 7/8 2 + 1/8 4
  timeout.sample(4e9)
  assert.equal(timeout.smoothedNs, 2.25e9)
  assert.equal(timeout.timeoutNs, 2.25e9 + 4 * 1.25e9)
  timeout.backOff()
  assert.equal(timeout.timeoutNs, 14.5e9)
  for (let i = 0; i < 5; i++) timeout.backOff()
  assert.equal(timeout.timeoutNs, 60e9, '(2.5)')
  for (let i = 0; i < 100; i++) timeout.sample(10e6)
  assert.equal(timeout.timeoutNs, 1e9, '(2.4), once a sample was taken')
})

test('initial numbers (RFC 6528): one pair of ends goes up with time, secrets are unrelated, so are ends', () => {
  const first = new InitialSequence(new SimulatedRng(1))
  const numbers = Array.from({ length: 1000 }, (_, i) => first.choose(1, 80, 2, 5000, i * 1e6))
  for (let i = 1; i < numbers.length; i++) assert.equal(distance(numbers[i - 1], numbers[i]), 250, 'a step each 4 µs')
  assert.equal(distance(first.choose(1, 80, 2, 5000, 0), first.choose(1, 80, 2, 5000, 2 ** 32 * 4000)), 0)
  // Of each pair half of the bits differ, more or less: over many the mean is near 16 and none is alike.
  const bits = (n: number): number => n === 0 ? 0 : (n & 1) + bits(n >>> 1)
  const differing: number[] = []
  for (let seed = 2; seed < 402; seed++) {
    const other = new InitialSequence(new SimulatedRng(seed))
    differing.push(bits((other.choose(1, 80, 2, 5000, 0) ^ numbers[0]) >>> 0))
    differing.push(bits((first.choose(1, 80, 2, 5000 + seed, 0) ^ numbers[0]) >>> 0))
    differing.push(bits((first.choose(1, 80, 2 + seed, 5000, 0) ^ numbers[0]) >>> 0))
    differing.push(bits((first.choose(1, 80 + seed, 2, 5000, 0) ^ numbers[0]) >>> 0))
  }
  const mean = differing.reduce((sum, count) => sum + count, 0) / differing.length
  assert.ok(mean > 15.6 && mean < 16.4, `${mean}`)
  assert.ok(Math.min(...differing) > 2, `${Math.min(...differing)}`)
})

test('reassembly: as a set of bytes, over the end of 32 bits', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const rng = new SimulatedRng(seed)
    const early = new Reassembly()
    const model = new Set<number>()
    let next = 0x7fffffc0 | 0
    for (let step = 0; step < 60; step++) {
      const gap = 1 + rng.nextU32() % 100
      const length = 1 + rng.nextU32() % 20
      assert.ok(early.insert((next + gap) | 0, (next + gap + length) | 0))
      for (let i = 0; i < length; i++) model.add((next + gap + i) | 0)
      if (!rng.chance(0.3)) continue
      // What is next arrives, up to a random place.
      const arrived = rng.nextU32() % 40
      for (let i = 0; i < arrived; i++) model.delete((next + i) | 0)
      next = (next + arrived) | 0
      let joined = 0
      while (model.delete((next + joined) | 0)) joined++
      assert.equal(early.advance(next), joined, `seed ${seed} step ${step}`)
      next = (next + joined) | 0
      assert.equal(early.isEmpty, model.size === 0)
    }
  }
})

test('reassembly: runs are bounded; what joins two of them still fits', () => {
  const early = new Reassembly()
  for (let i = 0; i < MAXIMUM_RUNS; i++) assert.ok(early.insert(10 + i * 10, 15 + i * 10))
  assert.equal(early.insert(100000, 100001), false)
  assert.ok(early.insert(15, 20))
  assert.ok(early.insert(100000, 100001))
  assert.equal(early.advance(10), 15)
})

function someConnection(remotePort: number): Connection {
  const owner = {} as ConnectionOwner
  const budget = new ByteBudget(0)
  return new Connection(owner, null, 1, remotePort, 80, new Sender(2048, budget), new Receiver(2048, 1460, budget))
}

test('timers: nobody is late, whoever is put off is asked again', () => {
  const rng = new SimulatedRng(4)
  const timers = new Timers()
  const deadlines = new Map<Connection, number>()
  const connections = Array.from({ length: 200 }, (_, i) => someConnection(i))
  let nowNs = 0
  let taken = 0
  for (let step = 0; step < 5000; step++) {
    const connection = connections[rng.nextU32() % connections.length]
    if (rng.chance(0.1)) {
      timers.remove(connection)
      deadlines.delete(connection)
    } else {
      const timeNs = nowNs + rng.nextU32() % 1000
      deadlines.set(connection, timeNs)
      timers.schedule(connection, timeNs)
    }
    assert.ok(timers.deadlineNs() <= Math.min(...deadlines.values()))
    nowNs += rng.nextU32() % 10
    for (;;) {
      const due = timers.takeDue(nowNs)
      if (due === null) break
      const deadlineNs = deadlines.get(due)!
      if (deadlineNs > nowNs) timers.schedule(due, deadlineNs)
      else deadlines.delete(due)
      taken++
    }
    for (const deadlineNs of deadlines.values()) assert.ok(deadlineNs > nowNs)
  }
  assert.ok(taken > 1000)
})

test('the table finds what is in it, and nothing else', () => {
  const table = new ConnectionTable(12345)
  const connections = Array.from({ length: 1000 }, (_, i) => someConnection(i))
  for (const connection of connections) table.add(connection)
  assert.equal(table.count, 1000)
  for (const connection of connections) assert.equal(table.find(1, connection.remotePort, 80), connection)
  assert.equal(table.find(2, 5, 80), null)
  assert.equal(table.find(1, 5, 81), null)
  for (const connection of connections.slice(0, 999)) table.remove(connection)
  table.remove(connections[0])
  assert.equal(table.count, 1)
  assert.equal(table.find(1, 0, 80), null)
  assert.equal(table.find(1, 999, 80), connections[999])
})

test('limits grow with the heap, up to the default', () => {
  assert.deepEqual(limitsForHeap(2 ** 30), DEFAULT_LIMITS)
  let before = limitsForHeap(0)
  assert.deepEqual([before.connections, before.sendBufferBytes, before.totalBufferBytes], [64, 16384, 0])
  for (let heapBytes = 1e6; heapBytes < 3e8; heapBytes *= 1.5) {
    const limits = limitsForHeap(heapBytes)
    assert.ok(limits.connections >= before.connections && limits.totalBufferBytes >= before.totalBufferBytes)
    assert.equal(limits.sendBufferBytes & (limits.sendBufferBytes - 1), 0)
    assert.ok(limits.totalBufferBytes * 8 <= heapBytes)
    before = limits
  }
  assert.ok(limitsForHeap(128 * 1024 * 1024).connections > 10000)
})
