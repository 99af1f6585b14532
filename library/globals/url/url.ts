// URL (WHATWG URL §6.1). Behaves and complains as Node's does, but for internationalised domain names, which throw.
import { typeErrorWithCode } from '../arguments.ts'
import type { InspectOptions } from '../console/context.ts'
import { inspect } from '../console/inspect.ts'
import { parseUrl, schemeEnd, UrlParser, withoutLineEnds } from './parser.ts'
import { percentEncode, USERINFO } from './percent.ts'
import { defaultPort, isSpecialScheme, UrlRecord } from './record.ts'
import { URLSearchParams } from './search-params.ts'

function scalarText(value: unknown): string {
  return `${value}`.toWellFormed()
}

type InvalidUrl = TypeError & { input: string; base?: string }

function invalidUrl(input: string, base: string | undefined): TypeError {
  const error = typeErrorWithCode('ERR_INVALID_URL', 'Invalid URL') as InvalidUrl
  error.input = input
  if (base !== undefined) error.base = base
  return error
}

function parse(input: string, base: string | undefined): UrlRecord | null {
  if (base === undefined) return parseUrl(input, null)
  const baseRecord = parseUrl(base, null)
  return baseRecord === null ? null : parseUrl(input, baseRecord)
}

function requireUrl(count: number): void {
  if (count === 0) throw typeErrorWithCode('ERR_MISSING_ARGS', 'The "url" argument must be specified')
}

export class URL {
  #record: UrlRecord
  /** What href gives; null after a change. */
  #href: string | null = null
  #searchParams: URLSearchParams | null = null

  constructor(input: string | URL, base?: string | URL) {
    requireUrl(arguments.length)
    const text = scalarText(input)
    const baseText = base === undefined ? undefined : scalarText(base)
    const record = parse(text, baseText)
    if (record === null) throw invalidUrl(text, baseText)
    this.#record = record
  }

  /** Whether `new URL` of the same would not throw for the form of the text. */
  static canParse(input: string | URL, base?: string | URL): boolean {
    requireUrl(arguments.length)
    return parse(scalarText(input), base === undefined ? undefined : scalarText(base)) !== null
  }

  /** As `new URL`, but null where that throws for the form of the text. */
  static parse(input: string | URL, base?: string | URL): URL | null {
    requireUrl(arguments.length)
    const record = parse(scalarText(input), base === undefined ? undefined : scalarText(base))
    if (record === null) return null
    const url = new URL('a:')
    url.#record = record
    return url
  }

