// The state machine (RFC 9293 §3.3.2): ways through it, and a table of what each state does with each kind of segment.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Bench, message, PEER_PORT, PEER_START, type Crafted } from './engine.test-support.ts'
import type { TcpReceivedCounts } from './statistics.ts'

/** Benches with a connection in each state from SYN-RECEIVED on. */
const inState = {
  synReceived: () => {
    const bench = new Bench()
    bench.connect()
    const port = bench.connection!.localPort
    bench.receive({ flags: 'S', sequence: PEER_START, port, options: { maximumSegmentBytes: 1000 } })
    return bench
  },
  established: () => {
    const bench = new Bench()
    bench.accept()
    return bench
  },
  finWait1: () => {
    const bench = inState.established()
    bench.connection!.closeWrite()
    assert.deepEqual(bench.run().map(({ flags }) => flags), ['AF'])
    return bench
  },
  finWait2: () => {
    const bench = inState.finWait1()
    bench.next({ flags: 'A' })
    return bench
  },
  closeWait: () => {
    const bench = inState.established()
    const { outcome, sent } = bench.next({ flags: 'FA' })
    assert.deepEqual([outcome, sent.map(({ flags }) => flags)], ['finished', ['A']])
    return bench
  },
  closing: () => {
    const bench = inState.finWait1()
    bench.next({ flags: 'FA', acknowledgment: bench.ourNext - 1 })
    return bench
  },
  lastAck: () => {
    const bench = inState.closeWait()
    bench.connection!.closeWrite()
    assert.deepEqual(bench.run().map(({ flags }) => flags), ['AF'])
    return bench
  },
  timeWait: () => {
    const bench = inState.finWait2()
    bench.next({ flags: 'FA' })
    return bench
  },
}
type Name = keyof typeof inState

for (const name of Object.keys(inState) as Name[]) {
  test(`a connection in ${name} is in ${name}`, () => assert.equal(inState[name]().state, name))
}

/** A segment that is sent, what becomes of it, the state after, and the flags of the answers. */
type Row = readonly [(bench: Bench) => Crafted, keyof TcpReceivedCounts, string, string]

const outOfWindow = (flags: string) => (bench: Bench): Crafted => ({ flags, sequence: bench.peerNext + 70000 })
const old = (flags: string) => (bench: Bench): Crafted => ({ flags, sequence: bench.peerNext - 5 })
const inWindow = (flags: string) => (bench: Bench): Crafted => ({ flags, sequence: bench.peerNext + 5 })
const exact = (flags: string) => (): Crafted => ({ flags })
const ahead = (bench: Bench): Crafted => ({ flags: 'A', acknowledgment: bench.ourNext + 1 })
const tooOld = (bench: Bench): Crafted => ({ flags: 'A', acknowledgment: bench.ourNext - 70000 })

/** What all states from ESTABLISHED on do. */
function commonRows(name: Name): Row[] {
  const after = name
  return [
    [exact('R'), 'reset', 'closed', ''],
    [exact('RA'), 'reset', 'closed', ''],
    [inWindow('R'), 'challengedReset', after, 'A'],
    [outOfWindow('R'), 'strayReset', after, ''],
    [old('R'), 'strayReset', after, ''],
    [exact('S'), 'challengedSyn', after, 'A'],
    [exact('SA'), 'challengedSyn', after, 'A'],
    [outOfWindow('S'), 'challengedSyn', after, 'A'],
    [old('S'), 'challengedSyn', after, 'A'],
    [exact(''), 'noAcknowledgment', after, ''],
    [exact('F'), 'noAcknowledgment', after, ''],
    [outOfWindow('A'), 'outOfWindow', after, 'A'],
    [old('A'), 'duplicate', after, 'A'],
    [ahead, 'acknowledgmentAhead', after, 'A'],
    [tooOld, 'acknowledgmentTooOld', after, 'A'],
    [(bench) => ({ ...old('A')(bench), data: message(5) }), 'duplicate', after, 'A'],
  ]
}

const tooFar = (bench: Bench): Crafted => ({ ...outOfWindow('A')(bench), data: message(5) })
const data = (): Crafted => ({ flags: 'AP', data: message(5) })
const earlyData = (bench: Bench): Crafted => ({ ...inWindow('A')(bench), data: message(5) })

