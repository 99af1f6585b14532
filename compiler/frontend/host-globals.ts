// Names that are global on the oracle. A program that mentions one which the library does not offer is refused; a name
// that is neither throws a ReferenceError at run time, as it does there.

const names = `
AggregateError Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError
FinalizationRegistry Float16Array Float32Array Float64Array Function Int8Array Int16Array Int32Array Intl Iterator JSON Map
Math Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set SharedArrayBuffer String Symbol SyntaxError
SuppressedError DisposableStack AsyncDisposableStack Temporal
TypeError URIError Uint8Array Uint8ClampedArray Uint16Array Uint32Array WeakMap WeakRef WeakSet WebAssembly
decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval globalThis isFinite isNaN parseFloat parseInt unescape
AbortController AbortSignal Blob BroadcastChannel Buffer ByteLengthQueuingStrategy CloseEvent CompressionStream
CountQueuingStrategy Crypto CryptoKey CustomEvent DOMException DecompressionStream ErrorEvent Event EventSource EventTarget File
FormData Headers MessageChannel MessageEvent MessagePort Navigator Performance PerformanceEntry PerformanceMark
PerformanceMeasure PerformanceObserver ReadableStream Request Response Storage SubtleCrypto TextDecoder TextDecoderStream
TextEncoder TextEncoderStream TransformStream URL URLPattern URLSearchParams WebSocket WritableStream atob btoa clearImmediate
clearInterval clearTimeout console crypto fetch global localStorage navigator performance process queueMicrotask
sessionStorage setImmediate setInterval setTimeout structuredClone require module exports __filename __dirname
`

const hostGlobals = new Set(names.split(/\s+/).filter((name) => name !== ''))

export function isHostGlobal(name: string): boolean {
  return hostGlobals.has(name)
}
