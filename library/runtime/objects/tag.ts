// Object.prototype.toString (ECMA-262 §20.1.3.6).
import { isArray, isCallable, kindOf, primitiveOf } from '../intrinsics/mod.ts'
import { isErrorObject } from '../errors/error.ts'
import { toObject } from './keys.ts'

export function objectTag(value: unknown): string {
  if (value === undefined) return '[object Undefined]'
  if (value === null) return '[object Null]'
  const object = toObject(value)
  const builtin = builtinTag(object)
  const tag = (object as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag]
  return `[object ${typeof tag === 'string' ? tag : builtin}]`
}

function builtinTag(object: object): string {
  if (isArray(object)) return 'Array'
  if (isCallable(object)) return 'Function'
  if (isErrorObject(object)) return 'Error'
  if (kindOf(object) !== 'primitive') return 'Object'
  switch (typeof primitiveOf(object)) {
    case 'boolean': return 'Boolean'
    case 'number': return 'Number'
    case 'string': return 'String'
    default: return 'Object'
  }
}
