// Builds one function's HIR in SSA form while the syntax tree is walked: "Simple and Efficient Construction of Static
// Single Assignment Form" (Braun et al., CC 2013). A variable is any object used as key. Exception handlers take their
// variables from the block that enters the protected region: what is assigned inside is never an SSA variable there
// (scope.ts, `assignedInRegion`).

import type {
  BlockId, Constant, Instruction, InstructionKind, Phi, Place, Predicate, Terminator, ValueId,
} from '../hir/hir.ts'

export type Variable = object

/** A block under construction. */
export interface OpenBlock {
  readonly id: BlockId
  preds: OpenBlock[]
  phis: Phi[]
  instructions: Instruction[]
  terminator: Terminator | null
  handler: OpenBlock | null
  sealed: boolean
  /** For a handler: the block before the protected region, whose variables it sees. */
  entryFrom: OpenBlock | null
  readonly definitions: Map<Variable, ValueId>
  incomplete: Map<Variable, Phi>
}

export class FunctionBuilder {
  readonly blocks: OpenBlock[] = []
  readonly values: (Instruction | Phi)[] = []
  /** Blocks of phis, and what a removed phi stands for. */
  readonly forwarded = new Map<ValueId, ValueId>()
  readonly entry: OpenBlock
  /** Instructions that go before everything else: parameters, captures. */
  readonly prologue: Instruction[] = []
  current: OpenBlock
  /** Handler of blocks that are opened from now on. */
  handler: OpenBlock | null = null
  place: Place
  #phiBlocks = new Map<Phi, OpenBlock>()
  #names = new Map<Variable, string>()

  constructor(place: Place) {
    this.place = place
    this.entry = this.newBlock()
    this.seal(this.entry)
    this.current = this.entry
  }

  newBlock(): OpenBlock {
    const block: OpenBlock = {
      id: this.blocks.length, preds: [], phis: [], instructions: [], terminator: null, handler: this.handler,
      sealed: false, entryFrom: null, definitions: new Map(), incomplete: new Map(),
    }
    this.blocks.push(block)
    return block
  }

  /** True where the code being lowered can be reached. */
  get reachable(): boolean {
    return this.current.terminator === null && (this.current === this.entry || this.current.preds.length > 0 ||
      !this.current.sealed || this.current.entryFrom !== null)
  }

  // --- instructions

  emit(kind: InstructionKind, args: ValueId[] = [], text?: string): ValueId {
    const instruction = {
      ...kind, id: this.values.length, args, place: this.place, ...(text === undefined ? {} : { text }),
    } as Instruction
    this.values.push(instruction)
    if (this.current.terminator === null) this.current.instructions.push(instruction)
    return instruction.id
  }

  /** An instruction of the prologue, which dominates everything. */
  emitFirst(kind: InstructionKind): ValueId {
    const instruction = { ...kind, id: this.values.length, args: [], place: this.place } as unknown as Instruction
    this.values.push(instruction)
    this.prologue.push(instruction)
    return instruction.id
  }

  constant(value: Constant): ValueId {
    return this.emit({ op: 'const', value })
  }

  /** The string that a value is, if it is a constant one. */
  constantText(value: ValueId): string | null {
    const definition = this.values[value]
    return definition !== undefined && 'op' in definition && definition.op === 'const' && typeof definition.value === 'string' ? definition.value : null
  }

  refine(value: ValueId, predicate: Predicate, negated: boolean, other?: ValueId): ValueId {
    return this.emit({ op: 'refine', predicate, negated }, other === undefined ? [value] : [value, other])
  }

  // --- control flow

