// Addresses, routes and codecs: what is written is read back, and what is wrong is found.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatAddress, parseAddress, prefixMask } from './address.ts'
import { ARP_FRAME_BYTES, ARP_REPLY, arpOperation, arpSender, arpTarget, isArpOverEthernet, writeArp } from './arp.ts'
import { etherTypeOf, ETHER_TYPE_ARP } from './ethernet.ts'
import { checkIcmp, isEchoRequest, writeEchoReply } from './icmp.ts'
import {
  checkIpv4, ipv4Destination, ipv4HeaderBytes, ipv4Protocol, ipv4Source, ipv4TotalBytes, isFragment, PROTOCOL_UDP, VALID,
  writeIpv4Header,
} from './ipv4.ts'
import { NO_ROUTE, Route } from './route.ts'
import { Counters, RECEIVED, TRANSMITTED } from './statistics.ts'
import { TokenBucket } from './token-bucket.ts'
import { checkUdp, udpDestinationPort, udpLengthBytes, udpSourcePort, writeUdpHeader } from './udp.ts'

const at = (text: string): number => parseAddress(text)!

test('addresses', () => {
  for (const text of ['0.0.0.0', '1.2.3.4', '10.0.2.15', '255.255.255.255', '192.168.100.1']) {
    assert.equal(formatAddress(parseAddress(text)!), text)
  }
  assert.equal(parseAddress('10.0.2.15'), 0x0a00020f)
  for (const text of [
    '', '1', '1.2.3', '1.2.3.', '.1.2.3', '1..2.3', '1.2.3.4.', '1.2.3.4.5', '256.1.1.1', '1.1.1.999', '01.2.3.4', '00.0.0.0',
    ' 1.2.3.4', '1.2.3.4 ', '1.2.3.x', '-1.2.3.4', '1.2.3.4:5', '0x1.2.3.4', '１.2.3.4', 'localhost',
  ]) assert.equal(parseAddress(text), null, text)
  assert.deepEqual([0, 1, 8, 24, 31, 32].map(prefixMask), [0, 0x80000000, 0xff000000, 0xffffff00, 0xfffffffe, 0xffffffff])
})

test('routes', () => {
  const route = new Route({ address: '10.1.2.3', prefixLength: 16, gateway: '10.1.0.1' })
  assert.equal(route.nextHop(at('10.1.200.1')), at('10.1.200.1'))
  assert.equal(route.nextHop(at('10.2.0.1')), at('10.1.0.1'))
  assert.equal(route.nextHop(at('10.1.255.255')), at('10.1.255.255'))
  assert.equal(route.nextHop(at('255.255.255.255')), at('255.255.255.255'))
  for (const text of ['224.0.0.1', '127.0.0.1', '0.0.0.0', '250.0.0.1']) assert.equal(route.nextHop(at(text)), NO_ROUTE, text)
  assert.ok(route.isBroadcast(at('10.1.255.255')) && route.isBroadcast(at('10.1.0.0')) && !route.isBroadcast(at('10.1.0.1')))
  assert.ok(route.isNeighbour(at('10.1.9.9')) && !route.isNeighbour(at('10.2.0.1')) && !route.isNeighbour(at('10.1.2.3')))
  for (const text of ['10.1.2.3', '10.1.255.255', '224.0.0.5', '127.0.0.1', '0.0.0.0', '255.255.255.255']) {
    assert.equal(route.isHost(at(text)), false, text)
  }
  assert.equal(new Route({ address: '10.1.2.3', prefixLength: 16, gateway: null }).nextHop(at('8.8.8.8')), NO_ROUTE)
})

test('routes of two hosts and of one', () => {
  const two = new Route({ address: '10.0.0.0', prefixLength: 31, gateway: '10.0.0.1' })
  assert.ok(two.isNeighbour(at('10.0.0.1')) && !two.isBroadcast(at('10.0.0.1')) && !two.isBroadcast(at('10.0.0.0')))
  const one = new Route({ address: '203.0.113.9', prefixLength: 32, gateway: '10.0.0.1' })
  assert.equal(one.nextHop(at('203.0.113.8')), at('10.0.0.1'))
  assert.ok(one.isNeighbour(at('10.0.0.1')))
})

