// Private names: slots of the objects whose classes declare them. Before its definition a member is not there: the slot of one
// that the analysis does not know to be defined before anyone can look holds the hole until then.

import { isSlotted, type Site, type SiteField, type Type } from '../../analyse/result.ts'
import type { EntryName } from '../../analyse/entries.ts'
import type { Instruction } from '../../hir/hir.ts'
import { isBrand } from '../../hir/hir.ts'
import type { MirId } from '../mir.ts'
import { checkNullish } from './exceptions.ts'
import type { Case, FunctionLowering } from './function.ts'
import { findAll, type FoundGroup } from './lookup.ts'
import { armRep, keyValue, readCases, writeCases } from './properties.ts'
import { may, type Value } from './values.ts'

type Of<Op extends Instruction['op']> = Extract<Instruction, { op: Op }>

/** Sites that the value can be and that have the private name; every site that has it, for a value of which nothing is known. */
function privateSites(f: FunctionLowering, object: Value, key: string): Site[] {
  return candidates(f, object.type).filter((site) => hasRoom(site, key))
}

/** What is given the name and has no slots is refused as it is (definePrivate). */
const hasRoom = (site: Site, key: string): boolean => isSlotted(site) && site.fields.has(key)

function candidates(f: FunctionLowering, type: Type): readonly Site[] {
  return may(type, 0) ? f.program.analysis.sites : f.program.sites(type)
}

/** The object of a private access, after the test for undefined and null where that has a message of its own. */
function privateHolder(f: FunctionLowering, i: Of<'getPrivate' | 'setPrivate'>, entry: EntryName): Value {
  const { nullish } = i
  return nullish === null ? f.arg(i, 0) : checkNullish(f, f.arg(i, 0), (value) => f.throwEntry(entry, value, keyValue(f, nullish)))
}

/** Whether an object of a site that has the field has been given it; null: it has. */
function isDefined(f: FunctionLowering, object: Value, { optional, offset, accessor, rep, type }: SiteField): MirId | null {
  if (!optional || offset === null || rep === 'none') return null
  const id = f.b.load(rep as 'box', object.id, offset, { region: 'slot' })
  if (accessor) return f.b.pure('ref.isPointer', id)
  return f.b.pure('bool.not', f.isHole({ id, rep, type }))
}

/** The cases, each after the test that the object has been given the member. */
function guarded(f: FunctionLowering, { found }: FoundGroup, cases: readonly Case[], missing: () => null): Case[] {
  if (found.kind !== 'slot' && found.kind !== 'accessor') return [...cases]
  return cases.map(({ sites, body }) => ({
    sites, body: (object) => {
      const defined = isDefined(f, object, found.field)
      if (defined !== null) f.b.guard(f.b.pure('bool.not', defined), missing)
      return body(object)
    },
  }))
}

export function lowerGetPrivate(f: FunctionLowering, i: Of<'getPrivate'>): Value | null {
  const object = privateHolder(f, i, 'throwReadOfNullish')
  const missing = (): null => f.throwEntry('throwTypeError', f.constant(i.text ?? i.key))
  const targets = f.instance.calls.get(i.id) ?? []
  const cases = findAll(f.program, privateSites(f, object, i.key), i.key)
    .flatMap((group) => guarded(f, group, readCases(f, i, group, i.key, targets) ?? [], missing))
  return f.dispatch(object, cases, missing, armRep(f, i), true)
}

export function lowerSetPrivate(f: FunctionLowering, i: Of<'setPrivate'>): Value | null {
  const accessor = i.nullish !== null && !i.nullish.startsWith('#')
  const object = privateHolder(f, i, accessor ? 'throwReadOfNullish' : 'throwSetOfNullish')
  const missing = (): null => f.throwEntry('throwTypeError', f.constant(i.text ?? i.key))
  const targets = f.instance.calls.get(i.id) ?? []
  const cases = findAll(f.program, privateSites(f, object, i.key), i.key)
    .flatMap((group) => guarded(f, group, writeCases(f, group, f.arg(i, 1), targets) ?? [], missing))
  return f.dispatch(object, cases, missing, 'none', true)
}

/**
 * Gives an object a member by `define`, once: `i.text` is the message where it has it. A brand (lower/brands.ts) may be given again,
 * by the same evaluation of its class.
 */
export function definePrivate(
  f: FunctionLowering, i: Of<'defineField' | 'defineMethod'>, key: string, define: (holder: Value, site: Site) => void,
): Value | null {
  const object = f.arg(i, 0)
  const cases = findAll(f.program, privateSites(f, object, key), key).map(({ sites }): Case => ({
    sites, body: (holder) => {
      const field = sites[0].fields.get(key)!
      const defined = isDefined(f, holder, field)
      if (defined !== null && i.text !== undefined) f.b.guard(defined, () => f.throwEntry('throwTypeError', f.constant(i.text!)))
      else if (defined !== null && isBrand(key)) f.b.guard(isOther(f, defined, holder, field, f.arg(i, 1)), () => f.throwEntry('refuseSecondBrand'))
      define(holder, sites[0])
      return f.undefined()
    },
  }))
  return f.dispatch(object, cases, () => f.throwEntry('refusePrivateNames'), 'none', true)
}

/** Whether a slot that is `defined` holds another object than `brand`. */
function isOther(f: FunctionLowering, defined: MirId, holder: Value, { offset, rep, type }: SiteField, brand: Value): MirId {
  const held = f.b.load(rep as 'box', holder.id, offset!, { region: 'slot' })
  return f.b.pure('bool.and', defined, f.b.pure('bool.not', f.b.pure('box.sameWord', f.box({ id: held, rep, type }), f.box(brand))))
}

export function lowerHasPrivate(f: FunctionLowering, i: Of<'hasPrivate'>): Value | null {
  const object = f.arg(i, 0)
  const cases = findAll(f.program, privateSites(f, object, i.key), i.key).map(({ found, sites }): Case => ({
    sites, body: (holder) => {
      const defined = found.kind === 'slot' || found.kind === 'accessor' ? isDefined(f, holder, found.field) : null
      return defined === null ? f.constant(true) : f.bool(defined)
    },
  }))
  const others = f.program.sites(object.type).filter((site) => !hasRoom(site, i.key))
  if (others.length > 0) cases.push({ sites: others, body: () => f.constant(false) })
  return f.dispatch(object, cases, () => f.constant(false), 'bool', true)
}
