// ToPrimitive (ECMA-262 §7.1.1).

import type { Any } from '../../intrinsics/raw.ts'
import { addressOf, stackBoxes, storeBox } from '../../intrinsics/raw.ts'
import { wellKnownSymbol } from '../../intrinsics/mod.ts'
import { call } from '../calls.ts'
import { callSite } from '../../errors/describe.ts'
import { getKeyed } from '../property/get.ts'
import { isObjectValue } from '../words.ts'
import { isCallable } from './kinds.ts'

// SAFETY: the address is taken of what isObjectValue found an object; the argument is one box in this frame, written
// before the call and not used after it.

/** A primitive for an object; `hint` is 'default', 'number' or 'string'. */
export function toPrimitive(value: Any, hint: string): Any {
  if (!isObjectValue(value)) return value
  const object = addressOf(value)
  const exotic = getKeyed(object, wellKnownSymbol('toPrimitive'), value)
  if (exotic !== undefined && exotic !== null) {
    if (!isCallable(exotic)) throw new TypeError(`${callSite(exotic)} is not a function`)
    const argument = stackBoxes(1)
    storeBox(argument, 0, hint)
    const result = call(exotic, value, 1, argument)
    if (isObjectValue(result)) throw new TypeError('Cannot convert object to primitive value')
    return result
  }
  const stringFirst = hint === 'string'
  for (let i = 0; i < 2; i++) {
    const method = getKeyed(object, (i === 0) === stringFirst ? 'toString' : 'valueOf', value)
    if (!isCallable(method)) continue
    const result = call(method, value, 0, 0)
    if (!isObjectValue(result)) return result
  }
  throw new TypeError('Cannot convert object to primitive value')
}
