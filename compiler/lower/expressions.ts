// Expressions → HIR, except calls, assignments, object and class literals, which have files of their own.

import ts from 'typescript'
import type { BinaryOperator, ValueId } from '../hir/hir.ts'
import { lowerAssignment, lowerUpdate } from './assignments.ts'
import { lowerCall, lowerNew } from './calls.ts'
import { lowerClass } from './classes.ts'
import { applyFacts, lowerCondition, lowerWithFacts, type Fact } from './conditions.ts'
import { lowerAwait, lowerYield } from './coroutines.ts'
import type { FunctionLowering } from './function.ts'
import { lowerNested } from './functions.ts'
import { lowerArrayLiteral, lowerObjectLiteral } from './literals.ts'
import { isConstantGlobal, lowerIdentifier } from './names.ts'
import { lowerDelete, lowerReference, readReference } from './references.ts'
import { lowerPrivateIn } from './private-names.ts'
import { isAssignment } from './syntax.ts'
import { specialBinding, thisOwner } from './scope.ts'
import { read } from './variables.ts'

/** Code for an expression; `name` is what an anonymous function or class gets (NamedEvaluation). */
export function lowerExpression(f: FunctionLowering, node: ts.Expression, name = ''): ValueId {
  switch (node.kind) {
    case ts.SyntaxKind.ParenthesizedExpression: case ts.SyntaxKind.AsExpression: case ts.SyntaxKind.NonNullExpression:
    case ts.SyntaxKind.SatisfiesExpression: case ts.SyntaxKind.TypeAssertionExpression: case ts.SyntaxKind.ExpressionWithTypeArguments:
    case ts.SyntaxKind.PartiallyEmittedExpression:
      return lowerExpression(f, (node as ts.ParenthesizedExpression).expression, name)
    case ts.SyntaxKind.NumericLiteral: return f.constant(Number((node as ts.NumericLiteral).text))
    case ts.SyntaxKind.StringLiteral: case ts.SyntaxKind.NoSubstitutionTemplateLiteral:
      return f.constant((node as ts.StringLiteral).text)
    case ts.SyntaxKind.TrueKeyword: return f.constant(true)
    case ts.SyntaxKind.FalseKeyword: return f.constant(false)
    case ts.SyntaxKind.NullKeyword: return f.constant(null)
    case ts.SyntaxKind.Identifier: return lowerIdentifier(f, node as ts.Identifier)
    case ts.SyntaxKind.ThisKeyword: return lowerThis(f, node)
    case ts.SyntaxKind.ArrowFunction: f.at(node); return lowerNested(f, node as ts.ArrowFunction, name, 'arrow')
    case ts.SyntaxKind.FunctionExpression: {
      f.at(node)
      return lowerNested(f, node as ts.FunctionExpression, (node as ts.FunctionExpression).name?.text ?? name, 'normal')
    }
    case ts.SyntaxKind.ClassExpression:
      return lowerClass(f, node as ts.ClassExpression, (node as ts.ClassExpression).name?.text ?? name)
    case ts.SyntaxKind.ObjectLiteralExpression: return lowerObjectLiteral(f, node as ts.ObjectLiteralExpression)
    case ts.SyntaxKind.ArrayLiteralExpression: return lowerArrayLiteral(f, (node as ts.ArrayLiteralExpression).elements)
    case ts.SyntaxKind.TemplateExpression: return lowerTemplate(f, node as ts.TemplateExpression)
    default: return lowerOperation(f, node, name)
  }
}

