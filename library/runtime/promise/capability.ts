// PromiseCapability (ECMA-262 §27.2.1.1, §27.2.1.5): a promise of any class with the means to settle it.
import { constructWith, isCallable, isConstructor } from '../intrinsics/mod.ts'
import { describe } from '../errors/describe.ts'
import { pendingPromise, rejectPromise, resolvePromise } from './promise.ts'

/** A constructor that takes an executor, as Promise's does. */
export interface PromiseClass { resolve?: unknown; prototype: object }

export type Settler = (value?: unknown) => void

export interface Capability<T> {
  readonly promise: PromiseLike<T>
  resolve(value: unknown): void
  reject(reason: unknown): void
  /** The same as function values, for the program or a foreign `then`. */
  resolveFunction(): Settler
  rejectFunction(): Settler
}

/** Of %Promise% itself. */
class NativeCapability<T> implements Capability<T> {
  readonly promise = pendingPromise<T>()
  #isResolved = false

  resolve(value: unknown): void {
    if (this.#isResolved) return
    this.#isResolved = true
    resolvePromise(this.promise, value)
  }

  reject(reason: unknown): void {
    if (this.#isResolved) return
    this.#isResolved = true
    rejectPromise(this.promise, reason)
  }

  resolveFunction(): Settler {
    return (value) => this.resolve(value)
  }

  rejectFunction(): Settler {
    return (reason) => this.reject(reason)
  }
}

/** Of a class of the program: the functions that its constructor was given for the executor. */
class ForeignCapability<T> implements Capability<T> {
  readonly promise: PromiseLike<T>
  readonly #resolve: Settler
  readonly #reject: Settler

  constructor(promise: PromiseLike<T>, resolve: Settler, reject: Settler) {
    this.promise = promise
    this.#resolve = resolve
    this.#reject = reject
  }

  resolve(value: unknown): void {
    const resolve = this.#resolve
    resolve(value)
  }

  reject(reason: unknown): void {
    const reject = this.#reject
    reject(reason)
  }

  resolveFunction(): Settler {
    return this.#resolve
  }

  rejectFunction(): Settler {
    return this.#reject
  }
}

export function nativeCapability<T>(): Capability<T> {
  return new NativeCapability<T>()
}

/** §27.2.1.5 NewPromiseCapability */
export function capabilityOf<T>(constructor: PromiseClass): Capability<T> {
  if (!isConstructor(constructor)) throw new TypeError(`${describe(constructor)} is not a constructor`)
  let resolve: unknown
  let reject: unknown
  const promise = constructWith(constructor, [(resolveGiven: unknown, rejectGiven: unknown) => {
    if (resolve !== undefined || reject !== undefined) {
      throw new TypeError('Promise executor has already been invoked with non-undefined arguments')
    }
    resolve = resolveGiven
    reject = rejectGiven
  }], constructor)
  if (!isCallable(resolve) || !isCallable(reject)) throw new TypeError('Promise resolve or reject function is not callable')
  return new ForeignCapability<T>(promise as PromiseLike<T>, resolve as Settler, reject as Settler)
}
