// Conversions of objects to primitives. They run inside the runtime's general operations and never as an edge of the
// instruction that asks, so that what an object's conversion does is the same wherever it happens: each site has one task
// of the solver for it, whose result all places share.

import type { SiteId, Type } from './result.ts'
import { callFunction } from './calls.ts'
import { readProperty } from './properties.ts'
import type { Solver } from './solver.ts'
import { EachSiteOnce } from './site-sets.ts'
import type { Cell, Node, SolverInstance } from './state.ts'
import { flow, newCell, readCell } from './state.ts'
import { NOTHING, STRING, filter, join, siteType } from './types.ts'

/** A value that can be more objects than this is not told from another such value: their conversions give one result. */
const MAX_SITES_APART = 16

/** What the conversions of one solver have been found to give. */
export class Conversions {
  private readonly results = new Map<SiteId, Cell>()
  /** What the conversions of all values of many sites give. */
  private readonly many = newCell()
  private readonly inMany = new EachSiteOnce<SolverInstance>((id, instance) => this.addToMany(id, instance))

  constructor(private readonly solver: Solver) {}

  /** The primitives that the objects among `sites` convert to. */
  of(node: Node, sites: readonly SiteId[]): Type {
    this.solver.shares(node)
    if (sites.length > MAX_SITES_APART) {
      this.inMany.visit(sites, node.instance)
      return readCell(this.many, node)
    }
    let result = NOTHING
    for (const id of sites) result = join(result, readCell(this.resultOf(node.instance, id), node))
    return result
  }

  private addToMany(id: SiteId, instance: SolverInstance): void {
    const result = this.resultOf(instance, id)
    this.solver.addTask(instance, (task) => void flow(this.solver.worklist, this.many, readCell(result, task)))
  }

  private resultOf(instance: SolverInstance, id: SiteId): Cell {
    let result = this.results.get(id)
    if (result === undefined) {
      const cell = (result = newCell())
      this.results.set(id, cell)
      this.solver.addTask(instance, (task) => void flow(this.solver.worklist, cell, this.convert(task, id)))
    }
    return result
  }

  /** Calls the object's conversion methods. */
  private convert(node: Node, id: SiteId): Type {
    const object = siteType(id)
    let result = NOTHING
    for (const key of ['@@toPrimitive', 'valueOf', 'toString']) {
      const method = readProperty(this.solver, node, object, key)
      result = join(result, callFunction(this.solver, node, method, object, key === '@@toPrimitive' ? [STRING] : [], 'implicit'))
    }
    return filter(result, ~0, false)
  }
}

/** Conversions of the objects that a value can be: what their methods give. */
export function toPrimitiveEffects(solver: Solver, node: Node, type: Type): Type {
  return type.sites.length === 0 ? NOTHING : solver.conversions.of(node, type.sites)
}
