// The host of a request: `uri-host [":" port]` (RFC 9110 §7.2), a name, an IPv4 address, or an IPv6 address in
// brackets.
import { CHARACTER, COLON, DIGIT_0, DIGIT_9, HOST_BIT, IPV6_BIT } from './characters.ts'

const LEFT_BRACKET = 91
const RIGHT_BRACKET = 93

/** Whether bytes[start … end) may stand in a Host field; an empty one may (RFC 9112 §3.2). */
export function isHost(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start
  if (at < end && bytes[at] === LEFT_BRACKET) {
    at++
    const first = at
    while (at < end && (CHARACTER[bytes[at]] & IPV6_BIT) !== 0) at++
    if (at === first || at === end || bytes[at] !== RIGHT_BRACKET) return false
    at++
  } else {
    while (at < end && (CHARACTER[bytes[at]] & HOST_BIT) !== 0) at++
    if (at === start) return at === end
  }
  return at === end || (bytes[at] === COLON && isPort(bytes, at + 1, end))
}

function isPort(bytes: Uint8Array, start: number, end: number): boolean {
  let port = 0
  for (let at = start; at < end; at++) {
    const byte = bytes[at]
    if (byte < DIGIT_0 || byte > DIGIT_9) return false
    port = port * 10 + (byte - DIGIT_0)
    if (port > 65535) return false
  }
  return true
}
