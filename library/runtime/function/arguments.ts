// Argument lists that come as array-likes: Function.prototype.apply and Reflect.
import { arrayPush, isArray, isObject } from '../intrinsics/mod.ts'
import { toLength } from '../array/integers.ts'
import { describe } from '../errors/describe.ts'

/** CreateListFromArrayLike (ECMA-262 §7.3.19) */
export function argumentList<A>(value: A): unknown[] {
  if (!isObject(value)) throw new TypeError('CreateListFromArrayLike called on non-object')
  if (isArray(value)) return value
  const source = value as unknown as ArrayLike<unknown>
  const length = toLength(source.length)
  const list: unknown[] = []
  for (let i = 0; i < length; i++) arrayPush(list, source[i])
  return list
}

/** What call and apply say when `this`, or Reflect's target, is not callable. */
export function notApplicable(method: string, target: unknown): TypeError {
  const type = typeof target
  const kind = target === undefined || target === null ? `${target}` : type === 'object' ? 'an object' : `a ${type}`
  return new TypeError(`Function.prototype.${method} was called on ${describe(target)}, which is ${kind} and not a function`)
}
