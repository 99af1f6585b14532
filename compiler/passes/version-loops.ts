// version-loops: an innermost loop whose own condition bounds an index gets a second version without the bounds tests
// that this bound implies. One test before the loop chooses between them.
//
//   for (; i + 1 < end; i += 2) if (i < length) …     →     if (end - 1 <= length) for (; i + 1 < end; i += 2) …
//                                                           else for (; i + 1 < end; i += 2) if (i < length) …
//
// Needs: reverse post-order, equal loads made one (loads). Ensures: the version with the tests is the loop as it was. What
// the fast version surely loads in its first iteration is loaded before it too, where nothing in the loop can change it:
// the next loads pass takes those out of the loop. Precedent: LLVM's inductive range check elimination.

import type { MirBlock, MirBlockId, MirFunction, MirId, MirInstruction, MirOp, MirPhi, MirProgram, MirTerminator, Rep } from '../mir/mir.ts'
import { blocksById, mapTerminatorUses, orderBlocks, rebuildPreds, redirect, successors, valueReps } from '../mir/graph.ts'
import { findLoops, type Loop } from '../mir/loops.ts'
import { mayOverlap, memoryEffect, type Load, type Store } from './memory.ts'
import { definitions } from './rewrite.ts'

/** Instructions of a body that is worth a copy. */
const MAX_BODY = 160

/** `phi + offset`, as an i53; `unsigned`: only if the phi is not negative. */
interface Index { readonly phi: MirId; readonly offset: number; readonly unsigned: boolean }
/** In the loop, past its condition: `index < bound + slack`. */
interface Fact { readonly index: Index; readonly bound: MirId; readonly slack: number }
/** The test goes if `bound + offset <= length`. */
interface Check { readonly block: MirBlock; readonly length: MirId; readonly offset: number }

const TO_I53: Partial<Record<Rep, string | null>> = { i53: null, i32: 'i32.toI53', u32: 'u32.toI53' }
const NEGATED: Record<string, string> = { ge: 'lt', gt: 'le' }
const SWAPPED: Record<string, string> = { gt: 'lt', ge: 'le' }

class LoopVersions {
  private readonly defined: (MirInstruction | undefined)[]
  private readonly reps: Rep[]
  private readonly phis = new Map<MirId, MirPhi>()
  /** Everything that the loop defines. */
  private readonly inside = new Set<MirId>()
  private readonly stores: Store[] = []
  private callsAnything = false
  private mayCollect = false
  /** Blocks that the first iteration of the fast version runs for sure, before it can leave the loop. */
  private readonly early = new Set<MirBlock>()
  private readonly blockOf = new Map<MirId, MirBlock>()
  private readonly before: MirBlockId
  private readonly func: MirFunction
  private readonly loop: Loop

  constructor(func: MirFunction, loop: Loop, before: MirBlockId) {
    this.func = func
    this.loop = loop
    this.before = before
    this.defined = definitions(func)
    this.reps = valueReps(func)
    for (const block of loop.body) {
      for (const phi of block.phis) {
        this.phis.set(phi.id, phi)
        this.inside.add(phi.id)
      }
      for (const i of block.instructions) {
        this.inside.add(i.id)
        this.blockOf.set(i.id, block)
        const effect = memoryEffect(i)
        if (effect === 'all') this.callsAnything = true
        if (effect === 'runtime') this.mayCollect = true
        if (i.op === 'store') this.stores.push(i)
      }
    }
  }

  // --- what is known

  /** True if the function has changed. */
  run(): boolean {
    const fact = this.fact()
    if (fact === null) return false
    const checks = this.checks(fact)
    if (checks.length === 0) return false
    this.build(fact, checks)
    return true
  }

