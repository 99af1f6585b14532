// [[Set]] (ECMA-262 §10.1.9 OrdinarySet, §10.4.2 arrays, §10.4.5 typed arrays) and property writes of any value, which
// in strict code throw where they are refused.

import type { Address, Any } from '../../intrinsics/raw.ts'
import {
  addressOf, asNumber, asString, isHole, isNumber, isPointer, keepAlive, loadBox, loadI53, loadU32, stackBoxes, stop,
  storeBox,
} from '../../intrinsics/raw.ts'
import { call } from '../calls.ts'
import { elementAddress, elementRep } from '../array/elements.ts'
import { addElement, isSealedOff } from '../array/grow.ts'
import { lengthAllows, refusedIndex, setLength, toLength } from '../array/length.ts'
import {
  ACCESSOR_SET, ARRAY_FAST_LENGTH, ATTRIBUTE_ACCESSOR, ATTRIBUTE_WRITABLE, KIND_ARRAY_F64, KIND_ARRAY_I32,
  KIND_STRING_LATIN1, KIND_STRING_SLICE, VIEW_LENGTH,
} from '../layout.ts'
import { addRow } from '../propertymap.ts'
import { stringEquals } from '../string/compare.ts'
import { storeTyped } from '../typed.ts'
import { toNumber } from '../value/convert.ts'
import { isArrayKind, isObjectValue, isTypedKind, kindAt, shapeAt } from '../words.ts'
import {
  DONE, REFUSED_NO_SETTER, REFUSED_NOT_CONFIGURABLE, REFUSED_NOT_EXTENSIBLE, REFUSED_PRIMITIVE, REFUSED_READ_ONLY,
  throwRefusedWrite, throwSetOfNullish,
} from './errors.ts'
import { ATTRIBUTES_PLAIN, ensureMap, findOwn, isOpen, lookupStart, prototypeAddress } from './find.ts'
import { findAbsentFixed } from './fixed.ts'
import { endsLookup } from './get.ts'
import { toKey } from './key.ts'
import { foundValue, loadSlot, REP_VIRTUAL, slotAddress, slotRep, storeSlot } from './slots.ts'

// SAFETY: a receiver's address is taken after isObjectValue, others come from lookupStart and prototypeAddress, tested
// for 0. Elements are stored below fastLength or VIEW_LENGTH, compared after conversions that may run the program; the
// slot that findOwn leaves is used before anything else runs. A setter's argument is one box in this frame.

/** `object[key] = value` with a string or symbol. */
export function setProperty(object: Any, key: Any, value: Any): void {
  if (object === undefined || object === null) throwSetOfNullish(object, key)
  const canonical = toKey(key)
  const outcome = setKeyed(lookupStart(object), canonical, value, object)
  if (outcome !== DONE) throwRefusedWrite(outcome, object, outcome === REFUSED_NOT_CONFIGURABLE ? refusedIndex : canonical)
}

/** `object[key] = value` with a key of any type. */
export function setElement(object: Any, key: Any, value: Any): void {
  if (isPointer(object) && isNumber(key) && setInBounds(addressOf(object), asNumber(key), value)) return
  refusePrototypeChange(object, key, value)
  setProperty(object, key, value)
}

/**
 * Late refusal: a computed key that turns out to be `__proto__` would change a prototype that the build took for fixed.
 * Values that are neither object nor null change nothing, and pass.
 */
function refusePrototypeChange(object: Any, key: Any, value: Any): void {
  if (!isPointer(key) || !isPointer(object) || !(value === null || isObjectValue(value))) return
  if (!isStringKey(key) || !stringEquals(asString(key), '__proto__')) return
  const own = findOwn(addressOf(object), toKey(key))
  if (own < 0 || (own & ATTRIBUTE_ACCESSOR) !== 0) {
    stop(78, 'late refusal SK1900: a computed key named __proto__ changes a prototype; use Object.setPrototypeOf or a Map')
  }
}

function isStringKey(key: Any): boolean {
  const kind = kindAt(addressOf(key))
  return kind >= KIND_STRING_LATIN1 && kind <= KIND_STRING_SLICE
}

