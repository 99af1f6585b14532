// What Array.prototype.sort and toSorted (ECMA-262 §23.1.3.30) sort, and by what.
import { arrayAt, arrayPush, arraySet, arrayWithCapacity, isCallable, stringCompare } from '../intrinsics/mod.ts'
import { describe } from '../errors/describe.ts'
import type { Like } from './generic.ts'
import { toLength } from './integers.ts'
import { TimSort } from './tim-sort.ts'

export { TimSort }

export function requireComparison(compare: unknown): void {
  if (compare !== undefined && !isCallable(compare)) {
    throw new TypeError(`The comparison function must be either a function or undefined: ${describe(compare)}`)
  }
}

/** What is to be sorted goes to `work`; undefined, which always comes last, to `absent`. */
export function part<T>(value: T, work: T[], absent: T[]): void {
  if (value === undefined) arrayPush(absent, value)
  else arrayPush(work, value)
}

/** Sorts in the order of `String(a) < String(b)`; each text is made once. */
export function compareByText<T>(work: T[]): void {
  const length = work.length
  if (length < 2) return
  let strings = 0
  while (strings < length && typeof arrayAt(work, strings) === 'string') strings++
  if (strings === length) {
    new TimSort(work as string[], (a, b) => stringCompare(a, b)).sort()
    return
  }
  const texts = arrayWithCapacity<string>(length)
  const order = arrayWithCapacity<number>(length)
  const values = arrayWithCapacity<T>(length)
  for (let i = 0; i < length; i++) {
    const value = arrayAt(work, i)
    arrayPush(texts, `${value as string}`)
    arrayPush(order, i)
    arrayPush(values, value)
  }
  new TimSort<number>(order, (a, b) => stringCompare(arrayAt(texts, a), arrayAt(texts, b))).sort()
  for (let i = 0; i < length; i++) arraySet(work, i, arrayAt(values, arrayAt(order, i)))
}

/** Sorts an array-like, or an Array with holes: values, then undefined, then holes. */
export function sortLike(array: Like, compare: ((a: never, b: never) => number) | undefined): void {
  const length = toLength(array.length)
  const work: unknown[] = []
  let undefinedCount = 0
  for (let i = 0; i < length; i++) {
    if (!(i in array)) continue
    const value = array[i]
    if (value === undefined) undefinedCount++
    else arrayPush(work, value)
  }
  if (compare === undefined) compareByText(work)
  else new TimSort<unknown>(work, compare as (a: unknown, b: unknown) => number).sort()
  const count = work.length
  for (let i = 0; i < count; i++) array[i] = work[i]
  for (let i = count; i < count + undefinedCount; i++) array[i] = undefined
  for (let i = count + undefinedCount; i < length; i++) if (i in array) delete array[i]
}
