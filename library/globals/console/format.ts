// console.log's arguments as one text: `%` directives of a first string, the rest joined by spaces.
import {
  isCallable, ownAttributes, prototypeOf, stringCodeAt, stringSlice,
} from '../../runtime/intrinsics/mod.ts'
import type { InspectOptions } from './context.ts'
import { inspect } from './inspect.ts'
import { isBuiltinName, ownData } from './names.ts'
import { numberText, symbolText } from './primitives.ts'
import { startsWith } from './text.ts'

type Keyed = Record<string | symbol, unknown>

/** The object inherits the property from a built-in class. */
function isFromBuiltin(value: object, key: string | symbol): boolean {
  if (ownAttributes(value, key) !== -1) return false
  let holder = prototypeOf(value)
  while (holder !== null && ownAttributes(holder, key) === -1) holder = prototypeOf(holder)
  if (holder === null) return true
  const constructor = ownData(holder, 'constructor')
  return typeof constructor === 'function' && isBuiltinName(constructor.name)
}

/** ToString of the object would be a built-in's: no toString or toPrimitive of the program. */
function hasBuiltinToString(value: object): boolean {
  const object = value as Keyed
  if (isCallable(object[Symbol.toPrimitive]) && !isFromBuiltin(value, Symbol.toPrimitive)) return false
  return !isCallable(object.toString) || isFromBuiltin(value, 'toString')
}

function asString(value: unknown): string {
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'symbol') return symbolText(value)
  if (typeof value === 'object' && value !== null && hasBuiltinToString(value)) return inspect(value, { depth: 0 })
  return `${value as string}`
}

function asNumber(value: unknown): string {
  if (typeof value === 'symbol') return 'NaN'
  return numberText(Number(value))
}

function asJson(value: unknown): string {
  try {
    return `${JSON.stringify(value)}`
  } catch (error) {
    const isCircular = error instanceof TypeError
      && startsWith(`${error.message}`, 'Converting circular structure to JSON')
    if (isCircular) return '[Circular]'
    throw error
  }
}

function asInteger(value: unknown): string {
  return typeof value === 'symbol' ? 'NaN' : numberText(parseInt(value as string))
}

function asFraction(value: unknown): string {
  return typeof value === 'symbol' ? 'NaN' : numberText(parseFloat(value as string))
}

const FULL: InspectOptions = { showHidden: true, depth: 4 }

/** What a directive letter makes of its argument; null where it is none. */
function directive(letter: number, value: unknown): string | null {
  switch (letter) {
    case 0x73: return asString(value) // s
    case 0x64: return asNumber(value) // d
    case 0x69: return asInteger(value) // i
    case 0x66: return asFraction(value) // f
    case 0x6a: return asJson(value) // j
    case 0x6f: return inspect(value, FULL) // o
    case 0x4f: return inspect(value) // O
    case 0x63: return '' // c: styles have no meaning here
  }
  return null
}

function isDirective(letter: number): boolean {
  switch (letter) {
    case 0x73: case 0x64: case 0x69: case 0x66: case 0x6a: case 0x6f: case 0x4f: case 0x63: return true
  }
  return false
}

/** The text console.log writes for its arguments, without the line break at the end. */
export function formatWithOptions(args: unknown[]): string {
  if (args.length === 0) return ''
  const format = args[0]
  let result = ''
  let next = 0
  if (typeof format === 'string') {
    if (args.length === 1) return format
    next = 1
    let from = 0
    for (let i = 0; i < format.length - 1; i++) {
      if (stringCodeAt(format, i) !== 0x25) continue
      const letter = stringCodeAt(format, ++i)
      if (letter === 0x25) {
        result += stringSlice(format, from, i)
        from = i + 1
      } else if (next < args.length && isDirective(letter)) {
        result += stringSlice(format, from, i - 1) + (directive(letter, args[next++]) ?? '')
        from = i + 1
      }
    }
    result += stringSlice(format, from, format.length)
  }
  for (let i = next; i < args.length; i++) {
    const value = args[i]
    if (i > 0) result += ' '
    result += typeof value === 'string' ? value : inspect(value)
  }
  return result
}
