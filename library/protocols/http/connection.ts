// One HTTP connection of a server (RFC 9112 §9): requests in, handled one after the other, answers out in their
// order. No promises and no timers: the transport calls in, the server calls `expire`, the handler calls `respond`.
//
//   HEAD ─▶ BODY ─▶ HANDLING ─▶ HEAD …          a request is read, handled, answered
//   any  ─▶ LINGERING ─▶ CLOSED                 the last answer is sent; what still comes in is thrown away
//   any  ─▶ CLOSED                              the transport broke, or a time has passed
import { ANSWER_HEAD_BYTES, answerHeadRoom, type AnswerHead } from './answer-head.ts'
import { BODY_COMPLETE, BODY_REJECTED, BodyReader } from './body-reader.ts'
import { HEAD_COMPLETE, HEAD_REJECTED, HeadParser } from './head-parser.ts'
import { Input } from './input.ts'
import { METHOD } from './method.ts'
import { Output } from './output.ts'
import { REJECTED, rejectionStatus, type Rejection } from './rejections.ts'
import { HttpRequest } from './request.ts'
import type { HttpServer } from './server.ts'
import { hasNoContent, reasonPhrase } from './status.ts'
import type { Receiver, Transport } from './transport.ts'

const HEAD = 0
const BODY = 1
const HANDLING = 2
const LINGERING = 3
const CLOSED = 4

const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n'
const NS_PER_MS = 1e6

export class HttpConnection implements Receiver {
  readonly #server: HttpServer
  readonly #transport: Transport
  readonly #input: Input
  readonly #output: Output
  readonly #parser: HeadParser
  #bodyReader: BodyReader | null = null
  #state = HEAD
  /** The one that is being read or handled. */
  #request: HttpRequest | null = null
  /** Inside `#advance`, which goes on by itself after an answer. */
  #isAdvancing = false
  /** The transport holds bytes that were not taken. */
  #hasRefused = false
  #peerHasEnded = false
  /** Our side has. */
  #hasEnded = false
  /** After the answer that is due. */
  #keepsAlive = true
  /** A head has begun to arrive. */
  #isInHead = false
  #deadlineNs: number
  /** For what is to be sent; Infinity while nothing waits. */
  #sendDeadlineNs = Infinity

  /** @internal Made by HttpServer.accept. */
  constructor(server: HttpServer, transport: Transport) {
    this.#server = server
    this.#transport = transport
    this.#input = new Input(server.limits)
    this.#output = new Output(server, transport)
    this.#parser = new HeadParser(server.limits)
    this.#deadlineNs = this.#after(server.limits.idleMs)
  }

