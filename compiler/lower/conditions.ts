// Branching on expressions, and what each branch teaches: after `if (typeof x === 'string')` the variable x is, on that
// side, a `refine` of its value.

import ts from 'typescript'
import type { Predicate, Primitive, ValueId } from '../hir/hir.ts'
import type { OpenBlock } from './builder.ts'
import { lowerExpression, lowerBinaryValues } from './expressions.ts'
import type { FunctionLowering } from './function.ts'
import { skipParentheses } from './syntax.ts'
import { refinableVariable } from './variables.ts'
import type { Binding } from './scope.ts'

/** A truth about a variable when the condition holds (or, if `negated`, when it does not). */
export interface Fact {
  variable: Binding
  value: ValueId
  predicate: Predicate
  negated: boolean
  other?: ValueId
  /** Says nothing in the other branch. */ oneSided?: boolean
}

/** Evaluates a condition and goes to one of two blocks, which the caller seals afterwards. */
export function lowerCondition(f: FunctionLowering, node: ts.Expression, ifTrue: OpenBlock, ifFalse: OpenBlock): void {
  const bare = skipParentheses(node)
  if (ts.isPrefixUnaryExpression(bare) && bare.operator === ts.SyntaxKind.ExclamationToken) {
    return lowerCondition(f, bare.operand, ifFalse, ifTrue)
  }
  if (ts.isBinaryExpression(bare)) {
    const operator = bare.operatorToken.kind
    if (operator === ts.SyntaxKind.AmpersandAmpersandToken || operator === ts.SyntaxKind.BarBarToken) {
      const isAnd = operator === ts.SyntaxKind.AmpersandAmpersandToken
      const next = f.newBlock()
      lowerCondition(f, bare.left, isAnd ? next : ifTrue, isAnd ? ifFalse : next)
      f.builder.startSealed(next)
      return lowerCondition(f, bare.right, ifTrue, ifFalse)
    }
  }
  const facts: Fact[] = []
  const value = lowerWithFacts(f, bare, facts)
  f.at(node)
  branchWithFacts(f, value, facts, ifTrue, ifFalse)
}

/** Evaluates an expression, noting what its truth says about variables. */
export function lowerWithFacts(f: FunctionLowering, node: ts.Expression, facts: Fact[]): ValueId {
  const bare = skipParentheses(node)
  if (ts.isBinaryExpression(bare) && isComparison(bare.operatorToken.kind) && !ts.isPrivateIdentifier(bare.left)) {
    const left = lowerExpression(f, bare.left)
    const right = lowerExpression(f, bare.right)
    f.at(bare)
    const value = lowerBinaryValues(f, bare.operatorToken.kind, left, right)
    comparisonFacts(f, bare, left, right, facts)
    return value
  }
  const value = lowerExpression(f, bare)
  const variable = assignedOrNamed(f, bare)
  if (variable !== null) facts.push({ variable, value, predicate: { kind: 'truthy' }, negated: false })
  for (const [intrinsic, predicate] of KIND_TESTS) {
    const asked = kindAsked(f, bare, intrinsic)
    if (asked !== null) facts.push({ variable: asked, value: f.raw(asked), predicate, negated: false })
  }
  return value
}

/** Intrinsics that ask what sort a value is, and what their truth says. */
const KIND_TESTS: readonly [string, Predicate][] = [
  ['isArray', { kind: 'kindOf', type: 'array' }],
  ['isCallable', { kind: 'typeof', type: 'function' }],
]

/** Branches, putting refinements on the two edges. */
export function branchWithFacts(
  f: FunctionLowering, condition: ValueId, facts: readonly Fact[], ifTrue: OpenBlock, ifFalse: OpenBlock,
): void {
  const { builder } = f
  if (facts.length === 0) return builder.branch(condition, ifTrue, ifFalse)
  const onTrue = f.newBlock()
  const onFalse = f.newBlock()
  builder.branch(condition, onTrue, onFalse)
  builder.startSealed(onTrue)
  applyFacts(f, facts, true)
  builder.jump(ifTrue)
  builder.startSealed(onFalse)
  applyFacts(f, facts, false)
  builder.jump(ifFalse)
}

