// What every MIR function and program must satisfy, checked after each pass in tests and on `--verify`. A pass that
// breaks a rule is named by the pipeline; nothing after it would be to blame.

import type { MirBlock, MirFunction, MirId, MirInstruction, MirProgram, Rep, SymbolName } from './mir.ts'
import { blocksById, canThrow, dominators, successors, terminatorUses, valueReps } from './graph.ts'
import { printInstruction, printTerminator } from './print.ts'
import { effectOp, pureOp } from './ops.ts'

const WIDTH_REPS: Record<string, readonly Rep[]> = {
  u8: ['i32', 'u32'], i8: ['i32'], u16: ['i32', 'u32'], i16: ['i32'], i32: ['i32'], u32: ['u32'], f32: ['f64'], f64: ['f64'],
  i53: ['i53'], ref: ['ref'], box: ['box'], opt: ['opt'], bool: ['bool'],
}
const BASES: readonly Rep[] = ['ref', 'i53']
const INDICES: readonly Rep[] = ['i32', 'u32', 'i53']
const SCALES = [1, 2, 4, 8, 16]
const WORD_REPS: Record<string, readonly Rep[]> = {
  undefined: ['ref', 'box', 'opt'], hole: ['ref', 'box', 'opt'], null: ['ref', 'box'], true: ['box'], false: ['box'],
}

class Checker {
  readonly problems: string[] = []
  private readonly reps: Rep[]
  private readonly program: MirProgram
  private readonly func: MirFunction
  private where = ''

  constructor(program: MirProgram, func: MirFunction) {
    this.program = program
    this.func = func
    this.reps = valueReps(func)
  }

  private fail(message: string): void {
    if (this.problems.length < 20) this.problems.push(`${this.func.symbol}: ${this.where}: ${message}`)
  }

  private expectRep(id: MirId, allowed: readonly Rep[], what: string): void {
    const rep = this.reps[id]
    if (rep === undefined) this.fail(`${what} v${id} is not defined`)
    else if (!allowed.includes(rep)) this.fail(`${what} v${id} is ${rep}, not ${allowed.join(' or ')}`)
  }

  private expectArgs(instruction: MirInstruction, reps: readonly Rep[]): void {
    if (instruction.args.length !== reps.length) this.fail(`${reps.length} operands expected, ${instruction.args.length} given`)
    reps.forEach((rep, i) => { if (i < instruction.args.length) this.expectRep(instruction.args[i], [rep], `operand ${i}`) })
  }

  private expectResult(instruction: MirInstruction, allowed: readonly Rep[]): void {
    if (!allowed.includes(instruction.rep)) this.fail(`the result is ${instruction.rep}, not ${allowed.join(' or ')}`)
  }

  private constant(i: MirInstruction & { op: 'const' }): void {
    const { value } = i
    const inRange =
      i.rep === 'i32' ? value === (value | 0) && !Object.is(value, -0) :
      i.rep === 'u32' ? value === value >>> 0 && !Object.is(value, -0) :
      i.rep === 'i53' ? Number.isInteger(value) && Math.abs(value) <= 2 ** 53 && !Object.is(value, -0) :
      i.rep === 'bool' ? value === 0 || value === 1 : i.rep === 'f64'
    if (!inRange) this.fail(`${value} is no ${i.rep}`)
  }

  private access(i: MirInstruction & ({ op: 'load' } | { op: 'store' })): void {
    const fixed = i.op === 'load' ? 1 : 2
    if (i.args.length < fixed || i.args.length > fixed + 1) this.fail(`${fixed} or ${fixed + 1} operands expected`)
    this.expectRep(i.args[0], BASES, 'base')
    if (i.args.length > fixed) {
      this.expectRep(i.args[fixed], INDICES, 'index')
      if (!SCALES.includes(i.scale)) this.fail(`scale ${i.scale}`)
    }
    if (i.op === 'store') this.expectRep(i.args[1], WIDTH_REPS[i.width], 'value')
    this.expectResult(i, i.op === 'store' ? ['none'] : WIDTH_REPS[i.width])
  }

  private call(i: MirInstruction, symbol: SymbolName, params: readonly Rep[], result: readonly Rep[], throws: boolean): void {
    this.expectArgs(i, params)
    this.expectResult(i, result)
    const callee = this.program.functions.get(symbol)
    if (callee !== undefined && callee.canThrow && !throws) this.fail(`${symbol} can throw, the call says that it does not`)
  }

