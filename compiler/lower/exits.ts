// Leaving code by break, continue or return: what lies between (iterators to close, finally blocks) runs on the way.

import type { ValueId } from '../hir/hir.ts'
import type { FunctionLowering } from './function.ts'
import { closeIterator } from './iteration.ts'

/** `break` or `continue`, to the control at `depth` of the stack. */
export function leaveByJump(f: FunctionLowering, depth: number, isContinue: boolean): void {
  const control = f.controls[depth]!
  if (control.kind !== 'jump') throw new Error('a jump to something that is no target')
  const target = isContinue ? control.continueTo! : control.breakTo!
  unwind(f, depth, null, target, () => f.builder.jump(target))
}

/** `return value`. */
export function leaveByReturn(f: FunctionLowering, value: ValueId): void {
  unwind(f, -1, value, 'return', () => finishReturn(f, value))
}

function finishReturn(f: FunctionLowering, value: ValueId): void {
  if (f.returnFilter === null) f.builder.return(value)
  else f.returnFilter(value)
}

/**
 * Unwinds the controls above `depth`, then goes. At a finally block the rest is left to its end: one way out of it for
 * each `key`, and the value of a return in a variable of its own.
 */
function unwind(f: FunctionLowering, depth: number, value: ValueId | null, key: object | string, go: () => void): void {
  const { builder, controls } = f
  const saved = builder.handler
  const removed = controls.splice(depth + 1)
  const above = [...removed]
  let open = true
  while (open && above.length > 0) {
    const control = above.pop()!
    if (control.kind === 'iterator') {
      builder.handler = control.handler
      const block = builder.newBlock()
      builder.jump(block)
      builder.startSealed(block)
      controls.push(...above)
      closeIterator(f, control.iterator, control.isAsync)
      controls.splice(depth + 1)
    } else if (control.kind === 'finally') {
      enterFinally(f, control, depth, value, key)
      open = false
    }
  }
  if (open) go()
  controls.push(...removed)
  builder.handler = saved
  // What follows in the source is unreachable.
  builder.startSealed(builder.newBlock())
}

type FinallyControl = Extract<FunctionLowering['controls'][number], { kind: 'finally' }>

function enterFinally(
  f: FunctionLowering, control: FinallyControl, depth: number, value: ValueId | null, key: object | string,
): void {
  const { builder } = f
  let exit = control.exits.find((other) => other.key === key)
  if (exit === undefined) {
    const isReturn = value !== null
    exit = {
      selector: control.exits.length + 2, key,
      go: () => {
        if (!isReturn) return unwind(f, depth, null, key, () => builder.jump(key as Parameters<typeof builder.jump>[0]))
        const returned = builder.refine(builder.read(control.returnValue, 'returned'), { kind: 'hole' }, true)
        leaveByReturn(f, returned)
      },
    }
    control.exits.push(exit)
  }
  builder.write(control.selector, f.constant(exit.selector))
  builder.write(control.returnValue, value ?? f.hole())
  builder.write(control.exception, f.hole())
  builder.jump(control.entry)
}
