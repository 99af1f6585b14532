// How bytes flow: when acknowledgments leave, what is held back, closed windows, losses, what is bounded.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Bench, message, PEER_PORT, PEER_START, type Sent } from './engine.test-support.ts'
import { MAXIMUM_RUNS } from './reassembly.ts'
import { SEND } from './writer.ts'

/** A connection whose peer takes segments of 1000 bytes, with much room. */
function open(window = 65535, limits = {}): Bench {
  const bench = new Bench(limits)
  bench.accept({ maximumSegmentBytes: 1000 }, window)
  bench.witness.told.length = 0
  return bench
}

function write(bench: Bench, bytes: Uint8Array): number {
  return bench.connection!.write(bytes, 0, bytes.length)
}

const lengths = (sent: readonly Sent[]): number[] => sent.map(({ data }) => data.length)

test('a single segment is acknowledged within 40 ms, every second one at once', () => {
  const bench = open()
  assert.deepEqual(bench.next({ flags: 'A', data: message(1000) }).sent, [])
  assert.deepEqual(bench.run(0.039), [])
  const [delayed] = bench.run(0.002)
  assert.deepEqual([delayed.flags, delayed.acknowledgment, delayed.data.length], ['A', bench.peerNext, 0])
  let answers = 0
  for (let i = 0; i < 20; i++) answers += bench.next({ flags: 'A', data: message(1000) }).sent.length
  assert.equal(answers, 10)
  assert.deepEqual(bench.run(1), [])
  // Small ones wait for the delay.
  for (let i = 0; i < 5; i++) assert.deepEqual(bench.next({ flags: 'A', data: message(10) }).sent, [])
  assert.equal(bench.run(0.05).length, 1)
})

test('an acknowledgment rides on bytes that leave', () => {
  const bench = open()
  bench.next({ flags: 'A', data: message(10) })
  write(bench, message(20))
  const [sent] = bench.run()
  assert.deepEqual([sent.flags, sent.acknowledgment, sent.data.length], ['AP', bench.peerNext, 20])
  assert.deepEqual(bench.run(0.1), [])
})

test('segments are as long as the peer says, less what the link takes; 536 without a word (RFC 6691)', () => {
  const longest = (options: object): number => {
    const bench = new Bench()
    bench.accept(options)
    write(bench, message(5000))
    return Math.max(...lengths(bench.run()))
  }
  assert.deepEqual([longest({ maximumSegmentBytes: 1000 }), longest({ maximumSegmentBytes: 9000 })], [1000, 1460])
  assert.deepEqual([longest({}), longest({ maximumSegmentBytes: 1 })], [536, 48])
  const syn = new Bench().connect()
  assert.deepEqual([syn.options.maximumSegmentBytes, syn.options.windowScale, syn.window], [1460, 2, 65535])
})

test('Nagle: what is not full waits for the acknowledgment; not with no delay, nor before a FIN', () => {
  const bench = open()
  write(bench, message(10))
  assert.deepEqual(lengths(bench.run()), [10])
  write(bench, message(20))
  write(bench, message(30))
  assert.deepEqual(bench.run(), [])
  assert.deepEqual(lengths(bench.next({ flags: 'A' }).sent), [50])
  write(bench, message(2500))
  assert.deepEqual(lengths(bench.run()), [1000, 1000])
  bench.connection!.isNoDelay = true
  assert.deepEqual(lengths(bench.run()), [500])
  const other = open()
  write(other, message(10))
  other.run()
  write(other, message(20))
  other.connection!.closeWrite()
  assert.deepEqual(other.run().map(({ flags, data }) => [flags, data.length]), [['AFP', 20]])
})

test('one call writes no more than the buffer holds; room is told when half of it is free', () => {
  const bench = open(65535, { sendBufferBytes: 16384 })
  assert.equal(write(bench, message(20000)), 16384)
  assert.equal(write(bench, message(10)), 0)
  const start = bench.connection!.sender.unacknowledged
  bench.run()
  for (const bytes of [5000, 8000]) bench.next({ flags: 'A', acknowledgment: start + bytes })
  assert.deepEqual(bench.witness.told, [])
  bench.next({ flags: 'A', acknowledgment: start + 9000 })
  assert.deepEqual(bench.witness.told, ['writable'])
  assert.equal(bench.connection!.writableBytes, 9000)
})

