// Function (ECMA-262 §20.2). Code made from strings is never compiled.
import { apply, functionSource, isCallable, isObject, prototypeOf } from '../intrinsics/mod.ts'
import { describe } from '../errors/describe.ts'
import { argumentList, notApplicable } from './arguments.ts'
import { makeBound } from './bind.ts'

/** `Function(…)`, with and without `new`. */
export function functionFromStrings(): never {
  throw new EvalError('Code generation from strings disallowed for this context')
}

export class Function {
  constructor() {
    functionFromStrings()
  }

  call<A>(thisArg: unknown, ...args: A[]): unknown {
    if (!isCallable(this)) throw notApplicable('call', this)
    return apply(this, thisArg, args)
  }

  apply<A>(thisArg: unknown, args: A): unknown {
    if (!isCallable(this)) throw notApplicable('apply', this)
    return apply(this, thisArg, args === undefined || args === null ? [] : argumentList(args))
  }

  bind<A>(thisArg: unknown, ...args: A[]): (...args: unknown[]) => unknown {
    const target: unknown = this
    if (!isCallable(target)) throw new TypeError('Bind must be called on a function')
    return makeBound(target, thisArg, args)
  }

  /** Function.prototype is itself a function, without a name and without parameters. */
  get name(): string {
    return ''
  }

  get length(): number {
    return 0
  }

  toString(): string {
    if (!isCallable(this)) throw new TypeError("Function.prototype.toString requires that 'this' be a Function")
    return functionSource(this)
  }

  /** OrdinaryHasInstance (§7.3.21) */
  [Symbol.hasInstance](value: unknown): boolean {
    const constructor: unknown = this
    if (!isCallable(constructor)) return false
    if (!isObject(value)) return false
    const prototype: unknown = (constructor as { prototype?: unknown }).prototype
    if (!isObject(prototype)) {
      throw new TypeError(`Function has non-object prototype '${describe(prototype)}' in instanceof check`)
    }
    for (let at = prototypeOf(value); at !== null; at = prototypeOf(at)) if (at === prototype) return true
    return false
  }
}
