// What reading and writing a property means to the flow: which fields, getters, setters and prototypes it can reach.

import type { Instruction } from '../hir/hir.ts'
import { isPrivate } from '../hir/hir.ts'
import type { SiteId, Type } from './result.ts'
import { T_ANY, T_BOOLEAN, T_HOLE, T_INT, T_NULL, T_NUMBER, T_STRING, T_SYMBOL, T_UNDEFINED } from './result.ts'
import { callFunction } from './calls.ts'
import { PRIMITIVE_CLASSES } from './kinds.ts'
import { toPrimitiveEffects } from './conversions.ts'
import type { CallReason } from './calls.ts'
import { MAX_OBJECTS_APART } from './many-accesses.ts'
import type { Solver } from './solver.ts'
import type { Node, SolverField, SolverSite } from './state.ts'
import { flow, readCell } from './state.ts'
import { becomesExotic, becomesHoley, elementsAt, hasElements, scrambled, shortened, storeAt, writtenAnywhere } from './tuples.ts'
import {
  ANY, LENGTH, MADE_SYMBOL, NOTHING, NUMBER, STRING, STRING_LENGTH, STRING_OR_UNDEFINED, UNDEFINED, filter, intType, isNothing,
  join, literalKey, makeType, siteType, stringOfText, without,
} from './types.ts'

/** One way that a property lookup can end: what is read, and for which receiver; null for primitives. */
export interface Found { type: Type; receiver: SiteId | null; receiverType: Type }

/** `object.key` for every object and primitive that `object` can be. */
export function readProperty(solver: Solver, node: Node, object: Type, key: string): Type {
  if (object.primitives & T_ANY) {
    solver.readFromAny.add(key)
    return ANY
  }
  if (object.sites.length > MAX_OBJECTS_APART) {
    const read = solver.manyAccesses.read(node, key, object.sites, (task, id) => readNamed(solver, task, solver.siteById(id), key, siteType(id)))
    return join(read, readProperty(solver, node, filter(object, ~0, false), key))
  }
  let result = NOTHING
  for (const found of lookups(solver, node, object, key)) result = join(result, found.type)
  return result
}

/** As readProperty, apart for each receiver: what a method call dispatches on. */
export function lookups(solver: Solver, node: Node, object: Type, key: string): Found[] {
  const result: Found[] = []
  for (const id of object.sites) {
    const receiverType = siteType(id)
    result.push({ type: readNamed(solver, node, solver.siteById(id), key, receiverType), receiver: id, receiverType })
  }
  for (const [bits, name] of PRIMITIVE_CLASSES) {
    if (!(object.primitives & bits)) continue
    const receiverType = filter(object, bits, false)
    result.push({ type: readOfPrimitive(solver, node, name, key, receiverType), receiver: null, receiverType })
  }
  return result
}

function readOfPrimitive(solver: Solver, node: Node, className: string, key: string, receiver: Type): Type {
  if (className === 'String' && key === 'length') return receiver.literal === null ? STRING_LENGTH : intType(receiver.literal.length, receiver.literal.length)
  const prototype = realmPrototype(solver, node, className)
  return prototype === null ? UNDEFINED : readNamed(solver, node, prototype, key, receiver)
}

export function realmPrototype(solver: Solver, node: Node, className: string): SolverSite | null {
  const type = solver.readRealm(node, className)
  for (const id of type?.sites ?? []) {
    const site = solver.siteById(id)
    if (site.prototypeSite !== null) return site.prototypeSite
  }
  return null
}

/** Own properties that come from the kind of object, not from a slot. */
function virtualProperty(solver: Solver, node: Node, site: SolverSite, key: string): Type | null {
  if (site.kind === 'array' && key === 'length') return arrayLength(node, site)
  if (site.kind === 'primitive' && key === 'length') return wrapperLength(node, site)
  if ((site.kind === 'closure' || site.kind === 'class') && site.func !== null) {
    if (key === 'name') return site.open === null ? stringOfText(site.func.name) : STRING
    if (key === 'length') return intType(0, 65535)
    if (key === 'prototype' && site.kind === 'closure') makePrototype(solver, site)
  }
  return null
}

