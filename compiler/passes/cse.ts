// cse: one computation of each pure value, constant, address, invariant load and stable call on every path.
//
//   v1: i32 = i32.add v0 v9                     v1: i32 = i32.add v0 v9
//   v2: i32 = i32.add v9 v0        →            (v2 is v1)
//
// Needs: dominators. Ensures: no instruction of those kinds is dominated by an equal one. Value numbering with scopes
// down the dominator tree (Briggs, Cooper, Simpson: "Value Numbering", §4). Nothing moves, so guarded operations stay
// below their guards.

import type { MirFunction, MirId, MirInstruction, MirProgram } from '../mir/mir.ts'
import { dominators, substitute, walkDominators, type Half } from '../mir/graph.ts'
import { printNumber } from '../mir/print.ts'
import { pureOp } from '../mir/ops.ts'

/** Equal keys, equal values; null where the instruction may not be shared. */
function keyOf(i: MirInstruction, resolve: (id: MirId) => MirId): string | null {
  switch (i.op) {
    case 'const': return `c${i.rep} ${printNumber(i.value)}`
    case 'word': return `w${i.rep} ${i.word}`
    case 'address': return `a${i.rep} ${i.symbol}`
    case 'param': return `p${i.index}`
    case 'pure': {
      const args = i.args.map(resolve)
      if (pureOp(i.name)?.commutative === true && args[0] > args[1]) [args[0], args[1]] = [args[1], args[0]]
      return `${i.name} ${args.join(' ')}`
    }
    case 'load':
      if (i.invariant !== true || i.volatile === true) return null
      return `l${i.rep}${i.width} ${i.offset} ${i.scale} ${i.args.map(resolve).join(' ')}`
    case 'call': return i.stable === true && !i.throws ? `call ${i.func} ${i.args.map(resolve).join(' ')}` : null
    default: return null
  }
}

export function shareValues(func: MirFunction): void {
  const known = new Map<string, MirId>()
  const table = new Map<MirId, MirId>()
  const resolve = (id: MirId): MirId => table.get(id) ?? id
  const dropped = new Set<MirInstruction>()
  const enter = (half: Half): string[] => {
    const keys: string[] = []
    for (let at = half.from; at < half.to; at++) {
      const i = half.block.instructions[at]
      const key = keyOf(i, resolve)
      if (key === null) continue
      const earlier = known.get(key)
      if (earlier === undefined) {
        known.set(key, i.id)
        keys.push(key)
      } else {
        table.set(i.id, earlier)
        dropped.add(i)
      }
    }
    return keys
  }
  walkDominators(dominators(func), enter, (keys) => {
    for (const key of keys) known.delete(key)
  })
  if (dropped.size === 0) return
  for (const block of func.blocks) block.instructions = block.instructions.filter((i) => !dropped.has(i))
  substitute(func, table)
}

export function cse(program: MirProgram): void {
  for (const func of program.functions.values()) shareValues(func)
}
