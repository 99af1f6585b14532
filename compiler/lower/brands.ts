// Brands: which evaluation of a class the private members of an object are of. ECMA-262 §15.7.14, steps 4 to 6.
//
// Each evaluation of a class expression has private names of its own, while compiled code knows one slot for all of them. So
// where a class can be evaluated more than once, an object that has its private members has one more, defined first: the
// class. It is compared before the others are touched.
//
//   class { #x = 1; get() { return this.#x } }   →   #.instance = the class, #x = 1; this.#.instance === the class, this.#x

import ts from 'typescript'
import type { StaticKey, ValueId } from '../hir/hir.ts'
import { readShared, type ClassContext } from './classes.ts'
import type { FunctionLowering } from './function.ts'
import { privateKey, type PrivateMember } from './private-names.ts'
import { isEvaluatedOnce, isStatic } from './syntax.ts'

/** Whose members: the instances' or the class's own. Objects of both sorts have brands of both. */
export type BrandSort = 'instance' | 'static'

/** Whether evaluations of the class must be told apart. */
export function needsBrands(node: ts.ClassLikeDeclaration): boolean {
  return !isEvaluatedOnce(node) && (hasPrivateNames(node, 'instance') || hasPrivateNames(node, 'static'))
}

/** Whether members of that sort have private names. */
export function hasPrivateNames(node: ts.ClassLikeDeclaration, sort: BrandSort): boolean {
  return node.members.some((member) => (
    member.name !== undefined && ts.isPrivateIdentifier(member.name) && isStatic(member) === (sort === 'static')
  ))
}

/** No name in a program contains a full stop. */
function brandKey(context: ClassContext, sort: BrandSort): StaticKey {
  return privateKey(context, `#.${sort}`)
}

/** Brands an object that is about to get the private members of the class. */
export function defineBrand(f: FunctionLowering, context: ClassContext, sort: BrandSort, object: ValueId): void {
  if (context.brand === null || !hasPrivateNames(context.node, sort)) return
  f.emit({ op: 'defineField', key: brandKey(context, sort), enumerable: false }, [object, readShared(f, context.brand)])
}

/** Whether an object's brand is that of the class evaluation around; without a brand, throws a TypeError with `message`. */
function isOwnBrand(f: FunctionLowering, { context, sort }: PrivateMember, object: ValueId, message: string): ValueId {
  const found = f.emit({ op: 'getPrivate', key: brandKey(context, sort), nullish: null }, [object], message)
  return f.emit({ op: 'binary', operator: 'strictEq' }, [found, readShared(f, context.brand!)])
}

/**
 * Throws a TypeError with `message` for an object without the private members of this evaluation of the class. What is no
 * object passes: the access itself throws for that, in words of its own.
 */
export function checkBrand(f: FunctionLowering, member: PrivateMember, object: ValueId, message: string): void {
  if (member.context.brand === null) return
  const { builder } = f
  const [isObject, bad, good] = [f.newBlock(), f.newBlock(), f.newBlock()]
  builder.branch(f.emit({ op: 'intrinsic', name: 'isObject' }, [object]), isObject, good)
  builder.startSealed(isObject)
  builder.branch(isOwnBrand(f, member, object, message), good, bad)
  builder.startSealed(bad)
  f.throwError('TypeError', message)
  builder.startSealed(good)
}

/** `#name in object`, of an object. */
export function hasMember(f: FunctionLowering, member: PrivateMember, object: ValueId): ValueId {
  const { builder } = f
  if (member.context.brand === null) return f.emit({ op: 'hasPrivate', key: member.key }, [object])
  const result = {}
  const [branded, own, without, after] = [f.newBlock(), f.newBlock(), f.newBlock(), f.newBlock()]
  builder.branch(f.emit({ op: 'hasPrivate', key: brandKey(member.context, member.sort) }, [object]), branded, without)
  builder.startSealed(branded)
  builder.branch(isOwnBrand(f, member, object, ''), own, without)
  builder.startSealed(own)
  builder.write(result, f.emit({ op: 'hasPrivate', key: member.key }, [object]))
  builder.jump(after)
  builder.startSealed(without)
  builder.write(result, f.constant(false))
  builder.jump(after)
  builder.startSealed(after)
  return builder.read(result, '')
}
