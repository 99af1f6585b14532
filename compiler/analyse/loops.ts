// How far a variable can get in a loop that runs a bounded number of times. `for (let i = 0; i < n; i++) sum += b[i]`
// runs at most n times, so `sum` stays within n times what one round adds: mostly far below 2^53, and the sum can be an
// integer. Interval widening alone would give up and make it a double.
//
// The bound is recomputed from current types whenever the header's phi runs; it does not depend on the phi's own type,
// so it is an invariant once everything it reads is one. Natural loops only; what is not recognised is not bounded.

import type { Block, HirFunction, Instruction, ValueId } from '../hir/hir.ts'
import { usesOf } from './uses.ts'

/** A loop whose header leaves it unless `counter + offset < limit` (or its mirror), the counter growing by at least `step`. */
export interface CountedLoop { counter: ValueId; start: ValueId[]; limit: ValueId; step: number; direction: 1 | -1; offset: number; inclusive: boolean }

export interface LoopInfo {
  header: number
  blocks: Set<number>
  latches: number[]
  counted: CountedLoop | null
}

const cache = new WeakMap<HirFunction, Map<number, LoopInfo>>()

/** Loops by header block. */
export function loopsOf(func: HirFunction): Map<number, LoopInfo> {
  let loops = cache.get(func)
  if (loops === undefined) {
    loops = findLoops(func)
    cache.set(func, loops)
    for (const loop of loops.values()) loop.counted = recogniseCounter(func, loop)
  }
  return loops
}

function findLoops(func: HirFunction): Map<number, LoopInfo> {
  const order = new Map(func.blocks.map((block, index) => [block.id, index]))
  const blocks = new Map(func.blocks.map((block) => [block.id, block]))
  const loops = new Map<number, LoopInfo>()
  for (const block of func.blocks) {
    const latches = block.preds.filter((pred) => order.get(pred)! >= order.get(block.id)!)
    if (latches.length === 0) continue
    const body = new Set([block.id])
    const stack = [...latches]
    let natural = true
    while (stack.length > 0) {
      const at = stack.pop()!
      if (body.has(at)) continue
      body.add(at)
      const preds = blocks.get(at)!.preds
      if (preds.length === 0) natural = false // entered through a handler or from outside the header
      stack.push(...preds)
    }
    if (natural) loops.set(block.id, { header: block.id, blocks: body, latches, counted: null })
  }
  return loops
}

function recogniseCounter(func: HirFunction, loop: LoopInfo): CountedLoop | null {
  const header = func.blocks.find((block) => block.id === loop.header)!
  const t = header.terminator
  if (t.op !== 'branch') return null
  const staysOnTrue = loop.blocks.has(t.ifTrue) && !loop.blocks.has(t.ifFalse)
  const test = usesOf(func).definitions[t.condition]
  if (!staysOnTrue || test?.op !== 'binary') return null
  const sides = { lt: [0, 1, false], le: [0, 1, true], gt: [1, 0, false], ge: [1, 0, true] } as const
  const side = sides[test.operator as 'lt']
  if (side === undefined) return null
  const low = test.args[side[0]]
  const high = test.args[side[1]]
  return counterAgainst(func, loop, header, low, high, 1, side[2]) ?? counterAgainst(func, loop, header, high, low, -1, side[2])
}

/** `variable` is the loop's phi, plus a constant, that every round moves by at least one step towards the limit. */
function counterAgainst(
  func: HirFunction, loop: LoopInfo, header: Block, variable: ValueId, limit: ValueId, direction: 1 | -1, inclusive: boolean,
): CountedLoop | null {
  const definitions = usesOf(func).definitions
  let offset = 0
  let at = variable
  for (let d = definitions[at]; d !== null; d = definitions[at]) {
    if (d.op === 'refine' || d.op === 'tdzCheck') at = d.args[0]
    else if (d.op === 'binary' && d.operator === 'add' && constantOf(func, d.args[1]) !== null) {
      offset += constantOf(func, d.args[1])!
      at = d.args[0]
    } else return null
  }
  const phi = header.phis.find((candidate) => candidate.id === at)
  if (phi === undefined) return null
  const start: ValueId[] = []
  let step = Infinity
  for (let i = 0; i < header.preds.length; i++) {
    if (!loop.latches.includes(header.preds[i])) start.push(phi.args[i])
    else step = Math.min(step, direction * (leastStep(func, phi.args[i], at, direction, 0) ?? -Infinity))
  }
  return Number.isFinite(step) && step >= 1 ? { counter: at, start, limit, step, direction, offset, inclusive } : null
}

function constantOf(func: HirFunction, value: ValueId): number | null {
  const definition = usesOf(func).definitions[value]
  return definition?.op === 'const' && typeof definition.value === 'number' && Number.isInteger(definition.value) ? definition.value : null
}

