// C and assembler names of MIR symbols: readable, safe, and the same in every build.

import { createHash } from 'node:crypto'
import type { SymbolName } from '../mir/mir.ts'

/** Functions that clang itself calls: the C names of program entries of these names. */
export const MEMORY_FUNCTIONS: readonly string[] = ['memcpy', 'memmove', 'memset', 'memcmp']

const MAX_READABLE = 60

export class Names {
  private readonly known = new Map<string, string>()

  /** `reserved`: symbols whose C name is fixed. */
  constructor(reserved: ReadonlyMap<SymbolName, string> = new Map()) {
    for (const [symbol, name] of reserved) this.known.set(`f_${symbol}`, name)
  }

  func(symbol: SymbolName): string { return this.name('f_', symbol) }
  data(symbol: SymbolName): string { return this.name('d_', symbol) }

  private name(prefix: string, symbol: string): string {
    const key = prefix + symbol
    let name = this.known.get(key)
    if (name === undefined) {
      const plain = symbol.replace(/[^A-Za-z0-9_]/g, '_').slice(0, MAX_READABLE)
      // A changed name carries a hash of the original, so that two symbols never meet in one name.
      const isSafe = plain === symbol && !/__[0-9a-f]{8}$/.test(symbol)
      name = prefix + (isSafe ? plain : `${plain}__${createHash('sha256').update(symbol).digest('hex').slice(0, 8)}`)
      this.known.set(key, name)
    }
    return name
  }
}
