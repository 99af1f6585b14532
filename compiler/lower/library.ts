// The library as far as it is reached: a global or a module variable that is asked for brings in the declaration that
// defines it, which is lowered later and may ask for more.

import ts from 'typescript'
import type { GlobalId } from '../hir/hir.ts'
import { lowerFunction } from './functions.ts'
import { lowerSegment } from './modules.ts'
import type { ProgramLowering } from './program.ts'
import { hasModifier } from './syntax.ts'
import { makeBinding, type Binding } from './scope.ts'
import type { Unit } from './unit.ts'

export interface Segment { unit: Unit; position: number; body: number; defines: GlobalId[] }

type Work = { unit: Unit; statement: ts.Statement }

/** Whose prototypes literals, primitives and functions have. */
const IMPLICIT_CLASSES = [
  'Object', 'Function', 'AsyncFunction', 'GeneratorFunction', 'Array', 'String', 'Number', 'Boolean', 'Symbol',
]

export class LibraryDemand {
  readonly segments: Segment[] = []
  readonly #program: ProgramLowering
  readonly #work: Work[] = []
  readonly #queued = new Set<ts.Statement>()
  #behaviours: Map<Binding, ts.ObjectLiteralElementLike> | null = null
  #withoutConstructor: Set<ts.Node> | null = null

  constructor(program: ProgramLowering) {
    this.#program = program
  }

  // --- what the realm files say

  offers(name: string): boolean {
    return this.target(name) !== null
  }

  /** The declaration behind a language global. */
  target(name: string): { unit: Unit; binding: Binding } | null {
    for (const module of this.#program.loaded.library!.realms) {
      const unit = this.#program.unitOf(module)
      if (name === 'callBehaviours' || name === 'withoutConstructor') continue
      const target = this.#program.exports.resolve(unit, name)
      if (target !== null && target.kind === 'variable') return target
    }
    return null
  }

  /** Brings in a language global; false if the library has none of that name. */
  reach(name: string): boolean {
    const { hir } = this.#program
    if (hir.realm.has(name)) return true
    const target = this.target(name)
    if (target === null) return false
    hir.realm.set(name, this.#program.globalOf(target.unit, target.binding))
    return true
  }

  entry(name: string): GlobalId {
    const { hir } = this.#program
    let id = hir.entries.get(name)
    if (id === undefined) {
      const target = this.#entryTarget(name)
      if (target === null) throw new Error(`no entry of the library is called ${name}`)
      id = this.#program.globalOf(target.unit, target.binding)
      hir.entries.set(name, id)
    }
    return id
  }

  #entryTarget(name: string): { unit: Unit; binding: Binding } | null {
    for (const module of this.#program.loaded.library!.entries) {
      const target = this.#program.exports.resolve(this.#program.unitOf(module), name)
      if (target !== null && target.kind === 'variable') return target
    }
    return null
  }

  /** Every entry, for the later passes call them by name, and the classes that values have without being named. */
  reachEntries(): void {
    for (const name of IMPLICIT_CLASSES) this.reach(name)
    for (const module of this.#program.loaded.library!.entries) {
      for (const name of this.#program.exports.names(this.#program.unitOf(module))) this.entry(name)
    }
  }

  // --- demand

  /** A module variable of the library is used: its declaration is needed. */
  demand(unit: Unit, binding: Binding): void {
    this.#demandBehaviour(binding)
    if (binding.declaration === null) return
    const statement = topLevelStatement(binding.declaration)
    if (statement === null || this.#queued.has(statement)) return
    this.#queued.add(statement)
    this.#work.push({ unit, statement })
  }

  /** What calling the class without `new` does comes with the class. */
  #demandBehaviour(binding: Binding): void {
    if (this.#behaviours === null) {
      this.#behaviours = new Map()
      for (const module of this.#program.loaded.library!.realms) this.#readBehaviours(this.#program.unitOf(module))
    }
    const property = this.#behaviours.get(binding)
    if (property === undefined) return
    const unit = this.#unitOfNode(property)
    this.#program.hir.callBehaviours.set((property.name as ts.Identifier).text, this.#behaviourGlobal(unit, property))
  }

  /** Whether the realm says that the class stands for a prototype without constructor. */
  hidesConstructor(node: ts.ClassLikeDeclaration): boolean {
    if (this.#withoutConstructor === null) {
      this.#withoutConstructor = new Set()
      for (const module of this.#program.loaded.library!.realms) this.#readWithoutConstructor(this.#program.unitOf(module))
    }
    return this.#withoutConstructor.has(node)
  }

  #readWithoutConstructor(unit: Unit): void {
    const list = realmTable(unit, 'withoutConstructor')
    if (list === null || !ts.isArrayLiteralExpression(list)) return
    for (const element of list.elements) {
      const binding = unit.resolution.bindings.get(element as ts.Identifier)
      const target = binding === undefined ? null : this.#program.exports.resolveImport(unit, binding)
      if (target?.kind !== 'variable') throw new Error(`${element.getText()} is no class that the realm imports`)
      this.#withoutConstructor!.add(target.binding.declaration!)
    }
  }

  #unitOfNode(node: ts.Node): Unit {
    const source = node.getSourceFile()
    return this.#program.unitOf(this.#program.loaded.library!.realms.find((module) => module.source === source)!)
  }

  #readBehaviours(unit: Unit): void {
    const table = realmTable(unit, 'callBehaviours')
    if (table === null || !ts.isObjectLiteralExpression(table)) return
    for (const property of table.properties) {
      const target = property.name === undefined
        ? null
        : this.#program.exports.resolve(unit, (property.name as ts.Identifier).text)
      if (target?.kind === 'variable') this.#behaviours!.set(target.binding, property)
    }
  }

