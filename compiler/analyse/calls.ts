// Calls and construction: which function copies an operation can reach, and what flows into them and out again.

import type { HirFunction } from '../hir/hir.ts'
import { isBoundConstructor } from '../hir/hir.ts'
import type { SiteId, Type } from './result.ts'
import { T_ANY, T_UNDEFINED } from './result.ts'
import { constructionOf } from './construction.ts'
import { parentsOf } from './definitions.ts'
import { MAX_OBJECTS_APART } from './many-accesses.ts'
import { lookups, readEach, readNamed } from './properties.ts'
import { resultOf } from './own-results.ts'
import type { Solver } from './solver.ts'
import type { CallEdge, Node, SolverInstance, SolverSite } from './state.ts'
import { flow, readCell } from './state.ts'
import { MAX_SITES, NO_SITES, internSites, unionSites } from './site-sets.ts'
import { ANY, NOTHING, UNDEFINED, filter, isNothing, isOnly, join, joinAll, siteType } from './types.ts'

/**
 * Why a call happens. `call` and `dispatch` are the program's own and recorded for the lowering; the others go through
 * the runtime's general operations (`implicit`, `apply`) or may (`get`, `set`), so that the callee needs a generic entry.
 */
export type CallReason = 'call' | 'dispatch' | 'get' | 'set' | 'implicit' | 'apply'

/** Arguments: a list, or elements of a spread array (position unknown). */
export type Arguments = Type[] | { spread: Type }

/** More different functions than this and a call goes through the generic entry. */
const MAX_DIRECT_TARGETS = 4
/** As above, where each receiver leads to one function: the call stays an edge to each, to copies that serve all callers. */
const MAX_DISPATCHED_TARGETS = 16
/** More functions than this and a call shares its arguments and result with all other such calls. */
const MAX_TARGETS_APART = 64
/** As above, where the call is not written: one access of a property may find accessors in many places. */
const MAX_ACCESSORS_APART = 16

function isPolymorphic(solver: Solver, callees: Iterable<SiteId>, limit = MAX_DIRECT_TARGETS): boolean {
  const functions = new Set<HirFunction>()
  for (const id of callees) {
    const { func } = solver.siteById(id)
    if (func !== null) functions.add(func)
    if (functions.size > limit) return true
  }
  return false
}

/** From now on the call goes through generic entries, to the copies that serve all callers. */
function becomeGeneric(node: Node): void {
  node.instance.generic.add(node.id)
  node.instance.calls.delete(node.id)
}

const isAccessor = (reason: CallReason): boolean => reason === 'get' || reason === 'set' || reason === 'implicit'

export function callFunction(
  solver: Solver, node: Node, callee: Type, thisType: Type, args: Arguments, reason: CallReason, receivers: readonly SiteId[] = thisType.sites,
): Type {
  if (callee.primitives & T_ANY) return ANY
  if (callee.sites.length > (isAccessor(reason) ? MAX_ACCESSORS_APART : MAX_TARGETS_APART)) {
    if (reason === 'call') becomeGeneric(node)
    return solver.megamorphic.call(node, callee.sites, thisType, args)
  }
  const polymorphic = isPolymorphic(solver, callee.sites)
  if (reason === 'call' && polymorphic) {
    becomeGeneric(node)
    reason = 'apply'
  }
  let result = NOTHING
  for (const id of callee.sites) {
    const site = solver.siteById(id)
    if (polymorphic && solver.megamorphic.refusesLate(node, site)) continue
    if (site.kind === 'closure') result = join(result, callClosure(solver, node, site, thisType, args, reason, receivers))
    else if (site.kind === 'class') result = join(result, callClass(solver, node, site, args, reason))
  }
  return result
}

/** A class called without `new`: what the realm says of a built-in, else a TypeError. */
export function callClass(solver: Solver, node: Node, site: SolverSite, args: Arguments, reason: CallReason): Type {
  const behaviour = callBehaviour(solver, node, site)
  if (behaviour === null) return NOTHING
  let result = NOTHING
  for (const id of behaviour.sites) {
    const target = solver.siteById(id)
    if (target.kind === 'closure') result = join(result, callClosure(solver, node, target, UNDEFINED, args, reason, []))
  }
  return result
}

