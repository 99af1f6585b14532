// Loops. In each the header is a block of its own, which is sealed when the last way back into it is known.

import ts from 'typescript'
import type { ValueId } from '../hir/hir.ts'
import type { OpenBlock } from './builder.ts'
import { lowerCondition } from './conditions.ts'
import { awaitValue } from './coroutines.ts'
import { lowerExpression } from './expressions.ts'
import type { FunctionLowering } from './function.ts'
import { protectIteration } from './iteration.ts'
import { assignPattern, bindPattern } from './patterns.ts'
import { lowerReference, writeReference } from './references.ts'
import { skipParentheses } from './syntax.ts'
import { lowerDeclarations, lowerStatement, withControl } from './statements.ts'
import { printIterable } from './text.ts'
import { enterScope, renewCells } from './variables.ts'

function lowerBody(
  f: FunctionLowering, node: ts.Statement, labels: readonly string[], breakTo: OpenBlock, continueTo: OpenBlock,
): void {
  withControl(
    f, { kind: 'jump', labels: new Set(labels), breakTo, continueTo, plainBreak: true }, () => lowerStatement(f, node),
  )
  f.builder.jump(continueTo)
}

export function lowerWhile(f: FunctionLowering, node: ts.WhileStatement, labels: readonly string[]): void {
  const { builder } = f
  const [head, body, after] = [f.newBlock(), f.newBlock(), f.newBlock()]
  builder.jump(head)
  builder.start(head)
  lowerCondition(f, node.expression, body, after)
  builder.startSealed(body)
  lowerBody(f, node.statement, labels, after, head)
  builder.seal(head)
  builder.startSealed(after)
}

export function lowerDoWhile(f: FunctionLowering, node: ts.DoStatement, labels: readonly string[]): void {
  const { builder } = f
  const [body, test, after] = [f.newBlock(), f.newBlock(), f.newBlock()]
  builder.jump(body)
  builder.start(body)
  lowerBody(f, node.statement, labels, after, test)
  builder.startSealed(test)
  lowerCondition(f, node.expression, body, after)
  builder.seal(body)
  builder.startSealed(after)
}

export function lowerFor(f: FunctionLowering, node: ts.ForStatement, labels: readonly string[]): void {
  const { builder } = f
  const scope = f.unit.resolution.scopes.get(node)!
  enterScope(f, scope)
  if (node.initializer !== undefined) {
    if (ts.isVariableDeclarationList(node.initializer)) lowerDeclarations(f, node.initializer)
    else lowerExpression(f, node.initializer)
  }
  renewCells(f, scope)
  const [head, body, update, after] = [f.newBlock(), f.newBlock(), f.newBlock(), f.newBlock()]
  builder.jump(head)
  builder.start(head)
  if (node.condition === undefined) builder.jump(body)
  else lowerCondition(f, node.condition, body, after)
  builder.startSealed(body)
  lowerBody(f, node.statement, labels, after, update)
  builder.startSealed(update)
  renewCells(f, scope)
  if (node.incrementor !== undefined) lowerExpression(f, node.incrementor)
  builder.jump(head)
  builder.seal(head)
  builder.startSealed(after)
}

/** Gives the loop variable (declared or assigned) its value for one turn. */
function bindTurn(f: FunctionLowering, node: ts.ForInOrOfStatement, value: ValueId): void {
  const { initializer } = node
  if (ts.isVariableDeclarationList(initializer)) {
    enterScope(f, f.unit.resolution.scopes.get(node)!)
    const isVar = (initializer.flags & ts.NodeFlags.BlockScoped) === 0
    if ((initializer.flags & ts.NodeFlags.Using) === ts.NodeFlags.Using) f.refuse(initializer, 'SK1305')
    f.at(initializer)
    bindPattern(f, initializer.declarations[0]!.name, value, isVar ? 'assign' : 'initialise', '.for')
    return
  }
  const target = skipParentheses(initializer)
  if (ts.isObjectLiteralExpression(target) || ts.isArrayLiteralExpression(target)) assignPattern(f, target, value, null)
  else writeReference(f, lowerReference(f, target), value, target)
}

/** The iterable is evaluated where the loop's names exist but are not initialised. */
function lowerSubject(f: FunctionLowering, node: ts.ForInOrOfStatement): ValueId {
  if (ts.isVariableDeclarationList(node.initializer)) enterScope(f, f.unit.resolution.scopes.get(node)!)
  return lowerExpression(f, node.expression)
}

export function lowerForOf(f: FunctionLowering, node: ts.ForOfStatement, labels: readonly string[]): void {
  const { builder } = f
  const isAsync = node.awaitModifier !== undefined
  const iterable = lowerSubject(f, node)
  f.at(node.expression)
  const iterator = f.emit(
    { op: 'iterStart', kind: isAsync ? 'async' : 'sync' }, [iterable], printIterable(node.expression),
  )
  const [head, body, after] = [f.newBlock(), f.newBlock(), f.newBlock()]
  builder.jump(head)
  builder.start(head)
  f.at(node)
  const stepped = isAsync
    ? f.emit(
      { op: 'callMethod', key: 'accept' },
      [iterator, awaitValue(f, f.emit({ op: 'callMethod', key: 'next' }, [iterator]))],
    )
    : f.emit({ op: 'callMethod', key: 'step' }, [iterator])
  builder.branch(stepped, body, after)
  builder.startSealed(body)
  const value = f.emit({ op: 'getProp', key: 'value' }, [iterator])
  const control = { kind: 'jump' as const, labels: new Set(labels), breakTo: after, continueTo: null, plainBreak: true }
  withControl(f, control, () => {
    protectIteration(f, iterator, isAsync, () => {
      const turnEnd = f.newBlock()
      // `continue` stays inside the protected region; `break` passes the iterator and closes it.
      bindTurn(f, node, value)
      withControl(
        f,
        { kind: 'jump', labels: new Set(labels), breakTo: null, continueTo: turnEnd, plainBreak: false },
        () => lowerStatement(f, node.statement),
      )
      builder.jump(turnEnd)
      builder.startSealed(turnEnd)
    })
  })
  builder.jump(head)
  builder.seal(head)
  builder.startSealed(after)
}

export function lowerForIn(f: FunctionLowering, node: ts.ForInStatement, labels: readonly string[]): void {
  const { builder } = f
  const object = lowerSubject(f, node)
  f.at(node)
  const keys = f.emit({ op: 'forInKeys' }, [object])
  const length = f.emit({ op: 'getProp', key: 'length' }, [keys])
  const index = {}
  builder.write(index, f.constant(0))
  const [head, test, body, update, after] = [f.newBlock(), f.newBlock(), f.newBlock(), f.newBlock(), f.newBlock()]
  builder.jump(head)
  builder.start(head)
  const here = builder.read(index, 'index')
  builder.branch(f.emit({ op: 'binary', operator: 'lt' }, [here, length]), test, after)
  builder.startSealed(test)
  const bounded = builder.refine(here, { kind: 'lt' }, false, length)
  const key = f.emit({ op: 'getElem' }, [keys, bounded])
  builder.branch(f.emit({ op: 'forInPresent' }, [object, key]), body, update)
  builder.startSealed(body)
  bindTurn(f, node, key)
  lowerBody(f, node.statement, labels, after, update)
  builder.startSealed(update)
  builder.write(index, f.emit({ op: 'binary', operator: 'add' }, [builder.read(index, 'index'), f.constant(1)]))
  builder.jump(head)
  builder.seal(head)
  builder.startSealed(after)
}
