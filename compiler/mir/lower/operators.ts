// Unary and binary operators: machine arithmetic where the analysis proves numbers, the runtime where it does not.
// Source: ECMA-262 §13.5–§13.12, §7.1, §7.2.

import type { Instruction, UnaryOperator } from '../../hir/hir.ts'
import type { Type } from '../../analyse/result.ts'
import { isOnly } from '../../analyse/types.ts'
import { usesOf } from '../../analyse/uses.ts'
import { isFunction } from './calls.ts'
import { HEADER_AUX, KIND_CLOSURE, KIND_STRING_LATIN1, KIND_STRING_SLICE, KIND_SYMBOL } from '../../../library/runtime/core/layout.ts'
import type { MirId, Rep } from '../mir.ts'
import { checkNullish } from './exceptions.ts'
import type { FunctionLowering } from './function.ts'
import { arithmetic, bitwise, compareNumbers, toNumber } from './numbers.ts'
import {
  T_BOOLEAN, T_BUILT, T_HOLE, T_INT, T_NEGZERO, T_NULL, T_NUMBER, T_STRING, T_SYMBOL, T_UNDEFINED,
  isAny, isNumberRep, isNumeric, isObjectOnly, isString, may, mayBeNullish, mayBeObject, type Value,
} from './values.ts'

type Of<Op extends Instruction['op']> = Extract<Instruction, { op: Op }>

// --- ToBoolean

/** ToBoolean of a value, as a bool. */
export function truthiness(f: FunctionLowering, value: Value): MirId {
  if (value.rep === 'bool') return value.id
  if (value.rep === 'i32' || value.rep === 'u32' || value.rep === 'i53') return f.b.pure(`${value.rep}.ne`, value.id, f.b.const(value.rep, 0))
  // NaN is not greater than 0, and undefined is NaN as a number.
  if (value.rep === 'f64' || value.rep === 'opt') return f.b.pure('f64.gt', f.b.pure('f64.abs', f.as(value, 'f64')), f.b.const('f64', 0))
  if (value.rep === 'none') return f.b.const('bool', 0)
  const { type } = value
  if (!may(type, T_STRING | T_NUMBER)) {
    if (value.rep === 'ref') return f.b.pure('ref.isPointer', value.id)
    return f.b.pure('bool.or', f.b.pure('box.isPointer', value.id), f.b.pure('box.isTrue', value.id))
  }
  if (!mayBeObject(type) && !may(type, T_NUMBER | T_BOOLEAN | T_SYMBOL)) return stringTruthiness(f, value)
  return f.entry('toBoolean', value).id
}

function stringTruthiness(f: FunctionLowering, value: Value): MirId {
  const pointer = f.isPointer(value)
  const tested = (): MirId => f.b.pure('u32.ne', stringLength(f, f.as(value, 'ref')), f.b.const('u32', 0))
  return pointer === null ? tested() : f.b.choose(pointer, 'bool', tested, () => f.b.const('bool', 0))!
}

/** Length in code units, u32, of any kind of string. */
export function stringLength(f: FunctionLowering, s: MirId): MirId {
  return f.b.load('u32', s, HEADER_AUX, { region: 'string' })
}

// --- ToString

/** ToString of a value (template substitutions, string addition). */
export function toStringValue(f: FunctionLowering, value: Value): Value {
  if (isString(value.type)) return { ...value, id: f.as(value, 'ref'), rep: 'ref' }
  if (isNumeric(value.type)) return numberToString(f, value)
  if (isOnly(value.type, T_BOOLEAN)) {
    const yes = f.as(f.constant('true'), 'ref')
    const no = f.as(f.constant('false'), 'ref')
    return f.string(f.b.pure('select.ref', f.as(value, 'bool'), yes, no))
  }
  if (isOnly(value.type, T_UNDEFINED)) return f.constant('undefined')
  if (isOnly(value.type, T_NULL)) return f.constant('null')
  const isPointer = stringTest(f, value)
  const general = (): MirId => f.entry('toStringValue', value).id
  return isPointer === null ? f.entry('toStringValue', value) : f.string(f.b.choose(isPointer, 'ref', () => stringPart(f, value), general, true)!)
}

