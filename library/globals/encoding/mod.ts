// TextEncoder and TextDecoder (WHATWG Encoding §7), for UTF-8.
import { kindOf } from '../../runtime/intrinsics/mod.ts'
import { invalidArgument, rangeErrorWithCode, typeErrorWithCode } from '../arguments.ts'
import type { InspectOptions } from '../console/context.ts'
import { inspect } from '../console/inspect.ts'
import type { Utf8Progress } from './utf8.ts'
import { utf8Bytes, Utf8Decoder, utf8Write } from './utf8.ts'

export class TextEncoder {
  readonly #isEncoder = true

  get encoding(): string {
    return 'utf-8'
  }

  encode(input: string = ''): Uint8Array<ArrayBuffer> {
    return utf8Bytes(`${input}`)
  }

  encodeInto(source: string, destination: Uint8Array): Utf8Progress {
    if (typeof source !== 'string') throw invalidArgument('src', 'of type string', source)
    if (!(kindOf(destination) === 'view' && destination instanceof Uint8Array)) {
      throw invalidArgument('dest', 'an instance of Uint8Array', destination)
    }
    return utf8Write(source, destination, 0)
  }

  get [Symbol.toStringTag](): string {
    return 'TextEncoder'
  }

  /** Prints as Node's does: an object with the encoding. */
  [Symbol.for('nodejs.util.inspect.custom')](depth: number, options: InspectOptions): unknown {
    if (typeof depth === 'number' && depth < 0) return this
    return inspect(this.#isEncoder ? { encoding: 'utf-8' } : this, options)
  }
}

function isUtf8Label(label: string): boolean {
  switch (label.trim().toLowerCase()) {
    case 'utf-8': case 'utf8': case 'unicode-1-1-utf-8': case 'unicode11utf8': case 'unicode20utf8': case 'x-unicode20utf8':
      return true
  }
  return false
}

function bytesOf(input: unknown): Uint8Array {
  if (input === undefined) return new Uint8Array(0)
  const kind = kindOf(input)
  if (kind === 'buffer') return new Uint8Array(input as ArrayBuffer)
  if (kind === 'view' || kind === 'dataview') {
    const view = input as ArrayBufferView
    return new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
  }
  throw typeErrorWithCode('ERR_INVALID_ARG_TYPE',
    'The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.')
}

export interface TextDecoderOptions { fatal?: boolean; ignoreBOM?: boolean }

export class TextDecoder {
  readonly #isFatal: boolean
  readonly #keepsMark: boolean
  /** While streaming: what the last piece left over. */
  #before: Utf8Decoder | null = null
  #isAtStart = true

  constructor(label: string = 'utf-8', options: TextDecoderOptions = {}) {
    if (!isUtf8Label(`${label}`)) {
      throw rangeErrorWithCode('ERR_ENCODING_NOT_SUPPORTED', `The "${label}" encoding is not supported`)
    }
    this.#isFatal = !!options?.fatal
    this.#keepsMark = !!options?.ignoreBOM
  }

  get encoding(): string {
    return 'utf-8'
  }

  get fatal(): boolean {
    return this.#isFatal
  }

  get ignoreBOM(): boolean {
    return this.#keepsMark
  }

  decode(input?: ArrayBuffer | ArrayBufferView, options?: { stream?: boolean }): string {
    const bytes = bytesOf(input)
    const decoder = new Utf8Decoder(bytes.length)
    if (this.#before !== null) decoder.continue(this.#before)
    const isStream = !!options?.stream
    const isRight = decoder.write(bytes, this.#isFatal) && (isStream || decoder.end(this.#isFatal))
    const skipMark = this.#isAtStart && !this.#keepsMark
    this.#before = isStream && isRight ? decoder : null
    this.#isAtStart = !isStream || !isRight || (this.#isAtStart && decoder.isEmpty)
    if (!isRight) {
      throw typeErrorWithCode('ERR_ENCODING_INVALID_ENCODED_DATA', 'The encoded data was not valid for encoding utf-8')
    }
    return decoder.text(skipMark)
  }

  /** Prints as Node's does: with what it was made with. */
  [Symbol.for('nodejs.util.inspect.custom')](depth: number, options: InspectOptions): string {
    if (typeof depth === 'number' && depth < 0) return '[TextDecoder]'
    const made = { encoding: 'utf-8', fatal: this.#isFatal, ignoreBOM: this.#keepsMark }
    return `TextDecoder ${inspect(made, options)}`
  }

  get [Symbol.toStringTag](): string {
    return 'TextDecoder'
  }
}
