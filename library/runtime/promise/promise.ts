// Promise (ECMA-262 §27.2). The operations on a promise's slots that others need (await, inspection, adoption) are set
// by its static block: only class text can name private fields.
import { callWith, isCallable, isConstructor, isObject } from '../intrinsics/mod.ts'
import { describe } from '../errors/describe.ts'
import { incompatibleReceiver } from '../errors/require.ts'
import { all, allSettled, any, race } from './combinators.ts'
import type { Capability, PromiseClass } from './capability.ts'
import { capabilityOf, nativeCapability } from './capability.ts'
import { enqueueJob, enqueueSettled, Job, MODE_FULFILLED, MODE_REJECTED } from './jobs.ts'
import { Adoption, CapabilityReaction, Reaction, ThenableJob } from './reactions.ts'
import { trackRejection } from './rejections.ts'

const PENDING = 0
const FULFILLED = 1
const REJECTED = 2

export type PromiseState = 'pending' | 'fulfilled' | 'rejected'

/** An executor that is never called: makes the promises that the runtime itself settles. */
function internally(): void {}

/** A new pending promise. */
export function pendingPromise<T>(): Promise<T> {
  return new Promise<T>(internally)
}

/** Set when the class is evaluated: before, there are no promises. */
let hasSlots: ((value: object) => boolean) | undefined

export function isPromise(value: unknown): boolean {
  return hasSlots !== undefined && isObject(value) && hasSlots(value)
}

/** Of a value for which isPromise holds. */
export let promiseState: (promise: Promise<unknown>) => PromiseState
export let promiseValue: (promise: Promise<unknown>) => unknown
export let isHandled: (promise: Promise<unknown>) => boolean
/** §27.2.1.3.2: what the resolve function does; the promise must not have been resolved before. */
export let resolvePromise: <T>(promise: Promise<T>, resolution: unknown) => void
/** §27.2.1.7 */
export let rejectPromise: <T>(promise: Promise<T>, reason: unknown) => void
/** §27.2.5.4.1 PerformPromiseThen: `job` runs once the promise is settled. */
export let whenSettled: <T>(promise: Promise<T>, job: Job) => void
/**
 * §27.2.4.7.1 PromiseResolve with %Promise%, to wait on: `job` runs when `value` is settled, which for a value that is
 * no object is at once. Throws what reading `value.constructor` throws.
 */
export let awaitValue: (value: unknown, job: Job) => void

export function callPromise(): never {
  throw new TypeError("Promise constructor cannot be invoked without 'new'")
}

export class Promise<T> {
  #state = PENDING
  #value: unknown = undefined
  /** Last of those that wait on it, while it is pending. */
  #reactions: Job | null = null
  #isHandled = false

