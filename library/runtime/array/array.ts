// Array (ECMA-262 §23.1). Each method has one tight loop for Arrays and leaves everything else to generic.ts. A callback may
// change the array that is walked: an element is looked at only after arrayHas, or a fresh look at the length, has shown it.
// What a method makes is a plain Array unless the receiver's class says otherwise: then generic.ts has it, too.
import {
  arrayAt, arrayCopy, arrayDelete, arrayExtend, arrayExtendVisited, arrayForLength, arrayHas, arrayIsPacked, arrayPush, arraySet,
  arrayTruncate, arrayWithCapacity, arrayWithLength, callWith, defineHidden, isArray, isCallable, isObject, setPrototypeOf, wellKnownSymbol,
} from '../intrinsics/mod.ts'
import { notCallable } from '../errors/require.ts'
import { ArrayIterator } from '../iteration/prototype.ts'
import { arrayFrom, arrayOf } from './from.ts'
import type { Like } from './generic.ts'
import {
  isSpreadable, lastStart, likeAt, likeConcat, likeCopyWithin, likeEvery, likeFill, likeFilter, likeFind, likeFindValue,
  likeFlat, likeFlatMap, likeForEach, likeIncludes, likeIndexOf, likeLastIndexOf, likeMap, likePop, likePush, likeReduce,
  likeReverse, likeShift, likeSlice, likeSome, likeSplice, likeToArray, likeToSpliced, likeUnshift, likeWith, speciesCreate,
  spliceCount, toLike,
} from './generic.ts'
import { moveElements, shorten, storeElement, swapElements } from './holey.ts'
import { refusePastLastIndex } from '../core/array/limits.ts'
import { elementIndex, MAX_ARRAY_LENGTH, relativeEnd, relativeIndex, toIntegerOrInfinity, toLength } from './integers.ts'
import { joinElements } from './join.ts'
import { compareByText, part, requireComparison, sortLike, TimSort } from './sort.ts'

/** What a callback of an array method gets. */
type Visit<T, R> = (value: T, index: number, array: T[]) => R

export class Array<T> {
  declare length: number
  declare readonly [Symbol.iterator]: () => ArrayIterator<T, T>;
  [index: number]: T
  static { defineHidden(Array.prototype, wellKnownSymbol('iterator'), Array.prototype.values) }

  /** `new Array(length)` or `new Array(...elements)`; RangeError unless the length is 0 … 2^32−1. */
  constructor(first?: T | number, ...rest: T[]) {
    let result: T[]
    if (rest.length > 0) {
      result = arrayWithCapacity<T>(rest.length + 1)
      arrayPush(result, first as T)
      for (let i = 0; i < rest.length; i++) arrayPush(result, rest[i])
    } else if (typeof first === 'number') {
      if (first >>> 0 !== first) throw new RangeError('Invalid array length')
      result = arrayWithLength<T>(first)
    } else {
      result = arrayWithCapacity<T>(1)
      if (first !== undefined || arguments.length > 0) arrayPush(result, first as T)
    }
    if (new.target !== Array) setPrototypeOf(result, (new.target as { prototype: object }).prototype)
    return result as unknown as this
  }

  static isArray(value: unknown): boolean {
    return isArray(value)
  }

  static of<T>(...items: T[]): T[] {
    return this === Array ? items : arrayOf(this, items) as T[]
  }

  static from<S, T>(items: Iterable<S> | ArrayLike<S>, mapper: ((value: S, index: number) => T) | undefined = undefined, thisArg: unknown = undefined): T[] {
    if (mapper !== undefined && !isCallable(mapper)) throw notCallable(mapper)
    if (this !== Array || !hasIterator(items)) return arrayFrom(this, items, mapper, thisArg) as T[]
    const result: T[] = []
    for (const value of items as Iterable<S>) {
      arrayPush(result, mapper === undefined ? value as unknown as T : callWith(mapper, thisArg, value, result.length))
    }
    return result
  }

  static get [Symbol.species](): unknown {
    return this
  }

  at(index: number): T | undefined {
    if (!isArray(this)) return likeAt(toLike(this), index) as T
    const array = this as unknown as T[]
    const position = elementIndex(index, array.length)
    return position < 0 ? undefined : array[position]
  }

