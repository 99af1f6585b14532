// Bound functions (ECMA-262 §10.4.1, §20.2.3.2). What is made of a constructor is one too: a library function that asks
// for new.target can be constructed (compiler/hir/hir.ts, `isBoundConstructor`).
import { apply, arrayPush, constructWith, defineData, isConstructor, ownAttributes } from '../intrinsics/mod.ts'
import { ATTRIBUTE_CONFIGURABLE } from '../core/layout.ts'
import { toIntegerOrInfinity } from '../array/integers.ts'

type AnyFunction = (...args: unknown[]) => unknown

export function makeBound<F extends AnyFunction, A>(target: F, thisArg: unknown, first: A[]): AnyFunction {
  const bound = isConstructor(target) ? boundConstructor(target, thisArg, first) : (...rest: unknown[]): unknown => apply(target, thisArg, joined(first, rest))
  defineData(bound, 'length', boundLength(target, first.length), ATTRIBUTE_CONFIGURABLE)
  const name: unknown = target.name
  defineData(bound, 'name', `bound ${typeof name === 'string' ? name : ''}`, ATTRIBUTE_CONFIGURABLE)
  return bound
}

function boundConstructor<F extends AnyFunction, A>(target: F, thisArg: unknown, first: A[]): AnyFunction {
  // A member, because a variable would give the function its name, and the text of bound functions has none.
  const made: { bound: AnyFunction | undefined } = { bound: undefined }
  made.bound = function (...rest: unknown[]): unknown {
    const args = joined(first, rest)
    if (new.target === undefined) return apply(target, thisArg, args)
    return constructWith(target, args, new.target === made.bound ? target : new.target)
  }
  return made.bound
}

function joined<A>(first: A[], rest: unknown[]): unknown[] {
  const args: unknown[] = []
  for (let i = 0; i < first.length; i++) arrayPush(args, first[i])
  for (let i = 0; i < rest.length; i++) arrayPush(args, rest[i])
  return args
}

function boundLength(target: AnyFunction, given: number): number {
  if (ownAttributes(target, 'length') < 0) return 0
  const length: unknown = target.length
  if (typeof length !== 'number') return 0
  const rest = toIntegerOrInfinity(length) - given
  return rest > 0 ? rest : 0
}
