// The entries of arrays, typed arrays, Map, Set, their iterators, ArrayBuffer and Promise.
import { arrayHas, bufferLength, newView, ownAttributes, ownKeys, viewLength } from '../../runtime/intrinsics/mod.ts'
import type { PromiseState } from '../../runtime/inspection/mod.ts'
import { ATTRIBUTE_ENUMERABLE } from '../../runtime/inspection/mod.ts'
import type { InspectContext } from './context.ts'
import { formatValue } from './inspect.ts'
import type { Frame } from './layout.ts'
import { laidOut } from './layout.ts'
import { hexadecimal, numberText } from './primitives.ts'
import { formatElement } from './properties.ts'
import { arrayIndexOf } from './text.ts'

function moreItems(remaining: number): string {
  return `... ${remaining} more item${remaining > 1 ? 's' : ''}`
}

function emptyItems(count: number): string {
  return `<${count} empty item${count > 1 ? 's' : ''}>`
}

function shownOf(context: InspectContext, size: number): number {
  return size < context.maxArrayLength ? size : context.maxArrayLength
}

/** Continues an array's entries from its first hole on: each run of holes is one entry. */
function addSparse(
  context: InspectContext, array: unknown[], depth: number, shown: number, entries: string[], from: number,
): void {
  const keys = ownKeys(array)
  let index = from
  for (let i = 0; i < keys.length && entries.length < shown; i++) {
    const key = keys[i]
    const at = typeof key === 'string' ? arrayIndexOf(key) : -1
    if (at === -1) break // index keys come first
    if (at < from || (ownAttributes(array, key) & ATTRIBUTE_ENUMERABLE) === 0) continue
    if (at !== index) {
      entries[entries.length] = emptyItems(at - index)
      index = at
      if (entries.length === shown) break
    }
    entries[entries.length] = formatElement(context, array, key as string, depth)
    index++
  }
  const remaining = array.length - index
  if (remaining <= 0) return
  entries[entries.length] = entries.length === shown ? moreItems(remaining) : emptyItems(remaining)
}

export function arrayEntries(context: InspectContext, array: unknown[], depth: number): string[] {
  const shown = shownOf(context, array.length)
  const entries: string[] = []
  for (let i = 0; i < shown; i++) {
    if (!arrayHas(array, i)) {
      addSparse(context, array, depth, shown, entries, i)
      return entries
    }
    entries[i] = formatElement(context, array, `${i}`, depth)
  }
  if (array.length > shown) entries[shown] = moreItems(array.length - shown)
  return entries
}

export function viewEntries(context: InspectContext, view: ArrayBufferView, depth: number): string[] {
  const size = viewLength(view)
  const shown = shownOf(context, size)
  const entries: string[] = []
  for (let i = 0; i < shown; i++) entries[i] = numberText((view as Uint8Array)[i])
  if (size > shown) entries[shown] = moreItems(size - shown)
  if (!context.showHidden) return entries
  const { BYTES_PER_ELEMENT, length, byteLength, byteOffset, buffer } = view as Uint8Array
  context.indentation += 2
  const show = (key: string, value: unknown): void => {
    entries[entries.length] = `[${key}]: ${formatValue(context, value, depth, true)}`
  }
  show('BYTES_PER_ELEMENT', BYTES_PER_ELEMENT)
  show('length', length)
  show('byteLength', byteLength)
  show('byteOffset', byteOffset)
  show('buffer', buffer)
  context.indentation -= 2
  return entries
}

export function setEntries(context: InspectContext, values: unknown[], depth: number): string[] {
  const shown = shownOf(context, values.length)
  const entries: string[] = []
  context.indentation += 2
  for (let i = 0; i < shown; i++) entries[i] = formatValue(context, values[i], depth, false)
  if (values.length > shown) entries[shown] = moreItems(values.length - shown)
  context.indentation -= 2
  return entries
}

/** `pairs` holds keys and values in turn. */
export function mapEntries(context: InspectContext, pairs: unknown[], depth: number): string[] {
  const size = pairs.length / 2
  const shown = shownOf(context, size)
  const entries: string[] = []
  context.indentation += 2
  for (let i = 0; i < shown; i++) {
    const key = formatValue(context, pairs[2 * i], depth, false)
    entries[i] = `${key} => ${formatValue(context, pairs[2 * i + 1], depth, false)}`
  }
  if (size > shown) entries[shown] = moreItems(size - shown)
  context.indentation -= 2
  return entries
}

/** Remaining entries of an `entries()` iterator: each as a two-element array. */
export function pairEntries(context: InspectContext, pairs: unknown[], depth: number): string[] {
  const size = pairs.length / 2
  const shown = shownOf(context, size)
  const frame: Frame = { base: '', open: '[', close: ']', style: 'array', numeric: false }
  const entries: string[] = []
  context.indentation += 2
  for (let i = 0; i < shown; i++) {
    const pair = [formatValue(context, pairs[2 * i], depth, false), formatValue(context, pairs[2 * i + 1], depth, false)]
    entries[i] = laidOut(context, pair, frame, depth)
  }
  context.indentation -= 2
  if (size > shown) entries[shown] = moreItems(size - shown)
  return entries
}

export function bufferEntries(context: InspectContext, buffer: ArrayBuffer): string[] {
  const size = bufferLength(buffer)
  const shown = shownOf(context, size)
  const bytes = newView('Uint8Array', buffer, 0, size) as Uint8Array
  let text = ''
  for (let i = 0; i < shown; i++) text += (i === 0 ? '' : ' ') + hexadecimal(bytes[i], 2, false)
  if (size > shown) text += ` ... ${size - shown} more byte${size - shown > 1 ? 's' : ''}`
  return [`[Uint8Contents]: <${text}>`]
}

export function promiseEntries(context: InspectContext, state: PromiseState, value: unknown, depth: number): string[] {
  if (state === 'pending') return ['<pending>']
  context.indentation += 2
  const text = formatValue(context, value, depth, false)
  context.indentation -= 2
  return [state === 'rejected' ? `<rejected> ${text}` : text]
}
