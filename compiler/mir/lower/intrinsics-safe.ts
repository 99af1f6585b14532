// The safe intrinsics (library/runtime/intrinsics/mod.ts): a few instructions, or a function of the core.

import type { Site, Type } from '../../analyse/result.ts'
import type { EntryName } from '../../analyse/entries.ts'
import { PRIMITIVE_KINDS } from '../../analyse/kinds.ts'
import { changesAnyPrototype } from '../../analyse/prototypes.ts'
import { isOnly, literalKey } from '../../analyse/types.ts'
import {
  BUFFER_ADDRESS, BUFFER_LENGTH, HEADER_SHAPE, KIND_ARRAY_BOX, KIND_ARRAY_I32, KIND_STRING_LATIN1, KIND_SYMBOL, STRING_DATA,
  VIEW_ADDRESS, VIEW_BUFFER, VIEW_BYTE_OFFSET, VIEW_LENGTH,
} from '../../../library/runtime/core/layout.ts'
import type { MirId, Rep, Width } from '../mir.ts'
import { pushElement, readElement, writeElement } from './arrays.ts'
import { callValue, checkCallable, isFunction, isFunctionSite } from './calls.ts'
import { defineFieldOf } from './classes.ts'
import { builtinShape } from './data.ts'
import type { FunctionLowering } from './function.ts'
import type { Intrinsic, IntrinsicRow } from './intrinsics.ts'
import { allocateSite, allocatedSite, dead, defineData } from './objects.ts'
import { arithmetic } from './numbers.ts'
import { armRep } from './properties.ts'
import {
  T_INT, T_STRING, isAny, isIntegerRep, isNumeric, isString, may, mayBeObject, type Value,
} from './values.ts'

/** A function of the core of the same meaning, with the intrinsic's operands. */
const entry = (name: EntryName): IntrinsicRow => (f, args) => f.entry(name, ...args)

/** A pure op on operands in these representations. */
const pure = (name: string, ...reps: Rep[]): IntrinsicRow => (f, args) => f.number(f.b.pure(name, ...reps.map((rep, n) => f.as(args[n], rep))))

// --- kinds

/** A test of which the sites of a value decide each part; `run` decides at run time. */
function siteTest(accepts: (site: Site) => boolean, run: (f: FunctionLowering, value: Value) => MirId): IntrinsicRow {
  return (f, [value]) => {
    if (isAny(value.type)) return f.bool(run(f, value))
    const answers = new Set(f.program.sites(value.type).map(accepts))
    if (!answers.has(true)) return f.constant(false)
    if (!answers.has(false) && value.type.primitives === 0) return f.constant(true)
    return f.bool(run(f, value))
  }
}

const isArray = siteTest((site) => site.kind === 'array', (f, value) => f.kindBetween(value, KIND_ARRAY_I32, KIND_ARRAY_BOX))
const isObject = siteTest(() => true, (f, value) => f.pointerAnd(value, (kind) => {
  const offset = f.b.pure('i32.toU32', f.b.pure('i32.sub', kind, f.b.const('i32', KIND_STRING_LATIN1)))
  return f.b.pure('u32.gt', offset, f.b.const('u32', KIND_SYMBOL - KIND_STRING_LATIN1))
}))

/** An object of the site's own layout: private names may be among it. */
const createObject: IntrinsicRow = (f, [prototype], i) => {
  const site = allocatedSite(f, i)
  if (site === null) return dead(f, 'an object')
  const object = allocateSite(f, site)
  if (f.program.prototypeOf(site) === 'unknown') f.entry('setPrototypeOf', object, prototype)
  return object
}

const setPrototypeOf: IntrinsicRow = (f, args) => {
  if (!changesAnyPrototype(args[0].type, args[1].type)) return f.entry('setPrototypeOf', ...args)
  f.b.stop('late refusal SK1900: the prototype of a value that can be very many objects is changed; give it a type of its own', 78)
  return null
}

// --- arrays

