// The globals beyond ECMAScript 2024 that a program may use: what the checker sees. Their code is beside this file.

interface Console {
  log(...values: any[]): void
  info(...values: any[]): void
  debug(...values: any[]): void
  warn(...values: any[]): void
  error(...values: any[]): void
}
declare var console: Console

interface Timer {
  hasRef(): boolean
  ref(): this
  unref(): this
  refresh(): this
  [Symbol.toPrimitive](): number
}
declare function setTimeout<A extends any[]>(callback: (...values: A) => void, delayMs?: number, ...values: A): Timer
declare function setInterval<A extends any[]>(callback: (...values: A) => void, delayMs?: number, ...values: A): Timer
declare function clearTimeout(timer: Timer | string | number | object | undefined): void
declare function clearInterval(timer: Timer | string | number | object | undefined): void
declare function setImmediate<A extends any[]>(callback: (...values: A) => void, ...values: A): object
declare function clearImmediate(immediate: object | undefined): void
declare function queueMicrotask(callback: () => void): void

interface Process {
  argv: string[]
  env: Record<string, string | undefined>
  exitCode: number | string | null | undefined
  exit(code?: number | string | null): never
  stdout: { write(text: string): boolean }
}
declare var process: Process

interface Performance {
  /** Milliseconds since the program began. */
  now(): number
}
declare var performance: Performance

interface TextEncoder {
  readonly encoding: 'utf-8'
  encode(text?: string): Uint8Array<ArrayBuffer>
  encodeInto(text: string, target: Uint8Array): { read: number; written: number }
}
declare var TextEncoder: { prototype: TextEncoder; new (): TextEncoder }

interface TextDecoder {
  readonly encoding: string
  readonly fatal: boolean
  readonly ignoreBOM: boolean
  decode(bytes?: ArrayBuffer | ArrayBufferView | null, options?: { stream?: boolean }): string
}
declare var TextDecoder: { prototype: TextDecoder; new (label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean }): TextDecoder }