/** The `length` of a string's wrapper; null for other wrappers, which have none of their own. */
function wrapperLength(node: Node, site: SolverSite): Type | null {
  const { primitives } = readCell(site.element, node)
  if (!(primitives & T_STRING)) return null
  return primitives & ~T_STRING ? join(STRING_LENGTH, UNDEFINED) : STRING_LENGTH
}

/** What a wrapper has under an index: a string's characters. */
function wrapperCharacter(node: Node, site: SolverSite): Type {
  return readCell(site.element, node).primitives & T_STRING ? STRING : NOTHING
}

/** An array that nothing ever flows into, such as a rest parameter beyond every call's arguments, is empty. */
function arrayLength(node: Node, site: SolverSite): Type {
  readCell(site.fieldCount, node)
  const isEmpty = isNothing(readCell(site.element, node)) && !site.holey && !site.mayBeExotic && site.open === null
  return isEmpty ? intType(0, 0) : intType(Math.min(site.leastLength ?? 0, LENGTH.high), LENGTH.high)
}

/** Gives a function that `new` takes its `prototype`; from then on it has properties like any open object. */
function makePrototype(solver: Solver, site: SolverSite): void {
  const func = site.func
  if (func === null || site.prototypeSite !== null || func.isLibrary || func.kind !== 'normal' || func.coroutine !== 'none') return
  const prototype = solver.site(`${site.id}.prototype`, 'object', `${func.name}.prototype`, site.creator, 'Object')
  site.prototypeSite = prototype
  for (const [owner, key, value] of [[prototype, 'constructor', site], [site, 'prototype', prototype]] as const) {
    solver.open(owner, 'prototype of a function')
    const field = solver.field(owner, key)
    field.enumerable = false
    flow(solver.worklist, field.cell, siteType(value.id))
    solver.define(owner, field)
  }
}

/** What reading a named property of an object gives, own or inherited. */
export function readNamed(solver: Solver, node: Node, start: SolverSite, key: string, receiver: Type): Type {
  let result = NOTHING
  const seen = new Set<SolverSite>([start])
  for (const site of seen) {
    const own = readOwn(solver, node, site, key, receiver)
    result = join(result, own.type)
    if (own.certain) continue
    const prototypes = solver.prototypeTypes(node, site)
    if (prototypes.sites.length === 0 || prototypes.primitives & T_NULL) result = join(result, UNDEFINED)
    for (const id of prototypes.sites) seen.add(solver.siteById(id))
  }
  return result
}

/** `certain`: the object has the property for sure, so that its prototypes are not asked. */
function readOwn(solver: Solver, node: Node, site: SolverSite, key: string, receiver: Type): { type: Type; certain: boolean } {
  const virtual = virtualProperty(solver, node, site, key)
  // A function's name and length can be deleted and redefined.
  const mayChange = site.open !== null && (site.kind === 'closure' || site.kind === 'class')
  if (virtual !== null && !mayChange) {
    readCell(site.fieldCount, node) // it may be opened
    return { type: virtual, certain: true }
  }
  const field = solver.field(site, key)
  field.read = true
  readCell(field.cell, node)
  let type = join(virtual ?? NOTHING, field.defined ? readField(solver, node, field, receiver) : NOTHING)
  if (virtual === null && field.defined && field.certain && (site.open === null || !field.writable)) return { type, certain: true }
  type = join(type, readCell(key.startsWith('@@') ? site.dynamicSymbols : site.dynamic, node))
  if (isSpelledKey(key)) type = join(type, readCell(site.dynamicNumbers, node))
  type = join(type, getUnknown(solver, node, site, receiver))
  if (isIndexKey(key)) type = join(type, indexedType(node, site))
  return { type, certain: false }
}

/**
 * Field that stands for the accessors which an object got under keys that only the running program knows. It is never
 * `defined`; every access of the object may find it.
 */
export const UNKNOWN_ACCESSOR = '@@*accessor'

function getUnknown(solver: Solver, node: Node, site: SolverSite, receiver: Type): Type {
  const getter = site.fields.get(UNKNOWN_ACCESSOR)?.getter ?? null
  return getter === null ? NOTHING : callFunction(solver, node, readCell(getter, node), receiver, [], 'implicit')
}