  private fact(): Fact | null {
    const { terminator } = this.loop.header
    if (terminator.op !== 'branch') return null
    const staysIf = this.isInside(terminator.ifTrue)
    if (staysIf === this.isInside(terminator.ifFalse)) return null
    const condition = this.defined[terminator.condition]
    if (condition?.op !== 'pure' || !/^(?:i32|u32|i53)\.(?:lt|le|gt|ge)$/.test(condition.name)) return null
    let relation = condition.name.slice(4)
    if (!staysIf) relation = NEGATED[relation] ?? ''
    let [left, right] = condition.args
    if (relation in SWAPPED) {
      relation = SWAPPED[relation]
      ;[left, right] = [right, left]
    }
    const index = this.index(left)
    if (index === null || relation === '' || this.slice(right, false) === null || this.slice(terminator.condition, true) === null) return null
    return { index, bound: right, slack: relation === 'le' ? 1 : 0 }
  }

  private isInside(id: MirBlockId): boolean {
    for (const block of this.loop.body) if (block.id === id) return true
    return false
  }

  /** A value as a phi of the header plus a constant, where no operation on the way can wrap. */
  private index(id: MirId): Index | null {
    const phi = this.phis.get(id)
    if (phi !== undefined) return this.loop.header.phis.includes(phi) && phi.rep in TO_I53 ? { phi: id, offset: 0, unsigned: false } : null
    const i = this.defined[id]
    if (i?.op !== 'pure') return null
    if (i.name === 'i32.toI53' || i.name === 'u32.toI53') return this.index(i.args[0])
    if (i.name === 'i32.toU32') {
      const inner = this.index(i.args[0])
      return inner === null || inner.offset !== 0 ? null : { ...inner, unsigned: true }
    }
    if (i.name !== 'i53.add') return null
    const step = this.defined[i.args[1]]
    const inner = this.index(i.args[0])
    return inner === null || step?.op !== 'const' || inner.unsigned ? null : { ...inner, offset: inner.offset + step.value }
  }

  /** Counts up by one from a constant that is not negative: as long as the loop runs, so is the phi. */
  private isNatural(id: MirId): boolean {
    const { header } = this.loop
    const phi = this.phis.get(id)!
    return phi.args.every((arg, n) => {
      const i = this.defined[arg]
      if (header.preds[n] === this.before) return i?.op === 'const' && i.value >= 0
      return i?.op === 'pure' && /^(?:i32|u32)\.add$/.test(i.name) && i.args[0] === id && this.constant(i.args[1]) === 1
    })
  }

  private constant(id: MirId): number | null {
    const i = this.defined[id]
    return i?.op === 'const' ? i.value : null
  }

  private isKilled(load: Load): boolean {
    if (load.volatile === true || this.callsAnything) return true
    const facts = { rep: (id: MirId): Rep => this.repOf(id), isNewObject: (): boolean => false }
    if (this.mayCollect && load.region === undefined && facts.rep(load.args[0]) !== 'ref') return true
    return this.stores.some((store) => mayOverlap(load, store, facts))
  }

  private repOf(id: MirId): Rep {
    return this.reps[id] ?? 'none'
  }

  /** The loop's instructions that compute a value which is the same in each iteration, in order; null if it is not, or may fault before the loop. */
  private slice(id: MirId, withPhis: boolean, into: MirInstruction[] = []): MirInstruction[] | null {
    if (!this.inside.has(id) || into.some((i) => i.id === id)) return into
    if (this.phis.has(id)) return withPhis && this.loop.header.phis.includes(this.phis.get(id)!) ? into : null
    const i = this.defined[id]!
    const block = this.blockOf.get(id)!
    if (i.op === 'load') {
      if (this.isKilled(i) || (block !== this.loop.header && !this.early.has(block))) return null
    } else if (i.op !== 'pure' && i.op !== 'const' && i.op !== 'word' && i.op !== 'address') return null
    for (const arg of i.args) if (this.slice(arg, withPhis, into) === null) return null
    into.push(i)
    return into
  }