function newArray(fill: (f: FunctionLowering, array: Value, args: Value[]) => void): IntrinsicRow {
  return (f, args, i) => {
    const site = allocatedSite(f, i)
    if (site === null) return dead(f, i.name)
    const array = allocateSite(f, site)
    fill(f, array, args)
    return array
  }
}

function arrayAt(f: FunctionLowering, [array, index]: Value[], i: Intrinsic): Value | null {
  return isAny(array.type) ? f.entry('arrayGetSlow', array, index) : readElement(f, array, index, armRep(f, i), f.resultType(i))
}

function arraySet(f: FunctionLowering, [array, index, value]: Value[]): Value | null {
  return isAny(array.type) ? f.entry('arraySetSlow', array, index, value) : writeElement(f, array, index, value)
}

// --- strings

/** A flat Latin-1 string, the usual kind, is read in place. */
function stringCodeAt(f: FunctionLowering, [s, index]: Value[]): Value {
  const { b } = f
  const ref = f.as(s, 'ref')
  const at = f.as(index, 'u32')
  const shape = b.load('u32', ref, HEADER_SHAPE, { region: 'string' })
  const latin1 = f.shapeIs(shape, builtinShape(f.program, 'string.latin1'))
  const id = b.choose(latin1, 'i32', () => b.loadIndexed('u8', ref, at, 1, STRING_DATA, { region: 'string' }),
    () => f.entryWith('stringCodeAt', ref, at).id, true)
  return f.of(id!, { primitives: T_INT, low: 0, high: 65535, sites: [], literal: null })
}

// --- properties

function defineHidden(f: FunctionLowering, [object, key, value]: Value[], i: Intrinsic): Value | null {
  const name = literalKey(key.type) ?? String(f.literal(i.args[1]))
  const general = (): Value => {
    defineData(f, object, f.anything(f.key(name)), value, false)
    return f.undefined()
  }
  return isAny(object.type) ? general() : defineFieldOf(f, object, name, value, false, general)
}

const keysInto = (name: EntryName): IntrinsicRow => newArray((f, array, [object]) => f.entry(name, object, array))

function callWith(f: FunctionLowering, [callee, thisValue, ...args]: Value[], i: Intrinsic): Value | null {
  const callable = checkCallable(f, callee, i.text ?? 'value')
  return callValue(f, i, callable, { thisValue, args }, f.instance.calls.get(i.id) ?? [])
}

// --- bytes

function newBuffer(f: FunctionLowering, [length]: Value[], i: Intrinsic): Value | null {
  const site = allocatedSite(f, i)
  if (site === null) return dead(f, 'newBuffer')
  const buffer = allocateSite(f, site)
  f.entry('bufferInit', buffer, length)
  return buffer
}

function newView(f: FunctionLowering, [, buffer, byteOffset, length]: Value[], i: Intrinsic): Value | null {
  const site = allocatedSite(f, i)
  if (site === null) return dead(f, 'newView')
  const view = allocateSite(f, site)
  const bytes = f.as(buffer, 'ref')
  const offset = f.as(byteOffset, 'i53')
  const address = f.b.pure('i53.add', f.b.load('i53', bytes, BUFFER_ADDRESS, { region: 'buffer' }), offset)
  f.b.store('i53', view.id, address, VIEW_ADDRESS, { region: 'view' })
  f.b.store('i53', view.id, f.as(length, 'i53'), VIEW_LENGTH, { region: 'view' })
  f.b.store('ref', view.id, bytes, VIEW_BUFFER, { region: 'view' })
  f.b.store('i53', view.id, offset, VIEW_BYTE_OFFSET, { region: 'view' })
  return view
}

const header = (width: 'i53' | 'ref', offset: number, region: string): IntrinsicRow => (f, [object], i) => {
  const id = f.b.load(width, f.as(object, 'ref'), offset, { region })
  return f.of(id, f.resultType(i))
}

