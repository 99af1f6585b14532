// Requests changed at random: nothing throws, every connection ends or answers what it should, and the server lives on.
// How often each refusal was reached is printed. `SEED=n` replays a run.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countsTable } from '../../../test/tools/counts-table.ts'
import { parseAnswers, TestServer } from './peer.test-support.ts'

const SEED = Number(process.env.SEED ?? 1)
const ROUNDS = Number(process.env.ROUNDS ?? 20000)
const VALID = [
  'GET /a/b?c=d HTTP/1.1\r\nHost: example.org\r\nUser-Agent: test/1.0\r\nAccept: */*\r\n\r\n',
  'POST /form HTTP/1.1\r\nHost: h:8080\r\nContent-Type: text/plain\r\nContent-Length: 11\r\n\r\nhello world',
  'PUT /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTrailer: x\r\n\r\n5\r\nhello\r\n6;a=b\r\n world\r\n0\r\nx: y\r\n\r\n',
  'GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n',
  'HEAD / HTTP/1.1\r\nHost: [::1]\r\nConnection: close\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nHost:\r\n\r\n',
  'GET http://h/x HTTP/1.1\r\nHost: other\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nx',
]
const PIECES = [
  '\r', '\n', '\r\n', '\r\n\r\n', ' ', '\t', ':', '\0', '\x7f', '\xff', '/', '?', '#', '*', ',', ';', '-', '0', '9', 'ffffffff', 'HTTP/1.1',
  'HTTP/2.0', 'Host: h\r\n', 'Content-Length: 3\r\n', 'Content-Length: 99999999\r\n', 'Transfer-Encoding: chunked\r\n',
  'Transfer-Encoding: gzip\r\n', 'Expect: x\r\n', 'TRACE ', 'CONNECT ', 'x'.repeat(30), 'x'.repeat(300), 'x'.repeat(9000), 'x: ' + 'x'.repeat(17000),
  'y: z\r\n'.repeat(120), 'http://', '[', ']', '@', '%', 'GET / HTTP/1.1\r\nHost: h\r\n\r\n',
]

let state = SEED
function random(below: number): number {
  state ^= state << 13
  state >>>= 0
  state ^= state >>> 17
  state ^= state << 5
  state >>>= 0
  return state % below
}

function mutate(text: string): string {
  const at = random(text.length + 1)
  const piece = PIECES[random(PIECES.length)]
  switch (random(7)) {
    case 0: return text.slice(0, at) + piece + text.slice(at)
    case 1: return text.slice(0, at) + text.slice(at + 1 + random(6))
    case 2: return text.slice(0, at) + piece + text.slice(at + piece.length)
    case 3: return text.slice(0, at) + String.fromCharCode(random(256)) + text.slice(at + 1)
    case 4:
    case 5: {
      const line = text.indexOf('\r\n', at)
      return line < 0 ? text + piece : text.slice(0, line + 2) + piece + text.slice(line + 2)
    }
    default: {
      // Lines change places, or stand there twice.
      const lines = text.split('\r\n')
      const [line] = lines.splice(random(lines.length), random(3) === 0 ? 0 : 1)
      if (line !== undefined) for (let i = random(3); i > 0; i--) lines.splice(random(lines.length + 1), 0, line)
      return lines.join('\r\n')
    }
  }
}

test(`${ROUNDS} mutated requests`, (context) => {
  const server = new TestServer((request, connection) => {
    let bytes = 0
    request.forEachField((nameStart, nameEnd, valueStart, valueEnd) => {
      assert.ok(nameStart < nameEnd && nameEnd < valueStart + 1 && valueStart <= valueEnd && valueEnd <= request.fieldsEnd)
      bytes += valueEnd - valueStart
    })
    connection.respond({ status: 200, statusText: '', fields: ['x', `${bytes}`] }, request.body)
  })
  let answered = 0, refused = 0, waiting = 0, ended = 0
  for (let round = 0; round < ROUNDS; round++) {
    let text = VALID[random(VALID.length)]
    for (let i = 1 + random(3); i > 0; i--) text = mutate(text)
    if (random(8) === 0) text += VALID[random(VALID.length)]
    const replay = `SEED=${SEED}, round ${round}: ${JSON.stringify(text.slice(0, 300))}`
    try {
      const peer = server.connect(random(4) === 0 ? random(300) : Infinity)
      let at = 0
      for (let steps = 0; at < text.length; steps++) {
        assert.ok(steps < 50000, 'it does not end')
        const piece = text.slice(at, at + 1 + random(random(3) === 0 ? 5 : 400))
        const taken = peer.give(piece)
        if (taken < piece.length) peer.takeMore(1 + random(500))
        at += taken
      }
      while (!peer.hasEnded && random(3) > 0) peer.takeMore(1000)
      if (random(2) === 0) peer.connection.receiveEnd()
      else server.wait(100000)
      server.wait(100000)
      for (let steps = 0; !peer.hasEnded && !peer.wasAborted && steps < 1000; steps++) peer.takeMore(1000)
      server.wait(100000)
      assert.ok(peer.hasEnded || peer.wasAborted, 'still open')
      if (peer.hasEnded && !text.includes('HEAD')) {
        for (const { status } of parseAnswers(peer.received)) {
          if (status === 200) answered++
          else if (status > 200) refused++
          if (status === 100) waiting++
        }
      } else ended++
    } catch (error) {
      throw new Error(replay, { cause: error })
    }
    assert.equal(server.server.connectionCount, 0, replay)
  }
  const after = server.connect()
  after.give(VALID[0])
  assert.match(after.received, /^HTTP\/1.1 200 OK/)
  const { rejected, failures } = server.statistics()
  assert.equal(failures, 0)
  assert.deepEqual(server.lines, [])
  for (const line of countsTable({ answered, refused, waiting, ended })) context.diagnostic(line)
  context.diagnostic('refused because of:')
  for (const line of countsTable(rejected)) context.diagnostic(line)
  // Where a mutation can lead, one has led.
  for (const [name, count] of Object.entries(rejected)) assert.ok(count > 0, `${name} was never reached`)
})