  private checks(fact: Fact): Check[] {
    if (fact.index.unsigned && !this.isNatural(fact.index.phi)) return []
    const found = new Map<MirBlock, Check>()
    const { header, body } = this.loop
    const byId = new Map([...body].map((block) => [block.id, block]))
    for (let at: MirBlock | undefined = header; at !== undefined && !this.early.has(at);) {
      this.early.add(at)
      const { terminator } = at as MirBlock
      const check: Check | null = at === header ? null : this.check(at, fact)
      if (check !== null) found.set(at, check)
      if (at === header || check !== null) at = this.stays(terminator, byId)
      else at = terminator.op === 'jump' ? byId.get(terminator.target) : undefined
    }
    for (const block of body) {
      const check = found.has(block) || block === header ? null : this.check(block, fact)
      if (check !== null) found.set(block, check)
    }
    return [...found.values()]
  }

  private stays(terminator: MirTerminator, byId: Map<MirBlockId, MirBlock>): MirBlock | undefined {
    return terminator.op === 'branch' ? byId.get(terminator.ifTrue) ?? byId.get(terminator.ifFalse) : undefined
  }

  private check(block: MirBlock, fact: Fact): Check | null {
    const { terminator } = block
    if (terminator.op !== 'branch' || !this.isInside(terminator.ifTrue) || terminator.ifTrue === terminator.ifFalse) return null
    const condition = this.defined[terminator.condition]
    if (condition?.op !== 'pure' || !/^(?:i32|u32|i53)\.lt$/.test(condition.name)) return null
    const [left, length] = condition.args
    const index = this.index(left)
    if (index === null || index.phi !== fact.index.phi || (index.unsigned && !this.isNatural(index.phi))) return null
    if (this.slice(length, false) === null) return null
    return { block, length, offset: index.offset - fact.index.offset + fact.slack }
  }

  // --- the second version

  private build(fact: Fact, checks: readonly Check[]): void {
    const { func, loop: { header, body } } = this
    this.keepLiveOuts()
    let nextBlock = Math.max(...func.blocks.map((block) => block.id)) + 1
    const newBlock = (pred: MirBlockId): MirBlock =>
      ({ id: nextBlock++, preds: [pred], phis: [], instructions: [], terminator: { op: 'unreachable' }, handler: null })
    const first = newBlock(this.before)
    const second = newBlock(first.id)
    const third = newBlock(second.id)
    const before = blocksById(func).get(this.before)!
    redirect(before.terminator, header.id, first.id)

    const entering = header.preds.indexOf(this.before)
    const start = new Map(header.phis.map((phi): [MirId, MirId] => [phi.id, phi.args[entering]]))
    const { terminator } = header
    if (terminator.op !== 'branch') throw new Error('the header of a versioned loop branches')
    const condition = this.copySlice(terminator.condition, first, start, true)
    const staysIf = this.isInside(terminator.ifTrue)
    first.terminator = { op: 'branch', condition, ifTrue: staysIf ? second.id : header.id, ifFalse: staysIf ? header.id : second.id, likely: true }
    second.terminator = { op: 'branch', condition: this.test(fact, checks, second, start), ifTrue: third.id, ifFalse: header.id, likely: true }
    header.preds[entering] = first.id
    header.preds.push(second.id)
    for (const phi of header.phis) phi.args.push(phi.args[entering])
    this.loadEarly(checks, third, start)

    const blockIds = new Map([...body].map((block): [MirBlockId, MirBlockId] => [block.id, nextBlock++]))
    third.terminator = { op: 'jump', target: blockIds.get(header.id)! }
    const copies = this.copyBody(checks, blockIds, third.id, second.id)
    func.blocks.push(first, second, third, ...copies)
    orderBlocks(func)
    rebuildPreds(func)
  }

  private add(block: MirBlock, rep: Rep, op: MirOp, args: MirId[]): MirId {
    const id = this.func.nextId++
    block.instructions.push({ id, rep, args, place: this.loop.header.instructions[0]?.place ?? null, ...op })
    return id
  }

