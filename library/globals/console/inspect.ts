// `inspect`: any value as text, exactly as Node's util.inspect and console.log print it without colours. What kind of
// object it is decides prefix, base and entries; layout.ts makes lines of them.
import { apply, kindOf, primitiveOf, viewKind, viewLength, isCallable, stringSlice } from '../../runtime/intrinsics/mod.ts'
import {
  bufferEntries, mapEntries, pairEntries, promiseEntries, setEntries, arrayEntries, viewEntries,
} from './containers.ts'
import type { InspectContext, InspectOptions } from './context.ts'
import { COMPACT_ALWAYS, contextFrom, optionsOf, placeIn } from './context.ts'
import { errorParts } from './errors.ts'
import type { Frame } from './layout.ts'
import { laidOut } from './layout.ts'
import { constructorName, functionBase, prefixOf, tagOf } from './names.ts'
import { primitiveText } from './primitives.ts'
import { formatProperty, inheritedEntries, shownKeys } from './properties.ts'
import {
  isError, isMap, isPromise, isSet, iteratorPreview, mapPairs, promiseState, promiseValue, setValues,
} from '../../runtime/inspection/mod.ts'
import { arrayIndexOf, indented, withoutLast } from './text.ts'

type Keyed = Record<string | symbol, unknown>
type Key = string | symbol

/** What one object prints, before its properties are added. */
class Picture {
  /** What kind of built-in it is, for objects without prototype. */
  type = 'Object'
  base = ''
  open = '{'
  close = '}'
  style: Frame['style'] = 'object'
  numeric = false
  keys: Key[] = []
  /** Text that stands for the whole object when it has no entries and no keys; null: always braces. */
  empty: string | null = null
  /** Prints the entries that are no properties. */
  entries: (context: InspectContext, depth: number) => string[] = noEntries
}

function noEntries(): string[] {
  return []
}

/** `value` as text. Options as Node documents them for util.inspect, colours excepted. */
export function inspect(value: unknown, options?: InspectOptions): string {
  return formatValue(contextFrom(options ?? {}), value, 0, false)
}

/** `depth` counts the objects around the value. `isViewBuffer`: the buffer inside a printed view. */
export function formatValue(context: InspectContext, value: unknown, depth: number, isViewBuffer: boolean): string {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return primitiveText(context, value)
  if (context.customInspect) {
    const custom = customText(context, value, depth)
    if (custom !== null) return custom
  }
  if (placeIn(context.seen, value) !== 0) {
    let index = placeIn(context.circular, value)
    if (index === 0) {
      context.circular[context.circular.length] = value
      index = context.circular.length
    }
    return `[Circular *${index}]`
  }
  return formatObject(context, value, depth, isViewBuffer)
}

/** What the value's own inspection method says; null where it has none or gives itself. */
function customText(context: InspectContext, value: object, depth: number): string | null {
  const custom = (value as Keyed)[Symbol.for('nodejs.util.inspect.custom')]
  if (!isCallable(custom) || custom === inspect) return null
  const { constructor } = value
  if (constructor && (constructor as unknown as Keyed).prototype === value) return null
  const remaining = context.depth - depth
  const result = apply(custom, value, [remaining === Infinity ? null : remaining, optionsOf(context), inspect])
  if (result === value) return null
  if (typeof result !== 'object') return indented(`${result as string}`, context.indentation)
  return formatValue(context, result, depth, false)
}

