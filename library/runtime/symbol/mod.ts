// Symbol.
export { createSymbol, Symbol } from './symbol.ts'
