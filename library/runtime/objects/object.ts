// Object (ECMA-262 §20.1).
import {
  arrayAt, arrayPush, callWith, createObject, defineAccessor, defineData, enumerableKeys, isCallable, isExtensible,
  isObject, ownAttributes, ownGetter, ownKeys, ownSetter, preventExtensions, prototypeOf, sameValue, wrapPrimitive, ownValue,
} from '../intrinsics/mod.ts'
import { ATTRIBUTE_ACCESSOR, ATTRIBUTE_CONFIGURABLE, ATTRIBUTE_ENUMERABLE, ATTRIBUTE_WRITABLE, KEEPS_GETTER, KEEPS_SETTER } from '../core/layout.ts'
import { grouped } from '../collections/group.ts'
import { describe } from '../errors/describe.ts'
import { requireIterable } from '../errors/require.ts'
import { defineOrThrow, ownDescriptor, toDescriptor } from './descriptor.ts'
import { changePrototype, hasIntegrity, inheritsFrom, setIntegrity } from './integrity.ts'
import type { Bag, Key } from './keys.ts'
import { describeKey, propertyKey, toObject } from './keys.ts'
import { objectTag } from './tag.ts'

const ALL_ATTRIBUTES = ATTRIBUTE_WRITABLE | ATTRIBUTE_ENUMERABLE | ATTRIBUTE_CONFIGURABLE

/** Called without `new`: ToObject, and a new object for undefined and null. */
export function callObject<T>(value: T): object {
  return value === undefined || value === null ? {} : isObject(value) ? value : wrapPrimitive(value)
}

export class Object {
  constructor(value: unknown = undefined) {
    if (new.target === Object && value !== undefined && value !== null) return callObject(value) as this
  }

  static assign<T, S>(target: T, ...sources: S[]): T {
    const to = toObject(target) as unknown as Bag
    for (let i = 0; i < sources.length; i++) {
      const source = sources[i]
      if (source === undefined || source === null) continue
      const from = toObject(source) as unknown as Bag
      const keys = ownKeys(from)
      for (let k = 0; k < keys.length; k++) {
        const key = arrayAt(keys, k)
        const attributes = ownAttributes(from, key)
        if (attributes >= 0 && (attributes & ATTRIBUTE_ENUMERABLE) !== 0) to[key] = ownValue(from, key)
      }
    }
    return to as T
  }

  static create<P extends object | null, D>(prototype: P, properties: D | undefined = undefined): object {
    if (prototype !== null && !isObject(prototype)) {
      throw new TypeError(`Object prototype may only be an Object or null: ${describe(prototype)}`)
    }
    const result = createObject(prototype)
    if (properties !== undefined) defineAll(result, properties)
    return result
  }

  static defineProperties<T, D>(object: T, properties: D): T {
    if (!isObject(object)) throw new TypeError('Object.defineProperties called on non-object')
    defineAll(object, properties)
    return object
  }

  static defineProperty<T, D>(object: T, key: unknown, descriptor: D): T {
    if (!isObject(object)) throw new TypeError('Object.defineProperty called on non-object')
    const name = propertyKey(key)
    defineOrThrow(object, name, toDescriptor(descriptor))
    return object
  }

  static entries<T>(object: T): [string, unknown][] {
    const source = toObject(object) as unknown as Bag
    const keys = enumerableKeys(source)
    const result: [string, unknown][] = []
    for (let i = 0; i < keys.length; i++) {
      const key = arrayAt(keys, i)
      if (isEnumerable(source, key)) arrayPush(result, [key, ownValue(source, key)])
    }
    return result
  }

  static freeze<T>(value: T): T {
    if (isObject(value)) setIntegrity(value, true)
    return value
  }

  static fromEntries<V>(entries: Iterable<readonly [unknown, V]>): object {
    if (entries === undefined || entries === null) throw new TypeError('undefined is not iterable') // whichever it is
    requireIterable(entries)
    const result = {}
    for (const entry of entries) {
      if (!isObject(entry)) throw new TypeError(`Iterator value ${describe(entry)} is not an entry object`)
      const key = entry[0]
      const value = entry[1]
      defineData(result, propertyKey(key), value, ALL_ATTRIBUTES)
    }
    return result
  }

