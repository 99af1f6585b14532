// Private names: which member one names, and reading, writing and asking for it. ECMA-262 §7.3.28 to §7.3.32.

import ts from 'typescript'
import type { StaticKey, ValueId } from '../hir/hir.ts'
import { checkBrand, hasMember, type BrandSort } from './brands.ts'
import type { ClassContext } from './classes.ts'
import { lowerExpression } from './expressions.ts'
import type { FunctionLowering } from './function.ts'
import { isStatic } from './syntax.ts'

export interface PrivateMember {
  readonly context: ClassContext
  /** As it is written, with its number sign. */
  readonly name: string
  readonly key: StaticKey
  readonly kind: 'field' | 'method' | 'get' | 'set' | 'accessor'
  readonly sort: BrandSort
  /** What V8 says that undefined and null lack; null where it says no more than of other values. */
  readonly nullish: string | null
}

export function privateKey(context: ClassContext, name: string): StaticKey {
  return `${name}@${context.id}`
}

/** The member that a private name names: of the innermost class around that declares it. */
export function privateMember(f: FunctionLowering, name: ts.PrivateIdentifier): PrivateMember {
  let node: ts.Node = name
  for (;;) {
    node = node.parent
    if (!ts.isClassLike(node)) continue
    const members = node.members.filter(
      (member) => member.name !== undefined && ts.isPrivateIdentifier(member.name) && member.name.text === name.text,
    )
    if (members.length > 0) return memberOf(f.program.classContext(node), members, name.text)
  }
}

function memberOf(context: ClassContext, members: readonly ts.ClassElement[], name: string): PrivateMember {
  const kind = members.length > 1 ? 'accessor' : kindOf(members[0])
  const sort = isStatic(members[0]) ? 'static' : 'instance'
  const nullish = kind === 'field' ? name : sort === 'static' ? null : shownName(context)
  return { context, name, key: privateKey(context, name), kind, sort, nullish }
}

function kindOf(member: ts.ClassElement): PrivateMember['kind'] {
  if (ts.isPropertyDeclaration(member)) return 'field'
  if (ts.isMethodDeclaration(member)) return 'method'
  return ts.isGetAccessorDeclaration(member) ? 'get' : 'set'
}

/** The name of a class in messages. */
export function shownName({ node }: ClassContext): string {
  return node.name?.text ?? 'anonymous'
}

/** V8's message where an object lacks the member. */
function lackMessage({ context, name, kind, sort }: PrivateMember, access: 'read' | 'write'): string {
  if (kind === 'field') {
    const preposition = access === 'read' ? 'from' : 'to'
    return `Cannot ${access} private member ${name} ${preposition} an object whose class did not declare it`
  }
  return `Receiver must be ${sort === 'static' ? '' : 'an instance of '}class ${shownName(context)}`
}

export function readPrivate(f: FunctionLowering, member: PrivateMember, object: ValueId): ValueId {
  const { key, nullish } = member
  const message = lackMessage(member, 'read')
  checkBrand(f, member, object, message)
  if (member.kind !== 'set') return f.emit({ op: 'getPrivate', key, nullish }, [object], message)
  requireMember(f, object, key, message)
  return f.throwError('TypeError', `'${member.name}' was defined without a getter`)
}

export function writePrivate(f: FunctionLowering, member: PrivateMember, object: ValueId, value: ValueId): void {
  const { key, kind, name, nullish } = member
  const message = lackMessage(member, 'write')
  checkBrand(f, member, object, message)
  if (kind !== 'method' && kind !== 'get') {
    f.emit({ op: 'setPrivate', key, nullish }, [object, value], message)
    return
  }
  requireMember(f, object, key, message)
  const why = kind === 'method' ? `Private method '${name}' is not writable` : `'${name}' was defined without a setter`
  f.throwError('TypeError', why)
}

/** Throws unless the object has the private member; runs no getter. */
function requireMember(f: FunctionLowering, object: ValueId, key: StaticKey, message: string): void {
  const { builder } = f
  const [isObject, bad, good] = [f.newBlock(), f.newBlock(), f.newBlock()]
  builder.branch(f.emit({ op: 'intrinsic', name: 'isObject' }, [object]), isObject, bad)
  builder.startSealed(isObject)
  builder.branch(f.emit({ op: 'hasPrivate', key }, [object]), good, bad)
  builder.startSealed(bad)
  f.throwError('TypeError', message)
  builder.startSealed(good)
}

/** `#name in object`. */
export function lowerPrivateIn(f: FunctionLowering, name: ts.PrivateIdentifier, node: ts.BinaryExpression): ValueId {
  const object = lowerExpression(f, node.right)
  f.at(node)
  const member = privateMember(f, name)
  const { builder } = f
  const [isObject, isPrimitive] = [f.newBlock(), f.newBlock()]
  builder.branch(f.emit({ op: 'intrinsic', name: 'isObject' }, [object]), isObject, isPrimitive)
  builder.startSealed(isPrimitive)
  // `in` throws for a primitive, whichever the key; V8 names the class where objects carry its brand.
  f.emit({ op: 'hasProp' }, [f.constant(member.kind === 'field' ? name.text : member.nullish ?? name.text), object])
  builder.unreachable()
  builder.startSealed(isObject)
  return hasMember(f, member, object)
}
