// MIR: the program as control-flow graphs in SSA form over machine-level representations. Nothing here has JavaScript
// meaning any more: property access has become loads, calls and tests of shapes. The emitter prints it as C; it stays
// low enough to be printed as LLVM IR instead. Text form: print.ts and parse.ts. Rules: verify.ts.

import type { Place } from '../hir/hir.ts'

/**
 * How a value sits in a register (docs/representations.md has the bit patterns).
 *  i32, u32   integers; arithmetic wraps
 *  i53        an integer within ±2^53, and addresses; held in 64 bits
 *  f64        a number
 *  opt        a number, undefined or a hole: an f64 with two reserved NaN patterns; NaN numbers are canonical
 *  bool       0 or 1
 *  ref        a pointer to a heap or static object, or one of the reserved words (undefined, null, hole)
 *  box        any value
 *  none       no value (stores, stop)
 */
export type Rep = 'i32' | 'u32' | 'i53' | 'f64' | 'opt' | 'bool' | 'ref' | 'box' | 'none'

/** Width of a memory access. A word of rep `ref`, `box`, `i53` or `opt` is 8 bytes; `bool` in memory is u8. */
export type Width = 'u8' | 'i8' | 'u16' | 'i16' | 'i32' | 'u32' | 'f32' | 'f64' | 'i53' | 'ref' | 'box' | 'opt' | 'bool'

export type ReservedWord = 'undefined' | 'null' | 'true' | 'false' | 'hole'

export type MirId = number
export type MirBlockId = number

/** Names of things with an address: static strings, shapes, closures, globals, functions. */
export type SymbolName = string

export type MirInstruction = {
  /** The value defined; rep `none` defines nothing that can be used. */
  readonly id: MirId
  rep: Rep
  args: MirId[]
  place: Place | null
} & MirOp

export type MirOp =
  // --- constants
  | { op: 'const'; value: number } // i32 u32 i53 f64 bool; −0 and NaN exact
  | { op: 'word'; word: ReservedWord } // rep ref, box or (undefined, hole) opt
  | { op: 'address'; symbol: SymbolName } // rep ref (static object) or i53 (raw address)
  | { op: 'param'; index: number }
  // --- arithmetic and tests with one row each in ops.ts: args and result as the row says
  | { op: 'pure'; name: PureOp }
  /** One side-effecting expression of the machine (copyBytes, halt, syscall …): a row in ops.ts's table of effects. */
  | { op: 'effect'; name: EffectOp }
  // --- memory; addresses are base + index*scale + offset. The base is a ref or i53, the index i32, u32 or i53.
  // `volatile`: shared with a device. `invariant`: the memory never changes once the base exists. `region`: accesses of
  // two different regions never overlap; without one an access may overlap any.
  | { op: 'load'; width: Width; offset: number; scale: number; volatile?: boolean; invariant?: boolean; region?: string } // args: [base, index?]
  | { op: 'store'; width: Width; offset: number; scale: number; volatile?: boolean; region?: string } // args: [base, value, index?]
  | { op: 'globalLoad'; symbol: SymbolName } // a module variable or runtime cell, of this rep
  | { op: 'globalStore'; symbol: SymbolName } // args: [value]
  // --- locals that SSA does not carry
  | { op: 'localLoad'; slot: number }
  | { op: 'localStore'; slot: number } // args: [value]
  // --- allocation: zeroed, header written. May collect.
  | { op: 'allocate'; shape: SymbolName; sizeBytes: number; aux: number } // rep ref
  | { op: 'allocateSized'; shape: SymbolName } // args: [sizeBytes: i53, aux: u32]; rep ref
  | { op: 'allocateWith' } // args: [shape address: i53, sizeBytes: i53, aux: u32]; rep ref
  | { op: 'stackBoxes'; count: number } // rep i53: address of `count` words in the frame, undefined each time it is executed
  // --- calls. `throws`: the callee can leave a pending exception, and then control goes to the block's handler
  // `stable`: the result depends on the operands alone (strings by their text), and nothing changes but the runtime's own.
  | { op: 'call'; func: SymbolName; throws: boolean; stable?: boolean } // a MIR function, typed
  | { op: 'callEntry'; throws: boolean } // args: [closure ref, this box, ...argument boxes]; through the shape's generic entry; rep box
  | { op: 'callEntrySpread'; throws: boolean } // args: [closure ref, this box, count u32, pointer to boxes i53]; rep box
  | { op: 'callSpilled'; func: SymbolName } // func(lowest live stack address: i53) after callee-saved registers are on the stack: the collector's entry
  | { op: 'setPending' } // args: [box]; what a throw does before it leaves
  | { op: 'takePending' } // rep box; the pending exception, no longer pending
  | { op: 'stop'; code: number; message: string } // the machine stops with a report; never returns
  | { op: 'keepAlive' } // args: [ref]; a use for the collector's sake

