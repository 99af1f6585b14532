// JSON.stringify (ECMA-262 §25.5.2).
import {
  apply, arrayAt, arrayPush, arrayTruncate, callWith, enumerableKeys, isArray, isCallable, isObject, kindOf, primitiveOf,
  stringSlice,
} from '../intrinsics/mod.ts'
import { toIntegerOrInfinity, toLength } from '../array/integers.ts'
import { circularStructure } from './circular.ts'
import { quoteJson } from './quote.ts'

const MAX_INDENT = 10

interface Bag { [key: string]: unknown }

export function stringifyJson(value: unknown, replacer: unknown, space: unknown): string | undefined {
  const serializer = new Serializer()
  if (isCallable(replacer)) serializer.replacer = replacer
  else if (isArray(replacer)) serializer.properties = propertyList(replacer)
  serializer.gap = gapOf(space)
  const holder = serializer.replacer === undefined ? undefined : { '': value }
  return serializer.value(holder, '', value)
}

/** The keys that an array as replacer allows, each once. */
function propertyList(list: unknown[]): string[] {
  const properties: string[] = []
  const seen = new Set<string>()
  const length = toLength(list.length)
  for (let i = 0; i < length; i++) {
    const item = list[i]
    const isWrapper = kindOf(item) === 'primitive'
    const plain = isWrapper ? primitiveOf(item) : item
    if (typeof plain !== 'string' && typeof plain !== 'number') continue
    const key = `${item as string}`
    if (seen.has(key)) continue
    seen.add(key)
    arrayPush(properties, key)
  }
  return properties
}

function gapOf(space: unknown): string {
  let value = space
  if (kindOf(value) === 'primitive') {
    const plain = primitiveOf(value)
    if (typeof plain === 'number') value = +(space as number)
    else if (typeof plain === 'string') value = `${space as string}`
  }
  if (typeof value === 'string') return value.length <= MAX_INDENT ? value : stringSlice(value, 0, MAX_INDENT)
  if (typeof value !== 'number') return ''
  const wanted = toIntegerOrInfinity(value)
  let gap = ''
  for (let i = 0; i < wanted && i < MAX_INDENT; i++) gap += ' '
  return gap
}

class Serializer {
  replacer: ((...args: unknown[]) => unknown) | undefined = undefined
  properties: string[] | undefined = undefined
  gap = ''
  indent = ''
  /** Objects being written, outermost first, and under which key each was found. */
  readonly stack: object[] = []
  readonly keys: (string | number)[] = []

  /** SerializeJSONProperty of a value that was read; undefined where it is left out. */
  value(holder: object | undefined, key: string | number, read: unknown): string | undefined {
    let value = read
    if (isObject(value)) {
      const toJson: unknown = (value as { toJSON?: unknown }).toJSON
      if (isCallable(toJson)) value = callWith(toJson, value, `${key}`)
    }
    if (this.replacer !== undefined) value = apply(this.replacer, holder, [`${key}`, value])
    if (isObject(value)) {
      if (kindOf(value) !== 'primitive') return this.object(value, key)
      value = unwrapped(value)
    }
    if (typeof value === 'string') return quoteJson(value)
    if (typeof value === 'number') return value - value === 0 ? `${value}` : 'null'
    if (typeof value === 'boolean') return value ? 'true' : 'false'
    if (value === null) return 'null'
    return isObject(value) ? this.object(value, key) : undefined
  }

  object(value: object, key: string | number): string | undefined {
    if (isCallable(value)) return undefined
    const depth = this.stack.length
    for (let i = 0; i < depth; i++) {
      if (arrayAt(this.stack, i) === value) throw circularStructure(this.stack, this.keys, i, key)
    }
    arrayPush(this.stack, value)
    arrayPush(this.keys, key)
    const outer = this.indent
    this.indent = outer + this.gap
    const text = isArray(value) ? this.arrayText(value, outer) : this.objectText(value as Bag, outer)
    this.indent = outer
    arrayTruncate(this.stack, depth)
    arrayTruncate(this.keys, depth)
    return text
  }

  objectText(object: Bag, outer: string): string {
    const keys = this.properties ?? enumerableKeys(object)
    const separator = this.gap === '' ? ',' : `,\n${this.indent}`
    const colon = this.gap === '' ? ':' : ': '
    let text = ''
    for (let i = 0; i < keys.length; i++) {
      const key = arrayAt(keys, i)
      const member = this.value(object, key, object[key])
      if (member === undefined) continue
      if (text !== '') text += separator
      text += quoteJson(key) + colon + member
    }
    if (text === '') return '{}'
    return this.gap === '' ? `{${text}}` : `{\n${this.indent}${text}\n${outer}}`
  }

  arrayText(array: unknown[], outer: string): string {
    const length = toLength(array.length)
    if (length === 0) return '[]'
    const separator = this.gap === '' ? ',' : `,\n${this.indent}`
    let text = ''
    for (let i = 0; i < length; i++) {
      if (i > 0) text += separator
      text += this.value(array, i, array[i]) ?? 'null'
    }
    return this.gap === '' ? `[${text}]` : `[\n${this.indent}${text}\n${outer}]`
  }
}

/** What a wrapper object stands for: by its conversion methods, but for booleans. */
function unwrapped(wrapper: object): unknown {
  const plain = primitiveOf(wrapper)
  if (typeof plain === 'number') return +(wrapper as unknown as number)
  if (typeof plain === 'string') return `${wrapper as unknown as string}`
  return typeof plain === 'boolean' ? plain : wrapper
}
