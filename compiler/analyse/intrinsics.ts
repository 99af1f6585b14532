// What the intrinsics of library/runtime/intrinsics mean to the flow.

import type { Instruction } from '../hir/hir.ts'
import { defineHalf } from './definitions.ts'
import type { Type } from './result.ts'
import { T_ANY, T_FRACTION, T_HOLE, T_INT, T_NAN, T_NULL } from './result.ts'
import { callFunction, construct } from './calls.ts'
import { PRIMITIVE_CLASSES, PRIMITIVE_KINDS, kindName } from './kinds.ts'
import {
  UNKNOWN_ACCESSOR, canName, dynamicType, flowUnderKey, isIndexKey, readOwnElement, keySorts, observeKeysOf, readEach, readElement, sortsName, writeEach, writeElement,
} from './properties.ts'
import { changesAnyPrototype } from './prototypes.ts'
import { roundRange } from './ranges.ts'
import type { KeySorts } from './properties.ts'
import type { Solver } from './solver.ts'
import type { Node, SolverSite } from './state.ts'
import { flow, readCell } from './state.ts'
import { elementsOf } from './transfer.ts'
import { becomesExotic, becomesHoley, lengthAtLeast, scrambled, shortened } from './tuples.ts'
import {
  ADDRESS, ANY, BOOLEAN, FALSE, HOLE_TYPE, I32, NEW_SYMBOL, I53, NOTHING, NUMBER, PROPERTY_KEY, STRING, STRING_OR_UNDEFINED, SYMBOL, TRUE,
  U16, U32, U8, UNDEFINED, filter, hasObjects, intType, isNothing, join, makeType, siteType, stringLiteral, symbolLiteral, without,
  MAX_BUFFER_BYTES, literalKey,
} from './types.ts'
import { usesOf } from './uses.ts'

type Intrinsic = Instruction & { op: 'intrinsic'; name: string }
type Row = Type | ((solver: Solver, node: Node, i: Intrinsic, args: Type[]) => Type)

export function transferIntrinsic(solver: Solver, node: Node, i: Intrinsic, args: Type[]): Type {
  const row = TABLE[i.name]
  if (row === undefined) throw new Error(`the analysis does not know the intrinsic '${i.name}' (${solver.showPlace(i.place)})`)
  return typeof row === 'function' ? row(solver, node, i, args) : row
}

/** A new array of the intrinsic's own, with what its elements can be. */
function newArray(element: Type, holey = false): Row {
  return (solver, node) => {
    const site = solver.siteOf(node, 'array', 'array', 'Array')
    if (holey) becomesHoley(solver, site)
    flow(solver.worklist, site.element, element)
    return siteType(site.id)
  }
}

function eachSite(solver: Solver, type: Type, each: (site: SolverSite) => void): Type {
  for (const id of type.sites) each(solver.siteById(id))
  return UNDEFINED
}

/** A test of the kind of a value that sites decide. */
function siteTest(test: (site: SolverSite) => boolean): Row {
  return (solver, _n, _i, [value]) => {
    if (value.primitives & T_ANY) return BOOLEAN
    let result = value.primitives !== 0 ? FALSE : NOTHING
    for (const id of value.sites) result = join(result, test(solver.siteById(id)) ? TRUE : FALSE)
    return result
  }
}

const isFunctionSite = (site: SolverSite): boolean => site.kind === 'closure' || site.kind === 'class'

const KINDS: Record<string, Row> = {
  kindOf: (solver, _n, _i, [value]) => {
    if (value.primitives & T_ANY) return STRING
    let result = NOTHING
    for (const [bits, name] of PRIMITIVE_KINDS) if (value.primitives & bits) result = join(result, stringLiteral(name))
    for (const id of value.sites) result = join(result, stringLiteral(kindName(solver.siteById(id))))
    return result
  },
  isArray: siteTest((site) => site.kind === 'array'),
  isCallable: siteTest(isFunctionSite),
  isConstructor: (solver, _n, _i, [value]) => (value.sites.some((id) => isFunctionSite(solver.siteById(id))) || value.primitives & T_ANY ? BOOLEAN : FALSE),
  isClass: (solver, _n, _i, [value]) => (value.sites.some((id) => solver.siteById(id).kind === 'class') || value.primitives & T_ANY ? BOOLEAN : FALSE),
  isObject: siteTest(() => true),
}