  /** A part has changed. */
  #changed(): void {
    this.#href = null
  }

  /** The query has. */
  #queryChanged(): void {
    this.#changed()
    if (this.#searchParams !== null) URLSearchParams.takeQuery(this.#searchParams, this.#record.query ?? '')
  }

  get href(): string {
    this.#href ??= this.#record.serialize()
    return this.#href
  }

  set href(value: string) {
    const text = `${value}` // the error of a setter has what was given, a constructor's what it was made into
    const record = parseUrl(text.toWellFormed(), null)
    if (record === null) throw invalidUrl(text, undefined)
    this.#record = record
    this.#queryChanged()
  }

  get origin(): string {
    const record = this.#record
    if (record.scheme === 'blob') return blobOrigin(record)
    if (!record.isSpecial || record.scheme === 'file') return 'null'
    return `${record.scheme}://${record.authority}`
  }

  get protocol(): string {
    return this.#record.scheme + ':'
  }

  set protocol(value: string) {
    const text = withoutLineEnds(scalarText(value))
    const end = schemeEnd(text, true)
    if (end < 0) return
    const record = this.#record
    const scheme = text.slice(0, end).toLowerCase()
    if (isSpecialScheme(scheme) !== record.isSpecial) return
    if (scheme === 'file' && (record.hasCredentials || record.port >= 0)) return
    if (record.scheme === 'file' && record.host === '') return
    record.scheme = scheme
    if (record.port === defaultPort(scheme)) record.port = -1
    this.#changed()
  }

  get username(): string {
    return this.#record.username
  }

  set username(value: string) {
    if (this.#record.isWithoutAuthority) return
    this.#record.username = percentEncode(scalarText(value), USERINFO)
    this.#changed()
  }

  get password(): string {
    return this.#record.password
  }

  set password(value: string) {
    if (this.#record.isWithoutAuthority) return
    this.#record.password = percentEncode(scalarText(value), USERINFO)
    this.#changed()
  }

  get host(): string {
    return this.#record.authority
  }

  set host(value: string) {
    this.#setHost(scalarText(value), true)
  }

  get hostname(): string {
    return this.#record.host ?? ''
  }

  set hostname(value: string) {
    this.#setHost(scalarText(value), false)
  }

  #setHost(value: string, withPort: boolean): void {
    const record = this.#record
    if (record.isOpaque) return
    const text = withoutLineEnds(value)
    const parser = new UrlParser(text, record)
    this.#changed()
    if (record.scheme === 'file') {
      parser.fileHost(0, parser.partEnd(0))
      return
    }
    const end = parser.hostEnd(0)
    const hasColon = end < text.length && text[end] === ':'
    if (end === 0 && (record.isSpecial || hasColon || record.hasCredentials || record.port >= 0)) return
    if (hasColon && !withPort) return
    if (parser.host(0, end) && hasColon) parser.port(end + 1, digitsEnd(text, end + 1))
  }

  get port(): string {
    return this.#record.port < 0 ? '' : `${this.#record.port}`
  }

  set port(value: string) {
    const record = this.#record
    if (record.isWithoutAuthority) return
    const given = scalarText(value)
    const text = withoutLineEnds(given)
    if (given === '') record.port = -1
    else new UrlParser(text, record).port(0, digitsEnd(text, 0))
    this.#changed()
  }

  get pathname(): string {
    return this.#record.path
  }

  set pathname(value: string) {
    const record = this.#record
    if (record.isOpaque) return
    const text = withoutLineEnds(scalarText(value))
    record.path = ''
    if (text !== '' || record.isSpecial) new UrlParser(text, record).pathSegments(0, true)
    else if (record.host === null) record.path = '/'
    this.#changed()
  }

  get search(): string {
    const { query } = this.#record
    return query === null || query === '' ? '' : '?' + query
  }

  set search(value: string) {
    const text = scalarText(value)
    if (text === '') this.#record.query = null
    else {
      const query = withoutLineEnds(text.startsWith('?') ? text.slice(1) : text)
      new UrlParser(query, this.#record).wholeQuery(0, query.length)
    }
    this.#queryChanged()
  }

  get searchParams(): URLSearchParams {
    this.#searchParams ??= URLSearchParams.ofQuery(this.#record.query ?? '', (query) => {
      this.#record.query = query === '' ? null : query
      this.#changed()
    })
    return this.#searchParams
  }

  get hash(): string {
    const { fragment } = this.#record
    return fragment === null || fragment === '' ? '' : '#' + fragment
  }

  set hash(value: string) {
    const text = scalarText(value)
    if (text === '') this.#record.fragment = null
    else new UrlParser(withoutLineEnds(text.startsWith('#') ? text.slice(1) : text), this.#record).fragment(0)
    this.#changed()
  }

  toString(): string {
    return this.href
  }

  toJSON(): string {
    return this.href
  }

  get [Symbol.toStringTag](): string {
    return 'URL'
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth: number, options: InspectOptions): unknown {
    if (typeof depth === 'number' && depth < 0) return this
    const { href, origin, protocol, username, password, host, hostname, port, pathname, search, searchParams } = this
    const shown = {
      href, origin, protocol, username, password, host, hostname, port, pathname, search, searchParams, hash: this.hash,
    }
    return `URL ${inspect(shown, options)}`
  }
}

/** Where the digits at an index end. */
function digitsEnd(text: string, start: number): number {
  let end = start
  while (end < text.length && text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end++
  return end
}

/** §4.7: that of the URL which is the path, if it is one of HTTP or a file's. */
function blobOrigin(record: UrlRecord): string {
  const inner = parseUrl(record.path, null)
  if (inner === null || (inner.scheme !== 'http' && inner.scheme !== 'https')) return 'null'
  return `${inner.scheme}://${inner.authority}`
}
