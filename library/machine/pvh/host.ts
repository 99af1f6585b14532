// Host of contracts/host.ts on the monitor's calls: a PVH guest with a serial port.

import type { ConsoleStream, Host } from '../../contracts/host.ts'
import type { Address } from '../../runtime/intrinsics/raw.ts'
import { addressOf, halt, keepAlive, loadI53, readTimestamp, syscall } from '../../runtime/intrinsics/raw.ts'
import { flatOf, isWide, lengthOf, unitsOf } from '../../runtime/core/string/storage.ts'
import { VIEW_ADDRESS } from '../../runtime/core/layout.ts'
import { writeSerial } from '../pc/serial.ts'
import { CALL_WAIT } from './calls.ts'
import type { MachineClock } from './clock.ts'
import { fillFromProcessor } from './entropy.ts'
import { bootSettings, programArguments } from './process.ts'

// SAFETY: VIEW_ADDRESS is read of what Host's contract says is a Uint8Array.

/** Exit status of a machine that stops because it is broken. */
const STATUS_BROKEN = 70
const LONGEST_WAIT_TICKS = 4294967295

export class PvhHost implements Host {
  readonly #clock: MachineClock

  constructor(clock: MachineClock) {
    this.#clock = clock
  }

  consoleWrite(_stream: ConsoleStream, bytes: Uint8Array, lengthBytes: number): void {
    writeSerial(loadI53(addressOf(bytes), VIEW_ADDRESS), lengthBytes)
    keepAlive(bytes)
  }

  monotonicNowNs(): number {
    return (readTimestamp() - this.#clock.startStamp) * this.#clock.nsPerStamp
  }

  wallNowMs(): number {
    return this.#clock.wallAtStartMs + this.monotonicNowNs() / 1000000
  }

  fillEntropy(into: Uint8Array): void {
    if (!fillFromProcessor(into)) this.abort('no source of entropy')
  }

  bootArguments(): string[] {
    return programArguments()
  }

  environment(): string[] {
    return bootSettings()
  }

  wait(deadlineNs: number): void {
    let ticks = 0
    if (deadlineNs !== Infinity) {
      const left = deadlineNs - this.monotonicNowNs()
      if (!(left > 0)) return
      ticks = Math.min(Math.ceil(left * this.#clock.timerTicksPerNs), LONGEST_WAIT_TICKS)
    }
    syscall(CALL_WAIT, ticks, 0, 0, 0, 0, 0)
  }

  exit(status: number): never {
    halt(status)
  }

  abort(report: string): never {
    writeText(report)
    writeText('\n')
    halt(STATUS_BROKEN)
  }
}

/** A report: Latin-1 text, written as it lies, so that it comes out when nothing else works. */
function writeText(text: string): void {
  const flat = flatOf(text)
  if (isWide(flat)) writeText('(the report is not in Latin letters)')
  else writeSerial(unitsOf(flat), lengthOf(text))
}
