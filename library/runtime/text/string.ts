// String (ECMA-262 §22.1, §B.2.2), without what needs RegExp, Intl or the tables of normalisation (`refusedMembers`
// of realm.ts).
import {
  arrayPush, arrayWithCapacity, callWith, defineHidden, isCallable, isObject, kindOf, primitiveOf, setPrototypeOf, stringCodeAt,
  stringFromCode, stringFromCodes, stringIndexOf, stringSlice, wrapPrimitive,
} from '../intrinsics/mod.ts'
import { relativeEnd, relativeIndex, toIntegerOrInfinity, toLength } from '../array/integers.ts'
import { describe, describeSymbol } from '../errors/describe.ts'
import { requireCallable } from '../errors/require.ts'
import { StringIterator } from '../iteration/prototype.ts'
import { isWhiteSpace } from '../number/parse.ts'
import { codePointAt, pushCodePoint, toLowerCase, toUpperCase } from './case.ts'
import { padding, repeatText } from './repeat.ts'
import { replaceText, splitText } from './replace.ts'
import { lastIndexOf, standsAt } from './search.ts'

const MOST_PARTS = 4294967295

export class String {
  declare readonly trimLeft: () => string
  declare readonly trimRight: () => string
  static {
    defineHidden(String.prototype, 'trimLeft', String.prototype.trimStart)
    defineHidden(String.prototype, 'trimRight', String.prototype.trimEnd)
  }

  /** `new String(value)`: a wrapper object. */
  constructor(...args: unknown[]) {
    const wrapper = wrapPrimitive(args.length === 0 ? '' : `${args[0]}`)
    if (new.target !== String) setPrototypeOf(wrapper, new.target.prototype)
    return wrapper as String
  }

  static fromCharCode<C>(...codes: C[]): string {
    const count = codes.length
    if (count === 1) return stringFromCode((codes[0] as unknown as number) & 0xffff)
    const units = arrayWithCapacity<number>(count)
    for (let i = 0; i < count; i++) arrayPush(units, (codes[i] as unknown as number) & 0xffff)
    return stringFromCodes(units, count)
  }

  static fromCodePoint(...codes: unknown[]): string {
    const units: number[] = []
    for (let i = 0; i < codes.length; i++) {
      const code = +(codes[i] as number)
      if (!(code >= 0 && code <= 0x10ffff) || (code | 0) !== code) throw new RangeError(`Invalid code point ${code}`)
      pushCodePoint(units, code)
    }
    return stringFromCodes(units, units.length)
  }

  static raw(template: unknown, ...substitutions: unknown[]): string {
    const raw = coercible((coercible(template) as { raw: unknown }).raw) as ArrayLike<unknown>
    const count = toLength(raw.length)
    let result = ''
    for (let i = 0; i < count; i++) {
      result += `${raw[i]}`
      if (i + 1 < count && i < substitutions.length) result += `${substitutions[i]}`
    }
    return result
  }

  at<I>(index: I): string | undefined {
    const text = receiver(this, 'at')
    const relative = toIntegerOrInfinity(index)
    const position = relative < 0 ? text.length + relative : relative
    return position >= 0 && position < text.length ? stringFromCode(stringCodeAt(text, position)) : undefined
  }

  charAt<I>(index: I): string {
    const text = receiver(this, 'charAt')
    const position = toIntegerOrInfinity(index)
    return position >= 0 && position < text.length ? stringFromCode(stringCodeAt(text, position)) : ''
  }

  charCodeAt<I>(index: I): number {
    const text = receiver(this, 'charCodeAt')
    const position = toIntegerOrInfinity(index)
    return position >= 0 && position < text.length ? stringCodeAt(text, position) : NaN
  }

  codePointAt<I>(index: I): number | undefined {
    const text = receiver(this, 'codePointAt')
    const position = toIntegerOrInfinity(index)
    return position >= 0 && position < text.length ? codePointAt(text, position) : undefined
  }

