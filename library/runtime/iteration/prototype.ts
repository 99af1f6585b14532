// %IteratorPrototype% and the iterators of arrays and strings, as programs see them.
import { isObject, stringCodeAt, stringSlice, viewLength, isArray, kindOf } from '../intrinsics/mod.ts'
import { toLength } from '../array/integers.ts'
import { incompatibleReceiver } from '../errors/require.ts'

/** ECMA-262 §27.1.2: what every built-in iterator inherits. Iterator helpers came after ECMAScript 2024. */
export class IteratorPrototype {
  [Symbol.iterator](): this {
    return this
  }
}

/** ECMA-262 §27.1.3 */
export class AsyncIteratorPrototype {
  [Symbol.asyncIterator](): this {
    return this
  }
}

export type IterationKind = 'keys' | 'values' | 'entries'

/** ECMA-262 §23.1.5: over any array-like, whose length is read at every step. */
export class ArrayIterator<T, R> extends IteratorPrototype {
  #array: ArrayLike<T> | undefined
  #index = 0
  readonly #kind: IterationKind

  constructor(array: ArrayLike<T>, kind: IterationKind) {
    super()
    this.#array = array
    this.#kind = kind
  }

  next(): IteratorResult<R, undefined> {
    if (!isObject(this) || !(#array in this)) throw incompatibleReceiver('Array Iterator.prototype.next', this)
    const array = this.#array
    if (array === undefined) return { value: undefined, done: true }
    const index = this.#index
    if (index >= lengthOfIterated(array)) {
      this.#array = undefined
      return { value: undefined, done: true }
    }
    this.#index = index + 1
    const kind = this.#kind
    if (kind === 'values') return { value: array[index] as unknown as R, done: false }
    if (kind === 'keys') return { value: index as unknown as R, done: false }
    return { value: [index, array[index]] as unknown as R, done: false }
  }

  get [Symbol.toStringTag](): string {
    return 'Array Iterator'
  }
}

function lengthOfIterated<A extends ArrayLike<unknown>>(array: A): number {
  if (isArray(array)) return array.length
  if (kindOf(array) === 'view') return viewLength(array as unknown as ArrayBufferView)
  return toLength(array.length)
}

/** ECMA-262 §22.1.5: by code points; a lone surrogate is one of its own. */
export class StringIterator extends IteratorPrototype {
  readonly #text: string
  #index = 0

  constructor(text: string) {
    super()
    this.#text = text
  }

  next(): IteratorResult<string, undefined> {
    if (!isObject(this) || !(#index in this)) throw incompatibleReceiver('String Iterator.prototype.next', this)
    const text = this.#text
    const start = this.#index
    if (start >= text.length) return { value: undefined, done: true }
    const end = codePointEnd(text, start)
    this.#index = end
    return { value: stringSlice(text, start, end), done: false }
  }

  get [Symbol.toStringTag](): string {
    return 'String Iterator'
  }
}

/** Where the code point that starts at `start` ends. */
export function codePointEnd(text: string, start: number): number {
  const next = start + 1
  if (next >= text.length || (stringCodeAt(text, start) & 0xfc00) !== 0xd800) return next
  return (stringCodeAt(text, next) & 0xfc00) === 0xdc00 ? next + 1 : next
}
