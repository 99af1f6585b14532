// Objects at birth: allocation by site, literals, closures, spread.

import type { Instruction } from '../../hir/hir.ts'
import { isPrivate } from '../../hir/hir.ts'
import type { Site, SiteField } from '../../analyse/result.ts'
import {
  ATTRIBUTE_CONFIGURABLE, ATTRIBUTE_ENUMERABLE, ATTRIBUTE_WRITABLE, CLOSURE_CAPTURES,
} from '../../../library/runtime/core/layout.ts'
import { shapeOf, siteSize } from './data.ts'
import type { FunctionLowering } from './function.ts'
import type { Value } from './values.ts'

type Of<Op extends Instruction['op']> = Extract<Instruction, { op: Op }>

const DATA_ATTRIBUTES = ATTRIBUTE_WRITABLE | ATTRIBUTE_CONFIGURABLE

/** A new object of a site: slots undefined, optional ones absent; its prototype is its shape's. */
export function allocateSite(f: FunctionLowering, site: Site): Value {
  const id = f.b.add('ref', [], { op: 'allocate', shape: shapeOf(f.program, site), sizeBytes: siteSize(site), aux: 0 })
  for (const field of site.fields.values()) {
    if (field.optional && field.offset !== null && canBeAbsent(field)) {
      const rep = field.rep as 'ref' | 'box' | 'opt'
      f.b.store(rep, id, f.b.word(rep, 'hole'), field.offset, { region: 'slot' })
    }
  }
  if (f.program.isPrototype(site.id)) f.b.globalStore(f.program.prototypeWord(site.id), id)
  return { id, rep: 'ref', type: { primitives: 0, low: 0, high: 0, sites: [site.id], literal: null } }
}

const canBeAbsent = (field: SiteField): boolean => field.rep === 'ref' || field.rep === 'box' || field.rep === 'opt'

/** The site that an instruction allocates; null when the analysis found it dead. */
export function allocatedSite(f: FunctionLowering, i: Instruction): Site | null {
  const id = f.instance.allocates.get(i.id)
  return id === undefined ? null : f.program.site(id)
}

/** Stops where the analysis says that control does not come. */
export function dead(f: FunctionLowering, what: string): null {
  f.b.stop(`${what} is not reached`)
  return null
}

/** A data property of an object at birth: its slot, or the property map of an open one. */
export function defineBirth(f: FunctionLowering, object: Value, site: Site, key: string, value: Value, enumerable: boolean): void {
  const field = site.fields.get(key)
  if (site.open !== null && !isPrivate(key)) return defineData(f, object, f.anything(f.key(key)), value, enumerable)
  if (field === undefined || field.offset === null || field.rep === 'none') return
  f.b.store(field.rep, object.id, f.as(value, field.rep), field.offset, { region: 'slot' })
}

export function defineData(f: FunctionLowering, object: Value, key: Value, value: Value, enumerable: boolean): void {
  f.entry('defineData', object, key, value, f.constant(enumerable ? DATA_ATTRIBUTES | ATTRIBUTE_ENUMERABLE : DATA_ATTRIBUTES))
}

export function lowerObject(f: FunctionLowering, i: Of<'object'>): Value | null {
  const site = allocatedSite(f, i)
  if (site === null) return dead(f, 'an object literal')
  const object = allocateSite(f, site)
  i.keys.forEach((key, n) => defineBirth(f, object, site, key, f.arg(i, n), true))
  return object
}

export function lowerSetPrototypeLiteral(f: FunctionLowering, i: Of<'setPrototypeLiteral'>): Value {
  return f.entry('setPrototypeLiteral', f.arg(i, 0), f.arg(i, 1))
}

/** The excluded keys travel as an array of boxes that the core reads; none is the usual case. */
export function lowerCopyDataProperties(f: FunctionLowering, i: Of<'copyDataProperties'>): Value {
  const count = i.excluded.length + i.args.length - 2
  if (count === 0) return f.entry('copyDataProperties', f.arg(i, 0), f.arg(i, 1), f.constant(0), f.constant(0))
  const keys = [...i.excluded.map((key) => f.key(key)), ...f.args(i, 2).map((key) => f.box(key))]
  return f.entry('copyDataProperties', f.arg(i, 0), f.arg(i, 1), f.constant(count), f.number(boxesOnStack(f, keys)))
}

/** Address of boxes in the frame. */
export function boxesOnStack(f: FunctionLowering, boxes: readonly number[]): number {
  const address = f.b.add('i53', [], { op: 'stackBoxes', count: Math.max(boxes.length, 1) })
  boxes.forEach((box, n) => f.b.store('box', address, box, n * 8, { region: 'stack' }))
  return address
}

// --- closures

export function lowerClosure(f: FunctionLowering, i: Of<'closure'>): Value | null {
  const site = allocatedSite(f, i)
  if (site === null) return dead(f, 'a closure')
  return makeClosure(f, site, f.args(i, 0))
}

/** A new object each time: functions have identity. */
export function makeClosure(f: FunctionLowering, site: Site, captures: readonly Value[]): Value {
  const closure = allocateSite(f, site)
  storeCaptures(f, closure, site, captures)
  if (site.prototypeSite !== null) attachPrototype(f, closure, site)
  return closure
}

export function storeCaptures(f: FunctionLowering, closure: Value, site: Site, captures: readonly Value[]): void {
  site.captures.forEach((capture, n) => {
    if (capture.rep === 'none' || n >= captures.length) return
    if (capture.offset < CLOSURE_CAPTURES) throw new Error(`${site.name}: a capture at offset ${capture.offset}`)
    f.b.store(capture.rep, closure.id, f.as(captures[n], capture.rep), capture.offset, { region: 'capture' })
  })
}

/** The object in a function's `prototype`, whose `constructor` is the function. */
export function attachPrototype(f: FunctionLowering, closure: Value, site: Site): Value {
  const prototypeSite = f.program.site(site.prototypeSite!)
  const prototype = allocateSite(f, prototypeSite)
  if (site.class === null || !f.program.class(site.class).hidesConstructor) {
    defineBirth(f, prototype, prototypeSite, 'constructor', closure, false)
  }
  if (site.open === null) defineBirth(f, closure, site, 'prototype', prototype, false)
  else {
    const attributes = site.kind === 'class' ? 0 : ATTRIBUTE_WRITABLE
    f.entry('defineData', closure, f.anything(f.key('prototype')), prototype, f.constant(attributes))
  }
  return prototype
}

/** A template object: a frozen array with `raw`, the same object each time the place is evaluated. */
export function lowerTemplateObject(f: FunctionLowering): never {
  throw new Error(`${f.name}: tagged templates are refused before this`)
}
