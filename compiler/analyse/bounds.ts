// Which element accesses are proved to lie below the length that the same array was seen to have. The proof is on HIR:
// the index is what a branch on `index < array.length` left, and nothing between that reading of the length and the
// access can shrink the array. What "nothing" rests on (no getter, no conversion method runs there) is checked again
// when the flow is solved; see `Solver.assumptions`.

import type { HirFunction, Instruction, ValueId } from '../hir/hir.ts'
import { usesOf } from './uses.ts'

export interface BoundsProof {
  /** index < length held at some time: enough where lengths cannot change (typed arrays, strings). */
  below: boolean
  /** No instruction that could shrink an array lies between; null if one does. Instructions to hold to it. */
  between: ValueId[] | null
}

const NO_PROOF: BoundsProof = { below: false, between: null }
const cache = new WeakMap<Instruction, BoundsProof>()

/** The proof for a getElem or setElem. That the index is not negative is the caller's to know, from its type. */
export function boundsProof(func: HirFunction, access: Instruction): BoundsProof {
  let proof = cache.get(access)
  if (proof === undefined) {
    proof = prove(func, access)
    cache.set(access, proof)
  }
  return proof
}

function prove(func: HirFunction, access: Instruction): BoundsProof {
  const definitions = usesOf(func).definitions
  const array = root(func, access.args[0])
  for (let key = definitions[access.args[1]]; key !== null && key.op === 'refine'; key = definitions[key.args[0]]) {
    const strict = (key.predicate.kind === 'lt' && !key.negated) || (key.predicate.kind === 'ge' && key.negated)
    if (!strict) continue
    const length = definitions[root(func, key.args[1])]
    if (length?.op !== 'getProp' || length.key !== 'length' || root(func, length.args[0]) !== array) continue
    return { below: true, between: instructionsBetween(func, length, access) }
  }
  return NO_PROOF
}

/** The value under refinements and checks; module constants are one value wherever they are read. */
function root(func: HirFunction, value: ValueId): ValueId {
  const definition = usesOf(func).definitions[value]
  if (definition === null) return value
  if (definition.op === 'refine' || definition.op === 'tdzCheck') return root(func, definition.args[0])
  return value
}

const QUIET = new Set<Instruction['op']>([
  'const', 'param', 'this', 'self', 'captureGet', 'cellGet', 'localGet', 'localSet', 'globalGet', 'refine', 'tdzCheck', 'getElem', 'getProp', 'unary',
  'binary', 'setElem', 'cellSet', 'globalSet', 'setProp',
])

/** Every instruction on a path from `from` to `to`, if all are quiet; they are to be checked for hidden calls. */
function instructionsBetween(func: HirFunction, from: Instruction, to: Instruction): ValueId[] | null {
  const uses = usesOf(func)
  const blocks = new Map(func.blocks.map((block) => [block.id, block]))
  const seen = new Set<number>()
  const result: ValueId[] = []
  const walk = (blockId: number, end: number): boolean => {
    const block = blocks.get(blockId)!
    for (let index = end - 1; index >= 0; index--) {
      const instruction = block.instructions[index]
      if (instruction === from) return true
      if (!QUIET.has(instruction.op) || (instruction.op === 'setProp' && instruction.key === 'length')) return false
      result.push(instruction.id)
    }
    if (block.preds.length === 0) return false
    for (const pred of block.preds) {
      if (seen.has(pred)) continue
      seen.add(pred)
      if (!walk(pred, blocks.get(pred)!.instructions.length)) return false
    }
    return true
  }
  const start = uses.blockOf[to.id]
  return walk(start, blocks.get(start)!.instructions.indexOf(to)) ? result : null
}
