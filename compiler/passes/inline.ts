// inline: puts the bodies of small functions, of functions marked `inline=always`, and of functions with one caller in
// place of their calls; but not the rare part of a small one that goes into its callers itself, and no stable call, which
// says more than its body.
//
//   func f(i32) -> i32 { b0: v0: i32 = param 0  v1: i32 = i32.add v0 v0  return v1 }
//   v5: i32 = call f v4        →        v5: i32 = i32.add v4 v4
//
// Needs: depth marks. Ensures: callers grow within bounds; no function on a cycle of calls is copied (its stack test
// would be lost, and it would never end). Bottom-up, so that what is copied has been inlined into before. Exceptions of
// the copied body go where the call's would have gone. Library bodies copied into a program take the call's place, so that
// a stack trace shows the program's line.

import type { Place } from '../hir/hir.ts'
import type { MirBlock, MirBlockId, MirFunction, MirId, MirInstruction, MirProgram, MirTerminator } from '../mir/mir.ts'
import { blocksById, mapTerminatorUses, orderBlocks, rebuildPreds, redirect, returns, substitute, successors } from '../mir/graph.ts'
import { callGraph, entryFunctions } from './call-graph.ts'
import { simplifyGraph } from './cfg.ts'
import { weight, zero } from './rewrite.ts'

/** About what a call costs in code: passing arguments, testing for an exception, the callee's frame. */
const SMALL_WEIGHT = 14
/** A body that is copied once does not make the image larger; the bound keeps clang's time and stack frames in hand. */
const ONCE_WEIGHT = 250
const MAX_CALLER_WEIGHT = 4000

type Call = MirInstruction & { op: 'call' }

/** Copies `callee` into `caller` at instruction `at` of `block`, and returns the block that goes on after the call. */
function inlineCall(
  caller: MirFunction, byId: Map<MirBlockId, MirBlock>, block: MirBlock, at: number, callee: MirFunction,
  nextBlock: () => MirBlockId, table: Map<MirId, MirId>,
): MirBlock {
  const call = block.instructions[at] as Call
  const values = new Map<MirId, MirId>()
  const fresh = (id: MirId): MirId => {
    let to = values.get(id)
    if (to === undefined) values.set(id, to = caller.nextId++)
    return to
  }
  const blockIds = new Map<MirBlockId, MirBlockId>(callee.blocks.map((one) => [one.id, nextBlock()]))
  const localBase = caller.locals.length
  caller.locals.push(...callee.locals)
  const placeOf = (place: Place | null): Place | null => callee.isLibrary && !caller.isLibrary ? call.place : place

  // What follows the call, with the old block's successors.
  const rest: MirBlock = {
    id: nextBlock(), preds: [], phis: [], instructions: block.instructions.splice(at).slice(1), terminator: block.terminator, handler: block.handler,
  }
  for (const target of successors(rest.terminator)) {
    const to = byId.get(target)!
    to.preds[to.preds.indexOf(block.id)] = rest.id
  }
  for (let slot = 0; slot < callee.locals.length; slot++) {
    const made = zero(caller, callee.locals[slot])
    block.instructions.push(...made, {
      id: caller.nextId++, rep: 'none', args: [made[made.length - 1].id], place: null, op: 'localStore', slot: localBase + slot,
    })
  }
  block.terminator = { op: 'jump', target: blockIds.get(callee.blocks[0].id)! }

  // Parameters become the call's arguments.
  for (const one of callee.blocks) {
    for (const i of one.instructions) if (i.op === 'param') values.set(i.id, call.args[i.index])
  }
  const returns: { from: MirBlockId; value: MirId | null }[] = []
  const copies = callee.blocks.map((one): MirBlock => {
    const id = blockIds.get(one.id)!
    const terminator = structuredClone(one.terminator) as MirTerminator
    for (const target of new Set(successors(one.terminator))) redirect(terminator, target, -1 - target)
    for (const target of new Set(successors(one.terminator))) redirect(terminator, -1 - target, blockIds.get(target)!)
    mapTerminatorUses(terminator, fresh)
    if (terminator.op === 'return') returns.push({ from: id, value: terminator.value })
    return {
      id,
      preds: one === callee.blocks[0] ? [block.id] : one.preds.map((pred) => blockIds.get(pred)!),
      phis: one.phis.map((phi) => ({ id: fresh(phi.id), rep: phi.rep, args: phi.args.map(fresh) })),
      instructions: one.instructions.filter((i) => i.op !== 'param').map((i) => {
        const copy: MirInstruction = { ...i, id: fresh(i.id), args: i.args.map(fresh), place: placeOf(i.place) }
        if (copy.op === 'localLoad' || copy.op === 'localStore') copy.slot += localBase
        return copy
      }),
      terminator: terminator.op === 'return' ? { op: 'jump', target: rest.id } : terminator,
      handler: one.handler !== null ? blockIds.get(one.handler)! : block.handler,
    }
  })
  rest.preds = returns.map((one) => one.from)
  if (call.rep !== 'none') {
    if (returns.length === 1) table.set(call.id, returns[0].value!)
    else rest.phis.push({ id: call.id, rep: call.rep, args: returns.map((one) => one.value!) })
  }
  for (const one of [...copies, rest]) {
    caller.blocks.push(one)
    byId.set(one.id, one)
  }
  return rest
}

