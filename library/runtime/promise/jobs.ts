// The job queue (ECMA-262 §9.5): what runs as soon as no other code does. A job is also what waits on a promise, so that
// awaiting allocates nothing: the same object hangs in the promise's list of reactions and then in the queue.

export const MODE_FULFILLED = 0
export const MODE_REJECTED = 1

/** Waits on a promise or in the queue, never in both; ready to wait again once it runs. */
export abstract class Job {
  /** The one before it in a promise's reactions. */
  previous: Job | null = null
  /** How the promise that it waited on was settled, and with what. */
  mode = MODE_FULFILLED
  value: unknown = undefined

  abstract run(): void
}

const FIRST_CAPACITY = 64

/** A ring: `count` jobs from `head` on; its length is a power of two. */
let ring: (Job | null)[] = []
let head = 0
let count = 0

function grow(): void {
  const old = ring
  const capacity = old.length === 0 ? FIRST_CAPACITY : old.length * 2
  const wider: (Job | null)[] = []
  for (let i = 0; i < count; i++) wider[i] = old[(head + i) & (old.length - 1)]
  for (let i = count; i < capacity; i++) wider[i] = null
  ring = wider
  head = 0
}

export function enqueueJob(job: Job): void {
  if (count === ring.length) grow()
  ring[(head + count) & (ring.length - 1)] = job
  count++
}

/** Puts a job in the queue whose promise is settled. */
export function enqueueSettled(job: Job, mode: number, value: unknown): void {
  job.mode = mode
  job.value = value
  enqueueJob(job)
}

export function hasJobs(): boolean {
  return count > 0
}

/**
 * Runs jobs until there are none. A job that throws (only a microtask of the program can) leaves the rest in the queue:
 * the error is uncaught and ends the program.
 */
export function drainJobs(): void {
  while (count > 0) {
    const job = ring[head]
    ring[head] = null
    head = (head + 1) & (ring.length - 1)
    count--
    if (job !== null) job.run()
  }
}

class Microtask extends Job {
  readonly #callback: () => unknown

  constructor(callback: () => unknown) {
    super()
    this.#callback = callback
  }

  override run(): void {
    const callback = this.#callback
    callback()
  }
}

/** What queueMicrotask does once it has checked its argument. */
export function enqueueMicrotask(callback: () => unknown): void {
  enqueueJob(new Microtask(callback))
}