test('wrong configurations say what is wrong', () => {
  const make = (address: string, prefixLength: number, gateway: string | null) => () =>
    new Route({ address, prefixLength, gateway })
  assert.throws(make('10.0.0', 24, null), {
    name: 'RangeError', message: "network: address must be the IPv4 address of a host, such as 10.0.2.15, not '10.0.0'",
  })
  assert.throws(make('127.0.0.1', 8, null), /address of a host/)
  assert.throws(make('224.0.0.1', 8, null), /address of a host/)
  for (const length of [0, 33, 1.5, NaN]) {
    assert.throws(make('10.0.0.1', length, null), /prefixLength must be a whole number from 1 to 32/)
  }
  assert.throws(make('10.0.0.255', 24, null), /the address of the network itself/)
  assert.throws(make('10.0.0.0', 24, null), /the address of the network itself/)
  assert.throws(make('10.0.0.1', 24, '10.0.1.1'), /the gateway 10\.0\.1\.1 is not a host of 10\.0\.0\.1\/24/)
  assert.throws(make('10.0.0.1', 24, '10.0.0.1'), /gateway/)
  assert.throws(make('10.0.0.1', 24, '10.0.0.255'), /gateway/)
  assert.throws(make('10.0.0.1', 24, 'router'), /gateway must be/)
})

test('ARP round trip', () => {
  const frame = new Uint8Array(ARP_FRAME_BYTES).fill(0xee)
  const sender = Uint8Array.of(2, 0, 0, 0, 0, 1)
  const target = Uint8Array.of(9, 9, 2, 0, 0, 0, 0, 2)
  writeArp(frame, ARP_REPLY, sender, at('10.0.0.1'), target, 2, at('10.0.0.2'))
  assert.equal(etherTypeOf(frame), ETHER_TYPE_ARP)
  assert.ok(isArpOverEthernet(frame))
  assert.deepEqual([arpOperation(frame), arpSender(frame), arpTarget(frame)], [ARP_REPLY, at('10.0.0.1'), at('10.0.0.2')])
  assert.deepEqual([...frame.subarray(14)], [
    0, 1, 8, 0, 6, 4, 0, 2, 2, 0, 0, 0, 0, 1, 10, 0, 0, 1, 2, 0, 0, 0, 0, 2, 10, 0, 0, 2,
  ])
  for (const offset of [14, 15, 16, 17, 18, 19, 20, 21]) {
    const bad = frame.slice()
    bad[offset] ^= 8
    assert.equal(isArpOverEthernet(bad), false, `${offset}`)
  }
})

test('IPv4 round trip', () => {
  const bytes = new Uint8Array(40).fill(0xee)
  writeIpv4Header(bytes, 3, 30, PROTOCOL_UDP, at('10.0.0.1'), at('192.0.2.7'))
  assert.equal(checkIpv4(bytes, 3, 33), VALID)
  assert.equal(checkIpv4(bytes, 3, 40), VALID)
  assert.equal(checkIpv4(bytes, 3, 32), RECEIVED.badLength)
  assert.deepEqual(
    [ipv4HeaderBytes, ipv4TotalBytes, ipv4Protocol, ipv4Source, ipv4Destination].map((read) => read(bytes, 3)),
    [20, 30, PROTOCOL_UDP, at('10.0.0.1'), at('192.0.2.7')],
  )
  assert.equal(isFragment(bytes, 3), false)
  // every bit of the header is under the checksum, version and lengths are looked at before it
  for (let bit = 0; bit < 160; bit++) {
    const bad = bytes.slice()
    bad[3 + (bit >>> 3)] ^= 1 << (bit & 7)
    assert.notEqual(checkIpv4(bad, 3, 33), VALID, `bit ${bit}`)
  }
})