/** Redefines the variables that the outcome of a condition teaches something about. */
export function applyFacts(f: FunctionLowering, facts: readonly Fact[], outcome: boolean): void {
  for (const { variable, value, predicate, negated, other, oneSided } of facts) {
    if (oneSided === true && outcome === negated) continue
    const current = f.raw(variable)
    if (f.builder.resolve(current) !== f.builder.resolve(value)) continue
    f.builder.write(variable, f.builder.refine(current, predicate, outcome === negated, other))
  }
}

function isComparison(kind: ts.SyntaxKind): boolean {
  switch (kind) {
    case ts.SyntaxKind.EqualsEqualsEqualsToken: case ts.SyntaxKind.ExclamationEqualsEqualsToken:
    case ts.SyntaxKind.EqualsEqualsToken: case ts.SyntaxKind.ExclamationEqualsToken:
    case ts.SyntaxKind.LessThanToken: case ts.SyntaxKind.LessThanEqualsToken:
    case ts.SyntaxKind.GreaterThanToken: case ts.SyntaxKind.GreaterThanEqualsToken:
    case ts.SyntaxKind.InstanceOfKeyword: case ts.SyntaxKind.InKeyword:
      return true
    default: return false
  }
}

/** `x`, or the x of `(x = …)`. */
function assignedOrNamed(f: FunctionLowering, node: ts.Expression): Binding | null {
  const bare = skipParentheses(node)
  if (ts.isBinaryExpression(bare) && bare.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    return refinableVariable(f, skipParentheses(bare.left))
  }
  return refinableVariable(f, bare)
}

function comparisonFacts(
  f: FunctionLowering, node: ts.BinaryExpression, left: ValueId, right: ValueId, facts: Fact[],
): void {
  const operator = node.operatorToken.kind
  switch (operator) {
    case ts.SyntaxKind.EqualsEqualsEqualsToken: case ts.SyntaxKind.ExclamationEqualsEqualsToken:
    case ts.SyntaxKind.EqualsEqualsToken: case ts.SyntaxKind.ExclamationEqualsToken: {
      const negated = operator === ts.SyntaxKind.ExclamationEqualsEqualsToken ||
        operator === ts.SyntaxKind.ExclamationEqualsToken
      const loose = operator === ts.SyntaxKind.EqualsEqualsToken || operator === ts.SyntaxKind.ExclamationEqualsToken
      equalityFacts(f, node.left, left, node.right, { negated, loose }, facts)
      equalityFacts(f, node.right, right, node.left, { negated, loose }, facts)
      break
    }
    case ts.SyntaxKind.LessThanToken: return orderFacts(f, node, ['lt', 'gt'], left, right, facts)
    case ts.SyntaxKind.LessThanEqualsToken: return orderFacts(f, node, ['le', 'ge'], left, right, facts)
    case ts.SyntaxKind.GreaterThanToken: return orderFacts(f, node, ['gt', 'lt'], left, right, facts)
    case ts.SyntaxKind.GreaterThanEqualsToken: return orderFacts(f, node, ['ge', 'le'], left, right, facts)
    case ts.SyntaxKind.InstanceOfKeyword: {
      const variable = assignedOrNamed(f, node.left)
      if (variable !== null) {
        facts.push({ variable, value: left, predicate: { kind: 'instanceof' }, negated: false, other: right })
      }
      break
    }
    default: {
      const variable = assignedOrNamed(f, node.right)
      const key = skipParentheses(node.left)
      if (variable !== null && ts.isStringLiteralLike(key)) {
        facts.push({ variable, value: right, predicate: { kind: 'in', key: key.text }, negated: false })
      }
    }
  }
}

