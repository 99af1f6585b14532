// Instance fields, lowered into the constructor: at its start, or after super().
//
// Fields are defined in order with their initialisers' values, as useDefineForClassFields says. Where nobody can see
// the object yet, a field without initialiser that the constructor's first statements assign (`this.x = x`) is defined
// with that value at once; otherwise it would begin as undefined and every number field would be "number or undefined".
//
//   class P { x: number; y = 0; constructor(x: number) { this.x = x } }   →   defineField x (param 0), defineField y 0

import ts from 'typescript'
import { isPrivate, type ValueId } from '../hir/hir.ts'
import { defineBrand } from './brands.ts'
import { definePrivateMethod, readShared, type ClassContext } from './classes.ts'
import { lowerExpression } from './expressions.ts'
import type { FunctionLowering } from './function.ts'
import { lowerPropertyName, nameOfKey, type Key } from './keys.ts'
import { privateKey } from './private-names.ts'
import { hasModifier, isErased, isStatic, isThisParameter, skipParentheses } from './syntax.ts'
import { isFunctionLike, specialBinding, thisOwner, type Binding, type FunctionScope } from './scope.ts'
import { lowerStatement } from './statements.ts'
import { read } from './variables.ts'

/** A field to define: its key, and its value once known. */
interface Field { name: string; key: Key; value: ValueId; member: ts.Node }

/** Runs `body` as code of an initialiser, whose `this` is `self`; `active` is the constructor, for `super`. */
export function withInitialiser<T>(
  f: FunctionLowering, node: ts.Node, self: ValueId, active: ValueId | null, body: () => T,
): T {
  const scope: FunctionScope = f.unit.resolution.functions.get(node)!
  const saved = f.currentScope
  f.owned.add(scope)
  f.currentScope = scope
  f.builder.write(specialBinding(scope, 'this'), self)
  if (active !== null) f.builder.write(specialBinding(scope, 'self'), active)
  const result = body()
  f.currentScope = saved
  return result
}

/**
 * Defines the fields of a class on a new object. `constructor` is the explicit constructor of a base class, whose first
 * statements may be taken in; gives the statements that remain.
 */
export function initialiseInstance(
  f: FunctionLowering, context: ClassContext, self: ValueId, constructor?: ts.ConstructorDeclaration,
): readonly ts.Statement[] {
  const { node } = context
  defineBrand(f, context, 'instance', self)
  for (const member of node.members) if (!isStatic(member)) definePrivateMethod(f, context, member, self)
  const explicit = constructor ?? node.members.find(
    (m): m is ts.ConstructorDeclaration => ts.isConstructorDeclaration(m) && m.body !== undefined,
  )
  const parameters = explicit === undefined ? [] : explicit.parameters.filter(isParameterProperty)
  const members = node.members.filter(
    (m): m is ts.PropertyDeclaration => ts.isPropertyDeclaration(m) && !isStatic(m) && !isErased(m),
  )
  const statements = constructor === undefined ? [] : constructor.body!.statements
  const delays = members.every((member) => member.initializer === undefined || !exposesThis(member.initializer)) &&
    (!context.isDerived || members.every((m) => m.initializer === undefined || isHarmless(m.initializer)))
  if (!delays) {
    defineEagerly(f, context, self, parameters, members)
    return statements
  }
  const fields: Field[] = [
    ...parameters.map((parameter) => parameterField(f, parameter)),
    ...members.map((member) => memberField(f, context, member, self)),
  ]
  const taken = takeAssignments(f, fields, statements)
  for (const field of fields) define(f, self, field)
  return statements.slice(taken)
}

function defineEagerly(
  f: FunctionLowering, context: ClassContext, self: ValueId, parameters: readonly ts.ParameterDeclaration[], members: readonly ts.PropertyDeclaration[],
): void {
  for (const parameter of parameters) define(f, self, { ...nameField(parameter), value: f.constant(undefined) })
  for (const member of members) define(f, self, memberField(f, context, member, self))
  for (const parameter of parameters) {
    const { value, name } = parameterField(f, parameter)
    f.emit({ op: 'setProp', key: name }, [self, value])
  }
}

export function isParameterProperty(parameter: ts.ParameterDeclaration): boolean {
  return !isThisParameter(parameter) &&
    [ts.SyntaxKind.PublicKeyword, ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword,
    ts.SyntaxKind.ReadonlyKeyword, ts.SyntaxKind.OverrideKeyword].some((kind) => hasModifier(parameter, kind))
}

function nameField(parameter: ts.ParameterDeclaration): Omit<Field, 'value'> {
  const name = (parameter.name as ts.Identifier).text
  return { name, key: { key: name, computed: null }, member: parameter }
}

function parameterField(f: FunctionLowering, parameter: ts.ParameterDeclaration): Field {
  const binding = f.unit.resolution.bindings.get(parameter.name)!
  return { ...nameField(parameter), value: read(f, binding, (parameter.parent as ts.ConstructorDeclaration).body!) }
}

