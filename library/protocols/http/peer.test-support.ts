// The other end of a connection, in a test: sends bytes in any pieces, takes answers with any amount of room, and
// reads them.
import type { AnswerHead } from './answer-head.ts'
import type { HttpConnection, HttpLimits, HttpRequest, HttpStatistics } from './mod.ts'
import { HttpServer } from './mod.ts'
import type { Transport } from './transport.ts'

/** 1994-11-06 08:49:37 UTC, the example of RFC 9110 §5.6.7. */
export const EXAMPLE_MS = 784111777000

export function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (c) => c.charCodeAt(0))
}

export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}

export class TestClock {
  nowNs = 0
  wallMs = EXAMPLE_MS
  monotonicNowNs(): number {
    return this.nowNs
  }
  wallNowMs(): number {
    return this.wallMs
  }
}

export type TestHandler = (request: HttpRequest, connection: HttpConnection) => void

export function answerWith(connection: HttpConnection, text: string, head: Partial<AnswerHead> = {}): void {
  connection.respond({ status: 200, statusText: '', fields: [], ...head }, latin1(text))
}

/** `METHOD path?query body` of the request, which is also what it answers with. */
export function echo(request: HttpRequest, connection: HttpConnection): void {
  answerWith(connection, `${request.line()} ${request.body === null ? '-' : textOf(request.body)}`)
}

export class TestServer {
  readonly clock = new TestClock()
  readonly lines: string[] = []
  readonly server: HttpServer

  constructor(handler: TestHandler = echo, limits: Partial<HttpLimits> = {}) {
    this.server = new HttpServer({ clock: this.clock, handler, limits, log: (line) => this.lines.push(line) })
  }

  connect(room = Infinity): TestPeer {
    return new TestPeer(this.server, room)
  }

  statistics(): HttpStatistics {
    return this.server.statistics()
  }

  /** Time passes, and the server looks at its connections. */
  wait(ms: number): void {
    this.clock.nowNs += ms * 1e6
    this.server.expire()
  }
}

export class TestPeer implements Transport {
  readonly connection: HttpConnection
  received = ''
  hasEnded = false
  wasAborted = false
  resumes = 0
  /** How many bytes each call of `send` was for. */
  readonly sends: number[] = []
  #room: number

  constructor(server: HttpServer, room: number) {
    this.#room = room
    this.connection = server.accept(this)
  }

  send(bytes: Uint8Array, start: number, end: number): number {
    const count = Math.min(this.#room, end - start)
    this.#room -= count
    this.sends.push(end - start)
    this.received += textOf(bytes.subarray(start, start + count))
    return count
  }
  end(): void {
    this.hasEnded = true
  }
  abort(): void {
    this.wasAborted = true
  }
  resume(): void {
    this.resumes++
  }

  /** How much was taken. */
  give(text: string): number {
    const bytes = latin1(`<${text}>`)
    const taken = this.connection.receive(bytes, 1, bytes.length - 1)
    bytes.fill(0) // a transport uses its bytes again
    return taken
  }

  takeMore(room: number): void {
    this.#room += room
    this.connection.writable()
  }
}

export interface Answer { status: number; fields: Map<string, string>; body: string }

/** Answers one after the other, as a strict client reads them; `methods` says which were to HEAD. */
export function parseAnswers(text: string, methods: readonly string[] = []): Answer[] {
  const answers: Answer[] = []
  let rest = text
  while (rest !== '') {
    const end = rest.indexOf('\r\n\r\n')
    if (end < 0) throw new Error(`no head: ${JSON.stringify(rest)}`)
    const [line, ...lines] = rest.slice(0, end).split('\r\n')
    const match = /^HTTP\/1\.1 (\d\d\d) [\t -~]*$/.exec(line)
    if (match === null) throw new Error(`no status line: ${line}`)
    const fields = new Map(lines.map((field) => [field.slice(0, field.indexOf(':')).toLowerCase(), field.slice(field.indexOf(':') + 2)]))
    rest = rest.slice(end + 4)
    const status = Number(match[1])
    if (status === 100) {
      answers.push({ status, fields, body: '' })
      continue
    }
    const hasBody = methods[answers.length] !== 'HEAD' && status !== 204 && status !== 304
    const length = hasBody ? Number(fields.get('content-length')) : 0
    if (!(length <= rest.length)) throw new Error(`body of ${length} bytes in ${JSON.stringify(rest)}`)
    answers.push({ status, fields, body: rest.slice(0, length) })
    rest = rest.slice(length)
  }
  return answers
}
