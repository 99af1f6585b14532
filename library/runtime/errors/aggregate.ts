// AggregateError: an error that stands for several, as Promise.any rejects with.
import { arrayPush, defineHidden } from '../intrinsics/mod.ts'
import { Error } from './error.ts'
import { requireIterable } from './require.ts'

/** ECMA-262 §20.5.7.1 */
export class AggregateError extends Error {
  declare errors: unknown[]

  static {
    defineHidden(AggregateError.prototype, 'name', 'AggregateError')
    defineHidden(AggregateError.prototype, 'message', '')
  }

  constructor(errors: Iterable<unknown>, message?: unknown, options: unknown = undefined) {
    super(message, options)
    requireIterable(errors)
    const list: unknown[] = []
    for (const error of errors) arrayPush(list, error)
    defineHidden(this, 'errors', list)
  }
}
