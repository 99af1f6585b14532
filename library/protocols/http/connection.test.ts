// A connection from both ends: requests in any pieces, answers in order, limits, times, backpressure.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HttpConnection } from './connection.ts'
import { answerWith, latin1, parseAnswers, TestServer } from './peer.test-support.ts'
import type { HttpRequest } from './request.ts'

const GET = 'GET /a?b=1 HTTP/1.1\r\nHost: h\r\n\r\n'

function once(request: string, server = new TestServer()): { received: string; hasEnded: boolean } {
  const peer = server.connect()
  assert.equal(peer.give(request), request.length)
  return peer
}

function refusal(request: string, server = new TestServer()): string {
  const peer = once(request, server)
  const answers = parseAnswers(peer.received)
  assert.equal(answers.length, 1, request)
  assert.equal(answers[0].fields.get('connection'), 'close')
  assert.equal(peer.hasEnded, true)
  const { rejected, requests } = server.statistics()
  assert.equal(requests, 0)
  const [name] = Object.entries(rejected).find(([, count]) => count > 0) ?? ['none']
  return `${answers[0].status} ${name}`
}

test('a request and its answer, byte for byte', () => {
  assert.equal(once(GET).received, 'HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Length: 12\r\n\r\nGET /a?b=1 -')
})

test('requests cut at every place, alone and in a pipeline', () => {
  const requests = [
    GET,
    '\r\nPOST /p HTTP/1.1\r\nhOST:\t h:80 \r\nContent-Length: 5\r\nX: \xe9 \t\r\n\r\nhe\r\nl',
    'PUT /c HTTP/1.1\r\nHost: [::1]:8080\r\nTransfer-Encoding: , chunked\r\n\r\n3;a="b"\r\nabc\r\n0a\r\n0123456789\r\n000\r\nT: x\r\n\r\n',
    'OPTIONS * HTTP/1.1\r\nHost:\r\n\r\n',
    'GET http://other.example:81?q HTTP/1.1\r\nHost: h\r\n\r\n',
  ]
  const bodies = ['GET /a?b=1 -', 'POST /p he\r\nl', 'PUT /c abc0123456789', 'OPTIONS * -', 'GET http://other.example:81?q -']
  const all = requests.join('')
  for (let cut = 0; cut <= all.length; cut++) {
    const peer = new TestServer().connect()
    peer.give(all.slice(0, cut))
    peer.give(all.slice(cut))
    assert.deepEqual(parseAnswers(peer.received).map((answer) => answer.body), bodies, `cut at ${cut}`)
  }
  const peer = new TestServer().connect()
  for (const byte of all) peer.give(byte)
  assert.deepEqual(parseAnswers(peer.received).map((answer) => answer.body), bodies)
  assert.equal(peer.hasEnded, false)
})

