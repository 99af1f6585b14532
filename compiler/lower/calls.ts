// Calls, constructions, super calls.

import ts from 'typescript'
import type { ValueId } from '../hir/hir.ts'
import type { OpenBlock } from './builder.ts'
import { lowerExpression, lowerLink, stopIfNullish } from './expressions.ts'
import { initialiseInstance } from './fields.ts'
import type { FunctionLowering } from './function.ts'
import { lowerArrayLiteral } from './literals.ts'
import { isConstantGlobal } from './names.ts'
import { lowerReference, readReference } from './references.ts'
import { isCertain } from './initialisation.ts'
import { skipParentheses } from './syntax.ts'
import { specialBinding, storageOf, thisOwner } from './scope.ts'
import { printExpression } from './text.ts'

/** A call; in an optional chain `absent` is where a nullish callee of `?.()` goes. */
export function lowerCall(f: FunctionLowering, node: ts.CallExpression, absent: OpenBlock | null): ValueId {
  const callee = skipParentheses(node.expression)
  if (callee.kind === ts.SyntaxKind.SuperKeyword) return lowerSuperCall(f, node)
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return f.refuse(node, 'SK1103')
  if (ts.isIdentifier(callee)) {
    if (isFunctionConstructor(f, callee)) return f.refuse(node, 'SK1101')
    const intrinsic = f.program.intrinsicName(f, callee)
    if (intrinsic !== null) {
      const args = node.arguments.map((argument) => lowerExpression(f, argument))
      f.at(node)
      return f.emit({ op: 'intrinsic', name: intrinsic }, args)
    }
  }
  if (ts.isPropertyAccessExpression(callee) || ts.isElementAccessExpression(callee)) {
    return lowerMethodCall(f, node, callee, absent)
  }
  const func = stop(f, node, lowerLink(f, node.expression, absent), absent)
  return finishCall(f, node, func, null)
}

/** `callee?.(`. */
function stop(f: FunctionLowering, node: ts.CallExpression, callee: ValueId, absent: OpenBlock | null): ValueId {
  return node.questionDotToken === undefined ? callee : stopIfNullish(f, callee, absent!)
}

function finishCall(
  f: FunctionLowering, node: ts.CallExpression, callee: ValueId, self: { value: ValueId; key?: string } | null,
): ValueId {
  const text = printExpression(node.expression)
  const receiver = self?.value ?? f.constant(undefined)
  if (node.arguments.some(ts.isSpreadElement)) {
    const list = lowerArrayLiteral(f, node.arguments, true)
    f.at(node)
    return f.emit({ op: 'callSpread' }, [callee, receiver, list], text)
  }
  const args = node.arguments.map((argument) => lowerExpression(f, argument))
  f.at(node)
  return f.emit(
    self?.key === undefined ? { op: 'call' } : { op: 'call', key: self.key }, [callee, receiver, ...args], text,
  )
}

function lowerMethodCall(
  f: FunctionLowering, node: ts.CallExpression, callee: ts.PropertyAccessExpression | ts.ElementAccessExpression, absent: OpenBlock | null,
): ValueId {
  // `(a?.b)()` ends the chain before the call, but keeps the receiver.
  const ownChain = absent === null && (callee.flags & ts.NodeFlags.OptionalChain) !== 0
  if (ownChain) return lowerParenthesisedChainCall(f, node, callee)
  const reference = lowerReference(f, callee, absent)
  if (reference.kind === 'property' && node.questionDotToken === undefined &&
    node.arguments.every((argument) => isQuiet(f, argument))) {
    const args = node.arguments.map((argument) => lowerExpression(f, argument))
    f.at(callee)
    return f.emit(
      { op: 'callMethod', key: reference.key }, [reference.object, ...args], printExpression(node.expression),
    )
  }
  const func = stop(f, node, readReference(f, reference, callee), absent)
  switch (reference.kind) {
    case 'property': return finishCall(f, node, func, { value: reference.object, key: reference.key })
    case 'element': case 'private': return finishCall(f, node, func, { value: reference.object })
    case 'super': return finishCall(f, node, func, { value: reference.self })
    default: return finishCall(f, node, func, null)
  }
}

function lowerParenthesisedChainCall(
  f: FunctionLowering, node: ts.CallExpression, callee: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): ValueId {
  const { builder } = f
  const [func, self] = [{}, {}]
  const none = f.newBlock()
  const after = f.newBlock()
  const reference = lowerReference(f, callee, none)
  builder.write(func, readReference(f, reference, callee))
  builder.write(
    self,
    reference.kind === 'property' || reference.kind === 'element' || reference.kind === 'private'
      ? reference.object
      : f.constant(undefined),
  )
  builder.jump(after)
  builder.startSealed(none)
  builder.write(func, f.constant(undefined))
  builder.write(self, f.constant(undefined))
  builder.jump(after)
  builder.startSealed(after)
  return finishCall(f, node, builder.read(func, 'callee'), { value: builder.read(self, 'receiver') })
}