function lowerOperation(f: FunctionLowering, node: ts.Expression, name: string): ValueId {
  if (ts.isBinaryExpression(node)) return lowerBinary(f, node, name)
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) || ts.isCallExpression(node)) {
    return lowerChainTop(f, node)
  }
  if (ts.isPrefixUnaryExpression(node)) return lowerPrefix(f, node)
  if (ts.isPostfixUnaryExpression(node)) return lowerUpdate(f, node.operand, node.operator, false, node)
  if (ts.isConditionalExpression(node)) return lowerConditional(f, node, name)
  if (ts.isNewExpression(node)) return lowerNew(f, node)
  if (ts.isTypeOfExpression(node)) return lowerTypeof(f, node)
  if (ts.isVoidExpression(node)) {
    lowerExpression(f, node.expression)
    return f.constant(undefined)
  }
  if (ts.isDeleteExpression(node)) return lowerDelete(f, node)
  if (ts.isAwaitExpression(node)) return lowerAwait(f, lowerExpression(f, node.expression), node)
  if (ts.isYieldExpression(node)) return lowerYield(f, node)
  if (ts.isMetaProperty(node)) return lowerMeta(f, node)
  return refuseExpression(f, node)
}

function refuseExpression(f: FunctionLowering, node: ts.Expression): ValueId {
  switch (node.kind) {
    case ts.SyntaxKind.RegularExpressionLiteral: return f.refuse(node, 'SK1300')
    case ts.SyntaxKind.BigIntLiteral: return f.refuse(node, 'SK1301')
    case ts.SyntaxKind.TaggedTemplateExpression: return f.refuse(node, 'SK1303')
    case ts.SyntaxKind.JsxElement: case ts.SyntaxKind.JsxSelfClosingElement: case ts.SyntaxKind.JsxFragment:
      return f.refuse(node, 'SK1307')
    default: return f.refuse(node, 'SK1308', ts.SyntaxKind[node.kind])
  }
}

function lowerThis(f: FunctionLowering, node: ts.Node): ValueId {
  const binding = f.unit.resolution.bindings.get(node)
  return binding === undefined ? f.constant(undefined) : read(f, binding, node)
}

function lowerMeta(f: FunctionLowering, node: ts.MetaProperty): ValueId {
  if (node.keywordToken === ts.SyntaxKind.ImportKeyword) return f.refuse(node, 'SK1104')
  const owner = thisOwner(f.currentScope)
  if (owner.isModule || owner.isInitialiser) return f.constant(undefined)
  return f.raw(specialBinding(owner, 'newTarget'))
}

function lowerTemplate(f: FunctionLowering, node: ts.TemplateExpression): ValueId {
  let result: ValueId | null = node.head.text === '' ? null : f.constant(node.head.text)
  for (const span of node.templateSpans) {
    const value = lowerExpression(f, span.expression)
    f.at(span.expression)
    const text = f.emit({ op: 'unary', operator: 'toString' }, [value])
    result = result === null ? text : f.emit({ op: 'binary', operator: 'add' }, [result, text])
    if (span.literal.text !== '') {
      result = f.emit({ op: 'binary', operator: 'add' }, [result, f.constant(span.literal.text)])
    }
  }
  return result!
}

const prefixOperators = new Map<ts.SyntaxKind, 'neg' | 'plus' | 'not' | 'bitnot'>([
  [ts.SyntaxKind.MinusToken, 'neg'], [ts.SyntaxKind.PlusToken, 'plus'],
  [ts.SyntaxKind.ExclamationToken, 'not'], [ts.SyntaxKind.TildeToken, 'bitnot'],
])

function lowerPrefix(f: FunctionLowering, node: ts.PrefixUnaryExpression): ValueId {
  const operator = prefixOperators.get(node.operator)
  if (operator === undefined) return lowerUpdate(f, node.operand, node.operator, true, node)
  if (operator === 'neg' && ts.isNumericLiteral(node.operand)) return f.constant(-Number(node.operand.text))
  const value = lowerExpression(f, node.operand)
  f.at(node)
  return f.emit({ op: 'unary', operator }, [value])
}

function lowerTypeof(f: FunctionLowering, node: ts.TypeOfExpression): ValueId {
  const bare = node.expression
  const isGlobal = ts.isIdentifier(bare) && f.unit.resolution.bindings.get(bare) === undefined
  if (isGlobal && !isConstantGlobal(bare.text) && !f.program.isKnownGlobal(bare.text)) return f.constant('undefined')
  const value = lowerExpression(f, bare)
  f.at(node)
  return f.emit({ op: 'unary', operator: 'typeof' }, [value])
}