function setUnknown(solver: Solver, node: Node, site: SolverSite, receiver: Type, value: Type): void {
  const setter = site.fields.get(UNKNOWN_ACCESSOR)?.setter ?? null
  if (setter !== null) callFunction(solver, node, readCell(setter, node), receiver, [value], 'implicit')
}

/** Accessor calls are edges of the instruction itself only where it is nothing but the access. */
export function accessReason(node: Node, direct: 'get' | 'set'): CallReason {
  const definition = node.instance.func.values[node.id]
  const op = definition !== undefined && 'op' in definition ? definition.op : ''
  const isAccess = direct === 'get' ? op === 'getProp' || op === 'getPrivate' || op === 'getSuper' : op === 'setProp' || op === 'setPrivate' || op === 'setSuper'
  return isAccess ? direct : 'implicit'
}

function readField(solver: Solver, node: Node, field: SolverField, receiver: Type): Type {
  let result = field.cell.type
  if (field.getter !== null) {
    const getters = readCell(field.getter, node)
    if (getters.primitives & T_UNDEFINED) result = join(result, UNDEFINED)
    result = join(result, callFunction(solver, node, getters, receiver, [], accessReason(node, 'get')))
  } else if (field.setter !== null) result = join(result, UNDEFINED)
  return result
}

export function isIndexKey(key: string): boolean {
  const n = Number(key)
  return String(n >>> 0) === key && n < 2 ** 32 - 1
}

// --- writing

/** `object.key = value`. */
export function writeProperty(solver: Solver, node: Node, object: Type, key: string, value: Type, instruction: Instruction): void {
  const write = (writer: Node, id: SiteId, written: Type): void => writeNamed(solver, writer, solver.siteById(id), key, written, siteType(id), instruction)
  writeEach(solver, node, object, key, value, write)
}

function writeNamed(solver: Solver, node: Node, site: SolverSite, key: string, value: Type, receiver: Type, instruction: Instruction): void {
  if (site.kind === 'array' && key === 'length') {
    becomesHoley(solver, site)
    becomesExotic(solver, site)
    shortened(solver, site)
    flow(solver.worklist, site.element, makeType(T_HOLE))
    return
  }
  const field = solver.field(site, key)
  readCell(field.cell, node)
  readCell(site.fieldCount, node)
  setUnknown(solver, node, site, receiver, value)
  const isOwn = field.defined && field.certain && site.open === null
  if (!isOwn && callInheritedSetters(solver, node, site, key, value, receiver)) {
    // An accessor may stand in the chain: whether the write also creates a property is left open, so both happen.
    if (!field.defined && !mayDefine(solver, node, site, key)) return
  }
  if (field.setter !== null) callFunction(solver, node, readCell(field.setter, node), receiver, [value], accessReason(node, 'set'))
  if (field.getter !== null && field.setter === null && !field.defined) return
  if (isOwn && field.getter !== null) return
  if (!field.defined) addAfterBirth(solver, site, field, instruction)
  flow(solver.worklist, field.cell, value)
  if (isIndexKey(key)) {
    scrambled(solver, site)
    flow(solver.worklist, site.element, value)
  }
}

/** A chain of single, certain prototypes longer than this is not followed. */
const MAX_CERTAIN_CHAIN = 64

/** True where no certain accessor in the chain takes the write. */
function mayDefine(solver: Solver, node: Node, site: SolverSite, key: string): boolean {
  let at: SolverSite | null = site
  for (let depth = 0; at !== null && depth < MAX_CERTAIN_CHAIN; depth++) {
    const prototypes: Type = solver.prototypeTypes(node, at)
    if (prototypes.sites.length !== 1 || prototypes.primitives & T_NULL) return true
    at = solver.siteById(prototypes.sites[0])
    const field = at.fields.get(key)
    if (field?.defined && field.certain && at.open === null) return field.getter === null && field.setter === null
  }
  return true
}

