// Generator objects. The coroutine pass turns the body of a generator function into `resume`; this file keeps the
// protocol around it (ECMA-262 §27.5). The record says where the body stands; the runtime marks it as running.
import { callWith, isCallable, isObject, unset } from '../intrinsics/mod.ts'
import { callSite, describe } from '../errors/describe.ts'
import { incompatibleReceiver } from '../errors/require.ts'
import { IteratorPrototype } from './prototype.ts'

export const RESUME_NEXT = 0
export const RESUME_THROW = 1
export const RESUME_RETURN = 2

export const STATE_START = 0
export const STATE_DONE = -1

/** Where a coroutine stands: 0 before its first step, n ≥ 1 suspended at point n, −1 done. Owned by `resume`. */
export class CoroutineRecord<T> {
  state = STATE_START
  running = false
  /** Set by `resume` where it suspends in a `yield*`: what the inner iterator gave, which the outer hands on as it is. */
  delegated: IteratorResult<T> | undefined = undefined
}

/**
 * Runs the body until it suspends or ends. `mode` is one of RESUME_*, `value` what was sent. Gives the yielded value,
 * having set state to a point ≥ 1 (in a `yield*` undefined, the inner iterator's result being in the record); or the
 * final value, having set it to −1; or throws, having set it to −1.
 */
export type Resume<T> = (mode: number, value: unknown, record: CoroutineRecord<T>) => T

export class Generator<T> extends IteratorPrototype {
  readonly #record = new CoroutineRecord<T>()
  readonly #resume: Resume<T>

  constructor(resume: Resume<T>) {
    super()
    this.#resume = resume
  }

