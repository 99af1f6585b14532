// The serial port of a PC, a 16550 (National Semiconductor PC16550D data sheet), as a console that is only written.

import type { Address } from '../../runtime/intrinsics/raw.ts'
import { loadU8, plus, portInU8, portOutU8 } from '../../runtime/intrinsics/raw.ts'

const DATA = 0x3f8
const LINE_STATUS = 0x3fd
const HOLDING_EMPTY = 0x20

/** Writes bytes, waiting for the port before each. */
export function writeSerial(start: Address, count: number): void {
  for (let i = 0; i < count; i++) {
    while ((portInU8(LINE_STATUS) & HOLDING_EMPTY) === 0) {}
    // SAFETY: the caller says that `count` bytes lie there.
    portOutU8(DATA, loadU8(plus(start, i), 0))
  }
}
