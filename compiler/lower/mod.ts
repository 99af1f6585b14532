// Lowering: a checked program → HIR, with only as much of the library as it reaches.

import type { HirModule, HirProgram } from '../hir/hir.ts'
import type { Diagnostic } from '../frontend/diagnostic.ts'
import { moduleRequests } from '../frontend/graph.ts'
import type { LoadedProgram } from '../frontend/program.ts'
import { splitCoroutines } from './coroutine.ts'
import { lowerEvaluation, lowerModule } from './modules.ts'
import { ProgramLowering } from './program.ts'
import { reachedFunctions } from './reach.ts'
import { orderSegments } from './segments.ts'

export type LowerResult = { ok: true; hir: HirProgram } | { ok: false; diagnostics: Diagnostic[] }

/** Lowers a loaded program; `coroutines: false` leaves async functions and generators whole (tests of the lowering). */
export function lowerProgram(loaded: LoadedProgram, options: { coroutines?: boolean } = {}): LowerResult {
  const program = new ProgramLowering(loaded)
  const modules: HirModule[] = loaded.modules.map(
    (module) => lowerModule(program, program.unitOf(module), module.isAsync),
  )
  const index = new Map(loaded.modules.map((module, i) => [module.path, i]))
  if (loaded.library !== null) program.library.reachEntries()
  program.library.run()
  const diagnostics = program.reachedRefusals(
    reachedFunctions(program.hir, modules.map((module) => module.segments[0]!.body)),
  )
  if (diagnostics.length > 0) return { ok: false, diagnostics }
  const library = orderSegments(program.hir, program.library.segments)
  loaded.modules.forEach((module, i) => {
    modules[i]!.requests = moduleRequests(module.source).flatMap(({ specifier }) => {
      const request = loaded.resolve(module.path, specifier)
      const at = request === null ? undefined : index.get(request.path)
      return at === undefined ? [] : [at + library.length]
    })
  })
  // Where only the entry awaits, all others are done by then.
  const isAsync = loaded.library !== null && modules.slice(0, -1).some((module) => module.isAsync)
  const evaluated = isAsync ? [lowerEvaluation(program, loaded, modules, library.length)] : modules
  program.hir.modules = [...library, ...evaluated]
  if (options.coroutines !== false) splitCoroutines(program.hir)
  return { ok: true, hir: program.hir }
}
