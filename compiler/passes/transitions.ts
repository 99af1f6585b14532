// transitions: a store that replaces the very word that was tested needs no branch.
//
//   b1: v2 = load.ref v0 [8]                     b1: v2 = load.ref v0 [8]
//       v3 = ref.eq v2 v4                            v3 = ref.eq v2 v4
//       branch v3 b2 b3                 →            v6 = select.ref v3 v5 v2
//   b2: store.ref v0 v5 [8]                          store.ref v0 v6 [8]
//       jump b3                                      branch v3 b2 b3
//                                                b2: jump b3
//
// `if (task.state === 'waiting') task.state = 'ready'`: which way such a branch goes depends on data, so that processors
// guess it badly; a store of what is there already costs next to nothing. Nothing else can see it: one thread runs, and
// what is reached through a ref is writable where the program stores to it. (LLVM does the same where it can prove that
// no other thread looks, which is for locals only.)
//
// Needs: nothing. Ensures: nothing; the blocks left empty are for cfg.

import type { MirBlock, MirFunction, MirId, MirInstruction, MirProgram } from '../mir/mir.ts'
import { blocksById, valueReps } from '../mir/graph.ts'
import type { Load, Store } from './memory.ts'
import { accessKey, isExact, memoryEffect } from './memory.ts'
import { definitions } from './rewrite.ts'

/** What a conditional block does besides making constants: one store. Null when it does more. */
function onlyStore(block: MirBlock): Store | null {
  let store: Store | null = null
  for (const i of block.instructions) {
    if (i.op === 'const' || i.op === 'word' || i.op === 'address') continue
    if (i.op !== 'store' || store !== null) return null
    store = i
  }
  return store
}

/** The load at the end of `block` of what `store` replaces, if `condition` compares it and nothing has been written since. */
function testedLoad(block: MirBlock, store: Store, condition: MirInstruction | undefined): Load | null {
  const compared = condition?.op === 'pure' && /\.(?:eq|ne)$/.test(condition.name) ? condition.args : [condition?.id]
  for (const i of [...block.instructions].reverse()) {
    if (i.op === 'load' && compared.includes(i.id)) return i.volatile !== true && accessKey(i) === accessKey(store) ? i : null
    if (i.op === 'store' || memoryEffect(i) === 'all') return null
  }
  return null
}

/** Moves the store of `taken` to the end of `block`, which branches to it on `condition` and else around it. */
function moveStore(func: MirFunction, block: MirBlock, taken: MirBlock, store: Store, load: Load, condition: MirId, ifTrue: boolean): void {
  const [stored, kept] = ifTrue ? [store.args[1], load.id] : [load.id, store.args[1]]
  const choice: MirInstruction = {
    id: func.nextId++, rep: load.rep, args: [condition, stored, kept], place: store.place, op: 'pure', name: `select.${load.rep}`,
  }
  store.args[1] = choice.id
  block.instructions.push(...taken.instructions.filter((i) => i !== store), choice, store)
  taken.instructions = []
}

function visit(func: MirFunction): void {
  const reps = valueReps(func)
  const defined = definitions(func)
  const blocks = blocksById(func)
  for (const block of func.blocks) {
    const t = block.terminator
    if (t.op !== 'branch') continue
    for (const [target, join, ifTrue] of [[t.ifTrue, t.ifFalse, true], [t.ifFalse, t.ifTrue, false]] as const) {
      const taken = blocks.get(target)!
      if (taken.preds.length !== 1 || taken.terminator.op !== 'jump' || taken.terminator.target !== join) continue
      const store = onlyStore(taken)
      if (store === null || store.volatile === true || !isExact(store.width) || reps[store.args[0]] !== 'ref') continue
      const load = testedLoad(block, store, defined[t.condition])
      if (load !== null) moveStore(func, block, taken, store, load, t.condition, ifTrue)
    }
  }
}

export function transitions(program: MirProgram): void {
  for (const func of program.functions.values()) visit(func)
}
