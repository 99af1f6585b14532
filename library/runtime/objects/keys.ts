// Property keys and ToObject, as the statics of Object and Reflect need them.
import { isObject, ownKeys, wrapPrimitive } from '../intrinsics/mod.ts'
import { describeSymbol } from '../errors/describe.ts'

export type Key = string | symbol
/** An object as a bag of properties. */
export interface Bag { [key: Key]: unknown }

/** ToPropertyKey */
export function propertyKey(value: unknown): Key {
  if (typeof value === 'symbol') return value
  if (!isObject(value)) return `${value as string}`
  const holder: Bag = { [value as unknown as string]: undefined }
  return ownKeys(holder)[0]
}

/** ToObject, with V8's message. */
export function toObject<T>(value: T): T & object {
  if (isObject(value)) return value
  if (value === undefined || value === null) throw new TypeError('Cannot convert undefined or null to object')
  return wrapPrimitive(value) as T & object
}

export function describeKey(key: Key): string {
  return typeof key === 'symbol' ? describeSymbol(key) : key
}
