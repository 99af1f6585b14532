// Functions: parameters, body, and the HirFunction that comes of them.

import ts from 'typescript'
import type { FunctionKind, ValueId } from '../hir/hir.ts'
import { finishFunction } from './finish.ts'
import { FunctionLowering, type CoroutineKind } from './function.ts'
import { lowerExpression } from './expressions.ts'
import { lengthOf } from './lengths.ts'
import { applyDefault, bindPattern } from './patterns.ts'
import type { ProgramLowering } from './program.ts'
import { hasModifier, isThisParameter } from './syntax.ts'
import { lowerStatements } from './statements.ts'
import type { Scope } from './scope.ts'
import type { Unit } from './unit.ts'
import { enterScope, read, writeEarly } from './variables.ts'

/** Lowers a function inside `f` and gives its closure. */
export function lowerNested(
  f: FunctionLowering, node: ts.FunctionLikeDeclaration, name: string, kind: FunctionKind,
): ValueId {
  const child = lowerFunction(f.program, f.unit, f, node, name, kind)
  f.at(node)
  return f.emit({ op: 'closure', func: child.id }, f.captureValues(child.captures))
}

/** Lowers a function that is no constructor. */
export function lowerFunction(
  program: ProgramLowering, unit: Unit, parent: FunctionLowering | null, node: ts.FunctionLikeDeclaration, name: string, kind: FunctionKind,
): FunctionLowering {
  const child = openFunction(program, unit, parent, node, name)
  child.coroutine = coroutineOf(child, node)
  bindParameters(child, node)
  if (child.coroutine === 'generator') child.emit({ op: 'suspend', kind: 'start' }, [child.constant(undefined)])
  lowerBody(child, node)
  closeFunction(child, node, name, kind)
  return child
}

export function openFunction(
  program: ProgramLowering, unit: Unit, parent: FunctionLowering | null, node: ts.FunctionLikeDeclaration, name: string,
): FunctionLowering {
  const scope = unit.resolution.functions.get(node)!
  const symbol = parent === null ? unit.symbolFor(name) : parent.innerSymbol(name)
  return new FunctionLowering(program, unit, scope, parent, program.reserveFunction(), symbol, unit.placeOf(node))
}

function coroutineOf(f: FunctionLowering, node: ts.FunctionLikeDeclaration): CoroutineKind {
  const isAsync = hasModifier(node, ts.SyntaxKind.AsyncKeyword)
  if (node.asteriskToken === undefined) return isAsync ? 'async' : 'none'
  if (isAsync) f.refuse(node, 'SK1302')
  return 'generator'
}

/** Gives the parameters their values and enters the body's scope. */
export function bindParameters(f: FunctionLowering, node: ts.FunctionLikeDeclaration): void {
  const { scope } = f.scope
  for (const binding of scope.names.values()) {
    if (binding.kind === 'param' && (binding.capturedEarly || binding.usedEarly)) writeEarly(f, binding, f.hole())
  }
  let index = 0
  for (const parameter of node.parameters) {
    if (isThisParameter(parameter)) continue
    f.at(parameter)
    if (ts.canHaveDecorators(parameter) && (ts.getDecorators(parameter)?.length ?? 0) > 0) f.refuse(parameter, 'SK1304')
    const isRest = parameter.dotDotDotToken !== undefined
    const given = f.builder.emitFirst(isRest ? { op: 'restParam', index } : { op: 'param', index })
    const name = ts.isIdentifier(parameter.name) ? parameter.name.text : ''
    const value = applyDefault(f, given, parameter.initializer, name)
    // A default value is a conditional expression to V8, whose printer shows each of its three parts so.
    bindPattern(
      f,
      parameter.name,
      value,
      'initialise',
      parameter.initializer === undefined ? '\0' : '(intermediate value)'.repeat(3),
    )
    index += 1
  }
  const body = f.scope.bodyScope
  if (body !== null) copyParameters(f, scope, body, node)
  enterScope(f, body ?? scope)
}

/** With parameter expressions the body's `var`s are variables of their own, which begin as the parameters of that name. */
function copyParameters(f: FunctionLowering, parameters: Scope, body: Scope, node: ts.FunctionLikeDeclaration): void {
  f.variableStart = new Map()
  for (const binding of body.names.values()) {
    const parameter = parameters.names.get(binding.name)
    if (binding.kind === 'var' && parameter !== undefined && parameter.kind === 'param') {
      f.variableStart.set(binding, read(f, parameter, node.body!))
    }
  }
}

function lowerBody(f: FunctionLowering, node: ts.FunctionLikeDeclaration): void {
  const body = node.body!
  if (ts.isBlock(body)) {
    lowerStatements(f, body.statements)
    f.builder.place = f.unit.endOf(body)
    f.builder.return(f.constant(undefined))
  } else {
    const value = lowerExpression(f, body)
    f.at(body)
    f.builder.return(value)
  }
}

/** Makes the HirFunction. `node` may be a class, for its constructor. */
export function closeFunction(
  f: FunctionLowering, node: ts.FunctionLikeDeclaration | ts.ClassLikeDeclaration, name: string, kind: FunctionKind,
): void {
  const parameters = ts.isClassLike(node) ? [] : node.parameters.filter((parameter) => !isThisParameter(parameter))
  const rest = parameters.findIndex((parameter) => parameter.dotDotDotToken !== undefined)
  const owner = ts.isClassLike(node) ? node : node.parent
  f.program.finishFunction(f, {
    name, kind,
    length: lengthOf(f.symbol, parameters),
    paramCount: rest < 0 ? parameters.length : rest,
    hasRest: rest >= 0,
    isGeneric: !ts.isClassLike(node) && (node.typeParameters?.length ?? 0) > 0,
    isGenericMethod: owner !== undefined && ts.isClassLike(owner) && (owner.typeParameters?.length ?? 0) > 0,
    sourceText: f.unit.textOf(node),
    ...finishFunction(f.builder),
  })
}