test('UDP: round trip, zero checksum', () => {
  const data = new TextEncoder().encode('hello, world')
  const bytes = new Uint8Array(8 + data.length)
  bytes.set(data, 8)
  writeUdpHeader(bytes, 0, bytes.length, at('10.0.2.15'), 54321, at('10.0.2.3'), 53)
  assert.equal((bytes[6] << 8) | bytes[7], 0xd301, 'as computed apart')
  assert.equal(checkUdp(bytes, 0, bytes.length, at('10.0.2.15'), at('10.0.2.3')), VALID)
  assert.equal(checkUdp(bytes, 0, bytes.length, at('10.0.2.15'), at('10.0.2.4')), RECEIVED.badChecksum)
  assert.deepEqual([udpSourcePort(bytes, 0), udpDestinationPort(bytes, 0), udpLengthBytes(bytes, 0)], [54321, 53, 20])
  bytes[6] = 0
  bytes[7] = 0
  assert.equal(checkUdp(bytes, 0, bytes.length, at('10.0.2.15'), at('10.0.2.4')), VALID)
  // data that makes the checksum zero: it is sent as all ones
  const data2 = new Uint8Array(10)
  writeUdpHeader(data2, 0, 10, 0, 0, 0, 0)
  const sum = (data2[6] << 8) | data2[7]
  data2[8] = sum >>> 8
  data2[9] = sum
  writeUdpHeader(data2, 0, 10, 0, 0, 0, 0)
  assert.deepEqual([data2[6], data2[7]], [255, 255])
  assert.equal(checkUdp(data2, 0, 10, 0, 0), VALID)
})

test('ICMP: an echo is answered with the right checksum', () => {
  for (let i = 0; i < 300; i++) {
    const request = new Uint8Array(8 + (i % 23)).fill(i)
    request.set([8, 0, 0, 0, i, i >>> 8, 0, i])
    let sum = 0
    for (let j = 0; j < request.length; j++) sum += j % 2 === 0 ? request[j] << 8 : request[j]
    const checksum = 0xffff - (sum % 0xffff === 0 ? 0xffff : sum % 0xffff)
    request[2] = checksum >>> 8
    request[3] = checksum
    assert.equal(checkIcmp(request, 0, request.length), VALID)
    assert.ok(isEchoRequest(request, 0))
    const reply = new Uint8Array(request.length + 5)
    writeEchoReply(request, 0, request.length, reply, 5)
    assert.equal(checkIcmp(reply, 5, reply.length), VALID)
    assert.equal(reply[5], 0)
    assert.deepEqual(reply.subarray(9), request.subarray(4))
  }
})

test('each outcome has its name', () => {
  const counters = new Counters()
  for (const [name, outcome] of Object.entries(RECEIVED)) {
    counters.countReceived(outcome)
    assert.equal(counters.snapshot(null, 0).received[name as keyof typeof RECEIVED], 1, name)
  }
  for (const [name, outcome] of Object.entries(TRANSMITTED)) {
    counters.countTransmitted(outcome)
    const counts: Readonly<Record<string, number>> = counters.snapshot(null, 0).transmitted
    assert.equal(counts[name], name === 'held' ? undefined : 1, name)
  }
  const { received, transmitted, droppedByDevice } = counters.snapshot(null, 3)
  assert.equal(droppedByDevice, 3)
  assert.deepEqual(Object.keys(received), Object.keys(RECEIVED))
  assert.deepEqual(Object.keys(transmitted), Object.keys(TRANSMITTED).filter((name) => name !== 'held'))
})

test('a bucket of tokens fills with time, to its brim', () => {
  const bucket = new TokenBucket(3, 10, 0)
  const take = (nowNs: number): number => {
    let count = 0
    while (bucket.take(nowNs)) count++
    return count
  }
  assert.deepEqual([take(0), take(50e6), take(100e6), take(320e6), take(100e9)], [3, 0, 1, 2, 3])
})
