// Interval arithmetic on the number part of a Type: results of the operators for numbers, with NaN, −0 and fractions
// tracked, so that what is proved an integer stays in integer registers (LANGUAGE §2). Source: ECMA-262 §6.1.6.1.

import { T_ANY, T_BOOLEAN, T_FALSE, T_FRACTION, T_HOLE, T_INT, T_NAN, T_NEGZERO, T_NULL, T_NUMBER, T_STRING, T_TRUE, T_UNDEFINED } from './result.ts'
import type { Type } from './result.ts'
import { I32, MAX_I53, NOTHING, NUMBER, U32, intType, isNothing, join, makeType, primitiveTop } from './types.ts'
import type { BinaryOperator } from '../hir/hir.ts'

/** ToNumber of the primitives in a type (objects: the caller joins what their conversion methods give). */
export function toNumberType(t: Type): Type {
  if (t.primitives & (T_ANY | T_STRING)) return NUMBER
  let result = t.primitives & T_NUMBER ? makeType(t.primitives & T_NUMBER, undefined, t.low, t.high) : NOTHING
  if (t.primitives & (T_UNDEFINED | T_HOLE)) result = join(result, makeType(T_NAN))
  if (t.primitives & (T_NULL | T_FALSE)) result = join(result, intType(0, 0))
  if (t.primitives & T_TRUE) result = join(result, intType(1, 1))
  return t.sites.length > 0 ? NUMBER : result
}

const REAL = T_INT | T_FRACTION

function normal(low: number, high: number, flags: number): Type {
  if (low !== low || high !== high) return NUMBER
  if (low < -MAX_I53) low = -Infinity
  if (high > MAX_I53) high = Infinity
  return makeType(T_INT | flags, undefined, low, high)
}

function isInt(t: Type): boolean {
  return (t.primitives & (T_INT | T_NEGZERO)) !== 0 && (t.primitives & (T_NAN | T_FRACTION)) === 0
}

/** Bounds with −0 counted as 0. */
function bounds(t: Type): [number, number] {
  if (!(t.primitives & REAL)) return [0, 0]
  return t.primitives & T_NEGZERO ? [Math.min(t.low, 0), Math.max(t.high, 0)] : [t.low, t.high]
}

function isFinite(t: Type): boolean {
  const [low, high] = bounds(t)
  return (t.primitives & T_NAN) === 0 && low > -Infinity && high < Infinity
}

/** The sorts that the result of an operator on these has: fractions where an operand has them, NaN handed on. */
function flagsOf(a: Type, b: Type): number {
  const either = a.primitives | b.primitives
  return (either & T_NAN) | (either & T_FRACTION)
}

function addRange(a: Type, b: Type): Type {
  const [al, ah] = bounds(a)
  const [bl, bh] = bounds(b)
  const opposite = (ah === Infinity && bl === -Infinity) || (al === -Infinity && bh === Infinity)
  const negativeZero = a.primitives & b.primitives & T_NEGZERO
  return normal(al + bl, ah + bh, flagsOf(a, b) | negativeZero | (opposite ? T_NAN : 0))
}

function subRange(a: Type, b: Type): Type {
  const [al, ah] = bounds(a)
  const [bl, bh] = bounds(b)
  const same = (ah === Infinity && bh === Infinity) || (al === -Infinity && bl === -Infinity)
  const negativeZero = a.primitives & T_NEGZERO && bl <= 0 && bh >= 0 ? T_NEGZERO : 0
  return normal(al - bh, ah - bl, flagsOf(a, b) | negativeZero | (same ? T_NAN : 0))
}

