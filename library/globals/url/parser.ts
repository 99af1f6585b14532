// The URL parser (WHATWG URL §4.4, "basic URL parser"): each method is one of its states, or a few that follow each
// other, and works on a stretch of the input instead of on one character. Setters enter at a state, as the standard's
// override does.
import { stringCodeAt, stringIndexOf, stringSlice } from '../../runtime/intrinsics/mod.ts'
import { parseHost } from './host.ts'
import { C0_CONTROL, FRAGMENT, PATH, percentEncode, QUERY, SPECIAL_QUERY, USERINFO } from './percent.ts'
import {
  defaultPort, isDriveLetter, isNormalizedDriveLetter, isSpecialScheme, startsWithDriveLetter, UrlRecord,
} from './record.ts'

const HASH = 35
const SLASH = 47
const COLON = 58
const QUESTION_MARK = 63
const AT = 64
const LEFT_BRACKET = 91
const BACKSLASH = 92
const RIGHT_BRACKET = 93
const END = -1
const MAXIMUM_PORT = 65535

/** The URL that a text means, relative to `base` if there is one; null: none. */
export function parseUrl(input: string, base: UrlRecord | null): UrlRecord | null {
  const record = new UrlRecord()
  return new UrlParser(withoutLineEnds(trimmed(input)), record).parse(base) ? record : null
}

/** "C0 control or space" at the ends. */
function trimmed(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && stringCodeAt(text, start) <= 32) start++
  while (end > start && stringCodeAt(text, end - 1) <= 32) end--
  return start === 0 && end === text.length ? text : stringSlice(text, start, end)
}

/** "ASCII tab or newline", wherever they are. */
export function withoutLineEnds(text: string): string {
  let result = ''
  let kept = 0
  for (let i = 0; i < text.length; i++) {
    const code = stringCodeAt(text, i)
    if (code > 13 || (code !== 9 && code !== 10 && code !== 13)) continue
    result += stringSlice(text, kept, i)
    kept = i + 1
  }
  return kept === 0 ? text : result + stringSlice(text, kept, text.length)
}

