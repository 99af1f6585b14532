// What is known of arrays by position: how long each array of a site is at least, and what its first elements can be. With
// it `const [name, count] = pair` and `point[2]` give an element of its own type, never undefined. The facts hold for all
// of a site's arrays and at any time, so that nothing need be known of what runs between: whatever may shorten an array
// takes the first fact back, whatever may write under an index that is not known the second (types only grow by that).
// An element below the least length is there, for holes and accessors are told apart: `holey` and `open`.

import type { ValueId } from '../hir/hir.ts'
import type { Type } from './result.ts'
import { T_INT, T_NULL, T_NUMBER, T_UNDEFINED } from './result.ts'
import type { Solver } from './solver.ts'
import type { Node, SolverSite } from './state.ts'
import { flow, newCell, readCell, wake } from './state.ts'
import { NOTHING, join } from './types.ts'
import { usesOf } from './uses.ts'

/** Elements of a literal that are kept apart: those that patterns and constant indexes name. */
const MAX_TUPLE = 8

/** A literal makes an array of these elements. */
export function bearTuple(solver: Solver, site: SolverSite, elements: readonly Type[]): void {
  if (site.leastLength === null && elements.length > 0 && elements.length <= MAX_TUPLE) site.tuple = elements.map(() => newCell())
  lengthAtLeast(solver, site, elements.length)
  elements.forEach((element, n) => {
    if (site.tuple !== null) flow(solver.worklist, site.tuple[n], element)
  })
}

/** An array of the site can have this length (or more) when others first see it, or from now on. */
export function lengthAtLeast(solver: Solver, site: SolverSite, length: number): void {
  if (site.leastLength !== null && site.leastLength <= length) return
  site.leastLength = length
  wake(solver.worklist, site.fieldCount)
}

/** An array can be shortened to this. Not to one less again and again: what a loop pops from becomes empty. */
export function shortened(solver: Solver, site: SolverSite, length = 0): void {
  if (!site.mayShrink) {
    site.mayShrink = true
    wake(solver.worklist, site.fieldCount)
  }
  if ((site.leastLength ?? 0) > length) lengthAtLeast(solver, site, 0)
}

/** An array can get a hole below its length. */
export function becomesHoley(solver: Solver, site: SolverSite): void {
  if (site.holey) return
  site.holey = true
  wake(solver.worklist, site.fieldCount)
}

/** The program writes under an index, not less than `least`, where there may be no element. */
export function writtenAnywhere(site: SolverSite, least: number): void {
  if (site.leastWritten === null || least < site.leastWritten) site.leastWritten = Math.max(least, 0)
}

/**
 * Builds sites for holes that are likely to get some, or that lose little by it; true if there was one. What is written
 * under any index may skip some, and an array that was not built for that turns exotic, where each element is looked up
 * in a hash table. Numbers that may be holes are slower than others, so those are taken only where it looks as if an index
 * is left out: the arrays begin empty, nothing appends, and nothing is ever written under 0. (Once all else is settled,
 * for more writes may be found until then.)
 */
export function chooseHoley(solver: Solver): boolean {
  let any = false
  for (const site of solver.sites) {
    if (site.kind !== 'array' || site.holey || site.leastWritten === null) continue
    const isFilledFromStart = site.leastWritten === 0 || site.isAppendedTo || (site.leastLength ?? 0) > 0
    if ((site.element.type.primitives & T_NUMBER) !== 0 && isFilledFromStart) continue
    becomesHoley(solver, site)
    any = true
  }
  return any
}

/** An array can get a hole where its site was not built for holes, or an element far past its end. */
export function becomesExotic(solver: Solver, site: SolverSite): void {
  if (site.mayBeExotic) return
  site.mayBeExotic = true
  wake(solver.worklist, site.fieldCount)
}

/** Any element can be written, with a value that flows to `element` as well. */
export function scrambled(solver: Solver, site: SolverSite): void {
  if (site.tuple === null) return
  site.tuple = null
  wake(solver.worklist, site.fieldCount)
}

/** Whether all arrays of a site have an element under every index that the key can be. */
export function hasElements(node: Node, site: SolverSite, key: Type): boolean {
  if (site.kind !== 'array' || key.primitives !== T_INT || key.sites.length > 0) return false
  readCell(site.fieldCount, node)
  return key.low >= 0 && key.high < (site.leastLength ?? 0) && !site.holey && site.open === null
}

/** What the elements are that the key can name, all of which exist. */
export function elementsAt(node: Node, site: SolverSite, key: Type): Type {
  if (site.tuple === null || key.high >= site.tuple.length) return readCell(site.element, node)
  let result = NOTHING
  for (let n = key.low; n <= key.high; n++) result = join(result, readCell(site.tuple[n], node))
  return result
}

/** A value is stored under a key that names existing elements. */
export function storeAt(solver: Solver, site: SolverSite, key: Type, value: Type): void {
  if (site.tuple === null || key.high >= site.tuple.length) return scrambled(solver, site)
  for (let n = key.low; n <= key.high; n++) flow(solver.worklist, site.tuple[n], value)
}

/**
 * What an array pattern finds at a position, if it surely finds something: it takes apart an array by the iteration that
 * arrays have by themselves. Null otherwise. `iterator`: what the pattern's steps are asked of.
 */
export function patternElement(solver: Solver, node: Node, iterator: ValueId, position: Type): Type | null {
  const { instance } = node
  const start = usesOf(instance.func).definitions[iterator]
  if (start?.op !== 'iterStart' || start.kind !== 'sync') return null
  const [iterable] = start.args
  watch(node, iterable)
  const type = instance.types[iterable]
  if ((type.primitives & ~(T_UNDEFINED | T_NULL)) !== 0) return null // of undefined and null nothing comes: they throw
  if (!instance.types[iterator].sites.every((id) => isArrayIteration(solver, solver.siteById(id)))) return null
  let result = NOTHING
  for (const id of type.sites) {
    const site = solver.siteById(id)
    if (!hasElements(node, site, position)) return null
    result = join(result, elementsAt(node, site, position))
  }
  return result
}

/** Runs the node again when a value grows that is no operand of its own. */
function watch(node: Node, value: ValueId): void {
  const { watchers } = node.instance
  const nodes = watchers.get(value)
  if (nodes === undefined) watchers.set(value, new Set([node]))
  else nodes.add(node)
}

function isArrayIteration(solver: Solver, site: SolverSite): boolean {
  if (site.class === null || site.kind !== 'instance') return false
  const { name, isLibrary } = solver.program.classes[site.class]
  return isLibrary && name === 'ArrayIteration'
}
