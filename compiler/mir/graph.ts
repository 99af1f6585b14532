// Control-flow facts about a MIR function that verifier and passes share: successors, throwing points, order, dominators.
// A block with a handler is seen as two halves, cut after its first throwing instruction: control can go to the handler
// having executed only the upper half, so what the lower half defines does not dominate the handler.

import type { MirBlock, MirBlockId, MirFunction, MirId, MirInstruction, MirTerminator, Rep } from './mir.ts'

/** Ordinary successors, each once, in order of first mention. */
export function successors(terminator: MirTerminator): MirBlockId[] {
  switch (terminator.op) {
    case 'jump': return [terminator.target]
    case 'branch': return terminator.ifTrue === terminator.ifFalse ? [terminator.ifTrue] : [terminator.ifTrue, terminator.ifFalse]
    case 'switch': return [...new Set([...terminator.cases.map((one) => one.target), terminator.otherwise])]
    case 'return': case 'throw': case 'unreachable': return []
  }
}

/** Replaces successor `from` by `to` on all edges. */
export function redirect(terminator: MirTerminator, from: MirBlockId, to: MirBlockId): void {
  if (terminator.op === 'jump') {
    if (terminator.target === from) terminator.target = to
  } else if (terminator.op === 'branch') {
    if (terminator.ifTrue === from) terminator.ifTrue = to
    if (terminator.ifFalse === from) terminator.ifFalse = to
  } else if (terminator.op === 'switch') {
    for (const one of terminator.cases) if (one.target === from) one.target = to
    if (terminator.otherwise === from) terminator.otherwise = to
  }
}

/** Whether control can leave the block's middle for its handler. */
export function canThrow(instruction: MirInstruction): boolean {
  return (instruction.op === 'call' || instruction.op === 'callEntry' || instruction.op === 'callEntrySpread') && instruction.throws
}

/** Whether the instruction may run the collector, or anything else. */
export function isCall(instruction: MirInstruction): boolean {
  switch (instruction.op) {
    case 'call': case 'callEntry': case 'callEntrySpread': case 'callSpilled':
    case 'allocate': case 'allocateSized': case 'allocateWith': return true
    default: return false
  }
}

/** Whether a call of the function can come back without an exception. */
export function returns(func: MirFunction): boolean {
  return func.blocks.some((block) => block.terminator.op === 'return')
}

/** The values that a terminator reads. */
export function terminatorUses(terminator: MirTerminator): MirId[] {
  switch (terminator.op) {
    case 'branch': return [terminator.condition]
    case 'switch': return [terminator.value]
    case 'return': return terminator.value === null ? [] : [terminator.value]
    default: return []
  }
}

/** Calls `replace` for each value that the terminator reads and writes back what it returns. */
export function mapTerminatorUses(terminator: MirTerminator, replace: (id: MirId) => MirId): void {
  if (terminator.op === 'branch') terminator.condition = replace(terminator.condition)
  else if (terminator.op === 'switch') terminator.value = replace(terminator.value)
  else if (terminator.op === 'return' && terminator.value !== null) terminator.value = replace(terminator.value)
}

/** Applies a substitution to every operand of the function. */
export function mapUses(func: MirFunction, replace: (id: MirId) => MirId): void {
  for (const block of func.blocks) {
    for (const phi of block.phis) for (let i = 0; i < phi.args.length; i++) phi.args[i] = replace(phi.args[i])
    for (const instruction of block.instructions) {
      const args = instruction.args
      for (let i = 0; i < args.length; i++) args[i] = replace(args[i])
    }
    mapTerminatorUses(block.terminator, replace)
  }
}

/** Applies a table of replacements, following chains. */
export function substitute(func: MirFunction, table: ReadonlyMap<MirId, MirId>): void {
  if (table.size === 0) return
  mapUses(func, (id) => {
    let to = id
    for (let next = table.get(to); next !== undefined; next = table.get(to)) to = next
    return to
  })
}

export function blocksById(func: MirFunction): Map<MirBlockId, MirBlock> {
  return new Map(func.blocks.map((block) => [block.id, block]))
}