const viewAddress = (f: FunctionLowering, view: Value): MirId => f.b.load('i53', f.as(view, 'ref'), VIEW_ADDRESS, { region: 'view' })

function viewCopyBytes(f: FunctionLowering, [to, toByte, from, fromByte, count]: Value[]): Value {
  const target = f.b.pure('i53.add', viewAddress(f, to), f.as(toByte, 'i53'))
  const source = f.b.pure('i53.add', viewAddress(f, from), f.as(fromByte, 'i53'))
  f.b.effect('copyBytes', target, source, f.as(count, 'i53'))
  f.b.keepAlive(f.as(to, 'ref'))
  f.b.keepAlive(f.as(from, 'ref'))
  return f.undefined()
}

function viewRead(f: FunctionLowering, [view, , offset]: Value[], i: Intrinsic): Value {
  const width = f.literal(i.args[1]) as Width
  return f.number(f.b.loadIndexed(width, viewAddress(f, view), f.as(offset, 'i53'), 1, 0, { region: 'bytes' }))
}

function viewWrite(f: FunctionLowering, [view, , offset, value]: Value[], i: Intrinsic): Value {
  const width = f.literal(i.args[1]) as Width
  const word = f.as(value, width === 'f32' || width === 'f64' ? 'f64' : width === 'u32' ? 'u32' : 'i32')
  f.b.storeIndexed(width, viewAddress(f, view), word, f.as(offset, 'i53'), 1, 0, { region: 'bytes' })
  return f.undefined()
}

// --- numbers

/** Rounding leaves an integer as it is. */
const rounding = (name: string): IntrinsicRow => (f, [value]) => (isIntegerRep(value.rep) ? value : f.number(f.b.pure(name, f.as(value, 'f64'))))

function numberAbs(f: FunctionLowering, [value]: Value[], i: Intrinsic): Value {
  const rep = f.resultRep(i)
  if (!isIntegerRep(value.rep) || !isIntegerRep(rep)) return f.number(f.b.pure('f64.abs', f.as(value, 'f64')))
  const negative = f.b.pure(`${rep}.lt`, f.as(value, rep), f.b.const(rep, 0))
  const negated = arithmetic(f, 'sub', f.constant(0), value, rep, f.resultType(i))
  return f.of(f.b.pure(`select.${rep}`, negative, f.as(negated, rep), f.as(value, rep)), f.resultType(i))
}

/** SameValue: of numbers, the same bits once NaN is canonical; without numbers and strings, the same word. */
function sameValue(f: FunctionLowering, [a, b]: Value[]): Value {
  if (isNumeric(a.type) && isNumeric(b.type)) return f.bool(f.b.pure('box.sameWord', f.box(a), f.box(b)))
  if (!may(a.type, T_STRING) || !may(b.type, T_STRING)) return f.bool(f.b.pure('box.sameWord', f.box(a), f.box(b)))
  return isString(a.type) && isString(b.type) ? f.entry('stringEquals', a, b) : f.entry('sameValue', a, b)
}

/** kindOf, when the type leaves one answer. */
function kindOf(f: FunctionLowering, [value]: Value[], i: Intrinsic): Value {
  const known = f.resultType(i)
  if (isString(known) && known.literal !== null) return f.constant(known.literal)
  for (const [bits, name] of PRIMITIVE_KINDS) if (isOnly(value.type, bits)) return f.constant(name)
  return f.entry('kindOfValue', value)
}

function never(type: Type): boolean {
  return !mayBeObject(type)
}

