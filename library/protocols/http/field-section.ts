// Field lines as they arrive (RFC 9112 §5), of a head or of trailers: a machine that stops after each line.
//
// Order of calls: `next` until it gives END or a rejection, each time with the bytes that follow `at` of the call
// before; after FIELD the numbers of the line may be read. `reset` makes it ready for the next section.
import { CHARACTER, COLON, CR, FIELD_BIT, LF, SPACE, TAB, TOKEN_BIT } from './characters.ts'
import { REJECTED, type Rejection } from './rejections.ts'

export const FIELD = 0
export const END = 1
export const MORE = 2
export const BAD = 3
export type SectionOutcome = typeof FIELD | typeof END | typeof MORE | typeof BAD

const LINE_START = 0
const NAME = 1
const BEFORE_VALUE = 2
const VALUE = 3
const LINE_LF = 4
const LAST_LF = 5

export class FieldSection {
  /** Where in the caller's bytes the last call stopped. */
  at = 0
  /**
   * Of the line that was read: places from the section's first byte. The value has white space after it, but not
   * before.
   */
  nameStart = 0
  nameEnd = 0
  valueStart = 0
  valueEnd = 0
  rejection: Rejection = REJECTED.badFieldName
  readonly #maximumBytes: number
  readonly #maximumCount: number
  #state = LINE_START
  #seenBytes = 0
  #count = 0

  constructor(maximumBytes: number, maximumCount: number) {
    this.#maximumBytes = maximumBytes
    this.#maximumCount = maximumCount
  }

  reset(): void {
    this.#state = LINE_START
    this.#seenBytes = 0
    this.#count = 0
  }

  next(bytes: Uint8Array, from: number, end: number): SectionOutcome {
    const origin = from - this.#seenBytes
    const isLimited = end - origin > this.#maximumBytes
    const stop = isLimited ? origin + this.#maximumBytes : end
    const outcome = this.#run(bytes, from, stop, origin)
    this.#seenBytes = this.at - origin
    return outcome === MORE && isLimited ? this.#reject(REJECTED.fieldsTooLarge) : outcome
  }

  /** `| 0` says that places are 32 bits wide, whatever the callers' numbers may be. */
  #run(bytes: Uint8Array, from: number, stop: number, origin: number): SectionOutcome {
    const characters = CHARACTER
    const end = stop | 0
    let at = from | 0
    let state = this.#state
    while (at < end) {
      switch (state) {
        case LINE_START:
          if (bytes[at] === CR) {
            at++
            state = LAST_LF
            break
          }
          // RFC 9112 §5.2: a server refuses obs-fold.
          if (bytes[at] === SPACE || bytes[at] === TAB) return this.#reject(REJECTED.foldedField)
          this.nameStart = at - origin
          state = NAME
          break
        case NAME:
          while (at < end && (characters[bytes[at]] & TOKEN_BIT) !== 0) at++
          if (at === end) break
          // RFC 9112 §5.1: no white space between name and colon.
          if (bytes[at] !== COLON || at - origin === this.nameStart) {
            return this.#rejectByte(bytes[at], REJECTED.badFieldName)
          }
          this.nameEnd = at - origin
          at++
          state = BEFORE_VALUE
          break
        case BEFORE_VALUE:
          while (at < end && (bytes[at] === SPACE || bytes[at] === TAB)) at++
          if (at === end) break
          this.valueStart = at - origin
          state = VALUE
          break
        case VALUE:
          while (at < end && (characters[bytes[at]] & FIELD_BIT) !== 0) at++
          if (at === end) break
          if (bytes[at] !== CR) return this.#rejectByte(bytes[at], REJECTED.badFieldValue)
          this.valueEnd = at - origin
          at++
          state = LINE_LF
          break
        case LINE_LF:
          if (bytes[at] !== LF) return this.#reject(REJECTED.badLineEnd)
          this.#state = LINE_START
          this.at = at + 1
          return ++this.#count > this.#maximumCount ? this.#reject(REJECTED.tooManyFields) : FIELD
        default: // LAST_LF
          if (bytes[at] !== LF) return this.#reject(REJECTED.badLineEnd)
          this.at = at + 1
          return END
      }
    }
    this.#state = state
    this.at = at
    return MORE
  }

  #rejectByte(byte: number, otherwise: Rejection): SectionOutcome {
    return this.#reject(byte === LF || byte === CR ? REJECTED.badLineEnd : otherwise)
  }

  #reject(rejection: Rejection): SectionOutcome {
    this.rejection = rejection
    return BAD
  }
}
