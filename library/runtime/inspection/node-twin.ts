// The Node twin of mod.ts: reads the host's own objects, so that the formatter can be compared with Node's. What only
// the engine knows (a promise's state, what an iterator has left) the test tells by `notePromise` and `notePreview`.
import { types } from 'node:util'
import type { IteratorPreview, PromiseState } from './mod.ts'

export { ATTRIBUTE_ACCESSOR, ATTRIBUTE_ENUMERABLE } from '../core/layout.ts'

const promises = new WeakMap<object, { state: PromiseState; value: unknown }>()
const previews = new WeakMap<object, IteratorPreview>()

export function notePromise(promise: object, state: PromiseState, value: unknown): void {
  promises.set(promise, { state, value })
}
export function notePreview(iterator: object, preview: IteratorPreview): void {
  previews.set(iterator, preview)
}

export function isMap(value: object): boolean {
  return types.isMap(value)
}
export function mapPairs(value: object): unknown[] {
  const pairs: unknown[] = []
  Map.prototype.forEach.call(value as Map<unknown, unknown>, (v, k) => pairs.push(k, v))
  return pairs
}
export function isSet(value: object): boolean {
  return types.isSet(value)
}
export function setValues(value: object): unknown[] {
  const values: unknown[] = []
  Set.prototype.forEach.call(value as Set<unknown>, (v) => values.push(v))
  return values
}
export function iteratorPreview(value: object): IteratorPreview | undefined {
  return previews.get(value)
}
export function isError(value: object): boolean {
  return types.isNativeError(value) || value instanceof Error
}
export function isPromise(value: object): boolean {
  return types.isPromise(value)
}
export function promiseState(value: object): PromiseState {
  return promises.get(value)?.state ?? 'pending'
}
export function promiseValue(value: object): unknown {
  return promises.get(value)?.value
}
