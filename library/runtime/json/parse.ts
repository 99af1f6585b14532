// JSON.parse (ECMA-262 §25.5.1): one pass over the code units, containers on a stack of its own, so that depth costs no
// stack.
import {
  apply, arrayAt, arrayPush, arrayTruncate, defineData, enumerableKeys, isArray, isObject, stringCodeAt,
  stringFromCode, stringSlice,
} from '../intrinsics/mod.ts'
import { ATTRIBUTE_CONFIGURABLE, ATTRIBUTE_ENUMERABLE, ATTRIBUTE_WRITABLE } from '../core/layout.ts'
import { toLength } from '../array/integers.ts'
import { failAt, unexpected } from './failure.ts'

const ALL_ATTRIBUTES = ATTRIBUTE_WRITABLE | ATTRIBUTE_ENUMERABLE | ATTRIBUTE_CONFIGURABLE
const QUOTE = 0x22
const PLUS = 0x2b
const COMMA = 0x2c
const MINUS = 0x2d
const POINT = 0x2e
const ZERO = 0x30
const NINE = 0x39
const COLON = 0x3a
const OPEN_BRACKET = 0x5b
const BACKSLASH = 0x5c
const CLOSE_BRACKET = 0x5d
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d
/** Integers of so many digits are exact however they are summed up. */
const EXACT_DIGITS = 15

export function parseJson(text: string): unknown {
  return new Parser(text).parse()
}

class Parser {
  readonly text: string
  readonly length: number
  position = 0
  /** Containers that are open, and the key that the next value of each gets ('' in arrays). */
  readonly containers: object[] = []
  readonly keys: string[] = []

  constructor(text: string) {
    this.text = text
    this.length = text.length
  }

  parse(): unknown {
    for (;;) {
      let value = this.begin()
      while (value !== this) {
        if (this.containers.length === 0) {
          this.skipSpace()
          if (this.position < this.length) {
            throw failAt(this.text, this.position, 'Unexpected non-whitespace character after JSON')
          }
          return value
        }
        value = this.add(value)
      }
    }
  }

  /** Begins a value: a finished one, or the parser itself where a container was opened that awaits its first value. */
  begin(): unknown {
    const code = this.nextCode()
    if (code === QUOTE) {
      this.position = (this.position + 1) | 0
      return this.string()
    }
    if (code === MINUS || (code >= ZERO && code <= NINE)) return this.number()
    if (code === OPEN_BRACE) return this.beginObject()
    if (code === OPEN_BRACKET) {
      this.position = (this.position + 1) | 0
      const array: unknown[] = []
      if (this.nextCode() === CLOSE_BRACKET) {
        this.position = (this.position + 1) | 0
        return array
      }
      return this.open(array, '')
    }
    if (code === 0x74) return this.literal('true', true)
    if (code === 0x66) return this.literal('false', false)
    if (code === 0x6e) return this.literal('null', null)
    throw unexpected(this.text, this.position)
  }

  beginObject(): unknown {
    this.position = (this.position + 1) | 0
    const object = {}
    const code = this.nextCode()
    if (code === CLOSE_BRACE) {
      this.position = (this.position + 1) | 0
      return object
    }
    if (code !== QUOTE) throw failAt(this.text, this.position, "Expected property name or '}' in JSON")
    return this.open(object, this.key())
  }

  open(container: object, key: string): unknown {
    arrayPush(this.containers, container)
    arrayPush(this.keys, key)
    return this
  }

  /** Puts a value into the innermost container: gives that one if it is closed then, else the parser itself. */
  add(value: unknown): unknown {
    const top = this.containers.length - 1
    const container = arrayAt(this.containers, top)
    const isList = isArray(container)
    if (isList) arrayPush(container, value)
    else defineData(container, arrayAt(this.keys, top), value, ALL_ATTRIBUTES)
    const code = this.nextCode()
    if (code === COMMA) {
      this.position = (this.position + 1) | 0
      if (!isList) {
        if (this.nextCode() !== QUOTE) throw failAt(this.text, this.position, 'Expected double-quoted property name in JSON')
        this.keys[top] = this.key()
      }
      return this
    }
    if (code !== (isList ? CLOSE_BRACKET : CLOSE_BRACE)) {
      throw failAt(this.text, this.position,
        isList ? "Expected ',' or ']' after array element in JSON" : "Expected ',' or '}' after property value in JSON")
    }
    this.position = (this.position + 1) | 0
    arrayTruncate(this.containers, top)
    arrayTruncate(this.keys, top)
    return container
  }

  /** A property name and its colon; the quote is next. */
  key(): string {
    this.position = (this.position + 1) | 0
    const key = this.string()
    if (this.nextCode() !== COLON) throw failAt(this.text, this.position, "Expected ':' after property name in JSON")
    this.position = (this.position + 1) | 0
    return key
  }

  skipSpace(): void {
    const text = this.text
    const length = this.length
    let position = this.position
    while (position < length) {
      const code = stringCodeAt(text, position)
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break
      position++
    }
    this.position = position
  }

  /** The next code unit that is no white space, −1 at the end. */
  nextCode(): number {
    this.skipSpace()
    return this.position < this.length ? stringCodeAt(this.text, this.position) : -1
  }

