// Checks a tree of files against import-rules.ts. The tree is a value, so that tests can seed violations into it.
import { dirname, join } from 'node:path/posix'
import ts from 'typescript'
import {
  ambientNames, hostFileSuffixes, libraryPackages, libraryRooms, rawFolders, rawModule, roofs, roomsWithoutAmbient,
  safetyMark, sectionMark,
} from './import-rules.ts'

/** Path from the project's root, with `/`, to text. */
export type FileTree = ReadonlyMap<string, string>

export interface Violation {
  readonly path: string
  /** From 1. */
  readonly line: number
  readonly message: string
}

interface Import {
  readonly specifier: string
  readonly line: number
}

/** All violations, in order of the tree. */
export function checkTree(tree: FileTree): Violation[] {
  const violations: Violation[] = []
  for (const [path, text] of tree) {
    if (hostFileSuffixes.some((suffix) => path.endsWith(suffix))) continue
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true)
    const report = (line: number, message: string): void => void violations.push({ path, line, message })
    checkImports(path, importsOf(source), report)
    if (roomsWithoutAmbient.includes(roomOf(path) ?? '')) checkAmbient(source, report)
    checkSafety(path, source, report)
  }
  return violations
}

type Report = (line: number, message: string) => void

function roomOf(path: string): string | null {
  const parts = path.split('/')
  return parts[0] === 'library' && parts.length > 2 ? parts[1] : null
}

function importsOf(source: ts.SourceFile): Import[] {
  const imports: Import[] = []
  const add = (node: ts.Expression): void => {
    if (ts.isStringLiteralLike(node)) imports.push({ specifier: node.text, line: lineOf(source, node) })
  }
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) add(node.moduleSpecifier)
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) node.arguments.forEach(add)
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal as ts.Expression)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return imports
}

function checkImports(path: string, imports: readonly Import[], report: Report): void {
  for (const { specifier, line } of imports) {
    const target = specifier.startsWith('.') ? join(dirname(path), specifier) : specifier
    const reason = forbidden(path, target, specifier.startsWith('.'))
    if (reason !== null) report(line, `${specifier}: ${reason}`)
  }
}

/** Why `path` may not import `target`; null when it may. */
function forbidden(path: string, target: string, relative: boolean): string | null {
  if (relative && target === rawModule && !rawFolders.some((folder) => path.startsWith(folder))) {
    return 'raw memory operations are only for ' + rawFolders.join(', ')
  }
  const room = roomOf(path)
  if (room !== null) return forbiddenToRoom(room, target, relative)
  const roof = path.split('/')[0]
  const allowed = roofs[roof]
  if (allowed === undefined) return `there is no rule for ${roof}/`
  const ok = allowed.some((rule) => {
    if (rule === 'self') return relative && target.startsWith(`${roof}/`)
    if (rule.endsWith(':') || rule.endsWith('/')) return !relative && target.startsWith(rule)
    return relative ? reaches(rule, target) : target === rule
  })
  return ok ? null : `${roof}/ may import ${allowed.join(', ')}`
}

/** Whether a target is the single file, or in the folder, that a rule names. */
function reaches(rule: string, target: string): boolean {
  return rule.endsWith('.ts') ? target === rule : target.startsWith(`${rule}/`)
}

function forbiddenToRoom(room: string, target: string, relative: boolean): string | null {
  const allowed = libraryRooms[room]
  if (allowed === undefined) return `library/${room} is not a room of the design`
  if (!relative) {
    const packages = libraryPackages[room] ?? []
    return packages.some((name) => target === name || target.startsWith(`${name}/`)) ? null : `${room} may import no package`
  }
  if (!target.startsWith('library/')) return 'library/ imports nothing outside itself'
  const inside = target.slice('library/'.length)
  const ok = inside.startsWith(`${room}/`) || allowed.some((rule) => rule === '*' || reaches(rule, inside))
  return ok ? null : `${room} may import ${allowed.length === 0 ? 'nothing' : allowed.join(', ')}`
}

const ambientGlobals = new Set(ambientNames.filter((name) => !name.includes('.')))
const ambientMembers = new Set(ambientNames.filter((name) => name.includes('.')))

function checkAmbient(source: ts.SourceFile, report: Report): void {
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) {
      const name = `${node.expression.getText(source)}.${node.name.text}`
      if (ambientMembers.has(name)) report(lineOf(source, node), `${name} is ambient; take it as a parameter`)
      visit(node.expression)
      return
    }
    if (ts.isIdentifier(node) && ambientGlobals.has(node.text) && !isMemberName(node)) {
      report(lineOf(source, node), `${node.text} is ambient; take it as a parameter`)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
}

/** Whether an identifier names a member (of an object, class or interface) and refers to nothing by itself. */
function isMemberName(node: ts.Identifier): boolean {
  const parent = node.parent
  if (ts.isShorthandPropertyAssignment(parent)) return false
  if (ts.isQualifiedName(parent)) return parent.right === node
  return (ts.isPropertyAssignment(parent) || ts.isClassElement(parent) || ts.isTypeElement(parent)) && parent.name === node
}

function checkSafety(path: string, source: ts.SourceFile, report: Report): void {
  const names = rawValueNames(path, source)
  if (names.size === 0) return
  const lines = source.text.split('\n')
  const starts = [0, ...lines.flatMap((line, index) => (line.startsWith(sectionMark) ? [index] : []))]
  const firstUse = firstUseBySection(source, names, starts)
  for (const [section, line] of firstUse) {
    const end = starts[section + 1] ?? lines.length
    const marked = lines.slice(starts[section], end).some((text) => text.includes(safetyMark))
    if (!marked) report(line, `raw operations in a section without a \`${safetyMark}\` line`)
  }
}

/** Local names of the raw operations that the file imports as values. */
function rawValueNames(path: string, source: ts.SourceFile): Set<string> {
  const names = new Set<string>()
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue
    const clause = statement.importClause
    if (join(dirname(path), statement.moduleSpecifier.text) !== rawModule || clause === undefined) continue
    if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword || clause.namedBindings === undefined) continue
    if (ts.isNamespaceImport(clause.namedBindings)) names.add(clause.namedBindings.name.text)
    else for (const element of clause.namedBindings.elements) if (!element.isTypeOnly) names.add(element.name.text)
  }
  return names
}

function firstUseBySection(source: ts.SourceFile, names: ReadonlySet<string>, starts: readonly number[]): Map<number, number> {
  const first = new Map<number, number>()
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return
    if (ts.isIdentifier(node) && names.has(node.text) && !isMemberName(node)) {
      const line = lineOf(source, node)
      const section = starts.findLastIndex((start) => start <= line - 1)
      if (!first.has(section)) first.set(section, line)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return first
}

function lineOf(source: ts.SourceFile, node: ts.Node): number {
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1
}
