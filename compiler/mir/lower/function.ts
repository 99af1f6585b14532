// State and helpers for lowering one function instance: operands, entries of the runtime, tests of kinds and shapes,
// and the switch over the sites that a value can be. What each HIR operation becomes is in the files beside this one.

import type { Constant, Instruction, ValueId } from '../../hir/hir.ts'
import type { Instance, Site, Type } from '../../analyse/result.ts'
import { ENTRIES, entryRep, type EntryName } from '../../analyse/entries.ts'
import { makeType, repOf } from '../../analyse/types.ts'
import { HEADER_SHAPE, SHAPE_KIND } from '../../../library/runtime/core/layout.ts'
import { Builder } from './builder.ts'
import { shapeOf } from './data.ts'
import type { ProgramLowering } from './program.ts'
import { parameterLayout, type ParameterLayout } from './parameters.ts'
import {
  T_HOLE, T_NULL, T_SYMBOL, T_STRING, T_UNDEFINED, constantIn, convert, isAny, may, typeOfConstant, typeOfRep, type Value,
} from './values.ts'
import type { MirId, Rep, SymbolName } from '../mir.ts'

/** What to do for the objects of some sites; null when control does not come back from it. */
export interface Case { readonly sites: readonly Site[]; readonly body: (object: Value) => Value | null }

/** More tests of shapes than this for one access are not worth their code. */
const MAX_SHAPE_TESTS = 8

export class FunctionLowering {
  readonly program: ProgramLowering
  private readonly known: Instance | null
  readonly b = new Builder()
  /** What each HIR value became. */
  readonly values: (Value | undefined)[] = []
  private readonly positions: ParameterLayout | null
  /** The parameters' values, by position. */
  prologue: MirId[] = []

  /** `instance`: null for the functions that the lowering itself makes. */
  constructor(program: ProgramLowering, instance: Instance | null) {
    this.program = program
    this.known = instance
    this.positions = instance === null ? null : parameterLayout(instance)
  }

  get instance(): Instance {
    if (this.known === null) throw new Error('this function is no instance')
    return this.known
  }

  get layout(): ParameterLayout {
    if (this.positions === null) throw new Error('this function is no instance')
    return this.positions
  }

  /** For reports. */
  get name(): string {
    return this.known === null ? 'generated code' : this.known.symbol
  }

  // --- operands

  value(id: ValueId): Value {
    const value = this.values[id]
    if (value === undefined) throw new Error(`${this.instance.symbol}: value ${id} is used before it is lowered`)
    return value
  }

  arg(i: Instruction, n: number): Value {
    return this.value(i.args[n])
  }

  /** The operands from `from` on. */
  args(i: Instruction, from: number): Value[] {
    return i.args.slice(from).map((id) => this.value(id))
  }

  resultRep(i: Instruction): Rep {
    return this.instance.reps[i.id]
  }

  resultType(i: Instruction): Type {
    return this.instance.types[i.id]
  }

  as(value: Value, rep: Rep): MirId {
    return convert(this, value, rep)
  }

  box(value: Value): MirId {
    return convert(this, value, 'box')
  }

  constant(constant: Constant): Value {
    const type = typeOfConstant(constant)
    const rep = repOf(type)
    return { id: constantIn(this, constant, rep), rep, type, constant }
  }

  of(id: MirId, type: Type): Value {
    return { id, rep: this.b.reps[id], type }
  }

  number(id: MirId): Value {
    return { id, rep: this.b.reps[id], type: typeOfRep(this.b.reps[id]) }
  }

  bool(id: MirId): Value {
    return this.number(id)
  }

  anything(id: MirId): Value {
    return { id, rep: 'box', type: typeOfRep('box') }
  }

  string(id: MirId): Value {
    return { id, rep: 'ref', type: makeType(T_STRING) }
  }

  undefined(): Value {
    return this.constant(undefined)
  }

  /** The literal that an operand is, when an intrinsic wants one. */
  literal(id: ValueId): Constant {
    const definition = this.instance.func.values[id]
    if ('op' in definition && definition.op === 'const') return definition.value
    throw new Error(`${this.instance.symbol}: a literal is wanted`)
  }