test('windows are scaled if both say so (RFC 7323 §2.2)', () => {
  const bench = new Bench()
  bench.accept({ maximumSegmentBytes: 1000, windowScale: 3 })
  bench.next({ flags: 'A', window: 1000 })
  assert.equal(bench.connection!.sender.window, 8000)
  bench.next({ flags: 'A', data: message(1000) })
  const [told] = bench.run(0.05)
  assert.equal(told.window, (262144 - 4 - 1000) >> 2)
  const plain = open()
  plain.next({ flags: 'A', window: 1000 })
  assert.equal(plain.connection!.sender.window, 1000)
  plain.next({ flags: 'A', data: message(1000) })
  assert.equal(plain.run(0.05)[0].window, 65535)
})

test('a window that the program closes: told, kept, and opened by a useful step', () => {
  const bench = open(65535, { receiveBufferBytes: 4096 })
  const { connection } = bench
  let edge = 0
  let window = -1
  for (let i = 0; i < 4; i++) {
    const { sent } = bench.next({ flags: 'A', data: message(1000, i) })
    for (const { acknowledgment, window: told } of [...sent, ...bench.run(0.05)]) {
      assert.ok(i === 0 || ((acknowledgment + told - edge) | 0) >= 0, 'the edge never moves back')
      edge = acknowledgment + told
      window = told
    }
  }
  assert.equal(window, 95)
  assert.equal(bench.next({ flags: 'A', data: message(1000) }).outcome, 'data')
  assert.equal(connection!.readableBytes, 4095)
  // A probe is answered, and not taken.
  const probe = bench.next({ flags: 'A', data: message(1) })
  const [{ window: closed, acknowledgment }] = probe.sent
  assert.deepEqual([probe.outcome, closed, acknowledgment], ['windowClosed', 0, bench.peerNext])
  const into = new Uint8Array(4096)
  assert.equal(connection!.read(into, 0, 500), 500)
  assert.deepEqual(bench.run(1), [], 'half a segment is not worth a word')
  connection!.read(into, 500, 600)
  assert.deepEqual(bench.run().map(({ flags, window: told }) => [flags, told]), [['A', 1100]])
  assert.equal(connection!.read(into, 1100, 4096), 2995)
  assert.deepEqual(into.subarray(3000, 4000), message(1000, 3))
})

test('a closed window is probed, ever less often, until it opens; bytes are lost nowhere', () => {
  const bench = open(2000)
  write(bench, message(5000))
  assert.deepEqual(lengths(bench.run()), [1000, 1000])
  assert.deepEqual(bench.next({ flags: 'A', window: 0 }).sent, [])
  const start = bench.connection!.sender.unacknowledged
  const times: number[] = []
  for (let step = 0; step < 1400; step++) {
    for (const probe of bench.run(0.1)) {
      assert.deepEqual([probe.data.length, probe.sequence, probe.data[0]], [1, start, message(5000)[2000]])
      times.push(Math.round(bench.nowNs / 1e9))
      // It says that it is still closed; a connection lives as long as it is answered (RFC 9293 §3.8.6.1).
      bench.next({ flags: 'A', acknowledgment: start, window: 0 })
    }
  }
  assert.deepEqual(times, [2, 4, 8, 16, 32, 64, 124])
  assert.equal(bench.state, 'established')
  const { sent } = bench.next({ flags: 'A', acknowledgment: start, window: 2500 })
  assert.deepEqual(sent.map(({ sequence, data }) => [sequence - start, data.length]), [[0, 1000], [1000, 1000]])
  assert.deepEqual(sent[0].data, message(5000).slice(2000, 3000))
  const rest = bench.next({ flags: 'A', acknowledgment: start + 2000, window: 2500 })
  assert.deepEqual(lengths(rest.sent), [1000])
})

test('the answer to a probe may take its byte', () => {
  const bench = open(1000)
  write(bench, message(3000))
  bench.run()
  bench.next({ flags: 'A', window: 0 })
  const start = bench.connection!.sender.unacknowledged
  assert.deepEqual(lengths(bench.run(1.1)), [1])
  const { sent } = bench.next({ flags: 'A', acknowledgment: start + 1, window: 5000 })
  assert.deepEqual(sent.map(({ sequence, data }) => [sequence - start, data.length]), [[1, 1000]])
})

test('a peer that opens its window by little gets little only after a while', () => {
  const bench = open(1000)
  write(bench, message(3000))
  bench.run()
  assert.deepEqual(bench.next({ flags: 'A', window: 100 }).sent, [])
  assert.deepEqual(lengths(bench.run(1.1)), [100])
})

