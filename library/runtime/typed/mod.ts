// ArrayBuffer, the typed arrays, DataView.
export { ArrayBuffer } from './buffer.ts'
export { DataView } from './data-view.ts'
export { TypedArray } from './typed-array.ts'
export {
  Float32Array, Float64Array, Int16Array, Int32Array, Int8Array, Uint16Array, Uint32Array, Uint8Array, Uint8ClampedArray,
} from './views.ts'
