// The walk over one source file that fills the structures of scope.ts: declares every name, resolves every
// identifier, and notes for each variable what decides where it lives. References are judged after the whole file has
// been seen, because whether a variable is ever assigned is known only then.

import ts from 'typescript'
import { Declarations } from './declarations.ts'
import { judge, keepLocal, type Reference } from './initialisation.ts'
import { isFunctionLike, makeBinding, specialBinding, thisOwner, type Binding, type FunctionScope, type Resolution, type Scope } from './scope.ts'
import {
  hasActiveStatics, hasExpressions, isAssignment, isDerived, isErased, isEvaluatedOnce, isStatic, isThisParameter, skipParentheses,
} from './syntax.ts'

/** Resolves every identifier of a file. */
export function resolveFile(source: ts.SourceFile, isLibrary: boolean): Resolution {
  return new Resolver(source, isLibrary).run()
}

class Resolver {
  readonly #source: ts.SourceFile
  readonly #isLibrary: boolean
  readonly #bindings = new Map<ts.Node, Binding>()
  readonly #declarations = new Declarations(this.#bindings)
  readonly #scopes = new Map<ts.Node, Scope>()
  readonly #functions = new Map<ts.Node, FunctionScope>()
  readonly #references: Reference[] = []
  readonly #regionOf = new Map<Scope, object | null>()
  #scope!: Scope
  #func!: FunctionScope
  #region: object | null = null

  constructor(source: ts.SourceFile, isLibrary: boolean) {
    this.#source = source
    this.#isLibrary = isLibrary
  }

  run(): Resolution {
    const func = this.#openFunction(this.#source, { isArrow: false, isInitialiser: false, createdAt: -1 })
    const moduleScope = this.#scope
    this.#declarations.declareVars(this.#source, moduleScope)
    this.#declarations.declareStatements(this.#source.statements, moduleScope)
    for (const statement of this.#source.statements) this.#visit(statement)
    this.#functions.set(this.#source, func)
    judge({ bindings: this.#bindings, references: this.#references, regionOf: this.#regionOf })
    // The declarations of a library module are lowered apart from each other.
    if (!this.#isLibrary) keepLocal(this.#source, moduleScope, this.#bindings)
    return { bindings: this.#bindings, scopes: this.#scopes, functions: this.#functions, moduleScope }
  }

  // --- scopes and declarations

  #openFunction(node: ts.Node, shape: { isArrow: boolean; isInitialiser: boolean; createdAt: number }): FunctionScope {
    const isModule = ts.isSourceFile(node)
    const func: FunctionScope = {
      node, parent: isModule
        ? null
        : this.#func, isModule, special: new Map(), bodyScope: null, scope: undefined as never, ...shape,
    }
    const scope: Scope = {
      parent: isModule ? null : this.#scope, node, func, names: new Map(), unordered: false, hoisted: [], isModule,
    }
    func.scope = scope
    this.#functions.set(node, func)
    this.#scopes.set(node, scope)
    this.#func = func
    this.#scope = scope
    this.#region = null
    this.#regionOf.set(scope, null)
    return func
  }

  #inFunction(
    node: ts.Node,
    shape: { isArrow: boolean; isInitialiser: boolean; createdAt: number },
    body: (func: FunctionScope) => void,
  ): void {
    const saved = [this.#scope, this.#func, this.#region] as const
    body(this.#openFunction(node, shape))
    ;[this.#scope, this.#func, this.#region] = saved
  }

  #newScope(node: ts.Node, unordered = false): Scope {
    const scope: Scope = {
      parent: this.#scope, node, func: this.#func, names: new Map(), unordered, hoisted: [], isModule: false,
    }
    this.#scopes.set(node, scope)
    this.#regionOf.set(scope, this.#region)
    return scope
  }

  #inScope(scope: Scope, body: () => void): void {
    const saved = this.#scope
    this.#scope = scope
    body()
    this.#scope = saved
  }

  #inRegion(active: boolean, body: () => void): void {
    const saved = this.#region
    if (active) this.#region = {}
    body()
    this.#region = saved
  }

  // --- references

  #lookUp(name: string): Binding | undefined {
    for (let scope: Scope | null = this.#scope; scope !== null; scope = scope.parent) {
      const binding = scope.names.get(name)
      if (binding !== undefined) return binding
    }
    return undefined
  }

  #refer(node: ts.Node, binding: Binding, writes: boolean): void {
    this.#references.push({ node, binding, func: this.#func, region: this.#region, writes })
  }

  #identifier(node: ts.Identifier, writes: boolean): void {
    const binding = this.#lookUp(node.text)
    if (binding !== undefined) {
      this.#refer(node, binding, writes)
    } else if (node.text === 'arguments') {
      const owner = thisOwner(this.#func)
      if (!owner.isModule) this.#refer(node, specialBinding(owner, 'arguments'), writes)
    }
  }

  #thisReference(node: ts.Node): void {
    const owner = thisOwner(this.#func)
    if (!owner.isModule) this.#refer(node, specialBinding(owner, 'this'), false)
  }

  #superCall(node: ts.CallExpression): void {
    const owner = thisOwner(this.#func)
    const binding = specialBinding(owner, 'this')
    const statement = node.parent
    const straight = this.#func === owner && ts.isExpressionStatement(statement) &&
      statement.parent === (owner.node as ts.ConstructorDeclaration).body
    if (straight) binding.initialisedFrom = Math.min(binding.initialisedFrom, node.end)
    if (this.#func !== owner) binding.assigned = true
    this.#refer(node, binding, this.#func !== owner || this.#region !== null)
  }

  // --- the walk

  #visit = (node: ts.Node): void => {
    if (isErased(node) || (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) ||
      ts.isTypeParameterDeclaration(node)) {
      return
    }
    if (isFunctionLike(node)) {
      return this.#function(node, ts.isFunctionDeclaration(node) ? this.#hoistedAt(node) : node.pos)
    }
    if (ts.isClassLike(node)) return this.#class(node)
    // TypeScript does not count the blocks of try statements as statements.
    if (ts.isStatement(node) || ts.isBlock(node)) return this.#statement(node)
    this.#expression(node)
  }

  #visitAll(nodes: readonly ts.Node[]): void {
    for (const node of nodes) this.#visit(node)
  }

