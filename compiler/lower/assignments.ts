// Assignments: plain, compound, logical, increments, and destructuring targets.

import ts from 'typescript'
import type { ValueId } from '../hir/hir.ts'
import { applyFacts, lowerWithFacts, type Fact } from './conditions.ts'
import { lowerBinaryValues, lowerExpression, lowerJoin, lowerNullishRest } from './expressions.ts'
import type { FunctionLowering } from './function.ts'
import { assignPattern } from './patterns.ts'
import { lowerReference, readReference, writeReference } from './references.ts'
import { skipParentheses } from './syntax.ts'

const compound = new Map<ts.SyntaxKind, ts.SyntaxKind>([
  [ts.SyntaxKind.PlusEqualsToken, ts.SyntaxKind.PlusToken], [ts.SyntaxKind.MinusEqualsToken, ts.SyntaxKind.MinusToken],
  [
    ts.SyntaxKind.AsteriskEqualsToken, ts.SyntaxKind.AsteriskToken,
  ], [ts.SyntaxKind.SlashEqualsToken, ts.SyntaxKind.SlashToken],
  [ts.SyntaxKind.PercentEqualsToken, ts.SyntaxKind.PercentToken],
  [ts.SyntaxKind.AsteriskAsteriskEqualsToken, ts.SyntaxKind.AsteriskAsteriskToken],
  [
    ts.SyntaxKind.AmpersandEqualsToken, ts.SyntaxKind.AmpersandToken,
  ], [ts.SyntaxKind.BarEqualsToken, ts.SyntaxKind.BarToken],
  [ts.SyntaxKind.CaretEqualsToken, ts.SyntaxKind.CaretToken],
  [ts.SyntaxKind.LessThanLessThanEqualsToken, ts.SyntaxKind.LessThanLessThanToken],
  [ts.SyntaxKind.GreaterThanGreaterThanEqualsToken, ts.SyntaxKind.GreaterThanGreaterThanToken],
  [ts.SyntaxKind.GreaterThanGreaterThanGreaterThanEqualsToken, ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken],
])

/** An assignment expression; gives its value. */
export function lowerAssignment(f: FunctionLowering, node: ts.BinaryExpression): ValueId {
  const operator = node.operatorToken.kind
  const target = skipParentheses(node.left)
  if (operator === ts.SyntaxKind.EqualsToken) {
    if (ts.isObjectLiteralExpression(target) || ts.isArrayLiteralExpression(target)) {
      const value = lowerExpression(f, node.right)
      assignPattern(f, target, value, node.right)
      return value
    }
    const reference = lowerReference(f, target)
    const value = lowerExpression(f, node.right, ts.isIdentifier(node.left) ? node.left.text : '')
    writeReference(f, reference, value, node)
    return value
  }
  const binary = compound.get(operator)
  if (binary === undefined) return lowerLogicalAssignment(f, node, target)
  const reference = lowerReference(f, target)
  const old = readReference(f, reference, target)
  const right = lowerExpression(f, node.right)
  f.at(node)
  const value = lowerBinaryValues(f, binary, old, right)
  writeReference(f, reference, value, node)
  return value
}

function lowerLogicalAssignment(f: FunctionLowering, node: ts.BinaryExpression, target: ts.Expression): ValueId {
  const operator = node.operatorToken.kind
  return lowerJoin(f, (_, end) => {
    const reference = lowerReference(f, target)
    const facts: Fact[] = []
    const old = reference.kind === 'variable' ? lowerWithFacts(f, target, facts) : readReference(f, reference, target)
    const store = (): ValueId => {
      const value = lowerExpression(f, node.right, ts.isIdentifier(node.left) ? node.left.text : '')
      writeReference(f, reference, value, node)
      return value
    }
    if (operator === ts.SyntaxKind.QuestionQuestionEqualsToken) {
      const variable = reference.kind === 'variable' ? facts[0]?.variable : undefined
      return lowerNullishRest(f, node, old, store, (value) => {
        if (variable !== undefined && value !== old && f.builder.resolve(f.raw(variable)) === f.builder.resolve(old)) {
          f.builder.write(variable, value)
        }
        end(value)
      })
    }
    const isAnd = operator === ts.SyntaxKind.AmpersandAmpersandEqualsToken
    f.at(node)
    const ifTrue = f.newBlock()
    const ifFalse = f.newBlock()
    f.builder.branch(old, ifTrue, ifFalse)
    f.builder.startSealed(isAnd ? ifFalse : ifTrue)
    applyFacts(f, facts, !isAnd)
    end(f.builder.refine(old, { kind: 'truthy' }, isAnd))
    f.builder.startSealed(isAnd ? ifTrue : ifFalse)
    applyFacts(f, facts, isAnd)
    end(store())
  })
}

/** `++x`, `x++`, `--x`, `x--`. */
export function lowerUpdate(
  f: FunctionLowering, operand: ts.Expression, operator: ts.SyntaxKind, isPrefix: boolean, node: ts.Node,
): ValueId {
  const reference = lowerReference(f, operand)
  const old = readReference(f, reference, operand)
  f.at(node)
  const number = f.emit({ op: 'unary', operator: 'toNumeric' }, [old])
  const one = f.constant(1)
  const value = f.emit(
    { op: 'binary', operator: operator === ts.SyntaxKind.PlusPlusToken ? 'add' : 'sub' }, [number, one],
  )
  writeReference(f, reference, value, node)
  return isPrefix ? value : number
}