test('the retransmission timer: doubled each time, given up after two minutes without an answer', () => {
  const bench = open()
  write(bench, message(10))
  const times: number[] = []
  for (let step = 0; step < 2000 && bench.state === 'established'; step++) {
    for (const sent of bench.run(0.1)) {
      if (sent.data.length > 0) times.push(Math.round(bench.nowNs / 1e9 * 10 - 10) / 10)
    }
  }
  assert.deepEqual(times.map(Math.floor), [0, 1, 3, 7, 15, 31, 63])
  assert.equal(Math.round(bench.nowNs / 1e9), 124)
  assert.deepEqual([bench.state, bench.witness.told.slice(-1)], ['closed', ['close timeout']])
  assert.equal(bench.tcp.statistics().events.timedOut, 1)
})

test('a SYN is repeated for three minutes, its answer for one', () => {
  const count = (bench: Bench): number[] => {
    const times: number[] = []
    for (let step = 0; step < 3000 && bench.tcp.statistics().connections > 0; step++) {
      for (const { flags } of bench.run(0.1)) {
        if (flags.startsWith('S')) times.push(Math.floor(bench.nowNs / 1e9 - 0.95))
      }
    }
    return times
  }
  const asking = new Bench()
  asking.connect()
  assert.deepEqual(count(asking), [1, 3, 7, 15, 31, 63, 123])
  assert.deepEqual([asking.witness.closeReason, Math.round(asking.nowNs / 1e9)], ['timeout', 184])
  const asked = new Bench()
  asked.listen()
  asked.receive({ flags: 'S', sequence: PEER_START })
  assert.deepEqual(count(asked), [1, 3, 7, 15, 31])
  assert.equal(Math.round(asked.nowNs / 1e9), 64)
})

test('after a SYN that was lost one segment leaves at first (RFC 5681 §3.1), else ten', () => {
  const bench = new Bench()
  const syn = bench.connect()
  bench.run(1.1)
  write(bench, message(20000))
  const options = { maximumSegmentBytes: 1000 }
  const { sent } = bench.receive({
    flags: 'SA', sequence: PEER_START, acknowledgment: syn.sequence + 1, port: syn.localPort, options,
  })
  assert.deepEqual(lengths(sent), [1000])
  const other = open()
  write(other, message(20000))
  assert.equal(other.run().length, 10)
})

test('slow start doubles, congestion avoidance adds a segment a round (RFC 5681 §3.1)', () => {
  const bench = open(65535)
  bench.connection!.sender.congestion.timeOut(16000, bench.ourNext, true)
  const windows: number[] = []
  for (let round = 0; round < 8; round++) {
    write(bench, message(60000))
    const sent = bench.run(0.01)
    windows.push(sent.length)
    for (const { sequence, data } of sent) {
      bench.tcp.tick(bench.nowNs)
      // acknowledgments without letting out what they allow, so that rounds stay apart
      bench.connection!.sender.acknowledge((sequence + data.length) | 0, bench.nowNs)
    }
  }
  assert.deepEqual(windows, [1, 2, 4, 8, 9, 10, 11, 12])
})

test('NewReno: two losses of one window are repaired by two retransmissions, without a timeout', () => {
  const bench = open(65535)
  write(bench, message(30000))
  const first = bench.run()
  assert.equal(first.length, 10)
  const at = (i: number): number => (first[0].sequence + i * 1000) | 0
  // Segments 2 and 5 are lost; 3, 4, 6 … bring duplicates.
  assert.equal(bench.next({ flags: 'A', acknowledgment: at(2) }).sent.length, 3, 'two left, the window grew by one')
  const told = { flags: 'A', acknowledgment: at(2) }
  assert.deepEqual(bench.next(told).sent.map(({ sequence }) => sequence), [at(13)], 'limited transmit')
  assert.deepEqual(bench.next(told).sent.map(({ sequence }) => sequence), [at(14)])
  const { congestion } = bench.connection!.sender
  assert.deepEqual(bench.next(told).sent.map(({ sequence }) => sequence), [at(2)], 'fast retransmit')
  // 13 in flight: half of it, and three
  assert.deepEqual([congestion.threshold, congestion.window, congestion.isRecovering], [6500, 9500, true])
  const recover = bench.ourNext
  for (let i = 0; i < 5; i++) assert.deepEqual(bench.next(told).sent.length, i < 4 ? 0 : 1)
  // The retransmission fills the first gap: a partial acknowledgment, which retransmits the second.
  const partial = bench.next({ flags: 'A', acknowledgment: at(5) })
  assert.deepEqual(partial.sent[0].sequence, at(5))
  assert.equal(congestion.isRecovering, true)
  const full = bench.next({ flags: 'A', acknowledgment: recover })
  assert.equal(congestion.isRecovering, false)
  assert.ok(congestion.window <= 6500)
  assert.ok(full.sent.length > 0)
  const { events } = bench.tcp.statistics()
  assert.deepEqual([events.fastRetransmits, events.retransmitted, events.timeouts], [1, 2, 0])
})

