// The appliance hello, served by our engine on the host's TCP over loopback, asked by Node's fetch, Node's http and
// curl.
import assert from 'node:assert/strict'
import { spawnSync, execFile } from 'node:child_process'
import { Agent, request as httpRequest } from 'node:http'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import type { Receiver, Transport } from '../protocols/http/mod.ts'
import { Request as OurRequest } from './request.ts'
import { Response as OurResponse } from './response.ts'
import { serve } from './serve.ts'

let tcp: Server
let origin = ''
let port = 0
const open = new Set<Socket>()
const lines: string[] = []

/** The host's socket as a transport: its own buffer has room for `ROOM` bytes. */
const ROOM = 65536
class SocketTransport implements Transport {
  readonly #socket: Socket
  #isFull = false
  constructor(socket: Socket) {
    this.#socket = socket
  }
  send(bytes: Uint8Array, start: number, end: number): number {
    const count = Math.max(0, Math.min(end - start, ROOM - this.#socket.writableLength))
    if (count > 0) this.#socket.write(bytes.slice(start, start + count), () => this.#written())
    this.#isFull = count < end - start
    return count
  }
  #written(): void {
    if (this.#isFull) this.#socket.emit('room')
  }
  end(): void {
    this.#socket.end()
  }
  abort(): void {
    this.#socket.destroy()
  }
  resume(): void {
    setImmediate(() => this.#socket.emit('again'))
  }
}

function wire(socket: Socket, accept: (transport: Transport) => Receiver): void {
  const receiver = accept(new SocketTransport(socket))
  let held = new Uint8Array(0)
  let hasEnded = false
  const offer = (): void => {
    held = held.slice(receiver.receive(held, 0, held.length))
    if (held.length === 0 && hasEnded) receiver.receiveEnd()
    if (held.length > 0) socket.pause()
    else socket.resume()
  }
  socket.on('data', (bytes) => {
    held = held.length === 0 ? new Uint8Array(bytes) : new Uint8Array(Buffer.concat([held, bytes]))
    offer()
  })
  socket.on('again', offer)
  socket.on('room', () => receiver.writable())
  socket.on('end', () => {
    hasEnded = true
    if (held.length === 0) receiver.receiveEnd()
  })
  socket.on('error', () => receiver.reset())
  socket.on('close', () => void open.delete(socket))
}

before(async () => {
  Object.assign(globalThis, { Request: OurRequest, Response: OurResponse })
  const { default: hello } = await import('../../appliances/hello/main.ts')
  const clock = { monotonicNowNs: () => performance.now() * 1e6, wallNowMs: () => Date.now() }
  const listener = {
    listen(accept: (transport: Transport) => Receiver): void {
      tcp = createServer({ allowHalfOpen: true }, (socket) => {
        open.add(socket)
        wire(socket, accept)
      })
    },
  }
  serve(hello as unknown as Parameters<typeof serve>[0], listener, { clock, log: (line) => lines.push(line) })
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve))
  port = (tcp.address() as AddressInfo).port
  origin = `http://127.0.0.1:${port}`
})

after(() => {
  for (const socket of open) socket.destroy()
  tcp.close()
})

test('fetch', async () => {
  const page = await fetch(`${origin}/`)
  assert.equal(page.status, 200)
  assert.equal(page.headers.get('content-type'), 'text/html;charset=utf-8')
  assert.ok(Math.abs(Date.parse(page.headers.get('date')!) - Date.now()) < 5000)
  assert.match(await page.text(), /<h1>Skerry<\/h1>/)
  const json = await (await fetch(`${origin}/json?a=1&b=%20ü`, { headers: { 'x-test': 'é' } })).json() as Record<string, unknown>
  assert.deepEqual([json.method, json.path, json.query], ['GET', '/json', [['a', '1'], ['b', ' ü']]])
  assert.ok((json.headers as string[][]).some(([name, value]) => name === 'x-test' && value === 'é'))
  assert.equal(await (await fetch(`${origin}/query?name=w%C3%B6rld`)).text(), 'hello, wörld\n')
  assert.equal((await fetch(`${origin}/nowhere`)).status, 404)
  assert.equal((await fetch(`${origin}/echo`)).status, 405)
  assert.equal((await fetch(`${origin}/`, { method: 'HEAD' })).headers.get('content-length'), `${Buffer.byteLength(await (await fetch(origin)).text())}`)
})

test('fetch: bodies of all sizes, of known length and in chunks', async () => {
  for (const size of [0, 1, 1000, 4096, 70000, 1048576]) {
    const text = 'aé😀x'.repeat(Math.ceil(size / 8)).slice(0, size)
    const bytes = Buffer.from(text)
    if (bytes.length > 1048576) continue
    assert.equal(await (await fetch(`${origin}/echo`, { method: 'POST', body: bytes })).text(), bytes.toString())
    async function* pieces(): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < bytes.length; at += 10007) yield bytes.subarray(at, at + 10007)
    }
    const init = { method: 'POST', body: pieces() as unknown as string, duplex: 'half' } as RequestInit
    assert.equal(await (await fetch(`${origin}/echo`, init)).text(), bytes.toString())
  }
})

