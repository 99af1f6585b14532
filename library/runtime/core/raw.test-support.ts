// The raw intrinsics over a simulated memory, so that the collector, strings and property maps can be tested under
// Node. core.test-support.ts puts this in the place of intrinsics/raw.ts. Heap objects are handles, one for each
// address, so that `===` means the same object. There is no stack to scan: tests keep what lives in the globals' words.
//
// Addresses: static data from 64 KiB up, the heap from 2^40 up, as the layout promises.

import {
  BUILTIN_SHAPES, HEADER_AUX, KIND_STRING_FORWARD, KIND_STRING_LATIN1, KIND_STRING_ROPE, KIND_STRING_SLICE,
  KIND_STRING_UTF16, SHAPE_BYTES, SHAPE_FLAG_HOLEY, SHAPE_FLAGS, SHAPE_KIND, SHAPE_OVERFLOW, SHAPE_POINTER_MAP,
  SHAPE_PROTOTYPE, SHAPE_SIZE, SHAPE_UNIT_SHIFT, STRING_FLAG_ATOM, STRING_FLAGS, STRING_HASH, STRING_HASH_BASIS,
  STRING_HASH_PRIME, SYMBOL_DESCRIPTION,
} from './layout.ts'

export type Address = number
export type Any = unknown

const STATIC_BYTES = 32 << 20
const HEAP_BASE = 2 ** 40
const memory = new ArrayBuffer(128 << 20)
const bytes = new Uint8Array(memory)
const view = new DataView(memory)

/** Words in static memory that the collector scans: what a test holds on to. */
export const globalsBase = 0x1000
export const globalsCount = 4096
let staticTop = 0x10000

export const simulatedHeapStart = HEAP_BASE
export const simulatedHeapEnd = HEAP_BASE + memory.byteLength - STATIC_BYTES

function at(address: Address, offset: number): number {
  const full = address + offset
  const index = full >= HEAP_BASE ? full - HEAP_BASE + STATIC_BYTES : full
  if (!(index >= 0x1000 && index < memory.byteLength)) throw new Error(`access to address ${full.toString(16)}`)
  if (full < HEAP_BASE && full >= STATIC_BYTES) throw new Error(`access to address ${full.toString(16)}`)
  return index
}

/** A heap object, symbol or string as a value. */
export class Handle {
  constructor(readonly address: Address) {}
  toString(): string {
    return stringContent(this.address)
  }
}
const handles = new Map<Address, Handle>()
export const HOLE = { toString: () => '<hole>' }

// --- memory
export const loadU8 = (a: Address, o: number): number => view.getUint8(at(a, o))
export const loadU16 = (a: Address, o: number): number => view.getUint16(at(a, o), true)
export const loadU32 = (a: Address, o: number): number => view.getUint32(at(a, o), true)
export const loadI32 = (a: Address, o: number): number => view.getInt32(at(a, o), true)
export const loadI53 = (a: Address, o: number): number => Number(view.getBigInt64(at(a, o), true))
export const loadF32 = (a: Address, o: number): number => view.getFloat32(at(a, o), true)
export const loadF64 = (a: Address, o: number): number => view.getFloat64(at(a, o), true)
export const storeU8 = (a: Address, o: number, v: number): void => view.setUint8(at(a, o), v)
export const storeU16 = (a: Address, o: number, v: number): void => view.setUint16(at(a, o), v, true)
export const storeU32 = (a: Address, o: number, v: number): void => view.setUint32(at(a, o), v, true)
export const storeI53 = (a: Address, o: number, v: number): void => view.setBigInt64(at(a, o), BigInt(v), true)
export const storeF32 = (a: Address, o: number, v: number): void => view.setFloat32(at(a, o), v, true)
export const storeF64 = (a: Address, o: number, v: number): void => view.setFloat64(at(a, o), v, true)

