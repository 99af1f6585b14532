// Strings made of copies: repeat, padStart, padEnd (ECMA-262 §22.1.3.16–18).
import { stringSlice } from '../intrinsics/mod.ts'

/** The longest string that V8 makes. */
const MAX_STRING_LENGTH = 536870888

/** `count` copies, by doubling, so that what is built is at most a few ropes deep. RangeError when too long. */
export function repeatText(text: string, count: number): string {
  if (count === 0 || text.length === 0) return ''
  if (count === 1) return text
  if (text.length * count > MAX_STRING_LENGTH) throw new RangeError('Invalid string length')
  let result = ''
  let power = text
  let rest = count
  for (;;) {
    if (rest % 2 === 1) result += power
    rest = (rest - (rest % 2)) / 2
    if (rest === 0) return result
    power += power
  }
}

/** What fills a string of `length` up to `target` code units; `fill` is not empty. */
export function padding(length: number, target: number, fill: string): string {
  if (target > MAX_STRING_LENGTH) throw new RangeError('Invalid string length')
  const missing = target - length
  const copies = (missing - (missing % fill.length)) / fill.length
  return repeatText(fill, copies) + stringSlice(fill, 0, missing % fill.length)
}
