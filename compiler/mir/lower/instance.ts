// One function instance: its blocks, parameters, terminators, and the table of what lowers each HIR operation.

import type { Block, Instruction, Terminator } from '../../hir/hir.ts'
import type { Instance } from '../../analyse/result.ts'
import { canBeFalsy, canBeTruthy, isNothing, singleValue } from '../../analyse/types.ts'
import type { MirBlock, MirFunction, MirId } from '../mir.ts'
import { lowerArray, lowerArrayAppend, lowerGetElem, lowerSetElem } from './arrays.ts'
import { lowerCall, lowerCallSpread } from './calls.ts'
import { lowerClassNew, lowerClassPrototype, lowerDefineField, lowerDefineMethod, lowerGetSuper, lowerSetSuper } from './classes.ts'
import { lowerConstruct, lowerConstructSpread, lowerSuperCall, lowerSuperCallSpread } from './construct.ts'
import { lowerCatch, lowerTdzCheck, lowerThrow, lowerThrowError } from './exceptions.ts'
import { FunctionLowering } from './function.ts'
import { lowerIntrinsic } from './intrinsics.ts'
import { lowerArrayAppendSpread, lowerForInKeys, lowerForInPresent, lowerIterStart } from './iteration.ts'
import { lowerClosure, lowerCopyDataProperties, lowerObject, lowerSetPrototypeLiteral, lowerTemplateObject } from './objects.ts'
import { lowerBinary, lowerInstanceof, lowerUnary, truthiness } from './operators.ts'
import { lowerDeleteProp, lowerGetProp, lowerHasProp, lowerSetProp } from './properties.ts'
import { lowerCallMethod } from './methods.ts'
import { lowerGetPrivate, lowerHasPrivate, lowerSetPrivate } from './private-names.ts'
import type { ProgramLowering } from './program.ts'
import {
  lowerArguments, lowerCaptureGet, lowerCaptureSet, lowerCellGet, lowerCellNew, lowerCellSet, lowerGlobalGet, lowerGlobalSet,
  lowerLocalGet, lowerLocalSet, lowerNewTarget, lowerParam, lowerRealm, lowerRestParam, lowerSelf, lowerThis,
} from './variables.ts'
import { isAny, type Value } from './values.ts'

/** Null: control does not come to the next instruction. */
type Lower<Op extends string> = (f: FunctionLowering, i: Extract<Instruction, { op: Op }>) => Value | null

const LOWER: { [Op in Instruction['op']]: Lower<Op> } = {
  const: (f, i) => f.constant(i.value),
  param: lowerParam, restParam: lowerRestParam, arguments: lowerArguments, this: lowerThis, newTarget: lowerNewTarget, self: lowerSelf,
  captureGet: lowerCaptureGet, captureSet: lowerCaptureSet, cellNew: lowerCellNew, cellGet: lowerCellGet, cellSet: lowerCellSet,
  localGet: lowerLocalGet, localSet: lowerLocalSet, globalGet: lowerGlobalGet, globalSet: lowerGlobalSet, realm: lowerRealm,
  tdzCheck: lowerTdzCheck, refine: (f, i) => ({ ...f.arg(i, 0), type: f.resultType(i) }),
  closure: lowerClosure, classNew: lowerClassNew, classPrototype: lowerClassPrototype, defineMethod: lowerDefineMethod, defineField: lowerDefineField,
  object: lowerObject, setPrototypeLiteral: lowerSetPrototypeLiteral, copyDataProperties: lowerCopyDataProperties,
  array: lowerArray, arrayAppend: lowerArrayAppend, arrayAppendSpread: lowerArrayAppendSpread, templateObject: lowerTemplateObject,
  getProp: lowerGetProp, setProp: lowerSetProp, getElem: lowerGetElem, setElem: lowerSetElem, getSuper: lowerGetSuper, setSuper: lowerSetSuper,
  getPrivate: lowerGetPrivate, setPrivate: lowerSetPrivate, hasPrivate: lowerHasPrivate, deleteProp: lowerDeleteProp, hasProp: lowerHasProp,
  forInKeys: lowerForInKeys, forInPresent: lowerForInPresent,
  call: lowerCall, callMethod: lowerCallMethod, callSpread: lowerCallSpread, construct: lowerConstruct, constructSpread: lowerConstructSpread,
  superCall: lowerSuperCall, superCallSpread: lowerSuperCallSpread, intrinsic: lowerIntrinsic,
  unary: lowerUnary, binary: lowerBinary, instanceof: lowerInstanceof, iterStart: lowerIterStart,
  resumeMode: (f) => { throw new Error(`${f.name}: the coroutine pass has not run`) },
  suspend: (f) => { throw new Error(`${f.name}: the coroutine pass has not run`) },
  catch: lowerCatch, throwError: lowerThrowError,
}

