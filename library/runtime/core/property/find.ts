// [[GetOwnProperty]] and [[GetPrototypeOf]] of every kind of object (ECMA-262 §10.1, §10.4): findOwn gives a property's
// attributes and leaves its place in slots.ts. Also the PropertyMap of an object, made when first needed.

import type { Address, Any } from '../../intrinsics/raw.ts'
import {
  addressOf, asNumber, asValue, builtinShape, hole, isHole, isNumber, isPointer, loadBox, loadI53, loadU32, plus, storeI53,
} from '../../intrinsics/raw.ts'
import { elementAttributes } from '../array/elements.ts'
import {
  ARRAY_LENGTH, ATTRIBUTE_CONFIGURABLE, ATTRIBUTE_ENUMERABLE, ATTRIBUTE_WRITABLE, FIRST_POINTER, FUNCTION_LENGTH,
  FUNCTION_NAME, KIND_CLOSURE, KIND_PRIMITIVE, MAP_PROTOTYPE, PRIMITIVE_VALUE, REP_BOX, SHAPE_FUNCTION,
  SHAPE_OVERFLOW, SHAPE_PROTOTYPE, VIEW_LENGTH,
} from '../layout.ts'
import {
  addRow, findRow, MAP_FLAG_LENGTH_READ_ONLY, mapHasFlag, newMap, ROW_VALUE, rowAttributes,
} from '../propertymap.ts'
import { stringCharAt } from '../string/build.ts'
import { isArrayKind, auxAt, isStringKind, isStringValue, isTypedKind, kindAt, shapeAt, stringAt } from '../words.ts'
import { loadTyped } from '../typed.ts'
import { findFixed } from './fixed.ts'
import { keyIs } from './key.ts'
import { setSlot, setVirtual } from './slots.ts'

// SAFETY: an object's address comes from addressOf after isPointer, or is a prototype that was tested for 0. Fields
// are read after kind or shape says that they are there: an overflow offset or function information that is not 0,
// lengths by kind. Indices are compared with lengths before slots are set.

export const ATTRIBUTES_PLAIN = ATTRIBUTE_WRITABLE | ATTRIBUTE_ENUMERABLE | ATTRIBUTE_CONFIGURABLE
export const ATTRIBUTES_HIDDEN = ATTRIBUTE_WRITABLE | ATTRIBUTE_CONFIGURABLE

/** The object's PropertyMap, or 0. */
export function mapOf(object: Address): Address {
  const offset = loadU32(shapeAt(object), SHAPE_OVERFLOW)
  return offset === 0 ? 0 : loadI53(plus(object, offset), 0)
}

/** Whether the analysis gave the object room for a PropertyMap. */
export function isOpen(object: Address): boolean {
  return loadU32(shapeAt(object), SHAPE_OVERFLOW) !== 0
}

/**
 * The object's PropertyMap, made if it has none; the object is open. Functions' virtual properties move into it first. Its
 * prototype is a hole, which stands for the shape's: that one may not have been made yet, where the object is one of the
 * library's own prototypes or a function declaration, which are there before the classes that they inherit from.
 */
export function ensureMap(object: Address): Address {
  const known = mapOf(object)
  if (known !== 0) return known
  const map = newMap(hole())
  if (kindAt(object) === KIND_CLOSURE) materialise(object, map)
  storeI53(plus(object, loadU32(shapeAt(object), SHAPE_OVERFLOW)), 0, map)
  return map
}

function materialise(closure: Address, map: Address): void {
  const information = loadU32(shapeAt(closure), SHAPE_FUNCTION)
  if (information === 0) return
  addRow(map, 'length', loadU32(information, FUNCTION_LENGTH), ATTRIBUTE_CONFIGURABLE)
  addRow(map, 'name', asValue(loadU32(information, FUNCTION_NAME)), ATTRIBUTE_CONFIGURABLE)
}

