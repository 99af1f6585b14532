// Builds one MIR function: blocks, instructions, edges. Keeps the rules of the form (operands before use, phi arguments
// in the order of predecessors, every block of a protected region with its handler), so that the lowering need not.

import type { Place } from '../../hir/hir.ts'
import { effectOp, pureOp } from '../ops.ts'
import type { MirBlock, MirBlockId, MirFunction, MirId, MirInstruction, MirOp, MirPhi, MirTerminator, Rep, SymbolName, Width } from '../mir.ts'

export interface Access { region?: string; volatile?: boolean }

const LOAD_REP: Record<Width, Rep> = {
  u8: 'i32', i8: 'i32', u16: 'i32', i16: 'i32', i32: 'i32', u32: 'u32', f32: 'f64', f64: 'f64', i53: 'i53', ref: 'ref', box: 'box', opt: 'opt', bool: 'bool',
}

export class Builder {
  readonly blocks: MirBlock[] = []
  /** Representation of each value, by MirId. */
  readonly reps: Rep[] = []
  readonly locals: Rep[] = []
  place: Place | null = null
  /** Handler of the blocks made from here on. */
  handler: MirBlockId | null = null
  private current: MirBlock | null = null

  // --- blocks

  newBlock(handler: MirBlockId | null = this.handler): MirBlock {
    const block: MirBlock = {
      id: this.blocks.length, preds: [], phis: [], instructions: [], terminator: { op: 'unreachable' }, handler,
    }
    this.blocks.push(block)
    return block
  }

  enter(block: MirBlock): void {
    this.current = block
  }

  /** Whether code can be added here: false after a terminator. */
  get open(): boolean {
    return this.current !== null
  }

  get block(): MirBlock {
    if (this.current === null) throw new Error('the block has ended')
    return this.current
  }

  private end(terminator: MirTerminator): void {
    this.block.terminator = terminator
    this.current = null
  }

  // --- edges

  private connect(from: MirBlock, to: MirBlock, args: readonly MirId[]): void {
    if (args.length !== to.phis.length) throw new Error(`block ${to.id} has ${to.phis.length} phis, the edge gives ${args.length}`)
    to.preds.push(from.id)
    to.phis.forEach((phi, i) => phi.args.push(args[i]))
  }

  jump(to: MirBlock, args: readonly MirId[] = []): void {
    this.connect(this.block, to, args)
    this.end({ op: 'jump', target: to.id })
  }

  /** Targets have no phis. */
  branch(condition: MirId, ifTrue: MirBlock, ifFalse: MirBlock, likely?: boolean): void {
    this.connect(this.block, ifTrue, [])
    this.connect(this.block, ifFalse, [])
    this.end(likely === undefined
      ? { op: 'branch', condition, ifTrue: ifTrue.id, ifFalse: ifFalse.id }
      : { op: 'branch', condition, ifTrue: ifTrue.id, ifFalse: ifFalse.id, likely })
  }

  switchOn(value: MirId, cases: readonly { value: number; target: MirBlock }[], otherwise: MirBlock): void {
    for (const c of cases) this.connect(this.block, c.target, [])
    this.connect(this.block, otherwise, [])
    this.end({ op: 'switch', value, cases: cases.map((c) => ({ value: c.value, target: c.target.id })), otherwise: otherwise.id })
  }

  return(value: MirId | null): void {
    this.end({ op: 'return', value })
  }

  /** An exception is pending. */
  throw(): void {
    this.end({ op: 'throw' })
  }

  unreachable(): void {
    this.end({ op: 'unreachable' })
  }

  /** The machine stops here. 70: the analysis has proved that control does not come; 78: a late refusal. */
  stop(message: string, code = 70): void {
    this.add('none', [], { op: 'stop', code, message })
    this.end({ op: 'unreachable' })
  }

  phi(block: MirBlock, rep: Rep): MirPhi {
    const phi: MirPhi = { id: this.define(rep), rep, args: [] }
    block.phis.push(phi)
    return phi
  }

  // --- instructions

  define(rep: Rep): MirId {
    this.reps.push(rep)
    return this.reps.length - 1
  }

