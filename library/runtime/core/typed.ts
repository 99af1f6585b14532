// Elements of typed arrays by kind: loads as numbers, stores with the conversion of each type (ECMA-262
// §7.1.6–§7.1.11).

import type { Address } from '../intrinsics/raw.ts'
import {
  floor, loadF32, loadF64, loadI32, loadI53, loadU16, loadU32, loadU8, plus, shiftLeft, storeF32, storeF64, storeU16,
  storeU32, storeU8,
} from '../intrinsics/raw.ts'
import {
  KIND_VIEW_F32, KIND_VIEW_F64, KIND_VIEW_I16, KIND_VIEW_I32, KIND_VIEW_I8, KIND_VIEW_U16, KIND_VIEW_U32,
  KIND_VIEW_U8, KIND_VIEW_U8_CLAMPED, VIEW_ADDRESS,
} from './layout.ts'

// SAFETY: the callers have tested that the view is of this kind and compared the index with its length. VIEW_ADDRESS
// points to its elements inside the buffer's store, which the view's buffer keeps alive.

/** The element at an index within bounds. */
export function loadTyped(view: Address, kind: number, index: number): number {
  const base = loadI53(view, VIEW_ADDRESS)
  switch (kind) {
    case KIND_VIEW_U8:
    case KIND_VIEW_U8_CLAMPED:
      return loadU8(plus(base, index), 0)
    case KIND_VIEW_I8:
      return (loadU8(plus(base, index), 0) << 24) >> 24
    case KIND_VIEW_U16:
      return loadU16(plus(base, shiftLeft(index, 1)), 0)
    case KIND_VIEW_I16:
      return (loadU16(plus(base, shiftLeft(index, 1)), 0) << 16) >> 16
    case KIND_VIEW_U32:
      return loadU32(plus(base, shiftLeft(index, 2)), 0)
    case KIND_VIEW_I32:
      return loadI32(plus(base, shiftLeft(index, 2)), 0)
    case KIND_VIEW_F32:
      return loadF32(plus(base, shiftLeft(index, 2)), 0)
  }
  return loadF64(plus(base, shiftLeft(index, 3)), 0)
}

/** Stores a number at an index within bounds. */
export function storeTyped(view: Address, kind: number, index: number, value: number): void {
  const base = loadI53(view, VIEW_ADDRESS)
  switch (kind) {
    case KIND_VIEW_U8:
    case KIND_VIEW_I8:
      storeU8(plus(base, index), 0, value & 0xff)
      return
    case KIND_VIEW_U8_CLAMPED:
      storeU8(plus(base, index), 0, clampToByte(value))
      return
    case KIND_VIEW_U16:
    case KIND_VIEW_I16:
      storeU16(plus(base, shiftLeft(index, 1)), 0, value & 0xffff)
      return
    case KIND_VIEW_U32:
    case KIND_VIEW_I32:
      storeU32(plus(base, shiftLeft(index, 2)), 0, value >>> 0)
      return
    case KIND_VIEW_F32:
      storeF32(plus(base, shiftLeft(index, 2)), 0, value)
      return
    case KIND_VIEW_F64:
      storeF64(plus(base, shiftLeft(index, 3)), 0, value)
  }
}

/** ECMA-262 §7.1.12 ToUint8Clamp: halves go to the even neighbour. */
export function clampToByte(value: number): number {
  if (!(value > 0)) return 0
  if (value >= 255) return 255
  const low = floor(value)
  const rest = value - low
  if (rest < 0.5) return low
  if (rest > 0.5) return low + 1
  return (low & 1) === 0 ? low : low + 1
}
