// Strings from UTF-8 bytes in raw memory (the machine's arguments). What is no UTF-8 becomes U+FFFD, one for each
// maximal part of a sequence, as the Encoding Standard's decoder does it.

import type { Address } from '../../intrinsics/raw.ts'
import { copyBytes, loadU8, plus, shiftLeft, storeU16 } from '../../intrinsics/raw.ts'
import { STRING_DATA } from '../layout.ts'
import { stringAt } from '../words.ts'
import { allocateLatin1, allocateUtf16 } from './storage.ts'

// SAFETY: `bytes` is the address of byteCount mapped bytes outside the heap, which no collection frees, and reading
// ends at byteCount. The new string has room for the units that the first pass counted.

const REPLACEMENT = 0xfffd

/** Bytes that the last decodeAt took. */
let taken = 0

/** `byteCount` bytes at an address outside the heap. */
export function decodeUtf8(bytes: Address, byteCount: number): string {
  let unitCount = 0
  let ascii = true
  for (let i = 0; i < byteCount; i = i + taken) {
    const code = decodeAt(bytes, i, byteCount)
    if (code > 0x7f) ascii = false
    unitCount = unitCount + (code > 0xffff ? 2 : 1)
  }
  if (ascii) {
    const narrow = allocateLatin1(byteCount)
    copyBytes(plus(narrow, STRING_DATA), bytes, byteCount)
    return stringAt(narrow)
  }
  const wide = allocateUtf16(unitCount)
  let unit = plus(wide, STRING_DATA)
  for (let i = 0; i < byteCount; i = i + taken) {
    const code = decodeAt(bytes, i, byteCount)
    if (code > 0xffff) {
      storeU16(unit, 0, 0xd7c0 + (code >> 10))
      storeU16(unit, 2, 0xdc00 | (code & 0x3ff))
    } else {
      storeU16(unit, 0, code)
    }
    unit = plus(unit, shiftLeft(code > 0xffff ? 2 : 1, 1))
  }
  return stringAt(wide)
}

function decodeAt(bytes: Address, index: number, end: number): number {
  const first = loadU8(plus(bytes, index), 0)
  taken = 1
  if (first < 0x80) return first
  if (first < 0xc2 || first > 0xf4) return REPLACEMENT
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
  let code = first & (0x7f >> length)
  for (let n = 1; n < length; n++) {
    if (index + n >= end) return REPLACEMENT
    const next = loadU8(plus(bytes, index + n), 0)
    if (next < lowestAfter(first, n) || next > highestAfter(first, n)) return REPLACEMENT
    code = (code << 6) | (next & 0x3f)
    taken = n + 1
  }
  return code
}

/**
 * Bounds of a continuation byte: narrower for the second, which rules out overlong forms, surrogates and too large
 * codes.
 */
function lowestAfter(first: number, n: number): number {
  if (n > 1) return 0x80
  return first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
}

function highestAfter(first: number, n: number): number {
  if (n > 1) return 0xbf
  return first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
}