const rows: Record<Name, Row[]> = {
  synReceived: [
    [exact('R'), 'reset', 'closed', ''],
    [inWindow('R'), 'strayReset', 'synReceived', ''],
    [outOfWindow('R'), 'strayReset', 'synReceived', ''],
    [exact('S'), 'challengedSyn', 'synReceived', 'A'],
    [(bench) => ({ flags: 'S', sequence: bench.peerNext - 1 }), 'duplicate', 'synReceived', 'SA'],
    [(bench) => ({ flags: 'SA', sequence: bench.peerNext - 1 }), 'handshake', 'established', 'A'],
    [outOfWindow('A'), 'outOfWindow', 'synReceived', 'A'],
    [old('A'), 'duplicate', 'synReceived', 'A'],
    [exact(''), 'noAcknowledgment', 'synReceived', ''],
    [ahead, 'badHandshake', 'synReceived', 'R'],
    [(bench) => ({ flags: 'A', acknowledgment: bench.ourNext - 1 }), 'badHandshake', 'synReceived', 'R'],
    [exact('A'), 'handshake', 'established', ''],
    [data, 'data', 'established', ''],
    [exact('FA'), 'finished', 'closeWait', 'A'],
  ],
  established: [
    ...commonRows('established'),
    [exact('A'), 'repeatedAcknowledgment', 'established', ''],
    [() => ({ flags: 'A', window: 100 }), 'acknowledgment', 'established', ''],
    [data, 'data', 'established', ''],
    [earlyData, 'early', 'established', 'A'],
    [tooFar, 'outOfWindow', 'established', 'A'],
    [inWindow('FA'), 'early', 'established', 'A'],
    [exact('FA'), 'finished', 'closeWait', 'A'],
    [() => ({ flags: 'FAP', data: message(5) }), 'finished', 'closeWait', 'A'],
  ],
  finWait1: [
    ...commonRows('finWait1'),
    [exact('A'), 'acknowledgment', 'finWait2', ''],
    [data, 'data', 'finWait2', ''],
    [(bench) => ({ ...data(), acknowledgment: bench.ourNext - 1 }), 'data', 'finWait1', ''],
    [exact('FA'), 'finished', 'timeWait', 'A'],
    [(bench) => ({ flags: 'FA', acknowledgment: bench.ourNext - 1 }), 'finished', 'closing', 'A'],
  ],
  finWait2: [
    ...commonRows('finWait2'),
    [data, 'data', 'finWait2', ''],
    [earlyData, 'early', 'finWait2', 'A'],
    [exact('FA'), 'finished', 'timeWait', 'A'],
  ],
  closeWait: [
    ...commonRows('closeWait'),
    [exact('A'), 'repeatedAcknowledgment', 'closeWait', ''],
    [data, 'afterEnd', 'closeWait', 'A'],
    [(bench) => ({ flags: 'FA', sequence: bench.peerNext - 1 }), 'duplicate', 'closeWait', 'A'],
  ],
  closing: [
    ...commonRows('closing'),
    [exact('A'), 'acknowledgment', 'timeWait', ''],
    [(bench) => ({ flags: 'FA', sequence: bench.peerNext - 1 }), 'duplicate', 'closing', 'A'],
  ],
  lastAck: [
    ...commonRows('lastAck'),
    [exact('A'), 'acknowledgment', 'closed', ''],
    [(bench) => ({ flags: 'A', acknowledgment: bench.ourNext - 1 }), 'repeatedAcknowledgment', 'lastAck', ''],
  ],
  timeWait: [
    ...commonRows('timeWait').filter(([, outcome]) => outcome !== 'challengedSyn'),
    [(bench) => ({ flags: 'FA', sequence: bench.peerNext - 1 }), 'duplicate', 'timeWait', 'A'],
    [old('S'), 'challengedSyn', 'timeWait', 'A'],
    [exact('SA'), 'challengedSyn', 'timeWait', 'A'],
    // A SYN that begins anew.
    [inWindow('S'), 'handshake', 'closed', 'SA'],
  ],
}

for (const name of Object.keys(rows) as Name[]) {
  test(`segments in ${name}`, () => {
    rows[name].forEach(([make, outcome, after, answers], i) => {
      const bench = inState[name]()
      const crafted = make(bench)
      // An answer that says nothing new has gone long ago.
      bench.nowNs += 1e9 / 8
      const { outcome: actual, sent } = bench.next(crafted)
      const what = [actual, bench.state, sent.map(({ flags }) => flags).join()]
      assert.deepEqual(what, [outcome, after, answers], `row ${i}: ${JSON.stringify(crafted)}`)
    })
  })
}