  private instruction(i: MirInstruction): void {
    switch (i.op) {
      case 'const': this.expectArgs(i, []); this.constant(i); return
      case 'word': this.expectArgs(i, []); this.expectResult(i, WORD_REPS[i.word] ?? []); return
      case 'address': {
        this.expectArgs(i, [])
        this.expectResult(i, BASES)
        const known = this.program.data.has(i.symbol) || this.program.functions.has(i.symbol)
        if (!known) this.fail(`no data or function ${i.symbol}`)
        return
      }
      case 'param':
        if (i.index >= this.func.params.length) this.fail(`no parameter ${i.index}`)
        else this.expectResult(i, [this.func.params[i.index]])
        return
      case 'pure': case 'effect': {
        const row = i.op === 'pure' ? pureOp(i.name) : effectOp(i.name)
        if (row === null) return this.fail(`no operation ${i.name}`)
        this.expectArgs(i, row.operands)
        return this.expectResult(i, [row.result])
      }
      case 'load': case 'store': return this.access(i)
      case 'globalLoad': case 'globalStore': {
        const data = this.program.data.get(i.symbol)
        if (data?.kind !== 'global') return this.fail(`no global ${i.symbol}`)
        if (i.op === 'globalStore') this.expectArgs(i, [data.rep])
        return this.expectResult(i, i.op === 'globalLoad' ? [data.rep] : ['none'])
      }
      case 'localLoad': case 'localStore': {
        const rep = this.func.locals[i.slot]
        if (rep === undefined) return this.fail(`no local slot ${i.slot}`)
        if (i.op === 'localStore') this.expectArgs(i, [rep])
        return this.expectResult(i, i.op === 'localLoad' ? [rep] : ['none'])
      }
      case 'allocate': this.expectArgs(i, []); return this.expectResult(i, ['ref'])
      case 'allocateSized': this.expectArgs(i, ['i53', 'u32']); return this.expectResult(i, ['ref'])
      case 'allocateWith': this.expectArgs(i, ['i53', 'i53', 'u32']); return this.expectResult(i, BASES)
      case 'stackBoxes': this.expectArgs(i, []); return this.expectResult(i, ['i53'])
      case 'call': {
        const callee = this.program.functions.get(i.func)
        if (callee === undefined) return this.fail(`no function ${i.func}`)
        return this.call(i, i.func, callee.params, [callee.result], i.throws)
      }
      case 'callSpilled': {
        const callee = this.program.functions.get(i.func)
        if (callee?.params.join() !== 'i53' || callee.result !== 'none') this.fail(`${i.func} is not (i53) -> none`)
        return this.expectResult(i, ['none'])
      }
      case 'callEntry':
        i.args.forEach((id, n) => this.expectRep(id, [n === 0 ? 'ref' : 'box'], `operand ${n}`))
        if (i.args.length < 2) this.fail('closure and this expected')
        return this.expectResult(i, ['box'])
      case 'callEntrySpread': this.expectArgs(i, ['ref', 'box', 'u32', 'i53']); return this.expectResult(i, ['box'])
      case 'setPending': this.expectArgs(i, ['box']); return this.expectResult(i, ['none'])
      case 'takePending': this.expectArgs(i, []); return this.expectResult(i, ['box'])
      case 'stop': this.expectArgs(i, []); return this.expectResult(i, ['none'])
      case 'keepAlive': this.expectRep(i.args[0], ['ref', 'box', 'i53'], 'operand'); return
    }
  }

  private terminator(block: MirBlock): void {
    const t = block.terminator
    this.where = `b${block.id}: ${printTerminator(t)}`
    if (t.op === 'branch') this.expectRep(t.condition, ['bool'], 'condition')
    if (t.op === 'switch') this.expectRep(t.value, INDICES, 'value')
    if (t.op === 'return') {
      if (t.value === null) { if (this.func.result !== 'none') this.fail(`a ${this.func.result} must be returned`) }
      else this.expectRep(t.value, [this.func.result], 'value')
    }
    const leaves = block.handler === null && (t.op === 'throw' || block.instructions.some(canThrow))
    if (leaves && !this.func.canThrow) this.fail('an exception leaves a function that is said not to throw')
  }

  /** Blocks, edges, phis and representations; true if the graph is sound enough to look at dominance. */
  shape(): boolean {
    const { func } = this
    this.where = 'blocks'
    if (func.blocks.length === 0) return this.fail('no blocks'), false
    const byId = blocksById(func)
    if (byId.size !== func.blocks.length) this.fail('two blocks have one number')
    const handlers = new Set(func.blocks.map((block) => block.handler))
    const preds = new Map<number, number[]>(func.blocks.map((block) => [block.id, []]))
    for (const block of func.blocks) {
      for (const target of successors(block.terminator)) {
        if (preds.has(target)) preds.get(target)!.push(block.id)
        else this.fail(`b${block.id} goes to b${target}, which does not exist`)
      }
      if (block.handler !== null && !byId.has(block.handler)) this.fail(`handler b${block.handler} does not exist`)
    }
    const defined = new Set<MirId>()
    const define = (id: MirId): void => {
      if (defined.has(id)) this.fail(`v${id} is defined twice`)
      if (id >= func.nextId || id < 0) this.fail(`v${id} is not below nextId ${func.nextId}`)
      defined.add(id)
    }
    for (const block of func.blocks) {
      this.where = `b${block.id}`
      const expected = [...preds.get(block.id)!].sort().join()
      if ([...block.preds].sort().join() !== expected) this.fail(`preds are said to be ${block.preds.join()}, but are ${expected}`)
      if (handlers.has(block.id) && (block.preds.length > 0 || block.phis.length > 0)) this.fail('a handler has ordinary predecessors or phis')
      if (block === func.blocks[0] && block.preds.length > 0) this.fail('the entry has predecessors')
      for (const phi of block.phis) {
        define(phi.id)
        if (phi.args.length !== block.preds.length) this.fail(`phi v${phi.id} has ${phi.args.length} arguments for ${block.preds.length} predecessors`)
        for (const arg of phi.args) this.expectRep(arg, [phi.rep], `argument of phi v${phi.id}`)
      }
      for (const instruction of block.instructions) {
        this.where = `b${block.id}: ${printInstruction(instruction)}`
        define(instruction.id)
        this.instruction(instruction)
      }
      this.terminator(block)
    }
    return this.problems.length === 0
  }

