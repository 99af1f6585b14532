// Arrays: literals, element reads and writes, appending. Fast code tests the index against `fastLength`, which is 0 for
// an exotic array; whatever is not plainly within it goes to the runtime.

import { HOLE, type Instruction } from '../../hir/hir.ts'
import type { Site, Type } from '../../analyse/result.ts'
import { UNDEFINED, isNothing, join, literalKey } from '../../analyse/types.ts'
import {
  ARRAY_ELEMENTS, ARRAY_FAST_LENGTH, ARRAY_LENGTH, HEADER_AUX, STORE_DATA,
} from '../../../library/runtime/core/layout.ts'
import type { MirId, Rep } from '../mir.ts'
import { builtinShape, elementRep } from './data.ts'
import { checkNullish } from './exceptions.ts'
import type { Case, FunctionLowering } from './function.ts'
import { allocateSite, allocatedSite, dead } from './objects.ts'
import { stringLength } from './operators.ts'
import { armRep, neverPast, readProperty, writeProperty } from './properties.ts'
import {
  T_HOLE, T_NUMBER, T_UNDEFINED, constantIn, isAny, isIntegral, isNumeric, isString, may, type Value,
} from './values.ts'
import { readView, writeView } from './views.ts'

type Of<Op extends Instruction['op']> = Extract<Instruction, { op: Op }>

const HEADER = { region: 'array' }
const ELEMENT = { region: 'element' }

/** Bytes of an element in a store. */
const unitBytes = (rep: Rep): number => (rep === 'i32' ? 4 : 8)
const storeKind = (rep: Rep): string => (rep === 'i32' ? 'store.i32' : rep === 'ref' || rep === 'box' ? 'store.word' : 'store.raw')

// --- literals

export function lowerArray(f: FunctionLowering, i: Of<'array'>): Value | null {
  const site = allocatedSite(f, i)
  return site === null ? dead(f, 'an array literal') : makeArray(f, site, f.args(i, 0))
}

export function makeArray(f: FunctionLowering, site: Site, elements: readonly Value[]): Value {
  const array = allocateSite(f, site)
  const count = elements.length
  if (count === 0) return array
  const rep = elementRep(site)
  const words = elements.map((element) => (element.constant === HOLE ? constantIn(f, HOLE, rep) : f.as(element, rep)))
  const sizeBytes = Math.ceil((STORE_DATA + count * unitBytes(rep)) / 8) * 8
  const store = f.b.add('ref', [], { op: 'allocate', shape: builtinShape(f.program, storeKind(rep)), sizeBytes, aux: count })
  words.forEach((word, n) => f.b.store(rep as 'box', store, word, STORE_DATA + n * unitBytes(rep), ELEMENT))
  f.b.store('ref', array.id, store, ARRAY_ELEMENTS, HEADER)
  setLengths(f, array.id, f.b.const('u32', count))
  return array
}

function setLengths(f: FunctionLowering, array: MirId, length: MirId): void {
  f.b.store('u32', array, length, ARRAY_FAST_LENGTH, HEADER)
  f.b.store('u32', array, length, ARRAY_LENGTH, HEADER)
}

export function lowerArrayAppend(f: FunctionLowering, i: Of<'arrayAppend'>): Value | null {
  return pushElement(f, f.arg(i, 0), f.arg(i, 1))
}

// --- appending

/** `array.push(value)` on an Array of any of its sites. */
export function pushElement(f: FunctionLowering, array: Value, value: Value): Value | null {
  const cases = arrayGroups(f, array.type).map(({ sites }): Case => ({
    sites, body: (object) => appendToArray(f, object, sites[0], value),
  }))
  return f.dispatch(array, cases, () => f.entry('arrayPushSlow', array, value), 'none')
}

/** Appends to an array whose element kind is the site's. */
export function appendToArray(f: FunctionLowering, array: Value, site: Site, value: Value): Value {
  const object = f.as(array, 'ref')
  const rep = elementRep(site)
  const word = value.constant === HOLE ? constantIn(f, HOLE, rep) : f.as(value, rep)
  const length = f.b.load('u32', object, ARRAY_FAST_LENGTH, HEADER)
  tryAppend(f, object, rep, word, length, null, () => {
    f.entry('arrayPushSlow', array, value)
  })
  return f.undefined()
}

