// The lattice of the flow analysis: what a value can be. A Type is immutable; its site sets are interned, so that
// equality is identity. Joins go up only; numbers widen to thresholds where a cycle could otherwise climb for ever.

import {
  T_ANY, T_BOOLEAN, T_BUILT, T_FALSE, T_FRACTION, T_HOLE, T_INT, T_INTERNED, T_NAN, T_NEGZERO, T_NULL, T_NUMBER, T_STRING, T_SYMBOL,
  T_TRUE, T_UNDEFINED,
} from './result.ts'
import type { SiteId, Type } from './result.ts'
import { NO_SITES, internSites, unionSites } from './site-sets.ts'
import type { Rep } from '../mir/mir.ts'

// --- constructors

export function makeType(primitives: number, sites: readonly SiteId[] = NO_SITES, low = 0, high = 0, literal: string | null = null): Type {
  return { primitives, low, high, sites, literal }
}

export const NOTHING = makeType(0)
export const ANY = makeType(T_ANY)
export const UNDEFINED = makeType(T_UNDEFINED)
export const NULL = makeType(T_NULL)
export const HOLE_TYPE = makeType(T_HOLE)
export const TRUE = makeType(T_TRUE)
export const FALSE = makeType(T_FALSE)
export const BOOLEAN = makeType(T_BOOLEAN)
export const STRING = makeType(T_STRING)
export const SYMBOL = makeType(T_SYMBOL)
export const NUMBER = makeType(T_NUMBER, NO_SITES, -Infinity, Infinity)
export const STRING_OR_UNDEFINED = makeType(T_STRING | T_UNDEFINED)
export const PROPERTY_KEY = makeType(T_STRING | T_SYMBOL)
export const MAX_I53 = 2 ** 53 - 1

export function intType(low: number, high: number): Type {
  return makeType(T_INT, NO_SITES, low, high)
}
export const I32 = intType(-(2 ** 31), 2 ** 31 - 1)
export const U32 = intType(0, 2 ** 32 - 1)
export const U16 = intType(0, 65535)
export const U8 = intType(0, 255)
export const I53 = intType(-MAX_I53, MAX_I53)
export const LENGTH = intType(0, 2 ** 32 - 1)
export const STRING_LENGTH = intType(0, 2 ** 29)
export const ADDRESS = intType(0, 2 ** 48)
/** library/runtime/typed/allocate.ts makes no longer one. */
export const MAX_BUFFER_BYTES = 2 ** 36

/** A text that the program spells, as the image holds it. */
export function stringLiteral(value: string): Type {
  return makeType(T_INTERNED, NO_SITES, 0, 0, value)
}
/** Strings of this text, wherever they come from. */
export function stringOfText(value: string): Type {
  return makeType(T_STRING, NO_SITES, 0, 0, value)
}
export function symbolLiteral(name: string): Type {
  return makeType(T_SYMBOL, NO_SITES, 0, 0, name)
}
/** The literal of symbols that a program makes (Symbol(), Symbol.for): which one is not known, but none of the well-known. */
export const MADE_SYMBOL = '@@*'
export const NEW_SYMBOL = makeType(T_SYMBOL, NO_SITES, 0, 0, MADE_SYMBOL)

/**
 * The property that a value surely names as a key: a string, or a well-known symbol. Null otherwise, and for strings that
 * look like the keys of private names and symbols: the slots of those are not reached by text.
 */
