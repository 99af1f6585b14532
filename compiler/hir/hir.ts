// HIR: the program desugared to ECMAScript-level operations in SSA form. Every operation here has JavaScript meaning
// (a `getProp` may run a getter); nothing is said yet about how a value is represented. Classes, closures, iterators,
// async functions and generators are explicit. The flow analysis (compiler/analyse) runs on this form; compiler/mir
// is made from this form and the analysis' answer.
//
// Conventions:
// - A function's values are numbered densely; `func.values[id]` holds the defining instruction.
// - A block may have one exception handler: every instruction in it that can throw goes to `handler` on a throw.
//   SSA variables are never assigned in a protected region and read in its handler: such variables are `local` slots.
// - Blocks are listed in reverse post-order, entry first; unreachable blocks are not present.

export type ValueId = number
export type BlockId = number
export type FunctionId = number
export type ClassId = number
export type GlobalId = number

/** A place in a source file; `file` indexes HirProgram.files; line and column count from 1. */
export interface Place { readonly file: number; readonly line: number; readonly column: number }

export type Primitive = undefined | null | boolean | number | string

/** The uninitialised marker: an array hole, or a binding in its temporal dead zone. */
export const HOLE = Symbol('hole')
export type Constant = Primitive | typeof HOLE

/** Keys known at compile time. Well-known symbols are written `@@iterator`; private names are `#name@CLASSID`, brands `#.instance@CLASSID` and `#.static@CLASSID`. */
export type StaticKey = string
/** Whether a key is a private name, a brand among them. */
export const isPrivate = (key: StaticKey): boolean => key.startsWith('#')
/** Whether a private name is a brand: no name that a program can write has a full stop. */
export const isBrand = (key: StaticKey): boolean => key.startsWith('#.')

export type UnaryOperator =
  | 'neg' | 'plus' | 'not' | 'bitnot' | 'typeof' | 'void'
  | 'toNumeric' // operand of ++ and --
  | 'toString' // template literal substitution: ToString
  | 'toPropertyKey'
  | 'toObjectCoercible' // throws TypeError for undefined and null (destructuring a value)
  | 'isUndefined' // === undefined, for defaults
  | 'isNullish' // == null, for ?? and ?.
  | 'isHole' // the uninitialised marker
export type BinaryOperator =
  | 'add' | 'sub' | 'mul' | 'div' | 'mod' | 'exp'
  | 'bitand' | 'bitor' | 'bitxor' | 'shl' | 'shr' | 'ushr'
  | 'lt' | 'le' | 'gt' | 'ge' | 'eq' | 'ne' | 'strictEq' | 'strictNe'

/** What a branch taught about a value; see `refine`. `negated` says the predicate is false. */
export type Predicate =
  | { readonly kind: 'typeof'; readonly type: string }
  | { readonly kind: 'kindOf'; readonly type: string } // the library's intrinsic of that name
  | { readonly kind: 'truthy' }
  | { readonly kind: 'nullish' } // == null
  | { readonly kind: 'strictEq'; readonly constant: Primitive }
  | { readonly kind: 'instanceof' } // args[1] is the class
  | { readonly kind: 'lt' | 'le' | 'gt' | 'ge' } // compared with args[1], both numbers or the refinement says nothing
  | { readonly kind: 'property'; readonly key: StaticKey; readonly constant: Primitive } // v.key === constant
  | { readonly kind: 'in'; readonly key: StaticKey } // key in v
  | { readonly kind: 'hole' } // the uninitialised marker

interface Base {
  /** The value that the instruction defines; every instruction defines one (undefined where it has none to give). */
  readonly id: ValueId
  /** Operands. */
  args: ValueId[]
  readonly place: Place
  /** Calls, constructs, iterations and reads: the callee or object as V8's messages print it (`a.b(...).c`). */
  text?: string
}

