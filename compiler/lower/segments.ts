// The order in which the library's declarations are evaluated: each after those whose variables it reads while it is
// evaluated (itself, or in functions that it calls directly). Where that is a cycle, source order decides.

import type { FunctionId, GlobalId, HirModule, HirProgram } from '../hir/hir.ts'
import type { Segment } from './library.ts'

export function orderSegments(hir: HirProgram, segments: readonly Segment[]): HirModule[] {
  const sorted = [...segments].sort((a, b) => a.unit.index - b.unit.index || a.position - b.position)
  const definer = new Map<GlobalId, Segment>()
  for (const segment of sorted) for (const global of segment.defines) definer.set(global, segment)
  const functionOf = new Map(hir.hoisted.map(({ global, func }) => [global, func]))
  const done = new Set<Segment>()
  const order: Segment[] = []
  const visit = (segment: Segment): void => {
    if (done.has(segment)) return
    done.add(segment)
    // `let` first, then the class whose static block assigns it
    for (const earlier of sorted) {
      const isBefore = earlier.unit === segment.unit && earlier.position < segment.position
      if (isBefore && earlier.defines.some((global) => segment.defines.includes(global))) visit(earlier)
    }
    for (const global of readsOf(hir, segment.body, functionOf)) {
      const other = definer.get(global)
      if (other !== undefined) visit(other)
    }
    order.push(segment)
  }
  for (const segment of sorted) visit(segment)
  const modules: HirModule[] = []
  for (const { unit, body, defines } of order) {
    const last = modules[modules.length - 1]
    if (last?.file === unit.index) last.segments.push({ body, defines })
    else modules.push({ file: unit.index, isAsync: false, requests: [], segments: [{ body, defines }] })
  }
  return modules
}

/** Module variables that a function reads, with those read by the functions and constructors it can call by name. */
function readsOf(hir: HirProgram, body: FunctionId, functionOf: Map<GlobalId, FunctionId>): Set<GlobalId> {
  const reads = new Set<GlobalId>()
  const seen = new Set<FunctionId>()
  const work = [body]
  for (let id = work.pop(); id !== undefined; id = work.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    const func = hir.functions[id]!
    const reach = (global: GlobalId | undefined): void => {
      if (global === undefined) return
      reads.add(global)
    }
    for (const { instructions } of func.blocks) {
      for (const instruction of instructions) {
        if (instruction.op === 'globalGet') reach(instruction.global)
        else if (instruction.op === 'realm') reach(hir.realm.get(instruction.name))
        if (instruction.op !== 'call' && instruction.op !== 'construct') continue
        const callee = func.values[instruction.args[0]!]!
        if (!('op' in callee) || callee.op !== 'globalGet') continue
        const target = functionOf.get(callee.global)
        if (target !== undefined) work.push(target)
      }
    }
  }
  return reads
}
