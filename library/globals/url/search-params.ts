// URLSearchParams (WHATWG URL §6.2). Behaves and complains as Node's does.
import { defineHidden, isCallable, wellKnownSymbol } from '../../runtime/intrinsics/mod.ts'
import { invalidArgument, typeErrorWithCode } from '../arguments.ts'
import type { InspectOptions } from '../console/context.ts'
import { inspect } from '../console/inspect.ts'
import { parseForm, serializeForm } from './form.ts'

export type SearchParamsInit = string | Iterable<Iterable<string>> | Record<string, string> | URLSearchParams

function requireNamed(count: number, needed: number): void {
  if (count >= needed) return
  const names = needed === 1 ? 'The "name" argument' : 'The "name" and "value" arguments'
  throw typeErrorWithCode('ERR_MISSING_ARGS', `${names} must be specified`)
}

/** Web IDL's USVString. */
function scalarText(value: unknown): string {
  return `${value}`.toWellFormed()
}

export class URLSearchParams {
  declare readonly [Symbol.iterator]: () => SearchParamsIterator<[string, string]>
  static { defineHidden(URLSearchParams.prototype, wellKnownSymbol('iterator'), URLSearchParams.prototype.entries) }

  /** Names and values in turn. */
  #list: string[] = []
  /** Tells the URL that these belong to of a change. */
  #onChange: ((query: string) => void) | null = null

  constructor(init?: SearchParamsInit | null) {
    if (init === undefined) return
    if (init !== null && (typeof init === 'object' || typeof init === 'function')) {
      if (init instanceof URLSearchParams) this.#list = init.#list.slice()
      else if (Symbol.iterator in init) this.#fillPairs(init as Iterable<Iterable<string>>)
      else this.#fillRecord(init as Record<string, string>)
      return
    }
    const text = scalarText(init)
    this.#list = parseForm(text.startsWith('?') ? text.slice(1) : text)
  }

