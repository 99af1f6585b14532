// The NativeError constructors (ECMA-262 §20.5.6): each differs from Error in its name only.
import { defineHidden } from '../intrinsics/mod.ts'
import { Error } from './error.ts'

export class EvalError extends Error {
  static { defineHidden(EvalError.prototype, 'name', 'EvalError') }
  static { defineHidden(EvalError.prototype, 'message', '') }
  constructor(message?: unknown, options: unknown = undefined) { super(message, options) }
}

export class RangeError extends Error {
  static { defineHidden(RangeError.prototype, 'name', 'RangeError') }
  static { defineHidden(RangeError.prototype, 'message', '') }
  constructor(message?: unknown, options: unknown = undefined) { super(message, options) }
}

export class ReferenceError extends Error {
  static { defineHidden(ReferenceError.prototype, 'name', 'ReferenceError') }
  static { defineHidden(ReferenceError.prototype, 'message', '') }
  constructor(message?: unknown, options: unknown = undefined) { super(message, options) }
}

export class SyntaxError extends Error {
  static { defineHidden(SyntaxError.prototype, 'name', 'SyntaxError') }
  static { defineHidden(SyntaxError.prototype, 'message', '') }
  constructor(message?: unknown, options: unknown = undefined) { super(message, options) }
}

export class TypeError extends Error {
  static { defineHidden(TypeError.prototype, 'name', 'TypeError') }
  static { defineHidden(TypeError.prototype, 'message', '') }
  constructor(message?: unknown, options: unknown = undefined) { super(message, options) }
}

export class URIError extends Error {
  static { defineHidden(URIError.prototype, 'name', 'URIError') }
  static { defineHidden(URIError.prototype, 'message', '') }
  constructor(message?: unknown, options: unknown = undefined) { super(message, options) }
}
