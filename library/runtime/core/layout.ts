// Numbers of the memory layout (docs/representations.md): the one place that names them, for the runtime and, as data,
// for the compiler. No code but the table's, so that both may read it.

/** Reserved words. */
export const WORD_UNDEFINED = 0x0
export const WORD_NULL = 0x2
export const WORD_FALSE = 0x4
export const WORD_TRUE = 0x6
export const WORD_HOLE = 0x8
/** Words from here up to 2^48 are pointers. */
export const FIRST_POINTER = 0x10

/** `shape.kind`. */
export const KIND_OBJECT = 1
export const KIND_ARRAY_I32 = 2
export const KIND_ARRAY_F64 = 3
export const KIND_ARRAY_OPT = 4
export const KIND_ARRAY_REF = 5
export const KIND_ARRAY_BOX = 6
export const KIND_STORE_RAW = 7
export const KIND_STORE_WORD = 8
export const KIND_STRING_LATIN1 = 9
export const KIND_STRING_UTF16 = 10
export const KIND_STRING_ROPE = 11
export const KIND_STRING_FORWARD = 12
export const KIND_STRING_SLICE = 13
export const KIND_SYMBOL = 14
export const KIND_CLOSURE = 15
export const KIND_CELL = 16
export const KIND_ACCESSOR = 17
export const KIND_BUFFER = 18
export const KIND_VIEW_I8 = 19
export const KIND_VIEW_U8 = 20
export const KIND_VIEW_U8_CLAMPED = 21
export const KIND_VIEW_I16 = 22
export const KIND_VIEW_U16 = 23
export const KIND_VIEW_I32 = 24
export const KIND_VIEW_U32 = 25
export const KIND_VIEW_F32 = 26
export const KIND_VIEW_F64 = 27
export const KIND_VIEW_DATA = 28
export const KIND_PRIMITIVE = 29
/** A PropertyMap: the properties, prototype and extensibility of an open object. Never seen by a program. */
export const KIND_PROPERTY_MAP = 30

/**
 * Shape descriptor: static, 8-aligned, byte offsets of its fields. u8 kind @0, u8 flags @1, u16 property count @2, u32
 * size in bytes of the fixed part @4 (0 where the size follows from aux), u64 pointer map @8 (bit n: the word at byte
 * offset 8*n may hold a pointer; objects of over 64 words set SHAPE_FLAG_ALL_WORDS and every word is tested), u32
 * address of the property table @16, u32 address of the word holding the prototype @20 (0: null), u32 overflow offset
 * @24, u32 address of the generic entry @28 (0: none), u32 address of the function information @32 (0: not a function),
 * u32 zero @36.
 */
export const SHAPE_KIND = 0
export const SHAPE_FLAGS = 1
export const SHAPE_PROPERTY_COUNT = 2
export const SHAPE_SIZE = 4
export const SHAPE_POINTER_MAP = 8
export const SHAPE_PROPERTIES = 16
export const SHAPE_PROTOTYPE = 20
export const SHAPE_OVERFLOW = 24
export const SHAPE_ENTRY = 28
export const SHAPE_FUNCTION = 32
export const SHAPE_BYTES = 40
export const SHAPE_FLAG_ALL_WORDS = 1
/** Array sites (opt, ref, box) built for holes: below fastLength there may be some. Others turn exotic instead. */
export const SHAPE_FLAG_HOLEY = 2
/** Bits 4 and 5, where the size follows from aux: log2 of the bytes for each unit of aux (0 bytes … 3 words). */
export const SHAPE_UNIT_SHIFT = 4

/**
 * Property table row, 12 bytes: u32 atom or symbol address @0, u32 byte offset of the slot @4, u8 rep @8, u8 attributes
 * @9.
 */
export const PROPERTY_KEY = 0
export const PROPERTY_OFFSET = 4
export const PROPERTY_REP = 8
export const PROPERTY_ATTRIBUTES = 9
export const PROPERTY_BYTES = 12
export const ATTRIBUTE_WRITABLE = 1
export const ATTRIBUTE_ENUMERABLE = 2
export const ATTRIBUTE_CONFIGURABLE = 4
export const ATTRIBUTE_ACCESSOR = 8
export const ATTRIBUTE_OPTIONAL = 16
/** Beside the attributes of an accessor to be defined: the half that the property keeps, where it has one. */
export const KEEPS_GETTER = 32
export const KEEPS_SETTER = 64

/** Property `rep`. */
export const REP_BOX = 0
export const REP_REF = 1
export const REP_F64 = 2
export const REP_OPT = 3
export const REP_I32 = 4
export const REP_U32 = 5
export const REP_I53 = 6
export const REP_BOOL = 7