  private copySlice(id: MirId, block: MirBlock, values: Map<MirId, MirId>, withPhis: boolean): MirId {
    for (const i of this.slice(id, withPhis) ?? []) {
      if (values.has(i.id)) continue
      const copy = this.func.nextId++
      block.instructions.push({ ...i, id: copy, args: i.args.map((arg) => values.get(arg) ?? arg) })
      values.set(i.id, copy)
    }
    return values.get(id) ?? id
  }

  /** `bound + offset <= length`, for the largest offset of each length. */
  private test(fact: Fact, checks: readonly Check[], block: MirBlock, values: Map<MirId, MirId>): MirId {
    const offsets = new Map<MirId, number>()
    for (const { length, offset } of checks) offsets.set(length, Math.max(offset, offsets.get(length) ?? -Infinity))
    const wide = (id: MirId, rep: Rep): MirId => {
      const conversion = TO_I53[rep]
      return conversion === null || conversion === undefined ? id : this.add(block, 'i53', { op: 'pure', name: conversion }, [id])
    }
    const bound = wide(this.copySlice(fact.bound, block, values, false), this.operandRep())
    let all: MirId | null = null
    for (const [length, offset] of offsets) {
      const limit = offset === 0 ? bound
        : this.add(block, 'i53', { op: 'pure', name: 'i53.add' }, [bound, this.add(block, 'i53', { op: 'const', value: offset }, [])])
      const rep = this.lengthRep(checks.find((check) => check.length === length)!)
      const fits: MirId = this.add(block, 'bool', { op: 'pure', name: 'i53.le' }, [limit, wide(this.copySlice(length, block, values, false), rep)])
      all = all === null ? fits : this.add(block, 'bool', { op: 'pure', name: 'bool.and' }, [all, fits])
    }
    return all!
  }

  private operandRep(): Rep {
    const { terminator } = this.loop.header
    return this.comparedRep(terminator.op === 'branch' ? terminator.condition : -1)
  }

  private lengthRep(check: Check): Rep {
    const { terminator } = check.block
    return this.comparedRep(terminator.op === 'branch' ? terminator.condition : -1)
  }

  private comparedRep(condition: MirId): Rep {
    const i = this.defined[condition]
    return i?.op === 'pure' ? i.name.slice(0, 3) as Rep : 'none'
  }

  /** Loads that do not change in the loop, from where its fast version surely comes. */
  private loadEarly(checks: readonly Check[], block: MirBlock, values: Map<MirId, MirId>): void {
    const tests = new Set(checks.map((check) => check.block))
    const byId = new Map([...this.loop.body].map((one) => [one.id, one]))
    const seen = new Set<MirBlock>()
    for (let at: MirBlock | undefined = this.loop.header; at !== undefined && !seen.has(at);) {
      seen.add(at)
      this.early.add(at)
      for (const i of at.instructions) if (i.op === 'load' && this.slice(i.id, false) !== null) this.copySlice(i.id, block, values, false)
      const { terminator }: MirBlock = at
      if (at === this.loop.header || tests.has(at)) at = this.stays(terminator, byId)
      else at = terminator.op === 'jump' ? byId.get(terminator.target) : undefined
    }
  }

