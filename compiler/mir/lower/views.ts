// Typed arrays: loads and stores of raw bytes. A view's address and length never change.

import type { Site } from '../../analyse/result.ts'
import { makeType } from '../../analyse/types.ts'
import { VIEW_ADDRESS, VIEW_LENGTH } from '../../../library/runtime/core/layout.ts'
import type { MirId, Rep, Width } from '../mir.ts'
import { indexWithin, isProved } from './arrays.ts'
import type { FunctionLowering } from './function.ts'
import { toNumber } from './numbers.ts'
import { T_INT, T_UNDEFINED, isIntegerRep, typeOfRep, type Value } from './values.ts'

interface ViewKind { readonly width: Width; readonly bytes: number; readonly low: number; readonly high: number }

const VIEWS: Record<string, ViewKind> = {
  Int8Array: { width: 'i8', bytes: 1, low: -128, high: 127 },
  Uint8Array: { width: 'u8', bytes: 1, low: 0, high: 255 },
  Uint8ClampedArray: { width: 'u8', bytes: 1, low: 0, high: 255 },
  Int16Array: { width: 'i16', bytes: 2, low: -32768, high: 32767 },
  Uint16Array: { width: 'u16', bytes: 2, low: 0, high: 65535 },
  Int32Array: { width: 'i32', bytes: 4, low: -(2 ** 31), high: 2 ** 31 - 1 },
  Uint32Array: { width: 'u32', bytes: 4, low: 0, high: 2 ** 32 - 1 },
  Float32Array: { width: 'f32', bytes: 4, low: 0, high: 0 },
  Float64Array: { width: 'f64', bytes: 8, low: 0, high: 0 },
}

export const viewBytes = (view: string): number => VIEWS[view]?.bytes ?? 1

const HEADER = { region: 'view' }
const BYTES = { region: 'bytes' }

const isFloat = (kind: ViewKind): boolean => kind.width === 'f32' || kind.width === 'f64'

function loaded(f: FunctionLowering, id: MirId, kind: ViewKind): Value {
  const rep = f.b.reps[id]
  return { id, rep, type: isFloat(kind) ? typeOfRep('f64') : makeType(T_INT, undefined, kind.low, kind.high) }
}

/** Length in elements, an i53. */
function viewLength(f: FunctionLowering, view: Value): MirId {
  return f.b.load('i53', view.id, VIEW_LENGTH, HEADER)
}

export function readView(f: FunctionLowering, view: Value, site: Site, index: Value, rep: Rep, proved: boolean): Value {
  const kind = VIEWS[site.view!]
  const loadAt = (at: MirId): Value => {
    const address = f.b.load('i53', view.id, VIEW_ADDRESS, HEADER)
    return loaded(f, f.b.loadIndexed(kind.width, address, at, kind.bytes, 0, BYTES), kind)
  }
  if (proved && isProved(index, makeType(T_INT))) return loadAt(f.as(index, index.rep === 'i53' ? 'i53' : 'u32'))
  const at = indexWithin(f, index, viewLength(f, view))
  const id = f.b.choose(at.within, rep, () => f.as(loadAt(at.index), rep), () => f.as(f.undefined(), rep), true)!
  const value = loaded(f, id, kind)
  return { ...value, type: { ...value.type, primitives: value.type.primitives | T_UNDEFINED } }
}

/** The value is converted first, whatever the index; a write outside is dropped. */
export function writeView(f: FunctionLowering, view: Value, site: Site, index: Value, value: Value): Value {
  const kind = VIEWS[site.view!]
  const word = stored(f, site.view!, kind, toNumber(f, value))
  const at = indexWithin(f, index, viewLength(f, view))
  f.b.choose(at.within, 'none', () => {
    const address = f.b.load('i53', view.id, VIEW_ADDRESS, HEADER)
    f.b.storeIndexed(kind.width, address, word, at.index, kind.bytes, 0, BYTES)
    return null
  }, () => null, true)
  return f.undefined()
}

function stored(f: FunctionLowering, view: string, kind: ViewKind, number: Value): MirId {
  if (isFloat(kind)) return f.as(number, 'f64')
  if (view === 'Uint8ClampedArray') return clamped(f, number)
  return f.as(number, kind.width === 'u32' ? 'u32' : 'i32')
}

/** ToUint8Clamp: to [0, 255], halves to the even neighbour. Source: ECMA-262 §7.1.11. */
function clamped(f: FunctionLowering, number: Value): MirId {
  const { b } = f
  if (isIntegerRep(number.rep) && number.rep === 'i32') {
    return b.pure('i32.max', b.pure('i32.min', number.id, b.const('i32', 255)), b.const('i32', 0))
  }
  const x = f.as(number, 'f64')
  const positive = b.pure('select.f64', b.pure('f64.gt', x, b.const('f64', 0)), x, b.const('f64', 0)) // NaN is 0
  const bounded = b.pure('select.f64', b.pure('f64.lt', positive, b.const('f64', 255)), positive, b.const('f64', 255))
  const below = b.pure('f64.floor', bounded)
  const whole = b.pure('f64.toI32', below)
  const rest = b.pure('f64.sub', bounded, below)
  const odd = b.pure('i32.and', whole, b.const('i32', 1))
  const half = b.const('f64', 0.5)
  const more = b.pure('select.i32', b.pure('f64.gt', rest, half), b.const('i32', 1), b.pure('select.i32', b.pure('f64.eq', rest, half), odd, b.const('i32', 0)))
  return b.pure('i32.add', whole, more)
}