/** A method, accessor or field name: known, or a value operand. */
export type Instruction = Base & InstructionKind
export type InstructionKind =
  // --- constants, parameters, variables
  | { op: 'const'; value: Constant }
  | { op: 'param'; index: number } // undefined where the caller passed fewer
  | { op: 'restParam'; index: number } // a new array of the arguments from `index` on
  | { op: 'arguments' } // the unmapped arguments object
  | { op: 'this' }
  | { op: 'newTarget' }
  | { op: 'self' } // the closure being called (a named function expression's own name)
  | { op: 'captureGet'; index: number } // a value that the closure holds
  | { op: 'captureSet'; index: number } // args: [value]; only in coroutine bodies, whose captures are their frame
  | { op: 'cellNew' } // args: [initial]; a captured variable that is assigned
  | { op: 'cellGet' } // args: [cell]
  | { op: 'cellSet' } // args: [cell, value]
  | { op: 'localGet'; slot: number } // a variable that SSA does not carry (assigned in a try block)
  | { op: 'localSet'; slot: number } // args: [value]
  | { op: 'globalGet'; global: GlobalId; check: boolean } // module variable; `check`: throw ReferenceError on HOLE
  | { op: 'globalSet'; global: GlobalId; check: boolean } // args: [value]; initialisation has check false
  | { op: 'realm'; name: string } // a global of the language: `Map`, `globalThis.console` …
  | { op: 'tdzCheck'; name: string } // args: [value]; throws ReferenceError if it is HOLE, else is the value
  | { op: 'refine'; predicate: Predicate; negated: boolean } // args: [value, other?]; the value, known better
  // --- functions and classes
  | { op: 'closure'; func: FunctionId } // args: the captures
  | { op: 'classNew'; class: ClassId } // args: [superclass?]; the constructor closure; its captures follow superclass
  | { op: 'classPrototype' } // args: [class]
  /** `text`, here and of defineField, of a private member: the TypeError's message where the object has it already. */
  | { op: 'defineMethod'; key: StaticKey | null; kind: 'method' | 'get' | 'set'; enumerable: boolean } // args: [object, closure, computedKey?]
  | { op: 'defineField'; key: StaticKey | null; enumerable: boolean } // args: [object, value, computedKey?]; CreateDataProperty
  // --- objects
  | { op: 'object'; keys: StaticKey[] } // args: values in the same order; no index keys, no duplicates
  | { op: 'setPrototypeLiteral' } // args: [object, proto]; `__proto__: v` in a literal
  | { op: 'copyDataProperties'; excluded: StaticKey[] } // args: [target, source, ...computed excluded keys]; spread, rest
  | { op: 'array' } // args: elements; a HOLE constant is an elision
  | { op: 'arrayAppend' } // args: [array, value]; to a literal being built
  | { op: 'arrayAppendSpread' } // args: [array, iterable]
  | { op: 'templateObject' ; cooked: (string | undefined)[]; raw: string[] }
  | { op: 'getProp'; key: StaticKey; position?: number } // args: [object]; `position`: see callMethod
  | { op: 'setProp'; key: StaticKey } // args: [object, value]
  | { op: 'getElem' } // args: [object, key]
  | { op: 'setElem' } // args: [object, key, value]
  | { op: 'getSuper'; key: StaticKey | null } // args: [home, this, computedKey?]
  | { op: 'setSuper'; key: StaticKey | null } // args: [home, this, value, computedKey?]
  /** `text` is the TypeError's message when absent, `nullish` what undefined and null are said to lack; null: the same. */
  | { op: 'getPrivate'; key: StaticKey; nullish: string | null } // args: [object]
  | { op: 'setPrivate'; key: StaticKey; nullish: string | null } // args: [object, value]
  | { op: 'hasPrivate'; key: StaticKey } // args: [object]; `#x in o`
  | { op: 'deleteProp' } // args: [object, key]
  | { op: 'hasProp' } // args: [key, object]; `k in o`
  | { op: 'forInKeys' } // args: [object]; an array of the keys that for-in visits, [] for nullish
  | { op: 'forInPresent' } // args: [object, key]; still there?
  // --- calls
  // `key`: the callee is what getProp(this, key) gave just before the arguments were evaluated, so that callee and
  // receiver go together as in callMethod (which is used where evaluating the arguments can run no other code)
  | { op: 'call'; key?: StaticKey } // args: [callee, this, ...args]
  // `position`: this steps an array pattern's iterator to that element (or, of getProp, reads what it was stepped to); as
  // many steps have gone before, and a pattern steps in a straight line
  | { op: 'callMethod'; key: StaticKey; position?: number } // args: [receiver, ...args]; get, then call with receiver as this
  | { op: 'callSpread' } // args: [callee, this, argumentsArray]
  | { op: 'construct' } // args: [callee, ...args]
  | { op: 'constructSpread' } // args: [callee, argumentsArray]
  | { op: 'superCall' } // args: [activeConstructor, this(raw), newTarget, ...args]; gives the bound this
  | { op: 'superCallSpread' } // args: [activeConstructor, this(raw), newTarget, argumentsArray]
  | { op: 'intrinsic'; name: string } // args: a call to a function of library/runtime/intrinsics
  // --- operators
  | { op: 'unary'; operator: UnaryOperator }
  | { op: 'binary'; operator: BinaryOperator }
  | { op: 'instanceof' } // args: [value, class]
  // --- iteration: a call to the runtime function that suits the iterable; gives an object with step(): boolean,
  //     value, close(). Everything after it is ordinary callMethod / getProp on that object.
  | { op: 'iterStart'; kind: 'sync' | 'async' } // args: [iterable]
  // --- coroutines (before the coroutine pass only)
  | { op: 'suspend'; kind: 'start' | 'yield' | 'delegate' | 'await' } // args: [value]; gives the resumption's value, see coroutine.ts
  | { op: 'resumeMode' } // right after a suspend: 0 next or fulfilled, 1 throw, 2 return
  // --- exceptions
  | { op: 'catch' } // first in a handler block: the exception, which is no longer pending
  | { op: 'throwError'; error: 'TypeError' | 'ReferenceError' | 'SyntaxError' | 'RangeError'; message: string }