/** Representation of every value, by id; absent where the id defines nothing. */
export function valueReps(func: MirFunction): Rep[] {
  const reps: Rep[] = []
  for (const block of func.blocks) {
    for (const phi of block.phis) reps[phi.id] = phi.rep
    for (const instruction of block.instructions) if (instruction.rep !== 'none') reps[instruction.id] = instruction.rep
  }
  return reps
}

/** The block can hand an exception to its handler. */
export function reachesHandler(block: MirBlock): boolean {
  return block.handler !== null && (block.terminator.op === 'throw' || block.instructions.some(canThrow))
}

/** Sets `preds` of every block from the terminators; phi arguments are kept by predecessor, those of new ones must not exist. */
export function rebuildPreds(func: MirFunction): void {
  const preds = new Map<MirBlockId, MirBlockId[]>()
  for (const block of func.blocks) preds.set(block.id, [])
  for (const block of func.blocks) {
    for (const target of successors(block.terminator)) {
      const list = preds.get(target)
      if (list === undefined) throw new Error(`${func.symbol}: b${block.id} goes to b${target}, which does not exist`)
      list.push(block.id)
    }
  }
  for (const block of func.blocks) {
    const now = preds.get(block.id)!
    const kept = block.preds.filter((pred) => now.includes(pred))
    for (const pred of now) {
      if (kept.includes(pred)) continue
      if (block.phis.length > 0) throw new Error(`${func.symbol}: b${block.id} has phis but no argument for b${pred}`)
      kept.push(pred)
    }
    for (const phi of block.phis) phi.args = kept.map((pred) => phi.args[block.preds.indexOf(pred)])
    block.preds = kept
  }
}

/** Drops blocks that cannot be reached and puts the others in reverse post-order, handlers after what they protect. */
export function orderBlocks(func: MirFunction): void {
  const byId = blocksById(func)
  const seen = new Set<MirBlockId>()
  const postOrder: MirBlock[] = []
  const stack: { block: MirBlock; next: MirBlockId[]; at: number }[] = []
  const enter = (id: MirBlockId): void => {
    if (seen.has(id)) return
    seen.add(id)
    const block = byId.get(id)!
    // Visited last to first: the likely successor and the straight path come first in reverse post-order.
    const next = successors(block.terminator).reverse()
    if (reachesHandler(block)) next.unshift(block.handler!)
    stack.push({ block, next, at: 0 })
  }
  enter(func.blocks[0].id)
  while (stack.length > 0) {
    const top = stack[stack.length - 1]
    if (top.at < top.next.length) enter(top.next[top.at++])
    else postOrder.push(stack.pop()!.block)
  }
  func.blocks = postOrder.reverse()
  for (const block of func.blocks) if (block.handler !== null && !reachesHandler(block)) block.handler = null
}

/** A stretch of a block: all of it, or its part before or after the first point where it can throw. */
export interface Half {
  readonly block: MirBlock
  /** Instructions [from, to). The first half of a cut block begins with the phis. */
  readonly from: number
  readonly to: number
  idom: number
  readonly children: number[]
}

export interface Dominators {
  readonly halves: Half[]
  /** First half of each block. */
  readonly upper: Map<MirBlockId, number>
  /** Last half of each block: the same one unless the block is cut. */
  readonly lower: Map<MirBlockId, number>
  /** Whether half `a` dominates half `b` (itself included). */
  dominates(a: number, b: number): boolean
}

/**
 * Visits the halves that can be reached, dominators first. What `enter` gives for a half, `leave` gets once all that the
 * half dominates has been visited: for knowledge that holds in one part of the tree.
 */
export function walkDominators<T>(tree: Dominators, enter: (half: Half, index: number) => T, leave: (known: T) => void): void {
  const visit = (index: number): { half: Half; child: number; known: T } =>
    ({ half: tree.halves[index], child: 0, known: enter(tree.halves[index], index) })
  const path = [visit(0)]
  while (path.length > 0) {
    const top = path[path.length - 1]
    if (top.child < top.half.children.length) path.push(visit(top.half.children[top.child++]))
    else leave(path.pop()!.known)
  }
}

