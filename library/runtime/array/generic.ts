// The array methods for everything that is not a plain Array: array-likes, and Arrays whose class decides what a new one
// is (Symbol.species). Steps and order are ECMA-262 §23.1.3's. One copy, over values of any kind: array.ts comes here
// only where a receiver asks for it.
import {
  arrayPush, callWith, constructWith, defineData, isArray, isConstructor, isObject, numberTrunc, wrapPrimitive,
} from '../intrinsics/mod.ts'
import { ATTRIBUTE_CONFIGURABLE, ATTRIBUTE_ENUMERABLE, ATTRIBUTE_WRITABLE } from '../core/layout.ts'
import { requireCallable } from '../errors/require.ts'
import {
  elementIndex, exactIndex, MAX_ARRAY_LENGTH, MAX_LENGTH, relativeEnd, relativeIndex, toIntegerOrInfinity, toLength,
} from './integers.ts'

export interface Like { length: unknown; [index: number]: unknown }
type Callback = (...args: unknown[]) => unknown

const ALL_ATTRIBUTES = ATTRIBUTE_WRITABLE | ATTRIBUTE_ENUMERABLE | ATTRIBUTE_CONFIGURABLE

/** ToObject of `this`; `method`, as in `Array.prototype.map`, where V8 names it. */
export function toLike(value: unknown, method = ''): Like {
  if (isObject(value)) return value as Like
  if (value === undefined || value === null) {
    throw new TypeError(method === '' ? 'Cannot convert undefined or null to object' : `${method} called on null or undefined`)
  }
  return wrapPrimitive(value) as Like
}

function checked(callback: unknown): Callback {
  requireCallable(callback)
  return callback as Callback
}

/** CreateDataPropertyOrThrow */
export function createElement(target: object, index: number, value: unknown): void {
  if (!defineData(target, index, value, ALL_ATTRIBUTES)) {
    throw new TypeError(`Cannot add property ${index}, object is not extensible`)
  }
}

/** ArrayCreate, for results of methods on array-likes. */
function newArray(length: number): unknown[] {
  if (length > MAX_ARRAY_LENGTH) throw new RangeError('Invalid array length')
  return []
}

/** ArraySpeciesCreate (§10.4.2.2). */
export function speciesCreate(original: Like, length: number): Like {
  if (!isArray(original)) return speciesArray(length)
  let species: unknown = original.constructor
  if (isObject(species)) {
    species = (species as { [Symbol.species]?: unknown })[Symbol.species]
    if (species === null) species = undefined
  }
  if (species === undefined) return speciesArray(length)
  if (!isConstructor(species)) throw new TypeError('object.constructor[Symbol.species] is not a constructor')
  return constructWith(species, [length], species) as Like
}

function speciesArray(length: number): Like {
  const array = newArray(length)
  array.length = length
  return array as Like
}

export function likeEvery(array: Like, callback: unknown, thisArg: unknown): boolean {
  const length = toLength(array.length)
  const test = checked(callback)
  for (let i = 0; i < length; i++) if (i in array && !callWith(test, thisArg, array[i], i, array)) return false
  return true
}

export function likeSome(array: Like, callback: unknown, thisArg: unknown): boolean {
  const length = toLength(array.length)
  const test = checked(callback)
  for (let i = 0; i < length; i++) if (i in array && callWith(test, thisArg, array[i], i, array)) return true
  return false
}

export function likeForEach(array: Like, callback: unknown, thisArg: unknown): void {
  const length = toLength(array.length)
  const visit = checked(callback)
  for (let i = 0; i < length; i++) if (i in array) callWith(visit, thisArg, array[i], i, array)
}

export function likeMap(array: Like, callback: unknown, thisArg: unknown): unknown {
  const length = toLength(array.length)
  const visit = checked(callback)
  const result = speciesCreate(array, length)
  for (let i = 0; i < length; i++) if (i in array) createElement(result, i, callWith(visit, thisArg, array[i], i, array))
  return result
}

export function likeFilter(array: Like, callback: unknown, thisArg: unknown): unknown {
  const length = toLength(array.length)
  const test = checked(callback)
  const result = speciesCreate(array, 0)
  let next = 0
  for (let i = 0; i < length; i++) {
    if (!(i in array)) continue
    const value = array[i]
    if (callWith(test, thisArg, value, i, array)) createElement(result, next++, value)
  }
  return result
}

/** Index of the first element that passes, −1 if none does; `backwards` starts at the end. */
export function likeFind(array: Like, callback: unknown, thisArg: unknown, backwards: boolean): number {
  const length = toLength(array.length)
  const test = checked(callback)
  for (let n = 0; n < length; n++) {
    const i = backwards ? length - 1 - n : n
    if (i < 0) break
    lastFound = array[i]
    const value = lastFound
    if (callWith(test, thisArg, value, i, array)) {
      lastFound = value
      return i
    }
  }
  lastFound = undefined
  return -1
}

/** The value that likeFind found: it must not be read again, a getter would run twice. */
let lastFound: unknown

