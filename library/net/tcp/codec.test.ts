// Header and options: round trips, the reference bytes of a real SYN, illegal lengths, random bytes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SimulatedRng } from '../../sim/rng.ts'
import { VALID } from '../ipv4.ts'
import { decode, encode, message, OURS, PEER } from './engine.test-support.ts'
import { checkTcp } from './header.ts'
import { LONGEST_OPTIONS_BYTES, parseOptions, TcpOptions, writeOptions } from './options.ts'
import { TCP_RECEIVED } from './statistics.ts'

/** As a list of plain values, to compare. */
function plain(options: TcpOptions): unknown[] {
  return [
    options.maximumSegmentBytes, options.windowScale, options.isSackPermitted, options.hasTimestamps,
    options.timestampValue, options.timestampEcho, options.sackBlocks,
    [...options.sackEdges.subarray(0, 2 * options.sackBlocks)],
  ]
}

test('options: the SYN of a Linux host', () => {
  // MSS 1460, SACK permitted, timestamps, no operation, window scale 7
  const bytes = Uint8Array.of(
    2, 4, 0x05, 0xb4, 4, 2, 8, 10, 0x12, 0x34, 0x56, 0x78, 0, 0, 0, 0, 1, 3, 3, 7,
  )
  const options = new TcpOptions()
  assert.ok(parseOptions(bytes, 0, bytes.length, options))
  assert.deepEqual(plain(options), [1460, 7, true, true, 0x12345678, 0, 0, []])
})

test('options: each combination that fits round trips', () => {
  const rng = new SimulatedRng(3)
  for (let i = 0; i < 2000; i++) {
    const options = new TcpOptions()
    if (rng.chance(0.5)) options.maximumSegmentBytes = 1 + rng.nextU32() % 65535
    if (rng.chance(0.5)) options.windowScale = rng.nextU32() % 15
    options.isSackPermitted = rng.chance(0.5)
    if (rng.chance(0.5)) {
      options.hasTimestamps = true
      options.timestampValue = rng.nextU32() | 0
      options.timestampEcho = rng.nextU32() | 0
    }
    if (rng.chance(0.3)) {
      options.sackBlocks = 1 + rng.nextU32() % 2
      for (let edge = 0; edge < 2 * options.sackBlocks; edge++) options.sackEdges[edge] = rng.nextU32()
    }
    const bytes = new Uint8Array(60)
    const length = writeOptions(bytes, 3, options)
    assert.equal(length % 4, 0)
    if (length > LONGEST_OPTIONS_BYTES) continue
    const read = new TcpOptions()
    assert.ok(parseOptions(bytes, 3, 3 + length, read))
    assert.deepEqual(plain(read), plain(options))
  }
})

test('options: illegal lengths are refused, unknown kinds skipped, a shift is at most 14', () => {
  const options = new TcpOptions()
  const parse = (...bytes: number[]): boolean => parseOptions(Uint8Array.from(bytes), 0, bytes.length, options)
  for (const bytes of [
    [2], [2, 0, 1, 1], [2, 1], [2, 3, 5], [2, 5, 5, 5, 5], [2, 4, 5], [3, 2], [3, 4, 1, 1], [4, 3, 0],
    [8, 9, 0, 0, 0, 0, 0, 0, 0], [8, 10, 1, 1], [5, 2], [5, 9, 0, 0, 0, 0, 0, 0, 0], [5, 42], [99, 0], [1, 1, 1, 99],
  ]) assert.equal(parse(...bytes), false, bytes.join())
  assert.ok(parse(99, 4, 1, 1, 3, 3, 200, 1))
  assert.deepEqual(plain(options), [0, 14, false, false, 0, 0, 0, []])
  assert.ok(parse(0, 99, 0, 2))
  assert.ok(parse())
  assert.deepEqual(plain(options), [0, -1, false, false, 0, 0, 0, []])
})

test('options: random bytes never make it read outside, nor throw', () => {
  const rng = new SimulatedRng(9)
  const options = new TcpOptions()
  let accepted = 0
  for (let i = 0; i < 20000; i++) {
    const bytes = new Uint8Array(rng.nextU32() % 41)
    for (let at = 0; at < bytes.length; at++) bytes[at] = rng.chance(0.6) ? rng.nextU32() % 12 : rng.nextU32()
    if (parseOptions(bytes, 0, bytes.length, options)) accepted++
    assert.ok(options.sackBlocks <= 4 && options.windowScale <= 14)
  }
  assert.ok(accepted > 500 && accepted < 19500, `${accepted}`)
})

test('segments round trip; each byte that is changed is noticed', () => {
  const crafted = {
    flags: 'AP', sequence: -5, acknowledgment: 0x7fffffff, window: 513, data: message(101),
    options: { hasTimestamps: true, timestampValue: 1, timestampEcho: -1 },
  }
  const bytes = encode(crafted)
  assert.equal(checkTcp(bytes, 0, bytes.length, PEER, OURS), VALID)
  const sent = decode(bytes)
  assert.deepEqual(
    [sent.flags, sent.sequence, sent.acknowledgment, sent.window, sent.remotePort, sent.localPort],
    ['AP', -5, 0x7fffffff, 513, 80, 5000],
  )
  assert.deepEqual(sent.data, crafted.data)
  assert.deepEqual(plain(sent.options), [0, -1, false, true, 1, -1, 0, []])
  for (let i = 0; i < bytes.length; i++) {
    const changed = bytes.slice()
    changed[i] ^= 0x10
    assert.notEqual(checkTcp(changed, 0, bytes.length, PEER, OURS), VALID, `${i}`)
  }
  assert.equal(checkTcp(bytes, 0, bytes.length, PEER + 1, OURS), TCP_RECEIVED.badChecksum)
  assert.equal(checkTcp(bytes, 0, 19, PEER, OURS), TCP_RECEIVED.short)
  const long = bytes.slice(0, 23)
  assert.equal(checkTcp(long, 0, 23, PEER, OURS), TCP_RECEIVED.badLength)
  long[12] = 0x40
  assert.equal(checkTcp(long, 0, 23, PEER, OURS), TCP_RECEIVED.badLength)
  const noPort = encode({ ...crafted, fromPort: 0 })
  assert.equal(checkTcp(noPort, 0, noPort.length, PEER, OURS), TCP_RECEIVED.badPort)
})
