// %TypedArray% (ECMA-262 §23.2): what the nine constructors and their prototypes inherit. Generic so that each receiver
// gets its copies, in which the element kind is known.
import {
  arrayAt, arrayPush, arrayWithCapacity, callWith, defineHidden, isCallable, isConstructor, kindOf, viewBuffer, viewByteOffset,
  viewCopyBytes, viewKind, viewLength, wellKnownSymbol,
} from '../intrinsics/mod.ts'
import { lastStart } from '../array/generic.ts'
import { elementIndex, exactIndex, MAX_LENGTH, relativeEnd, relativeIndex, toIntegerOrInfinity, toLength } from '../array/integers.ts'
import { joinElements } from '../array/join.ts'
import { requireComparison } from '../array/sort.ts'
import { TimSort } from '../array/tim-sort.ts'
import { describe } from '../errors/describe.ts'
import { incompatibleReceiver, notCallable, requireIterable } from '../errors/require.ts'
import { ArrayIterator } from '../iteration/prototype.ts'
import { valuesFrom } from './construct.ts'
import type { View } from './kinds.ts'
import { createFrom, elementSize, isPlain, newOfKind, speciesCreate, viewOn } from './kinds.ts'

type Visit<E, R> = (value: number, index: number, view: TypedArray<E>) => R

function notTyped(): TypeError {
  return new TypeError('this is not a typed array.')
}

export class TypedArray<E> {
  declare readonly toString: () => string
  declare readonly [Symbol.iterator]: () => ArrayIterator<number, number>;
  [index: number]: number
  static {
    defineHidden(TypedArray.prototype, 'toString', Array.prototype.toString)
    defineHidden(TypedArray.prototype, wellKnownSymbol('iterator'), TypedArray.prototype.values)
  }

  /** Heirs give the view that takes the place of `this`. */
  constructor(view?: unknown) {
    if (new.target === TypedArray) throw new TypeError('Abstract class TypedArray not directly constructable')
    return view as this
  }

  static get [Symbol.species](): unknown {
    return this
  }

  static from<S>(source: Iterable<S> | ArrayLike<S>, mapper: ((value: S, index: number) => unknown) | undefined = undefined, thisArg: unknown = undefined): unknown {
    if (!isConstructor(this)) throw new TypeError(`${describe(this)} is not a constructor`)
    if (mapper !== undefined && !isCallable(mapper)) throw notCallable(mapper)
    if (source === undefined || source === null) requireIterable(source)
    const values = valuesFrom(source)
    const length = values.length
    const result = createFrom(this, [length])
    for (let i = 0; i < length; i++) {
      const value = values[i]
      result[i] = (mapper === undefined ? value : callWith(mapper, thisArg, value, i)) as number
    }
    return result
  }

  static of(...items: unknown[]): unknown {
    if (!isConstructor(this)) throw new TypeError(`${describe(this)} is not a constructor`)
    const result = createFrom(this, [items.length])
    for (let i = 0; i < items.length; i++) result[i] = items[i] as number
    return result
  }

  get buffer(): ArrayBuffer {
    if (kindOf(this) !== 'view') throw incompatibleReceiver('get %TypedArray%.prototype.buffer', this)
    return viewBuffer(this as unknown as View)
  }

  get byteLength(): number {
    if (kindOf(this) !== 'view') throw incompatibleReceiver('get TypedArray.prototype.byteLength', this)
    return viewLength(this as unknown as View) * elementSize(viewKind(this))
  }

  get byteOffset(): number {
    if (kindOf(this) !== 'view') throw incompatibleReceiver('get TypedArray.prototype.byteOffset', this)
    return viewByteOffset(this as unknown as View)
  }

  get length(): number {
    if (kindOf(this) !== 'view') throw incompatibleReceiver('get TypedArray.prototype.length', this)
    return viewLength(this as unknown as View)
  }

  at(index: number): number | undefined {
    if (kindOf(this) !== 'view') throw incompatibleReceiver('%TypedArray%.prototype.at', this)
    const position = elementIndex(index, this.length)
    return position < 0 ? undefined : this[position]
  }

  copyWithin(target: number, start: number, end: number | undefined = undefined): this {
    if (kindOf(this) !== 'view') throw notTyped()
    const view = this as unknown as View
    const length = viewLength(view)
    const to = relativeIndex(target, length)
    const from = relativeIndex(start, length)
    const last = relativeEnd(end, length)
    const count = last - from < length - to ? last - from : length - to
    const size = elementSize(viewKind(this))
    if (count > 0) viewCopyBytes(view, to * size, view, from * size, count * size)
    return this
  }