function memberField(f: FunctionLowering, context: ClassContext, member: ts.PropertyDeclaration, self: ValueId): Field {
  const { initializer } = member
  f.at(member)
  const isPrivate = ts.isPrivateIdentifier(member.name)
  const name = isPrivate ? (member.name as ts.PrivateIdentifier).text : nameOfKey(f, member.name)
  const active = initializer !== undefined && mentionsSuper(initializer)
    ? f.raw(specialBinding(thisOwner(f.currentScope), 'self'))
    : null
  const value = initializer === undefined ? f.constant(undefined)
    : withInitialiser(f, member, self, active, () => lowerExpression(f, initializer, name))
  const shared = context.shared.get(member)
  const key = isPrivate ? { key: privateKey(context, name), computed: null } : fieldKey(f, member, shared)
  return { name: isPrivate ? name : key.key ?? '', key, value, member }
}

/** A field's key: known, or the value that the class kept when it evaluated the computed name. */
function fieldKey(f: FunctionLowering, member: ts.PropertyDeclaration, shared: Binding | undefined): Key {
  const name = member.name as ts.PropertyName
  if (shared === undefined || !ts.isComputedPropertyName(name)) return lowerPropertyName(f, name)
  const isKnown = ts.isStringLiteralLike(name.expression) || nameOfKey(f, name).startsWith('[Symbol.')
  return isKnown ? lowerPropertyName(f, name) : { key: null, computed: readShared(f, shared) }
}

function define(f: FunctionLowering, self: ValueId, { name, key, value, member }: Field): void {
  f.at(member)
  if (key.key === null) f.emit({ op: 'defineField', key: null, enumerable: true }, [self, value, key.computed])
  else {
    const twice = isPrivate(key.key) ? `Cannot initialize ${name} twice on the same object` : undefined
    f.emit({ op: 'defineField', key: key.key, enumerable: true }, [self, value], twice)
  }
}

/** Lowers the leading statements that no one can tell from field initialisers; gives their number. */
function takeAssignments(f: FunctionLowering, fields: Field[], statements: readonly ts.Statement[]): number {
  let taken = 0
  for (const [i, statement] of statements.entries()) {
    if (!isTakable(statement, fields)) break
    if (assignedField(statement, fields) !== null) taken = i + 1
  }
  for (const statement of statements.slice(0, taken)) {
    const target = assignedField(statement, fields)
    if (target === null) {
      lowerStatement(f, statement)
      continue
    }
    f.at(statement)
    target.field.value = lowerExpression(f, target.value)
  }
  return taken
}

function isTakable(statement: ts.Statement, fields: readonly Field[]): boolean {
  const target = assignedField(statement, fields)
  if (target !== null) return !mentionsThis(target.value)
  const isPlain = ts.isVariableStatement(statement) || ts.isIfStatement(statement) || ts.isExpressionStatement(statement)
  return isPlain && !mentionsThis(statement) && !mentionsReturn(statement)
}

/** `this.name = value` with a field of that name. */
function assignedField(
  statement: ts.Statement, fields: readonly Field[],
): { field: Field; value: ts.Expression } | null {
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return null
  const { left, operatorToken, right } = statement.expression
  if (operatorToken.kind !== ts.SyntaxKind.EqualsToken || !ts.isPropertyAccessExpression(left) ||
    left.expression.kind !== ts.SyntaxKind.ThisKeyword) {
    return null
  }
  const field = fields.find((candidate) => candidate.name === left.name.text && candidate.key.key !== null)
  return field === undefined ? null : { field, value: right }
}

/** Evaluating it could show the object under construction to someone; an arrow function is not called yet. */
function exposesThis(node: ts.Expression): boolean {
  return !ts.isArrowFunction(skipParentheses(node)) && mentionsThis(node)
}

/** The code names the object under construction. */
function mentionsThis(node: ts.Node): boolean {
  if (node.kind === ts.SyntaxKind.ThisKeyword || node.kind === ts.SyntaxKind.SuperKeyword) return true
  if (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node)) return false
  return ts.forEachChild(node, (child) => (mentionsThis(child) ? true : undefined)) === true
}

function mentionsSuper(node: ts.Node): boolean {
  return node.kind === ts.SyntaxKind.SuperKeyword ||
    ts.forEachChild(node, (child) => (mentionsSuper(child) ? true : undefined)) === true
}

function mentionsReturn(node: ts.Node): boolean {
  if (isFunctionLike(node)) return false
  return ts.isReturnStatement(node) ||
    ts.forEachChild(node, (child) => (mentionsReturn(child) ? true : undefined)) === true
}

/** Runs no code of anyone else: after super() the object may be known elsewhere. */
function isHarmless(node: ts.Expression): boolean {
  const bare = skipParentheses(node)
  if (ts.isArrayLiteralExpression(bare)) return bare.elements.every((element) => isHarmless(element))
  if (ts.isObjectLiteralExpression(bare)) {
    return bare.properties.every(
      (p) => ts.isPropertyAssignment(p) && !ts.isComputedPropertyName(p.name) && isHarmless(p.initializer),
    )
  }
  if (ts.isPrefixUnaryExpression(bare)) return ts.isNumericLiteral(bare.operand)
  return ts.isNumericLiteral(bare) || ts.isStringLiteralLike(bare) || ts.isFunctionExpression(bare) || ts.isArrowFunction(bare) ||
    bare.kind === ts.SyntaxKind.TrueKeyword || bare.kind === ts.SyntaxKind.FalseKeyword ||
      bare.kind === ts.SyntaxKind.NullKeyword
}