/** The store to an element that an array of any values has. */
function setInBounds(array: Address, index: number, value: Any): boolean {
  const kind = kindAt(array)
  if (!isArrayKind(kind) || !(index >= 0 && index < loadU32(array, ARRAY_FAST_LENGTH)) || index !== index >>> 0) return false
  const slot = elementAddress(array, kind, index >>> 0)
  const rep = elementRep(kind)
  if (kind !== KIND_ARRAY_I32 && kind !== KIND_ARRAY_F64 && isHole(loadSlot(slot, rep))) return false
  storeSlot(slot, rep, value)
  return true
}

export function setWithReceiver(object: Any, key: Any, value: Any, receiver: Any): boolean {
  return setKeyed(addressOf(object), toKey(key), value, receiver) === DONE
}

/** `super.key = value`. */
export function superSet(home: Any, key: Any, value: Any, receiver: Any): void {
  const canonical = toKey(key)
  const start = prototypeAddress(addressOf(home))
  const outcome = setKeyed(start, canonical, value, receiver)
  if (outcome !== DONE) throwRefusedWrite(outcome, receiver, canonical)
}

/** [[Set]] from an object (or string, or 0) on, with a key in core's form; an outcome of errors.ts. */
export function setKeyed(start: Address, key: Any, value: Any, receiver: Any): number {
  const own = isObjectValue(receiver) ? addressOf(receiver) : 0
  let object = start
  while (object !== 0) {
    if (isTypedKind(kindAt(object)) && endsLookup(object, key)) {
      if (object === own) return setTyped(object, key, value)
      if (findOwn(object, key) < 0) return DONE
      break
    }
    const attributes = findOwn(object, key)
    if (attributes >= 0) {
      if ((attributes & ATTRIBUTE_ACCESSOR) !== 0) return callSetter(foundValue(), receiver, value)
      if ((attributes & ATTRIBUTE_WRITABLE) === 0) return REFUSED_READ_ONLY
      if (object === own) return storeFound(own, value)
      break
    }
    object = prototypeAddress(object)
  }
  if (own === 0) return REFUSED_PRIMITIVE
  return start === own && object === 0 ? addProperty(own, key, value) : setOnReceiver(own, key, value)
}

function callSetter(pair: Any, receiver: Any, value: Any): number {
  const setter = loadBox(addressOf(pair), ACCESSOR_SET)
  if (!isPointer(setter)) return REFUSED_NO_SETTER
  const argument = stackBoxes(1)
  storeBox(argument, 0, value)
  call(setter, receiver, 1, argument)
  return DONE
}

/** The store to the writable property that findOwn has just found; the only virtual one is an array's length. */
function storeFound(object: Address, value: Any): number {
  if (slotRep === REP_VIRTUAL) return setLength(object, toLength(value))
  storeSlot(slotAddress, slotRep, value)
  return DONE
}

function setTyped(view: Address, key: Any, value: Any): number {
  const number = toNumber(value)
  if (isNumber(key) && asNumber(key) < loadI53(view, VIEW_LENGTH)) storeTyped(view, kindAt(view), asNumber(key), number)
  return DONE
}

/** §10.1.9.2 from step 2.c on: the receiver's own property is set, or created. */
function setOnReceiver(receiver: Address, key: Any, value: Any): number {
  if (isTypedKind(kindAt(receiver)) && endsLookup(receiver, key)) return setTyped(receiver, key, value)
  const attributes = findOwn(receiver, key)
  if (attributes < 0) return addProperty(receiver, key, value)
  if ((attributes & (ATTRIBUTE_ACCESSOR | ATTRIBUTE_WRITABLE)) !== ATTRIBUTE_WRITABLE) return REFUSED_READ_ONLY
  return storeFound(receiver, value)
}

/** Adds a plain property that the object does not have. */
export function addProperty(object: Address, key: Any, value: Any): number {
  const kind = kindAt(object)
  if (isSealedOff(object)) return REFUSED_NOT_EXTENSIBLE
  if (isArrayKind(kind) && isNumber(key)) {
    if (!lengthAllows(object, asNumber(key))) return REFUSED_NOT_EXTENSIBLE
    addElement(object, asNumber(key), value)
    return DONE
  }
  if (findAbsentFixed(object, shapeAt(object), key)) {
    storeSlot(slotAddress, slotRep, value)
    return DONE
  }
  if (!isOpen(object)) stop(70, 'a property was added to an object that the analysis found fixed')
  addRow(ensureMap(object), key, value, ATTRIBUTES_PLAIN)
  keepAlive(value)
  return DONE
}