  next(value: unknown): IteratorResult<T, T | undefined> {
    if (!isObject(this) || !(#record in this)) throw incompatibleReceiver('[Generator].prototype.next', this)
    const record = this.#record
    if (record.state === STATE_DONE) return { value: undefined, done: true }
    return advance(this.#resume, RESUME_NEXT, value, record)
  }

  return(value: unknown): IteratorResult<T, unknown> {
    if (!isObject(this) || !(#record in this)) throw incompatibleReceiver('[Generator].prototype.return', this)
    const record = this.#record
    if (record.state === STATE_START && !record.running) record.state = STATE_DONE
    if (record.state === STATE_DONE) return { value, done: true }
    return advance(this.#resume, RESUME_RETURN, value, record)
  }

  throw(error: unknown): IteratorResult<T, T | undefined> {
    if (!isObject(this) || !(#record in this)) throw incompatibleReceiver('[Generator].prototype.throw', this)
    const record = this.#record
    if (record.state === STATE_START && !record.running) record.state = STATE_DONE
    if (record.state === STATE_DONE) throw error
    return advance(this.#resume, RESUME_THROW, error, record)
  }

  get [Symbol.toStringTag](): string {
    return 'Generator'
  }

  /** For-of over a generator object needs no result objects; see GeneratorIteration. */
  static iterate<T>(generator: Generator<T>): GeneratorIteration<T> {
    return new GeneratorIteration(generator.#resume, generator.#record)
  }
}

function advance<T>(resume: Resume<T>, mode: number, value: unknown, record: CoroutineRecord<T>): IteratorResult<T, T> {
  enter(record)
  const result = resume(mode, value, record)
  record.running = false
  const delegated = record.delegated
  if (delegated !== undefined) return delegated
  return { value: result, done: record.state === STATE_DONE }
}

/** A body that throws leaves `running` set, and its state done: nobody looks at `running` then. */
function enter<T>(record: CoroutineRecord<T>): void {
  if (record.running) throw new TypeError('Generator is already running')
  record.running = true
  record.delegated = undefined
}

export function makeGenerator<T>(resume: Resume<T>): Generator<T> {
  return new Generator(resume)
}

/** For-of over a generator object whose prototype is untouched: resumes the body itself. */
export class GeneratorIteration<T> {
  readonly resume: Resume<T>
  readonly record: CoroutineRecord<T>
  value: T

  constructor(resume: Resume<T>, record: CoroutineRecord<T>) {
    this.resume = resume
    this.record = record
    this.value = unset()
  }

  step(): boolean {
    const record = this.record
    if (record.state === STATE_DONE) return false
    enter(record)
    const value = this.resume(RESUME_NEXT, undefined, record)
    record.running = false
    if (record.state === STATE_DONE) return false
    const delegated = record.delegated
    if (delegated === undefined) {
      this.value = value
      return true
    }
    if (delegated.done) return false
    this.value = delegated.value
    return true
  }

  close(): void {
    const record = this.record
    if (record.state === STATE_START && !record.running) record.state = STATE_DONE
    if (record.state === STATE_DONE) return
    enter(record)
    this.resume(RESUME_RETURN, undefined, record)
    record.running = false
  }

  abandon(): void {
    try {
      this.close()
    } catch {
      // ECMA-262 §7.4.11 step 5: the throw that made us leave is the one that counts
    }
  }
}

export function generatorIteration<T>(generator: Generator<T>): GeneratorIteration<T> {
  return Generator.iterate(generator)
}

export const DELEGATE_YIELDED = 0
export const DELEGATE_FINISHED = 1
export const DELEGATE_RETURNED = 2

/** `yield*` (ECMA-262 §15.5.5): hands what is sent to the outer generator on to the inner iterator. */
export class Delegation<T> {
  readonly iterator: { next?: unknown; throw?: unknown; return?: unknown }
  readonly next: unknown
  result: IteratorResult<T>
  value: T

  constructor(iterable: Iterable<T>) {
    if (iterable === undefined || iterable === null || !isCallable(iterable[Symbol.iterator])) {
      throw new TypeError(`${callSite(iterable)} is not iterable (cannot read property Symbol(Symbol.iterator))`)
    }
    const iterator = callWith(iterable[Symbol.iterator] as () => unknown, iterable)
    if (!isObject(iterator)) throw new TypeError('Result of the Symbol.iterator method is not an object')
    this.iterator = iterator
    this.next = this.iterator.next
    this.result = unset()
    this.value = unset()
  }

  /**
   * One step. DELEGATE_YIELDED: hand `result` on and come again with what is sent; DELEGATE_FINISHED: `value` is what the
   * yield* gives; DELEGATE_RETURNED: the outer generator returns `value`.
   */
  step(mode: number, sent: unknown): number {
    if (mode === RESUME_NEXT) return this.#take(callIterator(this.next, this.iterator, sent), DELEGATE_FINISHED)
    if (mode === RESUME_THROW) {
      const method = this.iterator.throw
      if (method === undefined || method === null) {
        this.#closeInner()
        throw new TypeError("The iterator does not provide a 'throw' method.")
      }
      return this.#take(callIterator(method, this.iterator, sent), DELEGATE_FINISHED)
    }
    const method = this.iterator.return
    if (method === undefined || method === null) {
      this.value = sent as T
      return DELEGATE_RETURNED
    }
    return this.#take(callIterator(method, this.iterator, sent), DELEGATE_RETURNED)
  }

  #take(result: unknown, whenDone: number): number {
    if (!isObject(result)) throw new TypeError(`Iterator result ${describe(result)} is not an object`)
    const inner = result as IteratorResult<T>
    if (inner.done) {
      this.value = inner.value
      return whenDone
    }
    this.result = inner
    return DELEGATE_YIELDED
  }

  #closeInner(): void {
    const method = this.iterator.return
    if (method === undefined || method === null) return
    const result = callIterator(method, this.iterator, undefined)
    if (!isObject(result)) throw new TypeError(`Iterator result ${describe(result)} is not an object`)
  }
}

function callIterator(method: unknown, iterator: object, sent: unknown): unknown {
  if (!isCallable(method)) throw new TypeError(`${callSite(method)} is not a function`)
  return callWith(method, iterator, sent)
}

export function delegation<T>(iterable: Iterable<T>): Delegation<T> {
  return new Delegation(iterable)
}
