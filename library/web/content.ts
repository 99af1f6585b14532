// The content of a Request or Response (WHATWG Fetch §5.3): bytes that are read once, whole.
import { utf8Bytes, utf8Text } from '../globals/encoding/utf8.ts'
import { URLSearchParams } from '../globals/url/mod.ts'

export type BodyInit = string | Uint8Array | ArrayBuffer | ArrayBufferView | URLSearchParams

export class Content {
  /** null: there is none, which can be read any number of times. */
  readonly #bytes: Uint8Array | null
  /** What Content-Type is if the program does not say; empty: nothing. */
  readonly type: string
  #isUsed = false

  constructor(bytes: Uint8Array | null, type: string) {
    this.#bytes = bytes
    this.type = type
  }

  get isNone(): boolean {
    return this.#bytes === null
  }

  get isUsed(): boolean {
    return this.#isUsed
  }

  /** All bytes, once; nobody else reads or changes them. */
  take(): Uint8Array | null {
    if (this.#bytes === null) return null
    if (this.#isUsed) throw new TypeError('Body is unusable: Body has already been read')
    this.#isUsed = true
    return this.#bytes
  }

  /** The same content for a second reader. The bytes are never changed, so that they can be shared. */
  copy(): Content {
    return new Content(this.#bytes, this.type)
  }

  async text(): Promise<string> {
    const bytes = this.take()
    return bytes === null ? '' : utf8Text(bytes, true)
  }

  async json(): Promise<any> {
    const bytes = this.take()
    return JSON.parse(bytes === null ? '' : utf8Text(bytes, true))
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = this.take()
    return bytes === null ? new Uint8Array(0) : bytes.slice()
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.bytes()).buffer
  }
}

/** What a program gave as a body ("extract"). Its bytes are copied: the program may change them afterwards. */
export function contentOf(body: unknown): Content {
  if (body === undefined || body === null) return new Content(null, '')
  if (typeof body === 'string') return new Content(utf8Bytes(body), 'text/plain;charset=UTF-8')
  if (body instanceof Uint8Array) return new Content(body.slice(), '')
  if (body instanceof ArrayBuffer) return new Content(new Uint8Array(body.slice(0)), '')
  if (ArrayBuffer.isView(body)) {
    return new Content(new Uint8Array(body.buffer, body.byteOffset, body.byteLength).slice(), '')
  }
  if (body instanceof URLSearchParams) {
    return new Content(utf8Bytes(body.toString()), 'application/x-www-form-urlencoded;charset=UTF-8')
  }
  return new Content(utf8Bytes(`${body}`), 'text/plain;charset=UTF-8')
}
