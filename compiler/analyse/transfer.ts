// What each HIR operation means to the flow: one small function an operation, in one table.

import type { Instruction, InstructionKind } from '../hir/hir.ts'
import { HOLE, isPrivate } from '../hir/hir.ts'
import type { Type } from './result.ts'
import { T_ANY, T_HOLE, T_INT, T_NULL, T_STRING, T_UNDEFINED } from './result.ts'
import { boundsProof } from './bounds.ts'
import { callFunction, callMethod, callNamed, construct, hasInstanceEffects, superCall } from './calls.ts'
import { birth, defineField, defineMethod, isConstructor } from './definitions.ts'
import { transferIntrinsic } from './intrinsics.ts'
import { binaryType, unaryType } from './operators.ts'
import { toPrimitiveEffects } from './conversions.ts'
import {
  accessReason, callInheritedSetters, lookups, observeKeys, observeKeysOf, readEach, readElement, readNamed,
  readProperty, realmPrototype, writeEach, writeElement, writeProperty,
} from './properties.ts'
import { constantType, refine } from './refine.ts'
import { Solver } from './solver.ts'
import { bearTuple, becomesExotic, becomesHoley, patternElement, scrambled, shortened } from './tuples.ts'
import type { Node, SolverField, SolverSite } from './state.ts'
import { flow, readCell, wake } from './state.ts'
import { internSites, seeSites } from './site-sets.ts'
import {
  ANY, BOOLEAN, FALSE, HOLE_TYPE, NOTHING, STRING, TRUE, UNDEFINED, filter, intType, isNothing, isOnly, join, literalKey, makeType, siteType,
  without,
} from './types.ts'

type Op<K extends InstructionKind['op']> = Instruction & Extract<InstructionKind, { op: K }>
type Row<K extends InstructionKind['op']> = (solver: Solver, node: Node, i: Op<K>, args: Type[]) => Type

export function transfer(solver: Solver, node: Node, instruction: Instruction): Type {
  const args = instruction.args.map((arg) => node.instance.types[arg])
  for (const arg of args) seeSites(arg.sites)
  node.instance.calls.delete(node.id) // found anew; a copy that served a narrower receiver is no target any more
  return (TABLE[instruction.op] as Row<'const'>)(solver, node, instruction as Op<'const'>, args)
}