/** Stores at the end where the store has room and the array is not exotic (and `also` holds); else `slow`. */
function tryAppend(f: FunctionLowering, array: MirId, rep: Rep, word: MirId, length: MirId, also: MirId | null, slow: () => void): void {
  const { b } = f
  const whole = b.pure('u32.eq', length, b.load('u32', array, ARRAY_LENGTH, HEADER))
  const elements = b.load('ref', array, ARRAY_ELEMENTS, HEADER)
  const present = b.pure('ref.isPointer', elements)
  const plain = b.pure('bool.and', also === null ? whole : b.pure('bool.and', also, whole), present)
  const slowBlock = b.newBlock()
  const plainBlock = b.newBlock()
  const roomy = b.newBlock()
  const done = b.newBlock()
  b.branch(plain, plainBlock, slowBlock, true)
  b.enter(plainBlock)
  b.branch(b.pure('u32.lt', length, b.load('u32', elements, HEADER_AUX, HEADER)), roomy, slowBlock, true)
  b.enter(roomy)
  b.storeIndexed(rep as 'box', elements, word, length, unitBytes(rep), STORE_DATA, ELEMENT)
  setLengths(f, array, b.pure('u32.add', length, b.const('u32', 1)))
  b.jump(done)
  b.enter(slowBlock)
  slow()
  if (b.open) b.jump(done)
  b.enter(done)
}

// --- reading

export function lowerGetElem(f: FunctionLowering, i: Of<'getElem'>): Value | null {
  const key = f.arg(i, 1)
  const name = literalKey(key.type)
  if (name !== null) return readProperty(f, i, f.arg(i, 0), name)
  const object = checkNullish(f, f.arg(i, 0), (nullish) => f.throwEntry('throwReadOfNullish', nullish, key))
  if (isNothing(object.type) || isNothing(key.type)) return neverPast(f)
  return readElement(f, object, key, armRep(f, i), f.resultType(i))
}

export function readElement(f: FunctionLowering, object: Value, key: Value, rep: Rep, type: Type): Value | null {
  const general = (): Value => f.entry('getElement', object, key)
  const indexed = f.program.sites(object.type).some((site) => site.kind === 'array' || site.kind === 'view')
  if (!may(key.type, T_NUMBER) || isAny(object.type) || !(indexed || isString(object.type))) return general()
  if (isNumeric(key.type)) return readIndexed(f, object, key, rep, type)
  const box = f.box(key)
  const number: Value = { id: f.b.pure('box.toF64', box), rep: 'f64', type: numberPart(key.type) }
  const id = f.b.choose(f.b.pure('box.isNumber', box), rep,
    () => asOrNull(f, readIndexed(f, object, number, rep, join(type, UNDEFINED)), rep), () => f.as(general(), rep), true)
  return id === null ? null : f.of(id, type)
}

const numberPart = (type: Type): Type => ({ primitives: T_NUMBER, low: -Infinity, high: Infinity, sites: [], literal: type.literal })
const asOrNull = (f: FunctionLowering, value: Value | null, rep: Rep): MirId | null => (value === null ? null : f.as(value, rep))

/** `object[index]` with a number. */
function readIndexed(f: FunctionLowering, object: Value, index: Value, rep: Rep, type: Type): Value | null {
  const general = (): Value => f.entry('getElement', object, index)
  if (isString(object.type)) return readCharacter(f, object, index, rep, type)
  const cases: Case[] = arrayGroups(f, object.type).map(({ sites }) => ({
    sites, body: (array) => readFromArray(f, array, sites, index, rep, type),
  }))
  for (const { sites } of viewGroups(f, object.type)) {
    cases.push({ sites, body: (view) => readView(f, view, sites[0], index, rep, !may(type, T_UNDEFINED)) })
  }
  return f.dispatch(object, cases, general, rep)
}

function groupSites(f: FunctionLowering, type: Type, kind: Site['kind'], key: (site: Site) => string): { sites: Site[] }[] {
  const groups = new Map<string, { sites: Site[] }>()
  for (const site of f.program.sites(type)) {
    if (site.kind !== kind) continue
    const group = groups.get(key(site))
    if (group === undefined) groups.set(key(site), { sites: [site] })
    else group.sites.push(site)
  }
  return [...groups.values()]
}

