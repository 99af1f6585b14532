// One MIR function as C: blocks are labels, SSA values are locals, phis are copies on edges. A pure operation with one
// use in its own block is printed inside that use, which halves the text that clang has to read.

import type { Place } from '../hir/hir.ts'
import type { MirBlock, MirBlockId, MirFunction, MirId, MirInstruction, MirProgram, Rep } from '../mir/mir.ts'
import { canThrow, returns, successors, terminatorUses, valueReps } from '../mir/graph.ts'
import { effectOp, pureOp } from '../mir/ops.ts'
import { C_TYPE, cString, fill, literal, memory, occurrences, wordLiteral } from './expression.ts'
import type { Names } from './names.ts'

/** Longest nested expression text: beyond it a local makes the C readable, and clang's parser flat. */
const MAX_NESTED_LENGTH = 160

export interface EmitContext {
  readonly program: MirProgram
  readonly names: Names
  readonly lineDirectives: boolean
  /** Symbols that the text mentions, for its declarations. */
  readonly functions: Set<string>
  readonly data: Set<string>
}

/** `ret name(params)`, without storage class. */
export function signature(func: MirFunction, names: Names): string {
  const params = func.params.map((rep, i) => `${C_TYPE[rep]} p${i}`).join(', ')
  return `${C_TYPE[func.result]} ${names.func(func.symbol)}(${params === '' ? 'void' : params})`
}

/** In reverse post-order a jump backward is a loop. */
function hasLoop(func: MirFunction): boolean {
  const position = new Map(func.blocks.map((block, i) => [block.id, i]))
  return func.blocks.some((block, i) => successors(block.terminator).some((target) => position.get(target)! <= i))
}

/**
 * What goes straight to a throw or a stop is cold, which makes the branches to it unlikely. The event loop does not
 * come back either, but it loops.
 */
export function attributes(func: MirFunction): string {
  if (!returns(func) && !hasLoop(func)) return 'COLD '
  return func.inline === 'never' ? 'NOINLINE ' : ''
}

export class FunctionEmitter {
  private readonly func: MirFunction
  private readonly context: EmitContext
  private readonly reps: Rep[]
  /** C text of values that need no local: constants, parameters, nested expressions. */
  private readonly texts = new Map<MirId, string>()
  private readonly uses: number[] = []
  private readonly declared = new Map<string, string[]>()
  private readonly lines: string[] = []
  private lastLine = ''
  private temporaries = 0
  private needsThrowExit = false

  constructor(func: MirFunction, context: EmitContext) {
    this.func = func
    this.context = context
    this.reps = valueReps(func)
  }

  emit(): string {
    const { func } = this
    this.countUses()
    if (func.checksDepth) this.depthCheck()
    func.blocks.forEach((block, i) => this.block(block, func.blocks[i + 1]?.id ?? -1))
    if (this.needsThrowExit) this.line(func.result === 'none' ? 'Lthrow: return;' : 'Lthrow: return 0;')
    const locals = func.locals.map((rep, slot) => `  ${C_TYPE[rep]} l${slot} = 0;`)
    const values = [...this.declared].map(([type, names]) => `  ${type} ${names.join(', ')};`)
    return `${attributes(func)}${signature(func, this.context.names)} {\n${[...locals, ...values, ...this.lines].join('\n')}\n}\n`
  }

  private countUses(): void {
    const count = (id: MirId): void => { this.uses[id] = (this.uses[id] ?? 0) + 1 }
    for (const block of this.func.blocks) {
      for (const phi of block.phis) phi.args.forEach(count)
      for (const instruction of block.instructions) instruction.args.forEach(count)
      terminatorUses(block.terminator).forEach(count)
    }
  }

  private line(text: string): void {
    this.lines.push(`  ${text}`)
  }

  private lineDirective(place: Place | null): void {
    if (!this.context.lineDirectives || place === null) return
    const directive = `#line ${place.line} ${cString(this.context.program.files[place.file]?.display ?? '?').literal}`
    if (directive === this.lastLine) return
    this.lastLine = directive
    this.lines.push(directive)
  }

  private depthCheck(): void {
    this.line('if (UNLIKELY(skStackPointer < skStackLimit)) { skStackOverflow(); goto Lthrow; }')
    this.needsThrowExit = true
  }

  private use(id: MirId): string {
    return this.texts.get(id) ?? `v${id}`
  }

  private declare(name: string, rep: Rep): string {
    const type = C_TYPE[rep]
    const list = this.declared.get(type)
    if (list === undefined) this.declared.set(type, [name])
    else list.push(name)
    return name
  }

  /** Where a pending exception goes. */
  private throwLabel(block: MirBlock): string {
    if (block.handler !== null) return `B${block.handler}`
    this.needsThrowExit = true
    return 'Lthrow'
  }

