// From solved sites to layouts: the order of properties, the slot and representation of each, and the shape that sites
// of the same layout share. See docs/representations.md.

import type { HirFunction, Instruction } from '../hir/hir.ts'
import { isPrivate } from '../hir/hir.ts'
import type { Site, SiteField, SiteId, Type } from './result.ts'
import { isSlotted, T_HOLE, T_NULL } from './result.ts'
import type { Solver } from './solver.ts'
import { groupElements, groupFields, groupSites } from './unify.ts'
import type { SiteGroups } from './unify.ts'
import type { SolverField, SolverSite } from './state.ts'
import { HOLE_TYPE, NOTHING, isNothing, join, repOf } from './types.ts'
import type { Rep } from '../mir/mir.ts'

const SLOT_BYTES = 8
const FIRST_SLOT = 8

/** Lays out every site of a solved program. */
export function layOut(solver: Solver): Site[] {
  const order = new PropertyOrder(solver)
  const groups = groupSites(solver)
  const context: Context = {
    readFromAny: solver.readFromAny, order, groups, declared: declaredTypes(solver), literals: groupFields(solver, groups), elements: groupElements(solver, groups), shapes: new ShapeNames(),
  }
  return solver.sites.map((site) => layOutSite(site, context))
}

interface Context {
  readFromAny: Set<string>
  order: PropertyOrder
  groups: SiteGroups
  declared: Map<Instruction, Type>
  literals: Map<string, Type>
  elements: Map<number, { type: Type; holey: boolean }>
  shapes: ShapeNames
}

/** The joined type of every field of one declaration, over all sites that inherit it, so that they share a representation. */
function declaredTypes(solver: Solver): Map<Instruction, Type> {
  const types = new Map<Instruction, Type>()
  for (const site of solver.sites) {
    if (site.kind !== 'instance') continue
    for (const field of site.fields.values()) {
      if (field.origin === null || field.originFunction?.isGenericMethod) continue
      types.set(field.origin, join(types.get(field.origin) ?? NOTHING, fieldType(field)))
    }
  }
  return types
}

/** What a slot holds: the accessor pair where it is one, else the values, and the hole where it may be absent. */
function fieldType(field: SolverField): Type {
  return field.certain ? field.cell.type : join(field.cell.type, HOLE_TYPE)
}

function isAccessor(field: SolverField): boolean {
  return field.getter !== null || field.setter !== null
}

/** Where each instruction stands in its function. */
class PropertyOrder {
  private readonly positions = new Map<HirFunction, Map<Instruction, number>>()
  constructor(private readonly solver: Solver) {}

  sorted(site: SolverSite): SolverField[] {
    const depth = site.kind === 'instance' ? this.classDepths(site) : null
    // What is added to an array after its birth has no slot, but hides what its prototypes have.
    const fields = [...site.fields.values()].filter((field) => field.defined && (field.birthOrder !== null || site.kind === 'array'))
    const key = (field: SolverField): [number, number, number] => {
      const func = field.originFunction
      if (func === null || field.origin === null) return [-1, 0, field.birthOrder ?? 0]
      return [depth?.get(func) ?? 0, this.position(func, field.origin), field.birthOrder ?? 0]
    }
    return fields.map((field) => ({ field, key: key(field) }))
      .sort((a, b) => a.key[0] - b.key[0] || a.key[1] - b.key[1] || a.key[2] - b.key[2]).map((entry) => entry.field)
  }

  private position(func: HirFunction, instruction: Instruction): number {
    let table = this.positions.get(func)
    if (table === undefined) {
      table = new Map()
      for (const block of func.blocks) for (const i of block.instructions) table.set(i, table.size)
      this.positions.set(func, table)
    }
    return table.get(instruction) ?? 0
  }

  /** Constructors from the root class down: base fields come first. */
  private classDepths(site: SolverSite): Map<HirFunction, number> {
    const chain: HirFunction[] = []
    let at = site.classSite
    for (let steps = 0; at !== null && steps < 64; steps++) {
      if (at.func !== null) chain.unshift(at.func)
      const parents = at.heritage.type.sites
      at = parents.length > 0 ? this.solver.siteById(parents[0]) : null
    }
    return new Map(chain.map((func, index) => [func, index]))
  }
}

/** One name for each distinct layout. */
class ShapeNames {
  private readonly names = new Map<string, string>()
  nameOf(kind: string, label: string, layout: unknown): string {
    const key = `${kind} ${JSON.stringify(layout)}`
    let name = this.names.get(key)
    if (name === undefined) {
      name = `shape.${this.names.size}.${kind}.${label.replace(/[^A-Za-z0-9_$]+/g, '_').slice(0, 40)}`
      this.names.set(key, name)
    }
    return name
  }
}