  #behaviourGlobal(unit: Unit, property: ts.ObjectLiteralElementLike): GlobalId {
    const value = ts.isPropertyAssignment(property)
      ? property.initializer
      : ts.isShorthandPropertyAssignment(property) ? property.name : null
    if (value !== null && ts.isIdentifier(value)) {
      const binding = unit.resolution.bindings.get(value)
      const target = binding?.kind === 'import'
        ? this.#program.exports.resolveImport(unit, binding)
        : binding === undefined ? null : { kind: 'variable' as const, unit, binding }
      if (target?.kind === 'variable') return this.#program.globalOf(target.unit, target.binding)
    }
    const func = ts.isMethodDeclaration(property)
      ? property
      : value !== null && (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) ? value : null
    if (func === null) throw new Error('callBehaviours holds something that is no function')
    const binding = makeBinding((property.name as ts.Identifier).text, 'synthetic', unit.resolution.moduleScope, -1)
    binding.isGlobal = true
    const id = this.#program.globalOf(unit, binding)
    const lowered = lowerFunction(this.#program, unit, null, func, binding.name, 'arrow')
    this.#program.hir.hoisted.push({ global: id, func: lowered.id })
    return id
  }

  /** Lowers what has been asked for, and what that asks for. */
  run(): void {
    for (let work = this.#work.pop(); work !== undefined; work = this.#work.pop()) {
      const { unit, statement } = work
      if (ts.isFunctionDeclaration(statement)) {
        const binding = statement.name === undefined
          ? this.#program.exports.defaultBinding(unit)
          : unit.resolution.moduleScope.names.get(statement.name.text)!
        const func = lowerFunction(this.#program, unit, null, statement, statement.name?.text ?? 'default', 'normal')
        this.#program.hir.hoisted.push({ global: this.#program.globalOf(unit, binding), func: func.id })
      } else {
        const { body, defines } = lowerSegment(this.#program, unit, statement)
        this.segments.push({ unit, position: statement.pos, body, defines })
      }
    }
  }

  /** The object literal is the value of an exported variable. */
  isExported(node: ts.Node): boolean {
    const statement = topLevelStatement(node)
    return statement !== null && hasModifier(statement, ts.SyntaxKind.ExportKeyword)
  }
}

/** The module-level statement that a node lies in. */
function topLevelStatement(node: ts.Node): ts.Statement | null {
  let up = node
  while (up.parent !== undefined && !ts.isSourceFile(up.parent)) up = up.parent
  return ts.isStatement(up) ? up : null
}

/** The initialiser of a constant that a realm file has for the compiler; null where it has none. */
function realmTable(unit: Unit, name: string): ts.Expression | null {
  for (const statement of unit.source.statements) {
    if (!ts.isVariableStatement(statement)) continue
    for (const declaration of statement.declarationList.declarations) {
      if (ts.isIdentifier(declaration.name) && declaration.name.text === name) return declaration.initializer ?? null
    }
  }
  return null
}