interface HalfGraph { halves: Half[]; upper: Map<MirBlockId, number>; lower: Map<MirBlockId, number>; preds: number[][] }

function halfGraph(func: MirFunction): HalfGraph {
  const halves: Half[] = []
  const upper = new Map<MirBlockId, number>()
  const lower = new Map<MirBlockId, number>()
  for (const block of func.blocks) {
    upper.set(block.id, halves.length)
    const count = block.instructions.length
    const throwing = block.handler === null ? -1 : block.instructions.findIndex(canThrow)
    if (throwing < 0) {
      halves.push({ block, from: 0, to: count, idom: -1, children: [] })
    } else {
      // The throwing call's own result exists only where it did not throw: it belongs to the lower half.
      halves.push({ block, from: 0, to: throwing, idom: -1, children: [] })
      halves.push({ block, from: throwing, to: count, idom: -1, children: [] })
    }
    lower.set(block.id, halves.length - 1)
  }
  const preds: number[][] = halves.map(() => [])
  for (const block of func.blocks) {
    const first = upper.get(block.id)!
    const last = lower.get(block.id)!
    if (first !== last) preds[last].push(first)
    if (reachesHandler(block)) preds[upper.get(block.handler!)!].push(first)
    for (const target of successors(block.terminator)) preds[upper.get(target)!].push(last)
  }
  return { halves, upper, lower, preds }
}

/** Reverse post-order of the halves that can be reached from the first. */
function reverseOrder(preds: number[][]): number[] {
  const next: number[][] = preds.map(() => [])
  preds.forEach((list, to) => { for (const from of list) next[from].push(to) })
  const seen = new Uint8Array(preds.length)
  const order: number[] = []
  const stack = [{ at: 0, child: 0 }]
  seen[0] = 1
  while (stack.length > 0) {
    const top = stack[stack.length - 1]
    if (top.child < next[top.at].length) {
      const child = next[top.at][top.child++]
      if (seen[child] === 0) {
        seen[child] = 1
        stack.push({ at: child, child: 0 })
      }
    } else {
      order.push(top.at)
      stack.pop()
    }
  }
  return order.reverse()
}

/**
 * Dominator tree over the halves of a function (Cooper, Harvey, Kennedy: "A Simple, Fast Dominance Algorithm"). Halves
 * that cannot be reached have idom −1, as has the first.
 */
export function dominators(func: MirFunction): Dominators {
  const { halves, upper, lower, preds } = halfGraph(func)
  const count = halves.length
  const order = reverseOrder(preds)
  const rank = new Int32Array(count).fill(-1)
  order.forEach((half, i) => { rank[half] = i })
  const idom = new Int32Array(count).fill(-1)
  idom[0] = 0
  const meet = (a: number, b: number): number => {
    while (a !== b) {
      while (rank[a] > rank[b]) a = idom[a]
      while (rank[b] > rank[a]) b = idom[b]
    }
    return a
  }
  for (let changed = true; changed;) {
    changed = false
    for (const i of order) {
      if (i === 0) continue
      let best = -1
      for (const pred of preds[i]) {
        if (idom[pred] < 0) continue
        best = best < 0 ? pred : meet(best, pred)
      }
      if (best >= 0 && idom[i] !== best) {
        idom[i] = best
        changed = true
      }
    }
  }
  const enter = new Int32Array(count)
  const leave = new Int32Array(count)
  for (let i = 0; i < count; i++) {
    halves[i].idom = i === 0 ? -1 : idom[i]
    if (i > 0 && idom[i] >= 0) halves[idom[i]].children.push(i)
  }
  let clock = 0
  const stack: { at: number; child: number }[] = [{ at: 0, child: 0 }]
  enter[0] = clock++
  while (stack.length > 0) {
    const top = stack[stack.length - 1]
    const children = halves[top.at].children
    if (top.child < children.length) {
      const child = children[top.child++]
      enter[child] = clock++
      stack.push({ at: child, child: 0 })
    } else {
      leave[top.at] = clock++
      stack.pop()
    }
  }
  return { halves, upper, lower, dominates: (a, b) => enter[a] <= enter[b] && leave[b] <= leave[a] }
}
