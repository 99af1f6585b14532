// Small questions about HIR control flow that several passes ask.

import type { BlockId, Terminator } from './hir.ts'

/** Ordinary successors, in the order in which the terminator names them (one may occur twice). */
export function successors(terminator: Terminator): BlockId[] {
  switch (terminator.op) {
    case 'jump': return [terminator.target]
    case 'branch': return [terminator.ifTrue, terminator.ifFalse]
    case 'switch': return [...terminator.cases.map((row) => row.target), terminator.otherwise]
    case 'return': case 'throw': case 'unreachable': return []
    default: return terminator satisfies never
  }
}

/** The terminator with other targets. */
export function replaceTargets(terminator: Terminator, map: (id: BlockId) => BlockId): Terminator {
  switch (terminator.op) {
    case 'jump': return { ...terminator, target: map(terminator.target) }
    case 'branch': return { ...terminator, ifTrue: map(terminator.ifTrue), ifFalse: map(terminator.ifFalse) }
    case 'switch': return {
      ...terminator, cases: terminator.cases.map(
        (row) => ({ ...row, target: map(row.target) }),
      ), otherwise: map(terminator.otherwise),
    }
    case 'return': case 'throw': case 'unreachable': return terminator
    default: return terminator satisfies never
  }
}
