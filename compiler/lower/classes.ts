// Classes: the constructor, the members in order, then static fields and blocks. ECMA-262 §15.7.14.
//
// Private methods and accessors are put on each instance like fields (which is what they are observed to be), from
// closures made once at class evaluation.

import ts from 'typescript'
import type { FunctionKind, StaticKey, ValueId } from '../hir/hir.ts'
import { defineBrand, needsBrands } from './brands.ts'
import { lowerExpression } from './expressions.ts'
import { initialiseInstance, withInitialiser } from './fields.ts'
import { FunctionLowering } from './function.ts'
import { bindParameters, closeFunction, lowerNested, openFunction } from './functions.ts'
import { lowerPropertyName, nameOfKey } from './keys.ts'
import { privateKey, shownName } from './private-names.ts'
import { isErased, isEvaluatedOnce, isStatic } from './syntax.ts'
import { makeBinding, specialBinding, type Binding, type FunctionScope } from './scope.ts'
import { lowerBlockBody, lowerStatements } from './statements.ts'
import { initialise, read, writeEarly } from './variables.ts'

/** What the members of a class share while its code is lowered. */
export interface ClassContext {
  readonly id: number
  readonly node: ts.ClassLikeDeclaration
  readonly isDerived: boolean
  readonly isLibrary: boolean
  /** Home objects: the prototype, and the class itself. */
  readonly prototype: Binding
  readonly constructor_: Binding
  /** Values made at class evaluation that the constructor needs: private methods' closures, computed field keys. */
  readonly shared: Map<ts.ClassElement, Binding>
  /** The class as its private members' brands (brands.ts); null where those need none. */
  readonly brand: Binding | null
}

type Member = ts.MethodDeclaration | ts.AccessorDeclaration