  codeAt(position: number): number {
    return position < this.length ? stringCodeAt(this.text, position) : -1
  }

  literal<V>(word: string, value: V): V {
    const text = this.text
    const start = this.position
    for (let i = 1; i < word.length; i++) {
      if (this.codeAt(start + i) !== stringCodeAt(word, i)) throw unexpected(text, start + i)
    }
    this.position = start + word.length
    return value
  }

  number(): number {
    const start = this.position
    let position = start
    if (this.codeAt(position) === MINUS) position++
    const firstDigit = this.codeAt(position)
    if (!isDigit(firstDigit)) throw failAt(this.text, position, 'No number after minus sign in JSON')
    let integer = 0
    let code = firstDigit
    const digits = position
    while (isDigit(code)) {
      integer = integer * 10 + (code - ZERO)
      code = this.codeAt(++position)
    }
    if (firstDigit === ZERO && position > digits + 1) throw failAt(this.text, digits + 1, 'Unexpected number in JSON')
    if (position - digits <= EXACT_DIGITS && code !== POINT && (code | 0x20) !== 0x65) {
      this.position = position
      return digits === start ? integer : -integer
    }
    return this.fraction(start, position)
  }

  /** The rest of a number that began at `start` and whose integer part ends at `position`. */
  fraction(start: number, end: number): number {
    let position = end
    if (this.codeAt(position) === POINT) {
      position++
      if (!isDigit(this.codeAt(position))) throw failAt(this.text, position, 'Unterminated fractional number in JSON')
      while (isDigit(this.codeAt(position))) position++
    }
    if ((this.codeAt(position) | 0x20) === 0x65) {
      position++
      const sign = this.codeAt(position)
      if (sign === PLUS || sign === MINUS) position++
      if (!isDigit(this.codeAt(position))) throw failAt(this.text, position, 'Exponent part is missing a number in JSON')
      while (isDigit(this.codeAt(position))) position++
    }
    this.position = position
    return +stringSlice(this.text, start, position)
  }

  /** A string whose opening quote is behind. */
  string(): string {
    const text = this.text
    const length = this.length
    const start = this.position
    let position = start
    while (position < length) {
      const code = stringCodeAt(text, position)
      if (code === QUOTE) {
        this.position = position + 1
        return stringSlice(text, start, position)
      }
      if (code === BACKSLASH) return this.escapedString(start, position)
      if (code < 0x20) throw failAt(text, position, 'Bad control character in string literal in JSON')
      position++
    }
    throw failAt(text, length, 'Unterminated string in JSON')
  }

  escapedString(start: number, firstEscape: number): string {
    const text = this.text
    let result = ''
    let from = start
    let position = firstEscape
    while (position < this.length) {
      const code = stringCodeAt(text, position)
      if (code === QUOTE) {
        this.position = position + 1
        return result + stringSlice(text, from, position)
      }
      if (code < 0x20) throw failAt(text, position, 'Bad control character in string literal in JSON')
      if (code !== BACKSLASH) {
        position++
        continue
      }
      result += stringSlice(text, from, position)
      this.position = position + 1
      result += stringFromCode(this.escape())
      position = from = this.position
    }
    throw failAt(text, this.length, 'Unterminated string in JSON')
  }

  /** The code unit of an escape whose backslash is behind. */
  escape(): number {
    const position = this.position
    const code = this.codeAt(position)
    this.position = position + 1
    switch (code) {
      case QUOTE: case BACKSLASH: case 0x2f: return code
      case 0x62: return 8
      case 0x66: return 12
      case 0x6e: return 10
      case 0x72: return 13
      case 0x74: return 9
      case 0x75: return this.unicodeEscape(position + 1)
      default:
        if (code < 0 || code > 0xff) throw unexpected(this.text, position)
        throw failAt(this.text, position, 'Bad escaped character in JSON')
    }
  }

  unicodeEscape(start: number): number {
    let value = 0
    for (let i = start; i < start + 4; i++) {
      const digit = hexDigit(this.codeAt(i))
      if (digit < 0) throw failAt(this.text, i, 'Bad Unicode escape in JSON')
      value = value * 16 + digit
    }
    this.position = start + 4
    return value
  }
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE
}

function hexDigit(code: number): number {
  if (isDigit(code)) return code - ZERO
  const lower = code | 0x20
  return lower >= 0x61 && lower <= 0x66 && code > 0 ? lower - 0x61 + 10 : -1
}

interface Bag { [key: string]: unknown }

/** InternalizeJSONProperty (§25.5.1.1): what the reviver makes of `holder[key]`, its insides first. */
export function revive(holder: object, key: string, reviver: unknown): unknown {
  const value = (holder as Bag)[key]
  if (isArray(value)) {
    const length = toLength(value.length)
    for (let i = 0; i < length; i++) reviveMember(value, `${i}`, reviver)
  } else if (isObject(value)) {
    const keys = enumerableKeys(value)
    for (let i = 0; i < keys.length; i++) reviveMember(value, arrayAt(keys, i), reviver)
  }
  return apply(reviver, holder, [key, value])
}

function reviveMember(object: object, key: string, reviver: unknown): void {
  const element = revive(object, key, reviver)
  if (element === undefined) Reflect.deleteProperty(object, key)
  else defineData(object, key, element, ALL_ATTRIBUTES)
}
