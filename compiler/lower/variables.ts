// Reading, initialising and assigning variables, wherever they live: module variable, cell, local slot or SSA value.

import ts from 'typescript'
import type { ValueId } from '../hir/hir.ts'
import type { FunctionLowering } from './function.ts'
import { lowerNested } from './functions.ts'
import { isCertain } from './initialisation.ts'
import { storageOf, type Binding, type Scope } from './scope.ts'

/** True where a cell or variable must exist, uninitialised, from the start of its scope. */
function existsEarly(binding: Binding): boolean {
  return binding.capturedEarly || binding.usedEarly
}

/** Makes the variables of a scope, and the closures of its function declarations. */
export function enterScope(f: FunctionLowering, scope: Scope): void {
  for (const binding of scope.names.values()) {
    if (binding.kind === 'var') declareVar(f, binding)
    else if (isLexical(binding) && existsEarly(binding)) writeEarly(f, binding, f.hole())
  }
  for (const node of scope.hoisted) hoist(f, scope, node)
}

function isLexical(binding: Binding): boolean {
  switch (binding.kind) {
    case 'let': case 'const': case 'class': case 'function': case 'enum': case 'catch': case 'className': return true
    default: return false
  }
}

function declareVar(f: FunctionLowering, binding: Binding): void {
  const initial = f.variableStart?.get(binding) ?? f.constant(undefined)
  switch (storageOf(binding)) {
    case 'global':
      f.emit({ op: 'globalSet', global: f.program.globalOf(f.unit, binding), check: false }, [initial])
      break
    case 'cell': f.builder.write(binding, f.emit({ op: 'cellNew' }, [initial])); break
    case 'slot': f.emit({ op: 'localSet', slot: f.slotOf(binding) }, [initial]); break
    case 'ssa': f.builder.write(binding, initial)
  }
}

/** The variable or cell of a binding that may be touched before it is initialised. */
export function writeEarly(f: FunctionLowering, binding: Binding, initial: ValueId): void {
  switch (storageOf(binding)) {
    case 'global': break
    case 'cell': f.builder.write(binding, f.emit({ op: 'cellNew' }, [initial])); break
    case 'slot': f.emit({ op: 'localSet', slot: f.slotOf(binding) }, [initial]); break
    case 'ssa': f.builder.write(binding, initial)
  }
}

function hoist(f: FunctionLowering, scope: Scope, node: ts.FunctionDeclaration): void {
  const binding = node.name === undefined ? undefined : scope.names.get(node.name.text)
  if (scope.isModule || binding === undefined) return // the program hoists those
  f.at(node)
  const closure = lowerNested(f, node, binding.name, 'normal')
  if (binding.kind === 'function') initialise(f, binding, closure)
  else assign(f, binding, closure, node)
}

/** Gives a binding its first value. */
export function initialise(f: FunctionLowering, binding: Binding, value: ValueId): void {
  switch (storageOf(binding)) {
    case 'global':
      f.emit({ op: 'globalSet', global: f.program.globalOf(f.unit, binding), check: false }, [value])
      break
    case 'cell':
      if (binding.kind === 'var' || existsEarly(binding)) f.emit({ op: 'cellSet' }, [f.raw(binding), value])
      else f.builder.write(binding, f.emit({ op: 'cellNew' }, [value]))
      break
    case 'slot': f.emit({ op: 'localSet', slot: f.slotOf(binding) }, [value]); break
    case 'ssa': f.builder.write(binding, value)
  }
}

/** Reads a variable; a ReferenceError where it is not initialised. */
export function read(f: FunctionLowering, binding: Binding, node: { readonly pos: number }): ValueId {
  switch (binding.kind) {
    case 'this': return readThis(f, binding, node)
    case 'self': case 'newTarget': case 'arguments': return f.raw(binding)
    case 'import': return f.program.readImport(f, binding)
    default:
  }
  const storage = storageOf(binding)
  if (storage === 'global') return readGlobal(f, binding, node)
  const value = readRaw(f, binding, storage)
  const certain = isCertain(binding, f.currentScope, node.pos) &&
    !(binding.kind === 'function' && storage === 'cell' && binding.capturedEarly)
  if (certain) return value
  const checked = f.emit({ op: 'tdzCheck', name: binding.name }, [value])
  if (storage === 'ssa') f.builder.write(binding, checked)
  return checked
}

