// The library functions that compiled code calls where no faster typed path exists, with the representation of each
// parameter and result: the agreement between library/runtime/entries.ts (which exports every name here; for the run,
// library/kernel/linux.ts), the analysis (which makes one pinned instance of each) and the lowering (which calls them).
// An entry that nothing calls is not in the image: the lowering follows references.

import type { Rep } from '../mir/mir.ts'

/**
 * What a pinned parameter or result is: its representation and what the analysis may take it for.
 *  any      box: any value at all
 *  string   ref: a string
 *  object   ref: some object, of which nothing else is known
 *  number   f64: any number (an `any`-free number, NaN and −0 included)
 *  int      i32
 *  index    u32
 *  address  i53: an address, a count or an integer within ±2^53
 *  boolean  bool
 *  none     nothing (result only; functions of type void and never)
 */
export type EntryKind = 'any' | 'string' | 'object' | 'number' | 'int' | 'index' | 'address' | 'boolean' | 'none'

const REP_OF: Record<EntryKind, Rep> = {
  any: 'box', string: 'ref', object: 'ref', number: 'f64', int: 'i32', index: 'u32', address: 'i53', boolean: 'bool', none: 'none',
}

export function entryRep(kind: EntryKind): Rep {
  return REP_OF[kind]
}

export interface EntryRow {
  readonly params: readonly EntryKind[]
  readonly result: EntryKind
  /** The result depends on the operands alone, and nothing changes that a program sees. */
  readonly isStable: boolean
}

const row = (params: string, result: EntryKind, isStable = false): EntryRow =>
  ({ params: (params === '' ? [] : params.split(' ')) as EntryKind[], result, isStable })
const stable = (params: string, result: EntryKind): EntryRow => row(params, result, true)

/**
 * `key` below is a property key: a string (atom or not; canonical index strings are index keys) or a symbol, unless it
 * says otherwise. All throw what ECMAScript says, as V8 words it, code being strict.
 */
