// Moving elements of Arrays that have holes, are frozen, or are otherwise not packed. What has no hole gets none here: a
// hole is written only where one was read.
import { arrayAt, arrayDelete, arrayExtend, arrayHas, arrayPush, arrayTruncate, isExtensible } from '../intrinsics/mod.ts'

/** `array[index] = value`, also past the end. */
export function storeElement<T>(array: T[], index: number, value: T): void {
  if (index < array.length) {
    array[index] = value
    return
  }
  if (!isExtensible(array)) throw new TypeError(`Cannot add property ${index}, object is not extensible`)
  if (index > array.length) arrayExtend(array, index, array)
  arrayPush(array, value)
}

/** Moves elements one by one, holes included; `backwards` from the last to the first. */
export function moveElements<T>(array: T[], to: number, from: number, count: number, backwards: boolean): void {
  for (let n = 0; n < count; n++) {
    const i = backwards ? count - 1 - n : n
    if (i < 0) break
    if (arrayHas(array, from + i)) storeElement(array, to + i, arrayAt(array, from + i))
    else if (to + i < array.length) arrayDelete(array, to + i)
  }
}

/** Exchanges the elements of two places, either of which may be a hole. */
export function swapElements<T>(array: T[], low: number, high: number): void {
  const hasLow = arrayHas(array, low)
  const hasHigh = arrayHas(array, high)
  if (hasLow && hasHigh) {
    const value = arrayAt(array, low)
    storeElement(array, low, arrayAt(array, high))
    storeElement(array, high, value)
  } else if (hasHigh) {
    storeElement(array, low, arrayAt(array, high))
    arrayDelete(array, high)
  } else if (hasLow) {
    const value = arrayAt(array, low)
    arrayDelete(array, low)
    storeElement(array, high, value)
  }
}

/** Removes the elements from `length` on, from the last to the first, as `delete` and the length do. */
export function shorten<T>(array: T[], length: number): void {
  if (!isExtensible(array)) for (let i = array.length - 1; i >= length; i--) arrayDelete(array, i)
  if (length <= array.length) arrayTruncate(array, length)
}