  concat<I>(...items: I[]): T[] {
    if (!isArray(this) || this.constructor !== Array || !isPlainSpread(this)) {
      return concatLike(toLike(this, 'Array.prototype.concat'), items) as T[]
    }
    const array = this as unknown as T[]
    const result = arrayWithCapacity<T>(array.length)
    appendElements(result, array)
    for (let i = 0; i < items.length; i++) {
      const item = items[i]
      if (isPlainSpread(item)) appendElements(result, item as unknown as T[])
      else if (isSpreadable(item)) likeConcat(result as unknown as Like, result.length, item)
      else arrayPush(result, item as unknown as T)
    }
    return result
  }

  copyWithin(target: number, start: number, end: number | undefined = undefined): this {
    if (!isArray(this)) {
      const like = toLike(this)
      likeCopyWithin(like, target, start, end)
      return like as unknown as this
    }
    const array = this as unknown as T[]
    const length = array.length
    const to = relativeIndex(target, length)
    const from = relativeIndex(start, length)
    const last = relativeEnd(end, length)
    const count = last - from < length - to ? last - from : length - to
    if (count <= 0) return this
    if (array.length === length && arrayIsPacked(array)) arrayCopy(array, to, array, from, count)
    else moveElements(array, to, from, count, from < to && to < from + count)
    return this
  }

  entries(): ArrayIterator<T, [number, T]> {
    return new ArrayIterator<T, [number, T]>(iterated(this), 'entries')
  }

  every<R>(callback: Visit<T, R>, thisArg: unknown = undefined): boolean {
    if (!isArray(this)) return likeEvery(toLike(this, 'Array.prototype.every'), callback, thisArg)
    if (!isCallable(callback)) throw notCallable(callback)
    const array = this as unknown as T[]
    const length = array.length
    for (let i = 0; i < length; i++) {
      if (arrayHas(array, i) && !callWith(callback, thisArg, arrayAt(array, i), i, array)) return false
    }
    return true
  }

  fill(value: T, start: number | undefined = undefined, end: number | undefined = undefined): this {
    if (!isArray(this) || isObject(start) || isObject(end)) {
      const like = toLike(this)
      likeFill(like, value, start, end)
      return like as unknown as this
    }
    const array = this as unknown as T[]
    const first = relativeIndex(start, array.length)
    const last = relativeEnd(end, array.length)
    for (let i = first; i < array.length && i < last; i++) array[i] = value
    return this
  }

  filter<R>(callback: Visit<T, R>, thisArg: unknown = undefined): T[] {
    if (!isArray(this) || this.constructor !== Array) {
      return likeFilter(toLike(this, 'Array.prototype.filter'), callback, thisArg) as T[]
    }
    if (!isCallable(callback)) throw notCallable(callback)
    const array = this as unknown as T[]
    const length = array.length
    const result: T[] = []
    for (let i = 0; i < length; i++) {
      if (!arrayHas(array, i)) continue
      const value = arrayAt(array, i)
      if (callWith(callback, thisArg, value, i, array)) arrayPush(result, value)
    }
    return result
  }

  find<R>(callback: Visit<T, R>, thisArg: unknown = undefined): T | undefined {
    if (!isArray(this)) return likeFindValue(toLike(this, 'Array.prototype.find'), callback, thisArg, false) as T
    if (!isCallable(callback)) throw notCallable(callback)
    const array = this as unknown as T[]
    const length = array.length
    for (let i = 0; i < length; i++) {
      const value = array[i]
      if (callWith(callback, thisArg, value, i, array)) return value
    }
    return undefined
  }

  findIndex<R>(callback: Visit<T, R>, thisArg: unknown = undefined): number {
    if (!isArray(this)) return likeFind(toLike(this, 'Array.prototype.findIndex'), callback, thisArg, false)
    if (!isCallable(callback)) throw notCallable(callback)
    const array = this as unknown as T[]
    const length = array.length
    for (let i = 0; i < length; i++) {
      if (callWith(callback, thisArg, array[i], i, array)) return i
    }
    return -1
  }

  findLast<R>(callback: Visit<T, R>, thisArg: unknown = undefined): T | undefined {
    if (!isArray(this)) return likeFindValue(toLike(this, 'Array.prototype.findLast'), callback, thisArg, true) as T
    if (!isCallable(callback)) throw notCallable(callback)
    const array = this as unknown as T[]
    for (let i = array.length - 1; i >= 0; i--) {
      const value = array[i]
      if (callWith(callback, thisArg, value, i, array)) return value
    }
    return undefined
  }

