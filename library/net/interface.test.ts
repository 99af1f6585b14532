// The way of a frame: every outcome is reached by a frame of its own, each frame is counted once, answers are right,
// and what is bounded stays so.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readU16 } from '../base/big-endian.ts'
import { ARP_REPLY, ARP_REQUEST } from './arp.ts'
import {
  address, arpFrame, Bench, changed, echoFrame, FAR_AWAY, GATEWAY, ipv4Frame, message, OURS, PEER, repairHeader, udpFrame,
} from './bench.test-support.ts'
import { checkIcmp } from './icmp.ts'
import { checkIpv4, ipv4Destination, ipv4Protocol, ipv4Source, ipv4TotalBytes, PROTOCOL_ICMP, PROTOCOL_TCP, VALID } from './ipv4.ts'
import { tcpOf } from './tcp-of.ts'
import { checkUdp } from './udp.ts'
import { RECEIVED, TRANSMITTED, type ReceivedCounts } from './statistics.ts'

/** Frames that end in a given outcome, on a bench with port 7 bound and the peer known. */
const framesByOutcome: Readonly<Record<keyof ReceivedCounts, (bench: Bench) => Uint8Array[]>> = {
  delivered: (bench) => [
    udpFrame(bench, 9, 7, message(20)),
    udpFrame(bench, 9, 7, message(0)),
    udpFrame(bench, 0, 7, message(1472)),
    udpFrame(bench, 9, 7, message(21), { source: FAR_AWAY }),
    udpFrame(bench, 9, 7, message(20), { options: Uint8Array.of(7, 7, 4, 0, 0, 0, 0, 0) }),
    udpFrame(bench, 9, 7, message(20), { options: new Uint8Array(40).fill(1) }),
    changed(udpFrame(bench, 9, 7, message(20), { destination: address('255.255.255.255') }), broadcastMac),
    changed(udpFrame(bench, 9, 7, message(20), { destination: address('10.0.0.255') }), broadcastMac),
    // no checksum
    changed(udpFrame(bench, 9, 7, message(20)), { 40: 0, 41: 0 }),
    // a time to live of nothing
    repairHeader(changed(udpFrame(bench, 9, 7, message(20)), { 22: 0 })),
  ],
  echoed: (bench) => [
    echoFrame(bench, message(56)),
    echoFrame(bench, message(0)),
    echoFrame(bench, message(1472)),
    echoFrame(bench, message(33), { options: Uint8Array.of(1, 1, 1, 0) }),
  ],
  arpAnswered: (bench) => [arpFrame(bench, ARP_REQUEST, PEER, OURS)],
  arpLearned: (bench) => [arpFrame(bench, ARP_REPLY, PEER, OURS), arpFrame(bench, ARP_REQUEST, PEER, GATEWAY)],
  short: (bench) => [
    new Uint8Array(0),
    new Uint8Array(13).fill(255),
    arpFrame(bench, ARP_REQUEST, PEER, OURS).subarray(0, 41),
    udpFrame(bench, 9, 7, message(20)).subarray(0, 33),
    ipv4Frame(bench, 17, message(7)),
    ipv4Frame(bench, PROTOCOL_ICMP, message(7)),
  ],
  notForUs: (bench) => [
    changed(udpFrame(bench, 9, 7, message(20)), { 5: 9 }),
    changed(udpFrame(bench, 9, 7, message(20)), { 0: 1, 1: 0, 2: 0x5e }),
    udpFrame(bench, 9, 7, message(20), { destination: PEER }),
    udpFrame(bench, 9, 7, message(20), { destination: address('224.0.0.1') }),
    // by link broadcast to one host
    changed(udpFrame(bench, 9, 7, message(20)), broadcastMac),
    arpFrame(bench, ARP_REQUEST, address('10.0.0.77'), GATEWAY),
  ],
  unknownEtherType: (bench) => [changed(udpFrame(bench, 9, 7, message(20)), { 12: 0x86, 13: 0xdd })],
  badArp: (bench) => [
    changed(arpFrame(bench, ARP_REQUEST, PEER, OURS), { 21: 3 }),
    arpFrame(bench, ARP_REQUEST, FAR_AWAY, OURS),
  ],
  addressConflict: (bench) => [arpFrame(bench, ARP_REPLY, OURS, PEER)],
  badVersion: (bench) => [repairHeader(changed(udpFrame(bench, 9, 7, message(20)), { 14: 0x65 }))],
  badLength: (bench) => [
    changed(udpFrame(bench, 9, 7, message(20)), { 14: 0x44 }),
    repairHeader(changed(udpFrame(bench, 9, 7, message(20)), { 16: 0, 17: 19 })),
    repairHeader(changed(udpFrame(bench, 9, 7, message(20)), { 16: 1, 17: 0 })),
    udpFrame(bench, 9, 7, message(100)).subarray(0, 141),
    repairHeader(changed(udpFrame(bench, 9, 7, message(20)), { 14: 0x4f, 17: 40 })),
    changed(udpFrame(bench, 9, 7, message(20)), { 38: 0, 39: 7 }),
    changed(udpFrame(bench, 9, 7, message(20)), { 38: 0, 39: 29 }),
  ],
  badChecksum: (bench) => [
    changed(udpFrame(bench, 9, 7, message(20)), { 24: 1, 25: 1 }),
    changed(udpFrame(bench, 9, 7, message(20)), { 61: 1 }),
    changed(echoFrame(bench, message(20)), { 60: 1 }),
  ],
  badSource: (bench) => ['224.1.1.1', '255.255.255.255', '10.0.0.255', '10.0.0.1', '127.0.0.1', '0.0.0.0', '250.1.1.1']
    .map((text) => udpFrame(bench, 9, 7, message(20), { source: address(text) })),
  fragment: (bench) => [
    repairHeader(changed(udpFrame(bench, 9, 7, message(24)), { 20: 0x20, 21: 0 })),
    repairHeader(changed(udpFrame(bench, 9, 7, message(24)), { 20: 0, 21: 3 })),
    repairHeader(changed(udpFrame(bench, 9, 9, message(24)), { 20: 0x20, 21: 0 })),
  ],
  unknownProtocol: (bench) => [ipv4Frame(bench, 2, message(20)), ipv4Frame(bench, PROTOCOL_TCP, message(20)), ipv4Frame(bench, 255, message(20))],
  unhandledIcmp: (bench) => [
    // an echo reply, an error about something of ours, an echo request to all
    changed(echoFrame(bench, message(20)), { 34: 0, 36: readU16(echoFrame(bench, message(20)), 36) + 0x800 >>> 8 }),
    ipv4Frame(bench, PROTOCOL_ICMP, Uint8Array.of(3, 3, 0xfc, 0xfc, 0, 0, 0, 0)),
    changed(echoFrame(bench, message(20), { destination: address('10.0.0.255') }), broadcastMac),
  ],
  noSocket: (bench) => [
    udpFrame(bench, 9, 8, message(20)),
    udpFrame(bench, 9, 0, message(20)),
    changed(udpFrame(bench, 9, 8, message(20), { destination: address('255.255.255.255') }), broadcastMac),
  ],
  queueFull: () => [],
  tcp: (bench) => {
    tcpOf(bench.interface)
    return [ipv4Frame(bench, PROTOCOL_TCP, message(19)), ipv4Frame(bench, PROTOCOL_TCP, message(20))]
  },
}
const broadcastMac = { 0: 255, 1: 255, 2: 255, 3: 255, 4: 255, 5: 255 }