const TABLE: { [K in InstructionKind['op']]: Row<K> } = {
  const: (_s, _n, i) => (i.value === HOLE ? HOLE_TYPE : constantType(i.value as never)),
  param: (_s, node, i) => readCell(node.instance.params[i.index], node),
  restParam: (solver, node) => restArray(solver, node),
  arguments: (solver, node) => argumentsObject(solver, node),
  this: (_s, node) => readCell(node.instance.thisCell, node),
  newTarget: (_s, node) => join(readCell(node.instance.newTargetCell, node), isConstructor(node) ? NOTHING : UNDEFINED),
  self: (_s, node) => readCell(node.instance.selfCell, node),
  captureGet: (solver, node, i) => captures(solver, node, i.index, null),
  captureSet: (solver, node, i, [value]) => captures(solver, node, i.index, value),
  cellNew: (solver, node, _i, [initial]) => {
    const site = solver.siteOf(node, 'cell', 'variable', null)
    flow(solver.worklist, site.element, initial)
    return siteType(site.id)
  },
  cellGet: (solver, node, _i, [cell]) => overSites(solver, cell, (site) => readCell(site.element, node)),
  cellSet: (solver, _n, _i, [cell, value]) => overSites(solver, cell, (site) => effect(flow(solver.worklist, site.element, value))),
  localGet: (_s, node, i) => readCell(node.instance.locals[i.slot], node),
  localSet: (solver, node, i, [value]) => effect(flow(solver.worklist, node.instance.locals[i.slot], value)),
  globalGet: (solver, node, i) => Solver.known(solver.readGlobal(node, i.global)),
  globalSet: (solver, _n, i, [value]) => effect(flow(solver.worklist, solver.globals[i.global], value)),
  realm: (solver, node, i) => solver.readRealm(node, i.name) ?? solver.refuse(i.place, `global:${i.name}`),
  tdzCheck: (_s, _n, _i, [value]) => without(value, T_HOLE),
  refine: (solver, node, i, [value, other]) => {
    if (i.predicate.kind === 'instanceof') hasInstanceEffects(solver, node, other, value)
    return refine(solver, node, value, i.predicate, i.negated, other ?? null)
  },
  closure: (solver, node, i, args) => closure(solver, node, i, args),
  classNew: (solver, node, i, args) => classNew(solver, node, i, args),
  classPrototype: (solver, _n, _i, [klass]) => overSites(solver, klass, (site) => {
    if (site.prototypeSite === null) return NOTHING
    solver.field(site, 'prototype').read = true
    return siteType(site.prototypeSite.id)
  }),
  defineMethod: (solver, node, i, [object, method, key]) => defineMethod(solver, node, i, object, method, key),
  defineField: (solver, node, i, [object, value, key]) => defineField(solver, node, i, object, value, key),
  object: (solver, node, i, args) => objectLiteral(solver, node, i, args),
  setPrototypeLiteral: (solver, _n, i, [object, prototype]) => overSites(solver, object, (site) => {
    solver.open(site, `__proto__ in a literal at ${solver.showPlace(i.place)}`)
    // Where the value may be neither object nor null, the prototype may stay what it was.
    site.lazyPrototype = (prototype.primitives & ~T_NULL) === 0 ? null : 'Object'
    wake(solver.worklist, site.prototype)
    return effect(flow(solver.worklist, site.prototype, filter(prototype, T_NULL, true)))
  }),
  copyDataProperties: (solver, node, i, [target, source]) => copyProperties(solver, node, i, target, source),
  array: (solver, node, _i, args) => {
    const site = solver.siteOf(node, 'array', 'array literal', 'Array')
    for (const arg of args) {
      if (arg.primitives & T_HOLE) becomesHoley(solver, site)
      flow(solver.worklist, site.element, arg)
    }
    bearTuple(solver, site, args)
    return siteType(site.id)
  },
  arrayAppend: (solver, _n, _i, [array, value]) => overSites(solver, array, (site) => {
    if (value.primitives & T_HOLE) becomesHoley(solver, site)
    return effect(flow(solver.worklist, site.element, value))
  }),
  arrayAppendSpread: (solver, node, _i, [array, iterable]) => {
    const element = iterationValues(solver, node, iterable)
    return overSites(solver, array, (site) => effect(flow(solver.worklist, site.element, element)))
  },
  templateObject: (solver, _n, i) => solver.refuse(i.place, 'taggedTemplate'),
  getProp: (solver, node, i, [object]) => {
    const type = readProperty(solver, node, object, i.key)
    return i.position === undefined ? type : patternElement(solver, node, i.args[0], intType(i.position, i.position)) ?? type
  },
  setProp: (solver, node, i, [object, value]) => effect(writeProperty(solver, node, object, i.key, value, i)),
  getElem: (solver, node, i, [object, key]) => readElement(solver, node, object, key, inBounds(solver, node, i, key)),
  setElem: (solver, node, i, [object, key, value]) =>
    effect(writeElement(solver, node, object, key, value, i, inBounds(solver, node, i, key))),
  getSuper: (solver, node, i, [home, thisValue, key]) => getSuper(solver, node, i, home, thisValue, key),
  setSuper: (solver, node, i, [home, thisValue, value, key]) => {
    if (i.key === null) return effect(writeElement(solver, node, thisValue, key, value, i, 0))
    for (const id of home.sites) callInheritedSetters(solver, node, solver.siteById(id), i.key, value, thisValue)
    return effect(writeProperty(solver, node, thisValue, i.key, value, i))
  },
  getPrivate: (solver, node, i, [object]) =>
    readEach(solver, node, object, i.key, (reader, id) => readPrivate(solver, reader, solver.siteById(id), i.key)),
  setPrivate: (solver, node, i, [object, value]) =>
    effect(writeEach(solver, node, object, i.key, value, (writer, id, written) => writePrivate(solver, writer, solver.siteById(id), i.key, written))),
  hasPrivate: (solver, node, i, [object]) => {
    readEach(solver, node, object, `has ${i.key}`, (_, id) => {
      solver.field(solver.siteById(id), i.key).read = true
      return NOTHING
    })
    return BOOLEAN
  },
  deleteProp: (solver, _n, i, [object]) => deleteProperty(solver, i, object),
  hasProp: (solver, node, _i, [key, object]) => {
    observeKeysOf(solver, node, object, literalKey(key))
    if (key.sites.length > 0) toPrimitiveEffects(solver, node, key)
    return BOOLEAN
  },
  forInKeys: (solver, node, _i, [object]) => {
    observeKeysOf(solver, node, object, null)
    const site = solver.siteOf(node, 'array', 'for-in keys', 'Array')
    flow(solver.worklist, site.element, STRING)
    return siteType(site.id)
  },
  forInPresent: () => BOOLEAN,
  call: (solver, node, i, [callee, thisValue, ...args]) => {
    if (i.key === undefined || callee.primitives & T_ANY || thisValue.primitives & T_ANY) return callFunction(solver, node, callee, thisValue, args, 'call')
    return callNamed(solver, node, thisValue, i.key, args)
  },
  callMethod: (solver, node, i, [receiver, ...args]) => {
    if (receiver.primitives & T_ANY) return ANY
    const type = callNamed(solver, node, receiver, i.key, args)
    if (i.position === undefined || isNothing(type)) return type
    return patternElement(solver, node, i.args[0], intType(i.position, i.position)) === null ? type : TRUE
  },
  callSpread: (solver, node, _i, [callee, thisValue, array]) =>
    callFunction(solver, node, callee, thisValue, { spread: elementsOf(solver, node, array) }, 'apply'),
  construct: (solver, node, _i, [callee, ...args]) => construct(solver, node, callee, args, 'call'),
  constructSpread: (solver, node, _i, [callee, array]) => construct(solver, node, callee, { spread: elementsOf(solver, node, array) }, 'apply'),
  superCall: (solver, node, _i, [active, thisValue, newTarget, ...args]) => superCall(solver, node, active, thisValue, newTarget, args),
  superCallSpread: (solver, node, _i, [active, thisValue, newTarget, array]) =>
    superCall(solver, node, active, thisValue, newTarget, { spread: elementsOf(solver, node, array) }),
  intrinsic: (solver, node, i, args) => transferIntrinsic(solver, node, i, args),
  unary: (solver, node, i, [value]) => unaryType(solver, node, i.operator, value),
  binary: (solver, node, i, [left, right]) => binaryType(solver, node, i.operator, left, right),
  instanceof: (solver, node, _i, [value, klass]) => {
    hasInstanceEffects(solver, node, klass, value)
    return value.sites.length === 0 && !(value.primitives & T_ANY) && klass.sites.every((id) => !solver.siteById(id).fields.get('@@hasInstance')?.defined)
      ? isNothing(value) ? NOTHING : FALSE : BOOLEAN
  },
  iterStart: (solver, node, i, [iterable]) => iterStart(solver, node, i, iterable),
  suspend: () => NOTHING,
  resumeMode: () => NOTHING,
  catch: (solver, node) => readCell(solver.thrown, node),
  throwError: () => NOTHING,
}

