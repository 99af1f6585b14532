// [[DefineOwnProperty]], [[Delete]], prototypes and extensibility (ECMA-262 §10.1, §10.4.2, §10.4.5).

import type { Address, Any } from '../../intrinsics/raw.ts'
import {
  addressOf, allocate, asNumber, asValue, builtinShape, isNumber, isPointer, loadBox, loadI53, loadU32, stop,
  storeBox,
} from '../../intrinsics/raw.ts'
import { fillHoles, isExotic, isHoley, makeExotic } from '../array/elements.ts'
import { isSealedOff } from '../array/grow.ts'
import { lengthAllows, setLength, toLength } from '../array/length.ts'
import {
  ACCESSOR_BYTES, ACCESSOR_GET, ACCESSOR_SET, ARRAY_LENGTH, ATTRIBUTE_ACCESSOR, ATTRIBUTE_CONFIGURABLE,
  ATTRIBUTE_ENUMERABLE, ATTRIBUTE_WRITABLE, KEEPS_GETTER, KEEPS_SETTER, MAP_PROTOTYPE, VIEW_LENGTH,
} from '../layout.ts'
import {
  addRow, findRow, MAP_FLAG_LENGTH_READ_ONLY, MAP_FLAG_NOT_EXTENSIBLE, mapSetFlag, removeRow, ROW_VALUE,
  setRowAttributes,
} from '../propertymap.ts'
import { storeTyped } from '../typed.ts'
import { describe } from '../../errors/describe.ts'
import { isConstructor } from '../value/kinds.ts'
import { sameValue } from '../value/equality.ts'
import { toNumber } from '../value/convert.ts'
import { isArrayKind, isObjectValue, isTypedKind, kindAt } from '../words.ts'
import { throwRefusedDelete } from './errors.ts'
import { ATTRIBUTES_PLAIN, ensureMap, findOwn, isOpen, mapOf, prototypeAddress } from './find.ts'
import { endsLookup, getKeyed } from './get.ts'
import { keyIs, toKey } from './key.ts'
import { addProperty } from './set.ts'
import { foundValue, REP_VIRTUAL, slotAddress, slotRep, storeSlot } from './slots.ts'

// SAFETY: targets are objects by the entries' promise, or tested with isPointer. ARRAY_LENGTH, VIEW_LENGTH and the
// halves of an accessor are read after the kind, or ATTRIBUTE_ACCESSOR, says that they are there. A slot or row is
// written right after it was found: findOwn is asked again where something may have run in between.

/** A data property with all attributes given; false when refused. */
export function defineData(object: Any, key: Any, value: Any, attributes: number): boolean {
  const target = addressOf(object)
  const canonical = toKey(key)
  const kind = kindAt(target)
  if (isArrayKind(kind) && keyIs(canonical, 'length')) return defineLength(target, value, attributes)
  if (isTypedKind(kind) && endsLookup(target, canonical)) return defineTyped(target, canonical, value, attributes)
  const known = findOwn(target, canonical)
  if (known < 0) {
    if (isSealedOff(target)) return false
    return addDefined(target, canonical, value, attributes)
  }
  const old = foundValue()
  if (!mayRedefine(known, attributes)) return false
  if ((known & ATTRIBUTE_CONFIGURABLE) === 0 && (known & ATTRIBUTE_WRITABLE) === 0) {
    if ((attributes & ATTRIBUTE_WRITABLE) !== 0 || !sameValue(old, value)) return false
  }
  if (known === attributes && slotRep !== REP_VIRTUAL) {
    findOwn(target, canonical)
    storeSlot(slotAddress, slotRep, value)
    return true
  }
  replace(target, canonical, value, attributes)
  return true
}

/** The rules that data and accessor properties share (§10.1.6.3 steps 4 and 5). */
function mayRedefine(known: number, attributes: number): boolean {
  if ((known & ATTRIBUTE_CONFIGURABLE) !== 0) return true
  if ((attributes & ATTRIBUTE_CONFIGURABLE) !== 0) return false
  return (known & (ATTRIBUTE_ENUMERABLE | ATTRIBUTE_ACCESSOR)) === (attributes & (ATTRIBUTE_ENUMERABLE | ATTRIBUTE_ACCESSOR))
}