export const ENTRIES = {
  // --- properties of any value
  getProperty: row('any any', 'any'), // (object, key); TypeError for nullish objects
  getElement: row('any any', 'any'), // (object, key of any type)
  setProperty: row('any any any', 'none'), // (object, key, value)
  setElement: row('any any any', 'none'), // (object, key of any type, value)
  deleteProperty: row('any any', 'boolean'), // (object, key of any type)
  hasProperty: row('any any', 'boolean'), // (object, key of any type); `key in object`
  superGet: row('any any any', 'any'), // (home object, key of any type, this); lookup starts at home's prototype
  superSet: row('any any any any', 'none'), // (home object, key of any type, value, this)
  defineData: row('any any any int', 'boolean'), // (object, key of any type, value, ATTRIBUTE_* bits); false when refused
  defineAccessor: row('any any any any int', 'boolean'), // (object, key of any type, getter, setter, ATTRIBUTE_* and KEEPS_* bits)
  copyDataProperties: row('any any address address', 'none'), // (target, source, count and address of excluded keys)
  forInKeysInto: row('any any', 'none'), // (object, empty array): appends the keys that for-in visits; none for nullish
  forInPresent: row('any any', 'boolean'), // (object, key); still there while for-in runs
  getWithReceiver: row('any any any', 'any'), // (object, key, receiver)
  setWithReceiver: row('any any any any', 'boolean'), // (object, key, value, receiver)
  ownAttributes: row('any any', 'int'), // -1: no such own property
  ownGetter: row('any any', 'any'),
  ownSetter: row('any any', 'any'),
  ownKeysInto: row('any any', 'none'), // (object, empty array): appends [[OwnPropertyKeys]] in the array's own kind
  enumerableKeysInto: row('any any', 'none'), // (object, empty array)
  checkPrivateParents: row('any any', 'none'), // (class with private names, its heritage); late refusal where that has them too
  refuseSecondBrand: row('', 'none'),
  refusePrivateNames: row('', 'none'),
  prototypeOf: row('any', 'any'),
  setPrototypeOf: row('any any', 'boolean'), // (object, prototype)
  parentPrototype: row('any', 'any'), // (class heritage): its prototype, null for null; TypeError unless a constructor or null
  setPrototypeLiteral: row('any any', 'none'), // (object, value): `__proto__: value` in a literal
  preventExtensions: row('any', 'none'),
  restrictAttributes: row('any any int', 'none'), // (object, key, ATTRIBUTE_* bits that stay)
  isExtensible: row('any', 'boolean'),

  // --- conversions
  toNumber: row('any', 'number'),
  toStringValue: row('any', 'string'), // ToString
  toPropertyKey: row('any', 'any'), // a string or symbol
  toBoolean: row('any', 'boolean'),
  toPrimitive: row('any string', 'any'), // (value, 'default' | 'number' | 'string')
  numberToString: row('number', 'string'),
  intToString: row('int', 'string'),
  numberToInt32: row('number', 'int'), // ToInt32 of what does not fit 64 bits

  // --- operators
  addValues: row('any any', 'any'),
  compareValues: row('any any int', 'boolean'), // operator 0 <, 1 <=, 2 >, 3 >=; operands in source order
  looseEquals: row('any any', 'boolean'),
  strictEquals: row('any any', 'boolean'),
  sameValue: row('any any', 'boolean'),
  typeofValue: row('any', 'string'),
  kindOfValue: row('any', 'string'), // kindOf of intrinsics/mod.ts
  instanceOf: row('any any', 'boolean'), // (value, class)
  powNumber: row('number number', 'number'),
  modNumber: row('number number', 'number'),

  // --- strings
  concatStrings: row('string string', 'string'),
  stringEquals: stable('string string', 'boolean'),
  compareStrings: stable('string string', 'int'), // by code units: negative, 0, positive
  stringCodeAt: stable('string index', 'int'), // index within bounds
  stringCharAt: row('string index', 'string'), // index within bounds: the one-unit string
  stringFromCode: row('int', 'string'), // modulo 2^16
  stringSlice: row('string index index', 'string'), // (s, start, end) within bounds
  stringIndexOf: stable('string string index', 'int'), // (s, search, from)
  stringHash: stable('string', 'index'),
  stringFromCodes: row('any index', 'string'), // (array of numbers or Uint16Array, count)
  stringFromLatin1: row('any index index', 'string'), // (Uint8Array, start, end)
  stringIsLatin1: row('string', 'boolean'),
  stringAsciiLength: row('string', 'index'),
  stringCopyAscii: row('string any index index', 'none'), // (text, Uint8Array, offset, count)

  // --- arrays. `array` is an Array of any kind
  arrayGetSlow: row('object number', 'any'), // (array, integer or not): what a[index] is when it is not plainly in bounds
  arraySetSlow: row('object number any', 'none'), // (array, index, value): also appending with growth, holes, exotic arrays
  arrayPushSlow: row('object any', 'none'), // append whatever the array's state
  arrayReserve: row('object index', 'none'), // (array, capacity): room for that many elements; length unchanged
  arraySetLength: row('object any', 'none'), // `array.length = value`
  arrayMakeHoles: row('object number', 'none'), // (new empty array, length): makes it that many holes (or exotic)
  arrayHas: row('object number', 'boolean'),
  appendElements: row('object any index', 'none'), // (array, source array, from): appends the source's elements from `from` on
  arrayCopy: row('object index object index index', 'none'), // (to, toIndex, from, fromIndex, count)
  arrayIsPacked: row('object', 'boolean'),

  // --- functions. Arguments are `count` boxes at an address
  callValue: row('any any address address', 'any'), // (callee, this, count, arguments); TypeError unless callable
  constructValue: row('any any address address', 'any'), // (callee, newTarget, count, arguments); callee is a constructor
  isCallable: row('any', 'boolean'),
  isConstructor: row('any', 'boolean'),
  isClass: row('any', 'boolean'),
  applyArray: row('any any any', 'any'), // (callee, this, array)
  constructArray: row('any any any', 'any'), // (callee, array, newTarget)
  functionSource: row('any', 'string'),
  functionKind: row('any', 'string'),
  makeArguments: row('object address address', 'none'), // (new empty arguments object or rest array, count, boxes): fills it

  // --- symbols, wrappers, identity
  newSymbol: row('any any', 'any'), // (description, registry key)
  symbolDescription: row('any', 'any'),
  symbolKey: row('any', 'any'),
  wrapPrimitive: row('any', 'any'),
  primitiveOf: row('any', 'any'),
  identityHash: row('any', 'index'),

  // --- bytes
  bufferInit: row('object address', 'none'), // (new buffer object, byteLength): gives it zeroed bytes
  viewKind: row('any', 'string'),

  // --- throwing
  throwTypeError: row('string', 'none'),
  throwReferenceError: row('string', 'none'),
  throwSyntaxError: row('string', 'none'),
  throwRangeError: row('string', 'none'),
  throwNotFunction: row('string', 'none'), // text of the callee → `text is not a function`
  throwNotConstructor: row('string', 'none'),
  throwNotSuperConstructor: row('any string', 'none'), // (parent, name of the class whose constructor calls it)
  throwNotCoercible: row('any string', 'none'), // (undefined or null, text of it, '' if none): destructuring
  throwReadOfNullish: row('any any', 'none'), // (undefined or null, key)
  throwSetOfNullish: row('any any', 'none'),
  throwUninitialised: row('string', 'none'), // `Cannot access 'name' before initialization`
  throwClassCall: row('string', 'none'), // class name: constructor called without new
  throwBuiltinCall: row('string', 'none'), // the same for a constructor of the language
  throwStackOverflow: row('', 'none'), // RangeError: Maximum call stack size exceeded

  // --- the run
  runtimeStart: row('', 'none'), // heap, stack base, process arguments
  programStart: row('', 'none'), // once the library's modules are initialised, before the first of the program's: installs the host
  awaitModule: row('any', 'none'), // promise of a module with top-level await: turns the loop until it settles; its rejection is uncaught
  reportUncaught: row('any', 'none'), // prints as Node does, ends the process with status 1
  runEventLoop: row('', 'none'), // until nothing is left, then ends the process with its status
  allocateSlow: row('address address index', 'address'), // (shape, sizeBytes, aux): where the bump region is too small
} as const satisfies Record<string, EntryRow>

export type EntryName = keyof typeof ENTRIES