/** Merges the values of two paths: each of them gives its value to `result`. */
export function lowerJoin(
  f: FunctionLowering, build: (result: object, end: (value: ValueId) => void) => void, name = '',
): ValueId {
  const result = {}
  const after = f.newBlock()
  build(result, (value) => {
    f.builder.write(result, value)
    f.builder.jump(after)
  })
  f.builder.startSealed(after)
  return f.builder.read(result, name)
}

function lowerConditional(f: FunctionLowering, node: ts.ConditionalExpression, name: string): ValueId {
  return lowerJoin(f, (_, end) => {
    const ifTrue = f.newBlock()
    const ifFalse = f.newBlock()
    lowerCondition(f, node.condition, ifTrue, ifFalse)
    f.builder.startSealed(ifTrue)
    end(lowerExpression(f, node.whenTrue, name))
    f.builder.startSealed(ifFalse)
    end(lowerExpression(f, node.whenFalse, name))
  })
}

function lowerBinary(f: FunctionLowering, node: ts.BinaryExpression, name: string): ValueId {
  const operator = node.operatorToken.kind
  if (isAssignment(operator)) return lowerAssignment(f, node)
  switch (operator) {
    case ts.SyntaxKind.CommaToken:
      lowerExpression(f, node.left)
      return lowerExpression(f, node.right)
    case ts.SyntaxKind.AmpersandAmpersandToken: case ts.SyntaxKind.BarBarToken: case ts.SyntaxKind.QuestionQuestionToken:
      return lowerLogical(f, node, name)
    case ts.SyntaxKind.InKeyword:
      if (ts.isPrivateIdentifier(node.left)) return lowerPrivateIn(f, node.left, node)
  }
  const left = lowerExpression(f, node.left)
  const right = lowerExpression(f, node.right)
  f.at(node)
  return lowerBinaryValues(f, operator, left, right)
}

/** UTF-16 units of the longest sum of literals that is made here. */
const LONGEST_FOLDED_UNITS = 1 << 16

const binaryOperators = new Map<ts.SyntaxKind, BinaryOperator>([
  [ts.SyntaxKind.PlusToken, 'add'], [ts.SyntaxKind.MinusToken, 'sub'], [ts.SyntaxKind.AsteriskToken, 'mul'],
  [ts.SyntaxKind.SlashToken, 'div'], [ts.SyntaxKind.PercentToken, 'mod'], [ts.SyntaxKind.AsteriskAsteriskToken, 'exp'],
  [ts.SyntaxKind.AmpersandToken, 'bitand'], [ts.SyntaxKind.BarToken, 'bitor'], [ts.SyntaxKind.CaretToken, 'bitxor'],
  [ts.SyntaxKind.LessThanLessThanToken, 'shl'], [ts.SyntaxKind.GreaterThanGreaterThanToken, 'shr'],
  [ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken, 'ushr'],
  [ts.SyntaxKind.LessThanToken, 'lt'], [ts.SyntaxKind.LessThanEqualsToken, 'le'],
  [ts.SyntaxKind.GreaterThanToken, 'gt'], [ts.SyntaxKind.GreaterThanEqualsToken, 'ge'],
  [ts.SyntaxKind.EqualsEqualsToken, 'eq'], [ts.SyntaxKind.ExclamationEqualsToken, 'ne'],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, 'strictEq'], [ts.SyntaxKind.ExclamationEqualsEqualsToken, 'strictNe'],
])

/** An operator that evaluates both operands, on their values. */
export function lowerBinaryValues(
  f: FunctionLowering, operator: ts.SyntaxKind, left: ValueId, right: ValueId,
): ValueId {
  if (operator === ts.SyntaxKind.InstanceOfKeyword) return f.emit({ op: 'instanceof' }, [left, right])
  if (operator === ts.SyntaxKind.InKeyword) return f.emit({ op: 'hasProp' }, [left, right])
  if (operator === ts.SyntaxKind.PlusToken) return lowerSum(f, left, right)
  return f.emit({ op: 'binary', operator: binaryOperators.get(operator)! }, [left, right])
}

