// version-loops: an innermost loop whose own condition bounds an index gets a second version without the bounds tests
// that this bound implies. One test before the loop chooses between them.
//
//   for (; i + 1 < end; i += 2) if (i < length) …     →     if (end - 1 <= length) for (; i + 1 < end; i += 2) …
//                                                           else for (; i + 1 < end; i += 2) if (i < length) …
//
// Needs: reverse post-order, equal loads made one (loads). Ensures: the version with the tests is the loop as it was. What
// the fast version surely loads in its first iteration is loaded before it too, where nothing in the loop can change it:
// the next loads pass takes those out of the loop. Precedent: LLVM's inductive range check elimination.

import type { MirBlock, MirBlockId, MirFunction, MirId, MirProgram, MirTerminator } from '../mir/mir.ts'
import { copyableLoops, type Fact, type LoopCopy } from './loop-copy.ts'

/** Instructions of a body that is worth a copy. */
const MAX_BODY = 160

/** The test goes if `bound + offset <= length`. */
interface Check { readonly block: MirBlock; readonly length: MirId; readonly offset: number }

class BoundsTests {
  private readonly copy: LoopCopy
  private readonly blocks: Map<MirBlockId, MirBlock>

  constructor(copy: LoopCopy) {
    this.copy = copy
    this.blocks = new Map([...copy.loop.body].map((block) => [block.id, block]))
  }

  run(): void {
    const fact = this.copy.fact()
    if (fact === null) return
    const checks = this.checks(fact)
    if (checks.length === 0) return
    this.copy.build({
      decided: new Set(checks.map((check) => check.block)),
      test: (block, values) => this.test(fact, checks, block, values),
      prepare: (block, values) => this.loadEarly(block, values),
    })
  }

  private checks(fact: Fact): Check[] {
    if (fact.index.unsigned && !this.copy.isNatural(fact.index.phi)) return []
    const found = new Map<MirBlock, Check>()
    const { header, body } = this.copy.loop
    const { early } = this.copy
    for (let at: MirBlock | undefined = header; at !== undefined && !early.has(at);) {
      early.add(at)
      const { terminator } = at as MirBlock
      const check: Check | null = at === header ? null : this.check(at, fact)
      if (check !== null) found.set(at, check)
      if (at === header || check !== null) at = this.stays(terminator)
      else at = terminator.op === 'jump' ? this.blocks.get(terminator.target) : undefined
    }
    for (const block of body) {
      const check = found.has(block) || block === header ? null : this.check(block, fact)
      if (check !== null) found.set(block, check)
    }
    return [...found.values()]
  }

  private stays(terminator: MirTerminator): MirBlock | undefined {
    return terminator.op === 'branch' ? this.blocks.get(terminator.ifTrue) ?? this.blocks.get(terminator.ifFalse) : undefined
  }

  private check(block: MirBlock, fact: Fact): Check | null {
    const { terminator } = block
    if (terminator.op !== 'branch' || !this.copy.isInside(terminator.ifTrue) || terminator.ifTrue === terminator.ifFalse) return null
    const condition = this.copy.defined[terminator.condition]
    if (condition?.op !== 'pure' || !/^(?:i32|u32|i53)\.lt$/.test(condition.name)) return null
    const [left, length] = condition.args
    const index = this.copy.index(left)
    if (index === null || index.phi !== fact.index.phi || (index.unsigned && !this.copy.isNatural(index.phi))) return null
    if (this.copy.slice(length, false) === null) return null
    return { block, length, offset: index.offset - fact.index.offset + fact.slack }
  }

  /** `bound + offset <= length`, for the largest offset of each length. */
  private test(fact: Fact, checks: readonly Check[], block: MirBlock, values: Map<MirId, MirId>): MirId {
    const offsets = new Map<MirId, number>()
    for (const { length, offset } of checks) offsets.set(length, Math.max(offset, offsets.get(length) ?? -Infinity))
    const bound = this.copy.boundBefore(fact, block, values)
    let all: MirId | null = null
    for (const [length, offset] of offsets) {
      const limit = offset === 0 ? bound
        : this.copy.add(block, 'i53', { op: 'pure', name: 'i53.add' }, [bound, this.copy.add(block, 'i53', { op: 'const', value: offset }, [])])
      const longest = this.copy.widen(block, this.copy.copySlice(length, block, values, false), this.copy.repOf(length))
      const fits: MirId = this.copy.add(block, 'bool', { op: 'pure', name: 'i53.le' }, [limit, longest])
      all = all === null ? fits : this.copy.add(block, 'bool', { op: 'pure', name: 'bool.and' }, [all, fits])
    }
    return all!
  }

  /** Loads that do not change in the loop, from where its fast version surely comes. */
  private loadEarly(block: MirBlock, values: Map<MirId, MirId>): void {
    for (const at of this.copy.early) {
      for (const i of at.instructions) if (i.op === 'load' && this.copy.slice(i.id, false) !== null) this.copy.copySlice(i.id, block, values, false)
    }
  }
}

export function versionLoopsOf(func: MirFunction): void {
  for (const copy of copyableLoops(func, MAX_BODY)) new BoundsTests(copy).run()
}

export function versionLoops(program: MirProgram): void {
  for (const func of program.functions.values()) versionLoopsOf(func)
}
