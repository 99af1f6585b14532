// Definitions of members: methods, accessors and fields, of classes and of the objects that their constructors make; and whether a
// member is there before anyone can look.

import type { Instruction, InstructionKind } from '../hir/hir.ts'
import { isPrivate } from '../hir/hir.ts'
import { constructionOf, isCertainStatic } from './construction.ts'
import { defineUnknownHalf } from './intrinsics.ts'
import { flowUnderKey, isIndexKey, keySorts } from './properties.ts'
import { T_HOLE, type Type } from './result.ts'
import type { Solver } from './solver.ts'
import type { Node, SolverField, SolverSite } from './state.ts'
import { flow, readCell } from './state.ts'
import { scrambled } from './tuples.ts'
import { internSites } from './site-sets.ts'
import { HOLE_TYPE, NOTHING, UNDEFINED, join, literalKey, makeType } from './types.ts'

type Op<K extends InstructionKind['op']> = Instruction & Extract<InstructionKind, { op: K }>

export function defineMethod(solver: Solver, node: Node, i: Op<'defineMethod'>, object: Type, method: Type, computed: Type | undefined): Type {
  const key = i.key ?? literalKey(computed)
  for (const id of object.sites) {
    const site = solver.siteById(id)
    if (key === null) {
      solver.open(site, `computed member at ${solver.showPlace(i.place)}`)
      const keys = keySorts(solver, node, computed!)
      if (i.kind === 'method') flowUnderKey(solver, site, keys, method)
      else defineUnknownHalf(solver, node, site, keys, i.kind, method)
      continue
    }
    const field = solver.field(site, key)
    if (isPrivate(key) && isForeign(solver, node, i, site)) field.read = true // whether it is defined is
    birth(solver, node, site, field, i, i.enumerable, !isPrivate(key) || isCertainMethod(solver, node, i, site))
    if (i.kind === 'method') flow(solver.worklist, field.cell, method)
    else defineHalf(solver, field, i.kind, method)
    solver.define(site, field)
  }
  return UNDEFINED
}

export function defineHalf(solver: Solver, field: SolverField, kind: 'get' | 'set', method: Type): void {
  const half = kind === 'get' ? 'getter' : 'setter'
  const isNew = field[half] === null
  const cell = (field[half] ??= { type: NOTHING, dependents: null })
  if (!flow(solver.worklist, cell, method) && !isNew) return
  if (field.cell.dependents !== null) for (const dependent of field.cell.dependents) solver.worklist.push(dependent)
}

/** What is not certain holds the hole until then. A private member is certain only if each of its definitions is. */
function settleCertain(solver: Solver, field: SolverField, certain: boolean): void {
  if (!isPrivate(field.key)) field.certain ||= certain
  else field.certain = certain && (field.cell.type.primitives & T_HOLE) === 0
  if (!field.certain) flow(solver.worklist, field.cell, HOLE_TYPE)
}

/** A property that an object is born with. Index keys come first in key order, which slots cannot say: they open the site. */
export function birth(
  solver: Solver, node: Node, site: SolverSite, field: SolverField, i: Instruction, enumerable: boolean, certain: boolean, order = 0,
): void {
  if (field.birthOrder === null) {
    field.birthOrder = order
    field.enumerable = enumerable
    field.origin = i
    field.originFunction = node.instance.func
    if (isIndexKey(field.key)) solver.open(site, `it has the index key '${field.key}' at ${solver.showPlace(i.place)}`)
  }
  settleCertain(solver, field, certain)
  if (field.defined && field.origin !== null && field.origin !== i && field.origin.op !== i.op) {
    solver.open(site, `'${field.key}' is defined twice at ${solver.showPlace(i.place)}`)
  }
}