export interface Phi { readonly id: ValueId; args: ValueId[] /* one per predecessor, in `preds` order */; readonly name: string }

export type Terminator =
  | { op: 'jump'; target: BlockId; place: Place }
  | { op: 'branch'; condition: ValueId; ifTrue: BlockId; ifFalse: BlockId; place: Place } // ToBoolean of the value
  | { op: 'switch'; value: ValueId; cases: { value: number; target: BlockId }[]; otherwise: BlockId; place: Place } // integers
  | { op: 'return'; value: ValueId; place: Place }
  | { op: 'throw'; value: ValueId; place: Place }
  | { op: 'unreachable'; place: Place }

export interface Block {
  readonly id: BlockId
  preds: BlockId[]
  phis: Phi[]
  instructions: Instruction[]
  terminator: Terminator
  /** Where a throw in this block goes; null leaves the function. */
  handler: BlockId | null
}

export type FunctionKind = 'normal' | 'arrow' | 'method' | 'getter' | 'setter' | 'classConstructor' | 'derivedConstructor' | 'module'

export interface HirFunction {
  readonly id: FunctionId
  /** The function's `name` property. */
  name: string
  /** Unique and readable, for dumps and symbols: `file.Class.method`. */
  readonly symbol: string
  readonly kind: FunctionKind
  /** async and generator functions are split by the coroutine pass into a starter and a resume function. */
  coroutine: 'none' | 'async' | 'generator' | 'resume'
  /** The `length` property: parameters before the first default or rest. */
  length: number
  /** Declared parameters, rest excluded. */
  paramCount: number
  hasRest: boolean
  usesThis: boolean
  usesArguments: boolean
  usesNewTarget: boolean
  /** For each capture, its source name and whether it is a cell. */
  captures: { name: string; cell: boolean }[]
  /** Number of `local` slots. */
  localCount: number
  /** Class whose constructor this is. */
  class: ClassId | null
  /** The text that Function.prototype.toString gives. */
  readonly sourceText: string
  /** True for library/runtime and library/globals: stringifies as native code, and analysed with more contexts. */
  readonly isLibrary: boolean
  /** Has type parameters of its own: worth one copy for each call site. A hint only. */
  readonly isGeneric: boolean
  /** Declared in a class with type parameters: worth one copy for each kind of receiver. A hint only. */
  readonly isGenericMethod: boolean
  readonly place: Place
  blocks: Block[]
  /** Defining instruction or phi of each value. */
  values: (Instruction | Phi)[]
}

/** What bind makes of a constructor (library/runtime/function/bind.ts): of the library's functions, only it can be constructed. */
export function isBoundConstructor(func: HirFunction): boolean {
  return func.isLibrary && func.kind === 'normal' && func.usesNewTarget
}

export interface HirClass {
  readonly id: ClassId
  name: string
  readonly symbol: string
  constructorFunction: FunctionId
  hasSuper: boolean
  /** The class expression is evaluated at most once in a run (module level, outside loops and functions). */
  evaluatedOnce: boolean
  isGeneric: boolean
  isLibrary: boolean
  /** Its instances have private names. */
  hasPrivateNames: boolean
  /** Its prototype has no `constructor`: what the class stands for is no constructor of the language. */
  hidesConstructor: boolean
  /** `class`-syntax text, for Function.prototype.toString. */
  readonly sourceText: string
  readonly place: Place
}

export interface HirGlobal { readonly id: GlobalId; name: string; module: number; /** const, class, function, import: never assigned again */ constant: boolean }

export interface HirProgram {
  files: { path: string; /** as shown to people: relative to the program, or `skerry:` for the library */ display: string; isLibrary: boolean }[]
  functions: HirFunction[]
  classes: HirClass[]
  globals: HirGlobal[]
  /** Modules in evaluation order: the runtime's, then the program's. */
  modules: HirModule[]
  /** Function declarations at module level: their globals hold static closures before any module body runs. */
  hoisted: { global: GlobalId; func: FunctionId }[]
  /** Language globals (`Map`, `parseInt`) → the module variable of the library that implements them. */
  realm: Map<string, GlobalId>
  /** Built-in classes that may be called without `new`, by name → the function that such a call runs (realm.ts' `callBehaviours`). */
  callBehaviours: Map<string, GlobalId>
  /** Library functions that the compiler itself calls, by export name (runtime/entries.ts, kernel/linux.ts). */
  entries: Map<string, GlobalId>
}

/**
 * A module's top level, cut into segments that run in order. A file of the library can occur several times, because
 * its declarations are put in an order in which each comes after what it reads when it is evaluated. A library module
 * has one segment for each declaration, so that what no reached code reads is left out; a program's module has one segment that always runs.
 */
export interface HirModule {
  file: number
  /** Has top-level await: its only segment is an async function. */
  isAsync: boolean
  /** Indices in `modules` of the modules that it imports, in order (program's modules only). */
  requests: number[]
  segments: { body: FunctionId; /** null: runs always; else only if one of these globals is read */ defines: GlobalId[] | null }[]
}
