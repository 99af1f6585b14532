// Values while lowering, and how one representation becomes another. A conversion never tests: the analysis has proved
// that the value is one that the target can hold (docs/representations.md has the bits).

import { HOLE, type Constant } from '../../hir/hir.ts'
import {
  T_ANY, T_BOOLEAN, T_BUILT, T_FRACTION, T_HOLE, T_INT, T_NAN, T_NEGZERO, T_NULL, T_NUMBER, T_STRING, T_SYMBOL, T_UNDEFINED, type Type,
} from '../../analyse/result.ts'
import {
  FALSE, HOLE_TYPE, NULL, STRING, TRUE, UNDEFINED, isOnly, makeType, numberLiteral, stringLiteral,
} from '../../analyse/types.ts'
import type { MirId, Rep } from '../mir.ts'
import type { FunctionLowering } from './function.ts'

export interface Value {
  readonly id: MirId
  readonly rep: Rep
  readonly type: Type
  /** Known at compile time: made anew in the representation that a use wants. */
  readonly constant?: Constant
  /** The operand of a `typeof` whose every use compares it with a literal: no string is made, `id` is not defined. */
  readonly typeofOperand?: Value
}

const INT32_MIN = -(2 ** 31)
const INT32_MAX = 2 ** 31 - 1
const UINT32_MAX = 2 ** 32 - 1
const MAX_SAFE = 2 ** 53

export const may = (type: Type, bits: number): boolean => (type.primitives & (bits | T_ANY)) !== 0
export const isAny = (type: Type): boolean => (type.primitives & T_ANY) !== 0
export const mayBeObject = (type: Type): boolean => type.sites.length > 0 || isAny(type)
export const mayBeNullish = (type: Type): boolean => may(type, T_UNDEFINED | T_NULL | T_HOLE)
export const isNumeric = (type: Type): boolean => isOnly(type, T_NUMBER)
export const isString = (type: Type): boolean => isOnly(type, T_STRING)
export const isObjectOnly = (type: Type): boolean => type.sites.length > 0 && type.primitives === 0
/** Integers within ±2^53 (and −0, where that is allowed). */
export function isIntegral(type: Type, negativeZero = true): boolean {
  return isOnly(type, negativeZero ? T_INT | T_NEGZERO : T_INT) && type.low >= -MAX_SAFE && type.high <= MAX_SAFE
}
export const fitsI32 = (type: Type): boolean => isIntegral(type) && type.low >= INT32_MIN && type.high <= INT32_MAX
export const fitsU32 = (type: Type): boolean => isIntegral(type) && type.low >= 0 && type.high <= UINT32_MAX

export function typeOfConstant(value: Constant): Type {
  if (value === undefined) return UNDEFINED
  if (value === null) return NULL
  if (value === HOLE) return HOLE_TYPE
  if (value === true) return TRUE
  if (value === false) return FALSE
  return typeof value === 'number' ? numberLiteral(value) : stringLiteral(value as string)
}

const REP_TYPES: Record<Rep, Type> = {
  i32: makeType(T_INT, undefined, INT32_MIN, INT32_MAX), u32: makeType(T_INT, undefined, 0, UINT32_MAX),
  i53: makeType(T_INT, undefined, -MAX_SAFE, MAX_SAFE), f64: makeType(T_NUMBER, undefined, -Infinity, Infinity),
  opt: makeType(T_NUMBER | T_UNDEFINED, undefined, -Infinity, Infinity), bool: makeType(T_BOOLEAN), ref: STRING, box: makeType(T_ANY), none: UNDEFINED,
}
/** The widest type of a representation that is not `ref` (for which a string is meant). */
export const typeOfRep = (rep: Rep): Type => REP_TYPES[rep]

const NUMBER_REPS: ReadonlySet<Rep> = new Set<Rep>(['i32', 'u32', 'i53', 'f64'])
export const isNumberRep = (rep: Rep): boolean => NUMBER_REPS.has(rep)
export const isIntegerRep = (rep: Rep): boolean => rep === 'i32' || rep === 'u32' || rep === 'i53'

/** The value in another representation. */
export function convert(f: FunctionLowering, value: Value, to: Rep): MirId {
  if (value.rep === to) return value.id
  if (value.constant !== undefined || value.type === UNDEFINED || value.rep === 'none') return constantIn(f, value.constant, to)
  switch (to) {
    case 'box': return toBox(f, value)
    case 'f64': return toF64(f, value)
    case 'opt': return toOpt(f, value)
    case 'i32': case 'u32': case 'i53': return toInteger(f, value, to)
    case 'bool': return toBool(f, value)
    case 'ref': return toRef(f, value)
    case 'none': return value.id
  }
}

function toBox(f: FunctionLowering, v: Value): MirId {
  const known = v.rep === 'f64' && !may(v.type, T_NAN)
  return f.b.pure(known ? 'f64.toBox.known' : `${v.rep}.toBox`, v.id)
}

