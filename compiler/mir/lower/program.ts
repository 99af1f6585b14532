// The lowering of the whole program: which instances are reached from the start function (only those are lowered), the
// names of everything with an address, and lookups that the functions share.

import type { ClassId, FunctionId, GlobalId, HirClass } from '../../hir/hir.ts'
import type { AnalysisResult, Instance, Site, SiteId, Type } from '../../analyse/result.ts'
import { ENTRIES, type EntryName } from '../../analyse/entries.ts'
import { BUILTIN_SHAPES } from '../../../library/runtime/core/layout.ts'
import type { MirData, MirFunction, Rep, SymbolName } from '../mir.ts'

/** How functions are made: given by mod.ts, so that the files beside this one need not import each other for it. */
export interface Makers {
  instance(program: ProgramLowering, instance: Instance): MirFunction
  genericEntry(program: ProgramLowering, site: Site, entries: readonly SiteEntry[]): MirFunction
}

export type SiteEntry = Site['entries'][number]

export class ProgramLowering {
  readonly analysis: AnalysisResult
  private readonly makers: Makers
  readonly functions = new Map<SymbolName, MirFunction>()
  readonly data = new Map<SymbolName, MirData>()
  /** Functions that are referred to and still to be made. */
  private readonly queue: (() => MirFunction)[] = []
  private readonly demanded = new Set<SymbolName>()
  private readonly sitesById = new Map<SiteId, Site>()
  private readonly sitesOfShape = new Map<string, Site[]>()
  private readonly sitesOfFunction = new Map<FunctionId, Site[]>()
  private readonly instancesOfFunction = new Map<FunctionId, Instance[]>()
  private readonly prototypeSites = new Set<SiteId>()
  private readonly hoisted = new Map<GlobalId, FunctionId>()
  private readonly strings = new Map<string, SymbolName>()

  constructor(analysis: AnalysisResult, makers: Makers) {
    this.analysis = analysis
    this.makers = makers
    for (const site of analysis.sites) {
      this.sitesById.set(site.id, site)
      if (site.func !== null && (site.kind === 'closure' || site.kind === 'class')) pushTo(this.sitesOfFunction, site.func, site)
    }
    for (const site of analysis.sites) {
      const prototype = this.birthPrototypeOf(site)
      if (prototype !== null) this.prototypeSites.add(prototype)
      pushTo(this.sitesOfShape, site.shape, site)
    }
    for (const { global, func } of analysis.program.hoisted) this.hoisted.set(global, func)
    for (const { realm } of Object.values(BUILTIN_SHAPES)) {
      const prototype = realm === null ? null : this.realmPrototype(realm)
      if (prototype !== null) this.prototypeSites.add(prototype)
    }
    for (const instance of analysis.instances) pushTo(this.instancesOfFunction, instance.func.id, instance)
  }

  // --- demand

  /** The symbol of a function, which is made if it has not been. */
  demand(symbol: SymbolName, make: () => MirFunction): SymbolName {
    if (!this.demanded.has(symbol)) {
      this.demanded.add(symbol)
      this.queue.push(make)
    }
    return symbol
  }

  /** Makes everything that has been referred to, and what that refers to. */
  drain(): void {
    for (let make = this.queue.pop(); make !== undefined; make = this.queue.pop()) {
      const made = make()
      this.functions.set(made.symbol, made)
    }
  }

  /** The symbol of a datum; `make` is called when it is first asked for. */
  datum(symbol: SymbolName, make: () => MirData): SymbolName {
    if (!this.data.has(symbol)) {
      const data = make()
      this.data.set(symbol, data)
    }
    return symbol
  }

  /** The symbol of an instance's function. */
  function(instance: Instance): SymbolName {
    return this.demand(instance.symbol, () => this.makers.instance(this, instance))
  }

  /** The entry of a closure or class site's shape; null when nothing calls it without knowing it. */
  genericEntry(site: Site): SymbolName | null {
    const entries = this.entriesOf(site)
    if (site.kind !== 'class' && entries.length === 0 && site.refusedLate === null) return null
    return this.demand(`${site.shape}$entry`, () => this.makers.genericEntry(this, site, entries))
  }

  /** Copies that the generic entry of a site's shape chooses from. */
  entriesOf(site: Site): SiteEntry[] {
    const merged = new Map<Instance, SiteEntry>()
    for (const same of this.sitesOfShape.get(site.shape)!) {
      for (const entry of same.entries) {
        const known = merged.get(entry.instance)
        const receivers = known === undefined ? entry.receivers : [...new Set([...known.receivers, ...entry.receivers])]
        merged.set(entry.instance, { ...entry, receivers })
      }
    }
    return [...merged.values()]
  }

  // --- lookups

