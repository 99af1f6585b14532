// What the references of a file say about its variables, once all of them have been seen: which are captured, assigned,
// or may be read before they are initialised.

import ts from 'typescript'
import { specialBinding, type Binding, type FunctionScope, type Scope } from './scope.ts'
import { hasModifier } from './syntax.ts'

/** `region`: the innermost region with a handler. */
export interface Reference { node: ts.Node; binding: Binding; func: FunctionScope; region: object | null; writes: boolean }

/** What the walk over a file found; the bindings of references are filled in. */
export interface Judged {
  readonly bindings: Map<ts.Node, Binding>
  readonly references: readonly Reference[]
  readonly regionOf: ReadonlyMap<Scope, object | null>
}

/** True where reading `binding` at a position of `func` cannot come before its initialisation. */
export function isCertain(binding: Binding, func: FunctionScope, position: number): boolean {
  if (binding.initialisedFrom === -1 || binding.kind === 'function') return true
  let inner = func
  if (inner === binding.scope.func) return !binding.scope.unordered && position >= binding.initialisedFrom
  while (inner.parent !== null && inner.parent !== binding.scope.func) inner = inner.parent
  return !binding.scope.unordered && inner.createdAt >= binding.initialisedFrom
}

/** After the walk: what the references say about the bindings. */
export function judge({ bindings, references, regionOf }: Judged): void {
  for (const { binding, writes } of references) if (writes && binding.kind !== 'this') binding.assigned = true
  for (const reference of references) {
    const binding = asSelf(reference)
    const { node, func, region, writes } = reference
    bindings.set(node, binding)
    if (func === binding.scope.func) {
      if (writes && region !== regionOf.get(binding.scope)) binding.assignedInRegion = true
      if (!isCertain(binding, func, node.pos)) binding.usedEarly = true
      continue
    }
    binding.captured = true
    if (!isCertain(binding, func, node.pos) || madeBefore(binding, func)) binding.capturedEarly = true
  }
}

/** Module-level variables that nothing but the top-level code sees are its local variables. */
export function keepLocal(source: ts.SourceFile, moduleScope: Scope, bindings: ReadonlyMap<ts.Node, Binding>): void {
  const exported = new Set<Binding>()
  for (const statement of source.statements) {
    if (ts.isExportDeclaration(statement) && statement.exportClause !== undefined &&
      ts.isNamedExports(statement.exportClause)) {
      for (const element of statement.exportClause.elements) {
        const binding = bindings.get(element.propertyName ?? element.name)
        if (binding !== undefined) exported.add(binding)
      }
    }
  }
  for (const binding of moduleScope.names.values()) {
    const declared = binding.kind === 'let' || binding.kind === 'const' || binding.kind === 'class'
    const statement = binding.declaration === null
      ? null
      : ts.findAncestor(binding.declaration, (node) => node.parent !== undefined && ts.isSourceFile(node.parent))!
    if (declared && !binding.captured && !exported.has(binding) && statement !== null &&
      !hasModifier(statement, ts.SyntaxKind.ExportKeyword)) {
      binding.isGlobal = false
    }
  }
}

/** A closure made when its scope is entered, before the function declaration that it captures has its closure. */
function madeBefore(binding: Binding, func: FunctionScope): boolean {
  if (binding.kind !== 'function') return false
  let inner = func
  while (inner.parent !== null && inner.parent !== binding.scope.func) inner = inner.parent
  return inner.createdAt < binding.initialisedFrom
}

/** A name that inside its own function is certainly that function. */
function asSelf({ binding, func }: Reference): Binding {
  if (binding.selfOf === null || binding.assigned) return binding
  const outside = binding.scope.func.parent
  for (let inner: FunctionScope | null = func; inner !== null && inner !== outside; inner = inner.parent) {
    if (inner === binding.selfOf) return specialBinding(inner, 'self')
    if (inner === binding.scope.func && binding.kind !== 'selfName') return binding
  }
  return binding
}
