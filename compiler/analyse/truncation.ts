// Values of which every use wants only ToInt32. An element read that may be undefined (or any number with a NaN) can
// then sit in an i32 register: undefined and NaN are 0 there. The lowering knows it by the representation `i32` on a
// value whose type is wider (LANGUAGE §2: what leaves the range wraps only where the source says so).

import type { SolverInstance } from './state.ts'
import { T_INT, T_NAN, T_UNDEFINED } from './result.ts'
import { usesOf } from './uses.ts'

const TRUNCATING = new Set(['bitand', 'bitor', 'bitxor', 'shl', 'shr', 'ushr'])

export function truncatedValues(instance: SolverInstance): number[] {
  const uses = usesOf(instance.func)
  const result: number[] = []
  for (let id = 0; id < instance.types.length; id++) {
    const definition = uses.definitions[id]
    if (definition === null || definition.op !== 'getElem') continue
    const type = instance.types[id]
    const fits = (type.primitives & T_INT) !== 0 && type.low >= -(2 ** 31) && type.high <= 2 ** 31 - 1
    if (!fits || type.sites.length > 0 || (type.primitives & ~(T_INT | T_UNDEFINED | T_NAN)) !== 0) continue
    if (uses.users[id].length > 0 && uses.users[id].every((user) => isTruncating(instance, user))) result.push(id)
  }
  return result
}

function isTruncating(instance: SolverInstance, user: number): boolean {
  const definition = usesOf(instance.func).definitions[user]
  if (definition === undefined || definition === null) return false
  if (definition.op === 'unary') return definition.operator === 'bitnot'
  return definition.op === 'binary' && TRUNCATING.has(definition.operator)
}
