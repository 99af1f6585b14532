// [[Set]] (ECMA-262 §10.1.9 OrdinarySet, §10.4.2 arrays, §10.4.5 typed arrays) and property writes of any value, which
// in strict code throw where they are refused.

import type { Address, Any } from '../../intrinsics/raw.ts'
import {
  addressOf, asValue, asNumber, builtinShape, isHole, isNumber, isPointer, keepAlive, loadBox, loadI53, loadU32, stackBoxes, stop,
  storeBox,
} from '../../intrinsics/raw.ts'
import { call } from '../calls.ts'
import { elementAddress, elementRep } from '../array/elements.ts'
import { addElement, isSealedOff } from '../array/grow.ts'
import { lengthAllows, refusedIndex, setLength, toLength } from '../array/length.ts'
import {
  ACCESSOR_SET, ARRAY_FAST_LENGTH, ATTRIBUTE_ACCESSOR, ATTRIBUTE_WRITABLE, KIND_ARRAY_F64, KIND_ARRAY_I32,
  VIEW_LENGTH,
} from '../layout.ts'
import { addRow } from '../propertymap.ts'
import { storeTyped } from '../typed.ts'
import { toNumber } from '../value/convert.ts'
import { isArrayKind, isObjectValue, isTypedKind, kindAt, shapeAt } from '../words.ts'
import {
  DONE, REFUSED_LENGTH, REFUSED_NO_SETTER, REFUSED_NOT_CONFIGURABLE, REFUSED_NOT_EXTENSIBLE, REFUSED_PRIMITIVE,
  REFUSED_READ_ONLY, throwRefusedWrite, throwSetOfNullish,
} from './errors.ts'
import { ATTRIBUTES_PLAIN, ensureMap, findOwn, isOpen, lookupStart, prototypeAddress, shapePrototype } from './find.ts'
import { findAbsentFixed } from './fixed.ts'
import { endsLookup } from './get.ts'
import { keyIs, toKey } from './key.ts'
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
  if (object === undefined || object === null) throwSetOfNullish(object, key)
  const canonical = toKey(key)
  if (!isPrototypeWrite(lookupStart(object), canonical, value, object)) setProperty(object, canonical, value)
}

/**
 * Whether a computed key turned out to be `__proto__`, and the write ends at Object.prototype's setter: it does nothing
 * for a value that is neither object nor null, or a receiver that is no object, and otherwise is a late refusal, because
 * it would change a prototype that the build took for fixed.
 */
function isPrototypeWrite(start: Address, key: Any, value: Any, receiver: Any): boolean {
  if (!keyIs(key, '__proto__') || !endsAtObjectPrototype(start, key)) return false
  if (isObjectValue(receiver) && (value === null || isObjectValue(value))) {
    stop(78, 'late refusal SK1900: a computed key named __proto__ changes a prototype; use Object.setPrototypeOf or a Map')
  }
  return true
}

/** Whether the lookup of a key finds an accessor of Object.prototype. */
function endsAtObjectPrototype(start: Address, key: Any): boolean {
  const last = shapePrototype(builtinShape('object.open'))
  for (let object = start; object !== 0; object = prototypeAddress(object)) {
    const attributes = findOwn(object, key)
    if (attributes >= 0) return object === last && (attributes & ATTRIBUTE_ACCESSOR) !== 0
  }
  return false
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
  const canonical = toKey(key)
  return isPrototypeWrite(addressOf(object), canonical, value, receiver) ||
    setKeyed(addressOf(object), canonical, value, receiver) === DONE
}

/** `super.key = value`. */
export function superSet(home: Any, key: Any, value: Any, receiver: Any): void {
  const canonical = toKey(key)
  const start = prototypeAddress(addressOf(home))
  const outcome = setKeyed(start, canonical, value, receiver)
  if (outcome !== DONE) throwRefusedWrite(outcome, outcome === REFUSED_NO_SETTER ? asValue(start) : receiver, canonical)
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
    if (!lengthAllows(object, asNumber(key))) return REFUSED_LENGTH
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
