// The Node twin of mod.ts: what each safe intrinsic means, said in the host's JavaScript, so that the library's
// ordinary modules can be tested under Node and under the oracle. tools/emit/hooks.mjs puts it in the place of
// mod.ts; the compiler never sees
// it. Nothing here is fast, and what the host cannot say exactly (layouts, hashes) is only as good as a test needs.
import type { FunctionKind, Kind, ViewKind } from './mod.ts'
import { ATTRIBUTE_ACCESSOR, ATTRIBUTE_CONFIGURABLE, ATTRIBUTE_ENUMERABLE, ATTRIBUTE_WRITABLE, KEEPS_GETTER, KEEPS_SETTER } from '../core/layout.ts'

type Key = string | symbol
type Getter = () => unknown
type Setter = (value: unknown) => void

/** kindOf gives kinds of layouts, so a boxed primitive is told by its internal slot, not by its prototype. */
export function kindOf(value: unknown): Kind {
  if (value === null) return 'null'
  if (typeof value === 'bigint') throw new TypeError('the twin has no bigint')
  if (typeof value !== 'object') return typeof value as Kind
  if (Array.isArray(value)) return 'array'
  if (value instanceof ArrayBuffer) return 'buffer'
  if (value instanceof DataView) return 'dataview'
  if (ArrayBuffer.isView(value)) return 'view'
  return isWrapper(value) ? 'primitive' : 'object'
}
export function isArray(value: unknown): value is unknown[] {
  return Array.isArray(value)
}
export function isCallable(value: unknown): value is (...args: unknown[]) => unknown {
  return typeof value === 'function'
}
export function isConstructor(value: unknown): boolean {
  if (typeof value !== 'function') return false
  try {
    Reflect.construct(Object, [], value)
    return true
  } catch {
    return false
  }
}
export function isClass(value: unknown): boolean {
  return typeof value === 'function' && functionKind(value) === 'class'
}
export function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}

// --- arrays
export function arrayWithLength<T>(length: number): T[] {
  return new Array<T>(length)
}
export function arrayWithCapacity<T>(_capacity: number): T[] {
  return []
}
export function arrayForLength<T>(_capacity: number, _length: number): T[] {
  return []
}
export function arrayPush<T>(array: T[], value: T): void {
  Array.prototype.push.call(array, value)
}
export function arrayAt<T>(array: T[], index: number): T {
  return array[index]
}
export function arraySet<T>(array: T[], index: number, value: T): void {
  array[index] = value
}
export function arrayTruncate(array: unknown[], length: number): void {
  array.length = length
}
export function arrayDelete(array: unknown[], index: number): void {
  delete array[index]
}
export function arrayExtend(array: unknown[], length: number, _like: unknown[]): void {
  array.length = length
}
export function arrayExtendVisited(array: unknown[], length: number, _like: unknown[]): void {
  array.length = length
}
export function arrayHas(array: unknown[], index: number): boolean {
  return Object.hasOwn(array, index)
}
export function arrayCopy<T>(to: T[], toIndex: number, from: T[], fromIndex: number, count: number): void {
  const moved: T[] = []
  for (let i = 0; i < count; i++) if (fromIndex + i in from) moved[i] = from[fromIndex + i]
  for (let i = 0; i < count; i++) {
    if (i in moved) to[toIndex + i] = moved[i]
    else delete to[toIndex + i]
  }
}
export function arrayIsPacked(array: unknown[]): boolean {
  if (!Object.isExtensible(array)) return false
  for (let i = 0; i < array.length; i++) {
    const own = Object.getOwnPropertyDescriptor(array, i)
    if (own === undefined || own.get !== undefined || own.set !== undefined) return false
  }
  return true
}

