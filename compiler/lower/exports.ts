// Which variable an import means: export tables of modules, followed through re-exports.

import ts from 'typescript'
import { hasModifier, isErased } from './syntax.ts'
import { makeBinding, type Binding } from './scope.ts'
import type { Unit } from './unit.ts'

export type ExportTarget =
  | { kind: 'variable'; unit: Unit; binding: Binding }
  | { kind: 'namespace'; unit: Unit }

type Entry = { kind: 'local'; binding: Binding } | { kind: 'from'; specifier: string; name: string } | { kind: 'namespace'; specifier: string }

interface Table { entries: Map<string, Entry>; stars: string[]; defaultBinding: Binding }

/** Finds a module's unit by the specifier of an import in another. */
export type FindUnit = (from: Unit, specifier: string) => Unit | null

export class Exports {
  readonly #tables = new Map<Unit, Table>()
  readonly #find: FindUnit

  constructor(find: FindUnit) {
    this.#find = find
  }

  /** The variable of `export default` where it has no name. */
  defaultBinding(unit: Unit): Binding {
    return this.#table(unit).defaultBinding
  }

  /** Names exported by the module itself. */
  names(unit: Unit): string[] {
    return [...this.#table(unit).entries.keys()]
  }

  /** What `name` of a module is; null if it exports no such thing. */
  resolve(unit: Unit, name: string, seen = new Set<string>()): ExportTarget | null {
    const mark = `${unit.index}:${name}`
    if (seen.has(mark)) return null
    seen.add(mark)
    const { entries, stars } = this.#table(unit)
    const entry = entries.get(name)
    if (entry !== undefined) return this.#follow(unit, entry, seen)
    if (name === 'default') return null
    for (const specifier of stars) {
      const from = this.#find(unit, specifier)
      const target = from === null ? null : this.resolve(from, name, seen)
      if (target !== null) return target
    }
    return null
  }

  /** What an import binding of a module means. */
  resolveImport(unit: Unit, binding: Binding): ExportTarget | null {
    const node = binding.declaration!
    const declaration = ts.findAncestor(node, ts.isImportDeclaration)!
    const from = this.#find(unit, (declaration.moduleSpecifier as ts.StringLiteral).text)
    if (from === null) return null
    if (ts.isNamespaceImport(node)) return { kind: 'namespace', unit: from }
    return this.resolve(from, ts.isImportSpecifier(node) ? (node.propertyName ?? node.name).text : 'default')
  }

  #follow(unit: Unit, entry: Entry, seen: Set<string>): ExportTarget | null {
    if (entry.kind === 'local') {
      if (entry.binding.kind === 'import') return this.resolveImport(unit, entry.binding)
      return { kind: 'variable', unit, binding: entry.binding }
    }
    const from = this.#find(unit, entry.specifier)
    if (from === null) return null
    return entry.kind === 'namespace' ? { kind: 'namespace', unit: from } : this.resolve(from, entry.name, seen)
  }

  #table(unit: Unit): Table {
    let table = this.#tables.get(unit)
    if (table === undefined) {
      const { moduleScope } = unit.resolution
      const defaultBinding = makeBinding('default', 'synthetic', moduleScope, -1)
      defaultBinding.isGlobal = true
      table = { entries: new Map(), stars: [], defaultBinding }
      this.#tables.set(unit, table)
      for (const statement of unit.source.statements) this.#statement(unit, table, statement)
    }
    return table
  }

  #statement(unit: Unit, table: Table, statement: ts.Statement): void {
    if (ts.isExportDeclaration(statement)) return this.#exportDeclaration(unit, table, statement)
    if (ts.isExportAssignment(statement)) {
      table.entries.set('default', { kind: 'local', binding: table.defaultBinding })
      return
    }
    if (!hasModifier(statement, ts.SyntaxKind.ExportKeyword) || isErased(statement)) return
    const isDefault = hasModifier(statement, ts.SyntaxKind.DefaultKeyword)
    const local = (name: ts.Identifier): void => {
      const binding = unit.resolution.moduleScope.names.get(name.text)
      if (binding !== undefined) table.entries.set(isDefault ? 'default' : name.text, { kind: 'local', binding })
    }
    if (ts.isVariableStatement(statement)) {
      for (const { name } of statement.declarationList.declarations) eachName(name, local)
    } else if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) ||
      ts.isEnumDeclaration(statement)) {
      if (statement.name !== undefined) local(statement.name)
      else table.entries.set('default', { kind: 'local', binding: table.defaultBinding })
    }
  }

  #exportDeclaration(unit: Unit, table: Table, node: ts.ExportDeclaration): void {
    if (node.isTypeOnly) return
    const specifier = node.moduleSpecifier === undefined ? null : (node.moduleSpecifier as ts.StringLiteral).text
    const clause = node.exportClause
    if (clause === undefined) {
      table.stars.push(specifier!)
    } else if (ts.isNamespaceExport(clause)) {
      table.entries.set(clause.name.text, { kind: 'namespace', specifier: specifier! })
    } else {
      for (const element of clause.elements) {
        if (element.isTypeOnly) continue
        const source = (element.propertyName ?? element.name).text
        if (specifier !== null) {
          table.entries.set(element.name.text, { kind: 'from', specifier, name: source })
        } else {
          const binding = unit.resolution.moduleScope.names.get(source)
          if (binding !== undefined) table.entries.set(element.name.text, { kind: 'local', binding })
        }
      }
    }
  }
}

function eachName(name: ts.BindingName, visit: (name: ts.Identifier) => void): void {
  if (ts.isIdentifier(name)) return visit(name)
  for (const element of name.elements) if (ts.isBindingElement(element)) eachName(element.name, visit)
}
