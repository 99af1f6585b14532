// Array and object literals.

import ts from 'typescript'
import { HOLE, type StaticKey, type ValueId } from '../hir/hir.ts'
import { lowerExpression } from './expressions.ts'
import type { FunctionLowering } from './function.ts'
import { lowerNested } from './functions.ts'
import { lowerPropertyName, nameOfKey } from './keys.ts'
import { lowerIdentifier } from './names.ts'
import { printIterable } from './text.ts'

/**
 * An array of these elements; also the argument list of a call with spread (`isArguments`). The text of a spread is how
 * V8 names the iterable: in an argument list `...x` for a single spread at the end, else nothing.
 */
export function lowerArrayLiteral(
  f: FunctionLowering, elements: readonly ts.Expression[], isArguments = false,
): ValueId {
  const firstSpread = elements.findIndex((element) => ts.isSpreadElement(element))
  const plain = firstSpread < 0 ? elements : elements.slice(0, firstSpread)
  const values = plain.map((element) => lowerElement(f, element))
  const array = f.emit({ op: 'array' }, values)
  for (const element of firstSpread < 0 ? [] : elements.slice(firstSpread)) {
    if (ts.isSpreadElement(element)) {
      const value = lowerExpression(f, element.expression)
      f.at(element)
      const printed = printIterable(element.expression)
      const text = !isArguments
        ? printed
        : elements.findIndex((e) => ts.isSpreadElement(e)) === elements.length - 1 ? `...${printed}` : ''
      f.emit({ op: 'arrayAppendSpread' }, [array, value], text)
    } else {
      f.emit({ op: 'arrayAppend' }, [array, lowerElement(f, element)])
    }
  }
  return array
}

function lowerElement(f: FunctionLowering, element: ts.Expression): ValueId {
  return ts.isOmittedExpression(element) ? f.constant(HOLE) : lowerExpression(f, element)
}

/** An object under construction: properties collected for the `object` instruction until something needs the object itself. */
interface Literal { object: ValueId | null; keys: StaticKey[]; values: ValueId[]; enumerable: boolean }

/** `hidden`: a namespace object of the library, whose properties do not enumerate. */
export function lowerObjectLiteral(f: FunctionLowering, node: ts.ObjectLiteralExpression, hidden = false): ValueId {
  f.at(node)
  const literal: Literal = { object: null, keys: [], values: [], enumerable: !hidden }
  if (hidden || node.properties.some(usesSuper)) {
    literal.object = f.emit({ op: 'object', keys: [] })
    f.program.setLiteralHome(f, node, literal.object)
  }
  for (const property of node.properties) lowerProperty(f, literal, property)
  f.at(node)
  return materialise(f, literal)
}

function materialise(f: FunctionLowering, literal: Literal): ValueId {
  literal.object ??= f.emit({ op: 'object', keys: literal.keys }, literal.values)
  return literal.object
}

function lowerProperty(f: FunctionLowering, literal: Literal, property: ts.ObjectLiteralElementLike): void {
  f.at(property)
  if (ts.isShorthandPropertyAssignment(property)) {
    addField(f, literal, property.name.text, lowerIdentifier(f, property.name))
  } else if (ts.isSpreadAssignment(property)) {
    const object = materialise(f, literal)
    const source = lowerExpression(f, property.expression)
    f.at(property)
    f.emit({ op: 'copyDataProperties', excluded: [] }, [object, source])
  } else if (ts.isPropertyAssignment(property)) {
    lowerAssignmentProperty(f, literal, property)
  } else {
    lowerMethodProperty(f, literal, property)
  }
}

function addField(f: FunctionLowering, literal: Literal, key: StaticKey, value: ValueId): void {
  if (literal.object === null && !literal.keys.includes(key)) {
    literal.keys.push(key)
    literal.values.push(value)
  } else {
    f.emit({ op: 'defineField', key, enumerable: literal.enumerable }, [materialise(f, literal), value])
  }
}

function lowerAssignmentProperty(f: FunctionLowering, literal: Literal, property: ts.PropertyAssignment): void {
  const { name } = property
  if ((ts.isIdentifier(name) || ts.isStringLiteralLike(name)) && name.text === '__proto__') {
    const object = materialise(f, literal)
    f.emit({ op: 'setPrototypeLiteral' }, [object, lowerExpression(f, property.initializer)])
    return
  }
  const object = ts.isComputedPropertyName(name) ? materialise(f, literal) : null
  const key = lowerPropertyName(f, name)
  const value = lowerExpression(f, property.initializer, nameOfKey(f, name))
  f.at(property)
  if (key.key !== null) return addField(f, literal, key.key, value)
  f.emit(
    { op: 'defineField', key: null, enumerable: literal.enumerable },
    [object ?? materialise(f, literal), value, key.computed],
  )
}

function lowerMethodProperty(
  f: FunctionLowering, literal: Literal, property: ts.MethodDeclaration | ts.AccessorDeclaration,
): void {
  const { name } = property
  const own = nameOfKey(f, name)
  if (ts.isMethodDeclaration(property) && !ts.isComputedPropertyName(name)) {
    const key = lowerPropertyName(f, name)
    if (key.key !== null && literal.enumerable) {
      return addField(f, literal, key.key, lowerNested(f, property, own, 'method'))
    }
  }
  const object = materialise(f, literal)
  const key = lowerPropertyName(f, name)
  const kind = ts.isMethodDeclaration(property) ? 'method' : ts.isGetAccessorDeclaration(property) ? 'get' : 'set'
  const closure = lowerNested(
    f,
    property,
    kind === 'method' ? own : `${kind} ${own}`,
    kind === 'method' ? 'method' : kind === 'get' ? 'getter' : 'setter',
  )
  f.at(property)
  const args = key.key === null ? [object, closure, key.computed] : [object, closure]
  f.emit({ op: 'defineMethod', key: key.key, kind, enumerable: literal.enumerable }, args)
}

/** A method or accessor of the literal mentions `super`. */
function usesSuper(property: ts.ObjectLiteralElementLike): boolean {
  if (!ts.isMethodDeclaration(property) && !ts.isAccessor(property)) return false
  const visit = (node: ts.Node): boolean => {
    if (node.kind === ts.SyntaxKind.SuperKeyword) return true
    if (ts.isClassLike(node) || ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node)) return false
    return ts.forEachChild(node, (child) => (visit(child) ? true : undefined)) === true
  }
  return visit(property)
}