export function callBehaviour(solver: Solver, node: Node, site: SolverSite): Type | null {
  if (site.class === null) return null
  const global = solver.program.callBehaviours.get(solver.program.classes[site.class].name)
  return global === undefined || !solver.program.classes[site.class].isLibrary ? null : solver.readGlobal(node, global)
}

export function callClosure(
  solver: Solver, node: Node, site: SolverSite, thisType: Type, args: Arguments, reason: CallReason, receivers: readonly SiteId[],
): Type {
  const func = site.func!
  const isBare = !site.isPooled && isCalledBare(func, thisType, reason)
  const bare = isBare ? callBare(solver, node, site, args) : NOTHING
  if (isBare && isOnly(thisType, T_UNDEFINED)) return bare
  const callee = solver.instanceOf(func, site.creator, receiverOf(solver, func, thisType, reason), reason === 'call' ? node : null)
  linkCall(solver, node, callee, site, thisType, args)
  record(solver, node, callee, site.id, reason, receivers)
  return join(bare, resultOf(solver, node, callee, thisType, args))
}

/**
 * Whether a method of the library may be called through its entry with no receiver, as one is that was found under a computed
 * key of a dictionary (`handlers[name](…)` may find Object.prototype.valueOf). What it does then, mostly throwing, has
 * nothing to do with all the objects that it is otherwise called on: it has a copy of its own.
 */
function isCalledBare(func: HirFunction, thisType: Type, reason: CallReason): boolean {
  return func.isLibrary && func.usesThis && func.kind === 'method' && reason !== 'call' && reason !== 'dispatch' && (thisType.primitives & T_UNDEFINED) !== 0
}

function callBare(solver: Solver, node: Node, site: SolverSite, args: Arguments): Type {
  const callee = solver.instanceOf(site.func!, site.creator, 'none', null)
  linkCall(solver, node, callee, site, UNDEFINED, args)
  record(solver, node, callee, site.id, 'apply', [])
  return readCell(callee.result, node)
}

/**
 * A method of a generic class has a copy of its own for a receiver that is known to the site. Where several sites can
 * be the receiver, objects of one shape could not be told apart at run time, so that all of them share one copy.
 */
function receiverOf(solver: Solver, func: HirFunction, thisType: Type, reason: CallReason): SolverSite | null {
  const known = func.isGenericMethod && reason === 'call' && thisType.sites.length === 1 && thisType.primitives === 0
  return known ? solver.siteById(thisType.sites[0]) : null
}

function record(
  solver: Solver, node: Node, callee: SolverInstance, site: SiteId | null, reason: CallReason, receivers: readonly SiteId[], allocates: SiteId | null = null,
): void {
  if (reason !== 'call' && reason !== 'dispatch') {
    needEntry(solver, callee, site, receivers, allocates)
    if (reason !== 'get' && reason !== 'set') {
      const called = node.instance.implicit.get(node.id)
      if (node.task !== null) solver.sharedCallees.add(callee)
      else if (called === undefined) node.instance.implicit.set(node.id, new Set([callee]))
      else called.add(callee)
      return
    }
  }
  let edges = node.instance.calls.get(node.id)
  if (edges === undefined) node.instance.calls.set(node.id, (edges = new Map()))
  const key = `${site}:${callee.id}`
  let edge = edges.get(key)
  if (edge === undefined) edges.set(key, (edge = { site, callee, receivers: NO_SITES, allocates } satisfies CallEdge))
  edge.receivers = addSites(edge.receivers, receivers)
}

/** The closure's shape must lead to this copy, for these receivers. */
function needEntry(
  solver: Solver, callee: SolverInstance, site: SiteId | null, receivers: readonly SiteId[], allocates: SiteId | null,
): void {
  callee.needsEntry = true
  if (site === null) return
  const { entries, refusedLate } = solver.siteById(site)
  if (refusedLate !== null) for (const caller of refusedLate.callers) solver.worklist.push(caller)
  let entry = entries.get(callee)
  if (entry === undefined) entries.set(callee, (entry = { receivers: NO_SITES, allocates }))
  entry.receivers = addSites(entry.receivers, receivers)
  entry.allocates ??= allocates
}

/** `known` is interned; `added` is in ascending order. */
function addSites(known: readonly SiteId[], added: readonly SiteId[]): readonly SiteId[] {
  return unionSites(known, internSites(added))
}