export const SAFE: Record<string, IntrinsicRow> = {
  kindOf, isArray, isObject,
  isCallable: siteTest(isFunctionSite, isFunction),
  isConstructor: (f, args) => (never(args[0].type) ? f.constant(false) : f.entry('isConstructor', args[0])),
  isClass: (f, args) => (never(args[0].type) ? f.constant(false) : f.entry('isClass', args[0])),

  arrayWithLength: newArray((f, array, [length]) => f.entry('arrayMakeHoles', array, length)),
  arrayWithCapacity: newArray((f, array, [capacity]) => f.entry('arrayReserve', array, capacity)),
  arrayForLength: newArray((f, array, [capacity]) => f.entry('arrayReserve', array, capacity)),
  arrayPush: (f, [array, value]) => (isAny(array.type) ? f.entry('arrayPushSlow', array, value) : pushElement(f, array, value)),
  arrayAt, arraySet,
  arrayTruncate: entry('arraySetLength'),
  arrayExtend: (f, [array, length]) => f.entry('arraySetLength', array, length),
  arrayExtendVisited: (f, [array, length]) => f.entry('arraySetLength', array, length),
  arrayDelete: (f, [array, index]) => {
    f.entry('deleteProperty', array, index)
    return f.undefined()
  },
  arrayHas: entry('arrayHas'), arrayCopy: entry('arrayCopy'), arrayIsPacked: entry('arrayIsPacked'),

  stringCodeAt, stringFromCode: entry('stringFromCode'), stringSlice: entry('stringSlice'), stringIndexOf: entry('stringIndexOf'),
  stringHash: entry('stringHash'), stringCompare: entry('compareStrings'), stringFromCodes: entry('stringFromCodes'),
  stringFromLatin1: entry('stringFromLatin1'), stringIsLatin1: entry('stringIsLatin1'),
  stringAsciiLength: entry('stringAsciiLength'), stringCopyAscii: entry('stringCopyAscii'),

  ownKeys: keysInto('ownKeysInto'), enumerableKeys: keysInto('enumerableKeysInto'), ownAttributes: entry('ownAttributes'),
  ownGetter: entry('ownGetter'), ownSetter: entry('ownSetter'), defineData: entry('defineData'), defineAccessor: entry('defineAccessor'),
  defineHidden, prototypeOf: entry('prototypeOf'), setPrototypeOf, preventExtensions: entry('preventExtensions'),
  restrictAttributes: entry('restrictAttributes'),
  isExtensible: entry('isExtensible'), createObject, ownValue: entry('getElement'), getWithReceiver: entry('getWithReceiver'),
  setWithReceiver: entry('setWithReceiver'),

  apply: entry('applyArray'), callWith, constructWith: entry('constructArray'), functionSource: entry('functionSource'),
  functionKind: entry('functionKind'),

  newSymbol: entry('newSymbol'),
  wellKnownSymbol: (f, _args, i) => f.of(f.b.address(f.program.wellKnownSymbol(String(f.literal(i.args[0])))), f.resultType(i)),
  symbolDescription: entry('symbolDescription'), symbolKey: entry('symbolKey'), wrapPrimitive: entry('wrapPrimitive'),
  unset: (f) => f.undefined(), primitiveOf: entry('primitiveOf'), identityHash: entry('identityHash'),

  newBuffer, newView, viewKind: entry('viewKind'), bufferLength: header('i53', BUFFER_LENGTH, 'buffer'), viewBuffer: header('ref', VIEW_BUFFER, 'view'),
  viewLength: header('i53', VIEW_LENGTH, 'view'), viewByteOffset: header('i53', VIEW_BYTE_OFFSET, 'view'), viewCopyBytes, viewRead, viewWrite,

  numberHighWord: pure('f64.highWord', 'f64'), numberLowWord: pure('f64.lowWord', 'f64'), numberFromWords: pure('f64.fromWords', 'i32', 'u32'),
  numberSqrt: pure('f64.sqrt', 'f64'), numberFloor: rounding('f64.floor'), numberCeil: rounding('f64.ceil'), numberTrunc: rounding('f64.trunc'),
  numberAbs, numberFround: pure('f64.fround', 'f64'), multiplyInt32: pure('i32.mul', 'i32', 'i32'), multiplyHighU32: pure('u32.multiplyHigh', 'u32', 'u32'),
  countLeadingZeros32: pure('u32.clz', 'u32'), sameValue,
}
