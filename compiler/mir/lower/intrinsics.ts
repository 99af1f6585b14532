// Calls of library/runtime/intrinsics: each name has a row in one of two tables.

import type { Instruction } from '../../hir/hir.ts'
import type { FunctionLowering } from './function.ts'
import { RAW } from './intrinsics-raw.ts'
import { SAFE } from './intrinsics-safe.ts'
import type { Value } from './values.ts'

export type Intrinsic = Extract<Instruction, { op: 'intrinsic' }>
/** Null: control does not come back. */
export type IntrinsicRow = (f: FunctionLowering, args: Value[], i: Intrinsic) => Value | null

export function lowerIntrinsic(f: FunctionLowering, i: Intrinsic): Value | null {
  const row = SAFE[i.name] ?? RAW[i.name]
  if (row === undefined) throw new Error(`${f.name}: no lowering of the intrinsic ${i.name}`)
  return row(f, f.args(i, 0), i)
}