/** 2: below the length, and the array cannot have shrunk since; 1: below a length that it had; 0: not known. */
function inBounds(solver: Solver, node: Node, i: Instruction, key: Type): 0 | 1 | 2 {
  if (key.primitives !== T_INT || key.low < 0 || key.sites.length > 0 || solver.brokenProofs.has(node)) return 0
  const proof = boundsProof(node.instance.func, i)
  if (proof.between !== null) solver.assumptions.set(node, proof.between)
  return proof.between !== null ? 2 : proof.below ? 1 : 0
}

/** A statement's value, which nobody reads. */
function effect(_done: unknown): Type {
  return UNDEFINED
}

function overSites(solver: Solver, type: Type, each: (site: SolverSite) => Type): Type {
  if (type.primitives & T_ANY) return ANY
  let result = NOTHING
  for (const id of type.sites) result = join(result, each(solver.siteById(id)))
  return result
}

function restArray(solver: Solver, node: Node): Type {
  const site = node.instance.restSite
  if (site === null) return NOTHING
  node.instance.allocates.set(node.id, site.id)
  return siteType(site.id)
}

/** The library asks its arguments object only how many there are: an array does. */
function argumentsObject(solver: Solver, node: Node): Type {
  const { instance } = node
  if (!instance.func.isLibrary) return solver.refuse(instance.func.place, 'arguments')
  const site = solver.site(`arguments:${instance.id}`, 'array', `arguments object of ${instance.func.symbol}`, instance, 'Array')
  instance.allocates.set(node.id, site.id)
  flow(solver.worklist, site.element, readCell(instance.extra, node))
  return siteType(site.id)
}

