// Rejected promises that nobody handles (ECMA-262 §27.2.1.9 HostPromiseRejectionTracker, as Node uses it): looked at
// when the job queue has run dry.
import type { Promise } from './promise.ts'
import { isHandled } from './promise.ts'

let candidates: Promise<unknown>[] = []

/** A promise was rejected while nothing waited on it. */
export function trackRejection<T>(promise: Promise<T>): void {
  candidates[candidates.length] = promise as Promise<unknown>
}

/** The first promise rejected since the last call that is still unhandled. */
export function takeUnhandledRejection(): Promise<unknown> | null {
  if (candidates.length === 0) return null
  const looked = candidates
  candidates = []
  for (let i = 0; i < looked.length; i++) if (!isHandled(looked[i])) return looked[i]
  return null
}