/** The least move in `direction` from the phi to a value that comes back to it, over all paths; null if not such a chain. */
function leastStep(func: HirFunction, value: ValueId, phi: ValueId, direction: 1 | -1, depth: number): number | null {
  if (value === phi) return 0
  const definition = usesOf(func).definitions[value]
  if (depth > 32) return null
  if (definition === null) {
    const inner = func.values[value]
    if (!('name' in inner) || isLoopHeader(func, value)) return null
    const steps = inner.args.map((arg) => leastStep(func, arg, phi, direction, depth + 1))
    if (steps.some((step) => step === null)) return null
    return direction === 1 ? Math.min(...(steps as number[])) : Math.max(...(steps as number[]))
  }
  if (definition.op === 'refine' || definition.op === 'tdzCheck') return leastStep(func, definition.args[0], phi, direction, depth + 1)
  if (definition.op === 'unary' && (definition.operator === 'toNumeric' || definition.operator === 'plus')) {
    return leastStep(func, definition.args[0], phi, direction, depth + 1)
  }
  if (definition.op !== 'binary' || (definition.operator !== 'add' && definition.operator !== 'sub')) return null
  const constant = constantOf(func, definition.args[1])
  const rest = leastStep(func, definition.args[0], phi, direction, depth + 1)
  if (constant === null || rest === null) return null
  return rest + (definition.operator === 'add' ? constant : -constant)
}

function isLoopHeader(func: HirFunction, phi: ValueId): boolean {
  return loopsOf(func).has(usesOf(func).phiBlocks.get(phi)!)
}

/** What one round adds to a header's phi: bounds of the sum, or a value from elsewhere that it starts again from. */
export interface Round { low: number; high: number; resets: ValueId[] }

/** Bounds of a value and the number of rounds of a loop, from current types. */
export interface Facts {
  boundsOf(value: ValueId): readonly [number, number] | null
  roundsOf(loop: LoopInfo): number
}

/**
 * How a phi of `loop`'s header changes in one round, over all paths from it to `value`; null where it is not a sum of
 * bounded terms.
 */
export function roundOf(func: HirFunction, loop: LoopInfo, phi: ValueId, value: ValueId, facts: Facts, depth = 0): Round | null {
  if (value === phi) return { low: 0, high: 0, resets: [] }
  if (depth > 48) return null
  if (!dependsOn(func, loop, value, phi)) return { low: Infinity, high: -Infinity, resets: [value] }
  const definition = usesOf(func).definitions[value]
  if (definition === null) return phiRound(func, loop, phi, value, facts, depth)
  if (definition.op === 'refine' || definition.op === 'tdzCheck') return roundOf(func, loop, phi, definition.args[0], facts, depth + 1)
  if (definition.op === 'unary' && definition.operator === 'toNumeric') return roundOf(func, loop, phi, definition.args[0], facts, depth + 1)
  if (definition.op !== 'binary') return null
  return sumRound(func, loop, phi, definition, facts, depth)
}

function sumRound(func: HirFunction, loop: LoopInfo, phi: ValueId, sum: Instruction & { op: 'binary' }, facts: Facts, depth: number): Round | null {
  if (sum.operator !== 'add' && sum.operator !== 'sub') return null
  const [left, right] = sum.args
  const leftDepends = dependsOn(func, loop, left, phi)
  if (leftDepends === dependsOn(func, loop, right, phi)) return null
  if (!leftDepends && sum.operator === 'sub') return null
  const base = roundOf(func, loop, phi, leftDepends ? left : right, facts, depth + 1)
  const term = facts.boundsOf(leftDepends ? right : left)
  if (base === null || term === null || base.resets.length > 0) return null
  return sum.operator === 'add' ? { ...base, low: base.low + term[0], high: base.high + term[1] } : { ...base, low: base.low - term[1], high: base.high - term[0] }
}

function phiRound(func: HirFunction, loop: LoopInfo, phi: ValueId, value: ValueId, facts: Facts, depth: number): Round | null {
  const block = usesOf(func).phiBlocks.get(value)!
  const inner = loopsOf(func).get(block)
  const merge = func.values[value]
  const result: Round = { low: Infinity, high: -Infinity, resets: [] }
  const header = func.blocks.find((candidate) => candidate.id === block)!
  for (let i = 0; i < merge.args.length; i++) {
    const isBack = inner !== undefined && inner.latches.includes(header.preds[i])
    const one = isBack ? roundOf(func, inner, value, merge.args[i], facts, depth + 1) : roundOf(func, loop, phi, merge.args[i], facts, depth + 1)
    if (one === null || (isBack && one.resets.length > 0)) return null
    if (!isBack) widen(result, one)
    else accumulate(result, one, facts.roundsOf(inner))
  }
  return result
}

function widen(into: Round, one: Round): void {
  into.low = Math.min(into.low, one.low)
  into.high = Math.max(into.high, one.high)
  into.resets.push(...one.resets)
}

/** An inner loop adds up to `rounds` times what one of its rounds adds. Its entry is listed first among the preds. */
function accumulate(into: Round, one: Round, rounds: number): void {
  into.low += Math.min(0, one.low === 0 ? 0 : one.low * rounds)
  into.high += Math.max(0, one.high === 0 ? 0 : one.high * rounds)
}

const dependence = new WeakMap<HirFunction, Map<number, Set<ValueId>>>()

/** Whether a value is computed from the phi inside the loop. */
function dependsOn(func: HirFunction, loop: LoopInfo, value: ValueId, phi: ValueId): boolean {
  let table = dependence.get(func)
  if (table === undefined) dependence.set(func, (table = new Map()))
  let set = table.get(phi)
  if (set === undefined) {
    set = new Set([phi])
    const uses = usesOf(func)
    const stack = [phi]
    while (stack.length > 0) {
      for (const user of uses.users[stack.pop()!]) {
        if (user >= func.values.length || set.has(user) || !loop.blocks.has(uses.blockOf[user])) continue
        set.add(user)
        stack.push(user)
      }
    }
    table.set(phi, set)
  }
  return set.has(value)
}
