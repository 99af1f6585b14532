// New buffers.
import { newBuffer } from '../intrinsics/mod.ts'

/** More than any machine that we boot on can hold; below it, exhausted memory stops the program. */
const MAX_BYTES = 68719476736

/** A zeroed buffer of this many bytes, which are known to be an integer from 0 on. */
export function allocateBuffer(byteLength: number): ArrayBuffer {
  if (byteLength > MAX_BYTES) throw new RangeError('Array buffer allocation failed')
  return newBuffer(byteLength)
}
