// The real-time clock of a PC (Motorola MC146818A), read once at start. Only before the seal.

import { portInU8, portOutU8, stop } from '../../runtime/intrinsics/raw.ts'

// SAFETY: the ports are the clock's, and its registers are only read.

const INDEX = 0x70
const DATA = 0x71
const SECONDS = 0
const MINUTES = 2
const HOURS = 4
const DAY = 7
const MONTH = 8
const YEAR = 9
const STATUS_A = 10
const UPDATE_IN_PROGRESS = 0x80
const STATUS_B = 11
const IS_BINARY = 4
const IS_24_HOURS = 2
const AFTERNOON = 0x80
/** What reads where no device answers; the clock's rate and divider are never all ones. */
const NOTHING = 0xff

function register(index: number): number {
  portOutU8(INDEX, index)
  return portInU8(DATA)
}

/**
 * Milliseconds since 1970-01-01 UTC, whole seconds. The clock is taken to run in UTC, in the years 2000 to 2099. Stops a
 * machine without the clock.
 */
export function rtcNowMs(): number {
  if (register(STATUS_A) === NOTHING) stop(74, 'this machine has no real-time clock (MC146818)')
  // Two equal readings between updates are one time.
  let time = readings()
  let again = readings()
  while (time !== again) {
    time = again
    again = readings()
  }
  return time
}

function readings(): number {
  while ((register(STATUS_A) & UPDATE_IN_PROGRESS) !== 0) {}
  const status = register(STATUS_B)
  const number = (raw: number): number => (status & IS_BINARY) !== 0 ? raw : (raw >> 4) * 10 + (raw & 15)
  const rawHours = register(HOURS)
  let hours = number(rawHours & ~AFTERNOON)
  if ((status & IS_24_HOURS) === 0) hours = hours % 12 + ((rawHours & AFTERNOON) !== 0 ? 12 : 0)
  const days = daysSince1970(2000 + number(register(YEAR)), number(register(MONTH)), number(register(DAY)))
  return ((days * 24 + hours) * 60 + number(register(MINUTES))) * 60000 + number(register(SECONDS)) * 1000
}

/** Days from 1970-01-01 to a date of the Gregorian calendar; March is counted as the first month of a year. */
export function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1
  const monthFromMarch = (month + 9) % 12
  const days = 365 * shifted + Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400)
  return days + Math.floor((153 * monthFromMarch + 2) / 5) + day - 719469
}
