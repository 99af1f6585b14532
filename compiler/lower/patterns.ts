// Destructuring, in declarations, parameters and assignments alike. Array patterns go through the iteration protocol
// object (`step`, `value`, `close`, `abandon`), which does nothing more once the iterator is finished or has thrown.

import ts from 'typescript'
import type { StaticKey, ValueId } from '../hir/hir.ts'
import { lowerExpression, lowerJoin } from './expressions.ts'
import type { FunctionLowering } from './function.ts'
import { protectIteration } from './iteration.ts'
import { lowerPropertyName, nameOfKey, type Key } from './keys.ts'
import { lowerReference, staticKeyValue, writeReference, type Reference } from './references.ts'
import { isCertain } from './initialisation.ts'
import { skipParentheses } from './syntax.ts'
import { storageOf } from './scope.ts'
import { printExpression, printIterable } from './text.ts'
import { assign, initialise } from './variables.ts'

/** What receives a value: declared names or assignment targets. */
type Store = (value: ValueId) => void

/** One element of a pattern, whatever its syntax. */
interface Element {
  /** null: a hole. */
  target: ts.BindingName | ts.Expression | null
  defaultValue: ts.Expression | undefined
  isRest: boolean
  /** Object patterns. */
  key: ts.PropertyName | null
}

/** How names are bound: declared, or (`var`) assigned. */
type Mode = 'initialise' | 'assign'

/** Gives the names of a declaration their values. `source` is the expression the value comes from, for messages. */
export function bindPattern(
  f: FunctionLowering, name: ts.BindingName, value: ValueId, mode: Mode, source: ts.Expression | string | null,
): void {
  if (ts.isIdentifier(name)) {
    const binding = f.unit.resolution.bindings.get(name)!
    if (mode === 'initialise') initialise(f, binding, value)
    else assign(f, binding, value, name)
    return
  }
  destructure(f, name, bindingElements(name), value, mode, source)
}

/** Assigns to the targets of a pattern in an assignment expression. */
export function assignPattern(
  f: FunctionLowering,
  pattern: ts.ObjectLiteralExpression | ts.ArrayLiteralExpression,
  value: ValueId,
  source: ts.Expression | null,
): void {
  destructure(f, pattern, assignmentElements(f, pattern), value, 'assign', source)
}

type Pattern = ts.BindingPattern | ts.ObjectLiteralExpression | ts.ArrayLiteralExpression

function destructure(
  f: FunctionLowering,
  pattern: Pattern,
  elements: Element[],
  value: ValueId,
  mode: Mode,
  source: ts.Expression | string | null,
): void {
  if (ts.isArrayBindingPattern(pattern) ||
    ts.isArrayLiteralExpression(pattern)) destructureArray(f, pattern, elements, value, mode, source)
  else destructureObject(f, pattern, elements, value, mode, source)
}

function bindingElements(pattern: ts.BindingPattern): Element[] {
  return pattern.elements.map((element): Element => {
    if (ts.isOmittedExpression(element)) return { target: null, defaultValue: undefined, isRest: false, key: null }
    const key = element.propertyName ?? (ts.isIdentifier(element.name) ? element.name : null)
    return {
      target: element.name, defaultValue: element.initializer, isRest: element.dotDotDotToken !== undefined, key,
    }
  })
}

function assignmentElements(
  f: FunctionLowering, pattern: ts.ObjectLiteralExpression | ts.ArrayLiteralExpression,
): Element[] {
  if (ts.isArrayLiteralExpression(pattern)) {
    return pattern.elements.map((element): Element => {
      if (ts.isOmittedExpression(element)) return { target: null, defaultValue: undefined, isRest: false, key: null }
      if (ts.isSpreadElement(element)) {
        return { target: element.expression, defaultValue: undefined, isRest: true, key: null }
      }
      return { ...withDefault(element), isRest: false, key: null }
    })
  }
  return pattern.properties.map((property): Element => {
    if (ts.isShorthandPropertyAssignment(property)) {
      return {
        target: property.name, defaultValue: property.objectAssignmentInitializer, isRest: false, key: property.name,
      }
    }
    if (ts.isPropertyAssignment(property)) {
      return { ...withDefault(property.initializer), isRest: false, key: property.name }
    }
    if (ts.isSpreadAssignment(property)) {
      return { target: property.expression, defaultValue: undefined, isRest: true, key: null }
    }
    f.refuse(property, 'SK1308', 'this target')
    return { target: null, defaultValue: undefined, isRest: false, key: null }
  })
}

function withDefault(node: ts.Expression): Pick<Element, 'target' | 'defaultValue'> {
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    return { target: node.left, defaultValue: node.right }
  }
  return { target: node, defaultValue: undefined }
}