function mulRange(a: Type, b: Type): Type {
  const [al, ah] = bounds(a)
  const [bl, bh] = bounds(b)
  const products = [al * bl, al * bh, ah * bl, ah * bh]
  if (products.some((p) => p !== p)) return NUMBER
  const infinite = !isFinite(a) || !isFinite(b)
  const zeroA = al <= 0 && ah >= 0
  const zeroB = bl <= 0 && bh >= 0
  if (infinite && (zeroA || zeroB)) return NUMBER
  const signed = (zeroA && bl < 0) || (zeroB && al < 0) || ((a.primitives | b.primitives) & T_NEGZERO) !== 0
  // Products of fractions may underflow to a zero of either sign.
  const underflow = ((a.primitives | b.primitives) & T_FRACTION) !== 0 && (al < 0 || bl < 0)
  const low = Math.min(...products)
  const high = Math.max(...products)
  return normal(underflow ? Math.min(low, 0) : low, underflow ? Math.max(high, 0) : high, flagsOf(a, b) | (signed || underflow ? T_NEGZERO : 0))
}

function modRange(a: Type, b: Type): Type {
  const [al, ah] = bounds(a)
  const [bl, bh] = bounds(b)
  const whole = isInt(a) && isInt(b)
  const limit = Math.max(Math.abs(bl), Math.abs(bh)) - (whole ? 1 : 0)
  let flags = flagsOf(a, b) | (bl <= 0 && bh >= 0 ? T_NAN : 0)
  if (al < 0 || a.primitives & T_NEGZERO) flags |= T_NEGZERO
  if (al === -Infinity || ah === Infinity) flags |= T_NAN // Infinity % n
  if (limit < 0) return makeType(T_NAN)
  return normal(al < 0 ? Math.max(al, -limit) : 0, ah > 0 ? Math.min(ah, limit) : 0, flags)
}

function divRange(a: Type, b: Type): Type {
  const [bl, bh] = bounds(b)
  if (isInt(a) && isInt(b) && bl === 1 && bh === 1) return a
  const [al, ah] = bounds(a)
  if (bl <= 0 || (b.primitives & (T_NAN | T_NEGZERO)) !== 0 || (ah === Infinity && bh === Infinity) || (al === -Infinity && bh === Infinity)) return NUMBER
  const quotients = [al / bl, al / bh, ah / bl, ah / bh]
  const negativeZero = al < 0 || a.primitives & T_NEGZERO ? T_NEGZERO : 0
  const low = Math.min(...quotients)
  const high = Math.max(...quotients)
  return normal(Math.min(low, al >= 0 ? low : 0), high, T_FRACTION | (a.primitives & T_NAN) | negativeZero)
}

/** Math.floor, ceil and trunc: integers between the rounded bounds. */
export function roundRange(t: Type, round: 'floor' | 'ceil' | 'trunc'): Type {
  if (isNothing(t)) return NOTHING
  if (!(t.primitives & REAL)) return t
  const [low, high] = bounds(t)
  const negativeZero = (t.primitives & T_NEGZERO) !== 0 || (round !== 'floor' && (t.primitives & T_FRACTION) !== 0 && low < 0 && high > -1)
  return normal(Math[round](low) + 0, Math[round](high) + 0, (t.primitives & T_NAN) | (negativeZero ? T_NEGZERO : 0))
}

/** After ToInt32: bounds kept where they already fit, fractions cut off, NaN as 0. */
export function toInt32Range(t: Type): Type {
  const [low, high] = bounds(t).map(Math.trunc)
  if (!(low >= I32.low && high <= I32.high)) return I32
  return t.primitives & T_NAN ? intType(Math.min(low, 0), Math.max(high, 0)) : intType(low, high)
}

function bitandRange(a: Type, b: Type): Type {
  const x = toInt32Range(a)
  const y = toInt32Range(b)
  if (x.low >= 0 && y.low >= 0) return intType(0, Math.min(x.high, y.high))
  if (x.low >= 0) return intType(0, x.high)
  if (y.low >= 0) return intType(0, y.high)
  return I32
}

/** Smallest 2^n − 1 that is at least x. */
function mask(x: number): number {
  return 2 ** (32 - Math.clz32(x)) - 1
}

function bitorRange(a: Type, b: Type): Type {
  const x = toInt32Range(a)
  const y = toInt32Range(b)
  return x.low >= 0 && y.low >= 0 ? intType(0, mask(Math.max(x.high, y.high))) : I32
}