  /** Each use is dominated by its definition. */
  dominance(): void {
    const tree = dominators(this.func)
    const home = new Map<MirId, { half: number; at: number }>()
    tree.halves.forEach((half, index) => {
      if (half.from === 0) for (const phi of half.block.phis) home.set(phi.id, { half: index, at: -1 })
      for (let at = half.from; at < half.to; at++) home.set(half.block.instructions[at].id, { half: index, at })
    })
    const use = (id: MirId, half: number, at: number): void => {
      const from = home.get(id)!
      const ok = from.half === half ? from.at < at : tree.dominates(from.half, half)
      if (!ok) this.fail(`v${id} is used where its definition may not have been executed`)
    }
    tree.halves.forEach((half, index) => {
      const { block } = half
      if (index > 0 && half.idom < 0) { this.where = `b${block.id}`; this.fail('cannot be reached'); return }
      for (let at = half.from; at < half.to; at++) {
        this.where = `b${block.id}: ${printInstruction(block.instructions[at])}`
        for (const arg of block.instructions[at].args) use(arg, index, at)
      }
      if (half.to !== block.instructions.length || tree.lower.get(block.id) !== index) return
      this.where = `b${block.id}: ${printTerminator(block.terminator)}`
      for (const id of terminatorUses(block.terminator)) use(id, index, Infinity)
      for (const target of successors(block.terminator)) {
        const to = tree.halves[tree.upper.get(target)!].block
        const edge = to.preds.indexOf(block.id)
        for (const phi of to.phis) use(phi.args[edge], index, Infinity)
      }
    })
  }
}

/** What is wrong with one function, as sentences; empty when nothing is. */
export function verifyFunction(program: MirProgram, func: MirFunction): string[] {
  const checker = new Checker(program, func)
  if (checker.shape()) checker.dominance()
  return checker.problems
}

/** Operations of a function that may allocate, or run code that may. */
function allocates(func: MirFunction): string | null {
  for (const block of func.blocks) {
    for (const i of block.instructions) {
      if (i.op === 'allocate' || i.op === 'allocateSized' || i.op === 'allocateWith' || i.op === 'callEntry' || i.op === 'callEntrySpread') return i.op
    }
  }
  return func.checksDepth ? 'a stack depth check' : null
}

/** The collector's entries are what `callSpilled` calls: nothing reachable from them may allocate. */
function verifyCollector(program: MirProgram): string[] {
  const from = new Map<SymbolName, SymbolName | null>()
  const queue: SymbolName[] = []
  const reach = (symbol: SymbolName, by: SymbolName | null): void => {
    if (from.has(symbol)) return
    from.set(symbol, by)
    queue.push(symbol)
  }
  for (const func of program.functions.values()) {
    for (const block of func.blocks) for (const i of block.instructions) if (i.op === 'callSpilled') reach(i.func, null)
  }
  const problems: string[] = []
  for (let symbol = queue.shift(); symbol !== undefined; symbol = queue.shift()) {
    const func = program.functions.get(symbol)
    if (func === undefined) continue
    const what = allocates(func)
    if (what !== null) {
      const path = []
      for (let at: SymbolName | null | undefined = symbol; at !== null && at !== undefined; at = from.get(at)) path.unshift(at)
      problems.push(`the collector reaches ${what}: ${path.join(' → ')}`)
    }
    for (const block of func.blocks) for (const i of block.instructions) if (i.op === 'call') reach(i.func, symbol)
  }
  return problems
}

/** What is wrong with the program, as sentences; empty when nothing is. */
export function verifyProgram(program: MirProgram): string[] {
  const problems: string[] = []
  for (const func of program.functions.values()) {
    problems.push(...verifyFunction(program, func))
    if (problems.length > 100) return problems
  }
  const start = program.functions.get(program.start)
  if (start === undefined) problems.push(`no function ${program.start} to start`)
  else if (start.params.length > 0 || start.result !== 'none') problems.push(`${program.start} is not () -> none`)
  for (const [name, symbol] of program.entries) if (!program.functions.has(symbol)) problems.push(`entry ${name}: no function ${symbol}`)
  problems.push(...verifyCollector(program))
  return problems
}