  static getOwnPropertyDescriptor<T>(value: T, key: unknown): PropertyDescriptor | undefined {
    const object = toObject(value)
    return ownDescriptor(object, propertyKey(key))
  }

  static getOwnPropertyDescriptors<T>(value: T): object {
    const object = toObject(value)
    const result = {}
    const keys = ownKeys(object)
    for (let i = 0; i < keys.length; i++) {
      const descriptor = ownDescriptor(object, arrayAt(keys, i))
      if (descriptor !== undefined) defineData(result, arrayAt(keys, i), descriptor, ALL_ATTRIBUTES)
    }
    return result
  }

  static getOwnPropertyNames(value: unknown): string[] {
    const keys = ownKeys(toObject(value))
    const result: string[] = []
    for (let i = 0; i < keys.length; i++) {
      const key = arrayAt(keys, i)
      if (typeof key === 'string') arrayPush(result, key)
    }
    return result
  }

  static getOwnPropertySymbols(value: unknown): symbol[] {
    const keys = ownKeys(toObject(value))
    const result: symbol[] = []
    for (let i = 0; i < keys.length; i++) {
      const key = arrayAt(keys, i)
      if (typeof key === 'symbol') arrayPush(result, key)
    }
    return result
  }

  static getPrototypeOf<T>(value: T): object | null {
    return prototypeOf(toObject(value))
  }

  static groupBy<T>(items: Iterable<T>, callback: (item: T, index: number) => unknown): object {
    if (items === undefined || items === null) throw new TypeError('Object.groupBy called on null or undefined')
    if (!isCallable(callback)) throw new TypeError(`${describe(callback)} is not a function`)
    const table = grouped<T, Key>(items, (item, index) => propertyKey(callWith(callback, undefined, item, index)))
    const result = createObject(null)
    for (let i = 0; i < table.keys.length; i++) {
      defineData(result, arrayAt(table.keys, i), arrayAt(table.values, i), ALL_ATTRIBUTES)
    }
    return result
  }

  static hasOwn(value: unknown, key: unknown): boolean {
    const object = toObject(value)
    return ownAttributes(object, propertyKey(key)) >= 0
  }

  static is(a: unknown, b: unknown): boolean {
    return sameValue(a, b)
  }

  static isExtensible(value: unknown): boolean {
    return isObject(value) && isExtensible(value)
  }

  static isFrozen(value: unknown): boolean {
    return !isObject(value) || hasIntegrity(value, true)
  }

  static isSealed(value: unknown): boolean {
    return !isObject(value) || hasIntegrity(value, false)
  }

  static keys<T>(object: T): string[] {
    return enumerableKeys(toObject(object))
  }

  static preventExtensions<T>(value: T): T {
    if (isObject(value)) preventExtensions(value)
    return value
  }

  static seal<T>(value: T): T {
    if (isObject(value)) setIntegrity(value, false)
    return value
  }

  static setPrototypeOf<T, P extends object | null>(value: T, prototype: P): T {
    if (value === undefined || value === null) throw new TypeError('Object.setPrototypeOf called on null or undefined')
    if (prototype !== null && !isObject(prototype)) {
      throw new TypeError(`Object prototype may only be an Object or null: ${describe(prototype)}`)
    }
    if (isObject(value)) changePrototype(value, prototype)
    return value
  }

  static values<T>(object: T): unknown[] {
    const source = toObject(object) as unknown as Bag
    const keys = enumerableKeys(source)
    const result: unknown[] = []
    for (let i = 0; i < keys.length; i++) {
      const key = arrayAt(keys, i)
      if (isEnumerable(source, key)) arrayPush(result, ownValue(source, key))
    }
    return result
  }

  hasOwnProperty(key: unknown): boolean {
    const name = propertyKey(key)
    return ownAttributes(toObject(this), name) >= 0
  }

