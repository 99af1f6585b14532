// From a function under construction to a finished HirFunction: drops unreachable blocks, joins straight lines, removes
// trivial and dead phis and dead pure instructions, orders blocks in reverse post-order and numbers values densely.

import type { Block, HirFunction, Instruction, Phi, Terminator, ValueId } from '../hir/hir.ts'
import { replaceTargets, successors } from '../hir/graph.ts'
import type { FunctionBuilder, OpenBlock } from './builder.ts'

/** Blocks and values of the finished function. */
export function finishFunction(builder: FunctionBuilder): Pick<HirFunction, 'blocks' | 'values'> {
  builder.entry.instructions.unshift(...builder.prologue)
  let order = reversePostOrder(builder)
  dropUnreachablePreds(builder, order)
  simplifyPhis(builder, order)
  joinStraightLines(builder, order)
  order = reversePostOrder(builder)
  const live = liveValues(builder, order)
  return renumber(builder, order, live)
}

function reversePostOrder(builder: FunctionBuilder): OpenBlock[] {
  const seen = new Set<OpenBlock>()
  const post: OpenBlock[] = []
  const stack: { block: OpenBlock; next: OpenBlock[] }[] = []
  const open = (block: OpenBlock): void => {
    seen.add(block)
    const next = block.terminator === null ? [] : successors(block.terminator).map((id) => builder.blocks[id]!)
    // The handler is visited last, so that it comes after what it protects in reverse post-order only if nothing else leads there.
    stack.push({ block, next: block.handler === null ? next : [block.handler, ...next] })
  }
  open(builder.entry)
  while (stack.length > 0) {
    const top = stack[stack.length - 1]!
    const next = top.next.shift()
    if (next === undefined) {
      post.push(top.block)
      stack.pop()
    } else if (!seen.has(next)) {
      open(next)
    }
  }
  return post.reverse()
}

function dropUnreachablePreds(builder: FunctionBuilder, order: OpenBlock[]): void {
  const reachable = new Set(order)
  for (const block of order) {
    if (block.terminator === null) block.terminator = { op: 'unreachable', place: builder.place }
    const keep = block.preds.map((pred) => reachable.has(pred))
    if (keep.every((k) => k)) continue
    block.preds = block.preds.filter((_, i) => keep[i])
    for (const phi of block.phis) phi.args = phi.args.filter((_, i) => keep[i])
  }
}

function simplifyPhis(builder: FunctionBuilder, order: OpenBlock[]): void {
  for (let changed = true; changed;) {
    changed = false
    for (const block of order) {
      for (const phi of block.phis) if (builder.simplify(phi) !== phi.id) changed = true
    }
  }
}

function joinStraightLines(builder: FunctionBuilder, order: OpenBlock[]): void {
  const gone = new Set<OpenBlock>()
  for (const block of order) {
    if (gone.has(block)) continue
    for (;;) {
      const { terminator } = block
      if (terminator === null || terminator.op !== 'jump') break
      const next = builder.blocks[terminator.target]!
      if (next === block || next === builder.entry || next.preds.length !== 1 || next.phis.length > 0 || next.handler !== block.handler ||
        next.entryFrom !== null) {
        break
      }
      block.instructions.push(...next.instructions)
      block.terminator = next.terminator
      for (const id of successors(next.terminator!)) {
        const after = builder.blocks[id]!
        after.preds = after.preds.map((pred) => (pred === next ? block : pred))
      }
      gone.add(next)
    }
  }
}

/** Instructions whose value nobody needs and that do nothing else. */
const PURE = new Set(
  [
    'const',
    'param',
    'this',
    'newTarget',
    'self',
    'captureGet',
    'cellNew',
    'cellGet',
    'localGet',
    'refine',
    'closure',
    'restParam',
    'arguments',
  ],
)

function liveValues(builder: FunctionBuilder, order: OpenBlock[]): Set<ValueId> {
  const live = new Set<ValueId>()
  const work: ValueId[] = []
  const mark = (value: ValueId): void => {
    const resolved = builder.resolve(value)
    if (live.has(resolved)) return
    live.add(resolved)
    work.push(resolved)
  }
  for (const block of order) {
    for (const instruction of block.instructions) if (!PURE.has(instruction.op)) mark(instruction.id)
    const { terminator } = block
    if (terminator !== null && terminator.op === 'branch') mark(terminator.condition)
    else if (terminator !== null && 'value' in terminator) mark(terminator.value)
  }
  while (work.length > 0) for (const arg of builder.values[work.pop()!]!.args) mark(arg)
  return live
}

function renumber(
  builder: FunctionBuilder, order: OpenBlock[], live: Set<ValueId>,
): Pick<HirFunction, 'blocks' | 'values'> {
  const values: (Instruction | Phi)[] = []
  const newIds = new Map<ValueId, ValueId>()
  const blockIds = new Map(order.map((block, index) => [block.id, index]))
  const take = <T extends Instruction | Phi>(list: T[]): T[] => list.filter((item) => live.has(item.id)).map((item) => {
    const copy = { ...item, id: values.length }
    newIds.set(item.id, copy.id)
    values.push(copy)
    return copy
  })
  const parts = order.map((block) => ({ block, phis: take(block.phis), instructions: take(block.instructions) }))
  const map = (value: ValueId): ValueId => {
    const id = newIds.get(builder.resolve(value))
    if (id === undefined) throw new Error(`value v${value} is used but never defined`)
    return id
  }
  for (const value of values) value.args = value.args.map(map)
  const blocks = parts.map(({ block, phis, instructions }, id): Block => ({
    id, phis, instructions,
    preds: block.preds.map((pred) => blockIds.get(pred.id)!),
    terminator: renameTerminator(block.terminator!, map, blockIds),
    handler: block.handler === null ? null : blockIds.get(block.handler.id)!,
  }))
  return { blocks, values }
}

function renameTerminator(
  terminator: Terminator, map: (value: ValueId) => ValueId, blockIds: Map<number, number>,
): Terminator {
  const moved = replaceTargets(terminator, (id) => blockIds.get(id)!)
  if (moved.op === 'branch') return { ...moved, condition: map(moved.condition) }
  return 'value' in moved ? { ...moved, value: map(moved.value) } : moved
}