  entries(): ArrayIterator<number, [number, number]> {
    if (kindOf(this) !== 'view') throw notTyped()
    return new ArrayIterator<number, [number, number]>(this as unknown as View, 'entries')
  }

  every<R>(callback: Visit<E, R>, thisArg: unknown = undefined): boolean {
    if (kindOf(this) !== 'view') throw notTyped()
    if (!isCallable(callback)) throw notCallable(callback)
    for (let i = 0; i < this.length; i++) if (!callWith(callback, thisArg, this[i], i, this)) return false
    return true
  }

  fill(value: number, start: number | undefined = undefined, end: number | undefined = undefined): this {
    if (kindOf(this) !== 'view') throw notTyped()
    const length = this.length
    const number = +value
    const first = relativeIndex(start, length)
    const last = relativeEnd(end, length)
    for (let i = first; i < last; i++) this[i] = number
    return this
  }

  filter<R>(callback: Visit<E, R>, thisArg: unknown = undefined): unknown {
    if (kindOf(this) !== 'view') throw notTyped()
    if (!isCallable(callback)) throw notCallable(callback)
    const kept: number[] = []
    for (let i = 0; i < this.length; i++) {
      const value = this[i]
      if (callWith(callback, thisArg, value, i, this)) arrayPush(kept, value)
    }
    const view = this as unknown as View
    const result = isPlain(view) ? newOfKind(viewKind(view), kept.length) : speciesCreate(view, [kept.length])
    for (let i = 0; i < kept.length; i++) result[i] = kept[i]
    return result
  }

  find<R>(callback: Visit<E, R>, thisArg: unknown = undefined): number | undefined {
    if (kindOf(this) !== 'view') throw notTyped()
    if (!isCallable(callback)) throw notCallable(callback)
    for (let i = 0; i < this.length; i++) {
      const value = this[i]
      if (callWith(callback, thisArg, value, i, this)) return value
    }
    return undefined
  }

  findIndex<R>(callback: Visit<E, R>, thisArg: unknown = undefined): number {
    if (kindOf(this) !== 'view') throw notTyped()
    if (!isCallable(callback)) throw notCallable(callback)
    for (let i = 0; i < this.length; i++) if (callWith(callback, thisArg, this[i], i, this)) return i
    return -1
  }

  findLast<R>(callback: Visit<E, R>, thisArg: unknown = undefined): number | undefined {
    if (kindOf(this) !== 'view') throw notTyped()
    if (!isCallable(callback)) throw notCallable(callback)
    for (let i = this.length - 1; i >= 0; i--) {
      const value = this[i]
      if (callWith(callback, thisArg, value, i, this)) return value
    }
    return undefined
  }

  findLastIndex<R>(callback: Visit<E, R>, thisArg: unknown = undefined): number {
    if (kindOf(this) !== 'view') throw notTyped()
    if (!isCallable(callback)) throw notCallable(callback)
    for (let i = this.length - 1; i >= 0; i--) if (callWith(callback, thisArg, this[i], i, this)) return i
    return -1
  }

  forEach<R>(callback: Visit<E, R>, thisArg: unknown = undefined): void {
    if (kindOf(this) !== 'view') throw notTyped()
    if (!isCallable(callback)) throw notCallable(callback)
    for (let i = 0; i < this.length; i++) callWith(callback, thisArg, this[i], i, this)
  }

  includes<S>(search: S, fromIndex: number | undefined = undefined): boolean {
    if (kindOf(this) !== 'view') throw notTyped()
    const length = this.length
    if (length === 0) return false
    const isNaN = search !== search
    for (let i = relativeIndex(fromIndex, length); i < length; i++) {
      const value = this[i]
      if ((value as unknown) === search || (isNaN && value !== value)) return true
    }
    return false
  }

  indexOf<S>(search: S, fromIndex: number | undefined = undefined): number {
    if (kindOf(this) !== 'view') throw notTyped()
    const length = this.length
    if (length === 0) return -1
    for (let i = relativeIndex(fromIndex, length); i < length; i++) if ((this[i] as unknown) === search) return i
    return -1
  }

  join(separator: string | undefined): string {
    if (kindOf(this) !== 'view') throw incompatibleReceiver('%TypedArray%.prototype.join', this)
    const numbers = numbersOf(this as unknown as View)
    return joinElements(numbers, numbers.length, separator === undefined ? ',' : `${separator}`)
  }

