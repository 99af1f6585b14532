// The URL of a request that a server received (RFC 9110 §7.1), as the URL parser would write it. What is written so
// already, as nearly all requests are, is not parsed.
import { latin1Text } from '../globals/encoding/latin1.ts'
import { utf8Bytes } from '../globals/encoding/utf8.ts'
import { URL } from '../globals/url/mod.ts'
import type { HttpRequest } from '../protocols/http/mod.ts'

/** For a client that says no host, which only HTTP/1.0 may. */
const UNKNOWN_HOST = 'localhost'

const SLASH = 47
const DOT = 46
const PERCENT = 37
const QUESTION_MARK = 63

/** The last host and the origin that it makes, as it is written: a server has few. */
let lastHost: Uint8Array = new Uint8Array(0)
let wasSecure = false
let lastOrigin: Uint8Array = new Uint8Array(0)

function isLastHost(request: HttpRequest, lengthBytes: number): boolean {
  const { bytes, hostStart } = request
  if (lastOrigin.length === 0 || lengthBytes !== lastHost.length || request.isSecure !== wasSecure) return false
  for (let i = 0; i < lengthBytes; i++) if (bytes[hostStart + i] !== lastHost[i]) return false
  return true
}

function hostText(request: HttpRequest): string {
  const { bytes, hostStart, hostEnd } = request
  return hostStart >= 0 && hostEnd > hostStart ? latin1Text(bytes, hostStart, hostEnd) : UNKNOWN_HOST
}

/** Bytes, so that the whole URL can be made at once. */
function writtenOrigin(request: HttpRequest): Uint8Array {
  const { bytes, hostStart, hostEnd } = request
  const lengthBytes = hostStart < 0 ? 0 : hostEnd - hostStart
  if (!isLastHost(request, lengthBytes)) {
    const text = (request.isSecure ? 'https://' : 'http://') + hostText(request)
    lastOrigin = utf8Bytes(URL.canParse(text) ? new URL(text).origin : text)
    lastHost = lengthBytes === 0 ? new Uint8Array(0) : bytes.slice(hostStart, hostEnd)
    wasSecure = request.isSecure
  }
  return lastOrigin
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
  const { bytes, pathStart, targetEnd } = request
  const isPath = pathStart < targetEnd && bytes[pathStart] === SLASH
  if (isPath && isWritten(bytes, pathStart, targetEnd)) {
    const origin = writtenOrigin(request)
    const url = new Uint8Array(origin.length + targetEnd - pathStart)
    url.set(origin)
    url.set(bytes.subarray(pathStart, targetEnd), origin.length)
    return latin1Text(url, 0, url.length)
  }
  const path = latin1Text(bytes, pathStart, targetEnd)
  const text = (request.isSecure ? 'https://' : 'http://') + hostText(request) + (isPath ? path : '/' + path)
  return URL.canParse(text) ? new URL(text).href : text
}
