import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RecordReader } from './record.ts'

const TOKEN = '0123456789abcdef'

function read(text: string, size: number): { text: string; status: number | null } {
  const reader = new RecordReader(TOKEN)
  let out = ''
  for (let at = 0; at < text.length; at += size) out += reader.push(Buffer.from(text.slice(at, at + size))).toString()
  return { text: out + reader.end().toString(), status: reader.status }
}

test('a record is found however the stream is cut', () => {
  for (let size = 1; size < 40; size++) {
    assert.deepEqual(read(`a\n0123 b0123456789ab\n${TOKEN} 0x54\n`, size), { text: 'a\n0123 b0123456789ab\n', status: 0x54 })
  }
})

test('without a record everything is the program\'s', () => {
  assert.deepEqual(read(`end ${TOKEN.slice(0, 9)}`, 5), { text: `end ${TOKEN.slice(0, 9)}`, status: null })
  assert.deepEqual(read(`${TOKEN} 0x5`, 100), { text: `${TOKEN} 0x5`, status: null })
})