function readRaw(f: FunctionLowering, binding: Binding, storage: 'cell' | 'slot' | 'ssa'): ValueId {
  if (storage === 'cell') return f.emit({ op: 'cellGet' }, [f.raw(binding)])
  if (storage === 'slot' && f.owns(binding)) return f.emit({ op: 'localGet', slot: f.slotOf(binding) })
  return f.raw(binding)
}

function readGlobal(f: FunctionLowering, binding: Binding, node: { readonly pos: number }): ValueId {
  const scope = f.currentScope
  const straight = scope.isModule || (scope.isInitialiser && scope.parent?.isModule === true)
  const certain = binding.kind === 'function' || binding.kind === 'var' || binding.kind === 'enum' ||
    (straight && !f.unit.isLibrary && isCertain(binding, scope, node.pos))
  return f.emit({ op: 'globalGet', global: f.program.globalOf(f.unit, binding), check: !certain })
}

/** `this`; in a derived constructor only after super(). */
function readThis(f: FunctionLowering, binding: Binding, node: { readonly pos: number }): ValueId {
  const storage = storageOf(binding)
  const value = readRaw(f, binding, storage as 'cell' | 'slot' | 'ssa')
  if (isCertain(binding, f.currentScope, node.pos)) return value
  const [unbound, bound] = [f.newBlock(), f.newBlock()]
  f.builder.branch(f.emit({ op: 'unary', operator: 'isHole' }, [value]), unbound, bound)
  f.builder.startSealed(unbound)
  f.throwError(
    'ReferenceError',
    'Must call super constructor in derived class before accessing \'this\' or returning from derived constructor',
  )
  f.builder.startSealed(bound)
  const checked = f.builder.refine(value, { kind: 'hole' }, true)
  if (storage === 'ssa') f.builder.write(binding, checked)
  return checked
}

/** `name = value` after initialisation. */
export function assign(f: FunctionLowering, binding: Binding, value: ValueId, node: ts.Node): void {
  const { kind } = binding
  const constant = kind === 'const' || kind === 'selfName' || kind === 'className' || kind === 'import' ||
    kind === 'self'
  const certain = isCertain(binding, f.currentScope, node.pos)
  if (!certain && storageOf(binding) !== 'global') {
    f.emit({ op: 'tdzCheck', name: binding.name }, [readRaw(f, binding, storageOf(binding) as 'cell')])
  }
  if (constant) {
    f.throwError('TypeError', 'Assignment to constant variable.')
    return
  }
  switch (storageOf(binding)) {
    case 'global': {
      const checked = kind !== 'var' && kind !== 'function' && kind !== 'enum' && !(f.currentScope.isModule && certain)
      f.emit({ op: 'globalSet', global: f.program.globalOf(f.unit, binding), check: checked }, [value])
      break
    }
    case 'cell': f.emit({ op: 'cellSet' }, [f.raw(binding), value]); break
    case 'slot': f.emit({ op: 'localSet', slot: f.slotOf(binding) }, [value]); break
    case 'ssa': f.builder.write(binding, value)
  }
}

/** `for (let …;;)`: the variables of the next iteration. */
export function renewCells(f: FunctionLowering, scope: Scope): void {
  for (const binding of scope.names.values()) {
    if (binding.kind !== 'let' || storageOf(binding) !== 'cell') continue
    f.builder.write(binding, f.emit({ op: 'cellNew' }, [f.emit({ op: 'cellGet' }, [f.raw(binding)])]))
  }
}

/** The SSA variable that an expression names, if it is one: what a condition can refine. */
export function refinableVariable(f: FunctionLowering, node: ts.Expression): Binding | null {
  if (!ts.isIdentifier(node)) return null
  const binding = f.unit.resolution.bindings.get(node)
  if (binding === undefined || storageOf(binding) !== 'ssa') return null
  switch (binding.kind) {
    case 'var': case 'let': case 'const': case 'param': case 'catch': return binding
    default: return null
  }
}
