// Checks that HIR is well formed: dense values, consistent edges and phis, and every operand defined on every way to its
// use. A handler is entered from the beginnings of the blocks that it protects (and from anywhere inside them), so it
// may use only what those blocks' beginnings may use.

import { successors } from './graph.ts'
import type { BlockId, HirFunction, HirProgram } from './hir.ts'

/** Throws an Error that names every fault of the program. */
export function verifyProgram(program: HirProgram): void {
  const faults = program.functions.flatMap((func) => verifyFunction(func).map((fault) => `${func?.symbol}: ${fault}`))
  for (const func of program.functions) faults.push(...verifyReferences(program, func))
  if (faults.length > 0) throw new Error(`malformed HIR\n  ${faults.join('\n  ')}`)
}

function verifyReferences(program: HirProgram, func: HirFunction): string[] {
  const faults: string[] = []
  for (const { instructions } of func.blocks) {
    for (const instruction of instructions) {
      if (instruction.op === 'closure') {
        const expected = program.functions[instruction.func]!.captures.length
        if (instruction.args.length !== expected) {
          faults.push(
            `${func.symbol}: closure of f${instruction.func} holds ${instruction.args.length} captures, not ${expected}`,
          )
        }
      } else if (instruction.op === 'classNew') {
        const { constructorFunction, hasSuper } = program.classes[instruction.class]!
        const expected = program.functions[constructorFunction]!.captures.length + (hasSuper ? 1 : 0)
        if (instruction.args.length !== expected) {
          faults.push(
            `${func.symbol}: class ${instruction.class} holds ${instruction.args.length} values, not ${expected}`,
          )
        }
      }
    }
  }
  return faults
}

/** The faults of one function, empty if there are none. */
export function verifyFunction(func: HirFunction | undefined): string[] {
  if (func === undefined) return ['a function was reserved and never made']
  return [...verifyEdges(func), ...verifyValues(func), ...verifyUses(func)]
}

function verifyEdges(func: HirFunction): string[] {
  const faults: string[] = []
  const incoming = func.blocks.map((): BlockId[] => [])
  func.blocks.forEach((block, index) => {
    if (block.id !== index) faults.push(`block ${index} calls itself b${block.id}`)
    for (const next of successors(block.terminator)) {
      if (incoming[next] === undefined) faults.push(`b${block.id} leads to b${next}, which does not exist`)
      else incoming[next].push(block.id)
    }
    if (block.handler !== null && func.blocks[block.handler] === undefined) {
      faults.push(`b${block.id} has a handler that does not exist`)
    }
  })
  const handlers = new Set(func.blocks.map((block) => block.handler))
  for (const block of func.blocks) {
    const expected = [...incoming[block.id]!].sort((a, b) => a - b).join(' ')
    const given = [...block.preds].sort((a, b) => a - b).join(' ')
    if (expected !== given) faults.push(`b${block.id} names the predecessors ${given}, but has ${expected}`)
    for (const phi of block.phis) {
      if (phi.args.length !== block.preds.length) {
        faults.push(`v${phi.id} has ${phi.args.length} operands for ${block.preds.length} predecessors`)
      }
    }
    if (block.preds.length === 0 && block.id !== 0 && !handlers.has(block.id)) {
      faults.push(`b${block.id} is unreachable`)
    }
    const isHandler = handlers.has(block.id)
    if (isHandler && (block.phis.length > 0 || block.preds.length > 0)) {
      faults.push(`the handler b${block.id} has phis or ordinary predecessors`)
    }
    block.instructions.forEach((instruction, i) => {
      if (instruction.op === 'catch' && (i !== 0 || !isHandler)) {
        faults.push(`v${instruction.id} catches outside the beginning of a handler`)
      }
    })
  }
  return faults
}

function verifyValues(func: HirFunction): string[] {
  const faults: string[] = []
  let next = 0
  for (const { phis, instructions } of func.blocks) {
    for (const value of [...phis, ...instructions]) {
      if (func.values[value.id] !== value) faults.push(`v${value.id} is not what the table of values says`)
      next += 1
    }
  }
  if (next !== func.values.length) faults.push(`${func.values.length} values in the table, ${next} in blocks`)
  return faults
}