test('SYN-SENT', () => {
  const send = (make: (syn: number) => Crafted): unknown[] => {
    const bench = new Bench()
    const syn = bench.connect()
    const { outcome, sent } = bench.receive({ sequence: PEER_START, port: syn.localPort, ...make(syn.sequence) })
    return [outcome, bench.state, sent.map(({ flags }) => flags).join(), bench.witness.told.join()]
  }
  const wrong = (flags: string) => (syn: number): Crafted => ({ flags, acknowledgment: syn + 2 })
  const right = (flags: string) => (syn: number): Crafted => ({ flags, acknowledgment: syn + 1 })
  assert.deepEqual(send(right('SA')), ['handshake', 'established', 'A', 'open'])
  assert.deepEqual(send(() => ({ flags: 'S' })), ['handshake', 'synReceived', 'SA', ''])
  assert.deepEqual(send(wrong('SA')), ['badHandshake', 'synSent', 'R', ''])
  assert.deepEqual(send(wrong('A')), ['badHandshake', 'synSent', 'R', ''])
  assert.deepEqual(send((syn) => ({ flags: 'A', acknowledgment: syn })), ['badHandshake', 'synSent', 'R', ''])
  assert.deepEqual(send(wrong('RA')), ['strayReset', 'synSent', '', ''])
  assert.deepEqual(send(() => ({ flags: 'R' })), ['strayReset', 'synSent', '', ''])
  assert.deepEqual(send(right('RA')), ['reset', 'closed', '', 'close refused'])
  assert.deepEqual(send(right('A')), ['noSyn', 'synSent', '', ''])
  assert.deepEqual(send(() => ({ flags: '' })), ['noSyn', 'synSent', '', ''])
})

test('CLOSED and LISTEN', () => {
  const bench = new Bench()
  bench.listen()
  const send = (crafted: Crafted): unknown[] => {
    const { outcome, sent } = bench.receive({ sequence: 100, ...crafted })
    return [outcome, ...sent.map(({ flags, sequence, acknowledgment }) => [flags, sequence, acknowledgment])]
  }
  // RFC 9293 §3.10.7.1: the reset carries what makes it acceptable.
  assert.deepEqual(send({ flags: 'S', port: 81 }), ['noConnection', ['AR', 0, 101]])
  assert.deepEqual(send({ flags: 'SF', port: 81, data: message(5) }), ['noConnection', ['AR', 0, 107]])
  assert.deepEqual(send({ flags: 'A', port: 81, acknowledgment: 77 }), ['noConnection', ['R', 77, 0]])
  assert.deepEqual(send({ flags: 'R', port: 81 }), ['strayReset'])
  assert.deepEqual(send({ flags: 'A', acknowledgment: 77 }), ['noConnection', ['R', 77, 0]])
  assert.deepEqual(send({ flags: 'SA', acknowledgment: 77 }), ['noConnection', ['R', 77, 0]])
  assert.deepEqual(send({ flags: 'R' }), ['strayReset'])
  assert.deepEqual(send({ flags: 'F' }), ['noSyn'])
  assert.deepEqual(send({ flags: '' }), ['noSyn'])
  assert.equal(send({ flags: 'S' })[0], 'handshake')
  assert.equal(bench.tcp.statistics().connections, 1)
})

test('simultaneous open: both ask, one connection comes of it', () => {
  const bench = new Bench()
  const syn = bench.connect()
  const { sent } = bench.receive({
    flags: 'S', sequence: PEER_START, port: syn.localPort, options: { maximumSegmentBytes: 700, windowScale: 2 },
  })
  assert.deepEqual([sent[0].flags, sent[0].sequence, sent[0].acknowledgment], ['SA', syn.sequence, PEER_START + 1])
  assert.equal(bench.connection!.sender.segmentBytes, 700)
  bench.connection!.write(message(10), 0, 10)
  assert.deepEqual(bench.run(), [])
  const answer = bench.receive({
    flags: 'SA', sequence: PEER_START, acknowledgment: syn.sequence + 1, port: syn.localPort,
    options: { maximumSegmentBytes: 700, windowScale: 2 },
  })
  assert.deepEqual([answer.outcome, bench.state, bench.witness.told], ['handshake', 'established', ['open']])
  assert.deepEqual(answer.sent.map(({ flags, data }) => [flags, data.length]), [['AP', 10]])
})

