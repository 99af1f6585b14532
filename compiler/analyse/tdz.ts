// Module variables that are certainly initialised before anything reads them, so that reads need no check and the
// variable no room for a hole. Top-level code is walked in the order in which it runs; the functions that each stretch
// of it can reach, by the solved call graph, are collected on the way; a variable is safe if no function that reads it
// was reachable before its initialisation, and no top-level code reads it earlier.

import type { Block, BlockId, GlobalId } from '../hir/hir.ts'
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

  /** Blocks in an order in which they can run; a set in a loop counts after all that the loop reads and calls. */
  runTopLevel(func: number): void {
    for (const instance of this.byFunction.get(func) ?? []) {
      for (const blocks of runOrder(instance.func.blocks)) {
        const reached = blocks.filter((block) => instance.reached[block.id])
        if (blocks.length > 1) for (const block of reached) this.runBlock(instance, block, false)
        for (const block of reached) this.runBlock(instance, block, true)
      }
    }
  }

  private runBlock(instance: SolverInstance, block: Block, sets: boolean): void {
    for (const i of block.instructions) {
      if (i.op === 'globalGet') this.used.add(i.global)
      else if (i.op === 'globalSet' && sets && !i.check && !this.used.has(i.global)) this.safe.add(i.global)
      // What a closure made here does counts once something can call it: at the latest when calls follow.
      for (const edge of instance.calls.get(i.id)?.values() ?? []) this.visit(edge.callee)
      for (const callee of instance.implicit.get(i.id) ?? []) this.visit(callee)
      if (instance.sharing.has(i.id)) for (const callee of this.solver.sharedCallees) this.visit(callee)
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
      for (const callees of instance.implicit.values()) stack.push(...callees)
      if (instance.sharing.size > 0) stack.push(...this.solver.sharedCallees)
    }
  }
}

/**
 * The blocks of a function in groups, so that control never comes from a later group to an earlier one: the strongly
 * connected components in topological order (Tarjan 1972, without recursion).
 */
function runOrder(blocks: readonly Block[]): Block[][] {
  const byId = new Map(blocks.map((block) => [block.id, block]))
  const index = new Map<Block, number>()
  const low = new Map<Block, number>()
  const open: Block[] = []
  const isOpen = new Set<Block>()
  const groups: Block[][] = []
  const path: { block: Block; next: Block[] }[] = []
  const enter = (block: Block): void => {
    index.set(block, index.size)
    low.set(block, index.get(block)!)
    open.push(block)
    isOpen.add(block)
    path.push({ block, next: successors(block).map((id) => byId.get(id)!) })
  }
  const lower = (block: Block, value: number): void => { low.set(block, Math.min(low.get(block)!, value)) }
  enter(blocks[0])
  while (path.length > 0) {
    const { block, next } = path[path.length - 1]
    const successor = next.pop()
    if (successor !== undefined) {
      if (!index.has(successor)) enter(successor)
      else if (isOpen.has(successor)) lower(block, index.get(successor)!)
      continue
    }
    path.pop()
    if (path.length > 0) lower(path[path.length - 1].block, low.get(block)!)
    if (low.get(block) === index.get(block)) {
      const group = open.splice(open.indexOf(block))
      for (const member of group) isOpen.delete(member)
      groups.unshift(group)
    }
  }
  return groups
}

function successors(block: Block): BlockId[] {
  const { terminator: t, handler } = block
  const targets = t.op === 'jump' ? [t.target] : t.op === 'branch' ? [t.ifTrue, t.ifFalse]
    : t.op === 'switch' ? [...t.cases.map((c) => c.target), t.otherwise] : []
  return handler === null ? targets : [...targets, handler]
}
