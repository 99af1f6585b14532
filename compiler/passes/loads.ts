// loads: a load of what was loaded or stored before, with nothing between that may have changed it, is that value.
//
//   store.f64 v1 v2 [8]                               store.f64 v1 v2 [8]
//   store.f64 v3 v4 [16]                     →        store.f64 v3 v4 [16]
//   v5: f64 = load.f64 v1 [8]                         (v5 is v2)
//
// Needs: reverse post-order. Ensures: no load, and no load of a global, repeats one that is available on every path to
// it. At a join only what all predecessors agree on is known; at a loop's header, what comes in and no store or call of
// the loop may change.

import type { MirBlock, MirFunction, MirId, MirInstruction, MirProgram } from '../mir/mir.ts'
import { substitute, valueReps } from '../mir/graph.ts'
import { findLoops } from '../mir/loops.ts'
import type { Access, Store, ValueFacts } from './memory.ts'
import { accessKey, isExact, mayOverlap, memoryEffect } from './memory.ts'
import { definitions } from './rewrite.ts'

interface Known { readonly value: MirId; /** null: a global */ readonly access: Access | null }
type State = Map<string, Known>

/** What a loop does to memory. */
interface Summary { all: boolean; runtime: boolean; stores: Store[]; globals: Set<string> }

class LoadForwarder {
  private readonly table = new Map<MirId, MirId>()
  private readonly ends = new Map<number, State>()
  private readonly facts: ValueFacts
  private readonly func: MirFunction

  constructor(func: MirFunction) {
    this.func = func
    const reps = valueReps(func)
    const defined = definitions(func)
    this.facts = {
      rep: (id) => reps[id],
      isNewObject: (id) => defined[id]?.op === 'allocate' || defined[id]?.op === 'allocateSized',
    }
  }

  private killStore(state: State, store: Store): void {
    for (const [key, known] of state) if (known.access !== null && mayOverlap(known.access, store, this.facts)) state.delete(key)
  }

  /** A collection or stable call moves nothing and writes nothing that the program sees; the runtime's own words may change. */
  private killRuntime(state: State): void {
    for (const [key, known] of state) {
      if (known.access === null || known.access.region === undefined && this.facts.rep(known.access.args[0]) !== 'ref') state.delete(key)
    }
  }

  private summary(body: Iterable<MirBlock>): Summary {
    const result: Summary = { all: false, runtime: false, stores: [], globals: new Set() }
    for (const block of body) {
      for (const i of block.instructions) {
        const effect = memoryEffect(i)
        if (effect === 'all') result.all = true
        else if (effect === 'runtime') result.runtime = true
        if (i.op === 'store') result.stores.push(i)
        else if (i.op === 'globalStore') result.globals.add(i.symbol)
      }
    }
    return result
  }

  private startState(block: MirBlock, body: Set<MirBlock> | undefined): State {
    const states: State[] = []
    for (const pred of block.preds) {
      const state = this.ends.get(pred)
      if (state !== undefined) states.push(state)
      // A predecessor that comes later must be a latch of this block's loop, or nothing is known.
      else if (body === undefined) return new Map()
    }
    if (states.length === 0) return new Map()
    const merged: State = new Map()
    for (const [key, known] of states[0]) if (states.every((state) => state.get(key)?.value === known.value)) merged.set(key, known)
    if (body === undefined || merged.size === 0) return merged
    const effects = this.summary(body)
    if (effects.all) return new Map()
    if (effects.runtime) this.killRuntime(merged)
    for (const store of effects.stores) this.killStore(merged, store)
    for (const symbol of effects.globals) merged.delete(`global ${symbol}`)
    return merged
  }

  private visit(i: MirInstruction, state: State): boolean {
    i.args = i.args.map((id) => this.table.get(id) ?? id)
    const effect = memoryEffect(i)
    if (effect === 'all') state.clear()
    else if (effect === 'runtime') this.killRuntime(state)
    if (i.op === 'globalStore') state.set(`global ${i.symbol}`, { value: i.args[0], access: null })
    else if (i.op === 'store') {
      this.killStore(state, i)
      if (i.volatile !== true && isExact(i.width)) state.set(accessKey(i), { value: i.args[1], access: i })
    } else if (i.op === 'globalLoad' || i.op === 'load' && i.volatile !== true) {
      // u8 and u16 may be read as i32 or u32: the representation is part of the key.
      const key = i.op === 'globalLoad' ? `global ${i.symbol}` : isExact(i.width) ? accessKey(i) : `${i.rep} ${accessKey(i)}`
      const known = state.get(key)
      if (known !== undefined) {
        this.table.set(i.id, known.value)
        return false
      }
      state.set(key, { value: i.id, access: i.op === 'load' ? i : null })
    }
    return true
  }

  run(): void {
    const { byHeader } = findLoops(this.func)
    for (const block of this.func.blocks) {
      const state = this.startState(block, byHeader.get(block)?.body)
      block.instructions = block.instructions.filter((i) => this.visit(i, state))
      this.ends.set(block.id, state)
    }
    substitute(this.func, this.table)
  }
}

export function forwardLoads(func: MirFunction): void {
  new LoadForwarder(func).run()
}

export function loads(program: MirProgram): void {
  for (const func of program.functions.values()) forwardLoads(func)
}