/** Evaluates a class; gives the constructor. */
export function lowerClass(f: FunctionLowering, node: ts.ClassLikeDeclaration, name: string): ValueId {
  if (ts.canHaveDecorators(node) && (ts.getDecorators(node)?.length ?? 0) > 0) f.refuse(node, 'SK1304')
  const { resolution } = f.unit
  const scope = resolution.scopes.get(node)!
  const own = node.name === undefined ? undefined : scope.names.get(node.name.text)
  if (own !== undefined) writeEarly(f, own, f.hole())
  f.at(node)
  const heritage = node.heritageClauses?.find((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword)?.types[0]
  const superclass = heritage === undefined ? null : lowerExpression(f, heritage.expression)
  const context = openClass(f, node, name, heritage !== undefined)
  for (const binding of context.shared.values()) writeEarly(f, binding, f.hole())
  if (context.brand !== null) writeEarly(f, context.brand, f.hole())
  const constructorLowering = lowerConstructor(f, context, name)
  f.at(node)
  const captures = f.captureValues(constructorLowering.captures)
  const result = f.emit(
    { op: 'classNew', class: context.id }, superclass === null ? captures : [superclass, ...captures],
  )
  const prototype = f.emit({ op: 'classPrototype' }, [result])
  f.builder.write(context.prototype, prototype)
  f.builder.write(context.constructor_, result)
  if (context.brand !== null) initialise(f, context.brand, result)
  defineBrand(f, context, 'static', result)
  for (const member of node.members) lowerMember(f, context, member, result, prototype)
  if (own !== undefined) initialise(f, own, result)
  const unified = ts.isClassDeclaration(node) && node.name !== undefined && own === undefined
  if (unified) initialise(f, resolution.bindings.get(node.name)!, result)
  for (const member of node.members) if (isStatic(member)) definePrivateMethod(f, context, member, result)
  for (const member of node.members) lowerStaticMember(f, context, member, result)
  return result
}

/** A class declaration statement. */
export function lowerClassDeclaration(f: FunctionLowering, node: ts.ClassDeclaration): ValueId {
  const name = node.name?.text ?? 'default'
  const value = lowerClass(f, node, name)
  const scope = f.unit.resolution.scopes.get(node)!
  if (node.name !== undefined && scope.names.has(node.name.text)) {
    initialise(f, f.unit.resolution.bindings.get(node.name)!, value)
  }
  return value
}

function openClass(f: FunctionLowering, node: ts.ClassLikeDeclaration, name: string, isDerived: boolean): ClassContext {
  const scope = f.unit.resolution.scopes.get(node)!
  const once = isEvaluatedOnce(node)
  const shared = new Map<ts.ClassElement, Binding>()
  // Known before the constructor's closure is made only as a place, hence a cell or a module variable.
  const early = (label: string): Binding => (
    Object.assign(makeBinding(label, 'synthetic', scope, -1), { captured: true, capturedEarly: true, assigned: true, isGlobal: once })
  )
  for (const member of node.members) {
    if (isErased(member) || member.name === undefined) continue
    const isComputedField = ts.isPropertyDeclaration(member) && ts.isComputedPropertyName(member.name)
    if (!isPrivateMethod(member) && !isComputedField) continue
    const label = isPrivateMethod(member) ? `${name}.${(member.name as ts.PrivateIdentifier).text}` : `${name}.key`
    shared.set(member, early(label))
  }
  const context: ClassContext = {
    id: f.program.reserveClass(), node, isDerived, isLibrary: f.unit.isLibrary, shared,
    brand: needsBrands(node) ? early(`${name}.brand`) : null,
    prototype: makeBinding(`${name}.prototype`, 'synthetic', scope, -1),
    constructor_: makeBinding(name === '' ? 'class' : name, 'synthetic', scope, -1),
  }
  f.program.setClassContext(node, context)
  return context
}

/** The object whose prototype `super` looks in. */
export function homeOf(f: FunctionLowering, owner: FunctionScope): ValueId {
  const { node } = owner
  const parent = node.parent
  if (ts.isClassLike(parent)) {
    const context = f.program.classContext(parent)
    if (isStatic(node) || ts.isClassStaticBlockDeclaration(node)) return f.raw(context.constructor_)
    // The constructor is made before the prototype can be captured; from the class itself it is one step.
    if (ts.isConstructorDeclaration(node) || owner.isInitialiser) {
      return f.emit({ op: 'classPrototype' }, [f.raw(specialBinding(owner, 'self'))])
    }
    return f.raw(context.prototype)
  }
  return f.raw(f.program.literalHome(parent as ts.ObjectLiteralExpression))
}

// --- the constructor

function lowerConstructor(f: FunctionLowering, context: ClassContext, name: string): FunctionLowering {
  const { node, isDerived } = context
  const explicit = node.members.find(
    (member): member is ts.ConstructorDeclaration => ts.isConstructorDeclaration(member) && member.body !== undefined,
  )
  const kind: FunctionKind = isDerived ? 'derivedConstructor' : 'classConstructor'
  const child = explicit === undefined
    ? openDefault(f, context, name)
    : openFunction(f.program, f.unit, f, explicit, name)
  child.isDerived = isDerived
  if (explicit === undefined) lowerDefaultBody(child, context)
  else lowerExplicitBody(child, context, explicit)
  const shape = explicit ?? node
  closeFunction(child, shape, name, kind)
  if (explicit === undefined && isDerived) f.program.patchFunction(child.id, { hasRest: true })
  f.program.patchFunction(child.id, { class: context.id, sourceText: f.unit.textOf(node) })
  f.program.finishClass(context, name, f, child)
  return child
}

function openDefault(f: FunctionLowering, context: ClassContext, name: string): FunctionLowering {
  const scope: FunctionScope = {
    node: context.node, parent: f.currentScope, isArrow: false, isModule: false, isInitialiser: false, createdAt: context.node.pos,
    special: new Map(), scope: undefined as never, bodyScope: null,
  }
  scope.scope = {
    parent: f.unit.resolution.scopes.get(context.node)!,
    node: context.node,
    func: scope,
    names: new Map(),
    unordered: false,
    hoisted: [],
    isModule: false,
  }
  return new FunctionLowering(
    f.program, f.unit, scope, f, f.program.reserveFunction(), f.innerSymbol(name), f.unit.placeOf(context.node),
  )
}

function lowerDefaultBody(child: FunctionLowering, context: ClassContext): void {
  const self = specialBinding(child.scope, 'self')
  if (context.isDerived) {
    const rest = child.builder.emitFirst({ op: 'restParam', index: 0 })
    const raw = child.raw(specialBinding(child.scope, 'rawThis'))
    const bound = child.emit(
      { op: 'superCallSpread' }, [child.raw(self), raw, child.raw(specialBinding(child.scope, 'newTarget')), rest],
    )
    child.builder.write(specialBinding(child.scope, 'this'), bound)
    initialiseInstance(child, context, bound)
    child.builder.return(bound)
  } else {
    const value = child.raw(specialBinding(child.scope, 'this'))
    initialiseInstance(child, context, value)
    child.builder.return(value)
  }
}

function lowerExplicitBody(child: FunctionLowering, context: ClassContext, node: ts.ConstructorDeclaration): void {
  const self = specialBinding(child.scope, 'this')
  if (context.isDerived) writeEarly(child, self, child.hole())
  child.returnFilter = (value) => filterReturn(child, context, node, value)
  bindParameters(child, node)
  let rest: readonly ts.Statement[] = node.body!.statements
  if (!context.isDerived) rest = initialiseInstance(child, context, child.raw(self), node)
  lowerStatements(child, rest)
  child.builder.place = child.unit.endOf(node.body!)
  if (child.builder.current.terminator === null) child.builder.return(read(child, self, child.unit.endNode(node.body!)))
}

/** ECMA-262 §10.2.2: objects are returned as they are; undefined gives `this`; the rest depends on the kind. */
function filterReturn(f: FunctionLowering, context: ClassContext, node: ts.Node, value: ValueId): void {
  const { builder } = f
  const end = f.unit.endNode(node)
  const self = specialBinding(f.scope, 'this')
  const definition = builder.values[builder.resolve(value)]!
  if ('op' in definition && definition.op === 'const' && (definition.value === undefined || !context.isDerived)) {
    return builder.return(read(f, self, end))
  }
  const [isObject, isOther] = [f.newBlock(), f.newBlock()]
  builder.branch(f.emit({ op: 'intrinsic', name: 'isObject' }, [value]), isObject, isOther)
  builder.startSealed(isObject)
  builder.return(value)
  builder.startSealed(isOther)
  if (context.isDerived) {
    const [absent, wrong] = [f.newBlock(), f.newBlock()]
    builder.branch(f.emit({ op: 'unary', operator: 'isUndefined' }, [value]), absent, wrong)
    builder.startSealed(wrong)
    f.throwError('TypeError', 'Derived constructors may only return object or undefined')
    builder.startSealed(absent)
  }
  builder.return(read(f, self, end))
}

// --- members

function lowerMember(
  f: FunctionLowering, context: ClassContext, member: ts.ClassElement, result: ValueId, prototype: ValueId,
): void {
  if (ts.canHaveDecorators(member) && (ts.getDecorators(member)?.length ?? 0) > 0) f.refuse(member, 'SK1304')
  if (isErased(member) || ts.isConstructorDeclaration(member)) return
  f.at(member)
  if (ts.isPropertyDeclaration(member)) {
    if ((ts.getModifiers(member) ?? []).some((m) => m.kind === ts.SyntaxKind.AccessorKeyword)) {
      f.refuse(member, 'SK1309')
    }
    const shared = context.shared.get(member)
    if (shared === undefined) return
    const key = lowerPropertyName(f, member.name)
    if (key.key === null) initialiseShared(f, shared, key.computed)
    return
  }
  if (!ts.isMethodDeclaration(member) && !ts.isAccessor(member)) return
  const shared = context.shared.get(member)
  if (shared !== undefined) {
    return initialiseShared(f, shared, lowerMethod(f, member, (member.name as ts.PrivateIdentifier).text))
  }
  const key = lowerPropertyName(f, member.name)
  const closure = lowerMethod(f, member, nameOfKey(f, member.name))
  const home = isStatic(member) ? result : prototype
  f.at(member)
  f.emit(
    { op: 'defineMethod', key: key.key, kind: kindOfMember(member), enumerable: false },
    key.key === null ? [home, closure, key.computed] : [home, closure],
  )
}

function initialiseShared(f: FunctionLowering, binding: Binding, value: ValueId): void {
  initialise(f, binding, value)
}

/** The value of a shared binding, where its class has been evaluated. */
export function readShared(f: FunctionLowering, binding: Binding): ValueId {
  if (binding.isGlobal) return f.emit({ op: 'globalGet', global: f.program.globalOf(f.unit, binding), check: false })
  return f.emit({ op: 'cellGet' }, [f.raw(binding)])
}

export function kindOfMember(member: Member): 'method' | 'get' | 'set' {
  return ts.isMethodDeclaration(member) ? 'method' : ts.isGetAccessorDeclaration(member) ? 'get' : 'set'
}

function lowerMethod(f: FunctionLowering, member: Member, name: string): ValueId {
  if (ts.isMethodDeclaration(member)) return lowerNested(f, member, name, 'method')
  const isGetter = ts.isGetAccessorDeclaration(member)
  return lowerNested(f, member, `${isGetter ? 'get' : 'set'} ${name}`, isGetter ? 'getter' : 'setter')
}

function isPrivateMethod(member: ts.ClassElement): boolean {
  return member.name !== undefined && ts.isPrivateIdentifier(member.name) && !ts.isPropertyDeclaration(member)
}

/** Puts a private method or accessor on an instance, or on the class if it is static. */
export function definePrivateMethod(
  f: FunctionLowering, context: ClassContext, member: ts.ClassElement, object: ValueId,
): void {
  if (ts.isPropertyDeclaration(member)) return
  const shared = context.shared.get(member)
  if (shared === undefined) return
  const key: StaticKey = privateKey(context, (member.name as ts.PrivateIdentifier).text)
  const isFirst = !isStatic(member) && context.node.members.find((other) => isPrivateMethod(other) && !isStatic(other)) === member
  f.emit(
    { op: 'defineMethod', key, kind: kindOfMember(member as Member), enumerable: false }, [object, readShared(f, shared)],
    isFirst ? `Cannot initialize private methods of class ${shownName(context)} twice on the same object` : undefined,
  )
}

function lowerStaticMember(f: FunctionLowering, context: ClassContext, member: ts.ClassElement, result: ValueId): void {
  if (ts.isClassStaticBlockDeclaration(member)) {
    f.at(member)
    withInitialiser(
      f, member, result, null, () => lowerBlockBody(f, member.body, f.unit.resolution.scopes.get(member)!),
    )
  } else if (ts.isPropertyDeclaration(member) && isStatic(member) && !isErased(member)) {
    f.at(member)
    defineStaticField(f, context, member, result)
  }
}

function defineStaticField(
  f: FunctionLowering, context: ClassContext, member: ts.PropertyDeclaration, result: ValueId,
): void {
  const enumerable = !context.isLibrary
  const { initializer } = member
  const isPrivate = ts.isPrivateIdentifier(member.name)
  const name = isPrivate ? (member.name as ts.PrivateIdentifier).text : nameOfKey(f, member.name)
  const shared = context.shared.get(member)
  const computed = shared === undefined ? null : readShared(f, shared)
  const value = initializer === undefined ? f.constant(undefined)
    : withInitialiser(f, member, result, null, () => lowerExpression(f, initializer, name))
  f.at(member)
  if (isPrivate) {
    f.emit({ op: 'defineField', key: privateKey(context, name), enumerable }, [result, value])
    return
  }
  const key = computed === null ? lowerPropertyName(f, member.name) : { key: null, computed }
  f.emit(
    { op: 'defineField', key: key.key, enumerable }, key.key === null ? [result, value, key.computed] : [result, value],
  )
}

/** The class whose constructor (or field initialisers) `owner` is. */
export function ownerClass(owner: FunctionScope): ts.ClassLikeDeclaration | null {
  const node = ts.isClassLike(owner.node) ? owner.node : owner.node.parent
  return ts.isClassLike(node) ? node : null
}

