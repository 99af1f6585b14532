// Finding neighbours: asking, waiting, being asked, forgetting; what teaches and what does not.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ARP_REPLY, ARP_REQUEST, arpOperation, arpSender, arpTarget } from './arp.ts'
import { address, arpFrame, Bench, changed, FAR_AWAY, GATEWAY, message, OURS, PEER, udpFrame } from './bench.test-support.ts'
import { ETHER_TYPE_ARP, etherTypeOf, isBroadcastMacAt } from './ethernet.ts'
import { ipv4Destination } from './ipv4.ts'
import { TRANSMITTED } from './statistics.ts'

/** What an ARP frame says. */
function said(frame: Uint8Array): string {
  const operation = arpOperation(frame) === ARP_REQUEST ? 'who has' : 'reply to'
  const way = isBroadcastMacAt(frame, 0) ? 'all' : 'one'
  return `${operation} ${arpTarget(frame) & 255}, ${arpSender(frame) & 255} says to ${way}`
}

function isArp(frame: Uint8Array): boolean {
  return etherTypeOf(frame) === ETHER_TYPE_ARP
}

const send = (bench: Bench, to = PEER, seed = 0): number => bench.interface.sendUdp(9, message(10, seed), to, 7)

test('a datagram waits for its neighbour, and leaves when that answers', () => {
  const bench = new Bench()
  assert.equal(send(bench), TRANSMITTED.held)
  bench.run()
  const [request, ...rest] = bench.takeFrames()
  assert.equal(rest.length, 0)
  assert.equal(said(request), 'who has 2, 1 says to all')
  assert.equal(bench.interface.deadlineNs(), 1e9)
  const [datagram] = bench.exchange(arpFrame(bench, ARP_REPLY, PEER, OURS))
  assert.deepEqual(datagram.subarray(0, 6), bench.peer.macAddress)
  assert.equal(ipv4Destination(datagram, 14), PEER)
  assert.equal(bench.interface.deadlineNs(), Infinity)
  assert.equal(send(bench), TRANSMITTED.sent)
  assert.deepEqual(bench.transmitted(), { sent: 3 })
  assert.deepEqual(bench.received(), { arpLearned: 1 })
})

test('other networks are reached through the gateway', () => {
  const bench = new Bench()
  bench.introduce(GATEWAY)
  assert.equal(send(bench, FAR_AWAY), TRANSMITTED.sent)
  bench.run()
  const [datagram] = bench.takeFrames()
  assert.equal(ipv4Destination(datagram, 14), FAR_AWAY)
  assert.deepEqual(datagram.subarray(0, 6), bench.peer.macAddress)
})

test('broadcasts need no neighbour', () => {
  const bench = new Bench()
  for (const text of ['255.255.255.255', '10.0.0.255']) {
    assert.equal(send(bench, address(text)), TRANSMITTED.sent)
    bench.run()
    assert.ok(isBroadcastMacAt(bench.takeFrames()[0], 0))
  }
})

test('three requests, a second apart; then what waits is given up and counted', () => {
  const bench = new Bench()
  send(bench)
  send(bench)
  const timesNs: number[] = []
  for (let i = 0; i < 50; i++) {
    bench.run(0.1)
    for (const frame of bench.takeFrames()) {
      assert.equal(said(frame), 'who has 2, 1 says to all')
      timesNs.push(bench.clock.monotonicNowNs())
    }
  }
  assert.deepEqual(timesNs, [1e8, 1e9, 2e9])
  assert.deepEqual(bench.transmitted(), { sent: 3, arpUnresolved: 2 })
  assert.equal(bench.interface.deadlineNs(), Infinity)
  // and it can be tried again
  send(bench)
  bench.run()
  assert.equal(bench.takeFrames().length, 1)
})

test('resolution over a link that loses frames', () => {
  let resolved = 0
  for (let seed = 1; seed <= 60; seed++) {
    const bench = new Bench(seed, { lossProbability: 0.3, latencyNs: 1e6 })
    send(bench)
    for (let i = 0; i < 40; i++) {
      bench.run(0.1)
      for (const frame of bench.takeFrames()) if (isArp(frame)) bench.peer.transmit(arpFrame(bench, ARP_REPLY, PEER, OURS))
    }
    bench.run(1)
    const { sent = 0, arpUnresolved = 0 } = bench.transmitted()
    assert.ok(sent >= 1 && sent <= 4)
    if (arpUnresolved === 0) resolved++
  }
  // each of three tries succeeds with a probability of 0.49
  assert.ok(resolved > 45 && resolved < 60, `${resolved}`)
})

test('at most four frames wait for one neighbour: the oldest gives way', () => {
  const bench = new Bench()
  for (let i = 0; i < 7; i++) assert.equal(send(bench, PEER, i), TRANSMITTED.held)
  const frames = bench.exchange(arpFrame(bench, ARP_REPLY, PEER, OURS)).filter((frame) => !isArp(frame))
  assert.deepEqual(frames.map((frame) => frame[42]), [3, 4, 5, 6])
  assert.deepEqual(bench.transmitted(), { sent: 5, arpQueueFull: 3 })
})

test('at most 32 addresses are asked for at a time', () => {
  const bench = new Bench()
  for (let i = 0; i < 40; i++) send(bench, PEER + i)
  bench.run()
  assert.equal(bench.takeFrames().length, 32)
  assert.deepEqual(bench.transmitted(), { sent: 32, arpQueueFull: 8 })
  bench.run(5)
  assert.deepEqual(bench.transmitted(), { sent: 96, arpQueueFull: 8, arpUnresolved: 32 })
})

