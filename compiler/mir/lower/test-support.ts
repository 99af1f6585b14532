// Small HIR programs for the lowering's tests, written by hand: a function is given as its instructions, block by block.
// Every entry of the runtime is a function that returns a plain value of its row's kind.

import { analyse } from '../../analyse/mod.ts'
import { ENTRIES, type EntryKind } from '../../analyse/entries.ts'
import type {
  Block, Constant, FunctionKind, HirFunction, HirProgram, Instruction, InstructionKind, Phi, Place, Terminator,
} from '../../hir/hir.ts'
import type { MirFunction, MirProgram } from '../mir.ts'
import { verifyProgram } from '../verify.ts'
import { lowerToMir } from './mod.ts'

const PLACE: Place = { file: 0, line: 1, column: 1 }

export class FunctionBuilder {
  readonly func: HirFunction
  private block: Block

  constructor(id: number, name: string, kind: FunctionKind, paramCount: number) {
    this.func = {
      id, name, symbol: name, kind, coroutine: 'none', length: paramCount, paramCount, hasRest: false, usesThis: false, usesArguments: false,
      usesNewTarget: false, captures: [], localCount: 0, class: null, sourceText: '', isLibrary: false, isGeneric: false, isGenericMethod: false,
      place: PLACE, blocks: [], values: [],
    }
    this.block = this.newBlock()
  }

  newBlock(handler: number | null = null): Block {
    const block: Block = { id: this.func.blocks.length, preds: [], phis: [], instructions: [], terminator: { op: 'unreachable', place: PLACE }, handler }
    this.func.blocks.push(block)
    return block
  }

  enter(block: Block): void {
    this.block = block
  }

  add(kind: InstructionKind, ...args: number[]): number {
    const instruction = { id: this.func.values.length, args, place: PLACE, ...kind } as Instruction
    this.func.values.push(instruction)
    this.block.instructions.push(instruction)
    return instruction.id
  }

  phi(block: Block, name: string): Phi {
    const phi: Phi = { id: this.func.values.length, args: [], name }
    this.func.values.push(phi)
    block.phis.push(phi)
    return phi
  }

  const(value: Constant): number {
    return this.add({ op: 'const', value })
  }

  param(index: number): number {
    return this.add({ op: 'param', index })
  }

  end(terminator: Terminator): void {
    this.block.terminator = terminator
    const targets = terminator.op === 'jump' ? [terminator.target] : terminator.op === 'branch' ? [terminator.ifTrue, terminator.ifFalse] : []
    for (const target of targets) this.func.blocks[target].preds.push(this.block.id)
  }

  return(value: number): void {
    this.end({ op: 'return', value, place: PLACE })
  }

  jump(to: Block): void {
    this.end({ op: 'jump', target: to.id, place: PLACE })
  }

  branch(condition: number, ifTrue: Block, ifFalse: Block): void {
    this.end({ op: 'branch', condition, ifTrue: ifTrue.id, ifFalse: ifFalse.id, place: PLACE })
  }

  throw(value: number): void {
    this.end({ op: 'throw', value, place: PLACE })
  }
}

const RESULTS: Record<EntryKind, Constant> = {
  any: null, string: 'text', object: null, number: 0.5, int: 1, index: 1, address: 1, boolean: true, none: undefined,
}

export class ProgramBuilder {
  readonly program: HirProgram = {
    files: [{ path: 'test.ts', display: 'test.ts', isLibrary: false }], functions: [], classes: [], globals: [], modules: [], hoisted: [],
    realm: new Map(), callBehaviours: new Map(), entries: new Map(),
  }

  constructor() {
    for (const [name, row] of Object.entries(ENTRIES)) {
      const f = this.function(name, row.params.length, (b) => {
        const result = b.const(RESULTS[row.result])
        b.return(row.result === 'any' ? b.add({ op: 'intrinsic', name: 'forget' }, result) : result)
      })
      this.program.entries.set(name, this.hoist(f))
    }
  }

  function(name: string, paramCount: number, body: (b: FunctionBuilder) => void, kind: FunctionKind = 'normal'): HirFunction {
    const builder = new FunctionBuilder(this.program.functions.length, name, kind, paramCount)
    this.program.functions.push(builder.func)
    body(builder)
    return builder.func
  }

  /** A module-level function declaration. */
  hoist(func: HirFunction): number {
    const id = this.global(func.name, true)
    this.program.hoisted.push({ global: id, func: func.id })
    return id
  }

  global(name: string, constant: boolean): number {
    const id = this.program.globals.length
    this.program.globals.push({ id, name, module: 0, constant })
    return id
  }

  /** Lowers a program whose module body is this; throws what the verifier finds. */
  lower(body: (b: FunctionBuilder) => void): MirProgram {
    const main = this.function('main', 0, body, 'module')
    this.program.modules.push({ file: 0, isAsync: false, requests: [], segments: [{ body: main.id, defines: null }] })
    const mir = lowerToMir(analyse(this.program).result)
    const problems = verifyProgram(mir)
    if (problems.length > 0) throw new Error(problems.join('\n'))
    return mir
  }
}

/** Names of the ops of a function, pure ones by their own name, calls with what they call. */
export function opsOf(mir: MirProgram, symbol: string): string[] {
  return functionOf(mir, symbol).blocks.flatMap((block) => block.instructions.map((i) =>
    i.op === 'pure' ? i.name : i.op === 'call' ? `call ${i.func}` : i.op === 'load' || i.op === 'store' ? `${i.op} ${i.width}` : i.op))
}

export function functionOf(mir: MirProgram, symbol: string): MirFunction {
  const func = mir.functions.get(symbol)
  if (func === undefined) throw new Error(`no function ${symbol} among ${[...mir.functions.keys()].join(', ')}`)
  return func
}