/** A bench whose peer is known, with nothing counted that matters. */
function readyBench(): Bench {
  const bench = new Bench()
  bench.introduce()
  bench.introduce(GATEWAY)
  bench.interface.bindUdp(7)
  return bench
}

function sum(counts: object): number {
  return Object.values(counts).reduce((total: number, count: number) => total + count, 0)
}

for (const [outcome, make] of Object.entries(framesByOutcome)) {
  test(`frames that end as ${outcome}`, () => {
    const frames = make(readyBench())
    frames.forEach((_, i) => {
      const bench = readyBench()
      const before = bench.interface.statistics().received
      const frame = make(bench)[i]
      const answers = bench.exchange(frame)
      const after = bench.interface.statistics().received
      const name = outcome as keyof typeof RECEIVED
      assert.equal(after[name], before[name] + 1, `frame ${i}: ${JSON.stringify(bench.received())}`)
      assert.equal(sum(after), sum(before) + 1, 'counted once')
      const isAnswered = outcome === 'echoed' || outcome === 'arpAnswered' || (outcome === 'noSocket' && i < 2)
      assert.equal(answers.length, isAnswered ? 1 : 0, `frame ${i}`)
    })
  })
}

test('ping: the answer is the request, turned round', () => {
  const bench = readyBench()
  const [reply] = bench.exchange(echoFrame(bench, message(56)))
  assert.equal(reply.length, 14 + 20 + 8 + 56)
  assert.equal(checkIpv4(reply, 14, reply.length), VALID)
  assert.equal(checkIcmp(reply, 34, reply.length), VALID)
  assert.deepEqual([ipv4Source(reply, 14), ipv4Destination(reply, 14)], [OURS, PEER])
  assert.deepEqual([...reply.subarray(34, 36), ...reply.subarray(38, 42)], [0, 0, 0x12, 0x34, 0, 1])
  assert.deepEqual(reply.subarray(42), message(56))
})

