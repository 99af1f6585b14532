// Property descriptors (ECMA-262 §6.2.6) between the objects that programs write and the intrinsics that define.
import {
  defineAccessor, defineData, isCallable, isExtensible, isObject, ownAttributes, ownGetter, ownSetter, ownValue,
} from '../intrinsics/mod.ts'
import {
  ATTRIBUTE_ACCESSOR, ATTRIBUTE_CONFIGURABLE, ATTRIBUTE_ENUMERABLE, ATTRIBUTE_WRITABLE, KEEPS_GETTER, KEEPS_SETTER,
} from '../core/layout.ts'
import { describe } from '../errors/describe.ts'
import type { Bag, Key } from './keys.ts'
import { describeKey } from './keys.ts'

/** What a descriptor says; a half that it leaves out is undefined in `given`. */
export class Descriptor<V> {
  /** ATTRIBUTE_* bits that the descriptor speaks of, and their values. */
  given = 0
  attributes = 0
  hasValue = false
  value: V | undefined = undefined
  hasGetter = false
  getter: unknown = undefined
  hasSetter = false
  setter: unknown = undefined

  get isAccessor(): boolean {
    return this.hasGetter || this.hasSetter
  }

  get isData(): boolean {
    return this.hasValue || (this.given & ATTRIBUTE_WRITABLE) !== 0
  }
}

/** ToPropertyDescriptor (§6.2.6.5) */
export function toDescriptor<D>(value: D): Descriptor<unknown> {
  if (!isObject(value)) throw new TypeError(`Property description must be an object: ${describe(value)}`)
  const source = value as unknown as Bag
  const result = new Descriptor<unknown>()
  takeFlag(result, source, 'enumerable', ATTRIBUTE_ENUMERABLE)
  takeFlag(result, source, 'configurable', ATTRIBUTE_CONFIGURABLE)
  if ('value' in source) {
    result.hasValue = true
    result.value = source.value
  }
  takeFlag(result, source, 'writable', ATTRIBUTE_WRITABLE)
  if ('get' in source) {
    result.hasGetter = true
    result.getter = source.get
    if (result.getter !== undefined && !isCallable(result.getter)) {
      throw new TypeError(`Getter must be a function: ${describe(result.getter)}`)
    }
  }
  if ('set' in source) {
    result.hasSetter = true
    result.setter = source.set
    if (result.setter !== undefined && !isCallable(result.setter)) {
      throw new TypeError(`Setter must be a function: ${describe(result.setter)}`)
    }
  }
  if (result.isAccessor && result.isData) {
    throw new TypeError('Invalid property descriptor. Cannot both specify accessors and a value or writable attribute, ' +
      describe(source))
  }
  return result
}

function takeFlag<S extends Bag>(result: Descriptor<unknown>, source: S, key: string, attribute: number): void {
  if (!(key in source)) return
  result.given |= attribute
  if (source[key]) result.attributes |= attribute
}

/** [[DefineOwnProperty]] (§10.1.6.3): what the descriptor leaves out stays, or is false or undefined at first. */
export function defineOwn<O extends object, V>(object: O, key: Key, descriptor: Descriptor<V>): boolean {
  const current = ownAttributes(object, key)
  const before = current < 0 ? 0 : current
  const attributes = (before & ~descriptor.given) | (descriptor.attributes & descriptor.given)
  const wasAccessor = (before & ATTRIBUTE_ACCESSOR) !== 0
  const shared = attributes & (ATTRIBUTE_ENUMERABLE | ATTRIBUTE_CONFIGURABLE)
  if (descriptor.isAccessor || (wasAccessor && !descriptor.isData)) {
    const kept = (descriptor.hasGetter ? 0 : KEEPS_GETTER) | (descriptor.hasSetter ? 0 : KEEPS_SETTER)
    return defineAccessor(object, key, descriptor.getter, descriptor.setter, shared | kept)
  }
  const writable = wasAccessor ? descriptor.attributes & ATTRIBUTE_WRITABLE : attributes & ATTRIBUTE_WRITABLE
  const value = descriptor.hasValue ? descriptor.value : current >= 0 && !wasAccessor ? ownValue(object, key) : undefined
  return defineData(object, key, value, shared | writable)
}

export function defineOrThrow<O extends object, V>(object: O, key: Key, descriptor: Descriptor<V>): void {
  if (defineOwn(object, key, descriptor)) return
  if (ownAttributes(object, key) < 0 && !isExtensible(object)) {
    throw new TypeError(`Cannot define property ${describeKey(key)}, object is not extensible`)
  }
  throw new TypeError(`Cannot redefine property: ${describeKey(key)}`)
}

/** FromPropertyDescriptor of an own property; undefined when there is none. */
export function ownDescriptor<O extends object>(object: O, key: Key): PropertyDescriptor | undefined {
  const attributes = ownAttributes(object, key)
  if (attributes < 0) return undefined
  const enumerable = (attributes & ATTRIBUTE_ENUMERABLE) !== 0
  const configurable = (attributes & ATTRIBUTE_CONFIGURABLE) !== 0
  if ((attributes & ATTRIBUTE_ACCESSOR) !== 0) {
    return { get: ownGetter(object, key), set: ownSetter(object, key), enumerable, configurable }
  }
  return { value: ownValue(object, key), writable: (attributes & ATTRIBUTE_WRITABLE) !== 0, enumerable, configurable }
}
