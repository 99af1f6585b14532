// The keys that for-in visits (ECMA-262 §14.7.5.9): enumerable strings of the object and of its prototypes, each once;
// a property that is not enumerable hides those of the same name behind it.

import type { Address, Any } from '../../intrinsics/raw.ts'
import { addressOf, loadU32 } from '../../intrinsics/raw.ts'
import { append, newList } from '../array/grow.ts'
import { loadElement } from '../array/elements.ts'
import { ARRAY_LENGTH, KIND_ARRAY_BOX } from '../layout.ts'
import { findOwn, lookupStart, prototypeAddress } from './find.ts'
import { toKey } from './key.ts'
import { LIST_ENUMERABLE_ONLY, LIST_STRINGS, listKeys } from './keys.ts'

// SAFETY: holders come from lookupStart and prototypeAddress, tested for 0. The list of keys is an array of boxes made
// here, read below its length, and `into` is an array by the entry's promise.

/** Appends the keys to an empty array; none for undefined and null. */
export function forInKeysInto(object: Any, into: Any): void {
  const start = lookupStart(object)
  if (start === 0) return
  listKeys(start, into, LIST_STRINGS | LIST_ENUMERABLE_ONLY)
  let holder = prototypeAddress(start)
  while (holder !== 0) {
    addInherited(start, holder, into)
    holder = prototypeAddress(holder)
  }
}

function addInherited(start: Address, holder: Address, into: Any): void {
  const keys = newList(0)
  listKeys(holder, keys, LIST_STRINGS | LIST_ENUMERABLE_ONLY)
  const list = addressOf(keys)
  const count = loadU32(list, ARRAY_LENGTH)
  for (let i = 0; i < count; i++) {
    const key = loadElement(list, KIND_ARRAY_BOX, i)
    if (!isHidden(start, holder, toKey(key))) append(addressOf(into), key)
  }
}

function isHidden(start: Address, holder: Address, key: Any): boolean {
  let object = start
  while (object !== holder) {
    if (findOwn(object, key) >= 0) return true
    object = prototypeAddress(object)
  }
  return false
}