  private copyBody(checks: readonly Check[], blockIds: Map<MirBlockId, MirBlockId>, entry: MirBlockId, dropped: MirBlockId): MirBlock[] {
    const { func, loop: { body } } = this
    const tests = new Set(checks.map((check) => check.block))
    const values = new Map<MirId, MirId>()
    for (const id of this.inside) values.set(id, func.nextId++)
    const fresh = (id: MirId): MirId => values.get(id) ?? id
    const outer = blocksById(func)
    return [...body].map((block): MirBlock => {
      const id = blockIds.get(block.id)!
      const terminator: MirTerminator = tests.has(block) && block.terminator.op === 'branch'
        ? { op: 'jump', target: block.terminator.ifTrue } : structuredClone(block.terminator)
      for (const target of successors(terminator)) {
        if (blockIds.has(target)) continue
        const exit = outer.get(target)!
        exit.preds.push(id)
        for (const phi of exit.phis) phi.args.push(fresh(phi.args[exit.preds.indexOf(block.id)]))
      }
      const targets = [...new Set(successors(terminator))].filter((target) => blockIds.has(target))
      for (const target of targets) redirect(terminator, target, -1 - target)
      for (const target of targets) redirect(terminator, -1 - target, blockIds.get(target)!)
      mapTerminatorUses(terminator, fresh)
      const kept = block.preds.map((pred, n) => ({ pred, n })).filter(({ pred }) => pred !== dropped)
      return {
        id, preds: kept.map(({ pred }) => blockIds.get(pred) ?? entry),
        phis: block.phis.map((phi) => ({ id: fresh(phi.id), rep: phi.rep, args: kept.map(({ n }) => fresh(phi.args[n])) })),
        instructions: block.instructions.map((i) => ({ ...i, id: fresh(i.id), args: i.args.map(fresh) })),
        terminator, handler: null,
      }
    })
  }

  /** What the loop computes for later goes through local slots, so that either version can give it; promote makes phis of them. */
  private keepLiveOuts(): void {
    const { func, loop: { body } } = this
    const slots = new Map<MirId, number>()
    const slotOf = (id: MirId): number => {
      let slot = slots.get(id)
      if (slot === undefined) {
        slots.set(id, slot = func.locals.length)
        func.locals.push(this.repOf(id))
      }
      return slot
    }
    const byId = blocksById(func)
    const atEnd = new Map<MirBlock, MirInstruction[]>()
    for (const block of func.blocks) {
      if (body.has(block)) continue
      const loaded: MirInstruction[] = []
      const load = (id: MirId, to: MirInstruction[]): MirId => {
        if (!this.inside.has(id)) return id
        const made: MirInstruction = { id: func.nextId++, rep: this.repOf(id), args: [], place: null, op: 'localLoad', slot: slotOf(id) }
        to.push(made)
        return made.id
      }
      for (const phi of block.phis) {
        phi.args = phi.args.map((arg, n) => {
          const pred = byId.get(block.preds[n])!
          if (body.has(pred)) return arg
          const ending = atEnd.get(pred) ?? []
          atEnd.set(pred, ending)
          return load(arg, ending)
        })
      }
      for (const i of block.instructions) {
        i.args = i.args.map((arg) => load(arg, loaded))
        loaded.push(i)
      }
      mapTerminatorUses(block.terminator, (id) => load(id, loaded))
      block.instructions = loaded
    }
    for (const [block, ending] of atEnd) block.instructions.push(...ending)
    for (const [id, slot] of slots) {
      const store: MirInstruction = { id: func.nextId++, rep: 'none', args: [id], place: null, op: 'localStore', slot }
      const block = this.blockOf.get(id) ?? [...body].find((one) => one.phis.some((phi) => phi.id === id))!
      const at = block.instructions.findIndex((i) => i.id === id)
      block.instructions.splice(at + 1, 0, store)
      this.inside.add(store.id)
    }
  }
}

function isWorthwhile(func: MirFunction, loop: Loop, headers: ReadonlySet<MirBlock>): boolean {
  let size = 0
  for (const block of loop.body) {
    if (block.handler !== null || (block !== loop.header && headers.has(block))) return false
    size += block.instructions.length + block.phis.length
  }
  return size <= MAX_BODY && loop.header !== func.blocks[0]
}

export function versionLoopsOf(func: MirFunction): void {
  const { loops, byHeader } = findLoops(func)
  const headers = new Set(byHeader.keys())
  for (const loop of loops) {
    if (!isWorthwhile(func, loop, headers)) continue
    const inside = new Set([...loop.body].map((block) => block.id))
    const before = loop.header.preds.filter((pred) => !inside.has(pred))
    if (before.length === 1) new LoopVersions(func, loop, before[0]).run()
  }
}

export function versionLoops(program: MirProgram): void {
  for (const func of program.functions.values()) versionLoopsOf(func)
}
