// The order of an instance's parameters: the agreement between callers, generic entries and the functions themselves.

import type { Instance } from '../../analyse/result.ts'

/** Positions in an instance's parameter list. */
export interface ParameterLayout {
  closure: number | null
  thisValue: number | null
  newTarget: number | null
  declared: number
  rest: number | null
  arguments: number | null
  count: number
}

export function parameterLayout(instance: Instance): ParameterLayout {
  let next = 0
  const take = (present: boolean): number | null => (present ? next++ : null)
  const { func } = instance
  const closure = take(instance.takesClosure)
  const thisValue = take(instance.takesThis)
  const newTarget = take(func.usesNewTarget)
  const declared = next
  next += func.paramCount
  const rest = take(func.hasRest)
  const args = take(func.usesArguments)
  if (next !== instance.params.length) {
    throw new Error(`${instance.symbol} has ${instance.params.length} parameters, its function says ${next}`)
  }
  return { closure, thisValue, newTarget, declared, rest, arguments: args, count: next }
}
