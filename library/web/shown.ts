// What console.log shows inside a Request or Response for the parts that are not offered as values.
import type { InspectOptions } from '../globals/console/context.ts'
import { inspect } from '../globals/console/inspect.ts'

/** Prints as an object of a class would on a line of its own. */
class Shown {
  readonly #name: string
  readonly #parts: object

  constructor(name: string, parts: object) {
    this.#name = name
    this.#parts = parts
  }

  [Symbol.for('nodejs.util.inspect.custom')](_depth: number, options: InspectOptions): string {
    return `${this.#name} ${inspect(this.#parts, options)}`
  }
}

/** A body: there are no streams, but it prints as one. */
export function shownBody(isUsed: boolean): object {
  return new Shown('ReadableStream', { locked: isUsed, state: isUsed ? 'closed' : 'readable', supportsBYOB: true })
}

export function shownSignal(): object {
  return new Shown('AbortSignal', { aborted: false })
}
