// Splits async functions and generators at their suspensions, after SSA construction.
//
//   function* g(n) { const a = f(n); const b = yield a; return a + b }
//   →  g(n):       return makeGenerator(closure g.resume [n, hole])
//      g.resume [n, a](mode, value, record):
//        switch record.state  1: b1
//        b0: a = f(n); captureSet a; record.state = 1; return a
//        b1: … throw value if mode is 1, return value if mode is 2 … record.state = -1; return a + value
//
// Protocol. `resume(mode, value, record)` is a closure; mode is 0 for next or fulfilled, 1 for throw or rejected, 2 for
// return; value is what was sent. It reads `record.state` (0: start; n: suspension n). Suspending, it sets state to n ≥ 1
// and gives the yielded or awaited value; in a `yield*` it gives undefined, and the inner iterator's result stands in
// `record.delegated`. Completing, it sets state to −1 and gives the result; a throw leaves with state −1. The starter,
// which keeps the function's identity, makes the closure and hands it to the runtime: `makeGenerator(resume)` or
// `runAsync(resume)`. What a generator does before its body (defaults, patterns of
// parameters; up to `suspend start`) stays in the starter; an async function's starter only takes its arguments.
//
// The closure's captures are the frame: values of the starter that the body needs (never set again), one slot for each
// value that is live across a suspension, one for each `local`. Slots hold the hole at first, which no code reads
// unless it is a variable's own uninitialised marker. Every value with a slot is stored where it is defined and loaded
// again in every other block that uses it: a block after a suspension is no longer dominated by the definition.
// Needs: SSA. Ensures: no `suspend`, no `resumeMode`.

import { successors } from '../hir/graph.ts'
import {
  HOLE, type Block, type BlockId, type HirFunction, type HirProgram, type Instruction, type ValueId,
} from '../hir/hir.ts'
import { assemble, type DraftBlock, type DraftValue } from './draft.ts'

/** Replaces every async function and generator of the program by a starter and a resume function. */
export function splitCoroutines(hir: HirProgram): void {
  for (const func of [...hir.functions]) {
    if (func.coroutine === 'async' || func.coroutine === 'generator') new Splitter(hir, func).split()
  }
}

/** A stretch of code between suspensions, inside one block. */
interface Piece {
  readonly block: Block
  readonly hasPhis: boolean
  readonly instructions: Instruction[]
  /** The suspension that ends it; null: the block's terminator does. */
  suspend: Instruction | null
  /** The suspension that it resumes from, with its number. */
  resumes: { suspend: Instruction; state: number } | null
}

const PROLOGUE = new Set(['param', 'restParam', 'this', 'newTarget', 'self', 'arguments', 'captureGet', 'const'])

class Splitter {
  readonly #hir: HirProgram
  readonly #func: HirFunction
  readonly #pieces: Piece[] = []
  readonly #first = new Map<BlockId, Piece>()
  readonly #last = new Map<BlockId, Piece>()
  readonly #pieceOf = new Map<ValueId, Piece>()
  /** Frame: what each capture of `resume` is. */
  readonly #frame: { name: string; cell: boolean; initial: ValueId | null; local?: number }[] = []
  readonly #slotOf = new Map<ValueId, number>()
  readonly #incoming = new Map<ValueId, number>()
  readonly #localBase = new Map<number, number>()
  #startBlock: BlockId = 0
  #startIndex = 0

  constructor(hir: HirProgram, func: HirFunction) {
    this.#hir = hir
    this.#func = func
  }

  split(): void {
    this.#findStart()
    this.#cut()
    this.#layOutFrame()
    const resume = this.#buildResume()
    this.#buildStarter(resume)
  }

  // --- where the body begins