/** Whether a value is a string, where only strings among what it can be are pointers; null where they are not. */
function stringTest(f: FunctionLowering, value: Value): MirId | null {
  if (isAny(value.type) || value.type.sites.length > 0 || may(value.type, T_SYMBOL) || !may(value.type, T_STRING)) return null
  return value.rep === 'ref' || value.rep === 'box' ? f.b.pure(`${value.rep}.isPointer`, value.id) : null
}

/** A value that stringTest found to be a string. */
const stringPart = (f: FunctionLowering, value: Value): MirId => f.as({ ...value, constant: undefined }, 'ref')

function numberToString(f: FunctionLowering, value: Value): Value {
  return value.rep === 'i32' ? f.entry('intToString', value) : f.entry('numberToString', value)
}

// --- unary

const UNARY: Record<UnaryOperator, (f: FunctionLowering, value: Value, i: Of<'unary'>) => Value | null> = {
  neg: (f, v, i) => negate(f, toNumber(f, v), f.resultRep(i), f.resultType(i)),
  plus: (f, v) => toNumber(f, v),
  toNumeric: (f, v) => toNumber(f, v),
  not: (f, v) => f.bool(f.b.pure('bool.not', truthiness(f, v))),
  bitnot: (f, v) => f.number(f.b.pure('i32.not', toInt32(f, v))),
  typeof: (f, v, i) => typeOf(f, v, i),
  void: (f) => f.undefined(),
  toString: (f, v) => toStringValue(f, v),
  toPropertyKey: (f, v) => (isOnly(v.type, T_STRING | T_SYMBOL) || isNumeric(v.type) ? v : f.entry('toPropertyKey', v)),
  toObjectCoercible: (f, v, i) => checkNullish(f, v, (nullish) => f.throwEntry('throwNotCoercible', nullish, f.constant(i.text ?? ''))),
  isUndefined: (f, v) => f.bool(isUndefined(f, v)),
  isHole: (f, v) => f.bool(f.isHole(v)),
  isNullish: (f, v) => f.bool(mayBeNullish(v.type) ? f.isNullish(v) : f.b.const('bool', 0)),
}

export const lowerUnary = (f: FunctionLowering, i: Of<'unary'>): Value | null => UNARY[i.operator](f, f.arg(i, 0), i)

function isUndefined(f: FunctionLowering, v: Value): MirId {
  if (!may(v.type, T_UNDEFINED)) return f.b.const('bool', 0)
  if (v.rep === 'ref' || v.rep === 'box' || v.rep === 'opt') return f.b.pure(`${v.rep}.isUndefined`, v.id)
  return f.b.const('bool', 0)
}

function negate(f: FunctionLowering, v: Value, rep: Rep, type: Type): Value {
  if ((rep === 'i32' || rep === 'i53') && isNumberRep(v.rep) && isOnly(v.type, T_INT | T_NEGZERO)) {
    return { id: f.b.pure(`${rep}.neg`, f.as(v, rep)), rep, type }
  }
  return f.number(f.b.pure('f64.neg', f.as(v, 'f64')))
}

/** ToInt32 of any value, as i32. */
export function toInt32(f: FunctionLowering, v: Value): MirId {
  return f.as(toNumber(f, v), 'i32')
}

const TYPEOF: readonly [number, string][] = [
  [T_UNDEFINED | T_HOLE, 'undefined'], [T_BOOLEAN, 'boolean'], [T_NUMBER, 'number'], [T_STRING, 'string'], [T_SYMBOL, 'symbol'], [T_NULL, 'object'],
]

/** What `typeof` can be; null when it is not known to be one of a few. */
function typeofNames(f: FunctionLowering, type: Type): string[] | null {
  if (isAny(type)) return null
  const names = new Set(TYPEOF.filter(([bits]) => (type.primitives & bits) !== 0).map(([, name]) => name))
  for (const site of f.program.sites(type)) {
    names.add(site.kind === 'closure' || site.kind === 'class' ? 'function' : site.kind === 'symbol' ? 'symbol' : 'object')
  }
  return [...names]
}

function typeOf(f: FunctionLowering, v: Value, i: Of<'unary'>): Value {
  const names = typeofNames(f, v.type)
  if (names !== null && names.length === 1) return f.constant(names[0])
  return isOnlyTested(f, i) ? { id: -1, rep: f.resultRep(i), type: f.resultType(i), typeofOperand: v } : f.entry('typeofValue', v)
}

