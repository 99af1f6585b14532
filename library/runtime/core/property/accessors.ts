// The functions of accessor properties.

import type { Any } from '../../intrinsics/raw.ts'
import { addressOf, loadBox } from '../../intrinsics/raw.ts'
import { ACCESSOR_GET, ACCESSOR_SET, ATTRIBUTE_ACCESSOR } from '../layout.ts'
import { findOwn } from './find.ts'
import { toKey } from './key.ts'
import { foundValue } from './slots.ts'

// SAFETY: the entries give objects, and a property with ATTRIBUTE_ACCESSOR has an accessor object for its value, in
// which the two offsets are.

/** The getter of an own accessor property, or undefined. */
export function ownGetter(object: Any, key: Any): Any {
  return half(object, key, ACCESSOR_GET)
}

export function ownSetter(object: Any, key: Any): Any {
  return half(object, key, ACCESSOR_SET)
}

function half(object: Any, key: Any, offset: number): Any {
  const attributes = findOwn(addressOf(object), toKey(key))
  if (attributes < 0 || (attributes & ATTRIBUTE_ACCESSOR) === 0) return undefined
  return loadBox(addressOf(foundValue()), offset)
}
