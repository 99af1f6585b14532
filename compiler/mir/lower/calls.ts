// Calls: a typed call of the one function that the analysis found, a switch over a few, the generic entry for the rest.

import type { HirClass, Instruction } from '../../hir/hir.ts'
import type { CallTarget, Instance, Site } from '../../analyse/result.ts'
import { isNothing } from '../../analyse/types.ts'
import { KIND_CLOSURE } from '../../../library/runtime/core/layout.ts'
import type { MirId, Rep } from '../mir.ts'
import { makeArray, readArrayElement } from './arrays.ts'
import type { Case, FunctionLowering } from './function.ts'
import { allocateSite } from './objects.ts'
import { parameterLayout } from './parameters.ts'
import { armRep, neverPast } from './properties.ts'
import { T_STRING, T_SYMBOL, isAny, may, mayBeObject, type Value } from './values.ts'

type Of<Op extends Instruction['op']> = Extract<Instruction, { op: Op }>

/** Arguments by position, the elements of an array, or boxes in memory. */
export type ArgumentList = readonly Value[] | { spread: Value } | { count: Value; boxes: MirId }

export interface Arguments {
  closure?: Value
  thisValue?: Value
  newTarget?: Value
  args: ArgumentList
}

// --- typed calls

/** Calls an instance; null when it never comes back. */
export function directCall(f: FunctionLowering, target: Instance, given: Arguments): Value | null {
  const layout = parameterLayout(target)
  const operands: MirId[] = []
  const put = (at: number | null, value: Value | undefined): void => {
    if (at !== null) operands[at] = f.as(value ?? f.undefined(), target.params[at])
  }
  put(layout.closure, given.closure)
  put(layout.thisValue, given.thisValue)
  put(layout.newTarget, given.newTarget)
  const count = target.func.paramCount
  for (let n = 0; n < count; n++) put(layout.declared + n, argument(f, given.args, n))
  if (layout.rest !== null) put(layout.rest, argumentsArray(f, target, 'restParam', given.args, count))
  if (layout.arguments !== null) put(layout.arguments, argumentsArray(f, target, 'arguments', given.args, 0))
  const id = f.b.call(f.program.function(target), operands, target.result)
  if (isNothing(target.resultType) && !isAny(target.resultType)) return neverPast(f)
  return target.result === 'none' ? f.undefined() : { id, rep: target.result, type: target.resultType }
}

function argument(f: FunctionLowering, args: ArgumentList, n: number): Value | undefined {
  if ('spread' in args) return readArrayElement(f, args.spread, f.constant(n), 'box')
  if (!('boxes' in args)) return args[n]
  const given = f.b.pure('i53.gt', f.as(args.count, 'i53'), f.b.const('i53', n))
  const box = f.b.choose(given, 'box', () => f.b.load('box', args.boxes, n * 8), () => f.b.word('box', 'undefined'))
  return f.anything(box!)
}

/** The array in which a callee finds its rest parameter (or its arguments object), made by the caller. */
function argumentsArray(f: FunctionLowering, target: Instance, op: 'restParam' | 'arguments', args: ArgumentList, from: number): Value {
  const site = argumentsSite(f, target, op)
  if (site === null) return f.undefined()
  if (!('spread' in args) && !('boxes' in args)) return makeArray(f, site, args.slice(from))
  const array = allocateSite(f, site)
  if ('spread' in args) f.entry('appendElements', array, args.spread, f.constant(from))
  else fillFromBoxes(f, array, args, from)
  return array
}

function fillFromBoxes(f: FunctionLowering, array: Value, args: { count: Value; boxes: MirId }, from: number): void {
  const start = f.b.const('i53', from)
  const count = f.as(args.count, 'i53')
  f.b.choose(f.b.pure('i53.gt', count, start), 'none', () => {
    const address = f.b.pure('i53.add', args.boxes, f.b.const('i53', from * 8))
    f.entry('makeArguments', array, f.number(f.b.pure('i53.sub', count, start)), f.number(address))
    return null
  }, () => null)
}

function argumentsSite(f: FunctionLowering, target: Instance, op: 'restParam' | 'arguments'): Site | null {
  for (const block of target.func.blocks) {
    for (const i of block.instructions) {
      const site = i.op === op ? target.allocates.get(i.id) : undefined
      if (site !== undefined) return f.program.site(site)
    }
  }
  return null
}

// --- generic calls

/** Throws unless the value is a function: `text is not a function`. */
export function checkCallable(f: FunctionLowering, callee: Value, text: string): Value {
  if (!isAny(callee.type) && callee.type.primitives === 0 && f.program.sites(callee.type).every(isFunctionSite)) return callee
  const callable = isFunction(f, callee)
  f.b.guard(f.b.pure('bool.not', callable), () => f.throwEntry('throwNotFunction', f.constant(text)))
  return { id: f.as(callee, 'ref'), rep: 'ref', type: { ...callee.type, primitives: isAny(callee.type) ? callee.type.primitives : 0 } }
}

export const isFunctionSite = (site: Site): boolean => site.kind === 'closure' || site.kind === 'class'

/** Whether a value is a function, as a bool. */
export function isFunction(f: FunctionLowering, value: Value): MirId {
  if (!mayBeObject(value.type)) return f.b.const('bool', 0)
  const sites = f.program.sites(value.type)
  const onlyFunctions = !isAny(value.type) && sites.every(isFunctionSite) && !may(value.type, T_STRING | T_SYMBOL)
  if (onlyFunctions) return f.isPointer(value) ?? f.b.const('bool', 1)
  return f.pointerAnd(value, (kind) => f.b.pure('i32.eq', kind, f.b.const('i32', KIND_CLOSURE)))
}

