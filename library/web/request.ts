// Request (WHATWG Fetch §5.4), with its content in memory. One that a server received makes its texts when they are
// asked for. Behaves and complains as Node's does.
import type { InspectOptions } from '../globals/console/context.ts'
import { inspect } from '../globals/console/inspect.ts'
import { latin1Text } from '../globals/encoding/latin1.ts'
import { URL } from '../globals/url/mod.ts'
import { HttpRequest, METHOD, methodText } from '../protocols/http/mod.ts'
import { byteString, requireArguments, requireDictionary } from './arguments.ts'
import { type BodyInit, Content, contentOf } from './content.ts'
import { isToken } from './field-text.ts'
import { Headers, type HeadersInit } from './headers.ts'
import { receivedUrl } from './received-url.ts'
import { shownSignal } from './shown.ts'

export interface RequestInit {
  method?: string
  headers?: HeadersInit
  body?: BodyInit | null
}

/** §2.2.1: forbidden methods, and those whose case is mended. */
function requireMethod(given: unknown): string {
  const method = byteString(given)
  if (!isToken(method)) throw new TypeError(`'${method}' is not a valid HTTP method.`)
  const upper = method.toUpperCase()
  switch (upper) {
    case 'CONNECT': case 'TRACE': case 'TRACK':
      throw new TypeError(`'${method}' HTTP method is unsupported.`)
    case 'DELETE': case 'GET': case 'HEAD': case 'OPTIONS': case 'POST': case 'PUT':
      return upper
    default:
      return method
  }
}

/** An absolute URL in its written form; there is nothing that it could be relative to. */
function requireUrl(given: unknown): string {
  const text = `${given}`
  if (!URL.canParse(text)) throw new TypeError(`Failed to parse URL from ${text}`)
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') {
    throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${text}`)
  }
  return url.href
}

export class Request {
  #method = 'GET'
  /** null until it is asked for. */
  #url: string | null = null
  #headers: Headers | null = null
  #content: Content
  /** What the server received. */
  #received: HttpRequest | null = null

  /** @internal An HttpRequest, which no program can have: what a server received; its bytes stay where they are. */
  constructor(input: string | URL | Request | HttpRequest, init?: RequestInit | null) {
    if (input instanceof HttpRequest) {
      this.#received = input
      this.#content = new Content(input.body, '')
      return
    }
    requireArguments('Request constructor', arguments.length, 1)
    requireDictionary(init)
    const source = input instanceof Request ? input : null
    this.#url = source === null ? requireUrl(input) : source.url
    if (init?.method !== undefined) this.#method = requireMethod(init.method)
    else if (source !== null) this.#method = source.method
    this.#headers = new Headers(init?.headers !== undefined ? init.headers : source?.headers)
    this.#content = this.#takeContent(source, init?.body)
  }

  #takeContent(source: Request | null, body: BodyInit | null | undefined): Content {
    const hasBody = body !== undefined && body !== null
    const hasContent = hasBody || (source !== null && !source.#content.isNone)
    if (hasContent && (this.#method === 'GET' || this.#method === 'HEAD')) {
      throw new TypeError('Request with GET/HEAD method cannot have body.')
    }
    if (hasBody) {
      const content = contentOf(body)
      if (content.type !== '' && !this.#headers!.has('content-type')) {
        Headers.listOf(this.#headers!).push('content-type', content.type)
      }
      return content
    }
    if (source === null) return new Content(null, '')
    if (source.#content.isUsed) {
      throw new TypeError('Cannot construct a Request with a Request object that has already been used.')
    }
    const content = source.#content.copy()
    source.#content.take()
    return content
  }

  get method(): string {
    const received = this.#received
    if (received === null) return this.#method
    if (received.method !== METHOD.other) return methodText(received.method)
    return latin1Text(received.bytes, received.methodStart, received.methodEnd)
  }

  get url(): string {
    this.#url ??= receivedUrl(this.#received!)
    return this.#url
  }

  get headers(): Headers {
    this.#headers ??= receivedHeaders(this.#received!)
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

  clone(): Request {
    if (this.#content.isUsed) throw new TypeError('Request.clone: Body has already been consumed.')
    const request = new Request(this.#received ?? this.url)
    request.#method = this.#method
    request.#headers = new Headers(this.headers)
    request.#content = this.#content.copy()
    return request
  }

  get [Symbol.toStringTag](): string {
    return 'Request'
  }

  /** With what Node's has besides; it is always the same here. */
  [Symbol.for('nodejs.util.inspect.custom')](_depth: number, options: InspectOptions): string {
    const shown = {
      method: this.method,
      url: this.url,
      headers: this.headers,
      destination: '',
      referrer: 'about:client',
      referrerPolicy: '',
      mode: 'cors',
      credentials: 'same-origin',
      cache: 'default',
      redirect: 'follow',
      integrity: '',
      keepalive: false,
      isReloadNavigation: false,
      isHistoryNavigation: false,
      signal: shownSignal(),
    }
    return `Request ${inspect(shown, options)}`
  }
}

function receivedHeaders(received: HttpRequest): Headers {
  const { bytes } = received
  const list: string[] = []
  received.forEachField((nameStart, nameEnd, valueStart, valueEnd) => {
    list.push(latin1Text(bytes, nameStart, nameEnd), latin1Text(bytes, valueStart, valueEnd))
  })
  return Headers.ofList(list)
}