export function literalKey(key: Type | undefined): string | null {
  if (key === undefined || key.literal === null || key.literal === MADE_SYMBOL || key.sites.length > 0) return null
  if (key.primitives === T_SYMBOL) return key.literal
  return isOnly(key, T_STRING) && !/^(?:#|@@)/.test(key.literal) ? key.literal : null
}

export function siteType(site: SiteId): Type {
  return makeType(0, internSites([site]))
}
export function booleanType(value: boolean): Type {
  return value ? TRUE : FALSE
}
export function numberLiteral(value: number): Type {
  if (value !== value) return makeType(T_NAN)
  if (Object.is(value, -0)) return makeType(T_NEGZERO)
  if (Number.isInteger(value) && Math.abs(value) <= MAX_I53) return intType(value, value)
  return makeType(T_FRACTION, NO_SITES, value, value)
}

/** Sorts of number that the bounds speak of. */
const BOUNDED = T_INT | T_FRACTION

// --- order

export function isNothing(t: Type): boolean {
  return t.primitives === 0 && t.sites.length === 0
}

/** Where `big` already says all that `small` says. */
export function includes(big: Type, small: Type): boolean {
  if (big.primitives & T_ANY) return true
  if ((small.primitives & ~big.primitives) !== 0) return false
  if (small.primitives & BOUNDED && (small.low < big.low || small.high > big.high)) return false
  if (small.sites !== big.sites && unionSites(big.sites, small.sites) !== big.sites) return false
  return !(big.literal !== null && small.primitives & (T_STRING | T_SYMBOL) && small.literal !== big.literal)
}

export function join(a: Type, b: Type): Type {
  if (a === b || includes(a, b)) return a
  if (includes(b, a)) return b
  if ((a.primitives | b.primitives) & T_ANY) return ANY
  const primitives = a.primitives | b.primitives
  const intA = (a.primitives & BOUNDED) !== 0
  const intB = (b.primitives & BOUNDED) !== 0
  const low = intA ? (intB ? Math.min(a.low, b.low) : a.low) : b.low
  const high = intA ? (intB ? Math.max(a.high, b.high) : a.high) : b.high
  const named = T_STRING | T_SYMBOL
  const literal = (a.primitives & named) === 0 ? b.literal : (b.primitives & named) === 0 || a.literal === b.literal ? a.literal : null
  return makeType(primitives, unionSites(a.sites, b.sites), low, high, literal)
}

export function joinAll(types: Type[]): Type {
  let result = NOTHING
  for (const t of types) result = join(result, t)
  return result
}

const HIGHS = [0, 1, 255, 65535, 2 ** 29, 2 ** 31 - 2, 2 ** 31 - 1, 2 ** 32 - 1, MAX_BUFFER_BYTES, 2 ** 48, MAX_I53, Infinity]
const LOWS = [1, 0, -1, -128, -32768, -(2 ** 31), -MAX_I53, -Infinity]

/** Join with the number bounds moved out to thresholds when they grow: for phis and cells, so that loops end. */
export function widenJoin(old: Type, added: Type): Type {
  const joined = join(old, added)
  if (joined === old || !(old.primitives & BOUNDED) || !(joined.primitives & BOUNDED)) return joined
  let { low, high } = joined
  if (high > old.high) high = HIGHS.find((threshold) => threshold >= high)!
  if (low < old.low) low = LOWS.find((threshold) => threshold <= low)!
  if (low === joined.low && high === joined.high) return joined
  return makeType(joined.primitives, joined.sites, low, high, joined.literal)
}

// --- filters

/** The part of a type made of these primitives, and its objects if asked. */
export function filter(t: Type, primitives: number, keepSites: boolean): Type {
  if (t.primitives & T_ANY) return primitives & T_ANY ? t : join(primitiveTop(primitives), keepSites ? ANY : NOTHING)
  const kept = t.primitives & primitives
  const sites = keepSites ? t.sites : NO_SITES
  if (kept === t.primitives && sites === t.sites) return t
  return makeType(kept, sites, t.low, t.high, kept & (T_STRING | T_SYMBOL) ? t.literal : null)
}

/** Every value of these primitive sorts. */
export function primitiveTop(primitives: number): Type {
  return primitives & BOUNDED ? makeType(primitives & ~T_ANY, NO_SITES, -Infinity, Infinity) : makeType(primitives & ~T_ANY)
}

export function without(t: Type, primitives: number): Type {
  return t.primitives & T_ANY ? t : filter(t, t.primitives & ~primitives, true)
}

export function withSites(t: Type, sites: SiteId[]): Type {
  return sites.length === t.sites.length ? t : makeType(t.primitives, internSites(sites), t.low, t.high, t.literal)
}

export function hasObjects(t: Type): boolean {
  return t.sites.length > 0 || (t.primitives & T_ANY) !== 0
}

/** Numbers and nothing else. */
export function isNumeric(t: Type): boolean {
  return t.sites.length === 0 && t.primitives !== 0 && (t.primitives & ~T_NUMBER) === 0
}

export function isOnly(t: Type, primitives: number): boolean {
  return t.sites.length === 0 && t.primitives !== 0 && (t.primitives & ~primitives) === 0
}

export function canBeTruthy(t: Type): boolean {
  if (t.sites.length > 0 || t.primitives & (T_ANY | T_TRUE | T_SYMBOL | T_FRACTION)) return true
  if (t.primitives & T_STRING) return t.literal !== ''
  return (t.primitives & T_INT) !== 0 && !(t.low === 0 && t.high === 0)
}

export function canBeFalsy(t: Type): boolean {
  if (t.primitives & (T_ANY | T_UNDEFINED | T_NULL | T_FALSE | T_NAN | T_NEGZERO | T_HOLE)) return true
  if (t.primitives & T_STRING && (t.literal === null || t.literal === '')) return true
  return (t.primitives & T_INT) !== 0 && t.low <= 0 && t.high >= 0
}

/** The one value of a type that has one (a number, string, boolean, undefined or null); else null. */
export function singleValue(t: Type): { value: undefined | null | boolean | number | string } | null {
  if (t.sites.length > 0) return null
  switch (t.primitives) {
    case T_UNDEFINED: return { value: undefined }
    case T_NULL: return { value: null }
    case T_TRUE: return { value: true }
    case T_FALSE: return { value: false }
    case T_NEGZERO: return { value: -0 }
    case T_NAN: return { value: NaN }
    case T_INTERNED:
    case T_STRING: return t.literal === null ? null : { value: t.literal }
    case T_INT:
    case T_FRACTION: return t.low === t.high && Number.isFinite(t.low) ? { value: t.low } : null
    default: return null
  }
}

// --- representation

/** The representation that holds every value of a type (LANGUAGE §2). */
export function repOf(t: Type): Rep {
  const p = t.primitives
  if (p & T_ANY) return 'box'
  const number = p & T_NUMBER
  const rest = p & ~T_NUMBER
  if (t.sites.length > 0) return number === 0 && (rest & T_BOOLEAN) === 0 ? 'ref' : 'box'
  if (number !== 0) {
    if (rest === 0) return numberRep(t)
    return (rest & ~(T_UNDEFINED | T_HOLE)) === 0 ? 'opt' : 'box'
  }
  if ((rest & T_BOOLEAN) !== 0) return (rest & ~T_BOOLEAN) === 0 ? 'bool' : 'box'
  return 'ref'
}

function numberRep(t: Type): Rep {
  if (t.primitives !== T_INT) return 'f64'
  if (t.low >= -(2 ** 31) && t.high <= 2 ** 31 - 1) return 'i32'
  return t.low >= -MAX_I53 && t.high <= MAX_I53 ? 'i53' : 'f64'
}

/** For dumps. */
export function showType(t: Type, siteName: (id: SiteId) => string = String): string {
  const names: string[] = []
  const bits: [number, string][] = [
    [T_ANY, 'any'], [T_UNDEFINED, 'undefined'], [T_NULL, 'null'], [T_HOLE, 'hole'], [T_TRUE, 'true'], [T_FALSE, 'false'],
    [T_SYMBOL, 'symbol'], [T_NEGZERO, '-0'], [T_NAN, 'NaN'],
  ]
  for (const [bit, name] of bits) if (t.primitives & bit) names.push(name)
  if (t.primitives & T_STRING) names.push(`${t.literal === null ? 'string' : JSON.stringify(t.literal)}${t.primitives & T_BUILT ? '' : ' (interned)'}`)
  if (t.primitives & T_FRACTION) names.push(`real ${t.low}..${t.high}`)
  else if (t.primitives & T_INT) names.push(t.low === t.high ? String(t.low) : `${t.low}..${t.high}`)
  for (const site of t.sites) names.push(siteName(site))
  return names.join(' | ') || 'nothing'
}