export function likeFindValue(array: Like, callback: unknown, thisArg: unknown, backwards: boolean): unknown {
  likeFind(array, callback, thisArg, backwards)
  const value = lastFound
  lastFound = undefined
  return value
}

export function likeReduce(array: Like, callback: unknown, initial: unknown[], backwards: boolean): unknown {
  const length = toLength(array.length)
  const combine = checked(callback)
  let started = initial.length > 0
  let result: unknown = started ? initial[0] : undefined
  for (let n = 0; n < length; n++) {
    const i = backwards ? length - 1 - n : n
    if (i < 0 || !(i in array)) continue
    const value = array[i]
    result = started ? combine(result, value, i, array) : value
    started = true
  }
  if (!started) throw new TypeError('Reduce of empty array with no initial value')
  return result
}

export function likeAt(array: Like, index: unknown): unknown {
  const position = elementIndex(index, toLength(array.length))
  return position < 0 ? undefined : array[position]
}

export function likeIncludes(array: Like, search: unknown, fromIndex: unknown): boolean {
  const length = toLength(array.length)
  if (length === 0) return false
  for (let i = relativeIndex(fromIndex, length); i < length; i++) {
    const value = array[i]
    if (value === search || (value !== value && search !== search)) return true
  }
  return false
}

export function likeIndexOf(array: Like, search: unknown, fromIndex: unknown): number {
  const length = toLength(array.length)
  if (length === 0) return -1
  for (let i = relativeIndex(fromIndex, length); i < length; i++) if (i in array && array[i] === search) return i
  return -1
}

export function likeLastIndexOf(array: Like, search: unknown, from: unknown[]): number {
  const length = toLength(array.length)
  if (length === 0) return -1
  for (let i = lastStart(from, length); i >= 0; i--) if (i in array && array[i] === search) return i
  return -1
}

/** Where lastIndexOf starts: an explicit undefined means 0, none the last index. */
export function lastStart(from: unknown[], length: number): number {
  if (from.length === 0) return length - 1
  const relative = toIntegerOrInfinity(from[0])
  const start = relative < 0 ? length + relative : relative < length ? relative : length - 1
  return start < 0 ? -1 : exactIndex(start)
}

/** Appends a receiver or argument of concat at `start`; gives the next index. */
export function likeConcat(result: Like, start: number, item: unknown): number {
  if (!isSpreadable(item)) {
    if (start >= MAX_LENGTH) throw new TypeError('Invalid array length')
    createElement(result, start, item)
    return start + 1
  }
  const from = item as Like
  const length = toLength(from.length)
  if (start + length > MAX_LENGTH) throw new TypeError('Invalid array length')
  for (let i = 0; i < length; i++) if (i in from) createElement(result, start + i, from[i])
  return start + length
}

export function isSpreadable(item: unknown): boolean {
  if (!isObject(item)) return false
  const spreadable: unknown = (item as { [Symbol.isConcatSpreadable]?: unknown })[Symbol.isConcatSpreadable]
  return spreadable === undefined ? isArray(item) : !!spreadable
}

export function likeCopyWithin(array: Like, target: unknown, start: unknown, end: unknown): void {
  const length = toLength(array.length)
  const to = relativeIndex(target, length)
  const from = relativeIndex(start, length)
  const last = relativeEnd(end, length)
  const count = last - from < length - to ? last - from : length - to
  if (count > 0) copyElements(array, to, from, count, from < to && to < from + count)
}

/** Moves elements one by one, holes included; `backwards` from the last to the first. */
function copyElements(array: Like, to: number, from: number, count: number, backwards: boolean): void {
  for (let n = 0; n < count; n++) {
    const i = backwards ? count - 1 - n : n
    if (i < 0) break
    if ((from + i) in array) array[to + i] = array[from + i]
    else delete array[to + i]
  }
}

export function likeFill(array: Like, value: unknown, start: unknown, end: unknown): void {
  const length = toLength(array.length)
  const first = relativeIndex(start, length)
  const last = relativeEnd(end, length)
  for (let i = first; i < last; i++) array[i] = value
}

/** FlattenIntoArray (§23.1.3.13.1); gives the next index. */
export function likeFlatten(target: Like, start: number, source: Like, depth: number): number {
  const length = toLength(source.length)
  let next = start
  for (let i = 0; i < length; i++) {
    if (!(i in source)) continue
    const value = source[i]
    if (depth > 0 && isArray(value)) next = likeFlatten(target, next, value as unknown as Like, depth - 1)
    else createElement(target, next++, value)
  }
  return next
}

export function likeFlat(array: Like, depth: unknown): unknown {
  toLength(array.length)
  const levels = depth === undefined ? 1 : toIntegerOrInfinity(depth)
  const result = speciesCreate(array, 0)
  likeFlatten(result, 0, array, levels)
  return result
}

