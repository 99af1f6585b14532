// A second version of an innermost loop, chosen by a test before it: what the passes share that make one. The loop's own
// condition must be a comparison of a phi of its header with something that does not change in the loop.

import type { MirBlock, MirBlockId, MirFunction, MirId, MirInstruction, MirOp, MirPhi, MirTerminator, Rep } from '../mir/mir.ts'
import { blocksById, mapTerminatorUses, orderBlocks, rebuildPreds, redirect, successors, valueReps } from '../mir/graph.ts'
import { findLoops, type Loop } from '../mir/loops.ts'
import { mayOverlap, memoryEffect, type Load, type Store } from './memory.ts'
import { definitions } from './rewrite.ts'

/** `phi + offset`, as an i53; `unsigned`: only if the phi is not negative. */
export interface Index { readonly phi: MirId; readonly offset: number; readonly unsigned: boolean }
/** In the loop, past its condition: `index < bound + slack`. */
export interface Fact { readonly index: Index; readonly bound: MirId; readonly slack: number }

/** What makes the copy differ from the loop. */
export interface Version {
  /** Adds to `block`, which runs once the loop's condition holds for the first iteration, the test that chooses the copy. */
  test(block: MirBlock, values: Map<MirId, MirId>): MirId
  /** Adds to `block`, which leads to the copy. */
  prepare(block: MirBlock, values: Map<MirId, MirId>): void
  /** Branches of these blocks always go to `ifTrue` in the copy. */
  readonly decided: ReadonlySet<MirBlock>
  /** Changes the copied blocks; `fresh` gives a value's id in them. */
  change?(copies: readonly MirBlock[], fresh: (id: MirId) => MirId, before: MirBlock): void
}

const TO_I53: Partial<Record<Rep, string | null>> = { i53: null, i32: 'i32.toI53', u32: 'u32.toI53' }
const NEGATED: Record<string, string> = { ge: 'lt', gt: 'le' }
const SWAPPED: Record<string, string> = { gt: 'lt', ge: 'le' }

export class LoopCopy {
  /** Defining instruction of every value that is no phi. */
  readonly defined: (MirInstruction | undefined)[]
  /** The loop's phis. */
  readonly phis = new Map<MirId, MirPhi>()
  /** Blocks that the first iteration of the copy runs for sure, before it can leave the loop. */
  readonly early = new Set<MirBlock>()
  readonly func: MirFunction
  readonly loop: Loop
  /** The block that the loop is entered from. */
  readonly before: MirBlockId
  private readonly reps: Rep[]
  /** Everything that the loop defines. */
  private readonly inside = new Set<MirId>()
  private readonly blockOf = new Map<MirId, MirBlock>()
  private readonly stores: Store[] = []
  private callsAnything = false
  private mayCollect = false

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

