// Enums, exactly as the emit makes them: `E[E["A"] = 0] = "A"`, one assignment after the other on one object.

import ts from 'typescript'
import type { ValueId } from '../hir/hir.ts'
import { lowerExpression } from './expressions.ts'
import type { FunctionLowering } from './function.ts'
import { isIndexKey } from './keys.ts'
import { initialise, read } from './variables.ts'

export function lowerEnum(f: FunctionLowering, node: ts.EnumDeclaration): void {
  const binding = f.unit.resolution.bindings.get(node.name)!
  const isFirst = firstDeclaration(node) === node
  const object = isFirst ? f.emit({ op: 'object', keys: [] }) : read(f, binding, { pos: node.end })
  f.enumObjects.set(binding, object)
  let previous: number | null = -1
  for (const member of node.members) {
    f.at(member)
    const name = memberName(member)
    const { value, number, isString } = lowerMember(f, member, previous)
    previous = number
    store(f, object, f.constant(name), name, value)
    if (!isString) f.emit({ op: 'setElem' }, [object, value, f.constant(name)])
  }
  f.enumObjects.delete(binding)
  if (isFirst) initialise(f, binding, object)
}

function firstDeclaration(node: ts.EnumDeclaration): ts.EnumDeclaration {
  const siblings: readonly ts.Statement[] = 'statements' in node.parent ? (node.parent as ts.Block).statements : []
  for (const other of siblings) if (ts.isEnumDeclaration(other) && other.name.text === node.name.text) return other
  return node
}

function memberName(member: ts.EnumMember): string {
  return ts.isNumericLiteral(member.name)
    ? String(Number(member.name.text))
    : (member.name as ts.Identifier | ts.StringLiteral).text
}

function store(f: FunctionLowering, object: ValueId, key: ValueId, name: string, value: ValueId): void {
  if (isIndexKey(name) || name.startsWith('@@') || name.startsWith('#')) f.emit({ op: 'setElem' }, [object, key, value])
  else f.emit({ op: 'setProp', key: name }, [object, value])
}

/** A member's value; `number` is what the next one counts on from, where that is known. */
function lowerMember(
  f: FunctionLowering, member: ts.EnumMember, previous: number | null,
): { value: ValueId; number: number | null; isString: boolean } {
  if (member.initializer === undefined) {
    const number = (previous ?? NaN) + 1
    return { value: f.constant(number), number, isString: false }
  }
  const known = f.program.enumConstant(member)
  if (known !== undefined) {
    return {
      value: f.constant(known), number: typeof known === 'number' ? known : null, isString: typeof known === 'string',
    }
  }
  const isString = ts.isStringLiteralLike(member.initializer) || ts.isTemplateExpression(member.initializer)
  return { value: lowerExpression(f, member.initializer), number: null, isString }
}
