// Types of unary and binary operators.

import type { BinaryOperator, UnaryOperator } from '../hir/hir.ts'
import type { Type } from './result.ts'
import { T_ANY, T_BOOLEAN, T_HOLE, T_INT, T_NULL, T_NUMBER, T_STRING, T_SYMBOL, T_UNDEFINED } from './result.ts'
import { toPrimitiveEffects } from './conversions.ts'
import { negateRange, numberBinary, toInt32Range, toNumberType } from './ranges.ts'
import type { Solver } from './solver.ts'
import type { Node } from './state.ts'
import {
  BOOLEAN, FALSE, NOTHING, NUMBER, PROPERTY_KEY, STRING, TRUE, UNDEFINED, canBeFalsy, canBeTruthy, filter, hasObjects, intType, isNothing, isOnly,
  join, stringLiteral, stringOfText, without,
} from './types.ts'

/** ToNumber, running the conversion methods of objects. */
export function numberOf(solver: Solver, node: Node, type: Type): Type {
  if (type.sites.length === 0) return toNumberType(type)
  return join(toNumberType(filter(type, ~0, false)), toNumberType(toPrimitiveEffects(solver, node, type)))
}

export function unaryType(solver: Solver, node: Node, operator: UnaryOperator, value: Type): Type {
  if (isNothing(value)) return NOTHING
  switch (operator) {
    case 'neg': return negateRange(numberOf(solver, node, value))
    case 'plus':
    case 'toNumeric': return numberOf(solver, node, value)
    case 'bitnot': return bitnotRange(toInt32Range(numberOf(solver, node, value)))
    case 'not': return !canBeTruthy(value) ? TRUE : !canBeFalsy(value) ? FALSE : BOOLEAN
    case 'typeof': return typeofType(solver, value)
    case 'void': return UNDEFINED
    case 'toString': return toStringType(solver, node, value)
    case 'toPropertyKey': return toPropertyKeyType(solver, node, value)
    case 'toObjectCoercible': return without(value, T_UNDEFINED | T_NULL)
    case 'isUndefined': return isTest(value, T_UNDEFINED)
    case 'isHole': return isTest(value, T_HOLE)
    case 'isNullish': return isTest(value, T_UNDEFINED | T_NULL)
    default: return operator satisfies never
  }
}

function isTest(value: Type, bits: number): Type {
  if (value.primitives & T_ANY) return BOOLEAN
  if (!(value.primitives & bits)) return FALSE
  return isOnly(value, bits) ? TRUE : BOOLEAN
}

function bitnotRange(t: Type): Type {
  return intType(~t.high, ~t.low)
}

function typeofType(solver: Solver, value: Type): Type {
  if (value.primitives & T_ANY) return STRING
  const rows: [number, string][] = [[T_UNDEFINED | T_HOLE, 'undefined'], [T_NULL, 'object'], [T_BOOLEAN, 'boolean'], [T_NUMBER, 'number'], [T_STRING, 'string'], [T_SYMBOL, 'symbol']]
  let result = NOTHING
  for (const [bits, name] of rows) if (value.primitives & bits) result = join(result, stringLiteral(name))
  for (const id of value.sites) {
    const kind = solver.siteById(id).kind
    result = join(result, stringLiteral(kind === 'closure' || kind === 'class' ? 'function' : 'object'))
  }
  return result
}

function toStringType(solver: Solver, node: Node, value: Type): Type {
  if (value.sites.length > 0) toPrimitiveEffects(solver, node, value)
  return isOnly(value, T_STRING) ? value : STRING
}

function toPropertyKeyType(solver: Solver, node: Node, value: Type): Type {
  if (value.sites.length > 0) toPrimitiveEffects(solver, node, value)
  if (isOnly(value, T_STRING | T_SYMBOL)) return value
  return hasObjects(value) || value.primitives & T_SYMBOL ? PROPERTY_KEY : STRING
}

