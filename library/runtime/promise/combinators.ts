// Promise.all and its kin (ECMA-262 §27.2.4.1–§27.2.4.5), over any class of promises.
import { callWith, isCallable } from '../intrinsics/mod.ts'
import { requireIterable } from '../errors/require.ts'
import type { Capability, PromiseClass } from './capability.ts'

type Then = (onFulfilled: unknown, onRejected: unknown) => unknown

/** `constructor.resolve` of the element, then `then` of that. */
class Subscription {
  readonly #class: PromiseClass
  readonly #resolve: (value: unknown) => unknown

  constructor(constructor: PromiseClass) {
    const { resolve } = constructor
    if (!isCallable(resolve)) throw new TypeError('Promise resolve or reject function is not callable')
    this.#class = constructor
    this.#resolve = resolve as (value: unknown) => unknown
  }

  subscribe(element: unknown, onFulfilled: unknown, onRejected: unknown): void {
    const promise = callWith(this.#resolve, this.#class, element) as { then: Then }
    promise.then(onFulfilled, onRejected)
  }
}

/** Results in the order of the elements; complete when each has come and the elements have ended. */
class Collection<R> {
  readonly results: R[] = []
  #remaining = 1

  /** Makes place for the next element; its index. */
  expect(): number {
    const index = this.results.length
    this.results[index] = undefined as R
    this.#remaining++
    return index
  }

  put(index: number, result: R): void {
    this.results[index] = result
    this.#remaining--
  }

  /** The elements have ended. */
  close(): void {
    this.#remaining--
  }

  get isComplete(): boolean {
    return this.#remaining === 0
  }
}

export function all<T>(constructor: PromiseClass, capability: Capability<T[]>, values: Iterable<unknown>): PromiseLike<T[]> {
  try {
    const subscription = new Subscription(constructor)
    requireIterable(values)
    const collection = new Collection<T>()
    const reject = capability.rejectFunction()
    for (const element of values) {
      const index = collection.expect()
      let isCalled = false
      subscription.subscribe(element, (value: T) => {
        if (isCalled) return
        isCalled = true
        collection.put(index, value)
        if (collection.isComplete) capability.resolve(collection.results)
      }, reject)
    }
    collection.close()
    if (collection.isComplete) capability.resolve(collection.results)
  } catch (error) {
    capability.reject(error)
  }
  return capability.promise
}

export function allSettled<T>(
  constructor: PromiseClass, capability: Capability<PromiseSettledResult<T>[]>, values: Iterable<unknown>,
): PromiseLike<PromiseSettledResult<T>[]> {
  try {
    const subscription = new Subscription(constructor)
    requireIterable(values)
    const collection = new Collection<PromiseSettledResult<T>>()
    for (const element of values) {
      const index = collection.expect()
      let isCalled = false
      const settle = (result: PromiseSettledResult<T>): void => {
        if (isCalled) return
        isCalled = true
        collection.put(index, result)
        if (collection.isComplete) capability.resolve(collection.results)
      }
      subscription.subscribe(element, (value: T) => settle({ status: 'fulfilled', value }),
        (reason: unknown) => settle({ status: 'rejected', reason }))
    }
    collection.close()
    if (collection.isComplete) capability.resolve(collection.results)
  } catch (error) {
    capability.reject(error)
  }
  return capability.promise
}

export function any<T>(constructor: PromiseClass, capability: Capability<T>, values: Iterable<unknown>): PromiseLike<T> {
  try {
    const subscription = new Subscription(constructor)
    requireIterable(values)
    const errors = new Collection<unknown>()
    const resolve = capability.resolveFunction()
    for (const element of values) {
      const index = errors.expect()
      let isCalled = false
      subscription.subscribe(element, resolve, (reason: unknown) => {
        if (isCalled) return
        isCalled = true
        errors.put(index, reason)
        if (errors.isComplete) capability.reject(new AggregateError(errors.results, 'All promises were rejected'))
      })
    }
    errors.close()
    if (errors.isComplete) capability.reject(new AggregateError(errors.results, 'All promises were rejected'))
  } catch (error) {
    capability.reject(error)
  }
  return capability.promise
}

export function race<T>(constructor: PromiseClass, capability: Capability<T>, values: Iterable<unknown>): PromiseLike<T> {
  try {
    const subscription = new Subscription(constructor)
    requireIterable(values)
    const resolve = capability.resolveFunction()
    const reject = capability.rejectFunction()
    for (const element of values) subscription.subscribe(element, resolve, reject)
  } catch (error) {
    capability.reject(error)
  }
  return capability.promise
}
