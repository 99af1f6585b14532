// The arguments of calls that are not told apart: what any of them passes, at each position.

import type { Arguments } from './calls.ts'
import type { Node, Worklist } from './state.ts'
import { flow, newCell, readCell } from './state.ts'
import { UNDEFINED, joinAll } from './types.ts'
import type { Type } from './result.ts'

/** Arguments past these are not told apart. */
const ARGUMENTS_APART = 6

export class SharedArguments {
  /** A call may give fewer arguments than another. */
  private readonly cells = Array.from({ length: ARGUMENTS_APART }, () => newCell(UNDEFINED))
  private readonly rest = newCell(UNDEFINED)

  /** Arguments that such a call may pass. */
  give(worklist: Worklist, args: Arguments): void {
    this.cells.forEach((cell, n) => flow(worklist, cell, Array.isArray(args) ? (n < args.length ? args[n] : UNDEFINED) : args.spread))
    flow(worklist, this.rest, Array.isArray(args) ? joinAll(args.slice(ARGUMENTS_APART)) : args.spread)
  }

  /** The first `count`: only what the function looks at, so that the task does not run again for the others. */
  first(task: Node, count: number): Type[] {
    const read = this.cells.slice(0, count).map((cell) => readCell(cell, task))
    for (let n = ARGUMENTS_APART; n < Math.min(count, ARGUMENTS_APART + 2); n++) read.push(readCell(this.rest, task))
    return read
  }
}
