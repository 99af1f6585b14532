// depth: marks the functions whose entry tests the stack depth: those on a cycle of the call graph, where a call through
// a generic entry counts as a call of every function that has one.
//
//   func f() -> none { b0: call f … }      →      func f() -> none throws depth { … }
//
// Needs: the call graph of direct calls is final but for inlining (which makes no new cycles). Ensures: no unbounded
// recursion without a test. A marked function can throw, so this stands before `nothrow`.

import type { MirProgram } from '../mir/mir.ts'
import { callGraph } from './call-graph.ts'

export function depth(program: MirProgram): void {
  const { recursive } = callGraph(program)
  for (const func of program.functions.values()) {
    // What makes the RangeError runs below the limit: it may recurse, but it must not test before it has begun.
    func.checksDepth = recursive.has(func.symbol) && func.symbol !== program.entries.get('throwStackOverflow')
    if (func.checksDepth) func.canThrow = true
  }
}
