// Arithmetic on values that are numbers: in integers where the analysis proves that no rounding and no −0 can show, in
// doubles otherwise. Source: ECMA-262 §6.1.6.1.

import type { Type } from '../../analyse/result.ts'
import { isOnly } from '../../analyse/types.ts'
import type { MirId, Rep } from '../mir.ts'
import type { FunctionLowering } from './function.ts'
import {
  T_BOOLEAN, T_HOLE, T_INT, T_NEGZERO, T_NULL, T_NUMBER, T_UNDEFINED, isIntegerRep, isIntegral, isNumberRep, may, type Value,
} from './values.ts'

/** ToNumber. A value with a number's representation is returned as it is. */
export function toNumber(f: FunctionLowering, v: Value): Value {
  if (isNumberRep(v.rep)) return v
  if (v.rep === 'bool') return f.number(f.b.pure('bool.toI32', v.id))
  if (isOnly(v.type, T_NUMBER | T_UNDEFINED | T_HOLE)) return f.number(f.as(v, 'f64'))
  if (isOnly(v.type, T_NULL)) return f.constant(0)
  if (isOnly(v.type, T_BOOLEAN)) return f.number(f.b.pure('bool.toI32', f.as(v, 'bool')))
  return f.entry('toNumber', v)
}

export type Arithmetic = 'add' | 'sub' | 'mul' | 'div' | 'mod' | 'exp'

/** Operands are numbers. `rep` and `type` are the result's. */
export function arithmetic(f: FunctionLowering, operator: Arithmetic, a: Value, b: Value, rep: Rep, type: Type): Value {
  switch (operator) {
    case 'add': case 'sub': case 'mul': {
      const domain = integerDomain(a, b, rep, type)
      return domain === null ? floating(f, operator, a, b) : { id: f.b.pure(`${domain}.${operator}`, f.as(a, domain), f.as(b, domain)), rep: domain, type }
    }
    case 'div': return isConstant(b, 1) ? a : floating(f, 'div', a, b)
    case 'mod': return remainder(f, a, b, rep, type)
    case 'exp': return f.entry('powNumber', a, b)
  }
}

const isConstant = (v: Value, n: number): boolean => v.constant === n

/** The integer representation in which add, sub and mul are exact; null for doubles. */
function integerDomain(a: Value, b: Value, rep: Rep, type: Type): 'i32' | 'u32' | 'i53' | null {
  if (!isIntegral(a.type) || !isIntegral(b.type) || !isIntegral(type)) return null
  if (rep === 'i32' || rep === 'u32' || rep === 'i53') return rep
  // The result is wanted as a double or a box: integers pay only where the operands are in integer registers.
  if (!isOnly(type, T_INT) || !isIntegerRep(a.rep) || !isIntegerRep(b.rep)) return null
  return a.rep === 'i32' && b.rep === 'i32' && type.low >= -(2 ** 31) && type.high < 2 ** 31 ? 'i32' : 'i53'
}

function floating(f: FunctionLowering, operator: string, a: Value, b: Value): Value {
  return f.number(f.b.pure(`f64.${operator}`, f.as(a, 'f64'), f.as(b, 'f64')))
}

/** `%`: integers where the dividend is not negative (its sign is the result's, and −0 would show). */
function remainder(f: FunctionLowering, a: Value, b: Value, rep: Rep, type: Type): Value {
  const integers = isIntegral(a.type) && isIntegral(b.type)
  const signShows = a.type.low < 0 || (a.type.primitives & T_NEGZERO) !== 0
  if (!integers || (signShows && !isIntegerRep(rep))) return remainderOfAny(f, a, b, type)
  const domain = fits32(a.type) && fits32(b.type) && b.type.low >= 0 ? 'i32' : 'i53'
  const x = f.as(a, domain)
  const y = f.as(b, domain)
  const rem = (): MirId => f.b.pure(`${domain}.rem`, x, y)
  if (b.type.low > 0 || b.type.high < 0) return { id: rem(), rep: domain, type }
  const zero = f.b.pure(`${domain}.eq`, y, f.b.const(domain, 0))
  const id = f.b.choose(zero, 'f64', () => f.b.const('f64', NaN), () => f.b.pure(`${domain}.toF64`, rem()), false)!
  return f.number(id)
}