  keys(): ArrayIterator<number, number> {
    if (kindOf(this) !== 'view') throw notTyped()
    return new ArrayIterator<number, number>(this as unknown as View, 'keys')
  }

  lastIndexOf<S>(search: S, ...from: number[]): number {
    if (kindOf(this) !== 'view') throw notTyped()
    const length = this.length
    if (length === 0) return -1
    for (let i = lastStart(from, length); i >= 0; i--) if ((this[i] as unknown) === search) return i
    return -1
  }

  map<R>(callback: Visit<E, R>, thisArg: unknown = undefined): unknown {
    if (kindOf(this) !== 'view') throw notTyped()
    if (!isCallable(callback)) throw new TypeError(`${describe(callback)} is not a function`)
    const view = this as unknown as View
    const length = view.length
    const result = isPlain(view) ? newOfKind(viewKind(view), length) : speciesCreate(view, [length])
    for (let i = 0; i < length; i++) result[i] = callWith(callback, thisArg, view[i], i, this) as number
    return result
  }

  reduce<U>(callback: (result: U, value: number, index: number, view: TypedArray<E>) => U, ...initial: U[]): U {
    if (kindOf(this) !== 'view') throw notTyped()
    if (!isCallable(callback)) throw notCallable(callback)
    let i = 0
    let result: U
    if (initial.length > 0) {
      result = arrayAt(initial, 0)
    } else {
      if (this.length === 0) throw new TypeError('Reduce of empty array with no initial value')
      result = this[0] as unknown as U
      i = 1
    }
    for (; i < this.length; i++) result = callback(result, this[i], i, this)
    return result
  }

  reduceRight<U>(callback: (result: U, value: number, index: number, view: TypedArray<E>) => U, ...initial: U[]): U {
    if (kindOf(this) !== 'view') throw notTyped()
    if (!isCallable(callback)) throw notCallable(callback)
    let i = this.length - 1
    let result: U
    if (initial.length > 0) {
      result = arrayAt(initial, 0)
    } else {
      if (i < 0) throw new TypeError('Reduce of empty array with no initial value')
      result = this[i] as unknown as U
      i--
    }
    for (; i >= 0; i--) result = callback(result, this[i], i, this)
    return result
  }

  reverse(): this {
    if (kindOf(this) !== 'view') throw notTyped()
    for (let low = 0, high = this.length - 1; low < high; low++, high--) {
      const value = this[low]
      this[low] = this[high]
      this[high] = value
    }
    return this
  }

  set<S>(source: S, offset: number | undefined = undefined): void {
    if (kindOf(this) !== 'view') throw notTyped()
    const view = this as unknown as View
    const at = toIntegerOrInfinity(offset)
    if (at < 0 || at > MAX_LENGTH) throw new RangeError('offset is out of bounds')
    if (kindOf(source) === 'view') setFromView(view, exactIndex(at), source as unknown as View)
    else setFromList(view, exactIndex(at), source)
  }

  slice(start: number | undefined, end: number | undefined): unknown {
    if (kindOf(this) !== 'view') throw incompatibleReceiver('%TypedArray%.prototype.slice', this)
    const view = this as unknown as View
    const length = viewLength(view)
    const first = relativeIndex(start, length)
    const last = relativeEnd(end, length)
    const count = last > first ? last - first : 0
    if (isPlain(view)) {
      const size = elementSize(viewKind(view))
      const result = newOfKind(viewKind(view), count)
      viewCopyBytes(result, 0, view, first * size, count * size)
      return result
    }
    const result = speciesCreate(view, [count])
    for (let i = 0; i < count; i++) result[i] = view[first + i]
    return result
  }

  some<R>(callback: Visit<E, R>, thisArg: unknown = undefined): boolean {
    if (kindOf(this) !== 'view') throw notTyped()
    if (!isCallable(callback)) throw notCallable(callback)
    for (let i = 0; i < this.length; i++) if (callWith(callback, thisArg, this[i], i, this)) return true
    return false
  }

  sort<C extends (a: number, b: number) => number>(compare: C | undefined): this {
    requireComparison(compare)
    if (kindOf(this) !== 'view') throw incompatibleReceiver('%TypedArray%.prototype.sort', this)
    const view = this as unknown as View
    const work = numbersOf(view)
    new TimSort<number>(work, compare === undefined ? compareNumbers : compare).sort()
    for (let i = 0; i < view.length; i++) view[i] = arrayAt(work, i)
    return this
  }

