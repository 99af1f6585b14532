// Named properties: a load or store where the analysis knows the slot, a switch over shapes where it knows a few, direct
// calls of accessors, and the runtime's general operations for the rest.

import type { Instruction } from '../../hir/hir.ts'
import type { CallTarget, Instance, Site, Type } from '../../analyse/result.ts'
import { isNothing, stringLiteral, symbolLiteral } from '../../analyse/types.ts'
import { ACCESSOR_GET, ACCESSOR_SET, ARRAY_LENGTH } from '../../../library/runtime/core/layout.ts'
import type { MirId, Rep } from '../mir.ts'
import { directCall } from './calls.ts'
import { checkNullish } from './exceptions.ts'
import type { Case, FunctionLowering } from './function.ts'
import { byShape, find, findAll, type Found, type FoundGroup } from './lookup.ts'
import { stringLength } from './operators.ts'
import { isString, type Value } from './values.ts'

type Of<Op extends Instruction['op']> = Extract<Instruction, { op: Op }>

/** Below this many different places a read is a switch over shapes, above it a general lookup. */
const MAX_PLACES = 4

export const keyValue = (f: FunctionLowering, key: string): Value =>
  ({ id: f.key(key), rep: 'box', type: key.startsWith('@@') ? symbolLiteral(key) : stringLiteral(key) })

// --- reading

export const lowerGetProp = (f: FunctionLowering, i: Of<'getProp'>): Value | null => readProperty(f, i, f.arg(i, 0), i.key)

/** `object.key`; arms meet in `rep`, the accessors are instruction `i`'s. */
export function readProperty(
  f: FunctionLowering, i: Instruction, value: Value, key: string, rep: Rep = armRep(f, i), type: Type = f.resultType(i),
): Value | null {
  const object = checkNullish(f, value, (nullish) => f.throwEntry('throwReadOfNullish', nullish, keyValue(f, key)))
  if (isNothing(object.type)) return neverPast(f)
  if (key === 'length' && isString(object.type)) {
    return f.of(stringLength(f, f.as(object, 'ref')), type)
  }
  const general = (): Value => f.entry('getProperty', object, keyValue(f, key))
  const cases: Case[] = []
  const groups = findAll(f.program, f.program.sites(object.type), key)
  if (groups.length > MAX_PLACES) return general()
  const targets = f.instance.calls.get(i.id) ?? []
  for (const group of groups) {
    const known = readCases(f, i, group, key, targets)
    if (known !== null) cases.push(...known)
  }
  return f.dispatch(object, cases, general, rep)
}

/** The representation in which arms meet. */
export const armRep = (f: FunctionLowering, i: Instruction): Rep => (f.resultRep(i) === 'none' ? 'box' : f.resultRep(i))

/** Null where only the general operation will do. */
export function readCases(f: FunctionLowering, i: Instruction, group: FoundGroup, key: string, targets: readonly CallTarget[]): Case[] | null {
  const { found, sites } = group
  switch (found.kind) {
    case 'slot': return [{ sites, body: (object) => readSlot(f, object, found, key) }]
    case 'arrayLength': return [{ sites, body: (object) => ({ id: f.b.load('u32', object.id, ARRAY_LENGTH, { region: 'array' }), rep: 'u32', type: f.resultType(i) }) }]
    case 'absent': case 'dead': return [{ sites, body: () => f.undefined() }]
    case 'accessor': return getterCases(f, i, sites, found, targets)
    case 'general': return null
  }
}

/** The object whose slot it is: itself, or the prototype. */
function holderOf(f: FunctionLowering, object: Value, found: Extract<Found, { kind: 'slot' | 'accessor' }>): MirId {
  return found.holder === null ? object.id : f.b.globalLoad(f.program.prototypeWord(found.holder.id), 'ref')
}

export function readSlot(f: FunctionLowering, object: Value, found: Extract<Found, { kind: 'slot' }>, key: string): Value {
  const { field, offset } = found
  const id = f.b.load(field.rep as 'box', holderOf(f, object, found), offset, { region: 'slot' })
  const loaded: Value = { id, rep: field.rep, type: field.type }
  if (!field.optional || (field.rep !== 'ref' && field.rep !== 'box' && field.rep !== 'opt')) return loaded
  if (absentElsewhere(f, object, found, key)) {
    return { id: f.b.pure(`${field.rep}.holeToUndefined`, id), rep: field.rep, type: field.type }
  }
  const value = f.b.choose(f.isHole(loaded), 'box', () => f.box(f.entry('getProperty', object, keyValue(f, key))), () => f.box(loaded), false)
  return f.anything(value!)
}

/** Whether an own property that is absent is found nowhere up the chain either. */
function absentElsewhere(f: FunctionLowering, object: Value, found: Extract<Found, { kind: 'slot' }>, key: string): boolean {
  const sites = found.holder === null ? f.program.sites(object.type) : [found.holder]
  return sites.every((site) => {
    const prototype = f.program.prototypeOf(site)
    return prototype === null || (prototype !== 'unknown' && find(f.program, f.program.site(prototype), key).kind === 'absent')
  })
}

/** Sites by the accessor function that answers for them; null where that is not one for each shape. */
function accessorTargets(f: FunctionLowering, sites: readonly Site[], targets: readonly CallTarget[]): Map<CallTarget, Site[]> | null {
  const chosen = new Map<CallTarget, Site[]>()
  for (const alike of byShape(f.program, sites)) {
    const answering = targets.filter((target) => alike.some((site) => target.receivers.includes(site.id)))
    if (answering.length !== 1) return null
    const list = chosen.get(answering[0])
    if (list === undefined) chosen.set(answering[0], [...alike])
    else list.push(...alike)
  }
  return chosen
}

