// Operators on any values: +, relations, instanceof, and the remainder of doubles (ECMA-262 §13.15.3, §7.2.13,
// §6.1.6.1.6).

import type { Any } from '../../intrinsics/raw.ts'
import {
  addressOf, asNumber, asString, f64FromWords, f64High, f64Low, isNumber, stackBoxes, storeBox,
} from '../../intrinsics/raw.ts'
import { wellKnownSymbol } from '../../intrinsics/mod.ts'
import { call } from '../calls.ts'
import { callSite, describe } from '../../errors/describe.ts'
import { getKeyed } from '../property/get.ts'
import { prototypeAddress } from '../property/find.ts'
import { concatStrings } from '../string/concat.ts'
import { compareStrings } from '../string/compare.ts'
import { isObjectValue, isStringValue } from '../words.ts'
import { toNumber, toStringValue } from './convert.ts'
import { isCallable, toBoolean } from './kinds.ts'
import { toPrimitive } from './primitive.ts'

// SAFETY: values are taken for numbers after isNumber, for strings after isStringValue, and their addresses after
// isObjectValue or isCallable. The argument of hasInstance is one box in this frame, written before the call.

export function addValues(a: Any, b: Any): Any {
  if (isNumber(a) && isNumber(b)) return asNumber(a) + asNumber(b)
  const left = toPrimitive(a, 'default')
  const right = toPrimitive(b, 'default')
  if (isStringValue(left) || isStringValue(right)) return concatStrings(toStringValue(left), toStringValue(right))
  const x = toNumber(left)
  return x + toNumber(right)
}

/** Operator 0 <, 1 <=, 2 >, 3 >=. */
export function compareValues(a: Any, b: Any, operator: number): boolean {
  if (isNumber(a) && isNumber(b)) return compareNumbers(asNumber(a), asNumber(b), operator)
  const left = toPrimitive(a, 'number')
  const right = toPrimitive(b, 'number')
  if (isStringValue(left) && isStringValue(right)) {
    return compareNumbers(compareStrings(asString(left), asString(right)), 0, operator)
  }
  const x = toNumber(left)
  return compareNumbers(x, toNumber(right), operator)
}

function compareNumbers(a: number, b: number, operator: number): boolean {
  if (operator === 0) return a < b
  if (operator === 1) return a <= b
  return operator === 2 ? a > b : a >= b
}

/** `value instanceof target` */
export function instanceOf(value: Any, target: Any): boolean {
  if (!isObjectValue(target)) throw new TypeError(`Right-hand side of 'instanceof' is not an object`)
  const method = getKeyed(addressOf(target), wellKnownSymbol('hasInstance'), target)
  if (method !== undefined && method !== null) {
    if (!isCallable(method)) throw new TypeError(`${callSite(method)} is not a function`)
    const argument = stackBoxes(1)
    storeBox(argument, 0, value)
    return toBoolean(call(method, target, 1, argument))
  }
  if (!isCallable(target)) throw new TypeError(`Right-hand side of 'instanceof' is not callable`)
  return ordinaryHasInstance(target, value)
}

/** ECMA-262 §7.3.22 */
export function ordinaryHasInstance(target: Any, value: Any): boolean {
  if (!isCallable(target) || !isObjectValue(value)) return false
  const prototype = getKeyed(addressOf(target), 'prototype', target)
  if (!isObjectValue(prototype)) throw new TypeError(`Function has non-object prototype '${describe(prototype)}' in instanceof check`)
  const wanted = addressOf(prototype)
  let object = prototypeAddress(addressOf(value))
  while (object !== 0) {
    if (object === wanted) return true
    object = prototypeAddress(object)
  }
  return false
}

/** x % y of doubles, exactly: binary long division of the mantissas (the sign is x's). */
export function modNumber(x: number, y: number): number {
  if (x !== x || y !== y || y === 0 || x === Infinity || x === -Infinity) return NaN
  if (y === Infinity || y === -Infinity || x === 0) return x
  const negative = x < 0
  let rest = negative ? -x : x
  const divisor = y < 0 ? -y : y
  if (rest >= divisor) {
    if (rest <= 9007199254740991 && divisor <= 9007199254740991 && rest === Math.floor(rest) && divisor === Math.floor(divisor)) {
      rest = rest - Math.floor(rest / divisor) * divisor
      // The quotient was rounded: it may be one too large.
      if (rest < 0) rest = rest + divisor
    } else {
      rest = remainder(rest, divisor)
    }
  }
  return negative ? -rest : rest
}

/**
 * Subtracts divisor · 2^k for k from the largest down; every difference is exact, for both have the same exponent then.
 */
function remainder(dividend: number, divisor: number): number {
  let rest = dividend
  while (rest >= divisor) {
    let scaled = scaleTo(divisor, rest)
    if (scaled > rest) scaled = scaled / 2
    rest = rest - scaled
  }
  return rest
}

/** value · 2^k with the exponent of `like`, which is not less. */
function scaleTo(value: number, like: number): number {
  const exponent = f64High(like) & 0x7ff00000
  // Below the normal range exponents cannot be set: doubling comes to the same.
  if (exponent === 0 || (f64High(value) & 0x7ff00000) === 0) {
    let scaled = value
    while (scaled <= like / 2) scaled = scaled * 2
    return scaled
  }
  return f64FromWords((f64High(value) & 0xfffff) | exponent, f64Low(value))
}
