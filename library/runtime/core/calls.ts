// Calls of functions of which nothing is known, through their generic entries.

import type { Address, Any } from '../intrinsics/raw.ts'
import { addressOf, callEntry, constructEntry, loadU32, stop } from '../intrinsics/raw.ts'
import { SHAPE_ENTRY } from './layout.ts'
import { isPlainFunction } from './value/kinds.ts'
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
  // Its entry, if it has one, refuses likewise (compiler/mir/lower/entry.ts).
  if (!hasEntry(callee) && isPlainFunction(callee)) stop(78, 'late refusal SK1900: `new` on a function that is not a class')
  requireEntry(callee)
  return constructEntry(callee, newTarget, count, values)
}

/** A function without entry is one that the analysis found never called from here: the machine must not jump to 0. */
function requireEntry(callee: Any): void {
  if (!hasEntry(callee)) stop(70, 'a function was called that the analysis found uncalled')
}

function hasEntry(callee: Any): boolean {
  return loadU32(shapeAt(addressOf(callee)), SHAPE_ENTRY) !== 0
}