/**
 * Function information: u32 name (static string) @0, u32 length @4, u32 source text (static string) @8, u32 flags @12.
 */
export const FUNCTION_NAME = 0
export const FUNCTION_LENGTH = 4
export const FUNCTION_SOURCE = 8
export const FUNCTION_FLAGS = 12
export const FUNCTION_BYTES = 16
export const FUNCTION_FLAG_CLASS = 1
export const FUNCTION_FLAG_CONSTRUCTOR = 2
export const FUNCTION_FLAG_ASYNC = 4
export const FUNCTION_FLAG_GENERATOR = 8
export const FUNCTION_FLAG_NATIVE = 16

/** Offsets in objects, after the header (u32 shape @0, u32 aux @4). */
export const HEADER_SHAPE = 0
export const HEADER_AUX = 4
export const OBJECT_SLOTS = 8
export const OBJECT_OVERFLOW = 8
export const ARRAY_FAST_LENGTH = 8
export const ARRAY_LENGTH = 12
export const ARRAY_ELEMENTS = 16
export const ARRAY_OVERFLOW = 24
export const ARRAY_BYTES = 32
export const STORE_DATA = 8
export const STRING_HASH = 8
export const STRING_FLAGS = 12
export const STRING_DATA = 16
export const STRING_FLAG_ATOM = 1
/** Of a rope: some part of it has units of two bytes. */
export const STRING_FLAG_WIDE = 2
/** A buffer: aux is its capacity, and in place of the hash is how many units are used (core/string/append.ts). */
export const STRING_FLAG_SPARE = 4
/** Of a rope: from this bit on, how many pieces were joined one by one to make it. */
export const STRING_PIECES_SHIFT = 8
/**
 * The hash of a string: FNV-1a over its code units, 32 bits (start at the basis; for each unit xor, then multiply
 * modulo 2^32); 1 where that comes to 0. Static strings carry it from the build, so that they can be constant.
 */
export const STRING_HASH_BASIS = 0x811c9dc5
export const STRING_HASH_PRIME = 0x01000193
export const ROPE_LEFT = 16
export const ROPE_RIGHT = 24
export const ROPE_BYTES = 32
export const FORWARD_TARGET = 16
export const SLICE_PARENT = 16
export const SLICE_START = 24
export const SLICE_BYTES = 32
export const SYMBOL_DESCRIPTION = 8
export const SYMBOL_KEY = 16
export const SYMBOL_BYTES = 24
export const CLOSURE_CAPTURES = 8
export const CLOSURE_CAPTURES_OPEN = 16
export const CELL_VALUE = 8
export const CELL_BYTES = 16
export const ACCESSOR_GET = 8
export const ACCESSOR_SET = 16
export const ACCESSOR_BYTES = 24
export const BUFFER_ADDRESS = 8
export const BUFFER_LENGTH = 16
export const BUFFER_STORE = 24
export const BUFFER_OVERFLOW = 32
export const BUFFER_BYTES = 40
export const VIEW_ADDRESS = 8
export const VIEW_LENGTH = 16
export const VIEW_BUFFER = 24
export const VIEW_BYTE_OFFSET = 32
export const VIEW_OVERFLOW = 40
export const VIEW_BYTES = 48
export const PRIMITIVE_VALUE = 8
export const PRIMITIVE_OVERFLOW = 16
export const PRIMITIVE_BYTES = 24

/** PropertyMap, see propertymap.ts. aux: MAP_FLAG_* bits, and above them attempts (array/dense.ts). */
export const MAP_PROTOTYPE = 8
export const MAP_ENTRIES = 16
export const MAP_INDEX = 24
export const MAP_USED = 32
export const MAP_LIVE = 36
export const MAP_INTEGERS = 40
export const MAP_BYTES = 48

export interface BuiltinShape {
  readonly kind: number
  /** 0 where it follows from aux: data offset (8 for stores, 16 for strings) + aux << unit, rounded up to 8. */
  readonly sizeBytes: number
  /** Byte offsets of the words that may hold a pointer. */
  readonly pointers: readonly number[]
  readonly overflow: number
  /** log2 of the bytes for each unit of aux; only where sizeBytes is 0. */
  readonly unit: number
  readonly holey: boolean
  /** Constructor whose prototype it has; null for none. */
  readonly realm: string | null
}

const plain = (kind: number, sizeBytes: number, pointers: number[], overflow = 0, realm: string | null = null): BuiltinShape =>
  ({ kind, sizeBytes, pointers, overflow, unit: 0, holey: false, realm })
const sized = (kind: number, unit: number, realm: string | null = null): BuiltinShape =>
  ({ kind, sizeBytes: 0, pointers: [], overflow: 0, unit, holey: false, realm })
