// toUpperCase and toLowerCase (ECMA-262 §22.1.3.28, 30): Unicode's full default case conversion, without locales.
import {
  arrayPush, newBuffer, newView, stringCodeAt, stringFromCodes, stringFromLatin1, stringIsLatin1,
} from '../intrinsics/mod.ts'
import { CASED, CASE_IGNORABLE, LOWER, LOWER_EXPANSIONS, UPPER, UPPER_EXPANSIONS } from './case-tables.ts'

export function toUpperCase(text: string): string {
  const first = firstLower(text)
  if (first === text.length) return text
  if (stringIsLatin1(text)) {
    const converted = upperLatin1(text, first)
    if (converted !== undefined) return converted
  }
  upperTable ??= new CaseTable(UPPER, UPPER_EXPANSIONS)
  return convert(text, upperTable, false)
}

export function toLowerCase(text: string): string {
  const first = firstUpper(text)
  if (first === text.length) return text
  if (stringIsLatin1(text)) return lowerLatin1(text, first)
  lowerTable ??= new CaseTable(LOWER, LOWER_EXPANSIONS)
  return convert(text, lowerTable, true)
}

/** Where the first code unit stands that is not known to stay as it is. */
function firstLower(text: string): number {
  const length = text.length
  let at = 0
  for (; at < length; at++) {
    const code = stringCodeAt(text, at)
    if (code >= 97 && (code <= 122 || code >= 128)) break
  }
  return at
}

function firstUpper(text: string): number {
  const length = text.length
  let at = 0
  for (; at < length; at++) {
    const code = stringCodeAt(text, at)
    if (code >= 65 && (code <= 90 || code >= 128)) break
  }
  return at
}

/** Bytes to build a short string in. */
const SCRATCH_BYTES = 256
const scratch = newView('Uint8Array', newBuffer(SCRATCH_BYTES), 0, SCRATCH_BYTES) as Uint8Array

function bytesFor(length: number): Uint8Array {
  return length <= SCRATCH_BYTES ? scratch : newView('Uint8Array', newBuffer(length), 0, length) as Uint8Array
}

function lowerLatin1(text: string, first: number): string {
  const length = text.length
  const bytes = bytesFor(length)
  for (let i = 0; i < first; i++) bytes[i] = stringCodeAt(text, i)
  for (let i = first; i < length; i++) {
    const code = stringCodeAt(text, i)
    const isUpper = code <= 90 ? code >= 65 : code >= 0xc0 && code <= 0xde && code !== 0xd7
    bytes[i] = isUpper ? code + 32 : code
  }
  return stringFromLatin1(bytes, 0, length)
}

/** undefined where a character becomes two, or leaves Latin-1. */
function upperLatin1(text: string, first: number): string | undefined {
  const length = text.length
  const bytes = bytesFor(length)
  for (let i = 0; i < first; i++) bytes[i] = stringCodeAt(text, i)
  for (let i = first; i < length; i++) {
    const code = stringCodeAt(text, i)
    if (code === 0xb5 || code === 0xdf || code === 0xff) return undefined
    const isLower = code <= 122 ? code >= 97 : code >= 0xe0 && code !== 0xf7
    bytes[i] = isLower ? code - 32 : code
  }
  return stringFromLatin1(bytes, 0, length)
}

const CAPITAL_SIGMA = 0x3a3
const FINAL_SIGMA = 0x3c2

function convert(text: string, table: CaseTable, isLower: boolean): string {
  const codes: number[] = []
  const length = text.length
  for (let i = 0; i < length; i++) {
    const code = codePointAt(text, i)
    if (code === CAPITAL_SIGMA && isLower && isFinalSigma(text, i)) arrayPush(codes, FINAL_SIGMA)
    else table.convert(code, codes)
    if (code > 0xffff) i++
  }
  return stringFromCodes(codes, codes.length)
}

/** The code point at an index within bounds; a lone surrogate is itself. */
export function codePointAt(text: string, index: number): number {
  const first = stringCodeAt(text, index)
  if ((first & 0xfc00) !== 0xd800 || index + 1 >= text.length) return first
  const second = stringCodeAt(text, index + 1)
  return (second & 0xfc00) === 0xdc00 ? ((first - 0xd800) << 10) + (second - 0xdc00) + 0x10000 : first
}

