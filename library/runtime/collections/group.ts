// GroupBy (ECMA-262 §7.3.35), under Object.groupBy and Map.groupBy.
import { arrayAt, arrayPush, callWith, isCallable } from '../intrinsics/mod.ts'
import { describe } from '../errors/describe.ts'
import { requireIterable } from '../errors/require.ts'
import { Table } from './table.ts'

/** The items of `items` by what `callback` gives, in order of first appearance. */
export function grouped<T, G>(items: Iterable<T>, callback: (item: T, index: number) => G): Table<G, T[]> {
  if (!isCallable(callback)) throw new TypeError(`${describe(callback)} is not a function`)
  requireIterable(items)
  const table = new Table<G, T[]>()
  let index = 0
  for (const item of items) {
    const key = callWith<[T, number], G>(callback, undefined, item, index)
    const entry = table.find(key)
    if (entry >= 0) {
      arrayPush(arrayAt(table.values, entry), item)
    } else {
      const group: T[] = []
      arrayPush(group, item)
      table.set(key, group)
    }
    index = (index + 1) | 0
  }
  return table
}