export function defineField(solver: Solver, node: Node, i: Op<'defineField'>, object: Type, value: Type, computed: Type | undefined): Type {
  const key = i.key ?? literalKey(computed)
  const facts = constructionOf(node.instance.func)
  for (const id of object.sites) {
    const site = solver.siteById(id)
    if (key === null) {
      defineUnder(solver, node, i, site, computed!, value)
      continue
    }
    const field = solver.field(site, key)
    const foreign = isForeign(solver, node, i, site)
    if (isPrivate(key) && foreign) field.read = true
    const isBirth = isPrivate(key) || !(foreign || (site.kind === 'instance' && !isConstructor(node)))
    if (!isBirth) solver.open(site, `'${key}' is defined after birth at ${solver.showPlace(i.place)}`)
    birth(solver, node, site, field, i, i.enumerable, isCertainField(solver, node, i, site))
    if (!facts.overwritten.has(i.id) || !field.certain) flow(solver.worklist, field.cell, value)
    solver.define(site, field)
  }
  return UNDEFINED
}

/** A field whose name is computed. */
function defineUnder(solver: Solver, node: Node, i: Instruction, site: SolverSite, key: Type, value: Type): void {
  solver.open(site, `computed field at ${solver.showPlace(i.place)}`)
  const keys = keySorts(solver, node, key)
  flowUnderKey(solver, site, keys, value)
  if (site.kind !== 'array' || !keys.number) return
  scrambled(solver, site)
  flow(solver.worklist, site.element, value)
}

// --- certain: there before anyone can look

function isCertainField(solver: Solver, node: Node, i: Op<'defineField'>, site: SolverSite): boolean {
  if (isForeign(solver, node, i, site)) return false
  if (site.kind === 'instance') return constructionOf(node.instance.func).certain.has(i.id) && !parentsLeak(solver, node)
  return site.kind !== 'class' || node.instance.func.isLibrary || isCertainStatic(node.instance.func, i)
}

/** A private method: of a class before its own code runs; of an instance first of all that its class defines. */
function isCertainMethod(solver: Solver, node: Node, i: Op<'defineMethod'>, site: SolverSite): boolean {
  return !isForeign(solver, node, i, site) && (site.kind !== 'instance' || !parentsLeak(solver, node))
}

/**
 * An object that a parent's constructor returned in place of `this`. (Where super() stands in an arrow function it is not known whose
 * constructor runs: all are foreign.)
 */
function isForeign(solver: Solver, node: Node, i: Instruction, site: SolverSite): boolean {
  return constructionOf(node.instance.func).self.has(i.args[0]) && !(site.kind === 'instance' && isHeir(solver, node, site))
}

/** Whether an instance is of the class whose constructor runs, or of a class that extends it. */
function isHeir(solver: Solver, node: Node, instance: SolverSite): boolean {
  const active = readCell(node.instance.selfCell, node).sites
  const classes = new Set([instance.classSite])
  for (const site of classes) {
    if (site === null || active.includes(site.id)) return true
    for (const id of parentsOf(solver, node, site).sites) classes.add(solver.siteById(id))
  }
  return false
}

export function isConstructor(node: Node): boolean {
  const kind = node.instance.func.kind
  return kind === 'classConstructor' || kind === 'derivedConstructor'
}

/** What constructors of a class call by super(): its heritage, and what Object.setPrototypeOf put in its place. */
export function parentsOf(solver: Solver, node: Node, classSite: SolverSite): Type {
  const heritage = readCell(classSite.heritage, node)
  readCell(classSite.fieldCount, node) // it may be opened
  if (classSite.open === null) return heritage
  const isFunction = ({ kind }: SolverSite): boolean => kind === 'class' || kind === 'closure'
  const replaced = readCell(classSite.prototype, node).sites.filter((id) => isFunction(solver.siteById(id)))
  return join(heritage, makeType(0, internSites(replaced)))
}

/** Whether a constructor that ran before this one (through super) may have shown the object to others, or have returned one. */
function parentsLeak(solver: Solver, node: Node): boolean {
  const seen = new Set<SolverSite>()
  const leaks = (site: SolverSite): boolean => {
    if (site.func === null || site.kind !== 'class') return true
    if (seen.has(site)) return false
    seen.add(site)
    const facts = constructionOf(site.func)
    return facts.leaks || !facts.returnsThis || parentsOf(solver, node, site).sites.some((id) => leaks(solver.siteById(id)))
  }
  if (node.instance.func.kind !== 'derivedConstructor') return false
  const active = readCell(node.instance.selfCell, node).sites
  return active.some((id) => parentsOf(solver, node, solver.siteById(id)).sites.some((parent) => leaks(solver.siteById(parent))))
}