const ARRAYS: Record<string, Row> = {
  arrayWithLength: newArray(HOLE_TYPE, true),
  arrayWithCapacity: newArray(NOTHING),
  arrayForLength: (solver, node, _i, [, length]) => {
    if (isNothing(length)) return NOTHING
    const site = solver.siteOf(node, 'array', 'array', 'Array')
    lengthAtLeast(solver, site, length.primitives === T_INT ? Math.max(length.low, 0) : 0)
    return siteType(site.id)
  },
  arrayPush: (solver, _n, _i, [array, value]) => eachSite(solver, array, (site) => {
    site.isAppendedTo = true
    flow(solver.worklist, site.element, value)
  }),
  arrayAt: (solver, node, _i, [array]) => elementsOf(solver, node, array),
  arraySet: (solver, _n, _i, [array, , value]) => eachSite(solver, array, (site) => {
    scrambled(solver, site)
    return flow(solver.worklist, site.element, value)
  }),
  arrayTruncate: (solver, node, i, [array, length]) => eachSite(solver, array, (site) => {
    readCell(site.fieldCount, node)
    if (!isOwnLength(node, i)) shortened(solver, site, length.primitives === T_INT ? length.low : 0)
  }),
  arrayDelete: UNDEFINED,
  arrayExtend: (solver, node, _i, [array, , like]) => extend(solver, node, array, like, false),
  arrayExtendVisited: (solver, node, _i, [array, , like]) => extend(solver, node, array, like, true),
  arrayHas: BOOLEAN,
  arrayCopy: (solver, node, _i, [to, , from]) => {
    const element = elementsOf(solver, node, from)
    return eachSite(solver, to, (site) => {
      scrambled(solver, site)
      return flow(solver.worklist, site.element, without(element, T_HOLE))
    })
  },
  arrayIsPacked: BOOLEAN,
}

/** `arrayTruncate(array, array.length)` only asks whether the length may be written. */
function isOwnLength(node: Node, { args: [array, length] }: Intrinsic): boolean {
  const definition = usesOf(node.instance.func).definitions[length]
  return definition?.op === 'getProp' && definition.key === 'length' && definition.args[0] === array
}

/** `array` gets holes where `like` lacks an element. `visited`: it can have become shorter while it was walked. */
function extend(solver: Solver, node: Node, array: Type, like: Type, visited: boolean): Type {
  const holes = readEach(solver, node, like, `holes ${visited}`, (reader, id) => {
    const site = solver.siteById(id)
    readCell(site.fieldCount, reader)
    const lacks = (readCell(site.element, reader).primitives & T_HOLE) !== 0 || site.holey || site.mayBeExotic
    return lacks || (visited && site.mayShrink) ? HOLE_TYPE : NOTHING
  })
  if (!isNothing(holes)) openHoles(solver, node, array)
  return UNDEFINED
}

/** The arrays can get holes that their sites were not built for. */
function openHoles(solver: Solver, node: Node, arrays: Type): Type {
  writeEach(solver, node, arrays, 'holes', HOLE_TYPE, (_writer, id) => {
    const site = solver.siteById(id)
    becomesHoley(solver, site)
    becomesExotic(solver, site)
    flow(solver.worklist, site.element, HOLE_TYPE)
  })
  return UNDEFINED
}

const STRINGS: Record<string, Row> = {
  stringCodeAt: U16, stringFromCode: STRING, stringSlice: STRING, stringIndexOf: intType(-1, 2 ** 29), stringHash: U32, stringCompare: intType(-1, 1),
  stringFromCodes: STRING, stringFromLatin1: STRING, stringIsLatin1: BOOLEAN, stringAsciiLength: U32, stringCopyAscii: UNDEFINED,
}