function formatObject(context: InspectContext, value: object, depth: number, isViewBuffer: boolean): string {
  const constructor = constructorName(value, context, depth)
  const tag = tagOf(value, context)
  const inherited = context.showHidden && depth <= context.depth ? inheritedEntries(context, value, depth) : []
  const picture = pictureOf(context, value, constructor, tag)
  const { keys } = picture
  if (isViewBuffer && keys.length === 1) {
    return `${picture.open} ${formatProperty(context, value, 'byteLength', depth)} }`
  }
  if (picture.empty !== null && keys.length === 0 && inherited.length === 0) return picture.empty
  if (depth > context.depth) return tooDeep(value, constructor, tag, picture.type)
  const inner = depth + 1
  context.seen[context.seen.length] = value
  context.currentDepth = inner
  const entries = isViewBuffer ? [] : picture.entries(context, inner)
  for (let i = 0; i < keys.length; i++) entries[entries.length] = formatProperty(context, value, keys[i], inner)
  for (let i = 0; i < inherited.length; i++) entries[entries.length] = inherited[i]
  const reference = placeIn(context.circular, value)
  if (reference !== 0) {
    const mark = `<ref *${reference}>`
    if (context.compact === COMPACT_ALWAYS) picture.open = `${mark} ${picture.open}`
    else picture.base = picture.base === '' ? mark : `${mark} ${picture.base}`
  }
  context.seen.length--
  const numeric = picture.style === 'array' && allNumbers(value as unknown as ArrayLike<unknown>, entries.length)
  const { base, open, close, style } = picture
  return laidOut(context, entries, { base, open, close, style, numeric }, inner)
}

/** An object without constructor as it stands below the deepest level, where nothing of what it holds is shown. */
export function outlineOf(context: InspectContext, value: object): string {
  const tag = tagOf(value, context)
  const picture = pictureOf(context, value, null, tag)
  return picture.empty !== null && picture.keys.length === 0 ? picture.empty : tooDeep(value, null, tag, picture.type)
}

/** The name of an ordinary object without prototype. */
function bareName(value: object): string {
  const tag = (value as Keyed)[Symbol.toStringTag]
  return typeof tag === 'string' && tag !== '' ? tag : 'Object'
}

/** An object below the deepest level that is shown. */
function tooDeep(value: object, constructor: string | null, tag: string, type: string): string {
  if (constructor !== null) return `[${withoutLast(prefixOf(constructor, tag, 'Object'))}]`
  return `[${type === 'Object' ? bareName(value) : type}: null prototype]`
}

function allNumbers(array: ArrayLike<unknown>, count: number): boolean {
  for (let i = 0; i < count; i++) if (typeof array[i] !== 'number') return false
  return true
}

function pictureOf(context: InspectContext, value: object, constructor: string | null, tag: string): Picture {
  const picture = new Picture()
  switch (kindOf(value)) {
    case 'array': pictureArray(picture, context, value as unknown[], constructor, tag); return picture
    case 'view': pictureView(picture, context, value as ArrayBufferView, constructor, tag); return picture
    case 'function':
      picture.keys = shownKeys(context, value, false)
      picture.type = 'Function'
      picture.base = functionBase(value, constructor, tag)
      picture.empty = picture.base
      return picture
    case 'buffer':
      picture.keys = ['byteLength', ...shownKeys(context, value, false)]
      picture.type = 'ArrayBuffer'
      picture.open = `${prefixOf(constructor, tag, 'ArrayBuffer')}{`
      picture.entries = (c) => bufferEntries(c, value as ArrayBuffer)
      return picture
    case 'dataview':
      picture.keys = ['byteLength', 'byteOffset', 'buffer', ...shownKeys(context, value, false)]
      picture.type = 'DataView'
      picture.open = `${prefixOf(constructor, tag, 'DataView')}{`
      return picture
    case 'primitive': pictureWrapper(picture, context, value, constructor, tag); return picture
  }
  picture.keys = shownKeys(context, value, false)
  if (!pictureCollection(picture, value, constructor, tag)) pictureOther(picture, context, value, constructor, tag)
  return picture
}

function pictureArray(
  picture: Picture, context: InspectContext, value: unknown[], constructor: string | null, tag: string,
): void {
  const prefix = constructor !== 'Array' || tag !== '' ? prefixOf(constructor, tag, 'Array', `(${value.length})`) : ''
  picture.type = 'Array'
  picture.keys = shownKeys(context, value, true)
  picture.open = `${prefix}[`
  picture.close = ']'
  picture.style = 'array'
  if (value.length === 0) picture.empty = `${prefix}[]`
  picture.entries = (c, depth) => arrayEntries(c, value, depth)
}

