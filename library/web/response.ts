// Response (WHATWG Fetch §5.5), with its content in memory. Behaves and complains as Node's does.
import type { InspectOptions } from '../globals/console/context.ts'
import { inspect } from '../globals/console/inspect.ts'
import { URL } from '../globals/url/mod.ts'
import { byteString, requireArguments, requireDictionary } from './arguments.ts'
import { type BodyInit, Content, contentOf } from './content.ts'
import { isReasonPhrase } from './field-text.ts'
import { Headers, type HeadersInit } from './headers.ts'
import { shownBody } from './shown.ts'

export interface ResponseInit {
  status?: number
  statusText?: string
  headers?: HeadersInit
}

export type ResponseType = 'default' | 'error'

const CONTENT_TYPE = 'content-type'

/** Web IDL's unsigned short, then §5.5 "initialize a response". */
function requireStatus(given: unknown): number {
  if (given === undefined) return 200
  const status = Math.trunc(Number(given)) & 0xffff
  if (status < 200 || status > 599) {
    throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.')
  }
  return status
}

function isNullBodyStatus(status: number): boolean {
  return status === 204 || status === 205 || status === 304
}

function isRedirectStatus(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308
}

export class Response {
  #status = 200
  #statusText = ''
  #headers: Headers
  #content: Content
  #type: ResponseType = 'default'

  constructor(body?: BodyInit | null, init?: ResponseInit | null) {
    requireDictionary(init)
    this.#content = contentOf(body)
    this.#status = requireStatus(init?.status)
    const statusText = init?.statusText
    if (statusText !== undefined) {
      this.#statusText = byteString(statusText)
      if (!isReasonPhrase(this.#statusText)) throw new TypeError('Invalid statusText')
    }
    this.#headers = new Headers(init?.headers)
    if (this.#content.isNone) return
    if (isNullBodyStatus(this.#status)) {
      throw new TypeError(`Response constructor: Invalid response status code ${this.#status}`)
    }
    this.#addType(this.#content.type)
  }

  #addType(type: string): void {
    if (type !== '' && !this.#headers.has(CONTENT_TYPE)) Headers.listOf(this.#headers).push(CONTENT_TYPE, type)
  }

  /** A response whose content is a value's JSON. */
  static json(data: unknown, init?: ResponseInit | null): Response {
    requireArguments('Response.json', arguments.length, 1)
    const text = JSON.stringify(data) as string | undefined
    if (text === undefined) throw new TypeError('Value is not JSON serializable')
    const response = new Response(null, init)
    if (isNullBodyStatus(response.#status)) {
      throw new TypeError(`Response constructor: Invalid response status code ${response.#status}`)
    }
    response.#content = new Content(contentOf(text).take(), '')
    response.#addType('application/json')
    return response
  }

  /** A response that sends the client to another URL; its headers cannot be changed. */
  static redirect(url: string | URL, status: number = 302): Response {
    requireArguments('Response.redirect', arguments.length, 1)
    const text = `${url}`
    if (!URL.canParse(text)) throw new TypeError(`Failed to parse URL from ${text}`)
    const code = Math.trunc(Number(status)) & 0xffff
    if (!isRedirectStatus(code)) throw new RangeError(`Invalid status code ${code}`)
    const response = new Response(null)
    response.#status = code
    response.#headers.append('location', new URL(text).href)
    Headers.seal(response.#headers)
    return response
  }

  /** What a fetch that failed would give: status 0. */
  static error(): Response {
    const response = new Response(null)
    response.#status = 0
    response.#type = 'error'
    Headers.seal(response.#headers)
    return response
  }

  get type(): ResponseType {
    return this.#type
  }

  /** Empty: it comes from no fetch. */
  get url(): string {
    return ''
  }

  get redirected(): boolean {
    return false
  }

  get status(): number {
    return this.#status
  }

  get ok(): boolean {
    return this.#status >= 200 && this.#status <= 299
  }

  get statusText(): string {
    return this.#statusText
  }

  get headers(): Headers {
    return this.#headers
  }

  get bodyUsed(): boolean {
    return this.#content.isUsed
  }

  text(): Promise<string> {
    return this.#content.text()
  }

  json(): Promise<any> {
    return this.#content.json()
  }

  bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return this.#content.bytes()
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    return this.#content.arrayBuffer()
  }

  clone(): Response {
    if (this.#content.isUsed) throw new TypeError('Response.clone: Body has already been consumed.')
    const response = new Response(null)
    response.#status = this.#status
    response.#statusText = this.#statusText
    response.#type = this.#type
    response.#headers = Headers.ofList(Headers.listOf(this.#headers).slice())
    response.#content = this.#content.copy()
    return response
  }

  get [Symbol.toStringTag](): string {
    return 'Response'
  }

  [Symbol.for('nodejs.util.inspect.custom')](_depth: number, options: InspectOptions): string {
    const shown = {
      status: this.#status,
      statusText: this.#statusText,
      headers: this.#headers,
      body: this.#content.isNone ? null : shownBody(this.#content.isUsed),
      bodyUsed: this.#content.isUsed,
      ok: this.ok,
      redirected: false,
      type: this.#type,
      url: '',
    }
    return `Response ${inspect(shown, options)}`
  }

  // --- for this room

  /** @internal All bytes, for the client; TypeError if the program has read them already. */
  static takeContent(response: Response): Uint8Array | null {
    return response.#content.take()
  }
}
