// Where a property lies, found at compile time: in a slot of the object, in a slot of a prototype that is known, behind
// an accessor, nowhere, or only the runtime can tell.

import { isPrivate } from '../../hir/hir.ts'
import type { Site, SiteField } from '../../analyse/result.ts'
import { join } from '../../analyse/types.ts'
import { shapeOf } from './data.ts'
import type { ProgramLowering } from './program.ts'

export type Found =
  /** `holder`: the prototype that has it; null for the object itself. */
  | { kind: 'slot'; holder: Site | null; field: SiteField; offset: number }
  | { kind: 'accessor'; holder: Site | null; field: SiteField }
  | { kind: 'arrayLength' }
  /** A field of the object that nothing reads. */
  | { kind: 'dead' }
  | { kind: 'absent' }
  | { kind: 'general' }

const GENERAL: Found = { kind: 'general' }
const MAX_CHAIN = 64

/** Keys that some kinds of object have without a slot. */
function isVirtual(site: Site, key: string): boolean {
  switch (site.kind) {
    case 'closure': case 'class': return key === 'name' || key === 'length' || (key === 'prototype' && site.prototypeSite === null)
    case 'primitive': return key === 'length' || isIndex(key)
    case 'array': case 'view': return isIndex(key)
    default: return isIndex(key)
  }
}

/** A key under which the program may have stored something in an array without naming it. */
function mayHaveUnknown(site: Site, key: string): boolean {
  return site.unknownNames === 'all' || (site.unknownNames === 'spelled' && isSpelled(key))
}

/** ToString of a number, undefined, null, true or false. */
const isSpelled = (key: string): boolean => String(Number(key)) === key || ['undefined', 'null', 'true', 'false'].includes(key)

const isIndex = (key: string): boolean => /^\d/.test(key) || key === '-0'

export function find(program: ProgramLowering, start: Site, key: string): Found {
  if (start.kind === 'array' && key === 'length') return { kind: 'arrayLength' }
  let site = start
  for (let depth = 0; depth < MAX_CHAIN; depth++) {
    const field = site.fields.get(key)
    if ((site.open !== null || mayHaveUnknown(site, key)) && !isPrivate(key)) return GENERAL
    const holder = depth === 0 ? null : site
    if (field !== undefined) return foundIn(program, site, field, holder)
    if (isPrivate(key)) return { kind: 'absent' }
    if (isVirtual(site, key)) return GENERAL
    const prototype = program.prototypeOf(site)
    if (prototype === 'unknown') return GENERAL
    if (prototype === null) return { kind: 'absent' }
    site = program.site(prototype)
  }
  return GENERAL
}

function foundIn(program: ProgramLowering, site: Site, field: SiteField, holder: Site | null): Found {
  if (holder === null && field.offset === null && !field.read && !field.accessor) return { kind: 'dead' }
  if (field.accessor) return field.optional && !isPrivate(field.key) ? GENERAL : { kind: 'accessor', holder, field }
  if (field.offset === null || field.rep === 'none') return GENERAL
  // A prototype's object is found through the word that shapes name; it has one only if some shape does.
  if (holder !== null && !program.isPrototype(site.id)) return GENERAL
  return { kind: 'slot', holder, field, offset: field.offset }
}

/** Two findings that the same code serves. */
export function foundKey(found: Found): string {
  switch (found.kind) {
    case 'slot': return `slot ${found.holder?.id ?? 'own'} ${found.offset} ${found.field.rep} ${found.field.optional}`
    case 'accessor': return `accessor ${found.holder?.id ?? 'own'} ${found.field.offset} ${found.field.optional}`
    default: return found.kind
  }
}

export interface FoundGroup { found: Found; readonly sites: Site[] }

/** The sites by what finding the key in each comes to; a slot's type is what any of its sites can hold there. */
export function findAll(program: ProgramLowering, sites: readonly Site[], key: string): FoundGroup[] {
  const groups = new Map<string, FoundGroup>()
  for (const site of sites) {
    const found = find(program, site, key)
    const name = foundKey(found)
    const group = groups.get(name)
    if (group === undefined) groups.set(name, { found, sites: [site] })
    else {
      group.sites.push(site)
      group.found = merged(group.found, found)
    }
  }
  return [...groups.values()]
}

function merged(a: Found, b: Found): Found {
  if (a.kind !== 'slot' || b.kind !== 'slot' || a.field === b.field) return a
  return { ...a, field: { ...a.field, type: join(a.field.type, b.field.type), writable: a.field.writable && b.field.writable } }
}

/** Sites by shape: those of one group cannot be told apart at run time. */
export function byShape(program: ProgramLowering, sites: readonly Site[]): Site[][] {
  const shapes = new Map<string, Site[]>()
  for (const site of sites) {
    const shape = shapeOf(program, site)
    const alike = shapes.get(shape)
    if (alike === undefined) shapes.set(shape, [site])
    else alike.push(site)
  }
  return [...shapes.values()]
}
