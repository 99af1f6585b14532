// The program while it is lowered: tables of functions, classes and globals, what imports and language globals mean,
// and the work that reaching a declaration of the library gives.

import ts from 'typescript'
import type {
  ClassId, FunctionId, FunctionKind, GlobalId, HirFunction, HirProgram, Primitive, ValueId,
} from '../hir/hir.ts'
import { refusalDiagnostic, type Diagnostic } from '../frontend/diagnostic.ts'
import { isHostGlobal } from '../frontend/host-globals.ts'
import type { LoadedModule, LoadedProgram } from '../frontend/program.ts'
import type { RefusalCode } from '../frontend/refusals.ts'
import { hasPrivateNames } from './brands.ts'
import type { ClassContext } from './classes.ts'
import { ownerClass } from './classes.ts'
import { Exports } from './exports.ts'
import { lowerExpression } from './expressions.ts'
import type { FunctionLowering } from './function.ts'
import { LibraryDemand } from './library.ts'
import { lowerObjectLiteral } from './literals.ts'
import { checkMemberAccess } from './members.ts'
import { isEvaluatedOnce, skipParentheses } from './syntax.ts'
import { makeBinding, type Binding, type FunctionScope } from './scope.ts'
import { Unit } from './unit.ts'

/** What finishing a function adds to what its lowering knows. */
type ShapeKeys = 'name' | 'length' | 'paramCount' | 'hasRest' | 'isGeneric' | 'isGenericMethod' | 'sourceText' | 'blocks' | 'values'
export interface FunctionShape extends Pick<HirFunction, ShapeKeys> {
  kind: FunctionKind
}

export class ProgramLowering {
  readonly loaded: LoadedProgram
  readonly hir: HirProgram = {
    files: [], functions: [], classes: [], globals: [], modules: [], hoisted: [], realm: new Map(), entries: new Map(), callBehaviours: new Map(),
  }
  readonly exports: Exports
  readonly library: LibraryDemand
  readonly #units = new Map<string, Unit>()
  readonly #globals = new Map<Binding, GlobalId>()
  readonly #classes = new Map<ts.ClassLikeDeclaration, ClassContext>()
  readonly #homes = new Map<ts.Node, Binding>()
  readonly #refusals: { func: FunctionId; diagnostic: Diagnostic }[] = []

  constructor(loaded: LoadedProgram) {
    this.loaded = loaded
    this.exports = new Exports((from, specifier) => this.#findUnit(from, specifier))
    this.library = new LibraryDemand(this)
  }

  // --- files

  unitOf(module: LoadedModule): Unit {
    let unit = this.#units.get(module.path)
    if (unit === undefined) {
      unit = new Unit(this.hir.files.length, module.source, module.display, module.isLibrary)
      this.#units.set(module.path, unit)
      this.hir.files.push({ path: module.path, display: module.display, isLibrary: module.isLibrary })
    }
    return unit
  }

  #findUnit(from: Unit, specifier: string): Unit | null {
    const module = this.loaded.resolve(this.hir.files[from.index]!.path, specifier)
    return module === null ? null : this.unitOf(module)
  }

  // --- diagnostics

  /** Notes a refused construct in the code of `f`; it counts if that code is reached. */
  refuse(f: FunctionLowering, node: ts.Node, code: RefusalCode, detail = ''): void {
    this.#refusals.push({ func: f.id, diagnostic: refusalDiagnostic(code, detail, f.unit.diagnosticPlace(node)) })
  }

