// Module top levels: a program's module is one function that always runs; a library's is cut into segments.

import ts from 'typescript'
import type { FunctionId, GlobalId, HirModule, ValueId } from '../hir/hir.ts'
import { finishFunction } from './finish.ts'
import { FunctionLowering } from './function.ts'
import { lowerFunction } from './functions.ts'
import { lowerClassDeclaration } from './classes.ts'
import type { LoadedProgram } from '../frontend/program.ts'
import type { ProgramLowering } from './program.ts'
import { hasModifier } from './syntax.ts'
import type { Binding } from './scope.ts'
import { lowerStatement } from './statements.ts'
import type { Unit } from './unit.ts'
import { enterScope } from './variables.ts'

/** Lowers a module of the program. */
export function lowerModule(program: ProgramLowering, unit: Unit, isAsync: boolean): HirModule {
  const { moduleScope } = unit.resolution
  for (const node of moduleScope.hoisted) {
    const binding = node.name === undefined
      ? program.exports.defaultBinding(unit)
      : moduleScope.names.get(node.name.text)!
    const name = node.name?.text ?? 'default'
    const func = lowerFunction(program, unit, null, node, name, 'normal')
    program.hir.hoisted.push({ global: program.globalOf(unit, binding), func: func.id })
  }
  const f = openModule(program, unit, 'module')
  if (isAsync) f.coroutine = 'async'
  enterScope(f, moduleScope)
  for (const statement of unit.source.statements) lowerTopLevel(f, statement)
  f.builder.return(f.constant(undefined))
  closeModule(program, f, unit.source)
  return { file: unit.index, isAsync, requests: [], segments: [{ body: f.id, defines: null }] }
}

/**
 * Where a module has top-level await, the order of evaluation is the running program's: one module in place of all,
 * which gives their bodies and requests to the library, and gives the promise of the entry's evaluation.
 */
export function lowerEvaluation(
  program: ProgramLowering, loaded: LoadedProgram, modules: readonly HirModule[], first: number,
): HirModule {
  const entry = loaded.modules[modules.length - 1]!
  const unit = program.unitOf(entry)
  const f = openModule(program, unit, 'evaluation')
  const list = (values: ValueId[]): ValueId => f.emit({ op: 'array' }, values)
  const bodies = modules.map(({ segments }) => f.emit({ op: 'closure', func: segments[0]!.body }))
  const asynchronous = modules.map((module) => f.constant(module.isAsync))
  const requests = modules.map((module) => list([...new Set(module.requests)].map((at) => f.constant(at - first))))
  f.builder.return(program.callEntry(f, 'evaluateModules', [list(bodies), list(asynchronous), list(requests)]))
  closeModule(program, f, entry.source)
  return { file: unit.index, isAsync: true, requests: [], segments: [{ body: f.id, defines: null }] }
}

function openModule(program: ProgramLowering, unit: Unit, name: string): FunctionLowering {
  const scope = unit.resolution.functions.get(unit.source)!
  return new FunctionLowering(
    program,
    unit,
    scope,
    null,
    program.reserveFunction(),
    unit.symbolFor(name),
    { file: unit.index, line: 1, column: 1 },
  )
}

function closeModule(program: ProgramLowering, f: FunctionLowering, node: ts.Node): void {
  f.builder.place = f.unit.placeOf(node)
  program.finishFunction(f, {
    name: '', kind: 'module', length: 0, paramCount: 0, hasRest: false, isGeneric: false, isGenericMethod: false, sourceText: '',
    ...finishFunction(f.builder),
  })
}

function lowerTopLevel(f: FunctionLowering, statement: ts.Statement): void {
  if (ts.isClassDeclaration(statement) && statement.name === undefined &&
    hasModifier(statement, ts.SyntaxKind.DefaultKeyword)) {
    const value = lowerClassDeclaration(f, statement)
    f.emit({ op: 'globalSet', global: f.program.defaultExport(f.unit), check: false }, [value])
  } else {
    lowerStatement(f, statement)
  }
}

/** Lowers one declaration of a library module; gives the function that runs it and the variables that it defines. */
export function lowerSegment(
  program: ProgramLowering, unit: Unit, statement: ts.Statement,
): { body: FunctionId; defines: GlobalId[] } {
  const names = declaredNames(unit, statement)
  const f = openModule(program, unit, names[0]?.name ?? 'segment')
  lowerTopLevel(f, statement)
  f.builder.return(f.constant(undefined))
  closeModule(program, f, statement)
  const defines = new Set<GlobalId>()
  for (const block of program.hir.functions[f.id]!.blocks) {
    for (const instruction of block.instructions) if (instruction.op === 'globalSet') defines.add(instruction.global)
  }
  return { body: f.id, defines: [...defines] }
}

function declaredNames(unit: Unit, statement: ts.Statement): Binding[] {
  const names: Binding[] = []
  const { moduleScope } = unit.resolution
  for (const binding of moduleScope.names.values()) {
    const { declaration } = binding
    if (declaration !== null && declaration.pos >= statement.pos && declaration.end <= statement.end) {
      names.push(binding)
    }
  }
  return names
}
