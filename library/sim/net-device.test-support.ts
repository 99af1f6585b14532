// Conformance suite of contracts/net-device.ts, run on every implementation. Whoever runs it gives two devices that are
// the two ends of a link without mishaps, and a way to let time pass.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NetDevice } from '../contracts/net-device.ts'

export interface DevicePair {
  readonly near: NetDevice
  readonly far: NetDevice
  /** Lets frames that are on their way arrive. */
  settle(): void
  /**
   * How many frames of the longest kind a device takes without being polled before it says `full` or its receiver
   * drops, at most; the suite sends more. Null where that cannot be reached: with the reason.
   */
  readonly bound: { readonly frames: number } | { readonly unreachable: string }
}

const HEADER_BYTES = 14

/** A frame from one device to the other, whose payload tells its number. */
function frameTo(to: NetDevice, from: NetDevice, payloadBytes: number, number: number): Uint8Array {
  const frame = new Uint8Array(HEADER_BYTES + payloadBytes)
  frame.set(to.macAddress, 0)
  frame.set(from.macAddress, 6)
  frame[12] = 0x88
  frame[13] = 0xb5
  for (let i = HEADER_BYTES; i < frame.length; i++) frame[i] = number + i
  return frame
}

/** What a poll brings, copied; padding to the least length of a frame is not compared. */
function take(device: NetDevice, most = 1000): Uint8Array[] {
  const frames: Uint8Array[] = []
  const count = device.poll((frame) => void frames.push(frame.slice()), most)
  assert.equal(count, frames.length, 'poll counts what it gave')
  return frames
}

export function testNetDevice(name: string, make: () => DevicePair): void {
  test(`${name}: address and size`, () => {
    const { near, far } = make()
    for (const device of [near, far]) {
      assert.equal(device.macAddress.length, 6)
      assert.equal(device.macAddress[0] & 1, 0, 'an address of one station')
      assert.ok(device.maximumPayloadBytes >= 576)
      assert.equal(device.dropped, 0)
    }
  })

  test(`${name}: frames arrive whole, in order, both ways`, () => {
    const { near, far, settle } = make()
    for (const [from, to] of [[near, far], [far, near]]) {
      const sent = [46, 47, 100, 1000, from.maximumPayloadBytes].map((bytes, i) => frameTo(to, from, bytes, i))
      for (const frame of sent) assert.equal(from.transmit(frame), 'sent')
      settle()
      assert.deepEqual(take(to), sent)
      assert.deepEqual(take(to), [])
    }
  })

  test(`${name}: transmit copies`, () => {
    const { near, far, settle } = make()
    const frame = frameTo(far, near, 100, 1)
    const original = frame.slice()
    near.transmit(frame)
    frame.fill(0)
    settle()
    assert.deepEqual(take(far), [original])
  })

  test(`${name}: a view into a larger buffer is sent, not the buffer`, () => {
    const { near, far, settle } = make()
    const buffer = new Uint8Array(500).fill(9)
    const frame = frameTo(far, near, 80, 1)
    buffer.set(frame, 77)
    near.transmit(buffer.subarray(77, 77 + frame.length))
    settle()
    assert.deepEqual(take(far), [frame])
  })

  test(`${name}: poll gives at most as many as asked for, and the rest later`, () => {
    const { near, far, settle } = make()
    const sent = [1, 2, 3, 4, 5].map((n) => frameTo(far, near, 60, n))
    for (const frame of sent) near.transmit(frame)
    settle()
    assert.deepEqual(take(far, 0), [])
    assert.deepEqual(take(far, 2), sent.slice(0, 2))
    assert.deepEqual(take(far, 2), sent.slice(2, 4))
    assert.deepEqual(take(far, 2), sent.slice(4))
  })

  test(`${name}: too long`, () => {
    const { near, far, settle } = make()
    assert.equal(near.transmit(frameTo(far, near, near.maximumPayloadBytes + 1, 1)), 'too-long')
    settle()
    assert.deepEqual(take(far), [])
  })

  test(`${name}: transmit from inside receive`, () => {
    const { near, far, settle } = make()
    near.transmit(frameTo(far, near, 60, 1))
    settle()
    far.poll(() => void assert.equal(far.transmit(frameTo(near, far, 60, 2)), 'sent'), 10)
    settle()
    assert.deepEqual(take(near), [frameTo(near, far, 60, 2)])
  })

  test(`${name}: prepareToWait tells of frames that are there`, () => {
    const { near, far, settle } = make()
    assert.equal(far.prepareToWait(), false)
    near.transmit(frameTo(far, near, 60, 1))
    settle()
    assert.equal(far.prepareToWait(), true)
    take(far)
    assert.equal(far.prepareToWait(), false)
  })

  test(`${name}: without polls frames are refused or counted, and it goes on afterwards`, (t) => {
    const { near, far, settle, bound } = make()
    if ('unreachable' in bound) return t.skip(bound.unreachable)
    let sent = 0
    for (let i = 0; i < bound.frames * 2; i++) {
      const result = near.transmit(frameTo(far, near, near.maximumPayloadBytes, i))
      assert.ok(result === 'sent' || result === 'full', result)
      if (result === 'sent') sent++
    }
    settle()
    const received = take(far, bound.frames * 2)
    assert.ok(received.length < bound.frames * 2)
    assert.equal(received.length + far.dropped, sent, 'what was sent and did not arrive is counted')
    near.poll(() => undefined, 1)
    settle()
    assert.equal(near.transmit(frameTo(far, near, 60, 7)), 'sent')
    settle()
    assert.deepEqual(take(far), [frameTo(far, near, 60, 7)])
  })
}