/**
 * Forward data flow: the set of blocks' definitions that reach a point on every path, as immediate dominators over a
 * graph in which each block is two nodes, its beginning (2b) and its end (2b+1); a handler hangs on the beginnings.
 */
function verifyUses(func: HirFunction): string[] {
  const faults: string[] = []
  const dominators = new Dominators(func)
  const position = new Map<number, { node: number; index: number }>()
  for (const block of func.blocks) {
    for (const phi of block.phis) position.set(phi.id, { node: 2 * block.id, index: -1 })
    block.instructions.forEach((instruction, index) => position.set(instruction.id, { node: 2 * block.id + 1, index }))
  }
  const check = (use: string, arg: number, node: number, index: number): void => {
    const at = position.get(arg)
    if (at === undefined) faults.push(`${use} uses v${arg}, which is not defined`)
    else if (at.node === node
      ? at.index >= index
      : !dominators.dominates(at.node, node)) faults.push(`${use} uses v${arg}, which does not dominate it`)
  }
  for (const block of func.blocks) {
    for (const phi of block.phis) {
      phi.args.forEach((arg, i) => check(`v${phi.id}`, arg, 2 * block.preds[i]! + 1, Infinity))
    }
    block.instructions.forEach((instruction, index) => {
      for (const arg of instruction.args) check(`v${instruction.id} (${instruction.op})`, arg, 2 * block.id + 1, index)
    })
    const { terminator } = block
    if (terminator.op === 'branch') check(`b${block.id}'s branch`, terminator.condition, 2 * block.id + 1, Infinity)
    else if ('value' in terminator) check(
      `b${block.id}'s ${terminator.op}`, terminator.value, 2 * block.id + 1, Infinity,
    )
  }
  return faults
}

/** Dominators by the iterative algorithm of Cooper, Harvey and Kennedy (2001). */
class Dominators {
  readonly #immediate: number[]
  readonly #order: number[]

  constructor(func: HirFunction) {
    const count = func.blocks.length * 2
    const preds: number[][] = Array.from({ length: count }, () => [])
    for (const block of func.blocks) {
      preds[2 * block.id + 1]!.push(2 * block.id)
      for (const next of successors(block.terminator)) preds[2 * next]?.push(2 * block.id + 1)
      if (block.handler !== null) preds[2 * block.handler]?.push(2 * block.id)
    }
    const order = reversePostOrder(count, preds)
    this.#order = []
    order.forEach((node, i) => { this.#order[node] = i })
    this.#immediate = new Array<number>(count).fill(-1)
    this.#immediate[0] = 0
    for (let changed = true; changed;) {
      changed = false
      for (const node of order) {
        if (node === 0) continue
        let best = -1
        for (const pred of preds[node]!) {
          if (this.#immediate[pred] !== -1) best = best === -1 ? pred : this.#meet(best, pred)
        }
        if (best !== this.#immediate[node]) {
          this.#immediate[node] = best
          changed = true
        }
      }
    }
  }

  #meet(a: number, b: number): number {
    let [x, y] = [a, b]
    while (x !== y) {
      while (this.#order[x]! > this.#order[y]!) x = this.#immediate[x]!
      while (this.#order[y]! > this.#order[x]!) y = this.#immediate[y]!
    }
    return x
  }

  dominates(a: number, b: number): boolean {
    for (let node = b; ; node = this.#immediate[node]!) {
      if (node === a) return true
      if (node === 0 || node === -1 || this.#immediate[node] === node) return false
    }
  }
}

function reversePostOrder(count: number, preds: readonly number[][]): number[] {
  const next: number[][] = Array.from({ length: count }, () => [])
  preds.forEach((list, node) => { for (const pred of list) next[pred]!.push(node) })
  const seen = new Set<number>([0])
  const post: number[] = []
  const stack: { node: number; at: number }[] = [{ node: 0, at: 0 }]
  while (stack.length > 0) {
    const top = stack[stack.length - 1]!
    const child = next[top.node]![top.at]
    top.at += 1
    if (child === undefined) {
      post.push(top.node)
      stack.pop()
    } else if (!seen.has(child)) {
      seen.add(child)
      stack.push({ node: child, at: 0 })
    }
  }
  return post.reverse()
}
