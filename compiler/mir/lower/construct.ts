// `new` and `super(...)`: the outermost `new` allocates the object of its class and runs the constructors on it; the
// result is what a constructor returned, if that is an object.

import type { Instruction } from '../../hir/hir.ts'
import type { CallTarget, Site } from '../../analyse/result.ts'
import { callByReceiver, directCall, type ArgumentList } from './calls.ts'
import type { Case, FunctionLowering } from './function.ts'
import { allocateSite, boxesOnStack } from './objects.ts'
import { armRep } from './properties.ts'
import { T_STRING, T_SYMBOL, isAny, may, mayBeObject, type Value } from './values.ts'
import type { Rep } from '../mir.ts'
import { KIND_STRING_LATIN1, KIND_SYMBOL } from '../../../library/runtime/core/layout.ts'

type Of<Op extends Instruction['op']> = Extract<Instruction, { op: Op }>

/** What a constructor leaves: the object that it returned, else `this`. */
export function constructed(f: FunctionLowering, result: Value, thisValue: Value): Value {
  if (!mayBeObject(result.type)) return thisValue
  if (!isAny(result.type) && result.type.primitives === 0) return result
  const returned = f.as(result, 'ref')
  const type = { ...result.type, primitives: isAny(result.type) ? result.type.primitives : 0, sites: [...new Set([...result.type.sites, ...thisValue.type.sites])].sort((a, b) => a - b) }
  const object = may(result.type, T_STRING | T_SYMBOL)
    ? f.b.pure('bool.not', f.kindBetween(result, KIND_STRING_LATIN1, KIND_SYMBOL)) : f.b.const('bool', 1)
  const id = f.b.pure('select.ref', f.b.pure('bool.and', f.b.pure('ref.isPointer', returned), object), returned, f.as(thisValue, 'ref'))
  return { id, rep: 'ref', type }
}

/** A new object for a construction of `klass`; undefined where the constructor makes its own. */
export function allocateThis(f: FunctionLowering, id: number | null | undefined, newTarget: Value): Value {
  if (id === null || id === undefined) return f.undefined()
  const site = f.program.site(id)
  const object = allocateSite(f, site)
  if (f.program.prototypeOf(site) === 'unknown') {
    const prototype = f.entry('getProperty', newTarget, f.constant('prototype'))
    f.entry('setPrototypeOf', object, prototype)
  }
  return object
}

/** Runs a class's constructor on a new object. */
export function constructDirectly(f: FunctionLowering, target: CallTarget, callee: Value, args: ArgumentList): Value | null {
  const thisValue = allocateThis(f, target.allocates, callee)
  const result = directCall(f, target.instance, { closure: callee, thisValue, newTarget: callee, args })
  return result === null ? null : constructed(f, result, thisValue)
}

export function lowerConstruct(f: FunctionLowering, i: Of<'construct'>): Value | null {
  const callee = checkConstructor(f, f.arg(i, 0), i.text ?? 'value')
  const targets = f.instance.calls.get(i.id) ?? []
  const args = f.args(i, 1)
  const generic = (): Value => constructGeneric(f, callee, callee, args)
  if (isAny(callee.type) || targets.length === 0) return generic()
  const cases = targets.map((target): Case => ({
    sites: [f.program.site(target.site!)], body: (klass) => constructDirectly(f, target, klass, args),
  }))
  return f.dispatch(callee, cases, generic, armRep(f, i), true)
}

function checkConstructor(f: FunctionLowering, callee: Value, text: string): Value {
  if (!isAny(callee.type) && callee.type.primitives === 0 && f.program.sites(callee.type).every((site) => site.kind === 'class')) return callee
  f.b.guard(f.b.pure('bool.not', f.entry('isConstructor', callee).id), () => f.throwEntry('throwNotConstructor', f.constant(text)))
  return { id: f.as(callee, 'ref'), rep: 'ref', type: { ...callee.type, primitives: isAny(callee.type) ? callee.type.primitives : 0 } }
}

function constructGeneric(f: FunctionLowering, callee: Value, newTarget: Value, args: readonly Value[]): Value {
  const boxes = boxesOnStack(f, args.map((arg) => f.box(arg)))
  return f.entry('constructValue', callee, newTarget, f.constant(args.length), f.number(boxes))
}

export function lowerConstructSpread(f: FunctionLowering, i: Of<'constructSpread'>): Value {
  const callee = checkConstructor(f, f.arg(i, 0), i.text ?? 'value')
  return f.entry('constructArray', callee, f.arg(i, 1), callee)
}

// --- super(...)

export const lowerSuperCall = (f: FunctionLowering, i: Of<'superCall'>): Value | null => superCall(f, i, f.args(i, 3))
export const lowerSuperCallSpread = (f: FunctionLowering, i: Of<'superCallSpread'>): Value | null => superCall(f, i, { spread: f.arg(i, 3) })

function superCall(f: FunctionLowering, i: Instruction, args: ArgumentList): Value | null {
  const targets = f.instance.calls.get(i.id) ?? []
  const [active, thisValue, newTarget] = [f.arg(i, 0), f.arg(i, 1), f.arg(i, 2)]
  const parents = [...new Set(targets.map((target) => target.site!))].map((id) => f.program.site(id))
  const rep: Rep = armRep(f, i)
  const run = (parent: Value, theirs: readonly CallTarget[]): Value | null => {
    const result = callByReceiver(f, theirs, { closure: parent, thisValue, newTarget, args }, 'ref')
    return result === null ? null : constructed(f, result, thisValue)
  }
  const needsParent = parents.length !== 1 || targets.some((target) => target.instance.takesClosure) || !isSureParent(f, active, parents[0])
  if (!needsParent) return run(f.undefined(), targets)
  const parent = f.entry('prototypeOf', active)
  const generic = (): Value => superGeneric(f, parent, classNameOf(f, active), newTarget, args)
  const cases = parents.map((site): Case => ({ sites: [site], body: (klass) => run(klass, targets.filter((target) => target.site === site.id)) }))
  return f.dispatch(parent, cases, generic, rep, true)
}

/** Whether a class's parent can be no other: fixed sites, one heritage. */
function isSureParent(f: FunctionLowering, active: Value, parent: Site): boolean {
  return !isAny(active.type) && active.type.primitives === 0 && f.program.sites(active.type).every((site) => f.program.prototypeOf(site) === parent.id && site.open === null)
}

function classNameOf(f: FunctionLowering, active: Value): string {
  const [site] = f.program.sites(active.type)
  return site === undefined || site.class === null ? '' : f.program.class(site.class).name
}

function superGeneric(f: FunctionLowering, parent: Value, className: string, newTarget: Value, args: ArgumentList): Value {
  f.b.guard(f.b.pure('bool.not', f.entry('isConstructor', parent).id), () =>
    f.throwEntry('throwNotSuperConstructor', parent, f.constant(className)))
  return 'spread' in args ? f.entry('constructArray', parent, args.spread, newTarget) : constructGeneric(f, parent, newTarget, args as readonly Value[])
}

