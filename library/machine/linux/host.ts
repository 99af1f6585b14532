// Host of contracts/host.ts on raw system calls: a static Linux process.

import type { ConsoleStream, Host } from '../../contracts/host.ts'
import { CONSOLE_ERROR, CONSOLE_OUT } from '../../contracts/host.ts'
import type { Address } from '../../runtime/intrinsics/raw.ts'
import {
  addressOf, halt, keepAlive, loadI53, plus, stackBoxes, storeI53, storeU16, storeU32, syscall,
} from '../../runtime/intrinsics/raw.ts'
import { collections } from '../../runtime/core/collect.ts'
import { flatOf, isWide, lengthOf, unitsOf } from '../../runtime/core/string/storage.ts'
import { VIEW_ADDRESS } from '../../runtime/core/layout.ts'
import { CALL_PPOLL, CALL_WRITE, ERROR_AGAIN, ERROR_INTERRUPTED, POLL_OUT } from './calls.ts'
import { NANOSECONDS, ProcessClock } from './clock.ts'
import { fillFromKernel } from './entropy.ts'
import { argumentAt, argumentCount, environmentAddress, environmentAt, stressPeriod } from './process.ts'

// SAFETY: system calls say it where they are. Of loads and stores: VIEW_ADDRESS is read of what Host's
// contract says is a Uint8Array; times and poll entries lie in boxes of the frame that uses them, with room for each.

/** Exit status of a machine that stops because it is broken. */
const STATUS_BROKEN = 70

export class LinuxHost implements Host {
  readonly #clock = new ProcessClock()

  consoleWrite(stream: ConsoleStream, bytes: Uint8Array, lengthBytes: number): void {
    writeAll(stream === CONSOLE_OUT ? 1 : 2, loadI53(addressOf(bytes), VIEW_ADDRESS), lengthBytes)
    keepAlive(bytes)
  }

  monotonicNowNs(): number {
    return this.#clock.monotonicNowNs()
  }

  wallNowMs(): number {
    return this.#clock.wallNowMs()
  }

  fillEntropy(into: Uint8Array): void {
    if (!fillFromKernel(into)) this.abort('no source of entropy')
  }

  bootArguments(): string[] {
    const list: string[] = []
    const count = argumentCount()
    for (let i = 0; i < count; i++) list.push(argumentAt(i))
    return list
  }

  environment(): string[] {
    const list: string[] = []
    for (let i = 0; environmentAddress(i) !== 0; i++) list.push(environmentAt(i))
    return list
  }

  wait(deadlineNs: number): void {
    if (deadlineNs === Infinity) {
      // SAFETY: no descriptors and no timeout are read.
      syscall(CALL_PPOLL, 0, 0, 0, 0, 0, 0)
      return
    }
    const left = deadlineNs - this.monotonicNowNs()
    if (!(left > 0)) return
    const time = stackBoxes(2)
    const wholeSeconds = Math.floor(left / NANOSECONDS)
    storeI53(time, 0, wholeSeconds)
    storeI53(time, 8, Math.ceil(left - wholeSeconds * NANOSECONDS))
    if (loadI53(time, 8) >= NANOSECONDS) storeI53(time, 8, NANOSECONDS - 1)
    // SAFETY: `time` is a struct timespec in this frame.
    syscall(CALL_PPOLL, 0, 0, time, 0, 0, 0)
  }

  exit(status: number): never {
    if (stressPeriod() !== 0) writeText(CONSOLE_ERROR, `collections: ${collections()}\n`)
    halt(status)
  }

  abort(report: string): never {
    writeText(CONSOLE_ERROR, report)
    writeText(CONSOLE_ERROR, '\n')
    halt(STATUS_BROKEN)
  }
}

/** A report: Latin-1 text, written as it lies, so that it comes out when nothing else works. */
function writeText(descriptor: number, text: string): void {
  const flat = flatOf(text)
  if (isWide(flat)) writeText(descriptor, '(the report is not in Latin letters)')
  else writeAll(descriptor, unitsOf(flat), lengthOf(text))
}

/** Waits until every byte is taken; a closed pipe or file takes them by dropping them. */
function writeAll(descriptor: number, start: Address, count: number): void {
  let done = 0
  while (done < count) {
    // SAFETY: the bytes are inside an object that the caller keeps alive.
    const written = syscall(CALL_WRITE, descriptor, plus(start, done), count - done, 0, 0, 0)
    if (written === ERROR_AGAIN) waitUntilWritable(descriptor)
    else if (written < 0 && written !== ERROR_INTERRUPTED) return
    if (written > 0) done = done + written
  }
}

function waitUntilWritable(descriptor: number): void {
  const entry = stackBoxes(1)
  storeU32(entry, 0, descriptor)
  storeU16(entry, 4, POLL_OUT)
  // SAFETY: `entry` is one struct pollfd in this frame.
  syscall(CALL_PPOLL, entry, 1, 0, 0, 0, 0)
}