  #findStart(): void {
    for (const block of this.#func.blocks) {
      const index = block.instructions.findIndex(
        (instruction) => instruction.op === 'suspend' && instruction.kind === 'start',
      )
      if (index >= 0) {
        this.#startBlock = block.id
        this.#startIndex = index + 1
        return
      }
    }
    const entry = this.#func.blocks[0]!
    const index = entry.instructions.findIndex((instruction) => !PROLOGUE.has(instruction.op))
    this.#startIndex = index < 0 ? entry.instructions.length : index
  }

  /** Blocks reached from the start without the part before it. */
  #bodyBlocks(): Block[] {
    const { blocks } = this.#func
    const seen = new Set<BlockId>()
    const work: BlockId[] = []
    const leave = (block: Block): void => {
      work.push(...successors(block.terminator))
      if (block.handler !== null) work.push(block.handler)
    }
    leave(blocks[this.#startBlock]!)
    for (let id = work.pop(); id !== undefined; id = work.pop()) {
      if (seen.has(id)) continue
      seen.add(id)
      leave(blocks[id]!)
    }
    seen.delete(this.#startBlock)
    return blocks.filter((block) => seen.has(block.id))
  }

  #cut(): void {
    let state = 0
    const add = (block: Block, from: number): void => {
      let piece: Piece = {
        block, hasPhis: from === 0 && block.id !== this.#startBlock, instructions: [], suspend: null, resumes: null,
      }
      this.#first.set(block.id, piece)
      this.#pieces.push(piece)
      for (const instruction of block.instructions.slice(from)) {
        if (instruction.op === 'suspend') {
          state += 1
          piece.suspend = instruction
          piece = { block, hasPhis: false, instructions: [], suspend: null, resumes: { suspend: instruction, state } }
          this.#pieces.push(piece)
          this.#pieceOf.set(instruction.id, piece)
        } else {
          piece.instructions.push(instruction)
          this.#pieceOf.set(instruction.id, piece)
        }
      }
      this.#last.set(block.id, piece)
      if (from === 0) for (const phi of block.phis) this.#pieceOf.set(phi.id, this.#first.get(block.id)!)
    }
    add(this.#func.blocks[this.#startBlock]!, this.#startIndex)
    for (const block of this.#bodyBlocks()) add(block, 0)
  }

  // --- the frame

  #layOutFrame(): void {
    const live = this.#liveAcross()
    for (const value of live.incoming) {
      if (this.#isConstant(value)) continue
      this.#incoming.set(value, this.#addSlot(value, value))
    }
    for (const value of live.across) {
      if (!this.#isConstant(value) && !this.#incoming.has(value)) this.#slotOf.set(value, this.#addSlot(value, null))
    }
    const used = new Set<number>()
    for (const { instructions } of this.#pieces) {
      for (const i of instructions) if (i.op === 'localGet' || i.op === 'localSet') used.add(i.slot)
    }
    for (const slot of [...used].sort((a, b) => a - b)) {
      this.#localBase.set(slot, this.#frame.length)
      this.#frame.push({ name: `local${slot}`, cell: false, initial: null, local: slot })
    }
  }

  #addSlot(value: ValueId, initial: ValueId | null): number {
    const definition = this.#func.values[value]!
    const name = 'op' in definition
      ? (definition.op === 'captureGet' ? this.#func.captures[definition.index]!.name : definition.op)
      : definition.name
    return this.#frame.push({ name, cell: this.#isCell(value, new Set()), initial }) - 1
  }

  #isConstant(value: ValueId): boolean {
    const definition = this.#func.values[value]!
    return 'op' in definition && definition.op === 'const'
  }

  #isCell(value: ValueId, seen: Set<ValueId>): boolean {
    if (seen.has(value)) return true
    seen.add(value)
    const definition = this.#func.values[value]!
    if (!('op' in definition)) return definition.args.every((arg) => this.#isCell(arg, seen))
    return definition.op === 'cellNew' ||
      (definition.op === 'captureGet' && this.#func.captures[definition.index]!.cell)
  }

  #successorsOf(piece: Piece): Piece[] {
    const next: Piece[] = []
    if (piece.suspend !== null) next.push(this.#pieceOf.get(piece.suspend.id)!)
    else next.push(...successors(piece.block.terminator).map((id) => this.#first.get(id)!))
    if (piece.block.handler !== null) next.push(this.#first.get(piece.block.handler)!)
    return next
  }

  /** Backward liveness over pieces: what is live where a suspension resumes, and what the starter must hand over. */
  #liveAcross(): { across: Set<ValueId>; incoming: Set<ValueId> } {
    const liveIn = new Map<Piece, Set<ValueId>>(this.#pieces.map((piece) => [piece, new Set()]))
    for (let changed = true; changed;) {
      changed = false
      for (let i = this.#pieces.length - 1; i >= 0; i -= 1) {
        const piece = this.#pieces[i]!
        const live = this.#liveBefore(piece, liveIn)
        const old = liveIn.get(piece)!
        if (live.size !== old.size) changed = true
        liveIn.set(piece, live)
      }
    }
    const across = new Set<ValueId>()
    const incoming = new Set<ValueId>()
    const note = (value: ValueId): void => { (this.#pieceOf.has(value) ? across : incoming).add(value) }
    for (const piece of this.#pieces) if (piece.resumes !== null) liveIn.get(piece)!.forEach(note)
    for (const value of liveIn.get(this.#pieces[0]!)!) note(value)
    return { across, incoming }
  }

  #liveBefore(piece: Piece, liveIn: Map<Piece, Set<ValueId>>): Set<ValueId> {
    const live = new Set<ValueId>()
    for (const next of this.#successorsOf(piece)) {
      for (const value of liveIn.get(next)!) live.add(value)
      if (!next.hasPhis || piece.suspend !== null) continue
      next.block.preds.forEach((pred, i) => {
        if (this.#last.get(pred) === piece) for (const phi of next.block.phis) live.add(phi.args[i]!)
      })
    }
    if (piece.suspend !== null) live.add(piece.suspend.args[0]!)
    else this.#terminatorOperands(piece).forEach((value) => live.add(value))
    for (let i = piece.instructions.length - 1; i >= 0; i -= 1) {
      const instruction = piece.instructions[i]!
      live.delete(instruction.id)
      for (const arg of instruction.args) live.add(arg)
    }
    if (piece.hasPhis) for (const phi of piece.block.phis) live.delete(phi.id)
    if (piece.resumes !== null) live.delete(piece.resumes.suspend.id)
    return live
  }

  #terminatorOperands({ block: { terminator } }: Piece): ValueId[] {
    if (terminator.op === 'branch') return [terminator.condition]
    return 'value' in terminator ? [terminator.value] : []
  }

  // --- the resume function

  #buildResume(): HirFunction {
    const func = this.#func
    const builder = new ResumeBuilder(func)
    const drafts = new Map(this.#pieces.map((piece) => [piece, emptyDraft()]))
    const resuming = this.#pieces.filter((piece) => piece.resumes !== null)
    builder.dispatch(
      drafts.get(this.#pieces[0]!)!,
      resuming.map((piece) => ({ state: piece.resumes!.state, target: drafts.get(piece)! })),
    )
    for (const piece of this.#pieces) {
      const draft = drafts.get(piece)!
      const { handler } = piece.block
      draft.handler = handler === null ? builder.lastHandler : drafts.get(this.#first.get(handler)!)!
      for (const phi of piece.hasPhis ? piece.block.phis : []) builder.define(phi.id, builder.phi(draft, phi.name))
    }
    // Definitions first, because phis and loads refer to values of later pieces.
    for (const piece of this.#pieces) this.#fill(builder, piece, drafts)
    for (const piece of this.#pieces) {
      if (!piece.hasPhis) continue
      const draft = drafts.get(piece)!
      draft.preds = piece.block.preds.map((pred) => drafts.get(this.#last.get(pred)!)!)
      piece.block.phis.forEach((phi, i) => {
        draft.phis[i]!.args = phi.args.map(
          (arg, k) => this.#use(builder, arg, this.#last.get(piece.block.preds[k]!)!, draft.preds[k]!),
        )
      })
    }
    return this.#finishResume(builder)
  }

  #finishResume(builder: ResumeBuilder): HirFunction {
    const func = this.#func
    const resume: HirFunction = {
      id: this.#hir.functions.length, name: '', symbol: `${func.symbol}.resume`, kind: 'arrow', coroutine: 'resume', length: 3, paramCount: 3,
      hasRest: false, usesThis: false, usesArguments: false, usesNewTarget: false,
      captures: this.#frame.map(({ name, cell }) => ({ name, cell })), localCount: 0, class: null, sourceText: '',
      isLibrary: func.isLibrary, isGeneric: func.isGeneric, isGenericMethod: func.isGenericMethod, place: func.place,
      ...assemble(builder.entry),
    }
    this.#hir.functions.push(resume)
    return resume
  }

  /** The value of an operand in a piece: its own definition, or a load from the frame. */
  #use(builder: ResumeBuilder, value: ValueId, piece: Piece, draft: DraftBlock): DraftValue {
    const definition = this.#func.values[value]!
    if ('op' in definition && definition.op === 'const') return builder.constant(definition.value)
    const slot = this.#incoming.get(value) ?? this.#slotOf.get(value)
    if (slot === undefined || this.#pieceOf.get(value) === piece) return builder.defined(value)
    return builder.load(draft, slot)
  }

  #fill(builder: ResumeBuilder, piece: Piece, drafts: Map<Piece, DraftBlock>): void {
    const draft = drafts.get(piece)!
    if (piece.resumes !== null) {
      const id = piece.resumes.suspend.id
      builder.define(id, builder.value)
      this.#save(builder, draft, id)
    }
    if (piece.hasPhis) for (const phi of piece.block.phis) this.#save(builder, draft, phi.id)
    for (const instruction of piece.instructions) this.#copy(builder, piece, draft, instruction)
    if (piece.suspend !== null) {
      const value = this.#use(builder, piece.suspend.args[0]!, piece, draft)
      const next = this.#pieceOf.get(piece.suspend.id)!
      const state = next.resumes!.state
      if (piece.suspend.op === 'suspend' && piece.suspend.kind === 'delegate') {
        builder.delegate(draft, state, value, piece.suspend.place)
      } else {
        builder.leave(draft, state, value, piece.suspend.place)
      }
      return
    }
    this.#finish(builder, piece, draft, drafts)
  }

  #save(builder: ResumeBuilder, draft: DraftBlock, value: ValueId): void {
    const slot = this.#slotOf.get(value)
    if (slot !== undefined) builder.store(draft, slot, builder.defined(value))
  }

  #copy(builder: ResumeBuilder, piece: Piece, draft: DraftBlock, instruction: Instruction): void {
    if (instruction.op === 'const') {
      builder.define(instruction.id, builder.constant(instruction.value))
      return
    }
    if (instruction.op === 'resumeMode') {
      builder.define(instruction.id, builder.mode)
      this.#save(builder, draft, instruction.id)
      return
    }
    const args = instruction.args.map((arg) => this.#use(builder, arg, piece, draft))
    const { id: _id, args: _args, place, text, ...kind } = instruction
    const moved = this.#moved(kind as Instruction)
    builder.define(instruction.id, builder.emit(draft, moved, args, place, text))
    this.#save(builder, draft, instruction.id)
  }

  /** Locals live in the frame. */
  #moved(kind: Instruction): Instruction {
    if (kind.op === 'localGet') return { op: 'captureGet', index: this.#localBase.get(kind.slot)! } as Instruction
    if (kind.op === 'localSet') return { op: 'captureSet', index: this.#localBase.get(kind.slot)! } as Instruction
    return kind
  }

  #finish(builder: ResumeBuilder, piece: Piece, draft: DraftBlock, drafts: Map<Piece, DraftBlock>): void {
    const { terminator } = piece.block
    const target = (id: BlockId): DraftBlock => drafts.get(this.#first.get(id)!)!
    const use = (value: ValueId): DraftValue => this.#use(builder, value, piece, draft)
    switch (terminator.op) {
      case 'jump': draft.end = { op: 'jump', targets: [target(terminator.target)], place: terminator.place }; break
      case 'branch':
        draft.end = {
          op: 'branch',
          value: use(terminator.condition),
          targets: [target(terminator.ifTrue), target(terminator.ifFalse)],
          place: terminator.place,
        }
        break
      case 'switch':
        draft.end = {
          op: 'switch', value: use(terminator.value), numbers: terminator.cases.map((row) => row.value),
          targets: [
            ...terminator.cases.map((row) => target(row.target)), target(terminator.otherwise),
          ], place: terminator.place,
        }
        break
      case 'return': builder.leave(draft, -1, use(terminator.value), terminator.place); break
      case 'throw':
        draft.end = { op: 'throw', value: use(terminator.value), targets: [], place: terminator.place }
        break
      case 'unreachable': draft.end = { op: 'unreachable', targets: [], place: terminator.place }; break
      default: terminator satisfies never
    }
  }

  // --- the starter

  #buildStarter(resume: HirFunction): void {
    const func = this.#func
    const start = func.blocks[this.#startBlock]!
    const before = this.#blocksBefore()
    const values = new Map<ValueId, DraftValue>()
    const drafts = new Map(before.map((block): [BlockId, DraftBlock] => [block.id, emptyDraft()]))
    for (const block of before) {
      const draft = drafts.get(block.id)!
      draft.preds = block.preds.map((pred) => drafts.get(pred)!)
      draft.handler = block.handler === null ? null : drafts.get(block.handler)!
      const instructions = block === start ? block.instructions.slice(0, this.#startIndex) : block.instructions
      for (const value of [...block.phis, ...instructions]) {
        if ('op' in value && value.op === 'suspend') continue
        const { id, args: _args, ...kind } = value
        const copy: DraftValue = { kind: kind as DraftValue['kind'], args: [] }
        values.set(id, copy)
        if ('op' in value) draft.values.push(copy)
        else draft.phis.push(copy)
      }
    }
    for (const block of before) {
      const phisAndInstructions = [
        ...block.phis, ...(block === start ? block.instructions.slice(0, this.#startIndex) : block.instructions),
      ]
      for (const { id, args } of phisAndInstructions) {
        const copy = values.get(id)
        if (copy !== undefined) copy.args = args.map((arg) => values.get(arg)!)
      }
      if (block !== start) drafts.get(block.id)!.end = draftEnd(block, (id) => drafts.get(id)!, (id) => values.get(id)!)
    }
    const begun = new Set<number>()
    for (const { values: copies } of drafts.values()) {
      for (const { kind } of copies) if ('slot' in kind && kind.op === 'localSet') begun.add(kind.slot as number)
    }
    this.#startResume(drafts.get(start.id)!, values, begun, resume)
    Object.assign(func, assemble(drafts.get(0)!), { localCount: func.localCount })
  }

  #blocksBefore(): Block[] {
    const { blocks } = this.#func
    const seen = new Set<BlockId>()
    const work: BlockId[] = [0]
    for (let id = work.pop(); id !== undefined; id = work.pop()) {
      if (seen.has(id)) continue
      seen.add(id)
      const block = blocks[id]!
      if (id !== this.#startBlock) work.push(...successors(block.terminator))
      if (block.handler !== null) work.push(block.handler)
    }
    return blocks.filter((block) => seen.has(block.id))
  }

  /** Makes the closure with its frame and hands it to the runtime. `begun`: locals that the starter has set. */
  #startResume(draft: DraftBlock, values: Map<ValueId, DraftValue>, begun: Set<number>, resume: HirFunction): void {
    const { place } = this.#func
    const emit = (kind: Partial<Instruction>, args: DraftValue[] = []): DraftValue => {
      const value: DraftValue = { kind: { ...kind, place } as DraftValue['kind'], args }
      draft.values.push(value)
      return value
    }
    const hole = emit({ op: 'const', value: HOLE } as Partial<Instruction>)
    const frame = this.#frame.map(({ initial, local }) => {
      if (local !== undefined && begun.has(local)) return emit({ op: 'localGet', slot: local } as Partial<Instruction>)
      return initial === null ? hole : values.get(initial)!
    })
    const closure = emit({ op: 'closure', func: resume.id } as Partial<Instruction>, frame)
    const name = this.#func.coroutine === 'async' ? 'runAsync' : 'makeGenerator'
    const entry = this.#hir.entries.get(name)
    const callee = entry === undefined ? emit({ op: 'realm', name: `%${name}` } as Partial<Instruction>)
      : emit({ op: 'globalGet', global: entry, check: false } as Partial<Instruction>)
    const undefinedValue = emit({ op: 'const', value: undefined } as Partial<Instruction>)
    const result = emit({ op: 'call' }, [callee, undefinedValue, closure])
    draft.end = { op: 'return', value: result, targets: [], place }
  }
}

function draftEnd(
  block: Block, target: (id: BlockId) => DraftBlock, use: (id: ValueId) => DraftValue,
): DraftBlock['end'] {
  const { terminator } = block
  const { place } = terminator
  switch (terminator.op) {
    case 'jump': return { op: 'jump', targets: [target(terminator.target)], place }
    case 'branch':
      return {
        op: 'branch',
        value: use(terminator.condition),
        targets: [target(terminator.ifTrue), target(terminator.ifFalse)],
        place,
      }
    case 'switch': return {
      op: 'switch', value: use(terminator.value), numbers: terminator.cases.map((row) => row.value),
      targets: [...terminator.cases.map((row) => target(row.target)), target(terminator.otherwise)], place,
    }
    case 'return': return { op: 'return', value: use(terminator.value), targets: [], place }
    case 'throw': return { op: 'throw', value: use(terminator.value), targets: [], place }
    case 'unreachable': return { op: 'unreachable', targets: [], place }
    default: return terminator satisfies never
  }
}

function emptyDraft(): DraftBlock {
  return { preds: [], phis: [], values: [], end: null, handler: null }
}

/** The draft of a resume function: its entry, and what all pieces share. */
class ResumeBuilder {
  readonly entry: DraftBlock = emptyDraft()
  readonly lastHandler: DraftBlock = emptyDraft()
  readonly mode: DraftValue
  readonly value: DraftValue
  readonly #record: DraftValue
  readonly #func: HirFunction
  readonly #defined = new Map<ValueId, DraftValue>()
  readonly #constants = new Map<unknown, DraftValue>()
  readonly #loads = new Map<DraftBlock, Map<number, DraftValue>>()

  constructor(func: HirFunction) {
    this.#func = func
    this.mode = this.emit(this.entry, { op: 'param', index: 0 } as Instruction, [])
    this.value = this.emit(this.entry, { op: 'param', index: 1 } as Instruction, [])
    this.#record = this.emit(this.entry, { op: 'param', index: 2 } as Instruction, [])
    const exception = this.emit(this.lastHandler, { op: 'catch' } as Instruction, [])
    this.#setState(this.lastHandler, -1)
    this.lastHandler.end = { op: 'throw', value: exception, targets: [], place: func.place }
  }

  dispatch(start: DraftBlock, rows: { state: number; target: DraftBlock }[]): void {
    const { place } = this.#func
    if (rows.length === 0) {
      this.entry.end = { op: 'jump', targets: [start], place }
      return
    }
    const state = this.emit(this.entry, { op: 'getProp', key: 'state' } as Instruction, [this.#record])
    this.entry.end = {
      op: 'switch',
      value: state,
      numbers: rows.map((row) => row.state),
      targets: [...rows.map((row) => row.target), start],
      place,
    }
  }

  emit(draft: DraftBlock, kind: Instruction, args: DraftValue[], place = this.#func.place, text?: string): DraftValue {
    const value: DraftValue = { kind: { ...kind, place, ...(text === undefined ? {} : { text }) }, args }
    draft.values.push(value)
    return value
  }

  phi(draft: DraftBlock, name: string): DraftValue {
    const value: DraftValue = { kind: { name } as unknown as DraftValue['kind'], args: [] }
    draft.phis.push(value)
    return value
  }

  define(id: ValueId, value: DraftValue): void {
    this.#defined.set(id, value)
  }

  /** A value by its old id. Pieces are in reverse post-order, so that definitions come first. */
  defined(id: ValueId): DraftValue {
    const value = this.#defined.get(id)
    if (value === undefined) throw new Error(`${this.#func.symbol}: v${id} is used before it is defined`)
    return value
  }

  /** Constants stand in the entry, which dominates everything. */
  constant(value: unknown): DraftValue {
    const key = Object.is(value, -0) ? 'negative zero' : typeof value === 'string' ? `string ${value}` : value
    let known = this.#constants.get(key)
    if (known === undefined) {
      known = this.emit(this.entry, { op: 'const', value } as Instruction, [])
      this.#constants.set(key, known)
    }
    return known
  }

  /** Loads a slot of the frame, once in a block: the slot changes only where its value is defined. */
  load(draft: DraftBlock, slot: number): DraftValue {
    let loads = this.#loads.get(draft)
    if (loads === undefined) this.#loads.set(draft, loads = new Map())
    let value = loads.get(slot)
    if (value === undefined) {
      value = this.emit(draft, { op: 'captureGet', index: slot } as Instruction, [])
      loads.set(slot, value)
    }
    return value
  }

  store(draft: DraftBlock, slot: number, value: DraftValue): void {
    this.emit(draft, { op: 'captureSet', index: slot } as Instruction, [value])
  }

  #setState(draft: DraftBlock, state: number): void {
    this.emit(draft, { op: 'setProp', key: 'state' } as Instruction, [this.#record, this.constant(state)])
  }

  /** In a `yield*`: the inner iterator's result goes to the outer one's caller as it is. */
  delegate(draft: DraftBlock, state: number, result: DraftValue, place = this.#func.place): void {
    this.emit(draft, { op: 'setProp', key: 'delegated' } as Instruction, [this.#record, result])
    this.leave(draft, state, this.constant(undefined), place)
  }

  leave(draft: DraftBlock, state: number, value: DraftValue, place = this.#func.place): void {
    this.#setState(draft, state)
    draft.end = { op: 'return', value, targets: [], place }
  }
}
