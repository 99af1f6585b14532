// Calls of functions of which nothing is known, through their generic entries.

import type { Address, Any } from '../intrinsics/raw.ts'
import { addressOf, callEntry, constructEntry, loadU32, stop } from '../intrinsics/raw.ts'
import { SHAPE_ENTRY } from './layout.ts'
import { shapeAt } from './words.ts'

// SAFETY: the callers have tested that the callee is callable (or a constructor), or it is half of an accessor, which
// only functions become; that it has an entry is tested here. `values` are `count` boxes that the caller keeps.

/** Calls a function with `count` boxes at an address. */
export function call(callee: Any, thisValue: Any, count: number, values: Address): Any {
  requireEntry(callee)
  return callEntry(callee, thisValue, count, values)
}

/** Constructs with a constructor. */
export function construct(callee: Any, newTarget: Any, count: number, values: Address): Any {
  requireEntry(callee)
  return constructEntry(callee, newTarget, count, values)
}

/** A function without entry is one that the analysis found never called from here: the machine must not jump to 0. */
function requireEntry(callee: Any): void {
  if (loadU32(shapeAt(addressOf(callee)), SHAPE_ENTRY) === 0) stop(70, 'a function was called that the analysis found uncalled')
}
