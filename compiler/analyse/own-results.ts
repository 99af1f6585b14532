// Functions of the library that hand back what they were given. All callers share one copy of each where the copy is not
// known at run time, so that its result is an object of any caller; but a call gives back what it passed itself.
//
// Dictionaries need it: `table[name](x)` may find `Object.prototype.valueOf`, and without it everything that any such call
// is given comes out of every other.

import type { Type } from './result.ts'
import type { Arguments } from './calls.ts'
import type { Node, SolverInstance } from './state.ts'
import { readCell } from './state.ts'
import { internSites, joinAll } from './types.ts'

/** Their results are operands of the same call, or objects that they make; they keep nothing. */
const GIVES_BACK: ReadonlySet<string> = new Set([
  'skerry:runtime/objects/object.Object.valueOf', // this
  'skerry:runtime/objects/object.callObject', // Object(value): the value
])

/** What a call of the copy gives: without the objects that only other calls passed. */
export function resultOf(node: Node, callee: SolverInstance, thisType: Type, args: Arguments): Type {
  const result = readCell(callee.result, node)
  if (!GIVES_BACK.has(callee.func.symbol)) return result
  const given = new Set(joinAll([callee.thisCell, ...callee.params].map((cell) => cell.type)).sites)
  for (const id of joinAll([thisType, ...(Array.isArray(args) ? args : [args.spread])]).sites) given.delete(id)
  const sites = result.sites.filter((id) => !given.has(id))
  return sites.length === result.sites.length ? result : { ...result, sites: internSites(sites) }
}
