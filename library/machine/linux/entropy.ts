// Randomness of the kernel: getrandom(2).

import { keepAlive, plus, syscall, viewAddress } from '../../runtime/intrinsics/raw.ts'
import { CALL_GETRANDOM, ERROR_INTERRUPTED } from './calls.ts'

/** getrandom gives at least so many bytes at once, whatever signals come. */
const CHUNK_BYTES = 256

/** Fills all of `into`; false if the kernel refuses. */
export function fillFromKernel(into: Uint8Array): boolean {
  const start = viewAddress(into)
  const count = into.length
  let done = 0
  while (done < count) {
    const chunk = count - done < CHUNK_BYTES ? count - done : CHUNK_BYTES
    // SAFETY: the bytes are inside the view, which the caller's reference keeps alive.
    const got = syscall(CALL_GETRANDOM, plus(start, done), chunk, 0, 0, 0, 0)
    if (got < 0 && got !== ERROR_INTERRUPTED) return false
    if (got > 0) done = done + got
  }
  keepAlive(into)
  return true
}