  add(rep: Rep, args: MirId[], op: MirOp): MirId {
    const id = this.define(rep)
    const instruction: MirInstruction = { id, rep, args, place: this.place, ...op }
    this.block.instructions.push(instruction)
    return id
  }

  pure(name: string, ...args: MirId[]): MirId {
    const row = pureOp(name)
    if (row === null) throw new Error(`no pure op ${name}`)
    row.operands.forEach((rep, i) => {
      if (this.reps[args[i]] !== rep) throw new Error(`${name}: operand ${i} is ${this.reps[args[i]]}, not ${rep}`)
    })
    return this.add(row.result, args, { op: 'pure', name })
  }

  effect(name: string, ...args: MirId[]): MirId {
    const row = effectOp(name)
    if (row === null) throw new Error(`no effect op ${name}`)
    const id = this.add(row.result, args, { op: 'effect', name })
    if (row.endsBlock) this.end({ op: 'unreachable' })
    return id
  }

  const(rep: Rep, value: number): MirId {
    return this.add(rep, [], { op: 'const', value })
  }

  word(rep: 'ref' | 'box' | 'opt', word: 'undefined' | 'null' | 'true' | 'false' | 'hole'): MirId {
    return this.add(rep, [], { op: 'word', word })
  }

  address(symbol: SymbolName, rep: 'ref' | 'i53' = 'ref'): MirId {
    return this.add(rep, [], { op: 'address', symbol })
  }

  param(index: number, rep: Rep): MirId {
    return this.add(rep, [], { op: 'param', index })
  }

  load(width: Width, base: MirId, offset: number, access: Access = {}): MirId {
    return this.add(LOAD_REP[width], [base], { op: 'load', width, offset, scale: 1, ...access })
  }

  store(width: Width, base: MirId, value: MirId, offset: number, access: Access = {}): void {
    this.add('none', [base, value], { op: 'store', width, offset, scale: 1, ...access })
  }

  loadIndexed(width: Width, base: MirId, index: MirId, scale: number, offset: number, access: Access = {}): MirId {
    return this.add(LOAD_REP[width], [base, index], { op: 'load', width, offset, scale, ...access })
  }

  storeIndexed(width: Width, base: MirId, value: MirId, index: MirId, scale: number, offset: number, access: Access = {}): void {
    this.add('none', [base, value, index], { op: 'store', width, offset, scale, ...access })
  }

  globalLoad(symbol: SymbolName, rep: Rep): MirId {
    return this.add(rep, [], { op: 'globalLoad', symbol })
  }

  globalStore(symbol: SymbolName, value: MirId): void {
    this.add('none', [value], { op: 'globalStore', symbol })
  }

  call(symbol: SymbolName, args: MirId[], result: Rep, stable = false): MirId {
    return this.add(result, args, { op: 'call', func: symbol, throws: true, ...stable ? { stable } : {} })
  }

  keepAlive(value: MirId): void {
    this.add('none', [value], { op: 'keepAlive' })
  }

  // --- control inside an expression

  /**
   * One of two ways to get a value of `rep`. An arm gives null when control does not leave it at its end; the result is
   * null when neither does. With rep `none` an arm's value is not used.
   */
  choose(condition: MirId, rep: Rep, whenTrue: () => MirId | null, whenFalse: () => MirId | null, likely?: boolean): MirId | null {
    const ifTrue = this.newBlock()
    const ifFalse = this.newBlock()
    this.branch(condition, ifTrue, ifFalse, likely)
    const join = this.joinPoint(rep)
    this.enter(ifTrue)
    join.arrive(whenTrue())
    this.enter(ifFalse)
    join.arrive(whenFalse())
    return join.finish()
  }

  /** Runs `body`, which does not come back, when the condition holds; goes on otherwise. */
  guard(condition: MirId, body: () => void): void {
    const cold = this.newBlock()
    const on = this.newBlock()
    this.branch(condition, cold, on, false)
    this.enter(cold)
    body()
    if (this.open) throw new Error('a guard comes back')
    this.enter(on)
  }