test('ping from another network is answered through the gateway; from an unknown neighbour once it is found', () => {
  const bench = new Bench()
  bench.introduce(GATEWAY)
  const [far] = bench.exchange(echoFrame(bench, message(8), { source: FAR_AWAY }))
  assert.equal(ipv4Destination(far, 14), FAR_AWAY)
  const [question] = bench.exchange(echoFrame(bench, message(8)))
  assert.equal(readU16(question, 12), 0x0806)
  const [reply] = bench.exchange(arpFrame(bench, ARP_REPLY, PEER, OURS))
  assert.equal(ipv4Destination(reply, 14), PEER)
  assert.deepEqual(bench.received(), { arpAnswered: 1, echoed: 2, arpLearned: 1 })
})

test('UDP to a port that nobody bound: the error quotes the datagram', () => {
  const bench = readyBench()
  const datagram = udpFrame(bench, 9, 8, message(20))
  const [error] = bench.exchange(datagram)
  assert.equal(ipv4Protocol(error, 14), PROTOCOL_ICMP)
  assert.equal(ipv4Destination(error, 14), PEER)
  assert.equal(checkIcmp(error, 34, 14 + ipv4TotalBytes(error, 14)), VALID)
  assert.deepEqual([...error.subarray(34, 36), ...error.subarray(38, 42)], [3, 3, 0, 0, 0, 0])
  assert.deepEqual(error.subarray(42), datagram.subarray(14, 14 + 48))
  const [long] = bench.exchange(udpFrame(bench, 9, 8, message(1400)))
  assert.equal(ipv4TotalBytes(long, 14), 576)
})

test('errors are limited to 20 at once and 100 a second', () => {
  const bench = readyBench()
  const flood = (count: number): number => {
    let errors = 0
    for (let i = 0; i < count; i++) errors += bench.exchange(udpFrame(bench, 9, 8, message(1))).length
    return errors
  }
  assert.equal(flood(50), 20)
  bench.run(0.055)
  assert.equal(flood(50), 5)
  bench.run(10)
  assert.equal(flood(50), 20)
  assert.equal(bench.received().noSocket, 150)
  assert.equal(bench.transmitted().rateLimited, 105)
})

test('what waits at a port is bounded in datagrams', () => {
  const bench = readyBench()
  for (let i = 0; i < 300; i++) bench.exchange(udpFrame(bench, 9, 7, message(1, i)))
  assert.deepEqual(bench.received(), { arpAnswered: 2, delivered: 256, queueFull: 44 })
})

test('and in bytes; room comes back as datagrams are taken', () => {
  const bench = readyBench()
  const port = bench.interface.bindUdp(70)
  for (let i = 0; i < 250; i++) bench.exchange(udpFrame(bench, 9, 70, message(1400, i)))
  const { delivered, queueFull } = bench.interface.statistics().received
  assert.deepEqual([delivered, queueFull], [187, 63])
  let taken = 0
  for (let i = 0; i < delivered; i++) {
    port.receive((datagram) => {
      assert.deepEqual(datagram?.bytes, message(1400, i))
      taken++
    })
  }
  assert.equal(taken, 187)
  bench.exchange(udpFrame(bench, 9, 70, message(1400)))
  assert.equal(bench.interface.statistics().received.delivered, 188)
})

