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

function requireObject(value: unknown, method: string): object {
  if (!isObject(value)) throw new TypeError(`Reflect.${method} called on non-object`)
  return value
}

function requireConstructor(value: unknown): void {
  if (!isConstructor(value)) throw new TypeError(`${describe(value)} is not a constructor`)
}

export const Reflect = {
  apply(target: unknown, thisArg: unknown, args: unknown): unknown {
    if (!isCallable(target)) throw notApplicable('apply', target)
    return apply(target, thisArg, argumentList(args))
  },
  construct(target: unknown, args: unknown, ...newTarget: unknown[]): object {
    requireConstructor(target)
    if (newTarget.length > 0) requireConstructor(newTarget[0])
    return constructWith(target, argumentList(args), newTarget.length > 0 ? newTarget[0] : target)
  },
  defineProperty(target: unknown, key: unknown, descriptor: unknown): boolean {
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
    return delete (object as Bag)[name]
  },
  get(target: unknown, key: unknown, ...receiver: unknown[]): unknown {
    const object = requireObject(target, 'get')
    return getWithReceiver(object, propertyKey(key), receiver.length > 0 ? receiver[0] : object)
  },
  getOwnPropertyDescriptor(target: unknown, key: unknown): PropertyDescriptor | undefined {
    const object = requireObject(target, 'getOwnPropertyDescriptor')
    return ownDescriptor(object, propertyKey(key))
  },
  getPrototypeOf(target: unknown): object | null {
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
  set(target: unknown, key: unknown, value: unknown, ...receiver: unknown[]): boolean {
    const object = requireObject(target, 'set')
    return setWithReceiver(object, propertyKey(key), value, receiver.length > 0 ? receiver[0] : object)
  },
  setPrototypeOf(target: unknown, prototype: unknown): boolean {
    const object = requireObject(target, 'setPrototypeOf')
    if (prototype !== null && !isObject(prototype)) {
      throw new TypeError(`Object prototype may only be an Object or null: ${describe(prototype)}`)
    }
    return setPrototypeOf(object, prototype)
  },
  get [Symbol.toStringTag](): string {
    return 'Reflect'
  },
}
