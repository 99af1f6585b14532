// What Function.prototype.toString gives: the function's text in the JavaScript that the fixed emit makes of its module.
//
// The emit keeps functions and classes in their order, drops those without a body and what is ambient, and makes a
// function of each enum; so the n-th of the one tree is the n-th of the other.

import ts from 'typescript'

/** The fixed emit's, LANGUAGE §1; a test compares them with those that run the same program under Node. */
export const EMIT_OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, useDefineForClassFields: true, isolatedModules: true,
  verbatimModuleSyntax: true, removeComments: false,
}

/** Modifiers that stand before a function's text. */
const OUTSIDE = new Set([ts.SyntaxKind.ExportKeyword, ts.SyntaxKind.DefaultKeyword, ts.SyntaxKind.StaticKeyword])

/** The text of every function and class of a module, by its node in the TypeScript tree. */
export function functionTexts(source: ts.SourceFile): Map<ts.Node, string> {
  const { outputText } = ts.transpileModule(source.text, { fileName: source.fileName, compilerOptions: EMIT_OPTIONS })
  const script = ts.createSourceFile('module.js', outputText, ts.ScriptTarget.ESNext, false, ts.ScriptKind.JS)
  const nodes = functionsOf(source)
  const emitted = functionsOf(script)
  const texts = new Map<ts.Node, string>()
  // Namespaces become functions too; they are refused.
  if (source.statements.some((one) => ts.isModuleDeclaration(one) && !isAmbient(one))) return texts
  if (nodes.length !== emitted.length) throw new Error(`${source.fileName}: ${nodes.length} functions, ${emitted.length} after the emit`)
  nodes.forEach((node, i) => texts.set(node, outputText.slice(startOf(emitted[i], script), emitted[i].end)))
  return texts
}

/** Functions with a body, classes, and enums, which the emit makes functions of; in source order. */
function functionsOf(source: ts.SourceFile): ts.Node[] {
  const found: ts.Node[] = []
  const visit = (node: ts.Node): void => {
    if (isAmbient(node)) return
    const isFunction = ts.isFunctionLike(node) && (node as ts.FunctionLikeDeclaration).body !== undefined
    if (isFunction || ts.isClassLike(node) || ts.isEnumDeclaration(node)) found.push(node)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function isAmbient(node: ts.Node): boolean {
  return ts.canHaveModifiers(node) && ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.DeclareKeyword) === true
}

function startOf(node: ts.Node, script: ts.SourceFile): number {
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined
  const last = modifiers?.findLast((modifier) => OUTSIDE.has(modifier.kind))
  if (last === undefined) return node.getStart(script)
  const scanner = ts.createScanner(ts.ScriptTarget.ESNext, true, ts.LanguageVariant.Standard, script.text, undefined, last.end)
  scanner.scan()
  return scanner.getTokenStart()
}