function addAfterBirth(solver: Solver, site: SolverSite, field: SolverField, instruction: Instruction): void {
  if (site.kind !== 'array') solver.open(site, `property '${field.key}' is added after birth at ${solver.showPlace(instruction.place)}`)
  solver.define(site, field)
}

/** Calls the setters that a write can find up the chain; true if there is any. */
export function callInheritedSetters(solver: Solver, node: Node, site: SolverSite, key: string, value: Type, receiver: Type): boolean {
  let found = false
  const seen = new Set<SolverSite>([site])
  const visit = (at: SolverSite): void => {
    for (const id of solver.prototypeTypes(node, at).sites) {
      const prototype = solver.siteById(id)
      if (seen.has(prototype)) continue
      seen.add(prototype)
      const field = solver.field(prototype, key)
      readCell(field.cell, node)
      if (field.setter !== null || field.getter !== null) {
        found = true
        field.read = true
        if (field.setter !== null) callFunction(solver, node, readCell(field.setter, node), receiver, [value], accessReason(node, 'set'))
      }
      if (field.defined && !field.writable) found = true
      setUnknown(solver, node, prototype, receiver, value)
      readCell(prototype.fieldCount, node) // it may be opened
      // An accessor hides those further up, also where it has no setter.
      if (!(field.defined && field.certain && prototype.open === null)) visit(prototype)
    }
  }
  visit(site)
  return found
}

// --- keys that the program computes

/** `object[key]`. */
export function readElement(solver: Solver, node: Node, object: Type, key: Type, inBounds: 0 | 1 | 2): Type {
  if (object.primitives & T_ANY) return ANY
  const name = literalKey(key)
  if (name !== null) return readProperty(solver, node, object, name)
  const keys = keySorts(solver, node, key)
  let result = NOTHING
  if (keys.number && object.primitives & T_STRING) result = join(result, inBounds ? STRING : STRING_OR_UNDEFINED)
  if (keys.number && object.primitives & (T_NUMBER | T_BOOLEAN | T_SYMBOL)) result = join(result, UNDEFINED)
  const place = placeIn(object, key)
  const readSite = (reader: Node, id: SiteId): Type => {
    const site = solver.siteById(id)
    const indexed = keys.number ? readIndexed(solver, reader, site, place, inBounds) : NOTHING
    return namesProperty(keys) ? join(indexed, readAnyField(solver, reader, site, keys, siteType(id))) : indexed
  }
  result = join(result, readEach(solver, node, object, `[${sortsName(keys)} ${inBounds}]`, readSite))
  if (namesProperty(keys)) result = join(result, readAnyOfPrimitive(solver, node, object, keys))
  return result
}

/** Joins what `read` gives for each object that a value can be. `kind` names all that `read` depends on. */
export function readEach(solver: Solver, node: Node, object: Type, kind: string, read: (reader: Node, id: SiteId) => Type): Type {
  if (object.sites.length > MAX_OBJECTS_APART) return solver.manyAccesses.read(node, kind, object.sites, read)
  let result = NOTHING
  for (const id of object.sites) result = join(result, read(node, id))
  return result
}

/** Lets `value` flow by `write` into each object that a value can be. `kind` names all that `write` depends on. */
export function writeEach(
  solver: Solver, node: Node, object: Type, kind: string, value: Type, write: (writer: Node, id: SiteId, value: Type) => void,
): void {
  if (object.sites.length > MAX_OBJECTS_APART) solver.manyAccesses.write(node, kind, object.sites, value, write)
  else for (const id of object.sites) write(node, id, value)
}

/** As readElement, where the object itself has the property: prototypes are not looked at. */
export function readOwnElement(solver: Solver, node: Node, object: Type, key: Type): Type {
  if (object.primitives & T_ANY) return ANY
  const keys = keySorts(solver, node, key)
  const read = (reader: Node, id: SiteId): Type => readAnyOwn(solver, reader, solver.siteById(id), keys, siteType(id))
  return join(UNDEFINED, readEach(solver, node, object, `own [${sortsName(keys)}]`, read))
}

/** What a computed key can name: an index, a property under a string, one under a symbol. */
export interface KeySorts {
  number: boolean
  string: boolean
  /** The text of a primitive that is no string and no index: `-1`, `NaN`, `undefined`. No method of a built-in is called so. */
  spelled: boolean
  symbol: boolean
  /** A symbol, and it may be a well-known one. */
  wellKnown: boolean
}