function addDefined(target: Address, key: Any, value: Any, attributes: number): boolean {
  if (isArrayKind(kindAt(target)) && isNumber(key) && !lengthAllows(target, asNumber(key))) return false
  addProperty(target, key, value)
  if (attributes !== ATTRIBUTES_PLAIN) replace(target, key, value, attributes)
  return true
}

/** Gives an own property this value and these attributes, whatever it was. */
function replace(target: Address, key: Any, value: Any, attributes: number): void {
  if (!isOpen(target)) return replaceFixed(target, key, value, attributes)
  if (isArrayKind(kindAt(target)) && isNumber(key)) makeExotic(target)
  const map = ensureMap(target)
  const row = findRow(map, key)
  if (row === 0) {
    addRow(map, key, value, attributes)
    return
  }
  storeBox(row, ROW_VALUE, value)
  setRowAttributes(row, attributes)
}

/** Where the attributes are the shape's, only the value can change. */
function replaceFixed(target: Address, key: Any, value: Any, attributes: number): void {
  if (findOwn(target, key) !== attributes) stop(70, 'a property was redefined on an object that the analysis found fixed')
  storeSlot(slotAddress, slotRep, value)
}

function defineLength(array: Address, value: Any, attributes: number): boolean {
  const length = toLength(value)
  if ((attributes & (ATTRIBUTE_ENUMERABLE | ATTRIBUTE_CONFIGURABLE | ATTRIBUTE_ACCESSOR)) !== 0) return false
  const known = findOwn(array, 'length')
  if ((known & ATTRIBUTE_WRITABLE) === 0) return (attributes & ATTRIBUTE_WRITABLE) === 0 && length === loadU32(array, ARRAY_LENGTH)
  const outcome = setLength(array, length)
  if ((attributes & ATTRIBUTE_WRITABLE) === 0) {
    makeExotic(array)
    mapSetFlag(mapOf(array), MAP_FLAG_LENGTH_READ_ONLY)
  }
  return outcome === 0
}

/** §10.4.5.3: an element exists or not, and is always plain. */
function defineTyped(view: Address, key: Any, value: Any, attributes: number): boolean {
  if (!isNumber(key) || asNumber(key) >= loadI53(view, VIEW_LENGTH) || attributes !== ATTRIBUTES_PLAIN) return false
  storeTyped(view, kindAt(view), asNumber(key), toNumber(value))
  return true
}

/** An accessor property from ATTRIBUTE_* and KEEPS_* bits. False when refused. */
export function defineAccessor(object: Any, key: Any, getter: Any, setter: Any, bits: number): boolean {
  const target = addressOf(object)
  const canonical = toKey(key)
  const attributes = (bits & (ATTRIBUTE_ENUMERABLE | ATTRIBUTE_CONFIGURABLE)) | ATTRIBUTE_ACCESSOR
  if (isArrayKind(kindAt(target)) && keyIs(canonical, 'length')) return false
  if (isTypedKind(kindAt(target)) && endsLookup(target, canonical)) return false
  const known = findOwn(target, canonical)
  let get = getter
  let set = setter
  if (known < 0) {
    if (isSealedOff(target)) return false
    if (isArrayKind(kindAt(target)) && isNumber(canonical) && !lengthAllows(target, asNumber(canonical))) return false
  } else {
    if (!mayRedefine(known, attributes)) return false
    if ((known & ATTRIBUTE_ACCESSOR) !== 0) {
      const pair = addressOf(foundValue())
      if ((bits & KEEPS_GETTER) !== 0) get = loadBox(pair, ACCESSOR_GET)
      if ((bits & KEEPS_SETTER) !== 0) set = loadBox(pair, ACCESSOR_SET)
      const same = sameValue(get, loadBox(pair, ACCESSOR_GET)) && sameValue(set, loadBox(pair, ACCESSOR_SET))
      if ((known & ATTRIBUTE_CONFIGURABLE) === 0 && !same) return false
    }
  }
  const pair = newAccessor(get, set)
  if (known < 0 && isArrayKind(kindAt(target)) && isNumber(canonical)) {
    makeExotic(target)
    addProperty(target, canonical, undefined)
  }
  replace(target, canonical, pair, attributes)
  return true
}