/** Evaluates an assignment target's own parts (before the value is read), and gives what stores into it. */
function prepareTarget(
  f: FunctionLowering, target: ts.BindingName | ts.Expression, mode: Mode, source: ts.Expression | null,
): Store {
  if (ts.isObjectBindingPattern(target) || ts.isArrayBindingPattern(target)) {
    return (value) => bindPattern(f, target, value, mode, source)
  }
  if (ts.isIdentifier(target) && (ts.isBindingElement(target.parent) || mode === 'initialise')) {
    return (value) => bindPattern(f, target, value, mode, null)
  }
  const bare = skipParentheses(target)
  if (ts.isObjectLiteralExpression(bare) || ts.isArrayLiteralExpression(bare)) {
    return (value) => assignPattern(f, bare, value, source)
  }
  const reference: Reference = lowerReference(f, bare)
  return (value) => writeReference(f, reference, value, bare)
}

/** `value === undefined ? defaultValue : value`. */
export function applyDefault(
  f: FunctionLowering, value: ValueId, defaultValue: ts.Expression | undefined, name: string,
): ValueId {
  if (defaultValue === undefined) return value
  return lowerJoin(f, (_, end) => {
    const missing = f.newBlock()
    const given = f.newBlock()
    f.at(defaultValue)
    f.builder.branch(f.emit({ op: 'unary', operator: 'isUndefined' }, [value]), missing, given)
    f.builder.startSealed(given)
    end(f.builder.refine(value, { kind: 'strictEq', constant: undefined }, true))
    f.builder.startSealed(missing)
    end(lowerExpression(f, defaultValue, name))
  }, name)
}

function nameOfTarget(target: ts.BindingName | ts.Expression | null): string {
  return target !== null && ts.isIdentifier(target) ? target.text : ''
}

// --- objects

function destructureObject(
  f: FunctionLowering,
  pattern: Pattern,
  elements: Element[],
  value: ValueId,
  mode: Mode,
  source: ts.Expression | string | null,
): void {
  f.at(pattern)
  checkObject(f, elements, value, source)
  const taken: Key[] = []
  const hasRest = elements.some((element) => element.isRest)
  for (const { target, defaultValue, isRest, key } of elements) {
    if (target === null) continue
    f.at(target)
    if (isRest) {
      const store = prepareTarget(f, target, mode, null)
      store(copyRest(f, value, taken))
      continue
    }
    const property = lowerPropertyName(f, key!)
    if (hasRest) taken.push(property)
    const store = prepareTarget(f, target, mode, defaultValue ?? null)
    const got = property.key !== null
      ? f.emit({ op: 'getProp', key: property.key }, [value])
      : f.emit({ op: 'getElem' }, [value, property.computed])
    store(applyDefault(f, got, defaultValue, nameOfTarget(target)))
  }
}

function copyRest(f: FunctionLowering, value: ValueId, taken: readonly Key[]): ValueId {
  const rest = f.emit({ op: 'object', keys: [] })
  const excluded: StaticKey[] = []
  const computed: ValueId[] = []
  for (const key of taken) {
    if (key.key === null) computed.push(key.computed)
    else if (key.key.startsWith('@@')) computed.push(staticKeyValue(f, key.key))
    else excluded.push(key.key)
  }
  f.emit({ op: 'copyDataProperties', excluded }, [rest, value, ...computed])
  return rest
}

/**
 * The TypeError for undefined and null. Where the first thing done is a read of a known property and the message is
 * that of a plain read (nested patterns), the read itself throws.
 */
function checkObject(
  f: FunctionLowering, elements: Element[], value: ValueId, source: ts.Expression | string | null,
): void {
  const first = elements[0]
  const named = first?.key !== null && first?.key !== undefined && !ts.isComputedPropertyName(first.key) &&
    !first.isRest
  if (named && (source === null || first.defaultValue !== undefined)) return
  // `\0` stands for the value as V8 prints it where there is no expression: `undefined`, `object null`.
  const shown = source === null
    ? '\0'
    : typeof source === 'string' ? source : isOptionalChain(source) ? '(intermediate value)' : printExpression(source)
  const subject = named ? `property '${nameOfKey(f, first.key!)}' of '${shown}'` : `'${shown}'`
  f.emit({ op: 'unary', operator: 'toObjectCoercible' }, [value], `Cannot destructure ${subject} as it is `)
}

// --- arrays

function destructureArray(
  f: FunctionLowering,
  pattern: Pattern,
  elements: Element[],
  value: ValueId,
  mode: Mode,
  source: ts.Expression | string | null,
): void {
  f.at(pattern)
  const text = iterableText(pattern, source)
  const iterator = f.emit({ op: 'iterStart', kind: 'sync' }, [value], text)
  const state: ArrayState = {
    iterator, done: {}, slot: elements.every((element) => isUneventful(f, element, mode)) ? null : f.newSlot(),
    position: 0,
  }
  setDone(f, state, f.constant(false))
  const body = (): void => { for (const element of elements) bindElement(f, state, element, mode) }
  if (state.slot === null) body()
  else protectIteration(
    f,
    iterator,
    false,
    body,
    () => unlessDone(f, state, () => f.emit({ op: 'callMethod', key: 'abandon' }, [iterator])),
  )
  unlessDone(f, state, () => f.emit({ op: 'callMethod', key: 'close' }, [iterator]))
}

