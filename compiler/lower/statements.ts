// Statements → HIR; loops and try have files of their own.

import ts from 'typescript'
import { lowerClassDeclaration } from './classes.ts'
import { branchWithFacts, equalityFacts, lowerCondition, type Fact } from './conditions.ts'
import { lowerEnum } from './enums.ts'
import { lowerTry } from './exceptions.ts'
import { leaveByJump, leaveByReturn } from './exits.ts'
import { lowerExpression } from './expressions.ts'
import type { Control, FunctionLowering, LoopControl } from './function.ts'
import { lowerDoWhile, lowerFor, lowerForIn, lowerForOf, lowerWhile } from './loops.ts'
import { bindPattern } from './patterns.ts'
import { isErased } from './syntax.ts'
import type { Scope } from './scope.ts'
import { enterScope, initialise } from './variables.ts'

export function lowerStatements(f: FunctionLowering, statements: readonly ts.Statement[]): void {
  for (const statement of statements) lowerStatement(f, statement)
}

/** A block with a scope of its own. */
export function lowerBlock(f: FunctionLowering, node: ts.Block): void {
  const scope = f.unit.resolution.scopes.get(node)
  if (scope === undefined) lowerStatements(f, node.statements)
  else lowerBlockBody(f, node, scope)
}

export function lowerBlockBody(f: FunctionLowering, node: ts.Block, scope: Scope): void {
  enterScope(f, scope)
  lowerStatements(f, node.statements)
}

export function lowerStatement(f: FunctionLowering, node: ts.Statement, labels: readonly string[] = []): void {
  if (isErased(node)) return
  f.at(node)
  switch (node.kind) {
    case ts.SyntaxKind.ExpressionStatement: lowerExpression(f, (node as ts.ExpressionStatement).expression); break
    case ts.SyntaxKind.VariableStatement: lowerDeclarations(f, (node as ts.VariableStatement).declarationList); break
    case ts.SyntaxKind.IfStatement: lowerIf(f, node as ts.IfStatement); break
    case ts.SyntaxKind.ReturnStatement: lowerReturn(f, node as ts.ReturnStatement); break
    case ts.SyntaxKind.Block:
      labels.length > 0 ? lowerLabelledBlock(f, node, labels) : lowerBlock(f, node as ts.Block)
      break
    case ts.SyntaxKind.ForStatement: lowerFor(f, node as ts.ForStatement, labels); break
    case ts.SyntaxKind.ForOfStatement: lowerForOf(f, node as ts.ForOfStatement, labels); break
    case ts.SyntaxKind.ForInStatement: lowerForIn(f, node as ts.ForInStatement, labels); break
    case ts.SyntaxKind.WhileStatement: lowerWhile(f, node as ts.WhileStatement, labels); break
    case ts.SyntaxKind.DoStatement: lowerDoWhile(f, node as ts.DoStatement, labels); break
    case ts.SyntaxKind.SwitchStatement: lowerSwitch(f, node as ts.SwitchStatement, labels); break
    case ts.SyntaxKind.ThrowStatement: lowerThrow(f, node as ts.ThrowStatement); break
    case ts.SyntaxKind.TryStatement:
      labels.length > 0 ? lowerLabelledBlock(f, node, labels) : lowerTry(f, node as ts.TryStatement)
      break
    case ts.SyntaxKind.BreakStatement: case ts.SyntaxKind.ContinueStatement:
      lowerJump(f, node as ts.BreakOrContinueStatement)
      break
    case ts.SyntaxKind.LabeledStatement: lowerLabelled(f, node as ts.LabeledStatement, labels); break
    case ts.SyntaxKind.ClassDeclaration: lowerClassDeclaration(f, node as ts.ClassDeclaration); break
    case ts.SyntaxKind.EnumDeclaration: lowerEnum(f, node as ts.EnumDeclaration); break
    default: lowerRare(f, node, labels)
  }
}

function lowerRare(f: FunctionLowering, node: ts.Statement, labels: readonly string[]): void {
  switch (node.kind) {
    case ts.SyntaxKind.EmptyStatement: case ts.SyntaxKind.DebuggerStatement: case ts.SyntaxKind.FunctionDeclaration:
    case ts.SyntaxKind.ImportDeclaration: case ts.SyntaxKind.ExportDeclaration: case ts.SyntaxKind.InterfaceDeclaration:
    case ts.SyntaxKind.TypeAliasDeclaration:
      if (labels.length > 0 && node.kind === ts.SyntaxKind.FunctionDeclaration) {
        f.refuse(node, 'SK1308', 'a labelled function')
      }
      break
    case ts.SyntaxKind.ExportAssignment: lowerExportAssignment(f, node as ts.ExportAssignment); break
    case ts.SyntaxKind.WithStatement: f.refuse(node, 'SK1102'); break
    case ts.SyntaxKind.ModuleDeclaration: if (hasValues(node as ts.ModuleDeclaration)) f.refuse(node, 'SK1306'); break
    case ts.SyntaxKind.ImportEqualsDeclaration: f.refuse(node, 'SK1004', node.getText().slice(0, 40)); break
    default: f.refuse(node, 'SK1308', ts.SyntaxKind[node.kind])
  }
}

function hasValues(node: ts.ModuleDeclaration): boolean {
  if (node.body === undefined) return false
  if (ts.isModuleDeclaration(node.body)) return hasValues(node.body)
  return !ts.isModuleBlock(node.body) ||
    node.body.statements.some((s) => !isErased(s) && !(ts.isModuleDeclaration(s) && !hasValues(s)))
}