  receive(bytes: Uint8Array, start: number, end: number): number {
    if (this.#state >= LINGERING) return end - start
    let at = start
    // Content goes where it belongs at once.
    if (this.#state === BODY && this.#input.isEmpty && !this.#output.isBlocked) at = this.#readBody(bytes, at, end)
    while (at < end && this.#state < LINGERING) {
      const taken = this.#input.add(bytes, at, end)
      at += taken
      this.#advance()
      if (taken === 0 && !this.#input.hasRoom) break
    }
    if (this.#state >= LINGERING) at = end
    this.#hasRefused = at < end
    this.#flush()
    return at - start
  }

  receiveEnd(): void {
    this.#peerHasEnded = true
    if (this.#state === CLOSED) return
    this.#advanceAndFlush()
  }

  writable(): void {
    if (this.#state === CLOSED) return
    this.#sendDeadlineNs = Infinity
    this.#advanceAndFlush()
  }

  reset(): void {
    this.#forget()
  }

  /**
   * The answer to the request that is being handled. `body` MUST NOT be changed any more; null is no content. After the
   * connection has ended it does nothing.
   */
  respond(head: AnswerHead, body: Uint8Array | null): void {
    if (this.#state >= LINGERING) return
    if (this.#state !== HANDLING) throw new Error('there is no request to answer')
    if (!this.#answer(head, body)) {
      this.fail('the answer\'s head cannot be sent: a name, a value or the status text has a character that none may ' +
        `have, or it is longer than ${ANSWER_HEAD_BYTES} bytes`)
      return
    }
    this.#server.counters.answers++
    this.#finishAnswer()
  }

  /** There is no answer to the request that is being handled: 500, and a line to the log. */
  fail(reason: string): void {
    if (this.#state !== HANDLING) return
    this.#server.counters.failures++
    this.#server.log(`${this.#request!.line()}: ${reason}`)
    this.#answerOwn(500)
    this.#finishAnswer()
  }

  /** @internal Ends the connection if it waited for too long. */
  expire(nowNs: number): void {
    // An idle connection holds no memory for input: there may be many of them.
    if (this.#input.isEmpty) this.#input.drop()
    if (nowNs >= this.#sendDeadlineNs) this.#abort()
    else if (nowNs >= this.#deadlineNs) this.#expired()
  }

  #expired(): void {
    switch (this.#state) {
      case HEAD:
        // RFC 9112 §9.5: an idle connection may be closed at any time.
        if (this.#isInHead) this.#reject(REJECTED.headTimeout)
        else this.#finish()
        break
      case BODY:
        this.#reject(REJECTED.bodyTimeout)
        break
      case LINGERING:
        this.#abort()
        return
    }
    this.#flush()
  }

  // --- reading

  #advanceAndFlush(): void {
    this.#output.flush()
    this.#advance()
    this.#flush()
    if (this.#hasRefused && (this.#state === LINGERING || this.#input.hasRoom)) {
      this.#hasRefused = false
      this.#transport.resume()
    }
  }

  /** Reads and handles what is there, as long as answers are taken. */
  #advance(): void {
    if (this.#isAdvancing) return
    this.#isAdvancing = true
    const input = this.#input
    while (this.#state < HANDLING && !this.#output.isBlocked) {
      if (this.#state === HEAD) {
        if (!this.#readHead()) break
      } else {
        const before = input.start
        const at = this.#readBody(input.bytes, input.start, input.end)
        if (this.#state >= LINGERING) break // and the input is dropped
        input.start = at
        if (this.#state === BODY && (input.start === before || input.isEmpty)) break
      }
    }
    this.#isAdvancing = false
    if (this.#peerHasEnded && this.#state < HANDLING && !this.#output.isBlocked) this.#truncated()
  }

  /** False while there is no whole head. */
  #readHead(): boolean {
    const input = this.#input, parser = this.#parser
    if (input.isEmpty) return false
    const outcome = parser.parse(input.bytes, input.start, input.end)
    if (outcome === HEAD_REJECTED) {
      this.#reject(parser.rejection)
      return false
    }
    if (outcome !== HEAD_COMPLETE) {
      if (!this.#isInHead) {
        this.#isInHead = true
        this.#deadlineNs = this.#after(this.#server.limits.headMs)
      }
      return false
    }
    this.#isInHead = false
    this.#takeHead()
    return true
  }

  #takeHead(): void {
    const { framing, minorVersion } = this.#parser
    // RFC 9112 §9.3
    this.#keepsAlive = !framing.saysClose && (minorVersion > 0 || framing.saysKeepAlive)
    this.#request = this.#input.takeRequest(this.#parser)
    this.#parser.reset()
    if (!framing.isChunked && framing.contentLength <= 0) {
      this.#handle(framing.contentLength < 0 ? null : new Uint8Array(0))
      return
    }
    this.#bodyReader ??= new BodyReader(this.#server.limits)
    if (framing.isChunked) this.#bodyReader.startChunked()
    else if (!this.#bodyReader.startFixed(framing.contentLength)) {
      this.#reject(REJECTED.bodyTooLarge)
      return
    }
    this.#state = BODY
    this.#deadlineNs = this.#after(this.#server.limits.bodyMs)
    // RFC 9110 §10.1.1: not to HTTP/1.0, and not when the content is on its way already.
    if (framing.hasExpectation && minorVersion > 0 && this.#input.isEmpty) this.#sayContinue()
  }

  /** Where it stopped reading. */
  #readBody(bytes: Uint8Array, start: number, end: number): number {
    const reader = this.#bodyReader!
    const outcome = reader.read(bytes, start, end)
    if (outcome === BODY_REJECTED) this.#reject(reader.rejection)
    else if (outcome === BODY_COMPLETE) this.#handle(reader.take())
    return reader.at
  }

  #handle(body: Uint8Array | null): void {
    const request = this.#request!
    request.body = body
    this.#state = HANDLING
    this.#deadlineNs = Infinity
    this.#server.counters.requests++
    const wasAdvancing = this.#isAdvancing
    this.#isAdvancing = true
    try {
      this.#server.handler(request, this)
    } catch (error) {
      if (this.#state === HANDLING) this.fail(errorText(error))
      else this.#server.log(`${request.line()}: after its answer: ${errorText(error)}`)
    }
    this.#isAdvancing = wasAdvancing
  }

  /** RFC 9112 §8: the peer ended in the middle of a request, or between two. */
  #truncated(): void {
    if (this.#state === BODY || !this.#input.isEmpty) this.#server.counters.truncated++
    this.#finish()
  }

  // --- answering

  #answer(head: AnswerHead, body: Uint8Array | null): boolean {
    const { headWriter, date } = this.#server
    const size = answerHeadRoom(head)
    if (size > ANSWER_HEAD_BYTES) return false
    const output = this.#output
    const isHead = this.#request !== null && this.#request.method === METHOD.head
    const length = hasNoContent(head.status) ? -1 : body === null ? 0 : body.length
    const into = output.room(size)
    const end = headWriter.write(
      into, output.end, head, date.now(), length, isHead && body === null, this.#keepsAlive, this.#parser.minorVersion,
    )
    if (end < 0) return false
    this.#keepsAlive = headWriter.isKeptAlive
    output.commit(end)
    // RFC 9110 §9.3.2: no content in answer to HEAD, whatever the handler gave.
    if (body !== null && length > 0 && !isHead) output.body(body)
    return true
  }

  #answerOwn(status: number): void {
    const text = `${status} ${reasonPhrase(status)}\n`
    const body = new Uint8Array(text.length)
    for (let i = 0; i < text.length; i++) body[i] = text.charCodeAt(i)
    this.#answer({ status, statusText: '', fields: ['Content-Type', 'text/plain'] }, body)
  }

  #finishAnswer(): void {
    this.#request = null
    if (this.#keepsAlive) {
      this.#state = HEAD
      this.#deadlineNs = this.#after(this.#server.limits.idleMs)
      if (!this.#isAdvancing) this.#advanceAndFlush()
    } else {
      this.#finish()
      if (!this.#isAdvancing) this.#flush()
    }
  }

  #reject(rejection: Rejection): void {
    this.#server.counters.countRejected(rejection)
    this.#keepsAlive = false
    this.#answerOwn(rejectionStatus(rejection))
    this.#finish()
  }

  #sayContinue(): void {
    const into = this.#output.room(CONTINUE.length)
    const at = this.#output.end
    for (let i = 0; i < CONTINUE.length; i++) into[at + i] = CONTINUE.charCodeAt(i)
    this.#output.commit(at + CONTINUE.length)
  }

  // --- ending

  /** After what is still to be sent. */
  #finish(): void {
    this.#state = LINGERING
    this.#deadlineNs = Infinity
    this.#request = null
    this.#input.drop()
  }

  /** Sends, and ends our side once all is sent after the last answer. */
  #flush(): void {
    if (this.#state === CLOSED) return
    const output = this.#output
    output.flush()
    if (output.isBlocked) {
      if (this.#sendDeadlineNs === Infinity) this.#sendDeadlineNs = this.#after(this.#server.limits.sendMs)
      return
    }
    this.#sendDeadlineNs = Infinity
    if (this.#state !== LINGERING) return
    if (!this.#hasEnded) {
      this.#hasEnded = true
      this.#transport.end()
      // RFC 9112 §9.6: closing both ways at once could reset the connection before the peer has read the answer.
      this.#deadlineNs = this.#after(this.#server.limits.lingerMs)
    }
    if (this.#peerHasEnded) this.#forget()
  }

  #abort(): void {
    this.#forget()
    this.#transport.abort()
  }

  #forget(): void {
    this.#state = CLOSED
    this.#request = null
    this.#output.drop()
    this.#input.drop()
    this.#server.forget(this)
  }

  #after(ms: number): number {
    return this.#server.clock.monotonicNowNs() + ms * NS_PER_MS
  }
}

function errorText(error: unknown): string {
  if (error instanceof Error) return error.stack ?? `${error.name}: ${error.message}`
  return `${error}`
}
