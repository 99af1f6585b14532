// What for-of, spread and array patterns run on. `iterStart` becomes a call to one of these functions, chosen by what the
// iterable can be; each gives an object with
//   step(): boolean   moves to the next value, false at the end
//   value             the value stepped to
//   close(): void     leaving early on a normal completion (break, return): IteratorClose
//   abandon(): void   leaving because of a throw: as close, but what it throws or returns is of no account
// Call step until it is false, or leave by close or abandon; never after step threw or was false.
import { callWith, isCallable, isObject, stringSlice, unset } from '../intrinsics/mod.ts'
import { callSite, describe } from '../errors/describe.ts'
import { codePointEnd } from './prototype.ts'

/** Over an Array while Array.prototype[Symbol.iterator] and the array iterator's `next` are original. */
export class ArrayIteration<T> {
  readonly array: T[]
  index = 0
  value: T

  constructor(array: T[]) {
    this.array = array
    this.value = unset()
  }

  step(): boolean {
    const { array, index } = this
    if (index >= array.length) return false
    this.value = array[index]
    this.index = index + 1
    return true
  }

  close(): void {}
  abandon(): void {}
}

export function arrayIteration<T>(array: T[]): ArrayIteration<T> {
  return new ArrayIteration(array)
}

/** Over a string's code points while String.prototype[Symbol.iterator] is original. */
export class StringIteration {
  readonly text: string
  index = 0
  value = ''

  constructor(text: string) {
    this.text = text
  }

  step(): boolean {
    const start = this.index
    if (start >= this.text.length) return false
    const end = codePointEnd(this.text, start)
    this.value = stringSlice(this.text, start, end)
    this.index = end
    return true
  }

  close(): void {}
  abandon(): void {}
}

export function stringIteration(text: string): StringIteration {
  return new StringIteration(text)
}

interface AnyIterator<T> {
  next?: unknown
  return?: unknown
  readonly of?: T
}

/** Over anything, by ECMA-262 §7.4. */
export class ProtocolIteration<T> {
  readonly iterator: AnyIterator<T>
  readonly next: unknown
  value: T

  constructor(iterator: AnyIterator<T>, next: unknown) {
    this.iterator = iterator
    this.next = next
    this.value = unset()
  }

  step(): boolean {
    const next = this.next
    if (!isCallable(next)) throw new TypeError(`${callSite(next)} is not a function`)
    const result = callWith(next, this.iterator) as IteratorResult<T>
    if (!isObject(result)) throw new TypeError(`Iterator result ${describe(result)} is not an object`)
    if (result.done) return false
    this.value = result.value
    return true
  }

  close(): void {
    const method = this.iterator.return
    if (method === undefined || method === null) return
    if (!isCallable(method)) throw new TypeError(`${callSite(method)} is not a function`)
    const result = callWith(method, this.iterator)
    if (!isObject(result)) throw new TypeError(`Iterator result ${describe(result)} is not an object`)
  }

  abandon(): void {
    try {
      const method = this.iterator.return
      if (isCallable(method)) callWith(method, this.iterator)
    } catch {
      // ECMA-262 §7.4.11 step 5: the throw that made us leave is the one that counts
    }
  }
}

/** `text` is the iterable as the source has it, calls ending in `(...)`; '' when the source has no expression for it. */
export function protocolIteration<T>(iterable: Iterable<T>, text: string): ProtocolIteration<T> {
  if (iterable === undefined || iterable === null) throw notIterable(iterable, text)
  const method: unknown = iterable[Symbol.iterator]
  if (!isCallable(method)) throw notIterable(iterable, text)
  const iterator = callWith(method, iterable) as AnyIterator<T>
  if (!isObject(iterator)) throw new TypeError('Result of the Symbol.iterator method is not an object')
  return new ProtocolIteration<T>(iterator, iterator.next)
}

/** The one spread at the end of an argument list: its text is marked by the dots. */
function notSpreadable(value: unknown, text: string): TypeError {
  if (value === undefined || value === null) return new TypeError(`${text} is not iterable (cannot read property ${value})`)
  return new TypeError('Spread syntax requires ...iterable[Symbol.iterator] to be a function')
}

function notIterable(value: unknown, text: string): TypeError {
  if (text === '') return new TypeError(`${callSite(value)} is not iterable (cannot read property Symbol(Symbol.iterator))`)
  if (text.length > 3 && stringSlice(text, 0, 3) === '...') return notSpreadable(value, stringSlice(text, 3, text.length))
  const end = text.length - '(...)'.length
  if (end > 0 && stringSlice(text, end, text.length) === '(...)') {
    return new TypeError(`${stringSlice(text, 0, end)} is not a function or its return value is not iterable`)
  }
  return new TypeError(`${text} is not iterable`)
}