const EQUALITY: ReadonlySet<string> = new Set(['strictEq', 'strictNe', 'eq', 'ne'])

/** Whether a `typeof` is only ever compared with literals by an equality operator. */
function isOnlyTested(f: FunctionLowering, i: Instruction): boolean {
  const { users, definitions } = usesOf(f.instance.func)
  return users[i.id].every((user) => {
    const use = definitions[user]
    if (use?.op !== 'binary' || !EQUALITY.has(use.operator)) return false
    const other = definitions[use.args[0] === i.id ? use.args[1] : use.args[0]]
    return other?.op === 'const' && typeof other.value === 'string'
  })
}

/** `typeof v === name`, without the string. */
function typeofIs(f: FunctionLowering, v: Value, name: string): MirId {
  const { b } = f
  const inBox = (op: string, bits: number): MirId => (v.rep === 'box' ? b.pure(`box.${op}`, v.id) : b.const('bool', isOnly(v.type, bits) ? 1 : 0))
  switch (name) {
    case 'undefined': return isUndefined(f, v)
    case 'number': return v.rep === 'opt' ? b.pure('opt.isNumber', v.id) : inBox('isNumber', T_NUMBER)
    case 'boolean': return inBox('isBoolean', T_BOOLEAN)
    case 'string': return f.kindBetween(v, KIND_STRING_LATIN1, KIND_STRING_SLICE)
    case 'symbol': return f.kindBetween(v, KIND_SYMBOL, KIND_SYMBOL)
    case 'function': return isFunction(f, v)
    case 'object': {
      const object = f.pointerAnd(v, (kind) => {
        const named = b.pure('u32.le', b.pure('i32.toU32', b.pure('i32.sub', kind, b.const('i32', KIND_STRING_LATIN1))), b.const('u32', KIND_CLOSURE - KIND_STRING_LATIN1))
        return b.pure('bool.not', named)
      })
      return v.rep === 'ref' || v.rep === 'box' ? b.pure('bool.or', object, b.pure(`${v.rep}.isNull`, v.id)) : object
    }
    default: return b.const('bool', 0)
  }
}

// --- binary

export function lowerBinary(f: FunctionLowering, i: Of<'binary'>): Value {
  const a = f.arg(i, 0)
  const b = f.arg(i, 1)
  switch (i.operator) {
    case 'add': return add(f, i, a, b)
    case 'sub': case 'mul': case 'div': case 'mod': case 'exp':
      return arithmetic(f, i.operator, toNumber(f, a), toNumber(f, b), f.resultRep(i), f.resultType(i))
    case 'bitand': case 'bitor': case 'bitxor': case 'shl': case 'shr': case 'ushr':
      return bitwise(f, i.operator, toNumber(f, a), toNumber(f, b))
    case 'lt': case 'le': case 'gt': case 'ge': return f.bool(compare(f, i.operator, a, b))
    case 'strictEq': return f.bool(strictEquals(f, a, b))
    case 'strictNe': return f.bool(f.b.pure('bool.not', strictEquals(f, a, b)))
    case 'eq': return f.bool(looseEquals(f, a, b))
    case 'ne': return f.bool(f.b.pure('bool.not', looseEquals(f, a, b)))
  }
}

const NO_STRING = T_NUMBER | T_BOOLEAN | T_UNDEFINED | T_NULL
const isPlainPrimitive = (type: Type): boolean => isOnly(type, NO_STRING)
const convertsSimply = (type: Type): boolean => isOnly(type, NO_STRING | T_STRING)

function add(f: FunctionLowering, i: Of<'binary'>, a: Value, b: Value): Value {
  if (isPlainPrimitive(a.type) && isPlainPrimitive(b.type)) {
    return arithmetic(f, 'add', toNumber(f, a), toNumber(f, b), f.resultRep(i), f.resultType(i))
  }
  if ((isString(a.type) && convertsSimply(b.type)) || (isString(b.type) && convertsSimply(a.type))) {
    return f.entry('concatStrings', toStringValue(f, a), toStringValue(f, b))
  }
  return f.entry('addValues', a, b)
}