/** Arguments, receiver and closure into a copy's cells. */
export function linkCall(solver: Solver, _node: Node, callee: SolverInstance, site: SolverSite | null, thisType: Type, args: Arguments): void {
  const { worklist } = solver
  flow(worklist, callee.thisCell, thisType)
  if (site !== null) flow(worklist, callee.selfCell, siteType(site.id))
  const spread = Array.isArray(args) ? null : join(args.spread, UNDEFINED)
  const list = Array.isArray(args) ? args : []
  for (let i = 0; i < callee.params.length; i++) flow(worklist, callee.params[i], spread ?? (i < list.length ? list[i] : UNDEFINED))
  const beyond = Array.isArray(args) ? joinAll(list.slice(callee.params.length)) : args.spread
  if (callee.restSite !== null) flow(worklist, callee.restSite.element, beyond)
  if (callee.func.usesArguments) flow(worklist, callee.extra, Array.isArray(args) ? joinAll(list) : args.spread)
}

// --- construction

/** `new callee(...args)`: the objects that it gives. */
export function construct(solver: Solver, node: Node, callee: Type, args: Arguments, reason: CallReason): Type {
  if (callee.primitives & T_ANY) return ANY
  if (reason === 'call' && isPolymorphic(solver, callee.sites)) {
    becomeGeneric(node)
    reason = 'apply'
  }
  let result = NOTHING
  for (const id of callee.sites) {
    const site = solver.siteById(id)
    if (site.kind === 'class') result = join(result, constructClass(solver, node, site, args, reason))
    else if (site.kind === 'closure' && isBoundConstructor(site.func!)) result = join(result, constructBound(solver, node, site, args))
    // The library constructs whatever it is given: then it is a late refusal (mir/lower/entry.ts).
    else if (site.kind === 'closure' && isOrdinaryFunction(site.func!) && !node.instance.func.isLibrary) {
      result = join(result, constructOrdinary(solver, node, site, args))
    }
  }
  return result
}

/** Functions of the program that `new` takes though they are no classes. */
function isOrdinaryFunction(func: HirFunction): boolean {
  return !func.isLibrary && func.kind === 'normal' && func.coroutine === 'none'
}

/** The function's entry makes the object that it runs on (ECMA-262 §10.2.2). */
function constructOrdinary(solver: Solver, node: Node, site: SolverSite, args: Arguments): Type {
  const object = solver.site(`new:${site.id}`, 'object', site.func!.name, null, 'Object')
  solver.open(object, 'made by `new` of a function')
  flow(solver.worklist, object.prototype, filter(readNamed(solver, node, site, 'prototype', siteType(site.id)), 0, true))
  const callee = solver.instanceOf(site.func!, site.creator, null, null)
  linkCall(solver, node, callee, site, siteType(object.id), args)
  flow(solver.worklist, callee.newTargetCell, siteType(site.id))
  record(solver, node, callee, site.id, 'apply', [], object.id)
  return join(filter(readCell(callee.result, node), 0, true), siteType(object.id))
}

/** A bound function is told by new.target that it is constructed, and constructs what it was made of. */
function constructBound(solver: Solver, node: Node, site: SolverSite, args: Arguments): Type {
  const callee = solver.instanceOf(site.func!, site.creator, null, null)
  linkCall(solver, node, callee, site, UNDEFINED, args)
  flow(solver.worklist, callee.newTargetCell, siteType(site.id))
  record(solver, node, callee, site.id, 'apply', [])
  return filter(readCell(callee.result, node), 0, true)
}

function placeOf(node: Node): { file: number; line: number; column: number } {
  const definition = node.instance.func.values[node.id]
  return definition !== undefined && 'place' in definition ? definition.place : node.instance.func.place
}

function constructClass(solver: Solver, node: Node, classSite: SolverSite, args: Arguments, reason: CallReason): Type {
  const instanceSite = instanceSiteOf(solver, node, classSite, reason)
  return runConstructor(solver, node, classSite, siteType(instanceSite.id), args, reason, instanceSite.id, siteType(classSite.id))
}