/** The prototype as a value: an object or null. */
export function prototypeValue(object: Address): Any {
  const map = mapOf(object)
  if (map !== 0) {
    const own = loadBox(map, MAP_PROTOTYPE)
    if (!isHole(own)) return own
  }
  const prototype = shapePrototype(shapeAt(object))
  return prototype === 0 ? null : asValue(prototype)
}

/** Address of the prototype, or 0. */
export function prototypeAddress(object: Address): Address {
  const map = mapOf(object)
  if (map === 0 || isHole(loadBox(map, MAP_PROTOTYPE))) return shapePrototype(shapeAt(object))
  const word = loadI53(map, MAP_PROTOTYPE)
  return word < FIRST_POINTER ? 0 : word
}

export function shapePrototype(shape: Address): Address {
  const holder = loadU32(shape, SHAPE_PROTOTYPE)
  if (holder === 0) return 0
  const word = loadI53(holder, 0)
  return word < FIRST_POINTER ? 0 : word
}

/**
 * Where the lookup of a property of any value begins: the object itself, a string, or a primitive's prototype; 0 for
 * none.
 */
export function lookupStart(value: Any): Address {
  if (isPointer(value)) return addressOf(value)
  if (isNumber(value)) return shapePrototype(builtinShape('primitive.number'))
  if (value === true || value === false) return shapePrototype(builtinShape('primitive.boolean'))
  return 0
}

/** Attributes of an own property, with its slot set; -1 when there is none. */
export function findOwn(object: Address, key: Any): number {
  const shape = shapeAt(object)
  const overflow = loadU32(shape, SHAPE_OVERFLOW)
  const map = overflow === 0 ? 0 : loadI53(plus(object, overflow), 0)
  if (map !== 0) {
    const row = findRow(map, key)
    if (row !== 0) {
      setSlot(plus(row, ROW_VALUE), REP_BOX)
      return rowAttributes(row)
    }
  }
  const kind = kindAt(object)
  if (isArrayKind(kind)) return findInArray(object, kind, map, key)
  if (isStringKind(kind)) return findInString(object, key)
  if (isTypedKind(kind)) return isNumber(key) ? findInTyped(object, kind, asNumber(key)) : -1
  if (kind === KIND_PRIMITIVE) {
    const value = loadBox(object, PRIMITIVE_VALUE)
    return isStringValue(value) ? findInString(addressOf(value), key) : -1
  }
  if (isNumber(key)) return -1 // no slot has an index key
  const attributes = findFixed(object, shape, key)
  return attributes >= 0 || kind !== KIND_CLOSURE || map !== 0 ? attributes : findVirtual(shape, key)
}

function findInArray(array: Address, kind: number, map: Address, key: Any): number {
  if (isNumber(key)) return elementAttributes(array, kind, asNumber(key))
  if (!keyIs(key, 'length')) return -1
  setVirtual(loadU32(array, ARRAY_LENGTH))
  return map !== 0 && mapHasFlag(map, MAP_FLAG_LENGTH_READ_ONLY) ? 0 : ATTRIBUTE_WRITABLE
}

function findInString(s: Address, key: Any): number {
  if (isNumber(key)) {
    const index = asNumber(key)
    if (index >= auxAt(s)) return -1
    setVirtual(stringCharAt(stringAt(s), index))
    return ATTRIBUTE_ENUMERABLE
  }
  if (!keyIs(key, 'length')) return -1
  setVirtual(auxAt(s))
  return 0
}

function findInTyped(view: Address, kind: number, index: number): number {
  if (index >= loadI53(view, VIEW_LENGTH)) return -1
  setVirtual(loadTyped(view, kind, index))
  return ATTRIBUTES_PLAIN
}

function findVirtual(shape: Address, key: Any): number {
  const information = loadU32(shape, SHAPE_FUNCTION)
  if (information === 0) return -1
  if (keyIs(key, 'length')) setVirtual(loadU32(information, FUNCTION_LENGTH))
  else if (keyIs(key, 'name')) setVirtual(asValue(loadU32(information, FUNCTION_NAME)))
  else return -1
  return ATTRIBUTE_CONFIGURABLE
}