function captures(solver: Solver, node: Node, index: number, stored: Type | null): Type {
  let result = NOTHING
  for (const id of readCell(node.instance.selfCell, node).sites) {
    const site = solver.siteById(id)
    const cell = site.captures[index]
    if (cell === undefined) continue
    if (stored === null) result = join(result, readCell(cell, node))
    else flow(solver.worklist, cell, stored)
  }
  return stored === null ? result : UNDEFINED
}

const FUNCTION_CLASSES: Record<string, string> = { none: 'Function', async: 'AsyncFunction', generator: 'GeneratorFunction', resume: 'Function' }

function closure(solver: Solver, node: Node, i: Op<'closure'>, args: Type[]): Type {
  const func = solver.program.functions[i.func]
  const prototype = solver.program.realm.has(FUNCTION_CLASSES[func.coroutine]) ? FUNCTION_CLASSES[func.coroutine] : 'Function'
  const site = solver.siteOf(node, 'closure', func.symbol, prototype)
  site.func = func
  bindCaptures(solver, site, args)
  return siteType(site.id)
}

function bindCaptures(solver: Solver, site: SolverSite, args: Type[]): void {
  while (site.captures.length < args.length) site.captures.push({ type: NOTHING, dependents: null })
  args.forEach((arg, index) => flow(solver.worklist, site.captures[index], arg))
}

function classNew(solver: Solver, node: Node, i: Op<'classNew'>, args: Type[]): Type {
  const hirClass = solver.program.classes[i.class]
  const site = solver.siteOf(node, 'class', hirClass.symbol, hirClass.hasSuper ? null : 'Function')
  const heritage = hirClass.hasSuper ? args[0] : null
  bindCaptures(solver, site, hirClass.hasSuper ? args.slice(1) : args)
  if (site.prototypeSite === null) {
    site.class = i.class
    site.func = solver.program.functions[hirClass.constructorFunction]
    site.prototypeSite = solver.siteOf(node, 'prototype', `${hirClass.name}.prototype`, heritage === null && hirClass.name !== 'Object' ? 'Object' : null, '.prototype')
    site.prototypeSite.class = i.class
    linkPrototype(solver, site, site.prototypeSite, hirClass.hidesConstructor)
    if (!hirClass.evaluatedOnce) {
      solver.open(site, 'class evaluated more than once')
      solver.open(site.prototypeSite, 'class evaluated more than once')
    }
  }
  if (heritage !== null) inherit(solver, node, site, heritage)
  else if (hirClass.name === 'Object' && hirClass.isLibrary) flow(solver.worklist, site.prototypeSite.prototype, makeType(T_NULL))
  return siteType(site.id)
}

function linkPrototype(solver: Solver, site: SolverSite, prototype: SolverSite, oneWay: boolean): void {
  const forward = solver.field(site, 'prototype')
  const links: [SolverSite, SolverField, SolverSite][] = [[site, forward, prototype]]
  if (!oneWay) links.push([prototype, solver.field(prototype, 'constructor'), site])
  for (const [owner, field, value] of links) {
    field.certain = true
    field.enumerable = false
    field.birthOrder = 0
    flow(solver.worklist, field.cell, siteType(value.id))
    solver.define(owner, field)
  }
  forward.writable = false
}