/** The site of a class's instances: one a class, or one for each `new` of a generic class that is an edge of its own. */
function instanceSiteOf(solver: Solver, node: Node, classSite: SolverSite, reason: CallReason): SolverSite {
  const hirClass = solver.program.classes[classSite.class!]
  const generic = hirClass.isGeneric && reason === 'call' && node.instance.depth < 4
  const key = generic ? `new:${classSite.id}:${node.instance.id}.${node.id}` : `new:${classSite.id}`
  const site = solver.site(key, 'instance', hirClass.name, generic ? node.instance : null, null)
  if (site.classSite === null) {
    site.classSite = classSite
    site.class = classSite.class
    if (!hirClass.evaluatedOnce) solver.open(site, 'its class is evaluated more than once')
  }
  const prototypeField = solver.field(classSite, 'prototype')
  prototypeField.read = true
  flow(solver.worklist, site.prototype, filter(readCell(prototypeField.cell, node), 0, true))
  return site
}

/** Runs a class's constructor on `thisType`; the result is this, or what the constructor returned. */
export function runConstructor(
  solver: Solver, node: Node, classSite: SolverSite, thisType: Type, args: Arguments, reason: CallReason, instanceSite: SiteId | null,
  newTarget: Type,
): Type {
  const func = classSite.func!
  const receiver = func.isGenericMethod && thisType.sites.length === 1 ? solver.siteById(thisType.sites[0]) : null
  const callee = solver.instanceOf(func, classSite.creator, receiver, func.isGeneric && reason === 'call' ? node : null)
  linkCall(solver, node, callee, classSite, thisType, args)
  flow(solver.worklist, callee.newTargetCell, newTarget)
  record(solver, node, callee, classSite.id, reason === 'call' ? 'call' : 'apply', thisType.sites, instanceSite)
  const returned = readCell(callee.result, node)
  if (givesThis(node, solver, classSite, 0)) return isNothing(returned) ? NOTHING : thisType
  const objects = filter(returned, 0, true)
  const keepsThis = returned.primitives !== 0 && !hasOnlyAny(returned)
  return join(objects, keepsThis ? thisType : NOTHING)
}

/** Whether constructing never gives another object than the one that `new` allocated: nor do the parents' constructors. */
function givesThis(node: Node, solver: Solver, classSite: SolverSite, depth: number): boolean {
  if (classSite.func === null || depth > 64 || !constructionOf(classSite.func).returnsThis) return false
  if (classSite.func.kind !== 'derivedConstructor') return true
  return parentsOf(solver, node, classSite).sites.every((id) => givesThis(node, solver, solver.siteById(id), depth + 1))
}

function hasOnlyAny(type: Type): boolean {
  return (type.primitives & T_ANY) !== 0
}

/** `super(...args)` in a constructor of `active`. */
export function superCall(solver: Solver, node: Node, active: Type, thisType: Type, newTarget: Type, args: Arguments): Type {
  let result = NOTHING
  for (const id of active.sites) {
    const classSite = solver.siteById(id)
    if (classSite.kind !== 'class') continue
    const heritage = parentsOf(solver, node, classSite)
    if (heritage.sites.length > 1) {
      // Which fields an object has depends on the parent that it met.
      for (const made of thisType.sites) solver.open(solver.siteById(made), 'its class has several parents')
    }
    for (const parent of heritage.sites) {
      const parentSite = solver.siteById(parent)
      if (parentSite.kind === 'closure' && (isOrdinaryFunction(parentSite.func!) || isBoundConstructor(parentSite.func!))) solver.refuse(placeOf(node), 'constructFunction')
      if (parentSite.kind !== 'class') continue
      if (sharesPrivateNames(solver, node, classSite, parentSite)) solver.refuse(placeOf(node), 'privateParents')
      result = join(result, runConstructor(solver, node, parentSite, thisType, args, 'call', null, newTarget))
    }
  }
  return result
}

/**
 * Whether a parent comes of the same class expression, evaluated in another copy of the function around it: the object would
 * get each private name twice, and its slots are told by name. (Within one copy the running program looks: checkPrivateParents.)
 */
function sharesPrivateNames(solver: Solver, node: Node, classSite: SolverSite, parent: SolverSite): boolean {
  if (!solver.program.classes[classSite.class!].hasPrivateNames) return false
  const parents = new Set([parent])
  for (const site of parents) {
    if (site.class === classSite.class && site !== classSite) return true
    for (const id of parentsOf(solver, node, site).sites) parents.add(solver.siteById(id))
  }
  return false
}