type Relation = 'lt' | 'le' | 'gt' | 'ge'
const RELATION_NUMBER: Record<Relation, number> = { lt: 0, le: 1, gt: 2, ge: 3 }

function compare(f: FunctionLowering, operator: Relation, a: Value, b: Value): MirId {
  if (isPlainPrimitive(a.type) && isPlainPrimitive(b.type)) return compareNumbers(f, operator, toNumber(f, a), toNumber(f, b))
  if (isString(a.type) && isString(b.type)) {
    return f.b.pure(`i32.${operator}`, f.entry('compareStrings', a, b).id, f.b.const('i32', 0))
  }
  const general = (): MirId => f.entry('compareValues', a, b, f.constant(RELATION_NUMBER[operator])).id
  const [isLeft, isRight] = [stringTest(f, a), stringTest(f, b)]
  if (isLeft === null || isRight === null) return general()
  const strings = (): MirId => f.b.pure(`i32.${operator}`, f.entryWith('compareStrings', stringPart(f, a), stringPart(f, b)).id, f.b.const('i32', 0))
  return f.b.choose(f.b.pure('bool.and', isLeft, isRight), 'bool', strings, general, true)!
}

// --- equality

export function strictEquals(f: FunctionLowering, a: Value, b: Value): MirId {
  if (a.typeofOperand !== undefined) return typeofIs(f, a.typeofOperand, String(b.constant))
  if (b.typeofOperand !== undefined) return typeofIs(f, b.typeofOperand, String(a.constant))
  if (isNumeric(a.type) && isNumeric(b.type)) return compareNumbers(f, 'eq', a, b)
  if (a.rep === 'bool' && b.rep === 'bool') return f.b.pure('bool.eq', a.id, b.id)
  if (isString(a.type) && isString(b.type)) return stringEquals(f, a, b)
  // Without a number or a string on one side, same word is same value; so it is for strings that are the image's own.
  const ambiguous = areInterned(a, b) ? T_NUMBER : T_NUMBER | T_STRING
  if (!may(a.type, ambiguous) || !may(b.type, ambiguous)) return sameWord(f, a, b)
  if (isNumeric(a.type)) return numberEquals(f, a, b)
  if (isNumeric(b.type)) return numberEquals(f, b, a)
  if (a.rep === 'opt' && b.rep === 'opt') {
    const numbers = f.b.pure('f64.eq', f.as(a, 'f64'), f.as(b, 'f64'))
    return f.b.pure('bool.or', numbers, f.b.pure('bool.and', isUndefined(f, a), isUndefined(f, b)))
  }
  if (a.rep === 'ref' && b.rep === 'ref') {
    return f.b.choose(f.b.pure('ref.eq', a.id, b.id), 'bool', () => f.b.const('bool', 1), () => f.entry('strictEquals', a, b).id)!
  }
  return f.entry('strictEquals', a, b).id
}

/** Whether the strings that two values can be are the image's own, of which the same text is the same word. */
const areInterned = (a: Value, b: Value): boolean => !may(a.type, T_BUILT) && !may(b.type, T_BUILT)

function stringEquals(f: FunctionLowering, a: Value, b: Value): MirId {
  if (a.type.literal !== null && b.type.literal !== null) return f.b.const('bool', a.type.literal === b.type.literal ? 1 : 0)
  const x = f.as(a, 'ref')
  const y = f.as(b, 'ref')
  if (areInterned(a, b)) return f.b.pure('ref.eq', x, y)
  const no = (): MirId => f.b.const('bool', 0)
  const content = (): MirId => f.entryWith('stringEquals', x, y).id
  const other = (): MirId => f.b.choose(f.b.pure('u32.eq', lengthOf(f, a, x), lengthOf(f, b, y)), 'bool', content, no)!
  return f.b.choose(f.b.pure('ref.eq', x, y), 'bool', () => f.b.const('bool', 1), other)!
}

/** Most strings that differ differ in length, which is told without a call. */
function lengthOf(f: FunctionLowering, value: Value, s: MirId): MirId {
  return value.type.literal === null ? stringLength(f, s) : f.b.const('u32', value.type.literal.length)
}