test('what is refused, with which status and why', () => {
  const H = 'Host: h\r\n'
  const rows: [string, string][] = [
    [' GET / HTTP/1.1\r\n', '400 badMethod'],
    ['G(T / HTTP/1.1\r\n', '400 badMethod'],
    ['GET\t/ HTTP/1.1\r\n', '400 badMethod'],
    ['\r\n\r\n\r\nGET / HTTP/1.1\r\n', '400 badMethod'],
    ['\nGET / HTTP/1.1\r\n', '400 badLineEnd'],
    ['\rGET / HTTP/1.1\r\n', '400 badLineEnd'],
    ['GET\r\n', '400 badLineEnd'],
    ['AVERYLONGMETHODTHATNOBODYKNOWS / HTTP/1.1\r\n', '501 methodTooLong'],
    ['CONNECT h:443 HTTP/1.1\r\n', '501 unsupportedMethod'],
    ['TRACE / HTTP/1.1\r\n', '501 unsupportedMethod'],
    ['GET  / HTTP/1.1\r\n', '400 badTarget'],
    ['GET * HTTP/1.1\r\n', '400 badTarget'],
    ['GET a HTTP/1.1\r\n', '400 badTarget'],
    ['GET /a#b HTTP/1.1\r\n', '400 badTarget'],
    ['GET /\xe9 HTTP/1.1\r\n', '400 badTarget'],
    ['GET ftp://h/ HTTP/1.1\r\n', '400 badTarget'],
    ['GET http:///x HTTP/1.1\r\n', '400 badTarget'],
    ['GET http://u@h/ HTTP/1.1\r\n', '400 badTarget'],
    ['GET /\r\n', '400 badVersion'],
    ['GET / HTTP/1.1 \r\n', '400 badVersion'],
    ['GET / http/1.1\r\n', '400 badVersion'],
    ['GET / HTTP/11\r\n', '400 badVersion'],
    ['GET / HTTP/2.0\r\n', '505 unsupportedVersion'],
    ['GET / HTTP/1.1\n', '400 badLineEnd'],
    ['GET / HTTP/1.1\r' + H, '400 badLineEnd'],
    ['GET / HTTP/1.1\r\n' + H + ' folded\r\n\r\n', '400 foldedField'],
    ['GET / HTTP/1.1\r\n ' + H + '\r\n', '400 foldedField'],
    ['GET / HTTP/1.1\r\nHost : h\r\n\r\n', '400 badFieldName'],
    ['GET / HTTP/1.1\r\n: h\r\n\r\n', '400 badFieldName'],
    ['GET / HTTP/1.1\r\nnonsense\r\n\r\n', '400 badLineEnd'],
    ['GET / HTTP/1.1\r\nA: \x00\r\n\r\n', '400 badFieldValue'],
    ['GET / HTTP/1.1\r\nA: \x7f\r\n\r\n', '400 badFieldValue'],
    ['GET / HTTP/1.1\r\nA: b\n' + H + '\r\n', '400 badLineEnd'],
    ['GET / HTTP/1.1\r\nA: b\rc\r\n\r\n', '400 badLineEnd'],
    ['GET / HTTP/1.1\r\n\r\n', '400 missingHost'],
    ['GET / HTTP/1.1\r\n' + H + H + '\r\n', '400 repeatedHost'],
    ['GET / HTTP/1.1\r\nHost: a b\r\n\r\n', '400 badHost'],
    ['GET / HTTP/1.1\r\nHost: h/x\r\n\r\n', '400 badHost'],
    ['GET / HTTP/1.1\r\nHost: h:99999\r\n\r\n', '400 badHost'],
    ['GET / HTTP/1.1\r\nHost: :80\r\n\r\n', '400 badHost'],
    ['GET / HTTP/1.1\r\nHost: [::1\r\n\r\n', '400 badHost'],
    [`POST / HTTP/1.1\r\n${H}Content-Length: +1\r\n\r\n`, '400 badContentLength'],
    [`POST / HTTP/1.1\r\n${H}Content-Length: 1, 1\r\n\r\n`, '400 badContentLength'],
    [`POST / HTTP/1.1\r\n${H}Content-Length: \r\n\r\n`, '400 badContentLength'],
    [`POST / HTTP/1.1\r\n${H}Content-Length: 9999999999999999\r\n\r\n`, '400 badContentLength'],
    [`POST / HTTP/1.1\r\n${H}Content-Length: 1\r\nContent-Length: 1\r\n\r\n`, '400 repeatedContentLength'],
    [`POST / HTTP/1.1\r\n${H}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`, '400 lengthAndEncoding'],
    [`POST / HTTP/1.1\r\n${H}Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n`, '400 lengthAndEncoding'],
    [`POST / HTTP/1.1\r\n${H}Transfer-Encoding: chunked, chunked\r\n\r\n`, '400 badTransferEncoding'],
    [`POST / HTTP/1.1\r\n${H}Transfer-Encoding: \r\n\r\n`, '400 badTransferEncoding'],
    [`POST / HTTP/1.1\r\n${H}Transfer-Encoding: chunked, gzip\r\n\r\n`, '400 badTransferEncoding'],
    [`POST / HTTP/1.1\r\n${H}Transfer-Encoding: gzip, chunked\r\n\r\n`, '501 unsupportedTransferEncoding'],
    [`POST / HTTP/1.1\r\n${H}Transfer-Encoding: xchunked\r\n\r\n`, '501 unsupportedTransferEncoding'],
    [`POST / HTTP/1.0\r\n${H}Transfer-Encoding: chunked\r\n\r\n`, '400 encodingBefore11'],
    [`POST / HTTP/1.1\r\n${H}Expect: tea\r\n\r\n`, '417 unsupportedExpectation'],
    [`POST / HTTP/1.1\r\n${H}Content-Length: 1048577\r\n\r\n`, '413 bodyTooLarge'],
    [`POST / HTTP/1.1\r\n${H}Transfer-Encoding: chunked\r\n\r\n100001\r\n`, '413 bodyTooLarge'],
    [`POST / HTTP/1.1\r\n${H}Transfer-Encoding: chunked\r\n\r\nx\r\n`, '400 badChunkSize'],
    [`POST / HTTP/1.1\r\n${H}Transfer-Encoding: chunked\r\n\r\n-1\r\n`, '400 badChunkSize'],
    [`POST / HTTP/1.1\r\n${H}Transfer-Encoding: chunked\r\n\r\n123456789\r\n`, '400 badChunkSize'],
    [`POST / HTTP/1.1\r\n${H}Transfer-Encoding: chunked\r\n\r\n1\n`, '400 badLineEnd'],
    [`POST / HTTP/1.1\r\n${H}Transfer-Encoding: chunked\r\n\r\n1;\x01\r\n`, '400 badChunkSize'],
    [`POST / HTTP/1.1\r\n${H}Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n`, '400 badChunkEnd'],
    [`POST / HTTP/1.1\r\n${H}Transfer-Encoding: chunked\r\n\r\n1;${'x'.repeat(300)}\r\n`, '400 chunkExtensionTooLong'],
    [`POST / HTTP/1.1\r\n${H}Transfer-Encoding: chunked\r\n\r\n0\r\n folded\r\n\r\n`, '400 foldedField'],
    ['GET /' + 'x'.repeat(8192), '414 requestLineTooLong'],
    ['GET / HTTP/1.1\r\nA: ' + 'x'.repeat(16400), '431 fieldsTooLarge'],
    ['GET / HTTP/1.1\r\n' + 'A: b\r\n'.repeat(101), '431 tooManyFields'],
  ]
  for (const [request, expected] of rows) assert.equal(refusal(request), expected, JSON.stringify(request.slice(0, 80)))
  // A refusal does not depend on where the bytes were cut.
  for (const [request, expected] of rows) {
    if (request.length > 200) continue
    const server = new TestServer()
    const peer = server.connect()
    for (const byte of request) peer.give(byte)
    assert.equal(`${parseAnswers(peer.received)[0].status} ${Object.entries(server.statistics().rejected).find(([, n]) => n > 0)![0]}`, expected)
  }
})

