// A program's fetch behind a connection: what it sees of a request, and what becomes of what it gives.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Transport } from '../protocols/http/mod.ts'
import { parseAnswers, TestClock, TestPeer } from '../protocols/http/peer.test-support.ts'
import { Request } from './request.ts'
import { Response } from './response.ts'
import { type FetchHandler, serve } from './serve.ts'

function program(fetch: FetchHandler['fetch']): { connect: () => TestPeer; lines: string[] } {
  const lines: string[] = []
  let listening: ((transport: Transport) => unknown) | null = null
  const listener = { listen: (accept: (transport: Transport) => unknown) => void (listening = accept) }
  const server = serve({ fetch }, listener, { clock: new TestClock(), log: (line) => lines.push(line) })
  assert.notEqual(listening, null)
  return { connect: () => new TestPeer(server, Infinity), lines }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('what a request is', async () => {
  const seen: unknown[] = []
  const kept: Request[] = []
  const peer = program(async (request) => {
    kept.push(request)
    seen.push([request.method, request.url, [...request.headers], await request.text(), request.bodyUsed])
    return new Response('ok')
  }).connect()
  const requests = [
    'GET / HTTP/1.1\r\nHost: h\r\nX: \xe9 \r\nx:y\r\n\r\n',
    'PATCH /a/../b?q={1} HTTP/1.1\r\nHost: EXAMPLE.org:80\r\nContent-Length: 4\r\n\r\n\xc3\xa9\xff!',
    'OPTIONS * HTTP/1.1\r\nHost: 127.1\r\n\r\n',
    'PROPFIND http://other:8080 HTTP/1.1\r\nHost: h\r\n\r\n',
    'GET /x HTTP/1.0\r\nConnection: keep-alive\r\n\r\n',
    'GET https://secure?x HTTP/1.1\r\nHost: h\r\n\r\n',
    'GET /%2e%2E/./x HTTP/1.1\r\nHost: 1.2.3.999\r\n\r\n',
  ]
  for (const text of requests) {
    peer.give(text)
    await turn()
  }
  assert.equal(parseAnswers(peer.received).length, requests.length)
  const host = (name: string): string[][] => [['host', name]]
  assert.deepEqual(seen, [
    ['GET', 'http://h/', [['host', 'h'], ['x', '\xe9, y']], '', false],
    ['PATCH', 'http://example.org/b?q={1}', [['content-length', '4'], ['host', 'EXAMPLE.org:80']], 'é\ufffd!', true],
    ['OPTIONS', 'http://127.0.0.1/*', host('127.1'), '', false],
    ['PROPFIND', 'http://other:8080/', host('h'), '', false],
    ['GET', 'http://localhost/x', [['connection', 'keep-alive']], '', false],
    ['GET', 'https://secure/?x', host('h'), '', false],
    ['GET', 'http://1.2.3.999/%2e%2E/./x', host('1.2.3.999'), '', false],
  ])
  assert.deepEqual([...kept[0].clone().headers], [['host', 'h'], ['x', '\xe9, y']])
  assert.equal(kept[0].url, 'http://h/')
})

test('url is what the URL parser would write', () => {
  const urls: string[] = []
  const peer = program((request) => {
    urls.push(request.url)
    return new Response(null)
  }).connect()
  const targets: string[] = []
  for (let code = 0x21; code < 0x7f; code++) {
    const c = String.fromCharCode(code)
    if ('"#<>'.includes(c)) continue
    targets.push(`/a${c}b?q${c}r`, `/${c}`, `/a/${c}${c}/b`, `/?${c}`)
  }
  targets.push('/..', '/.', '/a/.', '/%2e', '/%2E%2e/x', '/a/.../b', '/?/../x', '//double//slash', '/%', '/a?b?c')
  for (const target of targets) peer.give(`GET ${target} HTTP/1.1\r\nHost: h\r\n\r\n`)
  const isOldHost = new URL('http://h/^').href.endsWith('^')
  for (const [i, target] of targets.entries()) {
    if (!(isOldHost && target.includes('^'))) assert.equal(urls[i], new URL(`http://h${target}`).href)
  }
  assert.equal(urls.length, targets.length)
})

test('what becomes of an answer: at once, later, wrong, used, never read', async () => {
  const used = new Response('used')
  await used.text()
  const answers: Record<string, () => unknown> = {
    '/now': () => new Response('now', { status: 201, statusText: 'Made', headers: { 'x-y': 'z' } }),
    '/later': async () => Response.json({ later: true }),
    '/throws': () => { throw new TypeError('thrown') },
    '/rejects': () => Promise.reject(new Error('rejected')),
    '/strange': () => Promise.reject('a string'),
    '/nothing': () => undefined,
    '/later-nothing': async () => null,
    '/used': () => used,
    '/error': () => Response.error(),
    '/thenable': () => ({ then: (resolve: (r: Response) => void) => resolve(new Response('then')) }),
    '/redirect': () => Response.redirect('http://h/now', 303),
    '/empty': () => new Response(null, { status: 204 }),
  }
  const { connect, lines } = program((request) => answers[new URL(request.url).pathname]() as Response)
  const peer = connect()
  const paths = Object.keys(answers)
  for (const path of paths) peer.give(`GET ${path} HTTP/1.1\r\nHost: h\r\n\r\n`)
  for (let i = 0; i < 5; i++) await turn()
  const got = parseAnswers(peer.received)
  assert.deepEqual(got.map((answer, i) => `${paths[i]} ${answer.status}`), [
    '/now 201', '/later 200', '/throws 500', '/rejects 500', '/strange 500', '/nothing 500', '/later-nothing 500', '/used 500', '/error 500',
    '/thenable 200', '/redirect 303', '/empty 204',
  ])
  assert.equal(got[0].fields.get('x-y'), 'z')
  assert.equal(got[0].fields.get('content-type'), 'text/plain;charset=UTF-8')
  assert.match(peer.received, /^HTTP\/1\.1 201 Made\r\n/)
  assert.equal(got[1].body, '{"later":true}')
  assert.equal(got[9].body, 'then')
  assert.equal(lines.length, 7)
  assert.deepEqual(lines.map((line) => line.split('\n')[0]), [
    'GET /throws: TypeError: thrown', 'GET /rejects: Error: rejected', 'GET /strange: a string', 'GET /nothing: TypeError: the answer is no Response',
    'GET /later-nothing: TypeError: the answer is no Response', 'GET /used: TypeError: Body is unusable: Body has already been read',
    'GET /error: TypeError: the answer is Response.error()',
  ])
})