  private block(block: MirBlock, next: MirBlockId): void {
    this.line(`B${block.id}:;`)
    for (const phi of block.phis) this.declare(`v${phi.id}`, phi.rep)
    const nestable = this.nestable(block)
    for (const instruction of block.instructions) this.instruction(instruction, block, nestable)
    this.terminator(block, next)
  }

  /** Values of this block that may be printed inside their only use: pure, and used once here where the use prints it once. */
  private nestable(block: MirBlock): Set<MirId> {
    const single = new Set<MirId>()
    const offer = (id: MirId, times: number): void => { if (this.uses[id] === 1 && times === 1) single.add(id) }
    for (const instruction of block.instructions) {
      const row = instruction.op === 'pure' ? pureOp(instruction.name) : instruction.op === 'effect' ? effectOp(instruction.name) : null
      const isEntryCall = instruction.op === 'callEntry' || instruction.op === 'callEntrySpread'
      instruction.args.forEach((id, index) => {
        offer(id, row !== null ? occurrences(row.c, index) : isEntryCall && index === 0 ? 2 : 1)
      })
    }
    for (const id of terminatorUses(block.terminator)) offer(id, 1)
    return single
  }

  private define(i: MirInstruction, expression: string): void {
    if (this.uses[i.id] === undefined) this.line(`(void)(${expression});`)
    else this.line(`${this.declare(`v${i.id}`, i.rep)} = ${expression};`)
  }

  private instruction(i: MirInstruction, block: MirBlock, nestable: Set<MirId>): void {
    const { names } = this.context
    switch (i.op) {
      case 'const': this.texts.set(i.id, literal(i.value, i.rep)); return
      case 'word': this.texts.set(i.id, wordLiteral(i.word, i.rep)); return
      case 'param': this.texts.set(i.id, `p${i.index}`); return
      case 'address': this.texts.set(i.id, this.symbolAddress(i.symbol, i.rep)); return
      case 'pure': {
        const expression = fill(pureOp(i.name)!.c, i.args.map((id) => this.use(id)))
        // A conversion that changes no bit is another name for a variable, parameter or literal.
        if (expression === this.use(i.args[0]) && !expression.startsWith('(')) this.texts.set(i.id, expression)
        else if (nestable.has(i.id) && expression.length <= MAX_NESTED_LENGTH) this.texts.set(i.id, `(${expression})`)
        else if (this.uses[i.id] !== undefined) this.define(i, expression)
        return
      }
      default:
    }
    this.lineDirective(i.place)
    const args = i.args.map((id) => this.use(id))
    switch (i.op) {
      case 'effect': {
        const expression = fill(effectOp(i.name)!.c, args)
        if (i.rep === 'none') this.line(`${expression};`)
        else this.define(i, expression)
        return
      }
      case 'load': this.define(i, memory(i, args[0], args[1])); return
      case 'store': this.line(`${memory(i, args[0], args[2])} = ${args[1]};`); return
      case 'globalLoad': this.define(i, this.global(i.symbol)); return
      case 'globalStore': this.line(`${this.global(i.symbol)} = ${args[0]};`); return
      case 'localLoad': this.define(i, `l${i.slot}`); return
      case 'localStore': this.line(`l${i.slot} = ${args[0]};`); return
      case 'allocate': this.define(i, `skAllocate(${this.symbolAddress(i.shape, 'ref')}, ${i.sizeBytes}, ${i.aux}u)`); return
      case 'allocateSized': this.define(i, `skAllocate(${this.symbolAddress(i.shape, 'ref')}, (u64)${args[0]}, ${args[1]})`); return
      case 'allocateWith': this.define(i, `skAllocate((u64)${args[0]}, (u64)${args[1]}, ${args[2]})`); return
      case 'stackBoxes': this.stackBoxes(i); return
      case 'call': {
        this.context.functions.add(i.func)
        const call = `${names.func(i.func)}(${args.join(', ')})`
        if (i.rep === 'none') this.line(`${call};`)
        else this.define(i, call)
        break
      }
      case 'callEntry': this.callEntry(i, args); break
      case 'callEntrySpread': this.define(i, `ENTRY(${args[0]})(${args[0]}, ${args[1]}, (i53)${args[2]}, ${args[3]})`); break
      case 'callSpilled': this.context.functions.add(i.func); this.line(`skSpilled(${names.func(i.func)});`); return
      case 'setPending': this.line(`skPending = ${args[0]};`); return
      case 'takePending': this.define(i, 'skPending'); this.line('skPending = WORD_HOLE;'); return
      case 'stop': {
        const text = cString(i.message)
        this.line(`skStop(${i.code}, ${text.literal}, ${text.lengthBytes});`)
        return
      }
      case 'keepAlive': this.line(`KEEP(${args[0]});`); return
    }
    if (canThrow(i)) this.line(`CHECK(${this.throwLabel(block)});`)
  }