  static {
    hasSlots = (value) => #state in value
    promiseState = (promise) =>
      promise.#state === PENDING ? 'pending' : promise.#state === FULFILLED ? 'fulfilled' : 'rejected'
    promiseValue = (promise) => promise.#value
    isHandled = (promise) => promise.#isHandled
    resolvePromise = (promise, resolution) => promise.#resolve(resolution)
    rejectPromise = (promise, reason) => promise.#settle(REJECTED, reason)
    whenSettled = (promise, job) => promise.#wait(job)
    awaitValue = (value, job) => {
      if (!isObject(value)) enqueueSettled(job, MODE_FULFILLED, value)
      else if (#state in value && value.constructor === Promise) value.#wait(job)
      else {
        const promise = pendingPromise()
        promise.#resolve(value)
        promise.#wait(job)
      }
    }
  }

  constructor(executor: (resolve: (value: T | PromiseLike<T>) => void, reject: (reason?: unknown) => void) => void) {
    if (executor === internally) return
    if (!isCallable(executor)) throw new TypeError(`Promise resolver ${describe(executor)} is not a function`)
    let isResolved = false
    try {
      callWith(executor, undefined, (value: T | PromiseLike<T>) => {
        if (isResolved) return
        isResolved = true
        this.#resolve(value)
      }, (reason?: unknown) => {
        if (isResolved) return
        isResolved = true
        this.#settle(REJECTED, reason)
      })
    } catch (error) {
      if (isResolved) return
      isResolved = true
      this.#settle(REJECTED, error)
    }
  }

  #resolve(resolution: unknown): void {
    if (!isObject(resolution)) {
      this.#settle(FULFILLED, resolution)
      return
    }
    if (resolution === this) {
      this.#settle(REJECTED, new TypeError(`Chaining cycle detected for promise ${describe(this)}`))
      return
    }
    let then: unknown
    try {
      then = (resolution as { then?: unknown }).then
    } catch (error) {
      this.#settle(REJECTED, error)
      return
    }
    if (!isCallable(then)) this.#settle(FULFILLED, resolution)
    else if (#state in resolution && then === intrinsicThen) enqueueJob(new Adoption(this, resolution as Promise<unknown>))
    else enqueueJob(new ThenableJob(this, resolution, then))
  }

  /** §27.2.1.4 FulfillPromise, §27.2.1.7 RejectPromise: those that wait are queued in the order in which they came. */
  #settle(state: number, value: unknown): void {
    this.#state = state
    this.#value = value
    let last = this.#reactions
    this.#reactions = null
    if (last === null) {
      if (state === REJECTED && !this.#isHandled) trackRejection(this)
      return
    }
    let first: Job | null = null
    while (last !== null) {
      const previous: Job | null = last.previous
      last.previous = first
      first = last
      last = previous
    }
    const mode = state === FULFILLED ? MODE_FULFILLED : MODE_REJECTED
    while (first !== null) {
      const next: Job | null = first.previous
      first.previous = null
      enqueueSettled(first, mode, value)
      first = next
    }
  }

  #wait(job: Job): void {
    this.#isHandled = true
    if (this.#state === PENDING) {
      job.previous = this.#reactions
      this.#reactions = job
    } else enqueueSettled(job, this.#state === FULFILLED ? MODE_FULFILLED : MODE_REJECTED, this.#value)
  }

  then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null, onRejected?: ((reason: any) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    if (!isObject(this) || !(#state in this)) throw incompatibleReceiver('Promise.prototype.then', this)
    const species = speciesOf(this)
    if (species === Promise) {
      const derived = pendingPromise<A | B>()
      this.#wait(new Reaction(derived, onFulfilled, onRejected))
      return derived
    }
    const capability = capabilityOf<A | B>(species as PromiseClass)
    this.#wait(new CapabilityReaction(capability, onFulfilled, onRejected))
    return capability.promise as Promise<A | B>
  }

  catch<B = never>(onRejected?: ((reason: any) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(undefined, onRejected)
  }

  /** §27.2.5.3 */
  finally(onFinally?: (() => void) | null): Promise<T> {
    if (!isObject(this)) throw new TypeError('Promise.prototype.finally called on non-object')
    const species = speciesOf(this) as PromiseClass
    if (!isCallable(onFinally)) return this.then(onFinally as undefined, onFinally as undefined)
    return this.then((value) => promiseResolve(species, callWith(onFinally, undefined)).then(() => value),
      (reason: unknown) => promiseResolve(species, callWith(onFinally, undefined)).then(() => {
        throw reason
      }))
  }

  get [Symbol.toStringTag](): string {
    return 'Promise'
  }

  static get [Symbol.species](): unknown {
    return this
  }

  static resolve<T>(value?: T | PromiseLike<T>): Promise<T> {
    if (!isObject(this)) throw new TypeError('PromiseResolve called on non-object')
    return promiseResolve(this as unknown as PromiseClass, value) as Promise<T>
  }

  static reject<T = never>(reason?: unknown): Promise<T> {
    if ((this as unknown) === Promise) {
      const promise = pendingPromise<T>()
      promise.#settle(REJECTED, reason)
      return promise
    }
    const capability = capabilityFor<T>(this, 'PromiseReject')
    capability.reject(reason)
    return capability.promise as Promise<T>
  }

  static withResolvers<T>(): PromiseWithResolvers<T> {
    const capability = capabilityFor<T>(this, 'Promise.withResolvers')
    const promise = capability.promise as globalThis.Promise<T>
    return { promise, resolve: capability.resolveFunction(), reject: capability.rejectFunction() }
  }

  static all<T>(values: Iterable<T | PromiseLike<T>>): Promise<T[]> {
    return all(this as unknown as PromiseClass, capabilityFor<T[]>(this, 'Promise.all'), values) as Promise<T[]>
  }

  static allSettled<T>(values: Iterable<T | PromiseLike<T>>): Promise<PromiseSettledResult<T>[]> {
    const capability = capabilityFor<PromiseSettledResult<T>[]>(this, 'Promise.allSettled')
    return allSettled(this as unknown as PromiseClass, capability, values) as Promise<PromiseSettledResult<T>[]>
  }

  static any<T>(values: Iterable<T | PromiseLike<T>>): Promise<T> {
    return any(this as unknown as PromiseClass, capabilityFor<T>(this, 'Promise.any'), values) as Promise<T>
  }

  static race<T>(values: Iterable<T | PromiseLike<T>>): Promise<T> {
    return race(this as unknown as PromiseClass, capabilityFor<T>(this, 'Promise.race'), values) as Promise<T>
  }
}

/** The language's own `then`: what makes adoption of a promise need no resolving functions. */
const intrinsicThen: unknown = Promise.prototype.then

function capabilityFor<T>(constructor: unknown, method: string): Capability<T> {
  if (constructor === Promise) return nativeCapability<T>()
  if (!isObject(constructor)) throw new TypeError(`${method} called on non-object`)
  return capabilityOf<T>(constructor as PromiseClass)
}

/** §27.2.4.7.1 */
export function promiseResolve(constructor: PromiseClass, value: unknown): PromiseLike<unknown> {
  if (isPromise(value) && (value as object).constructor === constructor) return value as Promise<unknown>
  if ((constructor as unknown) === Promise) {
    const promise = pendingPromise<unknown>()
    resolvePromise(promise, value)
    return promise
  }
  const capability = capabilityOf<unknown>(constructor)
  capability.resolve(value)
  return capability.promise
}

/** §7.3.22 SpeciesConstructor with %Promise%. */
export function speciesOf(promise: object): unknown {
  const { constructor } = promise as { constructor: unknown }
  if (constructor === Promise || constructor === undefined) return Promise
  if (!isObject(constructor)) throw new TypeError('The .constructor property is not an object')
  const species = (constructor as { [Symbol.species]?: unknown })[Symbol.species]
  if (species === undefined || species === null) return Promise
  if (!isConstructor(species)) throw new TypeError('object.constructor[Symbol.species] is not a constructor')
  return species
}