export const arrayGroups = (f: FunctionLowering, type: Type): { sites: Site[] }[] => groupSites(f, type, 'array', elementRep)
export const viewGroups = (f: FunctionLowering, type: Type): { sites: Site[] }[] => groupSites(f, type, 'view', (site) => site.view!)

/** An index as an unsigned or 64-bit integer, and whether it lies in [0, length); `length` is u32. */
export function indexWithin(f: FunctionLowering, index: Value, length: MirId): { index: MirId; within: MirId } {
  const { b } = f
  const below = (unsigned: MirId): MirId =>
    b.reps[length] === 'u32' ? b.pure('u32.lt', unsigned, length) : b.pure('i53.lt', b.pure('u32.toI53', unsigned), length)
  if (index.rep === 'f64' || index.rep === 'opt') {
    const number = f.as(index, 'f64')
    const whole = b.pure('i32.toU32', b.pure('f64.toI32', number))
    return { index: whole, within: b.pure('bool.and', b.pure('f64.isInt32.loose', number), below(whole)) }
  }
  if (index.rep === 'i53') {
    const isBelow = b.pure('i53.lt', index.id, b.reps[length] === 'u32' ? b.pure('u32.toI53', length) : length)
    const within = index.type.low >= 0 ? isBelow : b.pure('bool.and', isBelow, b.pure('i53.ge', index.id, b.const('i53', 0)))
    return { index: index.id, within }
  }
  const unsigned = f.as(index, 'u32')
  return { index: unsigned, within: below(unsigned) }
}

/** Whether the analysis proved the access within bounds: then its type lacks undefined. */
export function isProved(index: Value, type: Type): boolean {
  return !may(type, T_UNDEFINED) && isIntegral(index.type, false) && index.type.low >= 0 && index.rep !== 'f64' && index.rep !== 'box' && index.rep !== 'opt'
}

function elementType(sites: readonly Site[]): Type {
  return sites.map((site) => site.element!).reduce((a, b) => join(a, b))
}

function readFromArray(f: FunctionLowering, array: Value, sites: readonly Site[], index: Value, rep: Rep, type: Type): Value | null {
  const kind = elementRep(sites[0])
  const loadAt = (at: MirId): Value => {
    const elements = f.b.load('ref', array.id, ARRAY_ELEMENTS, HEADER)
    return { id: f.b.loadIndexed(kind as 'box', elements, at, unitBytes(kind), STORE_DATA, ELEMENT), rep: kind, type: elementType(sites) }
  }
  const slow = (): MirId => f.as(f.entry('arrayGetSlow', array, index), rep)
  if (isProved(index, type)) return { ...loadAt(f.as(index, index.rep === 'i53' ? 'i53' : 'u32')), type }
  const length = f.b.load('u32', array.id, ARRAY_FAST_LENGTH, HEADER)
  const at = indexWithin(f, index, length)
  const id = f.b.choose(at.within, rep, () => f.as(fillHole(f, loadAt(at.index), sites, slow, rep), rep), slow, true)
  return f.of(id!, type)
}

/** What reading a hole gives: undefined, or what a prototype has where one may have index keys. */
function fillHole(f: FunctionLowering, loaded: Value, sites: readonly Site[], slow: () => MirId, rep: Rep): Value {
  if (!sites.some((site) => site.holey) || (loaded.rep !== 'ref' && loaded.rep !== 'box' && loaded.rep !== 'opt')) return loaded
  const known: Type = { ...loaded.type, primitives: (loaded.type.primitives & ~T_HOLE) | T_UNDEFINED }
  if (!sites.every((site) => hasPlainPrototypes(f, site))) {
    const id = f.b.choose(f.isHole(loaded), rep, slow, () => f.as({ ...loaded, type: known }, rep), false)!
    return f.of(id, known)
  }
  return { id: f.b.pure(`${loaded.rep}.holeToUndefined`, loaded.id), rep: loaded.rep, type: known }
}

/** No prototype in the chain can have been given index keys. */
function hasPlainPrototypes(f: FunctionLowering, start: Site): boolean {
  let site = start
  for (let depth = 0; depth < 64; depth++) {
    const next = f.program.prototypeOf(site)
    if (next === null) return true
    if (next === 'unknown') return false
    site = f.program.site(next)
    if (site.open !== null) return false
  }
  return false
}

