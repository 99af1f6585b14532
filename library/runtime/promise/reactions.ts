// The jobs that promises make: calling a handler (ECMA-262 §27.2.2.1) and taking over what a thenable becomes (§27.2.2.2).
import { callWith, isCallable } from '../intrinsics/mod.ts'
import type { Capability, PromiseClass } from './capability.ts'
import { capabilityOf } from './capability.ts'
import { Job, MODE_FULFILLED } from './jobs.ts'
import { Promise, rejectPromise, resolvePromise, speciesOf, whenSettled } from './promise.ts'

/** A handler of `then` whose result settles a promise of the language's own class. */
export class Reaction<T> extends Job {
  readonly #derived: Promise<T>
  readonly #onFulfilled: unknown
  readonly #onRejected: unknown

  constructor(derived: Promise<T>, onFulfilled: unknown, onRejected: unknown) {
    super()
    this.#derived = derived
    this.#onFulfilled = onFulfilled
    this.#onRejected = onRejected
  }

  override run(): void {
    const derived = this.#derived
    const { mode, value } = this
    const handler = mode === MODE_FULFILLED ? this.#onFulfilled : this.#onRejected
    if (!isCallable(handler)) {
      if (mode === MODE_FULFILLED) resolvePromise(derived, value)
      else rejectPromise(derived, value)
      return
    }
    let result: unknown
    try {
      result = callWith(handler, undefined, value)
    } catch (error) {
      rejectPromise(derived, error)
      return
    }
    resolvePromise(derived, result)
  }
}

/** The same for a promise of another class. */
export class CapabilityReaction<T> extends Job {
  readonly #capability: Capability<T>
  readonly #onFulfilled: unknown
  readonly #onRejected: unknown

  constructor(capability: Capability<T>, onFulfilled: unknown, onRejected: unknown) {
    super()
    this.#capability = capability
    this.#onFulfilled = onFulfilled
    this.#onRejected = onRejected
  }

  override run(): void {
    const capability = this.#capability
    const { mode, value } = this
    const handler = mode === MODE_FULFILLED ? this.#onFulfilled : this.#onRejected
    if (!isCallable(handler)) {
      if (mode === MODE_FULFILLED) capability.resolve(value)
      else capability.reject(value)
      return
    }
    let result: unknown
    try {
      result = callWith(handler, undefined, value)
    } catch (error) {
      capability.reject(error)
      return
    }
    capability.resolve(result)
  }
}

/**
 * A promise resolved with another whose `then` is the language's own: one job to start waiting on it, one more to take
 * over what it became. The same object is both.
 */
export class Adoption<T> extends Job {
  readonly #target: Promise<T>
  readonly #source: Promise<unknown>
  #isWaiting = false

  constructor(target: Promise<T>, source: Promise<unknown>) {
    super()
    this.#target = target
    this.#source = source
  }

  override run(): void {
    if (!this.#isWaiting) this.#start()
    else if (this.mode === MODE_FULFILLED) resolvePromise(this.#target, this.value)
    else rejectPromise(this.#target, this.value)
  }

  /** What the intrinsic `then` does with two resolving functions. */
  #start(): void {
    this.#isWaiting = true
    const target = this.#target
    const source = this.#source
    try {
      const species = speciesOf(source)
      if (species === Promise) whenSettled(source, this)
      else {
        const capability = capabilityOf<unknown>(species as PromiseClass)
        whenSettled(source, new CapabilityReaction(capability,
          (value: unknown) => resolvePromise(target, value), (reason: unknown) => rejectPromise(target, reason)))
      }
    } catch (error) {
      rejectPromise(target, error)
    }
  }
}

/** §27.2.2.2 NewPromiseResolveThenableJob */
export class ThenableJob<T> extends Job {
  readonly #target: Promise<T>
  readonly #thenable: object
  readonly #then: unknown

  constructor(target: Promise<T>, thenable: object, then: unknown) {
    super()
    this.#target = target
    this.#thenable = thenable
    this.#then = then
  }

  override run(): void {
    const target = this.#target
    let isResolved = false
    try {
      callWith(this.#then as (...functions: unknown[]) => unknown, this.#thenable, (value: unknown) => {
        if (isResolved) return
        isResolved = true
        resolvePromise(target, value)
      }, (reason: unknown) => {
        if (isResolved) return
        isResolved = true
        rejectPromise(target, reason)
      })
    } catch (error) {
      if (isResolved) return
      isResolved = true
      rejectPromise(target, error)
    }
  }
}
