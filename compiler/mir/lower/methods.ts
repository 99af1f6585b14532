// `receiver.key(...args)`: the method is found by the receiver's site where lookup is decided at compile time, and by
// the runtime's lookup where it is not; either way the analysis says which functions it can be.

import type { Instruction } from '../../hir/hir.ts'
import type { CallTarget, Site, Type } from '../../analyse/result.ts'
import { PRIMITIVE_CLASSES } from '../../analyse/kinds.ts'
import { filter, isNothing, join } from '../../analyse/types.ts'
import { KIND_SYMBOL } from '../../../library/runtime/core/layout.ts'
import type { Rep } from '../mir.ts'
import { callByReceiver, callValue, checkCallable, isFunctionSite } from './calls.ts'
import { checkNullish } from './exceptions.ts'
import type { Case, FunctionLowering } from './function.ts'
import { byShape, find, findAll, type Found } from './lookup.ts'
import { armRep, keyValue, neverPast, readSlot } from './properties.ts'
import { T_BOOLEAN, T_NUMBER, isAny, type Value } from './values.ts'

type CallMethod = Extract<Instruction, { op: 'callMethod' }>
type Slot = Extract<Found, { kind: 'slot' }>

export function lowerCallMethod(f: FunctionLowering, i: CallMethod): Value | null {
  const receiver = checkNullish(f, f.arg(i, 0), (nullish) => f.throwEntry('throwReadOfNullish', nullish, keyValue(f, i.key)))
  if (isNothing(receiver.type)) return neverPast(f)
  const call = new MethodCall(f, i)
  if (isAny(receiver.type) || f.instance.generic.has(i.id)) return call.looked(receiver, [])
  const cases = call.cases(f.program.sites(receiver.type))
  return f.dispatch(receiver, cases, () => call.ofOthers(receiver, cases), armRep(f, i), true)
}

/** A group of receiver sites for which the same code serves. */
interface Group { found: Slot | null; readonly closure: number | null; readonly targets: CallTarget[]; readonly sites: Site[] }

class MethodCall {
  private readonly f: FunctionLowering
  private readonly i: CallMethod
  private readonly targets: readonly CallTarget[]
  private readonly args: readonly Value[]
  private readonly rep: Rep

  constructor(f: FunctionLowering, i: CallMethod) {
    this.f = f
    this.i = i
    this.targets = f.instance.calls.get(i.id) ?? []
    this.args = f.args(i, 1)
    this.rep = armRep(f, i)
  }

  /** Receiver sites by the code that serves them. Sites of one shape cannot be told apart, so they go together. */
  cases(sites: readonly Site[]): Case[] {
    const groups = new Map<string, Group>()
    for (const alike of byShape(this.f.program, sites)) {
      const slot = this.slotOf(alike)
      const closure = slot === null ? null : soleClosure(this.f, slot.field.type)
      const ids = new Set(alike.map((site) => site.id))
      const targets = this.targets.filter((t) => t.receivers.some((id) => ids.has(id)) && (closure === null || t.site === closure))
      const place = slot === null ? 'looked' : `${slot.holder?.id ?? 'own'} ${slot.offset} ${slot.field.rep}`
      const key = closure !== null && targets.length === 1 && !targets[0].instance.takesClosure ? `direct ${targets[0].instance.id}` : `${place} ${closure}`
      const group = groups.get(key)
      if (group === undefined) groups.set(key, { found: slot, closure, targets, sites: alike })
      else addTo(group, slot, targets, alike)
    }
    return [...groups.values()].map((group) => ({ sites: group.sites, body: (object) => this.ofGroup(object, group) }))
  }

  /** The slot in which objects of one shape have the method; null where it must be looked up. */
  private slotOf(alike: readonly Site[]): Slot | null {
    const all = findAll(this.f.program, alike, this.i.key)
    const [{ found }] = all
    return all.length === 1 && found.kind === 'slot' && !found.field.optional ? found : null
  }

  private ofGroup(object: Value, group: Group): Value | null {
    if (group.found === null) return this.looked(object, group.targets)
    return this.inSlot(object, object, group.found, group.closure, group.targets)
  }

