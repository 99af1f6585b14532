// TextEncoder and TextDecoder against the host's, over random texts and random bytes, whole and in pieces.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TextDecoder as OurDecoder, TextEncoder as OurEncoder } from './mod.ts'

let state = 12345
function random(below: number): number {
  state ^= state << 13
  state >>>= 0
  state ^= state >>> 17
  state ^= state << 5
  state >>>= 0
  return state % below
}

function text(): string {
  let result = ''
  for (let i = random(20); i > 0; i--) {
    result += String.fromCharCode([random(128), random(0x800), 0xd800 + random(0x400), 0xdc00 + random(0x400), random(0x10000), 0xfeff][random(6)])
    if (random(4) === 0) result += String.fromCodePoint(0x10000 + random(0x100000))
  }
  return result
}

function bytes(): Uint8Array {
  const list: number[] = []
  for (let i = random(12); i > 0; i--) {
    if (random(2)) list.push(...new TextEncoder().encode(text()))
    else list.push([random(256), 0xe0 + random(16), 0xf0 + random(8), 0x80 + random(64), 0xed, 0xf4][random(6)])
  }
  if (random(3) === 0) list.unshift(0xef, 0xbb, 0xbf)
  return Uint8Array.from(list)
}

/** What it gives, or the name of what it throws. */
function outcome(f: () => unknown): unknown {
  try {
    return f()
  } catch (error) {
    return (error as { code: string }).code
  }
}

test('encoding', () => {
  for (let i = 0; i < 3000; i++) {
    const t = text(), room = random(30)
    assert.deepEqual(new OurEncoder().encode(t), new TextEncoder().encode(t))
    const ours = new Uint8Array(room), theirs = new Uint8Array(room)
    assert.deepEqual(new OurEncoder().encodeInto(t, ours), new TextEncoder().encodeInto(t, theirs))
    assert.deepEqual(ours, theirs)
  }
})

test('decoding', () => {
  for (let i = 0; i < 5000; i++) {
    const b = bytes()
    const options = { fatal: random(3) === 0, ignoreBOM: random(2) === 0 }
    const ours = new OurDecoder('utf-8', options), theirs = new TextDecoder('utf-8', options)
    assert.deepEqual(outcome(() => ours.decode(b)), outcome(() => theirs.decode(b)), `${b}`)
    if (options.fatal) continue
    let at = 0
    while (at < b.length) {
      const piece = b.subarray(at, at + 1 + random(4))
      at += piece.length
      assert.deepEqual(ours.decode(piece, { stream: true }), theirs.decode(piece, { stream: true }), `${b} at ${at}`)
    }
    assert.deepEqual(ours.decode(), theirs.decode(), `${b}`)
  }
})
