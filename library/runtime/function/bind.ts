// Bound functions (ECMA-262 §20.2.3.2). They can be called; constructing one is refused by the compiler.
import { apply, arrayPush, defineData, ownAttributes } from '../intrinsics/mod.ts'
import { ATTRIBUTE_CONFIGURABLE } from '../core/layout.ts'
import { toIntegerOrInfinity } from '../array/integers.ts'

type AnyFunction = (...args: unknown[]) => unknown

export function makeBound<F extends AnyFunction, A>(target: F, thisArg: unknown, first: A[]): AnyFunction {
  const bound = (...rest: unknown[]): unknown => {
    const args: unknown[] = []
    for (let i = 0; i < first.length; i++) arrayPush(args, first[i])
    for (let i = 0; i < rest.length; i++) arrayPush(args, rest[i])
    return apply(target, thisArg, args)
  }
  defineData(bound, 'length', boundLength(target, first.length), ATTRIBUTE_CONFIGURABLE)
  const name: unknown = target.name
  defineData(bound, 'name', `bound ${typeof name === 'string' ? name : ''}`, ATTRIBUTE_CONFIGURABLE)
  return bound
}

function boundLength(target: AnyFunction, given: number): number {
  if (ownAttributes(target, 'length') < 0) return 0
  const length: unknown = target.length
  if (typeof length !== 'number') return 0
  const rest = toIntegerOrInfinity(length) - given
  return rest > 0 ? rest : 0
}
