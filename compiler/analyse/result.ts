// What the flow analysis hands to the lowering: for each function instance, what every HIR value can be, which sites
// exist and how they are laid out, and whom each call can reach. Everything here is proved for the whole program;
// checker types play no part.

import type { ClassId, FunctionId, HirFunction, HirProgram, ValueId, GlobalId } from '../hir/hir.ts'
import type { Rep } from '../mir/mir.ts'

/** Bits of `Type.primitives`. */
export const T_UNDEFINED = 1, T_NULL = 2, T_FALSE = 4, T_TRUE = 8, T_SYMBOL = 32, T_HOLE = 64
export const T_BOOLEAN = T_FALSE | T_TRUE
/**
 * Strings. T_INTERNED: the objects that the image has for the texts which the program spells, one for each text, so that
 * same text is same address; T_BUILT: all others, whatever their text.
 */
export const T_INTERNED = 16, T_BUILT = 4096
export const T_STRING = T_INTERNED | T_BUILT
/**
 * Number facts. T_INT: integers in [low, high]; T_NEGZERO: −0; T_NAN; T_FRACTION: what is no integer within 2^53, in
 * [low, high] too (infinities where a bound is infinite).
 */
export const T_INT = 128, T_NEGZERO = 256, T_NAN = 512, T_FRACTION = 1024
export const T_NUMBER = T_INT | T_NEGZERO | T_NAN | T_FRACTION
/** Any value at all, from raw memory (core only). When set, nothing else is known. */
export const T_ANY = 2048

export type SiteId = number

/** What a value can be. Immutable once the analysis is done. */
export interface Type {
  primitives: number
  /** Bounds of T_INT and T_FRACTION; ±Infinity where an integer may pass 2^53. */
  low: number
  high: number
  /** Allocation sites of the objects it can be; sorted. */
  sites: readonly SiteId[]
  /** The one text that its strings can have, when known (property keys, tags). */
  literal: string | null
}

export type SiteKind =
  | 'object' // literals, createObject
  | 'instance' // of a class
  | 'prototype' // of a class
  | 'class' // constructor closures of classes
  | 'closure'
  | 'array' | 'cell' | 'buffer' | 'view' | 'dataview' | 'primitive' | 'symbol' | 'accessor'

/** A named property of a site. */
export interface SiteField {
  key: string
  type: Type
  /** Accessor functions, if it is one; `type` is then what reading gives. */
  accessor: boolean
  /** Attributes at birth. */
  enumerable: boolean
  writable: boolean
  /** May be absent: some path does not define it, or reads can come before its definition. */
  optional: boolean
  /** Something reads it (else its stores are dead). */
  read: boolean
  /** Where it lies; null when the site is open or the field is dead. */
  offset: number | null
  rep: Rep
}

export interface Site {
  id: SiteId
  kind: SiteKind
  /** Symbol of the shape. Sites with the same layout share it. */
  shape: string
  /** For people: `Point`, `{x, y} at app.ts:3:9`. */
  name: string
  fields: Map<string, SiteField>
  /** Elements (arrays, cells: the value). */
  element: Type | null
  elementRep: Rep | null
  /** Arrays: built for holes. */
  holey: boolean
  /** Arrays: what properties it can have been given whose names are not known: any, or none but spelled numbers and words. */
  unknownNames: 'all' | 'spelled' | 'none'
  /** Why it is open (place of the write), or null. */
  open: string | null
  /** Prototype sites it can have; the usual is one. */
  prototypes: readonly SiteId[]
  nullPrototype: boolean
  class: ClassId | null
  /** closures: */
  func: FunctionId | null
  captures: { type: Type; rep: Rep; offset: number }[]
  sizeBytes: number
  /** view: 'Uint8Array' … */
  view: string | null
  /**
   * class: the prototype object that evaluating the class makes. closure: the same for functions that `new` or a read of
   * `prototype` reaches, else null. Both have a field `prototype` (the first; not enumerable), placed like any other;
   * prototype sites have a field `constructor`. Private names of open sites keep their slots, after the overflow word.
   */
  prototypeSite: SiteId | null
  /** Language global whose `prototype` it inherits from, where no lookup of the program asked for it. */
  lazyPrototype: string | null
  /**
   * Closures and classes: the copies that the generic entry chooses from, by receiver site (one copy, or one without
   * receivers, takes all others); classes: and the site of the object that a construction through it makes.
   */
  entries: { instance: Instance; receivers: readonly SiteId[]; allocates: SiteId | null }[]
  /** A function without such copies: what a call of it is refused as when it happens after all. */
  refusedLate: string | null
}

/** One compiled copy of a function. */
export interface Instance {
  id: number
  func: HirFunction
  symbol: string
  params: Rep[] // closure?, this?, newTarget? (box; func.usesNewTarget), declared…, rest?, arguments? (func.usesArguments)
  takesClosure: boolean
  takesThis: boolean
  result: Rep
  resultType: Type
  /** By ValueId. A value never computed (dead code) has an empty type (primitives 0, no sites). */
  types: Type[]
  /** Representation chosen for each value. */
  reps: Rep[]
  /** Local slots. */
  locals: { type: Type; rep: Rep }[]
  /** By call instruction's ValueId: whom it can reach. */
  calls: Map<ValueId, CallTarget[]>
  /** By allocating instruction's ValueId. */
  allocates: Map<ValueId, SiteId>
  /** Calls of so many functions that they go through generic entries; they have no targets. */
  generic: ReadonlySet<ValueId>
  /** It can be called without being known: needs a generic entry. */
  needsEntry: boolean
  /** The copy that the generic entry runs where `this` is undefined, if there is one. */
  isBare: boolean
}

export interface CallTarget {
  /** The callee's closure site, null for a primitive's method without closure. */
  site: SiteId | null
  instance: Instance
  /**
   * The receiver sites for which this target is chosen: callMethod, getProp and setProp (accessors), iterStart,
   * forInKeys, arrayAppendSpread (the iterable). One target without receivers answers for primitives and all the rest.
   */
  receivers: readonly SiteId[]
  /** construct: the instance site that `new` allocates for this target; null when the constructor makes its own object. */
  allocates?: SiteId | null
}

export interface AnalysisResult {
  program: HirProgram
  instances: Instance[]
  sites: Site[]
  globals: { id: GlobalId; type: Type; rep: Rep; needsCheck: boolean; read: boolean }[]
  /** The pinned instance of each row of entries.ts. */
  entries: Map<string, Instance>
}

/** Whether objects of a site have slots that the compiler lays out; of an open one, private names are all that it lays out. */
export const isSlotted = (site: { readonly kind: SiteKind }): boolean => (
  site.kind === 'object' || site.kind === 'instance' || site.kind === 'prototype' || site.kind === 'class'
)