export function lowerInstance(program: ProgramLowering, instance: Instance): MirFunction {
  const f = new FunctionLowering(program, instance)
  const { func } = instance
  f.b.locals.push(...instance.locals.map((local) => local.rep))
  const places = new BlockMap(f)
  f.b.enter(f.b.newBlock(null))
  f.prologue = parameters(f)
  f.b.jump(places.start(func.blocks[0]))
  for (const block of func.blocks) {
    if (places.isReached(block)) lowerBlock(f, places, block)
  }
  return f.b.finish(instance.symbol, instance.params, instance.result, {
    inline: 'auto', isLibrary: func.isLibrary, place: func.place, displayName: func.name,
  })
}

/** All parameters, in the entry block. */
function parameters(f: FunctionLowering): MirId[] {
  f.b.place = f.instance.func.place
  return f.instance.params.map((rep, index) => f.b.param(index, rep))
}

/** HIR blocks and the MIR blocks that they begin with; a HIR block is lowered when something jumps to it. */
class BlockMap {
  private readonly starts = new Map<number, MirBlock>()
  private readonly f: FunctionLowering

  constructor(f: FunctionLowering) {
    this.f = f
  }

  /** First MIR block, with phis for the HIR block's. */
  start(block: Block): MirBlock {
    let start = this.starts.get(block.id)
    if (start === undefined) {
      const handler = block.handler === null ? null : this.start(this.f.instance.func.blocks.find((b) => b.id === block.handler)!).id
      start = this.f.b.newBlock(handler)
      this.starts.set(block.id, start)
      for (const phi of block.phis) {
        const made = this.f.b.phi(start, this.f.instance.reps[phi.id])
        this.f.values[phi.id] = { id: made.id, rep: made.rep, type: this.f.instance.types[phi.id] }
      }
    }
    return start
  }

  isReached(block: Block): boolean {
    return this.starts.has(block.id)
  }
}

function lowerBlock(f: FunctionLowering, places: BlockMap, block: Block): void {
  const start = places.start(block)
  f.b.enter(start)
  f.b.handler = start.handler
  for (const i of block.instructions) {
    if (!lowerInstruction(f, i)) return
  }
  f.b.place = block.terminator.place
  lowerTerminator(f, places, block, block.terminator)
}

const CALLS: ReadonlySet<string> = new Set(['call', 'callMethod', 'callSpread', 'construct'])

/** False when control does not come past the instruction. */
function lowerInstruction(f: FunctionLowering, i: Instruction): boolean {
  f.b.place = i.place
  const lower = LOWER[i.op] as (f: FunctionLowering, i: Instruction) => Value | null
  const value = lower(f, i)
  if (value === null || !f.b.open) {
    if (f.b.open) f.b.unreachable()
    return false
  }
  // All that such a call can reach throws, or it can reach nothing: the analysis has not looked at what follows.
  if (CALLS.has(i.op) && isNothing(f.resultType(i))) {
    f.b.stop('a call came back of which the analysis knows no result')
    return false
  }
  f.values[i.id] = bound(f, i, value)
  return true
}

