// Map (ECMA-262 §24.1).
import { arrayAt, arrayPush, callWith, defineHidden, isCallable, isObject, wellKnownSymbol } from '../intrinsics/mod.ts'
import { describe } from '../errors/describe.ts'
import { incompatibleReceiver, notCallable, requireIterable } from '../errors/require.ts'
import type { IterationKind } from '../iteration/prototype.ts'
import { IteratorPrototype } from '../iteration/prototype.ts'
import { grouped } from './group.ts'
import { Cursor, Table } from './table.ts'

/** What is inside a value if it is a Map, or an iterator of one; set when the classes are evaluated: before, there are none. */
let tableOf: ((value: object) => Table<unknown, unknown> | undefined) | undefined
let iterationOf: ((value: object) => MapIteration | undefined) | undefined

interface MapIteration { readonly kind: IterationKind; readonly cursor: Cursor<unknown, unknown> | undefined }

export class Map<K, V> {
  readonly #table = new Table<K, V>()
  declare readonly [Symbol.iterator]: () => MapIterator<K, V, [K, V]>

  static {
    defineHidden(Map.prototype, wellKnownSymbol('iterator'), Map.prototype.entries)
    tableOf = (value) => #table in value ? (value as Map<unknown, unknown>).#table : undefined
  }

  constructor(entries: Iterable<readonly [K, V]> | null | undefined = undefined) {
    if (entries === undefined || entries === null) return
    const adder: unknown = this.set
    if (!isCallable(adder)) {
      throw new TypeError(`'${describe(adder)}' returned for property 'set' of object '${describe(this)}' is not a function`)
    }
    requireIterable(entries)
    for (const entry of entries) {
      if (!isObject(entry)) throw new TypeError(`Iterator value ${describe(entry)} is not an entry object`)
      callWith(adder, this, entry[0], entry[1])
    }
  }

  static groupBy<T, G>(items: Iterable<T>, callback: (item: T, index: number) => G): Map<G, T[]> {
    if (items === undefined || items === null) throw new TypeError('Map.groupBy called on null or undefined')
    const table = grouped(items, callback)
    const result = new Map<G, T[]>()
    for (let i = 0; i < table.keys.length; i++) result.set(arrayAt(table.keys, i), arrayAt(table.values, i))
    return result
  }

  static get [Symbol.species](): unknown {
    return this
  }

  get size(): number {
    if (!isObject(this) || !(#table in this)) throw incompatibleReceiver('get Map.prototype.size', this)
    return this.#table.size
  }

  get(key: K): V | undefined {
    if (!isObject(this) || !(#table in this)) throw incompatibleReceiver('Map.prototype.get', this)
    const table = this.#table
    const entry = table.find(key)
    return entry < 0 ? undefined : arrayAt(table.values, entry)
  }

  has(key: K): boolean {
    if (!isObject(this) || !(#table in this)) throw incompatibleReceiver('Map.prototype.has', this)
    return this.#table.find(key) >= 0
  }

  set(key: K, value: V): this {
    if (!isObject(this) || !(#table in this)) throw incompatibleReceiver('Map.prototype.set', this)
    this.#table.set(key, value)
    return this
  }

  delete(key: K): boolean {
    if (!isObject(this) || !(#table in this)) throw incompatibleReceiver('Map.prototype.delete', this)
    return this.#table.delete(key)
  }

  clear(): void {
    if (!isObject(this) || !(#table in this)) throw incompatibleReceiver('Map.prototype.clear', this)
    this.#table.clear()
  }

  forEach<R>(callback: (value: V, key: K, map: Map<K, V>) => R, thisArg: unknown = undefined): void {
    if (!isObject(this) || !(#table in this)) throw incompatibleReceiver('Map.prototype.forEach', this)
    if (!isCallable(callback)) throw notCallable(callback)
    const cursor = new Cursor(this.#table)
    while (cursor.step()) callWith(callback, thisArg, cursor.value, cursor.key, this)
  }

  keys(): MapIterator<K, V, K> {
    if (!isObject(this) || !(#table in this)) throw incompatibleReceiver('Map.prototype.keys', this)
    return new MapIterator<K, V, K>(this.#table, 'keys')
  }

  values(): MapIterator<K, V, V> {
    if (!isObject(this) || !(#table in this)) throw incompatibleReceiver('Map.prototype.values', this)
    return new MapIterator<K, V, V>(this.#table, 'values')
  }

  entries(): MapIterator<K, V, [K, V]> {
    if (!isObject(this) || !(#table in this)) throw incompatibleReceiver('Map.prototype.entries', this)
    return new MapIterator<K, V, [K, V]>(this.#table, 'entries')
  }

  get [Symbol.toStringTag](): string {
    return 'Map'
  }
}

/** ECMA-262 §24.1.5 */
export class MapIterator<K, V, R> extends IteratorPrototype {
  /** undefined once it has come to the end. */
  #cursor: Cursor<K, V> | undefined
  readonly #kind: IterationKind

  static {
    iterationOf = (value) => {
      if (!(#cursor in value)) return undefined
      const iterator = value as MapIterator<unknown, unknown, unknown>
      return { kind: iterator.#kind, cursor: iterator.#cursor }
    }
  }

  constructor(table: Table<K, V>, kind: IterationKind) {
    super()
    this.#cursor = new Cursor(table)
    this.#kind = kind
  }

  next(): IteratorResult<R, undefined> {
    if (!isObject(this) || !(#cursor in this)) throw incompatibleReceiver('Map Iterator.prototype.next', this)
    const cursor = this.#cursor
    if (cursor === undefined) return { value: undefined, done: true }
    if (!cursor.step()) {
      this.#cursor = undefined
      return { value: undefined, done: true }
    }
    const kind = this.#kind
    if (kind === 'entries') return { value: [cursor.key, cursor.value] as unknown as R, done: false }
    return { value: (kind === 'keys' ? cursor.key : cursor.value) as unknown as R, done: false }
  }

  get [Symbol.toStringTag](): string {
    return 'Map Iterator'
  }
}

export function isMap(value: object): boolean {
  return tableOf !== undefined && tableOf(value) !== undefined
}

/** Keys and values of a Map in turn; empty for anything else. */
export function mapPairs(value: object): unknown[] {
  const pairs: unknown[] = []
  const table = tableOf === undefined ? undefined : tableOf(value)
  if (table !== undefined) takePairs(pairs, new Cursor(table))
  return pairs
}

function takePairs(pairs: unknown[], cursor: Cursor<unknown, unknown>): void {
  while (cursor.step()) {
    arrayPush(pairs, cursor.key)
    arrayPush(pairs, cursor.value)
  }
}

/** What an iterator of a Map has still to give, keys and values in turn if it gives entries; undefined for all else. */
export function mapIteratorPreview(value: object): { isEntries: boolean; remaining: unknown[] } | undefined {
  const iteration = iterationOf === undefined ? undefined : iterationOf(value)
  if (iteration === undefined) return undefined
  const remaining: unknown[] = []
  const isEntries = iteration.kind === 'entries'
  if (iteration.cursor !== undefined) {
    const cursor = copyOf(iteration.cursor)
    if (isEntries) takePairs(remaining, cursor)
    else while (cursor.step()) arrayPush(remaining, iteration.kind === 'keys' ? cursor.key : cursor.value)
  }
  return { isEntries, remaining }
}

function copyOf(cursor: Cursor<unknown, unknown>): Cursor<unknown, unknown> {
  const copy = new Cursor(cursor.table)
  copy.epoch = cursor.epoch
  copy.index = cursor.index
  return copy
}
