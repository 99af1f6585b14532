// Safe intrinsics: operations of the object model that ordinary TypeScript cannot say, with a meaning that the flow
// analysis knows. Any room under library/runtime and library/globals may use them; the compiler lowers each to a core function or a
// few instructions. The bodies never run. The unsafe ones are in raw.ts.

function intrinsic(): never {
  throw new Error('an intrinsic ran outside compiled code')
}

/** Which built-in layout a value has. `object` is an ordinary object or class instance; primitives give their typeof. */
export type Kind =
  | 'undefined' | 'null' | 'boolean' | 'number' | 'string' | 'symbol'
  | 'object' | 'array' | 'function' | 'buffer' | 'view' | 'dataview' | 'primitive'
export function kindOf(value: unknown): Kind { return intrinsic() }
export function isArray(value: unknown): value is unknown[] { return intrinsic() }
export function isCallable(value: unknown): value is (...args: unknown[]) => unknown { return intrinsic() }
export function isConstructor(value: unknown): boolean { return intrinsic() }
export function isClass(value: unknown): boolean { return intrinsic() } // made by class syntax of a program
export function isObject(value: unknown): value is object { return intrinsic() } // objects and functions

// --- arrays
/** A new array of `length` holes, with Array.prototype. */
export function arrayWithLength<T>(length: number): T[] { return intrinsic() }
/** A new packed array, empty, with room for `capacity`. */
export function arrayWithCapacity<T>(capacity: number): T[] { return intrinsic() }
/** The same. Whoever makes it shows it to nobody before it has `length` elements or holes (or more). */
export function arrayForLength<T>(capacity: number, length: number): T[] { return intrinsic() }
/** Appends; the array must be an Array (not array-like). What a.push(x) of one value comes to. */
export function arrayPush<T>(array: T[], value: T): void { intrinsic() }
/** Element at an index known to be below the length. Holes read as undefined; exotic elements as they should. */
export function arrayAt<T>(array: T[], index: number): T { return intrinsic() }
/** Stores at an index known to be below the length, in an array that is packed (made by the library, or tested). */
export function arraySet<T>(array: T[], index: number, value: T): void { intrinsic() }
/** Shortens to `length`, at most the array's own; TypeError where that is refused. Makes no holes. */
export function arrayTruncate(array: unknown[], length: number): void { intrinsic() }
/**
 * Deletes an element, TypeError where that is refused. Only for an array that has holes already, or is not extensible: it never makes
 * an array of the packed sort holey, and the analysis counts on that.
 */
export function arrayDelete(array: unknown[], index: number): void { intrinsic() }
/** Lengthens `array` by holes, because `like` has holes (and only then). */
export function arrayExtend(array: unknown[], length: number, like: unknown[]): void { intrinsic() }
/** The same, where functions of the program have run between: because `like` has holes or has become shorter. */
export function arrayExtendVisited(array: unknown[], length: number, like: unknown[]): void { intrinsic() }
/** True where the array has an element (not a hole) at an index. One that it inherits is refused when a program comes to it. */
export function arrayHas(array: unknown[], index: number): boolean { return intrinsic() }
/** Moves `count` elements inside or between arrays of one kind, as memmove; the target is already long enough. */
export function arrayCopy<T>(to: T[], toIndex: number, from: T[], fromIndex: number, count: number): void { intrinsic() }
/** No holes, not exotic, no accessors, extensible: indices 0 … length-1 are all plain, writable data. */
export function arrayIsPacked(array: unknown[]): boolean { return intrinsic() }

// --- strings. Indices are code units, already integers within bounds.
export function stringCodeAt(s: string, index: number): number { return intrinsic() }
export function stringFromCode(code: number): string { return intrinsic() } // one code unit, taken modulo 2^16
export function stringSlice(s: string, start: number, end: number): string { return intrinsic() }
export function stringIndexOf(s: string, search: string, from: number): number { return intrinsic() } // -1 when absent
export function stringHash(s: string): number { return intrinsic() } // u32
export function stringCompare(a: string, b: string): number { return intrinsic() } // by code units; <0, 0, >0
/** A string from code units (each 0 … 65535), the first `count` of the array. */
export function stringFromCodes(codes: number[] | Uint16Array, count: number): string { return intrinsic() }
export function stringFromLatin1(bytes: Uint8Array, start: number, end: number): string { return intrinsic() }
/** All code units below 256: can be stored one byte each. */
export function stringIsLatin1(s: string): boolean { return intrinsic() }
/** How many units at the front are ASCII. */
export function stringAsciiLength(s: string): number { return intrinsic() }
/** Writes the first `count` units, which are ASCII, as bytes from `offset` on, where there is room for them. */
export function stringCopyAscii(s: string, bytes: Uint8Array, offset: number, count: number): void { intrinsic() }

// --- properties. Keys are strings or symbols (index keys as canonical strings).
/** [[OwnPropertyKeys]]: index keys ascending, then strings, then symbols. */
export function ownKeys(object: object): (string | symbol)[] { return intrinsic() }
/** Enumerable own string keys, as Object.keys. */
export function enumerableKeys(object: object): string[] { return intrinsic() }
/** -1 when there is no such own property, else ATTRIBUTE_* bits of core/layout.ts. */
export function ownAttributes(object: object, key: string | symbol): number { return intrinsic() }
export function ownGetter(object: object, key: string | symbol): (() => unknown) | undefined { return intrinsic() }
export function ownSetter(object: object, key: string | symbol): ((value: unknown) => void) | undefined { return intrinsic() }
/** [[DefineOwnProperty]] of a data property with all attributes given; false when refused. */
export function defineData(object: object, key: string | symbol | number, value: unknown, attributes: number): boolean { return intrinsic() }
/** As defineData, of an accessor property; the bits may hold KEEPS_GETTER and KEEPS_SETTER too. */
export function defineAccessor(object: object, key: string | symbol, getter: unknown, setter: unknown, attributes: number): boolean { return intrinsic() }
/** Takes attributes from an own property that are not among the ATTRIBUTE_* bits `kept`; its value or accessors stay. */
export function restrictAttributes(object: object, key: string | symbol, kept: number): void { intrinsic() }
/**
 * In a constructor of a built-in, or in a static block on its prototype: an own property that does not enumerate, defined at birth.
 * `key` is a literal or a well-known symbol.
 */