  fact(): Fact | null {
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

  isInside(id: MirBlockId): boolean {
    for (const block of this.loop.body) if (block.id === id) return true
    return false
  }

  /** A value as a phi of the header plus a constant, where no operation on the way can wrap. */
  index(id: MirId): Index | null {
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
  isNatural(id: MirId): boolean {
    const { header } = this.loop
    const phi = this.phis.get(id)!
    return phi.args.every((arg, n) => {
      const i = this.defined[arg]
      if (header.preds[n] === this.before) return i?.op === 'const' && i.value >= 0
      return i?.op === 'pure' && /^(?:i32|u32)\.add$/.test(i.name) && i.args[0] === id && this.constant(i.args[1]) === 1
    })
  }

  constant(id: MirId): number | null {
    const i = this.defined[id]
    return i?.op === 'const' ? i.value : null
  }

  private isKilled(load: Load): boolean {
    if (load.volatile === true || this.callsAnything) return true
    const facts = { rep: (id: MirId): Rep => this.repOf(id), isNewObject: (): boolean => false }
    if (this.mayCollect && load.region === undefined && facts.rep(load.args[0]) !== 'ref') return true
    return this.stores.some((store) => mayOverlap(load, store, facts))
  }

  /** A value of an integer representation as an i53. */
  widen(block: MirBlock, id: MirId, rep: Rep): MirId {
    const conversion = TO_I53[rep]
    return conversion === null || conversion === undefined ? id : this.add(block, 'i53', { op: 'pure', name: conversion }, [id])
  }

  /** The fact's bound as an i53, in a block before the loop. */
  boundBefore(fact: Fact, block: MirBlock, values: Map<MirId, MirId>): MirId {
    return this.widen(block, this.copySlice(fact.bound, block, values, false), this.repOf(fact.bound))
  }

  repOf(id: MirId): Rep {
    return this.reps[id] ?? 'none'
  }

  /** The loop's instructions that compute a value which is the same in each iteration, in order; null if it is not, or may fault before the loop. */
  slice(id: MirId, withPhis: boolean, into: MirInstruction[] = []): MirInstruction[] | null {
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


  // --- the copy

  build(version: Version): void {
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
    const values = new Map(header.phis.map((phi): [MirId, MirId] => [phi.id, phi.args[entering]]))
    const { terminator } = header
    if (terminator.op !== 'branch') throw new Error('the header of a versioned loop branches')
    const condition = this.copySlice(terminator.condition, first, values, true)
    const staysIf = this.isInside(terminator.ifTrue)
    first.terminator = { op: 'branch', condition, ifTrue: staysIf ? second.id : header.id, ifFalse: staysIf ? header.id : second.id, likely: true }
    second.terminator = { op: 'branch', condition: version.test(second, values), ifTrue: third.id, ifFalse: header.id, likely: true }
    header.preds[entering] = first.id
    header.preds.push(second.id)
    for (const phi of header.phis) phi.args.push(phi.args[entering])
    version.prepare(third, values)

    const blockIds = new Map([...body].map((block): [MirBlockId, MirBlockId] => [block.id, nextBlock++]))
    third.terminator = { op: 'jump', target: blockIds.get(header.id)! }
    const copies = this.copyBody(version, blockIds, third, second.id)
    func.blocks.push(first, second, third, ...copies)
    orderBlocks(func)
    rebuildPreds(func)
  }

  add(block: MirBlock, rep: Rep, op: MirOp, args: MirId[]): MirId {
    const id = this.func.nextId++
    block.instructions.push({ id, rep, args, place: this.loop.header.instructions[0]?.place ?? null, ...op })
    return id
  }

  copySlice(id: MirId, block: MirBlock, values: Map<MirId, MirId>, withPhis: boolean): MirId {
    for (const i of this.slice(id, withPhis) ?? []) {
      if (values.has(i.id)) continue
      const copy = this.func.nextId++
      block.instructions.push({ ...i, id: copy, args: i.args.map((arg) => values.get(arg) ?? arg) })
      values.set(i.id, copy)
    }
    return values.get(id) ?? id
  }

  private copyBody(version: Version, blockIds: Map<MirBlockId, MirBlockId>, entry: MirBlock, dropped: MirBlockId): MirBlock[] {
    const { func, loop: { body } } = this
    const values = new Map<MirId, MirId>()
    for (const id of this.inside) values.set(id, func.nextId++)
    const fresh = (id: MirId): MirId => values.get(id) ?? id
    const outer = blocksById(func)
    const copies = [...body].map((block): MirBlock => {
      const id = blockIds.get(block.id)!
      const terminator: MirTerminator = version.decided.has(block) && block.terminator.op === 'branch'
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
        id, preds: kept.map(({ pred }) => blockIds.get(pred) ?? entry.id),
        phis: block.phis.map((phi) => ({ id: fresh(phi.id), rep: phi.rep, args: kept.map(({ n }) => fresh(phi.args[n])) })),
        instructions: block.instructions.map((i) => ({ ...i, id: fresh(i.id), args: i.args.map(fresh) })),
        terminator, handler: null,
      }
    })
    version.change?.(copies, fresh, entry)
    return copies
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

/** Innermost loops that can be copied. One may be copied before the next is asked for. */
export function* copyableLoops(func: MirFunction, maxSize: number): Generator<LoopCopy> {
  const { loops, byHeader } = findLoops(func)
  const headers = new Set(byHeader.keys())
  for (const loop of loops) {
    if (loop.header === func.blocks[0]) continue
    const blocks = [...loop.body]
    if (blocks.some((block) => block.handler !== null || (block !== loop.header && headers.has(block)))) continue
    if (blocks.reduce((sum, block) => sum + block.instructions.length + block.phis.length, 0) > maxSize) continue
    const inside = new Set(blocks.map((block) => block.id))
    const before = loop.header.preds.filter((pred) => !inside.has(pred))
    if (before.length === 1) yield new LoopCopy(func, loop, before[0])
  }
}