interface Counts { calls: Map<string, number>; kept: Set<string>; weights: Map<string, number> }

function isWorthwhile(program: MirProgram, caller: MirFunction, callerWeight: number, symbol: string, recursive: Set<string>, counts: Counts): boolean {
  const callee = program.functions.get(symbol)
  if (callee === undefined || callee === caller || callee.inline === 'never' || callee.checksDepth || recursive.has(symbol)) return false
  if (callee.inline === 'always') return true
  // What only throws stays out of the way.
  if (!returns(callee)) return false
  const own = counts.weights.get(symbol) ?? weight(callee)
  if (callerWeight + own > MAX_CALLER_WEIGHT) return false
  if (own <= SMALL_WEIGHT) return true
  // A small caller with callers of its own keeps its rare part outside, and goes into them.
  const isWrapper = callerWeight <= SMALL_WEIGHT && (counts.calls.get(caller.symbol) ?? 0) > 1
  return own <= ONCE_WEIGHT && counts.calls.get(symbol) === 1 && !counts.kept.has(symbol) && !isWrapper
}

function inlineInto(program: MirProgram, caller: MirFunction, recursive: Set<string>, counts: Counts): void {
  let nextId = Math.max(...caller.blocks.map((block) => block.id)) + 1
  let callerWeight = weight(caller)
  const table = new Map<MirId, MirId>()
  const queue = [...caller.blocks]
  const byId = blocksById(caller)
  let changed = false
  for (let block = queue.pop(); block !== undefined; block = queue.pop()) {
    for (let at = 0; at < block.instructions.length; at++) {
      const i = block.instructions[at]
      if (i.op !== 'call' || i.stable === true || !isWorthwhile(program, caller, callerWeight, i.func, recursive, counts)) continue
      const callee = program.functions.get(i.func)!
      callerWeight += counts.weights.get(i.func) ?? weight(callee)
      block = inlineCall(caller, byId, block, at, callee, () => nextId++, table)
      at = -1
      changed = true
    }
  }
  if (changed) {
    substitute(caller, table)
    orderBlocks(caller)
    rebuildPreds(caller)
    simplifyGraph(caller)
  }
  counts.weights.set(caller.symbol, weight(caller))
}

export function inline(program: MirProgram): void {
  const { bottomUp, recursive } = callGraph(program)
  const counts: Counts = {
    calls: new Map(), kept: new Set([program.start, ...program.entries.values(), ...entryFunctions(program)]), weights: new Map(),
  }
  for (const func of program.functions.values()) {
    for (const block of func.blocks) {
      for (const i of block.instructions) {
        if (i.op === 'call') counts.calls.set(i.func, (counts.calls.get(i.func) ?? 0) + 1)
        else if (i.op === 'callSpilled') counts.kept.add(i.func)
      }
    }
  }
  for (const func of bottomUp) inlineInto(program, func, recursive, counts)
}