const scratch = new DataView(new ArrayBuffer(8))
function wordOf(value: Any): bigint {
  if (value === undefined) return 0n
  if (value === null) return 2n
  if (value === false) return 4n
  if (value === true) return 6n
  if (value === HOLE) return 8n
  if (typeof value === 'number') {
    scratch.setFloat64(0, value)
    return (Number.isNaN(value) ? 0x7ff8000000000000n : scratch.getBigUint64(0)) + (1n << 49n)
  }
  return BigInt(addressOf(value))
}
function valueOf(word: bigint): Any {
  if (word >= 1n << 49n) {
    scratch.setBigUint64(0, word - (1n << 49n))
    return scratch.getFloat64(0)
  }
  if (word === 0n) return undefined
  if (word === 2n) return null
  if (word === 4n) return false
  if (word === 6n) return true
  if (word === 8n) return HOLE
  return asValue(Number(word))
}
export const loadBox = (a: Address, o: number): Any => valueOf(view.getBigUint64(at(a, o), true))
export const storeBox = (a: Address, o: number, v: Any): void => view.setBigUint64(at(a, o), wordOf(v), true)
export const loadOpt = (a: Address, o: number): Any => {
  const high = loadU32(a, o + 4)
  return high === 0x7ffc0000 ? undefined : high === 0x7ffe0000 ? HOLE : loadF64(a, o)
}
export const storeOpt = (a: Address, o: number, v: Any): void => {
  if (typeof v === 'number') return storeF64(a, o, v)
  storeU32(a, o, 0)
  storeU32(a, o + 4, v === undefined ? 0x7ffc0000 : 0x7ffe0000)
}
export const copyBytes = (to: Address, from: Address, count: number): void => {
  if (count > 0) bytes.copyWithin(at(to, 0), at(from, 0), at(from, count - 1) + 1)
}
export const fillBytes = (to: Address, byte: number, count: number): void => {
  if (count > 0) bytes.fill(byte, at(to, 0), at(to, count - 1) + 1)
}
export const prefetch = (_address: Address): void => {}
export const compareBytes = (a: Address, b: Address, count: number): number => {
  for (let i = 0; i < count; i++) {
    const difference = loadU8(a, i) - loadU8(b, i)
    if (difference !== 0) return difference
  }
  return 0
}

// --- addresses
export const plus = (a: number, b: number): number => a + b
export const minus = (a: number, b: number): number => a - b
export const shiftRight = (v: number, n: number): number => Number(BigInt.asUintN(64, BigInt(v)) >> BigInt(n))
export const shiftLeft = (v: number, n: number): number => Number(BigInt(v) << BigInt(n))
export const maskBits = (v: number, mask: number): number => Number(BigInt(v) & BigInt(mask))
export const low32 = (v: number): number => Number(BigInt.asUintN(32, BigInt(v)))
export const countTrailingZeros = (v: number): number => 31 - Math.clz32(v & -v)
export const countLeadingZeros = (v: number): number => Math.clz32(v)
export const multiplyInt32 = Math.imul
export const floor = Math.floor
export const ceil = Math.ceil
export const trunc = Math.trunc
export const abs = Math.abs
export const sqrt = Math.sqrt
export const multiplyHigh = (a: number, b: number): number => Number((BigInt(a) * BigInt(b)) >> 32n)

// --- words
const literals = new Map<string, Address>()
const atoms: Address[] = []
export function addressOf(value: Any): Address {
  if (value instanceof Handle) return value.address
  if (typeof value !== 'string') throw new Error(`not a pointer: ${String(value)}`)
  return literals.get(value) ?? staticString(value, true)
}
export function asValue(address: Address): Any {
  let handle = handles.get(address)
  if (handle === undefined) handles.set(address, handle = new Handle(address))
  return handle
}
export const isPointer = (v: Any): boolean => v instanceof Handle || typeof v === 'string'
export const isNumber = (v: Any): boolean => typeof v === 'number'
export const isHole = (v: Any): boolean => v === HOLE
export const hole = (): Any => HOLE
export const asNumber = (v: Any): Any => v
export const asString = (v: Any): Any => v
export const asBoolean = (v: Any): Any => v
export const forget = (v: Any): Any => v
export const sameWord = (a: Any, b: Any): boolean => wordOf(a) === wordOf(b)
export const f64High = (v: number): number => (scratch.setFloat64(0, v), scratch.getInt32(0))
export const f64Low = (v: number): number => (scratch.setFloat64(0, v), scratch.getUint32(4))
export const f64FromWords = (high: number, low: number): number =>
  (scratch.setInt32(0, high), scratch.setUint32(4, low), scratch.getFloat64(0))

