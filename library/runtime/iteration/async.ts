// What for-await runs on (ECMA-262 §14.7.5.6, §7.4). The compiled loop awaits between the calls:
//   again:  if (!it.accept(await it.next())) leave;  use it.value
//   break:  if (it.startClose()) it.finishClose(await it.pending)
//   throw:  if (it.startAbandon()) try { await it.pending } catch {}
import { callWith, isCallable, isObject, unset } from '../intrinsics/mod.ts'
import { callSite, describe } from '../errors/describe.ts'
import { AsyncIteratorPrototype } from './prototype.ts'

interface AnyAsyncIterator { next?: unknown; return?: unknown }

export class AsyncIteration<T> {
  readonly #iterator: AnyAsyncIterator
  readonly #next: unknown
  value: T
  /** The promise, or other value, that is to be awaited before finishClose. */
  pending: unknown = undefined

  constructor(iterator: AnyAsyncIterator) {
    this.#iterator = iterator
    this.#next = iterator.next
    this.value = unset()
  }

  /** Asks for the next result; what it gives is to be awaited. */
  next(): unknown {
    return callMethod(this.#next, this.#iterator)
  }

  /** Takes the awaited result; false at the end. */
  accept(result: unknown): boolean {
    if (!isObject(result)) throw new TypeError(`Iterator result ${describe(result)} is not an object`)
    const { done, value } = result as { done?: unknown; readonly value: T }
    if (done) return false
    this.value = value
    return true
  }

  /** Leaving early: true when `pending` must be awaited. */
  startClose(): boolean {
    const method = this.#iterator.return
    if (method === undefined || method === null) return false
    this.pending = callMethod(method, this.#iterator)
    return true
  }

  finishClose(result: unknown): void {
    if (!isObject(result)) throw new TypeError(`Iterator result ${describe(result)} is not an object`)
  }

  /** Leaving because of a throw: what goes wrong here is of no account. */
  startAbandon(): boolean {
    try {
      return this.startClose()
    } catch {
      return false
    }
  }
}

/** `text` is the iterable as the source has it. */
export function asyncIteration<T>(iterable: AsyncIterable<T> | Iterable<T>, text: string): AsyncIteration<T> {
  if (iterable === undefined || iterable === null) {
    throw new TypeError(`Cannot read properties of ${iterable} (reading 'Symbol(Symbol.asyncIterator)')`)
  }
  const method: unknown = (iterable as AsyncIterable<T>)[Symbol.asyncIterator]
  if (method !== undefined && method !== null) {
    if (!isCallable(method)) throw new TypeError(`${text} is not async iterable`)
    const iterator = callWith(method, iterable)
    if (!isObject(iterator)) throw new TypeError('Result of the Symbol.asyncIterator method is not an object')
    return new AsyncIteration<T>(iterator)
  }
  const syncMethod: unknown = (iterable as Iterable<T>)[Symbol.iterator]
  if (!isCallable(syncMethod)) throw new TypeError(`${text} is not async iterable`)
  const iterator = callWith(syncMethod, iterable)
  if (!isObject(iterator)) throw new TypeError('Result of the Symbol.iterator method is not an object')
  return new AsyncIteration<T>(new AsyncFromSyncIterator<T>(iterator))
}

/** ECMA-262 §27.1.4: a sync iterator as an async one, its values awaited. */
class AsyncFromSyncIterator<T> extends AsyncIteratorPrototype {
  readonly #iterator: AnyAsyncIterator
  readonly #next: unknown

  constructor(iterator: AnyAsyncIterator) {
    super()
    this.#iterator = iterator
    this.#next = iterator.next
  }

  next(): Promise<IteratorResult<T>> {
    try {
      return this.#continue(callMethod(this.#next, this.#iterator), true)
    } catch (error) {
      return Promise.reject(error)
    }
  }

  return(): Promise<IteratorResult<T>> {
    try {
      const method = this.#iterator.return
      if (method === undefined || method === null) {
        return Promise.resolve<IteratorResult<T>>({ value: undefined, done: true })
      }
      return this.#continue(callMethod(method, this.#iterator), false)
    } catch (error) {
      return Promise.reject(error)
    }
  }

  /** §27.1.4.4 AsyncFromSyncIteratorContinuation; a rejected value closes the iterator that gave it. */
  #continue(result: unknown, closeOnRejection: boolean): Promise<IteratorResult<T>> {
    if (!isObject(result)) throw new TypeError(`Iterator result ${describe(result)} is not an object`)
    const done = !!(result as IteratorResult<T>).done
    const value = (result as IteratorResult<T>).value as T
    let wrapper: Promise<T>
    try {
      wrapper = Promise.resolve(value)
    } catch (error) {
      if (!done && closeOnRejection) this.#abandon()
      throw error
    }
    const unwrap = (awaited: T): IteratorResult<T> => ({ value: awaited, done })
    if (done || !closeOnRejection) return wrapper.then(unwrap)
    return wrapper.then(unwrap, (error: unknown) => {
      this.#abandon()
      throw error
    })
  }

  #abandon(): void {
    try {
      const method = this.#iterator.return
      if (method !== undefined && method !== null) callMethod(method, this.#iterator)
    } catch {
      // the rejection is the error that counts (ECMA-262 §7.4.11 step 5)
    }
  }
}

function callMethod(method: unknown, receiver: object): unknown {
  if (!isCallable(method)) throw new TypeError(`${callSite(method)} is not a function`)
  return callWith(method, receiver)
}
