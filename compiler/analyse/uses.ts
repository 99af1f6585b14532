// Who uses each value of a function, computed once per HIR function and shared by its instances.

import type { HirFunction, Instruction } from '../hir/hir.ts'
import type { FunctionUses } from './state.ts'

const cache = new WeakMap<HirFunction, FunctionUses>()

export function usesOf(func: HirFunction): FunctionUses {
  let uses = cache.get(func)
  if (uses === undefined) {
    uses = computeUses(func)
    cache.set(func, uses)
  }
  return uses
}

function computeUses(func: HirFunction): FunctionUses {
  const count = func.values.length
  const blockCount = 1 + Math.max(...func.blocks.map((block) => block.id))
  const uses: FunctionUses = {
    users: Array.from({ length: count }, () => []),
    blockOf: new Int32Array(count + blockCount).fill(-1),
    definitions: new Array(count).fill(null),
    phiBlocks: new Map(),
    terminators: new Array(blockCount),
    localReaders: Array.from({ length: func.localCount }, () => []),
  }
  for (const block of func.blocks) {
    for (const phi of block.phis) {
      uses.phiBlocks.set(phi.id, block.id)
      uses.blockOf[phi.id] = block.id
      for (const arg of phi.args) uses.users[arg]?.push(phi.id)
    }
    for (const instruction of block.instructions) addInstruction(uses, instruction, block.id)
    const terminatorId = count + block.id
    uses.blockOf[terminatorId] = block.id
    uses.terminators[block.id] = block.terminator
    const t = block.terminator
    const read = t.op === 'branch' ? t.condition : t.op === 'switch' || t.op === 'return' || t.op === 'throw' ? t.value : -1
    if (read >= 0) uses.users[read].push(terminatorId)
  }
  return uses
}

function addInstruction(uses: FunctionUses, instruction: Instruction, block: number): void {
  uses.blockOf[instruction.id] = block
  uses.definitions[instruction.id] = instruction
  for (const arg of instruction.args) uses.users[arg].push(instruction.id)
  if (instruction.op === 'localGet') uses.localReaders[instruction.slot].push(instruction.id)
}

/** Blocks that lie on every path from entry to a normal return (a conservative answer: entry's straight line). */
const certain = new WeakMap<HirFunction, Set<number>>()

export function certainBlocks(func: HirFunction): Set<number> {
  let set = certain.get(func)
  if (set === undefined) {
    set = postDominatorsOfEntry(func)
    certain.set(func, set)
  }
  return set
}

/** Blocks without which no return can be reached from the entry. */
function postDominatorsOfEntry(func: HirFunction): Set<number> {
  const byId = new Map(func.blocks.map((block) => [block.id, block]))
  const entry = func.blocks[0].id
  const returns = func.blocks.filter((block) => block.terminator.op === 'return').map((block) => block.id)
  const result = new Set<number>([entry])
  const successors = (id: number): number[] => {
    const block = byId.get(id)!
    const t = block.terminator
    const next = t.op === 'jump' ? [t.target] : t.op === 'branch' ? [t.ifTrue, t.ifFalse]
      : t.op === 'switch' ? [...t.cases.map((c) => c.target), t.otherwise] : []
    return block.handler === null ? next : [...next, block.handler]
  }
  for (const candidate of func.blocks) {
    const seen = new Set<number>([candidate.id])
    const stack = candidate.id === entry ? [] : [entry]
    seen.add(entry)
    while (stack.length > 0) {
      for (const next of successors(stack.pop()!)) {
        if (!seen.has(next)) {
          seen.add(next)
          stack.push(next)
        }
      }
    }
    seen.delete(candidate.id)
    if (!returns.some((id) => seen.has(id))) result.add(candidate.id)
  }
  return result
}
