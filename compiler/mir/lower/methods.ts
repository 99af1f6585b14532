// `receiver.key(...args)`: the method is found by the receiver's site where lookup is decided at compile time, and by
// the runtime's lookup where it is not; either way the analysis says which functions it can be.

import type { Instruction } from '../../hir/hir.ts'
import type { CallTarget, Site, Type } from '../../analyse/result.ts'
import { filter, isNothing } from '../../analyse/types.ts'
import { KIND_SYMBOL } from '../../../library/runtime/core/layout.ts'
import type { Rep } from '../mir.ts'
import { callByReceiver, callValue, checkCallable, isFunctionSite } from './calls.ts'
import { checkNullish } from './exceptions.ts'
import type { Case, FunctionLowering } from './function.ts'
import { find, type Found } from './lookup.ts'
import { armRep, keyValue, neverPast, readSlot } from './properties.ts'
import { T_BOOLEAN, T_NUMBER, T_STRING, T_SYMBOL, isAny, type Value } from './values.ts'

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
interface Group { found: Slot | null; closure: number | null; targets: CallTarget[]; sites: Site[] }

const PRIMITIVES: readonly (readonly [number, string])[] = [[T_STRING, 'String'], [T_NUMBER, 'Number'], [T_BOOLEAN, 'Boolean'], [T_SYMBOL, 'Symbol']]

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

  /** Receiver sites by the code that serves them. */
  cases(sites: readonly Site[]): Case[] {
    const groups = new Map<string, Group>()
    for (const site of sites) {
      const found = find(this.f.program, site, this.i.key)
      const slot = found.kind === 'slot' && !found.field.optional ? found : null
      const closure = slot === null ? null : soleClosure(this.f, slot.field.type)
      const targets = this.targets.filter((t) => t.receivers.includes(site.id) && (closure === null || t.site === closure))
      const place = slot === null ? 'looked' : `${slot.holder?.id ?? 'own'} ${slot.offset} ${slot.field.rep}`
      const key = closure !== null && targets.length === 1 && !targets[0].instance.takesClosure ? `direct ${targets[0].instance.id}` : `${place} ${closure}`
      const group = groups.get(key)
      if (group === undefined) groups.set(key, { found: slot, closure, targets, sites: [site] })
      else {
        group.sites.push(site)
        for (const target of targets) if (!group.targets.includes(target)) group.targets.push(target)
      }
    }
    return [...groups.values()].map((group) => ({ sites: group.sites, body: (object) => this.ofGroup(object, group) }))
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
    const sorts = PRIMITIVES.filter(([bits]) => (receiver.type.primitives & bits) !== 0)
    if (sorts.length === 0) {
      if (cases.length > 0) this.f.b.stop(`${this.f.name}: a receiver that the analysis does not know`)
      else return neverPast(this.f)
      return null
    }
    const join = this.f.b.joinPoint(this.rep)
    sorts.forEach(([bits, name], n) => {
      const on = n < sorts.length - 1 ? this.f.b.newBlock() : null
      if (on !== null) {
        const mine = this.f.b.newBlock()
        this.f.b.branch(this.isSort(receiver, bits), mine, on)
        this.f.b.enter(mine)
      }
      const result = this.ofPrimitive({ ...receiver, type: filter(receiver.type, bits, false) }, name)
      join.arrive(result === null ? null : this.f.as(result, this.rep))
      if (on !== null) this.f.b.enter(on)
    })
    const id = join.finish()
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
    const targets = this.targets.filter((target) => target.receivers.length === 0)
    const prototype = this.f.program.realmPrototype(className)
    if (prototype === null) return this.looked(receiver, targets)
    const site = this.f.program.site(prototype)
    const found = find(this.f.program, site, this.i.key)
    if (found.kind !== 'slot' || found.field.optional) return this.looked(receiver, this.ofClass(targets))
    const holderSite = found.holder ?? site
    const closure = soleClosure(this.f, found.field.type)
    const theirs = targets.filter((target) => closure === null || target.site === closure)
    const held: Slot = { ...found, holder: holderSite }
    if (!this.f.program.isPrototype(holderSite.id)) return this.looked(receiver, theirs)
    return this.inSlot(receiver, receiver, held, closure, theirs)
  }

  private ofClass(targets: readonly CallTarget[]): readonly CallTarget[] {
    return targets.length > 0 ? targets : this.targets
  }
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

