// Hosts (WHATWG URL §3.5–3.6): domains, IPv4 addresses in all their ways of writing, IPv6 addresses, opaque hosts.
// Internationalised domain names are not offered: they throw, since another host would be a wrong answer.
import { stringCodeAt, stringIndexOf, stringSlice } from '../../runtime/intrinsics/mod.ts'
import { parseIpv6 } from './ipv6.ts'
import { C0_CONTROL, hexValue, percentDecode, percentEncode } from './percent.ts'

const DOT = 46

/** The host as it is written in a URL; null: it is none. */
export function parseHost(text: string, isSpecial: boolean): string | null {
  if (text.length > 0 && stringCodeAt(text, 0) === 91) {
    if (stringCodeAt(text, text.length - 1) !== 93) return null
    const address = parseIpv6(stringSlice(text, 1, text.length - 1))
    return address === null ? null : `[${address}]`
  }
  if (!isSpecial) return hasForbidden(text, false) ? null : percentEncode(text, C0_CONTROL)
  const domain = percentDecode(text, false)
  const ascii = lowerAscii(domain, text)
  if (ascii === '' || hasForbidden(ascii, true)) return null
  return endsInNumber(ascii) ? parseIpv4(ascii) : ascii
}

/** "Domain to ASCII" of a domain that is ASCII already. */
function lowerAscii(domain: string, given: string): string {
  for (let i = 0; i < domain.length; i++) {
    if (stringCodeAt(domain, i) > 127) {
      throw new TypeError(
        `The host '${given}' is not ASCII: internationalised domain names are not offered; write it as xn--…`,
      )
    }
  }
  return domain.toLowerCase()
}

/** "Forbidden host code point"; of a domain also controls and the percent sign. */
function hasForbidden(text: string, isDomain: boolean): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = stringCodeAt(text, i)
    switch (code) {
      case 0: case 9: case 10: case 13: case 32: case 35: case 47: case 58: case 60: case 62: case 63: case 64:
      case 91: case 92: case 93: case 94: case 124:
        return true
      case 37:
        if (isDomain) return true
        break
      default:
        if (isDomain && (code < 32 || code === 127)) return true
    }
  }
  return false
}

/** "Ends in a number": then it must be an IPv4 address. */
function endsInNumber(domain: string): boolean {
  let end = domain.length
  if (stringCodeAt(domain, end - 1) === DOT) end--
  let start = end
  while (start > 0 && stringCodeAt(domain, start - 1) !== DOT) start--
  if (start === end) return false
  const last = stringSlice(domain, start, end)
  let isDecimal = true
  for (let i = 0; i < last.length; i++) {
    const code = stringCodeAt(last, i)
    if (code < 48 || code > 57) isDecimal = false
  }
  return isDecimal || parseNumber(last) >= 0
}

/** §3.5, "IPv4 number parser": decimal, octal with 0, hexadecimal with 0x; -1 for no number. */
function parseNumber(text: string): number {
  if (text === '') return -1
  let base = 10
  let start = 0
  if (text.length >= 2 && stringCodeAt(text, 0) === 48) {
    const isHex = (stringCodeAt(text, 1) | 32) === 120
    base = isHex ? 16 : 8
    start = isHex ? 2 : 1
  }
  let value = 0
  for (let i = start; i < text.length; i++) {
    const digit = hexValue(stringCodeAt(text, i))
    if (digit < 0 || digit >= base) return -1
    value = value * base + digit
  }
  return value
}

/** Parts between dots: the last one stands for all bytes that are left. */
function parseIpv4(domain: string): string | null {
  const numbers: number[] = []
  let start = 0
  while (start <= domain.length) {
    let end = stringIndexOf(domain, '.', start)
    if (end < 0) end = domain.length
    // A dot at the end is one part less.
    if (start === end && end === domain.length && numbers.length > 0) break
    const value = parseNumber(stringSlice(domain, start, end))
    if (value < 0 || numbers.length === 4) return null
    numbers.push(value)
    start = end + 1
  }
  const last = numbers[numbers.length - 1]
  if (last >= 256 ** (5 - numbers.length)) return null
  let address = last
  for (let i = 0; i < numbers.length - 1; i++) {
    if (numbers[i] > 255) return null
    address += numbers[i] * 256 ** (3 - i)
  }
  return [24, 16, 8, 0].map((shift) => Math.trunc(address / 2 ** shift) % 256).join('.')
}
