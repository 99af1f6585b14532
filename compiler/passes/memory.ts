// What passes know of memory accesses: which ones may touch the same bytes, and what else changes memory.

import type { MirId, MirInstruction, Rep, Width } from '../mir/mir.ts'
import { effectOp, WIDTH_BYTES } from '../mir/ops.ts'

export type Load = MirInstruction & { op: 'load' }
export type Store = MirInstruction & { op: 'store' }
export type Access = Load | Store

/** Stored values of these widths come back from memory as they went in. */
const EXACT: readonly Width[] = ['i32', 'u32', 'f64', 'i53', 'ref', 'box', 'opt', 'bool']

export function isExact(width: Width): boolean {
  return EXACT.includes(width)
}

export function indexOf(access: Access): MirId | undefined {
  return access.args[access.op === 'load' ? 1 : 2]
}

/** Accesses with one key are to one place and of one width. */
export function accessKey(access: Access): string {
  return `${access.width} ${access.args[0]} ${indexOf(access) ?? ''}*${access.scale}+${access.offset}`
}

export interface ValueFacts {
  rep(id: MirId): Rep
  /** The value is a new object of an allocation in this function. */
  isNewObject(id: MirId): boolean
}

/**
 * Whether two accesses may touch a common byte. A ref points to the start of an object: two of them are the same object
 * or disjoint ones, so that ranges at different offsets never meet. An i53 may point anywhere.
 */
export function mayOverlap(a: Access, b: Access, facts: ValueFacts): boolean {
  if (a.region !== undefined && b.region !== undefined && a.region !== b.region) return false
  const areFixed = indexOf(a) === undefined && indexOf(b) === undefined
  const sameBase = a.args[0] === b.args[0]
  const areObjects = facts.rep(a.args[0]) === 'ref' && facts.rep(b.args[0]) === 'ref'
  if (areFixed && (sameBase || areObjects)) {
    const disjoint = a.offset + WIDTH_BYTES[a.width] <= b.offset || b.offset + WIDTH_BYTES[b.width] <= a.offset
    if (disjoint) return false
  }
  return sameBase || !areObjects || !(facts.isNewObject(a.args[0]) && facts.isNewObject(b.args[0]))
}

/** `all`: may write any memory. `runtime`: only the runtime's own (an allocation, which may collect, or a stable call). */
export function memoryEffect(i: MirInstruction): 'none' | 'runtime' | 'all' {
  switch (i.op) {
    case 'call': return i.stable === true ? 'runtime' : 'all'
    case 'callEntry': case 'callEntrySpread': case 'callSpilled': return 'all'
    case 'allocate': case 'allocateSized': case 'allocateWith': return 'runtime'
    case 'effect': return effectOp(i.name)?.droppable === true ? 'none' : 'all'
    case 'stackBoxes': return 'all'
    default: return 'none'
  }
}