function toF64(f: FunctionLowering, v: Value): MirId {
  switch (v.rep) {
    case 'box': return optional(v.type) ? f.b.pure('opt.toF64', f.b.pure('box.toOpt', v.id)) : f.b.pure('box.toF64', v.id)
    case 'ref': return f.b.const('f64', NaN)
    default: return f.b.pure(`${v.rep}.toF64`, v.id)
  }
}

/** Holds undefined or a hole, and possibly numbers: nothing else. */
function optional(type: Type): boolean {
  return isOnly(type, T_NUMBER | T_UNDEFINED | T_HOLE) && may(type, T_UNDEFINED | T_HOLE)
}

function toOpt(f: FunctionLowering, v: Value): MirId {
  switch (v.rep) {
    case 'f64': return f.b.pure(may(v.type, T_NAN) ? 'f64.toOpt' : 'f64.toOpt.known', v.id)
    case 'box': return f.b.pure('box.toOpt', v.id)
    case 'ref': return f.b.pure('box.toOpt', f.b.pure('ref.toBox', v.id))
    default: return f.b.pure('f64.toOpt.known', toF64(f, v))
  }
}

function toInteger(f: FunctionLowering, v: Value, to: 'i32' | 'u32' | 'i53'): MirId {
  const suffix = to === 'i32' ? 'toI32' : to === 'u32' ? 'toU32' : 'toI53'
  switch (v.rep) {
    case 'i32': case 'u32': case 'i53': return f.b.pure(`${v.rep}.${suffix}`, v.id)
    case 'bool': return to === 'u32' ? f.b.pure('i32.toU32', f.b.pure('bool.toI32', v.id)) : f.b.pure(`bool.${suffix}`, v.id)
    case 'ref': return f.b.const(to, 0)
    default: {
      const exact = to === 'i53' || (to === 'i32' ? fitsI32(v.type) : fitsU32(v.type))
      return f.b.pure(`f64.${suffix}${exact ? '' : '.trunc'}`, toF64OrSelf(f, v))
    }
  }
}

function toF64OrSelf(f: FunctionLowering, v: Value): MirId {
  return v.rep === 'f64' ? v.id : toF64(f, v)
}

function toBool(f: FunctionLowering, v: Value): MirId {
  switch (v.rep) {
    case 'box': return f.b.pure('box.toBool', v.id)
    case 'i32': return f.b.pure('i32.toBool', v.id)
    default: return f.b.const('bool', 0)
  }
}

function toRef(f: FunctionLowering, v: Value): MirId {
  if (v.rep === 'box') return f.b.pure('box.toRef', v.id)
  if (v.rep === 'opt') return f.b.pure('box.toRef', f.b.pure('opt.toBox', v.id))
  return f.b.word('ref', 'undefined')
}

/** A constant in a representation; one that the representation cannot hold is what ToNumber or dead code makes of it. */
export function constantIn(f: FunctionLowering, value: Constant, to: Rep): MirId {
  if (to === 'none') return -1
  if (typeof value === 'number') return numberIn(f, value, to)
  if (to === 'bool') return f.b.const('bool', value === true ? 1 : 0)
  if (to === 'f64') return f.b.const('f64', value === HOLE ? NaN : Number(value as boolean | null | undefined))
  if (to === 'i32' || to === 'u32' || to === 'i53') return f.b.const(to, value === true ? 1 : 0)
  if (to === 'opt') return f.b.word('opt', value === HOLE ? 'hole' : 'undefined')
  if (typeof value === 'string') {
    const address = f.b.address(f.program.string(value))
    return to === 'box' ? f.b.pure('ref.toBox', address) : address
  }
  if (typeof value === 'boolean') return f.b.word('box', value ? 'true' : 'false')
  return f.b.word(to, value === HOLE ? 'hole' : value === null ? 'null' : 'undefined')
}

function numberIn(f: FunctionLowering, value: number, to: Rep): MirId {
  switch (to) {
    case 'i32': return f.b.const('i32', value | 0)
    case 'u32': return f.b.const('u32', value >>> 0)
    case 'i53': return f.b.const('i53', Number.isFinite(value) ? Math.trunc(value) + 0 : 0)
    case 'f64': return f.b.const('f64', value)
    case 'opt': return f.b.pure('f64.toOpt', f.b.const('f64', value))
    case 'box': return f.b.pure('f64.toBox', f.b.const('f64', value))
    default: return f.b.word('ref', 'undefined')
  }
}

/** What is left of a value known not to be undefined, null or a hole. */
export function notNullish(value: Value): Value {
  if (isAny(value.type)) return value
  const kept = value.type.primitives & ~(T_UNDEFINED | T_NULL | T_HOLE)
  return kept === value.type.primitives ? value : { ...value, type: { ...value.type, primitives: kept } }
}

export { T_ANY, T_BOOLEAN, T_BUILT, T_FRACTION, T_HOLE, T_INT, T_NAN, T_NEGZERO, T_NULL, T_NUMBER, T_STRING, T_SYMBOL, T_UNDEFINED }