// --- strings
export function stringCodeAt(s: string, index: number): number {
  return s.charCodeAt(index)
}
export function stringFromCode(code: number): string {
  return String.fromCharCode(code)
}
export function stringSlice(s: string, start: number, end: number): string {
  return s.slice(start, end)
}
export function stringIndexOf(s: string, search: string, from: number): number {
  return s.indexOf(search, from)
}
export function stringHash(s: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < s.length; i++) hash = Math.imul(hash ^ s.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
export function stringCompare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
export function stringFromCodes(codes: number[] | Uint16Array, count: number): string {
  let result = ''
  for (let i = 0; i < count; i += 4096) {
    result += String.fromCharCode(...codes.slice(i, Math.min(i + 4096, count)))
  }
  return result
}
export function stringFromLatin1(bytes: Uint8Array, start: number, end: number): string {
  let result = ''
  for (let i = start; i < end; i++) result += String.fromCharCode(bytes[i])
  return result
}
export function stringIsLatin1(s: string): boolean {
  for (let i = 0; i < s.length; i++) if (s.charCodeAt(i) > 255) return false
  return true
}
export function stringAsciiLength(s: string): number {
  let i = 0
  while (i < s.length && s.charCodeAt(i) < 128) i++
  return i
}
export function stringCopyAscii(s: string, bytes: Uint8Array, offset: number, count: number): void {
  for (let i = 0; i < count; i++) bytes[offset + i] = s.charCodeAt(i)
}

// --- properties
export function ownKeys(object: object): Key[] {
  return Reflect.ownKeys(object)
}
export function enumerableKeys(object: object): string[] {
  return Object.keys(object)
}
export function ownAttributes(object: object, key: Key): number {
  const own = Reflect.getOwnPropertyDescriptor(object, key)
  if (own === undefined) return -1
  let attributes = own.get !== undefined || own.set !== undefined || !('value' in own) ? ATTRIBUTE_ACCESSOR : 0
  if (own.writable === true) attributes |= ATTRIBUTE_WRITABLE
  if (own.enumerable === true) attributes |= ATTRIBUTE_ENUMERABLE
  if (own.configurable === true) attributes |= ATTRIBUTE_CONFIGURABLE
  return attributes
}
export function ownGetter(object: object, key: Key): Getter | undefined {
  return Reflect.getOwnPropertyDescriptor(object, key)?.get
}
export function ownSetter(object: object, key: Key): Setter | undefined {
  return Reflect.getOwnPropertyDescriptor(object, key)?.set
}
export function defineData(object: object, key: Key | number, value: unknown, attributes: number): boolean {
  return Reflect.defineProperty(object, key, {
    value,
    writable: (attributes & ATTRIBUTE_WRITABLE) !== 0,
    enumerable: (attributes & ATTRIBUTE_ENUMERABLE) !== 0,
    configurable: (attributes & ATTRIBUTE_CONFIGURABLE) !== 0,
  })
}
export function defineAccessor(object: object, key: Key, getter: unknown, setter: unknown, attributes: number): boolean {
  return Reflect.defineProperty(object, key, {
    ...((attributes & KEEPS_GETTER) !== 0 ? {} : { get: getter as Getter }),
    ...((attributes & KEEPS_SETTER) !== 0 ? {} : { set: setter as Setter }),
    enumerable: (attributes & ATTRIBUTE_ENUMERABLE) !== 0,
    configurable: (attributes & ATTRIBUTE_CONFIGURABLE) !== 0,
  })
}
export function restrictAttributes(object: object, key: Key, kept: number): void {
  const attributes = ownAttributes(object, key)
  if (attributes < 0) return
  if ((attributes & ATTRIBUTE_ACCESSOR) !== 0) defineAccessor(object, key, undefined, undefined, (attributes & kept) | KEEPS_GETTER | KEEPS_SETTER)
  else defineData(object, key, Reflect.getOwnPropertyDescriptor(object, key)?.value, attributes & kept)
}
export function defineHidden(object: object, key: string | symbol, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: false, configurable: true })
}
export function prototypeOf(object: object): object | null {
  return Reflect.getPrototypeOf(object)
}
export function setPrototypeOf(object: object, prototype: object | null): boolean {
  return Reflect.setPrototypeOf(object, prototype)
}
export function preventExtensions(object: object): void {
  Reflect.preventExtensions(object)
}
export function isExtensible(object: object): boolean {
  return Reflect.isExtensible(object)
}
export function createObject(prototype: object | null): object {
  return Object.create(prototype) as object
}
export function ownValue(object: object, key: Key): unknown {
  return (object as Record<Key, unknown>)[key]
}

