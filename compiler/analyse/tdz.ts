// Module variables that are certainly initialised before anything reads them, so that reads need no check and the
// variable no room for a hole. Top-level code is walked in the order in which it runs; the functions that each stretch
// of it can reach, by the solved call graph, are collected on the way; a variable is safe if no function that reads it
// was reachable before its initialisation, and no top-level code reads it earlier.

import type { GlobalId } from '../hir/hir.ts'
import type { Solver } from './solver.ts'
import type { SolverInstance } from './state.ts'
import { usesOf } from './uses.ts'

export function initialisedBeforeUse(solver: Solver): Set<GlobalId> {
  const walk = new Walk(solver)
  for (const module of solver.program.modules) {
    for (const segment of module.segments) {
      if (segment.defines !== null && !segment.defines.some((global) => solver.globalRead[global])) continue
      walk.runTopLevel(segment.body)
    }
  }
  return walk.safe
}

class Walk {
  readonly safe = new Set<GlobalId>()
  private readonly used = new Set<GlobalId>()
  private readonly visited = new Set<SolverInstance>()
  private readonly byFunction = new Map<number, SolverInstance[]>()

  constructor(private readonly solver: Solver) {
    for (const instance of solver.instances) {
      const list = this.byFunction.get(instance.func.id) ?? []
      list.push(instance)
      this.byFunction.set(instance.func.id, list)
    }
  }

  /** Instructions in block order; a read in a loop's or branch's block counts from when the block first stands. */
  runTopLevel(func: number): void {
    for (const instance of this.byFunction.get(func) ?? []) {
      for (const block of instance.func.blocks) {
        if (!instance.reached[block.id]) continue
        for (const i of block.instructions) {
          if (i.op === 'globalGet') this.used.add(i.global)
          else if (i.op === 'globalSet' && !i.check && !this.used.has(i.global)) this.safe.add(i.global)
          // What a closure made here does counts once something can call it: at the latest when calls follow.
          for (const edge of instance.calls.get(i.id)?.values() ?? []) this.visit(edge.callee)
          if (mayCallUnknown(i.op)) this.visitEntries()
        }
      }
    }
  }

  /** Functions that the runtime may call without being told here (getters in general operations, thenables …). */
  private entriesVisited = 0
  private visitEntries(): void {
    for (; this.entriesVisited < this.solver.instances.length; this.entriesVisited++) {
      const instance = this.solver.instances[this.entriesVisited]
      if (instance.needsEntry) this.visit(instance)
    }
  }

  private visit(start: SolverInstance): void {
    const stack = [start]
    while (stack.length > 0) {
      const instance = stack.pop()!
      if (this.visited.has(instance)) continue
      this.visited.add(instance)
      for (const definition of usesOf(instance.func).definitions) {
        if (definition === null) continue
        if ((definition.op === 'globalGet' || definition.op === 'globalSet') && !this.safe.has(definition.global)) this.used.add(definition.global)
      }
      for (const edges of instance.calls.values()) for (const edge of edges.values()) stack.push(edge.callee)
    }
  }
}

/** Operations that may run code which the call edges do not show. */
function mayCallUnknown(op: string): boolean {
  return op === 'callSpread' || op === 'constructSpread' || op === 'intrinsic' || op === 'superCallSpread' || op === 'unary' || op === 'binary'
    || op === 'getElem' || op === 'setElem'
}
