// How V8 prints a value inside an error message, without running any code of the program.
import {
  functionSource, isArray, isCallable, isObject, kindOf, ownAttributes, prototypeOf, symbolDescription, viewKind,
} from '../intrinsics/mod.ts'
import { ATTRIBUTE_ACCESSOR } from '../core/layout.ts'

/** `#<Foo>`, `[object Array]`, `Symbol(x)`, source text of functions, primitives as they are. */
export function describe(value: unknown): string {
  if (typeof value === 'symbol') return describeSymbol(value)
  if (isCallable(value)) return functionSource(value)
  if (!isObject(value)) return `${value as string}`
  const error = describeError(value)
  if (error !== null) return error
  if (holderOfData(value, 'toString')?.toString === Object.prototype.toString) {
    const name = constructorName(value)
    if (name !== '') return `#<${name}>`
  }
  return `[object ${className(value)}]`
}

/** `number 1`, `object`, `string "s"`: what V8 prints for the callee or iterable of a call that a built-in makes. */
export function callSite(value: unknown): string {
  switch (typeof value) {
    case 'string': return `string "${value}"`
    case 'number': case 'boolean': return `${typeof value} ${value}`
    default: return value === null ? 'object null' : typeof value
  }
}

export function describeSymbol(symbol: symbol): string {
  const description = symbolDescription(symbol)
  return description === undefined ? 'Symbol()' : `Symbol(${description})`
}

interface Described {
  readonly constructor?: unknown
  readonly name?: unknown
  readonly message?: unknown
  readonly toString?: unknown
  readonly [Symbol.toStringTag]?: unknown
}

/**
 * The object in the chain that has a data property of this name; null where there is none, or an accessor, which must
 * not run here. Its caller reads the property by name, so that the analysis sees which are read.
 */
function holderOfData(object: object, key: keyof Described): Described | null {
  let holder: object | null = object
  while (holder !== null) {
    const attributes = ownAttributes(holder, key)
    if (attributes >= 0) return (attributes & ATTRIBUTE_ACCESSOR) !== 0 ? null : holder
    holder = prototypeOf(holder)
  }
  return null
}

/** V8's name for the maker of an object: '' when it has none that is a named function. */
export function constructorName(object: object): string {
  const constructor = holderOfData(object, 'constructor')?.constructor
  return isCallable(constructor) ? functionName(constructor) : ''
}

export function functionName(callee: object): string {
  const name = holderOfData(callee, 'name')?.name
  return typeof name === 'string' ? name : ''
}

function describeError(object: object): string | null {
  if (holderOfData(object, 'toString')?.toString !== Error.prototype.toString) return null
  const name = holderOfData(object, 'name')?.name
  const message = holderOfData(object, 'message')?.message
  const nameText = name === undefined ? 'Error' : describe(name)
  const messageText = message === undefined ? '' : describe(message)
  if (nameText === '') return messageText
  return messageText === '' ? nameText : `${nameText}: ${messageText}`
}

function className(object: object): string {
  if (isArray(object)) return 'Array'
  const tag = holderOfData(object, Symbol.toStringTag)?.[Symbol.toStringTag]
  if (typeof tag === 'string') return tag
  switch (kindOf(object)) {
    case 'view': case 'dataview': return viewKind(object)
    case 'primitive': return constructorName(object)
    default: return 'Object'
  }
}
