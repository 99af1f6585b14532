// try, catch, finally. A finally block is lowered once: every way into it notes in a selector variable how to go on
// afterwards (0 completing normally, 1 throwing, from 2 on the jumps and returns that exits.ts registers).

import ts from 'typescript'
import type { FinallyControl, FunctionLowering } from './function.ts'
import { bindPattern } from './patterns.ts'
import { lowerBlock } from './statements.ts'
import { enterScope } from './variables.ts'

export function lowerTry(f: FunctionLowering, node: ts.TryStatement): void {
  if (node.finallyBlock === undefined) return lowerTryCatch(f, node.tryBlock, node.catchClause!)
  const { builder } = f
  const handler = builder.newHandler()
  const control: FinallyControl = {
    kind: 'finally', entry: f.newBlock(), handler: builder.handler, exits: [], selector: {}, returnValue: {}, exception: {},
  }
  f.controls.push(control)
  builder.protect(handler, () => {
    if (node.catchClause === undefined) lowerBlock(f, node.tryBlock)
    else lowerTryCatch(f, node.tryBlock, node.catchClause)
  })
  f.controls.pop()
  enter(f, control, 0)
  builder.start(handler)
  f.at(node.finallyBlock)
  enter(f, control, 1)
  builder.startSealed(control.entry)
  lowerBlock(f, node.finallyBlock)
  dispatch(f, control)
}

/** Goes to the finally block from the end of the protected code, or (`selector` 1) from its handler. */
function enter(f: FunctionLowering, control: FinallyControl, selector: 0 | 1): void {
  const { builder } = f
  if (builder.current.terminator !== null) return
  const exception = selector === 1 ? f.emit({ op: 'catch' }) : f.hole()
  builder.write(control.selector, f.constant(selector))
  builder.write(control.exception, exception)
  builder.write(control.returnValue, f.hole())
  builder.jump(control.entry)
}

/** After the finally block: goes on as the selector says. */
function dispatch(f: FunctionLowering, control: FinallyControl): void {
  const { builder } = f
  const after = f.newBlock()
  const rethrow = f.newBlock()
  const rows = control.exits.map((exit) => ({ exit, target: f.newBlock() }))
  const selector = builder.read(control.selector, 'completion')
  builder.switch(
    selector,
    [{ value: 1, target: rethrow }, ...rows.map(({ exit, target }) => ({ value: exit.selector, target }))],
    after,
  )
  builder.startSealed(rethrow)
  builder.throw(builder.refine(builder.read(control.exception, 'thrown'), { kind: 'hole' }, true))
  for (const { exit, target } of rows) {
    builder.startSealed(target)
    exit.go()
  }
  builder.startSealed(after)
}

function lowerTryCatch(f: FunctionLowering, tryBlock: ts.Block, clause: ts.CatchClause): void {
  const { builder } = f
  const handler = builder.newHandler()
  const after = f.newBlock()
  builder.protect(handler, () => lowerBlock(f, tryBlock))
  builder.jump(after)
  builder.start(handler)
  f.at(clause)
  const exception = f.emit({ op: 'catch' })
  enterScope(f, f.unit.resolution.scopes.get(clause)!)
  if (clause.variableDeclaration !== undefined) {
    bindPattern(f, clause.variableDeclaration.name, exception, 'initialise', '.catch')
  }
  lowerBlock(f, clause.block)
  builder.jump(after)
  builder.startSealed(after)
}
