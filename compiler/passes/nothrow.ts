// nothrow: finds the functions that no exception can leave, and takes the test after their calls away.
//
//   v1: i32 = call abs v0 throws     →     v1: i32 = call abs v0        where nothing in abs throws
//
// Needs: depth marks. Ensures: canThrow and throws are as small as the call graph allows; a flag is only ever cleared.
// The greatest set of non-throwing functions: all are assumed so at first, and each finding makes its callers throw.

import type { MirBlock, MirFunction, MirProgram, SymbolName } from '../mir/mir.ts'
import { orderBlocks, rebuildPreds } from '../mir/graph.ts'

function leavesFunction(block: MirBlock): boolean {
  return block.handler === null
}

export function nothrow(program: MirProgram): void {
  const throwing = new Set<SymbolName>()
  const callers = new Map<SymbolName, Set<MirFunction>>()
  const queue: SymbolName[] = []
  const mark = (func: MirFunction): void => {
    if (throwing.has(func.symbol)) return
    throwing.add(func.symbol)
    queue.push(func.symbol)
  }
  for (const func of program.functions.values()) {
    if (func.checksDepth) mark(func)
    for (const block of func.blocks) {
      if (!leavesFunction(block)) continue
      if (block.terminator.op === 'throw') mark(func)
      for (const i of block.instructions) {
        if ((i.op === 'callEntry' || i.op === 'callEntrySpread') && i.throws) mark(func)
        if (i.op !== 'call' || !i.throws) continue
        if (!program.functions.has(i.func)) mark(func)
        let list = callers.get(i.func)
        if (list === undefined) callers.set(i.func, list = new Set())
        list.add(func)
      }
    }
  }
  for (let symbol = queue.pop(); symbol !== undefined; symbol = queue.pop()) callers.get(symbol)?.forEach(mark)
  for (const func of program.functions.values()) {
    func.canThrow = throwing.has(func.symbol)
    let changed = false
    for (const block of func.blocks) {
      for (const i of block.instructions) {
        if (i.op !== 'call' || !i.throws || !program.functions.has(i.func) || throwing.has(i.func)) continue
        i.throws = false
        changed = true
      }
    }
    if (!changed) continue
    orderBlocks(func) // handlers that nothing reaches any more
    rebuildPreds(func)
  }
}
