// From the solver's state to the answer that the lowering reads.

import type { GlobalId } from '../hir/hir.ts'
import type { AnalysisResult, CallTarget, Instance, Type } from './result.ts'
import { T_HOLE } from './result.ts'
import type { EntryRow } from './entries.ts'
import { entryRep } from './entries.ts'
import { layOut } from './layout.ts'
import type { Solver } from './solver.ts'
import type { SolverInstance } from './state.ts'
import { initialisedBeforeUse } from './tdz.ts'
import { truncatedValues } from './truncation.ts'
import { HOLE_TYPE, join, repOf, showType } from './types.ts'
import type { Rep } from '../mir/mir.ts'
import { usesOf } from './uses.ts'

/** The copies of entries.ts's functions. */
export interface PinnedEntries { rows: Map<SolverInstance, EntryRow>; entries: Map<string, SolverInstance> }

export function finish(solver: Solver, pinned: PinnedEntries): AnalysisResult {
  const sites = layOut(solver)
  const instances = new Map<SolverInstance, Instance>()
  const symbols = new Map<string, number>()
  for (const solved of solver.instances) instances.set(solved, finishInstance(solved, pinned.rows.get(solved) ?? null, symbols))
  for (const [solved, instance] of instances) {
    for (const [id, edges] of solved.calls) {
      instance.calls.set(id, [...edges.values()].map((edge): CallTarget => ({
        site: edge.site, instance: instances.get(edge.callee)!, receivers: edge.receivers,
        allocates: makesOwnObject(edge.callee) ? null : edge.allocates,
      })))
    }
  }
  for (const site of solver.sites) {
    sites[site.id].entries = [...site.entries].map(([callee, entry]) => ({
      instance: instances.get(callee)!, receivers: entry.receivers,
      allocates: makesOwnObject(callee) ? null : entry.allocates,
    }))
  }
  const entries = new Map([...pinned.entries].map(([name, solved]) => [name, instances.get(solved)!]))
  return { program: solver.program, instances: [...instances.values()], sites, globals: finishGlobals(solver), entries }
}

/** A constructor of the library that always returns an object of its own making (`new Array`); it does not look at `this`. */
function makesOwnObject(callee: SolverInstance): boolean {
  if (!callee.func.isLibrary) return false
  const { type } = callee.result
  return type.primitives === 0 && type.sites.length > 0 && !type.sites.some((id) => callee.thisCell.type.sites.includes(id))
}

/** The functions' own symbols may end in `~1` too (two methods `map` of one module), so that a count alone is not enough. */
function uniqueSymbol(base: string, symbols: Map<string, number>): string {
  let count = symbols.get(base) ?? 0
  let symbol = count === 0 ? base : `${base}~${count}`
  while (count > 0 && symbols.has(symbol)) symbol = `${base}~${++count}`
  symbols.set(base, count + 1)
  if (symbol !== base) symbols.set(symbol, 1)
  return symbol
}

function finishInstance(solved: SolverInstance, pin: EntryRow | null, symbols: Map<string, number>): Instance {
  const { func } = solved
  const definitions = usesOf(func).definitions
  const isConstructor = func.kind === 'classConstructor' || func.kind === 'derivedConstructor'
  const takesClosure = func.captures.length > 0 || definitions.some((d) => d?.op === 'self')
  const takesThis = func.usesThis || isConstructor
  const reps = solved.types.map((type) => repOf(type))
  for (const id of truncatedValues(solved)) reps[id] = 'i32'
  const params: Rep[] = []
  if (takesClosure) params.push('ref')
  if (takesThis) params.push(isConstructor ? 'ref' : repOf(solved.thisCell.type))
  if (func.usesNewTarget) params.push('box')
  solved.params.forEach((cell, index) => params.push(pin !== null && index < pin.params.length ? entryRep(pin.params[index]) : repOf(cell.type)))
  if (func.hasRest) params.push('ref')
  if (func.usesArguments) params.push('ref')
  return {
    id: solved.id, func, symbol: uniqueSymbol(func.symbol, symbols), params, takesClosure, takesThis,
    result: pin !== null ? entryRep(pin.result) : isConstructor ? 'ref' : repOf(solved.result.type),
    resultType: solved.result.type, types: solved.types, reps,
    locals: solved.locals.map((cell) => ({ type: cell.type, rep: repOf(cell.type) })),
    calls: new Map(), generic: solved.generic, allocates: solved.allocates, needsEntry: solved.needsEntry, isBare: solved.isBare,
  }
}

function finishGlobals(solver: Solver): AnalysisResult['globals'] {
  const safe = initialisedBeforeUse(solver)
  const hoisted = new Set<GlobalId>(solver.program.hoisted.map((entry) => entry.global))
  return solver.program.globals.map((global) => {
    const type: Type = solver.globals[global.id].type
    const needsCheck = !hoisted.has(global.id) && !safe.has(global.id)
    const known: Type = { ...type, primitives: type.primitives & ~T_HOLE }
    return { id: global.id, type: known, rep: repOf(needsCheck ? join(known, HOLE_TYPE) : known), needsCheck, read: solver.globalRead[global.id] }
  })
}

/** A readable dump of one instance's types, for `--dump types`. */
export function dumpInstance(result: AnalysisResult, instance: Instance): string {
  const name = (id: number): string => `#${id}:${result.sites[id].name}`
  const lines = [`${instance.symbol}(${instance.params.join(', ')}) -> ${instance.result}${instance.needsEntry ? ' entry' : ''}`]
  instance.types.forEach((type, id) => lines.push(`  v${id}: ${instance.reps[id]}  ${showType(type, name)}`))
  return lines.join('\n')
}

/** Every open site of the program with the write that opened it, for `--explain`. */
export function explainSites(result: AnalysisResult): string {
  const lines = result.sites.filter((site) => site.open !== null).map((site) => `open: ${site.kind} ${site.name}: ${site.open}`)
  return lines.length === 0 ? 'every object keeps its layout' : lines.join('\n')
}
