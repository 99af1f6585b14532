// Freezing, sealing, and changing prototypes (ECMA-262 §7.3.14, §7.3.15, §10.1.2).
import { isExtensible, kindOf, ownAttributes, ownKeys, preventExtensions, prototypeOf, restrictAttributes, setPrototypeOf, viewLength } from '../intrinsics/mod.ts'
import { ATTRIBUTE_ACCESSOR, ATTRIBUTE_CONFIGURABLE, ATTRIBUTE_ENUMERABLE, ATTRIBUTE_WRITABLE } from '../core/layout.ts'
import { describe } from '../errors/describe.ts'


/** SetIntegrityLevel */
export function setIntegrity<O extends object>(object: O, frozen: boolean): void {
  if (kindOf(object) === 'view' && viewLength(object as ArrayBufferView) > 0) {
    throw new TypeError(`Cannot ${frozen ? 'freeze' : 'seal'} array buffer views with elements`)
  }
  preventExtensions(object)
  const kept = frozen ? ATTRIBUTE_ENUMERABLE : ATTRIBUTE_ENUMERABLE | ATTRIBUTE_WRITABLE
  const keys = ownKeys(object)
  for (let i = 0; i < keys.length; i++) restrictAttributes(object, keys[i], kept)
}

/** TestIntegrityLevel */
export function hasIntegrity(object: object, frozen: boolean): boolean {
  if (isExtensible(object)) return false
  const keys = ownKeys(object)
  for (let i = 0; i < keys.length; i++) {
    const attributes = ownAttributes(object, keys[i])
    if (attributes < 0) continue
    if ((attributes & ATTRIBUTE_CONFIGURABLE) !== 0) return false
    if (frozen && (attributes & ATTRIBUTE_ACCESSOR) === 0 && (attributes & ATTRIBUTE_WRITABLE) !== 0) return false
  }
  return true
}

/** [[SetPrototypeOf]], TypeError where it refuses. */
export function changePrototype<O extends object, P extends object | null>(object: O, prototype: P): void {
  if (setPrototypeOf(object, prototype)) return
  if ((object as object) === Object.prototype) {
    throw new TypeError("Immutable prototype object 'Object.prototype' cannot have their prototype set")
  }
  if (!isExtensible(object)) throw new TypeError(`${describe(object)} is not extensible`)
  throw new TypeError('Cyclic __proto__ value')
}

/** Whether `prototype` stands in the chain above `object`. */
export function inheritsFrom(object: object, prototype: object): boolean {
  for (let at = prototypeOf(object); at !== null; at = prototypeOf(at)) if (at === prototype) return true
  return false
}