export function pushCodePoint(codes: number[], code: number): void {
  if (code > 0xffff) {
    arrayPush(codes, 0xd800 + ((code - 0x10000) >> 10))
    arrayPush(codes, 0xdc00 + (code & 0x3ff))
  } else {
    arrayPush(codes, code)
  }
}

/** Unicode's Final_Sigma: a letter with case before it and none after, looking past what is ignorable. */
function isFinalSigma(text: string, index: number): boolean {
  return isCasedBefore(text, index) && !isCasedAfter(text, index)
}

function isCasedBefore(text: string, index: number): boolean {
  for (let i = index - 1; i >= 0; i--) {
    const isTrail = i > 0 && (stringCodeAt(text, i) & 0xfc00) === 0xdc00
    if (isTrail && (stringCodeAt(text, i - 1) & 0xfc00) === 0xd800) i--
    const code = codePointAt(text, i)
    if (!isInSet(CASE_IGNORABLE, code)) return isInSet(CASED, code)
  }
  return false
}

function isCasedAfter(text: string, index: number): boolean {
  for (let i = index + 1; i < text.length; i++) {
    const code = codePointAt(text, i)
    if (code > 0xffff) i++
    if (!isInSet(CASE_IGNORABLE, code)) return isInSet(CASED, code)
  }
  return false
}

function isInSet(set: string, code: number): boolean {
  readPosition = 0
  let end = 0
  for (let isInside = false; readPosition < set.length; isInside = !isInside) {
    end += readNumber(set)
    if (code < end) return isInside
  }
  return false
}

let readPosition = 0

/** The number at readPosition, which moves past it. */
function readNumber(bytes: string): number {
  let value = 0
  for (let shift = 0; ; shift += 7) {
    const byte = stringCodeAt(bytes, readPosition++)
    value |= (byte & 127) << shift
    if (byte < 128) return value
  }
}

let upperTable: CaseTable | undefined
let lowerTable: CaseTable | undefined

/** The runs of a table, unpacked for searching by halves. */
class CaseTable {
  readonly #expansions: string
  /**
   * For each run: first and last code point, and for `#moves` its step (0: expanded) with its delta, or start and end
   * in expansions.
   */
  readonly #firsts: number[] = []
  readonly #lasts: number[] = []
  readonly #steps: number[] = []
  readonly #moves: number[] = []

  constructor(runs: string, expansions: string) {
    this.#expansions = expansions
    let last = 0
    let expansion = 0
    readPosition = 0
    while (readPosition < runs.length) {
      const first = last + readNumber(runs)
      const count = readNumber(runs)
      const move = readNumber(runs)
      arrayPush(this.#firsts, first)
      if (count === 0) {
        last = first
        arrayPush(this.#steps, 0)
        arrayPush(this.#moves, expansion * 4 + move)
        expansion += move
      } else {
        const step = 1 + (move & 1)
        last = first + (count - 1) * step
        arrayPush(this.#steps, step)
        arrayPush(this.#moves, (move & 2) !== 0 ? -((move >> 2) + 1) : move >> 2)
      }
      arrayPush(this.#lasts, last)
    }
  }

  /** Appends what a code point becomes. */
  convert(code: number, codes: number[]): void {
    let low = 0
    let high = this.#firsts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (code > this.#lasts[middle]) low = middle + 1
      else high = middle
    }
    if (low === this.#firsts.length || code < this.#firsts[low]) {
      pushCodePoint(codes, code)
      return
    }
    const step = this.#steps[low]
    const move = this.#moves[low]
    if (step === 0) {
      const start = move >> 2
      for (let i = start; i < start + (move & 3); i++) arrayPush(codes, stringCodeAt(this.#expansions, i))
    } else {
      pushCodePoint(codes, step === 2 && ((code - this.#firsts[low]) & 1) !== 0 ? code : code + move)
    }
  }
}