  /** The method lies in a slot of `holder` (or of a prototype). */
  private inSlot(receiver: Value, holder: Value, found: Slot, closure: number | null, targets: readonly CallTarget[]): Value | null {
    const given = { thisValue: receiver, args: this.args }
    if (closure !== null && targets.length > 0) {
      if (!targets.some((target) => target.instance.takesClosure)) return callByReceiver(this.f, targets, given, this.rep)
      return callByReceiver(this.f, targets, { ...given, closure: readSlot(this.f, holder, found, this.i.key) }, this.rep)
    }
    const value = readSlot(this.f, holder, found, this.i.key)
    const callee = checkCallable(this.f, value, this.i.text ?? this.i.key)
    return callValue(this.f, this.i, callee, given, targets)
  }

  /** Looks the method up at run time; what it finds is one of the targets. */
  looked(receiver: Value, targets: readonly CallTarget[]): Value | null {
    const found = this.f.entry('getProperty', receiver, keyValue(this.f, this.i.key))
    const callee = checkCallable(this.f, found, this.i.text ?? this.i.key)
    const type = isAny(receiver.type) ? callee.type : { ...filter(receiver.type, 0, false), sites: sitesOf(targets) }
    return callValue(this.f, this.i, { ...callee, type }, { thisValue: receiver, args: this.args }, targets)
  }

  // --- receivers that no case took: primitives

  ofOthers(receiver: Value, cases: readonly Case[]): Value | null {
    const sorts = PRIMITIVE_CLASSES.filter(([bits]) => (receiver.type.primitives & bits) !== 0)
    if (sorts.length === 0) {
      if (cases.length > 0) this.f.b.stop('a receiver that the analysis does not know')
      else return neverPast(this.f)
      return null
    }
    const joinPoint = this.f.b.joinPoint(this.rep)
    sorts.forEach(([bits, name], n) => {
      const on = n < sorts.length - 1 ? this.f.b.newBlock() : null
      if (on !== null) {
        const mine = this.f.b.newBlock()
        this.f.b.branch(this.isSort(receiver, bits), mine, on)
        this.f.b.enter(mine)
      }
      const result = this.ofPrimitive({ ...receiver, type: filter(receiver.type, bits, false) }, name)
      joinPoint.arrive(result === null ? null : this.f.as(result, this.rep))
      if (on !== null) this.f.b.enter(on)
    })
    const id = joinPoint.finish()
    return id === null ? null : this.f.of(id, this.f.resultType(this.i))
  }

  private isSort(receiver: Value, bits: number): number {
    const { b } = this.f
    if (bits === T_NUMBER) return receiver.rep === 'box' ? b.pure('box.isNumber', receiver.id) : b.const('bool', 0)
    if (bits === T_BOOLEAN) return receiver.rep === 'box' ? b.pure('box.isBoolean', receiver.id) : b.const('bool', 0)
    const notSymbol = (kind: number): number => b.pure('i32.ne', kind, b.const('i32', KIND_SYMBOL))
    return this.f.pointerAnd(receiver, notSymbol)
  }

  private ofPrimitive(receiver: Value, className: string): Value | null {
    const prototype = this.f.program.realmPrototype(className)
    if (prototype === null) return this.looked(receiver, this.targets)
    const site = this.f.program.site(prototype)
    const found = find(this.f.program, site, this.i.key)
    if (found.kind !== 'slot' || found.field.optional) return this.looked(receiver, this.targets)
    const holderSite = found.holder ?? site
    const closure = soleClosure(this.f, found.field.type)
    // A target that objects find as well (String objects) lists those as its receivers: it serves the primitives too.
    const theirs = this.targets.filter((target) => closure === null || target.site === closure)
    const held: Slot = { ...found, holder: holderSite }
    if (!this.f.program.isPrototype(holderSite.id)) return this.looked(receiver, theirs)
    return this.inSlot(receiver, receiver, held, closure, theirs)
  }
}

function addTo(group: Group, slot: Slot | null, targets: readonly CallTarget[], sites: readonly Site[]): void {
  group.sites.push(...sites)
  for (const target of targets) if (!group.targets.includes(target)) group.targets.push(target)
  if (group.found !== null && slot !== null) group.found = { ...group.found, field: { ...group.found.field, type: join(group.found.field.type, slot.field.type) } }
}

function sitesOf(targets: readonly CallTarget[]): number[] {
  return [...new Set(targets.flatMap((target) => (target.site === null ? [] : [target.site])))].sort((a, b) => a - b)
}

/** The one function that a slot holds; null when it may hold something else. */
function soleClosure(f: FunctionLowering, type: Type): number | null {
  if (type.primitives !== 0 || type.sites.length !== 1) return null
  const site = f.program.site(type.sites[0])
  return isFunctionSite(site) && site.kind === 'closure' ? site.id : null
}

