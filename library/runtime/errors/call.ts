// What the error constructors do when they are called without `new`: the same.
import { AggregateError } from './aggregate.ts'
import { Error } from './error.ts'
import { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError } from './native.ts'

export function callError(message: unknown, options: unknown): Error { return new Error(message, options) }
export function callEvalError(message: unknown, options: unknown): Error { return new EvalError(message, options) }
export function callRangeError(message: unknown, options: unknown): Error { return new RangeError(message, options) }
export function callReferenceError(message: unknown, options: unknown): Error { return new ReferenceError(message, options) }
export function callSyntaxError(message: unknown, options: unknown): Error { return new SyntaxError(message, options) }
export function callTypeError(message: unknown, options: unknown): Error { return new TypeError(message, options) }
export function callURIError(message: unknown, options: unknown): Error { return new URIError(message, options) }
export function callAggregateError(errors: Iterable<unknown>, message: unknown, options: unknown): Error {
  return new AggregateError(errors, message, options)
}