/** See ops.ts for each one's operand and result representations. */
export type PureOp = string
export type EffectOp = string

export interface MirPhi { readonly id: MirId; rep: Rep; args: MirId[] /* in `preds` order */ }

export type MirTerminator =
  | { op: 'jump'; target: MirBlockId }
  | { op: 'branch'; condition: MirId /* bool */; ifTrue: MirBlockId; ifFalse: MirBlockId; likely?: boolean }
  | { op: 'switch'; value: MirId /* i32 u32 or i53 */; cases: { value: number; target: MirBlockId }[]; otherwise: MirBlockId }
  | { op: 'return'; value: MirId | null }
  | { op: 'throw' } // an exception is pending: to the handler, or out of the function
  | { op: 'unreachable' }

export interface MirBlock {
  readonly id: MirBlockId
  /**
   * Ordinary predecessors, in the order that phis use, each block once even if two of its edges come here; throwing
   * blocks are not among a handler's. Handlers have no phis, and no ordinary predecessors.
   */
  preds: MirBlockId[]
  phis: MirPhi[]
  instructions: MirInstruction[]
  terminator: MirTerminator
  handler: MirBlockId | null
}

export interface MirFunction {
  readonly symbol: SymbolName
  params: Rep[]
  result: Rep
  /** Representations of the local slots. */
  locals: Rep[]
  blocks: MirBlock[] // entry first; reverse post-order, handlers after what they protect
  /** One more than the largest id in use. */
  nextId: number
  canThrow: boolean
  /** On a cycle of the call graph: entry tests the stack depth. */
  checksDepth: boolean
  /** inline always (tiny wrappers), never (cold paths, collector), or as the pass sees fit. */
  inline: 'always' | 'never' | 'auto'
  isLibrary: boolean
  place: Place | null
  /** For stack traces. */
  displayName: string
}

/** Static data of the image. */
export type MirData =
  | { kind: 'string'; symbol: SymbolName; value: string; atom: boolean } // a flat string object; atoms are unique by content
  | { kind: 'shape'; symbol: SymbolName; shape: ShapeDescriptor }
  | { kind: 'closure'; symbol: SymbolName; shape: SymbolName } // a closure without captures
  | { kind: 'global'; symbol: SymbolName; rep: Rep; initial?: StaticValue } // a word, zero unless it says otherwise; traced if ref or box
  | StaticObject
  | { kind: 'symbol'; symbol: SymbolName; description: string } // a well-known symbol: 'Symbol.iterator'
  | { kind: 'bytes'; symbol: SymbolName; bytes: Uint8Array; alignment: number } // embedded files, tables

/** What static data can hold at link time. The address is of other static data. */
export type StaticValue =
  | { kind: 'number'; value: number }
  | { kind: 'word'; word: ReservedWord }
  | { kind: 'address'; symbol: SymbolName }

/** An object of the image heap: writable, traced, never collected. Bytes that no word covers are zero. */
export interface StaticObject {
  kind: 'object'
  symbol: SymbolName
  shape: SymbolName
  sizeBytes: number
  aux: number
  /** In order of offset; no two overlap. */
  words: { offset: number; width: Width; value: StaticValue }[]
}

/** A property of a fixed shape, in insertion order. */
export interface ShapeProperty {
  key: string // `@@name` for well-known symbols; private names are not listed
  /** Byte offset of the slot in the object. */
  offset: number
  rep: Rep // ref box opt f64 i32 u32 i53 bool; never none
  /** ECMAScript attributes of a data property. */
  writable: boolean
  enumerable: boolean
  configurable: boolean
  /** The slot holds an accessor pair object. */
  accessor: boolean
  /** The slot may hold the hole: property absent. */
  optional: boolean
}

export interface ShapeDescriptor {
  /** See docs/representations.md, "Kinds". */
  kind: string
  /** Class or constructor name, for people. */
  name: string
  sizeBytes: number
  /** Byte offsets of words that may hold a pointer (ref and box slots). */
  pointerOffsets: number[]
  properties: ShapeProperty[]
  /** Global that holds the prototype object; null for none. */
  prototype: SymbolName | null
  /** Byte offset of the overflow word of an open object; 0 for none. */
  overflowOffset: number
  /** Closures: generic entry (null if nothing calls through it) and what describes the function. */
  entry: SymbolName | null
  functionInfo: { name: string; length: number; source: string; isClass: boolean; isConstructor: boolean; kind: string } | null
}

export interface MirProgram {
  files: { path: string; display: string; isLibrary: boolean }[]
  functions: Map<SymbolName, MirFunction>
  data: Map<SymbolName, MirData>
  /** Called by the monitor or the process entry: no parameters, no result. */
  start: SymbolName
  /** Functions that emitted code itself calls: allocateSlow, throwStackOverflow. Rows of compiler/analyse/entries.ts. */
  entries: Map<string, SymbolName>
}
