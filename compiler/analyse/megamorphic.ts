// Calls that can reach very many functions, as calls through `any` can. They go through generic entries to the copies
// that serve all callers, and the arguments of all of them are one: each function is linked once, not once a call.

import type { SiteId, Type } from './result.ts'
import type { Arguments } from './calls.ts'
import { callClass, callClosure } from './calls.ts'
import type { Solver } from './solver.ts'
import { EachSiteOnce } from './site-sets.ts'
import type { Node, SolverInstance, SolverSite } from './state.ts'
import { flow, newCell, readCell } from './state.ts'
import { SharedArguments } from './shared-arguments.ts'
import { NOTHING } from './types.ts'

/**
 * Functions that such a call does not reach: flowing everything into them would let everything be an accessor of
 * everything (prototypes.ts has the same for prototypes). Should the running program call one so after all, that is a late refusal.
 */
const REFUSED_LATE: ReadonlyMap<string, string> = new Map([
  ['skerry:runtime/objects/object.Object.__defineGetter__', 'Object.prototype.__defineGetter__'],
  ['skerry:runtime/objects/object.Object.__defineSetter__', 'Object.prototype.__defineSetter__'],
])

export class Megamorphic {
  private readonly thisCell = newCell()
  private readonly arguments = new SharedArguments()
  private readonly result = newCell()
  private readonly callees = new EachSiteOnce<SolverInstance>((id, instance) => this.link(id, instance))

  constructor(private readonly solver: Solver) {}

  /** `callees`: an interned set. */
  call(node: Node, callees: readonly SiteId[], thisType: Type, args: Arguments): Type {
    this.give(args)
    return this.reach(node, callees, thisType)
  }

  /** Arguments that such a call may pass. */
  give(args: Arguments): void {
    this.arguments.give(this.solver.worklist, args)
  }

  /** Functions (an interned set) that such a call may call on this receiver, with whatever arguments. */
  reach(node: Node, callees: readonly SiteId[], thisType: Type): Type {
    this.solver.shares(node)
    flow(this.solver.worklist, this.thisCell, thisType)
    this.callees.visit(callees, node.instance)
    return readCell(this.result, node)
  }

  private link(id: SiteId, instance: SolverInstance): void {
    const { kind } = this.solver.siteById(id)
    if (kind !== 'closure' && kind !== 'class') return
    this.solver.addTask(instance, (task) => void flow(this.solver.worklist, this.result, this.run(task, id)))
  }

  /** Whether a call that can reach more than a few functions leaves this one out. `node` runs again if it turns out otherwise. */
  refusesLate(node: Node, site: SolverSite): boolean {
    const name = site.func === null || site.kind === 'class' ? undefined : REFUSED_LATE.get(site.func.symbol)
    if (name === undefined) return false
    const refuses = site.entries.size === 0
    if (refuses) (site.refusedLate ??= { name, callers: new Set() }).callers.add(node)
    else site.refusedLate = null
    return refuses
  }

  private run(task: Node, id: SiteId): Type {
    const site = this.solver.siteById(id)
    if (site.kind === 'class') return callClass(this.solver, task, site, this.arguments.first(task, Infinity), 'apply')
    if (site.func === null || this.refusesLate(task, site)) return NOTHING
    if (![...site.entries.keys()].some((callee) => callee.isBare)) site.isPooled = true
    const { paramCount, hasRest, usesArguments } = site.func
    const args = this.arguments.first(task, hasRest || usesArguments ? Infinity : paramCount)
    return callClosure(this.solver, task, site, readCell(this.thisCell, task), args, 'apply', [])
  }
}