  findLastIndex<R>(callback: Visit<T, R>, thisArg: unknown = undefined): number {
    if (!isArray(this)) return likeFind(toLike(this, 'Array.prototype.findLastIndex'), callback, thisArg, true)
    if (!isCallable(callback)) throw notCallable(callback)
    const array = this as unknown as T[]
    for (let i = array.length - 1; i >= 0; i--) {
      if (callWith(callback, thisArg, array[i], i, array)) return i
    }
    return -1
  }

  flat<U>(depth: number | undefined = undefined): U[] {
    if (!isArray(this) || this.constructor !== Array) return likeFlat(toLike(this), depth) as U[]
    const result: U[] = []
    flattenArray(result, this as unknown as U[], depth === undefined ? 1 : toIntegerOrInfinity(depth))
    return result
  }

  flatMap<U>(callback: Visit<T, U | readonly U[]>, thisArg: unknown = undefined): U[] {
    if (!isArray(this) || this.constructor !== Array) {
      return likeFlatMap(toLike(this), callback, thisArg) as U[]
    }
    if (!isCallable(callback)) throw notCallable(callback)
    const array = this as unknown as T[]
    const length = array.length
    const result: U[] = []
    for (let i = 0; i < length; i++) {
      if (!arrayHas(array, i)) continue
      const value = callWith(callback, thisArg, arrayAt(array, i), i, array)
      if (isArray(value)) flattenArray(result, value as U[], 0)
      else arrayPush(result, value as U)
    }
    return result
  }

  forEach<R>(callback: Visit<T, R>, thisArg: unknown = undefined): void {
    if (!isArray(this)) return likeForEach(toLike(this, 'Array.prototype.forEach'), callback, thisArg)
    if (!isCallable(callback)) throw notCallable(callback)
    const array = this as unknown as T[]
    const length = array.length
    for (let i = 0; i < length; i++) {
      if (arrayHas(array, i)) callWith(callback, thisArg, arrayAt(array, i), i, array)
    }
  }

  includes<S>(search: S, fromIndex: number | undefined = undefined): boolean {
    if (!isArray(this)) return likeIncludes(toLike(this), search, fromIndex)
    const array = this as unknown as S[]
    const length = array.length
    if (length === 0) return false
    const start = relativeIndex(fromIndex, length)
    for (let i = start; i < array.length; i++) if (array[i] === search) return true
    if (search !== search) {
      for (let i = start; i < array.length; i++) {
        const value = array[i]
        if (value !== value) return true
      }
    }
    return search === undefined && array.length < length && start < length // a conversion has shortened it
  }

  indexOf<S>(search: S, fromIndex: number | undefined = undefined): number {
    if (!isArray(this)) return likeIndexOf(toLike(this, 'Array.prototype.indexOf'), search, fromIndex)
    const array = this as unknown as S[]
    const length = array.length
    if (length === 0) return -1
    for (let i = relativeIndex(fromIndex, length); i < length; i++) {
      if (arrayHas(array, i) && arrayAt(array, i) === search) return i
    }
    return -1
  }

  join(separator: string | undefined): string {
    if (isArray(this)) return joinElements(this, this.length, separator === undefined ? ',' : `${separator}`)
    const like = toLike(this)
    const length = toLength(like.length)
    return joinElements(like as unknown[], length, separator === undefined ? ',' : `${separator}`)
  }

  keys(): ArrayIterator<T, number> {
    return new ArrayIterator<T, number>(iterated(this), 'keys')
  }

  lastIndexOf<S>(search: S, ...from: number[]): number {
    if (!isArray(this)) return likeLastIndexOf(toLike(this), search, from)
    const array = this as unknown as S[]
    const length = array.length
    if (length === 0) return -1
    for (let i = lastStart(from, length); i >= 0; i--) {
      if (arrayHas(array, i) && arrayAt(array, i) === search) return i
    }
    return -1
  }