test('duplicates of what was sent before a timeout start no fast retransmit (RFC 6582 §3.2)', () => {
  const bench = open()
  write(bench, message(10000))
  const [first] = bench.run()
  assert.deepEqual(bench.run(1.1).map(({ sequence }) => sequence), [first.sequence])
  for (let i = 0; i < 5; i++) bench.next({ flags: 'A', acknowledgment: first.sequence })
  assert.equal(bench.tcp.statistics().events.fastRetransmits, 0)
  assert.equal(bench.connection!.sender.congestion.threshold, 5000)
})

test('after a timeout all is sent again, in slow start, but for what turns out to have come', () => {
  const bench = open()
  write(bench, message(10000))
  const [first] = bench.run()
  bench.run(1.1)
  const { sent } = bench.next({ flags: 'A', acknowledgment: first.sequence + 1000 })
  assert.deepEqual(sent.map(({ sequence }) => sequence - first.sequence), [1000, 2000])
  const { sent: rest } = bench.next({ flags: 'A', acknowledgment: first.sequence + 9000 })
  assert.deepEqual(rest.map(({ sequence }) => sequence - first.sequence), [9000])
})

test('early segments: kept within the window, their gaps bounded', () => {
  const bench = open()
  const start = bench.peerNext
  for (let i = 0; i < MAXIMUM_RUNS; i++) {
    const { outcome, sent } = bench.next({ flags: 'A', sequence: start + 10 + i * 20, data: message(10, i) })
    assert.deepEqual([outcome, sent.length], ['early', 1])
  }
  assert.equal(bench.next({ flags: 'A', sequence: start + 60000, data: message(10) }).outcome, 'tooManyGaps')
  const past = bench.next({ flags: 'A', sequence: start + 65530, data: message(100) })
  assert.equal(past.outcome, 'tooManyGaps')
  for (let i = 0; i < MAXIMUM_RUNS; i++) bench.next({ flags: 'A', sequence: start + i * 20, data: message(10, i) })
  assert.equal(bench.connection!.readableBytes, MAXIMUM_RUNS * 20)
  const bytes = bench.connection!.take()
  assert.deepEqual(bytes.subarray(20, 40), Uint8Array.from([...message(10, 1), ...message(10, 1)]))
})

test('the backlog bounds what is half open; it is free again when handshakes end', () => {
  const bench = new Bench()
  bench.listen(80, 4)
  const syn = (i: number): string => bench.receive({ flags: 'S', sequence: PEER_START, fromPort: 6000 + i }).outcome
  assert.deepEqual([0, 1, 2, 3, 4, 5].map(syn), [...Array(4).fill('handshake'), 'backlogFull', 'backlogFull'])
  bench.receive({ flags: 'R', sequence: PEER_START + 1, fromPort: 6000 })
  assert.deepEqual([syn(6), syn(7)], ['handshake', 'backlogFull'])
  bench.run(65)
  assert.equal(bench.tcp.statistics().connections, 0)
  bench.accept()
  assert.deepEqual([8, 9, 10, 11, 12].map(syn), [...Array(4).fill('handshake'), 'backlogFull'])
})

test('a flood of SYNs: memory stays bounded, connections that are open go on', () => {
  const bench = open()
  for (let i = 0; i < 20000; i++) {
    bench.receive({ flags: 'S', sequence: i, from: 0x0b000000 + i, fromPort: 1024 + (i & 32767) })
  }
  const { connections, received } = bench.tcp.statistics()
  assert.deepEqual([connections, received.backlogFull], [17, 20000 - 16])
  write(bench, message(100))
  assert.equal(lengths(bench.run()).at(-1), 100)
})

test('connections are bounded', () => {
  const bench = new Bench({ connections: 2 })
  bench.listen()
  for (let i = 0; i < 2; i++) bench.receive({ flags: 'S', sequence: PEER_START, fromPort: 6000 + i })
  assert.equal(bench.receive({ flags: 'S', sequence: PEER_START }).outcome, 'tooManyConnections')
  assert.throws(() => bench.connect(), /all 2 TCP connections of this machine are in use/)
})

test('no room below: what is left out leaves later, in the order of the streams', () => {
  const bench = open()
  bench.below = SEND.full
  write(bench, message(3000))
  bench.next({ flags: 'A', data: message(1000) })
  assert.deepEqual(bench.run(0.5), [])
  assert.ok(bench.tcp.deadlineNs() > bench.nowNs && bench.tcp.deadlineNs() < bench.nowNs + 1e6)
  bench.below = SEND.done
  const sent = bench.run()
  assert.deepEqual(lengths(sent), [1000, 1000, 1000])
  assert.equal(sent[0].acknowledgment, bench.peerNext)
  assert.deepEqual([sent[0].sequence, sent[1].sequence - sent[0].sequence], [bench.ourNext - 3000, 1000])
})

