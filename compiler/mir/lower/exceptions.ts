// Throwing, catching, and the tests that throw.

import type { Instruction } from '../../hir/hir.ts'
import type { EntryName } from '../../analyse/entries.ts'
import type { FunctionLowering } from './function.ts'
import { T_HOLE, may, mayBeNullish, notNullish, type Value } from './values.ts'

type Of<Op extends Instruction['op']> = Extract<Instruction, { op: Op }>

/** `throw value`. */
export function lowerThrow(f: FunctionLowering, value: Value): void {
  f.b.add('none', [f.box(value)], { op: 'setPending' })
  f.b.throw()
}

export function lowerCatch(f: FunctionLowering): Value {
  return f.anything(f.b.add('box', [], { op: 'takePending' }))
}

const THROW_ENTRY: Record<Of<'throwError'>['error'], EntryName> = {
  TypeError: 'throwTypeError', ReferenceError: 'throwReferenceError', SyntaxError: 'throwSyntaxError', RangeError: 'throwRangeError',
}

export function lowerThrowError(f: FunctionLowering, i: Of<'throwError'>): null {
  return f.throwEntry(THROW_ENTRY[i.error], f.constant(i.message))
}

/** ReferenceError when a binding's value is still the hole. */
export function throwIfHole(f: FunctionLowering, value: Value, name: string): void {
  if (value.rep !== 'ref' && value.rep !== 'box' && value.rep !== 'opt') return
  f.b.guard(f.isHole(value), () => f.throwEntry('throwUninitialised', f.constant(name)))
}

export function lowerTdzCheck(f: FunctionLowering, i: Of<'tdzCheck'>): Value {
  const value = f.arg(i, 0)
  if (may(value.type, T_HOLE)) throwIfHole(f, value, i.name)
  return value
}

/** Throws through `raise` when the value is undefined or null; gives the value as one that is not. */
export function checkNullish(f: FunctionLowering, value: Value, raise: (value: Value) => null): Value {
  if (!mayBeNullish(value.type)) return value
  if (value.rep === 'ref' || value.rep === 'box' || value.rep === 'opt') f.b.guard(f.isNullish(value), () => raise(value))
  return notNullish(value)
}
