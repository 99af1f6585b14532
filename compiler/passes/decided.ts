// decided: a branch on what an earlier branch has decided is a jump.
//
//   b1: branch v1 b2 b9                      b1: branch v1 b2 b9
//   b2: …                                    b2: …
//       branch v1 b3 b9           →              jump b3
//
// Here v1 is tested again, or is a test that the first one implies: what is no null or undefined is not null.
//
// Needs: equal tests are one value (cse). Ensures: no branch on a test that was branched on in a block that dominates it,
// where the way taken says what it is; of implied tests those in the table. What is left unreachable is dropped.

import type { MirBlock, MirFunction, MirId, MirInstruction, MirProgram } from '../mir/mir.ts'
import { blocksById, dominators, orderBlocks, rebuildPreds, walkDominators, type Half } from '../mir/graph.ts'
import { definitions } from './rewrite.ts'

/** What a test of a value says of other tests of the same value. */
const IMPLIED: Readonly<Record<string, readonly [string, boolean][]>> = {
  'isNullish true': [['isHole', false], ['isNumber', false], ['isPointer', false]],
  'isNullish false': [['isNull', false], ['isUndefined', false]],
  'isPointer true': [['isNull', false], ['isUndefined', false], ['isNullish', false], ['isHole', false], ['isNumber', false]],
  'isNumber true': [['isNull', false], ['isUndefined', false], ['isNullish', false], ['isHole', false], ['isPointer', false]],
  'isUndefined true': [['isNull', false], ['isNullish', true], ['isHole', false], ['isNumber', false], ['isPointer', false]],
  'isNull true': [['isUndefined', false], ['isNullish', true], ['isHole', false], ['isNumber', false], ['isPointer', false]],
  'isHole true': [['isUndefined', false], ['isNull', false], ['isNullish', false], ['isNumber', false], ['isPointer', false]],
}

const WORD_TESTS: Readonly<Record<string, string>> = { undefined: 'isUndefined', null: 'isNull', hole: 'isHole' }

/** A fact: a test by its name and operands, and what it gives. */
interface Fact { readonly key: string; readonly value: boolean }

class Decisions {
  private readonly facts = new Map<string, boolean>()
  private readonly defined: (MirInstruction | undefined)[]

  constructor(func: MirFunction) {
    this.defined = definitions(func)
  }

  /** Takes in that a condition holds or does not; gives the keys that are new. */
  learn(condition: MirId, value: boolean): string[] {
    return this.consequences(condition, value).filter((fact) => !this.facts.has(fact.key)).map((fact) => {
      this.facts.set(fact.key, fact.value)
      return fact.key
    })
  }

  forget(keys: readonly string[]): void {
    for (const key of keys) this.facts.delete(key)
  }

  /** What a condition is known to be. */
  answer(condition: MirId): boolean | null {
    const { key, value } = this.fact(condition, true)
    const known = this.facts.get(key)
    return known === undefined ? null : known === value
  }

  private consequences(condition: MirId, value: boolean): Fact[] {
    const i = this.defined[condition]
    if (i?.op === 'pure' && (i.name === 'bool.and' && value || i.name === 'bool.or' && !value)) {
      return i.args.flatMap((part) => this.consequences(part, value))
    }
    const fact = this.fact(condition, value)
    const [test, operands] = fact.key.split(' ')
    const [rep, name] = test.split('.')
    const implied = IMPLIED[`${name} ${fact.value}`] ?? []
    return [fact, ...implied.map((one) => ({ key: `${rep}.${one[0]} ${operands}`, value: one[1] }))]
  }

  /** The condition as a positive test: `ne` as `eq`, a comparison with a reserved word as the test for it. */
  private fact(condition: MirId, value: boolean): Fact {
    const i = this.defined[condition]
    if (i?.op !== 'pure') return { key: `value ${condition}`, value }
    if (i.name === 'bool.not') return this.fact(i.args[0], !value)
    const [rep, test] = i.name.split('.')
    // Of doubles and of boxes of any kind, `ne` and `eq` are opposites as well.
    if (test === 'ne') return this.comparison(rep, i.args, !value)
    if (test === 'eq') return this.comparison(rep, i.args, value)
    return { key: `${i.name} ${i.args.join()}`, value }
  }

  private comparison(rep: string, [a, b]: readonly MirId[], value: boolean): Fact {
    for (const [tested, other] of [[a, b], [b, a]]) {
      const word = this.defined[other]
      const test = word?.op === 'word' ? WORD_TESTS[word.word] : undefined
      if (rep === 'ref' && test !== undefined) return { key: `ref.${test} ${tested}`, value }
    }
    return { key: `${rep}.eq ${Math.min(a, b)},${Math.max(a, b)}`, value }
  }
}

/** What the only way into a block says. */
function learnEdge(decisions: Decisions, block: MirBlock, blocks: ReadonlyMap<number, MirBlock>): string[] {
  const t = block.preds.length === 1 ? blocks.get(block.preds[0])!.terminator : null
  if (t?.op !== 'branch' || t.ifTrue === t.ifFalse) return []
  return decisions.learn(t.condition, t.ifTrue === block.id)
}

export function takeDecisions(func: MirFunction): void {
  const tree = dominators(func)
  const blocks = blocksById(func)
  const decisions = new Decisions(func)
  let changed = false
  const enter = ({ block }: Half, index: number): string[] => {
    const learnt = tree.upper.get(block.id) === index ? learnEdge(decisions, block, blocks) : []
    const t = block.terminator
    const answer = t.op === 'branch' && tree.lower.get(block.id) === index ? decisions.answer(t.condition) : null
    if (t.op === 'branch' && answer !== null) {
      block.terminator = { op: 'jump', target: answer ? t.ifTrue : t.ifFalse }
      changed = true
    }
    return learnt
  }
  walkDominators(tree, enter, (learnt) => decisions.forget(learnt))
  if (!changed) return
  orderBlocks(func)
  rebuildPreds(func)
}

export function decided(program: MirProgram): void {
  for (const func of program.functions.values()) takeDecisions(func)
}
