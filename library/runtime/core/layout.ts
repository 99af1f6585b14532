// Numbers of the memory layout (docs/representations.md): the one place that names them, for the runtime and, as data,
// for the compiler. No code, so that both may read it.

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

/**
 * Shape descriptor: static, 8-aligned, byte offsets of its fields. u8 kind @0, u8 flags @1, u16 property count @2, u32
 * size in bytes of the fixed part @4 (0 where the size follows from aux), u64 pointer map @8 (bit n: the word at byte
 * offset 8*n may hold a pointer; objects of over 64 words set SHAPE_FLAG_ALL_WORDS and every word is tested), u32
 * address of the property table @16, u32 address of the word holding the prototype @20 (0: null), u32 overflow offset
 * @24, u32 address of the name (a static string) @28, u32 address of the generic entry @32 (0: none), u32 address of the
 * function information @36 (0: not a function).
 */
export const SHAPE_KIND = 0
export const SHAPE_FLAGS = 1
export const SHAPE_PROPERTY_COUNT = 2
export const SHAPE_SIZE = 4
export const SHAPE_POINTER_MAP = 8
export const SHAPE_PROPERTIES = 16
export const SHAPE_PROTOTYPE = 20
export const SHAPE_OVERFLOW = 24
export const SHAPE_NAME = 28
export const SHAPE_ENTRY = 32
export const SHAPE_FUNCTION = 36
export const SHAPE_BYTES = 40
export const SHAPE_FLAG_ALL_WORDS = 1

/** Property table row, 12 bytes: u32 atom or symbol address @0, u32 byte offset of the slot @4, u8 rep @8, u8 attributes @9. */
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

/** Property `rep`. */
export const REP_BOX = 0
export const REP_REF = 1
export const REP_F64 = 2
export const REP_OPT = 3
export const REP_I32 = 4
export const REP_U32 = 5
export const REP_I53 = 6
export const REP_BOOL = 7

/** Function information: u32 name (static string) @0, u32 length @4, u32 source text (static string) @8, u32 flags @12. */
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