function keyArray(element: Type): Row {
  const make = newArray(element) as (solver: Solver, node: Node, i: Intrinsic, args: Type[]) => Type
  return (solver, node, i, args) => {
    observeKeysOf(solver, node, args[0], null)
    return make(solver, node, i, args)
  }
}

const PROPERTIES: Record<string, Row> = {
  ownKeys: keyArray(PROPERTY_KEY),
  enumerableKeys: keyArray(STRING),
  ownAttributes: (solver, node, _i, [object, key]) => {
    observeKeysOf(solver, node, object, literalKey(key))
    return intType(-1, 255)
  },
  ownGetter: (solver, node, _i, [object, key]) => accessorHalf(solver, node, object, key, 'getter'),
  ownSetter: (solver, node, _i, [object, key]) => accessorHalf(solver, node, object, key, 'setter'),
  defineData: (solver, node, i, [object, key, value]) => {
    const name = propertyName(key)
    const keys = name === null ? keySorts(solver, node, key) : null
    writeEach(solver, node, object, `define ${name ?? sortsName(keys!)}`, value, (writer, id, written) => {
      openAll(solver, siteType(id), i)
      defineValue(solver, writer, solver.siteById(id), name ?? keys!, written)
    })
    return BOOLEAN
  },
  defineAccessor: (solver, node, i, [object, key, getter, setter]) => defineAccessor(solver, node, i, object, key, getter, setter),
  defineHidden: (solver, node, i, [object, key, value]) => eachSite(solver, object, (site) => {
    const name = literalKey(key)
    if (name === null) return
    const field = solver.field(site, name)
    if (field.birthOrder === null) {
      field.birthOrder = 0
      field.origin = i
      field.originFunction = node.instance.func
    }
    field.enumerable = false
    // What evaluates a class of the library runs nothing else: no one has seen the prototype yet.
    if (site.kind === 'prototype' && node.instance.func.isLibrary && node.instance.func.kind === 'module') field.certain = true
    flow(solver.worklist, field.cell, field.certain ? value : join(value, HOLE_TYPE))
    solver.define(site, field)
    readCell(field.cell, node)
  }),
  prototypeOf: (solver, node, _i, [object]) => {
    if (object.primitives & T_ANY) return ANY
    let result = NOTHING
    for (const id of object.sites) {
      const found = solver.prototypeTypes(node, solver.siteById(id))
      result = join(result, isNothing(found) ? makeType(T_NULL) : found)
    }
    return result
  },
  setPrototypeOf: (solver, node, i, [object, prototype]) => {
    if (changesAnyPrototype(object, prototype)) return BOOLEAN
    openAll(solver, object, i)
    eachSite(solver, object, (site) => {
      solver.prototypeTypes(node, site) // the one that it is born with stays possible
      return flow(solver.worklist, site.prototype, filter(prototype, T_NULL, true))
    })
    return BOOLEAN
  },
  preventExtensions: (solver, _n, i, [object]) => openAll(solver, object, i),
  restrictAttributes: (solver, _n, i, [object]) => openAll(solver, object, i),
  isExtensible: BOOLEAN,
  createObject: (solver, node, _i, [prototype]) => {
    const site = solver.siteOf(node, 'object', 'object', null)
    solver.open(site, 'made by Object.create')
    flow(solver.worklist, site.prototype, filter(prototype, T_NULL, true))
    return siteType(site.id)
  },
  ownValue: (solver, node, _i, [object, key]) => readOwnElement(solver, node, object, key),
  getWithReceiver: (solver, node, _i, [object, key]) => readElement(solver, node, object, key, 0),
  setWithReceiver: (solver, node, i, [object, key, value, receiver]) => {
    writeElement(solver, node, join(filter(object, 0, true), filter(receiver, 0, true)), key, value, i, 0)
    return BOOLEAN
  },
}

