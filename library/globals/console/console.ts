// The console object (WHATWG Console, as Node has it): formatted text to the two streams of the machine.
import { isArray, isObject } from '../../runtime/intrinsics/mod.ts'
import { CONSOLE_ERROR, CONSOLE_OUT } from '../../contracts/host.ts'
import type { ConsoleStream } from '../../contracts/host.ts'
import { invalidArgument } from '../arguments.ts'
import { currentHost } from '../host.ts'
import type { InspectOptions } from './context.ts'
import { formatWithOptions } from './format.ts'
import { inspect } from './inspect.ts'
import { writeText } from './output.ts'
import { tableText } from './table.ts'
import { contains, replacedAll, spaces } from './text.ts'

const GROUP_INDENTATION = 2

/** What stands before each line: two spaces for each open group. */
let indentation = ''
const counts: Map<string, number> = new Map()
const startsNs: Map<string, number> = new Map()

function writeLine(stream: ConsoleStream, text: string): void {
  if (indentation === '') writeText(stream, text + '\n')
  else writeText(stream, indentation + (contains(text, '\n') ? replacedAll(text, '\n', '\n' + indentation) : text) + '\n')
}

function log(...data: unknown[]): void {
  writeLine(CONSOLE_OUT, formatWithOptions(data))
}

function warn(...data: unknown[]): void {
  writeLine(CONSOLE_ERROR, formatWithOptions(data))
}

function group(...data: unknown[]): void {
  if (data.length > 0) log(...data)
  indentation += spaces(GROUP_INDENTATION)
}

function groupEnd(): void {
  indentation = spaces(indentation.length - GROUP_INDENTATION)
}

/** `1.234s`, `12.5ms`: times are free text. */
function elapsed(label: string, startNs: number): string {
  const ms = (currentHost().monotonicNowNs() - startNs) / 1e6
  return ms >= 1000 ? `${label}: ${(ms / 1000).toFixed(3)}s` : `${label}: ${ms.toFixed(3)}ms`
}

export const console = {
  log,
  info: log,
  debug: log,
  error: warn,
  warn,
  trace(...data: unknown[]): void {
    const text = formatWithOptions(data)
    const error = new Error(text)
    error.name = 'Trace'
    warn(error.stack)
  },
  dir(value: unknown, options?: InspectOptions): void {
    writeLine(CONSOLE_OUT, inspect(value, { ...options, customInspect: false }))
  },
  dirxml: log,
  assert(condition?: unknown, ...data: unknown[]): void {
    if (condition) return
    if (typeof data[0] === 'string') data[0] = `Assertion failed: ${data[0]}`
    else if (data.length === 0) data = ['Assertion failed']
    else data = ['Assertion failed:', ...data]
    warn(...data)
  },
  group,
  groupCollapsed: group,
  groupEnd,
  count(label: unknown = 'default'): void {
    const name = `${label as string}`
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    log(`${name}: ${count}`)
  },
  countReset(label: unknown = 'default'): void {
    const name = `${label as string}`
    if (!counts.delete(name)) warn(`Warning: Count for '${name}' does not exist`)
  },
  time(label: unknown = 'default'): void {
    const name = `${label as string}`
    if (startsNs.has(name)) warn(`Warning: Label '${name}' already exists for console.time()`)
    else startsNs.set(name, currentHost().monotonicNowNs())
  },
  timeLog(label: unknown = 'default', ...data: unknown[]): void {
    const name = `${label as string}`
    const startNs = startsNs.get(name)
    if (startNs === undefined) warn(`Warning: No such label '${name}' for console.timeLog()`)
    else log(elapsed(name, startNs), ...data)
  },
  timeEnd(label: unknown = 'default'): void {
    const name = `${label as string}`
    const startNs = startsNs.get(name)
    if (startNs === undefined) {
      warn(`Warning: No such label '${name}' for console.timeEnd()`)
      return
    }
    log(elapsed(name, startNs))
    startsNs.delete(name)
  },
  table(data?: unknown, properties?: string[]): void {
    if (properties !== undefined && !isArray(properties)) {
      throw invalidArgument('properties', 'an instance of Array', properties)
    }
    if (!isObject(data) || typeof data === 'function') log(data)
    else log(tableText(data, properties))
  },
}
