// The web appliance in a guest: right answers over MMIO and over PCI, memory that stays, requests that are no requests.
import assert from 'node:assert/strict'
import { mkdirSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { dirname } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { MachineName } from '../cli/guest/options.ts'
import { runInNamespace, tapWithAddress } from './tools/network-namespace.ts'
import type { WebClientsResult } from './tools/web-clients.ts'
import { ask, bootWeb, buildWebImage, Clients, webImagePath } from './tools/web-guest.ts'
import type { WebLoadResult } from './tools/web-load.ts'

/** Not more at once: user-mode networking lets a few through at a time, the others after seconds. */
const USER_MODE_CONNECTIONS = 4
const LOAD_REQUESTS = 10_000
const EARLY_REQUESTS = 2000
const LOAD_CONNECTIONS = 32

/** Sends bytes as they are; what came back until the end of the connection. */
function exchange(port: number, bytes: string): Promise<string> {
  return new Promise<string>((settle, fail) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes))
    socket.setEncoding('latin1').on('data', (chunk: string) => { text += chunk })
    socket.on('close', () => settle(text.slice(0, 2000)))
    socket.on('error', fail)
    socket.setTimeout(10_000, () => fail(new Error(`no end of the answer to ${JSON.stringify(bytes)}: ${text}`)))
  })
}

/** Asks a guest on a TAP device LOAD_REQUESTS times over LOAD_CONNECTIONS; each answer was right. */
function load(machine: MachineName, ...more: string[]): WebLoadResult {
  const argv = [webImagePath, machine, String(LOAD_REQUESTS), String(LOAD_CONNECTIONS), ...more]
  return runInNamespace(tapWithAddress('tap0'), 'web-load.ts', argv)
}

describe('a page from a sealed guest', () => {
  before(() => {
    mkdirSync(dirname(webImagePath), { recursive: true })
    buildWebImage(webImagePath)
  })
  after(() => rmSync(dirname(webImagePath), { recursive: true, force: true }))

  for (const machine of ['microvm', 'q35'] as MachineName[]) {
    test(`right answers on ${machine}`, async () => {
      const site = await bootWeb(webImagePath, { machine })
      try {
        const page = await ask(site, '/')
        assert.equal(page.status, 200)
        assert.equal(page.headers['content-type'], 'text/html;charset=utf-8')
        assert.match(page.text, /^<!doctype html>\n[\s\S]*<\/html>\n$/)
        const requests = Number(/answered<\/dt><dd>(\d+)<\/dd>/.exec(page.text)?.[1])
        assert.ok(Math.abs(Date.parse(String(page.headers.date)) - Date.now()) < 60_000, String(page.headers.date))
        const json = JSON.parse((await ask(site, '/json?a=1&b=x%20y')).text)
        assert.deepEqual([json.method, json.path, json.query, json.requests], ['GET', '/json', [['a', '1'], ['b', 'x y']], requests + 1])
        const long = 'ö€𝄞 '.repeat(20_000)
        assert.equal((await ask(site, '/echo', { method: 'POST', body: long })).text, long)
        assert.equal((await ask(site, '/nope')).status, 404)
        const head = await ask(site, '/', { method: 'HEAD' })
        assert.deepEqual([head.status, head.text, Number(head.headers['content-length']) > 1000], [200, '', true])
        const clients = new Clients(site, USER_MODE_CONNECTIONS)
        await clients.ask(500).finally(() => clients.end())
      } finally {
        site.guest.powerOff()
        await site.guest.ended
      }
    })
  }

  for (const machine of ['microvm', 'q35'] as MachineName[]) {
    test(`${LOAD_REQUESTS} right answers over ${LOAD_CONNECTIONS} connections on a TAP device, on ${machine}`, (context) => {
      const { connections, perSecond } = load(machine)
      assert.equal(connections, LOAD_CONNECTIONS, 'connections are kept')
      context.diagnostic(`${perSecond} requests/s under emulation`)
    })
  }

  describe('the usual clients', () => {
    let got: WebClientsResult
    before(() => { got = runInNamespace(tapWithAddress('tap0'), 'web-clients.ts', [webImagePath]) })

    test('curl gets the page, and a posted text back', () => {
      assert.match(got.curl.page, /^HTTP\/1\.1 200 OK\r\n(?:[\w-]+: .*\r\n)+\r\n<!doctype html>\n[\s\S]*<\/html>\n$/i)
      assert.equal(got.curl.echo, 'ö€𝄞 posted')
    })
    test('wrk gets nothing but the page over 32 connections', (context) => {
      assert.deepEqual([got.wrk.wrong, got.wrk.errors], [0, 0])
      assert.ok(got.wrk.answers > 1000, `${got.wrk.answers} answers`)
      context.diagnostic(`${got.wrk.answers} answers in 3 s under emulation`)
    })
    test('a browser shows the page', (context) => {
      if (got.document === null) return context.skip('there is no chromium on this machine')
      assert.match(got.document, /<h1>[\s\S]*answered<\/dt><dd>\d+<\/dd>/)
    })
  })

  test('requests that are none are refused, and it goes on serving', async () => {
    const site = await bootWeb(webImagePath)
    try {
      assert.match(await exchange(site.port, 'GARBAGE\r\n\r\n'), /^HTTP\/1\.1 400 /)
      assert.match(await exchange(site.port, 'GET / HTTP/1.1\r\n\r\n'), /^HTTP\/1\.1 400 /)
      assert.match(await exchange(site.port, 'GET / HTTP/3.0\r\nHost: a\r\n\r\n'), /^HTTP\/1\.1 505 /)
      assert.match(await exchange(site.port, `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`), /^HTTP\/1\.1 414 /)
      assert.match(await exchange(site.port, `GET / HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`), /^HTTP\/1\.1 431 /)
      assert.match(await exchange(site.port, 'POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n'), /^HTTP\/1\.1 400 /)
      const pipelined = await exchange(site.port, 'GET /query?name=1 HTTP/1.1\r\nHost: a\r\n\r\nGET /query?name=2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
      assert.match(pipelined, /hello, 1\n[\s\S]*hello, 2\n$/)
      assert.equal((await ask(site, '/query?name=z')).text, 'hello, z\n')
    } finally {
      site.guest.powerOff()
      await site.guest.ended
    }
  })

  // On a TAP device all connections are there from the start: one that came late would count as bytes that stay.
  test(`live bytes after ${LOAD_REQUESTS} requests are those after ${EARLY_REQUESTS}`, () => {
    const result = load('microvm', String(EARLY_REQUESTS))
    const live = new Map(result.liveBytes)
    const [early, late] = [live.get(EARLY_REQUESTS), live.get(LOAD_REQUESTS)]
    assert.ok(early !== undefined && late !== undefined, JSON.stringify(result))
    assert.ok(Math.abs(late - early) <= early * 0.01, `${early} bytes live after ${EARLY_REQUESTS}, ${late} after ${LOAD_REQUESTS}`)
  })
})