  subarray(start: number | undefined, end: number | undefined): unknown {
    if (kindOf(this) !== 'view') throw incompatibleReceiver('%TypedArray%.prototype.subarray', this)
    const view = this as unknown as View
    const length = viewLength(view)
    const first = relativeIndex(start, length)
    const last = relativeEnd(end, length)
    const count = last > first ? last - first : 0
    const kind = viewKind(view)
    const byteOffset = viewByteOffset(view) + first * elementSize(kind)
    if (isPlain(view)) return viewOn(kind, viewBuffer(view), byteOffset, count)
    return speciesCreate(view, [viewBuffer(view), byteOffset, count])
  }

  toReversed(): unknown {
    if (kindOf(this) !== 'view') throw incompatibleReceiver('%TypedArray%.prototype.toReversed', this)
    const view = this as unknown as View
    const length = view.length
    const result = newOfKind(viewKind(view), length)
    for (let i = 0; i < length; i++) result[length - 1 - i] = view[i]
    return result
  }

  toSorted<C extends (a: number, b: number) => number>(compare: C | undefined): unknown {
    requireComparison(compare)
    if (kindOf(this) !== 'view') throw incompatibleReceiver('%TypedArray%.prototype.toSorted', this)
    const view = this as unknown as View
    const work = numbersOf(view)
    new TimSort<number>(work, compare === undefined ? compareNumbers : compare).sort()
    const result = newOfKind(viewKind(view), work.length)
    for (let i = 0; i < work.length; i++) result[i] = work[i]
    return result
  }

  values(): ArrayIterator<number, number> {
    if (kindOf(this) !== 'view') throw notTyped()
    return new ArrayIterator<number, number>(this as unknown as View, 'values')
  }

  with(index: number, value: number): unknown {
    if (kindOf(this) !== 'view') throw notTyped()
    const view = this as unknown as View
    const length = view.length
    const position = elementIndex(index, length)
    const number = +value
    if (position < 0) throw new RangeError('Invalid typed array index')
    const result = newOfKind(viewKind(view), length)
    for (let i = 0; i < length; i++) result[i] = i === position ? number : view[i]
    return result
  }

  get [Symbol.toStringTag](): string | undefined {
    return kindOf(this) === 'view' ? viewKind(this) : undefined
  }
}

function numbersOf<V extends View>(view: V): number[] {
  const numbers = arrayWithCapacity<number>(viewLength(view))
  for (let i = 0; i < view.length; i++) arrayPush(numbers, view[i])
  return numbers
}

/** By value, −0 before 0, NaN last. */
function compareNumbers(a: number, b: number): number {
  if (a < b) return -1
  if (a > b) return 1
  if (a !== a) return b !== b ? 0 : 1
  if (b !== b) return -1
  if (a !== 0 || b !== 0) return 0
  return 1 / a < 1 / b ? -1 : 1 / a > 1 / b ? 1 : 0
}

/** SetTypedArrayFromTypedArray (§23.2.3.26.1): as if the source had been copied first. */
function setFromView<V extends View, W extends View>(view: V, at: number, source: W): void {
  const count = source.length
  if (at + count > view.length) throw new RangeError('offset is out of bounds')
  const kind = viewKind(view)
  const sourceKind = viewKind(source)
  if (kind === sourceKind || (elementSize(kind) === 1 && elementSize(sourceKind) === 1 && kind !== 'Uint8ClampedArray')) {
    const size = elementSize(kind)
    viewCopyBytes(view, at * size, source, 0, count * size)
    return
  }
  if (viewBuffer(view) !== viewBuffer(source)) {
    for (let i = 0; i < count; i++) view[at + i] = source[i]
    return
  }
  const numbers = numbersOf(source)
  for (let i = 0; i < numbers.length; i++) view[at + i] = numbers[i]
}

/** SetTypedArrayFromArrayLike (§23.2.3.26.2) */
function setFromList<V extends View, S>(view: V, at: number, source: S): void {
  if (source === undefined || source === null) throw new TypeError('Cannot convert undefined or null to object')
  const list = source as unknown as ArrayLike<number>
  const count = typeof source === 'number' || typeof source === 'boolean' ? 0 : toLength(list.length)
  if (at + count > view.length) throw new RangeError('offset is out of bounds')
  for (let i = 0; i < count; i++) view[at + i] = list[i]
}
