// Functions of the library that hand back what they were given. All callers share one copy of each where the copy is not
// known at run time, so that its result is an object of any caller; but a call gives back what it passed itself.
//
// Dictionaries need it: `table[name](x)` may find `Object.prototype.valueOf`, and without it everything that any such call
// is given comes out of every other.

import { T_NULL, T_UNDEFINED } from './result.ts'
import type { Type } from './result.ts'
import type { Arguments } from './calls.ts'
import type { Solver } from './solver.ts'
import type { Node, SolverInstance, SolverSite } from './state.ts'
import { readCell } from './state.ts'
import { internSites } from './site-sets.ts'
import { joinAll } from './types.ts'

/** Their results are operands of the same call, or objects that they make; they keep nothing. */
const GIVES_BACK: ReadonlySet<string> = new Set([
  'skerry:runtime/objects/object.Object.valueOf', // this
  'skerry:runtime/objects/object.callObject', // Object(value): the value
])

/** Of these, what makes a new object for undefined, null and where nothing was passed. */
const MAKERS: ReadonlySet<string> = new Set(['skerry:runtime/objects/object.callObject'])

/** What a call of the copy gives: without the objects that only other calls passed. */
export function resultOf(solver: Solver, node: Node, callee: SolverInstance, thisType: Type, args: Arguments): Type {
  const result = readCell(callee.result, node)
  if (!GIVES_BACK.has(callee.func.symbol)) return result
  const own = joinAll([thisType, ...(Array.isArray(args) ? args : [args.spread])])
  const given = new Set([callee.thisCell, ...callee.params].flatMap((cell) => cell.type.sites))
  for (const id of own.sites) given.delete(id)
  const sites = result.sites.filter((id) => !given.has(id) || mayMake(solver.siteById(id), own))
  return sites.length === result.sites.length ? result : { ...result, sites: internSites(sites) }
}

/** Whether a call with these operands may itself have made an object of this site, which another was given afterwards. */
function mayMake(site: SolverSite, operands: Type): boolean {
  if (site.kind === 'primitive') return (operands.primitives & ~(T_UNDEFINED | T_NULL)) !== 0
  return MAKERS.has(site.creator?.func.symbol ?? '')
}
