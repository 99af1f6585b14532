// Sites that meet get one layout where that only costs precision of representation: object literals with the same keys
// that can be the same variable, and number arrays that one element access of the program can reach. Without it
// `{x: 1}` and `{x: 1.5}` in one array would have two shapes, and every access would test which.

import type { Type } from './result.ts'
import { T_NUMBER, T_HOLE, T_UNDEFINED } from './result.ts'
import type { Solver } from './solver.ts'
import type { SolverSite } from './state.ts'
import { HOLE_TYPE, NOTHING, isNothing, join } from './types.ts'
import { usesOf } from './uses.ts'

/** Disjoint sets of sites. */
export class SiteGroups {
  private readonly parent: number[]
  constructor(count: number) {
    this.parent = Array.from({ length: count }, (_, index) => index)
  }

  find(id: number): number {
    while (this.parent[id] !== id) id = this.parent[id] = this.parent[this.parent[id]]
    return id
  }

  union(a: number, b: number): void {
    this.parent[this.find(a)] = this.find(b)
  }
}

export function groupSites(solver: Solver): SiteGroups {
  const groups = new SiteGroups(solver.sites.length)
  const keys = new Map<number, string>()
  const seen = new Set<readonly number[]>()
  const visit = (type: Type): void => {
    if (type.sites.length < 2 || seen.has(type.sites)) return
    seen.add(type.sites)
    groupLiterals(solver, groups, keys, type.sites)
  }
  for (const instance of solver.instances) {
    for (const type of instance.types) visit(type)
    for (const param of instance.params) visit(param.type)
    groupArrays(solver, groups, instance.func.isLibrary ? null : instance)
  }
  for (const site of solver.sites) {
    visit(site.element.type)
    for (const field of site.fields.values()) visit(field.cell.type)
  }
  return groups
}

function literalKeys(site: SolverSite): string {
  return [...site.fields.values()].filter((field) => field.defined && field.birthOrder !== null).map((field) => `${field.key}:${field.enumerable}`).join()
}

function groupLiterals(solver: Solver, groups: SiteGroups, keys: Map<number, string>, sites: readonly number[]): void {
  const first = new Map<string, number>()
  for (const id of sites) {
    const site = solver.sites[id]
    if (site.kind !== 'object' || site.open !== null) continue
    let key = keys.get(id)
    if (key === undefined) keys.set(id, (key = literalKeys(site)))
    const other = first.get(key)
    if (other === undefined) first.set(key, id)
    else groups.union(id, other)
  }
}

function isNumberArray(site: SolverSite): boolean {
  const t = site.element.type
  return site.kind === 'array' && t.sites.length === 0 && (t.primitives & ~(T_NUMBER | T_HOLE | T_UNDEFINED)) === 0 && !isNothing(t)
}

function groupArrays(solver: Solver, groups: SiteGroups, instance: Solver['instances'][number] | null): void {
  if (instance === null) return
  for (const definition of usesOf(instance.func).definitions) {
    if (definition === null || (definition.op !== 'getElem' && definition.op !== 'setElem')) continue
    const arrays = instance.types[definition.args[0]].sites.filter((id) => isNumberArray(solver.sites[id]))
    for (let i = 1; i < arrays.length; i++) groups.union(arrays[0], arrays[i])
  }
}

/** The joined element type of each group of arrays, holes included where a member is built for them. */
export function groupElements(solver: Solver, groups: SiteGroups): Map<number, { type: Type; holey: boolean }> {
  const result = new Map<number, { type: Type; holey: boolean }>()
  for (const site of solver.sites) {
    if (site.kind !== 'array') continue
    const root = groups.find(site.id)
    const entry = result.get(root) ?? { type: NOTHING, holey: false }
    entry.holey ||= site.holey
    entry.type = join(entry.type, site.holey ? join(site.element.type, HOLE_TYPE) : site.element.type)
    result.set(root, entry)
  }
  return result
}

/** The joined type of each property over a group of literals. */
export function groupFields(solver: Solver, groups: SiteGroups): Map<string, Type> {
  const result = new Map<string, Type>()
  for (const site of solver.sites) {
    if (site.kind !== 'object') continue
    for (const field of site.fields.values()) {
      const key = `${groups.find(site.id)}.${field.key}`
      const type = field.certain ? field.cell.type : join(field.cell.type, HOLE_TYPE)
      result.set(key, join(result.get(key) ?? NOTHING, type))
    }
  }
  return result
}
