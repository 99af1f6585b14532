// cfg: simplifies the graph of blocks.
//
//   b1: jump b2        b2: v3 = phi b1:v1 …        →        b1: …        (merged, v3 is v1)
//   branch v0 b1 b2 where v0 is const 1             →        jump b1
//
// Needs: nothing. Ensures: no unreachable block; no branch on a constant; no phi whose arguments are one value; no jump
// to a block whose only predecessor it is, and no empty block on the way, where handlers and phis allow; blocks are in
// reverse post-order.

import type { MirBlock, MirBlockId, MirFunction, MirId, MirProgram } from '../mir/mir.ts'
import { canThrow, orderBlocks, reachesHandler, rebuildPreds, redirect, substitute, successors } from '../mir/graph.ts'
import { definitions } from './rewrite.ts'

function foldTerminators(func: MirFunction): boolean {
  const defined = definitions(func)
  const constant = (id: MirId): number | null => {
    const definition = defined[id]
    return definition?.op === 'const' ? definition.value : null
  }
  let changed = false
  for (const block of func.blocks) {
    const t = block.terminator
    let target: MirBlockId | null = null
    if (t.op === 'branch') {
      const value = constant(t.condition)
      if (t.ifTrue === t.ifFalse) target = t.ifTrue
      else if (value !== null) target = value === 0 ? t.ifFalse : t.ifTrue
    } else if (t.op === 'switch') {
      const value = constant(t.value)
      if (value !== null) target = (t.cases.find((one) => one.value === value) ?? { target: t.otherwise }).target
      else if (t.cases.every((one) => one.target === t.otherwise)) target = t.otherwise
    }
    if (target === null) continue
    block.terminator = { op: 'jump', target }
    changed = true
  }
  return changed
}

/** Phis that are one value on every edge. Handlers have none, so this is sound whatever throws. */
function dropTrivialPhis(func: MirFunction): boolean {
  const table = new Map<MirId, MirId>()
  const resolve = (id: MirId): MirId => {
    let to = id
    for (let next = table.get(to); next !== undefined; next = table.get(to)) to = next
    return to
  }
  let found = false
  for (let changed = true; changed;) {
    changed = false
    for (const block of func.blocks) {
      block.phis = block.phis.filter((phi) => {
        const distinct = new Set(phi.args.map(resolve))
        distinct.delete(phi.id)
        if (distinct.size !== 1) return true
        table.set(phi.id, distinct.values().next().value!)
        changed = found = true
        return false
      })
    }
  }
  substitute(func, table)
  return found
}

/** Blocks that only jump on: their predecessors go to the target at once. */
function threadJumps(func: MirFunction): boolean {
  const byId = new Map(func.blocks.map((block) => [block.id, block]))
  const handlers = new Set(func.blocks.map((block) => block.handler))
  let changed = false
  for (const block of func.blocks) {
    if (block === func.blocks[0] || block.phis.length > 0 || block.instructions.length > 0) continue
    if (block.terminator.op !== 'jump' || handlers.has(block.id) || block.terminator.target === block.id) continue
    const target = byId.get(block.terminator.target)!
    // A phi takes one argument from each block: a predecessor that already goes there must not bring a second.
    if (target.phis.length > 0 && block.preds.some((pred) => target.preds.includes(pred))) continue
    const index = target.preds.indexOf(block.id)
    for (const pred of block.preds) {
      redirect(byId.get(pred)!.terminator, block.id, target.id)
      if (target.preds.includes(pred)) continue
      target.preds.push(pred)
      for (const phi of target.phis) phi.args.push(phi.args[index])
    }
    if (block.preds.length === 0) continue
    block.preds = []
    changed = true
    target.preds.splice(index, 1)
    for (const phi of target.phis) phi.args.splice(index, 1)
    block.terminator = { op: 'unreachable' }
  }
  return changed
}

/** The handler of two blocks as one; undefined if they cannot be one. */
function commonHandler(first: MirBlock, second: MirBlock): MirBlockId | null | undefined {
  if (first.handler === second.handler) return first.handler
  const throws = (block: MirBlock): boolean => block.instructions.some(canThrow) || block.terminator.op === 'throw'
  if (!throws(first)) return second.handler
  if (!throws(second)) return first.handler
  return undefined
}

function mergeChains(func: MirFunction): boolean {
  const byId = new Map(func.blocks.map((block) => [block.id, block]))
  const handlers = new Set(func.blocks.filter(reachesHandler).map((block) => block.handler))
  const table = new Map<MirId, MirId>()
  const gone = new Set<MirBlock>()
  for (const block of func.blocks) {
    if (gone.has(block)) continue
    for (;;) {
      if (block.terminator.op !== 'jump') break
      const next = byId.get(block.terminator.target)!
      if (next === block || next.preds.length !== 1 || handlers.has(next.id) || next === func.blocks[0]) break
      const handler = commonHandler(block, next)
      if (handler === undefined) break
      for (const phi of next.phis) table.set(phi.id, phi.args[0])
      for (const instruction of next.instructions) block.instructions.push(instruction)
      block.terminator = next.terminator
      block.handler = handler
      for (const target of successors(block.terminator)) {
        const { preds } = byId.get(target)!
        preds[preds.indexOf(next.id)] = block.id
      }
      gone.add(next)
    }
  }
  if (gone.size === 0) return false
  func.blocks = func.blocks.filter((block) => !gone.has(block))
  substitute(func, table)
  return true
}

export function simplifyGraph(func: MirFunction): void {
  for (let changed = true; changed;) {
    changed = foldTerminators(func)
    orderBlocks(func)
    rebuildPreds(func)
    if (dropTrivialPhis(func)) changed = true
    if (threadJumps(func)) changed = true
    orderBlocks(func)
    rebuildPreds(func)
    if (mergeChains(func)) changed = true
  }
}

export function cfg(program: MirProgram): void {
  for (const func of program.functions.values()) simplifyGraph(func)
}
