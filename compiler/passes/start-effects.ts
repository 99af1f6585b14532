// What code that `image-heap` leaves to the run may read and write: module variables by name, objects all together.

import type { MirFunction, MirInstruction, MirProgram, SymbolName } from '../mir/mir.ts'
import { entryFunctions } from './call-graph.ts'
import { memoryEffect } from './memory.ts'

export class StartEffects {
  /** Module variables that code noted so far may have read or written. */
  readonly touched = new Set<SymbolName>()
  private readonly seen = new Set<SymbolName>()
  private callsAnything = false
  constructor(private readonly program: MirProgram) {
    for (const func of program.functions.values()) this.noteAddresses(func)
  }

  /** A word whose address is taken may change at any time. */
  private noteAddresses(func: MirFunction): void {
    for (const block of func.blocks) {
      for (const i of block.instructions) if (i.op === 'address' && this.program.data.get(i.symbol)?.kind === 'global') this.touched.add(i.symbol)
    }
  }

  /** Notes what an instruction does by itself or by those whom it calls; says whether it may read or write objects. */
  note(i: MirInstruction): boolean {
    switch (i.op) {
      case 'globalLoad': case 'globalStore': this.touched.add(i.symbol); return false
      case 'call': case 'callSpilled': this.reach(i.func); return true
      case 'callEntry': case 'callEntrySpread': this.reachEntries(); return true
      case 'allocate': case 'allocateSized': case 'allocateWith': this.reachEntry('allocateSlow'); return false
      case 'load': case 'store': return true
      default: return memoryEffect(i) !== 'none'
    }
  }

  private reachEntry(name: string): void {
    const symbol = this.program.entries.get(name)
    if (symbol !== undefined) this.reach(symbol)
  }

  private reachEntries(): void {
    if (this.callsAnything) return
    this.callsAnything = true
    for (const symbol of entryFunctions(this.program)) this.reach(symbol)
  }

  private reach(symbol: SymbolName): void {
    const queue = [symbol]
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const func = this.program.functions.get(next)
      if (func === undefined || this.seen.has(next)) continue
      this.seen.add(next)
      if (func.checksDepth) this.reachEntry('throwStackOverflow')
      for (const block of func.blocks) {
        for (const i of block.instructions) {
          if (i.op === 'call' || i.op === 'callSpilled') queue.push(i.func)
          else this.note(i)
        }
      }
    }
  }
}
