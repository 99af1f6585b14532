// Scopes and bindings of one source file: who declares what, which identifier means which declaration, and what is
// needed to decide where a variable lives (captured? assigned? assigned where a handler may see it?). Purely
// syntactic; the checker plays no part. The walk that fills these structures is resolve.ts.

import ts from 'typescript'

export type BindingKind =
  | 'var' | 'let' | 'const' | 'class' | 'function' | 'param' | 'catch' | 'enum' | 'import'
  | 'selfName' // a named function expression's own name
  | 'className' // a class's own name, seen inside it
  | 'this' | 'arguments' | 'newTarget' | 'self'
  | 'rawThis' // of a derived constructor: the object that `new` made, before super()
  | 'synthetic' // made by the lowering

/** Where a variable lives; decided by `storageOf`. */
export type Storage = 'global' | 'cell' | 'slot' | 'ssa'

export interface Binding {
  readonly name: string
  readonly kind: BindingKind
  readonly scope: Scope
  /** Assigned after its initialisation. */
  assigned: boolean
  /** Read or assigned in another function than the one that declares it. */
  captured: boolean
  /** Some closure that captures it may be made before it is initialised. */
  capturedEarly: boolean
  /** Some read or assignment in its own function may come before it is initialised. */
  usedEarly: boolean
  /** Assigned in a region whose handler lies in the binding's scope. */
  assignedInRegion: boolean
  /** Source position from which on it is certainly initialised; -1: from the start; Infinity: never certain. */
  initialisedFrom: number
  /** The declaring node, for functions, classes, enums and imports. */
  declaration: ts.Node | null
  /** Its declaration is the direct initialiser of this function, so that inside it the name is the function itself. */
  selfOf: FunctionScope | null
  /** A module variable, though not declared in the module's own scope. */
  isGlobal: boolean
}

export interface Scope {
  readonly parent: Scope | null
  readonly node: ts.Node
  /** The function whose activation holds the variables. */
  readonly func: FunctionScope
  readonly names: Map<string, Binding>
  /** Textual order says nothing about initialisation here (the cases of a switch). */
  readonly unordered: boolean
  /** Function declarations, whose closures are made when the scope is entered. */
  readonly hoisted: ts.FunctionDeclaration[]
  readonly isModule: boolean
}

/** A function, a module, or the initialisers of a class (which run inside another function's code, with a `this` of their own). */
export interface FunctionScope {
  readonly node: ts.Node
  readonly parent: FunctionScope | null
  readonly isArrow: boolean
  readonly isModule: boolean
  /** Field initialisers and static blocks. */
  readonly isInitialiser: boolean
  /** Position at which its closure is made, in terms of the enclosing function's text. */
  createdAt: number
  /** this, arguments, new.target and so on; filled on demand. */
  readonly special: Map<BindingKind, Binding>
  /** The function's own parameter scope. */
  scope: Scope
  /** The scope of the body where it differs from that of the parameters. */
  bodyScope: Scope | null
}

export interface Resolution {
  /** What each identifier in expression or declaration position means; absent: a global of the language. */
  readonly bindings: Map<ts.Node, Binding>
  /** Scopes by the node that makes them. */
  readonly scopes: Map<ts.Node, Scope>
  readonly functions: Map<ts.Node, FunctionScope>
  readonly moduleScope: Scope
}

/** A binding about which nothing has been seen yet. */
export function makeBinding(name: string, kind: BindingKind, scope: Scope, initialisedFrom: number): Binding {
  return {
    name, kind, scope, initialisedFrom, assigned: false, captured: false, capturedEarly: false, usedEarly: false,
    assignedInRegion: false, declaration: null, selfOf: null, isGlobal: false,
  }
}

export function storageOf(binding: Binding): Storage {
  if (binding.isGlobal) return 'global'
  if (binding.captured && (binding.assigned || binding.capturedEarly)) return 'cell'
  if (binding.assignedInRegion) return 'slot'
  return 'ssa'
}

/** The binding of `this`, `arguments` … of a function (for arrows: of the function around them). */
export function specialBinding(func: FunctionScope, kind: BindingKind): Binding {
  let binding = func.special.get(kind)
  if (binding === undefined) {
    binding = makeBinding(kind, kind, func.scope, -1)
    func.special.set(kind, binding)
  }
  return binding
}

/** The function whose `this` and `super` are meant inside `func`. */
export function thisOwner(func: FunctionScope): FunctionScope {
  let owner = func
  while (owner.isArrow && owner.parent !== null) owner = owner.parent
  return owner
}

export function isFunctionLike(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node) || ts.isConstructorDeclaration(node) || ts.isGetAccessorDeclaration(node) ||
    ts.isSetAccessorDeclaration(node)
}
