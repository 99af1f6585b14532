// One property as `key: value`, and which keys an object shows.
import { ownValue,
  getWithReceiver, isArray, ownAttributes, ownGetter, ownKeys, ownSetter, prototypeOf,
} from '../../runtime/intrinsics/mod.ts'
import { ATTRIBUTE_ACCESSOR, ATTRIBUTE_ENUMERABLE } from '../../runtime/inspection/mod.ts'
import type { InspectContext } from './context.ts'
import { COMPACT_ALWAYS } from './context.ts'
import { isBuiltinName, isInstance, ownData } from './names.ts'
import { formatValue } from './inspect.ts'
import { escapedText, quoted, symbolText } from './primitives.ts'
import { arrayIndexOf, isPlainIdentifier, spaces } from './text.ts'
import { textWidth } from './width.ts'

/** Enumerable own keys, or all of them with `showHidden`; for arrays without the indices. */
export function shownKeys(context: InspectContext, value: object, skipIndices: boolean): (string | symbol)[] {
  const keys = ownKeys(value)
  const result: (string | symbol)[] = []
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]
    if (skipIndices && typeof key === 'string' && arrayIndexOf(key) !== -1) continue
    if (!context.showHidden && (ownAttributes(value, key) & ATTRIBUTE_ENUMERABLE) === 0) continue
    result[result.length] = key
  }
  return result
}

function getterText(context: InspectContext, value: object, key: string | symbol, label: string, depth: number): string {
  if (!context.getters) return `[${label}]`
  try {
    const got = getWithReceiver(value, key, value)
    context.indentation += 2
    const text = typeof got === 'object' && got !== null
      ? `[${label}] ${formatValue(context, got, depth, false)}`
      : `[${label}: ${formatValue(context, got, depth, false)}]`
    context.indentation -= 2
    return text
  } catch (error) {
    return `[${label}: <Inspection threw (${(error as Error).message})>]`
  }
}

/** The text of a property: of `data`, its value, or of what its accessors are. */
function propertyText(
  context: InspectContext, value: object, key: string | symbol, data: unknown, attributes: number, depth: number, indentation: number,
): string {
  if (attributes !== -1 && (attributes & ATTRIBUTE_ACCESSOR) !== 0) {
    const hasSetter = ownSetter(value, key) !== undefined
    if (ownGetter(value, key) !== undefined) {
      return getterText(context, value, key, hasSetter ? 'Getter/Setter' : 'Getter', depth)
    }
    return hasSetter ? '[Setter]' : 'undefined'
  }
  context.indentation += indentation
  const text = formatValue(context, data, depth, false)
  context.indentation -= indentation
  return text
}

/** A property's value; undefined for an accessor. */
function dataOf(object: object, key: string | symbol, attributes: number): unknown {
  return attributes !== -1 && (attributes & ATTRIBUTE_ACCESSOR) !== 0 ? undefined : ownValue(object, key)
}

/** An array element: the value without its key. */
export function formatElement(context: InspectContext, array: unknown[], key: string, depth: number): string {
  const attributes = ownAttributes(array, key)
  return propertyText(context, array, key, dataOf(array, key, attributes), attributes, depth, 2)
}

function keyText(key: string | symbol, hidden: boolean): string {
  if (typeof key === 'symbol') {
    const text = escapedText(symbolText(key))
    return hidden ? `[${text}]` : text
  }
  const text = key === '__proto__' ? "['__proto__']" : isPlainIdentifier(key) ? key : quoted(key)
  return hidden ? `[${text}]` : text
}

/** An own property of `value` as an entry. */
export function formatProperty(context: InspectContext, value: object, key: string | symbol, depth: number): string {
  const attributes = ownAttributes(value, key)
  return propertyEntry(context, value, key, attributes, dataOf(value, key, attributes), depth, value)
}

/** A property of `holder`, whose value is `data`, as an entry of `value`, which is its holder or inherits from it. */
function propertyEntry(
  context: InspectContext, holder: object, key: string | symbol, attributes: number, data: unknown, depth: number, value: object,
): string {
  const isWide = context.compact === COMPACT_ALWAYS && !isArray(value)
  const indentation = isWide ? 3 : 2
  const text = propertyText(context, holder, key, data, attributes, depth, indentation)
  const isData = attributes === -1 || (attributes & ATTRIBUTE_ACCESSOR) === 0
  const isApart = isWide && isData && context.breakLength < textWidth(text)
  const gap = isApart ? '\n' + spaces(context.indentation + indentation) : ' '
  const hidden = attributes === -1 || (attributes & ATTRIBUTE_ENUMERABLE) === 0
  return `${keyText(key, hidden)}:${gap}${text}`
}

/** How many prototypes' properties `showHidden` tells. */
const MOST_PROTOTYPES = 3

/** With `showHidden`: what is no method on the prototypes up to the first built-in one, as entries. */
export function inheritedEntries(context: InspectContext, value: object, depth: number): string[] {
  const entries: string[] = []
  const told: (string | symbol)[] = []
  const first = ownData(value, 'constructor')
  let holder: object | null = value
  const isOwnClass = typeof first === 'function' && first.name !== '' && isInstance(value, first)
  if (isOwnClass && isBuiltinName(first.name)) return entries
  for (let level = 0; level < MOST_PROTOTYPES; level++) {
    holder = prototypeOf(holder)
    if (holder === null) break
    const constructor = ownData(holder, 'constructor')
    if (typeof constructor === 'function' && isBuiltinName(constructor.name)) break
    const keys = ownKeys(holder)
    context.seen[context.seen.length] = value
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]
      if (key === 'constructor' || ownAttributes(value, key) !== -1 || hasKey(told, key)) continue
      const attributes = ownAttributes(holder, key)
      const data = ownData(holder, key)
      if (typeof data === 'function') continue
      entries[entries.length] = propertyEntry(context, holder, key, attributes, data, depth, value)
    }
    context.seen.length--
    for (let i = 0; i < keys.length; i++) told[told.length] = keys[i]
  }
  return entries
}

export function hasKey(keys: (string | symbol)[], key: string | symbol): boolean {
  for (let i = 0; i < keys.length; i++) if (keys[i] === key) return true
  return false
}