function isLetter(code: number): boolean {
  const lower = code | 32
  return lower >= 97 && lower <= 122
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

/** Where the scheme at the start of a text ends, at its colon or, `isWhole`, at the text's end; -1 if there is none. */
export function schemeEnd(text: string, isWhole: boolean): number {
  if (text.length === 0 || !isLetter(stringCodeAt(text, 0))) return -1
  for (let i = 1; i < text.length; i++) {
    const code = stringCodeAt(text, i)
    if (code === COLON) return i
    if (!isLetter(code) && !isDigit(code) && code !== 43 && code !== 45 && code !== 46) return -1
  }
  return isWhole ? text.length : -1
}

export class UrlParser {
  readonly #text: string
  readonly #url: UrlRecord
  #isSpecial: boolean

  /** `text` without line ends; its parts go into `url`. */
  constructor(text: string, url: UrlRecord) {
    this.#text = text
    this.#url = url
    this.#isSpecial = url.isSpecial
  }

  /** The code unit at an index, END after the last. */
  #code(index: number): number {
    return index < this.#text.length ? stringCodeAt(this.#text, index) : END
  }

  /** A slash, or what a special URL takes for one. */
  #isSlash(code: number): boolean {
    return code === SLASH || (code === BACKSLASH && this.#isSpecial)
  }

  #isPartEnd(code: number): boolean {
    return code === END || code === QUESTION_MARK || code === HASH || this.#isSlash(code)
  }

  /** Where the part of the authority that begins at an index ends. */
  partEnd(start: number): number {
    let end = start
    while (!this.#isPartEnd(this.#code(end))) end++
    return end
  }

  // --- scheme start, scheme, no scheme

  parse(base: UrlRecord | null): boolean {
    const url = this.#url
    const end = schemeEnd(this.#text, false)
    if (end < 0) return this.#noScheme(base)
    url.scheme = stringSlice(this.#text, 0, end).toLowerCase()
    this.#isSpecial = isSpecialScheme(url.scheme)
    const at = end + 1
    if (url.scheme === 'file') return this.#file(at, base)
    if (this.#isSpecial) {
      const hasSlashes = this.#code(at) === SLASH && this.#code(at + 1) === SLASH
      if (base !== null && base.scheme === url.scheme && !hasSlashes) return this.#relative(at, base)
      return this.#authorityAfterSlashes(at)
    }
    if (this.#code(at) !== SLASH) return this.#opaquePath(at)
    return this.#code(at + 1) === SLASH ? this.#authority(at + 2) : this.path(at)
  }

  #noScheme(base: UrlRecord | null): boolean {
    if (base === null) return false
    if (base.isOpaque) {
      if (this.#code(0) !== HASH) return false
      this.#url.take(base)
      this.fragment(1)
      return true
    }
    this.#url.scheme = base.scheme
    this.#isSpecial = base.isSpecial
    return base.scheme === 'file' ? this.#file(0, base) : this.#relative(0, base)
  }

  // --- relative, relative slash

  #relative(at: number, base: UrlRecord): boolean {
    const url = this.#url
    const code = this.#code(at)
    if (this.#isSlash(code)) {
      const next = this.#code(at + 1)
      if (this.#isSpecial && this.#isSlash(next)) return this.#authorityAfterSlashes(at)
      if (next === SLASH) return this.#authority(at + 2)
      url.takeAuthority(base)
      return this.path(at)
    }
    url.takeAuthority(base)
    url.path = base.path
    url.query = base.query
    return this.#afterBasePath(at, code)
  }

  /** The path of the base is there; what follows adds to it. */
  #afterBasePath(at: number, code: number): boolean {
    const url = this.#url
    if (code === QUESTION_MARK) this.query(at + 1)
    else if (code === HASH) this.fragment(at + 1)
    else if (code !== END) {
      url.query = null
      if (url.scheme !== 'file' || !startsWithDriveLetter(this.#text, at)) url.shorten()
      else url.path = ''
      return this.path(at)
    }
    return true
  }

  // --- special authority slashes, special authority ignore slashes

  #authorityAfterSlashes(start: number): boolean {
    let at = start
    while (this.#code(at) === SLASH || this.#code(at) === BACKSLASH) at++
    return this.#authority(at)
  }

  // --- authority, host, port

  #authority(start: number): boolean {
    let end = start
    let credentialsEnd = -1
    for (; !this.#isPartEnd(this.#code(end)); end++) if (this.#code(end) === AT) credentialsEnd = end
    if (credentialsEnd >= 0) {
      this.#credentials(stringSlice(this.#text, start, credentialsEnd))
      if (credentialsEnd + 1 === end) return false
    }
    return this.hostAndPort(credentialsEnd + 1 > start ? credentialsEnd + 1 : start, end) && this.pathStart(end)
  }

  #credentials(text: string): void {
    const colon = stringIndexOf(text, ':', 0)
    const nameEnd = colon < 0 ? text.length : colon
    this.#url.username = percentEncode(stringSlice(text, 0, nameEnd), USERINFO)
    if (colon >= 0) this.#url.password = percentEncode(stringSlice(text, colon + 1, text.length), USERINFO)
  }

  /** Where the host that begins at an index ends: at a colon outside of brackets, or where the authority does. */
  hostEnd(start: number): number {
    let isInBrackets = false
    let at = start
    for (;; at++) {
      const code = this.#code(at)
      if (this.#isPartEnd(code) || (code === COLON && !isInBrackets)) return at
      if (code === LEFT_BRACKET) isInBrackets = true
      else if (code === RIGHT_BRACKET) isInBrackets = false
    }
  }

  hostAndPort(start: number, end: number): boolean {
    const hostEnd = this.hostEnd(start)
    if (hostEnd === start && (hostEnd < end || this.#isSpecial)) return false
    if (!this.host(start, hostEnd)) return false
    return hostEnd === end || this.port(hostEnd + 1, end)
  }

  host(start: number, end: number): boolean {
    const host = parseHost(stringSlice(this.#text, start, end), this.#isSpecial)
    if (host === null) return false
    this.#url.host = host
    return true
  }

  port(start: number, end: number): boolean {
    if (start === end) return true
    let port = 0
    for (let at = start; at < end; at++) {
      const code = this.#code(at)
      if (!isDigit(code)) return false
      port = port * 10 + (code - 48)
      if (port > MAXIMUM_PORT) return false
    }
    this.#url.port = port === defaultPort(this.#url.scheme) ? -1 : port
    return true
  }

  // --- file, file slash, file host

  #file(at: number, base: UrlRecord | null): boolean {
    const url = this.#url
    const fileBase = base !== null && base.scheme === 'file' ? base : null
    url.host = ''
    const code = this.#code(at)
    if (this.#isSlash(code)) {
      if (this.#isSlash(this.#code(at + 1))) return this.#fileHost(at + 2)
      if (fileBase !== null) {
        url.host = fileBase.host
        if (!startsWithDriveLetter(this.#text, at + 1) && hasDriveLetter(fileBase.path)) {
          url.path = stringSlice(fileBase.path, 0, 3)
        }
      }
      return this.path(at)
    }
    if (fileBase === null) return this.path(at)
    url.host = fileBase.host
    url.path = fileBase.path
    url.query = fileBase.query
    return this.#afterBasePath(at, code)
  }

  #fileHost(start: number): boolean {
    const end = this.partEnd(start)
    if (end - start === 2 && isDriveLetter(this.#text, start)) return this.path(start)
    return this.fileHost(start, end) && this.pathStart(end)
  }

  fileHost(start: number, end: number): boolean {
    if (start === end) this.#url.host = ''
    else {
      if (!this.host(start, end)) return false
      if (this.#url.host === 'localhost') this.#url.host = ''
    }
    return true
  }

  // --- path start, path, opaque path

  pathStart(at: number): boolean {
    const code = this.#code(at)
    if (this.#isSpecial || (code !== QUESTION_MARK && code !== HASH && code !== END)) return this.path(at)
    this.#queryAndFragment(at)
    return true
  }

  path(start: number): boolean {
    const end = this.pathSegments(start, false)
    this.#queryAndFragment(end)
    return true
  }

  /** Adds the segments from `start` on, one slash before them skipped; where they end. `isWhole`: at the text's end. */
  pathSegments(start: number, isWhole: boolean): number {
    let at = this.#isSlash(this.#code(start)) ? start + 1 : start
    for (;;) {
      let end = at
      let code = this.#code(end)
      while (code !== END && !this.#isSlash(code)) {
        if (!isWhole && (code === QUESTION_MARK || code === HASH)) break
        code = this.#code(++end)
      }
      const isLast = !this.#isSlash(code)
      this.#segment(stringSlice(this.#text, at, end), isLast)
      if (isLast) return end
      at = end + 1
    }
  }

  #segment(segment: string, isLast: boolean): void {
    const url = this.#url
    switch (dotsOf(segment)) {
      case 1:
        if (isLast) url.path += '/'
        return
      case 2:
        url.shorten()
        if (isLast) url.path += '/'
        return
    }
    if (url.scheme === 'file' && url.path === '' && segment.length === 2 && isDriveLetter(segment, 0)) {
      url.path = `/${stringSlice(segment, 0, 1)}:`
    } else url.path += '/' + percentEncode(segment, PATH)
  }

  #opaquePath(start: number): boolean {
    let end = start
    let code = this.#code(end)
    while (code !== END && code !== QUESTION_MARK && code !== HASH) code = this.#code(++end)
    let path = stringSlice(this.#text, start, end)
    // A space before a query or fragment would be lost when those are taken away.
    if (code !== END && path !== '' && stringCodeAt(path, path.length - 1) === 32) {
      path = stringSlice(path, 0, path.length - 1) + '%20'
    }
    this.#url.isOpaque = true
    this.#url.path = percentEncode(path, C0_CONTROL)
    this.#queryAndFragment(end)
    return true
  }

  // --- query, fragment

  #queryAndFragment(at: number): void {
    const code = this.#code(at)
    if (code === QUESTION_MARK) this.query(at + 1)
    else if (code === HASH) this.fragment(at + 1)
  }

  query(start: number): void {
    const hash = stringIndexOf(this.#text, '#', start)
    const end = hash < 0 ? this.#text.length : hash
    this.wholeQuery(start, end)
    if (hash >= 0) this.fragment(hash + 1)
  }

  wholeQuery(start: number, end: number): void {
    this.#url.query = percentEncode(stringSlice(this.#text, start, end), this.#isSpecial ? SPECIAL_QUERY : QUERY)
  }

  fragment(start: number): void {
    this.#url.fragment = percentEncode(stringSlice(this.#text, start, this.#text.length), FRAGMENT)
  }
}

/** `%2e` at an index. */
function isEncodedDot(segment: string, at: number): boolean {
  return at + 2 < segment.length && stringCodeAt(segment, at) === 37 && stringCodeAt(segment, at + 1) === 50 &&
    (stringCodeAt(segment, at + 2) | 32) === 101
}

/** Whether the first segment of a path is a normalised drive letter. */
function hasDriveLetter(path: string): boolean {
  return isNormalizedDriveLetter(path, 1) && (path.length === 3 || stringCodeAt(path, 3) === SLASH)
}

/** 1 and 2 for a single-dot and a double-dot segment, whose dots may be percent-encoded; else 0. */
function dotsOf(segment: string): number {
  if (segment.length > 6 || segment.length === 0) return 0
  let dots = 0
  let at = 0
  while (at < segment.length) {
    const code = stringCodeAt(segment, at)
    if (code === 46) at++
    else if (isEncodedDot(segment, at)) at += 3
    else return 0
    dots++
  }
  return dots > 2 ? 0 : dots
}
