// The passes over MIR, in order, with the reasons for the order. Each is one file; each can be dumped and verified after.

import type { MirFunction, MirProgram } from '../mir/mir.ts'
import { printProgram } from '../mir/print.ts'
import { verifyProgram } from '../mir/verify.ts'
import { cfg } from './cfg.ts'
import { constantGlobals } from './constant-globals.ts'
import { cse } from './cse.ts'
import { dce } from './dce.ts'
import { decided } from './decided.ts'
import { depth } from './depth.ts'
import { fold } from './fold.ts'
import { foldIdentical } from './fold-identical.ts'
import { imageHeap } from './image-heap.ts'
import { inline } from './inline.ts'
import { keepAlive } from './keep-alive.ts'
import { loads } from './loads.ts'
import { narrowArguments } from './narrow-arguments.ts'
import { narrowSums } from './narrow-sums.ts'
import { nothrow } from './nothrow.ts'
import { promote } from './promote.ts'
import { reachable, reachableFinally } from './reachable.ts'
import { scalar } from './scalar.ts'
import { transitions } from './transitions.ts'
import { versionLoops } from './version-loops.ts'

export interface Pass {
  readonly name: string
  /** Why it stands where it stands. */
  readonly reason: string
  run(program: MirProgram): void
}

export interface PipelineOptions {
  /** Verifier before the first pass and after each. */
  readonly verify?: boolean
  /** Called with the program's text after the named pass (`input`: before the first); `dumpOnly` limits it by symbol. */
  readonly dumpAfter?: string
  readonly dumpOnly?: (func: MirFunction) => boolean
  readonly dump?: (text: string) => void
  /** Passes to leave out, by name: for finding the one that breaks a program. */
  readonly skip?: ReadonlySet<string>
}

export const PASSES: readonly Pass[] = [
  { name: 'reachable', run: reachable, reason: 'first: nothing after it should look at what the image will not hold' },
  { name: 'cfg', run: cfg, reason: 'the lowering may leave empty and unreachable blocks; all that follows wants reverse post-order' },
  { name: 'depth', run: depth, reason: 'before nothrow (a marked function throws) and inline (which may not copy one)' },
  { name: 'nothrow', run: nothrow, reason: 'before inline: without exceptional edges more blocks merge' },
  { name: 'fold', run: fold, reason: 'before inline: smaller bodies' },
  { name: 'cse', run: cse, reason: 'before inline: smaller bodies' },
  { name: 'dce', run: dce, reason: 'before inline: smaller bodies' },
  { name: 'fold-identical', run: foldIdentical, reason: 'before inline: fewer functions; a function with one caller stays one' },
  { name: 'inline', run: inline, reason: 'after depth, whose marks it obeys' },
  { name: 'narrow-arguments', run: narrowArguments, reason: 'after inline: what is small is not copied here; before promote and fold-2, which work on the versions' },
  { name: 'promote', run: promote, reason: 'after inline, which adds slots; before scalar: a reference in a slot escapes' },
  { name: 'scalar', run: scalar, reason: 'after inline, which takes objects out of constructors and methods' },
  { name: 'promote-2', run: promote, reason: 'the slots that scalar made' },
  { name: 'scalar-2', run: scalar, reason: 'objects that were only held by objects that scalar took apart' },
  { name: 'promote-3', run: promote, reason: 'the slots that scalar-2 made' },
  { name: 'fold-2', run: fold, reason: 'arguments and conversions met in inlined bodies' },
  { name: 'cfg-2', run: cfg, reason: 'branches that fold-2 decided; before loads: joins that are gone lose no knowledge' },
  { name: 'cse-2', run: cse, reason: 'after fold-2, which makes operations equal; before loads: equal bases and indices' },
  { name: 'loads', run: loads, reason: 'after cse-2' },
  { name: 'fold-3', run: fold, reason: 'conversions met through forwarded loads' },
  { name: 'cse-3', run: cse, reason: 'operations on values that loads made one' },
  { name: 'decided', run: decided, reason: 'after cse-3: equal tests are one value; before dce-2 and cfg-3, which drop the tests and join the blocks' },
  { name: 'dce-2', run: dce, reason: 'what the passes before left unused' },
  { name: 'cfg-3', run: cfg, reason: 'branches that fold-3 decided' },
  { name: 'image-heap', run: imageHeap, reason: 'after all that makes start straight; before the last round of folding, which its values feed' },
  { name: 'constant-globals', run: constantGlobals, reason: 'after image-heap, which leaves most variables without a store' },
  { name: 'fold-constants', run: fold, reason: 'what the variables were compared and added with' },
  { name: 'transitions', run: transitions, reason: 'after loads: what is tested was loaded in the same block; before cfg-constants: empties blocks' },
  { name: 'cfg-constants', run: cfg, reason: 'branches that they decide' },
  { name: 'version-loops', run: versionLoops, reason: 'after loads and cse: lengths are one value; late: copied bodies are not worked on again and again' },
  { name: 'promote-4', run: promote, reason: 'the slots that version-loops made' },
  { name: 'loads-2', run: loads, reason: 'what version-loops loaded before the loops' },
  { name: 'cse-4', run: cse, reason: 'conversions of those loads' },
  { name: 'dce-3', run: dce, reason: 'tests that version-loops took out' },
  { name: 'cfg-4', run: cfg, reason: 'blocks that followed those tests' },
  { name: 'narrow-sums', run: narrowSums, reason: 'after cfg-4: the loops of version-loops are straight by now' },
  { name: 'promote-5', run: promote, reason: 'the slots that narrow-sums made' },
  { name: 'fold-4', run: fold, reason: 'widenings of narrow sums' },
  { name: 'dce-4', run: dce, reason: 'the same' },
  { name: 'reachable-2', run: reachableFinally, reason: 'functions whose last call was copied or folded away' },
  { name: 'nothrow-2', run: nothrow, reason: 'fewer branches, fewer throws' },
  { name: 'keep-alive', run: keepAlive, reason: 'after all that moves accesses' },
  { name: 'fold-identical-2', run: foldIdentical, reason: 'last: all bodies are final' },
]

function check(program: MirProgram, when: string): void {
  const problems = verifyProgram(program)
  if (problems.length > 0) throw new Error(`MIR is wrong ${when}:\n  ${problems.join('\n  ')}`)
}

/** Runs all passes, changing the program. Throws when the verifier is asked for and finds something. */
export function runPasses(program: MirProgram, options: PipelineOptions = {}): void {
  const after = (name: string): void => {
    if (options.verify === true) check(program, name === 'input' ? 'as the lowering made it' : `after ${name}`)
    if (options.dumpAfter === name) options.dump?.(printProgram(program, options.dumpOnly))
  }
  after('input')
  for (const pass of PASSES) {
    if (options.skip?.has(pass.name) === true) continue
    pass.run(program)
    after(pass.name)
  }
}
