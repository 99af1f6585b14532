// Who calls whom, at the level of MIR functions: for inlining, depth marks and exception inference.

import type { MirFunction, MirProgram, SymbolName } from '../mir/mir.ts'

/** Whether the function calls through generic entries, and so may call anything that has one. */
export function callsEntries(func: MirFunction): boolean {
  return func.blocks.some((block) => block.instructions.some((i) => i.op === 'callEntry' || i.op === 'callEntrySpread'))
}

/** Functions called directly, each once, in order of first mention. */
export function callees(func: MirFunction): SymbolName[] {
  const result = new Set<SymbolName>()
  for (const block of func.blocks) {
    for (const i of block.instructions) if (i.op === 'call' || i.op === 'callSpilled') result.add(i.func)
  }
  return [...result]
}

/** Functions that shapes name as generic entries, or whose address is taken. */
export function entryFunctions(program: MirProgram): SymbolName[] {
  const result = new Set<SymbolName>()
  for (const data of program.data.values()) if (data.kind === 'shape' && data.shape.entry !== null) result.add(data.shape.entry)
  for (const func of program.functions.values()) {
    for (const block of func.blocks) {
      for (const i of block.instructions) if (i.op === 'address' && program.functions.has(i.symbol)) result.add(i.symbol)
    }
  }
  return [...result]
}

export interface CallGraph {
  /** Functions with callees before callers, except inside a cycle. */
  readonly bottomUp: MirFunction[]
  /** Functions on a cycle of calls, through generic entries too. */
  readonly recursive: Set<SymbolName>
}

/** Strongly connected components (Tarjan, iterative). One extra node stands for “some generic entry”. */
export function callGraph(program: MirProgram): CallGraph {
  const ANY_ENTRY = '\0any entry'
  const next = new Map<SymbolName, SymbolName[]>()
  for (const func of program.functions.values()) {
    const list = callees(func).filter((symbol) => program.functions.has(symbol))
    if (callsEntries(func)) list.push(ANY_ENTRY)
    next.set(func.symbol, list)
  }
  next.set(ANY_ENTRY, entryFunctions(program).filter((symbol) => program.functions.has(symbol)))
  const index = new Map<SymbolName, number>()
  const low = new Map<SymbolName, number>()
  const onStack = new Set<SymbolName>()
  const path: SymbolName[] = []
  const recursive = new Set<SymbolName>()
  const bottomUp: MirFunction[] = []
  const finish = (root: SymbolName): void => {
    const component: SymbolName[] = []
    for (;;) {
      const symbol = path.pop()!
      onStack.delete(symbol)
      component.push(symbol)
      if (symbol === root) break
    }
    const isCycle = component.length > 1 || next.get(root)!.includes(root)
    for (const symbol of component) {
      if (isCycle && symbol !== ANY_ENTRY) recursive.add(symbol)
      const func = program.functions.get(symbol)
      if (func !== undefined) bottomUp.push(func)
    }
  }
  const enter = (symbol: SymbolName): void => {
    index.set(symbol, index.size)
    low.set(symbol, index.get(symbol)!)
    path.push(symbol)
    onStack.add(symbol)
    work.push({ symbol, at: 0 })
  }
  const work: { symbol: SymbolName; at: number }[] = []
  for (const symbol of next.keys()) {
    if (index.has(symbol)) continue
    enter(symbol)
    while (work.length > 0) {
      const top = work[work.length - 1]
      const list = next.get(top.symbol)!
      if (top.at < list.length) {
        const to = list[top.at++]
        if (!index.has(to)) enter(to)
        else if (onStack.has(to)) low.set(top.symbol, Math.min(low.get(top.symbol)!, index.get(to)!))
        continue
      }
      work.pop()
      if (work.length > 0) {
        const caller = work[work.length - 1].symbol
        low.set(caller, Math.min(low.get(caller)!, low.get(top.symbol)!))
      }
      if (low.get(top.symbol) === index.get(top.symbol)) finish(top.symbol)
    }
  }
  return { bottomUp, recursive }
}