test('content that is too large: 413, which the client may not live to see', async () => {
  const answer = await fetch(`${origin}/echo`, { method: 'POST', body: Buffer.alloc(1048577) }).then(
    async (response) => `${response.status} ${await response.text().catch(() => '')}`, (error: Error) => error.message,
  )
  assert.match(answer, /^413 (413 Payload Too Large\n)?$|^fetch failed$/)
})

test('http: 300 requests on one connection; four at a time', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 })
  const sockets = new Set<unknown>()
  const ask = (i: number): Promise<string> => new Promise((resolve, reject) => {
    const request = httpRequest(`${origin}/query?name=${i}`, { agent }, (response) => {
      sockets.add(response.socket)
      let text = ''
      response.setEncoding('utf8').on('data', (part) => void (text += part)).on('end', () => resolve(text))
    })
    request.on('error', reject).end()
  })
  const answers = await Promise.all(Array.from({ length: 300 }, (_, i) => ask(i)))
  assert.deepEqual(answers, answers.map((_, i) => `hello, ${i}\n`))
  assert.ok(sockets.size <= 4)
  agent.destroy()
})

test('http: Expect: 100-continue', async () => {
  const text = await new Promise<string>((resolve, reject) => {
    let continued = ''
    const request = httpRequest(`${origin}/echo`, { method: 'POST', headers: { expect: '100-continue', 'content-length': 4 } }, (response) => {
      response.setEncoding('utf8').on('data', (part) => resolve(continued + part))
    })
    request.on('continue', () => {
      continued = 'continued '
      request.end('body')
    }).on('error', reject)
    request.flushHeaders()
  })
  assert.equal(text, 'continued body')
})

test('a pipeline of 1,000, and a client that ends its side', async () => {
  const text = await new Promise<string>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let received = ''
    socket.setEncoding('latin1').on('data', (part) => void (received += part)).on('end', () => resolve(received)).on('error', reject)
    for (let i = 0; i < 1000; i++) socket.write(`GET /query?name=${i} HTTP/1.1\r\nHost: h\r\n\r\n`)
    socket.end()
  })
  assert.deepEqual([...text.matchAll(/hello, (\d+)/g)].map((match) => Number(match[1])), Array.from({ length: 1000 }, (_, i) => i))
})

const hasCurl = spawnSync('curl', ['--version']).status === 0
test('curl', { skip: hasCurl ? false : 'curl is not installed' }, async () => {
  const run = promisify(execFile)
  const curl = async (...args: string[]): Promise<string> => (await run('curl', ['-sS', '--max-time', '10', ...args])).stdout
  assert.equal(await curl(`${origin}/query?name=curl`), 'hello, curl\n')
  assert.equal(await curl('--http1.0', `${origin}/query?name=old`), 'hello, old\n')
  assert.match(await curl('-I', `${origin}/`), /^HTTP\/1\.1 200 OK\r\n/)
  assert.equal(await curl('-d', 'text=1', `${origin}/echo`), 'text=1')
  const long = 'x'.repeat(100000)
  assert.equal(await curl('-H', 'Expect: 100-continue', '-H', 'Transfer-Encoding: chunked', '-d', long, `${origin}/echo`), long)
  const names = await curl(`${origin}/query?name=[1-20]`)
  assert.equal(names, Array.from({ length: 20 }, (_, i) => `hello, ${i + 1}\n`).join(''))
  assert.equal(await curl('-o', '/dev/null', '-w', '%{http_code}', '-H', 'Host:', `${origin}/`), '400')
})

test('nothing went wrong in between', () => {
  assert.deepEqual(lines, [])
})
