// Interval arithmetic on the number part of a Type: results of the operators for numbers, with NaN, −0 and fractions
// tracked, so that what is proved an integer stays in integer registers (LANGUAGE §2). Source: ECMA-262 §6.1.6.1.

import { T_FRACTION, T_INT, T_NAN, T_NEGZERO, T_NUMBER, T_UNDEFINED, T_NULL, T_BOOLEAN, T_FALSE, T_TRUE, T_STRING, T_HOLE, T_ANY } from './result.ts'
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

const OTHER = T_NAN | T_FRACTION

function normal(low: number, high: number, flags: number): Type {
  if (low !== low || high !== high) return NUMBER
  if (low < -MAX_I53) low = -Infinity
  if (high > MAX_I53) high = Infinity
  return makeType(T_INT | flags, undefined, low, high)
}

function isInt(t: Type): boolean {
  return (t.primitives & (T_INT | T_NEGZERO)) !== 0 && (t.primitives & OTHER) === 0
}

/** Bounds with −0 counted as 0. */
function bounds(t: Type): [number, number] {
  if (!(t.primitives & T_INT)) return [0, 0]
  return t.primitives & T_NEGZERO ? [Math.min(t.low, 0), Math.max(t.high, 0)] : [t.low, t.high]
}

const ALL_DOUBLES = NUMBER
const bothNegativeZero = (a: Type, b: Type): number => (a.primitives & b.primitives & T_NEGZERO)

function addRange(a: Type, b: Type): Type {
  if (!isInt(a) || !isInt(b)) return ALL_DOUBLES
  const [al, ah] = bounds(a)
  const [bl, bh] = bounds(b)
  const opposite = (ah === Infinity && bl === -Infinity) || (al === -Infinity && bh === Infinity)
  return normal(al + bl, ah + bh, bothNegativeZero(a, b) | (opposite ? T_NAN | T_NEGZERO : 0))
}

function subRange(a: Type, b: Type): Type {
  if (!isInt(a) || !isInt(b)) return ALL_DOUBLES
  const [al, ah] = bounds(a)
  const [bl, bh] = bounds(b)
  const same = (ah === Infinity && bh === Infinity) || (al === -Infinity && bl === -Infinity)
  const negativeZero = a.primitives & T_NEGZERO && bl <= 0 && bh >= 0 ? T_NEGZERO : 0
  return normal(al - bh, ah - bl, negativeZero | (same ? T_NAN : 0))
}

function mulRange(a: Type, b: Type): Type {
  if (!isInt(a) || !isInt(b)) return ALL_DOUBLES
  const [al, ah] = bounds(a)
  const [bl, bh] = bounds(b)
  const products = [al * bl, al * bh, ah * bl, ah * bh]
  if (products.some((p) => p !== p)) return ALL_DOUBLES
  const zeroA = al <= 0 && ah >= 0
  const zeroB = bl <= 0 && bh >= 0
  const negativeZero = (zeroA && bl < 0) || (zeroB && al < 0) || (a.primitives | b.primitives) & T_NEGZERO ? T_NEGZERO : 0
  return normal(Math.min(...products), Math.max(...products), negativeZero)
}

function modRange(a: Type, b: Type): Type {
  if (!isInt(a) || !isInt(b)) return ALL_DOUBLES
  const [al, ah] = bounds(a)
  const [bl, bh] = bounds(b)
  const limit = Math.max(Math.abs(bl), Math.abs(bh)) - 1
  let flags = bl <= 0 && bh >= 0 ? T_NAN : 0
  if (al < 0 || a.primitives & T_NEGZERO) flags |= T_NEGZERO
  if (!Number.isFinite(al) || !Number.isFinite(ah)) flags |= T_NAN // Infinity % n
  if (limit < 0) return makeType(T_NAN)
  return normal(al < 0 ? Math.max(al, -limit) : 0, ah > 0 ? Math.min(ah, limit) : 0, flags)
}

function divRange(a: Type, b: Type): Type {
  const [bl, bh] = bounds(b)
  if (isInt(a) && isInt(b) && bl === 1 && bh === 1) return a
  const [al, ah] = bounds(a)
  const positive = isInt(a) && isInt(b) && al >= 0 && bl > 0 && !((a.primitives | b.primitives) & T_NEGZERO)
  return positive && ah < Infinity ? makeType(T_INT | T_FRACTION, undefined, 0, ah) : ALL_DOUBLES
}

/** After ToInt32: bounds kept where they already fit. */
export function toInt32Range(t: Type): Type {
  if (!isInt(t)) return I32
  const [low, high] = bounds(t)
  return low >= I32.low && high <= I32.high ? intType(low, high) : I32
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
  if (!isInt(t)) return NUMBER
  const [low, high] = bounds(t)
  return normal(-high, -low, low <= 0 && high >= 0 ? T_NEGZERO : 0)
}

/** What is left of `t`, a number, knowing `t OP other` (or its negation, which NaN also satisfies). */
export function compareRefinement(t: Type, other: Type, operator: 'lt' | 'le' | 'gt' | 'ge', negated: boolean): Type {
  if (!(t.primitives & T_INT) || other.sites.length > 0 || (other.primitives & ~T_NUMBER) !== 0 || other.primitives & (T_FRACTION | T_NAN)) {
    return !negated && (t.primitives & ~T_NUMBER) === 0 ? makeType(t.primitives & ~T_NAN, t.sites, t.low, t.high) : t
  }
  if ((t.primitives & ~T_NUMBER) !== 0 || t.sites.length > 0) return t
  const flip = { lt: 'ge', le: 'gt', gt: 'le', ge: 'lt' } as const
  const effective = negated ? flip[operator] : operator
  const [otherLow, otherHigh] = bounds(other)
  let { low, high } = t
  if (effective === 'lt') high = Math.min(high, otherHigh - 1)
  else if (effective === 'le') high = Math.min(high, otherHigh)
  else if (effective === 'gt') low = Math.max(low, otherLow + 1)
  else low = Math.max(low, otherLow)
  const flags = negated ? t.primitives : t.primitives & ~T_NAN
  if (low > high) return (flags & ~T_INT) === 0 ? NOTHING : makeType(flags & ~T_INT)
  return makeType(flags, undefined, low, high)
}