  concat(...parts: unknown[]): string {
    let text = receiver(this, 'concat')
    for (let i = 0; i < parts.length; i++) text += `${parts[i]}`
    return text
  }

  endsWith<S, P>(searchString: S, endPosition: P | undefined = undefined): boolean {
    const text = receiver(this, 'endsWith')
    const search = searchText(searchString, 'endsWith')
    const end = endPosition === undefined ? text.length : clamp(endPosition, text.length)
    return search.length <= end && standsAt(text, search, end - search.length)
  }

  includes<S, P>(searchString: S, position: P | undefined = undefined): boolean {
    const text = receiver(this, 'includes')
    const search = searchText(searchString, 'includes')
    return stringIndexOf(text, search, clamp(position, text.length)) >= 0
  }

  indexOf<S, P>(searchString: S, position: P | undefined = undefined): number {
    const text = receiver(this, 'indexOf')
    const search = `${searchString}`
    return stringIndexOf(text, search, clamp(position, text.length))
  }

  isWellFormed(): boolean {
    const text = receiver(this, 'isWellFormed')
    return loneSurrogate(text, 0) === text.length
  }

  lastIndexOf<S, P>(searchString: S, position: P | undefined = undefined): number {
    const text = receiver(this, 'lastIndexOf')
    const search = `${searchString}`
    const from = +(position as unknown as number)
    return lastIndexOf(text, search, from !== from ? text.length : clamp(from, text.length))
  }

  padEnd(maxLength: unknown, fillString: unknown = undefined): string {
    const text = receiver(this, 'padEnd')
    const target = toLength(maxLength)
    if (target <= text.length) return text
    const fill = fillString === undefined ? ' ' : `${fillString}`
    return fill === '' ? text : text + padding(text.length, target, fill)
  }

  padStart(maxLength: unknown, fillString: unknown = undefined): string {
    const text = receiver(this, 'padStart')
    const target = toLength(maxLength)
    if (target <= text.length) return text
    const fill = fillString === undefined ? ' ' : `${fillString}`
    return fill === '' ? text : padding(text.length, target, fill) + text
  }

  repeat(count: unknown): string {
    const text = receiver(this, 'repeat')
    const copies = toIntegerOrInfinity(count)
    if (copies < 0 || copies === Infinity) throw new RangeError(`Invalid count value: ${describe(count)}`)
    return repeatText(text, copies)
  }

  replace(searchValue: unknown, replaceValue: unknown): string {
    requireReceiver(this, 'replace')
    if (isObject(searchValue)) {
      const method = (searchValue as Protocol)[Symbol.replace]
      if (method !== undefined && method !== null) return protocol(method, searchValue, this, replaceValue) as string
    }
    const text = receiver(this, 'replace')
    return replaceText(text, `${searchValue}`, replaceValue, false)
  }

  replaceAll(searchValue: unknown, replaceValue: unknown): string {
    requireReceiver(this, 'replaceAll')
    if (isObject(searchValue)) {
      if (isRegularExpression(searchValue)) requireGlobal(searchValue)
      const method = (searchValue as Protocol)[Symbol.replace]
      if (method !== undefined && method !== null && !isCallable(method)) throw notMethod(method, searchValue)
      if (method !== undefined && method !== null) return protocol(method, searchValue, this, replaceValue) as string
    }
    const text = receiver(this, 'replaceAll')
    return replaceText(text, `${searchValue}`, replaceValue, true)
  }

  slice<S, E>(start: S, end: E): string {
    const text = receiver(this, 'slice')
    const from = relativeIndex(start, text.length)
    const to = relativeEnd(end, text.length)
    return from < to ? stringSlice(text, from, to) : ''
  }

