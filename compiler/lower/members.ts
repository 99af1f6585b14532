// Members of built-ins that the library does not have: told at compile time where the checker knows that a member is
// one of the language's own.

import ts from 'typescript'
import type { ProgramLowering } from './program.ts'
import type { FunctionLowering } from './function.ts'

const LOCALE_MEMBERS = new Set(['localeCompare', 'toLocaleString', 'toLocaleDateString', 'toLocaleTimeString', 'toLocaleUpperCase', 'toLocaleLowerCase'])

export function checkMemberAccess(program: ProgramLowering, f: FunctionLowering, node: ts.PropertyAccessExpression): void {
  const { checker } = program.loaded
  if (checker === null || f.unit.isLibrary) return
  const name = node.name.text
  if (LOCALE_MEMBERS.has(name)) {
    const symbol = checker.getSymbolAtLocation(node.name)
    if (symbol === undefined || isOfLanguage(program, symbol)) program.refuse(f, node.name, 'SK1202', name)
  }
}

/** Declared in TypeScript's own library files. */
function isOfLanguage(program: ProgramLowering, symbol: ts.Symbol): boolean {
  return (symbol.declarations ?? []).some((declaration) => program.loaded.isLanguageLibrary(declaration.getSourceFile()))
}