  map<U>(callback: Visit<T, U>, thisArg: unknown = undefined): U[] {
    if (!isArray(this) || this.constructor !== Array) {
      return likeMap(toLike(this, 'Array.prototype.map'), callback, thisArg) as U[]
    }
    if (!isCallable(callback)) throw notCallable(callback)
    const array = this as unknown as T[]
    const length = array.length
    const result = arrayForLength<U>(reserved(length), length)
    for (let i = 0; i < length; i++) {
      if (arrayHas(array, i)) arrayPush(result, callWith(callback, thisArg, arrayAt(array, i), i, array))
      else arrayExtendVisited(result, i + 1, array)
    }
    return result
  }

  pop(): T | undefined {
    if (!isArray(this)) return likePop(toLike(this)) as T
    const array = this as unknown as T[]
    const length = array.length
    if (length <= 0) {
      arrayTruncate(array, 0)
      return undefined
    }
    const value = arrayAt(array, length - 1)
    shorten(array, length - 1)
    return value
  }

  push(...items: T[]): number {
    if (!isArray(this)) return likePush(toLike(this), items)
    const array = this as unknown as T[]
    if (array.length + items.length > MAX_ARRAY_LENGTH) refusePastLastIndex()
    for (let i = 0; i < items.length; i++) arrayPush(array, items[i])
    if (items.length === 0) arrayTruncate(array, array.length) // throws where the length is read-only
    return array.length
  }

  reduce<U>(callback: (result: U, value: T, index: number, array: T[]) => U, ...initial: U[]): U {
    if (!isArray(this)) return likeReduce(toLike(this, 'Array.prototype.reduce'), callback, initial, false) as U
    if (!isCallable(callback)) throw notCallable(callback)
    const array = this as unknown as T[]
    const length = array.length
    let i = 0
    let result: U
    if (initial.length > 0) {
      result = arrayAt(initial, 0)
    } else {
      while (i < length && !arrayHas(array, i)) i++
      if (i >= length) throw new TypeError('Reduce of empty array with no initial value')
      result = arrayAt(array, i) as unknown as U
      i++
    }
    for (; i < length; i++) if (arrayHas(array, i)) result = callback(result, arrayAt(array, i), i, array)
    return result
  }

  reduceRight<U>(callback: (result: U, value: T, index: number, array: T[]) => U, ...initial: U[]): U {
    if (!isArray(this)) return likeReduce(toLike(this, 'Array.prototype.reduceRight'), callback, initial, true) as U
    if (!isCallable(callback)) throw notCallable(callback)
    const array = this as unknown as T[]
    let i = array.length - 1
    let result: U
    if (initial.length > 0) {
      result = arrayAt(initial, 0)
    } else {
      while (i >= 0 && !arrayHas(array, i)) i--
      if (i < 0) throw new TypeError('Reduce of empty array with no initial value')
      result = arrayAt(array, i) as unknown as U
      i--
    }
    for (; i >= 0; i--) if (arrayHas(array, i)) result = callback(result, arrayAt(array, i), i, array)
    return result
  }

  reverse(): this {
    if (!isArray(this)) {
      const like = toLike(this)
      likeReverse(like)
      return like as unknown as this
    }
    const array = this as unknown as T[]
    const length = array.length
    const isPacked = arrayIsPacked(array)
    for (let low = 0, high = length - 1; low < high; low++, high--) {
      if (!isPacked) {
        swapElements(array, low, high)
        continue
      }
      const value = arrayAt(array, low)
      arraySet(array, low, arrayAt(array, high))
      arraySet(array, high, value)
    }
    return this
  }

  shift(): T | undefined {
    if (!isArray(this)) return likeShift(toLike(this)) as T
    const array = this as unknown as T[]
    const length = array.length
    if (length <= 0) {
      arrayTruncate(array, 0)
      return undefined
    }
    const first = arrayAt(array, 0)
    if (arrayIsPacked(array)) arrayCopy(array, 0, array, 1, length - 1)
    else moveElements(array, 0, 1, length - 1, false)
    shorten(array, length - 1)
    return first
  }

  slice(start: number | undefined, end: number | undefined): T[] {
    if (!isArray(this) || this.constructor !== Array || isObject(start) || isObject(end)) {
      return likeSlice(toLike(this), start, end) as T[]
    }
    const array = this as unknown as T[]
    const length = array.length
    const first = relativeIndex(start, length)
    const last = relativeEnd(end, length)
    const result = arrayWithCapacity<T>(reserved(last - first))
    for (let i = first; i < last; i++) {
      if (arrayHas(array, i)) arrayPush(result, arrayAt(array, i))
      else arrayExtend(result, i - first + 1, array)
    }
    return result
  }