export function getWithReceiver(object: object, key: Key, receiver: unknown): unknown {
  return Reflect.get(object, key, receiver)
}
export function setWithReceiver(object: object, key: Key, value: unknown, receiver: unknown): boolean {
  return Reflect.set(object, key, value, receiver)
}

// --- functions
export function apply(callee: unknown, thisValue: unknown, args: unknown[]): unknown {
  return Reflect.apply(callee as Getter, thisValue, args)
}
export function callWith<A extends unknown[], R>(callee: (...args: A) => R, thisValue: unknown, ...args: A): R {
  return Reflect.apply(callee, thisValue, args) as R
}
export function constructWith(callee: unknown, args: unknown[], newTarget: unknown): object {
  return Reflect.construct(callee as Getter, args, newTarget as Getter) as object
}
export function functionSource(f: unknown): string {
  return Function.prototype.toString.call(f)
}
export function functionKind(f: unknown): FunctionKind {
  switch (Object.prototype.toString.call(f)) {
    case '[object AsyncGeneratorFunction]': return 'asyncgenerator'
    case '[object AsyncFunction]': return 'async'
    case '[object GeneratorFunction]': return 'generator'
  }
  return /^class\b/.test(functionSource(f)) ? 'class' : 'function'
}

// --- primitives and symbols
export function newSymbol(description: string | undefined, registryKey: string | undefined): symbol {
  return registryKey === undefined ? Symbol(description) : Symbol.for(registryKey)
}
export function wellKnownSymbol(name: string): symbol {
  return (Symbol as unknown as Record<string, symbol>)[name]
}
export function symbolDescription(s: symbol): string | undefined {
  return s.description
}
export function symbolKey(s: symbol): string | undefined {
  return Symbol.keyFor(s)
}
/** A wrapper object (Object(1), Object('x')). */
export function wrapPrimitive(value: unknown): object {
  return Object(value) as object
}
const slotReaders: ((this: unknown) => unknown)[] = [
  Number.prototype.valueOf, String.prototype.valueOf, Boolean.prototype.valueOf, Symbol.prototype.valueOf,
]
/** The [[NumberData]] … slot of an object, wrapped so that a slot that holds undefined cannot be confused with none. */
function slotOf(value: object): { primitive: unknown } | undefined {
  for (const read of slotReaders) {
    try {
      return { primitive: read.call(value) }
    } catch {
      continue
    }
  }
  return undefined
}
function isWrapper(value: object): boolean {
  return slotOf(value) !== undefined
}
export function primitiveOf(wrapper: unknown): unknown {
  const slot = slotOf(wrapper as object)
  if (slot === undefined) throw new TypeError('not a wrapper of a primitive')
  return slot.primitive
}
let lastIdentity = 0
const objectIdentities = new WeakMap<object, number>()
const symbolIdentities = new Map<symbol, number>()
export function unset<T>(): T {
  return undefined as T
}
export function identityHash(value: object | symbol): number {
  const known = typeof value === 'symbol' ? symbolIdentities.get(value) : objectIdentities.get(value)
  if (known !== undefined) return known
  lastIdentity = (Math.imul(lastIdentity, 0x9e3779b1) + 0x7f4a7c15) >>> 0
  if (typeof value === 'symbol') symbolIdentities.set(value, lastIdentity)
  else objectIdentities.set(value, lastIdentity)
  return lastIdentity
}