  /** A property key as a box: an atom or a well-known symbol. */
  key(key: string): MirId {
    if (!key.startsWith('@@')) return constantIn(this, key, 'box')
    return this.b.pure('ref.toBox', this.b.address(this.program.wellKnownSymbol(key.slice(2))))
  }

  // --- calls of the runtime

  /** Calls an entry with operands converted to what its row says. */
  entry(name: EntryName, ...args: Value[]): Value {
    const row = ENTRIES[name]
    const converted = args.map((arg, n) => this.as(arg, entryRep(row.params[n])))
    return this.entryWith(name, ...converted)
  }

  /** As `entry`, with operands already in the row's representations. */
  entryWith(name: EntryName, ...args: MirId[]): Value {
    const row = ENTRIES[name]
    if (args.length !== row.params.length) throw new Error(`${name} takes ${row.params.length} operands, not ${args.length}`)
    const rep = entryRep(row.result)
    const target = this.program.entry(name)
    const id = this.b.call(this.program.function(target), args, target.result === rep ? rep : target.result, row.isStable)
    if (row.result === 'none') return this.undefined()
    if (row.result === 'object') return { id, rep, type: typeOfRep('box') }
    return { id, rep, type: typeOfRep(rep) }
  }

  /** Calls an entry that always throws. */
  throwEntry(name: EntryName, ...args: Value[]): null {
    this.entry(name, ...args)
    this.b.unreachable()
    return null
  }

  // --- tests

  /** Shape address (u32) of a heap object that is no string. */
  shape(object: MirId): MirId {
    return this.b.pure('ref.shape', object)
  }

  shapeIs(shape: MirId, symbol: SymbolName): MirId {
    return this.b.pure('i53.eq', this.b.pure('u32.toI53', shape), this.b.address(symbol, 'i53'))
  }

  /** `shape.kind` of a pointer, as i32. */
  kind(object: MirId): MirId {
    const shape = this.b.load('u32', object, HEADER_SHAPE)
    return this.b.load('u8', this.b.pure('u32.toI53', shape), SHAPE_KIND)
  }

  /** Whether a value is a pointer. Null when the type says so already. */
  isPointer(value: Value): MirId | null {
    if (value.rep === 'ref') return may(value.type, T_UNDEFINED | T_NULL | T_HOLE) ? this.b.pure('ref.isPointer', value.id) : null
    if (value.rep === 'box') return this.b.pure('box.isPointer', value.id)
    return this.b.const('bool', 0)
  }

  /** Whether a value is a heap object whose kind satisfies `test`. */
  pointerAnd(value: Value, test: (kind: MirId) => MirId): MirId {
    const pointer = this.isPointer(value)
    const tested = (): MirId => test(this.kind(this.as(value, 'ref')))
    return pointer === null ? tested() : this.b.choose(pointer, 'bool', tested, () => this.b.const('bool', 0))!
  }

  kindBetween(value: Value, low: number, high: number): MirId {
    return this.pointerAnd(value, (kind) => {
      const offset = this.b.pure('i32.sub', kind, this.b.const('i32', low))
      return this.b.pure('u32.le', this.b.pure('i32.toU32', offset), this.b.const('u32', high - low))
    })
  }

  isNullish(value: Value): MirId {
    if (value.rep === 'ref' || value.rep === 'box') return this.b.pure(`${value.rep}.${nullishTest(value.type)}`, value.id)
    if (value.rep === 'opt') return this.b.pure('opt.isUndefined', value.id)
    return this.b.const('bool', 0)
  }

  isHole(value: Value): MirId {
    if (value.rep === 'ref' || value.rep === 'box' || value.rep === 'opt') return this.b.pure(`${value.rep}.isHole`, value.id)
    return this.b.const('bool', 0)
  }

  // --- switch over sites

