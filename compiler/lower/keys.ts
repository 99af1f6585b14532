// Property keys that are known at compile time.

import ts from 'typescript'
import type { StaticKey, ValueId } from '../hir/hir.ts'
import { lowerExpression } from './expressions.ts'
import type { FunctionLowering } from './function.ts'
import { skipParentheses } from './syntax.ts'

/** A key: known, or the value of its expression. */
export type Key = { key: StaticKey; computed: null } | { key: null; computed: ValueId }

/** Canonical array index: its properties come first in key order and are elements of arrays. */
export function isIndexKey(key: string): boolean {
  const index = Number(key) >>> 0
  return String(index) === key && index !== 0xFFFF_FFFF
}

/** `Symbol.iterator` → `@@iterator`. */
function wellKnownSymbol(f: FunctionLowering, node: ts.Expression): StaticKey | null {
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.name)) return null
  if (!isGlobalName(f, node.expression, 'Symbol') && !isGlobalMember(f, node.expression, 'Symbol')) return null
  switch (node.name.text) {
    case 'iterator': case 'asyncIterator': case 'hasInstance': case 'toPrimitive': case 'toStringTag': case 'species':
    case 'isConcatSpreadable': case 'unscopables': case 'match': case 'matchAll': case 'replace': case 'search': case 'split':
      return `@@${node.name.text}`
    default: return null
  }
}

function isGlobalName(f: FunctionLowering, node: ts.Expression, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name && f.unit.resolution.bindings.get(node) === undefined
}

/** `globalThis.name`: how the class that is called Symbol says it inside itself. */
function isGlobalMember(f: FunctionLowering, node: ts.Expression, name: string): boolean {
  return ts.isPropertyAccessExpression(node) && node.name.text === name &&
    isGlobalName(f, node.expression, 'globalThis')
}

/** The key of `object[node]`; literal keys and well-known symbols are known, indices are numbers. */
export function lowerElementKey(f: FunctionLowering, node: ts.Expression): Key {
  const bare = skipParentheses(node)
  const symbol = wellKnownSymbol(f, bare)
  if (symbol !== null) return { key: symbol, computed: null }
  if (ts.isStringLiteralLike(bare)) return literalKey(f, bare.text)
  return { key: null, computed: lowerExpression(f, node) }
}

function literalKey(f: FunctionLowering, text: string): Key {
  if (isIndexKey(text)) return { key: null, computed: f.constant(Number(text)) }
  // A string that looks like a marker of ours is given as a value.
  if (text.startsWith('@@') || text.startsWith('#')) return { key: null, computed: f.constant(text) }
  return { key: text, computed: null }
}

/** The key that a member or property name gives. Private names are not for here. */
export function lowerPropertyName(f: FunctionLowering, name: ts.PropertyName): Key {
  if (ts.isComputedPropertyName(name)) {
    const key = lowerElementKey(f, name.expression)
    if (key.key !== null || isConstantNumber(name.expression) ||
      ts.isStringLiteralLike(skipParentheses(name.expression))) {
      return key
    }
    return { key: null, computed: f.emit({ op: 'unary', operator: 'toPropertyKey' }, [key.computed]) }
  }
  if (ts.isNumericLiteral(name)) return literalKey(f, String(Number(name.text)))
  if (ts.isBigIntLiteral(name)) return { key: null, computed: f.refuse(name, 'SK1301') }
  return literalKey(f, name.text)
}

function isConstantNumber(node: ts.Expression): boolean {
  return ts.isNumericLiteral(skipParentheses(node))
}

/** The `name` of a function that is the value of a property with this name; '' where only a running program knows. */
export function nameOfKey(f: FunctionLowering, name: ts.PropertyName): string {
  if (ts.isComputedPropertyName(name)) {
    const bare = skipParentheses(name.expression)
    const symbol = wellKnownSymbol(f, bare)
    if (symbol !== null) return `[Symbol.${symbol.slice(2)}]`
    if (ts.isStringLiteralLike(bare)) return bare.text
    return ts.isNumericLiteral(bare) ? String(Number(bare.text)) : ''
  }
  return ts.isNumericLiteral(name) ? String(Number(name.text)) : name.text
}