export function binaryType(solver: Solver, node: Node, operator: BinaryOperator, left: Type, right: Type): Type {
  if (isNothing(left) || isNothing(right)) return NOTHING
  switch (operator) {
    case 'add': return addType(solver, node, left, right)
    case 'eq':
    case 'ne':
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge':
      if (left.sites.length > 0) toPrimitiveEffects(solver, node, left)
      if (right.sites.length > 0) toPrimitiveEffects(solver, node, right)
      return compareType(operator, left, right)
    case 'strictEq':
    case 'strictNe': return strictEqualityType(solver, operator, left, right)
    default: return numberBinary(operator, numberOf(solver, node, left), numberOf(solver, node, right))
  }
}

function addType(solver: Solver, node: Node, left: Type, right: Type): Type {
  const a = left.sites.length > 0 ? join(filter(left, ~0, false), toPrimitiveEffects(solver, node, left)) : left
  const b = right.sites.length > 0 ? join(filter(right, ~0, false), toPrimitiveEffects(solver, node, right)) : right
  if ((a.primitives | b.primitives) & T_ANY) return join(STRING, NUMBER)
  const strings = (a.primitives | b.primitives) & T_STRING
  const numbers = numberBinary('add', toNumberType(without(a, T_STRING | T_SYMBOL)), toNumberType(without(b, T_STRING | T_SYMBOL)))
  if (!strings) return numbers
  if (a.literal !== null && b.literal !== null && isOnly(a, T_STRING) && isOnly(b, T_STRING) && a.literal.length + b.literal.length < 64) {
    return stringOfText(a.literal + b.literal)
  }
  return isNothing(numbers) || isOnly(a, T_STRING) || isOnly(b, T_STRING) ? STRING : join(STRING, numbers)
}

/** Comparisons whose answer the ranges already give. */
function compareType(operator: 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge', a: Type, b: Type): Type {
  const ints = a.primitives === T_INT && b.primitives === T_INT && a.sites.length === 0 && b.sites.length === 0
  if (!ints) return BOOLEAN
  switch (operator) {
    case 'lt': return a.high < b.low ? TRUE : a.low >= b.high ? FALSE : BOOLEAN
    case 'le': return a.high <= b.low ? TRUE : a.low > b.high ? FALSE : BOOLEAN
    case 'gt': return a.low > b.high ? TRUE : a.high <= b.low ? FALSE : BOOLEAN
    case 'ge': return a.low >= b.high ? TRUE : a.high < b.low ? FALSE : BOOLEAN
    default: return BOOLEAN
  }
}

function strictEqualityType(solver: Solver, operator: 'strictEq' | 'strictNe', a: Type, b: Type): Type {
  if ((a.primitives | b.primitives) & T_ANY) return BOOLEAN
  const disjoint = !sharesSort(a, b)
  const sameSingle = (isSingle(a) && isSingle(b) && sortOf(a) === sortOf(b) && a.literal === b.literal) || isSameClass(solver, a, b)
  if (!disjoint && !sameSingle) return BOOLEAN
  return (operator === 'strictEq') === sameSingle ? TRUE : FALSE
}

/** Whether some value of `a` and some of `b` are of one sort and may be equal. */
function sharesSort(a: Type, b: Type): boolean {
  const numbers = a.primitives & T_NUMBER && b.primitives & T_NUMBER
  if (numbers) return true
  const both = a.primitives & b.primitives & ~T_STRING
  if (both) return true
  if (a.primitives & T_STRING && b.primitives & T_STRING && (a.literal === null || b.literal === null || a.literal === b.literal)) return true
  return a.sites.some((id) => b.sites.includes(id))
}

/** Both are one and the same class, evaluated once: how a built-in sees that `array.constructor` is Array. */
function isSameClass(solver: Solver, a: Type, b: Type): boolean {
  if (a.primitives !== 0 || b.primitives !== 0 || a.sites.length !== 1 || b.sites.length !== 1 || a.sites[0] !== b.sites[0]) return false
  const site = solver.siteById(a.sites[0])
  return site.kind === 'class' && solver.program.classes[site.class!].evaluatedOnce
}

/** The primitives of a type, with strings of any origin as one sort. */
const sortOf = (t: Type): number => (t.primitives & T_STRING ? t.primitives | T_STRING : t.primitives)

/** One value only: undefined, null, a text. */
function isSingle(t: Type): boolean {
  if (t.sites.length > 0) return false
  return t.primitives === T_UNDEFINED || t.primitives === T_NULL || (isOnly(t, T_STRING) && t.literal !== null)
}
