// Array.from and Array.of where a class other than Array is asked for the result, or there is no iterator.
import { arrayPush, callWith, constructWith, isCallable, isConstructor } from '../intrinsics/mod.ts'
import { requireIterable } from '../errors/require.ts'
import type { Like } from './generic.ts'
import { createElement, toLike } from './generic.ts'
import { MAX_ARRAY_LENGTH, toLength } from './integers.ts'

type Mapper<S, T> = ((value: S, index: number) => T) | undefined

/** `args` is empty for iterables, whose length nobody knows. */
function construct(constructor: unknown, args: unknown[]): Like {
  return constructWith(constructor, args, constructor) as Like
}

export function arrayOf(constructor: unknown, items: unknown[]): unknown {
  if (!isConstructor(constructor)) return items
  const result = construct(constructor, [items.length])
  for (let i = 0; i < items.length; i++) createElement(result, i, items[i])
  result.length = items.length
  return result
}

/** ECMA-262 §23.1.2.1 */
export function arrayFrom<S, T>(
  constructor: unknown, items: Iterable<S> | ArrayLike<S>, mapper: Mapper<S, T>, thisArg: unknown,
): unknown {
  if (items === undefined || items === null) requireIterable(items)
  const method: unknown = (items as Iterable<S>)[Symbol.iterator]
  const isPlain = constructor === Array || !isConstructor(constructor)
  if (method === undefined || method === null) {
    if (isPlain) return fromArrayLike(items as ArrayLike<S>, mapper, thisArg)
    return fillFromArrayLike(constructor, items as ArrayLike<S>, mapper, thisArg)
  }
  if (!isCallable(method)) {
    throw new TypeError('%Array%.from requires that the property of the first argument, items[Symbol.iterator], ' +
      'when exists, be a function')
  }
  const result = isPlain ? [] as unknown as Like : construct(constructor, [])
  let next = 0
  for (const value of items as Iterable<S>) {
    createElement(result, next, mapper === undefined ? value : callWith(mapper, thisArg, value, next))
    next++
  }
  result.length = next
  return result
}

function fromArrayLike<S, T>(items: ArrayLike<S>, mapper: Mapper<S, T>, thisArg: unknown): T[] {
  const source = toLike(items) as ArrayLike<S>
  const length = toLength(source.length)
  if (length > MAX_ARRAY_LENGTH) throw new RangeError('Invalid array length')
  const result: T[] = []
  for (let i = 0; i < length; i++) {
    const value = source[i]
    arrayPush(result, mapper === undefined ? value as unknown as T : callWith(mapper, thisArg, value, i))
  }
  return result
}

function fillFromArrayLike<S, T>(
  constructor: unknown, items: ArrayLike<S>, mapper: Mapper<S, T>, thisArg: unknown,
): unknown {
  const length = toLength(items.length)
  const result = construct(constructor, [length])
  for (let i = 0; i < length; i++) {
    const value = items[i]
    createElement(result, i, mapper === undefined ? value : callWith(mapper, thisArg, value, i))
  }
  result.length = length
  return result
}
