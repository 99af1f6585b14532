// Bytes in network order, the checksum against reference values and a slow twin, the queue against an array.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readU16, readU32, writeU16, writeU32 } from './big-endian.ts'
import { checksumOf, sumBytes, sumU32 } from './checksum.ts'
import { Queue } from './queue.ts'

/** RFC 1071 §1 word for word: ones' complement addition, one word at a time. */
function slowChecksum(bytes: Uint8Array): number {
  let sum = 0
  for (let i = 0; i < bytes.length; i += 2) {
    sum += bytes[i] * 256 + (i + 1 < bytes.length ? bytes[i + 1] : 0)
    if (sum > 0xffff) sum -= 0xffff
  }
  return 0xffff - sum
}

/** Bytes without a pattern. */
function noise(length: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let state = seed
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    bytes[i] = state >>> 24
  }
  return bytes
}

test('numbers round trip, at odd offsets too', () => {
  const bytes = new Uint8Array(9)
  for (const value of [0, 1, 0x7f, 0x80, 0xff00, 0xffff]) {
    writeU16(bytes, 3, value)
    assert.equal(readU16(bytes, 3), value)
  }
  for (const value of [0, 1, 0x7fffffff, 0x80000000, 0xfffffffe, 0x0a00020f]) {
    writeU32(bytes, 5, value)
    assert.equal(readU32(bytes, 5), value)
  }
  assert.equal(new DataView(bytes.buffer).getUint32(5), 0x0a00020f)
})

test('checksum: the example of RFC 1071 §3', () => {
  const bytes = Uint8Array.of(0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7)
  assert.equal(sumBytes(0, bytes, 0, 8), 0x2ddf0)
  assert.equal(checksumOf(0x2ddf0), 0xffff - 0xddf2)
})

test('checksum: a well-known IPv4 header, and UDP with its pseudo-header', () => {
  // 4500 0073 0000 4000 4011 [b861] c0a8 0001 c0a8 00c7
  const header = Uint8Array.of(0x45, 0, 0, 0x73, 0, 0, 0x40, 0, 0x40, 0x11, 0, 0, 0xc0, 0xa8, 0, 1, 0xc0, 0xa8, 0, 0xc7)
  assert.equal(checksumOf(sumBytes(0, header, 0, 20)), 0xb861)
  writeU16(header, 10, 0xb861)
  assert.equal(checksumOf(sumBytes(0, header, 0, 20)), 0)
  assert.equal(sumU32(0, 0xc0a80001), 0xc0a8 + 1)
  assert.equal(checksumOf(sumU32(sumU32(0, 0xffffffff), 0xffffffff)), 0)
})

test('checksum: as the definition says, for all lengths, starts and the longest datagram', () => {
  for (let length = 0; length < 70; length++) {
    const bytes = noise(length + 3, length + 1)
    assert.equal(checksumOf(sumBytes(0, bytes, 3, length + 3)), slowChecksum(bytes.subarray(3)), `${length}`)
  }
  const longest = new Uint8Array(65535).fill(255)
  assert.equal(checksumOf(sumBytes(0, longest, 0, 65535)), slowChecksum(longest))
  const twice = sumBytes(sumBytes(0, longest, 0, 65534), longest, 0, 65534)
  assert.equal(checksumOf(twice), 0)
})

test('queue: as an array, while it grows and wraps', () => {
  const queue = new Queue<{ n: number }>()
  const model: { n: number }[] = []
  assert.equal(queue.shift(), null)
  const choices = noise(5000, 5)
  for (let i = 0; i < choices.length; i++) {
    if (choices[i] < (i < 2500 ? 150 : 100)) {
      queue.push({ n: i })
      model.push({ n: i })
    } else {
      assert.deepEqual(queue.shift(), model.shift() ?? null)
    }
    assert.equal(queue.length, model.length)
  }
})
