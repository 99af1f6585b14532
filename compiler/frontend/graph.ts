// The module graph of a program: which files its imports mean, in the order in which ECMAScript evaluates them.

import { existsSync } from 'node:fs'
import { dirname, resolve as resolvePath } from 'node:path'
import ts from 'typescript'
import type { RefusalCode } from './refusals.ts'

export interface ImportRequest { specifier: string; node: ts.Node }

/** Module requests of a file in source order; type-only imports are none. */
export function moduleRequests(source: ts.SourceFile): ImportRequest[] {
  const requests: ImportRequest[] = []
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) {
      if (statement.importClause?.isTypeOnly !== true) {
        requests.push(
          { specifier: (statement.moduleSpecifier as ts.StringLiteral).text, node: statement.moduleSpecifier },
        )
      }
    } else if (ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined && !statement.isTypeOnly) {
      requests.push(
        { specifier: (statement.moduleSpecifier as ts.StringLiteral).text, node: statement.moduleSpecifier },
      )
    }
  }
  return requests
}

export type Resolved = { path: string } | { refused: RefusalCode }

/** The file that a specifier means. */
export function resolveSpecifier(fromPath: string, specifier: string, libraryRoot: string): Resolved {
  if (specifier.startsWith('skerry/')) {
    return { path: resolvePath(libraryRoot, specifier.slice('skerry/'.length), 'mod.ts') }
  }
  if (specifier.startsWith('node:')) return { refused: 'SK1003' }
  if (!/^\.\.?\//.test(specifier)) return { refused: 'SK1002' }
  const plain = resolvePath(dirname(fromPath), specifier)
  const candidates = [plain, plain.replace(/\.js$/, '.ts'), `${plain}.ts`, `${plain}/index.ts`]
  const path = candidates.find(
    (candidate) => candidate.endsWith('.ts') && !candidate.endsWith('.d.ts') && existsSync(candidate),
  )
  return path === undefined ? { refused: 'SK1002' } : { path }
}

/** True where an `await` (or `for await`) stands at module level. */
export function hasTopLevelAwait(source: ts.SourceFile): boolean {
  const visit = (node: ts.Node): boolean => {
    if (ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined)) return true
    if (ts.isFunctionLike(node) || ts.isPropertyDeclaration(node) || ts.isClassStaticBlockDeclaration(node)) {
      // Computed names and decorators of members still belong to the module level.
      const name = (node as ts.NamedDeclaration).name
      return name !== undefined && ts.isComputedPropertyName(name) && visit(name.expression)
    }
    return ts.forEachChild(node, (child) => (visit(child) ? true : undefined)) === true
  }
  return visit(source)
}
