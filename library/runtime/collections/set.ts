// Set (ECMA-262 §24.2, 2024: without the methods that combine sets).
import { arrayPush, callWith, defineHidden, isCallable, isObject, wellKnownSymbol } from '../intrinsics/mod.ts'
import { describe } from '../errors/describe.ts'
import { incompatibleReceiver, notCallable, requireIterable } from '../errors/require.ts'
import { IteratorPrototype } from '../iteration/prototype.ts'
import { Cursor, Table } from './table.ts'

/** What is inside a value if it is a Set, or an iterator of one; set when the classes are evaluated: before, there are none. */
let tableOf: ((value: object) => Table<unknown, undefined> | undefined) | undefined
let iterationOf: ((value: object) => SetIteration | undefined) | undefined

interface SetIteration { readonly isEntries: boolean; readonly cursor: Cursor<unknown, undefined> | undefined }

export class Set<T> {
  readonly #table = new Table<T, undefined>()
  declare readonly keys: () => SetIterator<T, T>
  declare readonly [Symbol.iterator]: () => SetIterator<T, T>

  static {
    defineHidden(Set.prototype, 'keys', Set.prototype.values)
    defineHidden(Set.prototype, wellKnownSymbol('iterator'), Set.prototype.values)
    tableOf = (value) => #table in value ? (value as Set<unknown>).#table : undefined
  }

  constructor(values: Iterable<T> | null | undefined = undefined) {
    if (values === undefined || values === null) return
    const adder: unknown = this.add
    if (!isCallable(adder)) {
      throw new TypeError(`'${describe(adder)}' returned for property 'add' of object '${describe(this)}' is not a function`)
    }
    requireIterable(values)
    for (const value of values) callWith(adder, this, value)
  }

  static get [Symbol.species](): unknown {
    return this
  }

  get size(): number {
    if (!isObject(this) || !(#table in this)) throw incompatibleReceiver('get Set.prototype.size', this)
    return this.#table.size
  }

  has(value: T): boolean {
    if (!isObject(this) || !(#table in this)) throw incompatibleReceiver('Set.prototype.has', this)
    return this.#table.find(value) >= 0
  }

  add(value: T): this {
    if (!isObject(this) || !(#table in this)) throw incompatibleReceiver('Set.prototype.add', this)
    this.#table.add(value)
    return this
  }

  delete(value: T): boolean {
    if (!isObject(this) || !(#table in this)) throw incompatibleReceiver('Set.prototype.delete', this)
    return this.#table.delete(value)
  }

  clear(): void {
    if (!isObject(this) || !(#table in this)) throw incompatibleReceiver('Set.prototype.clear', this)
    this.#table.clear()
  }

  forEach<R>(callback: (value: T, key: T, set: Set<T>) => R, thisArg: unknown = undefined): void {
    if (!isObject(this) || !(#table in this)) throw incompatibleReceiver('Set.prototype.forEach', this)
    if (!isCallable(callback)) throw notCallable(callback)
    const cursor = new Cursor(this.#table)
    while (cursor.step()) callWith(callback, thisArg, cursor.key, cursor.key, this)
  }

  values(): SetIterator<T, T> {
    if (!isObject(this) || !(#table in this)) throw incompatibleReceiver('Set.prototype.values', this)
    return new SetIterator<T, T>(this.#table, false)
  }

  entries(): SetIterator<T, [T, T]> {
    if (!isObject(this) || !(#table in this)) throw incompatibleReceiver('Set.prototype.entries', this)
    return new SetIterator<T, [T, T]>(this.#table, true)
  }

  get [Symbol.toStringTag](): string {
    return 'Set'
  }
}

/** ECMA-262 §24.2.6 */
export class SetIterator<T, R> extends IteratorPrototype {
  /** undefined once it has come to the end. */
  #cursor: Cursor<T, undefined> | undefined
  readonly #isEntries: boolean

  static {
    iterationOf = (value) => {
      if (!(#cursor in value)) return undefined
      const iterator = value as SetIterator<unknown, unknown>
      return { isEntries: iterator.#isEntries, cursor: iterator.#cursor }
    }
  }

  constructor(table: Table<T, undefined>, isEntries: boolean) {
    super()
    this.#cursor = new Cursor(table)
    this.#isEntries = isEntries
  }

  next(): IteratorResult<R, undefined> {
    if (!isObject(this) || !(#cursor in this)) throw incompatibleReceiver('Set Iterator.prototype.next', this)
    const cursor = this.#cursor
    if (cursor === undefined) return { value: undefined, done: true }
    if (!cursor.step()) {
      this.#cursor = undefined
      return { value: undefined, done: true }
    }
    const key = cursor.key
    return { value: (this.#isEntries ? [key, key] : key) as unknown as R, done: false }
  }

  get [Symbol.toStringTag](): string {
    return 'Set Iterator'
  }
}

export function isSet(value: object): boolean {
  return tableOf !== undefined && tableOf(value) !== undefined
}

/** The values of a Set; empty for anything else. */
export function setValues(value: object): unknown[] {
  const values: unknown[] = []
  const table = tableOf === undefined ? undefined : tableOf(value)
  if (table !== undefined) takeKeys(values, new Cursor(table), false)
  return values
}

function takeKeys(values: unknown[], cursor: Cursor<unknown, undefined>, twice: boolean): void {
  while (cursor.step()) {
    arrayPush(values, cursor.key)
    if (twice) arrayPush(values, cursor.key)
  }
}

/** What an iterator of a Set has still to give, each twice if it gives entries; undefined for all else. */
export function setIteratorPreview(value: object): { isEntries: boolean; remaining: unknown[] } | undefined {
  const iteration = iterationOf === undefined ? undefined : iterationOf(value)
  if (iteration === undefined) return undefined
  const remaining: unknown[] = []
  if (iteration.cursor !== undefined) {
    const cursor = new Cursor(iteration.cursor.table)
    cursor.epoch = iteration.cursor.epoch
    cursor.index = iteration.cursor.index
    takeKeys(remaining, cursor, iteration.isEntries)
  }
  return { isEntries: iteration.isEntries, remaining }
}