  /** Refusals in the functions that are reached, each place once. */
  reachedRefusals(reached: ReadonlySet<FunctionId>): Diagnostic[] {
    const places = new Map<string, Diagnostic>()
    for (const { func, diagnostic } of this.#refusals) {
      const { code, file, line, column } = diagnostic
      if (reached.has(func) || this.hir.functions[func]!.isLibrary) {
        places.set(`${code} ${file}:${line}:${column}`, diagnostic)
      }
    }
    return [...places.values()].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column)
  }

  // --- functions and classes

  reserveFunction(): FunctionId {
    return this.hir.functions.push(undefined as never) - 1
  }

  finishFunction(f: FunctionLowering, shape: FunctionShape): void {
    this.hir.functions[f.id] = {
      ...shape, id: f.id, symbol: f.symbol, coroutine: f.coroutine, usesThis: f.usesThis, usesArguments: f.usesArguments,
      usesNewTarget: f.usesNewTarget, captures: f.captures.map(
        (binding) => ({ name: binding.name, cell: isCell(binding) }),
      ),
      localCount: f.slotCount, class: null, isLibrary: f.unit.isLibrary, place: f.unit.placeOf(f.scope.node),
    }
  }

  patchFunction(id: FunctionId, patch: Partial<HirFunction>): void {
    Object.assign(this.hir.functions[id]!, patch)
  }

  reserveClass(): ClassId {
    return this.hir.classes.push(undefined as never) - 1
  }

  finishClass(context: ClassContext, name: string, f: FunctionLowering, constructor: FunctionLowering): void {
    const { node } = context
    this.hir.classes[context.id] = {
      id: context.id, name, symbol: constructor.symbol, constructorFunction: constructor.id, hasSuper: context.isDerived,
      evaluatedOnce: isEvaluatedOnce(node), isGeneric: (node.typeParameters?.length ?? 0) > 0, isLibrary: f.unit.isLibrary,
      hasPrivateNames: hasPrivateNames(node, 'instance'),
      hidesConstructor: f.unit.isLibrary && this.library.hidesConstructor(node), sourceText: f.unit.textOf(node), place: f.unit.placeOf(node),
    }
  }

  setClassContext(node: ts.ClassLikeDeclaration, context: ClassContext): void {
    this.#classes.set(node, context)
  }

  classContext(node: ts.ClassLikeDeclaration): ClassContext {
    return this.#classes.get(node)!
  }

  /** The class whose constructor a function scope is. */
  classOfConstructor(owner: FunctionScope): ClassContext | null {
    const node = ownerClass(owner)
    return node === null ? null : this.classContext(node)
  }

  // --- home objects of object literals

  setLiteralHome(f: FunctionLowering, node: ts.ObjectLiteralExpression, value: ValueId): void {
    const binding = makeBinding('home', 'synthetic', f.currentScope.scope, -1)
    this.#homes.set(node, binding)
    f.builder.write(binding, value)
  }

  literalHome(node: ts.ObjectLiteralExpression): Binding {
    return this.#homes.get(node)!
  }

  // --- module variables

  globalOf(unit: Unit, binding: Binding): GlobalId {
    let id = this.#globals.get(binding)
    if (id === undefined) {
      id = this.hir.globals.length
      this.#globals.set(binding, id)
      this.hir.globals.push(
        { id, name: binding.name, module: unit.index, constant: !binding.assigned && binding.kind !== 'var' },
      )
      if (unit.isLibrary) this.library.demand(unit, binding)
    }
    return id
  }

  defaultExport(unit: Unit): GlobalId {
    return this.globalOf(unit, this.exports.defaultBinding(unit))
  }

  /** The value of an imported name. */
  readImport(f: FunctionLowering, binding: Binding): ValueId {
    const target = this.exports.resolveImport(f.unit, binding)
    if (target === null) return f.refuse(binding.declaration!, 'SK1002', binding.name)
    if (target.kind === 'namespace') return f.refuse(binding.declaration!, 'SK1105')
    // An intrinsic has a meaning as a callee only; its body never runs.
    if (f.unit.isLibrary && this.#isIntrinsics(target.unit)) throw new Error(`the intrinsic ${binding.name} is used as a value in the library`)
    return this.#readVariable(f, target.unit, target.binding)
  }

  #isIntrinsics(unit: Unit): boolean {
    return this.loaded.isIntrinsics(this.hir.files[unit.index]!.path)
  }

  #readVariable(f: FunctionLowering, unit: Unit, binding: Binding): ValueId {
    const certain = binding.kind === 'function' || binding.kind === 'var' || binding.kind === 'enum'
    return f.emit({ op: 'globalGet', global: this.globalOf(unit, binding), check: !certain })
  }

  /** Members of things that are no values: `namespace.member`, `globalThis.name`, `Date.now`. */
  knownMember(f: FunctionLowering, node: ts.PropertyAccessExpression): ValueId | null {
    const object = skipParentheses(node.expression)
    if (!ts.isIdentifier(object) || !ts.isIdentifier(node.name)) return null
    const binding = f.unit.resolution.bindings.get(object)
    if (binding === undefined) {
      if (object.text === 'globalThis') return this.readRealm(f, node.name.text, node)
      if (object.text !== 'Date' || node.name.text !== 'now') return null
      return f.emit({ op: 'getProp', key: 'now' }, [this.readRealm(f, 'Date', node)])
    }
    if (binding.kind !== 'import') return null
    const target = this.exports.resolveImport(f.unit, binding)
    if (target?.kind !== 'namespace') return null
    const member = this.exports.resolve(target.unit, node.name.text)
    if (member === null || member.kind === 'namespace') return f.refuse(node, 'SK1105')
    f.at(node)
    return this.#readVariable(f, member.unit, member.binding)
  }

  // --- language globals and the runtime

  isKnownGlobal(name: string): boolean {
    return isHostGlobal(name) || (this.loaded.library !== null && this.library.offers(name))
  }

  /** A global of the language. Not offered: refused; unknown: a ReferenceError. `node` is null for the compiler's own. */
  readRealm(f: FunctionLowering, name: string, node: ts.Node | null): ValueId {
    if (this.loaded.library === null ? isHostGlobal(name) : this.library.reach(name)) {
      return f.emit({ op: 'realm', name })
    }
    if (isHostGlobal(name) || node === null) return f.refuse(node ?? f.scope.node, 'SK1200', name)
    return f.throwError('ReferenceError', `${name} is not defined`)
  }

  /** Calls an entry of the library (HirProgram.entries). Without a library (tests) it is a global called `%name`. */
  callEntry(f: FunctionLowering, name: string, args: ValueId[]): ValueId {
    const callee = this.loaded.library === null ? f.emit({ op: 'realm', name: `%${name}` })
      : f.emit({ op: 'globalGet', global: this.library.entry(name), check: false })
    return f.emit({ op: 'call' }, [callee, f.constant(undefined), ...args])
  }

  /** The intrinsic that a callee names, in the library. */
  intrinsicName(f: FunctionLowering, callee: ts.Identifier): string | null {
    if (!f.unit.isLibrary) return null
    const binding = f.unit.resolution.bindings.get(callee)
    if (binding?.kind !== 'import') return null
    const target = this.exports.resolveImport(f.unit, binding)
    return target?.kind === 'variable' && this.#isIntrinsics(target.unit) ? target.binding.name : null
  }

  /** A variable's initialiser; a namespace object that is a global does not enumerate its members. */
  lowerInitialiser(f: FunctionLowering, node: ts.Expression, name: string): ValueId {
    const bare = skipParentheses(node)
    if (f.unit.definesGlobals && f.scope.isModule && ts.isObjectLiteralExpression(bare)) {
      return lowerObjectLiteral(f, bare, this.library.isExported(node))
    }
    return lowerExpression(f, node, name)
  }

  /** An enum member's value where the checker or the text gives it. */
  enumConstant(member: ts.EnumMember): Primitive {
    const known = this.loaded.checker?.getConstantValue(member)
    if (known !== undefined) return known
    const value = member.initializer
    if (value === undefined) return undefined
    if (ts.isNumericLiteral(value)) return Number(value.text)
    return ts.isStringLiteralLike(value) ? value.text : undefined
  }

  checkMember(f: FunctionLowering, node: ts.PropertyAccessExpression): void {
    checkMemberAccess(this, f, node)
  }
}

function isCell(binding: Binding): boolean {
  return binding.captured && (binding.assigned || binding.capturedEarly) && !binding.isGlobal
}
