// Async functions. The coroutine pass turns the body into `resume`; this file runs it from await to await (ECMA-262
// §27.7.5). The record of a run is itself the job that waits on what the body awaits: an await allocates nothing.
import { awaitValue, pendingPromise, rejectPromise, resolvePromise } from './promise.ts'
import type { Promise } from './promise.ts'
import { Job, MODE_FULFILLED, MODE_REJECTED } from './jobs.ts'

const STATE_START = 0
const STATE_DONE = -1

/**
 * Runs the body until it awaits or ends. `mode` is MODE_FULFILLED or MODE_REJECTED, `value` what came of the last await.
 * Gives the awaited value, having set `record.state` to a point ≥ 1; or the final value, having set it to −1; or throws,
 * having set it to −1.
 */
export type AsyncResume = (mode: number, value: unknown, record: AsyncRecord) => unknown

export class AsyncRecord extends Job {
  /** 0 before the first step, n ≥ 1 suspended at point n, −1 done. Owned by `resume`. */
  state = STATE_START
  readonly #resume: AsyncResume
  readonly #promise: Promise<unknown>

  constructor(resume: AsyncResume, promise: Promise<unknown>) {
    super()
    this.#resume = resume
    this.#promise = promise
  }

  override run(): void {
    const { value } = this
    this.value = undefined
    this.step(this.mode, value)
  }

  step(firstMode: number, firstValue: unknown): void {
    const resume = this.#resume
    let mode = firstMode
    let value = firstValue
    for (;;) {
      let result: unknown
      try {
        result = resume(mode, value, this)
      } catch (error) {
        rejectPromise(this.#promise, error)
        return
      }
      if (this.state === STATE_DONE) {
        resolvePromise(this.#promise, result)
        return
      }
      try {
        awaitValue(result, this)
        return
      } catch (error) {
        // reading the awaited promise's `constructor` threw: the body sees it as what the await gives
        mode = MODE_REJECTED
        value = error
      }
    }
  }
}

/** Starts an async function: runs its body to the first await, and gives the promise of its result. */
export function runAsync<T>(resume: AsyncResume): Promise<T> {
  const promise = pendingPromise<T>()
  new AsyncRecord(resume, promise as Promise<unknown>).step(MODE_FULFILLED, undefined)
  return promise
}
