// What a branch teaches about a value: the `refine` instruction. Only facts that hold at the branch for the value
// itself; what an object holds may change, so a property test only rules out objects that could never pass it.

import type { Predicate, Primitive } from '../hir/hir.ts'
import type { Type } from './result.ts'
import {
  T_ANY, T_BOOLEAN, T_FALSE, T_FRACTION, T_HOLE, T_INT, T_NAN, T_NEGZERO, T_NULL, T_NUMBER, T_STRING, T_SYMBOL, T_TRUE, T_UNDEFINED,
} from './result.ts'
import { compareRefinement } from './ranges.ts'
import type { Solver } from './solver.ts'
import { kindName } from './kinds.ts'
import type { Node, SolverSite } from './state.ts'
import { readCell } from './state.ts'
import { NOTHING, filter, intType, isNothing, isOnly, join, makeType, numberLiteral, stringLiteral, withSites, without } from './types.ts'

export function refine(solver: Solver, node: Node, type: Type, predicate: Predicate, negated: boolean, other: Type | null): Type {
  if (isNothing(type)) return NOTHING
  switch (predicate.kind) {
    case 'typeof': return refineTypeof(solver, type, predicate.type, negated)
    case 'kindOf': return refineKind(solver, type, predicate.type, negated)
    case 'truthy': return negated ? falsyPart(type) : truthyPart(type)
    case 'nullish': return negated ? without(type, T_UNDEFINED | T_NULL) : filter(type, T_UNDEFINED | T_NULL | (type.primitives & T_ANY), false)
    case 'strictEq': return refineEqual(type, predicate.constant, negated)
    case 'instanceof': return refineInstance(solver, node, type, other ?? NOTHING, negated)
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge': return compareRefinement(type, other ?? NOTHING, predicate.kind, negated)
    case 'property': return refineProperty(solver, node, type, predicate.key, predicate.constant, negated)
    case 'in': return type
    case 'hole': return negated ? without(type, T_HOLE) : filter(type, T_HOLE | (type.primitives & T_ANY), false)
    default: return predicate satisfies never
  }
}

const TYPEOF_BITS: Record<string, number> = {
  undefined: T_UNDEFINED, boolean: T_BOOLEAN, number: T_NUMBER, string: T_STRING, symbol: T_SYMBOL, object: T_NULL, function: 0,
}

function refineTypeof(solver: Solver, type: Type, name: string, negated: boolean): Type {
  if (type.primitives & T_ANY) return name in TYPEOF_BITS && !negated && name !== 'object' && name !== 'function' ? filter(type, TYPEOF_BITS[name], false) : type
  const bits = TYPEOF_BITS[name] ?? 0
  const takesSite = (site: SolverSite): boolean =>
    name === 'function' ? site.kind === 'closure' || site.kind === 'class' : name === 'object' && site.kind !== 'closure' && site.kind !== 'class'
  const kept = type.sites.filter((id) => takesSite(solver.siteById(id)) !== negated)
  const primitives = negated ? type.primitives & ~bits : type.primitives & bits
  return withSites(filter(type, primitives, true), kept)
}

function refineKind(solver: Solver, type: Type, name: string, negated: boolean): Type {
  if (type.primitives & T_ANY) return type
  const bits = name === 'null' ? T_NULL : name === 'object' ? 0 : (TYPEOF_BITS[name] ?? 0)
  const kept = type.sites.filter((id) => (kindName(solver.siteById(id)) === name) !== negated)
  return withSites(filter(type, negated ? type.primitives & ~bits : type.primitives & bits, true), kept)
}

function truthyPart(type: Type): Type {
  if (type.primitives & T_ANY) return type
  const kept = without(type, T_UNDEFINED | T_NULL | T_FALSE | T_NAN | T_NEGZERO | T_HOLE)
  if (!(kept.primitives & T_INT) || kept.primitives & T_FRACTION) return kept
  const low = kept.low === 0 ? 1 : kept.low
  const high = kept.high === 0 ? -1 : kept.high
  if (low > high) return without(kept, T_INT)
  return makeType(kept.primitives, kept.sites, low, high, kept.literal)
}

function falsyPart(type: Type): Type {
  if (type.primitives & T_ANY) return type
  const part = filter(type, T_UNDEFINED | T_NULL | T_FALSE | T_NAN | T_NEGZERO | T_HOLE, false)
  const zero = type.primitives & T_INT && type.low <= 0 && type.high >= 0 ? intType(0, 0) : NOTHING
  const empty = type.literal === null || type.literal === '' ? textPart(type, '') : NOTHING
  return join(join(part, zero), empty)
}

/** The strings of a type that have this text. */
function textPart(type: Type, text: string): Type {
  const strings = type.primitives & T_STRING
  return strings === 0 ? NOTHING : makeType(strings, undefined, 0, 0, text)
}

