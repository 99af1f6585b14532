// A URL's parts (WHATWG URL §4.1), each as it is written in the URL.
import { stringCodeAt, stringSlice } from '../../runtime/intrinsics/mod.ts'

const SLASH = 47

export class UrlRecord {
  scheme = ''
  username = ''
  password = ''
  /** null: no authority; empty: an empty one, as in `file:///`. */
  host: string | null = null
  /** -1: none, or the scheme's own. */
  port = -1
  /** Segments with a slash before each; or anything, if it is opaque. */
  path = ''
  isOpaque = false
  /** null: no `?`. */
  query: string | null = null
  /** null: no `#`. */
  fragment: string | null = null

  get isSpecial(): boolean {
    return isSpecialScheme(this.scheme)
  }

  get hasCredentials(): boolean {
    return this.username !== '' || this.password !== ''
  }

  /** "Cannot have a username/password/port". */
  get isWithoutAuthority(): boolean {
    return this.host === null || this.host === '' || this.scheme === 'file'
  }

  copy(): UrlRecord {
    const record = new UrlRecord()
    record.take(this)
    return record
  }

  take(other: UrlRecord): void {
    this.scheme = other.scheme
    this.takeAuthority(other)
    this.path = other.path
    this.isOpaque = other.isOpaque
    this.query = other.query
    this.fragment = other.fragment
  }

  takeAuthority(other: UrlRecord): void {
    this.username = other.username
    this.password = other.password
    this.host = other.host
    this.port = other.port
  }

  /** "Shorten a URL's path": without its last segment. */
  shorten(): void {
    const path = this.path
    if (this.scheme === 'file' && path.length === 3 && isNormalizedDriveLetter(path, 1)) return
    let end = path.length
    while (end > 0 && stringCodeAt(path, end - 1) !== SLASH) end--
    this.path = stringSlice(path, 0, end > 0 ? end - 1 : 0)
  }

  /** Host and port. */
  get authority(): string {
    const host = this.host ?? ''
    return this.port < 0 ? host : `${host}:${this.port}`
  }

  /** §4.5, "URL serializer". */
  serialize(): string {
    let text = this.scheme + ':'
    if (this.host !== null) {
      text += '//'
      if (this.hasCredentials) text += this.username + (this.password === '' ? '' : ':' + this.password) + '@'
      text += this.authority
    } else if (!this.isOpaque && startsWithSlashes(this.path)) {
      text += '/.' // or the path would be read as an authority
    }
    text += this.path
    if (this.query !== null) text += '?' + this.query
    if (this.fragment !== null) text += '#' + this.fragment
    return text
  }
}

function startsWithSlashes(path: string): boolean {
  return path.length > 1 && stringCodeAt(path, 0) === SLASH && stringCodeAt(path, 1) === SLASH
}

export function isSpecialScheme(scheme: string): boolean {
  return scheme === 'file' || defaultPort(scheme) >= 0
}

/** The port that a special scheme means when none is said; -1 for others and for file. */
export function defaultPort(scheme: string): number {
  switch (scheme) {
    case 'http': case 'ws': return 80
    case 'https': case 'wss': return 443
    case 'ftp': return 21
    default: return -1
  }
}

function isLetter(code: number): boolean {
  const lower = code | 32
  return lower >= 97 && lower <= 122
}

/** A letter and a colon at an index. */
export function isNormalizedDriveLetter(text: string, at: number): boolean {
  return at + 1 < text.length && isLetter(stringCodeAt(text, at)) && stringCodeAt(text, at + 1) === 58
}

/** A letter, and a colon or a bar. */
export function isDriveLetter(text: string, at: number): boolean {
  return at + 1 < text.length && isLetter(stringCodeAt(text, at)) &&
    (stringCodeAt(text, at + 1) === 58 || stringCodeAt(text, at + 1) === 124)
}

/** "Starts with a Windows drive letter". */
export function startsWithDriveLetter(text: string, at: number): boolean {
  if (!isDriveLetter(text, at)) return false
  if (at + 2 === text.length) return true
  switch (stringCodeAt(text, at + 2)) {
    case 47: case 92: case 63: case 35: return true
    default: return false
  }
}
