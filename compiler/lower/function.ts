// One function while it is lowered: its builder, its captures, its place in the program, and the stack of things that a
// jump out of the middle has to pass (loops, iterators to close, finally blocks).

import type ts from 'typescript'
import { HOLE, type Constant, type FunctionId, type InstructionKind, type Place, type ValueId } from '../hir/hir.ts'
import type { RefusalCode } from '../frontend/refusals.ts'
import { FunctionBuilder, type OpenBlock } from './builder.ts'
import type { ProgramLowering } from './program.ts'
import { makeBinding, storageOf, type Binding, type FunctionScope } from './scope.ts'
import type { Unit } from './unit.ts'

export interface LoopControl {
  kind: 'jump'
  labels: Set<string>
  breakTo: OpenBlock | null
  continueTo: OpenBlock | null
  plainBreak: boolean
}
export interface IteratorControl { kind: 'iterator'; iterator: ValueId; isAsync: boolean; handler: OpenBlock | null }
export interface FinallyControl {
  kind: 'finally'
  entry: OpenBlock
  handler: OpenBlock | null
  /** Ways in which the protected code is left, besides completing and throwing. */
  exits: { selector: number; go: () => void; key: object | string }[]
  selector: object
  returnValue: object
  exception: object
}
export type Control = LoopControl | IteratorControl | FinallyControl

export type CoroutineKind = 'none' | 'async' | 'generator'

export class FunctionLowering {
  readonly builder: FunctionBuilder
  readonly captures: Binding[] = []
  readonly controls: Control[] = []
  /** Function scopes whose code is lowered into this function. */
  readonly owned = new Set<FunctionScope>()
  readonly program: ProgramLowering
  readonly unit: Unit
  readonly scope: FunctionScope
  readonly parent: FunctionLowering | null
  readonly id: FunctionId
  readonly symbol: string
  coroutine: CoroutineKind = 'none'
  /** The constructor of a derived class, whose `this` super() makes. */
  isDerived = false
  /** Constructors: what becomes of a returned value. */
  returnFilter: ((value: ValueId) => void) | null = null
  /** What `var`s begin with where it is not undefined. */
  variableStart: Map<Binding, ValueId> | null = null
  /** Enums whose members are being evaluated. */
  readonly enumObjects = new Map<Binding, ValueId>()
  usesThis = false
  usesArguments = false
  usesNewTarget = false
  /** The function scope that the code being lowered belongs to: this function's, or that of an inlined initialiser. */
  currentScope: FunctionScope
  readonly #slots = new Map<Binding, number>()
  readonly #captured = new Set<Binding>()
  #symbols = new Map<string, number>()

  constructor(
    program: ProgramLowering,
    unit: Unit,
    scope: FunctionScope,
    parent: FunctionLowering | null,
    id: FunctionId,
    symbol: string,
    place: Place,
  ) {
    this.program = program
    this.unit = unit
    this.scope = scope
    this.parent = parent
    this.id = id
    this.symbol = symbol
    this.builder = new FunctionBuilder(place)
    this.owned.add(scope)
    this.currentScope = scope
  }

  // --- places and refusals

  /** Instructions emitted from now on come from `node`. */
  at(node: ts.Node): void {
    this.builder.place = this.unit.placeOf(node)
  }

  /** Notes a refusal and gives a value to go on with. */
  refuse(node: ts.Node, code: RefusalCode, detail = ''): ValueId {
    this.program.refuse(this, node, code, detail)
    return this.builder.constant(undefined)
  }

  // --- short forms

  emit(kind: InstructionKind, args: ValueId[] = [], text?: string): ValueId {
    return this.builder.emit(kind, args, text)
  }

  constant(value: Constant): ValueId {
    return this.builder.constant(value)
  }

  hole(): ValueId {
    return this.builder.constant(HOLE)
  }

  /** Throws; what is lowered after it is not reached. */
  throwError(error: 'TypeError' | 'ReferenceError', message: string): ValueId {
    this.emit({ op: 'throwError', error, message })
    this.builder.unreachable()
    this.builder.startSealed(this.builder.newBlock())
    return this.builder.constant(undefined)
  }

  newBlock(): OpenBlock {
    return this.builder.newBlock()
  }

  /** A symbol for a function inside this one. */
  innerSymbol(name: string): string {
    const base = `${this.symbol}.${name === '' ? 'anonymous' : name}`
    const count = this.#symbols.get(base) ?? 0
    this.#symbols.set(base, count + 1)
    return count === 0 ? base : `${base}~${count}`
  }

  // --- variables of this function and those it captures

  owns(binding: Binding): boolean {
    return this.owned.has(binding.scope.func)
  }

  slotOf(binding: Binding): number {
    let slot = this.#slots.get(binding)
    if (slot === undefined) {
      slot = this.#slots.size
      this.#slots.set(binding, slot)
    }
    return slot
  }

  /** A slot for something that has no name in the source. */
  newSlot(): number {
    return this.slotOf(makeBinding('', 'synthetic', this.scope.scope, -1))
  }

  get slotCount(): number {
    return this.#slots.size
  }

  /** The SSA value of a variable: what it holds, or its cell. Captures it if it is another function's. */
  raw(binding: Binding): ValueId {
    if (!this.owns(binding)) this.#capture(binding)
    else if (binding.scope.func === this.scope) this.#ensureSpecial(binding)
    return this.builder.read(binding, binding.name)
  }

  /** `this`, `arguments` and the like come into being in the prologue when first asked for. */
  #ensureSpecial(binding: Binding): void {
    const { kind } = binding
    if (this.builder.entry.definitions.has(binding)) return
    if (kind === 'this') {
      if (this.isDerived) return
      this.usesThis = true
    } else if (kind === 'arguments') {
      this.usesArguments = true
    } else if (kind === 'newTarget') {
      this.usesNewTarget = true
    } else if (kind === 'rawThis') {
      this.usesThis = true
    } else if (kind !== 'self') {
      return
    }
    this.builder.writeInitial(binding, this.builder.emitFirst({ op: kind === 'rawThis' ? 'this' : kind }))
  }

  #capture(binding: Binding): void {
    if (this.#captured.has(binding)) return
    this.#captured.add(binding)
    const index = this.captures.length
    this.captures.push(binding)
    this.builder.writeInitial(binding, this.builder.emitFirst({ op: 'captureGet', index }))
  }

  /** The values that a closure of `inner` holds, read here where it is made. */
  captureValues(inner: readonly Binding[]): ValueId[] {
    return inner.map((binding) => {
      if (this.owns(binding) && storageOf(binding) === 'slot') {
        return this.emit({ op: 'localGet', slot: this.slotOf(binding) })
      }
      return this.raw(binding)
    })
  }
}
