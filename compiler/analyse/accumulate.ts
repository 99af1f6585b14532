// The bound of a loop header's phi from the number of rounds of its loop; see loops.ts.

import type { Phi, ValueId } from '../hir/hir.ts'
import type { Type } from './result.ts'
import { T_FRACTION, T_INT, T_NAN, T_NEGZERO, T_NUMBER } from './result.ts'
import type { LoopInfo } from './loops.ts'
import { loopsOf, roundOf } from './loops.ts'
import type { Node } from './state.ts'
import { MAX_I53, isNothing, makeType } from './types.ts'

/** `type` cut down to what the loop's rounds allow; unchanged where they say nothing. */
export function boundByRounds(node: Node, phi: Phi, block: number, type: Type): Type {
  const { instance } = node
  if (type.primitives === T_INT && type.high <= 2 ** 31 - 1 && type.low >= -(2 ** 31)) return type
  if (type.sites.length > 0 || (type.primitives & ~T_NUMBER) !== 0 || !(type.primitives & T_INT) || type.primitives & T_FRACTION) return type
  const loop = loopsOf(instance.func).get(block)
  if (loop === undefined) return type
  const bounds = phiBounds(node, phi, loop)
  if (bounds === null || bounds[0] < -MAX_I53 || bounds[1] > MAX_I53) return type
  const flags = type.primitives & ~T_NAN & ~(T_INT)
  return makeType((flags & T_NEGZERO) | T_INT, undefined, Math.max(type.low, bounds[0]), Math.min(type.high, bounds[1]))
}

function phiBounds(node: Node, phi: Phi, loop: LoopInfo): [number, number] | null {
  const { instance } = node
  const { func } = instance
  const facts = { boundsOf: (value: ValueId) => intBounds(node, value), roundsOf: (inner: LoopInfo) => roundsOf(node, inner) }
  const header = func.blocks.find((block) => block.id === loop.header)!
  let low = Infinity
  let high = -Infinity
  let downward = 0
  let upward = 0
  const start = (value: ValueId): boolean => {
    const bounds = intBounds(node, value)
    if (bounds === null) return isNothing(instance.types[value])
    low = Math.min(low, bounds[0])
    high = Math.max(high, bounds[1])
    return true
  }
  for (let i = 0; i < phi.args.length; i++) {
    if (!loop.latches.includes(header.preds[i])) {
      if (!start(phi.args[i])) return null
      continue
    }
    if (isNothing(instance.types[phi.args[i]])) continue
    const round = roundOf(func, loop, phi.id, phi.args[i], facts)
    if (round === null || !round.resets.every(start)) return null
    downward = Math.min(downward, round.low)
    upward = Math.max(upward, round.high)
  }
  if (low > high) return null
  const rounds = downward === 0 && upward === 0 ? 0 : roundsOf(node, loop)
  return [low + (downward === 0 ? 0 : downward * rounds), high + (upward === 0 ? 0 : upward * rounds)]
}

/** A value's type, and a note that the phi is to run again when it grows: the bound rests on it. */
function watch(node: Node, value: ValueId): Type {
  const { instance } = node
  let watchers = instance.watchers.get(value)
  if (watchers === undefined) instance.watchers.set(value, (watchers = new Set()))
  watchers.add(node)
  return instance.types[value]
}

/** Bounds of a value that is surely an integer (or −0) now. */
function intBounds(node: Node, value: ValueId): readonly [number, number] | null {
  const type = watch(node, value)
  if (type.sites.length > 0 || type.primitives === 0 || (type.primitives & ~(T_INT | T_NEGZERO)) !== 0) return null
  return type.primitives & T_INT ? [Math.min(type.low, type.primitives & T_NEGZERO ? 0 : type.low), Math.max(type.high, type.primitives & T_NEGZERO ? 0 : type.high)] : [0, 0]
}

/** At most this many times does a loop's body run in one go; Infinity where not known. */
function roundsOf(node: Node, loop: LoopInfo): number {
  const counted = loop.counted
  if (counted === null) return Infinity
  const limit = numberBounds(node, counted.limit)
  if (limit === null) return Infinity
  let first = counted.direction === 1 ? Infinity : -Infinity
  for (const value of counted.start) {
    const bounds = intBounds(node, value)
    if (bounds === null) {
      if (isNothing(node.instance.types[value])) continue
      return Infinity
    }
    first = counted.direction === 1 ? Math.min(first, bounds[0]) : Math.max(first, bounds[1])
  }
  const distance = counted.direction === 1 ? limit[1] - first - counted.offset : first + counted.offset - limit[0]
  if (!Number.isFinite(distance)) return Infinity
  return Math.max(0, Math.floor(distance / counted.step) + 1)
}

/** Bounds of any number; NaN ends the loop at once. */
function numberBounds(node: Node, value: ValueId): readonly [number, number] | null {
  const type = watch(node, value)
  if (type.sites.length > 0 || (type.primitives & ~T_NUMBER) !== 0 || !(type.primitives & (T_INT | T_FRACTION))) return null
  return [type.low, type.high]
}