function openAll(solver: Solver, object: Type, i: Intrinsic): Type {
  return eachSite(solver, object, (site) => {
    solver.open(site, `${i.name} at ${solver.showPlace(i.place)}`)
    if (site.kind === 'array') {
      becomesExotic(solver, site)
      becomesHoley(solver, site)
      shortened(solver, site)
      scrambled(solver, site)
      flow(solver.worklist, site.element, HOLE_TYPE)
    }
  })
}

/** The property that a key surely names, other than an element: an array's elements are no fields of it. */
function propertyName(key: Type): string | null {
  const name = literalKey(key)
  return name === null || isIndexKey(name) ? null : name
}

/** Under a name, or under keys of some sorts. */
function defineValue(solver: Solver, node: Node, site: SolverSite, key: string | KeySorts, value: Type): void {
  if (typeof key === 'string') {
    const field = solver.field(site, key)
    flow(solver.worklist, field.cell, value)
    solver.define(site, field)
    return
  }
  flowUnderKey(solver, site, key, value)
  if (site.kind === 'array' && key.number) flow(solver.worklist, site.element, value)
  for (const field of site.fields.values()) if (canName(key, field) && field.writable) flow(solver.worklist, field.cell, value)
  readCell(site.fieldCount, node)
}

function accessorHalf(solver: Solver, node: Node, object: Type, key: Type, half: 'getter' | 'setter'): Type {
  const name = propertyName(key)
  return join(UNDEFINED, readEach(solver, node, object, `${half} ${name}`, (reader, id) => {
    const site = solver.siteById(id)
    readCell(site.fieldCount, reader)
    let result = NOTHING
    for (const field of site.fields.values()) {
      const cell = field[half]
      if (cell === null || (name !== null && field.key !== name && field.key !== UNKNOWN_ACCESSOR)) continue
      field.read = true
      result = join(result, readCell(cell, reader))
    }
    return result
  }))
}

function defineAccessor(solver: Solver, node: Node, i: Intrinsic, object: Type, key: Type, getter: Type, setter: Type): Type {
  const name = propertyName(key)
  const keys = name === null ? keySorts(solver, node, key) : null
  const define = (half: 'get' | 'set', method: Type): void => {
    writeEach(solver, node, object, `${half} ${name ?? sortsName(keys!)}`, method, (writer, id, written) => {
      openAll(solver, siteType(id), i)
      if (keys === null) defineNamedHalf(solver, solver.siteById(id), name!, half, written)
      else defineUnknownHalf(solver, writer, solver.siteById(id), keys, half, written)
    })
  }
  define('get', filter(getter, 0, true))
  define('set', filter(setter, 0, true))
  return BOOLEAN
}

function defineNamedHalf(solver: Solver, site: SolverSite, name: string, half: 'get' | 'set', method: Type): void {
  const field = solver.field(site, name)
  if (hasObjects(method)) defineHalf(solver, field, half, method)
  solver.define(site, field)
}

/** Under a key that only the running program knows: any read may find the getter's values, any write call the setter. */
export function defineUnknownHalf(solver: Solver, node: Node, site: SolverSite, keys: KeySorts, half: 'get' | 'set', method: Type): void {
  const receiver = siteType(site.id)
  const field = solver.field(site, UNKNOWN_ACCESSOR)
  readCell(field.cell, node)
  const known = [field.getter?.type, field.setter?.type]
  if (hasObjects(method)) defineHalf(solver, field, half, method)
  if (known[0] !== field.getter?.type || known[1] !== field.setter?.type) solver.wakeReaders(site)
  if (half === 'get') flowUnderKey(solver, site, keys, callFunction(solver, node, method, receiver, [], 'implicit'))
  else callFunction(solver, node, method, receiver, [join(dynamicType(node, site), readCell(site.dynamicSymbols, node))], 'implicit')
}

