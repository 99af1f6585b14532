// The atom with the content of a string, if the image has one: keys of fixed shapes are atoms, compared by address. All
// atoms are static; the table of them is made when first asked, so that programs without dynamic keys do not pay for
// it.

import type { Address, Any } from '../../intrinsics/raw.ts'
import {
  addressOf, allocate, asValue, atomsEnd, atomsStart, builtinShape, isPointer, loadU32, minus, plus, shiftLeft,
  shiftRight, storeU32,
} from '../../intrinsics/raw.ts'
import { STORE_DATA, STRING_FLAG_ATOM, STRING_FLAGS } from '../layout.ts'
import { hashAt, sameContent } from '../string/compare.ts'
import { auxAt } from '../words.ts'

// SAFETY: atomsStart … atomsEnd is the image's table of u32 addresses of static strings. The store made here is
// reachable from `table`; slots are masked to its length, and half of them are free, so that probing ends.

/** A store of u32, a power of two of them: addresses of atoms by hash, linear probing, at most half full. */
let table: Any = undefined

/** The atom with a string's content, or 0. */
export function findAtom(s: Address): Address {
  if ((loadU32(s, STRING_FLAGS) & STRING_FLAG_ATOM) !== 0) return s
  if (!isPointer(table)) makeTable()
  const store = addressOf(table)
  const slots = plus(store, STORE_DATA)
  const mask = auxAt(store) - 1
  let slot = (hashAt(s) & mask) >>> 0
  let atom = loadU32(plus(slots, shiftLeft(slot, 2)), 0)
  while (atom !== 0) {
    if (sameContent(atom, s)) return atom
    slot = ((slot + 1) & mask) >>> 0
    atom = loadU32(plus(slots, shiftLeft(slot, 2)), 0)
  }
  return 0
}

function makeTable(): void {
  const first = atomsStart()
  const end = atomsEnd()
  const count = shiftRight(minus(end, first), 2)
  let capacity = 16
  while (capacity < count * 2) capacity = capacity * 2
  const store = allocate(builtinShape('store.i32'), plus(shiftLeft(capacity, 2), STORE_DATA), capacity)
  const slots = plus(store, STORE_DATA)
  const mask = capacity - 1
  for (let at = first; at < end; at = plus(at, 4)) {
    const atom = loadU32(at, 0)
    let slot = (hashAt(atom) & mask) >>> 0
    while (loadU32(plus(slots, shiftLeft(slot, 2)), 0) !== 0) slot = ((slot + 1) & mask) >>> 0
    storeU32(plus(slots, shiftLeft(slot, 2)), 0, atom)
  }
  table = asValue(store)
}