function lowerExportAssignment(f: FunctionLowering, node: ts.ExportAssignment): void {
  if (node.isExportEquals === true) {
    f.refuse(node, 'SK1005')
    return
  }
  const value = lowerExpression(f, node.expression, 'default')
  f.emit({ op: 'globalSet', global: f.program.defaultExport(f.unit), check: false }, [value])
}

export function lowerDeclarations(f: FunctionLowering, list: ts.VariableDeclarationList): void {
  if ((list.flags & ts.NodeFlags.Using) === ts.NodeFlags.Using ||
    (list.flags & ts.NodeFlags.AwaitUsing) === ts.NodeFlags.AwaitUsing) {
    f.refuse(list, 'SK1305')
    return
  }
  const isVar = (list.flags & ts.NodeFlags.BlockScoped) === 0
  for (const { name, initializer } of list.declarations) {
    if (initializer === undefined) {
      if (!isVar && ts.isIdentifier(name)) initialise(f, f.unit.resolution.bindings.get(name)!, f.constant(undefined))
      continue
    }
    const value = f.program.lowerInitialiser(f, initializer, ts.isIdentifier(name) ? name.text : '')
    f.at(name)
    bindPattern(f, name, value, isVar ? 'assign' : 'initialise', initializer)
  }
}

function lowerIf(f: FunctionLowering, node: ts.IfStatement): void {
  const { builder } = f
  const [ifTrue, ifFalse, after] = [f.newBlock(), f.newBlock(), f.newBlock()]
  lowerCondition(f, node.expression, ifTrue, ifFalse)
  builder.startSealed(ifTrue)
  lowerStatement(f, node.thenStatement)
  builder.jump(after)
  builder.startSealed(ifFalse)
  if (node.elseStatement !== undefined) lowerStatement(f, node.elseStatement)
  builder.jump(after)
  builder.startSealed(after)
}

function lowerReturn(f: FunctionLowering, node: ts.ReturnStatement): void {
  const value = node.expression === undefined ? f.constant(undefined) : lowerExpression(f, node.expression)
  f.at(node)
  leaveByReturn(f, value)
}

function lowerThrow(f: FunctionLowering, node: ts.ThrowStatement): void {
  const value = lowerExpression(f, node.expression)
  f.at(node)
  f.builder.throw(value)
  f.builder.startSealed(f.newBlock())
}

function lowerJump(f: FunctionLowering, node: ts.BreakOrContinueStatement): void {
  const isContinue = ts.isContinueStatement(node)
  const label = node.label?.text
  const matches = (control: Control): boolean => {
    if (control.kind !== 'jump') return false
    if (label !== undefined) {
      return control.labels.has(label) && (isContinue ? control.continueTo : control.breakTo) !== null
    }
    return isContinue ? control.continueTo !== null : control.plainBreak
  }
  const depth = f.controls.findLastIndex(matches)
  leaveByJump(f, depth, isContinue)
}

function lowerLabelled(f: FunctionLowering, node: ts.LabeledStatement, labels: readonly string[]): void {
  const all = [...labels, node.label.text]
  if (ts.isLabeledStatement(node.statement) || ts.isIterationStatement(node.statement, false) ||
    ts.isSwitchStatement(node.statement)) {
    lowerStatement(f, node.statement, all)
  } else {
    lowerLabelledBlock(f, node.statement, all)
  }
}

function lowerLabelledBlock(f: FunctionLowering, node: ts.Statement, labels: readonly string[]): void {
  const after = f.newBlock()
  withControl(
    f,
    { kind: 'jump', labels: new Set(labels), breakTo: after, continueTo: null, plainBreak: false },
    () => lowerStatement(f, node),
  )
  f.builder.jump(after)
  f.builder.startSealed(after)
}

export function withControl(f: FunctionLowering, control: LoopControl, body: () => void): void {
  f.controls.push(control)
  body()
  f.controls.pop()
}

function lowerSwitch(f: FunctionLowering, node: ts.SwitchStatement, labels: readonly string[]): void {
  const { builder } = f
  const subject = lowerExpression(f, node.expression)
  enterScope(f, f.unit.resolution.scopes.get(node)!)
  const after = f.newBlock()
  const { clauses } = node.caseBlock
  const bodies = clauses.map(() => f.newBlock())
  clauses.forEach((clause, i) => {
    if (!ts.isCaseClause(clause)) return
    const value = lowerExpression(f, clause.expression)
    f.at(clause)
    const equal = f.emit({ op: 'binary', operator: 'strictEq' }, [subject, value])
    const facts: Fact[] = []
    equalityFacts(f, node.expression, subject, clause.expression, { negated: false, loose: false }, facts)
    const next = f.newBlock()
    branchWithFacts(f, equal, facts, bodies[i]!, next)
    builder.startSealed(next)
  })
  const defaultIndex = clauses.findIndex((clause) => ts.isDefaultClause(clause))
  builder.jump(defaultIndex < 0 ? after : bodies[defaultIndex]!)
  withControl(f, { kind: 'jump', labels: new Set(labels), breakTo: after, continueTo: null, plainBreak: true }, () => {
    clauses.forEach((clause, i) => {
      builder.startSealed(bodies[i]!)
      lowerStatements(f, clause.statements)
      builder.jump(bodies[i + 1] ?? after)
    })
  })
  builder.startSealed(after)
}