type Order = 'lt' | 'le' | 'gt' | 'ge'

function orderFacts(
  f: FunctionLowering,
  node: ts.BinaryExpression,
  [ofLeft, ofRight]: [Order, Order],
  left: ValueId,
  right: ValueId,
  facts: Fact[],
): void {
  const leftVariable = assignedOrNamed(f, node.left)
  const rightVariable = assignedOrNamed(f, node.right)
  if (leftVariable !== null) {
    facts.push({ variable: leftVariable, value: left, predicate: { kind: ofLeft }, negated: false, other: right })
  }
  if (rightVariable !== null && rightVariable !== leftVariable) {
    facts.push({ variable: rightVariable, value: right, predicate: { kind: ofRight }, negated: false, other: left })
  }
}

/** What `subject === literal` says. `subjectValue` is the subject's value. */
export function equalityFacts(
  f: FunctionLowering, subject: ts.Expression, subjectValue: ValueId, literal: ts.Expression, how: { negated: boolean; loose: boolean }, facts: Fact[],
): void {
  const constant = literalOf(literal)
  if (constant === NOT_LITERAL) return
  const { negated, loose } = how
  const bare = skipParentheses(subject)
  if (ts.isTypeOfExpression(bare) && typeof constant === 'string') {
    const variable = assignedOrNamed(f, bare.expression)
    if (variable !== null) {
      facts.push({ variable, value: f.raw(variable), predicate: { kind: 'typeof', type: constant }, negated })
    }
    return
  }
  const asked = kindAsked(f, bare, 'kindOf')
  if (asked !== null && typeof constant === 'string') {
    facts.push({ variable: asked, value: f.raw(asked), predicate: { kind: 'kindOf', type: constant }, negated })
    return
  }
  const nullish = constant === null || constant === undefined
  if (loose && !nullish) return
  const predicate: Predicate = loose ? { kind: 'nullish' } : { kind: 'strictEq', constant }
  const variable = assignedOrNamed(f, bare)
  if (variable !== null) {
    facts.push({ variable, value: subjectValue, predicate, negated })
  } else if (!loose && ts.isPropertyAccessExpression(bare) && ts.isIdentifier(bare.name) &&
    bare.questionDotToken === undefined) {
    const owner = refinableVariable(f, skipParentheses(bare.expression))
    if (owner !== null) {
      facts.push(
        {
          variable: owner, value: f.raw(owner), predicate: { kind: 'property', key: bare.name.text, constant }, negated,
        },
      )
    }
  }
}

/** The variable that a call of one of the library's intrinsics asks about. */
function kindAsked(f: FunctionLowering, node: ts.Expression, intrinsic: string): Binding | null {
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression) || node.arguments.length !== 1) return null
  return f.program.intrinsicName(f, node.expression) === intrinsic ? assignedOrNamed(f, node.arguments[0]) : null
}

const NOT_LITERAL = Symbol('not a literal')

function literalOf(node: ts.Expression): Primitive | typeof NOT_LITERAL {
  const bare = skipParentheses(node)
  if (ts.isStringLiteralLike(bare)) return bare.text
  if (ts.isNumericLiteral(bare)) return Number(bare.text)
  if (ts.isIdentifier(bare) && bare.text === 'undefined') return undefined
  if (ts.isVoidExpression(bare) && ts.isNumericLiteral(bare.expression)) return undefined
  if (ts.isPrefixUnaryExpression(bare) && bare.operator === ts.SyntaxKind.MinusToken &&
    ts.isNumericLiteral(bare.operand)) {
    return -Number(bare.operand.text)
  }
  switch (bare.kind) {
    case ts.SyntaxKind.NullKeyword: return null
    case ts.SyntaxKind.TrueKeyword: return true
    case ts.SyntaxKind.FalseKeyword: return false
    default: return NOT_LITERAL
  }
}