function inherit(solver: Solver, node: Node, site: SolverSite, heritage: Type): void {
  flow(solver.worklist, site.heritage, filter(heritage, 0, true))
  flow(solver.worklist, site.prototype, filter(heritage, 0, true))
  // ECMA-262 §15.7.14 step 5: a class that extends null inherits from Function.prototype itself.
  const functions = heritage.primitives & T_NULL ? realmPrototype(solver, node, 'Function') : null
  if (functions !== null) flow(solver.worklist, site.prototype, siteType(functions.id))
  const parents = readProperty(solver, node, filter(heritage, 0, true), 'prototype')
  flow(solver.worklist, site.prototypeSite!.prototype, filter(heritage.primitives & T_NULL ? join(parents, makeType(T_NULL)) : parents, T_NULL, true))
  if (isOneObject(solver, heritage)) return
  // No shape can name the parent: the class and its prototype object carry theirs themselves.
  solver.open(site, 'its parent differs from evaluation to evaluation')
  solver.open(site.prototypeSite!, 'its parent differs from evaluation to evaluation')
}

/** Whether a heritage is (so far) never two objects: one class, evaluated once, or null. */
function isOneObject(solver: Solver, heritage: Type): boolean {
  if (heritage.sites.length + (heritage.primitives & T_NULL ? 1 : 0) > 1) return false
  return heritage.sites.every((id) => {
    const parent = solver.siteById(id)
    return parent.class !== null && solver.program.classes[parent.class].evaluatedOnce
  })
}

function objectLiteral(solver: Solver, node: Node, i: Op<'object'>, args: Type[]): Type {
  const site = solver.siteOf(node, 'object', `{${i.keys.join(', ')}} at ${solver.showPlace(i.place)}`, 'Object')
  i.keys.forEach((key, index) => {
    const field = solver.field(site, key)
    birth(solver, node, site, field, i, true, true, index)
    flow(solver.worklist, field.cell, args[index])
    solver.define(site, field)
  })
  return siteType(site.id)
}

export function copyProperties(solver: Solver, node: Node, i: Instruction, target: Type, source: Type): Type {
  for (const id of target.sites) {
    const to = solver.siteById(id)
    if (to.kind === 'array') {
      shortened(solver, to)
      scrambled(solver, to)
    } else solver.open(to, `properties are copied to it at ${solver.showPlace(i.place)}`)
    if (source.primitives & T_STRING) flow(solver.worklist, to.dynamicNumbers, STRING)
    readEach(solver, node, filter(source, 0, true), `copy to ${id}`, (reader, from) => {
      copyFromSite(solver, reader, to, solver.siteById(from))
      return NOTHING
    })
  }
  return UNDEFINED
}

function copyFromSite(solver: Solver, node: Node, to: SolverSite, from: SolverSite): void {
  observeKeys(solver, node, from, null)
  flow(solver.worklist, to.dynamicSymbols, readCell(from.dynamicSymbols, node))
  flow(solver.worklist, to.dynamic, without(readCell(from.dynamic, node), T_HOLE))
  flow(solver.worklist, to.dynamicNumbers, without(join(readCell(from.dynamicNumbers, node), readCell(from.element, node)), T_HOLE))
  for (const field of [...from.fields.values()]) {
    readCell(field.cell, node)
    if (!field.defined || isPrivate(field.key)) continue
    const value = without(readNamed(solver, node, from, field.key, siteType(from.id)), T_HOLE)
    const copy = solver.field(to, field.key)
    flow(solver.worklist, copy.cell, value)
    solver.define(to, copy)
  }
}

function getSuper(solver: Solver, node: Node, i: Op<'getSuper'>, home: Type, thisValue: Type, key: Type | undefined): Type {
  const name = i.key ?? literalKey(key)
  let result = UNDEFINED
  for (const id of home.sites) {
    for (const parent of solver.prototypeTypes(node, solver.siteById(id)).sites) {
      const value = name !== null ? readNamed(solver, node, solver.siteById(parent), name, thisValue)
        : readElement(solver, node, siteType(parent), key!, 0)
      result = join(result, value)
    }
  }
  const only = home.sites.length === 1 && name !== null
  return only && !(result.primitives & ~T_UNDEFINED) && result.sites.length > 0 ? without(result, T_UNDEFINED) : result
}

function readPrivate(solver: Solver, node: Node, site: SolverSite, key: string): Type {
  const field = solver.field(site, key)
  field.read = true
  readCell(field.cell, node)
  if (field.getter !== null) return callFunction(solver, node, readCell(field.getter, node), siteType(site.id), [], accessReason(node, 'get'))
  return without(field.cell.type, T_HOLE)
}