// --- bytes
type ViewConstructor = new (buffer: ArrayBuffer, byteOffset: number, length: number) => ArrayBufferView
const viewConstructors: Record<ViewKind, ViewConstructor> = {
  Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array,
  Float64Array,
  DataView,
}
export function newBuffer(byteLength: number): ArrayBuffer {
  return new ArrayBuffer(byteLength)
}
export function bufferLength(buffer: ArrayBuffer): number {
  return buffer.byteLength
}
export function newView(kind: ViewKind, buffer: ArrayBuffer, byteOffset: number, length: number): ArrayBufferView {
  return new viewConstructors[kind](buffer, byteOffset, length)
}
export function viewKind(view: unknown): ViewKind {
  return view instanceof DataView ? 'DataView' : (view as Uint8Array)[Symbol.toStringTag] as ViewKind
}
export function viewBuffer(view: ArrayBufferView): ArrayBuffer {
  return view.buffer as ArrayBuffer
}
export function viewLength(view: ArrayBufferView): number {
  return view instanceof DataView ? view.byteLength : (view as Uint8Array).length
}
export function viewByteOffset(view: ArrayBufferView): number {
  return view.byteOffset
}
export function viewCopyBytes(
  to: ArrayBufferView, toByte: number, from: ArrayBufferView, fromByte: number, byteCount: number,
): void {
  const source = new Uint8Array(from.buffer, from.byteOffset + fromByte, byteCount)
  new Uint8Array(to.buffer, to.byteOffset + toByte, byteCount).set(source)
}
type ScalarType = 'i8' | 'u8' | 'i16' | 'u16' | 'i32' | 'u32' | 'f32' | 'f64'
export function viewRead(view: DataView, type: ScalarType, byteOffset: number): number {
  switch (type) {
    case 'i8': return view.getInt8(byteOffset)
    case 'u8': return view.getUint8(byteOffset)
    case 'i16': return view.getInt16(byteOffset, true)
    case 'u16': return view.getUint16(byteOffset, true)
    case 'i32': return view.getInt32(byteOffset, true)
    case 'u32': return view.getUint32(byteOffset, true)
    case 'f32': return view.getFloat32(byteOffset, true)
    case 'f64': return view.getFloat64(byteOffset, true)
  }
}
export function viewWrite(view: DataView, type: ScalarType, byteOffset: number, value: number): void {
  switch (type) {
    case 'i8': return view.setInt8(byteOffset, value)
    case 'u8': return view.setUint8(byteOffset, value)
    case 'i16': return view.setInt16(byteOffset, value, true)
    case 'u16': return view.setUint16(byteOffset, value, true)
    case 'i32': return view.setInt32(byteOffset, value, true)
    case 'u32': return view.setUint32(byteOffset, value, true)
    case 'f32': return view.setFloat32(byteOffset, value, true)
    case 'f64': return view.setFloat64(byteOffset, value, true)
  }
}

// --- numbers
const doubleView = new Float64Array(1)
const wordView = new Uint32Array(doubleView.buffer) // x86: the low word is first
export function numberHighWord(value: number): number {
  doubleView[0] = value
  return wordView[1] | 0
}
export function numberLowWord(value: number): number {
  doubleView[0] = value
  return wordView[0]
}
export function numberFromWords(high: number, low: number): number {
  wordView[0] = low
  wordView[1] = high
  return doubleView[0]
}
export function numberSqrt(value: number): number {
  return Math.sqrt(value)
}
export function numberFloor(value: number): number {
  return Math.floor(value)
}
export function numberCeil(value: number): number {
  return Math.ceil(value)
}
export function numberTrunc(value: number): number {
  return Math.trunc(value)
}
export function numberAbs(value: number): number {
  return Math.abs(value)
}
export function numberFround(value: number): number {
  return Math.fround(value)
}
export function multiplyInt32(a: number, b: number): number {
  return Math.imul(a, b)
}
export function multiplyHighU32(a: number, b: number): number {
  const x = a >>> 0, y = b >>> 0
  const low = (x & 0xffff) * (y & 0xffff)
  const middle = (x >>> 16) * (y & 0xffff) + (low / 0x10000 >>> 0)
  const other = (x & 0xffff) * (y >>> 16) + (middle % 0x10000)
  return ((x >>> 16) * (y >>> 16) + Math.floor(middle / 0x10000) + Math.floor(other / 0x10000)) >>> 0
}
export function countLeadingZeros32(value: number): number {
  return Math.clz32(value)
}
export function sameValue(a: unknown, b: unknown): boolean {
  return Object.is(a, b)
}
