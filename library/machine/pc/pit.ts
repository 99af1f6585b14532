// The interval timer of a PC (Intel 8254): it alone runs at a rate that is known beforehand, and so other clocks are
// measured with it. Only before the seal.

import { portInU8, portOutU8, stop } from '../../runtime/intrinsics/raw.ts'

// SAFETY: the ports are the timer's; nothing else uses channel 0, whose interrupt nobody takes.

export const PIT_FREQUENCY_HZ = 1193182
const COMMAND = 0x43
const CHANNEL_0 = 0x40
/** Channel 0, low byte then high byte, mode 0: the output goes up when the count ends. */
const COUNT_ONCE = 0x30
/** Read-back of channel 0's status, whose bit 7 is its output; and of its status, then of its count at the same time. */
const READ_STATUS = 0xe2
const READ_STATUS_AND_COUNT = 0xc2
const OUTPUT = 0x80
/** Its bits count: 55 ms. */
const WHOLE_COUNT = 0xffff

/** What reads where no device answers; the channel's status is never that, for its mode is 0. */
const NOTHING = 0xff

/** Starts to count. Stops a machine without the timer. */
export function startPit(): void {
  portOutU8(COMMAND, COUNT_ONCE)
  portOutU8(COMMAND, READ_STATUS)
  if (portInU8(CHANNEL_0) === NOTHING) stop(74, 'this machine has no interval timer (8254) to measure its clock with')
  portOutU8(CHANNEL_0, WHOLE_COUNT & 0xff)
  portOutU8(CHANNEL_0, WHOLE_COUNT >> 8)
}

/** Ticks since startPit; -1 once there were more than the timer counts. */
export function pitTicks(): number {
  portOutU8(COMMAND, READ_STATUS_AND_COUNT)
  const status = portInU8(CHANNEL_0)
  const low = portInU8(CHANNEL_0)
  const high = portInU8(CHANNEL_0)
  return (status & OUTPUT) !== 0 ? -1 : WHOLE_COUNT - (high << 8 | low)
}
