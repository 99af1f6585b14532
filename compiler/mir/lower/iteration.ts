// Iteration: the runtime function that suits each kind of iterable gives an object with step(), value and close();
// what the compiled loop does with it is ordinary code. Spread into an array literal is such a loop, made here.

import type { Instruction } from '../../hir/hir.ts'
import type { CallTarget, Instance, Type } from '../../analyse/result.ts'
import { pushElement } from './arrays.ts'
import { callByReceiver, directCall } from './calls.ts'
import type { Case, FunctionLowering } from './function.ts'
import { allocateSite, allocatedSite, dead } from './objects.ts'
import { truthiness } from './operators.ts'
import { readProperty } from './properties.ts'
import { isAny, typeOfRep, type Value } from './values.ts'

type Of<Op extends Instruction['op']> = Extract<Instruction, { op: Op }>

const STARTERS = ['arrayIteration', 'stringIteration', 'protocolIteration', 'asyncIteration']

/** Whether a target is one of the functions that begin an iteration. */
function isStarter(f: FunctionLowering, target: CallTarget): boolean {
  const { entries, hoisted } = f.program.analysis.program
  return STARTERS.some((name) => {
    const global = entries.get(name)
    return global !== undefined && hoisted.some((h) => h.global === global && h.func === target.instance.func.id)
  })
}

export function lowerIterStart(f: FunctionLowering, i: Of<'iterStart'>): Value | null {
  return start(f, i, f.arg(i, 0), f.instance.calls.get(i.id) ?? [])
}

/** Array iteration for the arrays that it was chosen for; the one other target takes the rest. */
function start(f: FunctionLowering, i: Instruction, iterable: Value, targets: readonly CallTarget[]): Value | null {
  const text = f.constant(i.text ?? 'object')
  const begin = (target: Instance, value: Value): Value | null => directCall(f, target, { args: [value, text] })
  const byInstance = new Map<Instance, Set<number>>()
  for (const target of targets) {
    const sites = byInstance.get(target.instance) ?? new Set()
    for (const site of target.receivers) sites.add(site)
    byInstance.set(target.instance, sites)
  }
  const cases: Case[] = []
  let other: Instance | null = null
  for (const [instance, sites] of byInstance) {
    if (sites.size === 0) other = instance
    else cases.push({ sites: [...sites].map((id) => f.program.site(id)), body: (object) => begin(instance, object) })
  }
  const rest = (): Value | null => (other === null ? dead(f, 'an iteration') : begin(other, iterable))
  return f.dispatch(iterable, cases, rest, 'ref', true)
}

/** `[...iterable]`: a loop over the iteration, appending what it gives. */
export function lowerArrayAppendSpread(f: FunctionLowering, i: Of<'arrayAppendSpread'>): Value | null {
  const targets = f.instance.calls.get(i.id) ?? []
  const iteration = start(f, i, f.arg(i, 1), targets.filter((target) => isStarter(f, target)))
  if (iteration === null) return null
  const steps = targets.filter((target) => !isStarter(f, target))
  const { b } = f
  const head = b.newBlock()
  const body = b.newBlock()
  const done = b.newBlock()
  b.jump(head)
  b.enter(head)
  const more = callByReceiver(f, steps, { thisValue: iteration, args: [] }, 'bool')
  if (more === null) return null
  b.branch(truthiness(f, more), body, done)
  b.enter(body)
  const value = iterationValue(f, i, iteration)
  if (value !== null) {
    pushElement(f, f.arg(i, 0), value)
    if (b.open) b.jump(head)
  }
  b.enter(done)
  return f.undefined()
}

/** `iteration.value`, by slot. */
function iterationValue(f: FunctionLowering, i: Instruction, iteration: Value): Value | null {
  const fields = f.program.sites(iteration.type).map((site) => site.fields.get('value'))
  const alike = fields.every((field) => field !== undefined && field.rep === fields[0]?.rep)
  const rep = alike && !isAny(iteration.type) && fields[0] !== undefined ? fields[0].rep : 'box'
  const type: Type = fields.length === 1 && fields[0] !== undefined ? fields[0].type : typeOfRep('box')
  return readProperty(f, i, iteration, 'value', rep, type)
}

// --- for-in

/** An array of the keys, filled by the runtime in the array's own kind. */
export function lowerForInKeys(f: FunctionLowering, i: Of<'forInKeys'>): Value | null {
  const site = allocatedSite(f, i)
  if (site === null) return dead(f, 'a for-in loop')
  const keys = allocateSite(f, site)
  f.entry('forInKeysInto', f.arg(i, 0), keys)
  return keys
}

export const lowerForInPresent = (f: FunctionLowering, i: Of<'forInPresent'>): Value => f.entry('forInPresent', f.arg(i, 0), f.arg(i, 1))
