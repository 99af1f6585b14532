// What the first arguments of a typed array's constructor come to (ECMA-262 §23.2.5.1).
import { arrayAt, arrayIsPacked, arrayPush, bufferLength, isArray, isCallable, isObject, kindOf } from '../intrinsics/mod.ts'
import { toIntegerOrInfinity, toLength } from '../array/integers.ts'
import { describe } from '../errors/describe.ts'
import type { View } from './kinds.ts'

const MAX_SAFE = 9007199254740991

/** `new Uint8Array(length)` */
export function lengthFrom<N>(value: N): number {
  const length = toIntegerOrInfinity(value)
  if (length < 0 || length > MAX_SAFE) throw new RangeError(`Invalid typed array length: ${describe(value)}`)
  return length
}

/** `new Uint8Array(buffer, byteOffset)` */
export function offsetFrom<N>(buffer: ArrayBuffer, value: N, size: number, name: string): number {
  const offset = toIntegerOrInfinity(value)
  if (offset < 0 || offset > MAX_SAFE) throw outside(value)
  if (offset % size !== 0) throw new RangeError(`start offset of ${name} should be a multiple of ${size}`)
  return offset
}

function outside(offset: unknown): RangeError {
  return new RangeError(`Start offset ${describe(offset)} is outside the bounds of the buffer`)
}

/** `new Uint8Array(buffer, byteOffset, length)`: the length in elements. */
export function lengthOn<N>(buffer: ArrayBuffer, offset: number, value: N, size: number, name: string): number {
  const available = bufferLength(buffer)
  if (value === undefined) {
    if (available % size !== 0) throw new RangeError(`byte length of ${name} should be a multiple of ${size}`)
    if (offset > available) throw outside(offset)
    return (available - offset) / size
  }
  const length = toIntegerOrInfinity(value)
  if (length < 0 || length > MAX_SAFE || offset + length * size > available) {
    throw new RangeError(`Invalid typed array length: ${describe(value)}`)
  }
  return length
}

/** The values of an iterable or array-like, which is no typed array, before they become elements. */
export function valuesFrom<T>(source: Iterable<T> | ArrayLike<T>): T[] {
  if (isArray(source) && arrayIsPacked(source) && isPlainlyIterable(source)) return source as T[]
  const method: unknown = (source as Iterable<T>)[Symbol.iterator]
  const values: T[] = []
  if (method === undefined || method === null) {
    const list = source as ArrayLike<T>
    const length = toLength(list.length)
    for (let i = 0; i < length; i++) arrayPush(values, list[i])
    return values
  }
  if (!isCallable(method)) {
    throw new TypeError("TypedArray's constructor requires that the property of the first argument, items[Symbol.iterator], " +
      'when exists, be a function')
  }
  for (const value of source as Iterable<T>) arrayPush(values, value)
  return values
}

/** An Array that for-of walks over by index: its own class may say otherwise. */
function isPlainlyIterable<A>(array: A): boolean {
  return (array as { constructor?: unknown }).constructor === Array
}

/** Elements of another typed array, or values, into a new view that is as long. */
export function fillFrom<V extends View, T>(view: V, source: T): void {
  if (kindOf(source) === 'view') {
    const from = source as unknown as View
    for (let i = 0; i < from.length; i++) view[i] = from[i]
    return
  }
  const values = source as unknown as number[]
  for (let i = 0; i < values.length; i++) view[i] = arrayAt(values, i)
}

/** What the constructor is given by: a buffer, a length, a list of elements. */
export function isList(value: unknown): boolean {
  return isObject(value) && kindOf(value) !== 'buffer'
}