test('no way to the peer: told with the next turn', () => {
  const bench = new Bench()
  bench.below = SEND.unreachable
  bench.connection = bench.tcp.connect(9, PEER_PORT, bench.witness)
  bench.tcp.flush(bench.nowNs)
  assert.deepEqual(bench.witness.told, [])
  assert.equal(bench.tcp.deadlineNs(), bench.nowNs)
  bench.tcp.tick(bench.nowNs)
  assert.deepEqual(bench.witness.told, ['close unreachable'])
})

test('a handler may abort in any call, and is then told nothing more', () => {
  const bench = open()
  bench.witness.onReadable = () => {
    bench.witness.told.push('readable')
    bench.connection!.abort()
  }
  const { sent } = bench.next({ flags: 'FAP', data: message(10) })
  assert.deepEqual([sent.map(({ flags }) => flags), bench.witness.told, bench.state], [['AR'], ['readable'], 'closed'])
})

test('what a handler writes leaves in the same turn, with the acknowledgment', () => {
  const bench = open()
  bench.witness.onReadable = () => void write(bench, bench.connection!.take())
  const { sent } = bench.next({ flags: 'AP', data: message(100) })
  assert.deepEqual(sent.map(({ flags, acknowledgment, data }) => [flags, acknowledgment, data.length]), [
    ['AP', bench.peerNext, 100],
  ])
})

test('memory is shared: without any left each connection goes on with little, and gets more when it comes back', () => {
  const bench = new Bench({ totalBufferBytes: 4096 })
  const first = bench.accept({ maximumSegmentBytes: 1000 })
  assert.equal(first.write(message(10000), 0, 10000), 4096, 'two steps need more than there is')
  const { sent } = bench.receive({
    flags: 'S', sequence: PEER_START, fromPort: PEER_PORT + 1, options: { maximumSegmentBytes: 1000 },
  })
  const syn = sent.find(({ flags }) => flags === 'SA')!
  const fromPort = PEER_PORT + 1
  const acknowledgment = syn.sequence + 1
  bench.receive({ flags: 'A', sequence: PEER_START + 1, acknowledgment, fromPort })
  const second = bench.connection!
  assert.equal(second.write(message(10000), 0, 10000), 4096)
  const data = (at: number, length: number): string => {
    const sequence = PEER_START + 1 + at
    return bench.receive({ flags: 'A', sequence, acknowledgment, fromPort, data: message(length) }).outcome
  }
  assert.equal(data(0, 1000), 'data')
  assert.equal(data(1000, 1000), 'data')
  assert.equal(data(2000, 1000), 'noMemory')
  assert.equal(data(3000, 1000), 'noMemory')
  assert.equal(second.readableBytes, 2000)
  first.abort()
  assert.equal(data(2000, 1000), 'data')
  assert.equal(bench.tcp.statistics().received.noMemory, 2)
})

test('memory of connections that are over comes back, though nobody reads what they brought', () => {
  const bench = new Bench({ totalBufferBytes: 8192 })
  bench.listen()
  for (let i = 0; i < 20; i++) {
    const fromPort = 6000 + i
    const { sent } = bench.receive({ flags: 'S', sequence: PEER_START, fromPort })
    const acknowledgment = sent[0].sequence + 1
    bench.receive({ flags: 'A', sequence: PEER_START + 1, acknowledgment, fromPort })
    for (let at = 0; at < 6000; at += 1000) {
      const sequence = PEER_START + 1 + at
      const { outcome } = bench.receive({ flags: 'A', sequence, acknowledgment, fromPort, data: message(1000) })
      assert.equal(outcome, 'data', `connection ${i} at ${at}`)
    }
    const connection = bench.connection!
    if (i % 3 === 0) {
      bench.receive({ flags: 'R', sequence: PEER_START + 6001, fromPort })
    } else {
      // Both ways to the end: through TIME-WAIT, or through LAST-ACK.
      if (i % 3 === 1) connection.closeWrite()
      bench.run()
      bench.receive({ flags: 'FA', sequence: PEER_START + 6001, acknowledgment: bench.ourNext, fromPort })
      connection.closeWrite()
      bench.run()
      bench.receive({ flags: 'A', sequence: PEER_START + 6002, acknowledgment: bench.ourNext, fromPort })
      assert.equal(connection.take().length, 6000)
    }
    assert.ok(connection.isOver)
  }
})
