// The Date field (RFC 9110 §6.6.1, §5.6.7): IMF-fixdate, as in `Sun, 06 Nov 1994 08:49:37 GMT`.
import type { Clock } from '../../contracts/clock.ts'

const DAY_NAMES = 'SunMonTueWedThuFriSat'
const MONTH_NAMES = 'JanFebMarAprMayJunJulAugSepOctNovDec'
const SECONDS_OF_DAY = 86400
/** 1970-01-01 was a Thursday. */
const FIRST_WEEKDAY = 4
/** Days from 0000-03-01 to 1970-01-01. */
const DAYS_TO_1970 = 719468
const DAYS_OF_ERA = 146097
export const DATE_BYTES = 29

function writeDigits(into: Uint8Array, at: number, value: number, count: number): void {
  let rest = value
  for (let i = count - 1; i >= 0; i--) {
    into[at + i] = 48 + (rest % 10)
    rest = Math.trunc(rest / 10)
  }
}

function writeThree(into: Uint8Array, at: number, names: string, index: number): void {
  for (let i = 0; i < 3; i++) into[at + i] = names.charCodeAt(index * 3 + i)
}

/**
 * Writes the DATE_BYTES bytes of the date at `at`. `seconds` are whole ones since 1970 in years 0 … 9999. The
 * calendar is reckoned in eras of 400 years that begin in March, so that the leap day is the last of its year.
 */
export function writeDate(into: Uint8Array, at: number, seconds: number): void {
  const days = Math.floor(seconds / SECONDS_OF_DAY)
  const second = seconds - days * SECONDS_OF_DAY
  const shifted = days + DAYS_TO_1970
  const era = Math.floor(shifted / DAYS_OF_ERA)
  const dayOfEra = shifted - era * DAYS_OF_ERA
  const yearOfEra = Math.trunc(
    (dayOfEra - Math.trunc(dayOfEra / 1460) + Math.trunc(dayOfEra / 36524) - Math.trunc(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.trunc(yearOfEra / 4) - Math.trunc(yearOfEra / 100))
  const marchMonth = Math.trunc((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.trunc((153 * marchMonth + 2) / 5) + 1
  const month = marchMonth < 10 ? marchMonth + 2 : marchMonth - 10
  const year = yearOfEra + era * 400 + (month < 2 ? 1 : 0)
  const weekday = (((days + FIRST_WEEKDAY) % 7) + 7) % 7

  for (let i = 0; i < DATE_BYTES; i++) into[at + i] = 32
  writeThree(into, at, DAY_NAMES, weekday)
  into[at + 3] = 44
  writeDigits(into, at + 5, day, 2)
  writeThree(into, at + 8, MONTH_NAMES, month)
  writeDigits(into, at + 12, year, 4)
  writeDigits(into, at + 17, Math.trunc(second / 3600), 2)
  into[at + 19] = 58
  writeDigits(into, at + 20, Math.trunc(second / 60) % 60, 2)
  into[at + 22] = 58
  writeDigits(into, at + 23, second % 60, 2)
  into[at + 26] = 71
  into[at + 27] = 77
  into[at + 28] = 84
}

/** The date of now, written anew once a second. */
export class DateField {
  readonly #clock: Clock
  readonly #bytes = new Uint8Array(DATE_BYTES)
  #seconds = -1

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** DATE_BYTES bytes; valid until the next call. */
  now(): Uint8Array {
    const seconds = Math.floor(this.#clock.wallNowMs() / 1000)
    if (seconds !== this.#seconds) {
      this.#seconds = seconds
      writeDate(this.#bytes, 0, seconds)
    }
    return this.#bytes
  }
}