  site(id: SiteId): Site {
    const site = this.sitesById.get(id)
    if (site === undefined) throw new Error(`no site ${id}`)
    return site
  }

  sites(type: Type): Site[] {
    return type.sites.map((id) => this.site(id))
  }

  /** Closure and class sites of a function. */
  closureSites(func: FunctionId): readonly Site[] {
    return this.sitesOfFunction.get(func) ?? []
  }

  instancesOf(func: FunctionId): readonly Instance[] {
    return this.instancesOfFunction.get(func) ?? []
  }

  /** What a site inherits from: one site, `null` for nothing, or `unknown` (several, or not at compile time). */
  prototypeOf(site: Site): SiteId | null | 'unknown' {
    if (site.prototypes.length === 1 && !site.nullPrototype) return this.isSingle(site.prototypes[0]) ? site.prototypes[0] : 'unknown'
    if (site.prototypes.length > 0) return 'unknown'
    if (site.nullPrototype) return null
    return (site.lazyPrototype === null ? null : this.realmPrototype(site.lazyPrototype)) ?? 'unknown'
  }

  /** What the site's shape names: an object that may get another prototype later is still born with a built-in one. */
  birthPrototypeOf(site: Site): SiteId | null {
    const prototype = this.prototypeOf(site)
    if (prototype !== 'unknown') return prototype
    return site.lazyPrototype === null ? null : this.realmPrototype(site.lazyPrototype)
  }

  entry(name: EntryName): Instance {
    const instance = this.analysis.entries.get(name)
    if (instance === undefined) throw new Error(`the analysis has no entry ${name}`)
    const row = ENTRIES[name]
    if (instance.params.length !== row.params.length) {
      throw new Error(`entry ${name} has ${instance.params.length} parameters, not ${row.params.length}`)
    }
    return instance
  }

  /** Whether a site makes one object in a run, so that a shape can name it: what a class evaluated once makes. */
  private isSingle(id: SiteId): boolean {
    const site = this.site(id)
    return (site.kind === 'prototype' || site.kind === 'class') && site.class !== null && this.class(site.class).evaluatedOnce
  }

  /** Whether a module variable holds this function before any module body runs. */
  isHoisted(global: GlobalId, func: FunctionId): boolean {
    return this.hoisted.get(global) === func
  }

  /** Closures that a built-in class called without `new` runs instead (`String(x)`); null: it throws. */
  behaviourSites(theClass: HirClass): readonly SiteId[] | null {
    const global = theClass.isLibrary ? this.analysis.program.callBehaviours.get(theClass.name) : undefined
    return global === undefined ? null : this.analysis.globals[global].type.sites
  }

  class(id: ClassId): HirClass {
    return this.analysis.program.classes[id]
  }

  /** Whether shapes name this site as their prototype, so that its object's address must be kept in a global. */
  isPrototype(site: SiteId): boolean {
    return this.prototypeSites.has(site)
  }

  /** The prototype object site of a language constructor; null when the program does not reach it. */
  realmPrototype(name: string): SiteId | null {
    const global = this.analysis.program.realm.get(name)
    if (global === undefined) return null
    const type = this.analysis.globals[global].type
    return type.sites.length === 0 ? null : this.site(type.sites[0]).prototypeSite
  }

  // --- names of data

  string(value: string): SymbolName {
    let symbol = this.strings.get(value)
    if (symbol === undefined) {
      symbol = `str.${this.strings.size}`
      this.strings.set(value, symbol)
      this.data.set(symbol, { kind: 'string', symbol, value, atom: true })
    }
    return symbol
  }

  /** `name` as in `@@iterator`. */
  wellKnownSymbol(name: string): SymbolName {
    return this.datum(`symbol.${name}`, () => ({ kind: 'symbol', symbol: `symbol.${name}`, description: `Symbol.${name}` }))
  }

  global(symbol: SymbolName, rep: Rep): SymbolName {
    return this.datum(symbol, () => ({ kind: 'global', symbol, rep }))
  }

  moduleVariable(id: number): { symbol: SymbolName; rep: Rep } {
    const rep = this.analysis.globals[id].rep
    const held: Rep = rep === 'none' ? 'box' : rep
    return { symbol: this.global(`var.${id}.${this.analysis.program.globals[id].name}`, held), rep: held }
  }

  /** The word that holds the object of a site that shapes name as prototype. */
  prototypeWord(site: SiteId): SymbolName {
    return this.global(`proto.${site}`, 'ref')
  }
}

/** The runtime cell through which a construction tells a generic entry its `new.target`; undefined otherwise. */
export const newTargetWord = (program: ProgramLowering): SymbolName => program.global('runtime.newTarget', 'box')

function pushTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