export function constantType(value: Primitive): Type {
  if (value === undefined) return makeType(T_UNDEFINED)
  if (value === null) return makeType(T_NULL)
  if (typeof value === 'boolean') return makeType(value ? T_TRUE : T_FALSE)
  return typeof value === 'number' ? numberLiteral(value) : stringLiteral(value)
}

/** Whether values of two types can be strictly equal, as far as primitives go. */
function mayEqual(type: Type, constant: Type): boolean {
  if (type.primitives & T_ANY) return true
  const zeros = T_INT | T_NEGZERO
  if (constant.primitives & zeros) {
    if (type.primitives & T_NEGZERO && (constant.primitives & T_NEGZERO || (constant.low <= 0 && constant.high >= 0))) return true
    if (!(type.primitives & T_INT)) return false
    const value = constant.primitives & T_INT ? constant.low : 0
    return type.low <= value && type.high >= value
  }
  if (constant.primitives & T_STRING) return (type.primitives & T_STRING) !== 0 && (type.literal === null || type.literal === constant.literal)
  return (type.primitives & constant.primitives) !== 0
}

function refineEqual(type: Type, value: Primitive, negated: boolean): Type {
  if (type.primitives & T_ANY) return type
  const constant = constantType(value)
  if (!negated) {
    if (!mayEqual(type, constant)) return NOTHING
    if (typeof value === 'string') return textPart(type, value)
    if (value === 0) return filter(makeType(type.primitives, undefined, 0, 0), T_INT | T_NEGZERO, false)
    return constant
  }
  if (value === undefined || value === null || typeof value === 'boolean') return without(type, constant.primitives)
  if (typeof value === 'string' && type.literal === value) return without(type, T_STRING)
  if (constant.primitives === T_INT && type.primitives & T_INT && !(type.primitives & T_FRACTION)) {
    const low = type.low === value ? type.low + 1 : type.low
    const high = type.high === value ? type.high - 1 : type.high
    return low > high ? without(type, T_INT) : makeType(type.primitives, type.sites, low, high, type.literal)
  }
  return type
}

/** Instances of the classes that `klass` can be: by the prototype chain, as far as it is fixed. */
function refineInstance(solver: Solver, node: Node, type: Type, klass: Type, negated: boolean): Type {
  if (type.primitives & T_ANY || klass.primitives & T_ANY) return type
  const prototypes = new Set<number>()
  for (const id of klass.sites) {
    const site = solver.siteById(id)
    if (site.kind !== 'class' || site.fields.get('@@hasInstance')?.defined || site.prototypeSite === null || site.open !== null) return type
    prototypes.add(site.prototypeSite.id)
  }
  const kept = type.sites.filter((id) => {
    const answer = chainMeets(solver, node, solver.siteById(id), prototypes, 0)
    return negated ? answer !== 'always' || klass.sites.length > 1 : answer !== 'never'
  })
  return withSites(negated ? type : filter(type, 0, true), kept)
}

function chainMeets(solver: Solver, node: Node, site: SolverSite, wanted: Set<number>, depth: number): 'always' | 'never' | 'maybe' {
  const prototypes = solver.prototypeTypes(node, site)
  if (depth > 64 || prototypes.sites.length > 1) return 'maybe'
  if (prototypes.sites.length === 0) return 'never'
  const next = solver.siteById(prototypes.sites[0])
  if (wanted.has(next.id)) return prototypes.primitives === 0 ? 'always' : 'maybe'
  return chainMeets(solver, node, next, wanted, depth + 1)
}

/** Whether every value of a type is strictly equal to a constant (of numbers it is never said). */
function isAlways(type: Type, constant: Type): boolean {
  if (constant.primitives & T_STRING) return isOnly(type, T_STRING) && type.literal === constant.literal
  return type.sites.length === 0 && type.primitives === constant.primitives && (type.primitives & (T_INT | T_FRACTION | T_NAN)) === 0
}

/** `v.key === constant`: drops objects whose own, certain field can never be (or is always) that constant. */
function refineProperty(solver: Solver, node: Node, type: Type, key: string, value: Primitive, negated: boolean): Type {
  if (type.primitives & T_ANY) return type
  const constant = constantType(value)
  const kept = type.sites.filter((id) => {
    const site = solver.siteById(id)
    const field = site.fields.get(key)
    if (field === undefined || !field.defined || !field.certain || site.open !== null || field.getter !== null || field.setter !== null) return true
    const held = readCell(field.cell, node)
    if (isNothing(held)) return false
    if (!negated) return mayEqual(held, constant)
    return !isAlways(held, constant)
  })
  return withSites(type, kept)
}