  #fillPairs(pairs: Iterable<Iterable<string>>): void {
    for (const pair of pairs) {
      const isPair = (typeof pair === 'object' && pair !== null) || typeof pair === 'function'
      const parts = isPair && Symbol.iterator in pair ? [...pair] : []
      if (parts.length !== 2) {
        throw typeErrorWithCode('ERR_INVALID_TUPLE', 'Each query pair must be an iterable [name, value] tuple')
      }
      this.#list.push(scalarText(parts[0]), scalarText(parts[1]))
    }
  }

  /** Names that become the same when they are made well-formed are one. */
  #fillRecord(record: Record<string, string>): void {
    for (const key of Object.keys(record)) {
      const name = scalarText(key), value = scalarText(record[key])
      const index = name === key ? -1 : this.#indexOf(name)
      if (index >= 0) this.#list[index + 1] = value
      else this.#list.push(name, value)
    }
  }

  #indexOf(name: string): number {
    const list = this.#list
    for (let i = 0; i < list.length; i += 2) if (list[i] === name) return i
    return -1
  }

  #changed(): void {
    if (this.#onChange !== null) this.#onChange(serializeForm(this.#list))
  }

  get size(): number {
    return this.#list.length / 2
  }

  append(name: string, value: string): void {
    requireNamed(arguments.length, 2)
    this.#list.push(scalarText(name), scalarText(value))
    this.#changed()
  }

  delete(name: string, value?: string): void {
    requireNamed(arguments.length, 1)
    this.#remove(scalarText(name), value === undefined ? null : scalarText(value), 0)
    this.#changed()
  }

  /** From an index of the list on; any value if it is null. */
  #remove(name: string, value: string | null, from: number): void {
    const list = this.#list
    let kept = from
    for (let i = from; i < list.length; i += 2) {
      if (list[i] === name && (value === null || list[i + 1] === value)) continue
      list[kept] = list[i]
      list[kept + 1] = list[i + 1]
      kept += 2
    }
    list.length = kept
  }

  get(name: string): string | null {
    requireNamed(arguments.length, 1)
    const index = this.#indexOf(scalarText(name))
    return index < 0 ? null : this.#list[index + 1]
  }

  getAll(name: string): string[] {
    requireNamed(arguments.length, 1)
    const wanted = scalarText(name)
    const values: string[] = []
    for (let i = 0; i < this.#list.length; i += 2) if (this.#list[i] === wanted) values.push(this.#list[i + 1])
    return values
  }

  has(name: string, value?: string): boolean {
    requireNamed(arguments.length, 1)
    const wanted = scalarText(name)
    const wantedValue = value === undefined ? null : scalarText(value)
    const list = this.#list
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === wanted && (wantedValue === null || list[i + 1] === wantedValue)) return true
    }
    return false
  }

  set(name: string, value: string): void {
    requireNamed(arguments.length, 2)
    const givenName = scalarText(name), givenValue = scalarText(value)
    const index = this.#indexOf(givenName)
    if (index < 0) this.#list.push(givenName, givenValue)
    else {
      this.#list[index + 1] = givenValue
      this.#remove(givenName, null, index + 2)
    }
    this.#changed()
  }

  /** By name in code units; pairs of one name keep their order. */
  sort(): void {
    const pairs: [string, string][] = []
    for (let i = 0; i < this.#list.length; i += 2) pairs.push([this.#list[i], this.#list[i + 1]])
    pairs.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0))
    for (let i = 0; i < pairs.length; i++) {
      this.#list[2 * i] = pairs[i][0]
      this.#list[2 * i + 1] = pairs[i][1]
    }
    this.#changed()
  }

  forEach(callback: (value: string, name: string, params: URLSearchParams) => void, thisValue?: unknown): void {
    if (!isCallable(callback)) throw invalidArgument('callback', 'of type function', callback)
    for (let i = 0; i < this.#list.length; i += 2) callback.call(thisValue, this.#list[i + 1], this.#list[i], this)
  }

  entries(): SearchParamsIterator<[string, string]> {
    return new SearchParamsIterator((i) => [this.#list[i], this.#list[i + 1]], () => this.#list.length)
  }

  keys(): SearchParamsIterator<string> {
    return new SearchParamsIterator((i) => this.#list[i], () => this.#list.length)
  }

  values(): SearchParamsIterator<string> {
    return new SearchParamsIterator((i) => this.#list[i + 1], () => this.#list.length)
  }

  toString(): string {
    return serializeForm(this.#list)
  }

  get [Symbol.toStringTag](): string {
    return 'URLSearchParams'
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth: number, options: InspectOptions): string {
    if (typeof depth === 'number' && depth < 0) return '[Object]'
    const shown: string[] = []
    let length = -2
    for (let i = 0; i < this.#list.length; i += 2) {
      const pair = `${inspect(this.#list[i], options)} => ${inspect(this.#list[i + 1], options)}`
      shown.push(pair)
      length += pair.length + 2
    }
    if (shown.length === 0) return 'URLSearchParams {}'
    if (length > (options.breakLength ?? 80)) return `URLSearchParams {\n  ${shown.join(',\n  ')} }`
    return `URLSearchParams { ${shown.join(', ')} }`
  }

  // --- for URL

  /** @internal Those of a URL, which hears of changes. */
  static ofQuery(query: string, onChange: (query: string) => void): URLSearchParams {
    const params = new URLSearchParams()
    params.#list = parseForm(query)
    params.#onChange = onChange
    return params
  }

  /** @internal The URL's query has changed. */
  static takeQuery(params: URLSearchParams, query: string): void {
    params.#list = parseForm(query)
  }
}

/** Follows changes of the list while it runs, as Web IDL has it. */
class SearchParamsIterator<T> implements IterableIterator<T> {
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
    return 'URLSearchParams Iterator'
  }
}
