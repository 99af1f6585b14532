// The URL of a request that a server received (RFC 9110 §7.1), as the URL parser would write it. What is written so
// already, as nearly all requests are, is not parsed.
import { latin1Text } from '../globals/encoding/latin1.ts'
import { URL } from '../globals/url/mod.ts'
import type { HttpRequest } from '../protocols/http/mod.ts'

/** For a client that says no host, which only HTTP/1.0 may. */
const UNKNOWN_HOST = 'localhost'

const SLASH = 47
const DOT = 46
const PERCENT = 37
const QUESTION_MARK = 63

/** The last host and how it is written: a server has few. */
let lastHost = ''
let lastWritten = ''

function writtenHost(scheme: string, host: string): string {
  const origin = scheme + host
  if (origin !== lastHost) {
    lastWritten = URL.canParse(origin) ? new URL(origin).origin : origin
    lastHost = origin
  }
  return lastWritten
}

/** `"`, `'`, `<`, `>`, `\`, `^`, `` ` ``, `{`, `}`: somewhere in a URL they are written otherwise. */
function isRewritten(byte: number): boolean {
  switch (byte) {
    case 34: case 39: case 60: case 62: case 92: case 94: case 96: case 123: case 125: return true
    default: return false
  }
}

/** Nothing to encode, and no segment that could be `.` or `..`. */
function isWritten(bytes: Uint8Array, start: number, end: number): boolean {
  let isPath = true
  for (let at = start; at < end; at++) {
    const byte = bytes[at]
    if (byte === SLASH) {
      if (isPath && at + 1 < end && (bytes[at + 1] === DOT || bytes[at + 1] === PERCENT)) return false
    } else if (byte === QUESTION_MARK) isPath = false
    else if (isRewritten(byte)) return false
  }
  return true
}

export function receivedUrl(request: HttpRequest): string {
  const { bytes, hostStart, hostEnd, pathStart, targetEnd } = request
  const host = hostEnd > hostStart && hostStart >= 0 ? latin1Text(bytes, hostStart, hostEnd) : UNKNOWN_HOST
  const scheme = request.isSecure ? 'https://' : 'http://'
  const path = latin1Text(bytes, pathStart, targetEnd)
  const isPath = pathStart < targetEnd && bytes[pathStart] === SLASH
  if (isPath && isWritten(bytes, pathStart, targetEnd)) return writtenHost(scheme, host) + path
  const text = scheme + host + (isPath ? path : '/' + path)
  return URL.canParse(text) ? new URL(text).href : text
}