  isPrototypeOf(value: unknown): boolean {
    if (!isObject(value)) return false
    return inheritsFrom(value, toObject(this))
  }

  propertyIsEnumerable(key: unknown): boolean {
    const name = propertyKey(key)
    const attributes = ownAttributes(toObject(this), name)
    return attributes >= 0 && (attributes & ATTRIBUTE_ENUMERABLE) !== 0
  }

  toString(): string {
    return objectTag(this)
  }

  valueOf(): object {
    return toObject(this)
  }

  get __proto__(): object | null {
    return prototypeOf(toObject(this))
  }

  set __proto__(prototype: unknown) {
    const value: unknown = this
    if (value === undefined || value === null) {
      throw new TypeError('set Object.prototype.__proto__ called on null or undefined')
    }
    if ((isObject(prototype) || prototype === null) && isObject(value)) changePrototype(value, prototype)
  }

  __defineGetter__(key: unknown, getter: unknown): void {
    defineHalf(this, key, getter, true)
  }

  __defineSetter__(key: unknown, setter: unknown): void {
    defineHalf(this, key, setter, false)
  }

  __lookupGetter__(key: unknown): unknown {
    return lookUpHalf(this, key, true)
  }

  __lookupSetter__(key: unknown): unknown {
    return lookUpHalf(this, key, false)
  }
}

/** A getter that ran before may have changed it. */
function isEnumerable(object: object, key: string): boolean {
  const attributes = ownAttributes(object, key)
  return attributes >= 0 && (attributes & ATTRIBUTE_ENUMERABLE) !== 0
}

/** ObjectDefineProperties (§20.1.2.3.1): all descriptors are read before the first property is defined. */
function defineAll<O extends object, D>(object: O, properties: D): void {
  const source = toObject(properties) as unknown as Bag
  const keys = ownKeys(source)
  const names: Key[] = []
  const descriptors: ReturnType<typeof toDescriptor>[] = []
  for (let i = 0; i < keys.length; i++) {
    const key = arrayAt(keys, i)
    const attributes = ownAttributes(source, key)
    if (attributes < 0 || (attributes & ATTRIBUTE_ENUMERABLE) === 0) continue
    arrayPush(names, key)
    arrayPush(descriptors, toDescriptor(source[key]))
  }
  for (let i = 0; i < names.length; i++) defineOrThrow(object, arrayAt(names, i), arrayAt(descriptors, i))
}

/** ECMA-262 §B.2.2.2, §B.2.2.3 */
function defineHalf<O, A>(receiver: O, key: unknown, accessor: A, isGetter: boolean): void {
  const object = toObject(receiver)
  const method = isGetter ? '__defineGetter__' : '__defineSetter__'
  if (!isCallable(accessor)) throw new TypeError(`Object.prototype.${method}: Expecting function`)
  const name = propertyKey(key)
  const attributes = ownAttributes(object, name)
  const bits = ATTRIBUTE_ENUMERABLE | ATTRIBUTE_CONFIGURABLE | (isGetter ? KEEPS_SETTER : KEEPS_GETTER)
  if (defineAccessor(object, name, isGetter ? accessor : undefined, isGetter ? undefined : accessor, bits)) return
  if (attributes < 0) throw new TypeError(`Cannot define property ${describeKey(name)}, object is not extensible`)
  throw new TypeError(`Cannot redefine property: ${describeKey(name)}`)
}

/** ECMA-262 §B.2.2.4, §B.2.2.5 */
function lookUpHalf(receiver: unknown, key: unknown, isGetter: boolean): unknown {
  const start = toObject(receiver)
  const name = propertyKey(key)
  for (let object: object | null = start; object !== null; object = prototypeOf(object)) {
    const attributes = ownAttributes(object, name)
    if (attributes < 0) continue
    if ((attributes & ATTRIBUTE_ACCESSOR) === 0) return undefined
    return isGetter ? ownGetter(object, name) : ownSetter(object, name)
  }
  return undefined
}