/** What V8 calls the iterable in a message: the source expression only where a declaration takes it apart directly. */
function iterableText(pattern: Pattern, source: ts.Expression | string | null): string {
  if (source === '.for') return '.for'
  if (source === null || typeof source === 'string' || ts.isArrayLiteralExpression(pattern)) return ''
  const bare = skipParentheses(source)
  const isAccess = ts.isPropertyAccessExpression(bare) || ts.isElementAccessExpression(bare)
  return isAccess || isOptionalChain(source) ? '' : printIterable(source)
}

function isOptionalChain(node: ts.Expression): boolean {
  return (skipParentheses(node).flags & ts.NodeFlags.OptionalChain) !== 0
}

/** `done`: the iterator is finished or has thrown. In a slot where the handler has to know. */
interface ArrayState { iterator: ValueId; done: object; slot: number | null; position: number }

function setDone(f: FunctionLowering, { done, slot }: ArrayState, value: ValueId): void {
  if (slot === null) f.builder.write(done, value)
  else f.emit({ op: 'localSet', slot }, [value])
}

function readDone(f: FunctionLowering, { done, slot }: ArrayState): ValueId {
  return slot === null ? f.builder.read(done, 'done') : f.emit({ op: 'localGet', slot })
}

function unlessDone(f: FunctionLowering, state: ArrayState, body: () => void): void {
  const [open, after] = [f.newBlock(), f.newBlock()]
  f.builder.branch(readDone(f, state), after, open)
  f.builder.startSealed(open)
  body()
  f.builder.jump(after)
  f.builder.startSealed(after)
}

/** Storing into it cannot throw, so that the iterator need not be closed because of it. */
function isUneventful(f: FunctionLowering, { target, defaultValue }: Element, mode: Mode): boolean {
  if (defaultValue !== undefined && !ts.isNumericLiteral(defaultValue) && !ts.isStringLiteralLike(defaultValue)) {
    return false
  }
  if (target === null) return true
  if (!ts.isIdentifier(target)) return false
  if (mode === 'initialise') return true
  const binding = f.unit.resolution.bindings.get(target)
  return binding !== undefined && storageOf(binding) !== 'global' && (binding.kind === 'let' || binding.kind === 'var' || binding.kind === 'param') &&
    isCertain(binding, f.currentScope, target.pos)
}

function bindElement(f: FunctionLowering, state: ArrayState, element: Element, mode: Mode): void {
  const { target, defaultValue, isRest } = element
  if (target === null) {
    nextOf(f, state)
    return
  }
  f.at(target)
  const store = prepareTarget(f, target, mode, defaultValue ?? null)
  const got = isRest ? restOf(f, state) : nextOf(f, state)
  store(applyDefault(f, got, defaultValue, nameOfTarget(target)))
}

/** The next value, undefined at and after the end. */
function nextOf(f: FunctionLowering, state: ArrayState): ValueId {
  const position = state.position++
  return lowerJoin(f, (_, end) => {
    const [open, more, over] = [f.newBlock(), f.newBlock(), f.newBlock()]
    f.builder.branch(readDone(f, state), over, open)
    f.builder.startSealed(open)
    setDone(f, state, f.constant(true)) // if step throws
    f.builder.branch(f.emit({ op: 'callMethod', key: 'step', position }, [state.iterator]), more, over)
    f.builder.startSealed(more)
    setDone(f, state, f.constant(false))
    end(f.emit({ op: 'getProp', key: 'value', position }, [state.iterator]))
    f.builder.startSealed(over)
    end(f.constant(undefined))
  })
}

function restOf(f: FunctionLowering, state: ArrayState): ValueId {
  const { builder } = f
  const rest = f.emit({ op: 'array' })
  const [head, body, after] = [f.newBlock(), f.newBlock(), f.newBlock()]
  const open = f.newBlock()
  builder.branch(readDone(f, state), after, open)
  builder.startSealed(open)
  setDone(f, state, f.constant(true))
  builder.jump(head)
  builder.start(head)
  builder.branch(f.emit({ op: 'callMethod', key: 'step' }, [state.iterator]), body, after)
  builder.startSealed(body)
  f.emit({ op: 'arrayAppend' }, [rest, f.emit({ op: 'getProp', key: 'value' }, [state.iterator])])
  builder.jump(head)
  builder.seal(head)
  builder.startSealed(after)
  return rest
}
