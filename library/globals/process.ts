// What of Node's `process` a sealed machine has: arguments, environment, exit, the two streams, uptime.
import { kindOf, stringIndexOf, stringSlice } from '../runtime/intrinsics/mod.ts'
import { CONSOLE_ERROR, CONSOLE_OUT } from '../contracts/host.ts'
import type { ConsoleStream } from '../contracts/host.ts'
import { received, rangeErrorWithCode, typeErrorWithCode } from './arguments.ts'
import { writeText } from './console/output.ts'
import { currentHost } from './host.ts'

export type ExitCode = number | string | null | undefined

let exitCode: ExitCode = undefined

/** A status as the program gave it: an integer, or a string that is one. */
function requireExitCode(code: unknown): void {
  if (code === undefined || code === null) return
  let status: unknown = code
  if (typeof code === 'string' && code !== '') status = Number(code)
  if (typeof status !== 'number' || status !== status) {
    throw typeErrorWithCode('ERR_INVALID_ARG_TYPE', `The "code" argument must be of type number.${received(code)}`)
  }
  if (status !== Math.trunc(status) || status === Infinity || status === -Infinity) {
    throw rangeErrorWithCode('ERR_OUT_OF_RANGE',
      `The value of "code" is out of range. It must be an integer. Received ${status}`)
  }
}

/** Ends the program with process.exitCode, or with `standard` where the program set none. */
export function exitWith(standard: number): never {
  const status = exitCode === undefined || exitCode === null ? standard : Number(exitCode)
  return currentHost().exit(status & 255)
}

/** Ends the program with this status, whatever process.exitCode says. */
export function exitNow(status: number): never {
  return currentHost().exit(status & 255)
}

class OutputStream {
  readonly #stream: ConsoleStream

  constructor(stream: ConsoleStream) {
    this.#stream = stream
  }

  get writable(): boolean {
    return true
  }

  /** Text or bytes; true, since everything is written at once. */
  write(chunk: string | Uint8Array): boolean {
    if (typeof chunk === 'string') writeText(this.#stream, chunk)
    else if (kindOf(chunk) === 'view' && chunk instanceof Uint8Array) {
      currentHost().consoleWrite(this.#stream, chunk, chunk.length)
    } else {
      throw typeErrorWithCode('ERR_INVALID_ARG_TYPE',
        `The "chunk" argument must be of type string or an instance of Buffer, TypedArray, or DataView.${received(chunk)}`)
    }
    return true
  }
}

let argumentList: string[] | null = null
let environment: Record<string, string> | null = null
let standardOutput: OutputStream | null = null
let standardError: OutputStream | null = null

function environmentOf(entries: string[]): Record<string, string> {
  const result: Record<string, string> = {}
  for (let i = 0; i < entries.length; i++) {
    const at = stringIndexOf(entries[i], '=', 0)
    if (at > 0) result[stringSlice(entries[i], 0, at)] = stringSlice(entries[i], at + 1, entries[i].length)
  }
  return result
}

export const process = {
  /** As Node's: the runtime, the program, its arguments. Runtime and program are one here. */
  get argv(): string[] {
    if (argumentList === null) {
      const given = currentHost().bootArguments()
      argumentList = [given[0]]
      for (let i = 0; i < given.length; i++) argumentList[i + 1] = given[i]
    }
    return argumentList
  },
  get env(): Record<string, string> {
    if (environment === null) environment = environmentOf(currentHost().environment())
    return environment
  },
  get exitCode(): ExitCode {
    return exitCode
  },
  set exitCode(code: ExitCode) {
    requireExitCode(code)
    exitCode = code === null ? undefined : code
  },
  exit(code?: ExitCode): never {
    requireExitCode(code)
    if (code !== undefined && code !== null) exitCode = code
    return exitWith(0)
  },
  get stdout(): OutputStream {
    if (standardOutput === null) standardOutput = new OutputStream(CONSOLE_OUT)
    return standardOutput
  },
  get stderr(): OutputStream {
    if (standardError === null) standardError = new OutputStream(CONSOLE_ERROR)
    return standardError
  },
  /** Seconds since the machine started. */
  uptime(): number {
    return (currentHost().monotonicNowNs() - startNs) / 1e9
  },
}

let startNs = 0

/** Marks the start of the program, from which uptime and performance.now count. */
export function markStart(): void {
  startNs = currentHost().monotonicNowNs()
}

export function sinceStartMs(): number {
  return (currentHost().monotonicNowNs() - startNs) / 1e6
}
