// Strings of every kind, built by random concatenation and slicing, against the host's strings.
import '../core.test-support.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'

const raw = await import('../raw.test-support.ts')
const heap = await import('../heap.ts')
const { allocateSlow, startAllocation } = await import('../allocate.ts')
const { setSmallestBudget } = await import('../collect.ts')
const { concatStrings, stringFromCode, stringSlice } = await import('./concat.ts')
const { compareStrings, stringEquals, stringHash, stringIndexOf } = await import('./compare.ts')
const { stringCodeAt, stringFromLatin1, stringIsLatin1 } = await import('./build.ts')
const { flatOf } = await import('./storage.ts')
const { KIND_STRING_ROPE, SLICE_PARENT } = await import('../layout.ts')
const { kindAt } = await import('../words.ts')

raw.setAllocateSlow(allocateSlow)
heap.initialiseHeap(raw.simulatedHeapStart, raw.simulatedHeapEnd, true)
setSmallestBudget(64 << 20)
startAllocation(64 << 20, 0)

let seed = 7
function random(limit: number): number {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
  return (seed >>> 8) % limit
}
const content = (s: unknown): string => raw.stringContent(raw.addressOf(s))

test('concatenation, slices and what reads them', () => {
  const pool: { s: string; text: string }[] = ['', 'a', 'hello world', 'é', 'Ā', '\ud83d\ude00', 'x'.repeat(40)].map((text) => ({ s: text, text }))
  for (let step = 0; step < 6000; step++) {
    const a = pool[random(pool.length)]
    const b = pool[random(pool.length)]
    let made: { s: string; text: string }
    if (random(3) > 0) {
      if (a.text.length + b.text.length > 3000) continue
      made = { s: concatStrings(a.s, b.s), text: a.text + b.text }
    } else {
      const start = random(a.text.length + 1)
      const end = start + random(a.text.length - start + 1)
      made = { s: stringSlice(a.s, start, end), text: a.text.slice(start, end) }
    }
    assert.equal(content(made.s), made.text)
    assert.equal(stringEquals(a.s, b.s), a.text === b.text)
    assert.equal(Math.sign(compareStrings(a.s, b.s)), a.text < b.text ? -1 : a.text > b.text ? 1 : 0)
    const needle = made.text.slice(random(made.text.length + 1), random(made.text.length + 1))
    const from = random(made.text.length + 1)
    assert.equal(stringIndexOf(made.s, needle, from), made.text.indexOf(needle, from))
    if (made.text.length > 0) {
      const index = random(made.text.length)
      assert.equal(stringCodeAt(made.s, index), made.text.charCodeAt(index))
    }
    assert.equal(stringIsLatin1(made.s), !/[^\0-\xff]/.test(made.text))
    const same = pool.find((other) => other.text === made.text)
    if (same !== undefined) assert.equal(stringHash(same.s), stringHash(made.s))
    assert.equal(content(made.s), made.text)
    if (pool.length < 200) pool.push(made)
    else pool[random(pool.length)] = made
  }
})

test('deep ropes of every lean are flattened', () => {
  for (const lean of [0, 1, 2]) {
    let s: string = 'start of a rope that is long enough'
    let text: string = s
    for (let i = 0; i < 20000; i++) {
      const piece = String.fromCharCode(97 + (i % 26))
      const left = lean === 0 || (lean === 2 && i % 2 === 0)
      s = left ? concatStrings(s, piece) : concatStrings(piece, s)
      text = left ? text + piece : piece + text
    }
    assert.equal(raw.stringContent(flatOf(s)), text)
  }
})

test('a text that grows piece by piece is copied a few times, and all the texts that it was stay as they were', () => {
  let s = ''
  let text = ''
  const kept: { s: string; text: string }[] = []
  const buffers = new Set<number>()
  for (let i = 0; i < 5000; i++) {
    const piece = `${i},`
    s = concatStrings(s, piece)
    text += piece
    kept.push({ s, text })
    if (text.length > 1000) buffers.add(raw.loadI53(raw.addressOf(s), SLICE_PARENT))
  }
  assert.equal(content(s), text)
  assert.ok(buffers.size <= 6, `${buffers.size} buffers`)
  // Other pieces after each of them: one may lie in the buffer, the others are ropes, at first and again.
  const isRope = (one: { s: string }): boolean => kindAt(raw.addressOf(one.s)) === KIND_STRING_ROPE
  for (let round = 0; round < 3; round++) {
    const other = kept.map((one, i) => ({ s: concatStrings(one.s, `<${i}>`), text: `${one.text}<${i}>` }))
    assert.ok(other.filter((one) => one.text.length > 1000 && !isRope(one)).length <= 2)
    for (let i = 0; i < kept.length; i += 97) assert.equal(content(other[i].s), other[i].text)
    kept.splice(0, kept.length, ...other)
  }
})

test('long pieces after many kept texts are not copied', () => {
  const long = 'x'.repeat(100000)
  const ropes: string[] = []
  for (let k = 0; k < 500; k++) {
    let s = ''
    for (let i = 0; i < 100; i++) s = concatStrings(s, `a${i % 10}b,`)
    ropes.push(concatStrings(s, long))
  }
  for (const s of ropes) assert.equal(kindAt(raw.addressOf(s)), KIND_STRING_ROPE)
  assert.equal(content(ropes[499]).length, 100400)
})

test('wide pieces after narrow ones, long ones, parts and a text after itself', () => {
  let s = ''
  let text = ''
  const add = (piece: string, pieceText = piece): void => {
    s = concatStrings(s, piece)
    text += pieceText
  }
  for (let round = 0; round < 4; round++) {
    for (let i = 0; i < 300; i++) add(`narrow ${i} `)
    assert.ok(stringIsLatin1(s) === (round === 0))
    for (let i = 0; i < 300; i++) add(i % 3 === 0 ? `Ā${i}` : `n${i}`)
    add('long '.repeat(1000))
    for (let i = 0; i < 100; i++) add('.')
    add(stringSlice(s, 100, 900), text.slice(100, 900))
    add(s, text)
    add('!')
    assert.equal(content(s), text)
  }
  assert.equal(raw.stringContent(flatOf(s)), text)
})

test('ropes of two ropes at each level', () => {
  const base = (): string => concatStrings('a'.repeat(20), 'b'.repeat(20))
  let s = base()
  let text = content(s)
  for (let i = 0; i < 300; i++) {
    s = concatStrings(concatStrings(s, base()), base())
    text = text + 'a'.repeat(20) + 'b'.repeat(20) + 'a'.repeat(20) + 'b'.repeat(20)
  }
  assert.equal(raw.stringContent(flatOf(s)), text)
})

test('single units are shared', () => {
  assert.equal(stringFromCode(65), stringFromCode(65 + 65536))
  assert.equal(content(stringFromCode(0x20ac)), '€')
  assert.equal(typeof stringFromLatin1, 'function')
})