function shiftCount(b: Type): number | null {
  return isInt(b) && (b.primitives & T_INT) !== 0 && b.low === b.high && !(b.primitives & T_NEGZERO) ? b.low & 31 : null
}

function shlRange(a: Type, b: Type): Type {
  const x = toInt32Range(a)
  const count = shiftCount(b)
  if (count === null) return I32
  const low = x.low * 2 ** count
  const high = x.high * 2 ** count
  return low >= I32.low && high <= I32.high ? intType(low, high) : I32
}

function shrRange(a: Type, b: Type): Type {
  const x = toInt32Range(a)
  const count = shiftCount(b)
  if (count === null) return intType(Math.min(x.low, 0), Math.max(x.high, 0, x.low < 0 ? -1 : 0))
  return intType(x.low >> count, x.high >> count)
}

function ushrRange(a: Type, b: Type): Type {
  const x = isInt(a) && bounds(a)[0] >= 0 && bounds(a)[1] <= U32.high ? bounds(a) : null
  const count = shiftCount(b)
  if (x !== null) return count === null ? intType(0, x[1]) : intType(x[0] >>> count, x[1] >>> count)
  return count === null ? U32 : intType(0, 0xffffffff >>> count)
}

/** Result of a binary operator on two number types; NOTHING where an operand never comes. */
export function numberBinary(operator: BinaryOperator, a: Type, b: Type): Type {
  if (isNothing(a) || isNothing(b)) return NOTHING
  switch (operator) {
    case 'add': return addRange(a, b)
    case 'sub': return subRange(a, b)
    case 'mul': return mulRange(a, b)
    case 'div': return divRange(a, b)
    case 'mod': return modRange(a, b)
    case 'exp': return NUMBER
    case 'bitand': return bitandRange(a, b)
    case 'bitor':
    case 'bitxor': return bitorRange(a, b)
    case 'shl': return shlRange(a, b)
    case 'shr': return shrRange(a, b)
    case 'ushr': return ushrRange(a, b)
    default: return primitiveTop(T_BOOLEAN)
  }
}

export function negateRange(t: Type): Type {
  if (isNothing(t)) return NOTHING
  const [low, high] = bounds(t)
  if (!(t.primitives & (REAL | T_NEGZERO))) return t
  return normal(0 - high, 0 - low, (t.primitives & (T_NAN | T_FRACTION)) | (low <= 0 && high >= 0 ? T_NEGZERO : 0))
}

/** What is left of `t`, a number, knowing `t OP other` (or its negation, which NaN also satisfies). */
export function compareRefinement(t: Type, other: Type, operator: 'lt' | 'le' | 'gt' | 'ge', negated: boolean): Type {
  if ((t.primitives & ~T_NUMBER) !== 0 || t.sites.length > 0) return t
  const flags = negated ? t.primitives : t.primitives & ~T_NAN
  const known = other.sites.length === 0 && (other.primitives & ~T_NUMBER) === 0 && (other.primitives & T_NUMBER) !== 0
  if (!known || (negated && other.primitives & T_NAN)) return makeType(flags, undefined, t.low, t.high)
  const flip = { lt: 'ge', le: 'gt', gt: 'le', ge: 'lt' } as const
  const effective = negated ? flip[operator] : operator
  const [otherLow, otherHigh] = other.primitives & (REAL | T_NEGZERO) ? bounds(other) : [-Infinity, Infinity]
  const whole = (t.primitives & T_FRACTION) === 0
  let { low, high } = t
  if (effective === 'lt') high = Math.min(high, whole ? Math.ceil(otherHigh) - 1 : otherHigh)
  else if (effective === 'le') high = Math.min(high, whole ? Math.floor(otherHigh) : otherHigh)
  else if (effective === 'gt') low = Math.max(low, whole ? Math.floor(otherLow) + 1 : otherLow)
  else low = Math.max(low, whole ? Math.ceil(otherLow) : otherLow)
  if (low > high || !(flags & REAL)) return (flags & ~REAL) === 0 ? NOTHING : makeType(flags & ~REAL)
  return makeType(flags, undefined, low, high)
}
