// Boolean (ECMA-262 §20.3).
import { kindOf, primitiveOf, setPrototypeOf, wrapPrimitive } from '../intrinsics/mod.ts'

export class Boolean {
  /** `new Boolean(value)`: a wrapper object. */
  constructor(value: unknown) {
    const wrapper = wrapPrimitive(!!value)
    if (new.target !== Boolean) setPrototypeOf(wrapper, new.target.prototype)
    return wrapper as Boolean
  }

  toString(): string {
    return thisBoolean(this, 'toString') ? 'true' : 'false'
  }

  valueOf(): boolean {
    return thisBoolean(this, 'valueOf')
  }
}

/** `Boolean(value)`. */
export function booleanCall(value: unknown): boolean {
  return !!value
}

/** ThisBooleanValue. */
function thisBoolean(value: unknown, method: string): boolean {
  if (typeof value === 'boolean') return value
  if (kindOf(value) === 'primitive') {
    const primitive = primitiveOf(value)
    if (typeof primitive === 'boolean') return primitive
  }
  throw new TypeError(`Boolean.prototype.${method} requires that 'this' be a Boolean`)
}