export function likeFlatMap(array: Like, callback: unknown, thisArg: unknown): unknown {
  const length = toLength(array.length)
  const visit = checked(callback)
  const result = speciesCreate(array, 0)
  let next = 0
  for (let i = 0; i < length; i++) {
    if (!(i in array)) continue
    const value = callWith(visit, thisArg, array[i], i, array)
    if (isArray(value)) next = likeFlatten(result, next, value as unknown as Like, 0)
    else createElement(result, next++, value)
  }
  return result
}

export function likePop(array: Like): unknown {
  const length = toLength(array.length)
  if (length <= 0) {
    array.length = 0
    return undefined
  }
  const value = array[length - 1]
  delete array[length - 1]
  array.length = length - 1
  return value
}

export function likePush(array: Like, items: unknown[]): number {
  const length = toLength(array.length)
  if (length + items.length > MAX_LENGTH) {
    throw new TypeError(`Pushing ${items.length} elements on an array-like of length ${length} is disallowed, ` +
      'as the total surpasses 2**53-1')
  }
  for (let i = 0; i < items.length; i++) array[length + i] = items[i]
  array.length = length + items.length
  return length + items.length
}

export function likeReverse(array: Like): void {
  const length = toLength(array.length)
  const half = exactIndex(numberTrunc(length / 2))
  for (let low = 0; low < half; low++) {
    const high = exactIndex(length - 1 - low)
    const hasLow = low in array
    const lowValue = hasLow ? array[low] : undefined
    const hasHigh = high in array
    const highValue = hasHigh ? array[high] : undefined
    if (hasHigh) array[low] = highValue
    else if (hasLow) delete array[low]
    if (hasLow) array[high] = lowValue
    else if (hasHigh) delete array[high]
  }
}

export function likeShift(array: Like): unknown {
  const length = toLength(array.length)
  if (length <= 0) {
    array.length = 0
    return undefined
  }
  const first = array[0]
  copyElements(array, 0, 1, length - 1, false)
  delete array[length - 1]
  array.length = length - 1
  return first
}

export function likeUnshift(array: Like, items: unknown[]): number {
  const length = toLength(array.length)
  const added = items.length
  if (added > 0) {
    if (length + added > MAX_LENGTH) throw new TypeError('Invalid array length')
    copyElements(array, added, 0, length, true)
    for (let i = 0; i < added; i++) array[i] = items[i]
  }
  array.length = length + added
  return length + added
}

export function likeSlice(array: Like, start: unknown, end: unknown): unknown {
  const length = toLength(array.length)
  const first = relativeIndex(start, length)
  const last = relativeEnd(end, length)
  const result = speciesCreate(array, last > first ? last - first : 0)
  let next = 0
  for (let i = first; i < last; i++, next++) if (i in array) createElement(result, next, array[i])
  result.length = next
  return result
}

export function likeSplice(array: Like, start: unknown, counts: unknown[], items: unknown[]): unknown {
  const length = toLength(array.length)
  const first = relativeIndex(start, length)
  const removed = spliceCount(counts, length - first)
  const after = length + items.length - removed
  if (after > MAX_LENGTH) throw new TypeError('Invalid array length')
  const result = speciesCreate(array, removed)
  for (let i = 0; i < removed; i++) if ((first + i) in array) createElement(result, i, array[first + i])
  result.length = removed
  const moved = length - first - removed
  if (items.length !== removed) copyElements(array, first + items.length, first + removed, moved, items.length > removed)
  for (let i = length - 1; i >= after; i--) delete array[i]
  for (let i = 0; i < items.length; i++) array[first + i] = items[i]
  array.length = after
  return result
}

/** How many elements splice takes out: `counts` is empty where all that there are go. */
export function spliceCount(counts: unknown[], available: number): number {
  if (counts.length === 0) return available
  const wanted = toIntegerOrInfinity(counts[0])
  return wanted <= 0 ? 0 : wanted < available ? exactIndex(wanted) : available
}

export function likeToSpliced(array: Like, start: unknown, counts: unknown[], items: unknown[]): unknown {
  const length = toLength(array.length)
  const first = relativeIndex(start, length)
  const removed = spliceCount(counts, length - first)
  const after = length + items.length - removed
  if (after > MAX_LENGTH) throw new TypeError('Invalid array length')
  const result = newArray(after)
  for (let i = 0; i < first; i++) arrayPush(result, array[i])
  for (let i = 0; i < items.length; i++) arrayPush(result, items[i])
  for (let i = first + removed; i < length; i++) arrayPush(result, array[i])
  return result
}

export function likeWith(array: Like, index: unknown, value: unknown): unknown {
  const length = toLength(array.length)
  const position = elementIndex(index, length)
  if (position < 0) throw new RangeError(`Invalid index : ${index as number}`)
  const result = newArray(length)
  for (let i = 0; i < length; i++) arrayPush(result, i === position ? value : array[i])
  return result
}

/** Elements as a new Array, holes as undefined: what join, toSorted and toReversed begin with. */
export function likeToArray(array: Like): unknown[] {
  const length = toLength(array.length)
  const result = newArray(length)
  for (let i = 0; i < length; i++) arrayPush(result, array[i])
  return result
}