test('limits hold exactly', () => {
  const line = (bytes: number): string => 'GET /' + 'x'.repeat(bytes - 16) + ' HTTP/1.1\r\n'
  assert.match(once(line(8192) + 'Host: h\r\n\r\n').received, /^HTTP\/1.1 200/)
  assert.match(once(line(8193) + 'Host: h\r\n\r\n').received, /^HTTP\/1.1 414/)
  const fields = (bytes: number): string => 'GET / HTTP/1.1\r\nHost: h\r\nA: ' + 'x'.repeat(bytes - 16) + '\r\n\r\n'
  assert.match(once(fields(16384)).received, /^HTTP\/1.1 200/)
  assert.match(once(fields(16385)).received, /^HTTP\/1.1 431/)
  const many = (count: number): string => 'GET / HTTP/1.1\r\nHost: h\r\n' + 'A: b\r\n'.repeat(count - 1) + '\r\n'
  assert.match(once(many(100)).received, /^HTTP\/1.1 200/)
  assert.match(once(many(101)).received, /^HTTP\/1.1 431/)
  const body = (bytes: number): string => `POST / HTTP/1.1\r\nHost: h\r\nContent-Length: ${bytes}\r\n\r\n` + 'x'.repeat(bytes)
  const small = (): TestServer => new TestServer(undefined, { bodyBytes: 5000 })
  assert.match(once(body(5000), small()).received, /^HTTP\/1.1 200/)
  assert.match(once(body(5001), small()).received, /^HTTP\/1.1 413/)
})

test('keep-alive: the rules of 1.1 and of 1.0', () => {
  const rows: [string, boolean, string | undefined][] = [
    ['GET / HTTP/1.1\r\nHost: h\r\n\r\n', true, undefined],
    ['GET / HTTP/1.1\r\nHost: h\r\nConnection: Close\r\n\r\n', false, 'close'],
    ['GET / HTTP/1.1\r\nHost: h\r\nConnection: x, close ,y\r\n\r\n', false, 'close'],
    ['GET / HTTP/1.9\r\nHost: h\r\n\r\n', true, undefined],
    ['GET / HTTP/1.0\r\n\r\n', false, 'close'],
    ['GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n', true, 'keep-alive'],
    ['GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n', false, 'close'],
  ]
  for (const [request, isKept, connection] of rows) {
    const peer = once(request + GET)
    const answers = parseAnswers(peer.received)
    assert.equal(answers.length, isKept ? 2 : 1, request)
    assert.equal(answers[0].fields.get('connection'), connection, request)
    assert.equal(peer.hasEnded, !isKept)
  }
})