  /**
   * What a value's sites ask, by its shape. `general` does what no case does: other sites, primitives, anything. All
   * arms give a value of `rep`. `always`: even when it takes many tests (`general` cannot do what the cases do).
   */
  dispatch(object: Value, cases: readonly Case[], general: () => Value | null, rep: Rep, always = false): Value | null {
    const plan = this.plan(object, cases, always)
    if (plan === null) return general()
    if (plan.tests.length === 0 && plan.pointer === null && plan.last !== null) return plan.last.body(this.narrowed(object, plan.last))
    const join = this.b.joinPoint(rep)
    const types: Type[] = []
    const arrive = (value: Value | null): void => {
      if (value !== null) types.push(value.type)
      join.arrive(value === null ? null : this.as(value, rep))
    }
    const others = this.b.newBlock()
    if (plan.pointer !== null) {
      const pointers = this.b.newBlock()
      this.b.branch(plan.pointer, pointers, others, true)
      this.b.enter(pointers)
    }
    const shape = plan.tests.length > 0 ? this.shape(this.as(object, 'ref')) : -1
    for (const test of plan.tests) this.testShapes(shape, test, () => arrive(test.body(this.narrowed(object, test))))
    if (plan.last !== null) arrive(plan.last.body(this.narrowed(object, plan.last)))
    else this.b.jump(others)
    if (others.preds.length > 0) {
      this.b.enter(others)
      arrive(general())
    }
    const id = join.finish()
    return id === null ? null : { id, rep, type: joinedType(types) }
  }

  private testShapes(shape: MirId, test: Case, body: () => void): void {
    const hit = this.b.newBlock()
    const miss = this.b.newBlock()
    let is: MirId | null = null
    for (const symbol of this.shapes(test.sites)) {
      const same = this.shapeIs(shape, symbol)
      is = is === null ? same : this.b.pure('bool.or', is, same)
    }
    this.b.branch(is!, hit, miss)
    this.b.enter(hit)
    body()
    this.b.enter(miss)
  }

  private shapes(sites: readonly Site[]): SymbolName[] {
    return [...new Set(sites.map((site) => shapeOf(this.program, site)))]
  }

  /** Which cases are tested, and which one needs no test because nothing else is left; null: not worth it. */
  private plan(object: Value, cases: readonly Case[], always: boolean): { tests: Case[]; last: Case | null; pointer: MirId | null } | null {
    if (cases.length === 0 || (object.rep !== 'ref' && object.rep !== 'box')) return null
    const covered = new Set(cases.flatMap((c) => c.sites.map((site) => site.id)))
    const otherPointers = isAny(object.type) || may(object.type, T_STRING | T_SYMBOL) || object.type.sites.some((id) => !covered.has(id))
    const bySize = [...cases].sort((a, b) => this.shapes(a.sites).length - this.shapes(b.sites).length)
    const last = otherPointers ? null : bySize.pop()!
    const tests = bySize.reduce((n, c) => n + this.shapes(c.sites).length, 0)
    if (tests > MAX_SHAPE_TESTS && !always) return null
    const pointer = object.rep === 'ref' || object.type.primitives !== 0 ? this.isPointer(object) : null
    return { tests: bySize, last, pointer }
  }

  private narrowed(object: Value, to: Case): Value {
    return { id: this.as(object, 'ref'), rep: 'ref', type: { ...makeType(0), sites: to.sites.map((site) => site.id) } }
  }
}

/** The test for the one of undefined and null that a value can be: what was tested for before needs no second one. */
function nullishTest(type: Type): 'isNull' | 'isUndefined' | 'isNullish' {
  return !may(type, T_UNDEFINED) ? 'isNull' : may(type, T_NULL) ? 'isNullish' : 'isUndefined'
}

function joinedType(types: Type[]): Type {
  if (types.length === 0) return typeOfConstant(undefined)
  let primitives = 0
  let low = Infinity
  let high = -Infinity
  const sites = new Set<number>()
  for (const type of types) {
    primitives |= type.primitives
    low = Math.min(low, type.low)
    high = Math.max(high, type.high)
    for (const site of type.sites) sites.add(site)
  }
  return { primitives, low, high, sites: [...sites].sort((a, b) => a - b), literal: null }
}