/** A value in the representation that the analysis chose for it. */
function bound(f: FunctionLowering, i: Instruction, value: Value): Value {
  const rep = f.resultRep(i)
  const type = f.resultType(i)
  if (rep === 'none' || isNothing(type)) return value
  const single = i.op === 'const' ? null : singleValue(type)
  if (single !== null) return { id: f.as(f.constant(single.value), rep), rep, type, constant: single.value }
  if (value.rep === rep) return value.constant === undefined ? { ...value, type } : value
  // What the runtime gives is anything; the analysis knows better.
  const known = isAny(value.type) ? { ...value, type } : value
  return { id: f.as(known, rep), rep, type, ...(value.constant === undefined ? {} : { constant: value.constant }) }
}

function lowerTerminator(f: FunctionLowering, places: BlockMap, block: Block, t: Terminator): void {
  const edges = new EdgeMaker(f, places, block)
  switch (t.op) {
    case 'jump': return edges.jump(t.target)
    case 'branch': {
      const condition = f.value(t.condition)
      if (!canBeFalsy(condition.type)) return edges.jump(t.ifTrue)
      if (!canBeTruthy(condition.type)) return edges.jump(t.ifFalse)
      const test = truthiness(f, condition)
      return edges.branch(test, t.ifTrue, t.ifFalse)
    }
    case 'switch': {
      const value = f.as(f.value(t.value), 'i32')
      return edges.switchOn(value, t.cases, t.otherwise)
    }
    case 'return': {
      const result = f.instance.result
      return f.b.return(result === 'none' ? null : f.as(f.value(t.value), result))
    }
    case 'throw': return lowerThrow(f, f.value(t.value))
    case 'unreachable': return f.b.stop('control came to what the analysis ruled out')
  }
}

/** Edges between HIR blocks: phi arguments in the phi's representation, on a block of their own where a pred has two ways. */
class EdgeMaker {
  private readonly f: FunctionLowering
  private readonly places: BlockMap
  private readonly from: Block
  /** How many edges to each target have been made: phi arguments are by predecessor. */
  private readonly made = new Map<number, number>()

  constructor(f: FunctionLowering, places: BlockMap, from: Block) {
    this.f = f
    this.places = places
    this.from = from
  }

  private target(id: number): Block {
    return this.f.instance.func.blocks.find((b) => b.id === id)!
  }

  jump(id: number): void {
    const target = this.target(id)
    const start = this.places.start(target)
    let nth = this.made.get(id) ?? 0
    this.made.set(id, nth + 1)
    let edge = -1
    for (let n = 0; n < target.preds.length; n++) {
      if (target.preds[n] === this.from.id && nth-- === 0) edge = n
    }
    this.f.b.jump(start, target.phis.map((phi) => this.f.as(this.f.value(phi.args[edge]), this.f.instance.reps[phi.id])))
  }

  /** A block that goes on to the target, or the target's own when it has no phis. */
  private landing(id: number): { block: MirBlock; finish: () => void } {
    const start = this.places.start(this.target(id))
    if (start.phis.length === 0) return { block: start, finish: () => {} }
    const block = this.f.b.newBlock()
    return { block, finish: () => { this.f.b.enter(block); this.jump(id) } }
  }

  branch(test: MirId, ifTrue: number, ifFalse: number): void {
    const yes = this.landing(ifTrue)
    const no = this.landing(ifFalse)
    this.f.b.branch(test, yes.block, no.block)
    yes.finish()
    no.finish()
  }

  switchOn(value: MirId, cases: readonly { value: number; target: number }[], otherwise: number): void {
    const landings = cases.map((c) => ({ value: c.value, landing: this.landing(c.target) }))
    const other = this.landing(otherwise)
    this.f.b.switchOn(value, landings.map((c) => ({ value: c.value, target: c.landing.block })), other.block)
    for (const c of landings) c.landing.finish()
    other.finish()
  }
}