function writePrivate(solver: Solver, node: Node, site: SolverSite, key: string, value: Type): void {
  const field = solver.field(site, key)
  field.read = true // whether it is defined is
  readCell(field.cell, node)
  if (field.setter !== null) callFunction(solver, node, readCell(field.setter, node), siteType(site.id), [value], accessReason(node, 'set'))
  else if (field.defined) flow(solver.worklist, field.cell, value)
}

function deleteProperty(solver: Solver, i: Instruction, object: Type): Type {
  for (const id of object.sites) {
    const site = solver.siteById(id)
    if (site.kind === 'array') {
      becomesHoley(solver, site)
      becomesExotic(solver, site)
      flow(solver.worklist, site.element, HOLE_TYPE)
    } else if (site.kind !== 'view') solver.open(site, `a property is deleted at ${solver.showPlace(i.place)}`)
  }
  return BOOLEAN
}

// --- iteration

export function elementsOf(solver: Solver, node: Node, array: Type): Type {
  return readEach(solver, node, array, 'elements', (reader, id) => {
    const site = solver.siteById(id)
    return join(without(readCell(site.element, reader), T_HOLE), site.holey || site.mayBeExotic ? UNDEFINED : NOTHING)
  })
}

/** What iterating over a value gives; runs the iterator protocol's effects. */
export function iterationValues(solver: Solver, node: Node, iterable: Type): Type {
  const iteration = startIteration(solver, node, iterable, 'sync')
  if (iteration.primitives & T_ANY) return ANY
  callMethod(solver, node, lookups(solver, node, iteration, 'step'), [], true)
  return readProperty(solver, node, iteration, 'value')
}

function iterStart(solver: Solver, node: Node, i: Op<'iterStart'>, iterable: Type): Type {
  return startIteration(solver, node, iterable, i.kind)
}

/** Calls the runtime function that suits each kind of iterable; see library/runtime/iteration. */
function startIteration(solver: Solver, node: Node, iterable: Type, kind: 'sync' | 'async'): Type {
  if (iterable.primitives & T_ANY) return ANY
  const { program } = solver
  const call = (name: string, argument: Type): Type => {
    const global = program.entries.get(name)
    if (isNothing(argument) || global === undefined) return NOTHING
    const target = solver.readGlobal(node, global)
    if (name !== 'arrayIteration') return callFunction(solver, node, target, UNDEFINED, [argument, STRING], 'call')
    let result = NOTHING
    for (const id of argument.sites) result = join(result, callFunction(solver, node, target, UNDEFINED, [siteType(id), STRING], 'call', [id]))
    return result
  }
  if (kind === 'async') return call('asyncIteration', iterable)
  const isPlain = (site: SolverSite): boolean =>
    site.kind === 'array' && !iteratorReplaced(solver, node, 'Array') && !hasOwnIterator(solver, node, site)
  const arrays = iterable.sites.filter((id) => isPlain(solver.siteById(id)))
  const others = iterable.sites.filter((id) => !arrays.includes(id))
  const rest = makeType(iterable.primitives, internSites(others), iterable.low, iterable.high, iterable.literal)
  const onlyString = isOnly(rest, T_STRING) && !iteratorReplaced(solver, node, 'String')
  return join(call('arrayIteration', makeType(0, internSites(arrays))), call(onlyString ? 'stringIteration' : 'protocolIteration', rest))
}

/** An array, or a prototype of it before Array's own, has been given an iterator method. */
function hasOwnIterator(solver: Solver, node: Node, array: SolverSite): boolean {
  const original = realmPrototype(solver, node, 'Array')
  const seen = new Set<SolverSite>([array])
  for (const site of seen) {
    if (site === original) continue
    readCell(site.fieldCount, node)
    if (site.fields.get('@@iterator')?.defined || !isNothing(readCell(site.dynamicSymbols, node))) return true
    for (const id of solver.prototypeTypes(node, site).sites) seen.add(solver.siteById(id))
  }
  return false
}

/** World fact: `Array.prototype[Symbol.iterator]` is the original. */
function iteratorReplaced(solver: Solver, node: Node, className: string): boolean {
  const type = solver.readRealm(node, className)
  return (type?.sites ?? []).some((id) => {
    const prototype = solver.siteById(id).prototypeSite
    return prototype !== null && prototype.open !== null
  })
}