test('one of several that are asked for answers: the others are asked on', () => {
  const bench = new Bench()
  for (let i = 0; i < 4; i++) send(bench, PEER + i)
  bench.exchange(arpFrame(bench, ARP_REPLY, PEER + 1, OURS))
  bench.run(1)
  assert.deepEqual(bench.takeFrames().map((frame) => arpTarget(frame) - PEER).sort(), [0, 2, 3])
  bench.run(3)
  assert.deepEqual(bench.transmitted(), { sent: 4 + 1 + 3 + 3, arpUnresolved: 3 })
})

test('requests for our address are answered, to the asker alone, and teach its address', () => {
  const bench = new Bench()
  const [reply, ...rest] = bench.exchange(arpFrame(bench, ARP_REQUEST, PEER, OURS))
  assert.equal(rest.length, 0)
  assert.equal(said(reply), 'reply to 2, 1 says to one')
  assert.deepEqual(reply.subarray(0, 6), bench.peer.macAddress)
  assert.deepEqual(reply.subarray(22, 28), bench.link.left.macAddress)
  assert.equal(send(bench), TRANSMITTED.sent)
  assert.deepEqual(bench.received(), { arpAnswered: 1 })
})

test('a probe is answered but teaches nothing', () => {
  const bench = new Bench()
  const [reply] = bench.exchange(arpFrame(bench, ARP_REQUEST, 0, OURS))
  assert.equal(said(reply), 'reply to 0, 1 says to one')
  bench.exchange(arpFrame(bench, ARP_REQUEST, 0, PEER))
  assert.deepEqual(bench.received(), { arpAnswered: 1, notForUs: 1 })
})

test('unsolicited replies and requests for others make no entry, but update one', () => {
  const bench = new Bench()
  bench.exchange(arpFrame(bench, ARP_REPLY, PEER, OURS))
  bench.exchange(arpFrame(bench, ARP_REQUEST, PEER, GATEWAY))
  bench.exchange(arpFrame(bench, ARP_REQUEST, PEER, PEER))
  assert.deepEqual(bench.received(), { notForUs: 3 })
  assert.equal(send(bench), TRANSMITTED.held)
  bench.introduce()
  bench.exchange(changed(arpFrame(bench, ARP_REQUEST, PEER, PEER), { 27: 77 }))
  send(bench)
  bench.run()
  assert.equal(bench.takeFrames()[0][5], 77)
  assert.deepEqual(bench.received(), { notForUs: 3, arpAnswered: 1, arpLearned: 1 })
})

test('another host with our address is counted, and changes nothing', () => {
  const bench = new Bench()
  bench.exchange(arpFrame(bench, ARP_REQUEST, OURS, PEER))
  bench.exchange(arpFrame(bench, ARP_REQUEST, OURS, OURS))
  bench.exchange(arpFrame(bench, ARP_REPLY, OURS, OURS))
  assert.deepEqual(bench.received(), { addressConflict: 3 })
  assert.deepEqual(bench.transmitted(), {})
})

test('senders that cannot be neighbours teach nothing', () => {
  const bench = new Bench()
  for (const text of ['192.0.2.7', '10.0.0.255', '255.255.255.255', '224.0.0.1']) {
    assert.equal(bench.exchange(arpFrame(bench, ARP_REQUEST, address(text), OURS)).length, 0)
  }
  bench.exchange(changed(arpFrame(bench, ARP_REQUEST, PEER, OURS), { 22: 3 }))
  bench.exchange(changed(arpFrame(bench, ARP_REQUEST, PEER, OURS), { 15: 6 }))
  assert.deepEqual(bench.received(), { badArp: 6 })
})

test('a neighbour in use is asked again before its time is over; one that is silent is forgotten', () => {
  const bench = new Bench()
  bench.introduce()
  const requestsNs: number[] = []
  for (let second = 1; second <= 58; second++) {
    bench.run(1)
    assert.equal(send(bench), TRANSMITTED.sent)
    bench.run()
    for (const frame of bench.takeFrames()) {
      if (!isArp(frame)) continue
      assert.equal(said(frame), 'who has 2, 1 says to one')
      requestsNs.push(bench.clock.monotonicNowNs())
    }
  }
  assert.equal(requestsNs[0], 45e9)
  assert.equal(requestsNs.length, 14)
  bench.exchange(arpFrame(bench, ARP_REPLY, PEER, OURS))
  bench.run(44)
  send(bench)
  bench.run()
  assert.equal(bench.takeFrames().length, 1)
  bench.run(20)
  assert.equal(send(bench), TRANSMITTED.held)
})

test('the table is bounded, and keeps whom we talk to', () => {
  const bench = new Bench(1, {}, { address: '10.0.0.1', prefixLength: 8, gateway: '10.0.0.254' })
  bench.introduce()
  bench.introduce(GATEWAY)
  bench.run(1)
  send(bench, PEER)
  send(bench, GATEWAY)
  for (let i = 0; i < 1000; i++) bench.introduce(address('10.7.0.1') + i)
  assert.equal(send(bench, PEER), TRANSMITTED.sent)
  assert.equal(send(bench, GATEWAY), TRANSMITTED.sent)
  // of those never sent to, the first went; the latest is there
  assert.equal(send(bench, address('10.7.0.1')), TRANSMITTED.held)
  assert.equal(send(bench, address('10.7.0.1') + 999), TRANSMITTED.sent)
})

test('datagrams teach nothing about neighbours', () => {
  const bench = new Bench()
  bench.interface.bindUdp(7)
  bench.exchange(udpFrame(bench, 9, 7, message(4)))
  assert.deepEqual(bench.received(), { delivered: 1 })
  assert.equal(send(bench), TRANSMITTED.held)
})