/** `object.key(...args)`. */
export function callNamed(solver: Solver, node: Node, object: Type, key: string, args: Arguments): Type {
  if (object.sites.length <= MAX_OBJECTS_APART) return callMethod(solver, node, lookups(solver, node, object, key), args)
  becomeGeneric(node)
  const called = callOnMany(solver, node, object.sites, key, args)
  return join(called, callMethod(solver, node, lookups(solver, node, filter(object, ~0, false), key), args))
}

/**
 * A method of that name, of each of very many objects (an interned set): all calls of the name share their arguments; where they
 * are a wide set, of which little can be known, with all such calls.
 */
function callOnMany(solver: Solver, node: Node, objects: readonly SiteId[], key: string, args: Arguments): Type {
  if (objects.length > MAX_SITES) {
    solver.megamorphic.give(args)
    return solver.manyAccesses.read(node, `call ${key} of any`, objects, (task, id) => {
      const method = readNamed(solver, task, solver.siteById(id), key, siteType(id))
      return solver.megamorphic.reach(task, method.sites, siteType(id))
    })
  }
  const shared = solver.manyAccesses.argumentsOf(key)
  shared.give(solver.worklist, args)
  return solver.manyAccesses.read(node, `call ${key}`, objects, (task, id) => {
    const method = readNamed(solver, task, solver.siteById(id), key, siteType(id))
    return callFunction(solver, task, method, siteType(id), shared.first(task, longestList(solver, method)), 'apply', [])
  })
}

/** How many arguments the functions look at. */
function longestList(solver: Solver, callee: Type): number {
  return Math.max(0, ...callee.sites.map((id) => {
    const { func, kind } = solver.siteById(id)
    return func === null ? 0 : kind === 'class' || func.hasRest || func.usesArguments ? Infinity : func.paramCount
  }))
}

/**
 * Receivers that find the same functions go together. `direct`: however many functions they find,
 * the call stays an edge to each.
 */
export function callMethod(
  solver: Solver, node: Node, found: { type: Type; receiver: SiteId | null; receiverType: Type }[], args: Arguments, direct = false,
): Type {
  const groups = new Map<number, { receiverType: Type; receivers: SiteId[] }>()
  let result = NOTHING
  for (const { type, receiver, receiverType } of found) {
    if (type.primitives & T_ANY) result = ANY
    for (const id of type.sites) {
      const group = groups.get(id) ?? { receiverType: NOTHING, receivers: [] }
      group.receiverType = join(group.receiverType, receiverType)
      if (receiver !== null) group.receivers.push(receiver)
      groups.set(id, group)
    }
  }
  const generic = node.instance.generic.has(node.id) || (!direct && isPolymorphic(solver, groups.keys(), MAX_DISPATCHED_TARGETS))
  if (generic) becomeGeneric(node)
  const reason = generic ? 'apply' : direct || !isPolymorphic(solver, groups.keys()) ? 'call' : 'dispatch'
  if (groups.size > MAX_TARGETS_APART) {
    const callees = internSites([...groups.keys()].sort((a, b) => a - b))
    return join(result, solver.megamorphic.call(node, callees, joinAll(found.map(({ receiverType }) => receiverType)), args))
  }
  for (const [id, { receiverType, receivers }] of groups) {
    if (generic && solver.megamorphic.refusesLate(node, solver.siteById(id))) continue
    result = join(result, callFunction(solver, node, siteType(id), receiverType, args, reason, receivers))
  }
  return result
}

/** What `instanceof` asks of a class with its own Symbol.hasInstance. */
export function hasInstanceEffects(solver: Solver, node: Node, klass: Type, value: Type): void {
  if (klass.sites.length > MAX_OBJECTS_APART) {
    callOnMany(solver, node, klass.sites, '@@hasInstance', [value])
    return
  }
  readEach(solver, node, klass, '@@hasInstance call', (reader, id) => {
    const method = readNamed(solver, reader, solver.siteById(id), '@@hasInstance', siteType(id))
    return callFunction(solver, reader, method, siteType(id), [value], 'implicit')
  })
}

