// Identifiers: variables, module variables, imports, and globals of the language.

import ts from 'typescript'
import type { ValueId } from '../hir/hir.ts'
import type { FunctionLowering } from './function.ts'
import { read } from './variables.ts'

/** The value of an identifier. */
export function lowerIdentifier(f: FunctionLowering, node: ts.Identifier): ValueId {
  f.at(node)
  const binding = f.unit.resolution.bindings.get(node)
  if (binding === undefined) return lowerGlobal(f, node, node.text)
  if (binding.kind === 'synthetic' && binding.declaration !== null && ts.isEnumMember(binding.declaration)) {
    const owner = f.unit.resolution.bindings.get(binding.declaration.parent.name)!
    return f.emit({ op: 'getProp', key: binding.name }, [f.enumObjects.get(owner) ?? read(f, owner, node)])
  }
  return read(f, binding, node)
}

/** The globals that are values of the language, not of the library. */
export function isConstantGlobal(name: string): boolean {
  return name === 'undefined' || name === 'NaN' || name === 'Infinity'
}

/** A global of the language, or a ReferenceError. */
export function lowerGlobal(f: FunctionLowering, node: ts.Node, name: string): ValueId {
  switch (name) {
    case 'undefined': return f.constant(undefined)
    case 'NaN': return f.constant(NaN)
    case 'Infinity': return f.constant(Infinity)
    case 'eval': return f.refuse(node, 'SK1100')
    case 'globalThis': return f.refuse(node, 'SK1106')
    case 'Date': return f.refuse(node, 'SK1201')
    default: return f.program.readRealm(f, name, node)
  }
}