// --- static data
export function staticBytes(count: number): Address {
  const address = staticTop
  staticTop += (count + 7) & ~7
  if (staticTop > STATIC_BYTES) throw new Error('static memory is used up')
  return address
}
export function makeShape(kind: number, size: number, pointers: readonly number[], overflow: number, flags: number): Address {
  const shape = staticBytes(SHAPE_BYTES)
  let map = 0n
  for (const offset of pointers) map |= 1n << BigInt(offset / 8)
  storeU8(shape, SHAPE_KIND, kind)
  storeU8(shape, SHAPE_FLAGS, flags)
  storeU32(shape, SHAPE_SIZE, size)
  view.setBigUint64(at(shape, SHAPE_POINTER_MAP), map, true)
  storeU32(shape, SHAPE_OVERFLOW, overflow)
  storeU32(shape, SHAPE_PROTOTYPE, 0)
  return shape
}
const shapes = new Map<string, Address>()
export function builtinShape(name: string): Address {
  const known = shapes.get(name)
  if (known !== undefined) return known
  const row = BUILTIN_SHAPES[name]
  const flags = (row.unit << SHAPE_UNIT_SHIFT) | (row.holey ? SHAPE_FLAG_HOLEY : 0)
  const shape = makeShape(row.kind, row.sizeBytes, row.pointers, row.overflow, flags)
  shapes.set(name, shape)
  return shape
}
function staticString(text: string, atom: boolean): Address {
  const wide = [...Array(text.length).keys()].some((i) => text.charCodeAt(i) > 255)
  const address = staticBytes(16 + text.length * (wide ? 2 : 1))
  let hash = STRING_HASH_BASIS
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), STRING_HASH_PRIME)
    if (wide) storeU16(address, 16 + 2 * i, text.charCodeAt(i))
    else storeU8(address, 16 + i, text.charCodeAt(i))
  }
  storeU32(address, 0, builtinShape(wide ? 'string.utf16' : 'string.latin1'))
  storeU32(address, HEADER_AUX, text.length)
  storeU32(address, STRING_HASH, hash >>> 0 || 1)
  storeU32(address, STRING_FLAGS, atom ? STRING_FLAG_ATOM : 0)
  if (atom) {
    literals.set(text, address)
    atoms.push(address)
  }
  return address
}
/** What a string object says, read without the code under test. */
export function stringContent(address: Address): string {
  const kind = loadU8(loadU32(address, 0), SHAPE_KIND)
  const length = loadU32(address, 4)
  if (kind === KIND_STRING_ROPE) return stringContent(loadI53(address, 16)) + stringContent(loadI53(address, 24))
  if (kind === KIND_STRING_FORWARD) return stringContent(loadI53(address, 16))
  if (kind === KIND_STRING_SLICE) return stringContent(loadI53(address, 16)).substr(loadU32(address, 24), length)
  let text = ''
  if (kind === KIND_STRING_LATIN1) for (let i = 0; i < length; i++) text += String.fromCharCode(loadU8(address, 16 + i))
  else if (kind === KIND_STRING_UTF16) for (let i = 0; i < length; i++) text += String.fromCharCode(loadU16(address, 16 + 2 * i))
  else throw new Error(`not a string: kind ${kind}`)
  return text
}
const wellKnown = new Map<string, Address>()
export function wellKnownSymbol(name: string): Any {
  let address = wellKnown.get(name)
  if (address === undefined) {
    address = staticBytes(24)
    storeU32(address, 0, builtinShape('symbol'))
    storeU32(address, 4, 12345 + wellKnown.size)
    storeBox(address, SYMBOL_DESCRIPTION, `Symbol.${name}`)
    wellKnown.set(name, address)
  }
  return asValue(address)
}
let atomTable = 0
let atomTableCount = 0
export function atomsStart(): Address {
  atomTable = staticBytes(4 * atoms.length)
  atomTableCount = atoms.length
  atoms.forEach((atom, i) => storeU32(atomTable, 4 * i, atom))
  return atomTable
}
export const atomsEnd = (): Address => atomTable + 4 * atomTableCount

// --- allocation and the machine
let cursor = 0
let limit = 0
export let allocateSlowHook: (shape: Address, size: number, aux: number) => Address = () => 0
export function setAllocateSlow(hook: typeof allocateSlowHook): void {
  allocateSlowHook = hook
}
export const bumpCursor = (): Address => cursor
export const bumpLimit = (): Address => limit
export const setBump = (c: Address, l: Address): void => { cursor = c; limit = l }
export function allocate(shape: Address, size: number, aux: number): Address {
  if (size % 8 !== 0 || size < 8) throw new Error(`size ${size}`)
  if (cursor + size > limit) return allocateSlowHook(shape, size, aux)
  const address = cursor
  cursor += size
  storeU32(address, 0, shape)
  storeU32(address, 4, aux)
  return address
}
export const globalsStart = (): Address => globalsBase
export const globalsEnd = (): Address => globalsBase + 8 * globalsCount
export const stackBase = (): Address => 0x1000
export const withRegistersSpilled = (collect: (top: Address) => void): void => collect(0x1000)
export const keepAlive = (_value: Any): void => {}
let boxes = 0
export const stackBoxes = (count: number): Address => {
  if (boxes === 0) boxes = staticBytes(8 * 256)
  fillBytes(boxes, 0, 8 * count)
  return boxes
}
export const stop = (status: number, message: string): never => { throw new Error(`stop ${status}: ${message}`) }
export const callEntry = (): Any => { throw new Error('no calls in the simulation') }
export const constructEntry = callEntry