/** Through the closure's generic entry. The callee is a function. */
export function callGeneric(f: FunctionLowering, callee: Value, thisValue: Value, args: readonly Value[]): Value {
  const operands = [f.as(callee, 'ref'), f.box(thisValue), ...args.map((arg) => f.box(arg))]
  return f.anything(f.b.add('box', operands, { op: 'callEntry', throws: true }))
}

// --- choosing among targets

/** Calls the one of the targets that the receiver chooses: copies of one function, or functions that need no closure. */
export function callByReceiver(f: FunctionLowering, targets: readonly CallTarget[], given: Arguments, rep: Rep): Value | null {
  const instances = [...new Set(targets.map((target) => target.instance))]
  if (instances.length === 1) return directCall(f, instances[0], given)
  const cases: Case[] = []
  let other: Instance | null = null
  for (const instance of instances) {
    const receivers = targets.filter((target) => target.instance === instance).flatMap((target) => target.receivers)
    if (receivers.length === 0) other = instance
    else cases.push({ sites: [...new Set(receivers)].map((id) => f.program.site(id)), body: (thisValue) => directCall(f, instance, { ...given, thisValue }) })
  }
  const general = (): Value | null => (other !== null ? directCall(f, other, given) : unknown(f, 'receiver'))
  return f.dispatch(given.thisValue ?? f.undefined(), cases, general, rep, true)
}

function unknown(f: FunctionLowering, what: string): null {
  f.b.stop(`a ${what} that the analysis does not know`)
  return null
}

/** What calling the function of one site comes to. */
interface Arm { sites: Site[]; targets: readonly CallTarget[]; behaviour: boolean }

function armsOf(f: FunctionLowering, sites: readonly Site[], targets: readonly CallTarget[]): Arm[] {
  const arms = new Map<string, Arm>()
  for (const site of sites) {
    const answering = site.kind === 'class' ? f.program.behaviourSites(f.program.class(site.class!)) : [site.id]
    const theirs = answering === null ? [] : targets.filter((target) => target.site !== null && answering.includes(target.site))
    if (site.kind !== 'class' && theirs.length === 0) continue
    const key = `${site.shape} ${[...new Set(theirs.map((target) => target.instance.id))].join()}`
    const arm = arms.get(key)
    if (arm === undefined) arms.set(key, { sites: [site], targets: theirs, behaviour: site.kind === 'class' })
    else arms.set(key, { sites: [...arm.sites, site], targets: [...arm.targets, ...theirs], behaviour: arm.behaviour })
  }
  return [...arms.values()]
}

function callArm(f: FunctionLowering, arm: Arm, callee: Value, given: Arguments, rep: Rep): Value | null {
  if (!arm.behaviour) return callByReceiver(f, arm.targets, { ...given, closure: callee }, rep)
  if (arm.targets.length > 0) return callByReceiver(f, arm.targets, { args: given.args }, rep)
  return throwClassCall(f, f.program.class(arm.sites[0].class!))
}

/** A class was called without `new`; the classes of globals/ are classes in the oracle, too. */
export function throwClassCall(f: FunctionLowering, theClass: HirClass): null {
  const isBuiltin = theClass.isLibrary && theClass.symbol.startsWith('skerry:runtime/')
  return f.throwEntry(isBuiltin ? 'throwBuiltinCall' : 'throwClassCall', f.constant(theClass.name))
}

/** Calls a value that is a function. */
export function callValue(f: FunctionLowering, i: Instruction, callee: Value, given: Arguments, targets: readonly CallTarget[]): Value | null {
  const generic = (): Value => callGeneric(f, callee, given.thisValue ?? f.undefined(), given.args as readonly Value[])
  if (isAny(callee.type) || f.instance.generic.has(i.id)) return generic()
  const arms = armsOf(f, f.program.sites(callee.type).filter(isFunctionSite), targets)
  const rep = armRep(f, i)
  if (arms.length === 0) return unknown(f, 'function')
  // Where one function answers whatever the closure, which closure it is does not matter.
  const instances = new Set(arms.flatMap((arm) => arm.targets.map((target) => target.instance)))
  const alike = arms.every((arm) => !arm.behaviour) && instances.size === 1
  if (arms.length === 1 || alike) return callArm(f, { ...arms[0], targets: arms.flatMap((arm) => arm.targets) }, callee, given, rep)
  const cases = arms.map((arm): Case => ({ sites: arm.sites, body: (object) => callArm(f, arm, object, given, rep) }))
  return f.dispatch(callee, cases, () => unknown(f, 'function'), rep, true)
}

// --- the operations

export function lowerCall(f: FunctionLowering, i: Of<'call'>): Value | null {
  const targets = f.instance.calls.get(i.id) ?? []
  const callee = checkCallable(f, f.arg(i, 0), i.text ?? 'value')
  return callValue(f, i, callee, { thisValue: f.arg(i, 1), args: f.args(i, 2) }, targets)
}

export function lowerCallSpread(f: FunctionLowering, i: Of<'callSpread'>): Value {
  const callee = checkCallable(f, f.arg(i, 0), i.text ?? 'value')
  return f.entry('applyArray', callee, f.arg(i, 1), f.arg(i, 2))
}