const array = (kind: number, holey: boolean): BuiltinShape =>
  ({ kind, sizeBytes: ARRAY_BYTES, pointers: [ARRAY_ELEMENTS, ARRAY_OVERFLOW], overflow: ARRAY_OVERFLOW, unit: 0, holey, realm: 'Array' })
const view = (kind: number, realm: string): BuiltinShape =>
  plain(kind, VIEW_BYTES, [VIEW_BUFFER, VIEW_OVERFLOW], VIEW_OVERFLOW, realm)
const primitive = (realm: string): BuiltinShape =>
  plain(KIND_PRIMITIVE, PRIMITIVE_BYTES, [PRIMITIVE_VALUE, PRIMITIVE_OVERFLOW], PRIMITIVE_OVERFLOW, realm)

/** The static shapes that `builtinShape` names. A size of 0 follows from aux (SHAPE_UNIT_SHIFT). */
export const BUILTIN_SHAPES: Readonly<Record<string, BuiltinShape>> = {
  /** An open object with Object.prototype until its PropertyMap says otherwise. */
  'object.open': plain(KIND_OBJECT, 16, [OBJECT_OVERFLOW], OBJECT_OVERFLOW, 'Object'),
  'array.i32': array(KIND_ARRAY_I32, false),
  'array.f64': array(KIND_ARRAY_F64, false),
  'array.opt': array(KIND_ARRAY_OPT, true),
  'array.ref': array(KIND_ARRAY_REF, false),
  'array.box': array(KIND_ARRAY_BOX, false),
  'array.ref.holey': array(KIND_ARRAY_REF, true),
  'array.box.holey': array(KIND_ARRAY_BOX, true),
  /** Stores: elements of 1, 4 and 8 bytes that are not traced, and of words that are. */
  'store.bytes': sized(KIND_STORE_RAW, 0),
  'store.i32': sized(KIND_STORE_RAW, 2),
  'store.raw': sized(KIND_STORE_RAW, 3),
  'store.word': sized(KIND_STORE_WORD, 3),
  'string.latin1': sized(KIND_STRING_LATIN1, 0, 'String'),
  'string.utf16': sized(KIND_STRING_UTF16, 1, 'String'),
  'string.rope': plain(KIND_STRING_ROPE, ROPE_BYTES, [ROPE_LEFT, ROPE_RIGHT], 0, 'String'),
  'string.forward': plain(KIND_STRING_FORWARD, ROPE_BYTES, [FORWARD_TARGET], 0, 'String'),
  'string.slice': plain(KIND_STRING_SLICE, SLICE_BYTES, [SLICE_PARENT], 0, 'String'),
  symbol: plain(KIND_SYMBOL, SYMBOL_BYTES, [SYMBOL_DESCRIPTION, SYMBOL_KEY], 0, 'Symbol'),
  'cell.box': plain(KIND_CELL, CELL_BYTES, [CELL_VALUE]),
  'cell.ref': plain(KIND_CELL, CELL_BYTES, [CELL_VALUE]),
  'cell.raw': plain(KIND_CELL, CELL_BYTES, []),
  accessor: plain(KIND_ACCESSOR, ACCESSOR_BYTES, [ACCESSOR_GET, ACCESSOR_SET]),
  buffer: plain(KIND_BUFFER, BUFFER_BYTES, [BUFFER_STORE, BUFFER_OVERFLOW], BUFFER_OVERFLOW, 'ArrayBuffer'),
  'view.i8': view(KIND_VIEW_I8, 'Int8Array'),
  'view.u8': view(KIND_VIEW_U8, 'Uint8Array'),
  'view.u8c': view(KIND_VIEW_U8_CLAMPED, 'Uint8ClampedArray'),
  'view.i16': view(KIND_VIEW_I16, 'Int16Array'),
  'view.u16': view(KIND_VIEW_U16, 'Uint16Array'),
  'view.i32': view(KIND_VIEW_I32, 'Int32Array'),
  'view.u32': view(KIND_VIEW_U32, 'Uint32Array'),
  'view.f32': view(KIND_VIEW_F32, 'Float32Array'),
  'view.f64': view(KIND_VIEW_F64, 'Float64Array'),
  'view.data': view(KIND_VIEW_DATA, 'DataView'),
  /** Wrappers; also where a primitive that is no heap object finds its prototype. */
  'primitive.number': primitive('Number'),
  'primitive.string': primitive('String'),
  'primitive.boolean': primitive('Boolean'),
  'primitive.symbol': primitive('Symbol'),
  propertymap: plain(KIND_PROPERTY_MAP, MAP_BYTES, [MAP_PROTOTYPE, MAP_ENTRIES, MAP_INDEX]),
}
