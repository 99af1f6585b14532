// Reflect (ECMA-262 §28.1).
import {
  apply, constructWith, getWithReceiver, isCallable, isConstructor, isExtensible, isObject, kindOf, ownAttributes, ownKeys,
  preventExtensions, prototypeOf, setPrototypeOf, setWithReceiver,
} from '../intrinsics/mod.ts'
import { ATTRIBUTE_CONFIGURABLE } from '../core/layout.ts'
import { describe } from '../errors/describe.ts'
import { argumentList, notApplicable } from '../function/arguments.ts'
import { defineOwn, ownDescriptor, toDescriptor } from './descriptor.ts'
import type { Bag, Key } from './keys.ts'
import { propertyKey } from './keys.ts'

function requireObject<T>(value: T, method: string): T & object {
  if (!isObject(value)) throw new TypeError(`Reflect.${method} called on non-object`)
  return value
}

function requireConstructor(value: unknown): void {
  if (!isConstructor(value)) throw new TypeError(`${describe(value)} is not a constructor`)
}

export const Reflect = {
  apply<F, A>(target: F, thisArg: unknown, args: A): unknown {
    if (!isCallable(target)) throw notApplicable('apply', target)
    return apply(target, thisArg, argumentList(args))
  },
  construct<F, A>(target: F, args: A, ...newTarget: unknown[]): object {
    requireConstructor(target)
    if (newTarget.length > 0) requireConstructor(newTarget[0])
    return constructWith(target, argumentList(args), newTarget.length > 0 ? newTarget[0] : target)
  },
  defineProperty<T, D>(target: T, key: unknown, descriptor: D): boolean {
    const object = requireObject(target, 'defineProperty')
    const name = propertyKey(key)
    return defineOwn(object, name, toDescriptor(descriptor))
  },
  deleteProperty(target: unknown, key: unknown): boolean {
    const object = requireObject(target, 'deleteProperty')
    const name = propertyKey(key)
    const attributes = ownAttributes(object, name)
    if (attributes < 0) return true
    if ((attributes & ATTRIBUTE_CONFIGURABLE) === 0) return false
    if (kindOf(object) === 'view' && typeof name === 'string' && `${+name}` === name) return false
    return delete (object as unknown as Bag)[name]
  },
  get<T>(target: T, key: unknown, ...receiver: unknown[]): unknown {
    const object = requireObject(target, 'get')
    return getWithReceiver(object, propertyKey(key), receiver.length > 0 ? receiver[0] : object)
  },
  getOwnPropertyDescriptor<T>(target: T, key: unknown): PropertyDescriptor | undefined {
    const object = requireObject(target, 'getOwnPropertyDescriptor')
    return ownDescriptor(object, propertyKey(key))
  },
  getPrototypeOf<T>(target: T): object | null {
    return prototypeOf(requireObject(target, 'getPrototypeOf'))
  },
  has(target: unknown, key: unknown): boolean {
    const object = requireObject(target, 'has')
    return propertyKey(key) in object
  },
  isExtensible(target: unknown): boolean {
    return isExtensible(requireObject(target, 'isExtensible'))
  },
  ownKeys(target: unknown): Key[] {
    return ownKeys(requireObject(target, 'ownKeys'))
  },
  preventExtensions(target: unknown): boolean {
    preventExtensions(requireObject(target, 'preventExtensions'))
    return true
  },
  set<T, V>(target: T, key: unknown, value: V, ...receiver: unknown[]): boolean {
    const object = requireObject(target, 'set')
    return setWithReceiver(object, propertyKey(key), value, receiver.length > 0 ? receiver[0] : object)
  },
  setPrototypeOf<T, P>(target: T, prototype: P): boolean {
    const object = requireObject(target, 'setPrototypeOf')
    if (prototype !== null && !isObject(prototype)) {
      throw new TypeError(`Object prototype may only be an Object or null: ${describe(prototype)}`)
    }
    return setPrototypeOf(object, prototype as object | null)
  },
  get [Symbol.toStringTag](): string {
    return 'Reflect'
  },
}
