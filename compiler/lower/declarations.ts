// Declares the names of a source file in the scopes of scope.ts.

import ts from 'typescript'
import { isFunctionLike, makeBinding, type Binding, type BindingKind, type Scope } from './scope.ts'
import { isErased } from './syntax.ts'

export class Declarations {
  /** The binding of each declared name's identifier. */
  readonly #bindings: Map<ts.Node, Binding>

  constructor(bindings: Map<ts.Node, Binding>) {
    this.#bindings = bindings
  }

  /** Declares a name; a `var` or function may be declared already. */
  #declare(
    scope: Scope, name: ts.Identifier, kind: BindingKind, initialisedFrom: number, declaration: ts.Node | null,
  ): Binding {
    let binding = scope.names.get(name.text)
    if (binding === undefined) {
      binding = makeBinding(name.text, kind, scope, initialisedFrom)
      binding.isGlobal = scope.isModule
      scope.names.set(name.text, binding)
    } else if (kind === 'function' && binding.kind === 'param') {
      binding.assigned = true
    } else if (kind === 'var') {
      this.#bindings.set(name, binding)
      return binding
    }
    binding.declaration = declaration
    this.#bindings.set(name, binding)
    return binding
  }

  declarePattern(
    scope: Scope, name: ts.BindingName, kind: BindingKind, initialisedFrom: number, declaration: ts.Node,
  ): void {
    if (ts.isIdentifier(name)) {
      this.#declare(scope, name, kind, initialisedFrom, declaration)
      return
    }
    for (const element of name.elements) {
      if (ts.isBindingElement(element)) this.declarePattern(scope, element.name, kind, initialisedFrom, declaration)
    }
  }

  /** Declares the `var`s of a function or module body in `scope`. */
  declareVars(node: ts.Node, scope: Scope): void {
    const visit = (child: ts.Node): void => {
      if (isFunctionLike(child) || ts.isClassLike(child) || isErased(child)) return
      if (ts.isVariableDeclarationList(child) && (child.flags & ts.NodeFlags.BlockScoped) === 0) {
        for (const declaration of child.declarations) {
          this.declarePattern(scope, declaration.name, 'var', -1, declaration)
        }
      }
      if (!ts.isExpression(child)) ts.forEachChild(child, visit)
    }
    ts.forEachChild(node, visit)
  }

  /** Declares the lexical names of a statement list in `scope`. */
  declareStatements(statements: readonly ts.Statement[], scope: Scope): void {
    const start = statements.length === 0 ? 0 : statements[0]!.pos
    for (const statement of statements) {
      if (isErased(statement)) continue
      if (ts.isFunctionDeclaration(statement)) {
        const order = start + scope.hoisted.length / 1e4
        scope.hoisted.push(statement)
        if (statement.name !== undefined) this.#declare(scope, statement.name, 'function', order + 0.5e-4, statement)
      } else if (ts.isClassDeclaration(statement)) {
        if (statement.name !== undefined) this.#declare(scope, statement.name, 'class', statement.end, statement)
      } else if (ts.isEnumDeclaration(statement)) {
        this.#declare(scope, statement.name, 'enum', scope.isModule ? -1 : statement.end, statement)
      } else if (ts.isVariableStatement(statement)) {
        this.declareList(statement.declarationList, scope)
      } else if (ts.isImportDeclaration(statement)) {
        this.#declareImports(statement, scope)
      }
    }
  }

  declareList(list: ts.VariableDeclarationList, scope: Scope): void {
    if ((list.flags & ts.NodeFlags.BlockScoped) === 0) return
    const kind = (list.flags & ts.NodeFlags.Const) !== 0 ? 'const' : 'let'
    for (const declaration of list.declarations) {
      this.declarePattern(scope, declaration.name, kind, declaration.end, declaration)
    }
  }

  #declareImports(statement: ts.ImportDeclaration, scope: Scope): void {
    const clause = statement.importClause
    if (clause === undefined || clause.isTypeOnly) return
    if (clause.name !== undefined) this.#declare(scope, clause.name, 'import', -1, clause)
    const named = clause.namedBindings
    if (named === undefined) return
    if (ts.isNamespaceImport(named)) this.#declare(scope, named.name, 'import', -1, named)
    else for (const element of named.elements) {
      if (!element.isTypeOnly) this.#declare(scope, element.name, 'import', -1, element)
    }
  }
}
