// What property access throws, worded as V8 does. Code is strict: every refused write or delete is a TypeError.

import type { Any } from '../../intrinsics/raw.ts'
import { addressOf, asValue, isPointer } from '../../intrinsics/raw.ts'
import { callSite, describe } from '../../errors/describe.ts'
import { KIND_CLOSURE } from '../layout.ts'
import { typeofValue } from '../value/kinds.ts'
import { isObjectValue, kindAt } from '../words.ts'
import { findOwn, lookupStart, prototypeAddress } from './find.ts'
import { keyValue } from './key.ts'

// SAFETY: an address is taken only after isPointer, and only its kind is read; those of a chain are tested for 0.

/** Outcomes of setKeyed, defineKeyed and deleteKeyed; 0 is success. */
export const DONE = 0
export const REFUSED_READ_ONLY = 1
export const REFUSED_NO_SETTER = 2
export const REFUSED_NOT_EXTENSIBLE = 3
export const REFUSED_PRIMITIVE = 4
export const REFUSED_NOT_CONFIGURABLE = 5
/** An element past the end of an array whose length is read-only. */
export const REFUSED_LENGTH = 6

const nameOf = (value: Any): string => value === undefined ? 'undefined' : 'null'

export function throwReadOfNullish(value: Any, key: Any): never {
  if (key === Symbol.iterator) {
    throw new TypeError(`${callSite(value)} is not iterable (cannot read property ${describe(key)})`)
  }
  throw new TypeError(`Cannot read properties of ${nameOf(value)} (reading '${describe(key)}')`)
}

export function throwSetOfNullish(value: Any, key: Any): never {
  if (isObjectValue(key)) throw new TypeError(`Cannot set properties of ${nameOf(value)}`)
  throw new TypeError(`Cannot set properties of ${nameOf(value)} (setting '${describe(key)}')`)
}

export function throwInOfPrimitive(object: Any, key: Any): never {
  throw new TypeError(`Cannot use 'in' operator to search for '${describe(key)}' in ${describe(object)}`)
}

/** A write that was refused; `receiver` is the value written to, `key` in core's form. */
export function throwRefusedWrite(reason: number, receiver: Any, key: Any): never {
  const name = reason === REFUSED_LENGTH ? 'length' : describe(keyValue(key))
  if (reason === REFUSED_NO_SETTER) {
    throw new TypeError(`Cannot set property ${name} of ${describe(holderOf(receiver, key))} which has only a getter`)
  }
  if (reason === REFUSED_NOT_EXTENSIBLE) throw new TypeError(`Cannot add property ${name}, object is not extensible`)
  if (reason === REFUSED_NOT_CONFIGURABLE) throwRefusedDelete(receiver, key)
  if (reason === REFUSED_PRIMITIVE) {
    throw new TypeError(`Cannot create property '${name}' on ${typeofValue(receiver)} '${describe(receiver)}'`)
  }
  throw new TypeError(`Cannot assign to read only property '${name}' of ${ownerKind(receiver)} '${describe(receiver)}'`)
}

/** The object in the chain that has the property: V8's messages name it, not the receiver. */
function holderOf(receiver: Any, key: Any): Any {
  for (let at = lookupStart(receiver); at !== 0; at = prototypeAddress(at)) {
    if (findOwn(at, key) >= 0) return asValue(at)
  }
  return receiver
}

function ownerKind(receiver: Any): string {
  if (isPointer(receiver) && kindAt(addressOf(receiver)) === KIND_CLOSURE) return 'function'
  return typeofValue(receiver)
}

/** `object` is an object; for a string, its wrapper's text. */
export function throwRefusedDelete(object: Any, key: Any): never {
  const owner = isObjectValue(object) ? describe(object) : '[object String]'
  throw new TypeError(`Cannot delete property '${describe(keyValue(key))}' of ${owner}`)
}

export function throwInvalidLength(): never {
  throw new RangeError('Invalid array length')
}