  some<R>(callback: Visit<T, R>, thisArg: unknown = undefined): boolean {
    if (!isArray(this)) return likeSome(toLike(this, 'Array.prototype.some'), callback, thisArg)
    if (!isCallable(callback)) throw notCallable(callback)
    const array = this as unknown as T[]
    const length = array.length
    for (let i = 0; i < length; i++) {
      if (arrayHas(array, i) && callWith(callback, thisArg, arrayAt(array, i), i, array)) return true
    }
    return false
  }

  sort<C extends (a: T, b: T) => number>(compare: C | undefined): this {
    requireComparison(compare)
    if (!isArray(this)) {
      const like = toLike(this)
      sortLike(like, compare)
      return like as unknown as this
    }
    const array = this as unknown as T[]
    const length = array.length
    const work = arrayWithCapacity<T>(reserved(length))
    const absent: T[] = []
    for (let i = 0; i < length; i++) if (arrayHas(array, i)) part(arrayAt(array, i), work, absent)
    if (compare === undefined) compareByText(work)
    else new TimSort<T>(work, compare).sort()
    const count = work.length
    for (let i = 0; i < count; i++) storeElement(array, i, arrayAt(work, i))
    for (let i = 0; i < absent.length; i++) storeElement(array, count + i, arrayAt(absent, i))
    for (let i = count + absent.length; i < length; i++) if (arrayHas(array, i)) arrayDelete(array, i)
    return this
  }

  splice(start: number, deleteCount: number, ...items: T[]): T[] {
    const counts = arguments.length > 1 ? [deleteCount] : arguments.length === 0 ? [0] : []
    if (!isArray(this) || this.constructor !== Array || isObject(start) || isObject(deleteCount)) {
      return likeSplice(toLike(this), start, counts, items) as T[]
    }
    const array = this as unknown as T[]
    const length = array.length
    const first = relativeIndex(start, length)
    const removed = spliceCount(counts, length - first)
    const added = items.length
    const result = arrayWithCapacity<T>(removed)
    for (let i = 0; i < removed; i++) {
      if (arrayHas(array, first + i)) arrayPush(result, arrayAt(array, first + i))
      else arrayExtend(result, i + 1, array)
    }
    const tail = first + removed
    if (array.length === length && arrayIsPacked(array)) {
      for (let i = removed; i < added; i++) arrayPush(array, arrayAt(items, i)) // room; its place is given below
      if (added !== removed && tail < length) arrayCopy(array, first + added, array, tail, length - tail)
      if (added < removed) arrayTruncate(array, length + added - removed)
      for (let i = 0; i < added; i++) arraySet(array, first + i, arrayAt(items, i))
      return result
    }
    if (added !== removed) moveElements(array, first + added, tail, length - tail, added > removed)
    if (added < removed) shorten(array, length + added - removed)
    for (let i = 0; i < added; i++) storeElement(array, first + i, arrayAt(items, i))
    arrayTruncate(array, array.length) // throws where the length is read-only
    return result
  }

  toReversed(): T[] {
    const array = isArray(this) ? this as unknown as T[] : likeToArray(toLike(this)) as T[]
    const result = arrayForLength<T>(reserved(array.length), array.length)
    for (let i = array.length - 1; i >= 0; i--) arrayPush(result, arrayAt(array, i))
    return result
  }

  toSorted<C extends (a: T, b: T) => number>(compare: C): T[] {
    requireComparison(compare)
    const array = isArray(this) ? this as unknown as T[] : likeToArray(toLike(this)) as T[]
    const work = arrayWithCapacity<T>(reserved(array.length))
    const absent: T[] = []
    for (let i = 0; i < array.length; i++) part(arrayAt(array, i), work, absent)
    if (compare === undefined) compareByText(work)
    else new TimSort<T>(work, compare).sort()
    for (let i = 0; i < absent.length; i++) arrayPush(work, arrayAt(absent, i))
    return work
  }