function readCharacter(f: FunctionLowering, object: Value, index: Value, rep: Rep, type: Type): Value | null {
  const s = f.as(object, 'ref')
  if (isProved(index, type)) return f.entry('stringCharAt', object, index)
  const at = indexWithin(f, index, stringLength(f, s))
  const within = (): MirId => f.as(f.string(f.entryWith('stringCharAt', s, f.as(f.number(at.index), 'u32')).id), rep)
  const id = f.b.choose(at.within, rep, within, () => f.as(f.undefined(), rep))!
  return f.of(id, type)
}

/** Element `n` of an array whose elements nobody else can have changed (a spread argument list). */
export function readArrayElement(f: FunctionLowering, array: Value, index: Value, rep: Rep): Value {
  return readElement(f, array, index, rep, join(UNDEFINED, isAny(array.type) ? array.type : spreadType(f, array.type))) ?? f.undefined()
}

function spreadType(f: FunctionLowering, type: Type): Type {
  return f.program.sites(type).map((site) => site.element ?? UNDEFINED).reduce((a, b) => join(a, b), UNDEFINED)
}

// --- writing

export function lowerSetElem(f: FunctionLowering, i: Of<'setElem'>): Value | null {
  const key = f.arg(i, 1)
  const value = f.arg(i, 2)
  const name = literalKey(key.type)
  if (name !== null) return writeProperty(f, i, f.arg(i, 0), name, value)
  const object = checkNullish(f, f.arg(i, 0), (nullish) => f.throwEntry('throwSetOfNullish', nullish, key))
  if (isNothing(object.type) || isNothing(key.type)) return neverPast(f)
  return writeElement(f, object, key, value)
}

export function writeElement(f: FunctionLowering, object: Value, key: Value, value: Value): Value | null {
  const general = (): Value => f.entry('setElement', object, key, value)
  const indexed = f.program.sites(object.type).some((site) => site.kind === 'array' || site.kind === 'view')
  if (!may(key.type, T_NUMBER) || isAny(object.type) || !indexed) return general()
  if (isNumeric(key.type)) return writeIndexed(f, object, key, value)
  const box = f.box(key)
  const number: Value = { id: f.b.pure('box.toF64', box), rep: 'f64', type: numberPart(key.type) }
  f.b.choose(f.b.pure('box.isNumber', box), 'none', () => { writeIndexed(f, object, number, value); return null }, () => { general(); return null }, true)
  return f.b.open ? f.undefined() : null
}

function writeIndexed(f: FunctionLowering, object: Value, index: Value, value: Value): Value | null {
  const general = (): Value => f.entry('setElement', object, index, value)
  const cases: Case[] = arrayGroups(f, object.type).map(({ sites }) => ({
    sites, body: (array) => writeToArray(f, array, sites[0], index, value),
  }))
  for (const { sites } of viewGroups(f, object.type)) cases.push({ sites, body: (view) => writeView(f, view, sites[0], index, value) })
  return f.dispatch(object, cases, general, 'none')
}

function writeToArray(f: FunctionLowering, array: Value, site: Site, index: Value, value: Value): Value {
  const { b } = f
  const rep = elementRep(site)
  const word = f.as(value, rep)
  const length = b.load('u32', array.id, ARRAY_FAST_LENGTH, HEADER)
  const at = indexWithin(f, index, length)
  const inside = b.newBlock()
  const outside = b.newBlock()
  const done = b.newBlock()
  b.branch(at.within, inside, outside, true)
  b.enter(inside)
  const elements = b.load('ref', array.id, ARRAY_ELEMENTS, HEADER)
  b.storeIndexed(rep as 'box', elements, word, at.index, unitBytes(rep), STORE_DATA, ELEMENT)
  b.jump(done)
  b.enter(outside)
  tryAppend(f, array.id, rep, word, length, isIndex(f, index, length), () => {
    f.entry('arraySetSlow', array, index, value)
  })
  b.jump(done)
  b.enter(done)
  return f.undefined()
}

/** Whether the index is exactly the length. */
function isIndex(f: FunctionLowering, index: Value, length: MirId): MirId {
  if (index.rep === 'f64' || index.rep === 'opt') return f.b.pure('f64.eq', f.as(index, 'f64'), f.b.pure('u32.toF64', length))
  return f.b.pure('i53.eq', f.as(index, 'i53'), f.b.pure('u32.toI53', length))
}

