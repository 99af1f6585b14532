// The protected region in which code works with an iterator that has to be closed when it throws, and the closing when
// it is left early.
//
// The object that `iterStart` gives has, for sync iteration: step(): boolean, value, close(): void (normal closing:
// calls return() and checks that its result is an object), abandon(): void (closing because of a throw: errors of
// return() are swallowed). None of them is called after step gave false or threw.
// For async iteration: next(): unknown (to be awaited), accept(result): boolean, value, startClose(): boolean (false:
// there is nothing to await), pending (to be awaited), finishClose(result): void, startAbandon(): boolean.

import type { ValueId } from '../hir/hir.ts'
import { awaitValue } from './coroutines.ts'
import type { FunctionLowering } from './function.ts'

/**
 * Runs `body` so that a throw inside abandons the iterator, and jumps out of it close it. `abandon` replaces the plain
 * abandoning.
 */
export function protectIteration(
  f: FunctionLowering, iterator: ValueId, isAsync: boolean, body: () => void, abandon?: () => void,
): void {
  const { builder } = f
  const outer = builder.handler
  const handler = builder.newHandler()
  f.controls.push({ kind: 'iterator', iterator, isAsync, handler: outer })
  builder.protect(handler, body)
  f.controls.pop()
  const after = builder.current
  builder.start(handler)
  const exception = f.emit({ op: 'catch' })
  if (abandon !== undefined) abandon()
  else if (isAsync) abandonAsync(f, iterator)
  else f.emit({ op: 'callMethod', key: 'abandon' }, [iterator])
  builder.throw(exception)
  builder.start(after)
}

/** Closes an iterator that is left by a jump. */
export function closeIterator(f: FunctionLowering, iterator: ValueId, isAsync: boolean): void {
  if (!isAsync) {
    f.emit({ op: 'callMethod', key: 'close' }, [iterator])
    return
  }
  const waits = f.newBlock()
  const after = f.newBlock()
  f.builder.branch(f.emit({ op: 'callMethod', key: 'startClose' }, [iterator]), waits, after)
  f.builder.startSealed(waits)
  const result = awaitValue(f, f.emit({ op: 'getProp', key: 'pending' }, [iterator]))
  f.emit({ op: 'callMethod', key: 'finishClose' }, [iterator, result])
  f.builder.jump(after)
  f.builder.startSealed(after)
}

/** As closeIterator, but what goes wrong is swallowed. */
function abandonAsync(f: FunctionLowering, iterator: ValueId): void {
  const { builder } = f
  const waits = f.newBlock()
  const after = f.newBlock()
  const swallow = builder.newHandler()
  builder.branch(f.emit({ op: 'callMethod', key: 'startAbandon' }, [iterator]), waits, after)
  builder.startSealed(waits)
  builder.protect(swallow, () => {
    awaitValue(f, f.emit({ op: 'getProp', key: 'pending' }, [iterator]))
  })
  builder.jump(after)
  builder.start(swallow)
  f.emit({ op: 'catch' })
  builder.jump(after)
  builder.startSealed(after)
}
