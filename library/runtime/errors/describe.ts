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
  if (inheritedData(value, 'toString') === Object.prototype.toString) {
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

/** The value of a data property, own or inherited; undefined for accessors, which must not run here. */
function inheritedData(object: object, key: string): unknown {
  let holder: object | null = object
  while (holder !== null) {
    const attributes = ownAttributes(holder, key)
    if (attributes >= 0) {
      return (attributes & ATTRIBUTE_ACCESSOR) !== 0 ? undefined : (holder as { [key: string]: unknown })[key]
    }
    holder = prototypeOf(holder)
  }
  return undefined
}

/** V8's name for the maker of an object: '' when it has none that is a named function. */
export function constructorName(object: object): string {
  const constructor = inheritedData(object, 'constructor')
  return isCallable(constructor) ? functionName(constructor) : ''
}

export function functionName(callee: object): string {
  const name = inheritedData(callee, 'name')
  return typeof name === 'string' ? name : ''
}

function describeError(object: object): string | null {
  if (inheritedData(object, 'toString') !== Error.prototype.toString) return null
  const name = inheritedData(object, 'name')
  const message = inheritedData(object, 'message')
  const nameText = name === undefined ? 'Error' : describe(name)
  const messageText = message === undefined ? '' : describe(message)
  if (nameText === '') return messageText
  return messageText === '' ? nameText : `${nameText}: ${messageText}`
}

function className(object: object): string {
  if (isArray(object)) return 'Array'
  const tag = (object as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag]
  if (typeof tag === 'string') return tag
  switch (kindOf(object)) {
    case 'view': case 'dataview': return viewKind(object)
    case 'primitive': return constructorName(object)
    default: return 'Object'
  }
}
