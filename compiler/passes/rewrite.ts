// Small edits of MIR that passes share.

import type { MirBlock, MirFunction, MirId, MirInstruction, MirOp, Rep, StaticValue } from '../mir/mir.ts'

/** Turns an instruction into another operation that defines the same value. */
export function become(instruction: MirInstruction, op: MirOp, args: MirId[] = []): void {
  const target = instruction as unknown as Record<string, unknown>
  for (const key of Object.keys(target)) if (!['id', 'rep', 'args', 'place'].includes(key)) delete target[key]
  Object.assign(target, op)
  instruction.args = args
}

/** The zero word of a representation. */
export function zeroValue(rep: Rep): StaticValue {
  return rep === 'ref' || rep === 'box' ? { kind: 'word', word: 'undefined' } : { kind: 'number', value: 0 }
}

/**
 * Turns the instruction at `index` of a block into one that gives a value known at link time. Gives the number of
 * instructions that this needed before it: a box or opt is made from a number or address.
 */
export function becomeStatic(func: MirFunction, block: MirBlock, index: number, value: StaticValue): number {
  const instruction = block.instructions[index]
  const { rep } = instruction
  const op: MirOp = value.kind === 'number' ? { op: 'const', value: value.value }
    : value.kind === 'word' ? { op: 'word', word: value.word } : { op: 'address', symbol: value.symbol }
  const isDirect = value.kind === 'word' || (rep !== 'box' && rep !== 'opt')
  if (isDirect) {
    become(instruction, op)
    return 0
  }
  const inner: MirInstruction = { id: func.nextId++, rep: value.kind === 'number' ? 'f64' : 'ref', args: [], place: null, ...op }
  block.instructions.splice(index, 0, inner)
  become(instruction, { op: 'pure', name: value.kind === 'address' ? 'ref.toBox' : rep === 'box' ? 'f64.toBox.known' : 'f64.toOpt.known' }, [inner.id])
  return 1
}

/** Defining instruction of every value that is not a phi. */
export function definitions(func: MirFunction): (MirInstruction | undefined)[] {
  const table: (MirInstruction | undefined)[] = []
  for (const block of func.blocks) for (const i of block.instructions) table[i.id] = i
  return table
}

/** Instructions that define the zero word of a representation; the last one is the value. */
export function zero(func: MirFunction, rep: Rep): MirInstruction[] {
  const base = { id: func.nextId++, args: [], place: null }
  if (rep === 'ref' || rep === 'box') return [{ ...base, rep, op: 'word', word: 'undefined' }]
  if (rep !== 'opt') return [{ ...base, rep, op: 'const', value: 0 }]
  const number: MirInstruction = { ...base, rep: 'f64', op: 'const', value: 0 }
  return [number, { id: func.nextId++, rep, args: [number.id], place: null, op: 'pure', name: 'f64.toOpt.known' }]
}

/** Instructions, phis and edges of a function: what it costs to copy or compile. */
export function weight(func: MirFunction): number {
  let sum = 0
  for (const block of func.blocks) {
    sum += block.phis.length + 1
    for (const i of block.instructions) if (i.op !== 'const' && i.op !== 'word' && i.op !== 'param' && i.op !== 'address') sum++
  }
  return sum
}
