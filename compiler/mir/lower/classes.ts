// Class definitions: the constructor closure and prototype object, their methods and accessors, and `super.key`.

import type { Instruction } from '../../hir/hir.ts'
import { isPrivate } from '../../hir/hir.ts'
import { isSlotted, type Site } from '../../analyse/result.ts'
import { literalKey } from '../../analyse/types.ts'
import { ACCESSOR_GET, ACCESSOR_SET, ATTRIBUTE_CONFIGURABLE, ATTRIBUTE_ENUMERABLE, KEEPS_GETTER, KEEPS_SETTER } from '../../../library/runtime/core/layout.ts'
import type { Case, FunctionLowering } from './function.ts'
import { builtinShape } from './data.ts'
import { allocateSite, allocatedSite, attachPrototype, dead, defineBirth, defineData, storeCaptures } from './objects.ts'
import { definePrivate } from './private-names.ts'
import { keyValue, superProperty } from './properties.ts'
import type { MirId } from '../mir.ts'
import { T_NULL, isAny, may, type Value } from './values.ts'

type Of<Op extends Instruction['op']> = Extract<Instruction, { op: Op }>

export function lowerClassNew(f: FunctionLowering, i: Of<'classNew'>): Value | null {
  const site = allocatedSite(f, i)
  if (site === null) return dead(f, 'a class')
  const theClass = f.program.class(i.class)
  const heritage = theClass.hasSuper ? f.arg(i, 0) : null
  const parents = heritage === null ? null : parentPrototype(f, heritage)
  const klass = allocateSite(f, site)
  storeCaptures(f, klass, site, f.args(i, theClass.hasSuper ? 1 : 0))
  const prototype = attachPrototype(f, klass, site)
  if (heritage !== null) {
    // The private names of all evaluations of a class are one, which an object that two of them make would show.
    if (theClass.hasPrivateNames && !theClass.evaluatedOnce) f.entry('checkPrivateParents', klass, heritage)
    // Where one shape cannot name the parent, the objects carry it themselves.
    if (f.program.prototypeOf(site) === 'unknown') f.entry('setPrototypeOf', klass, parentOf(f, heritage))
    if (f.program.prototypeOf(f.program.site(site.prototypeSite!)) === 'unknown') f.entry('setPrototypeOf', prototype, parents!)
  }
  return klass
}

/** What a class inherits from: its heritage, or Function.prototype where that is null. */
function parentOf(f: FunctionLowering, heritage: Value): Value {
  const prototype = f.program.realmPrototype('Function')
  if (prototype === null || !may(heritage.type, T_NULL)) return heritage
  const functions = (): MirId => f.b.pure('ref.toBox', f.b.globalLoad(f.program.prototypeWord(prototype), 'ref'))
  return f.anything(f.b.choose(f.isNullish(heritage), 'box', functions, () => f.box(heritage))!)
}

/** `heritage.prototype`, after the checks of ECMA-262 §15.7.14 step 6. */
function parentPrototype(f: FunctionLowering, heritage: Value): Value {
  const known = !isAny(heritage.type) && heritage.type.primitives === 0 && f.program.sites(heritage.type).every((site) => site.kind === 'class')
  if (!known) return f.entry('parentPrototype', heritage)
  return f.program.sites(heritage.type).every((site) => site.open === null) && heritage.type.sites.length === 1
    ? f.undefined() : f.entry('parentPrototype', heritage)
}

export function lowerClassPrototype(f: FunctionLowering, i: Of<'classPrototype'>): Value | null {
  const klass = f.arg(i, 0)
  const sites = f.program.sites(klass.type)
  const prototypes = new Set(sites.map((site) => site.prototypeSite))
  const [only] = prototypes
  // The object was just made, and its word was stored with it.
  if (prototypes.size === 1 && only !== null && f.program.isPrototype(only)) {
    return f.of(f.b.globalLoad(f.program.prototypeWord(only), 'ref'), f.resultType(i))
  }
  return f.entry('getProperty', klass, keyValue(f, 'prototype'))
}

// --- members

export function lowerDefineMethod(f: FunctionLowering, i: Of<'defineMethod'>): Value | null {
  const object = f.arg(i, 0)
  const closure = f.arg(i, 1)
  const key = i.key ?? literalKey(f.arg(i, 2).type)
  const general = (): Value => defineGeneral(f, object, closure, key === null ? f.arg(i, 2) : keyValue(f, key), i)
  if (key !== null && isPrivate(key)) return definePrivate(f, i, key, (holder, site) => defineInSlot(f, holder, site, key, closure, i))
  if (key === null || isAny(object.type)) return general()
  const fixed = f.program.sites(object.type).filter((site) => site.open === null)
  const cases = fixed.map((site): Case => ({ sites: [site], body: (holder) => defineInSlot(f, holder, site, key, closure, i) }))
  return f.dispatch(object, cases, general, 'none', true)
}