type AccessorFound = Extract<Found, { kind: 'accessor' }>

function getterCases(f: FunctionLowering, i: Instruction, sites: Site[], found: AccessorFound, targets: readonly CallTarget[]): Case[] | null {
  const chosen = accessorTargets(f, sites, targets)
  if (chosen === null) return null
  return [...chosen].map(([target, theirs]) => ({
    sites: theirs,
    body: (object) => {
      const closure = accessorClosure(f, object, found, target.instance, ACCESSOR_GET)
      return directCall(f, target.instance, { closure, thisValue: object, args: [] })
    },
  }))
}

/** The accessor's closure, which a direct call needs only if the function looks at it. */
function accessorClosure(f: FunctionLowering, object: Value, found: AccessorFound, instance: Instance, half: number): Value {
  if (!instance.takesClosure) return f.undefined()
  if (found.field.offset === null) throw new Error(`${f.name}: the accessor ${found.field.key} has no slot`)
  const pair = f.b.load('ref', holderOf(f, object, found), found.field.offset, { region: 'slot' })
  return { id: f.b.load('ref', pair, half, { region: 'accessor' }), rep: 'ref', type: found.field.type }
}

/** Control does not come here; should the analysis be wrong, the machine stops. */
export function neverPast(f: FunctionLowering): null {
  if (f.b.open) f.b.stop('an object that the analysis does not know')
  return null
}

// --- writing

export const lowerSetProp = (f: FunctionLowering, i: Of<'setProp'>): Value | null => writeProperty(f, i, f.arg(i, 0), i.key, f.arg(i, 1))

export function writeProperty(f: FunctionLowering, i: Instruction, target: Value, key: string, value: Value): Value | null {
  const object = checkNullish(f, target, (nullish) => f.throwEntry('throwSetOfNullish', nullish, keyValue(f, key)))
  if (isNothing(object.type)) return neverPast(f)
  const general = (): Value => f.entry('setProperty', object, keyValue(f, key), value)
  const groups = findAll(f.program, f.program.sites(object.type), key)
  if (groups.length > MAX_PLACES) return general()
  const targets = f.instance.calls.get(i.id) ?? []
  const cases: Case[] = []
  for (const group of groups) {
    const known = writeCases(f, group, value, targets)
    if (known !== null) cases.push(...known)
  }
  return f.dispatch(object, cases, general, 'none')
}

export function writeCases(f: FunctionLowering, group: FoundGroup, value: Value, targets: readonly CallTarget[]): Case[] | null {
  const { found, sites } = group
  const own = sites.map((site) => site.fields.get(foundKeyOf(found)))
  if (found.kind === 'slot' && found.holder === null && own.every((field) => field?.writable === true)) {
    return [{ sites, body: (object) => writeSlot(f, object, found, value) }]
  }
  if (found.kind === 'arrayLength') return [{ sites, body: (object) => f.entry('arraySetLength', object, value) }]
  if (found.kind === 'dead') return [{ sites, body: () => f.undefined() }]
  if (found.kind !== 'accessor') return null
  const chosen = accessorTargets(f, sites, targets)
  if (chosen === null) return null
  return [...chosen].map(([target, theirs]) => ({
    sites: theirs,
    body: (object) => {
      const closure = accessorClosure(f, object, found, target.instance, ACCESSOR_SET)
      return directCall(f, target.instance, { closure, thisValue: object, args: [value] }) === null ? null : f.undefined()
    },
  }))
}

const foundKeyOf = (found: Found): string => (found.kind === 'slot' || found.kind === 'accessor' ? found.field.key : '')

function writeSlot(f: FunctionLowering, object: Value, found: Extract<Found, { kind: 'slot' }>, value: Value): Value {
  f.b.store(found.field.rep as 'box', object.id, f.as(value, found.field.rep), found.offset, { region: 'slot' })
  return f.undefined()
}

// --- the rest

export const lowerDeleteProp = (f: FunctionLowering, i: Of<'deleteProp'>): Value => f.entry('deleteProperty', f.arg(i, 0), f.arg(i, 1))
export const lowerHasProp = (f: FunctionLowering, i: Of<'hasProp'>): Value => f.entry('hasProperty', f.arg(i, 1), f.arg(i, 0))

// --- super

/** `super.key` where home's prototype is one object whose property is known; null where it is not. */
export function superProperty(f: FunctionLowering, i: Instruction, home: Value, thisValue: Value, key: string): Value | null {
  if (home.type.sites.length !== 1 || home.type.primitives !== 0) return null
  const homeSite = f.program.site(home.type.sites[0])
  const parent = f.program.prototypeOf(homeSite)
  if (homeSite.open !== null || typeof parent !== 'number') return null
  const parentSite = f.program.site(parent)
  const found = find(f.program, parentSite, key)
  if (found.kind === 'slot' && !found.field.optional) {
    return readSlot(f, thisValue, { ...found, holder: found.holder ?? parentSite }, key)
  }
  if (found.kind !== 'accessor') return null
  const targets = f.instance.calls.get(i.id) ?? []
  const instances = new Set(targets.map((target) => target.instance))
  if (instances.size !== 1 || targets[0].instance.takesClosure) return null
  return directCall(f, targets[0].instance, { thisValue, args: [] })
}