function sameWord(f: FunctionLowering, a: Value, b: Value): MirId {
  if (isOnly(b.type, T_UNDEFINED)) return isUndefined(f, a)
  if (isOnly(a.type, T_UNDEFINED)) return isUndefined(f, b)
  if (a.rep === 'ref' && b.rep === 'ref') return f.b.pure('ref.eq', a.id, b.id)
  return f.b.pure('box.sameWord', f.box(a), f.box(b))
}

/** A number against something else: equal only if that is a number too. */
function numberEquals(f: FunctionLowering, number: Value, other: Value): MirId {
  const x = f.as(number, 'f64')
  if (other.rep === 'opt') return f.b.pure('f64.eq', x, f.as(other, 'f64'))
  if (other.rep !== 'box') return f.b.const('bool', 0)
  return f.b.pure('bool.and', f.b.pure('box.isNumber', other.id), f.b.pure('f64.eq', x, f.b.pure('box.toF64', other.id)))
}

const CATEGORIES = [T_NUMBER, T_STRING, T_BOOLEAN, T_SYMBOL]

/** Whether == is === for these: one sort of value, and not both of undefined and null. */
function strictWhenLoose(a: Type, b: Type): boolean {
  if (isAny(a) || isAny(b)) return false
  const bits = a.primitives | b.primitives
  if ((bits & T_NULL) !== 0 && (bits & (T_UNDEFINED | T_HOLE)) !== 0) return false
  const sorts = CATEGORIES.filter((c) => (bits & c) !== 0).length
  return sorts + (a.sites.length > 0 || b.sites.length > 0 ? 1 : 0) <= 1
}

function looseEquals(f: FunctionLowering, a: Value, b: Value): MirId {
  const nullish = T_UNDEFINED | T_NULL
  if (a.typeofOperand !== undefined || b.typeofOperand !== undefined) return strictEquals(f, a, b)
  if (isOnly(a.type, nullish)) return isLooselyNullish(f, b)
  if (isOnly(b.type, nullish)) return isLooselyNullish(f, a)
  return strictWhenLoose(a.type, b.type) ? strictEquals(f, a, b) : f.entry('looseEquals', a, b).id
}

const isLooselyNullish = (f: FunctionLowering, v: Value): MirId => (mayBeNullish(v.type) ? f.isNullish(v) : f.b.const('bool', 0))

// --- instanceof

/** Decided per site when the class has one evaluation and no site's prototypes can change. */
export function lowerInstanceof(f: FunctionLowering, i: Of<'instanceof'>): Value {
  const value = f.arg(i, 0)
  const target = f.arg(i, 1)
  const prototype = staticClassPrototype(f, target.type)
  if (prototype === null || isAny(value.type)) return f.entry('instanceOf', value, target)
  const sites = f.program.sites(value.type)
  const answers = sites.map((site) => inherits(f, site.id, prototype))
  if (answers.some((answer) => answer === null)) return f.entry('instanceOf', value, target)
  const heirs = sites.filter((_, n) => answers[n] === true)
  if (heirs.length === 0) return f.constant(false)
  if (heirs.length === sites.length && isObjectOnly(value.type)) return f.constant(true)
  const no = (): Value => f.constant(false)
  if (new Set(heirs.map((site) => site.shape)).size > 4) return f.entry('instanceOf', value, target)
  // Always: `no` answers for what is no heir, and not for the heirs too when there are many kinds of objects.
  return f.dispatch(value, [{ sites: heirs, body: () => f.constant(true) }], no, 'bool', true) ?? no()
}

function staticClassPrototype(f: FunctionLowering, type: Type): number | null {
  if (type.primitives !== 0 || type.sites.length !== 1) return null
  const site = f.program.site(type.sites[0])
  const simple = site.kind === 'class' && site.open === null && site.class !== null && f.program.class(site.class).evaluatedOnce
  return simple && site.fields.get('@@hasInstance') === undefined ? site.prototypeSite : null
}

/** Whether an object of this site inherits from a prototype; null: not known. */
function inherits(f: FunctionLowering, start: number, prototype: number): boolean | null {
  let site = f.program.site(start)
  for (let depth = 0; depth < 64; depth++) {
    if (site.open !== null) return null
    const next = f.program.prototypeOf(site)
    if (next === 'unknown') return null
    if (next === null) return false
    if (next === prototype) return true
    site = f.program.site(next)
  }
  return null
}