  split(separator: unknown, limit: unknown): string[] {
    requireReceiver(this, 'split')
    if (isObject(separator)) {
      const method = (separator as Protocol)[Symbol.split]
      if (method !== undefined && method !== null) return protocol(method, separator, this, limit) as string[]
    }
    const text = receiver(this, 'split')
    const most = limit === undefined ? MOST_PARTS : (limit as number) >>> 0
    const separatorText = `${separator}`
    if (most === 0) return []
    if (separator === undefined) return [text]
    return splitText(text, separatorText, most)
  }

  startsWith<S, P>(searchString: S, position: P | undefined = undefined): boolean {
    const text = receiver(this, 'startsWith')
    const search = searchText(searchString, 'startsWith')
    return standsAt(text, search, clamp(position, text.length))
  }

  substr(start: unknown, length: unknown): string {
    const text = receiver(this, 'substr')
    const from = relativeIndex(start, text.length)
    const count = length === undefined ? text.length : toIntegerOrInfinity(length)
    const to = count < text.length - from ? from + count : text.length
    return from < to ? stringSlice(text, from, to) : ''
  }

  substring<S, E>(start: S, end: E): string {
    const text = receiver(this, 'substring')
    const from = clamp(start, text.length)
    const to = end === undefined ? text.length : clamp(end, text.length)
    return from < to ? stringSlice(text, from, to) : stringSlice(text, to, from)
  }

  toLowerCase(): string {
    return toLowerCase(receiver(this, 'toLowerCase'))
  }

  toString(): string {
    return thisString(this, 'toString')
  }

  toUpperCase(): string {
    return toUpperCase(receiver(this, 'toUpperCase'))
  }

  toWellFormed(): string {
    const text = receiver(this, 'toWellFormed')
    let result = ''
    let start = 0
    for (;;) {
      const at = loneSurrogate(text, start)
      if (at === text.length) return start === 0 ? text : result + stringSlice(text, start, at)
      result = result + stringSlice(text, start, at) + '\ufffd'
      start = at + 1
    }
  }

  trim(): string {
    const text = receiver(this, 'trim')
    const start = contentStart(text)
    const end = contentEnd(text, start)
    return end - start === text.length ? text : stringSlice(text, start, end)
  }

  trimEnd(): string {
    const text = receiver(this, 'trimRight')
    return stringSlice(text, 0, contentEnd(text, 0))
  }

  trimStart(): string {
    const text = receiver(this, 'trimLeft')
    return stringSlice(text, contentStart(text), text.length)
  }

  valueOf(): string {
    return thisString(this, 'valueOf')
  }

  [Symbol.iterator](): StringIterator {
    return new StringIterator(receiver(this, '[Symbol.iterator]', ''))
  }

  anchor(name: unknown): string {
    return wrapWith(receiver(this, 'anchor'), 'a', 'name', name)
  }

  big(): string {
    return wrap(receiver(this, 'big'), 'big')
  }

  blink(): string {
    return wrap(receiver(this, 'blink'), 'blink')
  }

  bold(): string {
    return wrap(receiver(this, 'bold'), 'b')
  }

  fixed(): string {
    return wrap(receiver(this, 'fixed'), 'tt')
  }

  fontcolor(color: unknown): string {
    return wrapWith(receiver(this, 'fontcolor'), 'font', 'color', color)
  }

  fontsize(size: unknown): string {
    return wrapWith(receiver(this, 'fontsize'), 'font', 'size', size)
  }

  italics(): string {
    return wrap(receiver(this, 'italics'), 'i')
  }

  link(url: unknown): string {
    return wrapWith(receiver(this, 'link'), 'a', 'href', url)
  }

  small(): string {
    return wrap(receiver(this, 'small'), 'small')
  }

  strike(): string {
    return wrap(receiver(this, 'strike'), 'strike')
  }

  sub(): string {
    return wrap(receiver(this, 'sub'), 'sub')
  }

  sup(): string {
    return wrap(receiver(this, 'sup'), 'sup')
  }
}

