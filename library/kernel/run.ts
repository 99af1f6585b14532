// The run of a program, as compiled code calls it (compiler/analyse/entries.ts, "the run"): one event loop on the
// platform's host.
import type { Host } from '../contracts/host.ts'
import type { Source } from '../contracts/source.ts'
import { installHost } from '../globals/host.ts'
import { markStart } from '../globals/process.ts'
import type { Promise } from '../runtime/promise/mod.ts'
import { EventLoop } from './loop.ts'

let loop: EventLoop | null = null

/** Called by the platform's entry once the heap stands, before any module of the program runs. */
export function startOn(host: Host, sources: readonly Source[] = []): void {
  installHost(host)
  markStart()
  loop = new EventLoop(host)
  for (const source of sources) loop.addSource(source)
}

function current(): EventLoop {
  if (loop === null) throw new Error('the machine has not been started')
  return loop
}

/** Polled once a turn from now on. */
export function addSource(source: Source): void {
  current().addSource(source)
}

/** Turns the loop until the promise of a module with top-level await is settled. */
export function awaitModule(promise: unknown): void {
  current().runUntilSettled(promise as Promise<unknown>)
}

/** An error left a module's top level. */
export function reportUncaught(error: unknown): void {
  current().failed(error)
}

/** All modules have run: turns until nothing is left, then ends the program. */
export function runEventLoop(): void {
  current().run()
}