/** Evaluating it runs no other code and cannot throw, so that it may as well come before the method is looked up. */
function isQuiet(f: FunctionLowering, node: ts.Expression): boolean {
  const bare = skipParentheses(node)
  if (ts.isIdentifier(bare)) {
    const binding = f.unit.resolution.bindings.get(bare)
    if (binding === undefined) return isConstantGlobal(bare.text)
    if (binding.kind === 'import' || binding.kind === 'synthetic') return false
    if (storageOf(binding) === 'global') return binding.kind === 'function' || binding.kind === 'var'
    return isCertain(binding, f.currentScope, bare.pos)
  }
  if (ts.isPrefixUnaryExpression(bare)) {
    return bare.operator === ts.SyntaxKind.ExclamationToken
      ? isQuiet(f, bare.operand)
      : ts.isNumericLiteral(bare.operand) && bare.operator === ts.SyntaxKind.MinusToken
  }
  if (ts.isTypeOfExpression(bare)) return isQuiet(f, bare.expression)
  if (ts.isArrayLiteralExpression(bare)) {
    return bare.elements.every((element) => ts.isOmittedExpression(element) || isQuiet(f, element))
  }
  if (ts.isConditionalExpression(bare)) {
    return isQuiet(f, bare.condition) && isQuiet(f, bare.whenTrue) && isQuiet(f, bare.whenFalse)
  }
  if (ts.isBinaryExpression(bare)) {
    const kind = bare.operatorToken.kind
    const strict = kind === ts.SyntaxKind.EqualsEqualsEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsEqualsToken
    return strict && isQuiet(f, bare.left) && isQuiet(f, bare.right)
  }
  if (bare.kind === ts.SyntaxKind.ThisKeyword) return !f.isDerived && thisOwner(f.currentScope) === f.currentScope
  return ts.isNumericLiteral(bare) || ts.isStringLiteralLike(bare) || ts.isArrowFunction(bare) || ts.isFunctionExpression(bare) ||
    bare.kind === ts.SyntaxKind.TrueKeyword || bare.kind === ts.SyntaxKind.FalseKeyword ||
      bare.kind === ts.SyntaxKind.NullKeyword
}

/** The language's own `Function`. */
function isFunctionConstructor(f: FunctionLowering, callee: ts.Expression): boolean {
  return ts.isIdentifier(callee) && callee.text === 'Function' && f.unit.resolution.bindings.get(callee) === undefined
}

export function lowerNew(f: FunctionLowering, node: ts.NewExpression): ValueId {
  if (isFunctionConstructor(f, skipParentheses(node.expression))) return f.refuse(node, 'SK1101')
  const callee = lowerExpression(f, node.expression)
  const text = printExpression(node.expression)
  const given = node.arguments ?? []
  if (given.some(ts.isSpreadElement)) {
    const list = lowerArrayLiteral(f, given, true)
    f.at(node)
    return f.emit({ op: 'constructSpread' }, [callee, list], text)
  }
  const args = given.map((argument) => lowerExpression(f, argument))
  f.at(node)
  return f.emit({ op: 'construct' }, [callee, ...args], text)
}

/** `super(…)`: binds `this`, then runs the field initialisers. */
function lowerSuperCall(f: FunctionLowering, node: ts.CallExpression): ValueId {
  const owner = thisOwner(f.currentScope)
  const active = f.raw(specialBinding(owner, 'self'))
  const newTarget = f.raw(specialBinding(owner, 'newTarget'))
  const raw = f.raw(specialBinding(owner, 'rawThis'))
  const spread = node.arguments.some(ts.isSpreadElement)
  const args = spread
    ? [lowerArrayLiteral(f, node.arguments, true)]
    : node.arguments.map((argument) => lowerExpression(f, argument))
  f.at(node)
  const bound = f.emit({ op: spread ? 'superCallSpread' : 'superCall' }, [active, raw, newTarget, ...args])
  bindThis(f, node, bound)
  const derived = f.program.classOfConstructor(owner)
  if (derived !== null) initialiseInstance(f, derived, bound)
  return bound
}

function superCalls(node: ts.Node): number {
  let count = 0
  const visit = (child: ts.Node): void => {
    if (ts.isCallExpression(child) && child.expression.kind === ts.SyntaxKind.SuperKeyword) count += 1
    ts.forEachChild(child, visit)
  }
  visit(node)
  return count
}

/** Sets the `this` of a derived constructor; twice is an error. */
export function bindThis(f: FunctionLowering, node: ts.Node, bound: ValueId): void {
  const owner = thisOwner(f.currentScope)
  const binding = specialBinding(owner, 'this')
  const storage = storageOf(binding)
  if (binding.initialisedFrom !== node.end || superCalls(owner.node) > 1) {
    const old = storage === 'cell' ? f.emit({ op: 'cellGet' }, [f.raw(binding)])
      : storage === 'slot' ? f.emit({ op: 'localGet', slot: f.slotOf(binding) }) : f.raw(binding)
    const [first, again] = [f.newBlock(), f.newBlock()]
    f.builder.branch(f.emit({ op: 'unary', operator: 'isHole' }, [old]), first, again)
    f.builder.startSealed(again)
    f.throwError('ReferenceError', 'Super constructor may only be called once')
    f.builder.startSealed(first)
  }
  if (storage === 'cell') f.emit({ op: 'cellSet' }, [f.raw(binding), bound])
  else if (storage === 'slot') f.emit({ op: 'localSet', slot: f.slotOf(binding) }, [bound])
  else f.builder.write(binding, bound)
}