function defineGeneral(f: FunctionLowering, object: Value, closure: Value, key: Value, i: Of<'defineMethod'>): Value {
  if (i.kind === 'method') {
    defineData(f, object, key, closure, i.enumerable)
    return f.undefined()
  }
  const kept = i.kind === 'get' ? KEEPS_SETTER : KEEPS_GETTER
  const attributes = f.constant(ATTRIBUTE_CONFIGURABLE | (i.enumerable ? ATTRIBUTE_ENUMERABLE : 0) | kept)
  f.entry('defineAccessor', object, key, i.kind === 'get' ? closure : f.undefined(), i.kind === 'set' ? closure : f.undefined(), attributes)
  return f.undefined()
}

function defineInSlot(f: FunctionLowering, object: Value, site: Site, key: string, closure: Value, i: Of<'defineMethod'>): Value {
  const field = site.fields.get(key)
  if (field === undefined || field.offset === null || field.rep === 'none') return f.undefined()
  if (!field.accessor) f.b.store(field.rep, object.id, f.as(closure, field.rep), field.offset, { region: 'slot' })
  else storeHalf(f, object, field.offset, i.kind === 'set' ? ACCESSOR_SET : ACCESSOR_GET, closure)
  return f.undefined()
}

/** One half of an accessor pair; the pair is made with the first. */
function storeHalf(f: FunctionLowering, object: Value, offset: number, half: number, closure: Value): void {
  const { b } = f
  const present = b.load('ref', object.id, offset, { region: 'slot' })
  const pair = b.choose(b.pure('ref.isPointer', present), 'ref', () => present, () => {
    const made = b.add('ref', [], { op: 'allocate', shape: builtinShape(f.program, 'accessor'), sizeBytes: 24, aux: 0 })
    b.store('ref', object.id, made, offset, { region: 'slot' })
    return made
  })
  b.store('ref', pair!, f.as(closure, 'ref'), half, { region: 'accessor' })
}

export function lowerDefineField(f: FunctionLowering, i: Of<'defineField'>): Value | null {
  const object = f.arg(i, 0)
  const value = f.arg(i, 1)
  const key = i.key ?? literalKey(f.arg(i, 2).type)
  const general = (): Value => {
    defineData(f, object, key === null ? f.arg(i, 2) : keyValue(f, key), value, i.enumerable)
    return f.undefined()
  }
  if (key !== null && isPrivate(key)) return definePrivate(f, i, key, (holder, site) => defineBirth(f, holder, site, key, value, false))
  if (key === null || isAny(object.type)) return general()
  return defineFieldOf(f, object, key, value, i.enumerable, general)
}

/** A property at birth, by the object's layout: one group of sites for each slot, the property map for open ones. */
export function defineFieldOf(f: FunctionLowering, object: Value, key: string, value: Value, enumerable: boolean, general: () => Value): Value | null {
  const groups = new Map<string, Site[]>()
  for (const site of f.program.sites(object.type)) {
    if (!isSlotted(site) || site.open !== null) continue
    const field = site.fields.get(key)
    const place = `${field?.offset ?? 'none'} ${field?.rep ?? ''}`
    groups.set(place, [...(groups.get(place) ?? []), site])
  }
  const cases = [...groups.values()].map((sites): Case => ({
    sites, body: (holder) => { defineBirth(f, holder, sites[0], key, value, enumerable); return f.undefined() },
  }))
  return f.dispatch(object, cases, general, 'none', true)
}

// --- super.key

export function lowerGetSuper(f: FunctionLowering, i: Of<'getSuper'>): Value | null {
  const [home, thisValue] = [f.arg(i, 0), f.arg(i, 1)]
  const key = i.key ?? literalKey(f.arg(i, 2).type)
  if (key !== null) {
    const found = superProperty(f, i, home, thisValue, key)
    if (found !== null) return found
  }
  return f.entry('superGet', home, key === null ? f.arg(i, 2) : keyValue(f, key), thisValue)
}

export function lowerSetSuper(f: FunctionLowering, i: Of<'setSuper'>): Value {
  const [home, thisValue, value] = [f.arg(i, 0), f.arg(i, 1), f.arg(i, 2)]
  return f.entry('superSet', home, i.key === null ? f.arg(i, 3) : keyValue(f, i.key), value, thisValue)
}