  /** Where several arms meet with a value of `rep`. */
  joinPoint(rep: Rep): { arrive(value: MirId | null): void; finish(): MirId | null } {
    const block = this.newBlock()
    const phi = rep === 'none' ? null : this.phi(block, rep)
    let arrivals = 0
    return {
      arrive: (value) => {
        if (!this.open) return
        if (value === null && phi !== null) throw new Error('an arm gives no value')
        if (phi !== null && this.reps[value!] !== rep) throw new Error(`an arm gives ${this.reps[value!]}, not ${rep}`)
        arrivals++
        this.jump(block, phi === null ? [] : [value!])
      },
      finish: () => {
        if (arrivals === 0) return null
        this.enter(block)
        return phi === null ? -1 : phi.id
      },
    }
  }

  /** The finished function: unreachable blocks dropped, the others in reverse post-order. */
  finish(symbol: SymbolName, params: Rep[], result: Rep, rest: FunctionFacts): MirFunction {
    const blocks = orderBlocks(this.blocks)
    return { symbol, params, result, locals: this.locals, blocks, nextId: this.reps.length, checksDepth: false, canThrow: canThrow(blocks), ...rest }
  }
}

export type FunctionFacts = Pick<MirFunction, 'inline' | 'isLibrary' | 'place' | 'displayName'>

export function successors(block: MirBlock): MirBlockId[] {
  const t = block.terminator
  switch (t.op) {
    case 'jump': return [t.target]
    case 'branch': return [t.ifTrue, t.ifFalse]
    case 'switch': return [...t.cases.map((c) => c.target), t.otherwise]
    default: return []
  }
}

/** Whether an instruction can go to the block's handler. */
export function canRaise(instruction: MirInstruction): boolean {
  return (instruction.op === 'call' || instruction.op === 'callEntry' || instruction.op === 'callEntrySpread') && instruction.throws
}

function raises(block: MirBlock): boolean {
  return block.terminator.op === 'throw' || block.instructions.some(canRaise)
}

function canThrow(blocks: MirBlock[]): boolean {
  return blocks.some((block) => block.handler === null && raises(block))
}

/**
 * Reverse post-order of what control reaches, a handler counting as a successor of the blocks that it protects; edges
 * from dropped blocks leave the phis. Blocks get dense ids in that order.
 */
function orderBlocks(blocks: MirBlock[]): MirBlock[] {
  const byId = new Map(blocks.map((b) => [b.id, b]))
  const seen = new Set<MirBlockId>([blocks[0].id])
  const post: MirBlock[] = []
  const stack: { block: MirBlock; next: MirBlockId[] }[] = []
  const push = (block: MirBlock): void => {
    const next = successors(block)
    // The handler is visited first, so that it comes last in reverse post-order.
    if (block.handler !== null && raises(block)) next.push(block.handler)
    stack.push({ block, next })
  }
  push(blocks[0])
  while (stack.length > 0) {
    const top = stack[stack.length - 1]
    const id = top.next.pop()
    if (id === undefined) {
      post.push(top.block)
      stack.pop()
    } else if (!seen.has(id)) {
      seen.add(id)
      push(byId.get(id)!)
    }
  }
  return renumber(post.reverse(), seen)
}

function renumber(order: MirBlock[], reached: ReadonlySet<MirBlockId>): MirBlock[] {
  const number = new Map(order.map((block, i) => [block.id, i]))
  const to = (id: MirBlockId): MirBlockId => number.get(id)!
  return order.map((block) => {
    const kept = block.preds.map((p) => reached.has(p))
    return {
      id: to(block.id),
      preds: block.preds.filter((_, i) => kept[i]).map(to),
      phis: block.phis.map((phi) => ({ ...phi, args: phi.args.filter((_, i) => kept[i]) })),
      instructions: block.instructions,
      terminator: retarget(block.terminator, to),
      handler: block.handler !== null && raises(block) ? to(block.handler) : null,
    }
  })
}

function retarget(t: MirTerminator, to: (id: MirBlockId) => MirBlockId): MirTerminator {
  switch (t.op) {
    case 'jump': return { op: 'jump', target: to(t.target) }
    case 'branch': return { ...t, ifTrue: to(t.ifTrue), ifFalse: to(t.ifFalse) }
    case 'switch':
      return { ...t, cases: t.cases.map((c) => ({ value: c.value, target: to(c.target) })), otherwise: to(t.otherwise) }
    default: return t
  }
}
