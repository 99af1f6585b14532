// Symbol (ECMA-262 §20.4).
import {
  kindOf, newSymbol, primitiveOf, symbolDescription, symbolKey, wellKnownSymbol,
} from '../intrinsics/mod.ts'
import { describe, describeSymbol } from '../errors/describe.ts'

/** Symbols of Symbol.for, by key. */
const registry = new Map<string, symbol>()

/** `Symbol(description)`; with `new` it is a TypeError. */
export function createSymbol(description: unknown): symbol {
  return newSymbol(description === undefined ? undefined : `${description as string}`, undefined)
}

/** The symbol that `this` is, bare or wrapped. */
function thisSymbol(value: unknown, method: string): symbol {
  if (typeof value === 'symbol') return value
  if (kindOf(value) === 'primitive') {
    const primitive = primitiveOf(value)
    if (typeof primitive === 'symbol') return primitive
  }
  throw new TypeError(`Symbol.prototype${method} requires that 'this' be a Symbol`)
}

export class Symbol {
  static readonly asyncIterator = wellKnownSymbol('asyncIterator')
  static readonly hasInstance = wellKnownSymbol('hasInstance')
  static readonly isConcatSpreadable = wellKnownSymbol('isConcatSpreadable')
  static readonly iterator = wellKnownSymbol('iterator')
  static readonly match = wellKnownSymbol('match')
  static readonly matchAll = wellKnownSymbol('matchAll')
  static readonly replace = wellKnownSymbol('replace')
  static readonly search = wellKnownSymbol('search')
  static readonly species = wellKnownSymbol('species')
  static readonly split = wellKnownSymbol('split')
  static readonly toPrimitive = wellKnownSymbol('toPrimitive')
  static readonly toStringTag = wellKnownSymbol('toStringTag')
  static readonly unscopables = wellKnownSymbol('unscopables')

  constructor(_description: unknown = undefined) {
    throw new TypeError('Symbol is not a constructor')
  }

  static for(key: unknown): symbol {
    const name = `${key as string}`
    const known = registry.get(name)
    if (known !== undefined) return known
    const symbol = newSymbol(name, name)
    registry.set(name, symbol)
    return symbol
  }

  static keyFor(symbol: unknown): string | undefined {
    if (typeof symbol !== 'symbol') throw new TypeError(`${describe(symbol)} is not a symbol`)
    return symbolKey(symbol)
  }

  get description(): string | undefined {
    return symbolDescription(thisSymbol(this, '.description'))
  }

  toString(): string {
    return describeSymbol(thisSymbol(this, '.toString'))
  }

  valueOf(): symbol {
    return thisSymbol(this, '.valueOf')
  }

  [globalThis.Symbol.toPrimitive](): symbol {
    return thisSymbol(this, ' [ @@toPrimitive ]')
  }

  get [globalThis.Symbol.toStringTag](): string {
    return 'Symbol'
  }
}
