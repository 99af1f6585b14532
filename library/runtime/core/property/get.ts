// [[Get]] and [[HasProperty]] of any value, through prototypes, getters and exotic objects (ECMA-262 §10.1.8, §10.1.7,
// §10.4), and property reads of primitives.

import type { Address, Any } from '../../intrinsics/raw.ts'
import { addressOf, asNumber, isHole, isNumber, isPointer, loadBox, loadU32 } from '../../intrinsics/raw.ts'
import { call } from '../calls.ts'
import { elementAddress, elementRep } from '../array/elements.ts'
import { ACCESSOR_GET, ARRAY_FAST_LENGTH, ATTRIBUTE_ACCESSOR } from '../layout.ts'
import { isArrayKind, isObjectValue, isTypedKind, kindAt } from '../words.ts'
import { throwInOfPrimitive, throwReadOfNullish } from './errors.ts'
import { findOwn, lookupStart, prototypeAddress } from './find.ts'
import { isCanonicalNumeric, toKey } from './key.ts'
import { foundValue, loadSlot } from './slots.ts'

// SAFETY: lookups go through addresses of objects and strings, tested for 0; elements are read below fastLength of
// arrays. Where findOwn gives ATTRIBUTE_ACCESSOR, the value is an accessor object. The slot that it leaves is read at
// once. Objects and homes that come without a test are objects by the entries' promise.

/** The property that findOwn has just found, as the receiver sees it. */
export function valueOfFound(attributes: number, receiver: Any): Any {
  const value = foundValue()
  return (attributes & ATTRIBUTE_ACCESSOR) === 0 ? value : callGetter(value, receiver)
}

function callGetter(pair: Any, receiver: Any): Any {
  const getter = loadBox(addressOf(pair), ACCESSOR_GET)
  return isPointer(getter) ? call(getter, receiver, 0, 0) : undefined
}

/** Typed arrays look no further for keys that are numbers. */
export function endsLookup(object: Address, key: Any): boolean {
  return isTypedKind(kindAt(object)) && (isNumber(key) || isCanonicalNumeric(key))
}

/** [[Get]] from an object (or string) on, with a key in core's form. */
export function getKeyed(start: Address, key: Any, receiver: Any): Any {
  let object = start
  while (object !== 0) {
    const attributes = findOwn(object, key)
    if (attributes >= 0) return valueOfFound(attributes, receiver)
    if (endsLookup(object, key)) return undefined
    object = prototypeAddress(object)
  }
  return undefined
}

/** `object[key]` with a string or symbol; TypeError for undefined and null. */
export function getProperty(object: Any, key: Any): Any {
  if (object === undefined || object === null) throwReadOfNullish(object, key)
  return getKeyed(lookupStart(object), toKey(key), object)
}

/** `object[key]` with a key of any type. */
export function getElement(object: Any, key: Any): Any {
  if (isPointer(object)) {
    const address = addressOf(object)
    const kind = kindAt(address)
    if (isArrayKind(kind) && isNumber(key)) {
      const index = asNumber(key)
      if (index >= 0 && index < loadU32(address, ARRAY_FAST_LENGTH) && index === (index >>> 0)) {
        const value = loadSlot(elementAddress(address, kind, index >>> 0), elementRep(kind))
        if (!isHole(value)) return value
      }
    }
    return getKeyed(address, toKey(key), object)
  }
  return getProperty(object, key)
}

export function getWithReceiver(object: Any, key: Any, receiver: Any): Any {
  return getKeyed(addressOf(object), toKey(key), receiver)
}

/** `super.key`: the lookup starts at the home object's prototype. */
export function superGet(home: Any, key: Any, receiver: Any): Any {
  return getKeyed(prototypeAddress(addressOf(home)), toKey(key), receiver)
}

export function hasKeyed(start: Address, key: Any): boolean {
  let object = start
  while (object !== 0) {
    if (findOwn(object, key) >= 0) return true
    if (endsLookup(object, key)) return false
    object = prototypeAddress(object)
  }
  return false
}

/** `key in object` */
export function hasProperty(object: Any, key: Any): boolean {
  if (!isObjectValue(object)) throwInOfPrimitive(object, key)
  return hasKeyed(addressOf(object), toKey(key))
}

/** A method by a literal name, without the reads of a call: undefined when nullish (ECMA-262 §7.3.11 GetMethod). */
export function getMethod(object: Any, key: Any): Any {
  const method = getKeyed(lookupStart(object), toKey(key), object)
  return method === null ? undefined : method
}

/** A data property's value without running a getter: undefined where there is an accessor or nothing. */
export function peek(start: Address, key: Any): Any {
  let object = start
  while (object !== 0) {
    const attributes = findOwn(object, key)
    if (attributes >= 0) return (attributes & ATTRIBUTE_ACCESSOR) === 0 ? foundValue() : undefined
    object = prototypeAddress(object)
  }
  return undefined
}

/** The object on a prototype chain that has a property of its own by this key, or 0. */
export function holderOf(start: Address, key: Any): Address {
  let object = start
  while (object !== 0) {
    if (findOwn(object, key) >= 0) return object
    object = prototypeAddress(object)
  }
  return 0
}