/** `String(value)`. */
export function stringCall<V>(...args: V[]): string {
  if (args.length === 0) return ''
  const value = args[0]
  return typeof value === 'symbol' ? describeSymbol(value) : `${value}`
}

interface Protocol {
  [Symbol.replace]?: unknown
  [Symbol.split]?: unknown
  [Symbol.match]?: unknown
}

function protocol(method: unknown, object: unknown, text: unknown, argument: unknown): unknown {
  requireCallable(method)
  return callWith(method as (text: unknown, argument: unknown) => unknown, object, text, argument)
}

/** What replaceAll, unlike replace, says of a Symbol.replace that is no function. */
function notMethod(method: unknown, object: object): TypeError {
  const property = `'${describe(method)}' returned for property 'Symbol(Symbol.replace)'`
  return new TypeError(`${property} of object '${describe(object)}' is not a function`)
}

/** IsRegExp of an object; none has the internal slot of a regular expression. */
function isRegularExpression(object: object): boolean {
  return !!(object as Protocol)[Symbol.match]
}

function requireGlobal(object: object): void {
  const flags = (object as { flags?: unknown }).flags
  requireReceiver(flags, 'replaceAll') // V8 says it of the flags in the same words
  if (stringIndexOf(`${flags}`, 'g', 0) < 0) {
    throw new TypeError('String.prototype.replaceAll called with a non-global RegExp argument')
  }
}

/** ToString of what startsWith, endsWith and includes search for. */
function searchText<V>(value: V, method: string): string {
  if (isObject(value) && isRegularExpression(value)) {
    throw new TypeError(`First argument to String.prototype.${method} must not be a regular expression`)
  }
  return `${value}`
}

/** RequireObjectCoercible. */
function requireReceiver<V>(value: V, method: string, separator: string = '.'): void {
  if (value === undefined || value === null) {
    throw new TypeError(`String.prototype${separator}${method} called on null or undefined`)
  }
}

/** ToString of the receiver. */
function receiver<V>(value: V, method: string, separator: string = '.'): string {
  if (typeof value === 'string') return value
  requireReceiver(value, method, separator)
  return `${value}`
}

/** ThisStringValue. */
function thisString(value: unknown, method: string): string {
  if (typeof value === 'string') return value
  if (kindOf(value) === 'primitive') {
    const primitive = primitiveOf(value)
    if (typeof primitive === 'string') return primitive
  }
  throw new TypeError(`String.prototype.${method} requires that 'this' be a String`)
}

/** ToObject, for reading a property: a primitive's properties are read in the same way. */
function coercible(value: unknown): unknown {
  if (value === undefined || value === null) throw new TypeError('Cannot convert undefined or null to object')
  return value
}

/** An index argument as 0 … length. */
function clamp<V>(value: V, length: number): number {
  const integer = toIntegerOrInfinity(value)
  return integer <= 0 ? 0 : integer < length ? integer : length
}

function contentStart(text: string): number {
  const length = text.length
  let start = 0
  while (start < length && isWhiteSpace(stringCodeAt(text, start))) start++
  return start
}

function contentEnd(text: string, start: number): number {
  let end = text.length
  while (end > start && isWhiteSpace(stringCodeAt(text, end - 1))) end--
  return end
}

/** Where the first surrogate without its other half stands, from `start` on; the length when there is none. */
function loneSurrogate(text: string, start: number): number {
  const length = text.length
  for (let i = start; i < length; i++) {
    const code = stringCodeAt(text, i)
    if ((code & 0xf800) !== 0xd800) continue
    if (codePointAt(text, i) === code) return i
    i++
  }
  return length
}

/** CreateHTML (ECMA-262 §B.2.2.2.1). */
function wrap(text: string, tag: string): string {
  return `<${tag}>${text}</${tag}>`
}

function wrapWith(text: string, tag: string, attribute: string, value: unknown): string {
  return `<${tag} ${attribute}="${replaceText(`${value}`, '"', '&quot;', true)}">${text}</${tag}>`
}
