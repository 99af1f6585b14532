// Members of built-ins that the library does not have: told at compile time where the checker knows that a member is one
// of the language's own methods. (Untyped code finds out as it does on an engine without that method.)

import ts from 'typescript'
import type { FunctionLowering } from './function.ts'
import type { ProgramLowering } from './program.ts'
import { isStatic, skipParentheses } from './syntax.ts'
import type { Unit } from './unit.ts'

const LOCALE_MEMBERS = new Set(
  [
    'localeCompare',
    'toLocaleString',
    'toLocaleDateString',
    'toLocaleTimeString',
    'toLocaleUpperCase',
    'toLocaleLowerCase',
  ],
)

/** Refuses a member access that reaches what is not offered. */
export function checkMemberAccess(
  program: ProgramLowering, f: FunctionLowering, node: ts.PropertyAccessExpression,
): void {
  const { checker } = program.loaded
  if (checker === null || f.unit.isLibrary || ts.isPrivateIdentifier(node.name)) return
  const name = node.name.text
  const symbol = checker.getSymbolAtLocation(node.name)
  const declarations = symbol?.declarations ?? []
  const ofLanguage = declarations.length > 0 &&
    declarations.every((declaration) => program.loaded.isLanguageLibrary(declaration.getSourceFile()))
  if (LOCALE_MEMBERS.has(name)) {
    if (symbol === undefined || ofLanguage) program.refuse(f, node.name, 'SK1202', name)
    return
  }
  if (program.loaded.library === null || !ofLanguage ||
    !declarations.every((declaration) => ts.isMethodSignature(declaration))) {
    return
  }
  if (declarations.every((declaration) => lacks(program, declaration.parent, name))) {
    program.refuse(f, node.name, 'SK1203', name)
  }
}

/** The library has the built-in that an interface of the checker's describes, but not this method of it. */
function lacks(program: ProgramLowering, owner: ts.Node, name: string): boolean {
  if (!ts.isInterfaceDeclaration(owner)) return false
  const interfaceName = owner.name.text
  const isConstructor = interfaceName.endsWith('Constructor')
  const global = isConstructor ? interfaceName.slice(0, -'Constructor'.length) : interfaceName.replace(/^Readonly/, '')
  const target = program.library.target(global)
  if (target === null || target.binding.declaration === null) return false
  const { declaration } = target.binding
  if (ts.isClassDeclaration(declaration)) {
    return classHas(program, target.unit, declaration, name, isConstructor) === false
  }
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return false
  const literal = skipParentheses(declaration.initializer)
  if (!ts.isObjectLiteralExpression(literal) || literal.properties.some(ts.isSpreadAssignment)) return false
  return !literal.properties.some((property) => nameOf(property.name) === name)
}

/** null: cannot be told from the text. */
function classHas(
  program: ProgramLowering, unit: Unit, node: ts.ClassDeclaration, name: string, wantStatic: boolean,
): boolean | null {
  for (const member of node.members) {
    if (isStatic(member) === wantStatic && nameOf(member.name) === name) return true
    // A static block can add anything to the class; what it adds to the prototype, the library declares.
    if (wantStatic && ts.isClassStaticBlockDeclaration(member)) return null
  }
  const heritage = node.heritageClauses?.find(
    (clause) => clause.token === ts.SyntaxKind.ExtendsKeyword,
  )?.types[0]?.expression
  if (heritage === undefined) return false
  if (!ts.isIdentifier(heritage)) return null
  const binding = unit.resolution.bindings.get(heritage)
  const target = binding === undefined ? program.library.target(heritage.text)
    : binding.kind === 'import' ? program.exports.resolveImport(unit, binding) : { unit, binding }
  if (target === null || !('binding' in target)) return null
  const { declaration } = target.binding
  return declaration !== null && ts.isClassDeclaration(declaration)
    ? classHas(program, target.unit, declaration, name, wantStatic)
    : null
}

function nameOf(name: ts.Node | undefined): string | null {
  return name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : null
}