/** `left + right`; long texts are written as sums of literals. */
function lowerSum(f: FunctionLowering, left: ValueId, right: ValueId): ValueId {
  const [first, second] = [f.builder.constantText(left), f.builder.constantText(right)]
  if (first !== null && second !== null && first.length + second.length <= LONGEST_FOLDED_UNITS) return f.constant(first + second)
  return f.emit({ op: 'binary', operator: 'add' }, [left, right])
}

function lowerLogical(f: FunctionLowering, node: ts.BinaryExpression, name: string): ValueId {
  return lowerJoin(f, (_, end) => {
    const facts: Fact[] = []
    const operator = node.operatorToken.kind
    if (operator === ts.SyntaxKind.QuestionQuestionToken) {
      const left = lowerExpression(f, node.left)
      return lowerNullishRest(f, node, left, () => lowerExpression(f, node.right, name), end)
    }
    const left = lowerWithFacts(f, node.left, facts)
    f.at(node)
    const isAnd = operator === ts.SyntaxKind.AmpersandAmpersandToken
    const ifTrue = f.newBlock()
    const ifFalse = f.newBlock()
    f.builder.branch(left, ifTrue, ifFalse)
    f.builder.startSealed(isAnd ? ifFalse : ifTrue)
    applyFacts(f, facts, !isAnd)
    end(f.builder.refine(left, { kind: 'truthy' }, isAnd))
    f.builder.startSealed(isAnd ? ifTrue : ifFalse)
    applyFacts(f, facts, isAnd)
    end(lowerExpression(f, node.right, name))
  })
}

/** `left ?? rest`, once left is there. */
export function lowerNullishRest(
  f: FunctionLowering, node: ts.Node, left: ValueId, rest: () => ValueId, end: (value: ValueId) => void,
): void {
  f.at(node)
  const nullish = f.newBlock()
  const present = f.newBlock()
  f.builder.branch(f.emit({ op: 'unary', operator: 'isNullish' }, [left]), nullish, present)
  f.builder.startSealed(present)
  end(f.builder.refine(left, { kind: 'nullish' }, true))
  f.builder.startSealed(nullish)
  end(rest())
}

/** A member access or call, possibly the top of an optional chain. */
function lowerChainTop(
  f: FunctionLowering, node: ts.PropertyAccessExpression | ts.ElementAccessExpression | ts.CallExpression,
): ValueId {
  if ((node.flags & ts.NodeFlags.OptionalChain) === 0) return lowerLink(f, node, null)
  return lowerJoin(f, (_, end) => {
    const absent = f.newBlock()
    end(lowerLink(f, node, absent))
    f.builder.startSealed(absent)
    end(f.constant(undefined))
  })
}

/** One link of a chain; `absent` is where a nullish `?.` goes. */
export function lowerLink(
  f: FunctionLowering, node: ts.Expression, absent: ReturnType<FunctionLowering['newBlock']> | null,
): ValueId {
  if (ts.isCallExpression(node)) return lowerCall(f, node, absent)
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    return readReference(f, lowerReference(f, node, absent), node)
  }
  if (ts.isNonNullExpression(node) || ts.isParenthesizedExpression(node)) {
    if ((node.flags & ts.NodeFlags.OptionalChain) !== 0) return lowerLink(f, node.expression, absent)
  }
  return lowerExpression(f, node)
}

/** In a chain: goes to `absent` if the value is nullish; gives the value, known not to be. */
export function stopIfNullish(
  f: FunctionLowering, value: ValueId, absent: ReturnType<FunctionLowering['newBlock']>,
): ValueId {
  const next = f.newBlock()
  f.builder.branch(f.emit({ op: 'unary', operator: 'isNullish' }, [value]), absent, next)
  f.builder.startSealed(next)
  return f.builder.refine(value, { kind: 'nullish' }, true)
}
