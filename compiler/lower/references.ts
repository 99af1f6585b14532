// Reference records: what an assignment target or a member access names, evaluated once, read and written maybe both.

import ts from 'typescript'
import type { StaticKey, ValueId } from '../hir/hir.ts'
import type { OpenBlock } from './builder.ts'
import { homeOf } from './classes.ts'
import { lowerExpression, lowerLink, stopIfNullish } from './expressions.ts'
import type { FunctionLowering } from './function.ts'
import { lowerElementKey } from './keys.ts'
import { lowerGlobal, lowerIdentifier } from './names.ts'
import { privateMember, readPrivate, writePrivate, type PrivateMember } from './private-names.ts'
import { skipParentheses } from './syntax.ts'
import { specialBinding, thisOwner, type Binding } from './scope.ts'
import { assign, read } from './variables.ts'

export type Reference =
  | { kind: 'variable'; binding: Binding | null; node: ts.Identifier }
  | { kind: 'property'; object: ValueId; key: StaticKey }
  | { kind: 'element'; object: ValueId; key: ValueId }
  | { kind: 'super'; home: ValueId; self: ValueId; key: StaticKey | null; computed: ValueId | null }
  | { kind: 'private'; object: ValueId; member: PrivateMember }
  | { kind: 'value'; value: ValueId }

/** Evaluates the parts of a reference. In an optional chain `absent` is where a nullish object goes. */
export function lowerReference(f: FunctionLowering, node: ts.Expression, absent: OpenBlock | null = null): Reference {
  const bare = skipParentheses(node)
  if (ts.isIdentifier(bare)) {
    return { kind: 'variable', binding: f.unit.resolution.bindings.get(bare) ?? null, node: bare }
  }
  if (ts.isPropertyAccessExpression(bare)) return propertyReference(f, bare, absent)
  if (ts.isElementAccessExpression(bare)) return elementReference(f, bare, absent)
  return { kind: 'value', value: lowerExpression(f, node) }
}

function lowerObject(
  f: FunctionLowering, node: ts.PropertyAccessExpression | ts.ElementAccessExpression, absent: OpenBlock | null,
): ValueId {
  const object = lowerLink(f, node.expression, absent)
  f.at(node)
  return node.questionDotToken === undefined ? object : stopIfNullish(f, object, absent!)
}

function propertyReference(
  f: FunctionLowering, node: ts.PropertyAccessExpression, absent: OpenBlock | null,
): Reference {
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword) {
    return { ...superParts(f, node.expression), key: node.name.text, computed: null }
  }
  const known = f.program.knownMember(f, node)
  if (known !== null) return { kind: 'value', value: known }
  f.program.checkMember(f, node)
  const object = lowerObject(f, node, absent)
  if (ts.isPrivateIdentifier(node.name)) {
    return { kind: 'private', object, member: privateMember(f, node.name) }
  }
  return { kind: 'property', object, key: node.name.text }
}

function elementReference(f: FunctionLowering, node: ts.ElementAccessExpression, absent: OpenBlock | null): Reference {
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword) {
    const parts = superParts(f, node.expression)
    const key = lowerElementKey(f, node.argumentExpression)
    return { ...parts, ...key }
  }
  const object = lowerObject(f, node, absent)
  const key = lowerElementKey(f, node.argumentExpression)
  return key.key === null ? { kind: 'element', object, key: key.computed } : { kind: 'property', object, key: key.key }
}

function superParts(f: FunctionLowering, node: ts.Node): { kind: 'super'; home: ValueId; self: ValueId } {
  const owner = thisOwner(f.currentScope)
  const self = read(f, f.unit.resolution.bindings.get(node) ?? specialBinding(owner, 'this'), node)
  return { kind: 'super', home: homeOf(f, owner), self }
}

/** Reads what a reference names. */
export function readReference(f: FunctionLowering, reference: Reference, node: ts.Node): ValueId {
  f.at(node)
  switch (reference.kind) {
    case 'variable': return lowerIdentifier(f, reference.node)
    case 'property': return f.emit({ op: 'getProp', key: reference.key }, [reference.object])
    case 'element': return f.emit({ op: 'getElem' }, [reference.object, reference.key])
    case 'super': {
      const { home, self, key, computed } = reference
      return f.emit({ op: 'getSuper', key }, computed === null ? [home, self] : [home, self, computed])
    }
    case 'private': return readPrivate(f, reference.member, reference.object)
    case 'value': return reference.value
    default: return reference satisfies never
  }
}

/** Writes to what a reference names. */
export function writeReference(f: FunctionLowering, reference: Reference, value: ValueId, node: ts.Node): void {
  f.at(node)
  switch (reference.kind) {
    case 'variable': return writeVariable(f, reference.binding, reference.node, value)
    case 'property': f.emit({ op: 'setProp', key: reference.key }, [reference.object, value]); break
    case 'element': f.emit({ op: 'setElem' }, [reference.object, reference.key, value]); break
    case 'super': {
      const { home, self, key, computed } = reference
      f.emit({ op: 'setSuper', key }, computed === null ? [home, self, value] : [home, self, value, computed])
      break
    }
    case 'private': return writePrivate(f, reference.member, reference.object, value)
    case 'value': break // a call as assignment target: the checker has refused it
    default: reference satisfies never
  }
}

function writeVariable(f: FunctionLowering, binding: Binding | null, node: ts.Identifier, value: ValueId): void {
  if (binding !== null) return assign(f, binding, value, node)
  if (f.program.isKnownGlobal(node.text)) {
    f.program.refuse(f, node, 'SK1200', `${node.text} =`)
    return
  }
  lowerGlobal(f, node, node.text) // throws the ReferenceError
}

export function lowerDelete(f: FunctionLowering, node: ts.DeleteExpression): ValueId {
  const bare = skipParentheses(node.expression)
  if (!ts.isPropertyAccessExpression(bare) && !ts.isElementAccessExpression(bare)) {
    lowerExpression(f, bare)
    return f.constant(true)
  }
  if ((bare.flags & ts.NodeFlags.OptionalChain) === 0) return deleteReference(f, lowerReference(f, bare), node)
  const result = {}
  const absent = f.newBlock()
  const after = f.newBlock()
  f.builder.write(result, deleteReference(f, lowerReference(f, bare, absent), node))
  f.builder.jump(after)
  f.builder.startSealed(absent)
  f.builder.write(result, f.constant(true))
  f.builder.jump(after)
  f.builder.startSealed(after)
  return f.builder.read(result, '')
}

function deleteReference(f: FunctionLowering, reference: Reference, node: ts.Node): ValueId {
  f.at(node)
  switch (reference.kind) {
    case 'property': return f.emit({ op: 'deleteProp' }, [reference.object, staticKeyValue(f, reference.key)])
    case 'element': return f.emit({ op: 'deleteProp' }, [reference.object, reference.key])
    case 'super':
      f.throwError('ReferenceError', 'Unsupported reference to \'super\'')
      return f.constant(true)
    default: return f.constant(true)
  }
}

/** A known key as a value. */
export function staticKeyValue(f: FunctionLowering, key: StaticKey): ValueId {
  if (!key.startsWith('@@')) return f.constant(key)
  return f.emit({ op: 'getProp', key: key.slice(2) }, [f.emit({ op: 'realm', name: 'Symbol' })])
}
