// promote: local slots become SSA values.
//
//   localStore 0 v1   …   v2: i32 = localLoad 0   →   v2 is v1, or a phi of what the stores before it stored
//
// Needs: reverse post-order, no unreachable blocks. Ensures: only slots whose value a handler may read are left, because
// handlers have no phis. Values are found on demand (Braun et al.: "Simple and Efficient Construction of SSA Form").

import type { MirBlock, MirFunction, MirId, MirInstruction, MirPhi, MirProgram } from '../mir/mir.ts'
import { blocksById, reachesHandler, substitute, successors } from '../mir/graph.ts'
import { zero } from './rewrite.ts'

/** Slots that are read before they are written on some path from a handler's start, as a bit mask. */
function liveIntoHandlers(func: MirFunction): bigint {
  const byId = blocksById(func)
  const handlers = new Set(func.blocks.filter(reachesHandler).map((block) => block.handler!))
  if (handlers.size === 0) return 0n
  const read = new Map<MirBlock, bigint>()
  const written = new Map<MirBlock, bigint>()
  for (const block of func.blocks) {
    let reads = 0n
    let writes = 0n
    for (const i of block.instructions) {
      if (i.op === 'localLoad') reads |= 1n << BigInt(i.slot) & ~writes
      else if (i.op === 'localStore') writes |= 1n << BigInt(i.slot)
    }
    read.set(block, reads)
    written.set(block, writes)
  }
  const live = new Map<number, bigint>(func.blocks.map((block) => [block.id, 0n]))
  for (let changed = true; changed;) {
    changed = false
    for (let n = func.blocks.length - 1; n >= 0; n--) {
      const block = func.blocks[n]
      let out = 0n
      for (const target of successors(block.terminator)) out |= live.get(byId.get(target)!.id)!
      let now = read.get(block)! | out & ~written.get(block)!
      if (reachesHandler(block)) now |= live.get(block.handler!)!
      if (now !== live.get(block.id)) {
        live.set(block.id, now)
        changed = true
      }
    }
  }
  let mask = 0n
  for (const handler of handlers) mask |= live.get(handler)!
  return mask
}

class Promoter {
  private readonly byId: Map<number, MirBlock>
  private readonly table = new Map<MirId, MirId>()
  /** Value of each slot at the start and the end of each block, as far as known. */
  private readonly atStart = new Map<MirBlock, Map<number, MirId>>()
  private readonly atEnd = new Map<MirBlock, Map<number, MirId>>()
  private readonly initials: MirInstruction[] = []
  private readonly unfilled: { block: MirBlock; slot: number; phi: MirPhi }[] = []
  private readonly func: MirFunction
  private readonly kept: bigint

  constructor(func: MirFunction, kept: bigint) {
    this.func = func
    this.kept = kept
    this.byId = blocksById(func)
    for (const block of func.blocks) {
      this.atStart.set(block, new Map())
      this.atEnd.set(block, new Map())
    }
  }

  private isKept(slot: number): boolean {
    return (this.kept >> BigInt(slot) & 1n) === 1n
  }

  /** Value of a slot at the start of a block; climbs chains of single predecessors, makes a phi at joins. */
  private start(block: MirBlock, slot: number): MirId {
    const passed: MirBlock[] = []
    let value: MirId
    for (let at = block; ; at = this.byId.get(at.preds[0])!) {
      const known = passed.length > 0 ? this.atEnd.get(at)!.get(slot) ?? this.atStart.get(at)!.get(slot) : this.atStart.get(at)!.get(slot)
      if (known !== undefined) { value = known; break }
      passed.push(at)
      if (at.preds.length === 1) continue
      value = at.preds.length === 0 ? this.initial(slot) : this.join(at, slot)
      break
    }
    for (const one of passed) this.atStart.get(one)!.set(slot, value)
    return value
  }

  /** Slots are zero when the function begins. Handlers have no predecessors either, but nothing is read there. */
  private initial(slot: number): MirId {
    const made = zero(this.func, this.func.locals[slot])
    this.initials.push(...made)
    return made[made.length - 1].id
  }

  private join(block: MirBlock, slot: number): MirId {
    const phi: MirPhi = { id: this.func.nextId++, rep: this.func.locals[slot], args: [] }
    block.phis.push(phi)
    this.unfilled.push({ block, slot, phi })
    return phi.id
  }

  run(): void {
    for (const block of this.func.blocks) {
      const current = this.atEnd.get(block)!
      block.instructions = block.instructions.filter((i) => {
        if (i.op === 'localStore' && !this.isKept(i.slot)) current.set(i.slot, i.args[0])
        else if (i.op === 'localLoad' && !this.isKept(i.slot)) this.table.set(i.id, current.get(i.slot) ?? this.start(block, i.slot))
        else return true
        return false
      })
    }
    for (let next = this.unfilled.pop(); next !== undefined; next = this.unfilled.pop()) {
      for (const pred of next.block.preds) {
        const from = this.byId.get(pred)!
        next.phi.args.push(this.atEnd.get(from)!.get(next.slot) ?? this.start(from, next.slot))
      }
    }
    this.func.blocks[0].instructions.unshift(...this.initials)
    substitute(this.func, this.table)
    this.renumber()
  }

  /** The slots that are left, from 0. */
  private renumber(): void {
    const to = new Map<number, number>()
    const { func } = this
    func.locals = func.locals.filter((_, slot) => {
      if (this.isKept(slot)) to.set(slot, to.size)
      return this.isKept(slot)
    })
    for (const block of func.blocks) {
      for (const i of block.instructions) if (i.op === 'localLoad' || i.op === 'localStore') i.slot = to.get(i.slot)!
    }
  }
}

export function promoteLocals(func: MirFunction): void {
  if (func.locals.length > 0) new Promoter(func, liveIntoHandlers(func)).run()
}

export function promote(program: MirProgram): void {
  for (const func of program.functions.values()) promoteLocals(func)
}
