// constant-globals: a module variable that no code writes is its initial value wherever it is read; one that no code
// reads is not written.
//
//   data global limit i32 16
//   v1: i32 = globalLoad limit    →    v1: i32 = const 16
//   globalStore unread v2         →    (nothing)
//
// Needs: image-heap, which gives variables their initial values. Ensures: every variable left is both read and written,
// or named by a shape.

import type { MirProgram, SymbolName } from '../mir/mir.ts'
import { becomeStatic, zeroValue } from './rewrite.ts'

interface Uses { read: Set<SymbolName>; written: Set<SymbolName> }

function usesOf(program: MirProgram): Uses {
  const uses: Uses = { read: new Set(), written: new Set() }
  for (const data of program.data.values()) if (data.kind === 'shape' && data.shape.prototype !== null) uses.read.add(data.shape.prototype)
  for (const func of program.functions.values()) {
    for (const block of func.blocks) {
      for (const i of block.instructions) {
        if (i.op === 'globalLoad' || i.op === 'address') uses.read.add(i.symbol)
        if (i.op === 'globalStore' || i.op === 'address') uses.written.add(i.symbol)
      }
    }
  }
  return uses
}

export function constantGlobals(program: MirProgram): void {
  const uses = usesOf(program)
  for (const func of program.functions.values()) {
    for (const block of func.blocks) {
      block.instructions = block.instructions.filter((i) => i.op !== 'globalStore' || uses.read.has(i.symbol))
      for (let at = 0; at < block.instructions.length; at++) {
        const i = block.instructions[at]
        if (i.op !== 'globalLoad' || uses.written.has(i.symbol)) continue
        const data = program.data.get(i.symbol)
        if (data?.kind === 'global') at += becomeStatic(func, block, at, data.initial ?? zeroValue(data.rep))
      }
    }
  }
}
