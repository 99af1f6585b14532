// The whole-program flow analysis: which values every variable, field, element and parameter can hold, whom every call
// reaches, and so how everything is represented. Whole, closed-world, and independent of checker types.

import type { HirProgram, Place } from '../hir/hir.ts'
import { ENTRIES } from './entries.ts'
import type { EntryKind, EntryRow } from './entries.ts'
import { finish } from './finish.ts'
import type { PinnedEntries } from './finish.ts'
import type { AnalysisResult, Type } from './result.ts'
import { Solver } from './solver.ts'
import { flow, newCell } from './state.ts'
import type { Cell } from './state.ts'
import { transfer } from './transfer.ts'
import { ANY, BOOLEAN, I32, I53, NOTHING, NUMBER, STRING, U32, siteType } from './types.ts'

export interface Analysis { result: AnalysisResult; refusals: { place: Place; topic: string }[] }

const PINNED_TYPES: Record<EntryKind, Type> = {
  any: ANY, string: STRING, object: ANY, number: NUMBER, int: I32, index: U32, address: I53, boolean: BOOLEAN, none: NOTHING,
}

export function analyse(program: HirProgram): Analysis {
  const solver = new Solver(program, transfer)
  for (const { global, func } of program.hoisted) {
    const site = solver.site(`hoisted:${global}`, 'closure', program.functions[func].symbol, null, 'Function')
    site.func = program.functions[func]
    flow(solver.worklist, solver.globals[global], siteType(site.id))
  }
  solver.seedModules()
  const pinned = pinEntries(solver)
  solver.solve()
  return { result: finish(solver, pinned), refusals: [...solver.refusals.values()] }
}

/** What the start function gives to the two entries that go on into code which the analysis reads; null for the others. */
function knownArgument(solver: Solver, name: string): Cell | null {
  if (name === 'reportUncaught') return solver.thrown
  if (name !== 'awaitModule') return null
  // The results of all asynchronous module bodies are one cell: the promises that are awaited.
  const promises = newCell()
  for (const module of solver.program.modules.filter((m) => m.isAsync)) {
    for (const { body } of module.segments) solver.startFunction(solver.program.functions[body]).result = promises
  }
  return promises
}

/** One copy of each entry, whose parameters can be anything that the lowering may pass. */
function pinEntries(solver: Solver): PinnedEntries {
  const pinned: PinnedEntries = { rows: new Map(), entries: new Map() }
  for (const [name, row] of Object.entries(ENTRIES) as [string, EntryRow][]) {
    const global = solver.program.entries.get(name)
    if (global === undefined) continue
    solver.readGlobal(null, global)
    for (const id of solver.globals[global].type.sites) {
      const site = solver.siteById(id)
      if (site.func === null) continue
      const instance = solver.instanceOf(site.func, null, null, null)
      flow(solver.worklist, instance.thisCell, PINNED_TYPES.none)
      const known = knownArgument(solver, name)
      if (known !== null) instance.params[0] = known
      else row.params.forEach((kind, index) => {
        if (index < instance.params.length) flow(solver.worklist, instance.params[index], PINNED_TYPES[kind])
      })
      pinned.rows.set(instance, row)
      pinned.entries.set(name, instance)
    }
  }
  return pinned
}