function pictureView(
  picture: Picture, context: InspectContext, value: ArrayBufferView, constructor: string | null, tag: string,
): void {
  const kind = viewKind(value)
  picture.type = kind
  const prefix = prefixOf(constructor, tag, kind, `(${viewLength(value)})`)
  picture.keys = shownKeys(context, value, true)
  picture.open = `${prefix}[`
  picture.close = ']'
  picture.style = 'array'
  if (viewLength(value) === 0 && !context.showHidden) picture.empty = `${prefix}[]`
  picture.entries = (c, depth) => viewEntries(c, value, depth)
}

function pictureWrapper(
  picture: Picture, context: InspectContext, value: object, constructor: string | null, tag: string,
): void {
  const primitive = primitiveOf(value)
  const kind = typeof primitive
  const type = kind === 'number' ? 'Number' : kind === 'string' ? 'String' : kind === 'boolean' ? 'Boolean' : 'Symbol'
  picture.type = type
  picture.keys = []
  const keys = shownKeys(context, value, false)
  const units = kind === 'string' ? (primitive as string).length : 0
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]
    const index = typeof key === 'string' ? arrayIndexOf(key) : -1
    if (index === -1 || index >= units) picture.keys[picture.keys.length] = key
  }
  const named = constructor === type ? '' : constructor === null ? ' (null prototype)' : ` (${constructor})`
  const tagged = tag !== '' && tag !== constructor ? ` [${tag}]` : ''
  picture.base = `[${type}${named}: ${primitiveText(context, primitive)}]${tagged}`
  picture.empty = picture.base
}

/** Map, Set and their iterators. */
function pictureCollection(picture: Picture, value: object, constructor: string | null, tag: string): boolean {
  if (isMap(value)) {
    const pairs = mapPairs(value)
    picture.type = 'Map'
    const prefix = prefixOf(constructor, tag, 'Map', `(${pairs.length / 2})`)
    picture.open = `${prefix}{`
    if (pairs.length === 0) picture.empty = `${prefix}{}`
    picture.entries = (c, depth) => mapEntries(c, pairs, depth)
    return true
  }
  if (isSet(value)) {
    const values = setValues(value)
    picture.type = 'Set'
    const prefix = prefixOf(constructor, tag, 'Set', `(${values.length})`)
    picture.open = `${prefix}{`
    if (values.length === 0) picture.empty = `${prefix}{}`
    picture.entries = (c, depth) => setEntries(c, values, depth)
    return true
  }
  const preview = iteratorPreview(value)
  if (preview === undefined) return false
  const own = `${preview.of} Iterator`
  const shown = tag === own ? own : tag === '' ? own : `${tag}] [${own}`
  const { remaining } = preview
  if (preview.isEntries) {
    picture.open = `[${stringSlice(shown, 0, shown.length - 8)}Entries] {` // Map Iterator → Map Entries
    picture.entries = (c, depth) => pairEntries(c, remaining, depth)
  } else {
    picture.open = `[${shown}] {`
    picture.entries = (c, depth) => setEntries(c, remaining, depth)
  }
  return true
}

function pictureOther(
  picture: Picture, context: InspectContext, value: object, constructor: string | null, tag: string,
): void {
  if (isError(value)) {
    const parts = errorParts(context, value, constructor, tag, picture.keys)
    picture.type = 'Error'
    picture.base = parts.base
    picture.keys = parts.keys
    picture.empty = parts.base
    return
  }
  if (isPromise(value)) {
    picture.type = 'Promise'
    picture.open = `${prefixOf(constructor, tag, 'Promise')}{`
    const state = promiseState(value)
    picture.entries = (c, depth) => promiseEntries(c, state, promiseValue(value), depth)
    return
  }
  const plain = constructor === 'Object' && tag === ''
  picture.open = plain ? '{' : `${prefixOf(constructor, tag, constructor === null ? bareName(value) : 'Object')}{`
  picture.empty = `${picture.open}}`
}
