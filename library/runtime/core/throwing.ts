// What emitted code throws by itself, with V8's words.

import type { Any } from '../intrinsics/raw.ts'
import { isCallable } from '../intrinsics/mod.ts'
import { callSite, describe, functionName } from '../errors/describe.ts'
import { stringSlice } from './string/concat.ts'
import { stringIndexOf } from './string/compare.ts'
import { lengthOf } from './string/storage.ts'

export function throwTypeError(message: string): never {
  throw new TypeError(message)
}

export function throwReferenceError(message: string): never {
  throw new ReferenceError(message)
}

export function throwSyntaxError(message: string): never {
  throw new SyntaxError(message)
}

export function throwRangeError(message: string): never {
  throw new RangeError(message)
}

export function throwNotFunction(text: string): never {
  throw new TypeError(`${text} is not a function`)
}

export function throwNotConstructor(text: string): never {
  throw new TypeError(`${text} is not a constructor`)
}

/** `super(...)` where the class's parent is no constructor. V8 shows a function without a name, as Function.prototype is, as null. */
export function throwNotSuperConstructor(parent: Any, className: string): never {
  const shown = parent === Function.prototype ? '' : isCallable(parent) ? functionName(parent) : describe(parent)
  throw new TypeError(`Super constructor ${shown === '' ? 'null' : shown} of ${className === '' ? 'anonymous class' : className} is not a constructor`)
}

/**
 * Destructuring of undefined or null. `text` goes up to `as it is `; a NUL in it stands for the value as V8 shows it.
 */
export function throwNotCoercible(value: Any, text: string): never {
  const shown = callSite(value)
  const at = stringIndexOf(text, '\0', 0)
  const subject = at < 0 ? text : stringSlice(text, 0, at) + shown + stringSlice(text, at + 1, lengthOf(text))
  throw new TypeError(`${subject}${value === null ? 'null' : 'undefined'}.`)
}

export function throwUninitialised(name: string): never {
  throw new ReferenceError(`Cannot access '${name}' before initialization`)
}

export function throwClassCall(name: string): never {
  throw new TypeError(`Class constructor ${name} cannot be invoked without 'new'`)
}

export function throwBuiltinCall(name: string): never {
  throw new TypeError(`Constructor ${name} requires 'new'`)
}

export function throwStackOverflow(): never {
  throw new RangeError('Maximum call stack size exceeded')
}