  #expression(node: ts.Node): void {
    if (ts.isIdentifier(node)) return this.#identifier(node, false)
    if (node.kind === ts.SyntaxKind.ThisKeyword) return this.#thisReference(node)
    if (node.kind === ts.SyntaxKind.SuperKeyword) return this.#thisReference(node)
    if (ts.isPropertyAccessExpression(node)) return this.#visit(node.expression)
    if (ts.isMetaProperty(node)) return
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword) {
      this.#visitAll(node.arguments)
      return this.#superCall(node)
    }
    if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) {
      this.#target(node.left)
      return this.#visit(node.right)
    }
    if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
      const steps = node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken
      return steps ? this.#target(node.operand) : this.#visit(node.operand)
    }
    if (ts.isObjectLiteralExpression(node)) return this.#object(node)
    if (ts.isVariableDeclarationList(node)) return this.#declarationList(node)
    if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node)) return
    ts.forEachChild(node, this.#visit)
  }

  #object(node: ts.ObjectLiteralExpression): void {
    for (const property of node.properties) {
      if (ts.isShorthandPropertyAssignment(property)) {
        this.#identifier(property.name, false)
        if (property.objectAssignmentInitializer !== undefined) this.#visit(property.objectAssignmentInitializer)
      } else if (ts.isPropertyAssignment(property)) {
        this.#propertyName(property.name)
        this.#visit(property.initializer)
      } else if (ts.isSpreadAssignment(property)) {
        this.#visit(property.expression)
      } else {
        this.#visit(property)
      }
    }
  }

  #propertyName(name: ts.PropertyName): void {
    if (ts.isComputedPropertyName(name)) this.#visit(name.expression)
  }

  /** An assignment target: an identifier, a property, or a pattern. */
  #target(node: ts.Node): void {
    if (ts.isIdentifier(node)) return this.#identifier(node, true)
    if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node) ||
      ts.isSatisfiesExpression(node) || ts.isTypeAssertionExpression(node)) return this.#target(node.expression)
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
      this.#target(node.left)
      return this.#visit(node.right)
    }
    if (ts.isSpreadElement(node)) return this.#target(node.expression)
    if (ts.isArrayLiteralExpression(node)) return node.elements.forEach((element) => this.#target(element))
    if (!ts.isObjectLiteralExpression(node)) return this.#visit(node)
    for (const property of node.properties) {
      if (ts.isShorthandPropertyAssignment(property)) {
        this.#identifier(property.name, true)
        if (property.objectAssignmentInitializer !== undefined) this.#visit(property.objectAssignmentInitializer)
      } else if (ts.isPropertyAssignment(property)) {
        this.#propertyName(property.name)
        this.#target(property.initializer)
      } else if (ts.isSpreadAssignment(property)) {
        this.#target(property.expression)
      }
    }
  }

  #declarationList(list: ts.VariableDeclarationList): void {
    for (const declaration of list.declarations) {
      if (declaration.initializer !== undefined) this.#initialiser(declaration)
      this.#pattern(declaration.name, declaration.initializer !== undefined || !ts.isVariableStatement(list.parent))
    }
  }

  #initialiser(declaration: ts.VariableDeclaration): void {
    const initialiser = declaration.initializer!
    this.#visit(initialiser)
    const bare = skipParentheses(initialiser)
    if (!ts.isIdentifier(declaration.name) || !(ts.isArrowFunction(bare) || ts.isFunctionExpression(bare))) return
    const binding = this.#bindings.get(declaration.name)
    if (binding !== undefined && binding.kind !== 'var') binding.selfOf = this.#functions.get(bare) ?? null
  }

  /** The names of a declared pattern: its defaults and computed keys; `var`s are assigned here. */
  #pattern(name: ts.BindingName, assigns: boolean): void {
    if (ts.isIdentifier(name)) {
      const binding = this.#bindings.get(name)
      if (binding !== undefined && assigns && binding.kind !== 'let' && binding.kind !== 'const') {
        this.#refer(name, binding, true)
      }
      return
    }
    for (const element of name.elements) {
      if (!ts.isBindingElement(element)) continue
      if (element.propertyName !== undefined) this.#propertyName(element.propertyName)
      if (element.initializer !== undefined) this.#visit(element.initializer)
      this.#pattern(element.name, assigns)
    }
  }

  #hoistedAt(node: ts.FunctionDeclaration): number {
    const binding = node.name === undefined ? undefined : this.#bindings.get(node.name)
    return binding === undefined ? node.pos : binding.initialisedFrom - 0.5e-4
  }

  #function(node: ts.FunctionLikeDeclaration, createdAt: number): void {
    if (ts.isMethodDeclaration(node) || ts.isAccessor(node)) this.#propertyName(node.name)
    if (node.body === undefined) return
    this.#inFunction(node, { isArrow: ts.isArrowFunction(node), isInitialiser: false, createdAt }, (func) => {
      const { scope } = func
      if (ts.isConstructorDeclaration(node) && isDerived(node.parent)) {
        specialBinding(func, 'this').initialisedFrom = Infinity
      }
      if (ts.isFunctionDeclaration(node) && node.name !== undefined) {
        const own = this.#bindings.get(node.name)
        if (own !== undefined && own.kind === 'function' && !own.scope.isModule) own.selfOf = func
      }
      if (ts.isFunctionExpression(node) && node.name !== undefined) {
        const own = makeBinding(node.name.text, 'selfName', scope, -1)
        own.selfOf = func
        scope.names.set(node.name.text, own)
      }
      this.#parameters(node, func)
      const body = node.body!
      if (!ts.isBlock(body)) return this.#visit(body)
      this.#inScope(func.bodyScope ?? scope, () => this.#visitAll(body.statements))
    })
  }

  #parameters(node: ts.FunctionLikeDeclaration, func: FunctionScope): void {
    const parameters = node.parameters.filter((p) => !isThisParameter(p))
    const simple = parameters.every((p) => ts.isIdentifier(p.name) && p.initializer === undefined)
    const { scope } = func
    for (const parameter of parameters) {
      if (ts.isIdentifier(parameter.name) && scope.names.get(parameter.name.text)?.kind === 'selfName') {
        scope.names.delete(parameter.name.text)
      }
      this.#declarations.declarePattern(scope, parameter.name, 'param', simple ? -1 : parameter.end, parameter)
    }
    for (const parameter of parameters) {
      this.#pattern(parameter.name, false)
      if (parameter.initializer !== undefined) this.#visit(parameter.initializer)
    }
    const body = node.body!
    if (!ts.isBlock(body)) return
    let bodyScope = scope
    if (!simple && hasExpressions(parameters)) {
      this.#inScope(scope, () => { bodyScope = this.#newScope(body) })
      func.bodyScope = bodyScope
    }
    this.#shadowSelfName(body, scope)
    this.#declarations.declareVars(body, bodyScope)
    this.#declarations.declareStatements(body.statements, bodyScope)
  }

  /** A body that declares the function expression's own name hides it. */
  #shadowSelfName(body: ts.Block, scope: Scope): void {
    const own = [...scope.names.values()].find((binding) => binding.kind === 'selfName')
    if (own === undefined) return
    const probe: Scope = {
      parent: null, node: body, func: scope.func, names: new Map(), unordered: false, hoisted: [], isModule: false,
    }
    const bindings = new Map(this.#bindings)
    this.#declarations.declareVars(body, probe)
    this.#declarations.declareStatements(body.statements, probe)
    this.#bindings.clear()
    for (const [node, binding] of bindings) this.#bindings.set(node, binding)
    if (probe.names.has(own.name)) scope.names.delete(own.name)
  }

  #class(node: ts.ClassLikeDeclaration): void {
    const scope = this.#newScope(node)
    this.#inScope(scope, () => {
      const keepsOuter = ts.isClassDeclaration(node) && !hasActiveStatics(node)
      if (node.name !== undefined && !keepsOuter) {
        const own = makeBinding(node.name.text, 'className', scope, node.end - 0.5)
        scope.names.set(node.name.text, own)
        own.declaration = node
        own.isGlobal = isEvaluatedOnce(node)
      }
      for (const clause of node.heritageClauses ?? []) {
        if (clause.token === ts.SyntaxKind.ExtendsKeyword) for (const type of clause.types) this.#visit(type.expression)
      }
      for (const member of node.members) this.#member(member, node)
    })
  }

  #member(member: ts.ClassElement, node: ts.ClassLikeDeclaration): void {
    if (isErased(member)) return
    if (ts.isClassStaticBlockDeclaration(member)) {
      this.#inFunction(member, { isArrow: false, isInitialiser: true, createdAt: node.end }, (func) => {
        this.#declarations.declareVars(member.body, func.scope)
        this.#declarations.declareStatements(member.body.statements, func.scope)
        this.#visitAll(member.body.statements)
      })
    } else if (ts.isPropertyDeclaration(member)) {
      this.#propertyName(member.name)
      const initialiser = member.initializer
      if (initialiser === undefined) return
      const createdAt = isStatic(member) ? node.end : node.pos
      this.#inFunction(member, { isArrow: false, isInitialiser: true, createdAt }, () => this.#visit(initialiser))
    } else if (isFunctionLike(member)) {
      this.#function(member, node.pos)
    }
  }

  #statement(node: ts.Statement): void {
    if (ts.isBlock(node)) return this.#block(node, node.statements)
    if (ts.isVariableStatement(node)) return this.#declarationList(node.declarationList)
    if (ts.isForStatement(node)) return this.#for(node)
    if (ts.isForInStatement(node) || ts.isForOfStatement(node)) return this.#forEach(node)
    if (ts.isSwitchStatement(node)) return this.#switch(node)
    if (ts.isTryStatement(node)) return this.#try(node)
    if (ts.isLabeledStatement(node)) return this.#visit(node.statement)
    if (ts.isBreakOrContinueStatement(node)) return
    if (ts.isEnumDeclaration(node)) return this.#enum(node)
    if (ts.isImportDeclaration(node) || ts.isModuleDeclaration(node) || ts.isImportEqualsDeclaration(node)) return
    if (ts.isExportDeclaration(node)) return this.#exports(node)
    ts.forEachChild(node, this.#visit)
  }

  #exports(node: ts.ExportDeclaration): void {
    if (node.moduleSpecifier !== undefined || node.isTypeOnly || node.exportClause === undefined) return
    if (!ts.isNamedExports(node.exportClause)) return
    for (const element of node.exportClause.elements) {
      const name = element.propertyName ?? element.name
      const binding = ts.isIdentifier(name) ? this.#lookUp(name.text) : undefined
      if (binding !== undefined) this.#bindings.set(name, binding)
    }
  }

  #block(node: ts.Node, statements: readonly ts.Statement[]): void {
    const scope = this.#newScope(node)
    this.#declarations.declareStatements(statements, scope)
    this.#inScope(scope, () => this.#visitAll(statements))
  }

  #for(node: ts.ForStatement): void {
    const scope = this.#newScope(node)
    this.#inScope(scope, () => {
      if (node.initializer !== undefined) {
        if (ts.isVariableDeclarationList(node.initializer)) this.#declarations.declareList(node.initializer, scope)
        this.#visit(node.initializer)
      }
      if (node.condition !== undefined) this.#visit(node.condition)
      if (node.incrementor !== undefined) this.#visit(node.incrementor)
      this.#visit(node.statement)
    })
  }

  #forEach(node: ts.ForInOrOfStatement): void {
    const scope = this.#newScope(node)
    if (ts.isVariableDeclarationList(node.initializer)) {
      const kind = (node.initializer.flags & ts.NodeFlags.Const) !== 0 ? 'const' : 'let'
      if ((node.initializer.flags & ts.NodeFlags.BlockScoped) !== 0) {
        for (const { name } of node.initializer.declarations) {
          this.#declarations.declarePattern(scope, name, kind, node.expression.end, node.initializer)
        }
      }
    }
    this.#inScope(scope, () => {
      this.#visit(node.expression)
      if (ts.isVariableDeclarationList(node.initializer)) this.#visit(node.initializer)
      else this.#target(node.initializer)
      this.#visit(node.statement)
    })
  }

  #switch(node: ts.SwitchStatement): void {
    this.#visit(node.expression)
    const scope = this.#newScope(node, true)
    for (const clause of node.caseBlock.clauses) this.#declarations.declareStatements(clause.statements, scope)
    this.#inScope(scope, () => {
      for (const clause of node.caseBlock.clauses) {
        if (ts.isCaseClause(clause)) this.#visit(clause.expression)
        this.#visitAll(clause.statements)
      }
    })
  }

  #try(node: ts.TryStatement): void {
    this.#inRegion(true, () => this.#visit(node.tryBlock))
    const clause = node.catchClause
    if (clause !== undefined) {
      this.#inRegion(node.finallyBlock !== undefined, () => {
        const scope = this.#newScope(clause)
        const name = clause.variableDeclaration?.name
        if (name !== undefined) this.#declarations.declarePattern(scope, name, 'catch', name.end, clause)
        this.#inScope(scope, () => {
          if (name !== undefined) this.#pattern(name, false)
          this.#visit(clause.block)
        })
      })
    }
    if (node.finallyBlock !== undefined) this.#visit(node.finallyBlock)
  }

  #enum(node: ts.EnumDeclaration): void {
    const scope = this.#newScope(node)
    for (const member of node.members) {
      const name = ts.isIdentifier(member.name) || ts.isStringLiteral(member.name) ? member.name.text : null
      if (name === null) continue
      const binding = makeBinding(name, 'synthetic', scope, -1)
      binding.declaration = member
      scope.names.set(name, binding)
    }
    this.#inScope(scope, () => {
      for (const member of node.members) if (member.initializer !== undefined) this.#visit(member.initializer)
    })
  }
}
