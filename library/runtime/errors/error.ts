// Error and what all errors share. As in V8, `stack` is an own accessor whose header is made at the first read, so that
// a subclass that sets `this.name` after `super(…)` sees it there. The text of the frames is free (LANGUAGE §1).
import { defineAccessor, defineHidden, isExtensible, isObject } from '../intrinsics/mod.ts'
import { ATTRIBUTE_CONFIGURABLE } from '../core/layout.ts'
import { describe } from './describe.ts'

const FRAMES = '\n    at <anonymous>'

/** Tells error objects; set when the class is evaluated, since before that there are none. */
let hasErrorData: ((object: object) => boolean) | undefined

/** Made by Error or an heir of it ([[ErrorData]]), whatever its prototype is now. */
export function isErrorObject(value: unknown): boolean {
  return hasErrorData !== undefined && isObject(value) && hasErrorData(value)
}

/** ECMA-262 §20.5.1.1, and V8's stack API (captureStackTrace, stackTraceLimit). */
export class Error {
  readonly #errorData = true
  declare name: string
  declare message: string
  declare cause?: unknown
  declare stack?: string

  static stackTraceLimit: unknown = 10

  static {
    defineHidden(Error.prototype, 'name', 'Error')
    defineHidden(Error.prototype, 'message', '')
    hasErrorData = (object) => #errorData in object
  }

  constructor(message?: unknown, options: unknown = undefined) {
    installStack(this, Error.stackTraceLimit)
    if (message !== undefined) defineHidden(this, 'message', `${message as string}`)
    if (isObject(options) && 'cause' in options) defineHidden(this, 'cause', options.cause)
  }

  static captureStackTrace(target: unknown, above: unknown = undefined): void {
    if (!isObject(target)) throw new TypeError('invalid_argument')
    if (!isExtensible(target)) throw new TypeError('Cannot define property stack, object is not extensible')
    installStack(target, Error.stackTraceLimit)
  }

  toString(): string {
    return errorToString(this)
  }
}

/** ECMA-262 §20.5.3.4 */
export function errorToString(error: unknown): string {
  if (!isObject(error)) {
    throw new TypeError(`Method Error.prototype.toString called on incompatible receiver ${describe(error)}`)
  }
  const { name, message } = error as { name?: unknown; message?: unknown }
  const nameText = name === undefined ? 'Error' : `${name as string}`
  const messageText = message === undefined ? '' : `${message as string}`
  if (nameText === '') return messageText
  return messageText === '' ? nameText : `${nameText}: ${messageText}`
}

function installStack(target: object, limit: unknown): void {
  if (typeof limit !== 'number') return
  const frames = limit >= 1 ? FRAMES : ''
  let text: unknown = undefined
  let formatted = false
  defineAccessor(target, 'stack', () => {
    if (!formatted) {
      formatted = true
      text = errorToString(target) + frames
    }
    return text
  }, (value: unknown) => {
    formatted = true
    text = value
  }, ATTRIBUTE_CONFIGURABLE)
}