  private callEntry(i: MirInstruction, args: string[]): void {
    const boxes = args.slice(2)
    const list = boxes.length === 0 ? '0' : `(i53)(box[]){ ${boxes.join(', ')} }`
    const call = `ENTRY(${args[0]})(${args[0]}, ${args[1]}, ${boxes.length}, ${list})`
    // A block of its own ends the array's life with the call.
    if (this.uses[i.id] === undefined) this.line(`{ (void)${call}; }`)
    else this.line(`{ ${this.declare(`v${i.id}`, i.rep)} = ${call}; }`)
  }

  private stackBoxes(i: MirInstruction & { op: 'stackBoxes' }): void {
    this.declare(`s${i.id}[${Math.max(i.count, 1)}]`, 'box')
    this.line(`__builtin_memset(s${i.id}, 0, ${i.count * 8});`)
    this.define(i, `(i53)s${i.id}`)
  }

  private symbolAddress(symbol: string, rep: Rep): string {
    const isFunction = this.context.program.functions.has(symbol)
    if (isFunction) this.context.functions.add(symbol)
    else this.context.data.add(symbol)
    const name = isFunction ? this.context.names.func(symbol) : this.context.names.data(symbol)
    const isScalar = this.context.program.data.get(symbol)?.kind === 'global'
    return `${rep === 'i53' ? '(i53)' : ''}ADDRESS(${isScalar ? '&' : ''}${name})`
  }

  private global(symbol: string): string {
    this.context.data.add(symbol)
    return this.context.names.data(symbol)
  }

  private terminator(block: MirBlock, next: MirBlockId): void {
    const t = block.terminator
    switch (t.op) {
      case 'jump': this.jump(block.id, t.target, next); return
      case 'branch': {
        const condition = this.use(t.condition)
        const test = t.likely === undefined ? condition : `${t.likely ? 'LIKELY' : 'UNLIKELY'}(${condition})`
        if (t.ifTrue === t.ifFalse) { this.jump(block.id, t.ifTrue, next); return }
        this.line(`if (${test}) ${this.edge(block.id, t.ifTrue)}`)
        this.jump(block.id, t.ifFalse, next)
        return
      }
      case 'switch':
        this.line(`switch (${this.use(t.value)}) {`)
        for (const one of t.cases) this.line(`case ${literal(one.value, this.reps[t.value])}: ${this.edge(block.id, one.target)}`)
        this.line(`default: ${this.edge(block.id, t.otherwise)}`)
        this.line('}')
        return
      case 'return': this.line(t.value === null ? 'return;' : `return ${this.use(t.value)};`); return
      case 'throw': this.line(`goto ${this.throwLabel(block)};`); return
      case 'unreachable': this.line('__builtin_unreachable();'); return
    }
  }

  private jump(from: MirBlockId, to: MirBlockId, next: MirBlockId): void {
    for (const copy of this.copies(from, to)) this.line(copy)
    if (to !== next) this.line(`goto B${to};`)
  }

  private edge(from: MirBlockId, to: MirBlockId): string {
    const copies = this.copies(from, to)
    return copies.length === 0 ? `goto B${to};` : `{ ${copies.join(' ')} goto B${to}; }`
  }

  /** The parallel copy of an edge, as statements in an order that reads no variable after it was written. */
  private copies(from: MirBlockId, to: MirBlockId): string[] {
    const target = this.targets.get(to)!
    const index = target.preds.indexOf(from)
    const pending = new Map<string, { source: string; rep: Rep }>()
    for (const phi of target.phis) {
      const source = this.use(phi.args[index])
      if (source !== `v${phi.id}` && this.uses[phi.id] !== undefined) pending.set(`v${phi.id}`, { source, rep: phi.rep })
    }
    const statements: string[] = []
    while (pending.size > 0) {
      const read = new Set([...pending.values()].map((copy) => copy.source))
      const free = [...pending.keys()].find((name) => !read.has(name))
      if (free !== undefined) {
        statements.push(`${free} = ${pending.get(free)!.source};`)
        pending.delete(free)
        continue
      }
      // Only cycles are left: one value steps aside.
      const [name, copy] = pending.entries().next().value!
      const temporary = this.declare(`t${this.temporaries++}`, copy.rep)
      statements.push(`${temporary} = ${name};`)
      for (const other of pending.values()) if (other.source === name) other.source = temporary
    }
    return statements
  }

  private get targets(): Map<MirBlockId, MirBlock> {
    return this.blockTable ??= new Map(this.func.blocks.map((block) => [block.id, block]))
  }
  private blockTable: Map<MirBlockId, MirBlock> | undefined
}