/** The type that decides a slot's representation: shared with heirs of the declaration, or with literals of the same keys. */
function slotType(site: SolverSite, field: SolverField, context: Context): Type {
  if (site.kind === 'object') return context.literals.get(`${context.groups.find(site.id)}.${field.key}`) ?? fieldType(field)
  return (site.kind === 'instance' && field.origin !== null && context.declared.get(field.origin)) || fieldType(field)
}

function layOutSite(site: SolverSite, context: Context): Site {
  const multi = site.kind === 'instance' && site.prototype.type.sites.length > 1
  if (multi && site.open === null) site.open = 'its prototype differs from object to object'
  const fields = new Map<string, SiteField>()
  let offset = FIRST_SLOT + SLOT_BYTES * site.captures.length + (site.open !== null ? SLOT_BYTES : 0)
  for (const field of context.order.sorted(site)) {
    const read = field.read || context.readFromAny.has(field.key) || !(site.kind === 'prototype' || site.kind === 'class')
    const hasSlot = read && isSlotted(site) && (site.open === null || isPrivate(field.key))
    const rep: Rep = isAccessor(field) ? 'ref' : repOf(slotType(site, field, context))
    fields.set(field.key, {
      key: field.key, type: field.cell.type, accessor: isAccessor(field), enumerable: field.enumerable, writable: field.writable,
      optional: !field.certain, read,
      offset: hasSlot ? offset : null, rep,
    })
    if (hasSlot) offset += SLOT_BYTES
  }
  return finishSite(site, fields, offset, context)
}

function finishSite(site: SolverSite, fields: Map<string, SiteField>, end: number, context: Context): Site {
  const isArray = site.kind === 'array'
  const shared = isArray ? context.elements.get(context.groups.find(site.id))! : null
  const elementRep = shared !== null ? arrayRep(shared.type) : site.kind === 'cell' ? repOf(site.element.type) : null
  const captureBase = site.open !== null ? FIRST_SLOT + SLOT_BYTES : FIRST_SLOT
  const captures = site.captures.map((cell, index) => ({ type: cell.type, rep: repOf(cell.type), offset: captureBase + SLOT_BYTES * index }))
  const prototypes = site.prototype.type.sites
  const result: Site = {
    id: site.id, kind: site.kind, shape: '', name: site.name, fields, element: site.element.type, elementRep,
    holey: elementRep === 'opt' || (shared?.holey ?? site.holey), // array.opt is built for holes, whatever is known of the site
    open: site.open,
    unknownNames: isArray ? unknownNames(site) : 'none',
    prototypes, nullPrototype: (site.prototype.type.primitives & T_NULL) !== 0, class: site.class, func: site.func?.id ?? null, captures,
    sizeBytes: end, view: site.view, prototypeSite: site.prototypeSite?.id ?? null,
    lazyPrototype: site.lazyPrototype, entries: [], refusedLate: site.refusedLate?.name ?? null,
  }
  result.shape = context.shapes.nameOf(site.kind, labelOf(site), shapeKey(result, site))
  return result
}

function labelOf(site: SolverSite): string {
  return site.kind === 'array' || site.kind === 'cell' ? '' : site.name.replace(/ at .*/, '')
}

function arrayRep(type: Type): Rep {
  if (isNothing(type)) return 'box'
  if (type.primitives === T_HOLE && type.sites.length === 0) return 'box'
  const rep = repOf(type)
  return rep === 'i53' || rep === 'u32' ? 'f64' : rep === 'bool' ? 'box' : rep
}

/** All that makes two layouts differ at run time. */
function shapeKey(site: Site, solved: SolverSite): unknown {
  const slots = [...site.fields.values()].filter((field) => field.offset !== null)
    .map((field) => [field.key, field.offset, field.rep, field.enumerable, field.writable, field.optional, field.accessor])
  const identity: SiteId | string | null = site.kind === 'instance' ? (solved.classSite?.id ?? null)
    : site.kind === 'class' || site.kind === 'prototype' ? site.id : site.kind === 'closure' ? `${solved.func?.id}:${solved.creator?.id}` : null
  // Lookups tell arrays by these apart, and so dispatch must.
  const added = site.kind === 'array' ? [[...site.fields.keys()], site.unknownNames] : null
  return [slots, added, site.elementRep, site.holey, site.open !== null, site.prototypes, site.nullPrototype, site.lazyPrototype, identity, site.captures.map((c) => c.rep), site.view]
}

/** Names that only the running program knows, under which an array may hold something. */
function unknownNames(site: SolverSite): Site['unknownNames'] {
  if (site.namedDynamically || !isNothing(site.dynamic.type)) return 'all'
  return isNothing(site.dynamicNumbers.type) ? 'none' : 'spelled'
}
