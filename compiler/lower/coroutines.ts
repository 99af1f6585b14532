// await and yield as they stand in the middle of a function. coroutine.ts splits the function at the `suspend`s later.

import ts from 'typescript'
import type { ValueId } from '../hir/hir.ts'
import { leaveByReturn } from './exits.ts'
import { lowerExpression } from './expressions.ts'
import type { FunctionLowering } from './function.ts'

/** `await value`, at an expression. */
export function lowerAwait(f: FunctionLowering, value: ValueId, node: ts.Node): ValueId {
  f.at(node)
  return awaitValue(f, value)
}

/** Suspends until the value's promise is settled; throws what it was rejected with. */
export function awaitValue(f: FunctionLowering, value: ValueId): ValueId {
  const { builder } = f
  const result = f.emit({ op: 'suspend', kind: 'await' }, [value])
  const mode = f.emit({ op: 'resumeMode' })
  const rejected = f.newBlock()
  const fulfilled = f.newBlock()
  builder.branch(mode, rejected, fulfilled)
  builder.startSealed(rejected)
  builder.throw(result)
  builder.startSealed(fulfilled)
  return result
}

export function lowerYield(f: FunctionLowering, node: ts.YieldExpression): ValueId {
  if (node.asteriskToken !== undefined) return lowerYieldStar(f, node)
  const value = node.expression === undefined ? f.constant(undefined) : lowerExpression(f, node.expression)
  f.at(node)
  const result = f.emit({ op: 'suspend', kind: 'yield' }, [value])
  const mode = f.emit({ op: 'resumeMode' })
  const [next, thrown, returned] = [f.newBlock(), f.newBlock(), f.newBlock()]
  f.builder.switch(mode, [{ value: 1, target: thrown }, { value: 2, target: returned }], next)
  f.builder.startSealed(thrown)
  f.builder.throw(result)
  f.builder.startSealed(returned)
  leaveByReturn(f, result)
  f.builder.startSealed(next)
  return result
}

/** `yield*`: a loop over the runtime's delegation object, which hands what is sent on to the inner iterator. */
function lowerYieldStar(f: FunctionLowering, node: ts.YieldExpression): ValueId {
  const { builder } = f
  const iterable = lowerExpression(f, node.expression!)
  f.at(node)
  const delegation = f.program.callEntry(f, 'delegation', [iterable])
  const [mode, sent] = [{}, {}]
  builder.write(mode, f.constant(0))
  builder.write(sent, f.constant(undefined))
  const [head, yielded, finished, returned] = [f.newBlock(), f.newBlock(), f.newBlock(), f.newBlock()]
  builder.jump(head)
  builder.start(head)
  const step = f.emit(
    { op: 'callMethod', key: 'step' }, [delegation, builder.read(mode, 'mode'), builder.read(sent, 'sent')],
  )
  builder.switch(step, [{ value: 1, target: finished }, { value: 2, target: returned }], yielded)
  builder.startSealed(yielded)
  builder.write(sent, f.emit({ op: 'suspend', kind: 'delegate' }, [f.emit({ op: 'getProp', key: 'result' }, [delegation])]))
  builder.write(mode, f.emit({ op: 'resumeMode' }))
  builder.jump(head)
  builder.seal(head)
  builder.startSealed(returned)
  leaveByReturn(f, f.emit({ op: 'getProp', key: 'value' }, [delegation]))
  builder.startSealed(finished)
  return f.emit({ op: 'getProp', key: 'value' }, [delegation])
}
