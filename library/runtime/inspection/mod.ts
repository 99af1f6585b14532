// What the console's formatter sees of built-in objects past their properties, without running code of the program: the
// door through which `globals` looks into runtime. node-twin.ts answers for the host's own objects when the formatter is
// tested under Node.
import {
  isMap, isSet, mapIteratorPreview, mapPairs, setIteratorPreview, setValues,
} from '../collections/mod.ts'
import { isErrorObject } from '../errors/mod.ts'
import type { PromiseState } from '../promise/mod.ts'
import { isPromise, promiseState as stateOf, promiseValue as valueOf } from '../promise/mod.ts'
import type { Promise } from '../promise/mod.ts'

export { ATTRIBUTE_ACCESSOR, ATTRIBUTE_ENUMERABLE } from '../core/layout.ts'
export { isMap, isPromise, isSet, mapPairs, setValues }
export type { PromiseState }

/** What an iterator of a Map or Set has not given yet. */
export interface IteratorPreview {
  of: 'Map' | 'Set'
  /** `remaining` holds keys and values in turn. */
  isEntries: boolean
  remaining: unknown[]
}

export function iteratorPreview(value: object): IteratorPreview | undefined {
  const map = mapIteratorPreview(value)
  if (map !== undefined) return { of: 'Map', isEntries: map.isEntries, remaining: map.remaining }
  const set = setIteratorPreview(value)
  return set === undefined ? undefined : { of: 'Set', isEntries: set.isEntries, remaining: set.remaining }
}

/** Made by Error or an heir of it, or inheriting from Error.prototype. */
export function isError(value: object): boolean {
  return isErrorObject(value) || value instanceof Error
}

/** Of a value for which isPromise holds, as is the next. */
export function promiseState(value: object): PromiseState {
  return stateOf(value as Promise<unknown>)
}

export function promiseValue(value: object): unknown {
  return valueOf(value as Promise<unknown>)
}
