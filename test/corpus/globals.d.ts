// The globals beyond ECMAScript 2024 that a corpus program may use, for `test/corpus/tsconfig.json`.
declare const console: {
  log(...values: unknown[]): void
  error(...values: unknown[]): void
}
declare const process: {
  readonly argv: string[]
  exit(code?: number): never
  exitCode: number | undefined
}
declare const performance: { now(): number }
declare function setTimeout<A extends unknown[]>(callback: (...values: A) => void, delayMs?: number, ...values: A): object
declare function setInterval<A extends unknown[]>(callback: (...values: A) => void, delayMs?: number, ...values: A): object
declare function setImmediate<A extends unknown[]>(callback: (...values: A) => void, ...values: A): object
declare function clearTimeout(timer: object | undefined): void
declare function clearInterval(timer: object | undefined): void
declare function clearImmediate(timer: object | undefined): void
declare function queueMicrotask(callback: () => void): void
declare class TextEncoder {
  readonly encoding: 'utf-8'
  encode(text?: string): Uint8Array<ArrayBuffer>
  encodeInto(text: string, target: Uint8Array): { read: number; written: number }
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean })
  readonly encoding: string
  readonly fatal: boolean
  readonly ignoreBOM: boolean
  decode(bytes?: ArrayBuffer | ArrayBufferView, options?: { stream?: boolean }): string
}