  toSpliced(start: number, deleteCount: number, ...items: T[]): T[] {
    const counts = arguments.length > 1 ? [deleteCount] : arguments.length === 0 ? [0] : []
    if (!isArray(this) || isObject(start) || isObject(deleteCount)) {
      return likeToSpliced(toLike(this), start, counts, items) as T[]
    }
    const array = this as unknown as T[]
    const length = array.length
    const first = relativeIndex(start, length)
    const removed = spliceCount(counts, length - first)
    const result = arrayWithCapacity<T>(reserved(length + items.length - removed))
    for (let i = 0; i < first; i++) arrayPush(result, arrayAt(array, i))
    for (let i = 0; i < items.length; i++) arrayPush(result, arrayAt(items, i))
    for (let i = first + removed; i < length; i++) arrayPush(result, arrayAt(array, i))
    return result
  }

  toString(): string {
    const array = (isArray(this) ? this : toLike(this)) as { join?: unknown }
    const join = array.join
    return isCallable(join) ? callWith(join, array) as string : callWith(Object.prototype.toString, array)
  }

  unshift(...items: T[]): number {
    if (!isArray(this)) return likeUnshift(toLike(this), items)
    const array = this as unknown as T[]
    const length = array.length
    const added = items.length
    if (arrayIsPacked(array)) {
      for (let i = 0; i < added; i++) arrayPush(array, arrayAt(items, i)) // room; its place is given below
      if (added > 0 && length > 0) arrayCopy(array, added, array, 0, length)
      for (let i = 0; i < added; i++) arraySet(array, i, arrayAt(items, i))
      return length + added
    }
    if (added > 0) moveElements(array, added, 0, length, true)
    for (let i = 0; i < added; i++) storeElement(array, i, arrayAt(items, i))
    arrayTruncate(array, array.length) // throws where the length is read-only
    return length + added
  }

  values(): ArrayIterator<T, T> {
    return new ArrayIterator<T, T>(iterated(this), 'values')
  }

  with(index: number, value: T): T[] {
    if (!isArray(this) || isObject(index)) return likeWith(toLike(this), index, value) as T[]
    const array = this as unknown as T[]
    const length = array.length
    const position = elementIndex(index, length)
    if (position < 0) throw new RangeError(`Invalid index : ${index}`)
    const result = arrayForLength<T>(reserved(length), length)
    for (let i = 0; i < length; i++) arrayPush(result, i === position ? value : arrayAt(array, i))
    return result
  }
}

/** `Array(…)` without `new`: the same. */
export function callArray<T>(...items: T[]): T[] {
  if (items.length !== 1) return items
  return new Array<T>(items[0]) as unknown as T[]
}

/** Room reserved at most for a result: a sparse array may be far longer than what it holds. */
const MAX_RESERVED = 1 << 20

function reserved(length: number): number {
  return length < 0 ? 0 : length < MAX_RESERVED ? length : MAX_RESERVED
}

function iterated<A>(value: A): A {
  return isArray(value) ? value : toLike(value) as A
}

function hasIterator<I>(items: I): boolean {
  if (isArray(items) || typeof items === 'string') return true
  return items !== undefined && items !== null && isCallable((items as { [Symbol.iterator]?: unknown })[Symbol.iterator])
}

/** Whether concat takes the elements of a value that is surely spread: an Array that does not say otherwise. */
function isPlainSpread<I>(item: I): boolean {
  return isArray(item) && (item as { [Symbol.isConcatSpreadable]?: unknown })[Symbol.isConcatSpreadable] === undefined
}

function appendElements<T>(result: T[], array: T[]): void {
  const length = array.length
  for (let i = 0; i < length; i++) {
    if (arrayHas(array, i)) arrayPush(result, arrayAt(array, i))
    else arrayExtend(result, result.length + 1, array)
  }
}

function concatLike(first: Like, items: unknown[]): unknown {
  const result = speciesCreate(first, 0)
  let next = likeConcat(result, 0, first)
  for (let i = 0; i < items.length; i++) next = likeConcat(result, next, items[i])
  result.length = next
  return result
}

/** Appends the elements of `array`, arrays up to `depth` deep. */
function flattenArray<U>(result: U[], array: U[], depth: number): void {
  const length = array.length
  for (let i = 0; i < length; i++) {
    if (!arrayHas(array, i)) continue
    const value = arrayAt(array, i)
    if (depth > 0 && isArray(value)) flattenArray(result, value as U[], depth - 1)
    else arrayPush(result, value)
  }
}
