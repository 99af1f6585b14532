// ArrayBuffer storage and the kinds of views.

import type { Any } from '../intrinsics/raw.ts'
import { addressOf, allocate, builtinShape, maskBits, plus, storeI53 } from '../intrinsics/raw.ts'
import {
  BUFFER_ADDRESS, BUFFER_LENGTH, BUFFER_STORE, KIND_VIEW_F32, KIND_VIEW_F64, KIND_VIEW_I16, KIND_VIEW_I32,
  KIND_VIEW_I8, KIND_VIEW_U16, KIND_VIEW_U32, KIND_VIEW_U8, KIND_VIEW_U8_CLAMPED, STORE_DATA,
} from './layout.ts'
import { kindAt } from './words.ts'

// SAFETY: the entries give a new ArrayBuffer to bufferInit and a view to viewKind. The store has room for its header
// and byteLength bytes, which fit its aux word, and is held by BUFFER_STORE as long as the buffer lives.

/** What fits the u32 that counts a store's bytes. */
const LARGEST_BUFFER = 0xfffffff0

/** Gives a new buffer its zeroed bytes; RangeError for more than there can be. */
export function bufferInit(buffer: object, byteLength: number): void {
  if (byteLength > LARGEST_BUFFER) throw new RangeError('Array buffer allocation failed')
  const store = allocate(builtinShape('store.bytes'), maskBits(plus(byteLength, STORE_DATA + 7), -8), byteLength)
  const object = addressOf(buffer)
  storeI53(object, BUFFER_ADDRESS, plus(store, STORE_DATA))
  storeI53(object, BUFFER_LENGTH, byteLength)
  storeI53(object, BUFFER_STORE, store)
}

/** Name of a view's constructor. */
export function viewKind(view: Any): string {
  return viewKindName(kindAt(addressOf(view)))
}

function viewKindName(kind: number): string {
  switch (kind) {
    case KIND_VIEW_I8: return 'Int8Array'
    case KIND_VIEW_U8: return 'Uint8Array'
    case KIND_VIEW_U8_CLAMPED: return 'Uint8ClampedArray'
    case KIND_VIEW_I16: return 'Int16Array'
    case KIND_VIEW_U16: return 'Uint16Array'
    case KIND_VIEW_I32: return 'Int32Array'
    case KIND_VIEW_U32: return 'Uint32Array'
    case KIND_VIEW_F32: return 'Float32Array'
    case KIND_VIEW_F64: return 'Float64Array'
  }
  return 'DataView'
}