test('a poll takes at most 64 frames', () => {
  const bench = readyBench()
  for (let i = 0; i < 100; i++) bench.peer.transmit(udpFrame(bench, 9, 7, message(1)))
  assert.equal(bench.interface.poll(), true)
  assert.equal(bench.received().delivered, 64)
  assert.equal(bench.interface.prepareToWait(), true)
  assert.equal(bench.interface.poll(), true)
  assert.equal(bench.received().delivered, 100)
  assert.equal(bench.interface.prepareToWait(), false)
  assert.equal(bench.interface.poll(), false)
})

test('sending: what leaves is right, and every refusal is counted', () => {
  const bench = readyBench()
  const send = (bytes: number, to: number, port = 7): number => bench.interface.sendUdp(53, message(bytes), to, port)
  assert.equal(send(5, PEER), TRANSMITTED.sent)
  bench.run()
  const [frame] = bench.takeFrames().slice(-1)
  assert.equal(frame.length, 14 + 20 + 8 + 5)
  assert.equal(checkIpv4(frame, 14, frame.length), VALID)
  assert.equal(checkUdp(frame, 34, frame.length, OURS, PEER), VALID)
  assert.equal(readU16(frame, 20), 0x4000, 'do not fragment')
  assert.deepEqual(frame.subarray(42), message(5))
  assert.equal(bench.interface.maximumUdpBytes, 1472)
  assert.equal(send(1472, PEER), TRANSMITTED.sent)
  assert.equal(send(1473, PEER), TRANSMITTED.tooLong)
  assert.equal(send(5, OURS), TRANSMITTED.toSelf)
  assert.equal(send(5, PEER, 0), TRANSMITTED.noPort)
  assert.equal(send(5, address('224.0.0.1')), TRANSMITTED.noRoute)
  bench.link.left.isUp = false
  assert.equal(send(5, PEER), TRANSMITTED.deviceDown)
  bench.link.left.isUp = true
  bench.link.setConditions('left', { bitsPerSecond: 1e6, transmitQueueFrames: 1 })
  assert.equal(send(5, PEER), TRANSMITTED.sent)
  assert.equal(send(5, PEER), TRANSMITTED.deviceFull)
  assert.deepEqual(bench.transmitted(), {
    sent: 5, deviceFull: 1, deviceDown: 1, tooLong: 1, noRoute: 1, toSelf: 1, noPort: 1,
  })
})

test('a bound port keeps the program alive; an interface alone does not', () => {
  const bench = new Bench()
  assert.equal(bench.interface.isReferenced(), false)
  const port = bench.interface.bindUdp(7)
  assert.equal(bench.interface.isReferenced(), true)
  bench.interface.unbindUdp(port)
  bench.interface.unbindUdp(port)
  assert.equal(bench.interface.isReferenced(), false)
})

test('damaged and cut frames: none stops the machine, each is counted once', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const bench = readyBench()
    const frames = Object.values(framesByOutcome).flatMap((make) => make(bench))
    const before = sum(bench.received())
    let count = 0
    for (const original of frames) {
      for (let i = 0; i < 10; i++) {
        const frame = original.slice(0, bench.rng.chance(0.3) ? bench.rng.nextU32() % (original.length + 1) : original.length)
        for (let flips = bench.rng.nextU32() % 4; flips > 0 && frame.length > 0; flips--) {
          frame[bench.rng.nextU32() % Math.min(frame.length, 60)] = bench.rng.nextU32()
        }
        if (frame.length >= 34 && bench.rng.chance(0.7)) repairHeader(frame)
        bench.exchange(frame)
        count++
      }
    }
    assert.equal(sum(bench.received()), before + count, `seed ${seed}`)
    bench.run(10)
    const { transmitted } = bench.interface.statistics()
    assert.equal(bench.link.counts('left').sent, transmitted.sent)
  }
})
