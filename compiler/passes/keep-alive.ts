// keep-alive: holds the base object of indexed accesses through loops that may collect.
//
//   loop { v3 = load.f64 v1 [v2*8+8]   call f }        →        loop { …   keepAlive v1 }
//
// Needs: to be the last pass that moves or adds accesses. Ensures: the collector, which looks at stack and registers
// conservatively, finds v1 although clang may turn base and index into one running pointer that begins before the object
// or ends behind it; likewise the address of a buffer's bytes, which may be all that is left of it. One use at the loop's end makes the base live through all of it. Outside of loops clang derives only
// pointers that it is about to use: those lie inside the object.

import type { MirBlock, MirFunction, MirId, MirProgram } from '../mir/mir.ts'
import { isCall, valueReps } from '../mir/graph.ts'
import { findLoops } from '../mir/loops.ts'

function indexedBases(block: MirBlock): MirId[] {
  return block.instructions
    .filter((i) => i.op === 'load' && i.args.length === 2 || i.op === 'store' && i.args.length === 3)
    .map((i) => i.args[0])
}

export function keepBases(func: MirFunction): void {
  const reps = valueReps(func)
  const homes = new Map<MirId, MirBlock>()
  for (const block of func.blocks) {
    for (const phi of block.phis) homes.set(phi.id, block)
    for (const i of block.instructions) homes.set(i.id, block)
  }
  if (!func.blocks.some((block) => indexedBases(block).length > 0)) return
  for (const { body, latches } of findLoops(func).loops) {
    if (![...body].some((block) => block.instructions.some(isCall))) continue
    const bases = new Set<MirId>()
    for (const block of body) {
      for (const base of indexedBases(block)) if ((reps[base] === 'ref' || reps[base] === 'i53') && !body.has(homes.get(base)!)) bases.add(base)
    }
    for (const latch of latches) {
      for (const base of bases) latch.instructions.push({ id: func.nextId++, rep: 'none', args: [base], place: null, op: 'keepAlive' })
    }
  }
}

export function keepAlive(program: MirProgram): void {
  for (const func of program.functions.values()) keepBases(func)
}
