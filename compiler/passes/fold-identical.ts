// fold-identical: functions with the same body become one.
//
//   func a(i32) -> i32 { … }   func b(i32) -> i32 { the same }        →        calls of b are calls of a; b is gone
//
// Needs: nothing. Ensures: no two functions differ only in symbol, name and places. Merging makes callers alike, so it is
// repeated until nothing changes. Copies of generic code for several kinds of receiver often end up the same.

import type { MirFunction, MirProgram, SymbolName } from '../mir/mir.ts'
import { printBlock } from '../mir/print.ts'

/** A text that is equal for interchangeable functions. */
function bodyText(func: MirFunction): string {
  const head = `${func.params.join()} ${func.result} ${func.locals.join()} ${func.canThrow} ${func.checksDepth} ${func.inline}\n`
  // Places stand at the ends of lines; a quoted message cannot end a line so, for it ends with a quote.
  return head + func.blocks.map(printBlock).join('').replace(/ @\d+:\d+:\d+$/gm, '')
}

function rename(program: MirProgram, table: Map<SymbolName, SymbolName>): void {
  const renamed = (symbol: SymbolName): SymbolName => table.get(symbol) ?? symbol
  for (const func of program.functions.values()) {
    for (const block of func.blocks) {
      for (const i of block.instructions) {
        if (i.op === 'call' || i.op === 'callSpilled') i.func = renamed(i.func)
        else if (i.op === 'address') i.symbol = renamed(i.symbol)
      }
    }
  }
  for (const data of program.data.values()) {
    if (data.kind === 'shape' && data.shape.entry !== null) data.shape.entry = renamed(data.shape.entry)
  }
  for (const [name, symbol] of program.entries) program.entries.set(name, renamed(symbol))
  program.start = renamed(program.start)
}

export function foldIdentical(program: MirProgram): void {
  for (;;) {
    const first = new Map<string, SymbolName>()
    const table = new Map<SymbolName, SymbolName>()
    for (const func of program.functions.values()) {
      const text = bodyText(func)
      const same = first.get(text)
      if (same === undefined) first.set(text, func.symbol)
      else table.set(func.symbol, same)
    }
    if (table.size === 0) return
    for (const symbol of table.keys()) program.functions.delete(symbol)
    rename(program, table)
  }
}