test('HEAD, 204 and 304 have no content; a length that the program says is for HEAD only', () => {
  const server = new TestServer((request, connection) => {
    const status = Number(request.line().split('/')[1])
    connection.respond({ status, statusText: '', fields: ['content-length', '77'] }, status === 200 ? latin1('hello') : null)
  })
  const peer = server.connect()
  const methods = ['HEAD', 'GET', 'GET', 'GET', 'HEAD', 'GET']
  const statuses = [200, 200, 204, 304, 404, 404]
  peer.give(methods.map((method, i) => `${method} /${statuses[i]} HTTP/1.1\r\nHost: h\r\n\r\n`).join(''))
  const answers = parseAnswers(peer.received, methods)
  assert.deepEqual(answers.map((answer) => answer.status), statuses)
  assert.deepEqual(answers.map((answer) => answer.fields.get('content-length')), ['5', '5', undefined, undefined, '77', '0'])
  assert.deepEqual(answers.map((answer) => answer.body), ['', 'hello', '', '', '', ''])
})

test('answers cannot be split: a bad name, value or phrase is a failure, told in the log', () => {
  for (const head of [
    { fields: ['a', 'b\r\nc: d'] }, { fields: ['a\r\n', 'b'] }, { fields: ['', 'b'] }, { fields: ['a', '\0'] },
    { fields: ['a', 'Ā'] }, { fields: ['é', 'b'] }, { statusText: 'x\r\n' }, { fields: ['a', 'x'.repeat(70000)] },
  ]) {
    const server = new TestServer((_request, connection) => answerWith(connection, 'x', head))
    const peer = server.connect()
    peer.give(GET)
    const [answer] = parseAnswers(peer.received)
    assert.equal(answer.status, 500)
    assert.equal(server.lines.length, 1)
    assert.match(server.lines[0], /^GET \/a\?b=1: the answer's head cannot be sent/)
    assert.equal(server.statistics().failures, 1)
  }
})

test('framing is not the program\'s', () => {
  const server = new TestServer((_request, connection) => answerWith(connection, 'hi', {
    fields: ['Transfer-Encoding', 'chunked', 'CONTENT-LENGTH', '9', 'Connection', 'upgrade', 'Upgrade', 'x', 'Keep-Alive', 'y', 'Date', 'now', 'x', 'y'],
  }))
  const peer = server.connect()
  peer.give(GET)
  assert.equal(peer.received, 'HTTP/1.1 200 OK\r\nDate: now\r\nx: y\r\nContent-Length: 2\r\n\r\nhi')
  const closing = new TestServer((_request, connection) => answerWith(connection, 'hi', { fields: ['connection', ' Close'] })).connect()
  closing.give(GET + GET)
  assert.equal(parseAnswers(closing.received).length, 1)
  assert.equal(closing.hasEnded, true)
})

test('Expect: 100-continue', () => {
  const head = 'POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\n'
  const peer = new TestServer().connect()
  peer.give(head)
  assert.equal(peer.received, 'HTTP/1.1 100 Continue\r\n\r\n')
  peer.give('hi')
  assert.deepEqual(parseAnswers(peer.received).map((answer) => answer.body), ['', 'POST / hi'])
  assert.equal(parseAnswers(once(head + 'hi').received).length, 1) // it is there already
  assert.equal(parseAnswers(once(head.replace('1.1', '1.0') + 'hi').received).length, 1)
  assert.match(once(head.replace('h: 2', 'h: 9999999')).received, /^HTTP\/1.1 413/)
})

test('a handler that throws is a failure; the connection goes on', () => {
  const server = new TestServer((request, connection) => {
    if (request.line().endsWith('/bad')) throw new Error('oops')
    answerWith(connection, 'good')
  })
  const peer = server.connect()
  peer.give(GET.replace('/a?b=1', '/bad') + GET)
  assert.deepEqual(parseAnswers(peer.received).map((answer) => answer.status), [500, 200])
  assert.match(server.lines[0], /^GET \/bad: Error: oops/)
})

test('answers that come later: in order, one request at a time', () => {
  const waiting: [HttpRequest, HttpConnection][] = []
  const server = new TestServer((request, connection) => void waiting.push([request, connection]))
  const peer = server.connect()
  peer.give('GET /1 HTTP/1.1\r\nHost: h\r\n\r\nPOST /2 HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nab')
  assert.equal(waiting.length, 1)
  peer.give('cGET /3 HTTP/1.1\r\nHost: h\r\n\r\n')
  for (let i = 0; i < 3; i++) {
    assert.equal(waiting.length, i + 1)
    answerWith(waiting[i][1], waiting[i][0].line())
  }
  assert.deepEqual(parseAnswers(peer.received).map((answer) => answer.body), ['GET /1', 'POST /2', 'GET /3'])
  assert.throws(() => answerWith(peer.connection, 'again'), /no request to answer/)
  // The first request is as it was, though others have arrived since.
  assert.equal(waiting[0][0].line(), 'GET /1')
})

test('backpressure: no request is handled while answers are not taken; input stays with the transport', () => {
  let handled = 0
  const server = new TestServer((_request, connection) => {
    handled++
    answerWith(connection, 'x'.repeat(10000))
  })
  const peer = server.connect(100)
  const all = GET.repeat(2000)
  let at = peer.give(all)
  assert.equal(handled, 1)
  assert.ok(at < 30000, `${at} taken`)
  let rounds = 0
  while (handled < 2000 || !peer.received.endsWith('x'.repeat(10000))) {
    peer.takeMore(3000)
    if (peer.resumes > 0) {
      peer.resumes = 0
      at += peer.give(all.slice(at))
    }
    assert.ok(rounds++ < 10000)
  }
  assert.equal(at, all.length)
  assert.equal(parseAnswers(peer.received).length, 2000)
})

test('small answers to a pipeline leave together; a small answer in one piece', () => {
  const peer = new TestServer().connect()
  peer.give(GET.repeat(50))
  assert.equal(peer.sends.length, 1)
  assert.equal(parseAnswers(peer.received).length, 50)
})

test('times: idle, head, body, sending, lingering', () => {
  const idle = new TestServer()
  const idlePeer = idle.connect()
  idle.wait(74000)
  assert.equal(idlePeer.hasEnded, false)
  idle.wait(2000)
  assert.equal(idlePeer.hasEnded, true)
  assert.equal(idlePeer.received, '')
  assert.equal(idle.server.connectionCount, 1)
  idle.wait(3000)
  assert.equal(idlePeer.wasAborted, true)
  assert.equal(idle.server.connectionCount, 0)
  assert.equal(idle.server.deadlineNs(), Infinity)

  const head = new TestServer()
  const headPeer = head.connect()
  for (let i = 0; i < 30; i++) {
    headPeer.give(GET[i])
    head.wait(1000)
  }
  assert.match(headPeer.received, /^HTTP\/1.1 408/)
  headPeer.connection.receiveEnd()
  assert.equal(head.server.connectionCount, 0)

  const body = new TestServer()
  const bodyPeer = body.connect()
  bodyPeer.give('POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n')
  for (let i = 0; i < 70; i++) {
    bodyPeer.give('x')
    body.wait(1000)
  }
  assert.match(bodyPeer.received, /^HTTP\/1.1 408/)
  assert.equal(body.statistics().rejected.bodyTimeout, 1)

  const slow = new TestServer()
  const slowPeer = slow.connect(10)
  slowPeer.give(GET)
  slow.wait(29000)
  slowPeer.takeMore(1)
  slow.wait(29000)
  assert.equal(slowPeer.wasAborted, false)
  slow.wait(2000)
  assert.equal(slowPeer.wasAborted, true)
})

test('the peer ends: between requests, in one, while one is handled; or the transport breaks', () => {
  const server = new TestServer()
  const between = server.connect()
  between.give(GET)
  between.connection.receiveEnd()
  assert.equal(between.hasEnded, true)
  assert.equal(server.statistics().truncated, 0)
  for (const part of ['GET /', 'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nab']) {
    const peer = server.connect()
    peer.give(part)
    peer.connection.receiveEnd()
    assert.equal(peer.hasEnded, true)
  }
  assert.equal(server.statistics().truncated, 2)
  const broken = server.connect()
  broken.give('GET /')
  broken.connection.reset()
  assert.equal(server.server.connectionCount, 0)

  const waiting: HttpConnection[] = []
  const later = new TestServer((_request, connection) => void waiting.push(connection))
  const peer = later.connect()
  peer.give(GET + GET)
  peer.connection.receiveEnd()
  assert.equal(peer.hasEnded, false)
  answerWith(waiting[0], 'one')
  answerWith(waiting[1], 'two')
  assert.deepEqual(parseAnswers(peer.received).map((answer) => answer.body), ['one', 'two'])
  assert.equal(peer.hasEnded, true)
  assert.equal(later.server.connectionCount, 0)
  const gone = later.connect()
  gone.give(GET)
  gone.connection.reset()
  answerWith(waiting[2], 'nobody hears')
  assert.equal(gone.received, '')
})

test('what comes after the last answer is thrown away', () => {
  const peer = new TestServer().connect()
  peer.give('nonsense\r\n')
  const { received } = peer
  assert.equal(peer.give(GET.repeat(10000)), GET.length * 10000)
  assert.equal(peer.received, received)
})
