// The function that the process or the monitor enters: runtime, module variables, module bodies in order, event loop.

import type { Instance } from '../../analyse/result.ts'
import { T_BOOLEAN, T_NUMBER } from '../../analyse/result.ts'
import type { HirModule } from '../../hir/hir.ts'
import type { MirFunction, SymbolName } from '../mir.ts'
import { directCall } from './calls.ts'
import { isStaticClosure, staticClosure } from './data.ts'
import { FunctionLowering } from './function.ts'
import { makeClosure } from './objects.ts'
import type { ProgramLowering } from './program.ts'
import { canHoldHole, constantClosure } from './variables.ts'

export const START: SymbolName = 'start'

export function makeStart(program: ProgramLowering): MirFunction {
  const f = new FunctionLowering(program, null)
  f.b.enter(f.b.newBlock(null))
  const modules = modulesOf(program)
  uninitialised(f)
  for (const module of modules.library) moduleBody(f, module, true)
  f.entry('runtimeStart')
  const failed = f.b.newBlock(null)
  const main = f.b.newBlock(failed.id)
  f.b.jump(main)
  f.b.handler = failed.id
  f.b.enter(main)
  hoistedFunctions(f)
  for (const module of modules.library) moduleBody(f, module, false)
  if (f.b.open) f.entry('programStart')
  for (const module of modules.program) moduleBody(f, module, false)
  if (f.b.open) {
    f.entry('runEventLoop')
    f.b.return(null)
  }
  f.b.enter(failed)
  f.b.handler = null
  f.entry('reportUncaught', f.anything(f.b.add('box', [], { op: 'takePending' })))
  f.b.return(null)
  return f.b.finish(START, [], 'none', { inline: 'never', isLibrary: true, place: null, displayName: 'start' })
}

/** Variables whose dead zone is tested begin as holes. */
function uninitialised(f: FunctionLowering): void {
  for (const global of f.program.analysis.globals) {
    if (!global.needsCheck || !global.read || !canHoldHole(global.rep)) continue
    const { symbol, rep } = f.program.moduleVariable(global.id)
    f.b.globalStore(symbol, f.b.word(rep as 'box', 'hole'))
  }
}

/** Function declarations at module level that the program reads. */
function hoistedFunctions(f: FunctionLowering): void {
  const { program, globals } = f.program.analysis
  for (const { global, func } of program.hoisted) {
    if (!globals[global].read) continue
    const sites = f.program.closureSites(func).filter((site) => globals[global].type.sites.includes(site.id))
    if (sites.length === 0) continue
    const [site] = sites
    if (constantClosure(f, global) !== null) continue
    const { symbol, rep } = f.program.moduleVariable(global)
    const closure = isStaticClosure(f.program, site)
      ? f.of(f.b.address(staticClosure(f.program, site)), globals[global].type) : makeClosure(f, site, [])
    f.b.globalStore(symbol, f.as(closure, rep))
  }
}

/**
 * Whether a segment only computes numbers and the like: no allocation, no call. Those of the library run before runtimeStart,
 * for they are the initial state of the collector itself, which runtimeStart then changes.
 */
function isConstant(body: Instance): boolean {
  return body.func.blocks.every((block) => block.instructions.every((i) => {
    if (i.op === 'binary' && i.operator === 'exp') return false // pow has tables, which it allocates
    if (i.op === 'unary' || i.op === 'binary') return (body.types[i.id].primitives & ~(T_NUMBER | T_BOOLEAN)) === 0
    return i.op === 'const' || i.op === 'globalGet' || i.op === 'globalSet'
  }))
}

function modulesOf(program: ProgramLowering): { library: HirModule[]; program: HirModule[] } {
  const { modules, files } = program.analysis.program
  const isLibrary = (module: HirModule): boolean => files[module.file].isLibrary
  return { library: modules.filter(isLibrary), program: modules.filter((module) => !isLibrary(module)) }
}

/** A module's segments: all of a program's, of a library's those that define something that is read. */
function moduleBody(f: FunctionLowering, module: HirModule, constants: boolean): void {
  for (const segment of module.segments) {
    const { globals } = f.program.analysis
    if (segment.defines !== null && !segment.defines.some((global) => globals[global].read)) continue
    const body = f.program.instancesOf(segment.body)
    if (body.length === 0 || !f.b.open) continue
    if ((segment.defines !== null && isConstant(body[0])) !== constants) continue
    runSegment(f, module, body[0])
  }
}

function runSegment(f: FunctionLowering, module: HirModule, body: Instance): void {
  const result = directCall(f, body, { args: [] })
  if (module.isAsync && result !== null) f.entry('awaitModule', result)
}