/** Doubles: most are small integers all the same, the dividend not negative and the divisor positive. */
function remainderOfAny(f: FunctionLowering, a: Value, b: Value, type: Type): Value {
  const general = (): MirId => f.as(f.entry('modNumber', a, b), 'f64')
  if (!may(a.type, T_INT) || !may(b.type, T_INT)) return f.entry('modNumber', a, b)
  const { b: builder } = f
  const tests: MirId[] = []
  const small = (v: Value, least: number): MirId => {
    const isSmall = isIntegral(v.type, false) && fits32(v.type)
    const number = isSmall ? -1 : f.as(v, 'f64')
    if (!isSmall) tests.push(builder.pure('f64.isInt32', number))
    const integer = isSmall ? f.as(v, 'i32') : builder.pure('f64.toI32', number)
    if (!isSmall || v.type.low < least) tests.push(builder.pure('i32.ge', integer, builder.const('i32', least)))
    return integer
  }
  const x = small(a, 0)
  const y = small(b, 1)
  const exact = (): MirId => builder.pure('i32.toF64', builder.pure('i32.rem', x, y))
  if (tests.length === 0) return { id: exact(), rep: 'f64', type }
  const all = tests.reduce((left, right) => builder.pure('bool.and', left, right))
  return f.number(builder.choose(all, 'f64', exact, general, true)!)
}

const fits32 = (type: Type): boolean => type.low >= -(2 ** 31) && type.high < 2 ** 31

export type Bitwise = 'bitand' | 'bitor' | 'bitxor' | 'shl' | 'shr' | 'ushr'
const BITWISE_OP: Record<Bitwise, string> = { bitand: 'and', bitor: 'or', bitxor: 'xor', shl: 'shl', shr: 'shr', ushr: 'ushr' }

export function bitwise(f: FunctionLowering, operator: Bitwise, a: Value, b: Value): Value {
  const x = f.as(a, 'i32')
  // `x | 0`, `x >> 0` and `x >>> 0` are the usual ways to write ToInt32 and ToUint32.
  if (isConstant(b, 0) && (operator === 'bitor' || operator === 'shr')) return f.number(x)
  if (isConstant(b, 0) && operator === 'ushr') return f.number(f.as(a, 'u32'))
  return f.number(f.b.pure(`i32.${BITWISE_OP[operator]}`, x, f.as(b, 'i32')))
}

/** A relation of two numbers (`opt` counts as NaN where it is undefined). */
export function compareNumbers(f: FunctionLowering, relation: 'lt' | 'le' | 'gt' | 'ge' | 'eq', a: Value, b: Value): MirId {
  const rep = commonRep(a, b)
  return f.b.pure(`${rep}.${relation}`, f.as(a, rep), f.as(b, rep))
}

function commonRep(a: Value, b: Value): Rep {
  const x = smallest(a)
  const y = smallest(b)
  if (x === y && isIntegerRep(x)) return x
  return isIntegerRep(x) && isIntegerRep(y) ? 'i53' : 'f64'
}

/** A constant's representation is its partner's to choose. */
function smallest(v: Value): Rep {
  if (v.constant === undefined) return v.rep
  const n = v.constant
  return typeof n === 'number' && !Object.is(n, -0) && (n | 0) === n ? 'i32' : 'f64'
}

/** Whether a number can be NaN, undefined taken as NaN. */
export const mayBeNaN = (type: Type): boolean => may(type, T_UNDEFINED) || !isOnly(type, T_INT | T_NEGZERO)
