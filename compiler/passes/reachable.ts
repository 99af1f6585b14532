// reachable: drops functions and static data that nothing can reach from the start.
//
// Needs: nothing. Ensures: every function is reached from start or entries by calls, addresses, or a kept shape's generic
// entry. Entries that emitted code calls (allocateSlow, throwStackOverflow, mem*) are kept at first, because passes make
// new uses of them; `reachableFinally` drops those that nothing needs.
// Strings and shapes that only shapes mention are made at emission.

import type { MirData, MirFunction, MirProgram, StaticValue, SymbolName } from '../mir/mir.ts'
import { MEMORY_FUNCTIONS } from '../emit/names.ts'

/** Kinds of shapes that static strings and symbols need. */
const STATIC_KINDS = ['string.latin1', 'string.utf16', 'symbol']

function entriesNeededBy(func: MirFunction): string[] {
  const needed: string[] = func.checksDepth ? ['throwStackOverflow'] : []
  for (const block of func.blocks) {
    for (const i of block.instructions) {
      if (i.op === 'allocate' || i.op === 'allocateSized' || i.op === 'allocateWith') needed.push('allocateSlow')
    }
  }
  return needed
}

class Marker {
  readonly seen = new Set<SymbolName>()
  private readonly queue: SymbolName[] = []
  private readonly program: MirProgram
  constructor(program: MirProgram) { this.program = program }

  mark(symbol: SymbolName | null | undefined): void {
    if (symbol === null || symbol === undefined || this.seen.has(symbol)) return
    this.seen.add(symbol)
    this.queue.push(symbol)
  }

  run(): void {
    for (let symbol = this.queue.pop(); symbol !== undefined; symbol = this.queue.pop()) {
      const func = this.program.functions.get(symbol)
      if (func !== undefined) this.func(func)
      const data = this.program.data.get(symbol)
      if (data !== undefined) this.data(data)
    }
  }

  private func(func: MirFunction): void {
    for (const name of entriesNeededBy(func)) this.mark(this.program.entries.get(name))
    for (const block of func.blocks) {
      for (const i of block.instructions) {
        if (i.op === 'call' || i.op === 'callSpilled') this.mark(i.func)
        else if (i.op === 'address' || i.op === 'globalLoad' || i.op === 'globalStore') this.mark(i.symbol)
        else if (i.op === 'allocate' || i.op === 'allocateSized') this.mark(i.shape)
      }
    }
  }

  private value(value: StaticValue | undefined): void {
    if (value?.kind === 'address') this.mark(value.symbol)
  }

  private data(data: MirData): void {
    if (data.kind === 'closure') this.mark(data.shape)
    else if (data.kind === 'global') this.value(data.initial)
    else if (data.kind === 'object') {
      this.mark(data.shape)
      for (const word of data.words) this.value(word.value)
    } else if (data.kind === 'shape') {
      this.mark(data.shape.prototype)
      this.mark(data.shape.entry)
    }
  }
}

export function reachable(program: MirProgram): void {
  dropUnreached(program, true)
}

export function reachableFinally(program: MirProgram): void {
  dropUnreached(program, false)
}

function dropUnreached(program: MirProgram, keepsEntries: boolean): void {
  const marker = new Marker(program)
  marker.mark(program.start)
  // clang may call mem* from anything.
  for (const [name, symbol] of program.entries) if (keepsEntries || MEMORY_FUNCTIONS.includes(name)) marker.mark(symbol)
  for (const data of program.data.values()) {
    if (data.kind === 'shape' && STATIC_KINDS.includes(data.shape.kind)) marker.mark(data.symbol)
  }
  marker.run()
  for (const symbol of program.functions.keys()) if (!marker.seen.has(symbol)) program.functions.delete(symbol)
  for (const symbol of program.data.keys()) if (!marker.seen.has(symbol)) program.data.delete(symbol)
  for (const [name, symbol] of program.entries) if (!marker.seen.has(symbol)) program.entries.delete(name)
}
