// Headers, Request and Response as a program's checker sees them: the shape of lib.dom for the members that are there.

type HeadersInit = [string, string][] | Iterable<[string, string]> | string[][] | Record<string, string> | Headers
type BodyInit = string | ArrayBuffer | ArrayBufferView | URLSearchParams

interface Headers {
  append(name: string, value: string): void
  delete(name: string): void
  get(name: string): string | null
  getSetCookie(): string[]
  has(name: string): boolean
  set(name: string, value: string): void
  forEach(callback: (value: string, key: string, parent: Headers) => void, thisValue?: any): void
  entries(): IterableIterator<[string, string]>
  keys(): IterableIterator<string>
  values(): IterableIterator<string>
  [Symbol.iterator](): IterableIterator<[string, string]>
}
declare var Headers: { prototype: Headers; new (init?: HeadersInit): Headers }

interface Body {
  readonly bodyUsed: boolean
  arrayBuffer(): Promise<ArrayBuffer>
  bytes(): Promise<Uint8Array<ArrayBuffer>>
  json(): Promise<any>
  text(): Promise<string>
}

interface RequestInit {
  body?: BodyInit | null
  headers?: HeadersInit
  method?: string
}
interface Request extends Body {
  readonly headers: Headers
  readonly method: string
  readonly url: string
  clone(): Request
}
declare var Request: { prototype: Request; new (input: string | URL | Request, init?: RequestInit): Request }

interface ResponseInit {
  headers?: HeadersInit
  status?: number
  statusText?: string
}
interface Response extends Body {
  readonly headers: Headers
  readonly ok: boolean
  readonly redirected: boolean
  readonly status: number
  readonly statusText: string
  readonly type: 'default' | 'error'
  readonly url: string
  clone(): Response
}
declare var Response: {
  prototype: Response
  new (body?: BodyInit | null, init?: ResponseInit): Response
  error(): Response
  json(data: any, init?: ResponseInit): Response
  redirect(url: string | URL, status?: number): Response
}
