// Node's errors about arguments, with its codes and words.
import { defineHidden, isCallable, stringSlice } from '../runtime/intrinsics/mod.ts'
import { inspect } from './console/inspect.ts'

type Coded<E extends Error> = E & { code: string; toString(): string }

/** Adds a code as Node does: the stack and the text tell it, the name does not. */
function withCode<E extends Error>(error: E, code: string): E {
  const coded = error as Coded<E>
  const { name } = error
  const headline = `${name} [${code}]: ${error.message}`
  coded.name = `${name} [${code}]`
  void error.stack // its first line is made at the first read, from the name at that time
  delete (coded as { name?: string }).name
  coded.code = code
  defineHidden(coded, 'toString', () => headline)
  return error
}

export function typeErrorWithCode(code: string, message: string): TypeError {
  return withCode(new TypeError(message), code)
}

export function rangeErrorWithCode(code: string, message: string): RangeError {
  return withCode(new RangeError(message), code)
}

/** ` Received …`: what was given instead. */
export function received(value: unknown): string {
  if (value === undefined || value === null) return ` Received ${value}`
  if (isCallable(value)) return ` Received function ${(value as { name: string }).name}`
  if (typeof value === 'object') {
    const { constructor } = value
    if (constructor && constructor.name) return ` Received an instance of ${constructor.name}`
    return ` Received ${inspect(value, { depth: -1 })}`
  }
  const text = inspect(value)
  return ` Received type ${typeof value} (${text.length > 28 ? stringSlice(text, 0, 25) + '...' : text})`
}

/** TypeError [ERR_INVALID_ARG_TYPE]; `expected` is as in `of type function`, `an instance of Uint8Array`. */
export function invalidArgument(name: string, expected: string, value: unknown): TypeError {
  return typeErrorWithCode('ERR_INVALID_ARG_TYPE', `The "${name}" argument must be ${expected}.${received(value)}`)
}

export function requireCallback(callback: unknown): void {
  if (!isCallable(callback)) throw invalidArgument('callback', 'of type function', callback)
}
