// Headers (WHATWG Fetch §5.1): names in any case, values combined, iteration sorted. Behaves and complains as Node's
// does.
import type { InspectOptions } from '../globals/console/context.ts'
import { inspect } from '../globals/console/inspect.ts'
import { byteString, requireArguments } from './arguments.ts'
import { isFieldValue, isSameName, isToken, normalizeValue } from './field-text.ts'

export type HeadersInit = Headers | Iterable<Iterable<string>> | Record<string, string>

function fieldName(value: unknown, what: string): string {
  const name = byteString(value)
  if (!isToken(name)) throw new TypeError(`${what}: "${name}" is an invalid header name.`)
  return name
}

function fieldValue(value: unknown, what: string): string {
  const text = normalizeValue(byteString(value))
  if (!isFieldValue(text)) throw new TypeError(`${what}: "${text}" is an invalid header value.`)
  return text
}

export class Headers {
  /** Names as they were given, and values, in turn. */
  #list: string[] = []
  #isImmutable = false
  /** Names in lower case and combined values in turn, by name; null until asked for. */
  #sorted: string[] | null = null

  constructor(init?: HeadersInit) {
    if (init === undefined) return
    if (init === null || (typeof init !== 'object' && typeof init !== 'function')) {
      throw new TypeError('Headers constructor: Argument 1 could not be converted to one of: ' +
        'sequence<sequence<ByteString>>, record<ByteString, ByteString>.')
    }
    if (init instanceof Headers) this.#list = init.#list.slice()
    else if (Symbol.iterator in init) this.#fillPairs(init as Iterable<Iterable<string>>)
    else this.#fillRecord(init as Record<string, string>)
  }

