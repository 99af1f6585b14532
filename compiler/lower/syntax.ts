// Questions that the lowering asks of single nodes of the syntax tree.

import ts from 'typescript'
import { isFunctionLike } from './scope.ts'

/** Evaluated at most once in a run: at module level, outside loops and functions. */
export function isEvaluatedOnce(node: ts.Node): boolean {
  for (let up = node.parent; up !== undefined; up = up.parent) {
    if (ts.isSourceFile(up)) return true
    if (isFunctionLike(up) || ts.isIterationStatement(up, false)) return false
    if (ts.isPropertyDeclaration(up) && !isStatic(up)) return false
  }
  return false
}

export function isStatic(node: ts.Node): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((m) => m.kind === ts.SyntaxKind.StaticKeyword)
}

export function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((m) => m.kind === kind)
}

/** Declarations that the emit erases. */
export function isErased(node: ts.Node): boolean {
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return true
  if (hasModifier(node, ts.SyntaxKind.DeclareKeyword) ||
    hasModifier(node, ts.SyntaxKind.AbstractKeyword) && !ts.isClassLike(node)) {
    return true
  }
  return (isFunctionLike(node) && node.body === undefined)
}

/** Static members that run code at class evaluation which could see the class half made. */
export function hasActiveStatics(node: ts.ClassLikeDeclaration): boolean {
  return node.members.some((member) => ts.isClassStaticBlockDeclaration(member) ||
    (ts.isPropertyDeclaration(member) && isStatic(member) && !isErased(member) && member.initializer !== undefined &&
      !isInert(member.initializer)))
}

export function isDerived(node: ts.ClassLikeDeclaration): boolean {
  return (node.heritageClauses ?? []).some((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword)
}

/** Evaluating it runs no code of anyone else. */
function isInert(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) {
    return isInert(node.expression)
  }
  if (ts.isPrefixUnaryExpression(node)) return ts.isNumericLiteral(node.operand)
  if (ts.isArrayLiteralExpression(node)) return node.elements.every((e) => isInert(e))
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every(
      (p) => ts.isPropertyAssignment(p) && !ts.isComputedPropertyName(p.name) && isInert(p.initializer),
    )
  }
  return ts.isNumericLiteral(node) || ts.isStringLiteralLike(node) || ts.isArrowFunction(node) || ts.isFunctionExpression(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword ||
      node.kind === ts.SyntaxKind.NullKeyword
}

export function isThisParameter(parameter: ts.ParameterDeclaration): boolean {
  return ts.isIdentifier(parameter.name) && parameter.name.text === 'this'
}

/** The specification's "hasParameterExpressions". */
export function hasExpressions(parameters: readonly ts.ParameterDeclaration[]): boolean {
  const inPattern = (name: ts.BindingName): boolean => !ts.isIdentifier(name) && name.elements.some((e) =>
    ts.isBindingElement(e) &&
      (e.initializer !== undefined || (e.propertyName !== undefined && ts.isComputedPropertyName(e.propertyName)) ||
        inPattern(e.name)))
  return parameters.some((p) => p.initializer !== undefined || inPattern(p.name))
}

export function skipParentheses(node: ts.Expression): ts.Expression {
  let inner = node
  while (ts.isParenthesizedExpression(inner) || ts.isAsExpression(inner) || ts.isNonNullExpression(inner) ||
    ts.isSatisfiesExpression(inner) || ts.isTypeAssertionExpression(inner)) inner = inner.expression
  return inner
}

export function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment
}