const LARGEST_INDEX = 2 ** 32 - 2
const SPELLED_PRIMITIVES = new Set(['undefined', 'null', 'true', 'false'])

export function keySorts(solver: Solver, node: Node, key: Type): KeySorts {
  const any = (key.primitives & T_ANY) !== 0 || key.sites.length > 0
  if (key.sites.length > 0) toPrimitiveEffects(solver, node, key)
  return {
    number: any || (key.primitives & (T_NUMBER | T_STRING)) !== 0,
    string: any || (key.primitives & T_STRING) !== 0,
    spelled: any || (key.primitives & ~(T_INT | T_STRING | T_SYMBOL)) !== 0 || ((key.primitives & T_INT) !== 0 && (key.low < 0 || key.high > LARGEST_INDEX)),
    symbol: any || (key.primitives & T_SYMBOL) !== 0,
    wellKnown: any || ((key.primitives & T_SYMBOL) !== 0 && key.literal !== MADE_SYMBOL),
  }
}

/** What is known of an index where arrays are looked at by position: nothing where the object can be very many things. */
const placeIn = (object: Type, key: Type): Type => (object.sites.length > MAX_OBJECTS_APART ? NUMBER : key)

const namesProperty = (keys: KeySorts): boolean => keys.string || keys.spelled || keys.symbol

/** One name for keys of the same sorts. */
export function sortsName(keys: KeySorts): string {
  return `${keys.number} ${keys.string} ${keys.spelled} ${keys.symbol} ${keys.wellKnown}`
}

/** A value stored under a key that only the running program knows. */
export function flowUnderKey(solver: Solver, site: SolverSite, keys: KeySorts, value: Type): void {
  if (keys.string || keys.symbol) site.namedDynamically = true
  if (keys.string) flow(solver.worklist, site.dynamic, value)
  else if (keys.spelled || keys.number) flow(solver.worklist, site.dynamicNumbers, value)
  if (keys.symbol) flow(solver.worklist, site.dynamicSymbols, value)
}

/** What the object holds under names that only the running program knows. */
export function dynamicType(node: Node, site: SolverSite): Type {
  return join(readCell(site.dynamic, node), readCell(site.dynamicNumbers, node))
}

function readIndexed(solver: Solver, node: Node, site: SolverSite, key: Type, inBounds: 0 | 1 | 2): Type {
  if (site.kind === 'view') return inBounds ? viewElementType(site) : join(viewElementType(site), UNDEFINED)
  let result = site.kind === 'primitive' ? wrapperCharacter(node, site) : readCell(site.element, node)
  if (site.kind === 'array') {
    readCell(site.fieldCount, node)
    if (!site.mayBeExotic && hasElements(node, site, key)) return elementsAt(node, site, key)
    if (inBounds === 2 && !site.mayBeExotic && !site.holey && site.open === null) return result
    result = join(without(result, T_HOLE), dynamicType(node, site))
  } else {
    result = join(result, dynamicType(node, site))
    for (const field of site.fields.values()) if (field.defined && isIndexKey(field.key)) result = join(result, readField(solver, node, field, siteType(site.id)))
    readCell(site.fieldCount, node)
  }
  // Index keys on prototypes: found by their dynamic cells, nearly always empty.
  const seen = new Set<SolverSite>([site])
  for (const at of seen) {
    if (at !== site) result = join(result, without(join(dynamicType(node, at), readCell(at.element, node)), T_HOLE))
    if (at.lazyPrototype === null || at === site) for (const id of solver.prototypeTypes(node, at).sites) seen.add(solver.siteById(id))
  }
  return join(result, UNDEFINED)
}

const VIEW_TYPES: Record<string, Type> = {
  Int8Array: intType(-128, 127), Uint8Array: intType(0, 255), Uint8ClampedArray: intType(0, 255), Int16Array: intType(-32768, 32767),
  Uint16Array: intType(0, 65535), Int32Array: intType(-(2 ** 31), 2 ** 31 - 1), Uint32Array: intType(0, 2 ** 32 - 1),
}
export function viewElementType(site: SolverSite): Type {
  return VIEW_TYPES[site.view ?? ''] ?? NUMBER
}

