// What setImmediate sets: runs once a turn, after the timers.
import { apply } from '../../runtime/intrinsics/mod.ts'
import type { Callback } from './lists.ts'

export class ImmediateEntry {
  callback: Callback | null
  readonly args: unknown[]
  owner: object
  isReferenced = true

  constructor(callback: Callback, args: unknown[], owner: object) {
    this.callback = callback
    this.args = args
    this.owner = owner
  }
}

let waiting: ImmediateEntry[] = []
let referencedCount = 0

export function addImmediate(entry: ImmediateEntry): void {
  waiting[waiting.length] = entry
  referencedCount++
}

export function removeImmediate(entry: ImmediateEntry): void {
  if (entry.callback === null) return
  entry.callback = null
  if (entry.isReferenced) referencedCount--
}

export function setImmediateReferenced(entry: ImmediateEntry, isReferenced: boolean): void {
  if (entry.isReferenced === isReferenced) return
  entry.isReferenced = isReferenced
  if (entry.callback !== null) referencedCount += isReferenced ? 1 : -1
}

export function hasReferencedImmediates(): boolean {
  return referencedCount > 0
}

/** Runs those that wait now, not those that they add; `settle` drains the jobs after each. */
export function runImmediates(settle: () => void): void {
  if (waiting.length === 0) return
  const running = waiting
  waiting = []
  for (let i = 0; i < running.length; i++) {
    const entry = running[i]
    const { callback } = entry
    if (callback === null) continue
    removeImmediate(entry)
    apply(callback, entry.owner, entry.args)
    settle()
  }
}
