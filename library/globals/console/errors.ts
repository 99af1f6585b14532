// Errors: their stack as the base, their other properties in braces.
import { isArray, ownAttributes, stringCodeAt, stringIndexOf, stringSlice } from '../../runtime/intrinsics/mod.ts'
import type { InspectContext } from './context.ts'
import { formatValue } from './inspect.ts'
import { prefixOf } from './names.ts'
import { hasKey } from './properties.ts'
import { contains, endsWith, indented, startsWith, tail, withoutLast } from './text.ts'

type ErrorLike = Record<string | symbol, unknown>

/** Error.prototype.toString (ECMA-262 §20.5.3.4). */
function headline(error: ErrorLike): string {
  const name = error.name === undefined ? 'Error' : `${error.name as string}`
  const message = error.message === undefined ? '' : `${error.message as string}`
  return name === '' ? message : message === '' ? name : `${name}: ${message}`
}

function stackText(context: InspectContext, error: ErrorLike): string {
  const { stack } = error
  if (!stack) return headline(error)
  if (typeof stack === 'string') return stack
  context.indentation += 4
  const text = formatValue(context, stack, 0, false)
  context.indentation -= 4
  return `${headline(error)}\n    ${text}`
}

/** A key that the stack already tells is not printed again. */
function withoutTold(error: ErrorLike, keys: (string | symbol)[], stack: string): (string | symbol)[] {
  const result: (string | symbol)[] = []
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]
    if (key === 'name' || key === 'message' || key === 'stack') {
      const value = error[key]
      if (typeof value !== 'string' || contains(stack, value)) continue
    }
    result[result.length] = key
  }
  return result
}

/** Puts the class of the error in front, where the stack names only what it inherits from. */
function withClass(stack: string, constructor: string | null, name: unknown, tag: string): string {
  if (typeof name !== 'string') {
    const told = `${name as number}`
    const at = stringIndexOf(stack, told, 0)
    if (at === -1) return stack
    const prefix = withoutLast(prefixOf(constructor, tag, 'Error'))
    return `${stringSlice(stack, 0, at)}${told} [${prefix}]${tail(stack, at + told.length)}`
  }
  let length = name.length
  const startsWithName = endsWith(name, 'Error') && startsWith(stack, name)
    && (stack.length === length || stack[length] === ':' || stack[length] === '\n')
  if (constructor !== null && !startsWithName) return stack
  let fallback = 'Error'
  if (constructor === null) {
    const told = leadingName(stack)
    length = told.length
    if (told !== '') fallback = told
  }
  const prefix = withoutLast(prefixOf(constructor, tag, fallback))
  if (name === prefix) return stack
  if (!contains(prefix, name)) return `${prefix} [${name}]${tail(stack, length)}`
  return length === 0 ? `${prefix}: ${stack}` : `${prefix}${tail(stack, length)}`
}

/** Letters, digits and what else V8's class names may hold in a stack's first line. */
function isNameCode(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39)
    || code === 0x5f || code === 0x20 || code === 0x5b || code === 0x5d || code === 0x28 || code === 0x29 || code === 0x2d
}

/** Only white space, some, between `at` and the word `at`. */
function isFrameAt(stack: string, from: number): boolean {
  let at = from
  while (at < stack.length && (stringCodeAt(stack, at) === 0x20 || stringCodeAt(stack, at) === 0x0a)) at++
  return at > from + 1 && startsWith(tail(stack, at), 'at')
}

/** The name that a stack starts with: a capitalised word before a colon or the frames, or all of it if it ends in Error. */
function leadingName(stack: string): string {
  let end = 0
  while (end < stack.length && isNameCode(stringCodeAt(stack, end))) end++
  const first = end === 0 ? 0 : stringCodeAt(stack, 0)
  if (first >= 0x41 && first <= 0x5a && end >= 2 && end < stack.length) {
    const next = stringCodeAt(stack, end)
    if (next === 0x3a || (next === 0x0a && isFrameAt(stack, end))) return stringSlice(stack, 0, end)
  }
  return end === stack.length && endsWith(stack, 'Error') ? stack : ''
}

/** The base text of an error and the keys to print after it. */
export function errorParts(
  context: InspectContext, value: object, constructor: string | null, tag: string, ownKeys: (string | symbol)[],
): { base: string; keys: (string | symbol)[] } {
  const error = value as ErrorLike
  const name = error.name != null ? error.name : 'Error'
  let stack: string
  try {
    stack = stackText(context, error)
  } catch {
    return { base: '[object Error]', keys: ownKeys }
  }
  const keys = context.showHidden ? ownKeys : withoutTold(error, ownKeys, stack)
  if ('cause' in error && !hasKey(keys, 'cause')) keys[keys.length] = 'cause'
  if (ownAttributes(error, 'errors') !== -1 && isArray(error.errors) && !hasKey(keys, 'errors')) {
    keys[keys.length] = 'errors'
  }
  stack = withClass(stack, constructor, name, tag)
  const { message } = error
  const told = message ? `${message as string}` : ''
  const messageAt = told === '' ? -1 : stringIndexOf(stack, told, 0)
  const from = messageAt === -1 ? 0 : messageAt + told.length
  if (stringIndexOf(stack, '\n    at', from) === -1) stack = `[${stack}]`
  return { base: indented(stack, context.indentation), keys }
}