  #end(terminator: Terminator, targets: OpenBlock[]): void {
    if (this.current.terminator !== null) return
    this.current.terminator = terminator
    for (const target of targets) target.preds.push(this.current)
  }

  jump(target: OpenBlock): void {
    this.#end({ op: 'jump', target: target.id, place: this.place }, [target])
  }

  branch(condition: ValueId, ifTrue: OpenBlock, ifFalse: OpenBlock): void {
    this.#end({ op: 'branch', condition, ifTrue: ifTrue.id, ifFalse: ifFalse.id, place: this.place }, [ifTrue, ifFalse])
  }

  switch(value: ValueId, cases: { value: number; target: OpenBlock }[], otherwise: OpenBlock): void {
    const rows = cases.map((row) => ({ value: row.value, target: row.target.id }))
    this.#end(
      { op: 'switch', value, cases: rows, otherwise: otherwise.id, place: this.place },
      [...cases.map((row) => row.target), otherwise],
    )
  }

  return(value: ValueId): void {
    this.#end({ op: 'return', value, place: this.place }, [])
  }

  throw(value: ValueId): void {
    this.#end({ op: 'throw', value, place: this.place }, [])
  }

  unreachable(): void {
    this.#end({ op: 'unreachable', place: this.place }, [])
  }

  /** Goes on in `block`. */
  start(block: OpenBlock): void {
    this.current = block
  }

  /** Seals and goes on. */
  startSealed(block: OpenBlock): void {
    this.seal(block)
    this.current = block
  }

  /** Runs `body` in blocks whose throws go to `handler`, and goes on in a block with the handler of before. */
  protect(handler: OpenBlock, body: () => void): void {
    handler.entryFrom = this.current
    const saved = this.handler
    this.handler = handler
    const inside = this.newBlock()
    this.jump(inside)
    this.startSealed(inside)
    body()
    this.handler = saved
    const after = this.newBlock()
    this.jump(after)
    this.startSealed(after)
  }

  /** A block for a handler: made outside the region that it protects; sealed at once. */
  newHandler(): OpenBlock {
    const block = this.newBlock()
    block.sealed = true
    return block
  }

  // --- variables

  write(variable: Variable, value: ValueId): void {
    this.current.definitions.set(variable, value)
  }

  /** The value that a variable has here. `name` is for dumps. */
  read(variable: Variable, name: string): ValueId {
    this.#names.set(variable, name)
    return this.#readIn(variable, this.current)
  }

  /** Makes `value`, defined in the prologue, the initial value of a variable. */
  writeInitial(variable: Variable, value: ValueId): void {
    if (!this.entry.definitions.has(variable)) this.entry.definitions.set(variable, value)
  }

  resolve(value: ValueId): ValueId {
    let result = value
    for (let next = this.forwarded.get(result); next !== undefined; next = this.forwarded.get(result)) result = next
    return result
  }

  #readIn(variable: Variable, block: OpenBlock): ValueId {
    const known = block.definitions.get(variable)
    if (known !== undefined) return this.resolve(known)
    let value: ValueId
    if (!block.sealed) {
      const phi = this.#newPhi(block, variable)
      block.incomplete.set(variable, phi)
      value = phi.id
    } else if (block.entryFrom !== null) {
      value = this.#readIn(variable, block.entryFrom)
    } else if (block.preds.length === 0) {
      value = this.#undefinedIn(block)
    } else if (block.preds.length === 1) {
      value = this.#readIn(variable, block.preds[0]!)
    } else {
      const phi = this.#newPhi(block, variable)
      block.definitions.set(variable, phi.id)
      value = this.#fill(phi, variable, block)
    }
    block.definitions.set(variable, value)
    return value
  }

  /** A variable of unreachable code, or one that no path has written. */
  #undefinedIn(block: OpenBlock): ValueId {
    const instruction: Instruction = {
      op: 'const', value: undefined, id: this.values.length, args: [], place: this.place,
    }
    this.values.push(instruction)
    if (block === this.entry) this.prologue.push(instruction)
    else block.instructions.unshift(instruction)
    return instruction.id
  }

  #newPhi(block: OpenBlock, variable: Variable): Phi {
    const phi: Phi = { id: this.values.length, args: [], name: this.#names.get(variable) ?? '' }
    this.values.push(phi)
    block.phis.push(phi)
    this.#phiBlocks.set(phi, block)
    return phi
  }

  #fill(phi: Phi, variable: Variable, block: OpenBlock): ValueId {
    phi.args = block.preds.map((pred) => this.#readIn(variable, pred))
    return this.simplify(phi)
  }

  /** Removes the phi if it merges one value with itself, seen through refinements that differ between its sides. */
  simplify(phi: Phi): ValueId {
    const same = this.#onlyOperand(phi, (value) => this.resolve(value)) ?? this.#onlyOperand(
      phi, (value) => this.#unrefined(value),
    )
    if (same === null) return phi.id
    this.forwarded.set(phi.id, same)
    const block = this.#phiBlocks.get(phi)!
    block.phis = block.phis.filter((other) => other !== phi)
    return same
  }

  #onlyOperand(phi: Phi, view: (value: ValueId) => ValueId): ValueId | null {
    let same: ValueId | null = null
    for (const arg of phi.args) {
      const value = view(arg)
      if (value === phi.id || value === same) continue
      if (same !== null) return null
      same = value
    }
    return same
  }

  #unrefined(value: ValueId): ValueId {
    let result = this.resolve(value)
    for (;;) {
      const definition = this.values[result]!
      if (!('op' in definition) || definition.op !== 'refine') return result
      result = this.resolve(definition.args[0]!)
    }
  }

  /** All predecessors of the block are known now. */
  seal(block: OpenBlock): void {
    if (block.sealed) return
    block.sealed = true
    for (const [variable, phi] of block.incomplete) this.#fill(phi, variable, block)
    block.incomplete.clear()
  }
}
