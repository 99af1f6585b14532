// IMF-fixdate against the host's toUTCString.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DATE_BYTES, DateField, writeDate } from './date.ts'
import { EXAMPLE_MS, TestClock, textOf } from './peer.test-support.ts'

function dateOf(seconds: number): string {
  const bytes = new Uint8Array(DATE_BYTES + 4).fill(1)
  writeDate(bytes, 2, seconds)
  assert.deepEqual([bytes[1], bytes[DATE_BYTES + 2]], [1, 1])
  return textOf(bytes.subarray(2, DATE_BYTES + 2))
}

test('the example of RFC 9110 §5.6.7', () => {
  assert.equal(dateOf(EXAMPLE_MS / 1000), 'Sun, 06 Nov 1994 08:49:37 GMT')
})

test('every day from 1900 to 2400, and 50,000 other moments', () => {
  for (let day = -25567; day < 157054; day++) {
    const seconds = day * 86400 + ((day * 7919) % 86400 + 86400) % 86400
    assert.equal(dateOf(seconds), new Date(seconds * 1000).toUTCString())
  }
  let state = 1
  for (let i = 0; i < 50000; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const seconds = state * 50 - 60000000000 // years 68 to 8874
    assert.equal(dateOf(seconds), new Date(seconds * 1000).toUTCString())
  }
})

test('written anew when the second changes, forwards or backwards', () => {
  const clock = new TestClock()
  const field = new DateField(clock)
  assert.equal(textOf(field.now()), 'Sun, 06 Nov 1994 08:49:37 GMT')
  clock.wallMs += 999
  assert.equal(textOf(field.now()), 'Sun, 06 Nov 1994 08:49:37 GMT')
  clock.wallMs += 1
  assert.equal(textOf(field.now()), 'Sun, 06 Nov 1994 08:49:38 GMT')
  clock.wallMs -= 10000
  assert.equal(textOf(field.now()), 'Sun, 06 Nov 1994 08:49:28 GMT')
})
