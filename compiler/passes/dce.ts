// dce: drops values that nothing needs, and stores to local slots that nothing reads.
//
//   v1: i32 = i32.add v0 v0        (unused)        →        (nothing)
//
// Needs: nothing. Ensures: every value left is used by an effect, a terminator, or another such value. An allocation
// that nothing uses goes too: only the collector could tell.

import type { MirFunction, MirId, MirInstruction, MirPhi, MirProgram } from '../mir/mir.ts'
import { terminatorUses } from '../mir/graph.ts'
import { effectOp } from '../mir/ops.ts'

function isDroppable(i: MirInstruction): boolean {
  switch (i.op) {
    case 'const': case 'word': case 'address': case 'param': case 'pure': case 'globalLoad': case 'localLoad':
    case 'allocate': case 'stackBoxes': return true
    case 'load': return i.volatile !== true
    case 'call': return i.stable === true && !i.throws
    case 'effect': return effectOp(i.name)?.droppable === true
    default: return false
  }
}

export function dropDead(func: MirFunction): void {
  const loaded = new Set<number>()
  for (const block of func.blocks) for (const i of block.instructions) if (i.op === 'localLoad') loaded.add(i.slot)
  const defined: (MirInstruction | MirPhi | undefined)[] = []
  const live = new Set<MirId>()
  const queue: MirId[] = []
  const mark = (id: MirId): void => {
    if (live.has(id)) return
    live.add(id)
    queue.push(id)
  }
  const isRoot = (i: MirInstruction): boolean => i.op === 'localStore' ? loaded.has(i.slot) : !isDroppable(i)
  for (const block of func.blocks) {
    for (const phi of block.phis) defined[phi.id] = phi
    for (const i of block.instructions) {
      defined[i.id] = i
      if (isRoot(i)) mark(i.id)
    }
    terminatorUses(block.terminator).forEach(mark)
  }
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) defined[id]?.args.forEach(mark)
  for (const block of func.blocks) {
    block.phis = block.phis.filter((phi) => live.has(phi.id))
    block.instructions = block.instructions.filter((i) => live.has(i.id))
  }
}

export function dce(program: MirProgram): void {
  for (const func of program.functions.values()) dropDead(func)
}