export function defineHidden(object: object, key: string | symbol, value: unknown): void { intrinsic() }
export function prototypeOf(object: object): object | null { return intrinsic() }
export function setPrototypeOf(object: object, prototype: object | null): boolean { return intrinsic() }
export function preventExtensions(object: object): void { intrinsic() }
export function isExtensible(object: object): boolean { return intrinsic() }
/** A new ordinary object with this prototype. */
export function createObject(prototype: object | null): object { return intrinsic() }
/** Value of a property that the object itself is known to have (its getter is called): `object[key]`, without looking up the chain. */
export function ownValue(object: object, key: string | symbol): unknown { return intrinsic() }
/** [[Get]] / [[Set]] with an explicit receiver. */
export function getWithReceiver(object: object, key: string | symbol, receiver: unknown): unknown { return intrinsic() }
export function setWithReceiver(object: object, key: string | symbol, value: unknown, receiver: unknown): boolean { return intrinsic() }

// --- functions
export function apply(callee: unknown, thisValue: unknown, args: unknown[]): unknown { return intrinsic() }
/** `callee.call(thisValue, …args)` without a look at any property: HIR `call`. TypeError unless callable. */
export function callWith<A extends unknown[], R>(callee: (...args: A) => R, thisValue: unknown, ...args: A): R { return intrinsic() }
export function constructWith(callee: unknown, args: unknown[], newTarget: unknown): object { return intrinsic() }
export function functionSource(f: unknown): string { return intrinsic() }
export type FunctionKind = 'function' | 'class' | 'async' | 'generator' | 'asyncgenerator'
export function functionKind(f: unknown): FunctionKind { return intrinsic() }

// --- primitives and symbols
export function newSymbol(description: string | undefined, registryKey: string | undefined): symbol { return intrinsic() }
/** `iterator` → Symbol.iterator …; the name is a literal. */
export function wellKnownSymbol(name: string): symbol { return intrinsic() }
export function symbolDescription(s: symbol): string | undefined { return intrinsic() }
export function symbolKey(s: symbol): string | undefined { return intrinsic() }
/** A wrapper object (Object(1), Object('x')). */
export function wrapPrimitive(value: unknown): object { return intrinsic() }
export function primitiveOf(wrapper: unknown): unknown { return intrinsic() }
/** A number for a heap object or symbol that stays the same for its life; u32. */
export function identityHash(value: object | symbol): number { return intrinsic() }
/** What a field holds that is certainly written before it is read: no value at all, so that it says nothing of the field's type. */
export function unset<T>(): T { return intrinsic() }

// --- bytes
export type ViewKind = 'Int8Array' | 'Uint8Array' | 'Uint8ClampedArray' | 'Int16Array' | 'Uint16Array' | 'Int32Array' | 'Uint32Array' | 'Float32Array' | 'Float64Array' | 'DataView'
export function newBuffer(byteLength: number): ArrayBuffer { return intrinsic() }
export function bufferLength(buffer: ArrayBuffer): number { return intrinsic() }
/** `kind` is a literal. The range has been checked. */
export function newView(kind: ViewKind, buffer: ArrayBuffer, byteOffset: number, length: number): ArrayBufferView { return intrinsic() }
export function viewKind(view: unknown): ViewKind { return intrinsic() }
export function viewBuffer(view: ArrayBufferView): ArrayBuffer { return intrinsic() }
export function viewLength(view: ArrayBufferView): number { return intrinsic() } // in elements
export function viewByteOffset(view: ArrayBufferView): number { return intrinsic() }
/** memmove between two views, in bytes from each view's first element. */
export function viewCopyBytes(to: ArrayBufferView, toByte: number, from: ArrayBufferView, fromByte: number, byteCount: number): void { intrinsic() }
/** Unaligned little-endian reads and writes at a checked byte offset of a DataView; `type` is a literal. */
export function viewRead(view: DataView, type: 'i8' | 'u8' | 'i16' | 'u16' | 'i32' | 'u32' | 'f32' | 'f64', byteOffset: number): number { return intrinsic() }
export function viewWrite(view: DataView, type: 'i8' | 'u8' | 'i16' | 'u16' | 'i32' | 'u32' | 'f32' | 'f64', byteOffset: number, value: number): void { intrinsic() }

// --- numbers, bit for bit
export function numberHighWord(value: number): number { return intrinsic() } // i32
export function numberLowWord(value: number): number { return intrinsic() } // u32
export function numberFromWords(high: number, low: number): number { return intrinsic() }
export function numberSqrt(value: number): number { return intrinsic() }
export function numberFloor(value: number): number { return intrinsic() }
export function numberCeil(value: number): number { return intrinsic() }
export function numberTrunc(value: number): number { return intrinsic() }
export function numberAbs(value: number): number { return intrinsic() }
export function numberFround(value: number): number { return intrinsic() }
export function multiplyInt32(a: number, b: number): number { return intrinsic() } // Math.imul
export function multiplyHighU32(a: number, b: number): number { return intrinsic() } // high 32 bits of u32 × u32
export function countLeadingZeros32(value: number): number { return intrinsic() }
export function sameValue(a: unknown, b: unknown): boolean { return intrinsic() }
