// Host of contracts/host.ts on raw system calls: a static Linux process.

import type { ConsoleStream, Host } from '../../contracts/host.ts'
import { CONSOLE_ERROR, CONSOLE_OUT } from '../../contracts/host.ts'
import type { Address } from '../../runtime/intrinsics/raw.ts'
import {
  addressOf, halt, keepAlive, loadI53, plus, stackBoxes, storeI53, storeU16, storeU32, syscall,
} from '../../runtime/intrinsics/raw.ts'
import { collections } from '../../runtime/core/collect.ts'
import { flatOf, isWide, lengthOf, unitsOf } from '../../runtime/core/string/storage.ts'
import { VIEW_ADDRESS, VIEW_LENGTH } from '../../runtime/core/layout.ts'
import {
  CALL_CLOCK_GETTIME, CALL_GETRANDOM, CALL_PPOLL, CALL_WRITE, CLOCK_MONOTONIC, CLOCK_REALTIME, ERROR_AGAIN,
  ERROR_INTERRUPTED, POLL_OUT,
} from './calls.ts'
import { argumentAt, argumentCount, environmentAddress, environmentAt, stressPeriod } from './process.ts'

// SAFETY: system calls say it where they are. Of loads and stores: VIEW_ADDRESS and VIEW_LENGTH are read of what Host's
// contract says is a Uint8Array; times and poll entries lie in boxes of the frame that uses them, with room for each.

/** Exit status of a machine that stops because it is broken. */
const STATUS_BROKEN = 70
const NANOSECONDS = 1000000000
/** getrandom gives at least so many bytes at once, whatever signals come. */
const ENTROPY_CHUNK_BYTES = 256

export class LinuxHost implements Host {
  /** Seconds that the monotonic clock showed first: nanoseconds count from there, so that they stay exact. */
  readonly #startSeconds: number = seconds(CLOCK_MONOTONIC)

  consoleWrite(stream: ConsoleStream, bytes: Uint8Array, lengthBytes: number): void {
    writeAll(stream === CONSOLE_OUT ? 1 : 2, loadI53(addressOf(bytes), VIEW_ADDRESS), lengthBytes)
    keepAlive(bytes)
  }

  monotonicNowNs(): number {
    const time = stackBoxes(2)
    readClock(CLOCK_MONOTONIC, time)
    return (loadI53(time, 0) - this.#startSeconds) * NANOSECONDS + loadI53(time, 8)
  }

  wallNowMs(): number {
    const time = stackBoxes(2)
    readClock(CLOCK_REALTIME, time)
    return loadI53(time, 0) * 1000 + loadI53(time, 8) / 1000000
  }

  fillEntropy(into: Uint8Array): void {
    const start = loadI53(addressOf(into), VIEW_ADDRESS)
    const count = loadI53(addressOf(into), VIEW_LENGTH)
    let done = 0
    while (done < count) {
      const chunk = count - done < ENTROPY_CHUNK_BYTES ? count - done : ENTROPY_CHUNK_BYTES
      // SAFETY: the bytes are inside the view, which the caller's reference keeps alive.
      const got = syscall(CALL_GETRANDOM, plus(start, done), chunk, 0, 0, 0, 0)
      if (got < 0 && got !== ERROR_INTERRUPTED) this.abort('no source of entropy')
      if (got > 0) done = done + got
    }
    keepAlive(into)
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

/** Seconds of a clock, without the rest. */
function seconds(which: number): number {
  const time = stackBoxes(2)
  readClock(which, time)
  return loadI53(time, 0)
}

function readClock(which: number, time: Address): void {
  // SAFETY: `time` is a struct timespec, two words, in the caller's frame.
  syscall(CALL_CLOCK_GETTIME, which, time, 0, 0, 0, 0)
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
