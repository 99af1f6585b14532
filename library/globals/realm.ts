// The globals beyond ECMAScript, each under its name. library/runtime/realm.ts has those of the language, library/web/realm.ts
// those of fetch.
export { console } from './console/console.ts'
export { TextDecoder, TextEncoder } from './encoding/mod.ts'
export { queueMicrotask } from './microtask.ts'
export { process } from './process.ts'
export { Date, performance } from './time.ts'
export { clearImmediate, clearInterval, clearTimeout, setImmediate, setInterval, setTimeout } from './timers/mod.ts'
export { URL, URLSearchParams } from './url/mod.ts'