  #fillPairs(pairs: Iterable<Iterable<string>>): void {
    const all: string[][] = []
    for (const pair of pairs) all.push([...pair])
    for (const pair of all) {
      if (pair.length !== 2) {
        throw new TypeError(`Headers constructor: expected name/value pair to be length 2, found ${pair.length}.`)
      }
    }
    for (const pair of all) this.#append(pair[0], pair[1])
  }

  #fillRecord(record: Record<string, string>): void {
    for (const name of Object.keys(record)) this.#append(name, record[name])
  }

  #append(givenName: unknown, givenValue: unknown): void {
    const name = fieldName(givenName, 'Headers.append')
    const value = fieldValue(givenValue, 'Headers.append')
    this.#change()
    this.#list.push(name, value)
  }

  #change(): void {
    if (this.#isImmutable) throw new TypeError('immutable')
    this.#sorted = null
  }

  append(name: string, value: string): void {
    requireArguments('Headers.append', arguments.length, 2)
    this.#append(name, value)
  }

  delete(name: string): void {
    const given = fieldName(name, 'Headers.delete')
    this.#change()
    this.#remove(given, 0)
  }

  /** Takes out the fields of this name from an index of the list on. */
  #remove(name: string, from: number): void {
    const list = this.#list
    let kept = from
    for (let i = from; i < list.length; i += 2) {
      if (isSameName(list[i], name)) continue
      list[kept] = list[i]
      list[kept + 1] = list[i + 1]
      kept += 2
    }
    list.length = kept
  }

  get(name: string): string | null {
    return this.#combined(fieldName(name, 'Headers.get'))
  }

  #combined(name: string): string | null {
    const list = this.#list
    let value: string | null = null
    for (let i = 0; i < list.length; i += 2) {
      if (isSameName(list[i], name)) value = value === null ? list[i + 1] : `${value}, ${list[i + 1]}`
    }
    return value
  }

  has(name: string): boolean {
    return this.#indexOf(fieldName(name, 'Headers.has')) >= 0
  }

  #indexOf(name: string): number {
    const list = this.#list
    for (let i = 0; i < list.length; i += 2) if (isSameName(list[i], name)) return i
    return -1
  }

  set(name: string, value: string): void {
    const givenName = fieldName(name, 'Headers.set')
    const givenValue = fieldValue(value, 'Headers.set')
    this.#change()
    const index = this.#indexOf(givenName)
    if (index < 0) this.#list.push(givenName, givenValue)
    else {
      this.#list[index] = givenName
      this.#list[index + 1] = givenValue
      this.#remove(givenName, index + 2)
    }
  }

  /** The values of Set-Cookie, which are never combined. */
  getSetCookie(): string[] {
    const list = this.#list
    const values: string[] = []
    for (let i = 0; i < list.length; i += 2) if (isSameName(list[i], 'set-cookie')) values.push(list[i + 1])
    return values
  }

  forEach(callback: (value: string, name: string, headers: Headers) => void, thisValue?: unknown): void {
    if (typeof callback !== 'function') {
      throw new TypeError("Failed to execute 'forEach' on 'Headers': parameter 1 is not of type 'Function'.")
    }
    for (let i = 0; i < this.#inOrder().length; i += 2) {
      const list = this.#inOrder()
      callback.call(thisValue, list[i + 1], list[i], this)
    }
  }

  keys(): HeadersIterator<string> {
    return new HeadersIterator((i) => this.#inOrder()[i], () => this.#inOrder().length)
  }

  values(): HeadersIterator<string> {
    return new HeadersIterator((i) => this.#inOrder()[i + 1], () => this.#inOrder().length)
  }

  entries(): HeadersIterator<[string, string]> {
    return new HeadersIterator((i) => [this.#inOrder()[i], this.#inOrder()[i + 1]], () => this.#inOrder().length)
  }

  [Symbol.iterator](): HeadersIterator<[string, string]> {
    return this.entries()
  }

  get [Symbol.toStringTag](): string {
    return 'Headers'
  }

  /** WHATWG Fetch §2.2.2, "sort and combine". */
  #inOrder(): string[] {
    if (this.#sorted !== null) return this.#sorted
    const list = this.#list
    const names: string[] = []
    for (let i = 0; i < list.length; i += 2) {
      const name = list[i].toLowerCase()
      if (!names.includes(name)) names.push(name)
    }
    names.sort()
    const sorted: string[] = []
    for (const name of names) {
      if (name === 'set-cookie') for (const value of this.getSetCookie()) sorted.push(name, value)
      else sorted.push(name, this.#combined(name)!)
    }
    this.#sorted = sorted
    return sorted
  }

  /** Prints as Node's do: in the order and with the names that were given. */
  [Symbol.for('nodejs.util.inspect.custom')](_depth: number, options: InspectOptions): string {
    const shown: Record<string, string> = {}
    const seen: string[] = []
    for (let i = 0; i < this.#list.length; i += 2) {
      const name = this.#list[i]
      if (seen.includes(name.toLowerCase())) continue
      seen.push(name.toLowerCase())
      shown[name] = this.#combined(name)!
    }
    return `Headers ${inspect(shown, options)}`
  }

  // --- for this room

  /** @internal Names and values in turn; the caller does not change it. */
  static listOf(headers: Headers): string[] {
    return headers.#list
  }

  /** @internal Headers of names and values in turn that were checked already; the list is theirs from now on. */
  static ofList(list: string[]): Headers {
    const headers = new Headers()
    headers.#list = list
    return headers
  }

  /** @internal Nothing can be changed any more. */
  static seal(headers: Headers): void {
    headers.#isImmutable = true
  }
}

/** Follows changes of the headers while it runs, as Web IDL has it. */
class HeadersIterator<T> implements IterableIterator<T> {
  readonly #item: (index: number) => T
  readonly #length: () => number
  #index = 0

  constructor(item: (index: number) => T, length: () => number) {
    this.#item = item
    this.#length = length
  }

  next(): IteratorResult<T> {
    if (this.#index >= this.#length()) return { value: undefined, done: true }
    const value = this.#item(this.#index)
    this.#index += 2
    return { value, done: false }
  }

  [Symbol.iterator](): this {
    return this
  }

  get [Symbol.toStringTag](): string {
    return 'Headers Iterator'
  }
}
