export { ATTRIBUTE_ACCESSOR, ATTRIBUTE_ENUMERABLE } from '../core/layout.ts'

export type PromiseState = 'pending' | 'fulfilled' | 'rejected'

/** What an iterator of a Map or Set has not given yet. */
export interface IteratorPreview {
  of: 'Map' | 'Set'
  /** `remaining` holds keys and values in turn. */
  isEntries: boolean
  remaining: unknown[]
}
export declare function isMap(value: object): boolean
export declare function mapPairs(value: object): unknown[]
export declare function isSet(value: object): boolean
export declare function setValues(value: object): unknown[]
export declare function iteratorPreview(value: object): IteratorPreview | undefined
export declare function isArguments(value: object): boolean
export declare function isError(value: object): boolean
export declare function isPromise(value: object): boolean
export declare function promiseState(value: object): PromiseState
export declare function promiseValue(value: object): unknown
