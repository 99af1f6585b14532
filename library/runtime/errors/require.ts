// Checks that built-ins make on their arguments, with V8's messages.
import { isCallable } from '../intrinsics/mod.ts'
import { callSite, describe } from './describe.ts'

/** What a built-in throws when an argument cannot be called. */
export function notCallable(value: unknown): TypeError {
  return new TypeError(`${callSite(value)} is not a function`)
}

export function requireCallable(value: unknown): void {
  if (!isCallable(value)) throw notCallable(value)
}

/** TypeError unless `value` has a method [Symbol.iterator]; a for-of over it then gives no message of its own. */
export function requireIterable<T>(value: T): void {
  if (value !== undefined && value !== null && isCallable((value as { [Symbol.iterator]?: unknown })[Symbol.iterator])) return
  throw new TypeError(`${callSite(value)} is not iterable (cannot read property Symbol(Symbol.iterator))`)
}

/** What a method says to a receiver that lacks its internal slots. `method` is as in `Map.prototype.get`. */
export function incompatibleReceiver(method: string, receiver: unknown): TypeError {
  return new TypeError(`Method ${method} called on incompatible receiver ${describe(receiver)}`)
}