const FUNCTIONS: Record<string, Row> = {
  apply: (solver, node, _i, [callee, thisValue, args]) => callFunction(solver, node, callee, thisValue, { spread: elementsOf(solver, node, args) }, 'apply'),
  constructWith: (solver, node, _i, [callee, args]) => construct(solver, node, callee, { spread: elementsOf(solver, node, args) }, 'apply'),
  callWith: (solver, node, _i, [callee, thisValue, ...args]) => callFunction(solver, node, callee, thisValue, args, 'call'),
  functionSource: STRING,
  functionKind: STRING,
}

const PRIMITIVES: Record<string, Row> = {
  newSymbol: NEW_SYMBOL, symbolDescription: STRING_OR_UNDEFINED, symbolKey: STRING_OR_UNDEFINED,
  wellKnownSymbol: (_s, _n, _i, [name]) => (name.literal === null ? SYMBOL : symbolLiteral(`@@${name.literal}`)),
  wrapPrimitive: (solver, node, _i, [value]) => {
    let result = NOTHING
    for (const [bits, name] of PRIMITIVE_CLASSES) {
      if (!(value.primitives & (bits | T_ANY))) continue
      const site = solver.siteOf(node, 'primitive', `${name} object`, name, name)
      flow(solver.worklist, site.element, filter(value, bits, false))
      result = join(result, siteType(site.id))
    }
    return result
  },
  primitiveOf: (solver, node, _i, [wrapper]) => {
    let result = NOTHING
    for (const id of wrapper.sites) if (solver.siteById(id).kind === 'primitive') result = join(result, readCell(solver.siteById(id).element, node))
    return wrapper.primitives & T_ANY ? ANY : result
  },
  unset: NOTHING, identityHash: U32, sameValue: BOOLEAN,
  numberHighWord: I32, numberLowWord: U32, numberFromWords: NUMBER, numberSqrt: NUMBER, numberFround: NUMBER, multiplyInt32: I32,
  multiplyHighU32: U32, countLeadingZeros32: intType(0, 32),
  numberFloor: (_s, _n, _i, [value]) => roundRange(value, 'floor'),
  numberCeil: (_s, _n, _i, [value]) => roundRange(value, 'ceil'),
  numberTrunc: (_s, _n, _i, [value]) => roundRange(value, 'trunc'),
  numberAbs: (_s, _n, _i, [value]) => {
    if (value.primitives !== T_INT) return roundAbs(value)
    const low = value.low <= 0 && value.high >= 0 ? 0 : Math.min(Math.abs(value.low), Math.abs(value.high))
    return intType(low, Math.max(Math.abs(value.low), Math.abs(value.high)))
  },
}

/** Math.abs of what is not just an integer. */
function roundAbs(value: Type): Type {
  return isNothing(value) ? NOTHING : makeType(T_INT | T_NAN | T_FRACTION, undefined, 0, Infinity)
}

const viewSites = (view: string): Row => (solver, node, _i, args) => {
  const site = solver.siteOf(node, view === 'DataView' ? 'dataview' : 'view', view, view)
  site.view = view
  void args
  return siteType(site.id)
}

const BYTES: Record<string, Row> = {
  newBuffer: (solver, node) => siteType(solver.siteOf(node, 'buffer', 'ArrayBuffer', 'ArrayBuffer').id),
  bufferLength: intType(0, MAX_BUFFER_BYTES),
  newView: (solver, node, i, args) => {
    const [kind, buffer] = args
    if (isNothing(kind)) return NOTHING
    const view = literalKey(kind)
    if (view === null) throw new Error(`newView wants a literal kind (${solver.showPlace(i.place)})`)
    const type = (viewSites(view) as (s: Solver, n: Node, i: Intrinsic, a: Type[]) => Type)(solver, node, i, args)
    for (const id of type.sites) flow(solver.worklist, solver.siteById(id).element, filter(buffer, 0, true))
    return type
  },
  viewKind: (solver, _n, _i, [view]) => {
    if (view.primitives & T_ANY) return STRING
    let result = NOTHING
    for (const id of view.sites) result = join(result, stringLiteral(solver.siteById(id).view ?? ''))
    return result
  },
  viewBuffer: (solver, node, _i, [view]) => {
    let result = NOTHING
    for (const id of view.sites) result = join(result, readCell(solver.siteById(id).element, node))
    return result
  },
  viewLength: intType(0, MAX_BUFFER_BYTES), viewByteOffset: intType(0, MAX_BUFFER_BYTES), viewCopyBytes: UNDEFINED,
  viewRead: (_s, _n, _i, [, type]) => READ_TYPES[type.literal ?? ''] ?? NUMBER,
  viewWrite: UNDEFINED,
}

