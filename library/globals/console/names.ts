// What stands before an object's braces: the name of its constructor, its tag, how many entries it has; and functions.
import {
  functionKind, functionSource, isClass, ownAttributes, ownGetter, ownSetter, ownValue, prototypeOf,
} from '../../runtime/intrinsics/mod.ts'
import { ATTRIBUTE_ENUMERABLE } from '../../runtime/inspection/mod.ts'
import type { InspectContext } from './context.ts'
import { contextFrom, optionsOf } from './context.ts'
import { outlineOf } from './inspect.ts'

type Keyed = Record<string | symbol, unknown>

/** The value of an own data property; undefined where there is none, or an accessor. */
export function ownData(object: object, key: string | symbol): unknown {
  if (ownAttributes(object, key) === -1) return undefined
  if (ownGetter(object, key) !== undefined || ownSetter(object, key) !== undefined) return undefined
  return ownValue(object, key)
}

export function isInstance(value: object, constructor: unknown): boolean {
  try {
    return value instanceof (constructor as new () => object)
  } catch {
    return false
  }
}

/** Names of the language's own constructors. */
export function isBuiltinName(name: string): boolean {
  switch (name) {
    case 'Object': case 'Function': case 'Array': case 'Number': case 'Boolean': case 'String': case 'Symbol': case 'Promise':
    case 'Error': case 'AggregateError': case 'EvalError': case 'RangeError': case 'ReferenceError': case 'SyntaxError':
    case 'TypeError': case 'URIError': case 'ArrayBuffer': case 'Uint8Array': case 'Int8Array': case 'Uint16Array':
    case 'Int16Array': case 'Uint32Array': case 'Int32Array': case 'Float32Array': case 'Float64Array':
    case 'Uint8ClampedArray': case 'DataView': case 'Map': case 'Set': case 'WeakMap': case 'WeakSet': case 'WeakRef':
    case 'Iterator': case 'Date': case 'RegExp': case 'Proxy': case 'BigInt':
      return true
  }
  return false
}

/** Name of the nearest constructor on the prototype chain of which the value is an instance; null without prototype. */
export function constructorName(value: object, context: InspectContext, depth: number): string | null {
  let holder: object | null = value
  while (holder !== null) {
    const constructor = ownData(holder, 'constructor')
    if (typeof constructor === 'function' && constructor.name !== '' && isInstance(value, constructor)) {
      return `${constructor.name}`
    }
    holder = prototypeOf(holder)
  }
  const prototype = prototypeOf(value)
  if (prototype === null) return null
  const builtin = typeof value === 'function' ? 'Function' : 'Object'
  if (depth > context.depth) return `${builtin} <Complex prototype>`
  const inherited = constructorName(prototype, context, depth + 1)
  if (inherited !== null) return `${builtin} <${inherited}>`
  const options = optionsOf(context)
  options.depth = -1
  options.customInspect = false
  return `${builtin} <${outlineOf(contextFrom(options), prototype)}>`
}

/** `Name(size) [tag] `, with the fallback in place of the name where there is no prototype. */
export function prefixOf(constructor: string | null, tag: string, fallback: string, size = ''): string {
  if (constructor === null) {
    const bare = `[${fallback}${size}: null prototype] `
    return tag !== '' && fallback !== tag ? `${bare}[${tag}] ` : bare
  }
  return tag !== '' && constructor !== tag ? `${constructor}${size} [${tag}] ` : `${constructor}${size} `
}

/** The Symbol.toStringTag that is worth printing: inherited or hidden, so that it is not among the keys. */
export function tagOf(value: object, context: InspectContext): string {
  const tag = (value as Keyed)[Symbol.toStringTag]
  if (typeof tag !== 'string' || tag === '') return ''
  const own = ownAttributes(value, Symbol.toStringTag)
  const listed = own !== -1 && (context.showHidden || (own & ATTRIBUTE_ENUMERABLE) !== 0)
  return listed ? '' : tag
}

function classBase(value: object, constructor: string | null, tag: string): string {
  const name = ownAttributes(value, 'name') === -1 ? '' : (value as Keyed).name
  let base = `class ${name ? name as string : '(anonymous)'}`
  if (constructor !== 'Function' && constructor !== null) base += ` [${constructor}]`
  if (tag !== '' && constructor !== tag) base += ` [${tag}]`
  if (constructor === null) return `[${base} extends [null prototype]]`
  const superName = (prototypeOf(value) as Keyed | null)?.name
  return superName ? `[${base} extends ${superName as string}]` : `[${base}]`
}

/** Node tells classes by their text, of which the head (up to `{`) may have no parenthesis: `extends mixin(A)` has one. */
function readsAsClass(text: string): boolean {
  const head = text.slice('class'.length, text.indexOf('{'))
  if (!head.includes('(')) return true
  const bare = withoutComments(text.slice('class'.length))
  const parenthesis = bare.indexOf('(')
  return isSpace(bare[0]) && (parenthesis < 0 || bare.indexOf('{') < parenthesis)
}

function withoutComments(text: string): string {
  let bare = ''
  let at = 0
  for (let slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', slash + 1)) {
    const [closing, length] = text[slash + 1] === '/' ? ['\n', 1] : text[slash + 1] === '*' ? ['*/', 2] : ['', 0]
    const end = length === 0 ? -1 : text.indexOf(closing, slash + 2)
    if (end < 0) continue
    bare += text.slice(at, slash)
    at = end + length
    slash = at - 1
  }
  return bare + text.slice(at)
}

function isSpace(unit: string): boolean {
  return unit === ' ' || unit === '\n' || unit === '\t'
}

/** `[Function: name]`, `[class A extends B]` and their kin. */
export function functionBase(value: object, constructor: string | null, tag: string): string {
  if (isClass(value) && readsAsClass(functionSource(value))) return classBase(value, constructor, tag)
  const kind = functionKind(value)
  const type = kind === 'async' ? 'AsyncFunction' : kind === 'generator' ? 'GeneratorFunction'
    : kind === 'asyncgenerator' ? 'AsyncGeneratorFunction' : 'Function'
  const name = (value as Keyed).name
  let base = `[${type}`
  if (constructor === null) base += ' (null prototype)'
  base += name === '' ? ' (anonymous)]' : `: ${name as string}]`
  if (constructor !== type && constructor !== null && constructor !== 'Function') base += ` ${constructor}`
  return tag !== '' && constructor !== tag && tag !== type ? `${base} [${tag}]` : base
}
