// A connection on ByteStreams, in memory: both ends, with and without room.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ByteStream, ReadResult, WriteResult } from '../../contracts/byte-stream.ts'
import { latin1, parseAnswers, TestServer, textOf } from './peer.test-support.ts'
import { serveStream } from './stream.ts'

/** One end that a test feeds and reads. */
class TestStream implements ByteStream {
  written = ''
  hasEnded = false
  readonly #incoming: ReadResult[] = []
  #reader: ((result: ReadResult) => void) | null = null
  isSlow = false

  give(result: ReadResult): void {
    const reader = this.#reader
    this.#reader = null
    if (reader !== null) reader(result)
    else this.#incoming.push(result)
  }
  read(): Promise<ReadResult> {
    assert.equal(this.#reader, null, 'two reads at once')
    const next = this.#incoming.shift()
    if (next !== undefined) return Promise.resolve(next)
    return new Promise((resolve) => void (this.#reader = resolve))
  }
  #isWriting = false
  async write(bytes: Uint8Array): Promise<WriteResult> {
    assert.equal(this.#isWriting, false, 'two writes at once')
    this.#isWriting = true
    if (this.isSlow) await new Promise((resolve) => setImmediate(resolve))
    this.written += textOf(bytes)
    this.#isWriting = false
    return 'written'
  }
  closeWrite(): void {
    this.hasEnded = true
  }
  abort(): void {
    this.give({ kind: 'reset' })
  }
}

for (const isSlow of [false, true]) {
  test(`a pipeline longer than all buffers, ${isSlow ? 'to a slow reader' : 'to a fast one'}`, async () => {
    const stream = new TestStream()
    stream.isSlow = isSlow
    const { server } = new TestServer()
    const done = serveStream(server, stream)
    const count = 5000
    let requests = ''
    for (let i = 0; i < count; i++) requests += `GET /${i} HTTP/1.1\r\nHost: h\r\n\r\n`
    for (let at = 0; at < requests.length; at += 30011) {
      stream.give({ kind: 'bytes', bytes: latin1(requests.slice(at, at + 30011)) })
    }
    stream.give({ kind: 'end' })
    await done
    for (let i = 0; i < 10000 && !stream.hasEnded; i++) await new Promise((resolve) => setImmediate(resolve))
    assert.deepEqual(parseAnswers(stream.written).map((answer) => answer.body), Array.from({ length: count }, (_, i) => `GET /${i} -`))
    assert.equal(server.connectionCount, 0)
  })
}

test('a reset, and a connection that the server gives up', async () => {
  const broken = new TestStream()
  const { server } = new TestServer()
  const done = serveStream(server, broken)
  broken.give({ kind: 'bytes', bytes: latin1('GET /') })
  broken.give({ kind: 'reset' })
  await done
  assert.equal(server.connectionCount, 0)

  const idle = new TestServer()
  const stream = new TestStream()
  const idleDone = serveStream(idle.server, stream)
  idle.wait(80000)
  assert.equal(stream.hasEnded, true)
  idle.wait(80000)
  await idleDone
  assert.equal(idle.server.connectionCount, 0)
})
