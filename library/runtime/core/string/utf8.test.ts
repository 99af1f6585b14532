// UTF-8 against the host's decoder.
import '../core.test-support.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'

const raw = await import('../raw.test-support.ts')
const heap = await import('../heap.ts')
const { allocateSlow, startAllocation } = await import('../allocate.ts')
const { decodeUtf8 } = await import('./utf8.ts')

raw.setAllocateSlow(allocateSlow)
heap.initialiseHeap(raw.simulatedHeapStart, raw.simulatedHeapEnd, true)
startAllocation(64 << 20, 0)
const buffer = raw.staticBytes(64)
const pieces = [0x41, 0x7f, 0x80, 0xbf, 0xc0, 0xc2, 0xdf, 0xe0, 0xa0, 0x9f, 0xed, 0xef, 0xf0, 0x90, 0x8f, 0xf4, 0xf5, 0xff]

test('any bytes', () => {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  for (let round = 0; round < 20000; round++) {
    const bytes = Uint8Array.from({ length: round % 12 }, () => pieces[Math.floor(Math.random() * pieces.length)])
    bytes.forEach((byte, i) => raw.storeU8(buffer, i, byte))
    assert.equal(raw.stringContent(raw.addressOf(decodeUtf8(buffer, bytes.length))), decoder.decode(bytes))
  }
  for (const text of ['', 'plain', 'é€😀', '\ud83d\ude00x']) {
    const bytes = new TextEncoder().encode(text)
    bytes.forEach((byte, i) => raw.storeU8(buffer, i, byte))
    assert.equal(raw.stringContent(raw.addressOf(decodeUtf8(buffer, bytes.length))), text)
  }
})