/** Takes attributes from an own property that are not among `kept`; its value or accessors stay. */
export function restrictAttributes(object: Any, key: Any, kept: number): void {
  const canonical = toKey(key)
  const known = findOwn(addressOf(object), canonical)
  if (known < 0) return
  if ((known & ATTRIBUTE_ACCESSOR) !== 0) defineAccessor(object, canonical, undefined, undefined, (known & kept) | KEEPS_GETTER | KEEPS_SETTER)
  else defineData(object, canonical, foundValue(), known & kept)
}

function newAccessor(getter: Any, setter: Any): Any {
  const pair = allocate(builtinShape('accessor'), ACCESSOR_BYTES, 0)
  storeBox(pair, ACCESSOR_GET, getter)
  storeBox(pair, ACCESSOR_SET, setter)
  return asValue(pair)
}

/** `delete object[key]`: TypeError where it is refused. */
export function deleteProperty(object: Any, key: Any): boolean {
  if (object === undefined || object === null) throw new TypeError('Cannot convert undefined or null to object')
  if (!isPointer(object)) return true
  const canonical = toKey(key)
  if (!deleteKeyed(addressOf(object), canonical)) throwRefusedDelete(object, canonical)
  return true
}

/** [[Delete]] of an object, symbol or string; false when refused. */
export function deleteKeyed(object: Address, key: Any): boolean {
  const attributes = findOwn(object, key)
  if (attributes < 0) return true
  const kind = kindAt(object)
  if ((attributes & ATTRIBUTE_CONFIGURABLE) === 0 || isTypedKind(kind)) return false
  if (isArrayKind(kind) && isNumber(key) && !isExotic(object)) {
    if (isHoley(object)) {
      fillHoles(object, asNumber(key), asNumber(key) + 1)
      return true
    }
    makeExotic(object)
  }
  if (!isOpen(object)) stop(70, 'a property was deleted from an object that the analysis found fixed')
  const map = ensureMap(object)
  const row = findRow(map, key)
  if (row !== 0) removeRow(map, row)
  return true
}

// --- prototypes and extensibility
// SAFETY: targets are objects by the entries' promise or tested with isObjectValue or isConstructor, and a prototype's
// address is taken after isPointer.

/** [[GetPrototypeOf]] of an object. */
export function prototypeOf(object: Any): Any {
  const prototype = prototypeAddress(addressOf(object))
  return prototype === 0 ? null : asValue(prototype)
}

/** [[SetPrototypeOf]]; false when refused: not extensible, or a cycle. */
export function setPrototypeOf(object: Any, prototype: Any): boolean {
  const target = addressOf(object)
  const wanted = isPointer(prototype) ? addressOf(prototype) : 0
  if (prototypeAddress(target) === wanted) return true
  if (isSealedOff(target)) return false
  let at = wanted
  while (at !== 0) {
    if (at === target) return false
    at = prototypeAddress(at)
  }
  if (!isOpen(target)) stop(70, 'an object that the analysis found fixed got another prototype')
  storeBox(ensureMap(target), MAP_PROTOTYPE, wanted === 0 ? null : prototype)
  return true
}

/** `__proto__: value` in a literal: anything but an object or null is ignored. */
export function setPrototypeLiteral(object: Any, value: Any): void {
  if (value === null || isObjectValue(value)) setPrototypeOf(object, value)
}

/** [[PreventExtensions]]: arrays turn exotic, so that emitted code cannot append to them. */
export function preventExtensions(object: Any): void {
  const target = addressOf(object)
  if (isSealedOff(target)) return
  if (!isOpen(target)) stop(70, 'an object that the analysis found fixed was made not extensible')
  if (isArrayKind(kindAt(target))) makeExotic(target)
  mapSetFlag(ensureMap(target), MAP_FLAG_NOT_EXTENSIBLE)
}

export function isExtensible(object: Any): boolean {
  return isObjectValue(object) && !isSealedOff(addressOf(object))
}

/**
 * The prototype of a class' prototype: that of its heritage, or null; TypeError unless a constructor or null
 * (§15.7.14).
 */
export function parentPrototype(heritage: Any): Any {
  if (heritage === null) return null
  if (!isConstructor(heritage)) throw new TypeError(`Class extends value ${describe(heritage)} is not a constructor or null`)
  const prototype = getKeyed(addressOf(heritage), 'prototype', heritage)
  if (prototype === null || isObjectValue(prototype)) return prototype
  throw new TypeError(`Class extends value does not have valid prototype property ${describe(prototype)}`)
}