/** What an object has under its own index keys, as far as they are elements. */
function indexedType(node: Node, site: SolverSite): Type {
  if (site.kind === 'view') return viewElementType(site)
  return site.kind === 'primitive' ? wrapperCharacter(node, site) : without(readCell(site.element, node), T_HOLE)
}

/** Something asks whether a key is there (all own keys: null): the property must exist even if nobody reads its value. */
export function observeKeys(solver: Solver, node: Node, start: SolverSite, key: string | null): void {
  readCell(start.fieldCount, node)
  if (start.kind === 'closure' && (key === null || key === 'prototype')) makePrototype(solver, start)
  if (key === null) {
    if (start.readDynamically) return
    start.readDynamically = true
    for (const field of start.fields.values()) field.read = true
    return
  }
  const seen = new Set<SolverSite>([start])
  for (const site of seen) {
    solver.field(site, key).read = true
    for (const id of solver.prototypeTypes(node, site).sites) seen.add(solver.siteById(id))
  }
}

/** observeKeys of every object that a value can be. */
export function observeKeysOf(solver: Solver, node: Node, object: Type, key: string | null): void {
  readEach(solver, node, object, `keys ${key}`, (observer, id) => {
    observeKeys(solver, observer, solver.siteById(id), key)
    return NOTHING
  })
}

/** Whether a key of these sorts can name a field. */
export function canName(keys: KeySorts, field: SolverField): boolean {
  if (!field.defined || isPrivate(field.key)) return false
  if (field.key.startsWith('@@')) return keys.wellKnown
  return keys.string || (keys.spelled && isSpelledKey(field.key))
}

/** What a number, or another primitive that is no string, is called as a key. */
function isSpelledKey(key: string): boolean {
  return SPELLED_PRIMITIVES.has(key) || String(Number(key)) === key
}

/** Every property, own or inherited, that an unknown key of these sorts can name. */
function readAnyField(solver: Solver, node: Node, start: SolverSite, keys: KeySorts, receiver: Type): Type {
  let result = UNDEFINED
  const seen = new Set<SolverSite>([start])
  for (const site of seen) {
    result = join(result, readAnyOwn(solver, node, site, keys, receiver))
    for (const id of solver.prototypeTypes(node, site).sites) seen.add(solver.siteById(id))
  }
  return result
}

/** The prototypes of every object that a value can be. */
function prototypesOf(solver: Solver, node: Node, object: Type): Type {
  let result = makeType(T_NULL)
  for (const id of object.sites) result = join(result, solver.prototypeTypes(node, solver.siteById(id)))
  return result
}

function readAnyOwn(solver: Solver, node: Node, site: SolverSite, keys: KeySorts, receiver: Type): Type {
  if (keys.string && site.kind === 'closure') makePrototype(solver, site)
  if (keys.string && !site.readDynamically) {
    site.readDynamically = true
    for (const field of site.fields.values()) field.read = true
  }
  readCell(site.fieldCount, node)
  let result = join(getUnknown(solver, node, site, receiver), keys.symbol ? readCell(site.dynamicSymbols, node) : NOTHING)
  if (keys.string) result = join(result, indexedType(node, site))
  if (keys.string || keys.spelled) result = join(result, dynamicType(node, site))
  for (const field of [...site.fields.values()]) {
    if (!canName(keys, field)) continue
    readCell(field.cell, node)
    field.read = true
    const value = readField(solver, node, field, receiver)
    // Its getter serves every object; what it gives for this one is known better.
    result = join(result, field.key === '__proto__' && field.getter !== null ? prototypesOf(solver, node, receiver) : value)
  }
  if (keys.string) for (const key of ['length', 'name', 'prototype']) result = join(result, virtualProperty(solver, node, site, key) ?? NOTHING)
  return result
}