const READ_TYPES: Record<string, Type> = { i8: intType(-128, 127), u8: U8, i16: intType(-32768, 32767), u16: U16, i32: I32, u32: U32 }

const RAW: Record<string, Row> = {
  loadU8: U8, loadU16: U16, loadU32: U32, loadI32: I32, loadI53: I53, loadF32: NUMBER, loadF64: NUMBER, loadBox: ANY,
  loadOpt: ANY,
  storeU8: UNDEFINED, storeU16: UNDEFINED, storeU32: UNDEFINED, storeI53: UNDEFINED, storeF32: UNDEFINED, storeF64: UNDEFINED, storeBox: UNDEFINED,
  storeOpt: UNDEFINED, copyBytes: UNDEFINED, fillBytes: UNDEFINED,
  addressOf: ADDRESS, asValue: ANY, isPointer: BOOLEAN, isNumber: BOOLEAN, isHole: BOOLEAN, hole: ANY, asNumber: NUMBER, asString: STRING,
  asBoolean: BOOLEAN, forget: ANY, sameWord: BOOLEAN,
  f64High: I32, f64Low: U32, f64FromWords: NUMBER, f32Bits: U32, f32FromBits: NUMBER, sqrt: NUMBER,
  floor: (_s, _n, _i, [value]) => roundRange(value, 'floor'), ceil: (_s, _n, _i, [value]) => roundRange(value, 'ceil'), trunc: (_s, _n, _i, [value]) => roundRange(value, 'trunc'),
  abs: (_s, _n, _i, [value]) => roundAbs(value), multiplyHigh: U32, countLeadingZeros: intType(0, 32),
  allocate: ADDRESS, builtinShape: ADDRESS, callEntry: ANY, constructEntry: ANY, stackBoxes: ADDRESS, keepAlive: UNDEFINED,
  syscall: I53, readTimestamp: intType(0, 2 ** 53 - 1), halt: NOTHING, globalsStart: ADDRESS, globalsEnd: ADDRESS,
  withRegistersSpilled: (solver, node, _i, [collect]) => callFunction(solver, node, collect, UNDEFINED, [ADDRESS], 'call'),
  compareBytes: I32, prefetch: UNDEFINED, plus: I53, minus: I53, shiftRight: I53, shiftLeft: I53, maskBits: I53, low32: U32, countTrailingZeros: intType(0, 31),
  viewAddress: ADDRESS, loadDeviceU8: U8, loadDeviceU16: U16, loadDeviceU32: U32, storeDeviceU8: UNDEFINED, storeDeviceU16: UNDEFINED,
  storeDeviceU32: UNDEFINED, memoryFence: UNDEFINED, randomU32: intType(-1, 4294967295), portInU8: U8, portOutU8: UNDEFINED,
  stop: NOTHING, atomsStart: ADDRESS, atomsEnd: ADDRESS,
  stackBase: ADDRESS, bumpCursor: ADDRESS, bumpLimit: ADDRESS, setBump: UNDEFINED, processArguments: ADDRESS,
}

const TABLE: Record<string, Row> = { ...KINDS, ...ARRAYS, ...STRINGS, ...PROPERTIES, ...FUNCTIONS, ...PRIMITIVES, ...BYTES, ...RAW }