test('simultaneous close: both FINs cross, both wait', () => {
  const bench = inState.finWait1()
  const crossed = bench.next({ flags: 'FA', acknowledgment: bench.ourNext - 1 })
  assert.deepEqual([crossed.outcome, bench.state], ['finished', 'closing'])
  const last = bench.next({ flags: 'A' })
  assert.deepEqual([last.outcome, bench.state], ['acknowledgment', 'timeWait'])
  assert.equal(bench.witness.closeReason, 'finished')
  bench.run(61)
  assert.equal(bench.state, 'closed')
  assert.equal(bench.tcp.statistics().timeWait, 0)
})

test('a FIN before bytes that are missing ends the stream once they come', () => {
  const bench = inState.established()
  const start = bench.peerNext
  assert.equal(bench.next({ flags: 'FA', sequence: start + 10, data: message(5, 10) }).outcome, 'early')
  assert.equal(bench.connection!.isAtEnd, false)
  assert.equal(bench.next({ flags: 'A', sequence: start + 15, data: message(5) }).outcome, 'afterEnd')
  const { outcome, sent } = bench.next({ flags: 'A', sequence: start, data: message(10) })
  assert.deepEqual([outcome, sent[0].acknowledgment, bench.state], ['finished', (start + 16) | 0, 'closeWait'])
  assert.equal(bench.connection!.take().length, 15)
  assert.ok(bench.connection!.isAtEnd)
})

test('challenges of a connection are rare (RFC 5961 §7)', () => {
  const bench = inState.established()
  let answers = 0
  for (let i = 0; i < 100; i++) {
    answers += bench.next({ flags: 'S' }).sent.length
    bench.nowNs += 10e6
  }
  assert.equal(answers, 10)
  assert.equal(bench.tcp.statistics().events.challengesSuppressed, 90)
})

test('TIME-WAIT: the last acknowledgment is sent again, the wait begins anew, a new SYN may end it', () => {
  const bench = inState.timeWait()
  bench.run(50)
  assert.deepEqual(bench.next({ flags: 'FA', sequence: bench.peerNext - 1 }).sent.map(({ flags }) => flags), ['A'])
  bench.run(50)
  assert.equal(bench.state, 'timeWait')
  const previous = bench.connection!
  const before = bench.ourNext
  const { sent } = bench.receive({ flags: 'S', sequence: bench.peerNext + 1000 })
  assert.ok(((sent[0].sequence - before) | 0) > 0, 'our numbers go on from the old ones')
  const { outcome } = bench.receive({
    flags: 'A', sequence: bench.peerNext + 1001, acknowledgment: sent[0].sequence + 1,
  })
  assert.deepEqual([outcome, bench.accepted.length, previous.isOver], ['handshake', 2, true])
  assert.equal(bench.tcp.statistics().events.timeWaitReused, 1)
  assert.deepEqual([bench.tcp.statistics().timeWait, bench.tcp.statistics().connections], [0, 1])
})

test('TIME-WAIT is bounded: the oldest gives way', () => {
  const bench = new Bench({ timeWait: 3 })
  bench.listen()
  for (let i = 0; i < 5; i++) {
    const fromPort = PEER_PORT + i
    const { sent } = bench.receive({ flags: 'S', sequence: PEER_START, fromPort })
    const acknowledgment = sent[0].sequence + 1
    bench.receive({ flags: 'A', sequence: PEER_START + 1, acknowledgment, fromPort })
    bench.connection!.closeWrite()
    bench.run()
    bench.receive({ flags: 'FA', sequence: PEER_START + 1, acknowledgment: acknowledgment + 1, fromPort })
    assert.equal(bench.state, 'timeWait')
  }
  assert.deepEqual(bench.accepted.map(({ isOver, state }) => isOver && state), [0, 0, 9, 9, 9])
  const { timeWait, events } = bench.tcp.statistics()
  assert.deepEqual([timeWait, events.timeWaitEvicted], [3, 2])
  bench.run(61)
  assert.equal(bench.tcp.statistics().timeWait, 0)
})

test('abort: a reset that the peer takes, nothing is told, nothing is left', () => {
  for (const name of Object.keys(inState) as Name[]) {
    if (name === 'timeWait') continue
    const bench = inState[name]()
    const told = bench.witness.told.length
    const { peerNext, ourNext } = bench
    bench.connection!.abort()
    const [reset] = bench.run()
    assert.deepEqual([reset.flags, reset.sequence, reset.acknowledgment], ['AR', ourNext, peerNext], name)
    assert.deepEqual([bench.state, bench.tcp.statistics().connections, bench.witness.told.length], ['closed', 0, told])
    assert.equal(bench.next({ flags: 'A' }).outcome, 'noConnection')
  }
})