function readAnyOfPrimitive(solver: Solver, node: Node, object: Type, keys: KeySorts): Type {
  let result = NOTHING
  for (const [bits, name] of PRIMITIVE_CLASSES) {
    if (!(object.primitives & bits)) continue
    const prototype = realmPrototype(solver, node, name)
    if (prototype !== null) result = join(result, readAnyField(solver, node, prototype, keys, filter(object, bits, false)))
    if (bits === T_STRING && keys.string) result = join(result, STRING_LENGTH)
  }
  return result
}

/** `object[key] = value`. */
export function writeElement(solver: Solver, node: Node, object: Type, key: Type, value: Type, instruction: Instruction, inBounds: 0 | 1 | 2): void {
  const name = literalKey(key)
  if (name !== null) return writeProperty(solver, node, object, name, value, instruction)
  const keys = keySorts(solver, node, key)
  const isNamed = mayNameProperty(key)
  const isIndex = key.primitives === T_INT && key.low >= 0 && key.sites.length === 0
  const place = placeIn(object, key)
  const write = (writer: Node, id: SiteId, written: Type): void => {
    const site = solver.siteById(id)
    if (keys.number) writeIndexed(solver, writer, site, place, isIndex, written, inBounds, instruction)
    if (namesProperty(keys) && (isNamed || site.kind !== 'array')) writeAnyField(solver, writer, site, keys, written, instruction)
  }
  writeEach(solver, node, object, `[${sortsName(keys)} ${isNamed} ${isIndex} ${inBounds}]`, value, write)
}

/** Whether a number key can be something other than an array index (negative, fraction): names a property then. */
function mayNameProperty(key: Type): boolean {
  return (key.primitives & ~T_NUMBER) !== 0 || key.sites.length > 0
}

function writeIndexed(
  solver: Solver, node: Node, site: SolverSite, key: Type, isIndex: boolean, value: Type, inBounds: 0 | 1 | 2, instruction: Instruction,
): void {
  if (site.kind === 'view') {
    if (value.sites.length > 0) toPrimitiveEffects(solver, node, value)
    return
  }
  if (site.kind === 'array') {
    flow(solver.worklist, site.element, value)
    if (hasElements(node, site, key)) return storeAt(solver, site, key, value)
    scrambled(solver, site)
    if (inBounds !== 2) {
      becomesExotic(solver, site)
      if (!node.instance.func.isLibrary) writtenAnywhere(site, isIndex ? key.low : 0)
    }
    // A number that is no index (−1, 1.5) lands among the named properties.
    if (inBounds !== 2 && !isIndex) flow(solver.worklist, site.dynamicNumbers, value)
    return
  }
  solver.open(site, `written with a computed key at ${solver.showPlace(instruction.place)}`)
  flow(solver.worklist, site.dynamicNumbers, value)
}

function writeAnyField(solver: Solver, node: Node, site: SolverSite, keys: KeySorts, value: Type, instruction: Instruction): void {
  if (site.kind === 'view') return
  if (site.kind !== 'array') solver.open(site, `written with a computed key at ${solver.showPlace(instruction.place)}`)
  flowUnderKey(solver, site, keys, value)
  if (site.kind === 'array' && keys.string) {
    shortened(solver, site)
    scrambled(solver, site)
    flow(solver.worklist, site.element, value)
  }
  const objectPrototype = realmPrototype(solver, node, 'Object')
  const seen = new Set<SolverSite>()
  const visit = (at: SolverSite): void => {
    if (seen.has(at)) return
    seen.add(at)
    readCell(at.fieldCount, node)
    setUnknown(solver, node, at, siteType(site.id), value)
    for (const field of [...at.fields.values()]) {
      // Changing a prototype through a computed key is a late refusal (library/runtime/core/property/set.ts), not a flow.
      if (!canName(keys, field) || (field.key === '__proto__' && at === objectPrototype)) continue
      if (field.getter !== null || field.setter !== null) field.read = true
      if (field.setter !== null) callFunction(solver, node, readCell(field.setter, node), siteType(site.id), [value], accessReason(node, 'set'))
      if (at === site && field.getter === null && field.writable) flow(solver.worklist, field.cell, value)
    }
    for (const id of solver.prototypeTypes(node, at).sites) visit(solver.siteById(id))
  }
  visit(site)
}
