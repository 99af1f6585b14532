// The interval timer of a PC (Intel 8254): it alone runs at a rate that is known beforehand, and so other clocks are
// measured with it. Only before the seal.

import { portInU8, portOutU8, stop } from '../../runtime/intrinsics/raw.ts'

// SAFETY: the ports are the timer's; nothing else uses channel 0, whose interrupt nobody takes.

const FREQUENCY_HZ = 1193182
const COMMAND = 0x43
const CHANNEL_0 = 0x40
/** Channel 0, low byte then high byte, mode 0: the output goes up when the count ends. */
const COUNT_ONCE = 0x30
/** Read-back of channel 0's status, whose bit 7 is its output. */
const READ_STATUS = 0xe2
const OUTPUT = 0x80

/** What reads where no device answers; the channel's status is never that, for its mode is 0. */
const NOTHING = 0xff

/** Calls `start`, waits `milliseconds` (at most 54), calls `end`. Stops a machine without the timer. */
export function duringMs(milliseconds: number, start: () => void, end: () => void): void {
  const count = Math.floor(FREQUENCY_HZ * milliseconds / 1000)
  portOutU8(COMMAND, COUNT_ONCE)
  portOutU8(COMMAND, READ_STATUS)
  if (portInU8(CHANNEL_0) === NOTHING) stop(74, 'this machine has no interval timer (8254) to measure its clock with')
  portOutU8(CHANNEL_0, count & 0xff)
  portOutU8(CHANNEL_0, count >> 8)
  start()
  do portOutU8(COMMAND, READ_STATUS)
  while ((portInU8(CHANNEL_0) & OUTPUT) === 0)
  end()
}
